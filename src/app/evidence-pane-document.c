/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document that is shown: opening (password, errors), its marks, and the place in it.
 *
 * Invariants:
 * 1. "evidence_id" is what the user chose; "document" is NULL until it is open. An answer that
 *    comes for an earlier choice was cancelled and is dropped.
 * 2. Where a document was left is kept for the life of the pane. */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/tooltip.h"

#define LOADING_DELAY_MS 200

static void open_document (KaijiEvidencePane *self, const char *password);

/* The evidence that is chosen; NULL when there is none. */
KaijiEvidence *
kaiji_evidence_pane_get_evidence (KaijiEvidencePane *self)
{
  if (self->evidence_id == NULL || self->session == NULL)
    return NULL;
  return kaiji_case_source_lookup_evidence (kaiji_session_get_source (self->session),
                                            self->evidence_id);
}

static void
show_content (KaijiEvidencePane *self, const char *name)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  gtk_spinner_set_spinning (self->spinner, g_strcmp0 (name, "loading") == 0);
  gtk_stack_set_visible_child_name (self->content, name);
}

static gboolean
loading_cb (gpointer data)
{
  KaijiEvidencePane *self = data;

  self->loading_source = 0;
  show_content (self, "loading");
  return G_SOURCE_REMOVE;
}

/* ---- marks ---- */
typedef struct
{
  KaijiEvidencePane *pane;
  GHashTable *counts;
  GPtrArray *citations;
  int n_pages;
} MarkRun;

static void
mark_citation (KaijiCitation *citation, gpointer data)
{
  MarkRun *run = data;
  KaijiEvidencePane *self = run->pane;
  int last = MIN (kaiji_citation_get_last_page (citation), run->n_pages);
  const KaijiRect *rects;
  gboolean current;
  guint n_rects;

  if (g_strcmp0 (kaiji_citation_get_evidence_id (citation), self->evidence_id) != 0)
    return;
  g_ptr_array_add (run->citations, g_object_ref (citation));
  for (int page = kaiji_citation_get_page (citation); page <= last; page++)
    {
      gpointer key = GINT_TO_POINTER (page);
      int before = GPOINTER_TO_INT (g_hash_table_lookup (run->counts, key));

      g_hash_table_insert (run->counts, key, GINT_TO_POINTER (before + 1));
    }
  current =
      self->shown_citation != NULL
      && kaiji_citation_get_number (self->shown_citation) == kaiji_citation_get_number (citation);
  rects = kaiji_citation_get_rects (citation, &n_rects);
  if (n_rects > 0)
    kaiji_page_view_add_mark (self->page_view,
                              current ? KAIJI_PAGE_MARK_CURRENT_QUOTE : KAIJI_PAGE_MARK_QUOTE,
                              kaiji_citation_get_page (citation), rects, n_rects);
}

static int
compare_citations (gconstpointer a, gconstpointer b)
{
  KaijiCitation *first = *(KaijiCitation *const *) a;
  KaijiCitation *second = *(KaijiCitation *const *) b;
  int order = kaiji_citation_get_page (first) - kaiji_citation_get_page (second);

  if (order == 0)
    order = kaiji_citation_get_number (first) < kaiji_citation_get_number (second) ? -1 : 1;
  return order;
}

static GtkWidget *
make_citation_row (KaijiEvidencePane *self, KaijiCitation *citation)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *target, *place;
  const char *section = kaiji_citation_get_section (citation);
  g_autofree char *pages = kaiji_citation_dup_pages (citation);
  g_autofree char *sheets = kaiji_citation_dup_sheets (citation);
  g_autofree char *name =
      kaiji_evidence_pane_dup_target_name (self, kaiji_citation_get_target (citation), TRUE);
  g_autofree char *where = NULL;

  where = g_str_equal (pages, sheets) ? g_strdup_printf ("%s  %s", pages, section)
                                      : g_strdup_printf ("%s · %s  %s", pages, sheets, section);
  target = gtk_label_new (name);
  place = gtk_label_new (where);
  gtk_label_set_xalign (GTK_LABEL (target), 0);
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (target), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  kaiji_tooltip_set (target, name);
  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_add_css_class (place, "small");
  gtk_widget_add_css_class (place, "tabular");
  gtk_widget_add_css_class (box, "citation-row");
  gtk_box_append (GTK_BOX (box), target);
  gtk_box_append (GTK_BOX (box), place);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "citation", g_object_ref (citation), g_object_unref);
  return row;
}

