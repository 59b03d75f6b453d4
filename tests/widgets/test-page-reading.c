/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading with the page view: selecting, links, two pages beside each other – with a real pointer
 * where xdotool moves it. */

#include <time.h>

#include "page-fixture.h"
#include "widgets/outline-view.h"
#include "widgets/page-paper.h"
#include "widgets/page-view-private.h"
#include "widgets/thumbnail-view.h"

/* Where a point of the page stands on the screen. */
static void
get_point (Fixture *fixture, int page, double x_pt, double y_pt, double *x, double *y)
{
  KaijiRect place = { x_pt, y_pt, x_pt, y_pt };
  graphene_rect_t area = kaiji_page_layout_from_page (fixture->view->layout, page, &place);
  double offset_x, offset_y;

  kaiji_page_view_get_offset (fixture->view, &offset_x, &offset_y);
  *x = area.origin.x - offset_x;
  *y = area.origin.y - offset_y;
}

/* The pointer of the screen: moves to a point of a page, then does what is said. */
static gboolean
point (Fixture *fixture, int page, double x_pt, double y_pt, const char *button)
{
  g_autofree char *command = NULL;
  double x, y, left, top, surface_x, surface_y;
  g_autofree char *tool = g_find_program_in_path ("xdotool");

  if (tool == NULL)
    return FALSE;
  get_point (fixture, page, x_pt, y_pt, &x, &y);
  gtk_widget_translate_coordinates (GTK_WIDGET (fixture->view), fixture->window, x, y, &left, &top);
  gtk_native_get_surface_transform (GTK_NATIVE (fixture->window), &surface_x, &surface_y);
  command = g_strdup_printf ("xdotool mousemove %d %d %s", (int) (left + surface_x),
                             (int) (top + surface_y), button);
  g_assert_true (g_spawn_command_line_async (command, NULL));
  turn (500);
  return TRUE;
}

static char *
dup_selection (Fixture *fixture)
{
  int first, last;
  guint n;

  return kaiji_page_view_dup_selection (fixture->view, &first, &last, NULL, &n);
}

static void
assert_selected (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  WAIT_UNTIL ((text = dup_selection (fixture)) != NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* Columns are read from the right: a drag to the left takes the rest of this one and goes on. */
static void
test_downward_drag (Fixture *fixture, gconstpointer data)
{
  load (fixture, "vertical.pdf");
  kaiji_page_view_set_zoom_mode (fixture->view, KAIJI_ZOOM_FIT_PAGE);
  WAIT_UNTIL (fixture->n_drawn > 0);
  turn (200);
  if (!point (fixture, 1, 457, 251, "mousedown 1"))
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  point (fixture, 1, 440, 200, "");
  point (fixture, 1, 433, 95, "mouseup 1");
  assert_selected (fixture, "報を\n安全");
  /* Two presses: the word; three: the column. */
  point (fixture, 1, 433, 117, "click --repeat 2 --delay 120 1");
  assert_selected (fixture, "管理");
  turn (600);
  point (fixture, 1, 433, 117, "click --repeat 3 --delay 120 1");
  assert_selected (fixture, "安全に管理する責任者を置き、その");
}

static void
test_downward_keys (Fixture *fixture, gconstpointer data)
{
  load (fixture, "vertical.pdf");
  WAIT_UNTIL (fixture->n_drawn > 0);
  kaiji_page_view_want_text (fixture->view, 1);
  WAIT_UNTIL (kaiji_page_view_get_text (fixture->view, 1) != NULL);
  /* Nothing is selected yet: it begins with what is first in view. */
  g_assert_true (kaiji_page_view_caret_key (fixture->view, GDK_KEY_Down, FALSE));
  assert_selected (fixture, "情");
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_Down, FALSE);
  assert_selected (fixture, "情報");
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_Up, FALSE);
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_End, FALSE);
  assert_selected (fixture, "情報管理規程");
  kaiji_page_view_select (fixture->view, 1, 7, 8);
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_Left, FALSE);
  assert_selected (fixture, "第一条　当社は、利用者の情報を\n安");
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_Right, FALSE);
  assert_selected (fixture, "第");
}

