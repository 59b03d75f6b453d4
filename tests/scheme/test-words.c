/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What answers say, in the words of the pack of 医療情報. */
#include <string.h>

#include "scheme/scheme.h"

static KaijiScheme *
load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", "iryo", "2022-04-01.json", NULL);
  KaijiScheme *scheme = kaiji_scheme_load_file (path, &error);

  g_assert_no_error (error);
  return scheme;
}

static void
test_classify (void)
{
  static const struct
  {
    const char *id;
    const char *text;
    KaijiAnswerClass class;
  } rows[] = {
    { "iryo.022.1", NULL, KAIJI_ANSWER_UNSET },
    { "iryo.022.1", "", KAIJI_ANSWER_UNSET },
    { "iryo.022.1", " 　\n", KAIJI_ANSWER_UNSET },
    { "iryo.022.1", "有り", KAIJI_ANSWER_YES },
    { "iryo.022.1", "有り、CISO 見本太郎", KAIJI_ANSWER_YES },
    { "iryo.022.1", "あり（CISO）", KAIJI_ANSWER_YES },
    { "iryo.022.1", "有　責任者", KAIJI_ANSWER_YES },
    { "iryo.022.1", "YES", KAIJI_ANSWER_YES },
    { "iryo.022.1", "Ｙｅｓ", KAIJI_ANSWER_YES },
    { "iryo.022.1", "yesterday", KAIJI_ANSWER_OTHER },
    { "iryo.022.1", "有りません", KAIJI_ANSWER_OTHER },
    { "iryo.022.1", "有害", KAIJI_ANSWER_OTHER },
    { "iryo.022.1", "無し", KAIJI_ANSWER_NONE },
    { "iryo.022.1", " 無し\n", KAIJI_ANSWER_NONE },
    { "iryo.022.1", "なし", KAIJI_ANSWER_NONE },
    { "iryo.022.1", "ナシ", KAIJI_ANSWER_OTHER },
    { "iryo.022.1", "実施なし", KAIJI_ANSWER_NONE },
    { "iryo.022.1", "該当なし", KAIJI_ANSWER_NONE },
    { "iryo.022.1", "開示なし", KAIJI_ANSWER_UNDISCLOSED },
    { "iryo.022.1", "無し、今後定めます", KAIJI_ANSWER_NO },
    { "iryo.022.1", "無し(来年度に設置予定)", KAIJI_ANSWER_NO },
    { "iryo.022.1", "実施なし、代わりに監査を受けています", KAIJI_ANSWER_NO },
    { "iryo.022.1", "実施なしではありません", KAIJI_ANSWER_OTHER },
    { "iryo.022.1", "責任者は開示なし", KAIJI_ANSWER_OTHER },
    { "iryo.022.1", "特別な対策はなし", KAIJI_ANSWER_OTHER },
    { "iryo.046.2", "特になし", KAIJI_ANSWER_OTHER },
    { "iryo.022.1", "導入予定", KAIJI_ANSWER_TENTATIVE },
    { "iryo.022.1", "検討中です", KAIJI_ANSWER_TENTATIVE },
    { "iryo.022.1", "現在検討中（2027年度）", KAIJI_ANSWER_TENTATIVE },
    { "iryo.022.1", "責任者を置き、来年増員の予定", KAIJI_ANSWER_OTHER },
    { "iryo.022.1", "有り、増員予定", KAIJI_ANSWER_YES },
    { "iryo.038.1", "3ヶ月前", KAIJI_ANSWER_OTHER },
    { "iryo.038.1", "なし", KAIJI_ANSWER_NONE },
    { "iryo.038.1", "検討中", KAIJI_ANSWER_TENTATIVE },
    { "iryo.036.1", "計画停止の予定日を除く24時間", KAIJI_ANSWER_OTHER },
    { "iryo.033.2", "なし", KAIJI_ANSWER_NONE },
  };
  g_autoptr (KaijiScheme) scheme = load ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, rows[i].id);

      g_test_message ("%s", rows[i].text ? rows[i].text : "(null)");
      g_assert_cmpint (kaiji_scheme_classify (scheme, prompt, rows[i].text), ==, rows[i].class);
    }
}

