/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outline of a document: a list of lines of one height.
 *
 * Invariant: the selection follows the page and never moves it; only activating a row does. */

#include "widgets/outline-view.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/tooltip.h"

struct _KaijiOutlineView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkStringList *titles; /* one string an entry; the rest is read from "document" */
  KaijiPdfDocument *document;
  int page;
};

G_DEFINE_FINAL_TYPE (KaijiOutlineView, kaiji_outline_view, GTK_TYPE_WIDGET)

static const KaijiPdfOutlineEntry *
get_entry (KaijiOutlineView *self, guint position)
{
  GPtrArray *outline =
      self->document != NULL ? kaiji_pdf_document_get_outline (self->document) : NULL;

  if (outline == NULL || position >= outline->len)
    return NULL;
  return g_ptr_array_index (outline, position);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KaijiOutlineView *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_inscription_new (NULL);
  GtkWidget *page = gtk_label_new (NULL);

  gtk_widget_add_css_class (row, "outline-row");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (title),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (title), 1);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (title), 6);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (title), 3);
  gtk_widget_add_css_class (page, "dim-label");
  gtk_widget_add_css_class (page, "tabular");
  gtk_widget_add_css_class (page, "small");
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), page);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KaijiOutlineView *self)
{
  const KaijiPdfOutlineEntry *entry = get_entry (self, gtk_list_item_get_position (item));
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (row);
  GtkWidget *page = gtk_widget_get_next_sibling (title);
  g_autofree char *number = NULL;
  const char *label = "";

  if (entry == NULL)
    return;
  if (entry->page > 0 && entry->page <= kaiji_pdf_document_get_n_pages (self->document))
    label = kaiji_pdf_document_get_page (self->document, entry->page)->label;
  if (label[0] != '\0')
    number = g_strdup_printf ("p.%s", label);
  else if (entry->page > 0)
    number = g_strdup_printf (_ ("No. %d"), entry->page);
  gtk_inscription_set_text (GTK_INSCRIPTION (title), entry->title);
  gtk_widget_set_margin_start (title, 12 * MIN (entry->level, 6));
  kaiji_tooltip_set (row, entry->title);
  gtk_label_set_text (GTK_LABEL (page), number != NULL ? number : "");
}

static void
activate_cb (GtkListView *list, guint position, KaijiOutlineView *self)
{
  const KaijiPdfOutlineEntry *entry = get_entry (self, position);

  if (entry != NULL && entry->page > 0)
    g_signal_emit_by_name (self, "page-activated", entry->page, entry->top_pt);
}

/* The last entry that begins on the page or before it. */
static guint
find_position (KaijiOutlineView *self, int page)
{
  guint found = GTK_INVALID_LIST_POSITION;
  int best = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->titles)); i++)
    {
      const KaijiPdfOutlineEntry *entry = get_entry (self, i);
      if (entry->page > 0 && entry->page <= page && entry->page >= best
          && !(entry->page == best && entry->page == page))
        {
          best = entry->page;
          found = i;
        }
    }
  return found;
}

static void
kaiji_outline_view_dispose (GObject *object)
{
  KaijiOutlineView *self = KAIJI_OUTLINE_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  g_clear_object (&self->titles);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (kaiji_outline_view_parent_class)->dispose (object);
}

static void
kaiji_outline_view_class_init (KaijiOutlineViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kaiji_outline_view_dispose;
  g_signal_new ("page-activated", KAIJI_TYPE_OUTLINE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_DOUBLE);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "outline");
}

static void
kaiji_outline_view_init (KaijiOutlineView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_ ("This document has no table of contents."));

  self->titles = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->titles)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->list = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Table of contents"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (empty));
  gtk_label_set_justify (GTK_LABEL (empty), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_widget_add_css_class (empty, "pane-note");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "blank");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

/** kaiji_outline_view_new: Returns: (transfer full): the outline of nothing. */
GtkWidget *
kaiji_outline_view_new (void)
{
  return g_object_new (KAIJI_TYPE_OUTLINE_VIEW, NULL);
}

static void fill (KaijiOutlineView *self);

/* Printed page numbers stand in the rows; once all are known the rows are made again. */
static void
pages_changed_cb (KaijiOutlineView *self)
{
  if (kaiji_pdf_document_is_loaded (self->document))
    fill (self);
}

static void
fill (KaijiOutlineView *self)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  int page = self->page;

  if (self->document != NULL)
    {
      GPtrArray *outline = kaiji_pdf_document_get_outline (self->document);
      for (guint i = 0; i < outline->len; i++)
        g_ptr_array_add (titles, ((KaijiPdfOutlineEntry *) g_ptr_array_index (outline, i))->title);
    }
  g_ptr_array_add (titles, NULL);
  gtk_string_list_splice (self->titles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->titles)),
                          (const char *const *) titles->pdata);
  /* While it is still on its way nothing is said of it. */
  if (titles->len > 1)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (self->document != NULL && kaiji_pdf_document_is_loaded (self->document))
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    gtk_stack_set_visible_child_name (self->stack, "blank");
  self->page = 0;
  kaiji_outline_view_set_page (self, page);
}

void
kaiji_outline_view_set_document (KaijiOutlineView *self, KaijiPdfDocument *document)
{
  if (self->document == document)
    return;
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->document, fill, self);
      g_signal_handlers_disconnect_by_func (self->document, pages_changed_cb, self);
    }
  /* The rows read their entries from the document: they go first. */
  gtk_string_list_splice (self->titles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->titles)),
                          NULL);
  g_set_object (&self->document, document);
  self->page = 0;
  if (document != NULL)
    {
      g_signal_connect_object (document, "outline-changed", G_CALLBACK (fill), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "pages-changed", G_CALLBACK (pages_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  fill (self);
}

void
kaiji_outline_view_set_page (KaijiOutlineView *self, int page)
{
  guint position;

  if (self->page == page)
    return;
  self->page = page;
  position = find_position (self, page);
  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}
