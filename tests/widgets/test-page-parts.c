/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the page view that need no display: geometry, cache, selection, history. */

#include "widgets/page-cache.h"
#include "widgets/page-history.h"
#include "widgets/page-layout.h"
#include "widgets/page-paper.h"
#include "widgets/page-selection.h"

#define N_PAGES 1321

static KaijiPageLayout *
make_layout (int n)
{
  KaijiPageLayout *layout = kaiji_page_layout_new ();
  g_autofree double *sizes = g_new (double, 2 * n);

  for (int i = 0; i < n; i++)
    {
      sizes[2 * i] = i % 7 == 3 ? 842 : 595;
      sizes[2 * i + 1] = i % 7 == 3 ? 595 : 842;
    }
  kaiji_page_layout_set_pages (layout, sizes, n);
  kaiji_page_layout_set_viewport (layout, 800, 600);
  return layout;
}

static void
test_layout_column (void)
{
  g_autoptr (KaijiPageLayout) layout = make_layout (N_PAGES);
  int bottom = 0;

  kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_SCALE, 1.0);
  for (int page = 1; page <= N_PAGES; page++)
    {
      GdkRectangle rect = kaiji_page_layout_get_rect (layout, page);

      g_assert_cmpint (rect.y, >, bottom);
      g_assert_cmpint (rect.x, >=, 0);
      g_assert_cmpint (rect.x + rect.width, <=, kaiji_page_layout_get_width (layout));
      g_assert_cmpint (kaiji_page_layout_page_at (layout, rect.y), ==, page);
      g_assert_cmpint (kaiji_page_layout_page_at (layout, rect.y + rect.height - 1), ==, page);
      bottom = rect.y + rect.height;
    }
  g_assert_cmpint (kaiji_page_layout_get_height (layout), >, bottom);
}

static void
test_layout_range (void)
{
  g_autoptr (KaijiPageLayout) layout = make_layout (N_PAGES);
  int first, last;
  GdkRectangle rect;

  kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_SCALE, 0.2);
  g_assert_true (kaiji_page_layout_get_range (layout, 0, 600, &first, &last));
  g_assert_cmpint (first, ==, 1);
  for (int page = 1; page <= 20; page++)
    {
      rect = kaiji_page_layout_get_rect (layout, page);
      g_assert_true ((rect.y < 600) == (page <= last));
    }
  /* Only a gap in view: no page. */
  rect = kaiji_page_layout_get_rect (layout, 5);
  g_assert_false (kaiji_page_layout_get_range (layout, rect.y + rect.height + 1,
                                               rect.y + rect.height + 3, &first, &last));
  /* The last row of a page still counts. */
  g_assert_true (kaiji_page_layout_get_range (layout, rect.y + rect.height - 1,
                                              rect.y + rect.height + 3, &first, &last));
  g_assert_cmpint (first, ==, 5);
  g_assert_cmpint (last, ==, 5);
  kaiji_page_layout_set_pages (layout, NULL, 0);
  g_assert_false (kaiji_page_layout_get_range (layout, 0, 600, &first, &last));
  g_assert_cmpint (kaiji_page_layout_get_height (layout), ==, 0);
}

static void
test_layout_fit (void)
{
  g_autoptr (KaijiPageLayout) layout = make_layout (8);
  GdkRectangle rect;

  kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_FIT_WIDTH, 0);
  for (int page = 1; page <= 8; page++)
    g_assert_cmpint (kaiji_page_layout_get_rect (layout, page).width, ==, 800 - 36);
  g_assert_cmpint (kaiji_page_layout_get_width (layout), ==, 800);
  kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_FIT_PAGE, 0);
  for (int page = 1; page <= 8; page++)
    {
      rect = kaiji_page_layout_get_rect (layout, page);
      g_assert_cmpint (rect.height, <=, 600 - 24);
      g_assert_cmpint (rect.width, <=, 800 - 36);
    }
  /* Turned, upright pages lie. */
  kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_SCALE, 1);
  kaiji_page_layout_set_rotation (layout, 90);
  rect = kaiji_page_layout_get_rect (layout, 1);
  g_assert_cmpint (rect.width, ==, 842);
  g_assert_cmpint (rect.height, ==, 595);
}

