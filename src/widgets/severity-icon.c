/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The signs of the program: octagon, triangle, head, tick, dots. A sign never stands alone: beside
 * it is a word or a number, and its accessible name is the word. */

#include "widgets/severity-icon.h"

#include <glib/gi18n-lib.h>

#include "widgets/tooltip.h"

static const struct
{
  const char *word;
  const char *icon;
  const char *css;
} marks[] = {
  [KAIJI_MARK_BLOCK] = { N_ ("Must be solved"), "kaiji-block-symbolic", "block" },
  [KAIJI_MARK_WARN] = { N_ ("Warning"), "kaiji-warn-symbolic", "warn" },
  [KAIJI_MARK_HUMAN] = { N_ ("To be confirmed"), "kaiji-human-symbolic", "human" },
  [KAIJI_MARK_DONE] = { N_ ("Done"), "kaiji-done-symbolic", "done" },
  [KAIJI_MARK_REQUIRED] = { N_ ("Required"), "kaiji-required-symbolic", "required" },
  [KAIJI_MARK_OPTIONAL] = { N_ ("Optional"), "kaiji-optional-symbolic", "optional" },
};

/** kaiji_mark_get_word: Returns: the word of a sign, in the user's language. */
const char *
kaiji_mark_get_word (KaijiMarkKind kind)
{
  return _ (marks[kind].word);
}

/** kaiji_mark_get_icon_name: Returns: the name of its symbolic icon. */
const char *
kaiji_mark_get_icon_name (KaijiMarkKind kind)
{
  return marks[kind].icon;
}

/** kaiji_mark_get_css_class: Returns: its style class ("block", "warn", …). */
const char *
kaiji_mark_get_css_class (KaijiMarkKind kind)
{
  return marks[kind].css;
}

/**
 * kaiji_mark_icon_set:
 * @icon: an image
 * @kind: the sign
 *
 * Makes @icon show a sign, in its colour, with its word as accessible name.
 */
void
kaiji_mark_icon_set (GtkImage *icon, KaijiMarkKind kind)
{
  const char *classes[] = { "severity", marks[kind].css, NULL };

  gtk_image_set_from_icon_name (icon, marks[kind].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (icon), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (marks[kind].word), -1);
}

/** kaiji_mark_icon_new: Returns: (transfer floating): an image that shows a sign. */
GtkWidget *
kaiji_mark_icon_new (KaijiMarkKind kind)
{
  GtkWidget *icon = gtk_image_new ();

  kaiji_mark_icon_set (GTK_IMAGE (icon), kind);
  return icon;
}

struct _KaijiCountBadge
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (KaijiCountBadge, kaiji_count_badge, GTK_TYPE_WIDGET)

static void
kaiji_count_badge_dispose (GObject *object)
{
  KaijiCountBadge *self = KAIJI_COUNT_BADGE (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (kaiji_count_badge_parent_class)->dispose (object);
}

static void
kaiji_count_badge_class_init (KaijiCountBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_count_badge_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kaiji_count_badge_init (KaijiCountBadge *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              4);
  self->icon = gtk_image_new ();
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "count");
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  kaiji_count_badge_clear (self);
}

/** kaiji_count_badge_new: Returns: (transfer floating): a badge that shows nothing yet. */
GtkWidget *
kaiji_count_badge_new (void)
{
  return g_object_new (KAIJI_TYPE_COUNT_BADGE, NULL);
}

/**
 * kaiji_count_badge_set:
 * @self: a badge
 * @kind: its sign
 * @count: its number, -1 for the sign alone
 *
 * Shows a sign with a number.
 */
void
kaiji_count_badge_set (KaijiCountBadge *self, KaijiMarkKind kind, int count)
{
  const char *classes[] = { "count-badge", marks[kind].css, NULL };
  g_autofree char *number = count < 0 ? NULL : g_strdup_printf ("%d", count);
  g_autofree char *name = number ? g_strdup_printf ("%s %s", _ (marks[kind].word), number)
                                 : g_strdup (_ (marks[kind].word));

  kaiji_mark_icon_set (GTK_IMAGE (self->icon), kind);
  gtk_widget_set_visible (self->icon, TRUE);
  gtk_label_set_label (GTK_LABEL (self->label), number ? number : "");
  gtk_widget_set_visible (self->label, number != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  kaiji_tooltip_set (GTK_WIDGET (self), name);
}

/** kaiji_count_badge_clear: shows nothing, but keeps the place. */
void
kaiji_count_badge_clear (KaijiCountBadge *self)
{
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_widget_set_visible (self->label, FALSE);
  kaiji_tooltip_set (GTK_WIDGET (self), NULL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
}
