/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and opening: the lock, and files that are refused with not one byte changed. */
#include "fixture.h"

#include "db/db.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
make_with_answers (const char *path)
{
  KaijiCasefile *self = create_case (path);

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("x.%03u.1", i);
      set_answer (self, id, "こたえ");
    }
  close_case (self);
}

static void
read_bytes (const char *path, char **bytes, gsize *size)
{
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, bytes, size, &error);
  g_assert_no_error (error);
}

static void
write_bytes (const char *path, const char *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* Opens for writing and for reading only; both must refuse with @code, name the file, and leave
 * its bytes and the folder as they were. */
static void
assert_refused (Fixture *fixture, const char *path, KaijiCasefileError code)
{
  g_autofree char *before = NULL;
  gsize before_size = 0;
  guint n = count_files (fixture->folder);

  read_bytes (path, &before, &before_size);
  for (int read_only = 0; read_only < 2; read_only++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaijiCasefile) self = kaiji_casefile_open (path, read_only, &error);
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *after = NULL;
      gsize after_size = 0;

      g_assert_null (self);
      g_assert_error (error, KAIJI_CASEFILE_ERROR, (int) code);
      g_assert_nonnull (strstr (error->message, name));
      read_bytes (path, &after, &after_size);
      g_assert_cmpmem (before, before_size, after, after_size);
      g_assert_cmpuint (count_files (fixture->folder), ==, n);
    }
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_cmpstr (kaiji_case_source_get_scheme_id (KAIJI_CASE_SOURCE (self)), ==, "x");
  g_assert_cmpstr (kaiji_case_source_get_revision (KAIJI_CASE_SOURCE (self)), ==, "2022-04-01");
  set_answer (self, "x.001.1", "a");
  close_case (self);
  /* Nothing but the file is left, and it says whose it is. */
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  read_bytes (fixture->path, &bytes, &size);
  g_assert_cmpmem (bytes + 68, 4, "kaij", 4);

  g_assert_null (kaiji_casefile_create (fixture->path, "y", "1", FALSE, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_EXISTS);
  g_clear_error (&error);

  /* A journal of the file that is replaced does not spoil the new one. */
  write_bytes (journal, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7garbage", 15);
  self = kaiji_casefile_create (fixture->path, "y", "1", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kaiji_case_source_get_scheme_id (KAIJI_CASE_SOURCE (self)), ==, "y");
  g_assert_null (get_answer (self, "x.001.1"));
  close_case (self);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_create_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_build_path (fixture, "no/such/folder/a.kaiji");
  g_autoptr (GError) error = NULL;

  g_assert_null (kaiji_casefile_create (path, "x", "1", FALSE, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOT_FOUND);
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kaiji_casefile_open (fixture->path, FALSE, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kaiji_casefile_open (fixture->folder, FALSE, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = fixture_build_path (fixture, "other.db");
  g_autoptr (GError) error = NULL;
  KaijiDb *db;

  write_bytes (fixture->path, "%PDF-1.4\n…", 12);
  assert_refused (fixture, fixture->path, KAIJI_CASEFILE_ERROR_FOREIGN);
  write_bytes (fixture->path, "x", 1);
  assert_refused (fixture, fixture->path, KAIJI_CASEFILE_ERROR_FOREIGN);
  /* Another program's SQLite file. */
  db = kaiji_db_open (other, KAIJI_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (kaiji_db_exec (db, "CREATE TABLE t (a); PRAGMA user_version = 1;", &error));
  kaiji_db_close (db);
  assert_refused (fixture, other, KAIJI_CASEFILE_ERROR_FOREIGN);
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *cut = fixture_build_path (fixture, "cut.kaiji");
  gsize size;

  make_with_answers (fixture->path);
  read_bytes (fixture->path, &bytes, &size);
  const gsize cuts[] = {
    0, 1, 15, 16, 60, 70, 99, 100, 16383, 16384, size / 2, size - 16384, size - 1
  };
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      write_bytes (cut, bytes, cuts[i]);
      assert_refused (fixture, cut, KAIJI_CASEFILE_ERROR_DAMAGED);
    }
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *bad = fixture_build_path (fixture, "bad.kaiji");
  guint refused = 0, pages;
  gsize size;

  make_with_answers (fixture->path);
  read_bytes (fixture->path, &bytes, &size);
  /* Each page but the first overwritten in turn: pages of the text index alone may go unseen. */
  pages = (guint) (size / 16384);
  for (guint page = 1; page < pages; page++)
    {
      g_autofree char *copy = g_memdup2 (bytes, size);
      g_autoptr (GError) error = NULL;
      KaijiCasefile *self;

      memset (copy + page * 16384, 0x5a, 16384);
      write_bytes (bad, copy, size);
      self = kaiji_casefile_open (bad, FALSE, &error);
      if (self)
        {
          close_case (self);
          continue;
        }
      g_clear_error (&error);
      assert_refused (fixture, bad, KAIJI_CASEFILE_ERROR_DAMAGED);
      refused++;
    }
  g_assert_cmpuint (refused, >=, 10);
  /* A senseless page size, and a file turned to a write-ahead log by another program. */
  bytes[17] = 3;
  write_bytes (bad, bytes, size);
  assert_refused (fixture, bad, KAIJI_CASEFILE_ERROR_DAMAGED);
  bytes[17] = 0;
  bytes[18] = bytes[19] = 2;
  write_bytes (bad, bytes, size);
  assert_refused (fixture, bad, KAIJI_CASEFILE_ERROR_DAMAGED);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  make_with_answers (fixture->path);
  read_bytes (fixture->path, &bytes, &size);
  bytes[62] = 1; /* user_version 257 */
  write_bytes (fixture->path, bytes, size);
  assert_refused (fixture, fixture->path, KAIJI_CASEFILE_ERROR_NEWER);
  bytes[62] = bytes[63] = 0;
  write_bytes (fixture->path, bytes, size);
  assert_refused (fixture, fixture->path, KAIJI_CASEFILE_ERROR_DAMAGED);
}

/* A file that another program altered on purpose, so that SQLite finds nothing wrong with it. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const char *const scripts[] = {
    "UPDATE answers SET value = CAST (x'ff' AS TEXT)",
    "UPDATE case_info SET scheme_id = CAST (x'c3' AS TEXT)",
    "DELETE FROM case_info",
    "INSERT INTO citations VALUES (1, 'no dictionary')",
    "INSERT INTO citations VALUES (1, '@a{sv} {}')",
    "INSERT INTO evidence VALUES ('E1', '{''id'': <1>}')",
    "DROP TABLE steps",
    "DROP TABLE answers; CREATE TABLE answers (id, value); INSERT INTO answers VALUES (NULL, NULL)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.kaiji", i);
      g_autofree char *path = fixture_build_path (fixture, name);
      g_autoptr (GError) error = NULL;
      KaijiDb *db;

      make_with_answers (path);
      db = kaiji_db_open (path, KAIJI_DB_READ_WRITE, &error);
      g_assert_true (kaiji_db_exec (db, "PRAGMA foreign_keys = OFF", &error));
      g_assert_true (kaiji_db_exec (db, scripts[i], &error));
      g_assert_no_error (error);
      g_assert_true (kaiji_db_exec (db, "PRAGMA journal_mode = DELETE", &error));
      kaiji_db_close (db);
      assert_refused (fixture, path, KAIJI_CASEFILE_ERROR_DAMAGED);
    }
}

/* A copy of the file as it stands while a writer has begun to overwrite it. */
static void
copy_half_written (Fixture *fixture, const char *to)
{
  g_autofree char *from_journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autofree char *to_journal = g_strconcat (to, "-journal", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *journal_bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiDb) db = kaiji_db_open (fixture->path, KAIJI_DB_READ_WRITE, &error);
  g_autoptr (KaijiTransaction) transaction = NULL;
  gsize size, journal_size;

  g_assert_no_error (error);
  g_assert_true (kaiji_db_exec (db, "PRAGMA cache_size = 1", &error));
  transaction = kaiji_db_begin (db, &error);
  g_assert_true (kaiji_db_exec (db,
                                "UPDATE answers SET value = hex (randomblob (3000));"
                                "UPDATE case_info SET scheme_id = 'half';"
                                "UPDATE log SET label = hex (randomblob (500));",
                                &error));
  g_assert_no_error (error);
  read_bytes (fixture->path, &bytes, &size);
  read_bytes (from_journal, &journal_bytes, &journal_size);
  g_assert_cmpuint (journal_size, >, 4096);
  write_bytes (to, bytes, size);
  write_bytes (to_journal, journal_bytes, journal_size);
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autofree char *crashed = fixture_build_path (fixture, "crashed.kaiji");
  g_autofree char *before = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *half = NULL;
  gsize whole_size, half_size;

  make_with_answers (fixture->path);
  read_bytes (fixture->path, &whole, &whole_size);
  KaijiCasefile *self = open_case (fixture->path);
  before = dump_case (KAIJI_CASE_SOURCE (self));
  close_case (self);
  for (int read_only = 0; read_only < 2; read_only++)
    {
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      copy_half_written (fixture, crashed);
      read_bytes (crashed, &half, &half_size);
      g_assert_true (half_size != whole_size || memcmp (half, whole, half_size) != 0);
      g_clear_pointer (&half, g_free);
      self = kaiji_casefile_open (crashed, read_only, &error);
      g_assert_no_error (error);
      after = dump_case (KAIJI_CASE_SOURCE (self));
      g_assert_cmpstr (before, ==, after);
      assert_log_gives_state (self);
      close_case (self);
    }
}

/* ---- the lock ---- */

static void
assert_locked (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-");

  g_assert_null (kaiji_casefile_open (path, FALSE, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  g_assert_nonnull (strstr (error->message, today));
  g_clear_error (&error);
  g_assert_null (kaiji_casefile_create (path, "x", "1", TRUE, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_LOCKED);
}

static void
test_lock_same_process (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *link = fixture_build_path (fixture, "link.kaiji");
  KaijiCasefile *reader;

  set_answer (self, "x.001.1", "a");
  flush (self);
  assert_locked (fixture->path);
  /* Nor by another name. */
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  g_assert_null (kaiji_casefile_open (link, FALSE, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_LOCKED);
  g_clear_error (&error);
  /* To read it is allowed, and does not disturb the writer. */
  reader = kaiji_casefile_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_answer (reader, "x.001.1"), ==, "a");
  set_answer (self, "x.001.1", "b");
  flush (self);
  close_case (reader);
  set_answer (self, "x.001.1", "c");
  close_case (self);
  self = open_case (fixture->path);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "c");
  close_case (self);
}

static void
test_lock_other_process (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = { self_path, "--hold", fixture->path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  char ready;

  make_with_answers (fixture->path);
  child = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                             &error);
  g_assert_no_error (error);
  g_input_stream_read (g_subprocess_get_stdout_pipe (child), &ready, 1, NULL, &error);
  g_assert_no_error (error);
  assert_locked (fixture->path);
  /* The lock ends with its process, however that ends; the side file that stays stops nobody. */
  g_subprocess_force_exit (child);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  KaijiCasefile *self = open_case (fixture->path);
  close_case (self);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static int
hold (const char *path)
{
  KaijiCasefile *self = open_case (path);
  char byte;

  if (write (STDOUT_FILENO, "r", 1) != 1 || read (STDIN_FILENO, &byte, 1) < 0)
    return 1;
  close_case (self);
  return 0;
}

static void
test_folder_not_writable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KaijiCasefile *self;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write anywhere");
      return;
    }
  make_with_answers (fixture->path);
  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  g_assert_null (kaiji_casefile_open (fixture->path, FALSE, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_READ_ONLY);
  g_clear_error (&error);
  self = kaiji_casefile_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  close_case (self);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/casefile/open/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("create", test_create);
  ADD ("create-nowhere", test_create_nowhere);
  ADD ("not-found", test_not_found);
  ADD ("foreign", test_foreign);
  ADD ("truncated", test_truncated);
  ADD ("damaged", test_damaged);
  ADD ("newer", test_newer);
  ADD ("hostile", test_hostile);
  ADD ("rollback", test_rollback);
  ADD ("lock-same-process", test_lock_same_process);
  ADD ("lock-other-process", test_lock_other_process);
  ADD ("folder-not-writable", test_folder_not_writable);
  return g_test_run ();
}