static void
test_layout_anchor (void)
{
  g_autoptr (KaijiPageLayout) layout = make_layout (200);

  kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_SCALE, 1);
  for (double scale = 0.3; scale < 5; scale *= 1.3)
    for (int page = 1; page <= 200; page += 33)
      {
        GdkRectangle rect;
        KaijiPagePlace place;
        double x, y;

        kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_SCALE, 1);
        rect = kaiji_page_layout_get_rect (layout, page);
        place = kaiji_page_layout_locate (layout, rect.x + 100, rect.y + 200);
        g_assert_cmpint (place.page, ==, page);
        kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_SCALE, scale);
        kaiji_page_layout_position (layout, &place, &x, &y);
        rect = kaiji_page_layout_get_rect (layout, page);
        g_assert_cmpfloat_with_epsilon (x - rect.x, 100 * scale, 1);
        g_assert_cmpfloat_with_epsilon (y - rect.y, 200 * scale, 1);
      }
}

static void
test_layout_points (void)
{
  g_autoptr (KaijiPageLayout) layout = make_layout (4);
  KaijiRect place = { 50, 100, 150, 120 };

  for (int rotation = 0; rotation < 360; rotation += 90)
    {
      graphene_rect_t area;
      double x, y;
      GdkRectangle rect;

      kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_SCALE, 2);
      kaiji_page_layout_set_rotation (layout, rotation);
      area = kaiji_page_layout_from_page (layout, 2, &place);
      rect = kaiji_page_layout_get_rect (layout, 2);
      g_assert_cmpfloat (area.size.width * area.size.height, >, 0);
      g_assert_cmpfloat (area.origin.x, >=, rect.x);
      g_assert_cmpfloat (area.origin.y, >=, rect.y);
      kaiji_page_layout_to_page (layout, 2, area.origin.x + area.size.width / 2,
                                 area.origin.y + area.size.height / 2, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, 100, 0.01);
      g_assert_cmpfloat_with_epsilon (y, 110, 0.01);
    }
}

/* Which pages stand in one row, and on which side of the fold. */
static void
test_layout_spread (void)
{
  static const KaijiPageSpread spreads[] = { KAIJI_SPREAD_LEFT, KAIJI_SPREAD_RIGHT };

  for (guint i = 0; i < G_N_ELEMENTS (spreads); i++)
    for (gboolean cover = FALSE; cover <= TRUE; cover++)
      {
        g_autoptr (KaijiPageLayout) layout = make_layout (9);
        int bottom = 0;

        kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_FIT_WIDTH, 0);
        kaiji_page_layout_set_spread (layout, spreads[i], cover);
        g_assert_cmpint (kaiji_page_layout_get_width (layout), ==, 800);
        for (int page = 1; page <= 9; page++)
          {
            GdkRectangle rect = kaiji_page_layout_get_rect (layout, page);
            gboolean second = (page % 2 == 0) != cover;
            gboolean left = second == (spreads[i] == KAIJI_SPREAD_RIGHT);
            double x = rect.x + rect.width / 2.0, y = rect.y + rect.height / 2.0;
            int first, last;

            g_assert_true ((x < 400) == left);
            g_assert_cmpint (rect.x, >=, 18);
            g_assert_cmpint (rect.x + rect.width, <=, 800 - 18);
            g_assert_cmpint (kaiji_page_layout_page_at_point (layout, x, y), ==, page);
            kaiji_page_layout_get_row (layout, page, &first, &last);
            g_assert_cmpint (kaiji_page_layout_page_at (layout, y), ==, first);
            g_assert_cmpint (first, ==, second && page > 1 ? page - 1 : page);
            g_assert_cmpint (last, ==, MIN (first + (cover && first == 1 ? 0 : 1), 9));
            g_assert_cmpfloat (kaiji_page_layout_get_scale (layout, page), ==,
                               kaiji_page_layout_get_scale (layout, first));
            if (page == first)
              g_assert_cmpint (rect.y, >, bottom);
            bottom = MAX (bottom, rect.y + rect.height);
          }
        g_assert_true (kaiji_page_layout_get_range (
            layout, 0, kaiji_page_layout_get_height (layout), &(int){ 0 }, &(int){ 0 }));
      }
}

