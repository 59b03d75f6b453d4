/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What GTK's drop-down list leaves out for assistive technology. */

#include "widgets/drop-down.h"

/**
 * kaiji_drop_down_name_button:
 * @drop_down: a drop-down list that has a name
 *
 * The keyboard goes to a button inside the list; this gives it the list's name, whatever it will be.
 */
void
kaiji_drop_down_name_button (GtkDropDown *drop_down)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  drop_down, NULL, -1);
}
