/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiEvidenceState: whether the bytes of one piece of evidence are still what was added.
 */
typedef struct
{
  char *id;
  char *sha256;
  char *name;
  gboolean replaced; /* a version that a newer one took the place of */
  gboolean missing;
  gboolean changed;
} KaijiEvidenceState;
void kaiji_evidence_state_free (KaijiEvidenceState *state); /* frees a state; NULL is fine */

/* Hashes all evidence again. @intact: (out): whether all is as it was added.
 * Thread: the one that owns the session; blocks.
 * Returns: (transfer full) (element-type KaijiEvidenceState): in the order of the case, each
 * followed by the versions of it that were replaced */
GPtrArray *kaiji_verify_evidence (KaijiSession *session,
                                  GCancellable *cancellable,
                                  gboolean *intact,
                                  GError **error);
/* {"intact","evidence":[{"id","sha256","name","state","replaced"}]}; state: intact, changed, missing */
char *kaiji_verify_dup_json (GPtrArray *states, gboolean intact) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
