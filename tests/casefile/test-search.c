/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text index: what is found, in which order, what is shown of it, and what is forgotten. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

#include "db/db.h"

#define SHA_OF_OTHER "0000000000000000000000000000000000000000000000000000000000000001"

static const char *const pages[] = {
  "1. 情報セキュリティ\n通信は暗号化する。鍵の管理は別に定める。",
  "ｶﾌﾞｼｷ会社 見本\nＡＢＣサービスの監視体制について、24 時間の監\n視を行う。",
  "Access control lists are reviewed; monitoring is\nautomatic. サーバーの点検",
  "監視、監視、そして監視。",
};

/* Characters in a row, 10 points wide, lines 20 points apart. */
static KaijiRect *
make_rects (const char *text, guint *n)
{
  double x = 50, y = 100;
  KaijiRect *rects;

  *n = (guint) g_utf8_strlen (text, -1);
  rects = g_new0 (KaijiRect, *n + 1);
  for (guint i = 0; i < *n; i++, text = g_utf8_next_char (text))
    {
      rects[i] = (KaijiRect){ x, y, x + 10, y + 12 };
      x += 10;
      if (*text == '\n')
        {
          x = 50;
          y += 20;
        }
    }
  return rects;
}

static void
add_page (GPtrArray *batch, int page, const char *text)
{
  g_autofree char *label = g_strdup_printf ("p%d", page);
  g_autofree KaijiRect *rects = NULL;
  guint n;

  rects = make_rects (text, &n);
  g_ptr_array_add (batch, kaiji_text_page_new (page, label, text, rects, n));
}

static void
index_texts (KaijiCasefile *self, const char *sha256, const char *const *texts, guint n)
{
  g_autoptr (GPtrArray) batch =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_text_page_free);
  g_autoptr (GError) error = NULL;
  int n_done;

  g_assert_true (kaiji_casefile_index_begin (self, sha256, &n_done, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_done, ==, 0);
  for (guint i = 0; i < n; i++)
    add_page (batch, (int) i + 1, texts[i]);
  g_assert_true (kaiji_casefile_index_add (self, sha256, batch, &error));
  g_assert_false (kaiji_casefile_is_indexed (self, sha256));
  g_assert_true (kaiji_casefile_index_complete (self, sha256, &error));
  kaiji_casefile_index_end (self, sha256);
  g_assert_no_error (error);
  g_assert_true (kaiji_casefile_is_indexed (self, sha256));
}

static void
index_pages (KaijiCasefile *self, const char *sha256)
{
  index_texts (self, sha256, pages, G_N_ELEMENTS (pages));
}

static GPtrArray *
search (KaijiCasefile *self, const KaijiSearchQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = kaiji_casefile_search (self, query, NULL, NULL, &error);

  g_assert_no_error (error);
  return hits;
}

static int
page_of (GPtrArray *hits, guint i)
{
  return ((KaijiSearchHit *) g_ptr_array_index (hits, i))->page;
}

/* The pages that are found, in the order of the query, as "1 2 ". */
static char *
find (KaijiCasefile *self, const char *text, KaijiSearchMode mode, KaijiSearchOrder order)
{
  const KaijiSearchQuery query = { .text = text, .mode = mode, .order = order };
  g_autoptr (GPtrArray) hits = search (self, &query);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (out, "%d ", page_of (hits, i));
  return g_string_free (out, FALSE);
}

#define assert_finds(self, text, mode, order, pages) \
  G_STMT_START \
  { \
    g_autofree char *found_ = find (self, text, mode, order); \
    g_assert_cmpstr (found_, ==, pages); \
  } \
  G_STMT_END

