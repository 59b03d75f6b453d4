/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_WRAP_BOX (kaiji_wrap_box_get_type ())
/**
 * KaijiWrapBox:
 *
 * Children at their natural widths, one after the other, that go on in the next line where the
 * line ends.
 */
G_DECLARE_FINAL_TYPE (KaijiWrapBox, kaiji_wrap_box, KAIJI, WRAP_BOX, GtkWidget)

GtkWidget *kaiji_wrap_box_new (int spacing, int line_spacing, GtkAccessibleRole role);
void kaiji_wrap_box_append (KaijiWrapBox *self, GtkWidget *child);
void kaiji_wrap_box_insert_before (KaijiWrapBox *self, GtkWidget *child, GtkWidget *sibling);
void kaiji_wrap_box_remove (KaijiWrapBox *self, GtkWidget *child);

G_END_DECLS
