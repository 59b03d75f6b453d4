/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *kaiji_paragraph_new (const char *text);
void kaiji_paragraph_prepare (GtkLabel *label);
void kaiji_paragraph_keep_end (GtkLabel *label);
void kaiji_paragraph_keep_ends (GtkWidget *widget);
char *kaiji_paragraph_dup_markup (const char *text);

G_END_DECLS
