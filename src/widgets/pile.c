/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children one below the other, each as wide as the pile.
 *
 * What a vertical GtkBoxLayout does, but a pile always answers height for width. Asked for its width,
 * GTK's box asks each child how wide it would be at the height it would have: a label that wraps finds
 * that by trying one width after the other, and boxes in boxes ask again at each level. A form of
 * wrapping labels spends most of its first layout on answers that nobody needs.
 *
 * Extra height goes to children that expand, else to nobody. */
#include "widgets/pile.h"

struct _KaijiPileLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (KaijiPileLayout, kaiji_pile_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
kaiji_pile_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kaiji_pile_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  KaijiPileLayout *self = KAIJI_PILE_LAYOUT (manager);
  gboolean high = orientation == GTK_ORIENTATION_VERTICAL;
  int n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int min, nat;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, high ? for_size : -1, &min, &nat, NULL, NULL);
      *minimum = high ? *minimum + min : MAX (*minimum, min);
      *natural = high ? *natural + nat : MAX (*natural, nat);
      n++;
    }
  if (high && n > 1)
    {
      *minimum += (n - 1) * self->spacing;
      *natural += (n - 1) * self->spacing;
    }
}

static guint
count_children (GtkWidget *widget, guint *n_expanding)
{
  guint n = 0;

  *n_expanding = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        n++;
        *n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL) ? 1 : 0;
      }
  return n;
}

static void
kaiji_pile_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  KaijiPileLayout *self = KAIJI_PILE_LAYOUT (manager);
  guint n_expanding;
  guint n = count_children (widget, &n_expanding);
  g_autofree GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, MAX (n, 1));
  GtkAllocation where = { 0, 0, width, 0 };
  int extra = height - (n > 1 ? (int) (n - 1) * self->spacing : 0);
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &sizes[i].minimum_size,
                            &sizes[i].natural_size, NULL, NULL);
        extra -= sizes[i++].minimum_size;
      }
  extra = gtk_distribute_natural_allocation (MAX (extra, 0), n, sizes);
  i = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        where.height = sizes[i++].minimum_size;
        if (n_expanding > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL))
          {
            int part = extra / (int) n_expanding--;

            where.height += part;
            extra -= part;
          }
        gtk_widget_size_allocate (child, &where, -1);
        where.y += where.height + self->spacing;
      }
}

static void
kaiji_pile_layout_class_init (KaijiPileLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = kaiji_pile_layout_get_request_mode;
  manager_class->measure = kaiji_pile_layout_measure;
  manager_class->allocate = kaiji_pile_layout_allocate;
}

static void
kaiji_pile_layout_init (KaijiPileLayout *self)
{
}

/**
 * kaiji_pile_layout_new:
 * @spacing: px between two children
 *
 * Returns: (transfer full): a layout
 */
GtkLayoutManager *
kaiji_pile_layout_new (int spacing)
{
  KaijiPileLayout *self = g_object_new (KAIJI_TYPE_PILE_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}

/** kaiji_pile_layout_set_spacing: @spacing: px between two children */
void
kaiji_pile_layout_set_spacing (KaijiPileLayout *self, int spacing)
{
  self->spacing = spacing;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

struct _KaijiPile
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KaijiPile, kaiji_pile, GTK_TYPE_WIDGET)

static void
kaiji_pile_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kaiji_pile_parent_class)->dispose (object);
}

static void
kaiji_pile_class_init (KaijiPileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kaiji_pile_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), KAIJI_TYPE_PILE_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "box");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kaiji_pile_init (KaijiPile *self)
{
}

/**
 * kaiji_pile_new:
 * @spacing: px between two children
 *
 * Returns: (transfer floating): a pile with nothing in it
 */
GtkWidget *
kaiji_pile_new (int spacing)
{
  GtkWidget *self = g_object_new (KAIJI_TYPE_PILE, NULL);

  kaiji_pile_layout_set_spacing (KAIJI_PILE_LAYOUT (gtk_widget_get_layout_manager (self)), spacing);
  return self;
}

/**
 * kaiji_pile_append:
 * @self: a pile
 * @child: (transfer floating): goes below all others
 */
void
kaiji_pile_append (KaijiPile *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
