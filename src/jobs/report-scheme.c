/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schemes as JSON: the list, and one with all it asks. */
#include "jobs/report.h"

#include <glib/gi18n-lib.h>

#include "jobs/json.h"
#include "jobs/settings.h"

static const char *
required_word (KaijiRequired required)
{
  switch (required)
    {
    case KAIJI_REQUIRED_ALWAYS:
      return "always";
    case KAIJI_REQUIRED_WHEN:
      return "when";
    case KAIJI_REQUIRED_NEVER:
    default:
      return "never";
    }
}

static const char *
gate_word (KaijiGate gate)
{
  switch (gate)
    {
    case KAIJI_GATE_MEASURE:
      return "measure";
    case KAIJI_GATE_MINIMUM:
      return "minimum";
    case KAIJI_GATE_NONE:
    default:
      return NULL;
    }
}

static void
add_name (JsonBuilder *builder, KaijiScheme *scheme)
{
  kaiji_json_add_string (builder, "id", kaiji_scheme_get_id (scheme));
  kaiji_json_add_string (builder, "table", kaiji_scheme_get_table (scheme));
  kaiji_json_add_string (builder, "revision", kaiji_scheme_get_revision (scheme));
  kaiji_json_add_string (builder, "name", kaiji_scheme_get_name (scheme));
}

static void
add_counts (JsonBuilder *builder, KaijiScheme *scheme)
{
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);

  kaiji_json_add_int (builder, "items", counts->items);
  kaiji_json_add_int (builder, "required", counts->required);
  kaiji_json_add_int (builder, "optional", counts->optional);
  kaiji_json_add_int (builder, "gate", counts->gate);
  kaiji_json_add_int (builder, "unverified", counts->unverified);
}

char *
kaiji_report_dup_unverified (KaijiScheme *scheme)
{
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);

  if (counts->unverified == 0)
    return NULL;
  if (counts->unverified == counts->items)
    return g_strdup_printf (_ ("None of the %u items of this scheme is verified. Compare them with "
                               "the original of the form."),
                            counts->items);
  return g_strdup_printf (_ ("Of the %u items of this scheme %u are unverified. Compare them with "
                             "the original of the form."),
                          counts->items, counts->unverified);
}

char *
kaiji_report_dup_schemes (GPtrArray *schemes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);
      json_builder_begin_object (builder);
      add_name (builder, scheme);
      add_counts (builder, scheme);
      kaiji_json_add_bool (builder, "in_use", kaiji_scheme_is_in_use (scheme));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return kaiji_json_end (builder, FALSE);
}

static void
add_sections (JsonBuilder *builder, KaijiScheme *scheme)
{
  GPtrArray *sections = kaiji_scheme_get_sections (scheme);

  json_builder_set_member_name (builder, "sections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);
      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "id", section->id);
      kaiji_json_add_string (builder, "name", section->name);
      kaiji_json_add_string (builder, "form", section->form_a ? "A" : "B");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_item (JsonBuilder *builder, KaijiItem *item)
{
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "id", item->id);
  kaiji_json_add_int (builder, "number", item->number);
  kaiji_json_add_string (builder, "section", item->section->id);
  kaiji_json_add_string (builder, "category", item->category);
  kaiji_json_add_string (builder, "name", item->name);
  kaiji_json_add_bool (builder, "required", item->required);
  kaiji_json_add_bool (builder, "gate", item->gate);
  kaiji_json_add_string (builder, "verified", kaiji_verified_to_string (item->verified));
  kaiji_json_add_string (builder, "source", item->source);
  kaiji_json_add_string (builder, "note", item->note);
  json_builder_end_object (builder);
}

static void
add_items (JsonBuilder *builder, KaijiScheme *scheme)
{
  GPtrArray *items = kaiji_scheme_get_items (scheme);

  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      KaijiItem *item = g_ptr_array_index (items, i);
      if (!item->section->form_a)
        add_item (builder, item);
    }
  json_builder_end_array (builder);
}

