/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label that can be underlined with dots (出典未確認), line by line, 4 px below the words. */
#include "widgets/prompt-label.h"
#include "widgets/paragraph.h"
#include "widgets/tooltip.h"

#include <glib/gi18n-lib.h>

#define DOT 1.5
#define GAP 2.0
#define BELOW 1

struct _KaijiPromptLabel
{
  GtkWidget parent_instance;

  GtkWidget *label;
  gboolean unverified;
};

G_DEFINE_FINAL_TYPE (KaijiPromptLabel, kaiji_prompt_label, GTK_TYPE_WIDGET)

static void
snapshot_dots (KaijiPromptLabel *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  PangoLayoutIter *iter = pango_layout_get_iter (gtk_label_get_layout (GTK_LABEL (self->label)));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  GdkRGBA color;
  int x, y;

  if (!gtk_style_context_lookup_color (style, "kaiji_badge_line", &color))
    gtk_style_context_get_color (style, &color);
  gtk_label_get_layout_offsets (GTK_LABEL (self->label), &x, &y);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, DOT);
  cairo_set_dash (cr, (const double[]){ DOT, GAP }, 2, 0);
  do
    {
      PangoRectangle extents;
      double line_y;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      if (extents.width == 0)
        continue;
      line_y = y + PANGO_PIXELS (extents.y + extents.height) + BELOW + DOT / 2;
      line_y = MIN (line_y, height - DOT / 2);
      cairo_move_to (cr, x + PANGO_PIXELS (extents.x), line_y);
      cairo_rel_line_to (cr, PANGO_PIXELS (extents.width), 0);
    }
  while (pango_layout_iter_next_line (iter));
  cairo_stroke (cr);
  cairo_destroy (cr);
  pango_layout_iter_free (iter);
}

static void
kaiji_prompt_label_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaijiPromptLabel *self = KAIJI_PROMPT_LABEL (widget);

  GTK_WIDGET_CLASS (kaiji_prompt_label_parent_class)->snapshot (widget, snapshot);
  if (self->unverified && gtk_widget_get_width (widget) > 0)
    snapshot_dots (self, snapshot);
}

static void
kaiji_prompt_label_dispose (GObject *object)
{
  g_clear_pointer (&KAIJI_PROMPT_LABEL (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (kaiji_prompt_label_parent_class)->dispose (object);
}

static void
kaiji_prompt_label_class_init (KaijiPromptLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_prompt_label_dispose;
  widget_class->snapshot = kaiji_prompt_label_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "promptlabel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kaiji_prompt_label_init (KaijiPromptLabel *self)
{
  self->label = kaiji_paragraph_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * kaiji_prompt_label_new:
 * @text: the words
 * @unverified: whether their source is not verified; the tooltip says it in words
 *
 * Returns: (transfer floating): a label
 */
GtkWidget *
kaiji_prompt_label_new (const char *text, gboolean unverified)
{
  KaijiPromptLabel *self = g_object_new (KAIJI_TYPE_PROMPT_LABEL, NULL);

  gtk_label_set_text (GTK_LABEL (self->label), text);
  self->unverified = unverified;
  if (unverified)
    {
      const char *said =
          _ ("Source not verified. Compare the wording with the original of the form.");

      gtk_widget_add_css_class (GTK_WIDGET (self), "dotted");
      kaiji_tooltip_set (GTK_WIDGET (self), said);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->label),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
    }
  return GTK_WIDGET (self);
}

/** kaiji_prompt_label_get_label: Returns: (transfer none): the label, for LABELLED_BY */
GtkWidget *
kaiji_prompt_label_get_label (KaijiPromptLabel *self)
{
  return self->label;
}