/* What is half in view counts with its neighbour; both pages fit where the page shall fit. */
static void
test_layout_spread_fit (void)
{
  g_autoptr (KaijiPageLayout) layout = make_layout (40);
  int first, last;
  KaijiPagePlace place;
  double x, y;

  kaiji_page_layout_set_spread (layout, KAIJI_SPREAD_RIGHT, TRUE);
  kaiji_page_layout_set_zoom (layout, KAIJI_ZOOM_FIT_PAGE, 0);
  for (int page = 2; page < 40; page += 2)
    {
      GdkRectangle one = kaiji_page_layout_get_rect (layout, page);
      GdkRectangle two = kaiji_page_layout_get_rect (layout, page + 1);

      g_assert_cmpint (one.x, >, two.x + two.width);
      g_assert_cmpint (one.x - two.x - two.width, <=, 4);
      g_assert_cmpint (MAX (one.height, two.height), <=, 600 - 24);
      g_assert_cmpint (one.x + one.width - two.x, <=, 800 - 36);
      g_assert_true (kaiji_page_layout_get_range (layout, one.y + one.height / 2.0,
                                                  one.y + one.height / 2.0 + 1, &first, &last));
      g_assert_cmpint (first, ==, page);
      g_assert_cmpint (last, ==, page + 1);
    }
  /* A place is the same place after all of it changed. */
  place = (KaijiPagePlace){ 17, 0.25, 0.75 };
  kaiji_page_layout_position (layout, &place, &x, &y);
  place = kaiji_page_layout_locate (layout, x, y);
  g_assert_cmpint (place.page, ==, 17);
  kaiji_page_layout_set_spread (layout, KAIJI_SPREAD_NONE, TRUE);
  kaiji_page_layout_position (layout, &place, &x, &y);
  place = kaiji_page_layout_locate (layout, x, y);
  g_assert_cmpint (place.page, ==, 17);
  g_assert_cmpfloat_with_epsilon (place.fx, 0.25, 0.01);
  g_assert_cmpfloat_with_epsilon (place.fy, 0.75, 0.01);
}

/* A document of one page has no other side. */
static void
test_layout_spread_one (void)
{
  g_autoptr (KaijiPageLayout) layout = make_layout (1);
  GdkRectangle rect;

  kaiji_page_layout_set_spread (layout, KAIJI_SPREAD_LEFT, TRUE);
  rect = kaiji_page_layout_get_rect (layout, 1);
  g_assert_cmpint (rect.x, ==, 18);
  g_assert_cmpint (rect.width, ==, 800 - 36);
}

static GdkTexture *
make_texture (int width, int height)
{
  g_autoptr (GBytes) bytes =
      g_bytes_new_take (g_malloc0 ((gsize) width * height * 4), (gsize) width * height * 4);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes,
                                 (gsize) width * 4);
}

static void
test_cache_bound (void)
{
  const gsize one = 100 * 100 * 4;
  g_autoptr (KaijiPageCache) cache = kaiji_page_cache_new (10 * one);
  g_autoptr (GdkTexture) texture = make_texture (100, 100);
  g_autoptr (GdkTexture) large = make_texture (400, 400);
  double scale;

  for (int page = 1; page <= N_PAGES; page++)
    {
      kaiji_page_cache_insert (cache, page, texture, 1.5, 0, page, page);
      g_assert_cmpuint (kaiji_page_cache_get_bytes (cache), <=, 10 * one);
    }
  g_assert_cmpuint (kaiji_page_cache_get_n_pages (cache), ==, 10);
  g_assert_null (kaiji_page_cache_lookup (cache, 1, 0, NULL));
  g_assert_true (kaiji_page_cache_lookup (cache, N_PAGES, 0, &scale) == texture);
  g_assert_cmpfloat (scale, ==, 1.5);
  g_assert_null (kaiji_page_cache_lookup (cache, N_PAGES, 90, NULL));
  /* What was used last stays longer. */
  kaiji_page_cache_lookup (cache, N_PAGES - 9, 0, NULL);
  kaiji_page_cache_insert (cache, 1, texture, 1, 0, 1, 1);
  g_assert_nonnull (kaiji_page_cache_lookup (cache, N_PAGES - 9, 0, NULL));
  g_assert_null (kaiji_page_cache_lookup (cache, N_PAGES - 8, 0, NULL));
  /* What is on the screen is not dropped for what comes, however large. */
  kaiji_page_cache_insert (cache, 2, large, 4, 0, 1, 2);
  g_assert_nonnull (kaiji_page_cache_lookup (cache, 1, 0, NULL));
  g_assert_cmpuint (kaiji_page_cache_get_n_pages (cache), ==, 2);
  kaiji_page_cache_clear (cache);
  g_assert_cmpuint (kaiji_page_cache_get_bytes (cache), ==, 0);
}

