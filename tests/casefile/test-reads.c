/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of what was read: kept beside the log, in files of every version. */
#include "fixture.h"

#include <locale.h>

#include "db/db.h"

static const char *
look_up (GHashTable *reads, gint64 number)
{
  return g_hash_table_lookup (reads, &number);
}

static void
test_marks (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GHashTable) none = kaiji_casefile_dup_reads (self, NULL);
  g_autoptr (GHashTable) some = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  g_assert_true (kaiji_casefile_mark_read (self, 3, "ab/1-1/0", &error));
  g_assert_true (kaiji_casefile_mark_read (self, 3, "ab/2-2/0", &error));
  g_assert_true (kaiji_casefile_mark_read (self, 7, "cd/1-1/0", &error));
  g_assert_no_error (error);
  log = kaiji_journal_dup_log (KAIJI_JOURNAL (self), 0, NULL);
  g_assert_cmpuint (log->len, ==, 0);
  g_assert_false (kaiji_journal_can_undo (KAIJI_JOURNAL (self)));
  close_case (self);
  self = open_case (fixture->path);
  some = kaiji_casefile_dup_reads (self, NULL);
  g_assert_cmpuint (g_hash_table_size (some), ==, 2);
  g_assert_cmpstr (look_up (some, 3), ==, "ab/2-2/0");
  close_case (self);
}

/* A file of an earlier version: read-only it has no marks; written to it gets its table. */
static void
test_earlier_version (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GHashTable) reads = NULL;
  g_autoptr (GError) error = NULL;

  close_case (self);
  {
    g_autoptr (KaijiDb) db = kaiji_db_open (fixture->path, KAIJI_DB_READ_WRITE, &error);

    g_assert_no_error (error);
    g_assert_true (
        kaiji_db_exec (db, "DROP TABLE citation_reads; PRAGMA user_version = 2", &error));
  }
  self = kaiji_casefile_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  reads = kaiji_casefile_dup_reads (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (reads), ==, 0);
  g_assert_false (kaiji_casefile_mark_read (self, 1, "ab/1-1/0", &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_READ_ONLY);
  g_clear_error (&error);
  close_case (self);
  self = open_case (fixture->path);
  g_assert_true (kaiji_casefile_mark_read (self, 1, "ab/1-1/0", &error));
  g_assert_no_error (error);
  close_case (self);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reads/marks", Fixture, NULL, fixture_set_up, test_marks, fixture_tear_down);
  g_test_add ("/reads/earlier-version", Fixture, NULL, fixture_set_up, test_earlier_version,
              fixture_tear_down);
  return g_test_run ();
}
