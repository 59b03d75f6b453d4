/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections, statements, transactions, migrations, blobs, errors. */
#include "db/db.h"

#include "db/header.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  KaijiDb *db;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("kaiji-db-XXXXXX", &error);
  self->path = g_build_filename (self->folder, "a.db", NULL);
  self->db = kaiji_db_open (self->path, KAIJI_DB_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  kaiji_db_close (self->db);
  g_unlink (journal);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
run (KaijiDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_db_exec (db, sql, &error));
  g_assert_no_error (error);
}

static gint64
query (KaijiDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  g_assert_true (kaiji_db_query_int (db, sql, &value, &error));
  g_assert_no_error (error);
  return value;
}

static void
assert_fails (KaijiDb *db, const char *sql, KaijiDbError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kaiji_db_exec (db, sql, &error));
  g_assert_error (error, KAIJI_DB_ERROR, (int) code);
}

static void
test_settings (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiStatement) mode = kaiji_db_prepare (self->db, "PRAGMA journal_mode", &error);
  gboolean row;

  g_assert_true (kaiji_statement_step (mode, &row, &error));
  g_assert_cmpstr (kaiji_statement_get_text (mode, 0), ==, "truncate");
  g_assert_cmpint (query (self->db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (query (self->db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpstr (kaiji_db_get_path (self->db), ==, self->path);
  g_assert_false (kaiji_db_is_read_only (self->db));
}

static void
test_statement (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KaijiStatement *first, *second;
  gboolean row;

  run (self->db, "CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT");
  first = kaiji_db_prepare (self->db, "INSERT INTO t VALUES (?1, ?2, ?3)", &error);
  kaiji_statement_bind_int (first, 1, G_MAXINT64);
  kaiji_statement_bind_text (first, 2, "日本");
  kaiji_statement_bind_bytes (first, 3, "\0x", 2);
  g_assert_true (kaiji_statement_run (first, &error));
  /* Run again nothing of the values is left. */
  g_assert_true (kaiji_statement_run (first, &error));
  kaiji_statement_release (first);

  first = kaiji_db_prepare (self->db, "SELECT a, b FROM t ORDER BY rowid", &error);
  /* The same one is lent once; a second user gets one of its own. */
  second = kaiji_db_prepare (self->db, "SELECT a, b FROM t ORDER BY rowid", &error);
  g_assert_true (first != second);
  g_assert_true (kaiji_statement_step (first, &row, &error) && row);
  g_assert_true (kaiji_statement_step (second, &row, &error) && row);
  g_assert_cmpint (kaiji_statement_get_int (first, 0), ==, G_MAXINT64);
  g_assert_cmpstr (kaiji_statement_get_text (second, 1), ==, "日本");
  g_assert_true (kaiji_statement_step (first, &row, &error) && row);
  g_assert_null (kaiji_statement_get_text (first, 1));
  g_assert_true (kaiji_statement_step (first, &row, &error) && !row);
  kaiji_statement_release (second);
  kaiji_statement_release (first);
  second = kaiji_db_prepare (self->db, "SELECT a, b FROM t ORDER BY rowid", &error);
  g_assert_true (second == first);
  kaiji_statement_release (second);

  /* A bind that fails shows in the step. */
  first = kaiji_db_prepare (self->db, "SELECT ?1", &error);
  kaiji_statement_bind_int (first, 2, 1);
  g_assert_false (kaiji_statement_step (first, &row, &error));
  g_assert_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_FAILED);
  kaiji_statement_release (first);
}

static void
test_transaction (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run (self->db, "CREATE TABLE t (a)");
  {
    g_autoptr (KaijiTransaction) dropped = kaiji_db_begin (self->db, &error);
    run (self->db, "INSERT INTO t VALUES (1)");
  }
  g_assert_cmpint (query (self->db, "SELECT count (*) FROM t"), ==, 0);
  {
    g_autoptr (KaijiTransaction) kept = kaiji_db_begin (self->db, &error);
    run (self->db, "INSERT INTO t VALUES (1)");
    g_assert_true (kaiji_transaction_commit (g_steal_pointer (&kept), &error));
  }
  g_assert_cmpint (query (self->db, "SELECT count (*) FROM t"), ==, 1);
}

#define WRITERS 4
#define WRITES 25

typedef struct
{
  const char *path;
  KaijiDbLock *lock;
} Writer;

static gpointer
write_many (gpointer data)
{
  Writer *writer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiDb) db = kaiji_db_open (writer->path, KAIJI_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  kaiji_db_set_write_lock (db, writer->lock);
  for (guint i = 0; i < WRITES; i++)
    {
      g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, &error);
      g_assert_no_error (error);
      run (db, "INSERT INTO t VALUES (1)");
      g_assert_true (kaiji_transaction_commit (g_steal_pointer (&transaction), &error));
    }
  return NULL;
}

static void
test_write_lock (Fixture *self, gconstpointer data)
{
  KaijiDbLock lock;
  Writer writer = { self->path, &lock };
  GThread *threads[WRITERS];

  kaiji_db_lock_init (&lock);
  run (self->db, "CREATE TABLE t (a)");
  for (guint i = 0; i < WRITERS; i++)
    threads[i] = g_thread_new ("writer", write_many, &writer);
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (query (self->db, "SELECT count (*) FROM t"), ==, WRITERS * WRITES);
  kaiji_db_lock_clear (&lock);
}

static void
test_migrate (Fixture *self, gconstpointer data)
{
  const char *const one[] = { "CREATE TABLE a (x); INSERT INTO a VALUES (7);", NULL };
  const char *const two[] = { one[0], "ALTER TABLE a RENAME TO b;", NULL };
  const char *const bad[] = { one[0], two[1], "CREATE TABLE c (x); SELECT nonsense;", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (query (self->db, "PRAGMA user_version"), ==, 0);
  g_assert_true (kaiji_db_migrate (self->db, one, &error));
  g_assert_cmpint (query (self->db, "PRAGMA user_version"), ==, 1);
  g_assert_true (kaiji_db_migrate (self->db, one, &error));
  g_assert_true (kaiji_db_migrate (self->db, two, &error));
  g_assert_cmpint (query (self->db, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query (self->db, "SELECT x FROM b"), ==, 7);
  /* A script that fails leaves nothing of itself. */
  g_assert_false (kaiji_db_migrate (self->db, bad, &error));
  g_assert_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_FAILED);
  g_assert_cmpint (query (self->db, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query (self->db, "SELECT count (*) FROM sqlite_schema WHERE name = 'c'"), ==, 0);
}

static void
test_blob (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiDbBlob) blob = NULL;
  char bytes[3];

  run (self->db, "CREATE TABLE t (a BLOB); INSERT INTO t VALUES (zeroblob (100000)), (x'010203');");
  blob = kaiji_db_blob_open (self->db, "t", "a", 1, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kaiji_db_blob_get_size (blob), ==, 100000);
  g_assert_true (kaiji_db_blob_write (blob, "abc", 3, 99997, &error));
  g_assert_true (kaiji_db_blob_read (blob, bytes, 3, 99997, &error));
  g_assert_cmpmem (bytes, 3, "abc", 3);
  g_assert_false (kaiji_db_blob_read (blob, bytes, 3, 99998, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (kaiji_db_blob_reopen (blob, 2, &error));
  g_assert_cmpuint (kaiji_db_blob_get_size (blob), ==, 3);
  g_clear_pointer (&blob, kaiji_db_blob_close);
  g_assert_null (kaiji_db_blob_open (self->db, "t", "a", 3, FALSE, &error));
  g_assert_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_FAILED);
}

static void
test_errors (Fixture *self, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (self->folder, "missing", NULL);
  g_autofree char *text = g_build_filename (self->folder, "text", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiDb) reader = NULL;
  g_autoptr (KaijiDb) other = NULL;

  run (self->db, "CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1);");
  assert_fails (self->db, "SELEKT", KAIJI_DB_ERROR_FAILED);
  assert_fails (self->db, "INSERT INTO t VALUES (1)", KAIJI_DB_ERROR_CONSTRAINT);
  g_assert_true (kaiji_db_set_max_pages (self->db, 8, &error));
  assert_fails (self->db, "INSERT INTO t VALUES (randomblob (100000))", KAIJI_DB_ERROR_FULL);
  g_assert_true (kaiji_db_set_max_pages (self->db, 0, &error));
  run (self->db, "INSERT INTO t VALUES (randomblob (100000))");

  reader = kaiji_db_open (self->path, KAIJI_DB_QUERY_ONLY, &error);
  g_assert_no_error (error);
  assert_fails (reader, "INSERT INTO t VALUES (2)", KAIJI_DB_ERROR_READ_ONLY);
  other = kaiji_db_open (self->path, KAIJI_DB_READ_WRITE, &error);
  run (other, "PRAGMA busy_timeout = 1");
  run (self->db, "BEGIN IMMEDIATE");
  assert_fails (other, "BEGIN IMMEDIATE", KAIJI_DB_ERROR_BUSY);
  run (self->db, "COMMIT");

  g_assert_null (kaiji_db_open (missing, KAIJI_DB_READ_WRITE, &error));
  g_assert_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_CANNOT_OPEN);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (text, "no database, whatever it may say", -1, NULL));
  g_assert_null (kaiji_db_open (text, KAIJI_DB_READ_WRITE, &error));
  g_assert_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_CORRUPT);
  g_unlink (text);
}

