/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting and ending the worker program.
 *
 * 1. It inherits its socket and the standard descriptors, which lead nowhere, and no other.
 * 2. Its environment holds what finding fonts and speaking needs and nothing else: neither secrets,
 *    nor settings that would make poppler's complaints about a foreign file fatal. */
#include "pdf/process.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pdf/client.h"

static const char *const passed_on[] = {
  "LANG",         "LC_ALL",       "LC_CTYPE",        "FONTCONFIG_FILE", "FONTCONFIG_PATH",
  "ASAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH", "UBSAN_OPTIONS",
};

static char **
make_environment (void)
{
  g_auto (GStrv) environment = g_new0 (char *, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (passed_on); i++)
    {
      const char *value = g_getenv (passed_on[i]);

      if (value)
        environment = g_environ_setenv (environment, passed_on[i], value, TRUE);
    }
  /* Symbols are looked up while nobody waits, not while the first page is drawn. */
  environment = g_environ_setenv (environment, "LD_BIND_NOW", "1", TRUE);
  /* poppler takes and gives back small pieces of memory all the time: more of them are kept ready.
   * Still more would make nothing faster, and would hold tens of megabytes that are never given back. */
  environment =
      g_environ_setenv (environment, "GLIBC_TUNABLES", "glibc.malloc.tcache_count=100", TRUE);
  return g_steal_pointer (&environment);
}

static int
spawn (GPid *pid, int socket, const char *program, gboolean insist)
{
  char *const arguments[] = { (char *) program, insist ? (char *) "--insist" : NULL, NULL };
  g_auto (GStrv) environment = make_environment ();
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, defaults;
  int result;

  sigemptyset (&none);
  sigemptyset (&defaults);
  sigaddset (&defaults, SIGPIPE);
  sigaddset (&defaults, SIGXCPU);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &defaults);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawn_file_actions_init (&actions);
  /* The socket first: its number may be one of those that are taken next. */
  posix_spawn_file_actions_adddup2 (&actions, socket, KAIJI_PDF_WORKER_FD);
  posix_spawn_file_actions_addopen (&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
#ifndef __SANITIZE_ADDRESS__
  /* poppler complains about foreign files there; a sanitizer about us. */
  posix_spawn_file_actions_addopen (&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
  posix_spawn_file_actions_addclosefrom_np (&actions, KAIJI_PDF_WORKER_FD + 1);
  result = posix_spawn (pid, program, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  return result;
}

gboolean
kaiji_pdf_process_start (KaijiPdfProcess *process,
                         const char *program,
                         gboolean insist,
                         GError **error)
{
  int sockets[2];
  int result = 0;

  process->pid = 0;
  process->socket = -1;
  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
    result = errno;
  else
    {
      result = spawn (&process->pid, sockets[1], program, insist);
      close (sockets[1]);
      if (result != 0)
        close (sockets[0]);
      else
        process->socket = sockets[0];
    }
  if (result != 0)
    g_set_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_UNAVAILABLE,
                 _ ("PDF files cannot be opened: %s cannot be started (%s). Install Kaiji again."),
                 program, g_strerror (result));
  return result == 0;
}

int
kaiji_pdf_process_stop (KaijiPdfProcess *process)
{
  int status = 0;

  if (process->socket >= 0)
    close (process->socket);
  process->socket = -1;
  if (process->pid > 0)
    {
      kill (process->pid, SIGKILL);
      while (waitpid (process->pid, &status, 0) < 0 && errno == EINTR)
        ;
    }
  process->pid = 0;
  return status;
}
