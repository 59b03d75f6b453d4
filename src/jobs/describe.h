/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says of evidence: its name, its kind, and the facts that the kind asks for. The
 * dialog and the command line read and write the same fields, as text.
 */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiEvidenceField: what can be said of evidence.
 * @KAIJI_EVIDENCE_FIELD_NAME: 資料名称
 * @KAIJI_EVIDENCE_FIELD_KIND: a word as in kaiji_evidence_kind_to_string()
 * @KAIJI_EVIDENCE_FIELD_URL: address, http or https
 * @KAIJI_EVIDENCE_FIELD_CAPTURED_ON: day of the hard copy, not in the future
 * @KAIJI_EVIDENCE_FIELD_SIGNED_BY: name of the contractor's signer
 * @KAIJI_EVIDENCE_FIELD_SIGNER_POST: post of that person
 * @KAIJI_EVIDENCE_FIELD_SIGNED_ON: day of the signature, not in the future
 * @KAIJI_EVIDENCE_FIELD_VALID_UNTIL: last day on which it holds
 * @KAIJI_EVIDENCE_FIELD_ORIGINAL: id of the evidence that it is a translation of
 * @KAIJI_EVIDENCE_FIELD_MASKED: "yes" or "": no マイナンバー can be read in it
 */
typedef enum
{
  KAIJI_EVIDENCE_FIELD_NAME,
  KAIJI_EVIDENCE_FIELD_KIND,
  KAIJI_EVIDENCE_FIELD_URL,
  KAIJI_EVIDENCE_FIELD_CAPTURED_ON,
  KAIJI_EVIDENCE_FIELD_SIGNED_BY,
  KAIJI_EVIDENCE_FIELD_SIGNER_POST,
  KAIJI_EVIDENCE_FIELD_SIGNED_ON,
  KAIJI_EVIDENCE_FIELD_VALID_UNTIL,
  KAIJI_EVIDENCE_FIELD_ORIGINAL,
  KAIJI_EVIDENCE_FIELD_MASKED,
  KAIJI_N_EVIDENCE_FIELDS,
} KaijiEvidenceField;

/* The word used in commands: "captured-on". */
const char *kaiji_evidence_field_to_string (KaijiEvidenceField field);
gboolean kaiji_evidence_field_from_string (const char *text, KaijiEvidenceField *field);
/* Whether evidence of @kind has use for a field: what a dialog shows. */
gboolean kaiji_evidence_field_is_for (KaijiEvidenceField field, KaijiEvidenceKind kind);

/* The field as it stands, "" while it is not set. (transfer full) */
char *kaiji_evidence_dup_field (KaijiEvidence *evidence,
                                KaijiEvidenceField field) G_GNUC_WARN_UNUSED_RESULT;
/* What would be kept of a text for a field: trimmed, a day as ISO … Errors: KAIJI_JOBS_ERROR_INPUT,
 * a message to show at the field. (transfer full) */
char *kaiji_describe_read_field (KaijiSession *session,
                                 const char *evidence_id,
                                 KaijiEvidenceField field,
                                 const char *text,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a name has a word that people give to papers of another kind than a document: a kind to
 * propose, never to take by itself. */
gboolean
kaiji_describe_suggest_kind (KaijiScheme *scheme, const char *name, KaijiEvidenceKind *kind);

/* Describes evidence anew: one undo step, none when nothing differs. A kind about a person also
 * takes its text out of the search.
 * @texts: a text for each field; NULL leaves a field as it is, "" takes it away
 * @wrong: (out) (optional): the field that an error is about */
gboolean kaiji_session_describe_evidence (KaijiSession *self,
                                          const char *evidence_id,
                                          const char *const texts[KAIJI_N_EVIDENCE_FIELDS],
                                          KaijiEvidenceField *wrong,
                                          GError **error);

G_END_DECLS
