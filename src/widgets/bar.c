/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tools beside each other, of which some give way where there is no room for all.
 *
 * A GtkBox takes room from whatever can be cut, and that is the text which has to be read. Here it is
 * said which children go first; they must be found elsewhere, too (a key, a menu).
 *
 * Invariants:
 * 1. How wide the bar wants to be does not depend on what it shows, so that it never flickers.
 * 2. A child that gave way is unmapped: neither drawn nor in the round of Tab. */
#include "widgets/bar.h"

/* px between two children. */
#define SPACING 6
/* px up to which a text that is to be kept is not cut. */
#define KEPT 150

struct _KaijiBar
{
  GtkWidget parent_instance;

  GPtrArray *yielding; /* borrowed children, the first to go first */
  GPtrArray *kept;     /* borrowed children */
};

G_DEFINE_FINAL_TYPE (KaijiBar, kaiji_bar, GTK_TYPE_WIDGET)

/* What a child must have and would like, px. */
static void
measure_child (KaijiBar *self, GtkWidget *child, int *minimum, int *natural)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
  if (g_ptr_array_find (self->kept, child, NULL))
    *minimum = MAX (*minimum, MIN (*natural, KEPT));
}

static void
kaiji_bar_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  KaijiBar *self = KAIJI_BAR (widget);
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = *natural = wide ? -SPACING : 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int min, nat;

      if (!gtk_widget_should_layout (child))
        continue;
      if (wide)
        measure_child (self, child, &min, &nat);
      else
        gtk_widget_measure (child, orientation, -1, &min, &nat, NULL, NULL);
      if (wide && g_ptr_array_find (self->yielding, child, NULL))
        min = -SPACING;
      *minimum = wide ? *minimum + min + SPACING : MAX (*minimum, min);
      *natural = wide ? *natural + nat + SPACING : MAX (*natural, nat);
    }
  *minimum = MAX (*minimum, 0);
  *natural = MAX (*natural, 0);
}

/* Takes room until the others fit. */
static void
let_yield (KaijiBar *self, int missing)
{
  for (guint i = 0; i < self->yielding->len; i++)
    {
      GtkWidget *child = self->yielding->pdata[i];
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_set_child_visible (child, missing <= 0);
      if (missing <= 0)
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      missing -= natural + SPACING;
    }
}

static gboolean
stands (GtkWidget *child)
{
  return gtk_widget_should_layout (child) && gtk_widget_get_child_visible (child);
}

static void
kaiji_bar_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaijiBar *self = KAIJI_BAR (widget);
  GArray *sizes = g_array_new (FALSE, TRUE, sizeof (GtkRequestedSize));
  GtkAllocation where = { 0, 0, 0, height };
  int all, extra = width + SPACING;
  guint n = 0, n_expanding = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &all, NULL, NULL);
  let_yield (self, all - width);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (stands (child))
      {
        GtkRequestedSize size = { 0 };

        measure_child (self, child, &size.minimum_size, &size.natural_size);
        extra -= size.minimum_size + SPACING;
        n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
        g_array_append_val (sizes, size);
      }
  extra = gtk_distribute_natural_allocation (MAX (extra, 0), sizes->len,
                                             (GtkRequestedSize *) (gpointer) sizes->data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (stands (child))
      {
        where.width = g_array_index (sizes, GtkRequestedSize, n++).minimum_size;
        if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
          {
            int part = extra / (int) n_expanding--;

            where.width += part;
            extra -= part;
          }
        gtk_widget_size_allocate (child, &where, -1);
        where.x += where.width + SPACING;
      }
  g_array_unref (sizes);
}

static void
kaiji_bar_dispose (GObject *object)
{
  KaijiBar *self = KAIJI_BAR (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->yielding, 0);
  g_ptr_array_set_size (self->kept, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kaiji_bar_parent_class)->dispose (object);
}

static void
kaiji_bar_finalize (GObject *object)
{
  KaijiBar *self = KAIJI_BAR (object);

  g_ptr_array_unref (self->yielding);
  g_ptr_array_unref (self->kept);
  G_OBJECT_CLASS (kaiji_bar_parent_class)->finalize (object);
}

static void
kaiji_bar_class_init (KaijiBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = kaiji_bar_finalize;
  widget_class->measure = kaiji_bar_measure;
  widget_class->size_allocate = kaiji_bar_allocate;
  gtk_widget_class_set_css_name (widget_class, "box");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kaiji_bar_init (KaijiBar *self)
{
  self->yielding = g_ptr_array_new ();
  self->kept = g_ptr_array_new ();
}

/**
 * kaiji_bar_yield:
 * @self: a bar
 * @child: (transfer none): one of its children, for good
 *
 * Where there is no room for all, @child gives way after those of which it was said before.
 */
void
kaiji_bar_yield (KaijiBar *self, GtkWidget *child)
{
  g_return_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (self));

  g_ptr_array_add (self->yielding, child);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kaiji_bar_keep:
 * @self: a bar
 * @child: (transfer none): one of its children, for good
 *
 * @child is not cut, however little room there is, unless it is unusually long.
 */
void
kaiji_bar_keep (KaijiBar *self, GtkWidget *child)
{
  g_return_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (self));

  g_ptr_array_add (self->kept, child);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
