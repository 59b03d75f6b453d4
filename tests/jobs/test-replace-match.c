/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a cited place stands in a newer version: texts in, proposals out. */
#include "jobs/replace-match.h"

#include <string.h>

#define EDUCATION \
  "部門責任者は、すべての従業者に対し、採用時及び毎年1回以上、情報セキュリティ教育を実施しなけれ" \
  "ばならない。"
#define TRAINING \
  "CISOは、標的型攻撃メールへの対応訓練を年2回以上実施し、結果を情報セキュリティ委員会に報告する" \
  "。"
#define LEAVING \
  "部門責任者は、従業者の退職に際し、貸与した機器及び媒体を回収し、利用権限を当日中に削除する。"
#define ACCESS "利用者の識別子は一人に一つとし、共用してはならない。パスワードは12文字以上とする。"
#define LOGS "操作の記録は、改ざんできない場所に3年間保管し、毎月1回、管理者が内容を点検する。"
#define BACKUP "電子的な記録は、毎日1回、遠隔地の保管庫に複製する。復元の試験を年1回行う。"
#define BOILERPLATE "この規程に定めのない事項は、委員会が別に定める。"

typedef struct
{
  KaijiReplaceText *older;
  KaijiReplaceText *newer;
  KaijiReplaceMatcher *matcher;
  GArray *matches;
  KaijiFound found;
} Case;

static const char *const first_version[] = {
  "サンプル規程 第4版\n第1章 総則\nこの規程は、情報の取扱いを定める。\n" BOILERPLATE "\n1",
  "サンプル規程 第4版\n第4章 従業者の管理\n(教育)\n" EDUCATION "\n(訓練)\n" TRAINING
  "\n(退職)\n" LEAVING "\n" BOILERPLATE "\n2",
  "サンプル規程 第4版\n第5章 アクセス制御\n" ACCESS "\n" LOGS "\n" BOILERPLATE "\n3",
  "サンプル規程 第4版\n第6章 複製\n" BACKUP "\n" BOILERPLATE "\n4",
};

static Case *
compare (const char *const *older,
         guint n_older,
         const char *const *newer,
         guint n_newer,
         const KaijiReplacePlace *place)
{
  Case *self = g_new0 (Case, 1);

  self->older = kaiji_replace_text_new (older, NULL, n_older);
  self->newer = kaiji_replace_text_new (newer, NULL, n_newer);
  self->matcher = kaiji_replace_matcher_new (self->older, self->newer);
  self->found = kaiji_replace_matcher_find (self->matcher, place, &self->matches);
  return self;
}

