/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The I/O thread between everybody and the worker.
 *
 * One thread of its own, for there is one worker with a protocol of question and answer, while
 * callers block on any thread (jobs) or sit in the main loop (screen): a pool would only make
 * threads that wait for one another.
 *
 * 1. Only this thread talks to the worker, starts and ends it, and finishes jobs. Others put jobs
 *    into the queue or into the list of cancelled ones, under the lock, and wake it.
 * 2. A job is finished exactly once. When it is cancelled while the worker is at it, it is finished
 *    at once and the reply thrown away.
 * 3. A worker that dies is started anew and the job tried once more, since not every death is the
 *    page's fault; a page that ended it twice, or ran out of time, is not tried again for this
 *    source. Other pages and documents go on.
 * 4. The worker keeps KAIJI_PDF_N_SLOTS documents open; which one is where is known here alone. */
#include "pdf/engine.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pdf/channel.h"
#include "pdf/process.h"
#include "pdf/queue.h"

#define DEFAULT_TIMEOUT 20000
#define HELLO_TIMEOUT 20000
#define MOST_DEATHS 2
#define MOST_STARTS 2
/* A worker that ends by itself sooner than this is not started again before it is needed. */
#define SOUND_MICROSECONDS G_USEC_PER_SEC

typedef struct
{
  guint64 id; /* of the source that is open there, 0 for none */
  guint64 used_at;
} Slot;

struct _KaijiPdfEngine
{
  gatomicrefcount refs;
  GThread *thread;
  char *program;
  int wake_fd;

  /* atomic */
  int pid;
  int restarts;
  int sandbox;
  int insist;
  int timeout;

  GMutex lock;
  KaijiPdfQueue queue; /* locked */
  GQueue cancelled;    /* locked */
  gboolean quit;       /* locked */

  /* the I/O thread's own */
  KaijiPdfProcess process;
  gint64 started_at;
  gboolean started_once;
  gboolean started_insisting;
  Slot slots[KAIJI_PDF_N_SLOTS];
  guint64 clock;
  guint32 serial;
};

typedef enum
{
  OUTCOME_REPLY,
  OUTCOME_DIED,
  OUTCOME_LATE,
  OUTCOME_QUIT,
} Outcome;

/* --- jobs --- */

KaijiPdfJob *
kaiji_pdf_job_new (KaijiPdfJobKind kind,
                   KaijiPdfSource *source,
                   KaijiPdfPriority priority,
                   GCancellable *cancellable)
{
  KaijiPdfJob *job = g_new0 (KaijiPdfJob, 1);

  g_atomic_ref_count_init (&job->refs);
  job->kind = kind;
  job->priority = CLAMP (priority, KAIJI_PDF_PRIORITY_VISIBLE, KAIJI_PDF_PRIORITY_BACKGROUND);
  job->source = kaiji_pdf_source_ref (source);
  job->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  return job;
}

KaijiPdfJob *
kaiji_pdf_job_ref (KaijiPdfJob *job)
{
  g_atomic_ref_count_inc (&job->refs);
  return job;
}

static void
engine_unref (KaijiPdfEngine *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  close (self->wake_fd);
  g_mutex_clear (&self->lock);
  g_free (self->program);
  g_free (self);
}

void
kaiji_pdf_job_unref (KaijiPdfJob *job)
{
  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  kaiji_pdf_source_unref (job->source);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_clear_pointer (&job->image, kaiji_pdf_image_free);
  g_clear_pointer (&job->text, kaiji_pdf_text_free);
  g_clear_pointer (&job->engine, engine_unref);
  g_free (job);
}

static void
wake (KaijiPdfEngine *self)
{
  const guint64 one = 1;
  ssize_t written;

  do
    written = write (self->wake_fd, &one, sizeof one);
  while (written < 0 && errno == EINTR);
}