static void
test_across_keys (Fixture *fixture, gconstpointer data)
{
  load (fixture, "plain.pdf");
  WAIT_UNTIL (fixture->n_drawn > 0);
  kaiji_page_view_want_text (fixture->view, 1);
  kaiji_page_view_want_text (fixture->view, 2);
  WAIT_UNTIL (kaiji_page_view_get_text (fixture->view, 2) != NULL);
  WAIT_UNTIL (kaiji_page_view_get_text (fixture->view, 1) != NULL);
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_Right, TRUE);
  assert_selected (fixture, "Hello");
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_Down, FALSE);
  assert_selected (fixture, "Hello Kaiji\nA second ");
  /* Backwards over the place where it began. */
  kaiji_page_view_select (fixture->view, 1, 6, 7);
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_Home, FALSE);
  assert_selected (fixture, "Hello ");
  /* Over the end of the page. */
  kaiji_page_view_select (fixture->view, 1, 0,
                          kaiji_page_view_get_text (fixture->view, 1)->n_rects);
  kaiji_page_view_caret_key (fixture->view, GDK_KEY_Right, FALSE);
  assert_selected (fixture, "Hello Kaiji\nA second line\nP");
  g_assert_false (kaiji_page_view_caret_key (fixture->view, GDK_KEY_x, FALSE));
}

static void
link_cb (KaijiPageView *view, int page, double top_pt, GString *followed)
{
  g_string_append_printf (followed, "%d:%.0f ", page, top_pt);
}

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Tab goes through the links in reading order, Enter follows; what leads out is only shown. */
static void
test_link_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) followed = g_string_new (NULL);
  const KaijiPdfLink *link;
  guint n_pages = 0, n_others = 0;
  int page;

  g_signal_connect (fixture->view, "link-activated", G_CALLBACK (link_cb), followed);
  load (fixture, "links.pdf");
  WAIT_UNTIL (fixture->n_drawn > 0);
  kaiji_page_view_set_zoom_mode (fixture->view, KAIJI_ZOOM_FIT_PAGE);
  turn (100);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  g_assert_true (kaiji_page_view_link_key (fixture->view, GDK_KEY_Tab));
  WAIT_UNTIL (kaiji_page_view_get_focus_link (fixture->view, &page) != NULL);
  g_assert_cmpint (page, ==, 1);
  g_assert_true (kaiji_page_view_link_key (fixture->view, GDK_KEY_Return));
  g_assert_cmpstr (followed->str, ==, "3:100 ");
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "To No. 3");
  do
    {
      link = kaiji_page_view_get_focus_link (fixture->view, &page);
      if (page != 1)
        break;
      if (link->kind == KAIJI_PDF_LINK_PAGE)
        n_pages++;
      else
        {
          n_others++;
          g_string_truncate (followed, 0);
          kaiji_page_view_link_key (fixture->view, GDK_KEY_Return);
          g_assert_cmpstr (followed->str, ==, "");
          g_assert_nonnull (fixture->view->link_popover);
          if (link->text[0] != '\0')
            g_assert_nonnull (find_label (fixture->view->link_popover, link->text));
          gtk_popover_popdown (GTK_POPOVER (fixture->view->link_popover));
          WAIT_UNTIL (fixture->view->link_popover == NULL);
        }
    }
  while (kaiji_page_view_link_key (fixture->view, GDK_KEY_Tab));
  g_assert_cmpuint (n_pages, >=, 2);
  g_assert_cmpuint (n_others, >=, 4);
  /* Back again, and out of them. */
  g_assert_true (kaiji_page_view_link_key (fixture->view, GDK_KEY_ISO_Left_Tab));
  g_assert_true (kaiji_page_view_link_key (fixture->view, GDK_KEY_Escape));
  g_assert_null (kaiji_page_view_get_focus_link (fixture->view, &page));
  g_assert_false (kaiji_page_view_link_key (fixture->view, GDK_KEY_Return));
}

static void
test_link_pointer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) followed = g_string_new (NULL);
  double x, y;

  g_signal_connect (fixture->view, "link-activated", G_CALLBACK (link_cb), followed);
  load (fixture, "links.pdf");
  WAIT_UNTIL (fixture->n_drawn > 0);
  kaiji_page_view_want_links (fixture->view, 1);
  WAIT_UNTIL (g_hash_table_size (fixture->view->links) > 0);
  turn (100);
  get_point (fixture, 1, 120, 75, &x, &y);
  g_assert_true (kaiji_page_view_has_link_at (fixture->view, x, y));
  get_point (fixture, 1, 300, 75, &x, &y);
  g_assert_false (kaiji_page_view_has_link_at (fixture->view, x, y));
  if (!point (fixture, 1, 120, 75, "click 1"))
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  WAIT_UNTIL (followed->len > 0);
  g_assert_cmpstr (followed->str, ==, "3:100 ");
}

