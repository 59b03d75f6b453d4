/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence opened in the worker: kept open, shared, one request at a time for each.
 *
 * Invariants:
 * 1. A document is opened from the bytes that the case keeps, never from a file outside.
 * 2. Passwords are not kept; a document that was opened with one stays open instead.
 */
#include "jobs/session-private.h"

#include <string.h>
#include <unistd.h>

#include "jobs/documents.h"
#include "jobs/media.h"

/* Each holds its bytes in memory, so not all of a large case at once. */
#define MAX_KEPT 8

/* One document on its way: bytes fetched in a thread, then opened by the worker and checked against
 * their digest side by side; it is given out when both are done. */
typedef struct
{
  KaijiSession *session;
  KaijiPdfService *pdf; /* the session's */
  char *sha256;
  char *password;
  gboolean shared;    /* others may wait for it too */
  GPtrArray *waiting; /* GTask */
  int fd;             /* -1 until fetched */
  guint running;      /* of opening and checking */
  KaijiPdfDocument *document;
  GError *error;
} Open;

static void
open_free (Open *open)
{
  if (open->fd >= 0)
    close (open->fd);
  g_free (open->sha256);
  g_free (open->password);
  g_ptr_array_unref (open->waiting);
  g_clear_object (&open->document);
  g_clear_error (&open->error);
  g_object_unref (open->session);
  g_free (open);
}

KaijiPdfDocument *
kaiji_session_peek_document (KaijiSession *self, const char *sha256)
{
  KaijiPdfDocument *document = g_hash_table_lookup (self->documents, sha256);
  GList *link;

  if (!document)
    return NULL;
  link = g_queue_find_custom (&self->recent, sha256, (GCompareFunc) strcmp);
  g_queue_unlink (&self->recent, link);
  g_queue_push_head_link (&self->recent, link);
  return document;
}

void
kaiji_session_keep_document (KaijiSession *self, const char *sha256, KaijiPdfDocument *document)
{
  char *key = g_strdup (sha256);

  if (self->closed || g_hash_table_contains (self->documents, sha256))
    {
      g_free (key);
      return;
    }
  g_hash_table_insert (self->documents, key, g_object_ref (document));
  g_queue_push_head (&self->recent, key);
  if (self->recent.length > MAX_KEPT)
    g_hash_table_remove (self->documents, g_queue_pop_tail (&self->recent));
}

/**
 * kaiji_documents_open_stored:
 * @source: where the bytes are
 * @pdf: the worker
 * @sha256: which bytes
 * @password: (nullable): for an encrypted file
 * @cancellable: (nullable): to give up
 * @error: as the two layers say
 *
 * Opens stored evidence in the worker.
 *
 * Thread: any but the main one of a GUI. Returns: (transfer full): an open document
 */
KaijiPdfDocument *
kaiji_documents_open_stored (KaijiEvidenceSource *source,
                             KaijiPdfService *pdf,
                             const char *sha256,
                             const char *password,
                             GCancellable *cancellable,
                             GError **error)
{
  int fd = kaiji_evidence_source_open (source, sha256, cancellable, error);
  KaijiPdfDocument *document;

  if (fd < 0)
    return NULL;
  document = kaiji_pdf_service_open_sync (pdf, fd, password, cancellable, error);
  close (fd);
  return document;
}

static void
finish_open (Open *open)
{
  KaijiSession *self = open->session;

  kaiji_session_end_work (self);
  if (open->shared)
    g_hash_table_remove (self->opening, open->sha256);
  if (open->document && !open->error)
    kaiji_session_keep_document (self, open->sha256, open->document);
  for (guint i = 0; i < open->waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (open->waiting, i);

      if (g_task_return_error_if_cancelled (task))
        continue;
      if (open->error)
        g_task_return_error (task, g_error_copy (open->error));
      else
        g_task_return_pointer (task, g_object_ref (open->document), g_object_unref);
    }
  open_free (open);
}

/* One of the two is done; the first error counts. */
static void
end_part (Open *open, GError *error)
{
  if (error && !open->error)
    open->error = error;
  else
    g_clear_error (&error);
  if (--open->running == 0)
    finish_open (open);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Open *open = user_data;
  GError *error = NULL;

  open->document = kaiji_pdf_service_open_finish (KAIJI_PDF_SERVICE (source), result, &error);
  end_part (open, error);
}

/* Begins to open as soon as the bytes are there, whatever the main loop is busy with, and checks them
 * meanwhile. */
static void
fetch_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Open *open = task_data;
  GError *error = NULL;

  open->fd = kaiji_evidence_source_fetch (source, open->sha256, cancellable, &error);
  if (open->fd >= 0)
    {
      open->running = 2;
      kaiji_pdf_service_open_async (open->pdf, open->fd, open->password, cancellable, opened_cb,
                                    open);
      kaiji_evidence_source_check (source, open->fd, open->sha256, cancellable, &error);
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Open *open = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (open->fd >= 0)
    {
      end_part (open, error);
      return;
    }
  open->error = error;
  finish_open (open);
}