/* The way from the citations of this document to those of all. */
static GtkWidget *
make_all_row (void)
{
  GtkWidget *label = gtk_label_new (_ ("All citations…"));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "citation-row");
  gtk_widget_add_css_class (label, "all-citations");
  kaiji_tooltip_set (row, "Ctrl+Shift+E");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  return row;
}

static void
fill_citation_list (KaijiEvidencePane *self, GPtrArray *citations)
{
  g_autofree char *title = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->citation_list))) != NULL
         && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->citation_list, row);
  /* Rows that nobody sees wait until they are asked for. */
  if (gtk_toggle_button_get_active (self->citations_toggle))
    {
      g_ptr_array_sort (citations, compare_citations);
      for (guint i = 0; i < citations->len; i++)
        gtk_list_box_append (self->citation_list,
                             make_citation_row (self, g_ptr_array_index (citations, i)));
      gtk_list_box_append (self->citation_list, make_all_row ());
    }
  title = g_strdup_printf (_ ("Citations %u"), citations->len);
  gtk_button_set_label (GTK_BUTTON (self->citations_toggle), title);
}

/* Where the case cites this document: on the pages, on the thumbnails, in the list. */
void
kaiji_evidence_pane_update_marks (KaijiEvidencePane *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) citations = g_ptr_array_new_with_free_func (g_object_unref);
  MarkRun run = { self, counts, citations, 0 };

  kaiji_page_view_clear_marks (self->page_view, KAIJI_PAGE_MARK_QUOTE);
  kaiji_page_view_clear_marks (self->page_view, KAIJI_PAGE_MARK_CURRENT_QUOTE);
  if (self->document != NULL)
    run.n_pages = kaiji_pdf_document_get_n_pages (self->document);
  if (self->document != NULL)
    kaiji_case_source_foreach_citation (kaiji_session_get_source (self->session), mark_citation,
                                        &run);
  kaiji_thumbnail_view_set_counts (self->thumbnail_view, counts);
  fill_citation_list (self, citations);
}

static void
citation_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaijiEvidencePane *self)
{
  KaijiCitation *citation = g_object_get_data (G_OBJECT (row), "citation");

  if (citation == NULL)
    {
      kaiji_evidence_pane_show_citations (self);
      return;
    }
  kaiji_evidence_pane_show_citation (self, citation);
  kaiji_session_reveal_target (self->session, kaiji_citation_get_target (citation));
}

/* A citation without rectangles (made without the viewer) is looked for by its words. */
typedef struct
{
  GWeakRef pane;
  KaijiCitation *citation;
} QuoteSearch;

static void
quote_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QuoteSearch *search = data;
  g_autoptr (KaijiEvidencePane) self = g_weak_ref_get (&search->pane);
  g_autoptr (KaijiPdfText) text =
      kaiji_pdf_document_text_finish (KAIJI_PDF_DOCUMENT (source), result, NULL);

  if (self != NULL && text != NULL && self->shown_citation == search->citation
      && (GObject *) self->document == source)
    {
      int page = kaiji_citation_get_page (search->citation);
      g_autoptr (GPtrArray) hits =
          kaiji_pdf_text_find (text, page, kaiji_citation_get_quote (search->citation));
      if (hits->len > 0)
        {
          KaijiPdfHit *hit = g_ptr_array_index (hits, 0);
          kaiji_page_view_add_mark (self->page_view, KAIJI_PAGE_MARK_CURRENT_QUOTE, page,
                                    hit->rects, hit->n_rects);
          kaiji_page_view_go_to (self->page_view, page, hit->rects);
        }
    }
  g_weak_ref_clear (&search->pane);
  g_object_unref (search->citation);
  g_free (search);
}

static void
find_quote (KaijiEvidencePane *self)
{
  QuoteSearch *search = g_new0 (QuoteSearch, 1);

  g_weak_ref_init (&search->pane, self);
  search->citation = g_object_ref (self->shown_citation);
  kaiji_pdf_document_text_async (self->document, kaiji_citation_get_page (self->shown_citation),
                                 KAIJI_PDF_PRIORITY_VISIBLE, NULL, quote_text_cb, search);
}

