/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deciding over replaced evidence in the window: one by one, elsewhere, all that stayed, and undone. */
#include "support.h"

#include "app/confirm-row.h"
#include "app/confirm-window.h"
#include "app/evidence-pane.h"
#include "app/version-view.h"
#include "app/versions-window.h"
#include "core/paths.h"
#include "jobs/citing.h"
#include "jobs/replace.h"

typedef struct
{
  KaijiConfirmWindow *window;
  KaijiVersionView *older;
  KaijiVersionView *newer;
} View;

static void
add (Fixture *f)
{
  g_autofree char *path =
      g_build_filename (kaiji_paths_get_data_dir (), "sample", "security-rules.pdf", NULL);
  const KaijiEvidenceRequest request = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence = kaiji_session_add_evidence (f->session, &request, &error);

  g_assert_no_error (error);
}

static void
cite (Fixture *f, const char *target, int page, const char *quote)
{
  const KaijiCiteRequest request = {
    .target = target, .evidence_id = "E1", .page = page, .quote = quote
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCitation) citation = kaiji_citing_add (f->session, &request, &error);

  g_assert_no_error (error);
}

static void
replace (Fixture *f)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pdf", "newer.pdf", NULL);
  const KaijiReplaceRequest request = { .evidence_id = "E1", .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence = kaiji_replace_sync (f->session, &request, &error);

  g_assert_no_error (error);
}

/* Five citations: two stay, one moves, one changes, one is lost. */
static void
prepare (Fixture *f)
{
  add (f);
  cite (f, "iryo.001.1", 1, NULL);
  cite (f, "iryo.022.1", 1, "株式会社サンプル医療クラウド");
  cite (f, "iryo.023.1", 4, "毎月1回開催する");
  cite (f, "iryo.024.1", 5,
        "採用時及び毎年1回以上、情報セキュリティ教育を実施しなければならない。");
  cite (f, "iryo.065.1", 9, "定義ファイルを毎日更新する");
  replace (f);
}

static gboolean
is_open (gpointer data)
{
  return kaiji_version_view_get_document (data) != NULL;
}

static View
show (Fixture *f, const char *target)
{
  View view = { .window = kaiji_confirm_window_present (NULL, f->session, target) };
  GtkWidget *paned;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (view.window));
  view.older =
      KAIJI_VERSION_VIEW (fixture_find (GTK_WIDGET (view.window), KAIJI_TYPE_VERSION_VIEW, NULL));
  paned = gtk_widget_get_ancestor (GTK_WIDGET (view.older), GTK_TYPE_PANED);
  view.newer = KAIJI_VERSION_VIEW (gtk_paned_get_end_child (GTK_PANED (paned)));
  fixture_wait (is_open, view.newer);
  fixture_wait (is_open, view.older);
  fixture_settle ();
  return view;
}

static void
act (View *view, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view->window), action, NULL));
  fixture_settle ();
}

static KaijiCitation *
get (Fixture *f, const char *target)
{
  GPtrArray *citations =
      kaiji_case_source_get_citations (kaiji_session_get_source (f->session), target);

  return citations && citations->len > 0 ? g_ptr_array_index (citations, 0) : NULL;
}

static gint64
get_selected (View *view)
{
  GtkListBox *list =
      GTK_LIST_BOX (fixture_find (GTK_WIDGET (view->window), GTK_TYPE_LIST_BOX, "confirm-list"));

  return kaiji_confirm_row_get_number (gtk_list_box_get_selected_row (list));
}

static guint
count_open (Fixture *f)
{
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (f->session, NULL, NULL);

  return open->len;
}

static void
close_window (View *view)
{
  gtk_window_destroy (GTK_WINDOW (view->window));
  fixture_settle ();
}

static void
test_take (Fixture *f, gconstpointer data)
{
  View view;

  prepare (f);
  view = show (f, "iryo.023.1");
  g_assert_cmpint (get_selected (&view), ==, 3);
  g_assert_cmpint (kaiji_page_view_get_page (kaiji_version_view_get_page_view (view.older)), ==, 4);
  g_assert_cmpint (kaiji_page_view_get_page (kaiji_version_view_get_page_view (view.newer)), ==, 5);
  act (&view, "confirm.take");
  g_assert_cmpint (kaiji_citation_get_state (get (f, "iryo.023.1")), ==, KAIJI_CITATION_CONFIRMED);
  g_assert_cmpint (kaiji_citation_get_page (get (f, "iryo.023.1")), ==, 5);
  /* On to the next; what was decided can be taken back in sight. */
  g_assert_cmpint (get_selected (&view), ==, 4);
  act (&view, "confirm.undo");
  g_assert_cmpint (kaiji_citation_get_state (get (f, "iryo.023.1")), ==, KAIJI_CITATION_MOVED);
  g_assert_cmpuint (count_open (f), ==, 5);
  close_window (&view);
}

