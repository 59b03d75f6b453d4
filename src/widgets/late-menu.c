/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu is some fifty widgets; a window that opens needs none of them. */
#include "widgets/late-menu.h"

static void
fill_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * kaiji_menu_button_set_late_menu:
 * @button: a button
 * @menu: its menu, made when it is first opened
 */
void
kaiji_menu_button_set_late_menu (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_create_popup_func (button, fill_cb, g_object_ref (menu), g_object_unref);
}
