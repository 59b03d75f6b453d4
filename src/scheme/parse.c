/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a pack: what it is called, settings, words, fees, minimum. */
#include "scheme/scheme-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/term.h"
#include "core/text.h"
#include "scheme/desk.h"

#define FORMAT 1

static const char *const word_keys[] = {
  "yes", "no", "none", "undisclosed", "tentative", "choices", "yes_no", NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (word_keys) == N_WORDS + 1);

static gboolean
is_name (const char *text)
{
  if (!g_ascii_islower (*text))
    return FALSE;
  for (const char *p = text; *p; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

static const char *
parse_name (Parse *parse, JsonObject *pack, const char *key)
{
  const char *name = parse_string (parse, pack, key, TRUE);

  if (*name && !is_name (name))
    parse_problem_at (parse, key, _ ("“%s” is not a name of lower-case letters, digits and “-”."),
                      name);
  return name;
}

gpointer
parse_document (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "short", "title", "date", "publisher", NULL };
  KaijiDocument *document = g_new0 (KaijiDocument, 1);

  parse_only (parse, object, keys);
  document->short_name = parse_string (parse, object, "short", TRUE);
  document->title = parse_string (parse, object, "title", TRUE);
  document->date = parse_date (parse, object, "date", FALSE);
  document->publisher = parse_string (parse, object, "publisher", FALSE);
  parse_claim (parse, "document", document->short_name, "short");
  return document;
}

static void
parse_readings (Parse *parse, JsonObject *object, KaijiSetting *setting)
{
  static const char *const keys[] = { "value", "text", "source", NULL };
  JsonArray *array = parse_array (parse, object, "readings", FALSE);
  gboolean known = FALSE;
  gsize mark;

  if (!array)
    {
      if (*setting->provisional)
        parse_problem_at (parse, "provisional", _ ("A provisional value needs readings."));
      return;
    }
  setting->readings = g_ptr_array_new_with_free_func (g_free);
  mark = parse_enter (parse, "readings");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize here = parse_enter_index (parse, i);
      JsonObject *row = parse_as_object (parse, json_array_get_element (array, i));

      if (row)
        {
          KaijiReading *reading = g_new0 (KaijiReading, 1);

          parse_only (parse, row, keys);
          reading->value = parse_string (parse, row, "value", TRUE);
          reading->text = parse_string (parse, row, "text", TRUE);
          reading->source = parse_string (parse, row, "source", TRUE);
          g_ptr_array_add (setting->readings, reading);
          known |=
              g_str_equal (reading->value, setting->set ? setting->value : setting->provisional);
        }
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
  if (!known && (setting->set || *setting->provisional))
    parse_problem_at (parse, setting->set ? "value" : "provisional",
                      _ ("This value is none of the readings."));
}

/* A text, a whole number, or a list of phrases. */
static void
parse_setting_value (Parse *parse, JsonObject *object, KaijiSetting *setting)
{
  JsonNode *node = json_object_get_member (object, "value");

  if (!node)
    return;
  setting->set = TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      setting->values = parse_strings (parse, object, "value");
      if (setting->values)
        {
          g_autofree char *joined = g_strjoinv ("\n", setting->values);

          setting->value = g_string_chunk_insert_const (parse->strings, joined);
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

      setting->type = KAIJI_SETTING_INTEGER;
      setting->value = g_string_chunk_insert_const (parse->strings, number);
    }
  else
    setting->value = parse_string (parse, object, "value", TRUE);
  if (g_str_has_suffix (setting->key, ".date") && *setting->value
      && !parse_is_partial_date (setting->value))
    parse_problem_at (parse, "value", _ ("“%s” is not a date."), setting->value);
}

/* Words that the program acts on: one that it does not know would be passed over in silence. */
static void
check_known_words (Parse *parse, KaijiSetting *setting)
{
  KaijiLastDay last_day;

  if (g_str_equal (setting->key, "desk.closed"))
    for (guint i = 0; setting->values && setting->values[i]; i++)
      if (!kaiji_desk_knows_word (setting->values[i]))
        parse_problem_at (parse, "value", _ ("“%s” is no word for this. Check the spelling."),
                          setting->values[i]);
  if (g_str_equal (setting->key, "term.last_day"))
    for (guint i = 0; setting->readings && i < setting->readings->len; i++)
      {
        KaijiReading *reading = g_ptr_array_index (setting->readings, i);

        if (!kaiji_last_day_parse (reading->value, &last_day))
          parse_problem_at (parse, "readings", _ ("“%s” is no word for this. Check the spelling."),
                            reading->value);
      }
}

static void
parse_setting (Parse *parse, const char *key, JsonNode *node)
{
  static const char *const keys[] = { "value", "provisional", "source", "verified",
                                      "note",  "readings",    NULL };
  KaijiScheme *scheme = parse->scheme;
  JsonObject *object = parse_as_object (parse, node);
  KaijiSetting *setting;

  if (!object)
    return;
  parse_only (parse, object, keys);
  setting = g_new0 (KaijiSetting, 1);
  setting->key = g_string_chunk_insert_const (scheme->strings, key);
  setting->value = setting->stated = setting->stated_source = "";
  setting->verified = KAIJI_VERIFIED_UNVERIFIED;
  g_ptr_array_add (scheme->settings, setting);
  g_hash_table_insert (scheme->settings_by_key, (gpointer) setting->key, setting);
  parse_setting_value (parse, object, setting);
  setting->provisional = parse_string (parse, object, "provisional", FALSE);
  setting->note = parse_string (parse, object, "note", FALSE);
  if (setting->set)
    setting->verified = parse_verified (parse, object, &setting->source);
  else
    {
      setting->source = parse_string (parse, object, "source", FALSE);
      if (json_object_has_member (object, "verified"))
        parse_problem_at (parse, "verified", _ ("A setting with no value cannot be verified."));
    }
  if (setting->set && *setting->provisional)
    parse_problem_at (parse, "provisional", _ ("A setting with a value has no provisional one."));
  parse_readings (parse, object, setting);
  check_known_words (parse, setting);
}

static void
parse_settings (Parse *parse, JsonObject *pack)
{
  gsize mark = parse_enter (parse, "settings");
  JsonNode *node = json_object_get_member (pack, "settings");
  JsonObject *settings = node ? parse_as_object (parse, node) : NULL;
  g_autoptr (GList) keys = settings ? json_object_get_members (settings) : NULL;

  if (!node)
    parse_problem (parse, _ ("This is missing."));
  for (GList *l = keys; l; l = l->next)
    {
      gsize here = parse_enter (parse, l->data);

      parse_setting (parse, l->data, json_object_get_member (settings, l->data));
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}

static char **
fold_words (Parse *parse, char **values)
{
  GPtrArray *folded = g_ptr_array_new ();

  for (guint i = 0; values && values[i]; i++)
    {
      g_autofree char *normal = kaiji_text_normalize (values[i]);
      char *fold = g_utf8_casefold (normal, -1);

      for (guint j = 0; j < i; j++)
        if (g_str_equal (g_ptr_array_index (folded, j), fold))
          parse_problem_at (parse, "values", _ ("“%s” stands there twice."), values[i]);
      g_ptr_array_add (folded, fold);
    }
  g_ptr_array_add (folded, NULL);
  return (char **) g_ptr_array_free (folded, FALSE);
}

static void
parse_words (Parse *parse, JsonObject *pack)
{
  static const char *const keys[] = { "values", "source", "verified", "note", NULL };
  gsize mark = parse_enter (parse, "words");
  JsonNode *node = json_object_get_member (pack, "words");
  JsonObject *words = node ? parse_as_object (parse, node) : NULL;

  if (!node)
    parse_problem (parse, _ ("This is missing."));
  if (words)
    parse_only (parse, words, word_keys);
  for (guint i = 0; i < N_WORDS; i++)
    {
      KaijiWords *list = &parse->scheme->words[i];
      gsize here = parse_enter (parse, word_keys[i]);
      JsonNode *member = words ? json_object_get_member (words, word_keys[i]) : NULL;
      JsonObject *object = member ? parse_as_object (parse, member) : NULL;

      list->key = word_keys[i];
      if (words && !member)
        parse_problem (parse, _ ("This is missing."));
      if (object)
        {
          parse_only (parse, object, keys);
          list->values = parse_strings (parse, object, "values");
          if (!list->values || !list->values[0])
            parse_problem_at (parse, "values", _ ("At least one word is needed."));
          list->verified = parse_verified (parse, object, &list->source);
          parse_string (parse, object, "note", FALSE);
        }
      list->folded = fold_words (parse, list->values);
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}

static void
parse_minimum (Parse *parse, JsonObject *pack)
{
  static const char *const keys[] = { "value", "unit", "source", "reading", NULL };
  KaijiMinimum *minimum = &parse->scheme->minimum;
  JsonNode *node = json_object_get_member (pack, "minimum");
  JsonObject *object;
  gsize mark;

  if (!node)
    return;
  mark = parse_enter (parse, "minimum");
  object = parse_as_object (parse, node);
  if (object)
    {
      parse_only (parse, object, keys);
      parse->scheme->has_minimum = TRUE;
      minimum->set = parse_number (parse, object, "value", &minimum->value);
      minimum->unit = parse_string (parse, object, "unit", TRUE);
      minimum->source = parse_string (parse, object, "source", TRUE);
      minimum->reading_text = parse_string (parse, object, "reading", TRUE);
    }
  parse_leave (parse, mark);
}

/* Reads everything; what is wrong is in the problems afterwards. */
void
parse_pack (Parse *parse, JsonNode *root)
{
  static const char *const keys[] = {
    "format",          "id",       "table",    "revision", "in_use", "name",
    "documents",       "settings", "words",    "minimum",  "fees",   "grounds",
    "unit_conditions", "classes",  "sections", "rules",    NULL
  };
  KaijiScheme *scheme = parse->scheme;
  JsonObject *pack = parse_as_object (parse, root);

  if (!pack)
    return;
  if (parse_int (parse, pack, "format", 0, G_MAXINT32) != FORMAT)
    {
      parse_problem_at (parse, "format", _ ("Only format %d can be read."), FORMAT);
      return;
    }
  parse_only (parse, pack, keys);
  scheme->id = parse_name (parse, pack, "id");
  scheme->table = parse_name (parse, pack, "table");
  scheme->revision = parse_date (parse, pack, "revision", TRUE);
  scheme->in_use = parse_bool (parse, pack, "in_use", FALSE);
  scheme->name = parse_string (parse, pack, "name", TRUE);
  parse_rows (parse, pack, "documents", TRUE, parse_document, scheme->documents);
  parse_settings (parse, pack);
  parse_words (parse, pack);
  parse_minimum (parse, pack);
  parse_form (parse, pack);
  parse_settings_done (parse);
  parse_lists (parse, pack);
  parse_rules (parse, pack);
}