/* Thread: that of whoever cancels. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  KaijiPdfJob *job = user_data;

  g_mutex_lock (&job->engine->lock);
  g_queue_push_tail (&job->engine->cancelled, kaiji_pdf_job_ref (job));
  g_mutex_unlock (&job->engine->lock);
  wake (job->engine);
}

static void
finish (KaijiPdfJob *job)
{
  if (job->finished)
    return;
  job->finished = TRUE;
  if (job->cancelled_id)
    g_cancellable_disconnect (job->cancellable, job->cancelled_id);
  if (job->done)
    job->done (job, job->user_data);
}

static void
finish_cancelled (KaijiPdfJob *job)
{
  if (job->finished)
    return;
  g_clear_error (&job->error);
  g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled."));
  finish (job);
}

/* Finishes those that were cancelled since the last time. Returns whether to go on. */
static gboolean
look_up (KaijiPdfEngine *self)
{
  GQueue cancelled = G_QUEUE_INIT;
  GList *next;
  gboolean quit;

  g_mutex_lock (&self->lock);
  quit = self->quit;
  for (GList *link = self->cancelled.head; link; link = next)
    {
      KaijiPdfJob *job = link->data;

      next = link->next;
      if (!job->submitted)
        continue; /* cancelled on its way in: its submission wakes us again */
      g_queue_unlink (&self->cancelled, link);
      g_queue_push_tail_link (&cancelled, link);
      kaiji_pdf_queue_remove (&self->queue, job);
    }
  g_mutex_unlock (&self->lock);
  for (GList *link = cancelled.head; link; link = link->next)
    finish_cancelled (link->data);
  g_queue_clear_full (&cancelled, (GDestroyNotify) kaiji_pdf_job_unref);
  return !quit;
}

static void
drain_wake (KaijiPdfEngine *self)
{
  guint64 count;
  ssize_t got;

  do
    got = read (self->wake_fd, &count, sizeof count);
  while (got < 0 && errno == EINTR);
}

/* --- the worker --- */

static void
stop_worker (KaijiPdfEngine *self)
{
  kaiji_pdf_process_stop (&self->process);
  g_atomic_int_set (&self->pid, 0);
  g_atomic_int_set (&self->sandbox, KAIJI_PDF_SANDBOX_NONE);
  memset (self->slots, 0, sizeof self->slots);
}

static gboolean
is_reply (const KaijiPdfReply *reply, guint32 kind, guint32 serial)
{
  return reply->magic == KAIJI_PDF_PROTOCOL_MAGIC && reply->version == KAIJI_PDF_PROTOCOL_VERSION
         && reply->kind == kind && reply->serial == serial;
}

/* Waits for the reply to @serial; lets jobs be cancelled meanwhile. */
static Outcome
await_reply (KaijiPdfEngine *self,
             guint32 kind,
             guint32 serial,
             int timeout,
             KaijiPdfReply *reply,
             int *payload)
{
  const gint64 end = g_get_monotonic_time () + (gint64) timeout * 1000;
  struct pollfd fds[] = { { self->process.socket, POLLIN, 0 }, { self->wake_fd, POLLIN, 0 } };

  *payload = -1;
  for (;;)
    {
      const gint64 left = end - g_get_monotonic_time ();

      if (left <= 0)
        return OUTCOME_LATE;
      if (poll (fds, G_N_ELEMENTS (fds), (int) (left / 1000 + 1)) < 0)
        continue; /* interrupted */
      if (fds[0].revents)
        break;
      if (fds[1].revents)
        {
          drain_wake (self);
          if (!look_up (self))
            return OUTCOME_QUIT;
        }
    }
  if (!kaiji_pdf_channel_receive (self->process.socket, reply, sizeof *reply, payload)
      || !is_reply (reply, kind, serial) || (*payload >= 0) != (reply->payload_size > 0))
    {
      if (*payload >= 0)
        close (*payload);
      *payload = -1;
      return OUTCOME_DIED;
    }
  return OUTCOME_REPLY;
}

