/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that edits is killed at any moment, hundreds of times: every edit that it reported as
 * committed is there, the log gives the state, and the file opens. */
#include "fixture.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KILLS 220

/* ---- the child: edits and reports each edit once it is committed ---- */

static int
edit_for_ever (const char *path, guint first)
{
  KaijiCasefile *self = open_case (path);

  for (guint n = first;; n++)
    {
      g_autofree char *id = g_strdup_printf ("x.%03u.1", n % 7);
      g_autofree char *text = g_strdup_printf ("%u", n);
      g_autofree char *line = g_strdup_printf ("%u\n", n);

      set_answer (self, id, text);
      set_answer (self, "counter", text);
      if (n % 5 == 0)
        {
          undo (self);
          redo (self);
        }
      if (n % 11 == 0)
        {
          char sha256[65];
          int fd = open_bytes (text, strlen (text));

          kaiji_casefile_store_bytes (self, fd, sha256, NULL, NULL, NULL, NULL, NULL);
          close (fd);
        }
      flush (self);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

/* ---- the parent ---- */

/* Lets a child edit from @first on, kills it, returns the last edit that it reported, or @first-1.
 * @settled: the time counts from its first edit, however slow the machine is. */
static guint
run_and_kill (const char *path, guint first, gulong after_us, gboolean settled)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *number = g_strdup_printf ("%u", first);
  const char *const argv[] = { self_path, "--edit", path, number, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GDataInputStream) lines = NULL;
  guint last = first - 1;
  char *line;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  if (settled)
    {
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
      last = (guint) strtoul (line, NULL, 10);
      g_free (line);
    }
  g_usleep (after_us);
  g_subprocess_send_signal (child, SIGKILL);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)))
    {
      last = (guint) strtoul (line, NULL, 10);
      g_free (line);
    }
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  return last;
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  guint next = 1, with_edits = 0;

  close_case (self);
  for (guint i = 0; i < KILLS; i++)
    {
      /* From before the file is opened to well into editing. */
      gulong after_us = (gulong) g_test_rand_int_range (2000, 60000);
      guint last = run_and_kill (fixture->path, next, after_us, i % 2 == 1);
      g_autofree char *id = g_strdup_printf ("x.%03u.1", last % 7);
      const char *counter;
      guint found;

      self = open_case (fixture->path);
      counter = get_answer (self, "counter");
      found = counter ? (guint) strtoul (counter, NULL, 10) : 0;
      /* What was reported is there; at most the edit in the air beside it. */
      g_assert_cmpuint (found, >=, last);
      g_assert_cmpuint (found, <=, last + 1);
      if (last > 0)
        g_assert_cmpuint ((guint) strtoul (get_answer (self, id), NULL, 10), >=, last);
      if (last >= next)
        with_edits++;
      assert_log_gives_state (self);
      close_case (self);
      next = last + 1;
    }
  g_test_message ("%u kills, %u of them after edits, %u edits", KILLS, with_edits, next - 1);
  g_assert_cmpuint (with_edits, >=, KILLS / 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  if (argc == 4 && g_str_equal (argv[1], "--edit"))
    return edit_for_ever (argv[2], (guint) strtoul (argv[3], NULL, 10));
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/casefile/crash/kill", Fixture, NULL, fixture_set_up, test_kill, fixture_tear_down);
  return g_test_run ();
}
