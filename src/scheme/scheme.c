/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others may ask of a scheme. */
#include "scheme/scheme-private.h"

#include <string.h>

G_DEFINE_QUARK (kaiji_scheme_error_quark, kaiji_scheme_error)

const char *const kaiji_kind_names[] = {
  "text",   "prose",       "date",    "year",     "yes_no",        "yes_no_detail",
  "choice", "number_unit", "integer", "money",    "duration",      "corporate_number",
  "url",    "tel",         "email",   "postcode", "image_or_text", "evidence",
  "table",  "derived",     NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (kaiji_kind_names) == KAIJI_KIND_DERIVED + 2);

const char *const kaiji_verified_names[] = { "document", "public", "unverified", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (kaiji_verified_names) == KAIJI_VERIFIED_UNVERIFIED + 2);

/**
 * kaiji_scheme_get_id:
 * @self: a scheme
 *
 * Returns: the name of the scheme, lower case; a part of file names
 */
const char *
kaiji_scheme_get_id (KaijiScheme *self)
{
  return self->id;
}

/** kaiji_scheme_get_path: Returns: (transfer none): the file that the pack was read from. */
const char *
kaiji_scheme_get_path (KaijiScheme *self)
{
  return self->path;
}

/**
 * kaiji_scheme_get_table:
 * @self: a scheme
 *
 * Returns: the prefix of its items' ids
 */
const char *
kaiji_scheme_get_table (KaijiScheme *self)
{
  return self->table;
}

/**
 * kaiji_scheme_get_revision:
 * @self: a scheme
 *
 * Returns: a date as precise as its source: a day, a month or a year
 */
const char *
kaiji_scheme_get_revision (KaijiScheme *self)
{
  return self->revision;
}

/**
 * kaiji_scheme_get_name:
 * @self: a scheme
 *
 * Returns: what people call the scheme
 */
const char *
kaiji_scheme_get_name (KaijiScheme *self)
{
  return self->name;
}

/**
 * kaiji_scheme_is_in_use:
 * @self: a scheme
 *
 * Returns: whether new cases take this revision
 */
gboolean
kaiji_scheme_is_in_use (KaijiScheme *self)
{
  return self->in_use && !self->superseded;
}

/**
 * kaiji_scheme_get_setting:
 * @self: a scheme
 * @key: a dotted key
 *
 * Returns: (transfer none) (nullable): the setting; NULL when the pack does not know @key
 */
const KaijiSetting *
kaiji_scheme_get_setting (KaijiScheme *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  return g_hash_table_lookup (self->settings_by_key, key);
}

/**
 * kaiji_scheme_get_settings:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiSetting): all settings, in the pack's order
 */
GPtrArray *
kaiji_scheme_get_settings (KaijiScheme *self)
{
  return self->settings;
}

/**
 * kaiji_scheme_get_documents:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiDocument): what sources are named after
 */
GPtrArray *
kaiji_scheme_get_documents (KaijiScheme *self)
{
  return self->documents;
}

/**
 * kaiji_scheme_get_counts:
 * @self: a scheme
 *
 * Returns: (transfer none): how many items and prompts Form B has
 */
const KaijiSchemeCounts *
kaiji_scheme_get_counts (KaijiScheme *self)
{
  return &self->counts;
}

/**
 * kaiji_scheme_get_text:
 * @self: a scheme
 * @key: a dotted key
 *
 * Returns: (transfer none): its value, "" while it is not set
 */
const char *
kaiji_scheme_get_text (KaijiScheme *self, const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (self, key);

  return setting ? setting->value : "";
}

/**
 * kaiji_scheme_get_text_source:
 * @self: a scheme
 * @key: a dotted key
 *
 * Returns: (transfer none): where its value stands, "" for none
 */
const char *
kaiji_scheme_get_text_source (KaijiScheme *self, const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (self, key);

  return setting ? setting->source : "";
}

/**
 * kaiji_scheme_get_int:
 * @self: a scheme
 * @key: a dotted key
 * @fallback: what to give back while it is not set, or no number
 *
 * Returns: its value as a whole number
 */
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

