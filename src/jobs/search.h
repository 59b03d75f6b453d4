/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "casefile/casefile.h"
#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiSearchRequest:
 * @text: what to find
 * @mode: as a phrase, as words, or what has most in common with it
 * @order: in which order
 * @limit: 0 = every page
 * @with_rects: also where on the page
 * @as_it_is: the index is taken as it is; otherwise what is not indexed yet is indexed first
 */
typedef struct
{
  const char *text;
  KaijiSearchMode mode;
  KaijiSearchOrder order;
  guint limit;
  gboolean with_rects;
  gboolean as_it_is;
} KaijiSearchRequest;

/**
 * KaijiEvidenceHit: one page of the case's evidence on which a text stands.
 * @evidence_id: within the case
 * @page: physical, from 1
 * @label: as printed on the page, "" for none
 * @snippet: around the best place, as it stands on the page
 * @marks: (array length=n_marks): what was found in @snippet, in bytes
 * @sentence: around the best place, in characters of the page's text; empty when the rectangles
 *   were not asked for
 * @rects: (array length=n_rects): all places on the page, points, origin top left; none unless
 *   asked for, nor where they are not known
 */
typedef struct
{
  char *evidence_id;
  int page;
  char *label;
  char *snippet;
  KaijiTextRange *marks;
  guint n_marks;
  KaijiTextRange sentence;
  KaijiRect *rects;
  guint n_rects;
} KaijiEvidenceHit;
void kaiji_evidence_hit_free (KaijiEvidenceHit *hit); /* frees a hit; NULL is fine */

void kaiji_search_evidence_async (KaijiSession *session,
                                  const KaijiSearchRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* @totals: (out) (optional). Returns: (transfer full) (element-type
 * KaijiEvidenceHit) */
GPtrArray *kaiji_search_evidence_finish (KaijiSession *session,
                                         GAsyncResult *result,
                                         KaijiSearchTotals *totals,
                                         GError **error);
/* The same where blocking is allowed. */
GPtrArray *
kaiji_search_evidence (KaijiSession *session, const KaijiSearchRequest *request, GError **error);

/* Sets the sentence of @hit: search-sentence.c. */
void kaiji_search_find_sentence (KaijiEvidenceHit *hit, const KaijiSearchHit *found);

/**
 * KaijiBlankRun: pages in a row that have no text, so that no search finds them.
 */
typedef struct
{
  char *evidence_id;
  int first, last; /* physical, from 1 */
} KaijiBlankRun;
void kaiji_blank_run_free (KaijiBlankRun *run); /* NULL is fine */
void kaiji_search_blank_async (KaijiSession *session,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: (transfer full) (element-type KaijiBlankRun): in the order of the case */
GPtrArray *
kaiji_search_blank_finish (KaijiSession *session, GAsyncResult *result, GError **error);

/* What of a prompt or item to search for in ANY mode: search-words.c. */
char *kaiji_search_dup_words (KaijiScheme *scheme, const char *target) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
