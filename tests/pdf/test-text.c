/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding and choosing in the text of a page, with text and rectangles made here. */
#include "pdf/client.h"

#include <locale.h>

/* Characters 10 points wide and 12 high, lines 20 apart; a line end has no width. */
static KaijiPdfText *
make_text (const char *content)
{
  KaijiPdfText *text = g_new (KaijiPdfText, 1);
  double x = 0, y = 0;

  text->text = g_strdup (content);
  text->n_rects = (guint) g_utf8_strlen (content, -1);
  text->rects = g_new0 (KaijiRect, text->n_rects);
  for (guint i = 0; i < text->n_rects; i++)
    {
      const gunichar character = g_utf8_get_char (g_utf8_offset_to_pointer (content, i));
      const double width = character == '\n' ? 0 : 10;

      text->rects[i] = (KaijiRect){ x, y, x + width, y + 12 };
      x += width;
      if (character == '\n')
        {
          x = 0;
          y += 20;
        }
    }
  return text;
}

static void
assert_rect (const KaijiRect *rect, double x1, double y1, double x2, double y2)
{
  g_assert_cmpfloat_with_epsilon (rect->x1, x1, 0.01);
  g_assert_cmpfloat_with_epsilon (rect->y1, y1, 0.01);
  g_assert_cmpfloat_with_epsilon (rect->x2, x2, 0.01);
  g_assert_cmpfloat_with_epsilon (rect->y2, y2, 0.01);
}

static void
test_find (void)
{
  g_autoptr (KaijiPdfText) text = make_text ("死活監視\nとABC 1");
  g_autoptr (GPtrArray) hits = kaiji_pdf_text_find (text, 3, "監視");
  KaijiPdfHit *hit;

  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpint (hit->page, ==, 3);
  g_assert_cmpstr (hit->text, ==, "監視");
  g_assert_cmpuint (hit->n_rects, ==, 1);
  assert_rect (&hit->rects[0], 20, 0, 40, 12);
}

static void
test_find_folded (void)
{
  g_autoptr (KaijiPdfText) text = make_text ("ｶﾌﾞｼｷ会社 ＡＢＣ　１２ カブシキ");
  g_autoptr (GPtrArray) kana = kaiji_pdf_text_find (text, 1, "カブシキ");
  g_autoptr (GPtrArray) latin = kaiji_pdf_text_find (text, 1, "abc12");
  g_autoptr (GPtrArray) none = kaiji_pdf_text_find (text, 1, "abd");
  KaijiPdfHit *hit;

  g_assert_cmpuint (kana->len, ==, 2);
  hit = g_ptr_array_index (kana, 0);
  g_assert_cmpstr (hit->text, ==, "ｶﾌﾞｼｷ");
  g_assert_cmpuint (latin->len, ==, 1);
  hit = g_ptr_array_index (latin, 0);
  g_assert_cmpstr (hit->text, ==, "ＡＢＣ　１２");
  g_assert_cmpuint (none->len, ==, 0);
}

/* What stands over a line's end is found, with a rectangle on each line. */
static void
test_find_across_lines (void)
{
  g_autoptr (KaijiPdfText) text = make_text ("死活監\n視の間隔");
  g_autoptr (GPtrArray) hits = kaiji_pdf_text_find (text, 1, "監 視");
  KaijiPdfHit *hit;

  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->text, ==, "監\n視");
  g_assert_cmpuint (hit->n_rects, ==, 2);
  assert_rect (&hit->rects[0], 20, 0, 30, 12);
  assert_rect (&hit->rects[1], 0, 20, 10, 32);
}

