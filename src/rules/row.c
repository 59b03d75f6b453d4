/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule of the pack made ready for use.
 *
 * Parameters: a dictionary of strings, numbers, booleans, or lists of strings. Each becomes a list
 * of words: a number its decimal form, TRUE "true". The id of a rule is the id of its clause; what
 * follows a slash tells several rules of one clause apart ("D8/identity") and is not shown.
 *
 * Texts: {name} is replaced by a value that the evaluator gives. Every evaluator gives {prompt}
 * and {item}, the names of what is looked at, or {evidence}, the name of the evidence.
 */
#include "rules/evaluator.h"

#include "core/intern.h"

struct _KaijiRow
{
  const KaijiRule *rule;
  const KaijiEvaluator *evaluator;
  const char *clause; /* interned */
  GHashTable *params; /* name -> GStrv */
};

static void
add_words (GPtrArray *words, GVariant *value)
{
  g_autoptr (GVariant) inner = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      inner = g_variant_get_variant (value);
      add_words (words, inner);
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    g_ptr_array_add (words, g_variant_dup_string (value, NULL));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_ARRAY))
    for (gsize i = 0; i < g_variant_n_children (value); i++)
      {
        g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
        add_words (words, child);
      }
  else
    g_ptr_array_add (words, g_variant_print (value, FALSE));
}

/** kaiji_evaluator_lookup: Returns: (nullable): the evaluator of a kind. */
const KaijiEvaluator *
kaiji_evaluator_lookup (const char *kind)
{
  const KaijiEvaluator *const tables[] = { kaiji_prompt_evaluators, kaiji_case_evaluators,
                                           kaiji_evidence_evaluators, kaiji_related_evaluators,
                                           kaiji_whole_evaluators };

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const KaijiEvaluator *evaluator = tables[t]; evaluator->kind; evaluator++)
      if (g_str_equal (evaluator->kind, kind))
        return evaluator;
  return NULL;
}

/** kaiji_evaluator_is_in: Returns: whether it stands in a table. */
gboolean
kaiji_evaluator_is_in (const KaijiEvaluator *self, const KaijiEvaluator *table)
{
  for (; table->kind; table++)
    if (self == table)
      return TRUE;
  return FALSE;
}

/**
 * kaiji_row_new:
 * @rule: a rule of a scheme, borrowed
 *
 * Thread: any. Returns: (transfer full): the rule made ready
 */
KaijiRow *
kaiji_row_new (const KaijiRule *rule)
{
  KaijiRow *self = g_new0 (KaijiRow, 1);
  g_auto (GStrv) parts = g_strsplit (rule->id, "/", 2);

  self->rule = rule;
  self->evaluator = kaiji_evaluator_lookup (rule->kind);
  self->clause = kaiji_intern (parts[0]);
  self->params =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  if (rule->params)
    {
      GVariantIter iter;
      const char *name;
      GVariant *value;

      g_variant_iter_init (&iter, rule->params);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        {
          g_autoptr (GPtrArray) words = g_ptr_array_new ();
          add_words (words, value);
          g_ptr_array_add (words, NULL);
          g_hash_table_insert (self->params, g_strdup (name), g_ptr_array_steal (words, NULL));
        }
    }
  return self;
}

/** kaiji_row_free: Frees a row; the rule stays the scheme's. */
void
kaiji_row_free (KaijiRow *self)
{
  g_hash_table_unref (self->params);
  g_free (self);
}

/** kaiji_row_get_evaluator: Returns: (nullable): %NULL when no evaluator has the rule's kind. */
const KaijiEvaluator *
kaiji_row_get_evaluator (const KaijiRow *self)
{
  return self->evaluator;
}

/** kaiji_row_get_rule: Returns: (transfer none): the rule of the scheme. */
const KaijiRule *
kaiji_row_get_rule (const KaijiRow *self)
{
  return self->rule;
}

/** kaiji_row_get_words: Returns: (transfer none): the words of a parameter, never %NULL. */
const char *const *
kaiji_row_get_words (const KaijiRow *self, const char *name)
{
  static const char *const none[] = { NULL };
  const char *const *words = g_hash_table_lookup (self->params, name);

  return words ? words : none;
}

/** kaiji_row_get_word: Returns: (transfer none): the first word of a parameter, "" for none. */
const char *
kaiji_row_get_word (const KaijiRow *self, const char *name)
{
  const char *const *words = kaiji_row_get_words (self, name);

  return words[0] ? words[0] : "";
}

/** kaiji_row_get_int: Returns: a parameter as a number. */
int
kaiji_row_get_int (const KaijiRow *self, const char *name, int fallback)
{
  const char *word = kaiji_row_get_word (self, name);

  return *word ? (int) g_ascii_strtoll (word, NULL, 10) : fallback;
}

/** kaiji_row_get_flag: Returns: whether a parameter is there and true. */
gboolean
kaiji_row_get_flag (const KaijiRow *self, const char *name)
{
  return g_str_equal (kaiji_row_get_word (self, name), "true");
}

