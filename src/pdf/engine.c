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
#include "pdf/connection.h"
#include "pdf/queue.h"

#define DEFAULT_TIMEOUT 20000
#define MOST_DEATHS 2
/* A worker that ends by itself sooner than this is not started again before it is needed. */
#define SOUND_MICROSECONDS G_USEC_PER_SEC

struct _KaijiPdfEngine
{
  gatomicrefcount refs;
  GThread *thread;
  int wake_fd;

  GMutex lock;
  KaijiPdfQueue queue; /* locked */
  GQueue cancelled;    /* locked */
  gboolean quit;       /* locked */

  /* the I/O thread's own, but for what is atomic in it */
  KaijiPdfConnection connection;
  KaijiPdfJob *current; /* what the worker is at; (nullable) */
};

static void
engine_unref (KaijiPdfEngine *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  close (self->wake_fd);
  g_mutex_clear (&self->lock);
  g_free (self->connection.program);
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
  g_clear_pointer (&job->links, g_ptr_array_unref);
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

/* Finishes those that were cancelled since the last time. */
static KaijiPdfLook
look_up (gpointer data)
{
  KaijiPdfEngine *self = data;
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
  if (quit)
    return KAIJI_PDF_LOOK_QUIT;
  return self->current && self->current->finished ? KAIJI_PDF_LOOK_HURRY : KAIJI_PDF_LOOK_GO_ON;
}

/* The worker died, hung or lied while it was at @culprit (0: opening): away with it. */
static void
handle_loss (KaijiPdfEngine *self, KaijiPdfJob *job, KaijiPdfOutcome outcome, guint culprit)
{
  guint deaths;

  kaiji_pdf_connection_stop (&self->connection);
  if (outcome == KAIJI_PDF_OUTCOME_QUIT)
    {
      finish_cancelled (job);
      return;
    }
  if (outcome == KAIJI_PDF_OUTCOME_UNWANTED)
    {
      kaiji_pdf_connection_start (&self->connection, NULL);
      return;
    }
  deaths = kaiji_pdf_source_count_deaths (job->source, culprit,
                                          outcome == KAIJI_PDF_OUTCOME_LATE ? MOST_DEATHS : 1);
  if (!job->finished && deaths < MOST_DEATHS && ++job->attempts < MOST_DEATHS)
    {
      g_mutex_lock (&self->lock);
      kaiji_pdf_queue_push (&self->queue, job, TRUE);
      g_mutex_unlock (&self->lock);
    }
  else if (!job->finished)
    {
      kaiji_pdf_job_set_crashed (job);
      finish (job);
    }
  kaiji_pdf_connection_start (&self->connection, NULL); /* warm for the next one */
}

/* --- documents in the worker --- */

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
  KaijiPdfSlot *slot = kaiji_pdf_connection_find_slot (&self->connection, job->source->id);
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  KaijiPdfOutcome outcome;
  int payload;

  *index = (guint32) (slot - self->connection.slots);
  slot->used_at = ++self->connection.clock;
  if (slot->id == job->source->id)
    return TRUE;
  if (kaiji_pdf_source_count_deaths (job->source, 0, 0) >= MOST_DEATHS)
    {
      kaiji_pdf_job_set_crashed (job);
      finish (job);
      return FALSE;
    }
  slot->id = 0;
  kaiji_pdf_connection_begin (&self->connection, &request, KAIJI_PDF_KIND_OPEN, *index);
  fill_password (&request, job->source->password);
  outcome =
      kaiji_pdf_connection_ask (&self->connection, &request, job->source->fd, &reply, &payload);
  explicit_bzero (request.password, sizeof request.password);
  if (payload >= 0)
    close (payload); /* nobody asked for it */
  if (outcome == KAIJI_PDF_OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK
      && !kaiji_pdf_source_take_open (job->source, &reply))
    outcome = KAIJI_PDF_OUTCOME_DIED;
  if (outcome != KAIJI_PDF_OUTCOME_REPLY)
    {
      handle_loss (self, job, outcome, 0);
      return FALSE;
    }
  kaiji_pdf_source_count_deaths (job->source, 0, -1);
  if (reply.status != KAIJI_PDF_STATUS_OK)
    {
      if (!job->finished)
        {
          kaiji_pdf_job_set_open_status (job, reply.status);
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
  KaijiPdfSlot *slot = kaiji_pdf_connection_find_slot (&self->connection, job->source->id);
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  KaijiPdfOutcome outcome;
  int payload;

  if (slot->id == job->source->id && self->connection.process.pid != 0)
    {
      slot->id = 0;
      slot->used_at = 0;
      kaiji_pdf_connection_begin (&self->connection, &request, KAIJI_PDF_KIND_CLOSE,
                                  (guint32) (slot - self->connection.slots));
      outcome = kaiji_pdf_connection_ask (&self->connection, &request, -1, &reply, &payload);
      if (payload >= 0)
        close (payload);
      if (outcome != KAIJI_PDF_OUTCOME_REPLY)
        kaiji_pdf_connection_stop (&self->connection);
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

static gboolean
take_links (KaijiPdfJob *job, const KaijiPdfReply *reply, int fd)
{
  const void *payload;

  if (!map_payload (reply, fd, KAIJI_PDF_MAX_LINKS * sizeof (KaijiPdfLinkRecord), &payload))
    return FALSE;
  job->links = kaiji_pdf_links_new_from_reply (reply, payload, job->source->n_pages);
  if (payload)
    munmap ((void *) payload, reply->payload_size);
  return job->links != NULL;
}

/* @fd is taken. */
static gboolean
take_page (KaijiPdfJob *job, const KaijiPdfReply *reply, int fd)
{
  if (!kaiji_pdf_source_take_page (job->source, job->page, &reply->page))
    {
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  switch (job->kind)
    {
    case KAIJI_PDF_JOB_RENDER:
      job->image = kaiji_pdf_image_new_from_reply (reply, fd);
      job->source->drawn = TRUE;
      return job->image != NULL;
    case KAIJI_PDF_JOB_TEXT:
      return take_text (job, reply, fd);
    default:
      return take_links (job, reply, fd);
    }
}

static void
run_page (KaijiPdfEngine *self, KaijiPdfJob *job, guint32 slot)
{
  const KaijiPdfKind kind = job->kind == KAIJI_PDF_JOB_RENDER ? KAIJI_PDF_KIND_RENDER
                            : job->kind == KAIJI_PDF_JOB_TEXT ? KAIJI_PDF_KIND_TEXT
                                                              : KAIJI_PDF_KIND_LINKS;
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  KaijiPdfOutcome outcome;
  int payload;

  if (kaiji_pdf_source_count_deaths (job->source, job->page, 0) >= MOST_DEATHS)
    {
      kaiji_pdf_job_set_crashed (job);
      finish (job);
      return;
    }
  kaiji_pdf_connection_begin (&self->connection, &request, kind, slot);
  request.page = job->page;
  request.scale = job->scale;
  request.rotation = job->rotation;
  outcome = kaiji_pdf_connection_ask (&self->connection, &request, -1, &reply, &payload);
  if (outcome == KAIJI_PDF_OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK)
    {
      if (!take_page (job, &reply, payload))
        outcome = KAIJI_PDF_OUTCOME_DIED;
    }
  else if (payload >= 0)
    close (payload);
  if (outcome != KAIJI_PDF_OUTCOME_REPLY)
    {
      handle_loss (self, job, outcome, job->page);
      return;
    }
  kaiji_pdf_source_count_deaths (job->source, job->page, -1);
  if (reply.status != KAIJI_PDF_STATUS_OK && !job->finished)
    kaiji_pdf_job_set_status (job, KAIJI_PDF_STATUS_PAGE);
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
  KaijiPdfOutcome outcome;
  int fd;

  if (!facts && g_atomic_int_get (&source->loaded))
    {
      finish (job);
      return;
    }
  kaiji_pdf_connection_begin (&self->connection, &request,
                              facts ? KAIJI_PDF_KIND_FACTS : KAIJI_PDF_KIND_OUTLINE, slot);
  request.first = facts                    ? source->next_page
                  : source->outline_so_far ? source->outline_so_far->len
                                           : 0;
  outcome = kaiji_pdf_connection_ask (&self->connection, &request, -1, &reply, &fd);
  if (outcome == KAIJI_PDF_OUTCOME_REPLY && reply.status == KAIJI_PDF_STATUS_OK)
    {
      if (map_payload (&reply, fd, KAIJI_PDF_MAX_BATCH * sizeof (KaijiPdfOutlineRecord), &payload))
        taken = facts ? kaiji_pdf_source_take_facts (source, &reply, payload)
                      : kaiji_pdf_source_take_outline (source, &reply, payload);
      if (payload)
        munmap ((void *) payload, reply.payload_size);
    }
  else if (fd >= 0)
    close (fd);
  if (outcome == KAIJI_PDF_OUTCOME_QUIT)
    {
      handle_loss (self, job, outcome, 0);
      return;
    }
  if (taken)
    job->attempts = 0;
  else
    {
      /* What a file does not tell is guessed: no reason not to show its pages. */
      if (outcome != KAIJI_PDF_OUTCOME_REPLY || reply.status == KAIJI_PDF_STATUS_OK)
        {
          kaiji_pdf_connection_stop (&self->connection);
          kaiji_pdf_connection_start (&self->connection, NULL);
        }
      if (outcome == KAIJI_PDF_OUTCOME_LATE
          || (outcome != KAIJI_PDF_OUTCOME_UNWANTED && ++job->attempts >= MOST_DEATHS))
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
  if (!kaiji_pdf_connection_ensure (&self->connection, &job->error))
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
    case KAIJI_PDF_JOB_LINKS:
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
  struct pollfd fds[] = {
    { self->wake_fd, POLLIN, 0 },
    { self->connection.process.pid != 0 ? self->connection.process.socket : -1, POLLIN, 0 }
  };

  if (poll (fds, G_N_ELEMENTS (fds), timeout) <= 0)
    return;
  if (fds[0].revents)
    kaiji_pdf_connection_drain (&self->connection);
  if (fds[1].revents)
    {
      /* It says something unasked, or has gone. */
      const gboolean sound =
          g_get_monotonic_time () - self->connection.started_at > SOUND_MICROSECONDS;

      kaiji_pdf_connection_stop (&self->connection);
      if (sound)
        kaiji_pdf_connection_start (&self->connection, NULL);
    }
}

static gpointer
thread_cb (gpointer data)
{
  KaijiPdfEngine *self = data;
  KaijiPdfJob *left;

  kaiji_pdf_connection_start (&self->connection, NULL);
  while (look_up (self) != KAIJI_PDF_LOOK_QUIT)
    {
      g_autoptr (KaijiPdfJob) job = NULL;
      gint64 wake_at;

      g_mutex_lock (&self->lock);
      job = kaiji_pdf_queue_pop (&self->queue, &wake_at);
      g_mutex_unlock (&self->lock);
      if (!job)
        sleep_until (self, wake_at);
      else if (!job->finished)
        {
          self->current = job;
          run_job (self, job);
          self->current = NULL;
        }
    }
  kaiji_pdf_connection_stop (&self->connection);
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
  self->wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->connection.process.socket = -1;
  self->connection.program = g_strdup (worker);
  self->connection.wake_fd = self->wake_fd;
  self->connection.look_up = look_up;
  self->connection.look_up_data = self;
  self->connection.insist = insist;
  self->connection.timeout = DEFAULT_TIMEOUT;
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
  return g_atomic_int_get (&self->connection.pid);
}

guint
kaiji_pdf_engine_get_restarts (KaijiPdfEngine *self)
{
  return (guint) g_atomic_int_get (&self->connection.restarts);
}

KaijiPdfSandbox
kaiji_pdf_engine_get_sandbox (KaijiPdfEngine *self)
{
  return (KaijiPdfSandbox) g_atomic_int_get (&self->connection.sandbox);
}

void
kaiji_pdf_engine_set_insist (KaijiPdfEngine *self, gboolean insist)
{
  g_atomic_int_set (&self->connection.insist, insist);
}

gboolean
kaiji_pdf_engine_get_insist (KaijiPdfEngine *self)
{
  return g_atomic_int_get (&self->connection.insist);
}

void
kaiji_pdf_engine_set_timeout (KaijiPdfEngine *self, guint milliseconds)
{
  g_atomic_int_set (&self->connection.timeout, (int) MIN (milliseconds, G_MAXINT));
}
