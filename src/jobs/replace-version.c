/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A version of evidence, read to be compared. */
#include "jobs/replace-private.h"

#include "jobs/documents.h"

/** kaiji_replace_version_free: @self: (nullable) (transfer full). */
void
kaiji_replace_version_free (KaijiReplaceVersion *self)
{
  if (!self)
    return;
  g_free (self->sha256);
  g_clear_object (&self->document);
  kaiji_replace_text_free (self->text);
  g_free (self);
}

/* Papers about a person are in no index, nor is what was added before there was one. */
static GPtrArray *
read_pages (KaijiPdfDocument *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
  int n_pages = kaiji_pdf_document_get_n_pages (document);

  for (int page = 1; page <= n_pages; page++)
    {
      g_autoptr (KaijiPdfText) text = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      text = kaiji_pdf_document_text_sync (document, page, KAIJI_PDF_PRIORITY_BACKGROUND,
                                           cancellable, NULL);
      g_ptr_array_add (pages, g_strdup (text ? text->text : ""));
    }
  return g_steal_pointer (&pages);
}

/* The section that fills each page. */
static GPtrArray *
dup_sections (KaijiPdfDocument *document, guint n_pages)
{
  GPtrArray *sections = g_ptr_array_new_with_free_func (g_free);

  for (guint page = 1; page <= n_pages; page++)
    {
      const KaijiPdfPageInfo *info =
          document ? kaiji_pdf_document_get_page (document, (int) page) : NULL;
      const KaijiPdfOutlineEntry *entry =
          info ? kaiji_pdf_document_find_section (document, (int) page, info->height_pt / 2) : NULL;

      g_ptr_array_add (sections, g_strdup (entry ? entry->title : ""));
    }
  return sections;
}

KaijiReplaceVersion *
kaiji_replace_version_new (KaijiCasefile *casefile,
                           KaijiPdfService *pdf,
                           const char *sha256,
                           KaijiPdfDocument *document,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (KaijiReplaceVersion) self = g_new0 (KaijiReplaceVersion, 1);
  g_autoptr (GPtrArray) pages = NULL, sections = NULL;

  self->sha256 = g_strdup (sha256);
  self->document = document ? g_object_ref (document)
                            : kaiji_documents_open_stored (KAIJI_EVIDENCE_SOURCE (casefile), pdf,
                                                           sha256, NULL, cancellable, NULL);
  if (self->document)
    kaiji_pdf_document_load_sync (self->document, cancellable, NULL);
  if (kaiji_casefile_is_indexed (casefile, sha256))
    pages = kaiji_casefile_dup_page_texts (casefile, sha256, NULL);
  if (self->document
      && (!pages || (int) pages->len != kaiji_pdf_document_get_n_pages (self->document)))
    {
      g_clear_pointer (&pages, g_ptr_array_unref);
      pages = read_pages (self->document, cancellable, error);
    }
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (error);
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (!pages)
    pages = g_ptr_array_new ();
  sections = dup_sections (self->document, pages->len);
  self->text = kaiji_replace_text_new ((const char *const *) pages->pdata,
                                       (const char *const *) sections->pdata, pages->len);
  return g_steal_pointer (&self);
}
