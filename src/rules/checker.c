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
 * 4. The counts of the sections and of the case are the sums of the counts of the items.
 */
#include "rules/checker.h"

#include "core/text.h"
#include "rules/evaluator.h"

typedef struct
{
  gboolean visible;
  gboolean required;
  gboolean answered;
  gboolean cited;
  gboolean waived;
  gboolean gate_blocked;
} State;

/* What is known of one prompt. */
typedef struct
{
  KaijiPrompt *prompt;
  guint item;          /* index in `items` */
  GPtrArray *rows;     /* KaijiRow, borrowed: the rules that look at it */
  GPtrArray *findings; /* (nullable) by severity, then in the order of the rules */
  State state;
} Known;

typedef struct
{
  KaijiItem *item;
  guint section; /* index in `sections` */
  KaijiProgress progress;
} KnownItem;

struct _KaijiChecker
{
  KaijiScheme *scheme;
  KaijiCaseSource *source;
  KaijiDate today;

  GPtrArray *rows;         /* KaijiRow */
  GArray *prompts;         /* Known, form order */
  GArray *items;           /* KnownItem, form order */
  GPtrArray *sections;     /* KaijiSection, borrowed */
  KaijiProgress *progress; /* one for each section */
  KaijiProgress total;

  GHashTable *dependants; /* id -> GArray of guint, rising */
  GHashTable *citing;     /* evidence id -> GHashTable of indices */
  const KaijiEvaluator *gate;

  GPtrArray *findings; /* (nullable) flat list, made when asked for */
  GArray *places;      /* scratch */
  guint evaluated;
};

static Known *
get_known (KaijiChecker *self, guint index)
{
  return &g_array_index (self->prompts, Known, index);
}

/* Making: who looks at what, what depends on what. */

static void
add_dependant (KaijiChecker *self, const char *id, guint index)
{
  GArray *list = g_hash_table_lookup (self->dependants, id);

  if (!list)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->dependants, g_strdup (id), list);
    }
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint, i) == index)
      return;
  g_array_append_val (list, index);
}

static void
add_condition_dependants (KaijiChecker *self, const KaijiCondition *condition, guint index)
{
  if (!condition)
    return;
  if (condition->id)
    add_dependant (self, condition->id, index);
  for (guint i = 0; condition->children && i < condition->children->len; i++)
    add_condition_dependants (self, condition->children->pdata[i], index);
}

typedef struct
{
  KaijiChecker *self;
  guint index;
} Dependant;

static void
add_word_dependants_cb (gpointer word, gpointer user_data)
{
  Dependant *dependant = user_data;
  g_auto (GStrv) tokens = g_strsplit_set (word, "=&:|", -1);

  for (char **token = tokens; *token; token++)
    if (kaiji_scheme_lookup_prompt (dependant->self->scheme, *token))
      add_dependant (dependant->self, *token, dependant->index);
}

static void
attach_row (KaijiChecker *self, KaijiRow *row, KaijiPrompt *prompt)
{
  Known *known = get_known (self, prompt->index);
  Dependant dependant = { self, prompt->index };

  if (g_ptr_array_find (known->rows, row, NULL))
    return;
  g_ptr_array_add (known->rows, row);
  if (!kaiji_row_get_evaluator (row)->applies)
    kaiji_row_foreach_word (row, add_word_dependants_cb, &dependant);
}

static void
attach_to_id (KaijiChecker *self, KaijiRow *row, const char *id)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (self->scheme, id);

  if (prompt)
    attach_row (self, row, prompt);
}

