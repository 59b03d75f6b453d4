/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence pane on a real case and the real worker: from the file to the citation. */

#include <glib/gstdio.h>

#include "../support/turn.h"
#include "app/evidence-pane-private.h"
#include "core/paths.h"
#include "support.h"
#include "widgets/page-view-private.h"

typedef struct
{
  Fixture base;
  GtkWidget *window;
  KaijiEvidencePane *pane;
  guint n_errors;
} Pane;

static void
message_cb (KaijiSession *session, const char *text, gboolean is_error, Pane *pane)
{
  g_assert_cmpstr (text, !=, "");
  pane->n_errors += is_error;
}

static void
set_up (Pane *pane, gconstpointer data)
{
  fixture_set_up (&pane->base, data);
  g_signal_connect (pane->base.session, "message", G_CALLBACK (message_cb), pane);
  pane->window = gtk_window_new ();
  pane->pane = KAIJI_EVIDENCE_PANE (kaiji_evidence_pane_new (pane->base.session));
  gtk_window_set_child (GTK_WINDOW (pane->window), GTK_WIDGET (pane->pane));
  gtk_window_set_default_size (GTK_WINDOW (pane->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (pane->window));
  turn (100);
}

static void
tear_down (Pane *pane, gconstpointer data)
{
  KaijiEvidencePane *widget = g_object_ref (pane->pane);

  gtk_window_destroy (GTK_WINDOW (pane->window));
  turn (100);
  g_assert_finalize_object (widget);
  fixture_tear_down (&pane->base, data);
}

static const char *
shown (Pane *pane)
{
  return gtk_stack_get_visible_child_name (pane->pane->content);
}

static void
add (Pane *pane, const char *name)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pdf", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);
  kaiji_evidence_pane_add_files (pane->pane, G_LIST_MODEL (files));
  g_assert_true (gtk_revealer_get_reveal_child (pane->pane->progress_revealer));
  WAIT_UNTIL (pane->pane->adding == NULL);
}

static void
add_and_open (Pane *pane, const char *name)
{
  add (pane, name);
  WAIT_UNTIL (pane->pane->document != NULL);
}

/* The first prompt that can be cited for. */
static const char *
get_target (Pane *pane, guint n)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (pane->base.session));

  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (prompts, i);
      if (prompt->citable && prompt->item->number > 0 && n-- == 0)
        return prompt->id;
    }
  g_assert_not_reached ();
}

static GPtrArray *
get_citations (Pane *pane, const char *target)
{
  return kaiji_case_source_get_citations (kaiji_session_get_source (pane->base.session), target);
}

static void
test_empty (Pane *pane, gconstpointer data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pane->pane->stack), ==, "empty");
  kaiji_evidence_pane_find (pane->pane);
  kaiji_session_set_current_target (pane->base.session, get_target (pane, 0));
  kaiji_evidence_pane_cite (pane->pane);
  g_assert_cmpuint (pane->n_errors, ==, 1);
  add_and_open (pane, "plain.pdf");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pane->pane->stack), ==, "viewer");
  g_assert_cmpstr (shown (pane), ==, "pages");
  g_assert_cmpstr (gtk_label_get_text (pane->pane->document_label), ==, "plain");
  g_assert_false (gtk_revealer_get_reveal_child (pane->pane->progress_revealer));
}

