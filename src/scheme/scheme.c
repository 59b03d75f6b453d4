/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme in memory: its life and what others may ask of it. */
#include "scheme-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (kaiji - scheme - error - quark, kaiji_scheme_error)

const char *const kaiji_kind_names[] = {
  "text",   "prose",       "date",    "year",     "yes_no",        "yes_no_detail",
  "choice", "number_unit", "integer", "money",    "duration",      "corporate_number",
  "url",    "tel",         "email",   "postcode", "image_or_text", "evidence",
  "table",  "derived",     NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (kaiji_kind_names) == KAIJI_KIND_DERIVED + 2);

const char *const kaiji_verified_names[] = { "document", "public", "unverified", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (kaiji_verified_names) == KAIJI_VERIFIED_UNVERIFIED + 2);

KaijiScheme *
kaiji_scheme_new (void)
{
  KaijiScheme *self = g_new0 (KaijiScheme, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->strings = g_string_chunk_new (16384);
  self->id = self->table = self->revision = self->name = "";
  self->documents = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_setting_free);
  self->settings_by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_section_free);
  self->items = g_ptr_array_new ();
  self->prompts = g_ptr_array_new ();
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_rule_free);
  self->fees = g_ptr_array_new_with_free_func (g_free);
  self->minimum.unit = self->minimum.source = self->minimum.reading_text = "";
  self->items_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->prompts_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->rules_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * kaiji_scheme_ref:
 * @self: a scheme
 *
 * Thread: any.
 * Returns: (transfer full): @self
 */
KaijiScheme *
kaiji_scheme_ref (KaijiScheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kaiji_scheme_unref:
 * @self: a scheme
 *
 * Gives a reference back; the last one frees all structures and strings. Thread: any.
 */
void
kaiji_scheme_unref (KaijiScheme *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->settings_by_key);
  g_hash_table_unref (self->items_by_id);
  g_hash_table_unref (self->prompts_by_id);
  g_hash_table_unref (self->rules_by_id);
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->settings);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->prompts);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->fees);
  for (guint i = 0; i < N_WORDS; i++)
    {
      g_free (self->words[i].values);
      g_strfreev (self->words[i].folded);
    }
  g_string_chunk_free (self->strings);
  g_free (self);
}

void
kaiji_setting_free (KaijiSetting *setting)
{
  g_free (setting->values);
  g_clear_pointer (&setting->readings, g_ptr_array_unref);
  g_free (setting);
}

void
kaiji_condition_free (KaijiCondition *condition)
{
  if (!condition)
    return;
  g_free (condition->words);
  g_clear_pointer (&condition->children, g_ptr_array_unref);
  g_free (condition);
}

void
kaiji_column_free (KaijiColumn *column)
{
  g_free (column->options);
  g_free (column);
}

void
kaiji_prompt_free (KaijiPrompt *prompt)
{
  kaiji_condition_free (prompt->condition);
  kaiji_condition_free (prompt->visible);
  kaiji_condition_free (prompt->gate_human_when);
  g_free (prompt->units);
  g_free (prompt->options);
  g_free (prompt->gate_human_words);
  g_clear_pointer (&prompt->columns, g_ptr_array_unref);
  g_free (prompt);
}

void
kaiji_item_free (KaijiItem *item)
{
  g_ptr_array_unref (item->prompts);
  g_free (item);
}

void
kaiji_section_free (KaijiSection *section)
{
  g_ptr_array_unref (section->items);
  g_free (section);
}

void
kaiji_rule_free (KaijiRule *rule)
{
  g_clear_pointer (&rule->params, g_variant_unref);
  g_clear_pointer (&rule->variants, g_hash_table_unref);
  g_free (rule);
}

/**
 * kaiji_scheme_load_file:
 * @path: a pack
 * @error: %KAIJI_SCHEME_ERROR_PARSE, %KAIJI_SCHEME_ERROR_INVALID
 *
 * Reads and checks a pack; one with a problem is refused. Thread: any.
 *
 * Returns: (transfer full) (nullable): the scheme
 */