/* ---- going to a place ---- */
static void
apply_goal (KaijiEvidencePane *self)
{
  KaijiPagePlace *left = g_hash_table_lookup (self->places, self->evidence_id);
  guint n_rects = 0;

  if (self->shown_citation != NULL)
    {
      const KaijiRect *rects = kaiji_citation_get_rects (self->shown_citation, &n_rects);
      kaiji_session_mark_citation_read (self->session, self->shown_citation);
      kaiji_page_view_go_to (self->page_view, kaiji_citation_get_page (self->shown_citation),
                             n_rects > 0 ? rects : NULL);
      if (n_rects == 0 && kaiji_citation_get_quote (self->shown_citation)[0] != '\0')
        find_quote (self);
    }
  else if (self->has_goal_place)
    kaiji_page_view_set_place (self->page_view, &self->goal_place);
  else if (self->goal_page > 0)
    kaiji_page_view_go_to (self->page_view, self->goal_page, NULL);
  else if (left != NULL)
    kaiji_page_view_set_place (self->page_view, left);
  self->has_goal_place = FALSE;
  self->goal_page = 0;
  kaiji_evidence_pane_apply_hit (self);
  kaiji_evidence_pane_update_nav (self);
}

static void
keep_place (KaijiEvidencePane *self)
{
  KaijiPagePlace place;

  if (self->document == NULL || self->evidence_id == NULL)
    return;
  place = kaiji_page_view_get_place (self->page_view);
  if (place.page > 0)
    g_hash_table_insert (self->places, g_strdup (self->evidence_id),
                         g_memdup2 (&place, sizeof place));
}

/* Labels and sections come after the first page. */
static void
facts_changed_cb (KaijiEvidencePane *self)
{
  kaiji_evidence_pane_update_nav (self);
  kaiji_evidence_pane_update_cite (self);
}

static void
set_document (KaijiEvidencePane *self, KaijiPdfDocument *document)
{
  g_autofree char *pages = NULL;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, facts_changed_cb, self);
  if (document != NULL)
    {
      g_signal_connect_object (document, "pages-changed", G_CALLBACK (facts_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "outline-changed", G_CALLBACK (facts_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_set_object (&self->document, document);
  kaiji_evidence_pane_stop_find (self);
  kaiji_page_view_set_document (self->page_view, document);
  kaiji_outline_view_set_document (self->outline_view, document);
  kaiji_thumbnail_view_set_document (self->thumbnail_view, document);
  if (document != NULL)
    pages = g_strdup_printf ("%d", kaiji_pdf_document_get_n_pages (document));
  gtk_label_set_text (self->pages_label, pages != NULL ? pages : "");
  kaiji_evidence_pane_update_marks (self);
  kaiji_evidence_pane_update_nav (self);
  kaiji_evidence_pane_update_cite (self);
}

/* ---- opening ---- */
typedef struct
{
  GWeakRef pane;
  GCancellable *cancellable;
  char *password;
} OpenRun;

static void
show_open_error (KaijiEvidencePane *self, const GError *error, gboolean tried)
{
  if (g_error_matches (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED))
    {
      kaiji_evidence_pane_make_password_page (self);
      gtk_widget_set_visible (GTK_WIDGET (self->password_note), tried);
      gtk_label_set_text (self->password_note,
                          _ ("The password is not right. Please type it again."));
      gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
      show_content (self, "password");
      if (tried)
        gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
      return;
    }
  kaiji_evidence_pane_make_error_page (self);
  gtk_label_set_text (self->error_label, error->message);
  show_content (self, "error");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  OpenRun *run = data;
  g_autoptr (KaijiEvidencePane) self = g_weak_ref_get (&run->pane);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfDocument) document =
      kaiji_session_open_document_finish (KAIJI_SESSION (source), result, &error);

  if (self != NULL && self->opening == run->cancellable)
    {
      KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);

      g_clear_object (&self->opening);
      if (document == NULL)
        {
          if (evidence != NULL && run->password != NULL)
            g_hash_table_remove (self->passwords, kaiji_evidence_get_info (evidence)->sha256);
          show_open_error (self, error, run->password != NULL);
        }
      else
        {
          if (evidence != NULL && run->password != NULL)
            g_hash_table_insert (self->passwords,
                                 g_strdup (kaiji_evidence_get_info (evidence)->sha256),
                                 g_strdup (run->password));
          set_document (self, document);
          show_content (self, self->text_mode ? "text" : "pages");
          apply_goal (self);
          kaiji_evidence_pane_update_text (self);
        }
    }
  g_weak_ref_clear (&run->pane);
  g_object_unref (run->cancellable);
  g_free (run->password);
  g_free (run);
}

static void
open_document (KaijiEvidencePane *self, const char *password)
{
  KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);
  OpenRun *run;

  g_return_if_fail (evidence != NULL);

  g_free (self->digest);
  self->digest = g_strdup (kaiji_evidence_get_info (evidence)->sha256);
  if (kaiji_evidence_pane_make_office_page (self, evidence))
    {
      show_content (self, "office");
      return;
    }
  if (password == NULL)
    password = g_hash_table_lookup (self->passwords, kaiji_evidence_get_info (evidence)->sha256);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  run = g_new0 (OpenRun, 1);
  g_weak_ref_init (&run->pane, self);
  run->cancellable = g_object_ref (self->opening);
  run->password = g_strdup (password);
  show_content (self, "blank");
  self->loading_source = g_timeout_add (LOADING_DELAY_MS, loading_cb, self);
  kaiji_session_open_document_async (self->session, self->evidence_id, password, self->opening,
                                     opened_cb, run);
}