static void
test_cite_selection (Pane *pane, gconstpointer data)
{
  KaijiPageView *view = pane->pane->page_view;
  const char *target = get_target (pane, 0);
  KaijiCitation *citation;
  guint n_rects;

  add_and_open (pane, "outline.pdf");
  WAIT_UNTIL (kaiji_pdf_document_is_loaded (pane->pane->document));
  kaiji_session_set_current_target (pane->base.session, target);
  g_assert_false (gtk_widget_get_visible (pane->pane->cite_bar));
  kaiji_page_view_select (view, 1, 0, 6);
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (pane->pane->cite_quote_label), "Page 1"));
  g_assert_true (gtk_widget_get_visible (pane->pane->cite_bar));
  g_assert_cmpstr (gtk_editable_get_text (pane->pane->section_entry), ==, "第1章 総則");
  gtk_widget_activate_action (GTK_WIDGET (pane->pane), "evidence.cite", NULL);
  g_assert_cmpuint (pane->n_errors, ==, 0);
  g_assert_cmpuint (get_citations (pane, target)->len, ==, 1);
  citation = g_ptr_array_index (get_citations (pane, target), 0);
  g_assert_cmpint (kaiji_citation_get_page (citation), ==, 1);
  g_assert_cmpint (kaiji_citation_get_last_page (citation), ==, 1);
  g_assert_cmpstr (kaiji_citation_get_quote (citation), ==, "Page 1");
  g_assert_cmpstr (kaiji_citation_get_section (citation), ==, "第1章 総則");
  g_assert_cmpint (kaiji_citation_get_state (citation), ==, KAIJI_CITATION_CONFIRMED);
  g_assert_cmpfloat (kaiji_citation_get_rects (citation, &n_rects)->y1, <, 150);
  g_assert_cmpuint (n_rects, ==, 1);
  /* Done: nothing is selected any more, the bar is gone, and it is said. */
  g_assert_false (kaiji_page_view_has_selection (view));
  g_assert_false (gtk_widget_get_visible (pane->pane->cite_bar));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pane->pane->done_label)));
}

static void
test_cite_section (Pane *pane, gconstpointer data)
{
  const char *target = get_target (pane, 1);
  KaijiCitation *citation;

  add_and_open (pane, "outline.pdf");
  WAIT_UNTIL (kaiji_pdf_document_is_loaded (pane->pane->document));
  /* ＋記載箇所 in the form: the page that is shown is offered, with a section to be mended. */
  kaiji_session_request_cite (pane->base.session, target);
  g_assert_true (gtk_widget_get_visible (pane->pane->cite_bar));
  gtk_editable_set_text (pane->pane->section_entry, " 別表 2 ");
  kaiji_evidence_pane_cite (pane->pane);
  citation = g_ptr_array_index (get_citations (pane, target), 0);
  g_assert_cmpstr (kaiji_citation_get_section (citation), ==, "別表 2");
  g_assert_cmpstr (kaiji_citation_get_quote (citation), ==, "");
  g_assert_cmpint (kaiji_citation_get_page (citation), ==, 1);
  g_assert_false (gtk_widget_get_visible (pane->pane->cite_bar));
  /* Another field was gone to meanwhile: it is no longer asked for. */
  kaiji_session_request_cite (pane->base.session, target);
  kaiji_session_set_current_target (pane->base.session, get_target (pane, 2));
  g_assert_false (gtk_widget_get_visible (pane->pane->cite_bar));
}

static void
test_no_target (Pane *pane, gconstpointer data)
{
  add_and_open (pane, "plain.pdf");
  kaiji_session_set_current_target (pane->base.session, NULL);
  kaiji_evidence_pane_cite (pane->pane);
  g_assert_cmpuint (pane->n_errors, ==, 1);
}

static void
test_reveal (Pane *pane, gconstpointer data)
{
  KaijiPageView *view = pane->pane->page_view;
  const char *target = get_target (pane, 0);
  g_autoptr (KaijiCitation) citation = NULL;

  add_and_open (pane, "labels.pdf");
  kaiji_page_view_go_to (view, 4, NULL);
  kaiji_session_set_current_target (pane->base.session, target);
  kaiji_evidence_pane_cite (pane->pane);
  /* What is printed on the page may have to be asked for first. */
  WAIT_UNTIL (get_citations (pane, target) != NULL);
  citation = g_object_ref (g_ptr_array_index (get_citations (pane, target), 0));
  g_assert_cmpint (kaiji_citation_get_page (citation), ==, 4);
  g_assert_cmpstr (kaiji_citation_get_label (citation), ==, "2");
  /* Away to another document, then back by the chip, then by history. */
  add (pane, "plain.pdf");
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (pane->pane->document_label), "plain"));
  WAIT_UNTIL (pane->pane->document != NULL);
  kaiji_session_reveal_citation (pane->base.session, citation);
  WAIT_UNTIL (pane->pane->document != NULL && kaiji_page_view_get_page (view) == 4);
  g_assert_cmpstr (gtk_label_get_text (pane->pane->document_label), ==, "labels");
  gtk_widget_activate_action (GTK_WIDGET (pane->pane), "evidence.back", NULL);
  WAIT_UNTIL (pane->pane->document != NULL
              && g_str_equal (gtk_label_get_text (pane->pane->document_label), "plain"));
  gtk_widget_activate_action (GTK_WIDGET (pane->pane), "evidence.forward", NULL);
  WAIT_UNTIL (pane->pane->document != NULL && kaiji_page_view_get_page (view) == 4);
  kaiji_session_reveal_evidence (pane->base.session, kaiji_citation_get_evidence_id (citation), 2);
  WAIT_UNTIL (kaiji_page_view_get_page (view) == 2);
}