static void
test_phrases (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *found;
  } table[] = {
    { "監視", "2 4 " },
    { "暗号", "1 " },
    { "鍵", "1 " }, /* a single character in the middle */
    { "視", "2 4 " },
    { "。", "1 2 4 " },   /* the last one of a page */
    { "カブシキ", "2 " }, /* width and marks */
    { "かぶしき", "2 " }, /* kana */
    { "ｶﾌﾞｼｷ", "2 " },
    { "サーバ", "3 " }, /* long vowels */
    { "サーバー", "3 " },
    { "abc", "2 " }, /* width and case */
    { "ＡＢＣ", "2 " },
    { "24時間の監視を行う", "2 " }, /* a line that was broken, and spaces */
    { "監 視", "2 4 " },
    { "access", "3 " },
    { "ccess contr", "3 " }, /* part of a word */
    { "monitoring is automatic", "3 " },
    { "視監", "" },
    { "監視体制が", "" },
    { "監視監視", "" }, /* its pairs are all there */
    { "\"", "" },
    { "a\" OR \"b", "" },
    { "監視*", "" },
    { " \n", "" },
    { "", "" },
  };
  KaijiCasefile *self = create_case (fixture->path);

  index_pages (self, SHA_OF_ABC);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("%s", table[i].text);
      assert_finds (self, table[i].text, KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, table[i].found);
    }
  close_case (self);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);

  index_pages (self, SHA_OF_ABC);
  assert_finds (self, "時間 会社", KAIJI_SEARCH_WORDS, KAIJI_SEARCH_BY_PAGE, "2 ");
  assert_finds (self, "監視　体制", KAIJI_SEARCH_WORDS, KAIJI_SEARCH_BY_PAGE, "2 ");
  assert_finds (self, "監視 鍵", KAIJI_SEARCH_WORDS, KAIJI_SEARCH_BY_PAGE, "");
  assert_finds (self, "monitoring access", KAIJI_SEARCH_WORDS, KAIJI_SEARCH_BY_PAGE, "3 ");
  close_case (self);
}

static void
test_any (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "第1章 総則 目的を定める。",
    "従業者に対し、採用時及び毎年1回以上、情報セキュリティ教育を実施する。",
    "情報資産の分類を定める。",
    "教育委員会の見学を受け入れた。",
    "",
  };
  KaijiCasefile *self = create_case (fixture->path);
  g_autofree char *found = NULL;

  index_texts (self, SHA_OF_ABC, texts, G_N_ELEMENTS (texts));
  found = find (self, "従業員に対するセキュリティ教育", KAIJI_SEARCH_ANY, KAIJI_SEARCH_BEST_FIRST);
  g_assert_true (g_str_has_prefix (found, "2 "));
  g_assert_null (strstr (found, "1 "));
  g_assert_null (strstr (found, "3 "));
  assert_finds (self, "量子計算機", KAIJI_SEARCH_ANY, KAIJI_SEARCH_BEST_FIRST, "");
  close_case (self);
}

static void
test_order_and_limit (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "監視", NULL };
  static const char *const only_other[] = { SHA_OF_OTHER, NULL };
  static const char *const turned[] = { SHA_OF_OTHER, SHA_OF_ABC, NULL };
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) best = NULL, one = NULL, other = NULL, by_page = NULL;
  KaijiSearchQuery query = { .text = "監視" };
  KaijiSearchHit *hit;
  KaijiSearchTotals totals;

  index_pages (self, SHA_OF_ABC);
  index_texts (self, SHA_OF_OTHER, others, 1);
  best = search (self, &query);
  g_assert_cmpuint (best->len, ==, 3);
  hit = g_ptr_array_index (best, 0);
  g_assert_cmpint (hit->page, ==, 4);
  g_assert_cmpstr (hit->label, ==, "p4");
  g_assert_cmpstr (hit->sha256, ==, SHA_OF_ABC);
  query.limit = 1;
  one = kaiji_casefile_search (self, &query, &totals, NULL, &error);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (totals.pages, ==, 3);
  g_assert_cmpuint (totals.documents, ==, 2);
  query.documents = only_other;
  other = kaiji_casefile_search (self, &query, &totals, NULL, &error);
  g_assert_cmpuint (totals.pages, ==, 1);
  g_assert_cmpstr (((KaijiSearchHit *) other->pdata[0])->sha256, ==, SHA_OF_OTHER);
  query = (KaijiSearchQuery){ .text = "監視", .order = KAIJI_SEARCH_BY_PAGE, .documents = turned };
  by_page = search (self, &query);
  g_assert_cmpstr (((KaijiSearchHit *) by_page->pdata[0])->sha256, ==, SHA_OF_OTHER);
  g_assert_cmpint (page_of (by_page, 1), ==, 2);
  g_assert_cmpint (page_of (by_page, 2), ==, 4);
  close_case (self);
}