static void
test_find_nothing (void)
{
  g_autoptr (KaijiPdfText) text = make_text ("ab");
  g_autoptr (KaijiPdfText) scan = make_text ("");
  g_autoptr (GPtrArray) blank = kaiji_pdf_text_find (text, 1, " \n");
  g_autoptr (GPtrArray) empty = kaiji_pdf_text_find (text, 1, "");
  g_autoptr (GPtrArray) longer = kaiji_pdf_text_find (text, 1, "abc");
  g_autoptr (GPtrArray) in_scan = kaiji_pdf_text_find (scan, 1, "a");

  g_assert_cmpuint (blank->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (longer->len, ==, 0);
  g_assert_cmpuint (in_scan->len, ==, 0);
}

static void
test_find_repeated (void)
{
  g_autoptr (KaijiPdfText) text = make_text ("aaaa a");
  g_autoptr (GPtrArray) hits = kaiji_pdf_text_find (text, 1, "aa");

  /* One after the other, not overlapping: the last reaches over the space. */
  g_assert_cmpuint (hits->len, ==, 2);
}

static void
test_range (void)
{
  g_autoptr (KaijiPdfText) text = make_text ("abc\ndef");
  g_autofree KaijiRect *rects = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *beyond = NULL;
  g_autofree char *nothing = NULL;
  guint n_rects = 0;

  middle = kaiji_pdf_text_get_range (text, 1, 6, &rects, &n_rects);
  g_assert_cmpstr (middle, ==, "bc\nde");
  g_assert_cmpuint (n_rects, ==, 2);
  assert_rect (&rects[0], 10, 0, 30, 12);
  assert_rect (&rects[1], 0, 20, 20, 32);
  beyond = kaiji_pdf_text_get_range (text, 5, 99, NULL, NULL);
  g_assert_cmpstr (beyond, ==, "ef");
  nothing = kaiji_pdf_text_get_range (text, 3, 2, NULL, NULL);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_nearest (void)
{
  g_autoptr (KaijiPdfText) text = make_text ("abc\ndef");
  g_autoptr (KaijiPdfText) scan = make_text ("");

  g_assert_cmpuint (kaiji_pdf_text_nearest (text, 15, 6), ==, 1);
  g_assert_cmpuint (kaiji_pdf_text_nearest (text, 500, 25), ==, 6);
  g_assert_cmpuint (kaiji_pdf_text_nearest (text, -5, -5), ==, 0);
  g_assert_cmpuint (kaiji_pdf_text_nearest (text, 5, 900), ==, 4);
  g_assert_cmpuint (kaiji_pdf_text_nearest (scan, 1, 1), ==, 0);
}

/* Columns of ten points, from right to left; the lines come in the order that is given. */
static KaijiPdfText *
make_columns (const char *const *lines, const int (*places)[2])
{
  g_autofree char *content = g_strjoinv ("\n", (char **) lines);
  KaijiPdfText *text = make_text (content);
  guint at = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint n = (guint) g_utf8_strlen (lines[i], -1);
      double x = places[i][0], y = places[i][1];

      for (guint j = 0; j < n; j++, y += 10)
        text->rects[at + j] = (KaijiRect){ x, y, x + 10, y + 10 };
      if (at + n < text->n_rects)
        text->rects[at + n] = (KaijiRect){ x + 10, y, x + 10, y };
      at += n + 1;
    }
  return text;
}

static void
test_columns (void)
{
  static const char *const lines[] = { "二行目です", "置く。", "第一条", "責任者︑﹁", "十", NULL };
  static const int places[][2] = { { 80, 0 }, { 100, 200 }, { 100, 0 }, { 100, 40 }, { 80, 200 } };
  g_autoptr (KaijiPdfText) text = make_columns (lines, places);
  g_autofree char *part = NULL;
  g_autofree KaijiRect *rects = NULL;
  guint n = 0;

  kaiji_pdf_text_arrange (text);
  g_assert_cmpstr (text->text, ==, "第一条　責任者、「\n二行目です\n置く。\n十");
  g_assert_cmpuint (text->n_rects, ==, g_utf8_strlen (text->text, -1));
  g_assert_true (kaiji_pdf_text_is_downward (text, 0));
  g_assert_true (kaiji_pdf_text_is_downward (text, 7));
  /* One rectangle a column, the gap in it too. */
  part = kaiji_pdf_text_get_range (text, 1, 12, &rects, &n);
  g_assert_cmpstr (part, ==, "一条　責任者、「\n二行");
  g_assert_cmpuint (n, ==, 2);
  assert_rect (&rects[0], 100, 10, 110, 90);
  assert_rect (&rects[1], 80, 0, 90, 20);
  /* Between two columns the nearer one counts, not the one whose character is level. */
  g_assert_cmpuint (kaiji_pdf_text_nearest (text, 92, 68), ==, 14);
  g_assert_cmpuint (kaiji_pdf_text_nearest (text, 98, 68), ==, 6);
}

/* What is read from left to right stays as it is, one character a line too. */
static void
test_columns_none (void)
{
  static const char *const contents[] = { "abc def\nghi", "一\n二\n三", "", "表の 中\n12 34\nx" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (KaijiPdfText) text = make_text (contents[i]);
      kaiji_pdf_text_arrange (text);
      g_assert_cmpstr (text->text, ==, contents[i]);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/text/find", test_find);
  g_test_add_func ("/pdf/text/find-folded", test_find_folded);
  g_test_add_func ("/pdf/text/find-across-lines", test_find_across_lines);
  g_test_add_func ("/pdf/text/find-nothing", test_find_nothing);
  g_test_add_func ("/pdf/text/find-repeated", test_find_repeated);
  g_test_add_func ("/pdf/text/range", test_range);
  g_test_add_func ("/pdf/text/nearest", test_nearest);
  g_test_add_func ("/pdf/text/columns", test_columns);
  g_test_add_func ("/pdf/text/columns-none", test_columns_none);
  return g_test_run ();
}