static KaijiPdfSandbox
read_sandbox (guint32 flags)
{
  return (KaijiPdfSandbox) ((flags & KAIJI_PDF_FLAG_SECCOMP ? KAIJI_PDF_SANDBOX_SECCOMP : 0)
                            | (flags & KAIJI_PDF_FLAG_LANDLOCK ? KAIJI_PDF_SANDBOX_LANDLOCK : 0)
                            | (flags & KAIJI_PDF_FLAG_LIMITS ? KAIJI_PDF_SANDBOX_LIMITS : 0));
}

static Outcome
start_worker (KaijiPdfEngine *self, GError **error)
{
  KaijiPdfReply hello;
  Outcome outcome;
  int payload;

  if (self->started_once)
    g_atomic_int_inc (&self->restarts);
  self->started_once = TRUE;
  self->started_at = g_get_monotonic_time ();
  self->started_insisting = g_atomic_int_get (&self->insist);
  if (!kaiji_pdf_process_start (&self->process, self->program, self->started_insisting, error))
    return OUTCOME_DIED;
  g_atomic_int_set (&self->pid, self->process.pid);
  outcome = await_reply (self, KAIJI_PDF_KIND_HELLO, 0, HELLO_TIMEOUT, &hello, &payload);
  if (payload >= 0)
    close (payload);
  if (outcome == OUTCOME_REPLY)
    {
      g_atomic_int_set (&self->sandbox, (int) read_sandbox (hello.flags));
      return outcome;
    }
  stop_worker (self);
  if (outcome == OUTCOME_QUIT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled."));
  else
    g_set_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_UNAVAILABLE,
                 _ ("PDF files cannot be opened: %s does not answer. Install Kaiji again."),
                 self->program);
  return outcome;
}

/* Whether there is one that may open documents; starts it where needed. */
static gboolean
ensure_worker (KaijiPdfEngine *self, GError **error)
{
  g_autoptr (GError) start_error = NULL;

  if (self->process.pid != 0 && self->started_insisting != g_atomic_int_get (&self->insist))
    stop_worker (self);
  /* Twice: it may be ended from outside before it can say anything. */
  for (int i = 0; i < MOST_STARTS && self->process.pid == 0; i++)
    {
      g_clear_error (&start_error);
      if (start_worker (self, &start_error) == OUTCOME_QUIT)
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

static void
begin_request (KaijiPdfEngine *self, KaijiPdfRequest *request, KaijiPdfKind kind, guint32 slot)
{
  memset (request, 0, sizeof *request);
  request->magic = KAIJI_PDF_PROTOCOL_MAGIC;
  request->version = KAIJI_PDF_PROTOCOL_VERSION;
  request->kind = kind;
  request->serial = ++self->serial;
  request->slot = slot;
  request->cpu_seconds = (guint32) g_atomic_int_get (&self->timeout) / 1000 + 1;
}

static Outcome
transact (KaijiPdfEngine *self,
          const KaijiPdfRequest *request,
          int fd,
          KaijiPdfReply *reply,
          int *payload)
{
  *payload = -1;
  if (!kaiji_pdf_channel_send (self->process.socket, request, sizeof *request, fd))
    return OUTCOME_DIED;
  return await_reply (self, request->kind, request->serial, g_atomic_int_get (&self->timeout),
                      reply, payload);
}

/* --- what can go wrong --- */

static void
set_status_error (KaijiPdfJob *job, guint32 status)
{
  switch (status)
    {
    case KAIJI_PDF_STATUS_DAMAGED:
      g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED,
                           _ ("This file is no PDF, or it is damaged. Choose another copy of it."));
      break;
    case KAIJI_PDF_STATUS_ENCRYPTED:
      g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED,
                           job->source->password
                               ? _ ("The password for this PDF is wrong. Enter it again.")
                               : _ ("This PDF is locked by a password. Enter the password."));
      break;
    default:
      g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE,
                   _ ("Page %u cannot be shown: its contents cannot be read. Go on to another "
                      "page, or replace the file."),
                   job->page);
      break;
    }
}

