/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A provider's document in a newer version: the evidence gets its bytes, each citation gets a place
 * that is proposed, and a person decides over each. Source: 概要 4(4)ア */
#pragma once

#include "core/proposal.h"
#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiReplaceRequest:
 * @evidence_id: what is replaced
 * @path: the newer version, a PDF
 * @password: (nullable): for an encrypted one
 * @captured_on: (nullable): day of the new hard copy
 * @signed_by: (nullable): signer of the new version
 * @valid_until: (nullable): last day on which the new version holds
 *
 * What was said of the day of the copy, of the signer and of the validity was said of the old bytes:
 * it does not go over to the new ones.
 */
typedef struct
{
  const char *evidence_id;
  const char *path;
  const char *password;
  const char *captured_on;
  const char *signed_by;
  const char *valid_until;
} KaijiReplaceRequest;

void kaiji_replace_async (KaijiSession *session,
                          const KaijiReplaceRequest *request,
                          GCancellable *cancellable,
                          KaijiProgressFunc progress,
                          gpointer progress_data,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* Returns: (transfer full): the evidence in its new version; as it was when the bytes are the same */
KaijiEvidence *kaiji_replace_finish (KaijiSession *session, GAsyncResult *result, GError **error);
/* The same for the command line: runs the main context until done. */
KaijiEvidence *kaiji_replace_sync (KaijiSession *session,
                                   const KaijiReplaceRequest *request,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- deciding; main thread ---- */

/* Citations on evidence (%NULL = on all) over which a person has to decide, in the order of the
 * form. @total: (out) (optional): citations on it in all.
 * (transfer full) (element-type KaijiCitation) */
GPtrArray *kaiji_replace_dup_open (KaijiSession *session,
                                   const char *evidence_id,
                                   guint *total) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a citation waits for a person. */
gboolean kaiji_replace_is_open (KaijiCitation *citation);
/* Whether its words stand on the same page as before. */
gboolean kaiji_replace_is_same (KaijiCitation *citation);
/* The place that is proposed is right; a lost citation has none. */
gboolean kaiji_replace_confirm (KaijiSession *session, gint64 number, GError **error);
/* Another place is right. @place: pages, label, quote and rectangles; the rest is the citation's. */
gboolean kaiji_replace_confirm_at (KaijiSession *session,
                                   gint64 number,
                                   KaijiCitation *place,
                                   GError **error);
/* All whose words stand on the same page, in one step. @n: (out) (optional): how many. */
gboolean kaiji_replace_confirm_same (KaijiSession *session,
                                     const char *evidence_id,
                                     guint *n,
                                     GError **error);

/* What became of it, for people: 「3枚目 → 5枚目」 and why. (transfer full) */
char *kaiji_replace_dup_reason (KaijiCitation *citation) G_GNUC_WARN_UNUSED_RESULT;

/* ---- versions ---- */

/* The versions that were replaced, newest first. (transfer full) (element-type KaijiEvidence) */
GPtrArray *kaiji_replace_dup_versions (KaijiSession *session,
                                       const char *evidence_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