static void
case_free (Case *self)
{
  g_array_unref (self->matches);
  kaiji_replace_matcher_free (self->matcher);
  kaiji_replace_text_free (self->older);
  kaiji_replace_text_free (self->newer);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

#define COMPARE(newer, ...) \
  compare (first_version, G_N_ELEMENTS (first_version), newer, G_N_ELEMENTS (newer), \
           &(KaijiReplacePlace){ __VA_ARGS__ })
#define QUOTE(number, words) .page = number, .last_page = number, .quote = words, .start = G_MAXUINT
#define PAGES(first, last) .page = first, .last_page = last, .start = G_MAXUINT

static const KaijiReplaceMatch *
get (Case *self, guint index)
{
  g_assert_cmpuint (self->matches->len, >, index);
  return &g_array_index (self->matches, KaijiReplaceMatch, index);
}

static void
check (Case *self, KaijiFound found, int page, const char *words)
{
  g_assert_cmpstr (kaiji_found_to_string (self->found), ==, kaiji_found_to_string (found));
  if (page > 0)
    g_assert_cmpint (get (self, 0)->page, ==, page);
  if (words)
    {
      g_autofree char *said = kaiji_replace_match_dup_words (self->newer, get (self, 0));
      g_assert_cmpstr (said, ==, words);
    }
}

/* ---- quotes ---- */

static void
test_same (void)
{
  g_autoptr (Case) quote = COMPARE (first_version, QUOTE (2, EDUCATION));

  check (quote, KAIJI_FOUND_SAME, 2, EDUCATION);
  g_assert_cmpint (get (quote, 0)->sure, >=, 95);
}

static void
test_page_inserted (void)
{
  const char *const newer[] = {
    first_version[0], "サンプル規程 第4版\n第2章 組織\n委員会を置き、その長はCISOとする。\n2",
    first_version[1], first_version[2], first_version[3]
  };
  g_autoptr (Case) quote = COMPARE (newer, QUOTE (2, TRAINING));

  check (quote, KAIJI_FOUND_ELSEWHERE, 3, TRAINING);
}

static void
test_paragraph_moved (void)
{
  const char *const newer[] = {
    first_version[0],
    "サンプル規程 第5版\n第4章 従業者の管理\n(教育)\n" EDUCATION "\n(退職)\n" LEAVING "\n2",
    first_version[2],
    "サンプル規程 第5版\n第6章 複製\n" BACKUP "\n(訓練)\n" TRAINING "\n" BOILERPLATE "\n4",
  };
  g_autoptr (Case) quote = COMPARE (newer, QUOTE (2, TRAINING));

  check (quote, KAIJI_FOUND_ELSEWHERE, 4, TRAINING);
}

static void
test_sentence_edited (void)
{
  const char *const newer[] = {
    first_version[0],
    "サンプル規程 第5版\n第4章 従業者の管理\n(教育)\n" EDUCATION "\n(訓練)"
    "\nCISOは、標的型攻撃メールへの対応訓練を年4回以上実施し、結果を翌月までに情報セキュリティ委員"
    "会に報告する。\n"
    "(退職)\n" LEAVING "\n2",
    first_version[2],
  };
  g_autoptr (Case) quote = COMPARE (newer, QUOTE (2, TRAINING));

  check (quote, KAIJI_FOUND_CHANGED, 2,
         "CISOは、標的型攻撃メールへの対応訓練を年4回以上実施し、結果を翌月までに情報セキュリティ委"
         "員会に報告する。");
  g_assert_cmpint (get (quote, 0)->sure, <, 100);
}

/* A tail that was written anew still belongs to the sentence. */
static void
test_end_edited (void)
{
  const char *const newer[] = {
    first_version[0],
    "第4章 従業者の管理\n(教育)\n" EDUCATION "\n(訓練)"
    "\nCISOは、標的型攻撃メールへの対応訓練を年2回以上実施"
    "し、未受講者を部門長へ知らせる。\n(退職)\n" LEAVING,
  };
  g_autoptr (Case) quote = COMPARE (newer, QUOTE (2, TRAINING));

  check (quote, KAIJI_FOUND_CHANGED, 2,
         "CISOは、標的型攻撃メールへの対応訓練を年2回以上実施し、未受講者を部門長へ知らせる。");
}

static void
test_section_deleted (void)
{
  const char *const newer[] = { first_version[0], first_version[2], first_version[3] };
  g_autoptr (Case) quote = COMPARE (newer, QUOTE (2, LEAVING));

  check (quote, KAIJI_FOUND_NOT, 0, NULL);
}

/* Japanese is broken anywhere; width and spaces are no change of words, a long vowel is. */
static void
test_lines (void)
{
  const char *const older[] = { "サーバの記録は３年間保管する。\nその他は別に定める。" };
  const char *const broken[] = { "サーバの記録は 3年\n間保\n管する。\nその他は別に定める。" };
  const char *const longer[] = { "サーバーの記録は3年間保管する。\nその他は別に定める。" };
  const KaijiReplacePlace place = { QUOTE (1, "サーバの記録は３年間保管する。") };
  g_autoptr (Case) lines = compare (older, 1, broken, 1, &place);
  g_autoptr (Case) vowel = compare (older, 1, longer, 1, &place);

  check (lines, KAIJI_FOUND_SAME, 1, "サーバの記録は 3年\n間保\n管する。");
  check (vowel, KAIJI_FOUND_CHANGED, 1, "サーバーの記録は3年間保管する。");
}

/* A half-width character with its mark is one when it is folded, two when it is quoted. */
static void
test_marks (void)
{
  const char *const older[] = { "担当はｼｽﾃﾑｸﾞ" };
  const KaijiReplacePlace place = { QUOTE (1, "ｼｽﾃﾑｸﾞ") };
  g_autoptr (Case) quote = compare (older, 1, older, 1, &place);

  check (quote, KAIJI_FOUND_SAME, 1, "ｼｽﾃﾑｸﾞ");
}

/* What stands everywhere is told apart by its page. */
static void
test_boilerplate (void)
{
  const char *const newer[] = {
    first_version[0],
    "サンプル規程 第4版\n第2章 組織\n委員会を置き、その長はCISOとする。\n" BOILERPLATE "\n2",
    first_version[1], first_version[2], first_version[3]
  };

  for (int page = 1; page <= 4; page++)
    {
      g_autoptr (Case) quote = COMPARE (newer, QUOTE (page, BOILERPLATE));

      check (quote, page == 1 ? KAIJI_FOUND_SAME : KAIJI_FOUND_ELSEWHERE, page == 1 ? 1 : page + 1,
             BOILERPLATE);
    }
}

/* Where the neighbours are the same too, a person chooses. */
static void
test_several (void)
{
  static const char sheet[] = "記録票\n" BOILERPLATE "\n以上";
  const char *const older[] = { LOGS ACCESS, sheet, LOGS ACCESS };
  const char *const newer[] = { LOGS ACCESS, LOGS ACCESS, sheet, LOGS ACCESS, sheet, LOGS ACCESS };
  const KaijiReplacePlace place = { QUOTE (2, BOILERPLATE) };
  g_autoptr (Case) quote = compare (older, 3, newer, 6, &place);

  check (quote, KAIJI_FOUND_SEVERAL, 3, NULL);
  g_assert_cmpuint (quote->matches->len, ==, 2);
  g_assert_cmpint (get (quote, 1)->page, ==, 5);
}

/* A sentence that is gone is not found in its twin, which another chapter had all along. */
static void
test_twin (void)
{
  const char *const newer[] = { first_version[0],
                                "サンプル規程 第5版\n第4章 従業者の管理\n(教育)\n" EDUCATION
                                "\n(訓練)\n" TRAINING "\n2",
                                first_version[2], first_version[3] };
  g_autoptr (Case) quote = COMPARE (newer, QUOTE (2, BOILERPLATE));

  check (quote, KAIJI_FOUND_NOT, 0, NULL);
  g_assert_cmpuint (quote->matches->len, >, 0); /* places to look at */
}

/* Of two on one page the one is meant whose place is known. */
static void
test_which_one (void)
{
  const char *const older[] = {
    "甲の記録は、委員会に報告する。次に、乙の装置は、委員会に報告する。"
  };
  const char *const newer[] = { "前文を置く。", "甲の記録は、委員会に報告する。",
                                "次に、乙の装置は、委員会に報告する。" };
  const KaijiReplacePlace first = {
    .page = 1, .last_page = 1, .quote = "委員会に報告する", .start = 6
  };
  const KaijiReplacePlace second = {
    .page = 1, .last_page = 1, .quote = "委員会に報告する", .start = 24
  };
  g_autoptr (Case) a = compare (older, 1, newer, 3, &first);
  g_autoptr (Case) b = compare (older, 1, newer, 3, &second);

  check (a, KAIJI_FOUND_ELSEWHERE, 2, "委員会に報告する");
  check (b, KAIJI_FOUND_ELSEWHERE, 3, "委員会に報告する");
}

static void
test_over_two_pages (void)
{
  const char *const newer[] = { "第6章 複製\n電子的な記録は、毎日1回、遠隔地の",
                                "保管庫に複製する。復元の試験を年1回行う。" };
  g_autoptr (Case) quote = COMPARE (newer, QUOTE (4, BACKUP));

  check (quote, KAIJI_FOUND_ELSEWHERE, 1, BACKUP);
  g_assert_cmpint (get (quote, 0)->last_page, ==, 2);
}

static void
test_short (void)
{
  const char *const older[] = { "鍵の管理", "時刻を合わせる" };
  const char *const newer[] = { "時刻を合わせる", "鍵の管理" };
  const KaijiReplacePlace key = { QUOTE (1, "鍵") };
  const KaijiReplacePlace gone = { QUOTE (2, "暗号") };
  g_autoptr (Case) one = compare (older, 2, newer, 2, &key);
  g_autoptr (Case) none = compare (older, 2, newer, 2, &gone);

  check (one, KAIJI_FOUND_ELSEWHERE, 2, "鍵");
  check (none, KAIJI_FOUND_NOT, 0, NULL);
}

/* ---- whole pages ---- */

static void
test_whole_page (void)
{
  const char *const newer[] = {
    first_version[0], "サンプル規程 第4版\n第2章 組織\n委員会を置く。\n2", first_version[1],
    "サンプル規程 第5版\n第5章 アクセス制御\n" ACCESS "\n" LOGS "\n" BOILERPLATE "\n4",
    first_version[3]
  };
  g_autoptr (Case) same = COMPARE (newer, PAGES (1, 1));
  g_autoptr (Case) moved = COMPARE (newer, PAGES (2, 2));
  g_autoptr (Case) changed = COMPARE (newer, PAGES (3, 3));

  check (same, KAIJI_FOUND_SAME, 1, "");
  check (moved, KAIJI_FOUND_ELSEWHERE, 3, "");
  g_assert_cmpint (changed->found, !=, KAIJI_FOUND_SAME);
  g_assert_cmpint (get (changed, 0)->page, ==, 4);
}

static void
test_whole_page_edited (void)
{
  const char *const newer[] = { first_version[0], first_version[1],
                                "サンプル規程 第4版\n第5章 アクセス制御\n" ACCESS
                                "\n操作の記録は、改ざんできない場所に5年間保管する。\n" BOILERPLATE
                                "\n3",
                                first_version[3] };
  g_autoptr (Case) page = COMPARE (newer, PAGES (3, 3));

  check (page, KAIJI_FOUND_CHANGED, 3, "");
}

static void
test_whole_page_deleted (void)
{
  const char *const newer[] = { first_version[0], first_version[1], first_version[3] };
  g_autoptr (Case) page = COMPARE (newer, PAGES (3, 3));

  check (page, KAIJI_FOUND_NOT, 0, NULL);
}

static void
test_range (void)
{
  const char *const newer[] = { "表紙 改定の履歴を示す", first_version[0], first_version[1],
                                first_version[2], first_version[3] };
  g_autoptr (Case) moved = COMPARE (newer, PAGES (2, 3));
  g_autoptr (Case) same = COMPARE (first_version, PAGES (2, 4));

  check (moved, KAIJI_FOUND_ELSEWHERE, 3, "");
  g_assert_cmpint (get (moved, 0)->last_page, ==, 4);
  check (same, KAIJI_FOUND_SAME, 2, "");
  g_assert_cmpint (get (same, 0)->last_page, ==, 4);
}

/* ---- no text ---- */

static void
test_scans (void)
{
  const char *const scans[] = { "", NULL, "" };
  const KaijiReplacePlace second = { PAGES (2, 2) }, ninth = { PAGES (9, 9) };
  g_autoptr (Case) page = compare (scans, 3, scans, 3, &second);
  g_autoptr (Case) beyond = compare (scans, 3, scans, 3, &ninth);
  g_autoptr (Case) quote = COMPARE (scans, QUOTE (2, TRAINING));
  g_autoptr (Case) now_text = compare (scans, 3, first_version, 4, &second);

  check (page, KAIJI_FOUND_BY_NUMBER, 2, "");
  check (beyond, KAIJI_FOUND_NOT, 0, NULL);
  g_assert_cmpuint (beyond->matches->len, ==, 0);
  check (quote, KAIJI_FOUND_BY_NUMBER, 2, "");
  check (now_text, KAIJI_FOUND_BY_NUMBER, 2, "");
}

/* Texts of the older version may be unknown (it is encrypted): then only the words are looked for. */
static void
test_older_unknown (void)
{
  g_autoptr (Case) quote =
      compare (NULL, 0, first_version, 4, &(KaijiReplacePlace){ QUOTE (3, TRAINING) });
  g_autoptr (Case) several =
      compare (NULL, 0, first_version, 4, &(KaijiReplacePlace){ QUOTE (3, BOILERPLATE) });
  g_autoptr (Case) page = compare (NULL, 0, first_version, 4, &(KaijiReplacePlace){ PAGES (3, 3) });

  check (quote, KAIJI_FOUND_ELSEWHERE, 2, TRAINING);
  check (several, KAIJI_FOUND_SEVERAL, 0, NULL);
  check (page, KAIJI_FOUND_BY_NUMBER, 3, "");
}

/* ---- many ---- */

static char *
make_page (GRand *rand, int number)
{
  GString *text = g_string_new ("Reference manual\n");

  for (int line = 0; line < 40; line++)
    {
      for (int word = 0; word < 9; word++)
        g_string_append_printf (text, "w%d ", g_rand_int_range (rand, 0, 5000));
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text, "%d", number);
  return g_string_free (text, FALSE);
}

/* As large as the largest manual: each quote is found again after pages were put in before it. */
static void
test_large (void)
{
  const guint n = 1321, n_quotes = 200;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_auto (GStrv) pages = g_new0 (char *, n + 1);
  g_auto (GStrv) shifted = g_new0 (char *, n + 4);
  g_autoptr (KaijiReplaceText) older = NULL, newer = NULL;
  g_autoptr (KaijiReplaceMatcher) matcher = NULL;
  gint64 begun, took;

  for (guint i = 0; i < n; i++)
    pages[i] = make_page (rand, (int) i + 1);
  for (guint i = 0; i < n + 3; i++)
    shifted[i] = i < 3 ? make_page (rand, -1) : g_strdup (pages[i - 3]);
  begun = g_get_monotonic_time ();
  older = kaiji_replace_text_new ((const char *const *) pages, NULL, n);
  newer = kaiji_replace_text_new ((const char *const *) shifted, NULL, n + 3);
  matcher = kaiji_replace_matcher_new (older, newer);
  for (guint i = 0; i < n_quotes; i++)
    {
      int page = (int) (i * 6 + 1);
      g_autofree char *quote = g_utf8_substring (pages[page - 1], 300, 420);
      const KaijiReplacePlace place = { page, page, i % 4 ? quote : NULL, G_MAXUINT, NULL };
      g_autoptr (GArray) matches = NULL;
      KaijiFound found;

      /* Every third one with a word changed. */
      if (i % 3 == 0)
        memset (quote + 50, 'x', 4);
      found = kaiji_replace_matcher_find (matcher, &place, &matches);
      g_assert_cmpint (found, ==,
                       place.quote && i % 3 == 0 ? KAIJI_FOUND_CHANGED : KAIJI_FOUND_ELSEWHERE);
      g_assert_cmpint (g_array_index (matches, KaijiReplaceMatch, 0).page, ==, page + 3);
    }
  took = g_get_monotonic_time () - begun;
  g_test_message ("%u pages, %u citations: %.2f s", n, n_quotes, (double) took / G_USEC_PER_SEC);
  g_assert_cmpint (took, <, 20 * G_USEC_PER_SEC); /* also under a sanitizer */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/replace-match/" name, func)
  ADD ("quote/same", test_same);
  ADD ("quote/page-inserted", test_page_inserted);
  ADD ("quote/paragraph-moved", test_paragraph_moved);
  ADD ("quote/sentence-edited", test_sentence_edited);
  ADD ("quote/end-edited", test_end_edited);
  ADD ("quote/section-deleted", test_section_deleted);
  ADD ("quote/lines", test_lines);
  ADD ("quote/marks", test_marks);
  ADD ("quote/boilerplate", test_boilerplate);
  ADD ("quote/several", test_several);
  ADD ("quote/twin", test_twin);
  ADD ("quote/which-one", test_which_one);
  ADD ("quote/over-two-pages", test_over_two_pages);
  ADD ("quote/short", test_short);
  ADD ("page/moved", test_whole_page);
  ADD ("page/edited", test_whole_page_edited);
  ADD ("page/deleted", test_whole_page_deleted);
  ADD ("page/range", test_range);
  ADD ("no-text/scans", test_scans);
  ADD ("no-text/older-unknown", test_older_unknown);
  ADD ("large", test_large);
  return g_test_run ();
}
