/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One PDF as its users see it: facts out of the source, requests into the engine. */
#include "pdf/service.h"

struct _KaijiPdfDocument
{
  GObject parent_instance;

  KaijiPdfService *service;
  KaijiPdfSource *source;
  GCancellable *closed;
};

G_DEFINE_FINAL_TYPE (KaijiPdfDocument, kaiji_pdf_document, G_TYPE_OBJECT)

static void
kaiji_pdf_document_dispose (GObject *object)
{
  KaijiPdfDocument *self = KAIJI_PDF_DOCUMENT (object);

  g_cancellable_cancel (self->closed);
  if (self->service)
    kaiji_pdf_engine_forget (kaiji_pdf_service_get_engine (self->service), self->source->id);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (kaiji_pdf_document_parent_class)->dispose (object);
}

static void
kaiji_pdf_document_finalize (GObject *object)
{
  KaijiPdfDocument *self = KAIJI_PDF_DOCUMENT (object);

  g_object_unref (self->closed);
  g_clear_pointer (&self->source, kaiji_pdf_source_unref);
  G_OBJECT_CLASS (kaiji_pdf_document_parent_class)->finalize (object);
}

static void
kaiji_pdf_document_class_init (KaijiPdfDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kaiji_pdf_document_dispose;
  object_class->finalize = kaiji_pdf_document_finalize;

  g_signal_new ("pages-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  g_signal_new ("outline-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
}

static void
kaiji_pdf_document_init (KaijiPdfDocument *self)
{
  self->closed = g_cancellable_new ();
}

KaijiPdfDocument *
kaiji_pdf_document_new (KaijiPdfService *service, KaijiPdfSource *source)
{
  KaijiPdfDocument *self = g_object_new (KAIJI_TYPE_PDF_DOCUMENT, NULL);

  self->service = g_object_ref (service);
  self->source = kaiji_pdf_source_ref (source);
  g_weak_ref_set (&source->document, self);
  return self;
}

void
kaiji_pdf_document_load (KaijiPdfDocument *self, gint64 not_before)
{
  g_autoptr (KaijiPdfJob) job = kaiji_pdf_job_new (KAIJI_PDF_JOB_LOAD, self->source,
                                                   KAIJI_PDF_PRIORITY_BACKGROUND, self->closed);

  job->not_before = not_before;
  kaiji_pdf_engine_submit (kaiji_pdf_service_get_engine (self->service), job, NULL, NULL);
}

/* --- facts --- */

int
kaiji_pdf_document_get_n_pages (KaijiPdfDocument *self)
{
  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), 0);

  return (int) self->source->n_pages;
}

const KaijiPdfPageInfo *
kaiji_pdf_document_get_page (KaijiPdfDocument *self, int page)
{
  const KaijiPdfPageInfo *info;

  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), NULL);

  if (page < 1 || (guint) page > self->source->n_pages)
    return NULL;
  info = g_atomic_pointer_get (&self->source->pages[page - 1]);
  return info ? info : &self->source->guess;
}

gboolean
kaiji_pdf_document_knows_page (KaijiPdfDocument *self, int page)
{
  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), FALSE);

  return page >= 1 && (guint) page <= self->source->n_pages
         && g_atomic_pointer_get (&self->source->pages[page - 1]) != NULL;
}

gboolean
kaiji_pdf_document_is_encrypted (KaijiPdfDocument *self)
{
  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), FALSE);

  return self->source->encrypted;
}

gboolean
kaiji_pdf_document_is_loaded (KaijiPdfDocument *self)
{
  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), FALSE);

  return g_atomic_int_get (&self->source->loaded);
}

GPtrArray *
kaiji_pdf_document_get_outline (KaijiPdfDocument *self)
{
  GPtrArray *outline;

  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), NULL);

  outline = g_atomic_pointer_get (&self->source->outline);
  return outline ? outline : self->source->no_outline;
}

const KaijiPdfOutlineEntry *
kaiji_pdf_document_find_section (KaijiPdfDocument *self, int page, double top_pt)
{
  const KaijiPdfOutlineEntry *found = NULL;
  GPtrArray *outline;

  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), NULL);

  outline = kaiji_pdf_document_get_outline (self);
  for (guint i = 0; i < outline->len; i++)
    {
      const KaijiPdfOutlineEntry *entry = g_ptr_array_index (outline, i);

      if (entry->page < 1 || entry->page > page || (entry->page == page && entry->top_pt > top_pt))
        continue;
      /* Of those before the place the last; of those at one place the later, which is deeper. */
      if (!found || entry->page > found->page
          || (entry->page == found->page && entry->top_pt >= found->top_pt))
        found = entry;
    }
  return found;
}

gboolean
kaiji_pdf_document_load_sync (KaijiPdfDocument *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaijiPdfJob) job = NULL;

  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), FALSE);

  if (kaiji_pdf_document_is_loaded (self))
    return TRUE;
  job = kaiji_pdf_job_new (KAIJI_PDF_JOB_LOAD, self->source, KAIJI_PDF_PRIORITY_NEAR, cancellable);
  kaiji_pdf_engine_run (kaiji_pdf_service_get_engine (self->service), job);
  if (job->error)
    g_propagate_error (error, g_steal_pointer (&job->error));
  return kaiji_pdf_document_is_loaded (self);
}

/* --- pixels and text --- */

void
kaiji_pdf_document_forgive (KaijiPdfDocument *self, int page)
{
  g_return_if_fail (KAIJI_IS_PDF_DOCUMENT (self));

  if (page >= 1)
    kaiji_pdf_source_forgive (self->source, (guint) page);
  kaiji_pdf_source_forgive (self->source, 0);
}

