/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of one scheme over one case.
 *
 * Invariants:
 * 1. What is known of a prompt (state, findings) is a function of the scheme, the case and the
 *    day; after an update it is the same as after a full run.
 * 2. `dependants` maps the id of an answer, of a prompt or of an item to all prompts whose
 *    knowledge may change with that answer or with a citation on that id. It is made once.
 * 3. `citing` maps the id of an evidence to the prompts that were ever seen to cite it; it only
 *    grows, so a change of the evidence never misses one.
 * 4. The counts of the sections and of the case are the sums of the counts of the items; those of
 *    the case hold the findings on evidence, too, which belong to no section.
 * 5. What is said of evidence itself is said anew when any evidence changes, or an id of
 *    `evidence_needs`.
 */
#include "rules/checker-private.h"

#include "core/intern.h"

static gboolean
look_again (KaijiChecker *self, guint index)
{
  gboolean changed = kaiji_checker_look (self, index);

  self->evaluated++;
  return kaiji_checker_recount (self, kaiji_checker_get_known (self, index)->item) || changed;
}

/**
 * kaiji_checker_new:
 * @scheme: a scheme
 * @source: a case of that scheme
 * @today: the day on which it is checked
 *
 * Makes a checker and lets it check once. It does not watch the case: tell it of changes by
 * kaiji_checker_update().
 *
 * Thread: the one that owns the case. Returns: (transfer full): a checker
 */
KaijiChecker *
kaiji_checker_new (KaijiScheme *scheme, KaijiCaseSource *source, KaijiDate today)
{
  KaijiChecker *self = g_new0 (KaijiChecker, 1);

  self->scheme = kaiji_scheme_ref (scheme);
  self->source = g_object_ref (source);
  self->today = today;
  self->newer = "";
  self->japanese = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_row_free);
  self->prompts = g_array_new (FALSE, TRUE, sizeof (KaijiKnown));
  self->items = g_array_new (FALSE, TRUE, sizeof (KaijiKnownItem));
  self->places = g_array_new (FALSE, FALSE, sizeof (KaijiPlace));
  self->dependants =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->citing =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->evidence_rows = g_ptr_array_new ();
  self->related_rows = g_ptr_array_new ();
  self->whole_rows = g_ptr_array_new ();
  self->evidence_needs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->evidence_findings = g_ptr_array_new_with_free_func (g_object_unref);
  self->gate = kaiji_evaluator_lookup ("gate");
  kaiji_checker_attach (self);
  kaiji_checker_run (self);
  return self;
}

/** kaiji_checker_free: Frees a checker. Findings that were taken hold of live on. */
void
kaiji_checker_free (KaijiChecker *self)
{
  for (guint i = 0; i < self->prompts->len; i++)
    {
      g_ptr_array_unref (kaiji_checker_get_known (self, i)->rows);
      g_clear_pointer (&kaiji_checker_get_known (self, i)->findings, g_ptr_array_unref);
    }
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_ptr_array_unref (self->evidence_rows);
  g_ptr_array_unref (self->related_rows);
  g_ptr_array_unref (self->whole_rows);
  g_clear_pointer (&self->evidence_known, g_hash_table_unref);
  g_hash_table_unref (self->evidence_needs);
  g_ptr_array_unref (self->evidence_findings);
  g_array_unref (self->prompts);
  g_array_unref (self->items);
  g_array_unref (self->places);
  g_ptr_array_unref (self->sections);
  g_free (self->progress);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->japanese);
  g_hash_table_unref (self->dependants);
  g_hash_table_unref (self->citing);
  g_object_unref (self->source);
  kaiji_scheme_unref (self->scheme);
  g_free (self);
}

/** kaiji_checker_run: Looks at every prompt anew. */
void
kaiji_checker_run (KaijiChecker *self)
{
  self->evaluated = 0;
  for (guint i = 0; i < self->prompts->len; i++)
    kaiji_checker_look (self, i);
  self->evaluated = self->prompts->len;
  for (guint i = 0; i < self->items->len; i++)
    kaiji_checker_recount (self, i);
  kaiji_checker_look_at_evidence (self, TRUE);
}

