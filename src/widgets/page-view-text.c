/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of the pages that are pointed at, selected or copied; a few are kept.
 *
 * Invariants:
 * 1. A text is asked for only when somebody needs it: scrolling by asks for none.
 * 2. No more than KEPT texts are kept, except those of selected pages. */

#include "widgets/page-view-private.h"

#define KEPT 16

typedef struct
{
  GWeakRef view;
  int page;
  GCancellable *cancellable;
} TextRequest;

static void
text_request_cancel (TextRequest *request)
{
  g_cancellable_cancel (request->cancellable);
}

static void
trim (KaijiPageView *self)
{
  GList *link = self->text_order.head;
  int first, last;

  kaiji_page_selection_get_pages (&self->selection, &first, &last);
  while (link != NULL && g_queue_get_length (&self->text_order) > KEPT)
    {
      GList *next = link->next;
      int page = GPOINTER_TO_INT (link->data);

      if (page < first || page > last)
        {
          g_hash_table_remove (self->texts, link->data);
          g_queue_delete_link (&self->text_order, link);
        }
      link = next;
    }
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  TextRequest *request = data;
  g_autoptr (KaijiPageView) self = g_weak_ref_get (&request->view);
  KaijiPdfText *text = kaiji_pdf_document_text_finish (KAIJI_PDF_DOCUMENT (source), result, NULL);
  gpointer key = GINT_TO_POINTER (request->page);

  if (self != NULL && g_hash_table_lookup (self->text_requests, key) == request)
    {
      g_hash_table_steal (self->text_requests, key);
      /* A page whose text cannot be read has none: nothing can be selected on it. */
      if (text == NULL)
        {
          text = g_new0 (KaijiPdfText, 1);
          text->text = g_strdup ("");
        }
      g_hash_table_insert (self->texts, key, g_steal_pointer (&text));
      g_queue_push_tail (&self->text_order, key);
      trim (self);
      kaiji_page_view_text_arrived (self, request->page);
    }
  if (text != NULL)
    kaiji_pdf_text_free (text);
  g_weak_ref_clear (&request->view);
  g_object_unref (request->cancellable);
  g_free (request);
}

/* The text of a page if it is here, else NULL. */
const KaijiPdfText *
kaiji_page_view_get_text (KaijiPageView *self, int page)
{
  return g_hash_table_lookup (self->texts, GINT_TO_POINTER (page));
}

void
kaiji_page_view_want_text (KaijiPageView *self, int page)
{
  gpointer key = GINT_TO_POINTER (page);
  TextRequest *request;

  if (self->document == NULL || page < 1 || g_hash_table_contains (self->texts, key)
      || g_hash_table_contains (self->text_requests, key))
    return;
  request = g_new0 (TextRequest, 1);
  g_weak_ref_init (&request->view, self);
  request->page = page;
  request->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->text_requests, key, request);
  kaiji_pdf_document_text_async (self->document, page, KAIJI_PDF_PRIORITY_VISIBLE,
                                 request->cancellable, text_cb, request);
}

void
kaiji_page_view_text_init (KaijiPageView *self)
{
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) kaiji_pdf_text_free);
  self->text_requests =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) text_request_cancel);
  g_queue_init (&self->text_order);
}

void
kaiji_page_view_text_reset (KaijiPageView *self)
{
  g_hash_table_remove_all (self->text_requests);
  g_hash_table_remove_all (self->texts);
  g_queue_clear (&self->text_order);
}
