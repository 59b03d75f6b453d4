/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *kaiji_paragraph_new (const char *text);
void kaiji_paragraph_prepare (GtkLabel *label);

G_END_DECLS
