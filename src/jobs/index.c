/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of evidence for the search: one entry a page. */
#include "jobs/index.h"

#include "core/text.h"

/* A page that the worker cannot read does not end the work; being cancelled does. */
static gboolean
ends_work (const GError *error)
{
  return !g_error_matches (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE)
         && !g_error_matches (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_CRASHED)
         && !g_error_matches (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED);
}

gboolean
kaiji_index_document (KaijiCasefile *casefile,
                      const char *sha256,
                      KaijiPdfDocument *document,
                      GCancellable *cancellable,
                      KaijiIndexFunc progress,
                      gpointer progress_data,
                      int *text_pages,
                      GError **error)
{
  int n_pages = kaiji_pdf_document_get_n_pages (document);
  int with_text = 0;

  if (!kaiji_casefile_index_begin (casefile, sha256, error))
    return FALSE;
  for (int page = 1; page <= n_pages; page++)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (KaijiPdfText) text = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      text = kaiji_pdf_document_text_sync (document, page, KAIJI_PDF_PRIORITY_BACKGROUND,
                                           cancellable, &cause);
      if (!text && ends_work (cause))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (text && !kaiji_text_is_blank (text->text))
        with_text++;
      if (!kaiji_casefile_index_page (casefile, sha256, page,
                                      kaiji_pdf_document_get_page (document, page)->label,
                                      text ? text->text : "", error))
        return FALSE;
      if (progress)
        progress (page, n_pages, progress_data);
    }
  *text_pages = with_text;
  return kaiji_casefile_index_commit (casefile, sha256, error);
}
