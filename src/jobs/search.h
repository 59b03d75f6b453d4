/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiEvidenceHit: one page of the case's evidence on which a text stands.
 * @evidence_id: within the case
 * @page: physical, from 1
 * @label: as printed on the page, "" for none
 * @snippet: around the first place, as it stands on the page
 * @rects: (array length=n_rects): all places on the page, points, origin top left; none unless
 *   asked for, nor where the page cannot be opened without a password
 */
typedef struct
{
  char *evidence_id;
  int page;
  char *label;
  char *snippet;
  KaijiRect *rects;
  guint n_rects;
} KaijiEvidenceHit;
void kaiji_evidence_hit_free (KaijiEvidenceHit *hit); /* frees a hit; NULL is fine */

/* Searches all evidence of a case, also what has not been indexed yet.
 * @limit: 0 = every page. @with_rects: also where on the page (opens each document). */
void kaiji_search_evidence_async (KaijiSession *session,
                                  const char *text,
                                  guint limit,
                                  gboolean with_rects,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Returns: (transfer full) (element-type KaijiEvidenceHit): best first */
GPtrArray *
kaiji_search_evidence_finish (KaijiSession *session, GAsyncResult *result, GError **error);
/* The same where blocking is allowed. */
GPtrArray *kaiji_search_evidence (KaijiSession *session,
                                  const char *text,
                                  guint limit,
                                  gboolean with_rects,
                                  GError **error);

G_END_DECLS
