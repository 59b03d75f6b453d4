/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between everybody and the workers: who gets what, when.
 *
 * Each worker has a lane: a thread of its own, for the protocol is question and answer, while
 * callers block on any thread (jobs) or sit in the main loop (screen).
 *
 * 1. Only a lane's thread talks to its worker, starts and ends it. Others put jobs into the queue
 *    or take them out, under the lock, and wake a lane.
 * 2. A job is in the queue, or with one lane, or in the list of cancelled ones. Whoever takes it
 *    out of there finishes it, on a lane's thread, exactly once. A job that is cancelled while it
 *    waits leaves the queue at once; one that a worker is at is finished and its reply thrown away.
 * 3. The second lane is started when something waits that the first has no time for. Where both are
 *    idle the first takes what comes.
 * 4. While somebody looks at pages, what nobody looks at (thumbnails, the index) keeps one lane
 *    busy at most: a page that is waited for has the other. Opening a document is not looking at it.
 * 5. Facts and outline of a document are gathered by the first lane alone: portion by portion, they
 *    would make the second open it for nothing. */
#include "pdf/engine-private.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_TIMEOUT 20000
#define QUIET_MICROSECONDS (G_USEC_PER_SEC / 2)

static gboolean
is_background (const KaijiPdfJob *job)
{
  return job->priority >= KAIJI_PDF_PRIORITY_THUMBNAIL;
}

void
kaiji_pdf_engine_unref (KaijiPdfEngine *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    kaiji_pdf_lane_clear (&self->lanes[i]);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* --- from the lanes --- */

/* A lane that has time, for a job that waits. Locked. */
static void
find_help (KaijiPdfEngine *self)
{
  for (guint i = 0; i < self->most_lanes; i++)
    {
      KaijiPdfLane *lane = &self->lanes[i];

      if (lane->idle)
        {
          lane->idle = FALSE; /* woken for one job only once */
          kaiji_pdf_lane_wake (lane);
          return;
        }
      if (!lane->thread)
        {
          /* Where the first has no job yet it comes for this one. */
          if (!self->quit && self->lanes[0].current)
            kaiji_pdf_lane_start (lane);
          return;
        }
    }
}

/* Until when background work keeps to one lane. Locked. */
static gint64
find_quiet (KaijiPdfEngine *self, KaijiPdfLane *lane)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    if (&self->lanes[i] != lane && self->lanes[i].current && is_background (self->lanes[i].current))
      return self->looked_at + QUIET_MICROSECONDS;
  return 0;
}

KaijiPdfJob *
kaiji_pdf_engine_take (KaijiPdfEngine *self, KaijiPdfLane *lane, gint64 *wake_at)
{
  KaijiPdfJob *job;
  gint64 quiet_at;

  g_mutex_lock (&self->lock);
  quiet_at = find_quiet (self, lane);
  job = kaiji_pdf_queue_pop (&self->queue, lane->index == 0, quiet_at, wake_at);
  lane->current = job;
  lane->idle = job == NULL;
  if (job && kaiji_pdf_queue_has_work (&self->queue))
    find_help (self);
  g_mutex_unlock (&self->lock);
  return job;
}

void
kaiji_pdf_engine_put_back (KaijiPdfEngine *self, KaijiPdfLane *lane, gboolean in_front)
{
  KaijiPdfJob *job = lane->current;
  gboolean cancelled;

  g_mutex_lock (&self->lock);
  cancelled = job->cancelled;
  if (!cancelled)
    {
      kaiji_pdf_queue_push (&self->queue, job, in_front);
      lane->current = NULL;
      if (job->kind != KAIJI_PDF_JOB_LOAD)
        find_help (self);
    }
  g_mutex_unlock (&self->lock);
  if (cancelled)
    kaiji_pdf_job_finish_cancelled (job);
}

void
kaiji_pdf_engine_drop (KaijiPdfEngine *self, KaijiPdfLane *lane)
{
  g_mutex_lock (&self->lock);
  lane->current = NULL;
  g_mutex_unlock (&self->lock);
}

KaijiPdfLook
kaiji_pdf_engine_look_up (KaijiPdfEngine *self, KaijiPdfLane *lane)
{
  GQueue cancelled = G_QUEUE_INIT;
  KaijiPdfJob *current;
  gboolean quit, unwanted;

  g_mutex_lock (&self->lock);
  quit = self->quit;
  current = lane->current;
  unwanted = current && current->cancelled;
  cancelled = self->cancelled;
  g_queue_init (&self->cancelled);
  g_mutex_unlock (&self->lock);
  for (GList *link = cancelled.head; link; link = link->next)
    kaiji_pdf_job_finish_cancelled (link->data);
  g_queue_clear_full (&cancelled, (GDestroyNotify) kaiji_pdf_job_unref);
  if (unwanted)
    kaiji_pdf_job_finish_cancelled (current);
  if (quit)
    return KAIJI_PDF_LOOK_QUIT;
  return unwanted ? KAIJI_PDF_LOOK_HURRY : KAIJI_PDF_LOOK_GO_ON;
}

