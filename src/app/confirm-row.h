/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/citation.h"

G_BEGIN_DECLS

GtkWidget *kaiji_confirm_row_new (gint64 number, KaijiCitation *citation, const char *name);
gint64 kaiji_confirm_row_get_number (GtkListBoxRow *row);
const char *kaiji_confirm_describe (KaijiCitation *citation);
void kaiji_confirm_show_icon (GtkImage *image, KaijiCitation *citation);

G_END_DECLS