/* Chooses a document; NULL = none. */
void
kaiji_evidence_pane_open (KaijiEvidencePane *self, const char *evidence_id)
{
  if (g_strcmp0 (self->evidence_id, evidence_id) == 0)
    return;
  keep_place (self);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  set_document (self, NULL);
  g_free (self->evidence_id);
  self->evidence_id = g_strdup (evidence_id);
  show_content (self, "blank");
  if (evidence_id != NULL)
    open_document (self, NULL);
  kaiji_evidence_pane_update_menu (self);
  kaiji_evidence_pane_update_nav (self);
}

static void
go (KaijiEvidencePane *self, const char *evidence_id)
{
  kaiji_evidence_pane_leave_place (self);
  if (g_strcmp0 (self->evidence_id, evidence_id) != 0)
    kaiji_evidence_pane_open (self, evidence_id);
  else if (self->document != NULL)
    {
      kaiji_evidence_pane_update_marks (self);
      apply_goal (self);
    }
}

/* Shows a page; 0 = where the document was left. @place: (nullable) goes before @page. */
void
kaiji_evidence_pane_show_page (KaijiEvidencePane *self,
                               const char *evidence_id,
                               int page,
                               const KaijiPagePlace *place)
{
  if (kaiji_case_source_lookup_evidence (kaiji_session_get_source (self->session), evidence_id)
      == NULL)
    return;
  g_clear_object (&self->shown_citation);
  self->goal_page = page;
  self->has_goal_place = place != NULL;
  if (place != NULL)
    self->goal_place = *place;
  if (page == 0 && place == NULL && g_strcmp0 (self->evidence_id, evidence_id) == 0)
    return;
  go (self, evidence_id);
}

void
kaiji_evidence_pane_show_citation (KaijiEvidencePane *self, KaijiCitation *citation)
{
  const char *id = kaiji_citation_get_evidence_id (citation);

  if (kaiji_case_source_lookup_evidence (kaiji_session_get_source (self->session), id) == NULL)
    {
      kaiji_session_tell (
          self->session,
          _ ("The document of this citation is no longer in the case. Please cite it anew."), TRUE);
      return;
    }
  g_set_object (&self->shown_citation, citation);
  self->goal_page = 0;
  self->has_goal_place = FALSE;
  go (self, id);
}

/* Whether the evidence that is shown has other bytes now: it was replaced, or that was undone. */
static gboolean
is_other_version (KaijiEvidencePane *self)
{
  KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);

  return evidence != NULL && self->digest != NULL
         && !g_str_equal (self->digest, kaiji_evidence_get_info (evidence)->sha256);
}

/* The list of evidence changed: what is gone is closed, the first one is opened. */
void
kaiji_evidence_pane_update_evidence (KaijiEvidencePane *self)
{
  GListModel *model = kaiji_case_source_get_evidence (kaiji_session_get_source (self->session));
  guint n = g_list_model_get_n_items (model);

  if (self->evidence_id != NULL && kaiji_evidence_pane_get_evidence (self) == NULL)
    {
      g_hash_table_remove (self->places, self->evidence_id);
      kaiji_page_history_forget (self->history, self->evidence_id);
      g_clear_object (&self->shown_citation);
      set_document (self, NULL);
      kaiji_evidence_pane_open (self, NULL);
    }
  else if (is_other_version (self))
    {
      keep_place (self);
      kaiji_page_history_forget (self->history, self->evidence_id);
      g_clear_object (&self->shown_citation);
      set_document (self, NULL);
      open_document (self, NULL);
    }
  if (self->evidence_id == NULL && n > 0)
    {
      g_autoptr (KaijiEvidence) first = g_list_model_get_item (model, 0);
      kaiji_evidence_pane_open (self, kaiji_evidence_get_info (first)->id);
    }
  if (n == 0)
    kaiji_evidence_pane_make_empty_page (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "viewer" : "empty");
  kaiji_evidence_pane_update_menu (self);
}

