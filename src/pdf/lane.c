/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker and the thread that talks to it.
 *
 * 1. A worker that dies is started anew and the job tried once more, since not every death is the
 *    page's fault; a page that ended it twice, or ran out of time, is not tried again for this
 *    source before somebody asks for it expressly. Other pages and documents go on. A worker that
 *    somebody killed says nothing about the page: the job is tried several times.
 * 2. The first worker is kept ready. The second goes when it has had nothing to do for a while: it
 *    costs memory, and starting it again costs little, as the first works meanwhile.
 * 3. The worker keeps KAIJI_PDF_N_SLOTS documents open; which one is where is known here alone. */
#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "pdf/engine-private.h"

/* A worker that ends by itself sooner than this is not started again before it is needed. */
#define SOUND_MICROSECONDS G_USEC_PER_SEC
#define RETIRE_MICROSECONDS (10 * G_USEC_PER_SEC)

static KaijiPdfLook
look_up_cb (gpointer data)
{
  KaijiPdfLane *self = data;

  return kaiji_pdf_engine_look_up (self->engine, self);
}

void
kaiji_pdf_lane_init (KaijiPdfLane *self, KaijiPdfEngine *engine, guint index)
{
  self->engine = engine;
  self->index = index;
  self->wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->forgotten = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->connection.process.socket = -1;
  self->connection.wake_fd = self->wake_fd;
  self->connection.look_up = look_up_cb;
  self->connection.look_up_data = self;
}

void
kaiji_pdf_lane_clear (KaijiPdfLane *self)
{
  close (self->wake_fd);
  g_array_unref (self->forgotten);
  g_free (self->connection.program);
}

void
kaiji_pdf_lane_wake (KaijiPdfLane *self)
{
  const guint64 one = 1;
  ssize_t written;

  do
    written = write (self->wake_fd, &one, sizeof one);
  while (written < 0 && errno == EINTR);
}

void
kaiji_pdf_lane_handle_loss (KaijiPdfLane *self,
                            KaijiPdfJob *job,
                            KaijiPdfOutcome outcome,
                            guint culprit)
{
  outcome = kaiji_pdf_connection_stop (&self->connection, outcome);
  if (outcome == KAIJI_PDF_OUTCOME_QUIT)
    {
      kaiji_pdf_job_finish_cancelled (job);
      return;
    }
  if (outcome != KAIJI_PDF_OUTCOME_UNWANTED)
    {
      const guint more = outcome == KAIJI_PDF_OUTCOME_LATE     ? KAIJI_PDF_MOST_DEATHS
                         : outcome == KAIJI_PDF_OUTCOME_KILLED ? 0
                                                               : 1;
      const guint deaths = kaiji_pdf_source_count_death (job->source, culprit, more, outcome);

      if (!job->finished && deaths < KAIJI_PDF_MOST_DEATHS
          && ++job->attempts < KAIJI_PDF_MOST_ATTEMPTS)
        kaiji_pdf_engine_put_back (self->engine, self, TRUE);
      else if (!job->finished)
        {
          kaiji_pdf_job_set_lost (job, outcome);
          kaiji_pdf_job_finish (job);
        }
    }
  kaiji_pdf_connection_start (&self->connection, NULL); /* warm for the next one */
}

/* Closes what nobody needs any more. FALSE: there was nothing. */
static gboolean
forget (KaijiPdfLane *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint64));
  GArray *forgotten;

  g_mutex_lock (&self->engine->lock);
  forgotten = self->forgotten;
  if (forgotten->len > 0)
    {
      self->forgotten = g_steal_pointer (&ids);
      ids = forgotten;
    }
  g_mutex_unlock (&self->engine->lock);
  for (guint i = 0; i < ids->len; i++)
    kaiji_pdf_lane_close (self, g_array_index (ids, guint64, i));
  return ids->len > 0;
}

/* The worker says something unasked, or has gone. */
static void
handle_end (KaijiPdfLane *self)
{
  const gint64 age = g_get_monotonic_time () - self->connection.started_at;

  kaiji_pdf_connection_stop (&self->connection, KAIJI_PDF_OUTCOME_DIED);
  if (self->index == 0 && age > SOUND_MICROSECONDS)
    kaiji_pdf_connection_start (&self->connection, NULL);
}

/* Sleeps until somebody wants something, or the worker ends by itself. */
static void
sleep_until (KaijiPdfLane *self, gint64 wake_at)
{
  const gboolean runs = self->connection.process.pid != 0;
  const gboolean retires = runs && self->index > 0;
  const gint64 now = g_get_monotonic_time ();
  const gint64 until = MIN (wake_at, retires ? now + RETIRE_MICROSECONDS : G_MAXINT64);
  const int timeout = until == G_MAXINT64 ? -1 : (int) CLAMP ((until - now) / 1000 + 1, 0, 60000);
  struct pollfd fds[] = { { self->wake_fd, POLLIN, 0 },
                          { runs ? self->connection.process.socket : -1, POLLIN, 0 } };
  const int ready = poll (fds, G_N_ELEMENTS (fds), timeout);

  if (ready == 0 && retires && wake_at > until)
    {
      kaiji_pdf_connection_stop (&self->connection, KAIJI_PDF_OUTCOME_QUIT);
      self->connection.started_once = FALSE; /* its next start is none that had to be */
    }
  if (ready <= 0)
    return;
  if (fds[0].revents)
    kaiji_pdf_connection_drain (&self->connection);
  if (fds[1].revents)
    handle_end (self);
}

static gpointer
thread_cb (gpointer data)
{
  KaijiPdfLane *self = data;

  if (self->index == 0)
    kaiji_pdf_connection_start (&self->connection, NULL);
  while (kaiji_pdf_engine_look_up (self->engine, self) != KAIJI_PDF_LOOK_QUIT)
    {
      g_autoptr (KaijiPdfJob) job = NULL;
      gint64 wake_at;

      job = kaiji_pdf_engine_take (self->engine, self, &wake_at);
      if (job)
        {
          kaiji_pdf_lane_ask (self, job);
          kaiji_pdf_engine_drop (self->engine, self);
          continue;
        }
      /* Whoever woke us while we waited for a reply is looked after first. */
      if (!forget (self))
        sleep_until (self, wake_at);
    }
  kaiji_pdf_connection_stop (&self->connection, KAIJI_PDF_OUTCOME_QUIT);
  kaiji_pdf_engine_unref (self->engine);
  return NULL;
}

void
kaiji_pdf_lane_start (KaijiPdfLane *self)
{
  g_atomic_ref_count_inc (&self->engine->refs); /* the thread's */
  self->thread = g_thread_new ("kaiji-pdf", thread_cb, self);
}