/* The snippet with what is marked in brackets. */
static char *
dup_marked (const KaijiSearchHit *hit)
{
  GString *out = g_string_new (hit->snippet);

  for (guint i = hit->n_marks; i-- > 0;)
    {
      g_string_insert_c (out, (gssize) hit->marks[i].end, ']');
      g_string_insert_c (out, (gssize) hit->marks[i].start, '[');
    }
  return g_string_free (out, FALSE);
}

static char *
snippet (KaijiCasefile *self, const char *text, KaijiSearchMode mode)
{
  const KaijiSearchQuery query = { .text = text, .mode = mode };
  g_autoptr (GPtrArray) hits = search (self, &query);

  g_assert_cmpuint (hits->len, ==, 1);
  return dup_marked (g_ptr_array_index (hits, 0));
}

static void
test_snippets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GString) far = g_string_new ("時計 ");
  g_autoptr (GString) words = g_string_new (NULL);
  const char *texts[] = { NULL, "短い　株式\n会社 and one\nline 監視と監視", NULL, NULL };
  KaijiCasefile *self = create_case (fixture->path);
  g_autofree char *lengthy = NULL, *brief = NULL, *latin = NULL, *twice = NULL;
  g_autofree char *marks = NULL, *together = NULL, *whole = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (body, "あ");
  g_string_append (body, "ｶﾌﾞ\nｼｷ会社");
  for (guint i = 0; i < 300; i++)
    g_string_append (body, "い");
  for (guint i = 0; i < 90; i++)
    g_string_append (far, "う");
  g_string_append (far, "時計の電池");
  texts[0] = body->str;
  texts[2] = far->str;
  for (guint i = 0; i < 40; i++)
    g_string_append (words, "2026 kaijis ");
  g_string_append (words, "台帳");
  for (guint i = 0; i < 40; i++)
    g_string_append (words, " kaijis 2026");
  texts[3] = words->str;
  index_texts (self, SHA_OF_ABC, texts, 4);
  lengthy = snippet (self, "カブシキ会社", KAIJI_SEARCH_PHRASE);
  /* As it stands on the page; nothing stands where a line of Japanese goes on in the next. */
  g_assert_nonnull (strstr (lengthy, "あ[ｶﾌﾞｼｷ会社]い"));
  g_assert_true (g_str_has_prefix (lengthy, "…あ"));
  g_assert_true (g_str_has_suffix (lengthy, "い…"));
  g_assert_cmpint (g_utf8_strlen (lengthy, -1), >=, 58);
  g_assert_cmpint (g_utf8_strlen (lengthy, -1), <=, 70);
  marks = snippet (self, "あカブ", KAIJI_SEARCH_PHRASE);
  g_assert_nonnull (strstr (marks, "[あｶﾌﾞ]ｼｷ"));
  brief = snippet (self, "株式会社", KAIJI_SEARCH_PHRASE);
  g_assert_cmpstr (brief, ==, "短い [株式会社] and one line 監視と監視");
  latin = snippet (self, "one line", KAIJI_SEARCH_PHRASE);
  g_assert_cmpstr (latin, ==, "短い 株式 会社 and [one line] 監視と監視");
  twice = snippet (self, "監視", KAIJI_SEARCH_PHRASE);
  g_assert_cmpstr (twice, ==, "短い 株式 会社 and one line [監視]と[監視]");
  /* Where the words stand together, not where the first of them does. */
  together = snippet (self, "時計 電池", KAIJI_SEARCH_WORDS);
  g_assert_nonnull (strstr (together, "[時計]の[電池]"));
  /* No word is cut: 22 characters before what was found begin within one. */
  whole = snippet (self, "台帳", KAIJI_SEARCH_PHRASE);
  g_assert_true (g_str_has_prefix (whole, "…2026 kaijis 2026 kaijis [台帳] kaijis"));
  g_assert_true (g_str_has_suffix (whole, "2026 kaijis…"));
  close_case (self);
}

