/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One prompt at a time: how it stands, and what the rules say of it. */
#include "rules/checker-private.h"

#include "core/text.h"

static void
note_citing (KaijiChecker *self, const char *evidence_id, guint index)
{
  GHashTable *indices = g_hash_table_lookup (self->citing, evidence_id);

  if (!indices)
    {
      indices = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->citing, g_strdup (evidence_id), indices);
    }
  g_hash_table_add (indices, GUINT_TO_POINTER (index));
}

/* Collects the citations on @target; returns whether one of them stands. */
static gboolean
collect_places (KaijiChecker *self, const char *target, guint index)
{
  GPtrArray *citations = kaiji_case_source_get_citations (self->source, target);
  gboolean stands = FALSE;

  for (guint i = 0; citations && i < citations->len; i++)
    {
      KaijiPlace place = { .citation = g_ptr_array_index (citations, i) };
      const char *id = kaiji_citation_get_evidence_id (place.citation);

      place.evidence = kaiji_case_source_lookup_evidence (self->source, id);
      g_array_append_val (self->places, place);
      note_citing (self, id, index);
      stands |= place.evidence && kaiji_citation_get_state (place.citation) != KAIJI_CITATION_LOST;
    }
  return stands;
}

/** kaiji_prompt_takes_proof: Returns: whether its answers need evidence. Source: 概要 4(4)ウ(ア) */
gboolean
kaiji_prompt_takes_proof (KaijiPrompt *prompt)
{
  return prompt->citable && prompt->kind != KAIJI_KIND_EVIDENCE && !prompt->item->section->form_a;
}

static void
read_state (KaijiChecker *self, KaijiPrompt *prompt, KaijiLook *look, KaijiState *state)
{
  const char *text = kaiji_case_source_get_answer (self->source, prompt->id);

  g_array_set_size (self->places, 0);
  state->cited = collect_places (self, prompt->id, prompt->index);
  if (prompt->item->id != prompt->id && !g_str_equal (prompt->item->id, prompt->id))
    state->cited |= collect_places (self, prompt->item->id, prompt->index);
  state->visible = kaiji_condition_holds (prompt->visible, self->scheme, self->source);
  state->required =
      state->visible
      && (prompt->required == KAIJI_REQUIRED_ALWAYS
          || (prompt->required == KAIJI_REQUIRED_WHEN
              && kaiji_condition_holds (prompt->condition, self->scheme, self->source)));
  look->text = text && !kaiji_text_is_blank (text) ? text : NULL;
  look->answer_class =
      look->text ? kaiji_scheme_classify (self->scheme, prompt, look->text) : KAIJI_ANSWER_UNSET;
  state->answered = kaiji_answer_is_set (self->scheme, self->source, prompt->id);
  state->waived = kaiji_prompt_takes_proof (prompt)
                  && (look->answer_class == KAIJI_ANSWER_NONE
                      || look->answer_class == KAIJI_ANSWER_UNDISCLOSED);
}

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  return (int) kaiji_finding_get_severity (*(KaijiFinding *const *) a)
         - (int) kaiji_finding_get_severity (*(KaijiFinding *const *) b);
}

void
kaiji_findings_sort (GPtrArray *findings, guint from)
{
  /* Few, and those of equal weight stay in the order of the rules. */
  for (guint i = from + 1; i < findings->len; i++)
    for (guint k = i;
         k > from && compare_severity (&findings->pdata[k - 1], &findings->pdata[k]) > 0; k--)
      {
        gpointer earlier = findings->pdata[k - 1];

        findings->pdata[k - 1] = findings->pdata[k];
        findings->pdata[k] = earlier;
      }
}

gboolean
kaiji_findings_equal (GPtrArray *a, GPtrArray *b)
{
  guint length = a ? a->len : 0;

  if (length != (b ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (!kaiji_finding_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

void
kaiji_findings_keep (GPtrArray *findings, GPtrArray *old)
{
  for (guint i = 0; i < findings->len; i++)
    for (guint o = 0; old && o < old->len; o++)
      if (kaiji_finding_equal (findings->pdata[i], old->pdata[o]))
        {
          g_set_object ((KaijiFinding **) &findings->pdata[i], old->pdata[o]);
          break;
        }
}

static gboolean
has_block (GPtrArray *findings, guint from)
{
  for (guint i = from; i < findings->len; i++)
    if (kaiji_finding_get_severity (findings->pdata[i]) == KAIJI_SEVERITY_BLOCK)
      return TRUE;
  return FALSE;
}

/**
 * kaiji_checker_look:
 * @self: a checker
 * @index: index of a prompt
 *
 * Lets the rules look at a prompt. Findings that are as before stay the same objects.
 *
 * Returns: whether what is known of it differs from before
 */
gboolean
kaiji_checker_look (KaijiChecker *self, guint index)
{
  KaijiKnown *known = kaiji_checker_get_known (self, index);
  KaijiState state = { 0 };
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  KaijiLook look = {
    .scheme = self->scheme,
    .source = self->source,
    .today = self->today,
    .newer = self->newer,
    .prompt = known->prompt,
    .places = self->places,
    .findings = findings,
  };
  gboolean changed;

  read_state (self, known->prompt, &look, &state);
  look.required = state.required;
  look.answered = state.answered;
  look.cited = state.cited;
  look.waived = state.waived;
  for (guint i = 0; state.visible && i < known->rows->len; i++)
    {
      const KaijiEvaluator *evaluator;
      guint before = findings->len;

      look.row = g_ptr_array_index (known->rows, i);
      evaluator = kaiji_row_get_evaluator (look.row);
      if (!evaluator->applies && !kaiji_row_condition_holds (look.row, self->scheme, self->source))
        continue;
      evaluator->look (&look);
      if (evaluator == self->gate && has_block (findings, before))
        state.gate_blocked = TRUE;
    }
  kaiji_findings_sort (findings, 0);

  changed = memcmp (&state, &known->state, sizeof state) != 0;
  known->state = state;
  if (!kaiji_findings_equal (findings, known->findings))
    {
      changed = TRUE;
      kaiji_findings_keep (findings, known->findings);
      g_clear_pointer (&known->findings, g_ptr_array_unref);
      if (findings->len > 0)
        known->findings = g_steal_pointer (&findings);
      g_clear_pointer (&self->findings, g_ptr_array_unref);
    }
  return changed;
}