/* What may still be shown is no longer what is wanted. */
static void
test_cache_outdate (void)
{
  g_autoptr (KaijiPageCache) cache = kaiji_page_cache_new (1 << 20);
  g_autoptr (GdkTexture) texture = make_texture (10, 10);
  double scale = 1;

  kaiji_page_cache_insert (cache, 1, texture, 1.5, 0, 1, 1);
  kaiji_page_cache_outdate (cache);
  g_assert_true (kaiji_page_cache_lookup (cache, 1, 0, &scale) == texture);
  g_assert_cmpfloat (scale, ==, 0);
}

/* Light and dark change places, hues stay: blue letters become light blue, never yellow. */
static void
test_paper (void)
{
  static const guint8 colours[] = { 255, 255, 255, 255, 0, 0, 0,   255, /* white, black */
                                    255, 0,   0,   255, 0, 0, 255, 255, /* blue, red */
                                    0,   255, 255, 255 };               /* yellow */
  g_autoptr (GBytes) light = g_bytes_new_static (colours, sizeof colours);
  g_autoptr (GBytes) dark = kaiji_page_paper_darken (light);
  const guint8 *pixel = g_bytes_get_data (dark, NULL);

  for (int i = 0; i < 3; i++)
    {
      g_assert_cmpint (pixel[i], ==, KAIJI_PAPER_DARK);
      g_assert_cmpint (pixel[4 + i], ==, KAIJI_PAPER_LIGHT);
    }
  g_assert_cmpint (pixel[3], ==, 255);
  g_assert_cmpint (pixel[8], >, pixel[9]);
  g_assert_cmpint (pixel[9], >, 150);
  g_assert_cmpint (pixel[9], ==, pixel[10]);
  g_assert_cmpint (pixel[14], >, pixel[13]);
  g_assert_cmpint (pixel[14], >, pixel[12]);
  g_assert_cmpint (pixel[18], ==, pixel[17]);
  g_assert_cmpint (pixel[18], >, pixel[16]);
  g_assert_cmpint (pixel[18], <, 90);
}

static void
test_selection_pages (void)
{
  KaijiPageSelection forward = { { 3, 10 }, { 5, 4 } };
  KaijiPageSelection backward = { { 5, 4 }, { 3, 10 } };
  KaijiPageSelection *both[] = { &forward, &backward };
  KaijiPageSelection none = { { 3, 10 }, { 3, 10 } };
  KaijiPageSelection to_next = { { 3, 10 }, { 4, 0 } };
  guint start, end;
  int first, last;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      kaiji_page_selection_get_pages (both[i], &first, &last);
      g_assert_cmpint (first, ==, 3);
      g_assert_cmpint (last, ==, 5);
      g_assert_true (kaiji_page_selection_get_range (both[i], 3, 50, &start, &end));
      g_assert_cmpuint (start, ==, 10);
      g_assert_cmpuint (end, ==, 50);
      g_assert_true (kaiji_page_selection_get_range (both[i], 4, 20, &start, &end));
      g_assert_cmpuint (start, ==, 0);
      g_assert_cmpuint (end, ==, 20);
      g_assert_true (kaiji_page_selection_get_range (both[i], 5, 20, &start, &end));
      g_assert_cmpuint (end, ==, 4);
      g_assert_false (kaiji_page_selection_get_range (both[i], 6, 20, &start, &end));
      /* A page that turned out to be shorter. */
      g_assert_false (kaiji_page_selection_get_range (both[i], 3, 5, &start, &end));
    }
  g_assert_true (kaiji_page_selection_is_empty (&none));
  kaiji_page_selection_get_pages (&to_next, &first, &last);
  g_assert_cmpint (last, ==, 3);
}