static gboolean
update_id (KaijiChecker *self, const char *id)
{
  GArray *list = g_hash_table_lookup (self->dependants, id);
  gboolean changed = FALSE;

  for (guint i = 0; list && i < list->len; i++)
    changed |= look_again (self, g_array_index (list, guint, i));
  return changed;
}

/* The same, with what is said of evidence when it depends on it. */
static gboolean
update_target (KaijiChecker *self, const char *id)
{
  gboolean changed = update_id (self, id);

  if (g_hash_table_contains (self->evidence_needs, id))
    changed |= kaiji_checker_look_at_evidence (self, TRUE);
  return changed;
}

static gboolean
update_evidence (KaijiChecker *self, const char *evidence_id)
{
  GHashTable *indices = g_hash_table_lookup (self->citing, evidence_id);
  g_autofree gpointer *keys = NULL;
  gboolean changed = kaiji_checker_look_at_evidence (self, FALSE);
  guint n = 0;

  if (!indices)
    return changed;
  keys = g_hash_table_get_keys_as_array (indices, &n);
  for (guint i = 0; i < n; i++)
    changed |=
        update_id (self, kaiji_checker_get_known (self, GPOINTER_TO_UINT (keys[i]))->prompt->id);
  return changed;
}

/**
 * kaiji_checker_update:
 * @self: a checker
 * @kind: what was changed
 * @key: which one, as in #KaijiEdit
 * @target: prompt, item or field that it touches; "" for evidence
 *
 * Looks again at what depends on a change; the arguments are those of KaijiCaseSource::changed.
 *
 * Thread: the one that owns the case. Returns: whether a finding, a count, or what is shown or
 * required differs from before
 */
gboolean
kaiji_checker_update (KaijiChecker *self, KaijiEditKind kind, const char *key, const char *target)
{
  self->evaluated = 0;
  switch (kind)
    {
    case KAIJI_EDIT_CITATION:
      return update_target (self, target);
    case KAIJI_EDIT_EVIDENCE:
      return update_evidence (self, key);
    case KAIJI_EDIT_ANSWER:
    default:
      return update_target (self, key);
    }
}

/** kaiji_checker_set_today: Checks everything as of another day. */
void
kaiji_checker_set_today (KaijiChecker *self, KaijiDate today)
{
  self->today = today;
  kaiji_checker_run (self);
}

/** kaiji_checker_set_newer_revision: Tells which revision is in use by now, "" for none newer. */
void
kaiji_checker_set_newer_revision (KaijiChecker *self, const char *revision)
{
  self->newer = kaiji_intern (revision);
  kaiji_checker_run (self);
}

/**
 * kaiji_checker_set_japanese:
 * @self: a checker
 * @sha256: digest of evidence
 * @japanese: what its text is like
 *
 * Tells what the text of evidence is like. What the case says of it goes before.
 *
 * Source: 概要 4(4). Thread: the one that owns the case. Returns: whether any finding differs
 */
gboolean
kaiji_checker_set_japanese (KaijiChecker *self, const char *sha256, KaijiJapanese japanese)
{
  g_hash_table_insert (self->japanese, g_strdup (sha256), GINT_TO_POINTER (japanese));
  return kaiji_checker_look_at_evidence (self, TRUE);
}

/** kaiji_checker_get_today: Returns: the day as of which it checks. */
KaijiDate
kaiji_checker_get_today (KaijiChecker *self)
{
  return self->today;
}

/**
 * kaiji_checker_get_findings:
 * @self: a checker
 *
 * Returns: (transfer none) (element-type KaijiFinding): all findings, in the order of the form,
 * those of one prompt by severity, then those on evidence; valid until the next run or update
 */
