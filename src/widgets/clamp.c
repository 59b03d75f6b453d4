/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column in the middle of what room there is. Asked for its height with no width, it answers for the
 * greatest one: it never gets more. */
#include "widgets/clamp.h"

struct _KaijiClamp
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int width;
};

G_DEFINE_FINAL_TYPE (KaijiClamp, kaiji_clamp, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
kaiji_clamp_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kaiji_clamp_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  KaijiClamp *self = KAIJI_CLAMP (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    for_size = for_size < 0 ? self->width : MIN (for_size, self->width);
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, self->width);
}

static void
kaiji_clamp_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaijiClamp *self = KAIJI_CLAMP (widget);
  GtkAllocation where = { 0, 0, width, height };
  int minimum;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  where.width = MAX (minimum, MIN (width, self->width));
  where.x = MAX (0, (width - where.width) / 2);
  gtk_widget_size_allocate (self->child, &where, baseline);
}

static void
kaiji_clamp_dispose (GObject *object)
{
  g_clear_pointer (&KAIJI_CLAMP (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (kaiji_clamp_parent_class)->dispose (object);
}

static void
kaiji_clamp_class_init (KaijiClampClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_clamp_dispose;
  widget_class->get_request_mode = kaiji_clamp_get_request_mode;
  widget_class->measure = kaiji_clamp_measure;
  widget_class->size_allocate = kaiji_clamp_size_allocate;
}

static void
kaiji_clamp_init (KaijiClamp *self)
{
}

/**
 * kaiji_clamp_new:
 * @width: the greatest width of @child, px
 * @child: (transfer floating): what is held
 *
 * Returns: (transfer floating): a clamp
 */
GtkWidget *
kaiji_clamp_new (int width, GtkWidget *child)
{
  KaijiClamp *self = g_object_new (KAIJI_TYPE_CLAMP, NULL);

  self->width = width;
  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
