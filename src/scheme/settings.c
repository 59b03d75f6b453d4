/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings that are open to a choice of the office: what a choice must look like, and taking it.
 *
 * A setting is open when the pack states no value, when what it states is not in a document of the
 * scheme, or when the documents can be read in more than one way – and it is the office's to say.
 */
#include "scheme/scheme-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/number.h"
#include "core/text.h"

#define MINIMUM_PREFIX "minimum."

/* Keys that end so are whole numbers also while they have no value. */
static const char *const integer_endings[] = {
  ".years",  "_years",         ".days",   "_days",      "_days_before", "_days_after",
  "_months", "_months_before", "_digits", "_megabytes", "_count",       "_dpi",
};

/* What the program follows when it compares and carries over; nothing that an office decides. */
static const char *const inner_groups[] = { "match.", "original." };

static gboolean
is_choosable (const KaijiSetting *setting)
{
  for (gsize i = 0; i < G_N_ELEMENTS (inner_groups); i++)
    if (g_str_has_prefix (setting->key, inner_groups[i]))
      return FALSE;
  return !setting->set || setting->verified != KAIJI_VERIFIED_DOCUMENT
         || setting->type == KAIJI_SETTING_READING;
}

static KaijiSettingType
find_type (const KaijiSetting *setting)
{
  if (setting->readings && setting->readings->len > 0)
    return KAIJI_SETTING_READING;
  if (setting->values)
    return KAIJI_SETTING_LIST;
  if (g_str_has_suffix (setting->key, ".date"))
    return KAIJI_SETTING_DATE;
  for (gsize i = 0; i < G_N_ELEMENTS (integer_endings); i++)
    if (g_str_has_suffix (setting->key, integer_endings[i]))
      return KAIJI_SETTING_INTEGER;
  return setting->type;
}

static char **
dup_units (KaijiScheme *scheme, KaijiPrompt *prompt)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *first = *prompt->gate_unit ? prompt->gate_unit : scheme->minimum.unit;

  g_strv_builder_add (builder, first);
  for (char **unit = prompt->units; unit && *unit; unit++)
    if (!g_str_equal (*unit, first))
      g_strv_builder_add (builder, *unit);
  return g_strv_builder_end (builder);
}

static void
add_minimum (KaijiScheme *scheme, KaijiPrompt *prompt)
{
  const KaijiMinimum *minimum = &scheme->minimum;
  g_autofree char *key = g_strconcat (MINIMUM_PREFIX, prompt->id, NULL);
  KaijiSetting *setting = g_hash_table_lookup (scheme->settings_by_key, key);

  if (!setting)
    {
      setting = g_new0 (KaijiSetting, 1);
      setting->key = g_string_chunk_insert_const (scheme->strings, key);
      setting->value = setting->provisional = "";
      setting->stated = setting->stated_source = "";
      setting->source = minimum->source;
      setting->note = minimum->reading_text;
      setting->verified = KAIJI_VERIFIED_UNVERIFIED;
      if (minimum->set)
        {
          g_autofree char *value = g_strdup_printf ("%g%s", minimum->value, minimum->unit);

          setting->set = TRUE;
          setting->value = g_string_chunk_insert_const (scheme->strings, value);
        }
      g_ptr_array_add (scheme->settings, setting);
      g_hash_table_insert (scheme->settings_by_key, (gpointer) setting->key, setting);
    }
  setting->type = KAIJI_SETTING_NUMBER_UNIT;
  setting->units = dup_units (scheme, prompt);
}

void
parse_settings_done (Parse *parse)
{
  KaijiScheme *scheme = parse->scheme;

  for (guint i = 0; i < scheme->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (scheme->prompts, i);

      if (prompt->gate == KAIJI_GATE_MINIMUM)
        add_minimum (scheme, prompt);
    }
  for (guint i = 0; i < scheme->settings->len; i++)
    {
      KaijiSetting *setting = g_ptr_array_index (scheme->settings, i);

      setting->type = find_type (setting);
      setting->stated = setting->value;
      setting->stated_source = setting->source;
      setting->choosable = is_choosable (setting);
    }
}

static char *
refuse (GError **error, char *message)
{
  g_set_error_literal (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_VALUE, message);
  g_free (message);
  return NULL;
}

