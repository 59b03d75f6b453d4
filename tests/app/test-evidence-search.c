/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over all evidence: results while one types, a hit on its page, citing from it, and the
 * page that backs an answer. */
#include <string.h>

#include "../support/turn.h"
#include "app/evidence-pane-private.h"
#include "app/evidence-search-private.h"
#include "core/paths.h"
#include "support.h"

typedef struct
{
  Fixture base;
  GtkWidget *window;
  KaijiEvidencePane *pane;
} Panel;

static void
add (Panel *panel, const char *name, KaijiEvidenceKind kind)
{
  g_autofree char *path = g_build_filename (kaiji_paths_get_data_dir (), "sample", name, NULL);
  const KaijiEvidenceRequest request = { .path = path, .kind = kind };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence =
      kaiji_session_add_evidence (panel->base.session, &request, &error);

  g_assert_no_error (error);
}

static void
set_up (Panel *panel, gconstpointer data)
{
  fixture_set_up (&panel->base, data);
  add (panel, "work-rules.pdf", KAIJI_EVIDENCE_DOCUMENT);
  add (panel, "security-rules.pdf", KAIJI_EVIDENCE_DOCUMENT);
  panel->window = gtk_window_new ();
  panel->pane = KAIJI_EVIDENCE_PANE (kaiji_evidence_pane_new (panel->base.session));
  gtk_window_set_child (GTK_WINDOW (panel->window), GTK_WIDGET (panel->pane));
  gtk_window_set_default_size (GTK_WINDOW (panel->window), 1100, 700);
  gtk_window_present (GTK_WINDOW (panel->window));
  WAIT_UNTIL (panel->pane->document != NULL);
}

static void
tear_down (Panel *panel, gconstpointer data)
{
  KaijiEvidencePane *widget = g_object_ref (panel->pane);

  gtk_window_destroy (GTK_WINDOW (panel->window));
  fixture_settle ();
  g_assert_finalize_object (widget);
  fixture_tear_down (&panel->base, data);
}

static KaijiEvidenceSearch *
open_panel (Panel *panel)
{
  g_assert_null (panel->pane->search);
  kaiji_evidence_pane_search (panel->pane);
  return KAIJI_EVIDENCE_SEARCH (panel->pane->search);
}

static const KaijiEvidenceHit *
get_hit (KaijiEvidenceSearch *search, guint i)
{
  g_autoptr (KaijiSearchHitItem) item = g_list_model_get_item (G_LIST_MODEL (search->hits), i);

  g_assert_nonnull (item);
  return kaiji_search_hit_item_get_hit (item);
}

static const char *
shown_page (KaijiEvidenceSearch *search)
{
  return gtk_stack_get_visible_child_name (search->stack);
}

static void
test_states (Panel *panel, gconstpointer data)
{
  KaijiEvidenceSearch *search = open_panel (panel);
  g_autofree char *hint = g_strdup (gtk_label_get_text (search->note_label));

  g_assert_cmpstr (shown_page (search), ==, "note");
  g_assert_cmpstr (hint, !=, "");
  kaiji_evidence_search_set_text (search, "教育");
  WAIT_UNTIL (kaiji_evidence_search_get_n_hits (search) > 0);
  g_assert_cmpstr (shown_page (search), ==, "hits");
  g_assert_true (gtk_widget_get_visible (search->head));
  /* Typing turns no pages. */
  g_assert_cmpstr (panel->pane->evidence_id, ==, "E1");
  kaiji_evidence_search_set_text (search, "量子計算機");
  WAIT_UNTIL (kaiji_evidence_search_get_n_hits (search) == 0);
  g_assert_cmpstr (shown_page (search), ==, "note");
  g_assert_cmpstr (gtk_label_get_text (search->note_label), !=, hint);
  kaiji_evidence_search_set_text (search, " ");
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (search->note_label), hint));
}