static void
test_reads (void)
{
  static const struct
  {
    const char *text;
    gboolean yes;
    gboolean no;
  } rows[] = {
    { NULL, FALSE, FALSE },
    { "", FALSE, FALSE },
    { "有り", TRUE, FALSE },
    { "はい", TRUE, FALSE },
    { "true", TRUE, FALSE },
    { "yes", TRUE, FALSE },
    { "無し", FALSE, TRUE },
    { "いいえ", FALSE, TRUE },
    { "no", FALSE, TRUE },
    { "実施なし", FALSE, TRUE },
    { "無し、直販のみ", FALSE, TRUE },
    { "開示なし", FALSE, FALSE },
    { "検討中", FALSE, FALSE },
    { "northern", FALSE, FALSE },
  };
  g_autoptr (KaijiScheme) scheme = load ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text ? rows[i].text : "(null)");
      g_assert_true (kaiji_scheme_reads_yes (scheme, rows[i].text) == rows[i].yes);
      g_assert_true (kaiji_scheme_reads_no (scheme, rows[i].text) == rows[i].no);
    }
}

static void
test_split (void)
{
  static const struct
  {
    const char *id;
    const char *text;
    int index;
    const char *word;
    const char *detail;
  } rows[] = {
    { "iryo.022.1", "有り、CISO 見本太郎", 0, "有り", "CISO 見本太郎" },
    { "iryo.022.1", "有り", 0, "有り", "" },
    { "iryo.022.1", "  有り ： 𡌶田", 0, "  有り", "𡌶田" },
    { "iryo.022.1", "あり　規程による", 0, "あり", "規程による" },
    { "iryo.022.1", "有り(24時間)", 0, "有り", "(24時間)" },
    { "iryo.022.1", "無し", 1, "無し", "" },
    { "iryo.022.1", "なし、直販のみ", 1, "なし", "直販のみ" },
    { "iryo.022.1", "実施なし", 2, "実施なし", "" },
    { "iryo.022.1", "開示なし。契約者に開示", 3, "開示なし", "契約者に開示" },
    { "iryo.022.1", "有りません", -1, "", NULL },
    { "iryo.022.1", "", -1, "", NULL },
    { "iryo.088.1", "専用", 0, "専用", "" },
    { "iryo.088.1", "専用ではない", 1, "専用ではない", "" },
    { "iryo.088.1", "専用でない", -1, "", NULL },
    { "iryo.016.1", "いずれでもない、税理士の確認", 3, "いずれでもない", "税理士の確認" },
    { "A.kind", "更新", 1, "更新", "" },
    { "A.revoked", "いいえ", 1, "いいえ", "" },
    { "A.mark_declaration", "有り、自己点検表による", 0, "有り", "自己点検表による" },
    { "A.provider_name", "有り", -1, "", NULL },
  };
  g_autoptr (KaijiScheme) scheme = load ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, rows[i].id);
      gsize word = 99;
      gsize detail = 99;
      int index = kaiji_scheme_split_choice (scheme, prompt, rows[i].text, &word, &detail);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (index, ==, rows[i].index);
      g_assert_cmpuint (word, ==, strlen (rows[i].word));
      g_assert_true (strncmp (rows[i].text, rows[i].word, word) == 0);
      if (rows[i].detail)
        g_assert_cmpstr (rows[i].text + detail, ==, rows[i].detail);
      else
        g_assert_cmpuint (detail, ==, 0);
      g_assert_cmpint (kaiji_scheme_split_choice (scheme, prompt, rows[i].text, NULL, NULL), ==,
                       index);
    }
}

static void
test_choices (void)
{
  static const char *const detail[] = { "有り", "無し", "実施なし", "開示なし", NULL };
  static const char *const plain[] = { "有り", "無し", NULL };
  g_autoptr (KaijiScheme) scheme = load ();

  g_assert_cmpstrv (
      kaiji_scheme_get_choices (scheme, kaiji_scheme_lookup_prompt (scheme, "iryo.022.1")), detail);
  g_assert_cmpstrv (
      kaiji_scheme_get_choices (scheme, kaiji_scheme_lookup_prompt (scheme, "A.revoked")), plain);
  g_assert_null (
      kaiji_scheme_get_choices (scheme, kaiji_scheme_lookup_prompt (scheme, "A.provider_name")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme/words/classify", test_classify);
  g_test_add_func ("/scheme/words/reads", test_reads);
  g_test_add_func ("/scheme/words/split", test_split);
  g_test_add_func ("/scheme/words/choices", test_choices);
  return g_test_run ();
}
