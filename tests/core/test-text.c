/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: normal form, folded form with its map, counting. */
#include "core/text.h"

#include <locale.h>

static void
test_normalize (void)
{
  g_autofree char *none = kaiji_text_normalize ("  実施なし　\n");
  g_autofree char *width = kaiji_text_normalize ("ＡＢＣ　　１２ｶﾞ");
  g_autofree char *compatibility = kaiji_text_normalize ("\xE2\xBC\xA0"); /* U+2F20 */

  g_assert_cmpstr (none, ==, "実施なし");
  g_assert_cmpstr (width, ==, "ABC 12ガ");
  g_assert_cmpstr (compatibility, ==, "士");
}

static void
test_fold (void)
{
  static const char *const same[][2] = {
    { "カブシキ", "ｶﾌﾞｼｷ" },     { "サーバー", "サーバ" },   { "ＡＢＣ", "abc" },
    { "監\n視", "監視" },        { "かぶしき", "カブシキ" }, { "パスワード", "ﾊﾟｽﾜｰﾄﾞ" },
    { "ユーザ ID", "ユーザID" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *a = kaiji_text_fold (same[i][0]);
      g_autofree char *b = kaiji_text_fold (same[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
}

static void
test_fold_map (void)
{
  g_autofree guint *map = NULL;
  g_autofree char *folded = kaiji_text_fold_map ("aｶﾌﾞ\n㍿b", &map);
  static const guint expected[] = { 0, 1, 2, 5, 5, 5, 5, 6, 7 };

  g_assert_cmpstr (folded, ==, "aカブ株式会社b");
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (map[i], ==, expected[i]);
}

static void
test_count (void)
{
  g_assert_cmpuint (kaiji_text_count (""), ==, 0);
  g_assert_cmpuint (kaiji_text_count ("\xF0\xA1\x8C\xB6\xE2\xBC\xA0\n字"), ==, 3);
  g_assert_cmpuint (kaiji_text_count ("葛\xF3\xA0\x84\x80飾"), ==, 2);
}

static void
test_japanese (void)
{
  g_assert_true (kaiji_text_has_japanese ("ABC あ"));
  g_assert_true (kaiji_text_has_japanese ("\xF0\xA1\x8C\xB6"));
  g_assert_false (kaiji_text_has_japanese ("SLA 99.9%"));
  g_assert_true (kaiji_text_is_blank (" \n　"));
  g_assert_true (kaiji_text_is_blank (NULL));
  g_assert_false (kaiji_text_is_blank (" x"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/normalize", test_normalize);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/fold-map", test_fold_map);
  g_test_add_func ("/core/text/count", test_count);
  g_test_add_func ("/core/text/japanese", test_japanese);
  return g_test_run ();
}
