/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case and a scheme hold, as JSON texts: the stable shapes of the command line and of
 * exports. All return (transfer full) text that ends in a line end. Thread: main. */
#pragma once

#include "jobs/search.h"
#include "jobs/session.h"
#include "scheme/clauses.h"

G_BEGIN_DECLS

/* Calls @func for each answer in form order; an answer's marks (outsourced, withhold) follow it. */
void kaiji_report_foreach_answer (KaijiSession *session, KaijiAnswerFunc func, gpointer user_data);

/* {"scheme","ready","counts","required","findings"} */
char *kaiji_report_dup_check (KaijiSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* {"file","scheme","title","edited_at","verified","required",…,"answers","citations","evidence"} */
char *kaiji_report_dup_case (KaijiSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* {"scheme","answers","citations","evidence"}, indented */
char *kaiji_report_dup_export (KaijiSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* {"id","value"}; value null when unset */
char *kaiji_report_dup_answer (const char *id, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The id under which the answer to @id is kept (see kaiji_scheme_resolve()); NULL: no such. */
char *kaiji_report_dup_answer_id (KaijiSession *session,
                                  const char *id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* [{"seq","step","at","who","label","undone","kind","key","before","after"}], newest first */
char *kaiji_report_dup_log (GPtrArray *log) G_GNUC_WARN_UNUSED_RESULT;
/* [{"id","sha256","name","kind","pages","cited",…}] */
char *kaiji_report_dup_evidence (KaijiSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* One of that list. */
char *kaiji_report_dup_one_evidence (KaijiSession *session,
                                     KaijiEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;
/* One citation as an object of the list above. */
char *kaiji_report_dup_citation (KaijiCitation *citation) G_GNUC_WARN_UNUSED_RESULT;
/* [{"number","target",…,"position","name","read"}]: all citations in form order */
char *kaiji_report_dup_cited (KaijiSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* [{"evidence","page","label","snippet","rects"}] */
char *kaiji_report_dup_hits (GPtrArray *hits) G_GNUC_WARN_UNUSED_RESULT;

/* [{"id","table","revision","name","items","required","optional","gate","unverified","in_use"}] */
char *kaiji_report_dup_schemes (GPtrArray *schemes) G_GNUC_WARN_UNUSED_RESULT;
/* How many items of @scheme are not verified, in a sentence; NULL when all are. */
char *kaiji_report_dup_unverified (KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;
/* {"id","table","revision","name","in_use","counts","settings","sections","items","prompts"} */
char *kaiji_report_dup_scheme (KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;

/* [{"id","clause","stated","kind","kinds","demand","state","place","places"}] */
char *kaiji_report_dup_clauses (KaijiClauses *clauses,
                                KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;
/* What a place is called in a scheme: the field's name, the setting's … (transfer full) */
char *kaiji_report_dup_place (const KaijiClausePlace *place,
                              KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;

/* How many citations stand on evidence. */
guint kaiji_report_count_citations (KaijiSession *session, const char *evidence_id);
/* A finding as one sentence after the other: message, then advice. */
char *kaiji_report_dup_finding (KaijiFinding *finding) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
