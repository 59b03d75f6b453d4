/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_PREFERENCES_WINDOW (kaiji_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (KaijiPreferencesWindow,
                      kaiji_preferences_window,
                      KAIJI,
                      PREFERENCES_WINDOW,
                      GtkWindow)

GtkWidget *kaiji_preferences_window_new (GtkWindow *parent, GSettings *settings);

G_END_DECLS
