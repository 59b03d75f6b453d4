/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of evidence: kept once, given out sealed and checked, and never half. */
#include "fixture.h"

#include "db/db.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGE (20 * 1024 * 1024 + 123)

static guint8 *
make_large (void)
{
  guint8 *bytes = g_malloc (LARGE);

  for (gsize i = 0; i < LARGE; i++)
    bytes[i] = (guint8) ((i * 2654435761u) >> 13);
  return bytes;
}

static void
store (KaijiCasefile *self, gconstpointer data, gsize size, char sha256[65])
{
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  g_autoptr (GError) error = NULL;
  int fd = open_bytes (data, size);
  gint64 stored = -1;

  g_assert_true (kaiji_casefile_store_bytes (self, fd, sha256, &stored, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sha256, ==, digest);
  g_assert_cmpint (stored, ==, (gint64) size);
  close (fd);
}

static void
assert_holds (KaijiCasefile *self, const char *sha256, gconstpointer data, gsize size)
{
  g_autoptr (GError) error = NULL;
  int fd = kaiji_evidence_source_open (KAIJI_EVIDENCE_SOURCE (self), sha256, NULL, &error);
  g_autofree guint8 *bytes = g_malloc (size + 1);
  struct stat info;

  g_assert_no_error (error);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, (gint64) size);
  g_assert_cmpint (lseek (fd, 0, SEEK_CUR), ==, 0);
  g_assert_cmpint (read (fd, bytes, size + 1), ==, (gssize) size);
  g_assert_cmpint (memcmp (bytes, data, size), ==, 0);
  g_assert_cmpint (fcntl (fd, F_GET_SEALS), ==,
                   F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
  close (fd);
}

static gint64
query (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiDb) db = kaiji_db_open (path, KAIJI_DB_QUERY_ONLY, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  g_assert_true (kaiji_db_query_int (db, sql, &value, &error));
  return value;
}

static void
test_store (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autofree guint8 *large = make_large ();
  g_autoptr (GError) error = NULL;
  char abc[65], big[65], nothing[65], again[65];
  struct stat before, after;

  store (self, "abc", 3, abc);
  g_assert_cmpstr (abc, ==, SHA_OF_ABC);
  store (self, "", 0, nothing);
  store (self, large, LARGE, big);
  g_stat (fixture->path, &before);
  store (self, large, LARGE, again);
  g_stat (fixture->path, &after);
  g_assert_cmpint (before.st_size, ==, after.st_size);
  g_assert_cmpint (query (fixture->path, "SELECT count (*) FROM blobs"), ==, 3);
  assert_holds (self, abc, "abc", 3);
  assert_holds (self, nothing, "", 0);
  close_case (self);

  self = open_case (fixture->path);
  assert_holds (self, big, large, LARGE);
  g_auto (GStrv) bad = kaiji_casefile_verify (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (bad), ==, 0);
  g_assert_cmpint (kaiji_evidence_source_open (
                       KAIJI_EVIDENCE_SOURCE (self),
                       "0000000000000000000000000000000000000000000000000000000000000000", NULL,
                       &error),
                   ==, -1);
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NO_EVIDENCE);
  close_case (self);
}

static gpointer
feed (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);
  g_autofree guint8 *large = make_large ();

  for (gsize done = 0; done < LARGE;)
    {
      gssize n = write (fd, large + done, LARGE - done);
      g_assert_cmpint (n, >, 0);
      done += (gsize) n;
    }
  close (fd);
  return NULL;
}

static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autofree guint8 *large = make_large ();
  g_autoptr (GError) error = NULL;
  char sha256[65];
  int fds[2];
  GThread *thread;

  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  thread = g_thread_new ("feed", feed, GINT_TO_POINTER (fds[1]));
  g_assert_true (kaiji_casefile_store_bytes (self, fds[0], sha256, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  close (fds[0]);
  assert_holds (self, sha256, large, LARGE);
  close_case (self);
}

static void
progress_cb (goffset current, goffset total, gpointer data)
{
  goffset *seen = data;

  g_assert_cmpint (total, ==, LARGE);
  g_assert_cmpint (current, >=, *seen);
  g_assert_cmpint (current, <=, total);
  *seen = current;
}

static void
cancel_cb (goffset current, goffset total, gpointer data)
{
  if (current > total * 3 / 4)
    g_cancellable_cancel (data);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autofree guint8 *large = make_large ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int fd = open_bytes (large, LARGE);
  goffset seen = 0;
  char sha256[65];

  g_assert_false (kaiji_casefile_store_bytes (self, fd, sha256, NULL, cancellable, cancel_cb,
                                              cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (query (fixture->path, "SELECT count (*) FROM blobs"), ==, 0);
  g_assert_cmpint (query (fixture->path, "SELECT count (*) FROM blob_parts"), ==, 0);
  g_assert_true (
      kaiji_casefile_store_bytes (self, fd, sha256, NULL, NULL, progress_cb, &seen, &error));
  g_assert_no_error (error);
  g_assert_cmpint (seen, ==, LARGE);
  assert_holds (self, sha256, large, LARGE);
  close (fd);
  close_case (self);
}

static void
test_tampered (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autofree guint8 *large = make_large ();
  g_autofree char *name = g_path_get_basename (fixture->path);
  g_autoptr (GError) error = NULL;
  char abc[65], big[65];
  KaijiDb *db;

  store (self, "abc", 3, abc);
  store (self, large, LARGE, big);
  close_case (self);
  db = kaiji_db_open (fixture->path, KAIJI_DB_READ_WRITE, &error);
  g_assert_true (kaiji_db_exec (
      db, "UPDATE blob_parts SET data = CAST ('abd' AS BLOB) WHERE length (data) = 3", &error));
  g_assert_no_error (error);
  kaiji_db_close (db);

  self = open_case (fixture->path);
  g_auto (GStrv) bad = kaiji_casefile_verify (self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (bad), ==, 1);
  g_assert_cmpstr (bad[0], ==, abc);
  g_assert_cmpint (kaiji_evidence_source_open (KAIJI_EVIDENCE_SOURCE (self), abc, NULL, &error), ==,
                   -1);
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, name));
  assert_holds (self, big, large, LARGE);
  close_case (self);

  /* A part that is missing is noticed as well. */
  g_clear_error (&error);
  db = kaiji_db_open (fixture->path, KAIJI_DB_READ_WRITE, &error);
  g_assert_true (kaiji_db_exec (db, "DELETE FROM blob_parts WHERE part = 7", &error));
  kaiji_db_close (db);
  self = open_case (fixture->path);
  g_assert_cmpint (kaiji_evidence_source_open (KAIJI_EVIDENCE_SOURCE (self), big, NULL, &error), ==,
                   -1);
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_DAMAGED);
  close_case (self);
}

