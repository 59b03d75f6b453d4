/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/client.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_DOCUMENT_FIND (kaiji_document_find_get_type ())
/**
 * KaijiDocumentFind:
 *
 * Finds a text in all pages of one document, page by page behind the pages that are drawn, from
 * a given page on and round the end. Hits are known as they come.
 *
 * Signal `changed ()`: more hits, or done.
 */
G_DECLARE_FINAL_TYPE (KaijiDocumentFind, kaiji_document_find, KAIJI, DOCUMENT_FIND, GObject)

KaijiDocumentFind *kaiji_document_find_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Begins anew. @document, @query: (nullable) NULL or "" finds nothing. */
void kaiji_document_find_start (KaijiDocumentFind *self,
                                KaijiPdfDocument *document,
                                const char *query,
                                int from_page);
gboolean kaiji_document_find_is_running (KaijiDocumentFind *self);
/* All pages were read and none has text. */
gboolean kaiji_document_find_has_no_text (KaijiDocumentFind *self);
/* More hits than are kept. */
gboolean kaiji_document_find_is_cut (KaijiDocumentFind *self);
guint kaiji_document_find_get_n_hits (KaijiDocumentFind *self);
/* In page order; @i below the number of hits. (transfer none): until the next change */
const KaijiPdfHit *kaiji_document_find_get_hit (KaijiDocumentFind *self, guint i);
/* The first hit on @page or behind it, 0 when all lie before it. */
guint kaiji_document_find_first_from (KaijiDocumentFind *self, int page);
guint kaiji_document_find_index_of (KaijiDocumentFind *self, const KaijiPdfHit *hit);

G_END_DECLS
