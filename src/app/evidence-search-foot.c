/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search panel: how far the index is, and what no search finds. */
#include "app/evidence-search-private.h"

#include <glib/gi18n-lib.h>

/* Rows of the list of pages without text; the rest is counted. */
#define MAX_ROWS 200

/* ---- the index ---- */

void
kaiji_evidence_search_update_index (KaijiEvidenceSearch *self)
{
  const char *name;
  double fraction;
  gboolean running = kaiji_indexer_is_running (self->indexer, &name, &fraction);
  gboolean stopped = kaiji_indexer_is_stopped (self->indexer);
  g_autofree char *text = NULL;

  if (running && name)
    text = g_strdup_printf (_ ("Reading the text of “%s” for the search"), name);
  else if (running)
    text = g_strdup (_ ("Reading the text for the search"));
  else if (stopped)
    text = g_strdup (_ ("Not all evidence has been read. What is missing is not found."));
  gtk_widget_set_visible (self->index_box, text != NULL);
  if (!text)
    return;
  gtk_label_set_text (self->index_label, text);
  gtk_progress_bar_set_fraction (self->index_bar, running ? fraction : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->index_bar), running);
  gtk_button_set_label (self->index_button, running ? _ ("Stop") : _ ("Go on"));
}

void
kaiji_evidence_search_index_button_cb (KaijiEvidenceSearch *self)
{
  if (kaiji_indexer_is_running (self->indexer, NULL, NULL))
    kaiji_indexer_stop (self->indexer);
  else
    kaiji_indexer_start (self->indexer);
}

/* ---- pages without text ---- */

static guint
count_pages (GPtrArray *runs)
{
  guint n = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      KaijiBlankRun *run = g_ptr_array_index (runs, i);
      n += (guint) (run->last - run->first + 1);
    }
  return n;
}

static void
show_counts (KaijiEvidenceSearch *self)
{
  guint n = self->blank ? count_pages (self->blank) : 0;
  GPtrArray *failed = kaiji_indexer_get_failed (self->indexer);

  if (n > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u page has no text. It is not searched.",
                                     "%u pages have no text. They are not searched.", n),
                           n);
      gtk_label_set_text (self->blank_label, text);
    }
  if (failed->len > 0)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("“%s” cannot be read and is not searched. Open it to see why."),
                           (const char *) g_ptr_array_index (failed, 0));
      gtk_label_set_text (self->failed_label, text);
    }
  gtk_widget_set_visible (self->blank_box, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->failed_label), failed->len > 0);
  gtk_widget_set_visible (self->foot, n > 0 || failed->len > 0);
}

typedef struct
{
  GWeakRef panel;
  GCancellable *cancellable;
} Listing;

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Listing *listing = user_data;
  g_autoptr (KaijiEvidenceSearch) self = g_weak_ref_get (&listing->panel);
  g_autoptr (GPtrArray) runs = kaiji_search_blank_finish (KAIJI_SESSION (source), result, NULL);

  if (self && self->listing == listing->cancellable)
    {
      g_clear_object (&self->listing);
      if (runs)
        {
          g_clear_pointer (&self->blank, g_ptr_array_unref);
          self->blank = g_steal_pointer (&runs);
        }
      show_counts (self);
    }
  g_weak_ref_clear (&listing->panel);
  g_object_unref (listing->cancellable);
  g_free (listing);
}

void
kaiji_evidence_search_update_foot (KaijiEvidenceSearch *self)
{
  Listing *listing = g_new0 (Listing, 1);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  g_weak_ref_init (&listing->panel, self);
  listing->cancellable = g_object_ref (self->listing);
  kaiji_search_blank_async (self->session, self->listing, listed_cb, listing);
}

/* ---- their list, made when it is wanted ---- */

static GtkWidget *
create_row (KaijiEvidenceSearch *self, const KaijiBlankRun *run)
{
  KaijiEvidence *evidence = kaiji_case_source_lookup_evidence (
      kaiji_session_get_source (self->session), run->evidence_id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (evidence ? kaiji_evidence_get_info (evidence)->name : "");
  g_autofree char *where = run->first == run->last
                               ? g_strdup_printf (_ ("No. %d"), run->first)
                               /* Translators: physical pages from … to … */
                               : g_strdup_printf (_ ("No. %d–%d"), run->first, run->last);
  GtkWidget *pages = gtk_label_new (where);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (pages, "dim-label");
  gtk_widget_add_css_class (pages, "tabular");
  gtk_widget_add_css_class (box, "document-row");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), pages);
  return box;
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaijiEvidenceSearch *self)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  KaijiBlankRun *run =
      self->blank && index < self->blank->len ? g_ptr_array_index (self->blank, index) : NULL;

  gtk_popover_popdown (self->blank_popover);
  if (run)
    kaiji_evidence_search_show_page (self, run->evidence_id, run->first);
}

static void
fill_list_cb (KaijiEvidenceSearch *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  guint n = self->blank ? MIN (self->blank->len, MAX_ROWS) : 0;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages without text"), -1);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         create_row (self, g_ptr_array_index (self->blank, i)));
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", 360, "width-request", 276, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_popover_set_child (self->blank_popover, scroller);
}

void
kaiji_evidence_search_init_foot (KaijiEvidenceSearch *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->blank_popover), "document-menu");
  g_signal_connect_object (self->blank_popover, "show", G_CALLBACK (fill_list_cb), self,
                           G_CONNECT_SWAPPED);
}
