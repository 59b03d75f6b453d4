/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that the search over the evidence found, and how a list shows it. */
#include "app/search-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "widgets/tooltip.h"

struct _KaijiSearchHitItem
{
  GObject parent_instance;

  KaijiEvidenceHit *hit;
  char *name;
  char *cited;
};

struct _KaijiSearchRow
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkLabel *name;
  GtkWidget *cited_box;
  GtkLabel *cited;
  GtkLabel *printed;
  GtkLabel *sheet;
  GtkLabel *snippet;
};

G_DEFINE_FINAL_TYPE (KaijiSearchHitItem, kaiji_search_hit_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (KaijiSearchRow, kaiji_search_row, GTK_TYPE_WIDGET)

/* ---- what was found ---- */

static void
kaiji_search_hit_item_finalize (GObject *object)
{
  KaijiSearchHitItem *self = KAIJI_SEARCH_HIT_ITEM (object);

  kaiji_evidence_hit_free (self->hit);
  g_free (self->name);
  g_free (self->cited);
  G_OBJECT_CLASS (kaiji_search_hit_item_parent_class)->finalize (object);
}

static void
kaiji_search_hit_item_class_init (KaijiSearchHitItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_search_hit_item_finalize;
}

static void
kaiji_search_hit_item_init (KaijiSearchHitItem *self)
{
}

KaijiSearchHitItem *
kaiji_search_hit_item_new (KaijiEvidenceHit *hit, const char *name, const char *cited)
{
  KaijiSearchHitItem *self = g_object_new (KAIJI_TYPE_SEARCH_HIT_ITEM, NULL);

  self->hit = hit;
  self->name = g_strdup (name);
  self->cited = g_strdup (cited);
  return self;
}

const KaijiEvidenceHit *
kaiji_search_hit_item_get_hit (KaijiSearchHitItem *self)
{
  return self->hit;
}

const char *
kaiji_search_hit_item_get_cited (KaijiSearchHitItem *self)
{
  return self->cited;
}

gboolean
kaiji_search_hit_item_is_same_page (KaijiSearchHitItem *self, KaijiSearchHitItem *other)
{
  return self->hit->page == other->hit->page
         && g_str_equal (self->hit->evidence_id, other->hit->evidence_id);
}

static gboolean
is_equal (gconstpointer a, gsize n_a, gconstpointer b, gsize n_b)
{
  return n_a == n_b && (n_a == 0 || memcmp (a, b, n_a) == 0);
}

/* Whether a line of the list, and what it leads to, would be the same. */
gboolean
kaiji_search_hit_item_says_same (KaijiSearchHitItem *self, KaijiSearchHitItem *other)
{
  return kaiji_search_hit_item_is_same_page (self, other)
         && self->hit->sentence.start == other->hit->sentence.start
         && self->hit->sentence.end == other->hit->sentence.end
         && g_str_equal (self->hit->snippet, other->hit->snippet)
         && g_str_equal (self->hit->label, other->hit->label)
         && is_equal (self->hit->marks, self->hit->n_marks * sizeof (KaijiTextRange),
                      other->hit->marks, other->hit->n_marks * sizeof (KaijiTextRange))
         && is_equal (self->hit->rects, self->hit->n_rects * sizeof (KaijiRect), other->hit->rects,
                      other->hit->n_rects * sizeof (KaijiRect))
         && g_str_equal (self->name, other->name) && g_str_equal (self->cited, other->cited);
}

/* ---- the row ---- */

/* Bold on yellow, as marks on a page are, whatever the colours of the window. */
static PangoAttrList *
create_marks (const KaijiEvidenceHit *hit)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (guint i = 0; i < hit->n_marks; i++)
    {
      PangoAttribute *attributes[] = {
        pango_attr_weight_new (PANGO_WEIGHT_BOLD),
        pango_attr_background_new (0xffff, 0xe9e9, 0x8a8a),
        pango_attr_foreground_new (0x1d1d, 0x1d1d, 0x1d1d),
        pango_attr_underline_new (PANGO_UNDERLINE_SINGLE),
        pango_attr_underline_color_new (0xb5b5, 0x8989, 0x0000),
      };

      for (guint k = 0; k < G_N_ELEMENTS (attributes); k++)
        {
          attributes[k]->start_index = hit->marks[i].start;
          attributes[k]->end_index = hit->marks[i].end;
          pango_attr_list_insert (list, attributes[k]);
        }
    }
  return list;
}