/* --- from other threads --- */

KaijiPdfEngine *
kaiji_pdf_engine_new (const char *worker, gboolean insist)
{
  KaijiPdfEngine *self = g_new0 (KaijiPdfEngine, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->most_lanes = G_N_ELEMENTS (self->lanes);
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    {
      kaiji_pdf_lane_init (&self->lanes[i], self, i);
      self->lanes[i].connection.program = g_strdup (worker);
      self->lanes[i].connection.insist = insist;
      self->lanes[i].connection.timeout = DEFAULT_TIMEOUT;
    }
  g_mutex_lock (&self->lock);
  kaiji_pdf_lane_start (&self->lanes[0]);
  g_mutex_unlock (&self->lock);
  return self;
}

void
kaiji_pdf_engine_stop (KaijiPdfEngine *self)
{
  KaijiPdfJob *left;

  g_mutex_lock (&self->lock);
  self->quit = TRUE; /* no lane is started from now on */
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    if (self->lanes[i].thread)
      kaiji_pdf_lane_wake (&self->lanes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    {
      GThread *thread = self->lanes[i].thread;

      /* The last reference may go on a lane itself, with the job that held it. */
      if (thread == g_thread_self ())
        g_thread_unref (thread);
      else if (thread)
        g_thread_join (thread);
    }
  /* Nobody can submit any more: the service is gone. */
  while ((left = kaiji_pdf_queue_pop_any (&self->queue)))
    {
      kaiji_pdf_job_finish_cancelled (left);
      kaiji_pdf_job_unref (left);
    }
  while ((left = g_queue_pop_head (&self->cancelled)))
    {
      kaiji_pdf_job_finish_cancelled (left);
      kaiji_pdf_job_unref (left);
    }
  kaiji_pdf_engine_unref (self);
}

/* Thread: that of whoever cancels. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  KaijiPdfJob *job = user_data;
  KaijiPdfEngine *self = job->engine;
  KaijiPdfLane *lane = NULL;

  g_mutex_lock (&self->lock);
  job->cancelled = TRUE;
  if (job->submitted && kaiji_pdf_queue_remove (&self->queue, job))
    {
      g_queue_push_tail (&self->cancelled, kaiji_pdf_job_ref (job));
      lane = &self->lanes[0];
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    if (self->lanes[i].current == job)
      lane = &self->lanes[i];
  if (lane)
    kaiji_pdf_lane_wake (lane);
  g_mutex_unlock (&self->lock);
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
  if (!is_background (job) && job->page > 0)
    self->looked_at = g_get_monotonic_time ();
  if (job->cancelled)
    {
      g_queue_push_tail (&self->cancelled, kaiji_pdf_job_ref (job));
      kaiji_pdf_lane_wake (&self->lanes[0]);
    }
  else
    {
      kaiji_pdf_queue_push (&self->queue, job, FALSE);
      find_help (self);
    }
  g_mutex_unlock (&self->lock);
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

void
kaiji_pdf_engine_forget (KaijiPdfEngine *self, guint64 source_id)
{
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    if (self->lanes[i].thread)
      {
        g_array_append_val (self->lanes[i].forgotten, source_id);
        kaiji_pdf_lane_wake (&self->lanes[i]);
      }
  g_mutex_unlock (&self->lock);
}

guint
kaiji_pdf_engine_get_pids (KaijiPdfEngine *self, GPid *pids)
{
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    {
      const GPid pid = g_atomic_int_get (&self->lanes[i].connection.pid);

      if (pid != 0)
        pids[count++] = pid;
    }
  return count;
}

guint
kaiji_pdf_engine_get_restarts (KaijiPdfEngine *self)
{
  guint restarts = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    restarts += (guint) g_atomic_int_get (&self->lanes[i].connection.restarts);
  return restarts;
}

KaijiPdfSandbox
kaiji_pdf_engine_get_sandbox (KaijiPdfEngine *self)
{
  return (KaijiPdfSandbox) g_atomic_int_get (&self->lanes[0].connection.sandbox);
}

void
kaiji_pdf_engine_set_insist (KaijiPdfEngine *self, gboolean insist)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    g_atomic_int_set (&self->lanes[i].connection.insist, insist);
}

gboolean
kaiji_pdf_engine_get_insist (KaijiPdfEngine *self)
{
  return g_atomic_int_get (&self->lanes[0].connection.insist);
}

void
kaiji_pdf_engine_set_timeout (KaijiPdfEngine *self, guint milliseconds)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    g_atomic_int_set (&self->lanes[i].connection.timeout, (int) MIN (milliseconds, G_MAXINT));
}

void
kaiji_pdf_engine_set_workers (KaijiPdfEngine *self, guint most)
{
  g_mutex_lock (&self->lock);
  self->most_lanes = CLAMP (most, 1, G_N_ELEMENTS (self->lanes));
  if (kaiji_pdf_queue_has_work (&self->queue))
    find_help (self);
  g_mutex_unlock (&self->lock);
}