/* The first hit in the other document is shown at its place, and cited. */
static void
test_hit (Panel *panel, gconstpointer data)
{
  KaijiEvidenceSearch *search = open_panel (panel);
  KaijiCaseSource *source = kaiji_session_get_source (panel->base.session);
  const KaijiEvidenceHit *hit;
  GPtrArray *citations;
  KaijiCitation *citation;

  kaiji_session_set_current_target (panel->base.session, "iryo.024.1");
  kaiji_evidence_search_set_text (search, "標的型");
  kaiji_evidence_search_set_text (search, "採用時");
  WAIT_UNTIL (kaiji_evidence_search_get_n_hits (search) > 0);
  hit = get_hit (search, 0);
  g_assert_cmpstr (hit->evidence_id, ==, "E2");
  g_signal_emit_by_name (search->entry, "activate");
  WAIT_UNTIL (panel->pane->document != NULL
              && kaiji_page_view_get_page (panel->pane->page_view) == hit->page);
  WAIT_UNTIL (kaiji_page_view_has_selection (panel->pane->page_view));
  WAIT_UNTIL (gtk_widget_get_visible (panel->pane->cite_bar));
  WAIT_UNTIL (strstr (gtk_label_get_text (panel->pane->cite_quote_label), "採用時"));
  kaiji_evidence_pane_cite (panel->pane);
  WAIT_UNTIL ((citations = kaiji_case_source_get_citations (source, "iryo.024.1")) != NULL
              && citations->len == 1);
  citation = g_ptr_array_index (citations, 0);
  g_assert_cmpint (kaiji_citation_get_page (citation), ==, hit->page);
  g_assert_cmpstr (kaiji_citation_get_evidence_id (citation), ==, "E2");
  g_assert_nonnull (strstr (kaiji_citation_get_quote (citation), "採用時"));
}

/* From the words of a prompt to the page that backs it, which is shown at once. */
static void
test_prompt (Panel *panel, gconstpointer data)
{
  KaijiEvidenceSearch *search;

  kaiji_evidence_pane_search_for (panel->pane, "iryo.025.1");
  search = KAIJI_EVIDENCE_SEARCH (panel->pane->search);
  WAIT_UNTIL (kaiji_evidence_search_get_n_hits (search) > 0);
  WAIT_UNTIL (search->shown != NULL);
  g_assert_nonnull (strstr (gtk_editable_get_text (GTK_EDITABLE (search->entry)), "守秘義務"));
  WAIT_UNTIL (kaiji_page_view_get_page (panel->pane->page_view) == get_hit (search, 0)->page);
}

static void
test_close (Panel *panel, gconstpointer data)
{
  KaijiEvidenceSearch *search = open_panel (panel);

  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (search)));
  g_assert_true (gtk_toggle_button_get_active (panel->pane->search_button));
  g_signal_emit_by_name (search->entry, "stop-search");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (search)));
  g_assert_false (gtk_toggle_button_get_active (panel->pane->search_button));
  /* Opened again it is the same. */
  gtk_widget_activate_action (GTK_WIDGET (panel->pane), "evidence.search", NULL);
  g_assert_true (panel->pane->search == GTK_WIDGET (search));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (search)));
}

/* Where there is room it stands beside the page, else in place of the column. */
static void
test_room (Panel *panel, gconstpointer data)
{
  KaijiEvidenceSearch *search = open_panel (panel);

  WAIT_UNTIL (!panel->pane->search_narrow);
  g_assert_true (gtk_widget_get_prev_sibling (GTK_WIDGET (search))
                 == GTK_WIDGET (panel->pane->stack));
  WAIT_UNTIL (gtk_widget_get_visible (panel->pane->sidebar));
  gtk_window_set_default_size (GTK_WINDOW (panel->window), 820, 600);
  WAIT_UNTIL (panel->pane->search_narrow);
  WAIT_UNTIL (!gtk_widget_get_visible (panel->pane->sidebar));
  g_assert_true (gtk_widget_get_next_sibling (GTK_WIDGET (search))
                 == GTK_WIDGET (panel->pane->stack));
  g_object_set (panel->pane, "compact", TRUE, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (search)));
}

