/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children in lines that wrap.
 *
 * 1. A child gets its natural width, or the width of the line when that is less.
 * 2. Children of a line are centred on it.
 * 3. A child with hexpand that stands alone in its line fills it. */
#include "widgets/wrap-box.h"

struct _KaijiWrapBox
{
  GtkWidget parent_instance;

  int spacing;
  int line_spacing;
};

G_DEFINE_FINAL_TYPE (KaijiWrapBox, kaiji_wrap_box, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
kaiji_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_width (GtkWidget *child, int available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, available));
}

static int
measure_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The first child of the next line; @height: (out) of this line. */
static GtkWidget *
find_line_end (KaijiWrapBox *self, GtkWidget *first, int width, int *height)
{
  GtkWidget *child;
  int x = 0;

  *height = 0;
  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int w;

      if (!gtk_widget_should_layout (child))
        continue;
      w = measure_width (child, width);
      if (x > 0 && x + w > width)
        break;
      *height = MAX (*height, measure_height (child, w));
      x += w + self->spacing;
    }
  return child;
}

static void
kaiji_wrap_box_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KaijiWrapBox *self = KAIJI_WRAP_BOX (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      int width = for_size < 0 ? G_MAXINT : for_size;

      while (child != NULL)
        {
          int height;

          child = find_line_end (self, child, width, &height);
          *natural += height + (child != NULL ? self->line_spacing : 0);
        }
      *minimum = *natural;
      return;
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int min, nat;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &min, &nat, NULL, NULL);
      *minimum = MAX (*minimum, min);
      *natural += nat + (*natural > 0 ? self->spacing : 0);
    }
}

static gboolean
is_alone (GtkWidget *first, GtkWidget *end)
{
  GtkWidget *only = NULL;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;
      if (only != NULL)
        return FALSE;
      only = child;
    }
  return only != NULL && gtk_widget_get_hexpand (only);
}

static void
kaiji_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaijiWrapBox *self = KAIJI_WRAP_BOX (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      int line_height;
      GtkWidget *end = find_line_end (self, child, width, &line_height);
      /* A child that stands alone in its line and wants the room gets it. */
      gboolean fill = is_alone (child, end);
      int x = 0;

      for (; child != end; child = gtk_widget_get_next_sibling (child))
        {
          GtkAllocation where;

          if (!gtk_widget_should_layout (child))
            continue;
          where.width = fill ? width : measure_width (child, width);
          where.height = measure_height (child, where.width);
          where.x = mirrored ? width - x - where.width : x;
          where.y = y + (line_height - where.height) / 2;
          gtk_widget_size_allocate (child, &where, -1);
          x += where.width + self->spacing;
        }
      y += line_height + self->line_spacing;
    }
}

static void
kaiji_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kaiji_wrap_box_parent_class)->dispose (object);
}

static void
kaiji_wrap_box_class_init (KaijiWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_wrap_box_dispose;
  widget_class->get_request_mode = kaiji_wrap_box_get_request_mode;
  widget_class->measure = kaiji_wrap_box_measure;
  widget_class->size_allocate = kaiji_wrap_box_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "wrapbox");
}

static void
kaiji_wrap_box_init (KaijiWrapBox *self)
{
}

/**
 * kaiji_wrap_box_new:
 * @spacing: between children of a line, px
 * @line_spacing: between lines, px
 * @role: what it is for assistive technology
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
kaiji_wrap_box_new (int spacing, int line_spacing, GtkAccessibleRole role)
{
  KaijiWrapBox *self = g_object_new (KAIJI_TYPE_WRAP_BOX, "accessible-role", role, NULL);

  self->spacing = spacing;
  self->line_spacing = line_spacing;
  return GTK_WIDGET (self);
}

/**
 * kaiji_wrap_box_append:
 * @self: a wrap box
 * @child: (transfer floating): a widget, put last
 */
void
kaiji_wrap_box_append (KaijiWrapBox *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * kaiji_wrap_box_insert_before:
 * @self: a wrap box
 * @child: (transfer floating): a widget
 * @sibling: (nullable): the child that stands behind it, %NULL: last
 */
void
kaiji_wrap_box_insert_before (KaijiWrapBox *self, GtkWidget *child, GtkWidget *sibling)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), sibling);
}

/**
 * kaiji_wrap_box_remove:
 * @self: a wrap box
 * @child: one of its children
 */
void
kaiji_wrap_box_remove (KaijiWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (self));
  gtk_widget_unparent (child);
}