static void
test_choose (Fixture *f, gconstpointer data)
{
  View view;
  KaijiPageView *pages;

  prepare (f);
  view = show (f, "iryo.065.1");
  pages = kaiji_version_view_get_page_view (view.newer);
  /* A lost citation has no place that could be right. */
  gtk_widget_activate_action (GTK_WIDGET (view.window), "confirm.take", NULL);
  g_assert_cmpint (kaiji_citation_get_state (get (f, "iryo.065.1")), ==, KAIJI_CITATION_LOST);
  act (&view, "confirm.choose");
  kaiji_page_view_go_to (pages, 8, NULL);
  fixture_settle ();
  act (&view, "confirm.take");
  g_assert_cmpint (kaiji_citation_get_state (get (f, "iryo.065.1")), ==, KAIJI_CITATION_CONFIRMED);
  g_assert_cmpint (kaiji_citation_get_page (get (f, "iryo.065.1")), ==, 8);
  g_assert_cmpstr (kaiji_citation_get_quote (get (f, "iryo.065.1")), ==, "");
  g_assert_cmpstr (kaiji_citation_get_label (get (f, "iryo.065.1")), ==, "6");
  close_window (&view);
}

static void
test_same_and_rest (Fixture *f, gconstpointer data)
{
  View view;
  GtkStack *stack;

  prepare (f);
  view = show (f, NULL);
  stack = GTK_STACK (fixture_find (GTK_WIDGET (view.window), GTK_TYPE_STACK, NULL));
  g_assert_cmpint (get_selected (&view), ==, 1);
  act (&view, "confirm.same");
  g_assert_cmpuint (count_open (f), ==, 3);
  g_assert_cmpint (get_selected (&view), ==, 3);
  act (&view, "confirm.next");
  g_assert_cmpint (get_selected (&view), ==, 4);
  act (&view, "confirm.next");
  act (&view, "confirm.next"); /* in a ring */
  g_assert_cmpint (get_selected (&view), ==, 3);
  act (&view, "confirm.previous");
  g_assert_cmpint (get_selected (&view), ==, 5);
  act (&view, "confirm.remove");
  g_assert_null (get (f, "iryo.065.1"));
  act (&view, "confirm.take");
  act (&view, "confirm.take");
  g_assert_cmpuint (count_open (f), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "done");
  act (&view, "confirm.undo");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "citations");
  /* Asked for again, it is the same window. */
  g_assert_true (kaiji_confirm_window_present (NULL, f->session, NULL) == view.window);
  close_window (&view);
}

typedef struct
{
  KaijiPageView *pages;
  KaijiPdfDocument *before;
} Shown;

static gboolean
shows_another (gpointer data)
{
  Shown *shown = data;
  KaijiPdfDocument *document = kaiji_page_view_get_document (shown->pages);

  return document != NULL && document != shown->before;
}

/* The pane shows the bytes that the case holds, whichever way they came. */
static void
test_pane (Fixture *f, gconstpointer data)
{
  GtkWidget *window = gtk_window_new (), *pane;
  Shown shown = { NULL, NULL };

  add (f);
  pane = kaiji_evidence_pane_new (f->session);
  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  shown.pages = KAIJI_PAGE_VIEW (fixture_find (pane, KAIJI_TYPE_PAGE_VIEW, NULL));
  fixture_wait (shows_another, &shown);
  shown.before = kaiji_page_view_get_document (shown.pages);
  replace (f);
  fixture_wait (shows_another, &shown);
  shown.before = kaiji_page_view_get_document (shown.pages);
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (f->session), NULL));
  fixture_wait (shows_another, &shown);
  g_assert_true (kaiji_journal_redo (kaiji_session_get_journal (f->session), NULL));
  kaiji_versions_window_present (GTK_WINDOW (window), f->session, "E1");
  fixture_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/confirm-window/take", test_take);
  ADD ("/confirm-window/choose", test_choose);
  ADD ("/confirm-window/same-and-rest", test_same_and_rest);
  ADD ("/confirm-window/pane", test_pane);
  return g_test_run ();
}