static void
set_crashed_error (KaijiPdfJob *job)
{
  if (job->page > 0)
    g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_CRASHED,
                 _ ("Page %u cannot be shown: reading it failed or took too long. The other pages "
                    "can still be used."),
                 job->page);
  else
    g_set_error_literal (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_CRASHED,
                         _ ("This PDF cannot be opened: reading it failed or took too long. Choose "
                            "another copy of it."));
}

/* The worker died, hung or lied while it was at @culprit (0: opening): away with it. */
static void
handle_loss (KaijiPdfEngine *self, KaijiPdfJob *job, Outcome outcome, guint culprit)
{
  guint deaths;

  stop_worker (self);
  if (outcome == OUTCOME_QUIT)
    {
      finish_cancelled (job);
      return;
    }
  deaths = kaiji_pdf_source_count_deaths (job->source, culprit,
                                          outcome == OUTCOME_LATE ? MOST_DEATHS : 1);
  if (!job->finished && deaths < MOST_DEATHS && ++job->attempts < MOST_DEATHS)
    {
      g_mutex_lock (&self->lock);
      kaiji_pdf_queue_push (&self->queue, job, TRUE);
      g_mutex_unlock (&self->lock);
    }
  else if (!job->finished)
    {
      set_crashed_error (job);
      finish (job);
    }
  start_worker (self, NULL); /* warm for the next one */
}

/* --- documents in the worker --- */

static Slot *
find_slot (KaijiPdfEngine *self, KaijiPdfSource *source)
{
  Slot *oldest = &self->slots[0];

  for (gsize i = 0; i < G_N_ELEMENTS (self->slots); i++)
    {
      if (self->slots[i].id == source->id)
        return &self->slots[i];
      if (self->slots[i].used_at < oldest->used_at)
        oldest = &self->slots[i];
    }
  return oldest;
}

static void
fill_password (KaijiPdfRequest *request, const char *password)
{
  if (!password)
    return;
  request->has_password = 1;
  /* A longer one than PDF allows cannot be right: it is cut, and found wrong. */
  g_strlcpy (request->password, password, sizeof request->password);
}

/* Puts the job's document into the worker when it is not there. FALSE: the job was dealt with. */
static gboolean
ensure_open (KaijiPdfEngine *self, KaijiPdfJob *job, guint32 *index)
{
  Slot *slot = find_slot (self, job->source);
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  Outcome outcome;
  int payload;

  *index = (guint32) (slot - self->slots);
  slot->used_at = ++self->clock;
  if (slot->id == job->source->id)
    return TRUE;
  if (kaiji_pdf_source_count_deaths (job->source, 0, 0) >= MOST_DEATHS)
    {
      set_crashed_error (job);
      finish (job);
      return FALSE;
    }
  slot->id = 0;
  begin_request (self, &request, KAIJI_PDF_KIND_OPEN, *index);
  fill_password (&request, job->source->password);
  outcome = transact (self, &request, job->source->fd, &reply, &payload);
  explicit_bzero (request.password, sizeof request.password);
  if (payload >= 0)
    close (payload); /* nobody asked for it */
  if (outcome == OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK
      && !kaiji_pdf_source_take_open (job->source, &reply))
    outcome = OUTCOME_DIED;
  if (outcome != OUTCOME_REPLY)
    {
      handle_loss (self, job, outcome, 0);
      return FALSE;
    }
  kaiji_pdf_source_count_deaths (job->source, 0, -1);
  if (reply.status != KAIJI_PDF_STATUS_OK)
    {
      if (!job->finished)
        {
          set_status_error (job, reply.status == KAIJI_PDF_STATUS_ENCRYPTED
                                     ? KAIJI_PDF_STATUS_ENCRYPTED
                                     : KAIJI_PDF_STATUS_DAMAGED);
          finish (job);
        }
      return FALSE;
    }
  slot->id = job->source->id;
  return TRUE;
}

