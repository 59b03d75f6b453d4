/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a widget under the pointer. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @text: (nullable): none. */
void kaiji_tooltip_set (GtkWidget *widget, const char *text);

G_END_DECLS
