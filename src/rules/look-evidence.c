/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules say of the evidence, apart from where it is cited.
 *
 * Invariants:
 * 1. A description never changes, an edit puts another: what the rules said of one holds until
 *    something else changes that they look at (`anew`).
 * 2. What hangs on other evidence (a translation on its original) is looked at each time.
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
    .japanese = self->japanese,
    .prompt = kaiji_scheme_lookup_prompt (self->scheme, kaiji_row_get_rule (row)->field),
    .places = self->places,
    .of_evidence = TRUE,
    .evidence = evidence,
    .row = row,
    .findings = findings,
  };

  g_return_if_fail (look.prompt != NULL);
  kaiji_row_get_evaluator (row)->look (&look);
}

/* Of the rules, those whose condition holds: it is the same for all evidence. */
static GPtrArray *
list_rows_in_force (KaijiChecker *self, GPtrArray *rows)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    if (kaiji_row_condition_holds (g_ptr_array_index (rows, i), self->scheme, self->source))
      g_ptr_array_add (list, g_ptr_array_index (rows, i));
  return list;
}

/* What the rules say of one description by itself; kept in @kept, taken from what was known. */
static GPtrArray *
look_at_one (KaijiChecker *self, KaijiEvidence *evidence, GPtrArray *rows, GHashTable *kept)
{
  GPtrArray *said = g_hash_table_lookup (self->evidence_known, evidence);

  if (said)
    g_ptr_array_ref (said);
  else
    {
      said = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint r = 0; r < rows->len; r++)
        look_with (self, g_ptr_array_index (rows, r), evidence, said);
    }
  g_hash_table_insert (kept, g_object_ref (evidence), said);
  return said;
}

static GHashTable *
new_known (void)
{
  return g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_ptr_array_unref);
}

static void
look_all (KaijiChecker *self, GPtrArray *findings)
{
  GListModel *list = kaiji_case_source_get_evidence (self->source);
  g_autoptr (GPtrArray) rows = list_rows_in_force (self, self->evidence_rows);
  g_autoptr (GPtrArray) related = list_rows_in_force (self, self->related_rows);
  g_autoptr (GHashTable) kept = new_known ();
  g_autoptr (GPtrArray) whole = list_rows_in_force (self, self->whole_rows);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      guint from = findings->len;

      GPtrArray *said = look_at_one (self, evidence, rows, kept);

      for (guint s = 0; s < said->len; s++)
        g_ptr_array_add (findings, g_object_ref (said->pdata[s]));
      for (guint r = 0; r < related->len; r++)
        look_with (self, g_ptr_array_index (related, r), evidence, findings);
      kaiji_findings_sort (findings, from);
    }
  for (guint r = 0; r < whole->len; r++)
    look_with (self, g_ptr_array_index (whole, r), NULL, findings);
  g_hash_table_unref (self->evidence_known);
  self->evidence_known = g_steal_pointer (&kept);
}

/**
 * kaiji_checker_look_at_evidence:
 * @self: a checker
 * @anew: more than evidence has changed
 *
 * Lets the rules look at all evidence. Findings that are as before stay the same objects.
 *
 * Returns: whether they differ from before
 */
gboolean
kaiji_checker_look_at_evidence (KaijiChecker *self, gboolean anew)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);

  if (anew || !self->evidence_known)
    {
      g_clear_pointer (&self->evidence_known, g_hash_table_unref);
      self->evidence_known = new_known ();
    }
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