/* A link is followed, and the way back leads to the very place. */
static void
test_links (Pane *pane, gconstpointer data)
{
  KaijiPageView *view = pane->pane->page_view;
  KaijiPagePlace before, after;
  GtkAdjustment *adjustment;

  add_and_open (pane, "links.pdf");
  WAIT_UNTIL (kaiji_pdf_document_is_loaded (pane->pane->document));
  turn (200);
  adjustment = gtk_scrolled_window_get_vadjustment (pane->pane->scroller);
  gtk_adjustment_set_value (adjustment, 123);
  before = kaiji_page_view_get_place (view);
  g_signal_emit_by_name (view, "link-activated", 3, 100.0);
  WAIT_UNTIL (kaiji_page_view_get_page (view) == 3);
  turn (200);
  gtk_widget_activate_action (GTK_WIDGET (pane->pane), "evidence.back", NULL);
  turn (200);
  after = kaiji_page_view_get_place (view);
  g_assert_cmpint (after.page, ==, before.page);
  g_assert_cmpfloat_with_epsilon (after.fy, before.fy, 0.002);
  gtk_widget_activate_action (GTK_WIDGET (pane->pane), "evidence.forward", NULL);
  WAIT_UNTIL (kaiji_page_view_get_page (view) == 3);
}

/* The column folds where the page would be too narrow; its key shows it all the same. */
static void
test_fold (Pane *pane, gconstpointer data)
{
  GtkWidget *widget = GTK_WIDGET (pane->pane);

  add_and_open (pane, "plain.pdf");
  WAIT_UNTIL (gtk_widget_get_visible (pane->pane->sidebar));
  gtk_window_set_default_size (GTK_WINDOW (pane->window), 560, 640);
  WAIT_UNTIL (!gtk_widget_get_visible (pane->pane->sidebar));
  g_assert_cmpint (gtk_widget_get_width (widget), <=, 620);
  gtk_widget_activate_action (widget, "evidence.side", NULL);
  WAIT_UNTIL (gtk_widget_get_visible (pane->pane->sidebar));
  g_assert_true (g_settings_get_boolean (pane->pane->settings, "evidence-side"));
  gtk_widget_activate_action (widget, "evidence.side", NULL);
  WAIT_UNTIL (!gtk_widget_get_visible (pane->pane->sidebar));
  gtk_window_set_default_size (GTK_WINDOW (pane->window), 1000, 700);
  WAIT_UNTIL (gtk_widget_get_visible (pane->pane->sidebar));
  gtk_widget_activate_action (widget, "evidence.side", NULL);
  WAIT_UNTIL (!gtk_widget_get_visible (pane->pane->sidebar));
  g_assert_false (g_settings_get_boolean (pane->pane->settings, "evidence-side"));
  g_settings_reset (pane->pane->settings, "evidence-side");
  WAIT_UNTIL (gtk_widget_get_visible (pane->pane->sidebar));
}

/* A citation that is followed into another document shows its page. GTK 4.8 forgets an allocation
 * that was asked of the page view only while its scrolled window moves its bars. */
static void
test_follow (Pane *pane, gconstpointer data)
{
  KaijiPageView *view = pane->pane->page_view;
  GListModel *model =
      kaiji_case_source_get_evidence (kaiji_session_get_source (pane->base.session));

  add_and_open (pane, "labels.pdf");
  add (pane, "plain.pdf");
  for (int i = 0; i < 12; i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (model, i % 2);
      int page = i % 2 == 0 ? 4 : 2;

      kaiji_session_reveal_evidence (pane->base.session, kaiji_evidence_get_info (evidence)->id,
                                     page);
      if (i % 3 == 0)
        kaiji_page_view_set_zoom (view, 0.3 + i / 6.0);
      WAIT_UNTIL (pane->pane->document != NULL && kaiji_page_view_get_page (view) == page);
      WAIT_UNTIL (kaiji_page_view_is_sharp (view, page));
      turn (5 * i);
    }
}