/* The page that one is on stays in view when pages come to stand beside each other. */
static void
test_spread (Fixture *fixture, gconstpointer data)
{
  GdkRectangle one, two;

  load (fixture, "labels.pdf");
  WAIT_UNTIL (fixture->n_drawn > 0);
  kaiji_page_view_go_to (fixture->view, 3, NULL);
  WAIT_UNTIL (fixture->n_drawn > 0);
  kaiji_page_view_set_spread (fixture->view, KAIJI_SPREAD_RIGHT, TRUE);
  fixture->n_drawn = 0;
  WAIT_UNTIL (fixture->n_drawn >= 2);
  turn (100);
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 3);
  g_assert_cmpint (kaiji_page_view_get_place (fixture->view).page, ==, 3);
  one = kaiji_page_layout_get_rect (fixture->view->layout, 2);
  two = kaiji_page_layout_get_rect (fixture->view->layout, 3);
  g_assert_cmpint (one.y, ==, two.y);
  g_assert_cmpint (one.x, >, two.x);
  kaiji_page_view_set_rotation (fixture->view, 90);
  turn (100);
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 3);
  kaiji_page_view_set_rotation (fixture->view, 0);
  kaiji_page_view_set_spread (fixture->view, KAIJI_SPREAD_NONE, TRUE);
  turn (100);
  g_assert_cmpint (kaiji_page_view_get_page (fixture->view), ==, 3);
}

/* A jump that is asked for out of an allocation is made after it: the page does not stay blank. */
static void
scrolled_cb (GtkAdjustment *adjustment, Fixture *fixture)
{
  g_signal_handlers_disconnect_by_func (adjustment, scrolled_cb, fixture);
  kaiji_page_view_go_to (fixture->view, 4, NULL);
}

static void
test_jump_in_allocation (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scroller));

  load (fixture, "labels.pdf");
  WAIT_UNTIL (kaiji_page_view_is_sharp (fixture->view, 1));
  turn (200);
  /* "changed" comes out of the view's own allocation. */
  g_signal_connect (adjustment, "changed", G_CALLBACK (scrolled_cb), fixture);
  kaiji_page_view_set_zoom (fixture->view, 1.3);
  WAIT_UNTIL (kaiji_page_view_get_page (fixture->view) == 4);
  WAIT_UNTIL (kaiji_page_view_is_sharp (fixture->view, 4));
  WAIT_UNTIL (!fixture->view->has_anchor);
  g_assert_cmpint (kaiji_page_view_get_place (fixture->view).page, ==, 4);
}

/* While the scrolled window moves its bars GTK 4.8 forgets an allocation that was asked of its child
 * only: the page of a citation that was followed stayed blank. */
static void
test_jump_moves_bars (Fixture *fixture, gconstpointer data)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (fixture->scroller);

  for (int i = 0; i < 12; i++)
    {
      int page = 2 + i % 4;

      load (fixture, i % 2 == 0 ? "labels.pdf" : "outline.pdf");
      page = MIN (page, kaiji_pdf_document_get_n_pages (fixture->document));
      turn (i * 4);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 40 * i);
      kaiji_page_view_set_zoom (fixture->view, i % 3 == 0 ? 0.4 : 1.6);
      turn (i % 5);
      kaiji_page_view_go_to (fixture->view, page, &(KaijiRect){ 72, 400, 100, 420 });
      WAIT_UNTIL (!fixture->view->has_anchor);
      WAIT_UNTIL (kaiji_page_view_is_sharp (fixture->view, page));
    }
}

/* However fast one scrolls: where it ends is sharp soon, nothing that lies behind is still asked
 * for, and what is kept stays bounded. */
