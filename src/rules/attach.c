/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a checker: which rule looks at which prompt, and what depends on what. */
#include "rules/checker-private.h"
#include "rules/wording.h"

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
  KaijiKnown *known = kaiji_checker_get_known (self, prompt->index);
  Dependant dependant = { self, prompt->index };

  if (g_ptr_array_find (known->rows, row, NULL))
    return;
  g_ptr_array_add (known->rows, row);
  if (!kaiji_row_get_evaluator (row)->applies)
    kaiji_row_foreach_word (row, add_word_dependants_cb, &dependant);
}

/* A rule on evidence depends on the ids in its parameters, and on what a condition asks. */
static void
add_need_cb (gpointer word, gpointer user_data)
{
  KaijiChecker *self = user_data;
  g_auto (GStrv) tokens = g_strsplit_set (word, "=&:|", -1);

  for (char **token = tokens; *token; token++)
    if (kaiji_scheme_lookup_prompt (self->scheme, *token))
      g_hash_table_add (self->evidence_needs, g_strdup (*token));
}

static void
attach_to_evidence (KaijiChecker *self, KaijiRow *row, GPtrArray *rows)
{
  const KaijiRule *rule = kaiji_row_get_rule (row);

  if (!kaiji_scheme_lookup_prompt (self->scheme, rule->field))
    {
      g_warning ("rule %s: it needs a field on which it bears", rule->id);
      return;
    }
  g_ptr_array_add (rows, row);
  kaiji_row_foreach_word (row, add_need_cb, self);
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
  if (kaiji_evaluator_is_in (evaluator, kaiji_evidence_evaluators))
    {
      attach_to_evidence (self, row, self->evidence_rows);
      return;
    }
  if (kaiji_evaluator_is_in (evaluator, kaiji_related_evaluators))
    {
      attach_to_evidence (self, row, self->related_rows);
      return;
    }
  if (kaiji_evaluator_is_in (evaluator, kaiji_whole_evaluators))
    {
      attach_to_evidence (self, row, self->whole_rows);
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
    if (evaluator->applies (row, kaiji_checker_get_known (self, i)->prompt))
      attach_row (self, row, kaiji_checker_get_known (self, i)->prompt);
}

static void
add_prompt (KaijiChecker *self, KaijiPrompt *prompt, guint item)
{
  KaijiKnown known = { .prompt = prompt, .item = item, .rows = g_ptr_array_new () };
  static const char *const marks[] = { ".outsourced", ".reread", KAIJI_WORDING_OWN,
                                       KAIJI_WORDING_BASIS };
  guint index = self->prompts->len;

  g_assert (prompt->index == index);
  g_array_append_val (self->prompts, known);
  add_dependant (self, prompt->id, index);
  add_dependant (self, prompt->item->id, index);
  for (gsize i = 0; i < G_N_ELEMENTS (marks) && !prompt->item->section->form_a; i++)
    {
      g_autofree char *key = g_strconcat (prompt->id, marks[i], NULL);
      add_dependant (self, key, index);
    }
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
          KaijiKnownItem item = { .item = g_ptr_array_index (section->items, i), .section = s };
          for (guint p = 0; p < item.item->prompts->len; p++)
            add_prompt (self, g_ptr_array_index (item.item->prompts, p), self->items->len);
          g_array_append_val (self->items, item);
        }
    }
}

/** kaiji_checker_attach: Reads the scheme: prompts, items, rules, and who depends on whom. */
void
kaiji_checker_attach (KaijiChecker *self)
{
  GPtrArray *rules = kaiji_scheme_get_rules (self->scheme);

  add_items (self);
  for (guint i = 0; i < rules->len; i++)
    add_row (self, g_ptr_array_index (rules, i));
}