/* What is chosen for reading is a setting; the view follows it. */
static void
test_reading (Pane *pane, gconstpointer data)
{
  KaijiPageView *view = pane->pane->page_view;
  GtkWidget *widget = GTK_WIDGET (pane->pane);

  add_and_open (pane, "labels.pdf");
  gtk_widget_activate_action (widget, "reading.dark-paper", NULL);
  g_assert_true (kaiji_page_view_get_dark (view));
  gtk_widget_activate_action (widget, "reading.page-spread", "s", "right");
  g_assert_cmpint (kaiji_page_view_get_spread (view), ==, KAIJI_SPREAD_RIGHT);
  g_assert_true (kaiji_page_view_has_cover (view));
  gtk_widget_activate_action (widget, "reading.page-cover", NULL);
  g_assert_false (kaiji_page_view_has_cover (view));
  gtk_widget_activate_action (widget, "evidence.rotate-left", NULL);
  g_assert_cmpint (kaiji_page_view_get_rotation (view), ==, 270);
  gtk_widget_activate_action (widget, "evidence.rotate", NULL);
  g_assert_cmpint (kaiji_page_view_get_rotation (view), ==, 0);
  g_settings_reset (pane->pane->settings, "dark-paper");
  g_settings_reset (pane->pane->settings, "page-spread");
  g_settings_reset (pane->pane->settings, "page-cover");
  g_assert_false (kaiji_page_view_get_dark (view));
  g_assert_cmpint (kaiji_page_view_get_spread (view), ==, KAIJI_SPREAD_NONE);
}

static void
test_numbers (Pane *pane, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    int page;
  } cases[] = {
    { "3", 3 },   { " 5 ", 5 }, { "p.3", 5 }, { "p1", 3 }, { "P. ii", 2 }, { "ii", 2 }, { "３", 3 },
    { "p.9", 0 }, { "0", 0 },   { "6", 0 },   { "", 0 },   { "x", 0 },     { "p.", 0 },
  };

  add_and_open (pane, "labels.pdf");
  WAIT_UNTIL (kaiji_pdf_document_is_loaded (pane->pane->document));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kaiji_evidence_pane_parse_page (pane->pane->document, cases[i].typed), ==,
                     cases[i].page);
  /* The entry keeps the physical number, the printed one stands beside it. */
  gtk_editable_set_text (GTK_EDITABLE (pane->pane->page_entry), "p.2");
  g_signal_emit_by_name (pane->pane->page_entry, "activate");
  g_assert_cmpint (kaiji_page_view_get_page (pane->pane->page_view), ==, 4);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (pane->pane->page_entry)), ==, "4");
  g_assert_nonnull (strstr (gtk_label_get_text (pane->pane->printed_label), "p.2"));
}

static void
type_password (Pane *pane, const char *password)
{
  gtk_editable_set_text (GTK_EDITABLE (pane->pane->unlock_entry), password);
  g_signal_emit_by_name (pane->pane->unlock_entry, "activate");
}

static void
test_password (Pane *pane, gconstpointer data)
{
  add (pane, "encrypted.pdf");
  WAIT_UNTIL (gtk_revealer_get_reveal_child (pane->pane->unlock_revealer));
  g_assert_cmpuint (pane->n_errors, ==, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pane->pane->unlock_note)));
  type_password (pane, "chigau");
  WAIT_UNTIL (gtk_revealer_get_reveal_child (pane->pane->unlock_revealer)
              && gtk_widget_get_visible (GTK_WIDGET (pane->pane->unlock_note)));
  type_password (pane, "himitsu");
  WAIT_UNTIL (pane->pane->document != NULL && g_str_equal (shown (pane), "pages"));
  /* Not asked again after another document was shown. */
  add (pane, "plain.pdf");
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (pane->pane->document_label), "plain"));
  kaiji_session_reveal_evidence (pane->base.session, "E1", 1);
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (pane->pane->document_label), "encrypted"));
  WAIT_UNTIL (g_str_equal (shown (pane), "pages"));
}