static void
test_rush (Fixture *fixture, gconstpointer data)
{
  static const char manual[] = "/usr/share/debian-reference/debian-reference.ja.pdf";
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scroller));
  int first = 0, last = 0, n_passed, page = 0;
  GHashTableIter iter;
  gpointer key;

  if (!g_file_test (manual, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("debian-reference-ja is not installed");
      return;
    }
  load (fixture, manual);
  WAIT_UNTIL (fixture->n_drawn > 0);
  turn (300);
  fixture->n_drawn = 0;
  for (int i = 0; i < 150; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 700);
      turn (8);
      g_assert_cmpuint (kaiji_page_view_get_cached_bytes (fixture->view), <=, 36 * 1024 * 1024);
    }
  g_assert_true (kaiji_page_view_get_visible_range (fixture->view, &first, &last));
  n_passed = last;
  g_assert_cmpint (n_passed, >, 60);
  /* Sharp pages are drawn for those who stay. */
  g_assert_cmpint (fixture->n_drawn, <, n_passed / 2);
  g_hash_table_iter_init (&iter, fixture->view->requests);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_assert_cmpint (GPOINTER_TO_INT (key), >=, first - 1);
      g_assert_cmpint (GPOINTER_TO_INT (key), <=, last + 2);
    }
  for (page = first; page <= last; page++)
    WAIT_UNTIL (kaiji_page_view_is_sharp (fixture->view, page));
  g_assert_cmpuint (kaiji_page_view_get_cached_bytes (fixture->view), <=, 36 * 1024 * 1024);
}

/* On dark paper the corner of the page is dark, and light again afterwards. */
static guint8
get_corner (Fixture *fixture)
{
  GdkTexture *texture = kaiji_page_cache_lookup (fixture->view->cache, 1, 0, NULL);
  gsize stride;
  g_autofree guint8 *pixels = NULL;

  if (texture == NULL)
    return 0;
  stride = (gsize) gdk_texture_get_width (texture) * 4;
  pixels = g_malloc (stride * (gsize) gdk_texture_get_height (texture));
  gdk_texture_download (texture, pixels, stride);
  return pixels[0];
}

static void
test_dark (Fixture *fixture, gconstpointer data)
{
  load (fixture, "plain.pdf");
  WAIT_UNTIL (fixture->n_drawn > 0 && get_corner (fixture) == 255);
  g_object_set (fixture->view, "dark", TRUE, NULL);
  g_assert_false (kaiji_page_view_is_sharp (fixture->view, 1));
  WAIT_UNTIL (kaiji_page_view_is_sharp (fixture->view, 1));
  g_assert_cmpint (get_corner (fixture), ==, KAIJI_PAPER_DARK);
  /* Another document while the paper is dark; and one that goes while pixels are turned round. */
  load (fixture, "labels.pdf");
  WAIT_UNTIL (get_corner (fixture) == KAIJI_PAPER_DARK);
  kaiji_page_view_go_to (fixture->view, 4, NULL);
  load (fixture, "plain.pdf");
  kaiji_page_view_set_dark (fixture->view, FALSE);
  WAIT_UNTIL (get_corner (fixture) == 255);
}

/* Somebody else's small picture stands in until the page's own pixels come. */
static GdkTexture *
stand_in (int page, gpointer data)
{
  return page == 1 ? data : NULL;
}

static void
test_stand_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (400), 400);
  g_autoptr (GdkTexture) texture =
      gdk_memory_texture_new (10, 10, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes, 40);

  kaiji_page_view_set_stand_in (fixture->view, stand_in, texture);
  load (fixture, "labels.pdf");
  g_assert_true (kaiji_page_view_has_pixels (fixture->view, 1));
  g_assert_false (kaiji_page_view_is_sharp (fixture->view, 1));
  g_assert_false (kaiji_page_view_has_pixels (fixture->view, 5));
  WAIT_UNTIL (kaiji_page_view_is_sharp (fixture->view, 1));
}

