/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names broken into lines: sizes, balance, where a line may end, nothing lost. */
#include "render/letters.h"

#include <locale.h>
#include <string.h>

static cairo_t *
make_context (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 8, 8);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

static const KaijiLetters serif = { "Noto Serif CJK JP", TRUE, 12.2, 0, { 0, 0, 0 },
                                    KAIJI_ANCHOR_MIDDLE };
static const KaijiFit service = { 142, 12.2, 7, 2 };

static char **
fit (const char *text, double *size)
{
  cairo_t *cr = make_context ();
  char **lines = kaiji_letters_fit (cr, &serif, &service, text, size);
  KaijiLetters set = serif;

  set.size_mm = *size;
  for (guint i = 0; lines[i]; i++)
    g_assert_cmpfloat (kaiji_letters_measure (cr, &set, lines[i]), <=, service.width_mm + 0.01);
  cairo_destroy (cr);
  return lines;
}

static void
test_one_line (void)
{
  double size;
  g_auto (GStrv) lines = fit ("みほんカルテ クラウド", &size);

  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_cmpfloat (size, ==, 12.2);
}

static void
test_two_lines (void)
{
  double size;
  g_auto (GStrv) lines = fit ("みほん電子カルテ Cloud Medical Platform", &size);

  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpfloat (size, ==, 12.2);
  /* Latin words are not cut. */
  g_assert_true (g_str_has_suffix (lines[1], "Platform"));
  g_assert_null (strstr (lines[0], "Platf"));
}

static void
test_word_boundary (void)
{
  double size;
  g_auto (GStrv) lines = fit ("株式会社サンプルクラウドソリューションズ東日本支社事業本部", &size);

  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_true (g_str_has_prefix (lines[1], "東日本"));
}

static void
test_sixty (void)
{
  double size;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *joined = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (text, i % 7 == 3 ? "\xF0\xA1\x8C\xB6" : "医");
  lines = fit (text->str, &size);
  joined = g_strjoinv ("", lines);
  g_assert_cmpstr (joined, ==, text->str);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpfloat (size, >=, 6.9);
}

static void
test_unbreakable (void)
{
  double size;
  g_auto (GStrv) lines =
      fit ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &size);

  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_cmpfloat (size, <, 7);
}

static void
test_family (void)
{
  g_assert_true (kaiji_letters_family_is_there ("Noto Serif CJK JP"));
  g_assert_false (kaiji_letters_family_is_there ("No Such Mincho"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/letters/one-line", test_one_line);
  g_test_add_func ("/render/letters/two-lines", test_two_lines);
  g_test_add_func ("/render/letters/word-boundary", test_word_boundary);
  g_test_add_func ("/render/letters/sixty", test_sixty);
  g_test_add_func ("/render/letters/unbreakable", test_unbreakable);
  g_test_add_func ("/render/letters/family", test_family);
  return g_test_run ();
}
