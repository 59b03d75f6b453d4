/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules say of the evidence, apart from where it is cited.
 *
 * Invariant: all evidence is looked at together, because one paper may be the translation of
 * another; it is little, and only an edit of evidence or of what a rule names asks for it.
 */
#include "rules/checker-private.h"

static void
look_with (KaijiChecker *self, KaijiRow *row, KaijiEvidence *evidence, GPtrArray *findings)
{
  KaijiLook look = {
    .scheme = self->scheme,
    .source = self->source,
    .today = self->today,
    .newer = self->newer,
    .prompt = kaiji_scheme_lookup_prompt (self->scheme, kaiji_row_get_rule (row)->field),
    .places = self->places,
    .of_evidence = TRUE,
    .evidence = evidence,
    .row = row,
    .findings = findings,
  };

  g_return_if_fail (look.prompt != NULL);
  if (kaiji_row_condition_holds (row, self->scheme, self->source))
    kaiji_row_get_evaluator (row)->look (&look);
}

static void
look_all (KaijiChecker *self, GPtrArray *findings)
{
  GListModel *list = kaiji_case_source_get_evidence (self->source);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      guint from = findings->len;

      for (guint r = 0; r < self->evidence_rows->len; r++)
        look_with (self, g_ptr_array_index (self->evidence_rows, r), evidence, findings);
      kaiji_findings_sort (findings, from);
    }
  for (guint r = 0; r < self->whole_rows->len; r++)
    look_with (self, g_ptr_array_index (self->whole_rows, r), NULL, findings);
}

/**
 * kaiji_checker_look_at_evidence:
 * @self: a checker
 *
 * Lets the rules look at all evidence. Findings that are as before stay the same objects.
 *
 * Returns: whether they differ from before
 */
gboolean
kaiji_checker_look_at_evidence (KaijiChecker *self)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);

  look_all (self, findings);
  if (kaiji_findings_equal (findings, self->evidence_findings))
    return FALSE;
  kaiji_findings_keep (findings, self->evidence_findings);
  kaiji_checker_count_evidence (self, findings);
  g_ptr_array_unref (self->evidence_findings);
  self->evidence_findings = g_steal_pointer (&findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  return TRUE;
}
