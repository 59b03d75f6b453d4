/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_CLAMP (kaiji_clamp_get_type ())
/**
 * KaijiClamp:
 *
 * Holds one child in the middle, no wider than a given width.
 */
G_DECLARE_FINAL_TYPE (KaijiClamp, kaiji_clamp, KAIJI, CLAMP, GtkWidget)

GtkWidget *kaiji_clamp_new (int width, GtkWidget *child);

G_END_DECLS
