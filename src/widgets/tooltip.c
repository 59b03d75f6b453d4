/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GTK asks the display where the pointer is, and waits for the answer twice, each time a visible
 * widget gets a tooltip: it may have to be shown at once. A form of a hundred widgets would wait as
 * long for that as for all else it does. Nobody can point at what is not on the screen: there the
 * widget is hidden for the moment. In templates the same is written as
 * visible=0, tooltip-text, visible=1. */
#include "widgets/tooltip.h"

/**
 * kaiji_tooltip_set:
 * @widget: a widget
 * @text: (nullable): plain text
 *
 * Sets the tooltip of a widget, as gtk_widget_set_tooltip_text() does, without asking the display
 * where that cannot matter.
 */
void
kaiji_tooltip_set (GtkWidget *widget, const char *text)
{
  const gboolean hide = gtk_widget_get_visible (widget) && !gtk_widget_get_mapped (widget);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text && *text ? text : NULL) == 0)
    return;
  g_object_freeze_notify (G_OBJECT (widget));
  if (hide)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (hide)
    gtk_widget_set_visible (widget, TRUE);
  g_object_thaw_notify (G_OBJECT (widget));
}
