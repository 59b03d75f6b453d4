/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text index: what is found, in which order, and what is shown of it. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

static const char *const pages[] = {
  "1. 情報セキュリティ\n通信は暗号化する。鍵の管理は別に定める。",
  "ｶﾌﾞｼｷ会社 見本\nＡＢＣサービスの監視体制について、24 時間の監\n視を行う。",
  "Access control lists are reviewed; monitoring is\nautomatic.",
  "監視、監視、そして監視。",
};

static void
index_pages (KaijiCasefile *self, const char *sha256)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_casefile_index_begin (self, sha256, &error));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *label = g_strdup_printf ("p%u", i + 1);
      g_assert_true (
          kaiji_casefile_index_page (self, sha256, (int) i + 1, label, pages[i], &error));
    }
  g_assert_false (kaiji_casefile_is_indexed (self, sha256));
  g_assert_true (kaiji_casefile_index_commit (self, sha256, &error));
  g_assert_no_error (error);
  g_assert_true (kaiji_casefile_is_indexed (self, sha256));
}

/* The pages that are found, sorted, as "1 2 ". */
static char *
find (KaijiCasefile *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = kaiji_casefile_search (self, text, 0, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (int page = 1; page <= (int) G_N_ELEMENTS (pages); page++)
    for (guint i = 0; i < hits->len; i++)
      if (((KaijiSearchHit *) hits->pdata[i])->page == page)
        g_string_append_printf (out, "%d ", page);
  return g_string_free (out, FALSE);
}

static void
test_table (Fixture *fixture, gconstpointer data)
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
    { "abc", "2 " }, /* width and case */
    { "ＡＢＣ", "2 " },
    { "24時間の監視を行う", "2 " }, /* a line that was broken, and spaces */
    { "監 視", "2 4 " },
    { "access", "3 " },
    { "ccess contr", "3 " }, /* part of a word */
    { "monitoring is automatic", "3 " },
    { "視監", "" },
    { "監視体制が", "" },
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
      g_autofree char *found = find (self, table[i].text);
      g_test_message ("%s", table[i].text);
      g_assert_cmpstr (found, ==, table[i].found);
    }
  close_case (self);
}

static void
test_order_and_limit (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  KaijiSearchHit *hit;

  index_pages (self, SHA_OF_ABC);
  hits = kaiji_casefile_search (self, "監視", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 2);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpint (hit->page, ==, 4);
  g_assert_cmpstr (hit->label, ==, "p4");
  g_assert_cmpstr (hit->sha256, ==, SHA_OF_ABC);
  g_ptr_array_unref (g_steal_pointer (&hits));
  hits = kaiji_casefile_search (self, "監視", 1, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  close_case (self);
}

static void
test_snippet (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  KaijiSearchHit *hit;

  for (guint i = 0; i < 300; i++)
    g_string_append (body, "あ");
  g_string_append (body, "ｶﾌﾞ\nｼｷ会社");
  for (guint i = 0; i < 300; i++)
    g_string_append (body, "い");
  g_assert_true (kaiji_casefile_index_begin (self, SHA_OF_ABC, &error));
  g_assert_true (kaiji_casefile_index_page (self, SHA_OF_ABC, 1, NULL, body->str, &error));
  g_assert_true (kaiji_casefile_index_page (self, SHA_OF_ABC, 2, NULL, "短い　株式\n会社", &error));
  g_assert_true (kaiji_casefile_index_commit (self, SHA_OF_ABC, &error));
  hits = kaiji_casefile_search (self, "カブシキ会社", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  /* As it stands on the page, the line end as a space. */
  g_assert_nonnull (strstr (hit->snippet, "あｶﾌﾞ ｼｷ会社い"));
  g_assert_true (g_str_has_prefix (hit->snippet, "…あ"));
  g_assert_true (g_str_has_suffix (hit->snippet, "い…"));
  g_assert_cmpint (g_utf8_strlen (hit->snippet, -1), >=, 58);
  g_assert_cmpint (g_utf8_strlen (hit->snippet, -1), <=, 64);
  g_ptr_array_unref (g_steal_pointer (&hits));
  hits = kaiji_casefile_search (self, "株式会社", 0, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((KaijiSearchHit *) hits->pdata[0])->snippet, ==, "短い 株式 会社");
  close_case (self);
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *after = NULL;

  index_pages (self, SHA_OF_ABC);
  /* What was begun and not committed changes nothing; indexing again replaces. */
  g_assert_true (kaiji_casefile_index_begin (self, SHA_OF_ABC, &error));
  g_assert_true (kaiji_casefile_index_page (self, SHA_OF_ABC, 3, "", "鍵", &error));
  found = find (self, "鍵");
  g_assert_cmpstr (found, ==, "1 ");
  g_assert_true (kaiji_casefile_index_commit (self, SHA_OF_ABC, &error));
  g_assert_no_error (error);
  after = find (self, "鍵");
  g_assert_cmpstr (after, ==, "3 ");
  close_case (self);
  self = open_case (fixture->path);
  g_assert_true (kaiji_casefile_is_indexed (self, SHA_OF_ABC));
  close_case (self);
}

#define ADD(name, func) \
  g_test_add ("/casefile/search/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("table", test_table);
  ADD ("order-and-limit", test_order_and_limit);
  ADD ("snippet", test_snippet);
  ADD ("again", test_again);
  return g_test_run ();
}