KaijiScheme *
kaiji_scheme_load_file (const char *path, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_scheme_problem_free);
  g_autoptr (KaijiScheme) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = kaiji_scheme_read (path, problems);
  if (!self)
    {
      const KaijiSchemeProblem *first = g_ptr_array_index (problems, 0);
      g_autofree char *text = kaiji_scheme_problem_to_string (first);

      if (problems->len == 1)
        g_set_error_literal (error, KAIJI_SCHEME_ERROR, first->code, text);
      else
        g_set_error (error, KAIJI_SCHEME_ERROR, first->code,
                     g_dngettext (GETTEXT_PACKAGE, "%s (and %u more problem)",
                                  "%s (and %u more problems)", problems->len - 1),
                     text, problems->len - 1);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
kaiji_scheme_get_id (KaijiScheme *self)
{
  return self->id;
}

const char *
kaiji_scheme_get_table (KaijiScheme *self)
{
  return self->table;
}

const char *
kaiji_scheme_get_revision (KaijiScheme *self)
{
  return self->revision;
}

const char *
kaiji_scheme_get_name (KaijiScheme *self)
{
  return self->name;
}

gboolean
kaiji_scheme_is_in_use (KaijiScheme *self)
{
  return self->in_use;
}

const KaijiSetting *
kaiji_scheme_get_setting (KaijiScheme *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  return g_hash_table_lookup (self->settings_by_key, key);
}

GPtrArray *
kaiji_scheme_get_settings (KaijiScheme *self)
{
  return self->settings;
}

GPtrArray *
kaiji_scheme_get_documents (KaijiScheme *self)
{
  return self->documents;
}

const KaijiSchemeCounts *
kaiji_scheme_get_counts (KaijiScheme *self)
{
  return &self->counts;
}

const char *
kaiji_scheme_get_text (KaijiScheme *self, const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (self, key);

  return setting ? setting->value : "";
}

const char *
kaiji_scheme_get_text_source (KaijiScheme *self, const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (self, key);

  return setting ? setting->source : "";
}

int
kaiji_scheme_get_int (KaijiScheme *self, const char *key, int fallback)
{
  const char *text = kaiji_scheme_get_text (self, key);
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    return fallback;
  return (int) number;
}

/**
 * kaiji_scheme_get_words:
 * @self: a scheme
 * @key: a list of words ("none", "tentative" …) or the key of a setting that is a list of phrases
 *
 * Returns: (transfer none) (nullable): the words as written
 */
char **
kaiji_scheme_get_words (KaijiScheme *self, const char *key)
{
  const KaijiSetting *setting;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  for (guint i = 0; i < N_WORDS; i++)
    if (g_str_equal (self->words[i].key, key))
      return self->words[i].values;
  setting = kaiji_scheme_get_setting (self, key);
  return setting ? setting->values : NULL;
}

GPtrArray *
kaiji_scheme_get_sections (KaijiScheme *self)
{
  return self->sections;
}

GPtrArray *
kaiji_scheme_get_items (KaijiScheme *self)
{
  return self->items;
}

GPtrArray *
kaiji_scheme_get_prompts (KaijiScheme *self)
{
  return self->prompts;
}

GPtrArray *
kaiji_scheme_get_rules (KaijiScheme *self)
{
  return self->rules;
}

GPtrArray *
kaiji_scheme_get_fees (KaijiScheme *self)
{
  return self->fees;
}

const KaijiMinimum *
kaiji_scheme_get_minimum (KaijiScheme *self)
{
  return &self->minimum;
}

KaijiRule *
kaiji_scheme_lookup_rule (KaijiScheme *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->rules_by_id, id);
}

KaijiItem *
kaiji_scheme_lookup_item (KaijiScheme *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->items_by_id, id);
}

KaijiPrompt *
kaiji_scheme_lookup_prompt (KaijiScheme *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->prompts_by_id, id);
}

/* A prompt by its own id or by that of its item. */
static KaijiPrompt *
lookup_either (KaijiScheme *self, const char *id)
{
  KaijiPrompt *prompt = g_hash_table_lookup (self->prompts_by_id, id);
  KaijiItem *item;

  if (prompt)
    return prompt;
  item = g_hash_table_lookup (self->items_by_id, id);
  return item ? g_ptr_array_index (item->prompts, 0) : NULL;
}

/**
 * kaiji_scheme_resolve:
 * @self: a scheme
 * @id: what was typed
 * @suffix: (out) (optional) (nullable) (transfer none): ".outsourced" or ".withhold", else NULL
 *
 * A field whose own name looks like a suffix ("A.outsourced") wins. Suffixes exist on Form B only.
 *
 * Returns: (transfer none) (nullable): the prompt that is meant
 */
KaijiPrompt *
kaiji_scheme_resolve (KaijiScheme *self, const char *id, const char **suffix)
{
  static const char *const suffixes[] = { ".outsourced", ".withhold" };
  KaijiPrompt *prompt;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  if (suffix)
    *suffix = NULL;
  prompt = lookup_either (self, id);
  if (prompt)
    return prompt;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *base = NULL;

      if (!g_str_has_suffix (id, suffixes[i]))
        continue;
      base = g_strndup (id, strlen (id) - strlen (suffixes[i]));
      prompt = lookup_either (self, base);
      if (!prompt || prompt->item->section->form_a)
        return NULL;
      if (suffix)
        *suffix = suffixes[i];
      return prompt;
    }
  return NULL;
}

const char *
kaiji_kind_to_string (KaijiKind kind)
{
  g_return_val_if_fail ((guint) kind <= KAIJI_KIND_DERIVED, "");

  return kaiji_kind_names[kind];
}

const char *
kaiji_verified_to_string (KaijiVerified verified)
{
  g_return_val_if_fail ((guint) verified <= KAIJI_VERIFIED_UNVERIFIED, "");

  return kaiji_verified_names[verified];
}