static void
run_forget (KaijiPdfEngine *self, KaijiPdfJob *job)
{
  Slot *slot = find_slot (self, job->source);
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  Outcome outcome;
  int payload;

  if (slot->id == job->source->id && self->process.pid != 0)
    {
      slot->id = 0;
      slot->used_at = 0;
      begin_request (self, &request, KAIJI_PDF_KIND_CLOSE, (guint32) (slot - self->slots));
      outcome = transact (self, &request, -1, &reply, &payload);
      if (payload >= 0)
        close (payload);
      if (outcome != OUTCOME_REPLY)
        stop_worker (self);
    }
  finish (job);
}

/* --- requests --- */

/* Maps what came with the reply; TRUE also when nothing came. @fd is taken. */
static gboolean
map_payload (const KaijiPdfReply *reply, int fd, guint64 most, const void **payload)
{
  *payload = NULL;
  if (fd < 0)
    return TRUE;
  if (reply->payload_size <= most)
    *payload = kaiji_pdf_channel_buffer_map (fd, reply->payload_size);
  close (fd);
  return *payload != NULL;
}

static gboolean
take_text (KaijiPdfJob *job, const KaijiPdfReply *reply, int fd)
{
  const guint64 most =
      KAIJI_PDF_MAX_CHARACTERS * (guint64) sizeof (KaijiPdfRectRecord) + KAIJI_PDF_MAX_TEXT_BYTES;
  const void *payload;

  if (!map_payload (reply, fd, most, &payload))
    return FALSE;
  job->text = kaiji_pdf_text_new_from_reply (reply, payload);
  if (payload)
    munmap ((void *) payload, reply->payload_size);
  return job->text != NULL;
}

static void
run_page (KaijiPdfEngine *self, KaijiPdfJob *job, guint32 slot)
{
  const gboolean render = job->kind == KAIJI_PDF_JOB_RENDER;
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  gboolean taken = TRUE;
  Outcome outcome;
  int payload;

  if (kaiji_pdf_source_count_deaths (job->source, job->page, 0) >= MOST_DEATHS)
    {
      set_crashed_error (job);
      finish (job);
      return;
    }
  begin_request (self, &request, render ? KAIJI_PDF_KIND_RENDER : KAIJI_PDF_KIND_TEXT, slot);
  request.page = job->page;
  request.scale = job->scale;
  request.rotation = job->rotation;
  outcome = transact (self, &request, -1, &reply, &payload);
  if (outcome == OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK)
    {
      taken = kaiji_pdf_source_take_page (job->source, job->page, &reply.page);
      if (taken && render)
        taken = (job->image = kaiji_pdf_image_new_from_reply (&reply, payload)) != NULL;
      else if (taken)
        taken = take_text (job, &reply, payload);
      else if (payload >= 0)
        close (payload);
    }
  else if (payload >= 0)
    close (payload);
  if (outcome != OUTCOME_REPLY || !taken)
    {
      handle_loss (self, job, outcome == OUTCOME_REPLY ? OUTCOME_DIED : outcome, job->page);
      return;
    }
  kaiji_pdf_source_count_deaths (job->source, job->page, -1);
  if (render)
    job->source->drawn = TRUE;
  if (reply.status != KAIJI_PDF_STATUS_OK && !job->finished)
    set_status_error (job, KAIJI_PDF_STATUS_PAGE);
  finish (job);
}