static void
test_unfinished (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  char abc[65];
  KaijiDb *db;

  store (self, "abc", 3, abc);
  close_case (self);
  /* As a process that was killed while storing leaves it. */
  db = kaiji_db_open (fixture->path, KAIJI_DB_READ_WRITE, &error);
  g_assert_true (kaiji_db_exec (db, "UPDATE blobs SET complete = 0", &error));
  kaiji_db_close (db);
  self = kaiji_casefile_open (fixture->path, TRUE, &error);
  g_assert_cmpint (kaiji_evidence_source_open (KAIJI_EVIDENCE_SOURCE (self), abc, NULL, &error), ==,
                   -1);
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NO_EVIDENCE);
  close_case (self);
  self = open_case (fixture->path);
  g_assert_cmpint (query (fixture->path, "SELECT count (*) FROM blob_parts"), ==, 0);
  store (self, "abc", 3, abc);
  assert_holds (self, abc, "abc", 3);
  close_case (self);
}

typedef struct
{
  KaijiCasefile *file;
  gboolean stored;
} Storer;

static gpointer
store_in_thread (gpointer data)
{
  Storer *storer = data;
  g_autofree guint8 *large = make_large ();
  char sha256[65];

  store (storer->file, large, LARGE, sha256);
  assert_holds (storer->file, sha256, large, LARGE);
  g_atomic_int_set (&storer->stored, TRUE);
  return NULL;
}

/* Edits go on being committed while evidence is stored, and what two threads store at once is
 * stored once. */
static void
test_beside_edits (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  Storer storers[2] = { { self, FALSE }, { self, FALSE } };
  GThread *threads[2];
  guint n = 0;

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("store", store_in_thread, &storers[i]);
  while (!g_atomic_int_get (&storers[0].stored) || !g_atomic_int_get (&storers[1].stored))
    {
      g_autofree char *text = g_strdup_printf ("%u", ++n);
      g_autoptr (GPtrArray) log = NULL;

      set_answer (self, "x.001.1", text);
      flush (self);
      log = kaiji_journal_dup_log (KAIJI_JOURNAL (self), 1, NULL);
      g_assert_cmpuint (log->len, ==, 1);
    }
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_test_message ("%u edits were committed meanwhile", n);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpint (query (fixture->path, "SELECT count (*) FROM blobs"), ==, 1);
  assert_log_gives_state (self);
  close_case (self);
}

static gpointer
store_until_closed (gpointer data)
{
  KaijiCasefile *self = data;
  g_autofree guint8 *large = make_large ();
  g_autoptr (GError) error = NULL;
  char sha256[65];
  int fd = open_bytes (large, LARGE);

  while (kaiji_casefile_store_bytes (self, fd, sha256, NULL, NULL, NULL, NULL, &error))
    ;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
  return NULL;
}

/* Closing ends what other threads are doing. */
static void
test_close_meanwhile (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  GThread *thread = g_thread_new ("store", store_until_closed, self);
  g_autoptr (GError) error = NULL;

  g_usleep (20000);
  g_assert_true (kaiji_casefile_close (self, &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  g_assert_cmpint (
      kaiji_evidence_source_open (KAIJI_EVIDENCE_SOURCE (self), SHA_OF_ABC, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_case (self);
  self = open_case (fixture->path);
  g_assert_cmpint (query (fixture->path, "SELECT count (*) FROM blobs WHERE complete = 0"), ==, 0);
  close_case (self);
}

#define ADD(name, func) \
  g_test_add ("/casefile/evidence/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("store", test_store);
  ADD ("pipe", test_pipe);
  ADD ("cancel", test_cancel);
  ADD ("tampered", test_tampered);
  ADD ("unfinished", test_unfinished);
  ADD ("beside-edits", test_beside_edits);
  ADD ("close-meanwhile", test_close_meanwhile);
  return g_test_run ();
}
