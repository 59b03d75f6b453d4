/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items and rules of a scheme as facts. Everything said here is data of the pack. */
#include "app/scheme-facts.h"

#include <glib/gi18n-lib.h>

#include "app/scheme-entry.h"
#include "widgets/severity-icon.h"
#include "widgets/verified-mark.h"

/** kaiji_kind_get_word: Returns: what sort of answer @kind is */
const char *
kaiji_kind_get_word (KaijiKind kind)
{
  static const char *const words[] = {
    N_ ("Text"),     N_ ("Long text"),       N_ ("Date"),
    N_ ("Year"),     N_ ("Yes or no"),       N_ ("Yes or no, with detail"),
    N_ ("Choice"),   N_ ("Number, unit"),    N_ ("Number"),
    N_ ("Amount"),   N_ ("Duration"),        N_ ("Corporate number"),
    N_ ("URL"),      N_ ("Telephone"),       N_ ("E-mail"),
    N_ ("Postcode"), N_ ("Picture or text"), N_ ("Evidence"),
    N_ ("Table"),    N_ ("Computed"),
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), "");
  return _ (words[kind]);
}

static const char *
required_word (const KaijiPrompt *prompt)
{
  switch (prompt->required)
    {
    case KAIJI_REQUIRED_ALWAYS:
      return _ ("Required");
    case KAIJI_REQUIRED_WHEN:
      return _ ("Required on a condition");
    case KAIJI_REQUIRED_NEVER:
    default:
      return _ ("Optional");
    }
}

static void
add_prompt (GPtrArray *facts, KaijiScheme *scheme, KaijiPrompt *prompt)
{
  char **choices = kaiji_scheme_get_choices (scheme, prompt);
  KaijiFact *fact = kaiji_fact_array_add (facts, kaiji_kind_get_word (prompt->kind), prompt->text,
                                          prompt->source);

  fact->verified = prompt->verified;
  kaiji_fact_add_detail (fact, required_word (prompt));
  if (choices && *choices)
    {
      g_autofree char *joined = g_strjoinv (" / ", choices);
      kaiji_fact_add_detail (fact, joined);
    }
  if (prompt->units && *prompt->units)
    {
      g_autofree char *joined = g_strjoinv (" / ", prompt->units);
      g_autofree char *units = g_strdup_printf (_ ("Unit: %s"), joined);
      kaiji_fact_add_detail (fact, units);
    }
  kaiji_fact_add_detail (fact, prompt->hint);
  if (prompt->gate == KAIJI_GATE_NONE)
    return;
  fact = kaiji_fact_array_add (facts, _ ("Gate item"),
                               prompt->gate == KAIJI_GATE_MINIMUM
                                   ? _ ("A number under the minimum leads to no certification.")
                                   : _ ("An answer such as “not done” leads to no certification."),
                               prompt->gate_source);
  kaiji_fact_add_detail (fact, prompt->gate_wording);
}

/**
 * kaiji_scheme_facts_of_item:
 * @scheme: a scheme
 * @item: one of its items
 *
 * Returns: (transfer full) (element-type KaijiFact): all that is asked in it
 */
GPtrArray *
kaiji_scheme_facts_of_item (KaijiScheme *scheme, KaijiItem *item)
{
  GPtrArray *facts = kaiji_fact_array_new ();
  g_autofree char *place = kaiji_scheme_entry_dup_place (item);
  KaijiFact *fact;

  kaiji_fact_array_add (facts, _ ("Section"), place, NULL);
  fact = kaiji_fact_array_add (facts, _ ("Item"), item->required ? _ ("Required") : _ ("Optional"),
                               item->source);
  if (item->gate)
    kaiji_fact_add_detail (fact, _ ("Gate item"));
  fact->verified = item->verified;
  if (*item->note)
    kaiji_fact_array_add (facts, _ ("Note"), item->note, NULL);
  for (guint i = 0; i < item->prompts->len; i++)
    {
      g_autofree char *heading = g_strdup_printf (_ ("Prompt %u"), i + 1);
      if (item->prompts->len > 1)
        g_ptr_array_add (facts, kaiji_fact_new_heading (heading));
      add_prompt (facts, scheme, g_ptr_array_index (item->prompts, i));
    }
  kaiji_fact_array_add (facts, _ ("Identifier"), item->id, NULL);
  return facts;
}