/* A case that is opened again: the password is asked for where the pages would stand. */
static void
test_password_later (Pane *pane, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KaijiSession *session;
  GtkWidget *later;
  g_autofree char *schemes = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);

  add (pane, "encrypted.pdf");
  WAIT_UNTIL (gtk_revealer_get_reveal_child (pane->pane->unlock_revealer));
  type_password (pane, "himitsu");
  WAIT_UNTIL (pane->pane->document != NULL);
  gtk_window_set_child (GTK_WINDOW (pane->window), NULL);
  turn (50);
  g_assert_true (kaiji_session_close (pane->base.session, &error));
  g_clear_object (&pane->base.session);
  session = kaiji_session_open (pane->base.path, FALSE, pane->base.library, pane->base.pdf,
                                (KaijiDate){ 2026, 2, 17 }, &error);
  g_assert_no_error (error);
  pane->base.session = session;
  later = kaiji_evidence_pane_new (session);
  pane->pane = KAIJI_EVIDENCE_PANE (later);
  gtk_window_set_child (GTK_WINDOW (pane->window), later);
  WAIT_UNTIL (g_str_equal (shown (pane), "password"));
  gtk_editable_set_text (GTK_EDITABLE (pane->pane->password_entry), "chigau");
  g_signal_emit_by_name (pane->pane->password_entry, "activate");
  WAIT_UNTIL (g_str_equal (shown (pane), "password")
              && gtk_widget_get_visible (GTK_WIDGET (pane->pane->password_note)));
  gtk_editable_set_text (GTK_EDITABLE (pane->pane->password_entry), "himitsu");
  g_signal_emit_by_name (pane->pane->password_entry, "activate");
  WAIT_UNTIL (g_str_equal (shown (pane), "pages"));
}

static void
test_refused (Pane *pane, gconstpointer data)
{
  add (pane, "garbage.pdf");
  WAIT_UNTIL (pane->n_errors > 0 || pane->pane->evidence_id != NULL);
  /* Told when it was added, or when it cannot be shown; never shown as pages. */
  turn (300);
  g_assert_true (pane->n_errors > 0 || g_str_equal (shown (pane), "error"));
  g_assert_null (pane->pane->document);
}

static void
test_find (Pane *pane, gconstpointer data)
{
  add_and_open (pane, "plain.pdf");
  kaiji_evidence_pane_find (pane->pane);
  gtk_editable_set_text (pane->pane->find_entry, "page two");
  kaiji_evidence_pane_restart_find (pane->pane);
  WAIT_UNTIL (kaiji_page_view_get_page (pane->pane->page_view) == 2);
  WAIT_UNTIL (!kaiji_document_find_is_running (pane->pane->finder));
  g_assert_nonnull (strstr (gtk_label_get_text (pane->pane->find_label), "1 / 1"));
  gtk_widget_activate_action (GTK_WIDGET (pane->pane), "evidence.find-next", NULL);
  kaiji_evidence_pane_stop_find (pane->pane);
  g_assert_false (gtk_revealer_get_reveal_child (pane->pane->find_revealer));
}

static void
test_text_mode (Pane *pane, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (pane->pane->text_view);

  add_and_open (pane, "plain.pdf");
  g_object_set (pane->pane, "text-mode", TRUE, NULL);
  g_assert_cmpstr (shown (pane), ==, "text");
  WAIT_UNTIL (gtk_text_buffer_get_char_count (buffer) > 5);
  g_object_set (pane->pane, "text-mode", FALSE, NULL);
  g_assert_cmpstr (shown (pane), ==, "pages");
}

static void
test_remove (Pane *pane, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_and_open (pane, "plain.pdf");
  kaiji_session_set_current_target (pane->base.session, get_target (pane, 0));
  kaiji_evidence_pane_cite (pane->pane);
  g_assert_cmpuint (kaiji_evidence_pane_count_citations (pane->pane, "E1"), ==, 1);
  g_assert_true (kaiji_session_rename_evidence (pane->base.session, "E1", "就業規則", &error));
  g_assert_cmpstr (gtk_label_get_text (pane->pane->document_label), ==, "就業規則");
  g_assert_true (kaiji_session_remove_evidence (pane->base.session, "E1", &error));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pane->pane->stack), ==, "empty");
  g_assert_null (pane->pane->document);
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (pane->base.session), &error));
  WAIT_UNTIL (pane->pane->document != NULL);
  g_assert_cmpuint (kaiji_evidence_pane_count_citations (pane->pane, "E1"), ==, 1);
}