GPtrArray *
kaiji_checker_get_findings (KaijiChecker *self)
{
  if (self->findings)
    return self->findings;
  self->findings = g_ptr_array_new_full (self->total.block + self->total.warn + self->total.human,
                                         g_object_unref);
  for (guint i = 0; i < self->prompts->len; i++)
    {
      GPtrArray *findings = kaiji_checker_get_known (self, i)->findings;
      for (guint f = 0; findings && f < findings->len; f++)
        g_ptr_array_add (self->findings, g_object_ref (findings->pdata[f]));
    }
  for (guint i = 0; i < self->evidence_findings->len; i++)
    g_ptr_array_add (self->findings, g_object_ref (self->evidence_findings->pdata[i]));
  return self->findings;
}

/** kaiji_checker_get_findings_on_evidence: Returns: (transfer none): see the header. */
GPtrArray *
kaiji_checker_get_findings_on_evidence (KaijiChecker *self)
{
  return self->evidence_findings;
}

/** kaiji_checker_get_findings_for: Returns: (transfer none) (nullable): those on one prompt. */
GPtrArray *
kaiji_checker_get_findings_for (KaijiChecker *self, const char *id)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (self->scheme, id);

  return prompt ? kaiji_checker_get_known (self, prompt->index)->findings : NULL;
}

/** kaiji_checker_get_progress: Returns: (transfer none): counts of the case. */
const KaijiProgress *
kaiji_checker_get_progress (KaijiChecker *self)
{
  return &self->total;
}

/** kaiji_checker_get_section_progress: Returns: counts of a section; in Form A fields count. */
KaijiProgress
kaiji_checker_get_section_progress (KaijiChecker *self, KaijiSection *section)
{
  guint index;

  g_return_val_if_fail (g_ptr_array_find (self->sections, section, &index), (KaijiProgress){ 0 });
  return self->progress[index];
}

/** kaiji_checker_is_ready: Returns: whether nothing blocks the submission. Source: 概要 5(2) */
gboolean
kaiji_checker_is_ready (KaijiChecker *self)
{
  return self->total.block == 0;
}

/** kaiji_checker_is_required: Returns: whether a prompt is required at present. */
gboolean
kaiji_checker_is_required (KaijiChecker *self, KaijiPrompt *prompt)
{
  return kaiji_checker_get_known (self, prompt->index)->state.required;
}

/** kaiji_checker_is_visible: Returns: whether a prompt is shown at present. */
gboolean
kaiji_checker_is_visible (KaijiChecker *self, KaijiPrompt *prompt)
{
  return kaiji_checker_get_known (self, prompt->index)->state.visible;
}

/** kaiji_checker_is_evidence_waived: Returns: whether the answer needs no evidence. */
gboolean
kaiji_checker_is_evidence_waived (KaijiChecker *self, KaijiPrompt *prompt)
{
  return kaiji_checker_get_known (self, prompt->index)->state.waived;
}

/** kaiji_checker_get_fee: Returns: (transfer none) (nullable): the fee that applies at present. */
const KaijiFee *
kaiji_checker_get_fee (KaijiChecker *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const KaijiFee *fee = kaiji_row_choose_fee (self->rows->pdata[i], self->scheme, self->source);
      if (fee)
        return fee;
    }
  return NULL;
}

/** kaiji_checker_get_evaluated: Returns: how many prompts the newest run or update looked at. */
guint
kaiji_checker_get_evaluated (KaijiChecker *self)
{
  return self->evaluated;
}

/** kaiji_checker_knows_kind: Returns: whether rules of this kind can be evaluated. */
gboolean
kaiji_checker_knows_kind (const char *kind)
{
  return kaiji_evaluator_lookup (kind) != NULL;
}

/** kaiji_checker_looks_at_evidence: Returns: whether rules of this kind look at evidence itself. */
gboolean
kaiji_checker_looks_at_evidence (const char *kind)
{
  const KaijiEvaluator *evaluator = kaiji_evaluator_lookup (kind);

  return evaluator
         && (kaiji_evaluator_is_in (evaluator, kaiji_evidence_evaluators)
             || kaiji_evaluator_is_in (evaluator, kaiji_related_evaluators)
             || kaiji_evaluator_is_in (evaluator, kaiji_whole_evaluators));
}
