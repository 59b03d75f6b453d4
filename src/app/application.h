/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_APPLICATION (kaiji_application_get_type ())
G_DECLARE_FINAL_TYPE (KaijiApplication, kaiji_application, KAIJI, APPLICATION, GtkApplication)

KaijiApplication *kaiji_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
