/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiCiteRequest:
 * @target: a prompt, an item, or an evidence field of Form A
 * @evidence_id: within the case
 * @page: physical, from 1
 * @last_page: last page of a range; 0 = @page
 * @section: (nullable): %NULL = the section of the outline that the place lies in
 * @quote: (nullable): %NULL or "" = the whole page
 * @password: (nullable): for an encrypted file
 */
typedef struct
{
  const char *target;
  const char *evidence_id;
  int page;
  int last_page;
  const char *section;
  const char *quote;
  const char *password;
} KaijiCiteRequest;

/* A citation, located on its page but not yet added. Blocks (see documents.h). */
KaijiCitation *kaiji_citing_locate (KaijiSession *session,
                                    const KaijiCiteRequest *request,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, added: one undo step. */
KaijiCitation *kaiji_citing_add (KaijiSession *session,
                                 const KaijiCiteRequest *request,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A citation with what is printed on its pages, and with where its quote stands when it has no
 * rectangles; does not block. @error: the quote is not on the page, it cannot be opened. */
void kaiji_citing_relocate_async (KaijiSession *session,
                                  KaijiCitation *citation,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) */
KaijiCitation *kaiji_citing_relocate_finish (KaijiSession *session,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The @position-th citation (from 1) on @id, in their order. An item that
 * has none of its own stands for its prompts in form order. Returns: (transfer none) */
KaijiCitation *
kaiji_citing_nth (KaijiSession *session, const char *id, guint position, GError **error);

/* Evidence as a person names it: its id ("E1"), the beginning of its digest (8 digits or more),
 * its name or the name of its file, when only one has it. Returns: (transfer none) */
KaijiEvidence *kaiji_citing_find_evidence (KaijiSession *session, const char *text, GError **error);

G_END_DECLS