static void
test_rects (Fixture *fixture, gconstpointer data)
{
  const KaijiSearchQuery query = { .text = "監視",
                                   .order = KAIJI_SEARCH_BY_PAGE,
                                   .with_places = TRUE };
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree KaijiRect *rects = NULL, *wanted = NULL;
  KaijiSearchHit *hit;
  guint n, n_wanted;

  index_pages (self, SHA_OF_ABC);
  hits = search (self, &query);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpuint (hit->n_places, ==, 2);
  rects = kaiji_search_hit_dup_rects (hit, &n);
  wanted = make_rects (pages[1], &n_wanted);
  g_assert_nonnull (rects);
  g_assert_cmpuint (n, ==, n_wanted);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (rects[i].x1, wanted[i].x1, 0.1);
      g_assert_cmpfloat_with_epsilon (rects[i].y1, wanted[i].y1, 0.1);
      g_assert_cmpfloat_with_epsilon (rects[i].x2, wanted[i].x2, 0.1);
      g_assert_cmpfloat_with_epsilon (rects[i].y2, wanted[i].y2, 0.1);
    }
  /* The second one is broken over two lines. */
  g_assert_cmpfloat (rects[hit->places[1].end - 1].y1, >, rects[hit->places[1].start].y1);
  close_case (self);
}

static void
test_broken_off (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GPtrArray) batch =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_text_page_free);
  g_autoptr (GError) error = NULL;
  int n_done;

  g_assert_true (kaiji_casefile_index_begin (self, SHA_OF_ABC, &n_done, NULL, &error));
  add_page (batch, 1, pages[0]);
  add_page (batch, 2, pages[1]);
  g_assert_true (kaiji_casefile_index_add (self, SHA_OF_ABC, batch, &error));
  kaiji_casefile_index_end (self, SHA_OF_ABC);
  close_case (self);
  self = open_case (fixture->path);
  g_assert_false (kaiji_casefile_is_indexed (self, SHA_OF_ABC));
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "1 ");
  g_assert_true (kaiji_casefile_index_begin (self, SHA_OF_ABC, &n_done, NULL, &error));
  g_assert_cmpint (n_done, ==, 2);
  g_ptr_array_set_size (batch, 0);
  add_page (batch, 3, pages[2]);
  add_page (batch, 4, pages[3]);
  g_assert_true (kaiji_casefile_index_add (self, SHA_OF_ABC, batch, &error));
  g_assert_true (kaiji_casefile_index_complete (self, SHA_OF_ABC, &error));
  kaiji_casefile_index_end (self, SHA_OF_ABC);
  g_assert_no_error (error);
  assert_finds (self, "監視", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "2 4 ");
  /* Another one who comes finds it done. */
  g_assert_true (kaiji_casefile_index_begin (self, SHA_OF_ABC, &n_done, NULL, &error));
  g_assert_cmpint (n_done, ==, -1);
  kaiji_casefile_index_end (self, SHA_OF_ABC);
  close_case (self);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  index_pages (self, SHA_OF_ABC);
  close_case (self);
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, &error));
  self = kaiji_casefile_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "1 ");
  /* What is missing is indexed in memory and found beside what the file holds. */
  index_texts (self, SHA_OF_OTHER, pages, 1);
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "1 1 ");
  close_case (self);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, &error));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  g_assert_nonnull (file);
  return memmem (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), text,
                 strlen (text))
         != NULL;
}