static void
test_check (Fixture *self, gconstpointer data)
{
  const char *const tables[] = { "t", NULL };
  const char *const missing[] = { "u", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  run (self->db, "CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES ('x'), ('y');");
  g_assert_true (kaiji_db_check_tables (self->db, tables, &error));
  g_assert_no_error (error);
  g_assert_false (kaiji_db_check_tables (self->db, missing, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  /* The index loses its entries. */
  g_clear_pointer (&self->db, kaiji_db_close);
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, &error));
  g_assert_cmpuint (size, ==, 3 * 4096);
  memset (bytes + 2 * 4096, 0, 4096);
  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) size, &error));
  self->db = kaiji_db_open (self->path, KAIJI_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (kaiji_db_check_tables (self->db, tables, &error));
  g_assert_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_CORRUPT);
}

static void
test_header (Fixture *self, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (self->folder, "missing", NULL);
  g_autoptr (GError) error = NULL;
  KaijiDbHeader header;

  run (self->db, "PRAGMA application_id = 305419896; PRAGMA user_version = 3; CREATE TABLE t (a);");
  g_assert_true (kaiji_db_read_header (self->path, &header, &error));
  g_assert_cmpint (header.shape, ==, KAIJI_DB_SHAPE_SOUND);
  g_assert_cmpuint (header.application_id, ==, 0x12345678);
  g_assert_cmpuint (header.user_version, ==, 3);
  /* Reading the header does not break the lock of a connection of this process. */
  run (self->db, "BEGIN IMMEDIATE");
  g_assert_true (kaiji_db_read_header (self->path, &header, &error));
  {
    g_autoptr (KaijiDb) other = kaiji_db_open (self->path, KAIJI_DB_READ_WRITE, &error);
    run (other, "PRAGMA busy_timeout = 1");
    assert_fails (other, "BEGIN IMMEDIATE", KAIJI_DB_ERROR_BUSY);
  }
  run (self->db, "COMMIT");

  g_assert_cmpint (truncate (self->path, 5000), ==, 0);
  g_assert_true (kaiji_db_read_header (self->path, &header, &error));
  g_assert_cmpint (header.shape, ==, KAIJI_DB_SHAPE_CUT);
  g_assert_cmpint (truncate (self->path, 0), ==, 0);
  g_assert_true (kaiji_db_read_header (self->path, &header, &error));
  g_assert_cmpint (header.shape, ==, KAIJI_DB_SHAPE_EMPTY);
  g_assert_false (kaiji_db_read_header (missing, &header, &error));
  g_assert_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_CANNOT_OPEN);
}

#define ADD(name, func) g_test_add ("/db/db/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("settings", test_settings);
  ADD ("statement", test_statement);
  ADD ("transaction", test_transaction);
  ADD ("write-lock", test_write_lock);
  ADD ("migrate", test_migrate);
  ADD ("blob", test_blob);
  ADD ("errors", test_errors);
  ADD ("check", test_check);
  ADD ("header", test_header);
  return g_test_run ();
}
