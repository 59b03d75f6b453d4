/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/case-source.h"
#include "core/date.h"
#include "core/finding.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiProgress: counts that the screens and the command line show. Items count; an item is
 * answered when all its required prompts are.
 * @gate_met: 要件 items whose gate has no blocking finding and that are answered
 * @evidence_done: answers that need evidence and have it; @evidence_total: that need it
 */
typedef struct
{
  guint required_answered, required_total;
  guint gate_met, gate_total;
  guint evidence_done, evidence_total;
  guint optional_answered, optional_total;
  guint block, warn, human;
} KaijiProgress;

/**
 * KaijiChecker:
 *
 * The rules of one scheme over one case on one day: a pure function with a memory, so that an
 * edit re-evaluates only what depends on it. It never writes and never asks the clock.
 */
typedef struct _KaijiChecker KaijiChecker;

KaijiChecker *kaiji_checker_new (KaijiScheme *scheme,
                                 KaijiCaseSource *source,
                                 KaijiDate today) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_checker_free (KaijiChecker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiChecker, kaiji_checker_free)

/* Evaluates everything anew. */
void kaiji_checker_run (KaijiChecker *self);
/* Evaluates what depends on a change (arguments as in KaijiCaseSource::changed).
 * Returns: whether any finding or count differs from before. */
gboolean
kaiji_checker_update (KaijiChecker *self, KaijiEditKind kind, const char *key, const char *target);
void kaiji_checker_set_today (KaijiChecker *self, KaijiDate today);
KaijiDate kaiji_checker_get_today (KaijiChecker *self);
/* Tells that another revision is in use, newer than the scheme of the case (K4); "" = none. */
void kaiji_checker_set_newer_revision (KaijiChecker *self, const char *revision);
/* Tells what the text of evidence is like, which counts where the case does not say (D12).
 * Returns: whether any finding differs from before. */
gboolean
kaiji_checker_set_japanese (KaijiChecker *self, const char *sha256, KaijiJapanese japanese);

/* (transfer none) (element-type KaijiFinding): form order, then severity; those on evidence last. */
GPtrArray *kaiji_checker_get_findings (KaijiChecker *self);
/* (transfer none) (nullable): those on one prompt or field. */
GPtrArray *kaiji_checker_get_findings_for (KaijiChecker *self, const char *id);
/* (transfer none) (element-type KaijiFinding): those on evidence itself, in the order of the case,
 * then those on all of it. */
GPtrArray *kaiji_checker_get_findings_on_evidence (KaijiChecker *self);
const KaijiProgress *kaiji_checker_get_progress (KaijiChecker *self);
/* Progress of one section; @section borrowed from the scheme. */
KaijiProgress kaiji_checker_get_section_progress (KaijiChecker *self, KaijiSection *section);
gboolean kaiji_checker_is_ready (KaijiChecker *self); /* no blocking finding */
/* Whether a prompt is required, and shown, given the present answers. */
gboolean kaiji_checker_is_required (KaijiChecker *self, KaijiPrompt *prompt);
gboolean kaiji_checker_is_visible (KaijiChecker *self, KaijiPrompt *prompt);
/* Whether D5 waives the evidence of this prompt's answer. */
gboolean kaiji_checker_is_evidence_waived (KaijiChecker *self, KaijiPrompt *prompt);
/* The fee that applies given the present answers; NULL when the scheme states none (未設定). */
const KaijiFee *kaiji_checker_get_fee (KaijiChecker *self);
/* Whether an evaluator has this kind (see prompt-rules.c, case-rules.c, evidence-rules.c). */
gboolean kaiji_checker_knows_kind (const char *kind);
/* Whether rules of this kind look at evidence itself: they need a field on which they bear. */
gboolean kaiji_checker_looks_at_evidence (const char *kind);
/* How many prompts the newest update looked at (benchmarks and tests). */
guint kaiji_checker_get_evaluated (KaijiChecker *self);

G_END_DECLS
