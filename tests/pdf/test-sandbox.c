/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walls around the worker, tried from inside: each attempt runs in a child of its own. */
#include "pdf-worker/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pdf/channel.h"
#include "pdf/protocol.h"

/* 0: as it should be. */
typedef int (*Attempt) (void);

static uint32_t sandbox_flags;

/* What the child returns, or 100 + the signal that ended it. */
static int
try (Attempt attempt)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      sandbox_enter ();
      _exit (attempt ());
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 100 + WTERMSIG (status);
}

static gboolean
lacks (uint32_t flag, const char *what)
{
  if (sandbox_flags & flag)
    return FALSE;
  g_test_skip (what);
  return TRUE;
}

static int
read_elsewhere (void)
{
  static const char *const places[] = { "/etc/passwd", "/proc/self/environ", "/", "/root",
                                        "/usr/bin" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (open (places[i], O_RDONLY | O_CLOEXEC) >= 0)
      return (int) i + 1;
  return 0;
}

static int
read_fonts (void)
{
  return open ("/usr/share/fonts", O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0 ? 0 : errno;
}

static int
write_anywhere (void)
{
  if (open ("/tmp/kaiji-should-not-be", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0)
    return 1;
  if (open ("/dev/null", O_RDWR | O_CLOEXEC) >= 0)
    return 2;
  if (unlink ("/usr/share/fonts/nothing") == 0 || errno == ENOENT)
    return 3;
  if (mkdir ("/tmp/kaiji-should-not-be", 0700) == 0)
    return 4;
  return 0;
}

static int
talk (void)
{
  int pair[2];

  if (socket (AF_INET, SOCK_STREAM, 0) >= 0)
    return 1;
  if (socket (AF_UNIX, SOCK_STREAM, 0) >= 0)
    return 2;
  if (socketpair (AF_UNIX, SOCK_STREAM, 0, pair) == 0)
    return 3;
  return 0;
}

static void *
nothing (void *data)
{
  return data;
}

static int
multiply (void)
{
  pthread_t thread;
  char *const arguments[] = { (char *) "true", NULL };

  if (fork () >= 0)
    return 1;
  if (pthread_create (&thread, NULL, nothing, NULL) == 0)
    return 2;
  execv ("/bin/true", arguments);
  return errno == EPERM || errno == EACCES ? 0 : 3;
}

static int
meddle (void)
{
  if (kill (getppid (), 0) == 0)
    return 1;
  if (ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0)
    return 2;
  return 0;
}

/* What the worker does need. */
static int
share_memory (void)
{
  void *data;
  int fd = kaiji_pdf_channel_buffer_new (1024 * 1024, &data);

  if (fd < 0)
    return 1;
  memset (data, 1, 1024 * 1024);
  if (!kaiji_pdf_channel_buffer_seal (fd, data, 1024 * 1024))
    return 2;
  sandbox_allow_cpu (5);
  sandbox_allow_memory (1024 * 1024);
  return 0;
}

#ifndef __SANITIZE_ADDRESS__
static int
eat_memory (void)
{
  return mmap (NULL, 1024u * 1024u * 1024u, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
               0) == MAP_FAILED
             ? 0
             : 1;
}
#endif

static int
spin (void)
{
  sandbox_allow_cpu (0);
  for (volatile guint64 i = 0;; i++)
    ;
  return 1;
}

static void
test_files (void)
{
  if (lacks (KAIJI_PDF_FLAG_LANDLOCK, "no Landlock in this kernel"))
    return;
  g_assert_cmpint (try (read_elsewhere), ==, 0);
  if (g_file_test ("/usr/share/fonts", G_FILE_TEST_IS_DIR))
    g_assert_cmpint (try (read_fonts), ==, 0);
}

static void
test_calls (void)
{
  if (lacks (KAIJI_PDF_FLAG_SECCOMP, "no seccomp in this kernel"))
    return;
  g_assert_cmpint (try (write_anywhere), ==, 0);
  g_assert_cmpint (try (talk), ==, 0);
  g_assert_cmpint (try (multiply), ==, 0);
  g_assert_cmpint (try (meddle), ==, 0);
  g_assert_cmpint (try (share_memory), ==, 0);
}

static void
test_limits (void)
{
  if (lacks (KAIJI_PDF_FLAG_LIMITS, "no limits in this kernel"))
    return;
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (try (eat_memory), ==, 0);
#endif
  g_assert_cmpint (try (spin), ==, 100 + SIGXCPU);
}

static int
tell_flags (void)
{
  return (int) (sandbox_enter () >> 8);
}

int
main (int argc, char **argv)
{
  pid_t child;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  child = fork ();
  if (child == 0)
    _exit (tell_flags ());
  waitpid (child, &status, 0);
  sandbox_flags = (uint32_t) WEXITSTATUS (status) << 8;
  g_test_add_func ("/pdf/sandbox/files", test_files);
  g_test_add_func ("/pdf/sandbox/calls", test_calls);
  g_test_add_func ("/pdf/sandbox/limits", test_limits);
  return g_test_run ();
}
