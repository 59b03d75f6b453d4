/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokenizer: what is found by the pairs of characters on a row. */
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
  g_assert_true (
      kaiji_db_exec (self->db,
                     "CREATE VIRTUAL TABLE t USING fts5 (a, content = '', detail = none, "
                     "tokenize = 'kaiji_bigram')",
                     &error));
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
      kaiji_db_prepare (self->db, "INSERT INTO t (a) VALUES (?1)", &error);

  kaiji_statement_bind_text (statement, 1, text);
  g_assert_true (kaiji_statement_run (statement, &error));
  g_assert_no_error (error);
}

static gboolean
finds (Fixture *self, const char *folded)
{
  g_autofree char *query = kaiji_bigram_dup_query (folded);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (self->db, "SELECT 1 FROM t WHERE t MATCH ?1", &error);
  gboolean row;

  g_assert_no_error (error);
  kaiji_statement_bind_text (statement, 1, query);
  g_assert_true (kaiji_statement_step (statement, &row, &error));
  g_assert_no_error (error);
  return row;
}

static void
test_pairs (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *query;
    gboolean found;
  } table[] = {
    { "カブシキ", TRUE },
    { "tls1.3", TRUE },
    { "\xF0\xA1\x8C\xB6視", TRUE },
    { "\xF0\xA1\x8C\xB6", TRUE },
    { "\"", TRUE },
    { "a\"b", TRUE },
    { "号", TRUE }, /* in the middle */
    { "鍵", TRUE }, /* the last of all */
    { "錠", FALSE },
    { "キシ", FALSE },
    { "tls会社", FALSE },
    { "\"a", FALSE },
  };

  add (self, "カブシキ会社、\xF0\xA1\x8C\xB6視tls1.3a\"b暗号鍵");
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("%s", table[i].query);
      g_assert_cmpint (finds (self, table[i].query), ==, table[i].found);
    }
}

static void
test_invalid (Fixture *self, gconstpointer data)
{
  add (self, "暗号\xE6\x9A");
  g_assert_true (finds (self, "暗号"));
}

static void
test_query (void)
{
  g_autofree char *plain = kaiji_bigram_dup_query ("ab");
  g_autofree char *three = kaiji_bigram_dup_query ("aba");
  g_autofree char *again = kaiji_bigram_dup_query ("abab");
  g_autofree char *one = kaiji_bigram_dup_query ("鍵");
  g_autofree char *quoted = kaiji_bigram_dup_query ("a\"b");

  g_assert_cmpstr (plain, ==, "\"ab\"");
  g_assert_cmpstr (three, ==, "\"ab\" AND \"ba\"");
  g_assert_cmpstr (again, ==, "\"ab\" AND \"ba\"");
  g_assert_cmpstr (one, ==, "\"鍵\" *");
  g_assert_cmpstr (quoted, ==, "\"a\"\"\" AND \"\"\"b\"");
  g_assert_null (kaiji_bigram_dup_query (""));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/db/bigram/pairs", Fixture, NULL, set_up, test_pairs, tear_down);
  g_test_add ("/db/bigram/invalid", Fixture, NULL, set_up, test_invalid, tear_down);
  g_test_add_func ("/db/bigram/query", test_query);
  return g_test_run ();
}