/* One portion; then the job goes to the end of its queue. */
static void
run_load (KaijiPdfEngine *self, KaijiPdfJob *job, guint32 slot)
{
  KaijiPdfSource *source = job->source;
  const gboolean facts = source->next_page <= source->n_pages;
  const void *payload = NULL;
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  gboolean taken = FALSE;
  Outcome outcome;
  int fd;

  if (!facts && g_atomic_int_get (&source->loaded))
    {
      finish (job);
      return;
    }
  begin_request (self, &request, facts ? KAIJI_PDF_KIND_FACTS : KAIJI_PDF_KIND_OUTLINE, slot);
  request.first = facts                    ? source->next_page
                  : source->outline_so_far ? source->outline_so_far->len
                                           : 0;
  outcome = transact (self, &request, -1, &reply, &fd);
  if (outcome == OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK)
    {
      if (map_payload (&reply, fd, KAIJI_PDF_MAX_BATCH * sizeof (KaijiPdfOutlineRecord), &payload))
        taken = facts ? kaiji_pdf_source_take_facts (source, &reply, payload)
                      : kaiji_pdf_source_take_outline (source, &reply, payload);
      if (payload)
        munmap ((void *) payload, reply.payload_size);
    }
  else if (fd >= 0)
    close (fd);
  if (outcome == OUTCOME_QUIT)
    {
      handle_loss (self, job, outcome, 0);
      return;
    }
  if (taken)
    job->attempts = 0;
  else
    {
      /* What a file does not tell is guessed: no reason not to show its pages. */
      if (outcome != OUTCOME_REPLY || reply.status == KAIJI_PDF_STATUS_OK)
        {
          stop_worker (self);
          start_worker (self, NULL);
        }
      if (outcome == OUTCOME_LATE || ++job->attempts >= MOST_DEATHS)
        {
          if (facts)
            kaiji_pdf_source_finish_facts (source);
          else
            kaiji_pdf_source_finish_outline (source);
          job->attempts = 0;
        }
    }
  if (job->finished)
    return;
  g_mutex_lock (&self->lock);
  kaiji_pdf_queue_push (&self->queue, job, FALSE);
  g_mutex_unlock (&self->lock);
}

static void
run_job (KaijiPdfEngine *self, KaijiPdfJob *job)
{
  guint32 slot;

  if (job->kind == KAIJI_PDF_JOB_FORGET)
    {
      run_forget (self, job);
      return;
    }
  if (!ensure_worker (self, &job->error))
    {
      finish (job);
      return;
    }
  if (job->finished || !ensure_open (self, job, &slot) || job->finished)
    return;
  switch (job->kind)
    {
    case KAIJI_PDF_JOB_LOAD:
      run_load (self, job, slot);
      break;
    case KAIJI_PDF_JOB_RENDER:
    case KAIJI_PDF_JOB_TEXT:
      if (job->page < 1 || job->page > job->source->n_pages)
        {
          g_set_error (&job->error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE,
                       _ ("There is no page %u: this PDF has %u pages."), job->page,
                       job->source->n_pages);
          finish (job);
        }
      else
        run_page (self, job, slot);
      break;
    default:
      finish (job);
      break;
    }
}

/* Sleeps until somebody wants something, or the worker ends by itself. */
static void
sleep_until (KaijiPdfEngine *self, gint64 wake_at)
{
  const gint64 left = wake_at - g_get_monotonic_time ();
  const int timeout = wake_at == G_MAXINT64 ? -1 : (int) CLAMP (left / 1000 + 1, 0, 60000);
  struct pollfd fds[] = { { self->wake_fd, POLLIN, 0 },
                          { self->process.pid != 0 ? self->process.socket : -1, POLLIN, 0 } };

  if (poll (fds, G_N_ELEMENTS (fds), timeout) <= 0)
    return;
  if (fds[0].revents)
    drain_wake (self);
  if (fds[1].revents)
    {
      /* It says something unasked, or has gone. */
      const gboolean sound = g_get_monotonic_time () - self->started_at > SOUND_MICROSECONDS;

      stop_worker (self);
      if (sound)
        start_worker (self, NULL);
    }
}

static gpointer
thread_cb (gpointer data)
{
  KaijiPdfEngine *self = data;
  KaijiPdfJob *left;

  start_worker (self, NULL);
  while (look_up (self))
    {
      g_autoptr (KaijiPdfJob) job = NULL;
      gint64 wake_at;

      g_mutex_lock (&self->lock);
      job = kaiji_pdf_queue_pop (&self->queue, &wake_at);
      g_mutex_unlock (&self->lock);
      if (!job)
        sleep_until (self, wake_at);
      else if (!job->finished)
        run_job (self, job);
    }
  stop_worker (self);
  /* Nobody can submit any more: the service is gone. */
  while ((left = kaiji_pdf_queue_pop_any (&self->queue)))
    {
      finish_cancelled (left);
      kaiji_pdf_job_unref (left);
    }
  g_queue_clear_full (&self->cancelled, (GDestroyNotify) kaiji_pdf_job_unref);
  engine_unref (self);
  return NULL;
}

