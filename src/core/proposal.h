/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/citation.h"

G_BEGIN_DECLS

/**
 * KaijiFound: how a citation's place was found in the newer version of its evidence.
 * @KAIJI_FOUND_SAME: the same words on the same page
 * @KAIJI_FOUND_ELSEWHERE: the same words on another page
 * @KAIJI_FOUND_CHANGED: words that are alike, but not the same
 * @KAIJI_FOUND_SEVERAL: several places that nothing tells apart
 * @KAIJI_FOUND_BY_NUMBER: there is no text to compare; the page of the same number
 * @KAIJI_FOUND_NOT: nowhere
 */
typedef enum
{
  KAIJI_FOUND_SAME,
  KAIJI_FOUND_ELSEWHERE,
  KAIJI_FOUND_CHANGED,
  KAIJI_FOUND_SEVERAL,
  KAIJI_FOUND_BY_NUMBER,
  KAIJI_FOUND_NOT,
} KaijiFound;

/**
 * KaijiProposal:
 *
 * What a citation whose evidence was replaced keeps until a person decides: where it stood when a
 * person chose its place, how the place that it has now was found, and which others there are.
 * Immutable.
 */
typedef struct _KaijiProposal KaijiProposal;

KaijiProposal *kaiji_proposal_new (KaijiFound found,
                                   int sure,
                                   KaijiCitation *origin,
                                   GPtrArray *candidates) G_GNUC_WARN_UNUSED_RESULT;
KaijiProposal *kaiji_proposal_new_from_variant (GVariant *variant) G_GNUC_WARN_UNUSED_RESULT;
GVariant *kaiji_proposal_to_variant (KaijiProposal *self) G_GNUC_WARN_UNUSED_RESULT;
KaijiProposal *kaiji_proposal_ref (KaijiProposal *self) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_proposal_unref (KaijiProposal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiProposal, kaiji_proposal_unref)

KaijiFound kaiji_proposal_get_found (KaijiProposal *self);
int kaiji_proposal_get_sure (KaijiProposal *self);
KaijiCitation *kaiji_proposal_get_origin (KaijiProposal *self);
GPtrArray *kaiji_proposal_get_candidates (KaijiProposal *self);

const char *kaiji_found_to_string (KaijiFound found);

/* The same citation, with a state and what was proposed for it; %NULL = nothing. */
KaijiCitation *kaiji_citation_with_proposal (KaijiCitation *self,
                                             KaijiCitationState state,
                                             KaijiProposal *proposal) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (nullable): what a person has to decide; only while it is not confirmed. */
KaijiProposal *kaiji_citation_get_proposal (KaijiCitation *self);

G_END_DECLS