static void
add_columns (JsonBuilder *builder, GPtrArray *columns)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < columns->len; i++)
    {
      KaijiColumn *column = g_ptr_array_index (columns, i);
      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "key", column->key);
      kaiji_json_add_string (builder, "label", column->label);
      kaiji_json_add_string (builder, "kind", kaiji_kind_to_string (column->kind));
      kaiji_json_add_strings (builder, "options", column->options);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_prompt (JsonBuilder *builder, KaijiScheme *scheme, KaijiPrompt *prompt)
{
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "id", prompt->id);
  kaiji_json_add_string (builder, "item", prompt->item->id);
  kaiji_json_add_string (builder, "section", prompt->item->section->id);
  kaiji_json_add_string (builder, "form", prompt->item->section->form_a ? "A" : "B");
  kaiji_json_add_string (builder, "text", prompt->text);
  kaiji_json_add_string (builder, "kind", kaiji_kind_to_string (prompt->kind));
  kaiji_json_add_string (builder, "required", required_word (prompt->required));
  kaiji_json_add_bool (builder, "blocking", prompt->blocking);
  kaiji_json_add_strings (builder, "options", kaiji_scheme_get_choices (scheme, prompt));
  kaiji_json_add_strings (builder, "units", prompt->units);
  if (prompt->columns)
    add_columns (builder, prompt->columns);
  kaiji_json_add_int (builder, "max_chars", prompt->max_chars);
  kaiji_json_add_string (builder, "gate", gate_word (prompt->gate));
  kaiji_json_add_bool (builder, "citable", prompt->citable);
  kaiji_json_add_string (builder, "hint", prompt->hint);
  kaiji_json_add_string (builder, "verified", kaiji_verified_to_string (prompt->verified));
  kaiji_json_add_string (builder, "source", prompt->source);
  json_builder_end_object (builder);
}

static void
add_readings (JsonBuilder *builder, const KaijiSetting *setting)
{
  json_builder_set_member_name (builder, "readings");
  json_builder_begin_array (builder);
  for (guint i = 0; setting->readings && i < setting->readings->len; i++)
    {
      const KaijiReading *reading = g_ptr_array_index (setting->readings, i);
      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "value", reading->value);
      kaiji_json_add_string (builder, "text", reading->text);
      kaiji_json_add_string (builder, "source", reading->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_setting (JsonBuilder *builder, const KaijiSettingRow *row)
{
  const KaijiSetting *setting = row->setting;
  const KaijiChoice *choice = setting->choice;

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "key", setting->key);
  kaiji_json_add_string (builder, "label", row->label);
  kaiji_json_add_string (builder, "value", setting->set ? setting->value : NULL);
  kaiji_json_add_string (builder, "source", setting->source);
  kaiji_json_add_string (builder, "verified", kaiji_verified_to_string (setting->verified));
  kaiji_json_add_string (builder, "note", setting->note);
  kaiji_json_add_bool (builder, "choosable", setting->choosable);
  kaiji_json_add_strings (builder, "units", setting->units);
  add_readings (builder, setting);
  json_builder_set_member_name (builder, "choice");
  if (choice)
    {
      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "value", choice->value);
      kaiji_json_add_string (builder, "source", choice->source);
      kaiji_json_add_string (builder, "by", choice->by);
      kaiji_json_add_string (builder, "at", choice->at);
      kaiji_json_add_string (builder, "stated", setting->stated);
      kaiji_json_add_string (builder, "stated_source", setting->stated_source);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
add_settings (JsonBuilder *builder, KaijiScheme *scheme)
{
  g_autoptr (GPtrArray) rows = kaiji_settings_list (scheme);

  json_builder_set_member_name (builder, "settings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_setting (builder, g_ptr_array_index (rows, i));
  json_builder_end_array (builder);
}

char *
kaiji_report_dup_scheme (KaijiScheme *scheme)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  GPtrArray *prompts = kaiji_scheme_get_prompts (scheme);

  json_builder_begin_object (builder);
  add_name (builder, scheme);
  kaiji_json_add_bool (builder, "in_use", kaiji_scheme_is_in_use (scheme));
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  add_counts (builder, scheme);
  json_builder_end_object (builder);
  add_settings (builder, scheme);
  add_sections (builder, scheme);
  add_items (builder, scheme);
  json_builder_set_member_name (builder, "prompts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < prompts->len; i++)
    add_prompt (builder, scheme, g_ptr_array_index (prompts, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return kaiji_json_end (builder, FALSE);
}