/** kaiji_row_has_word: Returns: whether a parameter lists @word. */
gboolean
kaiji_row_has_word (const KaijiRow *self, const char *name, const char *word)
{
  return g_strv_contains (kaiji_row_get_words (self, name), word);
}

/** kaiji_row_foreach_word: Calls @func with each word of each parameter. */
void
kaiji_row_foreach_word (const KaijiRow *self, GFunc func, gpointer user_data)
{
  GHashTableIter iter;
  gpointer words;

  g_hash_table_iter_init (&iter, self->params);
  while (g_hash_table_iter_next (&iter, NULL, &words))
    for (char **word = words; *word; word++)
      func (*word, user_data);
}

static const char *
value_of (const char *name, gsize length, const char *const *pairs)
{
  for (; *pairs; pairs += 2)
    if (strlen (pairs[0]) == length && strncmp (pairs[0], name, length) == 0)
      return pairs[1];
  return NULL;
}

/* Puts values in the place of {name}; a brace that names no value stays as it is. */
static char *
fill (const char *template, const char *const *pairs)
{
  GString *text = g_string_new (NULL);

  for (const char *p = template; *p;)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      const char *value = end ? value_of (p + 1, (gsize) (end - p - 1), pairs) : NULL;

      if (value)
        {
          g_string_append (text, value);
          p = end + 1;
        }
      else
        g_string_append_c (text, *p++);
    }
  return g_string_free (text, FALSE);
}

static const char *
first_text (const char *text, const char *fallback)
{
  return text && *text ? text : fallback;
}

/**
 * kaiji_look_say:
 * @look: the look that found something
 * @variant: (nullable): name of the variant of the rule, %NULL for the rule itself; a variant
 *   takes what it does not state from the rule
 * @remedy: what solves it
 * @...: pairs of placeholder name and value, then %NULL
 *
 * Adds a finding on the prompt or the evidence that is looked at. The source is the prompt's own where the rule
 * says so (parameter `prompt-source`) and the prompt has one, and is then as sure as that. What rests on a choice of the office
 * (placeholder `choice`: its source, %NULL for none) names it as the rule says (parameter
 * `choice-source`: {source} {choice}).
 */
void
kaiji_look_say (KaijiLook *look, const char *variant, KaijiRemedy remedy, ...)
{
  const KaijiRule *rule = look->row->rule;
  const KaijiRule *text =
      variant && rule->variants ? g_hash_table_lookup (rule->variants, variant) : NULL;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  g_autofree char *message = NULL, *advice = NULL, *chosen = NULL;
  KaijiVerified verified = rule->verified;
  const char *source, *choice;
  va_list args;

  if (!text)
    text = rule;
  if (look->evidence)
    {
      g_ptr_array_add (pairs, (gpointer) "evidence");
      g_ptr_array_add (pairs, (gpointer) kaiji_evidence_get_info (look->evidence)->name);
    }
  g_ptr_array_add (pairs, (gpointer) "prompt");
  g_ptr_array_add (pairs, (gpointer) look->prompt->text);
  g_ptr_array_add (pairs, (gpointer) "item");
  g_ptr_array_add (pairs, (gpointer) look->prompt->item->name);
  va_start (args, remedy);
  for (const char *name = va_arg (args, const char *); name; name = va_arg (args, const char *))
    {
      g_ptr_array_add (pairs, (gpointer) name);
      g_ptr_array_add (pairs, (gpointer) va_arg (args, const char *));
    }
  va_end (args);
  g_ptr_array_add (pairs, NULL);

  message = fill (first_text (text->message, rule->message), (const char *const *) pairs->pdata);
  advice = fill (first_text (text->advice, rule->advice), (const char *const *) pairs->pdata);
  source = first_text (text->source, rule->source);
  if (kaiji_row_get_flag (look->row, "prompt-source") && *look->prompt->source)
    {
      source = look->prompt->source;
      verified = look->prompt->verified;
    }
  choice = value_of ("choice", strlen ("choice"), (const char *const *) pairs->pdata);
  if (choice && *choice)
    {
      const char *const names[] = { "source", source, "choice", choice, NULL };
      chosen = fill (kaiji_row_get_word (look->row, "choice-source"), names);
      source = first_text (chosen, source);
    }
  if (look->of_evidence)
    {
      const char *id = look->evidence ? kaiji_evidence_get_info (look->evidence)->id : "";

      g_ptr_array_add (look->findings, kaiji_finding_new_of_evidence (
                                           look->row->clause, text->severity, look->prompt->id, id,
                                           message, advice, source, remedy, verified));
      return;
    }
  g_ptr_array_add (look->findings, kaiji_finding_new_verified (
                                       look->row->clause, text->severity, look->prompt->id, message,
                                       advice, source, remedy, verified, look->prompt->verified));
}