/* ---- text of the page ---- */
typedef struct
{
  GWeakRef pane;
  GCancellable *cancellable;
} TextRun;

/* The text says of which page it is, and is read from its beginning. */
static void
show_page_text (KaijiEvidencePane *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  int page = kaiji_page_view_get_page (self->page_view);
  const char *label = kaiji_pdf_document_get_page (self->document, MAX (page, 1))->label;
  g_autofree char *name = NULL;
  GtkTextIter start;

  if (label[0] != '\0')
    name = g_strdup_printf (_ ("Text of No. %d p.%s"), page, label);
  else
    name = g_strdup_printf (_ ("Text of No. %d"), page);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0,
                                0);
}

/* Page by page, as in the view of the pages. */
static gboolean
text_key_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             KaijiEvidencePane *self)
{
  int page = kaiji_page_view_get_page (self->page_view);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK
      || (key != GDK_KEY_Page_Up && key != GDK_KEY_Page_Down))
    return FALSE;
  kaiji_page_view_go_to (self->page_view, key == GDK_KEY_Page_Up ? page - 1 : page + 1, NULL);
  return TRUE;
}

static void
page_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  TextRun *run = data;
  g_autoptr (KaijiEvidencePane) self = g_weak_ref_get (&run->pane);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfText) text =
      kaiji_pdf_document_text_finish (KAIJI_PDF_DOCUMENT (source), result, &error);

  if (self != NULL && self->reading_text == run->cancellable)
    {
      const char *shown = text != NULL ? text->text : error->message;

      g_clear_object (&self->reading_text);
      if (text != NULL && text->n_rects == 0)
        shown = _ ("This page has no text. It may be a scanned picture.");
      show_page_text (self, shown);
    }
  g_weak_ref_clear (&run->pane);
  g_object_unref (run->cancellable);
  g_free (run);
}

void
kaiji_evidence_pane_update_text (KaijiEvidencePane *self)
{
  const char *now = gtk_stack_get_visible_child_name (self->content);
  TextRun *run;

  if (self->document == NULL)
    return;
  if (g_strcmp0 (now, "pages") == 0 || g_strcmp0 (now, "text") == 0)
    show_content (self, self->text_mode ? "text" : "pages");
  if (!self->text_mode)
    return;
  if (self->reading_text != NULL)
    g_cancellable_cancel (self->reading_text);
  g_clear_object (&self->reading_text);
  self->reading_text = g_cancellable_new ();
  run = g_new0 (TextRun, 1);
  g_weak_ref_init (&run->pane, self);
  run->cancellable = g_object_ref (self->reading_text);
  kaiji_pdf_document_text_async (self->document, kaiji_page_view_get_page (self->page_view),
                                 KAIJI_PDF_PRIORITY_VISIBLE, self->reading_text, page_text_cb, run);
}

void
kaiji_evidence_pane_password_cb (KaijiEvidencePane *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));

  if (password[0] != '\0')
    open_document (self, password);
}

void
kaiji_evidence_pane_reopen_cb (KaijiEvidencePane *self)
{
  open_document (self, NULL);
}

void
kaiji_evidence_pane_init_document (KaijiEvidencePane *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect (key, "key-pressed", G_CALLBACK (text_key_cb), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), key);
  g_signal_connect (self->citation_list, "row-activated", G_CALLBACK (citation_activated_cb), self);
}

void
kaiji_evidence_pane_dispose_document (KaijiEvidencePane *self)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  if (self->reading_text != NULL)
    g_cancellable_cancel (self->reading_text);
  g_clear_object (&self->opening);
  g_clear_object (&self->reading_text);
  g_clear_object (&self->document);
  g_clear_object (&self->shown_citation);
  g_clear_pointer (&self->evidence_id, g_free);
  g_clear_pointer (&self->digest, g_free);
}