/* Names of people that stand nowhere else, one a page. */
static void
index_people (KaijiCasefile *self, const char *sha256)
{
  const char *texts[40];
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      texts[i] = g_strdup_printf ("氏名 鯱鉾太郎 QZX%uJVW 生年月日", i);
      g_ptr_array_add (kept, (char *) texts[i]);
    }
  index_texts (self, sha256, texts, G_N_ELEMENTS (texts));
}

static void
test_forget (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;

  index_people (self, SHA_OF_OTHER);
  index_pages (self, SHA_OF_ABC);
  assert_finds (self, "QZX7JVW", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "8 ");
  /* The text, and a pair of it in the index. */
  g_assert_true (file_holds (fixture->path, "鯱鉾太郎"));
  g_assert_true (file_holds (fixture->path, "QZX7JVW"));
  g_assert_true (file_holds (fixture->path, "zx"));
  g_assert_true (kaiji_casefile_index_forget (self, SHA_OF_OTHER, &error));
  g_assert_no_error (error);
  g_assert_false (kaiji_casefile_is_indexed (self, SHA_OF_OTHER));
  assert_finds (self, "QZX7JVW", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "");
  assert_finds (self, "監視", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "2 4 ");
  g_assert_false (file_holds (fixture->path, "鯱"));
  g_assert_false (file_holds (fixture->path, "鉾"));
  g_assert_false (file_holds (fixture->path, "QZX"));
  g_assert_false (file_holds (fixture->path, "qzx"));
  g_assert_false (file_holds (fixture->path, "0zx")); /* how FTS5 writes a pair */
  g_assert_false (file_holds (fixture->path, "jvw"));
  /* Twice is once; and it may come again. */
  g_assert_true (kaiji_casefile_index_forget (self, SHA_OF_OTHER, &error));
  index_people (self, SHA_OF_OTHER);
  assert_finds (self, "QZX7JVW", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "8 ");
  close_case (self);
}

static void
test_forget_meanwhile (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GPtrArray) batch =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_text_page_free);
  g_autoptr (GError) error = NULL;
  int n_done;

  g_assert_true (kaiji_casefile_index_begin (self, SHA_OF_ABC, &n_done, NULL, &error));
  add_page (batch, 1, pages[0]);
  g_assert_true (kaiji_casefile_index_forget (self, SHA_OF_ABC, &error));
  g_assert_false (kaiji_casefile_index_add (self, SHA_OF_ABC, batch, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kaiji_casefile_index_end (self, SHA_OF_ABC);
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "");
  close_case (self);
}

static void
test_blank (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "文字", "", " \n", "文字" };
  static const char *const none[] = { NULL };
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blank = NULL, nothing = NULL;

  index_texts (self, SHA_OF_ABC, texts, G_N_ELEMENTS (texts));
  blank = kaiji_casefile_dup_blank_pages (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (blank->len, ==, 2);
  g_assert_cmpint (((KaijiBlankPage *) blank->pdata[0])->page, ==, 2);
  g_assert_cmpstr (((KaijiBlankPage *) blank->pdata[1])->label, ==, "p3");
  g_assert_cmpstr (((KaijiBlankPage *) blank->pdata[1])->sha256, ==, SHA_OF_ABC);
  nothing = kaiji_casefile_dup_blank_pages (self, none, &error);
  g_assert_cmpuint (nothing->len, ==, 0);
  close_case (self);
}

static void
exec (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiDb) db = kaiji_db_open (path, KAIJI_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  kaiji_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* What another version has read counts for nothing and is read again. */
static void
test_other_version (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;

  index_pages (self, SHA_OF_ABC);
  close_case (self);
  exec (fixture->path, "UPDATE texts SET version = 0");
  self = open_case (fixture->path);
  g_assert_false (kaiji_casefile_is_indexed (self, SHA_OF_ABC));
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "");
  index_pages (self, SHA_OF_ABC);
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "1 ");
  close_case (self);
}

