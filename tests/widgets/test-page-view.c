/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page view and its neighbours against the real worker. */

#include <signal.h>

#include "page-fixture.h"
#include "widgets/document-find.h"
#include "widgets/outline-view.h"
#include "widgets/thumbnail-view.h"

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 0);
  g_assert_cmpint (kaiji_page_view_get_zoom_mode (fixture->view), ==, KAIJI_ZOOM_FIT_WIDTH);
  g_signal_connect (fixture->view, "notify::zoom-mode", G_CALLBACK (count_cb), &n);
  kaiji_page_view_set_zoom_mode (fixture->view, KAIJI_ZOOM_FIT_WIDTH);
  g_assert_cmpuint (n, ==, 0);
  kaiji_page_view_set_zoom_mode (fixture->view, KAIJI_ZOOM_FIT_PAGE);
  g_assert_cmpuint (n, ==, 1);
  load (fixture, "labels.pdf");
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 1);
  n = 0;
  g_signal_connect (fixture->view, "notify::page", G_CALLBACK (count_cb), &n);
  kaiji_page_view_go_to (fixture->view, 4, NULL);
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 4);
  kaiji_page_view_go_to (fixture->view, 4, NULL);
  g_assert_cmpuint (n, ==, 1);
  kaiji_page_view_go_to (fixture->view, 99, NULL);
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 5);
  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Page 5 / 5, printed p.3");
  WAIT_UNTIL (fixture->n_drawn > 0);
}

/* A view that was told its width has its page drawn before it has that width, once and sharp. */
static void
test_expected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) waiting = g_object_ref_sink (kaiji_page_view_new ());
  KaijiPageView *view = KAIJI_PAGE_VIEW (waiting);
  guint n = 0;

  load (fixture, "labels.pdf");
  WAIT_UNTIL (fixture->drawn == 1);
  g_signal_connect_swapped (view, "page-drawn", G_CALLBACK (g_atomic_int_inc), &n);
  kaiji_page_view_set_document (view, kaiji_page_view_get_document (fixture->view));
  turn (100);
  g_assert_cmpuint (n, ==, 0);
  kaiji_page_view_set_document (view, NULL);
  kaiji_page_view_expect_width (view, 500);
  kaiji_page_view_set_document (view, kaiji_page_view_get_document (fixture->view));
  WAIT_UNTIL (n > 0);
  turn (100);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scroller));

  load (fixture, "labels.pdf");
  WAIT_UNTIL (fixture->drawn == 1);
  kaiji_page_view_go_to (fixture->view, 3, NULL);
  WAIT_UNTIL (gtk_adjustment_get_value (adjustment) > 100);
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 3);
  /* By hand to the top: the page follows. */
  gtk_adjustment_set_value (adjustment, 0);
  WAIT_UNTIL (kaiji_page_view_get_page (fixture->view) == 1);
}

static void
test_zoom_anchor (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *vertical =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scroller));
  KaijiPagePlace before, after;
  double zoom;

  load (fixture, "labels.pdf");
  kaiji_page_view_set_zoom (fixture->view, 1.5);
  turn (100);
  kaiji_page_view_go_to (fixture->view, 2, NULL);
  turn (100);
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + 150);
  zoom = kaiji_page_view_get_zoom (fixture->view);
  /* What stands at the top, 12 px down in the middle, stays there. */
  before = kaiji_page_view_get_place (fixture->view);
  kaiji_page_view_set_zoom_at (fixture->view, zoom * 1.7,
                               gtk_widget_get_width (GTK_WIDGET (fixture->view)) / 2.0, 12);
  turn (200);
  after = kaiji_page_view_get_place (fixture->view);
  g_assert_cmpfloat_with_epsilon (kaiji_page_view_get_zoom (fixture->view), zoom * 1.7, 0.001);
  g_assert_cmpint (after.page, ==, before.page);
  g_assert_cmpfloat_with_epsilon (after.fx, before.fx, 0.004);
  g_assert_cmpfloat_with_epsilon (after.fy, before.fy, 0.004);
  /* Fixed steps: up and down come back. */
  kaiji_page_view_set_zoom (fixture->view, 1.0);
  kaiji_page_view_zoom_by (fixture->view, 1);
  g_assert_cmpfloat_with_epsilon (kaiji_page_view_get_zoom (fixture->view), 1.1, 0.001);
  kaiji_page_view_zoom_by (fixture->view, -1);
  g_assert_cmpfloat_with_epsilon (kaiji_page_view_get_zoom (fixture->view), 1.0, 0.001);
  WAIT_UNTIL (fixture->n_drawn > 0);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree KaijiRect *rects = NULL;
  GdkRectangle area;
  int first = 0, last = 0;
  guint n_rects = 0, n_done = 0;

  g_signal_connect_swapped (fixture->view, "selection-done", G_CALLBACK (g_atomic_int_inc),
                            &n_done);
  load (fixture, "plain.pdf");
  WAIT_UNTIL (fixture->drawn == 1);
  kaiji_page_view_select (fixture->view, 1, 0, 5);
  g_assert_true (kaiji_page_view_has_selection (fixture->view));
  WAIT_UNTIL (
      text != NULL
      || (text = kaiji_page_view_dup_selection (fixture->view, &first, &last, &rects, &n_rects))
             != NULL);
  g_assert_cmpstr (text, ==, "Hello");
  g_assert_cmpint (first, ==, 1);
  g_assert_cmpint (last, ==, 1);
  g_assert_cmpuint (n_rects, ==, 1);
  WAIT_UNTIL (n_done > 0);
  WAIT_UNTIL (kaiji_page_view_get_selection_area (fixture->view, &area));
  g_assert_true (kaiji_page_view_is_selected_at (fixture->view, area.x + area.width / 2.0,
                                                 area.y + area.height / 2.0));
  g_assert_false (kaiji_page_view_is_selected_at (fixture->view, area.x + area.width + 30.0,
                                                  area.y + area.height / 2.0));
  kaiji_page_view_clear_selection (fixture->view);
  g_assert_false (kaiji_page_view_has_selection (fixture->view));
}