static gboolean
is_whole (GtkLabel *label)
{
  return !pango_layout_is_ellipsized (gtk_label_get_layout (label))
         && gtk_widget_get_width (GTK_WIDGET (label)) > 0;
}

/* Beside the panel as in place of the column: sheet and printed number are never cut; tools that are
 * found elsewhere, too, give way to them. */
static void
test_numbers (Panel *panel, gconstpointer data)
{
  KaijiEvidencePane *pane = panel->pane;

  WAIT_UNTIL (kaiji_pdf_document_is_loaded (pane->document));
  g_assert_true (gtk_widget_get_mapped (pane->history_box));
  open_panel (panel);
  for (guint i = 0; i < 2; i++)
    {
      WAIT_UNTIL (pane->search_narrow == (i > 0));
      gtk_label_set_text (pane->total_label, "of 1234");
      gtk_label_set_text (pane->printed_label, "printed p.1234");
      fixture_settle ();
      WAIT_UNTIL (is_whole (pane->printed_label) && is_whole (pane->total_label));
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (pane->zoom_button)));
      gtk_window_set_default_size (GTK_WINDOW (panel->window), 820, 600);
    }
  g_assert_false (gtk_widget_get_mapped (pane->rotate_button));
  g_assert_false (gtk_widget_get_mapped (pane->history_box));
  kaiji_evidence_pane_make_document_menu (pane);
  gtk_menu_button_popup (pane->document_button);
  WAIT_UNTIL (gtk_widget_get_mapped (pane->history_items));
  gtk_menu_button_popdown (pane->document_button);
  gtk_window_set_default_size (GTK_WINDOW (panel->window), 1500, 600);
  WAIT_UNTIL (gtk_widget_get_mapped (pane->history_box)
              && gtk_widget_get_mapped (pane->rotate_button));
}

/* What says who a person is is not found. */
static void
test_personal (Panel *panel, gconstpointer data)
{
  KaijiEvidenceSearch *search;

  add (panel, "registry.pdf", KAIJI_EVIDENCE_IDENTITY);
  search = open_panel (panel);
  kaiji_evidence_search_set_text (search, "登記簿");
  WAIT_UNTIL (search->running == NULL);
  g_assert_cmpuint (kaiji_evidence_search_get_n_hits (search), ==, 0);
}

/* A page that is cited already says for what; the keyboard stays on its line meanwhile. */
static void
test_cited (Panel *panel, gconstpointer data)
{
  KaijiEvidenceSearch *search = open_panel (panel);
  const KaijiEvidenceHit *hit;
  g_autoptr (KaijiCitation) citation = NULL, added = NULL;
  g_autoptr (GError) error = NULL;
  KaijiEvidence *evidence;

  kaiji_evidence_search_set_text (search, "採用時");
  WAIT_UNTIL (kaiji_evidence_search_get_n_hits (search) > 0);
  hit = get_hit (search, 0);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (search->list)));
  WAIT_UNTIL (gtk_widget_get_focus_child (GTK_WIDGET (search->list)) != NULL);
  evidence = kaiji_case_source_lookup_evidence (kaiji_session_get_source (panel->base.session),
                                                hit->evidence_id);
  citation = kaiji_citation_new (0, "iryo.024.1", hit->evidence_id,
                                 kaiji_evidence_get_info (evidence)->sha256, hit->page, hit->page,
                                 "", "", "", NULL, 0, KAIJI_CITATION_CONFIRMED);
  added = kaiji_session_cite (panel->base.session, citation, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (g_strcmp0 (kaiji_search_hit_item_get_cited (
                             gtk_single_selection_get_selected_item (search->selection)),
                         "24")
              == 0);
  WAIT_UNTIL (search->running == NULL);
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (search->list)));
}

#define ADD(name, func) g_test_add ("/evidence-search/" name, Panel, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  ADD ("states", test_states);
  ADD ("hit", test_hit);
  ADD ("prompt", test_prompt);
  ADD ("close", test_close);
  ADD ("room", test_room);
  ADD ("numbers", test_numbers);
  ADD ("personal", test_personal);
  ADD ("cited", test_cited);
  return g_test_run ();
}