static char *
read_reading (const KaijiSetting *setting, const char *text, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < setting->readings->len; i++)
    {
      const KaijiReading *reading = g_ptr_array_index (setting->readings, i);

      if (g_str_equal (text, reading->value) || g_str_equal (text, reading->text))
        return g_strdup (reading->value);
      /* Translators: a value of a setting and what it means */
      g_string_append_printf (list, _ ("%s%s (%s)"), i > 0 ? ", " : "", reading->value,
                              reading->text);
    }
  return refuse (error,
                 g_strdup_printf (_ ("%s: “%s” is none of the readings. Choose one of these: %s."),
                                  setting->key, text, list->str));
}

static char *
read_number (const KaijiSetting *setting, const char *text, GError **error)
{
  g_autofree char *normal = kaiji_text_normalize (text);
  g_autofree char *units = g_strjoinv (", ", setting->units);
  KaijiNumber number;

  if (kaiji_number_read (normal, &number) && number.start == 0 && number.end == strlen (normal))
    {
      if (!*number.unit)
        return g_strdup_printf ("%g%s", number.value, setting->units[0]);
      for (char **unit = setting->units; *unit; unit++)
        {
          g_autofree char *name = kaiji_text_normalize (*unit);

          if (g_str_equal (number.unit, name) || g_str_equal (number.unit, *unit))
            return g_strdup_printf ("%g%s", number.value, *unit);
        }
    }
  return refuse (error,
                 g_strdup_printf (_ ("%s: “%s” is no number with a unit. Write a number and one of "
                                     "these units: %s."),
                                  setting->key, text, units));
}

static char *
read_lines (const KaijiSetting *setting, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (char **line = lines; *line; line++)
    if (!kaiji_text_is_blank (g_strstrip (*line)))
      g_strv_builder_add (builder, *line);
  kept = g_strv_builder_end (builder);
  return g_strjoinv (setting->type == KAIJI_SETTING_LIST ? "\n" : " ", kept);
}

/**
 * kaiji_setting_read_value:
 * @setting: a setting of a scheme
 * @text: what was typed
 * @error: %KAIJI_OVERLAY_ERROR_VALUE
 *
 * Thread: any. Returns: (transfer full) (nullable): the value as it is kept
 */
char *
kaiji_setting_read_value (const KaijiSetting *setting, const char *text, GError **error)
{
  g_autofree char *value = read_lines (setting, text);
  gint64 number;

  if (!setting->choosable && !*setting->stated_source)
    return refuse (error, g_strdup_printf (_ ("%s is part of how the program works. Only what the "
                                              "documents leave open can be set."),
                                           setting->key));
  if (!setting->choosable)
    return refuse (error, g_strdup_printf (_ ("%s stands in a document of the scheme (%s). Only "
                                              "what the documents leave open can be set."),
                                           setting->key, setting->stated_source));
  if (!*value)
    return refuse (error, g_strdup_printf (_ ("%s: There is no value. Name one, or take the choice "
                                              "back."),
                                           setting->key));
  switch (setting->type)
    {
    case KAIJI_SETTING_READING:
      return read_reading (setting, value, error);
    case KAIJI_SETTING_NUMBER_UNIT:
      return read_number (setting, value, error);
    case KAIJI_SETTING_INTEGER:
      if (!g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, &number, NULL))
        return refuse (error, g_strdup_printf (_ ("%s: “%s” is no whole number. Write it in digits "
                                                  "only."),
                                               setting->key, value));
      break;
    case KAIJI_SETTING_DATE:
      if (!parse_is_partial_date (value))
        return refuse (error, g_strdup_printf (_ ("%s: “%s” is no date. Write it as 2024-04-15, "
                                                  "2024-04 or 2024."),
                                               setting->key, value));
      break;
    case KAIJI_SETTING_TEXT:
    case KAIJI_SETTING_LIST:
    default:
      break;
    }
  return g_steal_pointer (&value);
}

void
kaiji_scheme_add_overlay_problem (KaijiScheme *self, const char *text)
{
  g_ptr_array_add (self->overlay_problems, g_strdup (text));
}

static KaijiChoice *
copy_choice (KaijiScheme *self, const KaijiChoice *choice, const char *value)
{
  KaijiChoice *copy = g_new0 (KaijiChoice, 1);

  copy->value = g_string_chunk_insert (self->strings, value);
  copy->source = g_string_chunk_insert (self->strings, choice->source);
  copy->by = g_string_chunk_insert (self->strings, choice->by);
  copy->at = g_string_chunk_insert (self->strings, choice->at);
  return copy;
}