/**
 * kaiji_scheme_get_sections:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiSection): Form A, then Form B, in form order
 */
GPtrArray *
kaiji_scheme_get_sections (KaijiScheme *self)
{
  return self->sections;
}

/**
 * kaiji_scheme_get_items:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiItem): of both forms, in form order
 */
GPtrArray *
kaiji_scheme_get_items (KaijiScheme *self)
{
  return self->items;
}

/**
 * kaiji_scheme_get_prompts:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiPrompt): of both forms, each at its index
 */
GPtrArray *
kaiji_scheme_get_prompts (KaijiScheme *self)
{
  return self->prompts;
}

/**
 * kaiji_scheme_get_rules:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiRule): in the pack's order
 */
GPtrArray *
kaiji_scheme_get_rules (KaijiScheme *self)
{
  return self->rules;
}

/**
 * kaiji_scheme_get_fees:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiFee): in the pack's order
 */
GPtrArray *
kaiji_scheme_get_fees (KaijiScheme *self)
{
  return self->fees;
}

/**
 * kaiji_scheme_get_grounds:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiProvision): the grounds for revocation; none where no document states them
 */
GPtrArray *
kaiji_scheme_get_grounds (KaijiScheme *self)
{
  return self->grounds;
}

/**
 * kaiji_scheme_get_unit_conditions:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiProvision): what must hold for one unit of several services
 */
GPtrArray *
kaiji_scheme_get_unit_conditions (KaijiScheme *self)
{
  return self->unit_conditions;
}

/**
 * kaiji_scheme_get_classes:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type KaijiServiceClass): the classes of the second annex
 */
GPtrArray *
kaiji_scheme_get_classes (KaijiScheme *self)
{
  return self->classes;
}

/**
 * kaiji_scheme_get_minimum:
 * @self: a scheme
 *
 * Returns: (transfer none): the minimum that a gate may ask for; not set in any known pack
 */
const KaijiMinimum *
kaiji_scheme_get_minimum (KaijiScheme *self)
{
  return &self->minimum;
}

/**
 * kaiji_scheme_lookup_rule:
 * @self: a scheme
 * @id: id of a rule
 *
 * Returns: (transfer none) (nullable): the rule
 */
KaijiRule *
kaiji_scheme_lookup_rule (KaijiScheme *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->rules_by_id, id);
}

/**
 * kaiji_scheme_lookup_item:
 * @self: a scheme
 * @id: exact id of an item or field
 *
 * Returns: (transfer none) (nullable): the item
 */
KaijiItem *
kaiji_scheme_lookup_item (KaijiScheme *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->items_by_id, id);
}

/**
 * kaiji_scheme_lookup_prompt:
 * @self: a scheme
 * @id: exact id of a prompt or field
 *
 * Returns: (transfer none) (nullable): the prompt
 */
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
 * @suffix: (out) (optional) (nullable) (transfer none): ".outsourced", ".withhold", ".reread",
 *   ".attachment" or ".attachment-basis", else NULL
 *
 * A field whose own name looks like a suffix ("A.outsourced") wins. Suffixes exist on Form B only.
 *
 * Returns: (transfer none) (nullable): the prompt that is meant
 */
KaijiPrompt *
kaiji_scheme_resolve (KaijiScheme *self, const char *id, const char **suffix)
{
  static const char *const suffixes[] = { ".outsourced", ".withhold", ".reread", ".attachment",
                                          ".attachment-basis" };
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

/**
 * kaiji_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its name in packs and on the command line
 */
const char *
kaiji_kind_to_string (KaijiKind kind)
{
  g_return_val_if_fail ((guint) kind <= KAIJI_KIND_DERIVED, "");

  return kaiji_kind_names[kind];
}

/**
 * kaiji_verified_to_string:
 * @verified: how sure something is
 *
 * Returns: (transfer none): its name in packs and on the command line
 */
const char *
kaiji_verified_to_string (KaijiVerified verified)
{
  g_return_val_if_fail ((guint) verified <= KAIJI_VERIFIED_UNVERIFIED, "");

  return kaiji_verified_names[verified];
}