/* How long the main loop is held, in time of the processor: other programs do not count. */
static double longest_ms;
static GArray *turns_ms;

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
turn_measured (int ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    {
      double before = now_ms (), held;
      gboolean did = g_main_context_iteration (NULL, FALSE);

      held = now_ms () - before;
      if (did)
        g_array_append_val (turns_ms, held);
      longest_ms = MAX (longest_ms, held);
      if (!did)
        g_usleep (500);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

static void
report (const char *what)
{
  double usual;

  g_array_sort (turns_ms, compare_doubles);
  usual = g_array_index (turns_ms, double, turns_ms->len * 99 / 100);
  g_test_message ("%s: longest %.1f ms, 99 %% within %.1f ms of %u turns", what, longest_ms, usual,
                  turns_ms->len);
  g_assert_cmpfloat (usual, <, 16);
  g_array_set_size (turns_ms, 0);
  longest_ms = 0;
}

/* Nothing holds the main loop: scrolling, jumping and zooming through 1,321 pages with their small
 * pictures and an outline of more than a thousand lines. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  static const char manual[] = "/usr/share/doc/texlive-doc/generic/pgf/pgfmanual.pdf";
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scroller));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *outline = kaiji_outline_view_new ();
  GtkWidget *small = gtk_scrolled_window_new ();
  GtkWidget *thumbnails = kaiji_thumbnail_view_new ();
  int n;

  if (!g_file_test (manual, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the manual of pgf is not installed");
      return;
    }
  turns_ms = g_array_new (FALSE, FALSE, sizeof (double));
  g_object_ref (fixture->scroller);
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_set_size_request (outline, 216, -1);
  gtk_widget_set_size_request (small, 216, -1);
  gtk_widget_set_hexpand (fixture->scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (small), thumbnails);
  gtk_box_append (GTK_BOX (box), outline);
  gtk_box_append (GTK_BOX (box), small);
  gtk_box_append (GTK_BOX (box), fixture->scroller);
  g_object_unref (fixture->scroller);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 900);
  load (fixture, manual);
  n = kaiji_pdf_document_get_n_pages (fixture->document);
  kaiji_outline_view_set_document (KAIJI_OUTLINE_VIEW (outline), fixture->document);
  kaiji_thumbnail_view_set_document (KAIJI_THUMBNAIL_VIEW (thumbnails), fixture->document);
  WAIT_UNTIL (fixture->n_drawn > 0);
  turn (300);
  for (int i = 0; i < 60; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 60);
      turn_measured (12);
    }
  report ("scrolling");
  for (int page = 50; page < n; page += 127)
    {
      kaiji_page_view_go_to (fixture->view, page, NULL);
      kaiji_outline_view_set_page (KAIJI_OUTLINE_VIEW (outline), page);
      kaiji_thumbnail_view_set_page (KAIJI_THUMBNAIL_VIEW (thumbnails), page);
      turn_measured (120);
    }
  report ("jumping");
  for (int i = 0; i < 30; i++)
    {
      kaiji_page_view_set_zoom_at (fixture->view, 0.6 + 0.05 * i, 200, 200);
      turn_measured (12);
    }
  report ("zooming");
  kaiji_page_view_set_spread (fixture->view, KAIJI_SPREAD_LEFT, TRUE);
  kaiji_page_view_set_dark (fixture->view, TRUE);
  turn_measured (300);
  report ("two dark pages");
  g_assert_cmpuint (kaiji_page_view_get_cached_bytes (fixture->view)
                        + kaiji_thumbnail_view_get_cached_bytes (KAIJI_THUMBNAIL_VIEW (thumbnails)),
                    <=, 40 * 1024 * 1024);
  kaiji_outline_view_set_document (KAIJI_OUTLINE_VIEW (outline), NULL);
  kaiji_thumbnail_view_set_document (KAIJI_THUMBNAIL_VIEW (thumbnails), NULL);
  g_clear_pointer (&turns_ms, g_array_unref);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/page-reading/downward-drag", test_downward_drag);
  ADD ("/page-reading/downward-keys", test_downward_keys);
  ADD ("/page-reading/across-keys", test_across_keys);
  ADD ("/page-reading/link-keys", test_link_keys);
  ADD ("/page-reading/link-pointer", test_link_pointer);
  ADD ("/page-reading/spread", test_spread);
  ADD ("/page-reading/jump-in-allocation", test_jump_in_allocation);
  ADD ("/page-reading/jump-moves-bars", test_jump_moves_bars);
  ADD ("/page-reading/rush", test_rush);
  ADD ("/page-reading/dark", test_dark);
  ADD ("/page-reading/stand-in", test_stand_in);
  ADD ("/page-reading/held", test_held);
#undef ADD
  return g_test_run ();
}