/* --- from other threads --- */

KaijiPdfEngine *
kaiji_pdf_engine_new (const char *worker, gboolean insist)
{
  KaijiPdfEngine *self = g_new0 (KaijiPdfEngine, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->program = g_strdup (worker);
  self->wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->process.socket = -1;
  self->insist = insist;
  self->timeout = DEFAULT_TIMEOUT;
  g_atomic_ref_count_inc (&self->refs); /* the thread's */
  self->thread = g_thread_new ("kaiji-pdf", thread_cb, self);
  return self;
}

void
kaiji_pdf_engine_stop (KaijiPdfEngine *self)
{
  GThread *thread = self->thread;

  g_mutex_lock (&self->lock);
  self->quit = TRUE;
  g_mutex_unlock (&self->lock);
  wake (self);
  /* The last reference may go on the I/O thread itself, with the job that held it. */
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
  engine_unref (self);
}

void
kaiji_pdf_engine_submit (KaijiPdfEngine *self,
                         KaijiPdfJob *job,
                         KaijiPdfJobDone done,
                         gpointer user_data)
{
  gulong cancelled_id = 0;

  job->done = done;
  job->user_data = user_data;
  g_atomic_ref_count_inc (&self->refs);
  job->engine = self;
  if (job->cancellable)
    cancelled_id =
        g_cancellable_connect (job->cancellable, G_CALLBACK (cancelled_cb), kaiji_pdf_job_ref (job),
                               (GDestroyNotify) kaiji_pdf_job_unref);
  g_mutex_lock (&self->lock);
  job->cancelled_id = cancelled_id;
  job->submitted = TRUE;
  kaiji_pdf_queue_push (&self->queue, job, FALSE);
  g_mutex_unlock (&self->lock);
  wake (self);
}

typedef struct
{
  GMutex lock;
  GCond cond;
  gboolean done;
} Waiter;

static void
waiter_done_cb (KaijiPdfJob *job, gpointer user_data)
{
  Waiter *waiter = user_data;

  g_mutex_lock (&waiter->lock);
  waiter->done = TRUE;
  g_cond_signal (&waiter->cond);
  g_mutex_unlock (&waiter->lock);
}

void
kaiji_pdf_engine_run (KaijiPdfEngine *self, KaijiPdfJob *job)
{
  Waiter waiter = { .done = FALSE };

  g_mutex_init (&waiter.lock);
  g_cond_init (&waiter.cond);
  kaiji_pdf_engine_submit (self, job, waiter_done_cb, &waiter);
  g_mutex_lock (&waiter.lock);
  while (!waiter.done)
    g_cond_wait (&waiter.cond, &waiter.lock);
  g_mutex_unlock (&waiter.lock);
  g_cond_clear (&waiter.cond);
  g_mutex_clear (&waiter.lock);
}

GPid
kaiji_pdf_engine_get_pid (KaijiPdfEngine *self)
{
  return g_atomic_int_get (&self->pid);
}

guint
kaiji_pdf_engine_get_restarts (KaijiPdfEngine *self)
{
  return (guint) g_atomic_int_get (&self->restarts);
}

KaijiPdfSandbox
kaiji_pdf_engine_get_sandbox (KaijiPdfEngine *self)
{
  return (KaijiPdfSandbox) g_atomic_int_get (&self->sandbox);
}

void
kaiji_pdf_engine_set_insist (KaijiPdfEngine *self, gboolean insist)
{
  g_atomic_int_set (&self->insist, insist);
}

gboolean
kaiji_pdf_engine_get_insist (KaijiPdfEngine *self)
{
  return g_atomic_int_get (&self->insist);
}

void
kaiji_pdf_engine_set_timeout (KaijiPdfEngine *self, guint milliseconds)
{
  g_atomic_int_set (&self->timeout, (int) MIN (milliseconds, G_MAXINT));
}