/* The tables of the index as a file of the first version has them. */
#define FIRST_VERSION \
  "DROP TABLE page_index; DROP TABLE page_places; DROP TABLE pages; DROP TABLE texts;" \
  "DROP TABLE citation_reads;" \
  "CREATE TABLE texts (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE) STRICT;" \
  "CREATE TABLE pages (id INTEGER PRIMARY KEY, text INTEGER NOT NULL REFERENCES texts (id) ON " \
  "DELETE CASCADE, page INTEGER NOT NULL, label TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (text, " \
  "page)) STRICT;" \
  "CREATE VIRTUAL TABLE page_index USING fts5 (body, content = 'pages', content_rowid = 'id', " \
  "tokenize = 'kaiji_bigram');" \
  "INSERT INTO texts VALUES (1, '" SHA_OF_ABC "');" \
  "INSERT INTO pages VALUES (1, 1, 1, '', '暗号');" \
  "INSERT INTO page_index (rowid, body) VALUES (1, '暗号'); PRAGMA user_version = 1"

static void
test_first_version (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;

  close_case (self);
  exec (fixture->path, FIRST_VERSION);
  self = kaiji_casefile_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_false (kaiji_casefile_is_indexed (self, SHA_OF_ABC));
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "");
  index_pages (self, SHA_OF_ABC);
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "1 ");
  close_case (self);
  self = open_case (fixture->path);
  g_assert_false (kaiji_casefile_is_indexed (self, SHA_OF_ABC));
  index_pages (self, SHA_OF_ABC);
  assert_finds (self, "暗号", KAIJI_SEARCH_PHRASE, KAIJI_SEARCH_BY_PAGE, "1 ");
  close_case (self);
}

/* A file from anywhere: places that are cut short or made up are no places. */
static void
test_bad_places (Fixture *fixture, gconstpointer data)
{
  const KaijiSearchQuery query = { .text = "暗号", .with_places = TRUE };
  static const char *const scripts[] = {
    "UPDATE page_places SET data = x''",
    "UPDATE page_places SET data = x'50c30000'",
    "UPDATE page_places SET data = x'50c30000ffffffffffffffffffffffffffffffffffff'",
    "UPDATE pages SET body = body || '暗号'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      KaijiCasefile *self = i == 0 ? create_case (fixture->path) : open_case (fixture->path);
      g_autoptr (GPtrArray) hits = NULL;
      guint n;

      if (i == 0)
        index_pages (self, SHA_OF_ABC);
      close_case (self);
      exec (fixture->path, scripts[i]);
      self = open_case (fixture->path);
      hits = search (self, &query);
      g_assert_cmpuint (hits->len, ==, 1);
      g_assert_null (kaiji_search_hit_dup_rects (g_ptr_array_index (hits, 0), &n));
      close_case (self);
    }
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const KaijiSearchQuery query = { .text = "監視" };
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  index_pages (self, SHA_OF_ABC);
  g_cancellable_cancel (cancellable);
  hits = kaiji_casefile_search (self, &query, NULL, cancellable, &error);
  g_assert_null (hits);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_case (self);
}

#define ADD(name, func) \
  g_test_add ("/casefile/search/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("phrases", test_phrases);
  ADD ("words", test_words);
  ADD ("any", test_any);
  ADD ("order-and-limit", test_order_and_limit);
  ADD ("snippets", test_snippets);
  ADD ("rects", test_rects);
  ADD ("broken-off", test_broken_off);
  ADD ("read-only", test_read_only);
  ADD ("forget", test_forget);
  ADD ("forget-meanwhile", test_forget_meanwhile);
  ADD ("blank", test_blank);
  ADD ("other-version", test_other_version);
  ADD ("first-version", test_first_version);
  ADD ("bad-places", test_bad_places);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
