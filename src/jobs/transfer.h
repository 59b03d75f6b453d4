/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"
#include "scheme/match.h"

G_BEGIN_DECLS

/**
 * KaijiTransferRow:
 * @from: (nullable): the prompt that holds the answer, %NULL when it is new
 * @to: (nullable): the prompt that it goes to, %NULL when it is dropped
 * @state: what became of the prompt
 * @changes: all that changed
 * @text: what would be taken, "" for none (an evidence field is answered by its citations)
 * @existing: what the other case answers now, "" for none
 * @n_citations: citations that come along, those on the whole item among them
 * @can_take: there is something to take and a place for it
 * @take: the decision; the user's to change while @can_take
 * @personal: a paper about a person is cited: it was given for one application, so that taking it is
 *   a person's decision
 * @proposed: @text is not what stands there, but what follows from it (the copy of a paper whose
 *   original lies with the other application)
 *
 * One line of the plan. An answer that asks in other words is taken, but is to be read.
 */
typedef struct
{
  KaijiPrompt *from;
  KaijiPrompt *to;
  KaijiMatchState state;
  KaijiMatchChanges changes;
  char *text;
  char *existing;
  guint n_citations;
  gboolean can_take;
  gboolean take;
  gboolean personal;
  gboolean proposed;
} KaijiTransferRow;

/**
 * KaijiTransferCounts: of prompts and fields.
 * @mapped: that ask the same in the same words: same, required and moved together
 * @states: in each #KaijiMatchState
 * @taken: to be taken by the decisions as they stand
 * @replaced: of these, answers that take the place of another one
 * @citations: that come along with them
 * @evidence: documents that must be brought
 */
typedef struct
{
  guint mapped;
  guint states[KAIJI_N_MATCH_STATES];
  guint taken;
  guint replaced;
  guint citations;
  guint evidence;
} KaijiTransferCounts;

#define KAIJI_TYPE_TRANSFER (kaiji_transfer_get_type ())
/**
 * KaijiTransfer:
 *
 * Taking answers over from one case to another, of the same or another scheme: a plan with a
 * decision a row, then one undo step in the other case. The source is only read.
 */
G_DECLARE_FINAL_TYPE (KaijiTransfer, kaiji_transfer, KAIJI, TRANSFER, GObject)

/* @section: (nullable): only this one: its id or name, "A" for the whole of Form A, "company" for
 * what is the company's. Main thread. */
KaijiTransfer *kaiji_transfer_new (KaijiSession *from,
                                   KaijiSession *to,
                                   const char *section,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
KaijiSession *kaiji_transfer_get_from (KaijiTransfer *self);
KaijiSession *kaiji_transfer_get_to (KaijiTransfer *self);
/* (transfer none) (element-type KaijiTransferRow): in the order of the other case's forms. */
GPtrArray *kaiji_transfer_get_rows (KaijiTransfer *self);
void kaiji_transfer_count (KaijiTransfer *self, KaijiTransferCounts *counts);
/* Whether the row is to be read by a person: it asks in other words. */
gboolean kaiji_transfer_row_is_to_read (const KaijiTransferRow *row);
/* What became of a prompt, in a word or two. */
const char *kaiji_transfer_describe_state (KaijiMatchState state);
/* Whether another answer stands where this one would go. */
gboolean kaiji_transfer_row_replaces (const KaijiTransferRow *row);

/* Does what the rows decide: brings evidence (in a thread), then answers, marks and citations in
 * one undo step. Cancelled or failed, nothing is changed. */
void kaiji_transfer_apply_async (KaijiTransfer *self,
                                 GCancellable *cancellable,
                                 KaijiProgressFunc progress,
                                 gpointer progress_data,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean kaiji_transfer_apply_finish (KaijiTransfer *self, GAsyncResult *result, GError **error);
/* The same for the command line: runs the main context until done. */
gboolean kaiji_transfer_apply (KaijiTransfer *self, GError **error);

/* A new case of @target ("ID" or "ID@REV"), or a copy of it (a case file), at @out. */
KaijiSession *kaiji_transfer_open_target (const char *target,
                                          const char *out,
                                          KaijiSchemeLibrary *library,
                                          KaijiPdfService *pdf,
                                          KaijiDate today,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the case, opened again as @session, holds what the plan took over. */
gboolean kaiji_transfer_check (KaijiTransfer *self, KaijiSession *session, GError **error);

/* {"from","to","counts","rows":[…]}; (transfer full). */
char *kaiji_transfer_dup_report (KaijiTransfer *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