static void
add_row (KaijiChecker *self, const KaijiRule *rule)
{
  KaijiRow *row = kaiji_row_new (rule);
  const KaijiEvaluator *evaluator = kaiji_row_get_evaluator (row);

  g_ptr_array_add (self->rows, row);
  if (!evaluator)
    {
      g_warning ("rule %s: no evaluator of kind %s", rule->id, rule->kind);
      return;
    }
  if (!evaluator->applies)
    {
      attach_to_id (self, row, rule->field);
      for (const char *const *id = kaiji_row_get_words (row, "prompts"); *id; id++)
        attach_to_id (self, row, *id);
      return;
    }
  for (guint i = 0; i < self->prompts->len; i++)
    if (evaluator->applies (row, get_known (self, i)->prompt))
      attach_row (self, row, get_known (self, i)->prompt);
}

static void
add_prompt (KaijiChecker *self, KaijiPrompt *prompt, guint item)
{
  Known known = { .prompt = prompt, .item = item, .rows = g_ptr_array_new () };
  g_autofree char *outsourced = g_strconcat (prompt->id, ".outsourced", NULL);
  guint index = self->prompts->len;

  g_assert (prompt->index == index);
  g_array_append_val (self->prompts, known);
  add_dependant (self, prompt->id, index);
  add_dependant (self, prompt->item->id, index);
  add_dependant (self, outsourced, index);
  add_condition_dependants (self, prompt->visible, index);
  add_condition_dependants (self, prompt->condition, index);
  add_condition_dependants (self, prompt->gate_human_when, index);
}

static void
add_items (KaijiChecker *self)
{
  self->sections = g_ptr_array_ref (kaiji_scheme_get_sections (self->scheme));
  self->progress = g_new0 (KaijiProgress, self->sections->len);
  for (guint s = 0; s < self->sections->len; s++)
    {
      KaijiSection *section = g_ptr_array_index (self->sections, s);
      for (guint i = 0; i < section->items->len; i++)
        {
          KnownItem item = { .item = g_ptr_array_index (section->items, i), .section = s };
          for (guint p = 0; p < item.item->prompts->len; p++)
            add_prompt (self, g_ptr_array_index (item.item->prompts, p), self->items->len);
          g_array_append_val (self->items, item);
        }
    }
}

/* Looking at one prompt. */

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

static gboolean
takes_proof (KaijiPrompt *prompt)
{
  return prompt->citable && prompt->kind != KAIJI_KIND_EVIDENCE && !prompt->item->section->form_a;
}

static void
read_state (KaijiChecker *self, KaijiPrompt *prompt, KaijiLook *look, State *state)
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
  state->waived = takes_proof (prompt)
                  && (look->answer_class == KAIJI_ANSWER_NONE
                      || look->answer_class == KAIJI_ANSWER_UNDISCLOSED);
}

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  return (int) kaiji_finding_get_severity (*(KaijiFinding *const *) a)
         - (int) kaiji_finding_get_severity (*(KaijiFinding *const *) b);
}

