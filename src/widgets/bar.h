/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_BAR (kaiji_bar_get_type ())
G_DECLARE_FINAL_TYPE (KaijiBar, kaiji_bar, KAIJI, BAR, GtkWidget)

void kaiji_bar_yield (KaijiBar *self, GtkWidget *child);
void kaiji_bar_keep (KaijiBar *self, GtkWidget *child);

G_END_DECLS
