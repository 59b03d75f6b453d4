/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions over the present answers: those of prompts (required, shown) and those of rules.
 *
 * The parameters of a rule that make up its condition; all of them must hold:
 *   yes, no       ids that must all read as yes (as no)
 *   any-no        ids of which at least one must read as no
 *   is, is-not    "ID=WORD|WORD": the answer is (is not) one of the words, after NFKC and trim
 *   set, unset    ids that must all be answered (be unanswered); evidence fields by a citation
 * A rule with none of them always holds. An unset answer neither reads as yes nor as no.
 */
#include "rules/evaluator.h"

#include "core/text.h"
#include "scheme/table.h"

static gboolean
is_any_of (KaijiCaseSource *source, const char *id, char *const *words)
{
  const char *text = kaiji_case_source_get_answer (source, id);
  g_autofree char *normal = text ? kaiji_text_normalize (text) : NULL;

  for (; normal && words && *words; words++)
    {
      g_autofree char *word = kaiji_text_normalize (*words);
      if (g_str_equal (normal, word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
reads (KaijiScheme *scheme, KaijiCaseSource *source, const char *id, gboolean yes)
{
  const char *text = kaiji_case_source_get_answer (source, id);

  if (!text)
    return FALSE;
  return yes ? kaiji_scheme_reads_yes (scheme, text) : kaiji_scheme_reads_no (scheme, text);
}

static gboolean
is_empty_table (const char *text)
{
  g_autoptr (GPtrArray) rows = kaiji_table_parse (text);

  return rows && rows->len == 0;
}

/**
 * kaiji_answer_is_set:
 * @scheme: a scheme
 * @source: a case
 * @id: prompt or field
 *
 * Returns: whether it is answered: by text that is not blank, an evidence field by a citation
 * whose evidence is in the case and whose place is not lost
 */
gboolean
kaiji_answer_is_set (KaijiScheme *scheme, KaijiCaseSource *source, const char *id)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, id);
  GPtrArray *citations;
  const char *text;

  if (!prompt || prompt->kind != KAIJI_KIND_EVIDENCE)
    {
      text = kaiji_case_source_get_answer (source, id);
      return text && !kaiji_text_is_blank (text)
             && !(prompt && prompt->kind == KAIJI_KIND_TABLE && is_empty_table (text));
    }
  citations = kaiji_case_source_get_citations (source, id);
  for (guint i = 0; citations && i < citations->len; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (citations, i);
      if (kaiji_citation_get_state (citation) != KAIJI_CITATION_LOST
          && kaiji_case_source_lookup_evidence (source, kaiji_citation_get_evidence_id (citation)))
        return TRUE;
    }
  return FALSE;
}

/* Whether a child holds (does not hold). */
static gboolean
any_child (const KaijiCondition *condition,
           KaijiScheme *scheme,
           KaijiCaseSource *source,
           gboolean holds)
{
  for (guint i = 0; condition->children && i < condition->children->len; i++)
    if (kaiji_condition_holds (condition->children->pdata[i], scheme, source) == holds)
      return TRUE;
  return FALSE;
}

/**
 * kaiji_condition_holds:
 * @condition: (nullable): a condition of a prompt; %NULL always holds
 * @scheme: its scheme
 * @source: a case
 *
 * Thread: the case's. Returns: whether it holds
 */
gboolean
kaiji_condition_holds (const KaijiCondition *condition,
                       KaijiScheme *scheme,
                       KaijiCaseSource *source)
{
  if (!condition)
    return TRUE;
  switch (condition->op)
    {
    case KAIJI_CONDITION_IS:
      return is_any_of (source, condition->id, condition->words);
    case KAIJI_CONDITION_YES:
      return reads (scheme, source, condition->id, TRUE);
    case KAIJI_CONDITION_NO:
      return reads (scheme, source, condition->id, FALSE);
    case KAIJI_CONDITION_SET:
      return kaiji_answer_is_set (scheme, source, condition->id);
    case KAIJI_CONDITION_ALL:
      return !any_child (condition, scheme, source, FALSE);
    case KAIJI_CONDITION_ANY:
      return any_child (condition, scheme, source, TRUE);
    case KAIJI_CONDITION_NOT:
    default:
      return !any_child (condition, scheme, source, TRUE);
    }
}

/** kaiji_pair_holds: Returns: whether "ID=WORD|WORD" holds: the answer is one of the words. */
gboolean
kaiji_pair_holds (KaijiCaseSource *source, const char *pair)
{
  g_auto (GStrv) sides = g_strsplit (pair, "=", 2);
  g_auto (GStrv) words = sides[0] && sides[1] ? g_strsplit (sides[1], "|", -1) : NULL;

  return words && is_any_of (source, sides[0], words);
}

/**
 * kaiji_row_condition_holds:
 * @self: a rule
 * @scheme: its scheme
 * @source: a case
 *
 * Thread: the case's. Returns: whether the rule's condition holds
 */
gboolean
kaiji_row_condition_holds (const KaijiRow *self, KaijiScheme *scheme, KaijiCaseSource *source)
{
  const char *const *id;
  gboolean any;

  for (id = kaiji_row_get_words (self, "yes"); *id; id++)
    if (!reads (scheme, source, *id, TRUE))
      return FALSE;
  for (id = kaiji_row_get_words (self, "no"); *id; id++)
    if (!reads (scheme, source, *id, FALSE))
      return FALSE;
  for (id = kaiji_row_get_words (self, "is"); *id; id++)
    if (!kaiji_pair_holds (source, *id))
      return FALSE;
  for (id = kaiji_row_get_words (self, "is-not"); *id; id++)
    if (kaiji_pair_holds (source, *id))
      return FALSE;
  for (id = kaiji_row_get_words (self, "set"); *id; id++)
    if (!kaiji_answer_is_set (scheme, source, *id))
      return FALSE;
  for (id = kaiji_row_get_words (self, "unset"); *id; id++)
    if (kaiji_answer_is_set (scheme, source, *id))
      return FALSE;
  id = kaiji_row_get_words (self, "any-no");
  any = *id == NULL;
  for (; *id && !any; id++)
    any = reads (scheme, source, *id, FALSE);
  return any;
}