static void
test_selection_units (void)
{
  const char *text = "第5条 security policy\n次の行";
  guint start, end;

  kaiji_page_selection_word (text, 6, &start, &end);
  g_assert_cmpuint (start, ==, 4);
  g_assert_cmpuint (end, ==, 12);
  kaiji_page_selection_line (text, 6, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 19);
  kaiji_page_selection_line (text, 21, &start, &end);
  g_assert_cmpuint (start, ==, 20);
  g_assert_cmpuint (end, ==, 23);
}

static void
test_selection_tidy (void)
{
  static const struct
  {
    const char *text;
    guint max;
    const char *tidy;
  } cases[] = {
    { "当社は、最高情報\nセキュリティ責任者", 100, "当社は、最高情報セキュリティ責任者" },
    { "a long\nline  of\twords ", 100, "a long line of words" },
    { "CISO\nを置き", 100, "CISOを置き" },
    { "一二三四五", 3, "一二三…" },
    { " \n ", 10, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tidy = kaiji_page_selection_tidy (cases[i].text, cases[i].max);
      g_assert_cmpstr (tidy, ==, cases[i].tidy);
    }
}

static void
test_history (void)
{
  g_autoptr (KaijiPageHistory) history = kaiji_page_history_new ();
  KaijiPagePlace one = { 1, 0, 0 }, nine = { 9, 0, 0.5 }, three = { 3, 0, 0 };
  const KaijiPageVisit *visit;

  g_assert_false (kaiji_page_history_can_go (history, -1));
  kaiji_page_history_leave (history, "E1", &one);
  kaiji_page_history_leave (history, "E2", &nine);
  visit = kaiji_page_history_go (history, -1, "E1", &three);
  g_assert_cmpstr (visit->document, ==, "E2");
  g_assert_cmpint (visit->place.page, ==, 9);
  g_assert_true (kaiji_page_history_can_go (history, 1));
  visit = kaiji_page_history_go (history, 1, "E2", &nine);
  g_assert_cmpstr (visit->document, ==, "E1");
  g_assert_cmpint (visit->place.page, ==, 3);
  /* A jump forgets what lay ahead. */
  kaiji_page_history_go (history, -1, "E1", &three);
  kaiji_page_history_leave (history, "E2", &nine);
  g_assert_false (kaiji_page_history_can_go (history, 1));
  kaiji_page_history_forget (history, "E2");
  visit = kaiji_page_history_go (history, -1, NULL, &one);
  g_assert_cmpstr (visit->document, ==, "E1");
  g_assert_null (kaiji_page_history_go (history, -1, NULL, &one));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-layout/column", test_layout_column);
  g_test_add_func ("/page-layout/range", test_layout_range);
  g_test_add_func ("/page-layout/fit", test_layout_fit);
  g_test_add_func ("/page-layout/anchor", test_layout_anchor);
  g_test_add_func ("/page-layout/points", test_layout_points);
  g_test_add_func ("/page-layout/spread", test_layout_spread);
  g_test_add_func ("/page-layout/spread-one", test_layout_spread_one);
  g_test_add_func ("/page-layout/spread-fit", test_layout_spread_fit);
  g_test_add_func ("/page-cache/bound", test_cache_bound);
  g_test_add_func ("/page-cache/outdate", test_cache_outdate);
  g_test_add_func ("/page-paper/darken", test_paper);
  g_test_add_func ("/page-selection/pages", test_selection_pages);
  g_test_add_func ("/page-selection/units", test_selection_units);
  g_test_add_func ("/page-selection/tidy", test_selection_tidy);
  g_test_add_func ("/page-history/walk", test_history);
  return g_test_run ();
}