static void
adopt (KaijiScheme *self, const char *key, const KaijiChoice *choice)
{
  KaijiSetting *setting = g_hash_table_lookup (self->settings_by_key, key);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  g_autofree char *unknown = NULL;

  if (!setting)
    {
      unknown =
          g_strdup_printf (_ ("%s: The scheme has no such setting. The choice is not used."), key);
      kaiji_scheme_add_overlay_problem (self, unknown);
      return;
    }
  value = kaiji_setting_read_value (setting, choice->value, &error);
  if (!value)
    {
      kaiji_scheme_add_overlay_problem (self, error->message);
      return;
    }
  setting->choice = copy_choice (self, choice, value);
  setting->set = TRUE;
  setting->value = setting->choice->value;
  setting->source = setting->choice->source;
  g_clear_pointer (&setting->values, g_free);
  if (setting->type == KAIJI_SETTING_LIST)
    {
      g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

      setting->values = g_new0 (char *, g_strv_length (lines) + 1);
      for (guint i = 0; lines[i]; i++)
        setting->values[i] = g_string_chunk_insert (self->strings, lines[i]);
    }
}

void
kaiji_scheme_adopt (KaijiScheme *self, KaijiOverlay *overlay)
{
  g_autoptr (GPtrArray) keys = kaiji_overlay_list (overlay);

  for (guint i = 0; i < keys->len; i++)
    adopt (self, keys->pdata[i], kaiji_overlay_get (overlay, keys->pdata[i]));
}

static char **
copy_values (KaijiScheme *self, char **values)
{
  guint n = values ? g_strv_length (values) : 0;
  char **copy = values ? g_new0 (char *, n + 1) : NULL;

  for (guint i = 0; i < n; i++)
    copy[i] = g_string_chunk_insert (self->strings, values[i]);
  return copy;
}

static void
take_setting (KaijiScheme *self, KaijiSetting *setting, const KaijiSetting *newer)
{
  const KaijiChoice *choice = newer->choice;

  g_clear_pointer ((gpointer *) &setting->choice, g_free);
  g_clear_pointer (&setting->values, g_free);
  setting->set = newer->set;
  setting->value = g_string_chunk_insert (self->strings, newer->value);
  setting->source = g_string_chunk_insert (self->strings, newer->source);
  setting->choice = choice ? copy_choice (self, choice, choice->value) : NULL;
  setting->values = copy_values (self, newer->values);
}

/**
 * kaiji_scheme_take_settings:
 * @self: a scheme
 * @newer: the same revision, with other choices of the office
 *
 * Thread: the one that uses @self
 */
void
kaiji_scheme_take_settings (KaijiScheme *self, KaijiScheme *newer)
{
  for (guint i = 0; i < self->settings->len; i++)
    {
      KaijiSetting *setting = g_ptr_array_index (self->settings, i);
      const KaijiSetting *other = kaiji_scheme_get_setting (newer, setting->key);

      if (other)
        take_setting (self, setting, other);
    }
  g_ptr_array_set_size (self->overlay_problems, 0);
  for (guint i = 0; i < newer->overlay_problems->len; i++)
    kaiji_scheme_add_overlay_problem (self, g_ptr_array_index (newer->overlay_problems, i));
}

/**
 * kaiji_scheme_get_overlay_problems:
 * @self: a scheme
 *
 * Returns: (transfer none) (element-type utf8): which choices of the office are not used, and why
 */
GPtrArray *
kaiji_scheme_get_overlay_problems (KaijiScheme *self)
{
  return self->overlay_problems;
}

/**
 * kaiji_scheme_get_prompt_minimum:
 * @self: a scheme
 * @prompt: a prompt with a minimum
 * @minimum: (out): the minimum; strings are the scheme's
 * @choice: (out) (optional) (nullable): the choice of the office that sets it
 *
 * Thread: any. Returns: whether the pack knows of a minimum for the prompt
 */
gboolean
kaiji_scheme_get_prompt_minimum (KaijiScheme *self,
                                 KaijiPrompt *prompt,
                                 KaijiMinimum *minimum,
                                 const KaijiChoice **choice)
{
  g_autofree char *key = g_strconcat (MINIMUM_PREFIX, prompt->id, NULL);
  const KaijiSetting *setting = kaiji_scheme_get_setting (self, key);
  KaijiNumber number;

  *minimum = self->minimum;
  minimum->set = FALSE;
  if (choice)
    *choice = setting ? setting->choice : NULL;
  if (!setting || prompt->gate != KAIJI_GATE_MINIMUM)
    return FALSE;
  if (!setting->set || !kaiji_number_read (setting->value, &number))
    return TRUE;
  minimum->set = TRUE;
  minimum->value = number.value;
  for (char **unit = setting->units; *unit; unit++)
    if (g_str_equal (number.unit, *unit))
      minimum->unit = *unit;
  return TRUE;
}
