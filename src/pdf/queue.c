/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/queue.h"

void
kaiji_pdf_queue_push (KaijiPdfQueue *self, KaijiPdfJob *job, gboolean in_front)
{
  GQueue *queue = &self->queues[job->priority];

  if (in_front)
    g_queue_push_head (queue, kaiji_pdf_job_ref (job));
  else
    g_queue_push_tail (queue, kaiji_pdf_job_ref (job));
}

gboolean
kaiji_pdf_queue_remove (KaijiPdfQueue *self, KaijiPdfJob *job)
{
  gboolean removed = g_queue_remove (&self->queues[job->priority], job);

  if (removed)
    kaiji_pdf_job_unref (job);
  return removed;
}

KaijiPdfJob *
kaiji_pdf_queue_pop (KaijiPdfQueue *self, gboolean loads, gint64 quiet_at, gint64 *wake_at)
{
  const gint64 now = g_get_monotonic_time ();

  *wake_at = G_MAXINT64;
  for (gsize i = 0; i < G_N_ELEMENTS (self->queues); i++)
    for (GList *link = self->queues[i].head; link; link = link->next)
      {
        KaijiPdfJob *job = link->data;
        gint64 at = g_atomic_int_get (&job->source->drawn) ? 0 : job->not_before;

        if (job->kind == KAIJI_PDF_JOB_LOAD && !loads)
          continue;
        if (i >= KAIJI_PDF_PRIORITY_THUMBNAIL)
          at = MAX (at, quiet_at);
        if (at <= now)
          {
            g_queue_delete_link (&self->queues[i], link);
            return job;
          }
        *wake_at = MIN (*wake_at, at);
      }
  return NULL;
}

gboolean
kaiji_pdf_queue_has_work (KaijiPdfQueue *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->queues); i++)
    for (GList *link = self->queues[i].head; link; link = link->next)
      if (((KaijiPdfJob *) link->data)->kind != KAIJI_PDF_JOB_LOAD)
        return TRUE;
  return FALSE;
}

KaijiPdfJob *
kaiji_pdf_queue_pop_any (KaijiPdfQueue *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->queues); i++)
    if (self->queues[i].head)
      return g_queue_pop_head (&self->queues[i]);
  return NULL;
}