static void
add_side (GPtrArray *facts, const char *name, KaijiItem *item)
{
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;
  KaijiFact *fact;

  if (!item)
    {
      kaiji_fact_array_add (facts, name, _ ("There is none."), NULL)->missing = TRUE;
      return;
    }
  place = kaiji_scheme_entry_dup_place (item);
  text = item->number > 0 ? g_strdup_printf ("%u %s", item->number, item->name)
                          : g_strdup (item->name);
  fact = kaiji_fact_array_add (facts, name, text, item->source);
  kaiji_fact_add_detail (fact, place);
  kaiji_fact_add_detail (fact, item->required ? _ ("Required") : _ ("Optional"));
  if (item->gate)
    kaiji_fact_add_detail (fact, _ ("Gate item"));
  fact->verified = item->verified;
}

static void
add_prompt_match (GPtrArray *facts, const KaijiPromptMatch *match)
{
  const KaijiPrompt *prompt = match->to ? match->to : match->from;
  KaijiFact *fact = kaiji_fact_array_add (facts, kaiji_scheme_entry_get_state_word (match->state),
                                          prompt->text, NULL);

  if (match->from && match->to && match->changes & KAIJI_CHANGED_TEXT)
    {
      g_autofree char *was = g_strdup_printf (_ ("was “%s”"), match->from->text);
      kaiji_fact_add_detail (fact, was);
    }
  if (match->from && match->to && match->changes & KAIJI_CHANGED_KIND)
    {
      g_autofree char *kinds =
          g_strdup_printf (_ ("%s → %s"), kaiji_kind_get_word (match->from->kind),
                           kaiji_kind_get_word (match->to->kind));
      kaiji_fact_add_detail (fact, kinds);
    }
}

/**
 * kaiji_scheme_facts_of_match:
 * @matching: two tables
 * @match: what became of an item
 *
 * Returns: (transfer full) (element-type KaijiFact): the item before and after, prompt by prompt
 */
GPtrArray *
kaiji_scheme_facts_of_match (KaijiMatching *matching, const KaijiItemMatch *match)
{
  GPtrArray *facts = kaiji_fact_array_new ();
  GPtrArray *prompts = kaiji_matching_get_prompts (matching);

  add_side (facts, _ ("Before"), match->from);
  add_side (facts, _ ("After"), match->to);
  g_ptr_array_add (facts, kaiji_fact_new_heading (_ ("Prompts")));
  for (guint i = 0; i < prompts->len; i++)
    {
      const KaijiPromptMatch *prompt = g_ptr_array_index (prompts, i);
      if ((prompt->to && prompt->to->item == match->to)
          || (prompt->from && prompt->from->item == match->from))
        add_prompt_match (facts, prompt);
    }
  return facts;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A template with its places as dots: "{limit}" is filled in only where the rule speaks. */
static char *
dup_sentence (const char *template)
{
  static GRegex *places;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      places = g_regex_new ("\\{[^{}]*\\}", G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  return g_regex_replace_literal (places, template, -1, 0, "…", 0, NULL);
}

/* Other sentences of the same rule, in an order that does not change from one run to the next. */
static void
add_variants (KaijiFact *fact, const KaijiRule *rule)
{
  g_autofree gpointer *keys = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n = 0;

  if (!rule->variants)
    return;
  keys = g_hash_table_get_keys_as_array (rule->variants, &n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, keys[i]);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const KaijiRule *variant = g_hash_table_lookup (rule->variants, g_ptr_array_index (names, i));
      g_autofree char *message = dup_sentence (variant->message);
      g_autofree char *text = NULL;
      if (!*variant->message || g_str_equal (variant->message, rule->message))
        continue;
      text = g_strdup_printf ("%s: %s", kaiji_mark_get_word ((KaijiMarkKind) variant->severity),
                              message);
      kaiji_fact_add_detail (fact, text);
    }
}

/**
 * kaiji_scheme_facts_of_rules:
 * @scheme: a scheme
 *
 * Returns: (transfer full) (element-type KaijiFact): what the checklist may say, and why
 */
GPtrArray *
kaiji_scheme_facts_of_rules (KaijiScheme *scheme)
{
  GPtrArray *rules = kaiji_scheme_get_rules (scheme);
  GPtrArray *facts = kaiji_fact_array_new ();

  for (guint i = 0; i < rules->len; i++)
    {
      const KaijiRule *rule = g_ptr_array_index (rules, i);
      g_autofree char *message = dup_sentence (rule->message);
      g_autofree char *advice = dup_sentence (rule->advice);
      KaijiFact *fact = kaiji_fact_array_add (facts, rule->id, message, rule->source);
      fact->mark = (int) rule->severity;
      fact->verified = rule->verified;
      kaiji_fact_add_detail (fact, advice);
      add_variants (fact, rule);
    }
  return facts;
}
