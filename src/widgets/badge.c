/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form says of an item beside its name. The shape says it too, never the colour alone. */
#include "widgets/badge.h"

#include <glib/gi18n-lib.h>

#include "widgets/tooltip.h"

static const char *
get_word (KaijiBadgeKind kind)
{
  switch (kind)
    {
    case KAIJI_BADGE_REQUIRED:
      return _ ("Required");
    case KAIJI_BADGE_OPTIONAL:
      return _ ("Optional");
    case KAIJI_BADGE_GATE:
      return _ ("Gate item");
    }
  g_return_val_if_reached ("");
}

/**
 * kaiji_dot_new:
 * @kind: required (filled) or optional (hollow)
 *
 * The dot alone, where a legend says what it means; its accessible name is the word.
 *
 * Returns: (transfer floating): a dot
 */
GtkWidget *
kaiji_dot_new (KaijiBadgeKind kind)
{
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);

  gtk_widget_add_css_class (dot, "form-dot");
  gtk_widget_add_css_class (dot, kind == KAIJI_BADGE_REQUIRED ? "filled" : "hollow");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  kaiji_tooltip_set (dot, get_word (kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_word (kind), -1);
  return dot;
}

/**
 * kaiji_badge_new:
 * @kind: what is said
 *
 * Returns: (transfer floating): a badge
 */
GtkWidget *
kaiji_badge_new (KaijiBadgeKind kind)
{
  GtkWidget *label = gtk_label_new (get_word (kind));
  GtkWidget *box;

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  if (kind == KAIJI_BADGE_GATE)
    {
      gtk_widget_add_css_class (label, "gate-badge");
      return label;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (box, "dot-badge");
  gtk_widget_add_css_class (box, kind == KAIJI_BADGE_REQUIRED ? "required" : "optional");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), kaiji_dot_new (kind));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}
