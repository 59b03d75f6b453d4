/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/recent-store.h"

G_BEGIN_DECLS

GtkWidget *kaiji_recent_row_new (KaijiRecentCase *recent);
KaijiRecentCase *kaiji_recent_row_get_case (GtkListBoxRow *row);
char *kaiji_dup_day (KaijiDate date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