static gboolean
same_findings (GPtrArray *a, GPtrArray *b)
{
  guint length = a ? a->len : 0;

  if (length != (b ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (!kaiji_finding_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
has_block (GPtrArray *findings, guint from)
{
  for (guint i = from; i < findings->len; i++)
    if (kaiji_finding_get_severity (findings->pdata[i]) == KAIJI_SEVERITY_BLOCK)
      return TRUE;
  return FALSE;
}

/* Lets the rules look at a prompt; returns whether what is known of it differs from before. */
static gboolean
evaluate (KaijiChecker *self, guint index)
{
  Known *known = get_known (self, index);
  State state = { 0 };
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  KaijiLook look = {
    .scheme = self->scheme,
    .source = self->source,
    .today = self->today,
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
  if (findings->len > 1)
    g_ptr_array_sort (findings, compare_severity);

  changed = memcmp (&state, &known->state, sizeof state) != 0;
  known->state = state;
  if (!same_findings (findings, known->findings))
    {
      changed = TRUE;
      g_clear_pointer (&known->findings, g_ptr_array_unref);
      if (findings->len > 0)
        known->findings = g_steal_pointer (&findings);
      g_clear_pointer (&self->findings, g_ptr_array_unref);
    }
  return changed;
}

/* Counts. */

static void
add_progress (KaijiProgress *sum, const KaijiProgress *part, guint factor)
{
  const guint *from = (const guint *) part;
  guint *to = (guint *) sum;

  for (gsize i = 0; i < sizeof *sum / sizeof *to; i++)
    to[i] += from[i] * factor;
}

static void
count_findings (const Known *known, KaijiProgress *progress)
{
  for (guint i = 0; known->findings && i < known->findings->len; i++)
    switch (kaiji_finding_get_severity (known->findings->pdata[i]))
      {
      case KAIJI_SEVERITY_BLOCK:
        progress->block++;
        break;
      case KAIJI_SEVERITY_WARN:
        progress->warn++;
        break;
      case KAIJI_SEVERITY_HUMAN:
      default:
        progress->human++;
        break;
      }
}

static KaijiProgress
count_item (KaijiChecker *self, const KnownItem *item)
{
  KaijiProgress progress = { 0 };
  gboolean complete = TRUE, any = FALSE, blocked = FALSE, shown = FALSE, required = FALSE;

  for (guint i = 0; i < item->item->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->item->prompts, i);
      const Known *known = get_known (self, prompt->index);
      const State *state = &known->state;

      count_findings (known, &progress);
      if (!state->visible || prompt->kind == KAIJI_KIND_DERIVED)
        continue;
      shown = TRUE;
      required |= state->required;
      complete &= !state->required || state->answered;
      any |= state->answered;
      blocked |= state->gate_blocked;
      if (takes_proof (prompt) && state->answered && !state->waived)
        {
          progress.evidence_total++;
          progress.evidence_done += state->cited ? 1 : 0;
        }
    }
  if (!item->item->section->form_a)
    required = item->item->required;
  else if (!shown)
    return progress;
  if (required)
    {
      progress.required_total = 1;
      progress.required_answered = complete ? 1 : 0;
    }
  else
    {
      progress.optional_total = 1;
      progress.optional_answered = any ? 1 : 0;
    }
  if (item->item->gate)
    {
      progress.gate_total = 1;
      progress.gate_met = complete && !blocked ? 1 : 0;
    }
  return progress;
}

/* The ratios of the whole case are those of Form B; findings count in both forms. */
static KaijiProgress
share_of_total (const KnownItem *item)
{
  KaijiProgress share = item->progress;

  if (item->item->section->form_a)
    share = (KaijiProgress){ .block = item->progress.block,
                             .warn = item->progress.warn,
                             .human = item->progress.human };
  return share;
}

static gboolean
recount (KaijiChecker *self, guint index)
{
  KnownItem *item = &g_array_index (self->items, KnownItem, index);
  KaijiProgress progress = count_item (self, item);
  KaijiProgress share = share_of_total (item);

  if (memcmp (&progress, &item->progress, sizeof progress) == 0)
    return FALSE;
  add_progress (&self->progress[item->section], &item->progress, (guint) -1);
  add_progress (&self->total, &share, (guint) -1);
  item->progress = progress;
  share = share_of_total (item);
  add_progress (&self->progress[item->section], &item->progress, 1);
  add_progress (&self->total, &share, 1);
  return TRUE;
}

static gboolean
look_again (KaijiChecker *self, guint index)
{
  gboolean changed = evaluate (self, index);

  self->evaluated++;
  return recount (self, get_known (self, index)->item) || changed;
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
  GPtrArray *rules = kaiji_scheme_get_rules (scheme);

  self->scheme = kaiji_scheme_ref (scheme);
  self->source = g_object_ref (source);
  self->today = today;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_row_free);
  self->prompts = g_array_new (FALSE, TRUE, sizeof (Known));
  self->items = g_array_new (FALSE, TRUE, sizeof (KnownItem));
  self->places = g_array_new (FALSE, FALSE, sizeof (KaijiPlace));
  self->dependants =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->citing =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->gate = kaiji_evaluator_lookup ("gate");
  add_items (self);
  for (guint i = 0; i < rules->len; i++)
    add_row (self, g_ptr_array_index (rules, i));
  kaiji_checker_run (self);
  return self;
}

/** kaiji_checker_free: Frees a checker. Findings that were taken hold of live on. */
void
kaiji_checker_free (KaijiChecker *self)
{
  for (guint i = 0; i < self->prompts->len; i++)
    {
      g_ptr_array_unref (get_known (self, i)->rows);
      g_clear_pointer (&get_known (self, i)->findings, g_ptr_array_unref);
    }
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_array_unref (self->prompts);
  g_array_unref (self->items);
  g_array_unref (self->places);
  g_ptr_array_unref (self->sections);
  g_free (self->progress);
  g_ptr_array_unref (self->rows);
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
    evaluate (self, i);
  self->evaluated = self->prompts->len;
  for (guint i = 0; i < self->items->len; i++)
    recount (self, i);
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

static gboolean
update_evidence (KaijiChecker *self, const char *evidence_id)
{
  GHashTable *indices = g_hash_table_lookup (self->citing, evidence_id);
  g_autofree gpointer *keys = NULL;
  gboolean changed = FALSE;
  guint n = 0;

  if (!indices)
    return FALSE;
  keys = g_hash_table_get_keys_as_array (indices, &n);
  for (guint i = 0; i < n; i++)
    changed |= update_id (self, get_known (self, GPOINTER_TO_UINT (keys[i]))->prompt->id);
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
      return update_id (self, target);
    case KAIJI_EDIT_EVIDENCE:
      return update_evidence (self, key);
    case KAIJI_EDIT_ANSWER:
    default:
      return update_id (self, key);
    }
}

/** kaiji_checker_set_today: Checks everything as of another day. */
void
kaiji_checker_set_today (KaijiChecker *self, KaijiDate today)
{
  self->today = today;
  kaiji_checker_run (self);
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
 * those of one prompt by severity; valid until the next run or update
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
      GPtrArray *findings = get_known (self, i)->findings;
      for (guint f = 0; findings && f < findings->len; f++)
        g_ptr_array_add (self->findings, g_object_ref (findings->pdata[f]));
    }
  return self->findings;
}

/** kaiji_checker_get_findings_for: Returns: (transfer none) (nullable): those on one prompt. */
GPtrArray *
kaiji_checker_get_findings_for (KaijiChecker *self, const char *id)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (self->scheme, id);

  return prompt ? get_known (self, prompt->index)->findings : NULL;
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
  return get_known (self, prompt->index)->state.required;
}

/** kaiji_checker_is_visible: Returns: whether a prompt is shown at present. */
gboolean
kaiji_checker_is_visible (KaijiChecker *self, KaijiPrompt *prompt)
{
  return get_known (self, prompt->index)->state.visible;
}

/** kaiji_checker_is_evidence_waived: Returns: whether the answer needs no evidence. */
gboolean
kaiji_checker_is_evidence_waived (KaijiChecker *self, KaijiPrompt *prompt)
{
  return get_known (self, prompt->index)->state.waived;
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

/** kaiji_evaluator_lookup: Returns: (nullable): the evaluator of a kind. */
const KaijiEvaluator *
kaiji_evaluator_lookup (const char *kind)
{
  const KaijiEvaluator *const tables[] = { kaiji_prompt_evaluators, kaiji_case_evaluators };

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const KaijiEvaluator *evaluator = tables[t]; evaluator->kind; evaluator++)
      if (g_str_equal (evaluator->kind, kind))
        return evaluator;
  return NULL;
}

/** kaiji_checker_knows_kind: Returns: whether rules of this kind can be evaluated. */
gboolean
kaiji_checker_knows_kind (const char *kind)
{
  return kaiji_evaluator_lookup (kind) != NULL;
}
