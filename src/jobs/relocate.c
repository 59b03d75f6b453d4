/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a citation that a person chose: what is printed on them is asked of the document, and a
 * quote of which it is not known where it stands is looked for on the first of them.
 *
 * Invariant: a quote that does not stand on the page is never cited; its rectangles are those of
 * the page that is cited.
 */
#include "jobs/citing.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KaijiCitation *citation;
  KaijiPdfDocument *document;
  GPtrArray *hits; /* (nullable) KaijiPdfHit: where the quote stands */
} Relocate;

static void
relocate_free (gpointer data)
{
  Relocate *self = data;

  g_object_unref (self->citation);
  g_clear_object (&self->document);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_free (self);
}

static const char *
get_label (Relocate *self, int page)
{
  const KaijiPdfPageInfo *info = kaiji_pdf_document_get_page (self->document, page);

  return info ? info->label : "";
}

static void
finish (GTask *task)
{
  Relocate *self = g_task_get_task_data (task);
  KaijiCitationInfo info = *kaiji_citation_get_info (self->citation);

  info.label = get_label (self, info.page);
  info.last_label = get_label (self, info.last_page);
  if (self->hits)
    {
      KaijiPdfHit *hit = g_ptr_array_index (self->hits, 0);

      info.rects = hit->rects;
      info.n_rects = hit->n_rects;
    }
  g_task_return_pointer (task, kaiji_citation_new_from_info (&info), g_object_unref);
}

static void
last_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (KaijiPdfText) text =
      kaiji_pdf_document_text_finish (KAIJI_PDF_DOCUMENT (source), result, NULL);

  /* A page that cannot be read has no label that anybody could know; it is cited all the same. */
  if (!g_task_return_error_if_cancelled (task))
    finish (task);
}

static void
first_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Relocate *self = g_task_get_task_data (task);
  const KaijiCitationInfo *info = kaiji_citation_get_info (self->citation);
  g_autoptr (KaijiPdfText) text =
      kaiji_pdf_document_text_finish (KAIJI_PDF_DOCUMENT (source), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (*info->quote && info->n_rects == 0)
    {
      self->hits = text ? kaiji_pdf_text_find (text, info->page, info->quote) : NULL;
      if (!self->hits || self->hits->len == 0)
        {
          g_task_return_new_error (
              task, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
              _ ("The quotation does not stand on sheet %d. Take the quotation from that page, or "
                 "cite the page without one."),
              info->page);
          return;
        }
    }
  if (!kaiji_citation_is_range (self->citation))
    finish (task);
  else
    kaiji_pdf_document_text_async (self->document, info->last_page, KAIJI_PDF_PRIORITY_VISIBLE,
                                   g_task_get_cancellable (task), last_page_cb,
                                   g_object_ref (task));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Relocate *self = g_task_get_task_data (task);
  const KaijiCitationInfo *info = kaiji_citation_get_info (self->citation);
  GError *error = NULL;
  int pages;

  self->document = kaiji_session_open_document_finish (KAIJI_SESSION (source), result, &error);
  if (!self->document)
    {
      g_task_return_error (task, error);
      return;
    }
  pages = kaiji_pdf_document_get_n_pages (self->document);
  if (info->last_page > pages)
    g_task_return_new_error (task, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                             _ ("There is no sheet %d: the document has %d. Give a page of it."),
                             info->last_page, pages);
  else
    kaiji_pdf_document_text_async (self->document, info->page, KAIJI_PDF_PRIORITY_VISIBLE,
                                   g_task_get_cancellable (task), first_page_cb,
                                   g_object_ref (task));
}

/**
 * kaiji_citing_relocate_async:
 * @session: a session
 * @citation: with the pages and the quote that a person wants
 * @cancellable: (nullable): stops it
 * @callback: called when the pages are known
 * @user_data: for @callback
 *
 * Thread: main
 */
void
kaiji_citing_relocate_async (KaijiSession *session,
                             KaijiCitation *citation,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Relocate *self = g_new0 (Relocate, 1);

  self->citation = g_object_ref (citation);
  g_task_set_source_tag (task, kaiji_citing_relocate_async);
  g_task_set_task_data (task, self, relocate_free);
  kaiji_session_open_document_async (session, kaiji_citation_get_evidence_id (citation), NULL,
                                     cancellable, opened_cb, task);
}

/** kaiji_citing_relocate_finish: Returns: (transfer full): the citation, complete. */
KaijiCitation *
kaiji_citing_relocate_finish (KaijiSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
