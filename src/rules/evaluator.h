/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the rules layer: what an evaluator is given and what it may do. Nobody else includes
 * this. */
#pragma once

#include "rules/checker.h"

G_BEGIN_DECLS

typedef struct _KaijiRow KaijiRow;
typedef struct _KaijiEvaluator KaijiEvaluator;

/**
 * KaijiPlace: a citation that counts for a prompt, with its evidence.
 * @evidence: (nullable): %NULL when the case does not hold it any more
 */
typedef struct
{
  KaijiCitation *citation;
  KaijiEvidence *evidence;
} KaijiPlace;

/**
 * KaijiLook:
 * @prompt: what is looked at
 * @text: (nullable): its answer as typed, %NULL when unset or blank
 * @places: citations on the prompt and on its item
 * @cited: at least one of @places stands (its evidence is there and its place is not lost)
 * @waived: D5 waives the evidence
 * @of_evidence: a look at evidence; of what is said of the prompt, only @prompt is set then: the
 *   field on which a finding bears
 * @evidence: (nullable): which evidence, %NULL for all of the case
 * @row: the rule that looks
 * @findings: what was found so far
 *
 * One look of one rule at one prompt, or at one piece of evidence. Everything is borrowed for the time of the look.
 */
typedef struct
{
  KaijiScheme *scheme;
  KaijiCaseSource *source;
  KaijiDate today;
  const char *newer; /* "" or the revision in use that is newer than the case's */
  GHashTable
      *japanese; /* of a look at evidence: sha256 -> KaijiJapanese, what the case does not say */
  KaijiPrompt *prompt;
  const char *text;
  GArray *places;
  gboolean required;
  gboolean answered;
  gboolean cited;
  gboolean waived;
  KaijiAnswerClass answer_class;
  gboolean of_evidence;
  KaijiEvidence *evidence;
  const KaijiRow *row;
  GPtrArray *findings;
} KaijiLook;

/**
 * KaijiEvaluator:
 * @kind: name in the packs
 * @applies: (nullable): whether the rule looks at a prompt at all, decided once from the scheme;
 *   %NULL: it looks at the rule's field and at the parameter `prompts`, and depends on every id
 *   that stands in its parameters. Of those that look at evidence: always %NULL
 * @look: looks at an answer
 */
struct _KaijiEvaluator
{
  const char *kind;
  gboolean (*applies) (const KaijiRow *row, KaijiPrompt *prompt);
  void (*look) (KaijiLook *look);
};

/* (nullable): the evaluator of a kind */
const KaijiEvaluator *kaiji_evaluator_lookup (const char *kind);
/* Whether it stands in a table. */
gboolean kaiji_evaluator_is_in (const KaijiEvaluator *self, const KaijiEvaluator *table);
extern const KaijiEvaluator kaiji_prompt_evaluators[]; /* end with kind NULL */
extern const KaijiEvaluator kaiji_case_evaluators[];
extern const KaijiEvaluator kaiji_evidence_evaluators[]; /* look at each evidence */
extern const KaijiEvaluator kaiji_related_evaluators[];  /* the same, and at other evidence */
extern const KaijiEvaluator kaiji_whole_evaluators[];    /* look at all evidence at once */

/* A rule made ready: parameters as lists of words, texts with their fall-backs. */
KaijiRow *kaiji_row_new (const KaijiRule *rule) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_row_free (KaijiRow *self);
const KaijiEvaluator *kaiji_row_get_evaluator (const KaijiRow *self);
const KaijiRule *kaiji_row_get_rule (const KaijiRow *self);
const char *const *kaiji_row_get_words (const KaijiRow *self, const char *name);
const char *kaiji_row_get_word (const KaijiRow *self, const char *name);
int kaiji_row_get_int (const KaijiRow *self, const char *name, int fallback);
gboolean kaiji_row_get_flag (const KaijiRow *self, const char *name);
gboolean kaiji_row_has_word (const KaijiRow *self, const char *name, const char *word);
void kaiji_row_foreach_word (const KaijiRow *self, GFunc func, gpointer user_data);

/* Whether its answers need evidence. */
gboolean kaiji_prompt_takes_proof (KaijiPrompt *prompt);

/* Adds a finding; further arguments are name, value, …, NULL for the placeholders. */
void kaiji_look_say (KaijiLook *look, const char *variant, KaijiRemedy remedy, ...)
    G_GNUC_NULL_TERMINATED;

/* Conditions */
gboolean kaiji_condition_holds (const KaijiCondition *condition,
                                KaijiScheme *scheme,
                                KaijiCaseSource *source);
gboolean kaiji_answer_is_set (KaijiScheme *scheme, KaijiCaseSource *source, const char *id);
gboolean
kaiji_row_condition_holds (const KaijiRow *self, KaijiScheme *scheme, KaijiCaseSource *source);
gboolean kaiji_pair_holds (KaijiCaseSource *source, const char *pair);
const KaijiFee *
kaiji_row_choose_fee (const KaijiRow *self, KaijiScheme *scheme, KaijiCaseSource *source);

G_END_DECLS
