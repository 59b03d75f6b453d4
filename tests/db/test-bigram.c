/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokenizer: what is found, and that FTS5 marks it where it stands in the text as given. */
#include "db/bigram.h"

#include "db/db.h"

#include <glib/gstdio.h>
#include <locale.h>

typedef struct
{
  char *path;
  KaijiDb *db;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_close (g_file_open_tmp ("kaiji-bigram-XXXXXX", &self->path, &error), NULL);
  self->db = kaiji_db_open (self->path, KAIJI_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (kaiji_db_exec (
      self->db, "CREATE VIRTUAL TABLE t USING fts5 (a, tokenize = 'kaiji_bigram')", &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  kaiji_db_close (self->db);
  g_unlink (journal);
  g_unlink (self->path);
  g_free (self->path);
}

static void
add (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (self->db, "INSERT INTO t VALUES (?1)", &error);

  kaiji_statement_bind_text (statement, 1, text);
  g_assert_true (kaiji_statement_run (statement, &error));
  g_assert_no_error (error);
}

/* The text with the hit in brackets, NULL when it is not found. */
static char *
highlight (Fixture *self, const char *text)
{
  g_autofree char *query = kaiji_bigram_dup_query (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      self->db, "SELECT highlight (t, 0, '[', ']') FROM t WHERE t MATCH ?1", &error);
  gboolean row;

  g_assert_no_error (error);
  kaiji_statement_bind_text (statement, 1, query);
  g_assert_true (kaiji_statement_step (statement, &row, &error));
  g_assert_no_error (error);
  return row ? g_strdup (kaiji_statement_get_text (statement, 0)) : NULL;
}

static void
test_offsets (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *query, *marked;
  } table[] = {
    { "カブシキ", "㈱は[ｶﾌﾞ ｼｷ]会社、\xF0\xA1\x8C\xB6視 ＴＬＳ1.3" },
    { "tls", "㈱はｶﾌﾞ ｼｷ会社、\xF0\xA1\x8C\xB6視 [ＴＬＳ]1.3" },
    { "\xF0\xA1\x8C\xB6視", "㈱はｶﾌﾞ ｼｷ会社、[\xF0\xA1\x8C\xB6視] ＴＬＳ1.3" },
    { "1.3", "㈱はｶﾌﾞ ｼｷ会社、\xF0\xA1\x8C\xB6視 ＴＬＳ[1.3]" },
    { "(株)は", "[㈱は]ｶﾌﾞ ｼｷ会社、\xF0\xA1\x8C\xB6視 ＴＬＳ1.3" },
    { "会視", NULL },
  };

  add (self, "㈱はｶﾌﾞ ｼｷ会社、\xF0\xA1\x8C\xB6視 ＴＬＳ1.3");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *marked = highlight (self, table[i].query);
      g_assert_cmpstr (marked, ==, table[i].marked);
    }
}

static void
test_single (Fixture *self, gconstpointer data)
{
  g_autofree char *inside = NULL;
  g_autofree char *end = NULL;
  g_autofree char *none = NULL;

  add (self, "暗号鍵");
  inside = highlight (self, "号");
  g_assert_nonnull (inside);
  end = highlight (self, "鍵");
  g_assert_nonnull (end);
  none = highlight (self, "錠");
  g_assert_null (none);
}

static void
test_query (void)
{
  g_autofree char *plain = kaiji_bigram_dup_query ("Ａ Ｂ");
  g_autofree char *quoted = kaiji_bigram_dup_query ("a\"b");

  g_assert_cmpstr (plain, ==, "\"ab\" *");
  g_assert_cmpstr (quoted, ==, "\"a\"\"b\" *");
  g_assert_null (kaiji_bigram_dup_query (""));
  g_assert_null (kaiji_bigram_dup_query (" \t\n　"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/db/bigram/offsets", Fixture, NULL, set_up, test_offsets, tear_down);
  g_test_add ("/db/bigram/single", Fixture, NULL, set_up, test_single, tear_down);
  g_test_add_func ("/db/bigram/query", test_query);
  return g_test_run ();
}
