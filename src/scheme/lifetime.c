/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a scheme and of its parts. */
#include "scheme/scheme-private.h"

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
  self->overlay_problems = g_ptr_array_new_with_free_func (g_free);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_section_free);
  self->items = g_ptr_array_new ();
  self->prompts = g_ptr_array_new ();
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_rule_free);
  self->fees = g_ptr_array_new_with_free_func (g_free);
  self->grounds = g_ptr_array_new_with_free_func (g_free);
  self->unit_conditions = g_ptr_array_new_with_free_func (g_free);
  self->classes = g_ptr_array_new_with_free_func (g_free);
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
  g_ptr_array_unref (self->overlay_problems);
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->settings);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->prompts);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->fees);
  g_ptr_array_unref (self->grounds);
  g_ptr_array_unref (self->unit_conditions);
  g_ptr_array_unref (self->classes);
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
  g_strfreev (setting->units);
  g_free ((gpointer) setting->choice);
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
  g_free (prompt->follows);
  g_free (prompt);
}

void
kaiji_item_free (KaijiItem *item)
{
  g_ptr_array_unref (item->prompts);
  g_free (item->follows);
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