/* A page that the worker cannot finish says so; the others are shown, and it may be asked for
 * again. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  kaiji_pdf_service_set_timeout (fixture->service, 700);
  load (fixture, "nested-forms.pdf");
  kaiji_page_view_set_zoom_mode (fixture->view, KAIJI_ZOOM_FIT_PAGE);
  WAIT_UNTIL (fixture->drawn == 1);
  kaiji_page_view_go_to (fixture->view, 2, NULL);
  WAIT_UNTIL (kaiji_page_view_has_failed (fixture->view, 2));
  g_assert_false (kaiji_page_view_has_failed (fixture->view, 1));
  kaiji_page_view_retry (fixture->view, 2);
  g_assert_false (kaiji_page_view_has_failed (fixture->view, 2));
  WAIT_UNTIL (kaiji_page_view_has_failed (fixture->view, 2));
  kaiji_page_view_go_to (fixture->view, 3, NULL);
  WAIT_UNTIL (fixture->drawn == 3);
  /* Its box goes with the document. */
  load (fixture, "plain.pdf");
  g_assert_false (kaiji_page_view_has_failed (fixture->view, 2));
  WAIT_UNTIL (fixture->drawn == 1);
}

/* The worker is killed while it draws: the page comes all the same. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  GPid pid;

  kaiji_pdf_service_set_workers (fixture->service, 1);
  load (fixture, "plain.pdf");
  WAIT_UNTIL (fixture->drawn > 0);
  turn (300);
  pid = kaiji_pdf_service_get_pid (fixture->service);
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  fixture->n_drawn = 0;
  kaiji_page_view_set_zoom (fixture->view, 1.3);
  turn (250);
  g_assert_cmpuint (fixture->n_drawn, ==, 0);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  WAIT_UNTIL (fixture->n_drawn > 0);
  g_assert_false (kaiji_page_view_has_failed (fixture->view, 1));
}

static void
note_drawn_cb (KaijiPageView *view, int page, gboolean *drawn)
{
  drawn[page] = TRUE;
}

/* Workers are killed fifty times while somebody reads: each page comes all the same. */
static void
test_killed_often (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (50);
  gboolean drawn[6] = { FALSE };

  load (fixture, "labels.pdf");
  g_signal_connect (fixture->view, "page-drawn", G_CALLBACK (note_drawn_cb), drawn);
  WAIT_UNTIL (drawn[1]);
  for (int kills = 0, i = 0; kills < 50; i++)
    {
      const int page = 1 + g_rand_int_range (random, 0, 5);
      GPid pids[KAIJI_PDF_N_WORKERS];
      guint count;

      memset (drawn, 0, sizeof drawn);
      /* At a zoom that is new, so that nothing is there already. */
      kaiji_page_view_set_zoom (fixture->view, 0.5 + 0.01 * i);
      kaiji_page_view_go_to (fixture->view, page, NULL);
      turn (g_rand_int_range (random, 0, 40));
      count = kaiji_pdf_service_get_pids (fixture->service, pids);
      if (count > 0 && kill (pids[(guint) kills % count], SIGKILL) == 0)
        kills++;
      WAIT_UNTIL (drawn[page]);
      g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, page);
      for (int j = 1; j <= 5; j++)
        g_assert_false (kaiji_page_view_has_failed (fixture->view, j));
    }
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (fixture->service), >, 20);
  /* Further pages may come before the view goes. */
  g_signal_handlers_disconnect_by_func (fixture->view, note_drawn_cb, drawn);
}

