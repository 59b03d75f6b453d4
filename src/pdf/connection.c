/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection to the worker.
 *
 * 1. One question at a time; a reply that does not belong to it counts as the worker's death.
 * 2. A request has so much time, and little more once nobody wants its answer: a worker that is at
 *    it for long is ended, which costs less than to let the next one wait.
 * 3. Without all walls of the sandbox no document is opened, unless the user insists. */
#include "pdf/connection.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pdf/channel.h"

#define HELLO_TIMEOUT 20000
#define UNWANTED_MICROSECONDS (3 * G_USEC_PER_SEC / 2)
#define MOST_STARTS 5

void
kaiji_pdf_connection_drain (KaijiPdfConnection *self)
{
  guint64 count;
  ssize_t got;

  do
    got = read (self->wake_fd, &count, sizeof count);
  while (got < 0 && errno == EINTR);
}

KaijiPdfOutcome
kaiji_pdf_connection_stop (KaijiPdfConnection *self, KaijiPdfOutcome outcome)
{
  const int status = kaiji_pdf_process_stop (&self->process);

  g_atomic_int_set (&self->pid, 0);
  g_atomic_int_set (&self->sandbox, KAIJI_PDF_SANDBOX_NONE);
  memset (self->slots, 0, sizeof self->slots);
  if (outcome != KAIJI_PDF_OUTCOME_DIED)
    return outcome;
  if (WIFEXITED (status) && WEXITSTATUS (status) == KAIJI_PDF_EXIT_MEMORY)
    return KAIJI_PDF_OUTCOME_MEMORY;
  if (!WIFSIGNALED (status))
    return outcome;
  return WTERMSIG (status) == SIGXCPU   ? KAIJI_PDF_OUTCOME_LATE
         : WTERMSIG (status) == SIGKILL ? KAIJI_PDF_OUTCOME_KILLED
                                        : outcome;
}

static gboolean
is_reply (const KaijiPdfReply *reply, guint32 kind, guint32 serial)
{
  return reply->magic == KAIJI_PDF_PROTOCOL_MAGIC && reply->version == KAIJI_PDF_PROTOCOL_VERSION
         && reply->kind == kind && reply->serial == serial;
}

/* Waits for the reply to @serial; lets jobs be cancelled meanwhile. */
static KaijiPdfOutcome
await_reply (KaijiPdfConnection *self,
             guint32 kind,
             guint32 serial,
             int timeout,
             KaijiPdfReply *reply,
             int *payload)
{
  gint64 end = g_get_monotonic_time () + (gint64) timeout * 1000;
  gboolean unwanted = FALSE;
  struct pollfd fds[] = { { self->process.socket, POLLIN, 0 }, { self->wake_fd, POLLIN, 0 } };

  *payload = -1;
  for (;;)
    {
      const gint64 left = end - g_get_monotonic_time ();

      if (left <= 0)
        return unwanted ? KAIJI_PDF_OUTCOME_UNWANTED : KAIJI_PDF_OUTCOME_LATE;
      if (poll (fds, G_N_ELEMENTS (fds), (int) (left / 1000 + 1)) < 0)
        continue; /* interrupted */
      if (fds[0].revents)
        break;
      if (fds[1].revents)
        {
          kaiji_pdf_connection_drain (self);
          switch (self->look_up (self->look_up_data))
            {
            case KAIJI_PDF_LOOK_QUIT:
              return KAIJI_PDF_OUTCOME_QUIT;
            case KAIJI_PDF_LOOK_HURRY:
              if (!unwanted)
                end = MIN (end, g_get_monotonic_time () + UNWANTED_MICROSECONDS);
              unwanted = TRUE;
              break;
            default:
              break;
            }
        }
    }
  if (!kaiji_pdf_channel_receive (self->process.socket, reply, sizeof *reply, payload))
    return errno == EPROTO ? KAIJI_PDF_OUTCOME_LIED : KAIJI_PDF_OUTCOME_DIED;
  if (!is_reply (reply, kind, serial) || (*payload >= 0) != (reply->payload_size > 0))
    {
      if (*payload >= 0)
        close (*payload);
      *payload = -1;
      return KAIJI_PDF_OUTCOME_LIED;
    }
  return KAIJI_PDF_OUTCOME_REPLY;
}

static KaijiPdfSandbox
read_sandbox (guint32 flags)
{
  return (KaijiPdfSandbox) ((flags & KAIJI_PDF_FLAG_SECCOMP ? KAIJI_PDF_SANDBOX_SECCOMP : 0)
                            | (flags & KAIJI_PDF_FLAG_LANDLOCK ? KAIJI_PDF_SANDBOX_LANDLOCK : 0)
                            | (flags & KAIJI_PDF_FLAG_LIMITS ? KAIJI_PDF_SANDBOX_LIMITS : 0));
}

