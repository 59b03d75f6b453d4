/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service: what stands between the interface and the engine. */
#include "pdf/service.h"

#include <glib/gi18n-lib.h>

#include "core/paths.h"

/* How long the facts of further pages wait for the first page to be drawn. */
#define FIRST_PAGE_MICROSECONDS 400000

struct _KaijiPdfService
{
  GObject parent_instance;

  KaijiPdfEngine *engine;
};

G_DEFINE_FINAL_TYPE (KaijiPdfService, kaiji_pdf_service, G_TYPE_OBJECT)
G_DEFINE_QUARK (kaiji_pdf_error_quark, kaiji_pdf_error)

static void
kaiji_pdf_service_finalize (GObject *object)
{
  KaijiPdfService *self = KAIJI_PDF_SERVICE (object);

  kaiji_pdf_engine_stop (self->engine);
  G_OBJECT_CLASS (kaiji_pdf_service_parent_class)->finalize (object);
}

static void
kaiji_pdf_service_class_init (KaijiPdfServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_pdf_service_finalize;
}

static void
kaiji_pdf_service_init (KaijiPdfService *self)
{
}

KaijiPdfService *
kaiji_pdf_service_new (const char *worker)
{
  KaijiPdfService *self = g_object_new (KAIJI_TYPE_PDF_SERVICE, NULL);
  const gboolean insist = g_strcmp0 (g_getenv ("KAIJI_PDF_UNSANDBOXED"), "1") == 0;

  self->engine = kaiji_pdf_engine_new (worker ? worker : kaiji_paths_get_worker (), insist);
  return self;
}

KaijiPdfEngine *
kaiji_pdf_service_get_engine (KaijiPdfService *self)
{
  return self->engine;
}

gboolean
kaiji_pdf_error_is_of_contents (const GError *error)
{
  return error && error->domain == KAIJI_PDF_ERROR && error->code != KAIJI_PDF_ERROR_ENCRYPTED
         && error->code != KAIJI_PDF_ERROR_UNAVAILABLE;
}

guint
kaiji_pdf_service_get_pids (KaijiPdfService *self, GPid *pids)
{
  g_return_val_if_fail (KAIJI_IS_PDF_SERVICE (self), 0);

  return kaiji_pdf_engine_get_pids (self->engine, pids);
}

GPid
kaiji_pdf_service_get_pid (KaijiPdfService *self)
{
  GPid pids[KAIJI_PDF_N_WORKERS];

  return kaiji_pdf_service_get_pids (self, pids) > 0 ? pids[0] : 0;
}

void
kaiji_pdf_service_set_workers (KaijiPdfService *self, guint most)
{
  g_return_if_fail (KAIJI_IS_PDF_SERVICE (self));

  kaiji_pdf_engine_set_workers (self->engine, most);
}

guint
kaiji_pdf_service_get_restarts (KaijiPdfService *self)
{
  g_return_val_if_fail (KAIJI_IS_PDF_SERVICE (self), 0);

  return kaiji_pdf_engine_get_restarts (self->engine);
}

KaijiPdfSandbox
kaiji_pdf_service_get_sandbox (KaijiPdfService *self)
{
  g_return_val_if_fail (KAIJI_IS_PDF_SERVICE (self), KAIJI_PDF_SANDBOX_NONE);

  return kaiji_pdf_engine_get_sandbox (self->engine);
}

void
kaiji_pdf_service_set_insist (KaijiPdfService *self, gboolean insist)
{
  g_return_if_fail (KAIJI_IS_PDF_SERVICE (self));

  kaiji_pdf_engine_set_insist (self->engine, insist);
}

gboolean
kaiji_pdf_service_get_insist (KaijiPdfService *self)
{
  g_return_val_if_fail (KAIJI_IS_PDF_SERVICE (self), FALSE);

  return kaiji_pdf_engine_get_insist (self->engine);
}

void
kaiji_pdf_service_set_timeout (KaijiPdfService *self, guint milliseconds)
{
  g_return_if_fail (KAIJI_IS_PDF_SERVICE (self));

  kaiji_pdf_engine_set_timeout (self->engine, milliseconds);
}

/**
 * kaiji_pdf_service_open_sync:
 *
 * Opens a PDF and waits for all facts of its pages and for its outline. Facts that the file hides
 * (its outline makes the worker crash, say) are missing, which is no error.
 */
KaijiPdfDocument *
kaiji_pdf_service_open_sync (KaijiPdfService *self,
                             int fd,
                             const char *password,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (KaijiPdfJob) job = NULL;
  g_autoptr (GError) load_error = NULL;
  KaijiPdfSource *source;

  g_return_val_if_fail (KAIJI_IS_PDF_SERVICE (self), NULL);

  source = kaiji_pdf_source_new (fd, password, error);
  if (!source)
    return NULL;
  job = kaiji_pdf_job_new (KAIJI_PDF_JOB_OPEN, source, KAIJI_PDF_PRIORITY_VISIBLE, cancellable);
  kaiji_pdf_source_unref (source);
  kaiji_pdf_engine_run (self->engine, job);
  if (job->error)
    {
      g_propagate_error (error, g_steal_pointer (&job->error));
      return NULL;
    }
  document = kaiji_pdf_document_new (self, source);
  if (!kaiji_pdf_document_load_sync (document, cancellable, &load_error)
      && g_error_matches (load_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&load_error));
      return NULL;
    }
  return g_steal_pointer (&document);
}

/* Thread: the engine's. */
static void
opened_cb (KaijiPdfJob *job, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KaijiPdfService *self = g_task_get_source_object (task);
  KaijiPdfDocument *document;

  if (job->error)
    {
      g_task_return_error (task, g_steal_pointer (&job->error));
      return;
    }
  job->source->context = g_main_context_ref (g_task_get_context (task));
  document = kaiji_pdf_document_new (self, job->source);
  kaiji_pdf_document_load (document, g_get_monotonic_time () + FIRST_PAGE_MICROSECONDS);
  g_task_return_pointer (task, document, g_object_unref);
}

void
kaiji_pdf_service_open_async (KaijiPdfService *self,
                              int fd,
                              const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (KaijiPdfJob) job = NULL;
  GError *error = NULL;
  KaijiPdfSource *source;
  GTask *task;

  g_return_if_fail (KAIJI_IS_PDF_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kaiji_pdf_service_open_async);
  source = kaiji_pdf_source_new (fd, password, &error);
  if (!source)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  job = kaiji_pdf_job_new (KAIJI_PDF_JOB_OPEN, source, KAIJI_PDF_PRIORITY_VISIBLE, cancellable);
  kaiji_pdf_source_unref (source);
  kaiji_pdf_engine_submit (self->engine, job, opened_cb, task);
}

KaijiPdfDocument *
kaiji_pdf_service_open_finish (KaijiPdfService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kaiji_pdf_service_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