/* Begins to open; @task waits for it, and who asks for the same meanwhile. */
static void
begin_open (KaijiSession *self, GTask *task, const char *sha256, const char *password)
{
  g_autoptr (GTask) fetch = NULL;
  Open *open = g_new0 (Open, 1);

  open->session = g_object_ref (self);
  open->pdf = kaiji_session_get_pdf (self);
  open->sha256 = g_strdup (sha256);
  open->password = g_strdup (password);
  open->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  open->fd = -1;
  g_ptr_array_add (open->waiting, g_object_ref (task));
  /* With a password the answer is for that one only. */
  open->shared = !password;
  if (open->shared)
    g_hash_table_insert (self->opening, g_strdup (sha256), g_ptr_array_ref (open->waiting));
  kaiji_session_begin_work (self);
  open->fd = kaiji_session_dup_fetched (self, sha256);
  if (open->fd >= 0)
    {
      /* It was checked when it was fetched. */
      open->running = 1;
      kaiji_pdf_service_open_async (open->pdf, open->fd, open->password, self->closing, opened_cb,
                                    open);
      return;
    }
  fetch = g_task_new (kaiji_session_get_evidence_source (self), self->closing, fetched_cb, open);
  g_task_set_source_tag (fetch, begin_open);
  /* What was begun is ended, also when nobody waits any longer. */
  g_task_set_check_cancellable (fetch, FALSE);
  g_task_set_task_data (fetch, open, NULL);
  g_task_run_in_thread (fetch, fetch_thread);
}

static void
open_bytes (KaijiSession *self, GTask *task, const char *sha256, const char *password)
{
  KaijiPdfDocument *document = kaiji_session_peek_document (self, sha256);
  GPtrArray *waiting = g_hash_table_lookup (self->opening, sha256);

  if (document)
    g_task_return_pointer (task, g_object_ref (document), g_object_unref);
  else if (waiting && !password)
    g_ptr_array_add (waiting, g_object_ref (task));
  else
    begin_open (self, task, sha256, password);
}

/**
 * kaiji_session_open_document_async:
 * @self: a session
 * @evidence_id: which evidence
 * @password: (nullable): for an encrypted file
 * @cancellable: (nullable): to give up waiting; the document is opened all the same
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens evidence in the worker; documents are kept open and shared.
 *
 * Thread: main
 */
void
kaiji_session_open_document_async (KaijiSession *self,
                                   const char *evidence_id,
                                   const char *password,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  KaijiEvidence *evidence = kaiji_session_require_evidence (self, evidence_id, &error);

  g_task_set_source_tag (task, kaiji_session_open_document_async);
  if (!evidence || !kaiji_media_check_pages (kaiji_evidence_get_info (evidence), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  open_bytes (self, task, kaiji_evidence_get_info (evidence)->sha256, password);
}

/**
 * kaiji_session_open_version_async:
 * @self: a session
 * @sha256: which bytes: of evidence, or of a version of it that was replaced
 * @password: (nullable): for an encrypted file
 * @cancellable: (nullable): to give up waiting; the document is opened all the same
 * @callback: called when it is open; ends with kaiji_session_open_document_finish()
 * @user_data: for @callback
 *
 * Opens bytes that the case keeps.
 *
 * Thread: main
 */
void
kaiji_session_open_version_async (KaijiSession *self,
                                  const char *sha256,
                                  const char *password,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, kaiji_session_open_version_async);
  open_bytes (self, task, sha256, password);
}

/** kaiji_session_open_document_finish: Returns: (transfer full): the open document. */
KaijiPdfDocument *
kaiji_session_open_document_finish (KaijiSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kaiji_documents_open_sync:
 * @self: a session
 * @evidence_id: which evidence
 * @password: (nullable): for an encrypted file
 * @error: no such evidence, or it cannot be opened
 *
 * As kaiji_session_open_document_async(), for programs without a window: blocks.
 *
 * Thread: main of a program without a window. Returns: (transfer full): the open document
 */
KaijiPdfDocument *
kaiji_documents_open_sync (KaijiSession *self,
                           const char *evidence_id,
                           const char *password,
                           GError **error)
{
  KaijiEvidence *evidence = kaiji_session_require_evidence (self, evidence_id, error);
  const char *sha256;
  KaijiPdfDocument *document;

  if (!evidence || !kaiji_media_check_pages (kaiji_evidence_get_info (evidence), error))
    return NULL;
  sha256 = kaiji_evidence_get_info (evidence)->sha256;
  document = kaiji_session_peek_document (self, sha256);
  if (document)
    return g_object_ref (document);
  document =
      kaiji_documents_open_stored (kaiji_session_get_evidence_source (self),
                                   kaiji_session_get_pdf (self), sha256, password, NULL, error);
  if (document)
    kaiji_session_keep_document (self, sha256, document);
  else
    g_prefix_error (error, "%s: ", kaiji_evidence_get_info (evidence)->name);
  return document;
}