/* Another document while the first one's pages are still asked for: its pixels only. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
  load (fixture, "labels.pdf");
  kaiji_page_view_go_to (fixture->view, 5, NULL);
  load (fixture, "plain.pdf");
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 1);
  WAIT_UNTIL (fixture->drawn > 0);
  g_assert_cmpint (fixture->drawn, <=, 2);
  kaiji_page_view_set_document (fixture->view, NULL);
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 0);
  g_assert_cmpuint (kaiji_page_view_get_cached_bytes (fixture->view), ==, 0);
}

/* However much is scrolled, what is kept stays bounded. */
static void
test_bound (Fixture *fixture, gconstpointer data)
{
  static const char manual[] = "/usr/share/debian-reference/debian-reference.ja.pdf";

  if (!g_file_test (manual, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("debian-reference-ja is not installed");
      return;
    }
  load (fixture, manual);
  for (int page = 1; page <= 90; page += 3)
    {
      kaiji_page_view_go_to (fixture->view, page, NULL);
      fixture->drawn = 0;
      WAIT_UNTIL (fixture->drawn > 0);
      g_assert_cmpuint (kaiji_page_view_get_cached_bytes (fixture->view), <=, 40 * 1024 * 1024);
    }
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiDocumentFind) find = kaiji_document_find_new ();

  load (fixture, "plain.pdf");
  kaiji_document_find_start (find, fixture->document, "page TWO", 2);
  g_assert_true (kaiji_document_find_is_running (find));
  WAIT_UNTIL (!kaiji_document_find_is_running (find));
  g_assert_cmpuint (kaiji_document_find_get_n_hits (find), ==, 1);
  g_assert_cmpint (kaiji_document_find_get_hit (find, 0)->page, ==, 2);
  g_assert_false (kaiji_document_find_has_no_text (find));
  kaiji_document_find_start (find, fixture->document, "nowhere", 1);
  WAIT_UNTIL (!kaiji_document_find_is_running (find));
  g_assert_cmpuint (kaiji_document_find_get_n_hits (find), ==, 0);
  load (fixture, "scan.pdf");
  kaiji_document_find_start (find, fixture->document, "a", 1);
  WAIT_UNTIL (!kaiji_document_find_is_running (find));
  g_assert_true (kaiji_document_find_has_no_text (find));
  /* Stopped in the middle. */
  kaiji_document_find_start (find, fixture->document, "a", 1);
  kaiji_document_find_start (find, NULL, NULL, 1);
  g_assert_false (kaiji_document_find_is_running (find));
  turn (50);
}

static void
activated_cb (GtkWidget *widget, int page, int *activated)
{
  *activated = page;
}

static void
test_thumbnails (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  KaijiThumbnailView *view = g_object_ref_sink (KAIJI_THUMBNAIL_VIEW (kaiji_thumbnail_view_new ()));
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GtkAdjustment *adjustment;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 216, 300);
  gtk_window_present (GTK_WINDOW (window));
  load (fixture, "labels.pdf");
  kaiji_thumbnail_view_set_document (view, fixture->document);
  g_hash_table_insert (counts, GINT_TO_POINTER (5), GINT_TO_POINTER (12));
  kaiji_thumbnail_view_set_counts (view, counts);
  turn (300);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  kaiji_thumbnail_view_set_page (view, 5);
  WAIT_UNTIL (gtk_adjustment_get_value (adjustment) > 0);
  kaiji_thumbnail_view_set_document (view, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  turn (50);
  g_assert_finalize_object (view);
}

static void
test_outline (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  KaijiOutlineView *view = g_object_ref_sink (KAIJI_OUTLINE_VIEW (kaiji_outline_view_new ()));
  int activated = 0;

  g_signal_connect (view, "page-activated", G_CALLBACK (activated_cb), &activated);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  load (fixture, "outline.pdf");
  kaiji_outline_view_set_document (view, fixture->document);
  kaiji_outline_view_set_page (view, 2);
  turn (200);
  kaiji_outline_view_set_document (view, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  turn (50);
  g_assert_finalize_object (view);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/page-view/properties", test_properties);
  ADD ("/page-view/expected", test_expected);
  ADD ("/page-view/scroll", test_scroll);
  ADD ("/page-view/zoom-anchor", test_zoom_anchor);
  ADD ("/page-view/selection", test_selection);
  ADD ("/page-view/failure", test_failure);
  ADD ("/page-view/killed", test_killed);
  ADD ("/page-view/killed-often", test_killed_often);
  ADD ("/page-view/replace", test_replace);
  ADD ("/page-view/bound", test_bound);
  ADD ("/document-find/find", test_find);
  ADD ("/thumbnail-view/follow", test_thumbnails);
  ADD ("/outline-view/life", test_outline);
#undef ADD
  return g_test_run ();
}