/** kaiji_search_row_set_hit: @hit: what the row shows from now on */
void
kaiji_search_row_set_hit (KaijiSearchRow *self, KaijiSearchHitItem *hit)
{
  const KaijiEvidenceHit *found = hit->hit;
  g_autoptr (PangoAttrList) marks = create_marks (found);
  g_autofree char *sheet = g_strdup_printf (_ ("No. %d"), found->page);
  g_autofree char *printed =
      *found->label != '\0' ? g_strdup_printf ("p.%s", found->label) : g_strdup ("");
  g_autofree char *cited = *hit->cited != '\0'
                               /* Translators: numbers of the items that cite the page */
                               ? g_strdup_printf (_ ("cited for %s"), hit->cited)
                               : g_strdup ("");
  g_autofree char *whole =
      g_strdup_printf ("%s %s %s %s %s", hit->name, printed, sheet, cited, found->snippet);

  gtk_label_set_text (self->name, hit->name);
  kaiji_tooltip_set (GTK_WIDGET (self->name), hit->name);
  gtk_label_set_text (self->cited, hit->cited);
  gtk_widget_set_visible (self->cited_box, *hit->cited != '\0');
  kaiji_tooltip_set (self->cited_box, cited);
  gtk_label_set_text (self->printed, printed);
  gtk_widget_set_visible (GTK_WIDGET (self->printed), *printed != '\0');
  gtk_label_set_text (self->sheet, sheet);
  gtk_label_set_text (self->snippet, found->snippet);
  gtk_label_set_attributes (self->snippet, marks);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  /* The list's own line has the keyboard, so it says it, too. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static void
kaiji_search_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kaiji_search_row_parent_class)->dispose (object);
}

static void
kaiji_search_row_class_init (KaijiSearchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_search_row_dispose;
  gtk_widget_class_set_css_name (widget_class, "searchrow");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
kaiji_search_row_init (KaijiSearchRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *icon = gtk_image_new_from_icon_name ("kaiji-done-symbolic");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  self->name = add_label (self->head, "strong");
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->cited_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_widget_add_css_class (self->cited_box, "done-text");
  gtk_box_append (GTK_BOX (self->cited_box), icon);
  self->cited = add_label (self->cited_box, "tabular");
  gtk_box_append (GTK_BOX (self->head), self->cited_box);
  self->printed = add_label (self->head, "strong");
  gtk_widget_add_css_class (GTK_WIDGET (self->printed), "tabular");
  self->sheet = add_label (self->head, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->sheet), "tabular");
  self->snippet = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->snippet, 0);
  gtk_label_set_wrap (self->snippet, TRUE);
  gtk_label_set_wrap_mode (self->snippet, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->snippet, 3);
  gtk_label_set_ellipsize (self->snippet, PANGO_ELLIPSIZE_END);
  /* As little as it likes: the list says how wide it is. */
  gtk_label_set_width_chars (self->snippet, 1);
  gtk_label_set_max_width_chars (self->snippet, 1);
  gtk_widget_set_parent (GTK_WIDGET (self->snippet), GTK_WIDGET (self));
}

/** kaiji_search_row_new: Returns: (transfer floating): a row that shows nothing yet. */
GtkWidget *
kaiji_search_row_new (void)
{
  return g_object_new (KAIJI_TYPE_SEARCH_ROW, NULL);
}
