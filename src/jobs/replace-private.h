/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the replacement share. Not to be included outside of src/jobs. */
#pragma once

#include "casefile/casefile.h"
#include "jobs/replace-match.h"
#include "pdf/client.h"

G_BEGIN_DECLS

/**
 * KaijiReplaceVersion:
 * @sha256: which bytes
 * @document: (nullable): open in the worker; %NULL when it cannot be opened
 * @text: its texts; without pages when they are not known
 *
 * One version of evidence, ready to be compared.
 */
typedef struct
{
  char *sha256;
  KaijiPdfDocument *document;
  KaijiReplaceText *text;
} KaijiReplaceVersion;

/* @document: (nullable): open already. Blocks. NULL only when cancelled: what cannot be read is left
 * out. */
KaijiReplaceVersion *kaiji_replace_version_new (KaijiCasefile *casefile,
                                                KaijiPdfService *pdf,
                                                const char *sha256,
                                                KaijiPdfDocument *document,
                                                GCancellable *cancellable,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_replace_version_free (KaijiReplaceVersion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiReplaceVersion, kaiji_replace_version_free)

/* @citation with the place that is proposed for it in @newer. @matcher: of @older and @newer.
 * Blocks. NULL only when cancelled. */
KaijiCitation *kaiji_replace_propose (const KaijiReplaceVersion *older,
                                      const KaijiReplaceVersion *newer,
                                      KaijiReplaceMatcher *matcher,
                                      KaijiCitation *citation,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The last place that a person chose: the citation itself, or where it stood before. */
KaijiCitation *kaiji_replace_get_origin (KaijiCitation *citation);

/* A place of @document, as the citation @like would say it. @section: what it says when the
 * document's outline is not asked. Pure. */
KaijiCitation *kaiji_replace_new_place (KaijiCitation *like,
                                        const char *sha256,
                                        KaijiPdfDocument *document,
                                        int page,
                                        int last_page,
                                        const char *section,
                                        const char *quote,
                                        const KaijiRect *rects,
                                        guint n_rects) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