KaijiPdfOutcome
kaiji_pdf_connection_start (KaijiPdfConnection *self, GError **error)
{
  KaijiPdfReply hello;
  KaijiPdfOutcome outcome;
  int payload;

  if (self->started_once)
    g_atomic_int_inc (&self->restarts);
  self->started_once = TRUE;
  self->started_at = g_get_monotonic_time ();
  self->started_insisting = g_atomic_int_get (&self->insist);
  if (!kaiji_pdf_process_start (&self->process, self->program, self->started_insisting, error))
    return KAIJI_PDF_OUTCOME_DIED;
  g_atomic_int_set (&self->pid, self->process.pid);
  outcome = await_reply (self, KAIJI_PDF_KIND_HELLO, 0, HELLO_TIMEOUT, &hello, &payload);
  if (payload >= 0)
    close (payload);
  if (outcome == KAIJI_PDF_OUTCOME_REPLY)
    {
      g_atomic_int_set (&self->sandbox, (int) read_sandbox (hello.flags));
      return outcome;
    }
  kaiji_pdf_connection_stop (self, outcome);
  if (outcome == KAIJI_PDF_OUTCOME_QUIT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled."));
  else
    g_set_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_UNAVAILABLE,
                 _ ("PDF files cannot be opened: %s does not answer. Install Kaiji again."),
                 self->program);
  return outcome;
}

/* It died while it had nothing to do: the next request is not to blame. */
static gboolean
has_ended (KaijiPdfConnection *self)
{
  struct pollfd poll_fd = { self->process.socket, POLLIN, 0 };

  return self->process.pid != 0 && poll (&poll_fd, 1, 0) > 0;
}

gboolean
kaiji_pdf_connection_ensure (KaijiPdfConnection *self, GError **error)
{
  g_autoptr (GError) start_error = NULL;
  KaijiPdfOutcome outcome;

  if (has_ended (self)
      || (self->process.pid != 0 && self->started_insisting != g_atomic_int_get (&self->insist)))
    kaiji_pdf_connection_stop (self, KAIJI_PDF_OUTCOME_QUIT);
  /* Some times: it may be ended from outside before it can say anything. */
  for (int i = 0; i < MOST_STARTS && self->process.pid == 0; i++)
    {
      g_clear_error (&start_error);
      outcome = kaiji_pdf_connection_start (self, &start_error);
      if (outcome == KAIJI_PDF_OUTCOME_QUIT || outcome == KAIJI_PDF_OUTCOME_LATE)
        break;
    }
  if (self->process.pid == 0)
    {
      g_propagate_error (error, g_steal_pointer (&start_error));
      return FALSE;
    }
  if (g_atomic_int_get (&self->sandbox) == KAIJI_PDF_SANDBOX_ALL
      || g_atomic_int_get (&self->insist))
    return TRUE;
  g_set_error_literal (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_UNAVAILABLE,
                       _ ("PDF files are not opened: this system cannot shut in the program that "
                          "reads them (Landlock or seccomp is missing). Use Linux 5.13 or later; "
                          "KAIJI_PDF_UNSANDBOXED=1 in the environment opens them all the same."));
  return FALSE;
}

void
kaiji_pdf_connection_begin (KaijiPdfConnection *self,
                            KaijiPdfRequest *request,
                            KaijiPdfKind kind,
                            guint32 slot)
{
  memset (request, 0, sizeof *request);
  request->magic = KAIJI_PDF_PROTOCOL_MAGIC;
  request->version = KAIJI_PDF_PROTOCOL_VERSION;
  request->kind = kind;
  request->serial = ++self->serial;
  request->slot = slot;
  request->cpu_seconds = (guint32) g_atomic_int_get (&self->timeout) / 1000 + 1;
}

KaijiPdfOutcome
kaiji_pdf_connection_ask (KaijiPdfConnection *self,
                          const KaijiPdfRequest *request,
                          int fd,
                          KaijiPdfReply *reply,
                          int *payload)
{
  *payload = -1;
  if (!kaiji_pdf_channel_send (self->process.socket, request, sizeof *request, fd))
    return KAIJI_PDF_OUTCOME_DIED;
  return await_reply (self, request->kind, request->serial, g_atomic_int_get (&self->timeout),
                      reply, payload);
}

KaijiPdfSlot *
kaiji_pdf_connection_find_slot (KaijiPdfConnection *self, guint64 id)
{
  KaijiPdfSlot *oldest = &self->slots[0];

  for (gsize i = 0; i < G_N_ELEMENTS (self->slots); i++)
    {
      if (self->slots[i].id == id)
        return &self->slots[i];
      if (self->slots[i].used_at < oldest->used_at)
        oldest = &self->slots[i];
    }
  return oldest;
}