static KaijiPdfJob *
new_page_job (KaijiPdfDocument *self,
              KaijiPdfJobKind kind,
              int page,
              KaijiPdfPriority priority,
              GCancellable *cancellable)
{
  KaijiPdfJob *job = kaiji_pdf_job_new (kind, self->source, priority, cancellable);

  job->page = (guint) MAX (page, 0);
  return job;
}

static KaijiPdfJob *
new_render_job (KaijiPdfDocument *self,
                int page,
                double scale,
                int rotation,
                KaijiPdfPriority priority,
                GCancellable *cancellable)
{
  KaijiPdfJob *job = new_page_job (self, KAIJI_PDF_JOB_RENDER, page, priority, cancellable);

  job->scale = scale;
  job->rotation = ((rotation % 360) + 360) % 360 / 90 * 90;
  return job;
}

/* What a job on a page was for. */
static gpointer
take_result (KaijiPdfJob *job, GDestroyNotify *free_func)
{
  switch (job->kind)
    {
    case KAIJI_PDF_JOB_RENDER:
      *free_func = (GDestroyNotify) kaiji_pdf_image_free;
      return g_steal_pointer (&job->image);
    case KAIJI_PDF_JOB_TEXT:
      *free_func = (GDestroyNotify) kaiji_pdf_text_free;
      return g_steal_pointer (&job->text);
    case KAIJI_PDF_JOB_LINKS:
      *free_func = (GDestroyNotify) g_ptr_array_unref;
      return g_steal_pointer (&job->links);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* @job is taken. */
static gpointer
run_page_job (KaijiPdfDocument *self, KaijiPdfJob *job, GError **error)
{
  g_autoptr (KaijiPdfJob) owned = job;
  GDestroyNotify free_func = NULL;

  kaiji_pdf_engine_run (kaiji_pdf_service_get_engine (self->service), job);
  if (job->error)
    {
      g_propagate_error (error, g_steal_pointer (&job->error));
      return NULL;
    }
  return take_result (job, &free_func);
}

/* Thread: the engine's. */
static void
page_job_done_cb (KaijiPdfJob *job, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDestroyNotify free_func = NULL;
  gpointer result;

  if (job->error)
    {
      g_task_return_error (task, g_steal_pointer (&job->error));
      return;
    }
  result = take_result (job, &free_func);
  g_task_return_pointer (task, result, free_func);
}

/* @job is taken; @tag: whose it is. */
static void
submit_page_job (KaijiPdfDocument *self,
                 KaijiPdfJob *job,
                 gpointer tag,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (KaijiPdfJob) owned = job;
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  kaiji_pdf_engine_submit (kaiji_pdf_service_get_engine (self->service), job, page_job_done_cb,
                           task);
}

static gpointer
finish_page_job (KaijiPdfDocument *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

KaijiPdfImage *
kaiji_pdf_document_render_sync (KaijiPdfDocument *self,
                                int page,
                                double scale,
                                int rotation,
                                KaijiPdfPriority priority,
                                GCancellable *cancellable,
                                GError **error)
{
  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), NULL);

  return run_page_job (self, new_render_job (self, page, scale, rotation, priority, cancellable),
                       error);
}

void
kaiji_pdf_document_render_async (KaijiPdfDocument *self,
                                 int page,
                                 double scale,
                                 int rotation,
                                 KaijiPdfPriority priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (KAIJI_IS_PDF_DOCUMENT (self));

  submit_page_job (self, new_render_job (self, page, scale, rotation, priority, cancellable),
                   kaiji_pdf_document_render_async, cancellable, callback, user_data);
}

KaijiPdfImage *
kaiji_pdf_document_render_finish (KaijiPdfDocument *self, GAsyncResult *result, GError **error)
{
  return finish_page_job (self, result, kaiji_pdf_document_render_async, error);
}

KaijiPdfText *
kaiji_pdf_document_text_sync (KaijiPdfDocument *self,
                              int page,
                              KaijiPdfPriority priority,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), NULL);

  return run_page_job (self, new_page_job (self, KAIJI_PDF_JOB_TEXT, page, priority, cancellable),
                       error);
}

void
kaiji_pdf_document_text_async (KaijiPdfDocument *self,
                               int page,
                               KaijiPdfPriority priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (KAIJI_IS_PDF_DOCUMENT (self));

  submit_page_job (self, new_page_job (self, KAIJI_PDF_JOB_TEXT, page, priority, cancellable),
                   kaiji_pdf_document_text_async, cancellable, callback, user_data);
}

KaijiPdfText *
kaiji_pdf_document_text_finish (KaijiPdfDocument *self, GAsyncResult *result, GError **error)
{
  return finish_page_job (self, result, kaiji_pdf_document_text_async, error);
}

GPtrArray *
kaiji_pdf_document_links_sync (KaijiPdfDocument *self,
                               int page,
                               KaijiPdfPriority priority,
                               GCancellable *cancellable,
                               GError **error)
{
  g_return_val_if_fail (KAIJI_IS_PDF_DOCUMENT (self), NULL);

  return run_page_job (self, new_page_job (self, KAIJI_PDF_JOB_LINKS, page, priority, cancellable),
                       error);
}

void
kaiji_pdf_document_links_async (KaijiPdfDocument *self,
                                int page,
                                KaijiPdfPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (KAIJI_IS_PDF_DOCUMENT (self));

  submit_page_job (self, new_page_job (self, KAIJI_PDF_JOB_LINKS, page, priority, cancellable),
                   kaiji_pdf_document_links_async, cancellable, callback, user_data);
}

GPtrArray *
kaiji_pdf_document_links_finish (KaijiPdfDocument *self, GAsyncResult *result, GError **error)
{
  return finish_page_job (self, result, kaiji_pdf_document_links_async, error);
}
