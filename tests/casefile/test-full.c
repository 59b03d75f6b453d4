/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A full disk while editing: told, nothing lost, made good by itself; and what a commit costs. */
#include "fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* No file may grow beyond what @path has now: as on a full disk, for this process alone. */
static void
fill_disk (const char *path)
{
  struct rlimit limit;
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = (rlim_t) info.st_size;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
make_room (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

typedef struct
{
  guint count;
  GError *error;
} Failures;

static void
commit_failed_cb (KaijiJournal *journal, const GError *error, gpointer data)
{
  Failures *failures = data;

  failures->count++;
  g_clear_error (&failures->error);
  failures->error = g_error_copy (error);
}

static char *
make_long_text (char c)
{
  char *text = g_malloc (100001);

  memset (text, c, 100000);
  text[100000] = 0;
  return text;
}

static void
assert_no_space (Fixture *fixture, const GError *error)
{
  g_autofree char *name = g_path_get_basename (fixture->path);

  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, name));
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  KaijiJournal *journal = KAIJI_JOURNAL (self);
  Failures failures = { 0 };
  g_autofree char *a = make_long_text ('a');
  g_autofree char *b = make_long_text ('b');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) log = NULL;
  KaijiCasefile *reader;

  g_signal_connect (self, "commit-failed", G_CALLBACK (commit_failed_cb), &failures);
  set_answer (self, "x.001.1", "before");
  flush (self);
  fill_disk (fixture->path);
  set_answer (self, "x.001.1", a);
  set_answer (self, "x.002.1", "small");
  while (failures.count == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_no_space (fixture, failures.error);
  /* In memory everything is there, and goes on working. */
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, a);
  g_assert_cmpuint (kaiji_journal_get_pending (journal), ==, 2);
  undo (self);
  g_assert_null (get_answer (self, "x.002.1"));
  log = kaiji_journal_dup_log (journal, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (log->len, ==, 4);
  assert_log_gives_state (self);
  /* Closing refuses as well, and loses nothing. */
  g_assert_false (kaiji_casefile_close (self, &error));
  assert_no_space (fixture, error);
  g_clear_error (&error);
  /* The file is whole. */
  reader = kaiji_casefile_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_answer (reader, "x.001.1"), ==, "before");
  assert_log_gives_state (reader);
  close_case (reader);

  make_room ();
  set_answer (self, "x.003.1", b);
  flush (self);
  close_case (self);
  self = open_case (fixture->path);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, a);
  g_assert_null (get_answer (self, "x.002.1"));
  g_assert_cmpstr (get_answer (self, "x.003.1"), ==, b);
  assert_log_gives_state (self);
  close_case (self);
  g_clear_error (&failures.error);
}

static void
state_changed_cb (KaijiJournal *journal, gpointer data)
{
  *(gboolean *) data = kaiji_journal_get_pending (journal) == 0;
}

static void
test_retry_by_itself (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  Failures failures = { 0 };
  g_autofree char *a = make_long_text ('a');
  gboolean saved = FALSE;

  g_signal_connect (self, "commit-failed", G_CALLBACK (commit_failed_cb), &failures);
  fill_disk (fixture->path);
  set_answer (self, "x.001.1", a);
  while (failures.count == 0)
    g_main_context_iteration (NULL, TRUE);
  make_room ();
  g_signal_connect (self, "state-changed", G_CALLBACK (state_changed_cb), &saved);
  while (!saved)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (failures.count, ==, 1);
  close_case (self);
  self = open_case (fixture->path);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, a);
  close_case (self);
  g_clear_error (&failures.error);
}

static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = make_long_text ('a');
  g_auto (GStrv) bad = NULL;
  int fd = open_bytes (text, 100000);
  char sha256[65];

  fill_disk (fixture->path);
  g_assert_false (kaiji_casefile_store_bytes (self, fd, sha256, NULL, NULL, NULL, NULL, &error));
  assert_no_space (fixture, error);
  g_clear_error (&error);
  make_room ();
  g_assert_true (kaiji_casefile_store_bytes (self, fd, sha256, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  bad = kaiji_casefile_verify (self, NULL, &error);
  g_assert_cmpuint (g_strv_length (bad), ==, 0);
  close (fd);
  close_case (self);
}

/* Making a case where there is no room leaves nothing behind, and what was there as it was. */
static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = fixture_build_path (fixture, "small");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  gsize before_size, after_size;
  guint n = 0;

  g_assert_true (g_file_set_contents (other, "0123456789", -1, &error));
  KaijiCasefile *self = create_case (fixture->path);
  set_answer (self, "x.001.1", "a");
  close_case (self);
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_size, &error));
  fill_disk (other);
  g_assert_null (kaiji_casefile_create (fixture->path, "y", "1", TRUE, &error));
  assert_no_space (fixture, error);
  g_clear_error (&error);
  make_room ();
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_size, &error));
  g_assert_cmpmem (before, before_size, after, after_size);
  folder = g_dir_open (fixture->folder, 0, &error);
  while (g_dir_read_name (folder))
    n++;
  g_assert_cmpuint (n, ==, 2);
}

static void
test_cost (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  const guint n = 200;
  gint64 start = g_get_monotonic_time ();
  double commit_ms, open_ms;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      set_answer (self, "x.001.1", text);
      flush (self);
    }
  commit_ms = (double) (g_get_monotonic_time () - start) / 1000.0 / n;
  close_case (self);
  start = g_get_monotonic_time ();
  self = open_case (fixture->path);
  open_ms = (double) (g_get_monotonic_time () - start) / 1000.0;
  close_case (self);
  g_test_message ("a commit: %.2f ms, opening: %.2f ms", commit_ms, open_ms);
  /* Far from what is seen on an idle machine (1 ms), so that a loaded one does not fail. */
  g_assert_cmpfloat (commit_ms, <, 50);
  g_assert_cmpfloat (open_ms, <, 500);
}

#define ADD(name, func) \
  g_test_add ("/casefile/full/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  signal (SIGXFSZ, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  ADD ("edit", test_edit);
  ADD ("retry-by-itself", test_retry_by_itself);
  ADD ("evidence", test_evidence);
  ADD ("create", test_create);
  ADD ("cost", test_cost);
  return g_test_run ();
}
