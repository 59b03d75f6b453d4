/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker programs end with whoever started them, also when they are stopped. */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pdf/channel.h"
#include "pdf/process.h"

#define LONGEST_MICROSECONDS (20 * G_USEC_PER_SEC)

static char *
dup_program (const char *name)
{
  g_autofree char *folder = g_path_get_dirname (g_getenv ("KAIJI_WORKER"));

  return g_build_filename (folder, name, NULL);
}

/* Starts @name and waits for its HELLO. */
static KaijiPdfProcess
start (const char *name)
{
  g_autofree char *program = dup_program (name);
  g_autoptr (GError) error = NULL;
  KaijiPdfProcess process;
  KaijiPdfReply hello;
  int fd;

  g_assert_true (kaiji_pdf_process_start (&process, program, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (kaiji_pdf_channel_receive (process.socket, &hello, sizeof hello, &fd));
  g_assert_cmpuint (hello.kind, ==, KAIJI_PDF_KIND_HELLO);
  return process;
}

/* How @pid ended; -1 when it does not. */
static int
wait_for_end (GPid pid)
{
  const gint64 until = g_get_monotonic_time () + LONGEST_MICROSECONDS;
  int status;
  pid_t ended;

  while ((ended = waitpid (pid, &status, WNOHANG)) == 0 && g_get_monotonic_time () < until)
    g_usleep (5000);
  if (ended == pid)
    return status;
  kill (pid, SIGKILL);
  waitpid (pid, &status, 0);
  return -1;
}

/* The program that starts it: tells its number, then does nothing. */
G_NORETURN static void
be_parent (const char *name, int pipe)
{
  const KaijiPdfProcess process = start (name);

  if (write (pipe, &process.pid, sizeof process.pid) != (ssize_t) sizeof process.pid)
    _exit (1);
  while (TRUE)
    pause ();
}

/* The program is killed while its worker is stopped, which therefore cannot see it. */
static void
test_stopped (gconstpointer name)
{
  GPid parent, worker = 0;
  int pipes[2], status;

  /* Who loses its parent becomes ours, so that its end can be seen. */
  g_assert_cmpint (prctl (PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);
  g_assert_cmpint (pipe (pipes), ==, 0);
  parent = fork ();
  g_assert_cmpint (parent, >=, 0);
  if (parent == 0)
    be_parent (name, pipes[1]);
  close (pipes[1]);
  g_assert_cmpint (read (pipes[0], &worker, sizeof worker), ==, sizeof worker);
  close (pipes[0]);
  g_assert_cmpint (kill (worker, SIGSTOP), ==, 0);
  g_assert_cmpint (kill (parent, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (parent, &status, 0), ==, parent);
  status = wait_for_end (worker);
  g_assert_cmpint (status, !=, -1);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
}

/* Whoever started it has gone before it could ask for anything: it ends by itself. */
static void
test_gone (gconstpointer name)
{
  g_autofree char *program = dup_program (name);
  g_autoptr (GError) error = NULL;
  KaijiPdfProcess process;

  g_assert_true (kaiji_pdf_process_start (&process, program, FALSE, &error));
  close (process.socket);
  g_assert_cmpint (wait_for_end (process.pid), !=, -1);
}

static gpointer
start_cb (gpointer name)
{
  const KaijiPdfProcess process = start (name);

  return g_memdup2 (&process, sizeof process);
}

/* It is the thread that counts: whoever keeps a worker must keep its thread. */
static void
test_thread (gconstpointer name)
{
  GThread *thread = g_thread_new ("starter", start_cb, (gpointer) name);
  g_autofree KaijiPdfProcess *process = g_thread_join (thread);
  const int status = wait_for_end (process->pid);

  close (process->socket);
  g_assert_cmpint (status, !=, -1);
  g_assert_true (WIFSIGNALED (status));
}

int
main (int argc, char **argv)
{
  static const char *const programs[] = { "kaiji-pdf-worker", "kaiji-pdf-extractor" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *stopped = g_strdup_printf ("/pdf/parent/stopped/%s", programs[i]);
      g_autofree char *gone = g_strdup_printf ("/pdf/parent/gone/%s", programs[i]);
      g_autofree char *thread = g_strdup_printf ("/pdf/parent/thread/%s", programs[i]);

      g_test_add_data_func (stopped, programs[i], test_stopped);
      g_test_add_data_func (gone, programs[i], test_gone);
      g_test_add_data_func (thread, programs[i], test_thread);
    }
  return g_test_run ();
}