/* Closed while everything is still under way. */
static void
test_close_early (Pane *pane, gconstpointer data)
{
  add_and_open (pane, "labels.pdf");
  kaiji_page_view_select (pane->pane->page_view, 3, 0, 4);
  kaiji_evidence_pane_find (pane->pane);
  gtk_editable_set_text (pane->pane->find_entry, "sheet");
  g_object_set (pane->pane, "text-mode", TRUE, "compact", TRUE, NULL);
}

/* What is made when it is first shown, is made once. */
static void
test_late_parts (Pane *pane, gconstpointer data)
{
  KaijiEvidencePane *self = pane->pane;

  g_assert_null (self->find_entry);
  for (guint i = 0; i < 2; i++)
    {
      kaiji_evidence_pane_make_empty_page (self);
      kaiji_evidence_pane_make_password_page (self);
      kaiji_evidence_pane_make_error_page (self);
      kaiji_evidence_pane_make_find_bar (self);
      kaiji_evidence_pane_make_document_menu (self);
      kaiji_evidence_pane_make_unlock_bar (self);
      kaiji_evidence_pane_make_progress_bar (self);
    }
  g_assert_true (GTK_IS_PASSWORD_ENTRY (self->password_entry));
  g_assert_true (GTK_IS_LABEL (self->password_note));
  g_assert_true (GTK_IS_LABEL (self->error_label));
  g_assert_true (GTK_IS_EDITABLE (self->find_entry));
  g_assert_true (GTK_IS_LABEL (self->find_label));
  g_assert_true (GTK_IS_STACK (self->document_stack));
  g_assert_true (GTK_IS_LIST_BOX (self->document_list));
  g_assert_true (GTK_IS_ENTRY (self->rename_entry));
  g_assert_true (GTK_IS_LABEL (self->unlock_label));
  g_assert_true (GTK_IS_LABEL (self->unlock_note));
  g_assert_true (GTK_IS_PASSWORD_ENTRY (self->unlock_entry));
  g_assert_true (GTK_IS_LABEL (self->progress_label));
  g_assert_true (GTK_IS_PROGRESS_BAR (self->progress_bar));
}

/* The preference is followed at once, and by the next pane. */
static void
test_preferred_zoom (Pane *pane, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.kaiji.Kaiji");
  KaijiPageView *view = pane->pane->page_view;

  g_assert_cmpint (kaiji_page_view_get_zoom_mode (view), ==, KAIJI_ZOOM_FIT_WIDTH);
  g_settings_set_enum (settings, "page-zoom", KAIJI_ZOOM_FIT_PAGE);
  g_assert_cmpint (kaiji_page_view_get_zoom_mode (view), ==, KAIJI_ZOOM_FIT_PAGE);
  g_settings_set_enum (settings, "page-zoom", KAIJI_ZOOM_SCALE);
  g_assert_cmpint (kaiji_page_view_get_zoom_mode (view), ==, KAIJI_ZOOM_SCALE);
  g_assert_cmpfloat (kaiji_page_view_get_zoom (view), ==, 1.0);
  g_settings_reset (settings, "page-zoom");
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Pane, NULL, set_up, func, tear_down)
  ADD ("/evidence-pane/empty", test_empty);
  ADD ("/evidence-pane/cite-selection", test_cite_selection);
  ADD ("/evidence-pane/cite-section", test_cite_section);
  ADD ("/evidence-pane/no-target", test_no_target);
  ADD ("/evidence-pane/reveal", test_reveal);
  ADD ("/evidence-pane/links", test_links);
  ADD ("/evidence-pane/fold", test_fold);
  ADD ("/evidence-pane/follow", test_follow);
  ADD ("/evidence-pane/reading", test_reading);
  ADD ("/evidence-pane/numbers", test_numbers);
  ADD ("/evidence-pane/password", test_password);
  ADD ("/evidence-pane/password-later", test_password_later);
  ADD ("/evidence-pane/refused", test_refused);
  ADD ("/evidence-pane/find", test_find);
  ADD ("/evidence-pane/text-mode", test_text_mode);
  ADD ("/evidence-pane/remove", test_remove);
  ADD ("/evidence-pane/late-parts", test_late_parts);
  ADD ("/evidence-pane/close-early", test_close_early);
  ADD ("/evidence-pane/preferred-zoom", test_preferred_zoom);
#undef ADD
  return g_test_run ();
}
