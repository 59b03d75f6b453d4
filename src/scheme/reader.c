/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON with its place: typed members, and problems that name file and JSON path. */
#include "scheme/scheme-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/date.h"

/**
 * kaiji_scheme_problem_free:
 * @problem: (transfer full): a problem
 */
void
kaiji_scheme_problem_free (KaijiSchemeProblem *problem)
{
  g_free (problem->file);
  g_free (problem->path);
  g_free (problem->message);
  g_free (problem);
}

/**
 * kaiji_scheme_problem_to_string:
 * @problem: a problem
 *
 * Returns: (transfer full): "FILE: PATH: MESSAGE"
 */
char *
kaiji_scheme_problem_to_string (const KaijiSchemeProblem *problem)
{
  return g_strdup_printf ("%s: %s: %s", problem->file, problem->path, problem->message);
}

void
parse_add_problem (Parse *parse, KaijiSchemeError code, char *message)
{
  KaijiSchemeProblem *problem = g_new0 (KaijiSchemeProblem, 1);

  problem->code = code;
  problem->file = g_strdup (parse->file);
  problem->path = g_strdup (parse->path->str);
  problem->message = message;
  g_ptr_array_add (parse->problems, problem);
}

void
parse_problem (Parse *parse, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  parse_add_problem (parse, KAIJI_SCHEME_ERROR_INVALID, g_strdup_vprintf (format, args));
  va_end (args);
}

void
parse_problem_at (Parse *parse, const char *key, const char *format, ...)
{
  gsize mark = parse_enter (parse, key);
  va_list args;

  va_start (args, format);
  parse_add_problem (parse, KAIJI_SCHEME_ERROR_INVALID, g_strdup_vprintf (format, args));
  va_end (args);
  parse_leave (parse, mark);
}

gsize
parse_enter (Parse *parse, const char *key)
{
  gsize mark = parse->path->len;
  gboolean plain = g_ascii_isalpha (*key) || *key == '_';

  for (const char *p = key; plain && *p; p++)
    plain = g_ascii_isalnum (*p) || *p == '_';
  if (plain)
    g_string_append_printf (parse->path, ".%s", key);
  else
    g_string_append_printf (parse->path, "['%s']", key);
  return mark;
}

gsize
parse_enter_index (Parse *parse, guint index)
{
  gsize mark = parse->path->len;

  g_string_append_printf (parse->path, "[%u]", index);
  return mark;
}

void
parse_leave (Parse *parse, gsize mark)
{
  g_string_truncate (parse->path, mark);
}

void
parse_only (Parse *parse, JsonObject *object, const char *const *keys)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    if (!g_strv_contains (keys, key))
      parse_problem_at (parse, key, _ ("The format knows no “%s” here."), key);
}

JsonObject *
parse_as_object (Parse *parse, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  parse_problem (parse, _ ("This must be an object."));
  return NULL;
}

JsonArray *
parse_array (Parse *parse, JsonObject *object, const char *key, gboolean required)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  if (node)
    parse_problem_at (parse, key, _ ("This must be a list."));
  else if (required)
    parse_problem_at (parse, key, _ ("This is missing."));
  return NULL;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
parse_string (Parse *parse, JsonObject *object, const char *key, gboolean required)
{
  JsonNode *node = json_object_get_member (object, key);
  const char *text;

  if (!node)
    {
      if (required)
        parse_problem_at (parse, key, _ ("This is missing."));
      return "";
    }
  if (!holds (node, G_TYPE_STRING))
    {
      parse_problem_at (parse, key, _ ("This must be a text."));
      return "";
    }
  text = json_node_get_string (node);
  if (!*text)
    parse_problem_at (parse, key, _ ("This must not be empty."));
  return g_string_chunk_insert_const (parse->strings, text);
}

const char *
parse_id (Parse *parse, JsonObject *object, const char *key)
{
  return kaiji_intern (parse_string (parse, object, key, TRUE));
}

gboolean
parse_bool (Parse *parse, JsonObject *object, const char *key, gboolean fallback)
{
  JsonNode *node = json_object_get_member (object, key);

  if (!node)
    return fallback;
  if (!holds (node, G_TYPE_BOOLEAN))
    {
      parse_problem_at (parse, key, _ ("This must be true or false."));
      return fallback;
    }
  return json_node_get_boolean (node);
}

gint64
parse_int (Parse *parse, JsonObject *object, const char *key, gint64 least, gint64 most)
{
  JsonNode *node = json_object_get_member (object, key);
  gint64 number;

  if (!node)
    {
      parse_problem_at (parse, key, _ ("This is missing."));
      return least;
    }
  if (!holds (node, G_TYPE_INT64))
    {
      parse_problem_at (parse, key, _ ("This must be a whole number."));
      return least;
    }
  number = json_node_get_int (node);
  if (number < least || number > most)
    {
      parse_problem_at (parse, key, _ ("This number must lie between %d and %d."), (int) least,
                        (int) most);
      return least;
    }
  return number;
}

gboolean
parse_number (Parse *parse, JsonObject *object, const char *key, double *number)
{
  JsonNode *node = json_object_get_member (object, key);

  if (!node)
    return FALSE;
  if (!holds (node, G_TYPE_INT64) && !holds (node, G_TYPE_DOUBLE))
    {
      parse_problem_at (parse, key, _ ("This must be a number."));
      return FALSE;
    }
  *number = json_node_get_double (node);
  return TRUE;
}

char **
parse_strings (Parse *parse, JsonObject *object, const char *key)
{
  JsonArray *array = parse_array (parse, object, key, FALSE);
  GPtrArray *strings;
  gsize mark;

  if (!array)
    return NULL;
  mark = parse_enter (parse, key);
  strings = g_ptr_array_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gsize here = parse_enter_index (parse, i);

      if (!holds (node, G_TYPE_STRING))
        parse_problem (parse, _ ("This must be a text."));
      else if (!*json_node_get_string (node))
        parse_problem (parse, _ ("This must not be empty."));
      else
        g_ptr_array_add (strings,
                         g_string_chunk_insert_const (parse->strings, json_node_get_string (node)));
      parse_leave (parse, here);
    }
  g_ptr_array_add (strings, NULL);
  parse_leave (parse, mark);
  return (char **) g_ptr_array_free (strings, FALSE);
}

void
parse_rows (Parse *parse,
            JsonObject *object,
            const char *key,
            gboolean required,
            ParseRow parse_row,
            GPtrArray *rows)
{
  JsonArray *array = parse_array (parse, object, key, required);
  gsize mark = parse_enter (parse, key);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize here = parse_enter_index (parse, i);
      JsonObject *row = parse_as_object (parse, json_array_get_element (array, i));

      if (row)
        g_ptr_array_add (rows, parse_row (parse, row));
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}

int
parse_enum (Parse *parse,
            JsonObject *object,
            const char *key,
            const char *const *names,
            gboolean required)
{
  const char *text = parse_string (parse, object, key, required);
  g_autofree char *all = NULL;

  if (!*text)
    return -1;
  for (int i = 0; names[i]; i++)
    if (g_str_equal (names[i], text))
      return i;
  all = g_strjoinv (", ", (char **) names);
  parse_problem_at (parse, key, _ ("“%s” is none of: %s."), text, all);
  return -1;
}

KaijiVerified
parse_verified (Parse *parse, JsonObject *object, const char **source)
{
  int verified = parse_enum (parse, object, "verified", kaiji_verified_names, TRUE);

  *source = parse_string (parse, object, "source", FALSE);
  if (verified < 0)
    return KAIJI_VERIFIED_UNVERIFIED;
  if (verified != KAIJI_VERIFIED_UNVERIFIED && !json_object_has_member (object, "source"))
    parse_problem_at (parse, "source", _ ("What is verified needs its source."));
  return verified;
}

void
parse_claim (Parse *parse, const char *space, const char *id, const char *key)
{
  g_autofree char *name = g_strconcat (space, " ", id, NULL);
  const char *first = g_hash_table_lookup (parse->seen, name);

  if (!*id)
    return;
  if (first)
    parse_problem_at (parse, key, _ ("“%s” stands there twice; first at %s."), id, first);
  else
    g_hash_table_insert (parse->seen, g_steal_pointer (&name), g_strdup (parse->path->str));
}

void
parse_refer (Parse *parse, ReferenceKind kind, const char *id, const char *key, char **words)
{
  Reference reference = { .kind = kind, .id = id };
  gsize mark = key ? parse_enter (parse, key) : parse->path->len;

  if (*id)
    {
      reference.path = g_strdup (parse->path->str);
      reference.words = g_strdupv (words);
      g_array_append_val (parse->references, reference);
    }
  parse_leave (parse, mark);
}

gboolean
parse_is_partial_date (const char *text)
{
  static const char shape[] = "0000-00-00";
  gsize length = strlen (text);
  g_autofree char *full = NULL;
  KaijiDate date;

  if (length != 4 && length != 7 && length != 10)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (shape[i] == '-' ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  full = g_strconcat (text, "-01-01" + (length == 4 ? 0 : length == 7 ? 3 : 6), NULL);
  return kaiji_date_parse (full, &date) && kaiji_date_is_valid (date);
}

const char *
parse_date (Parse *parse, JsonObject *object, const char *key, gboolean required)
{
  const char *date = parse_string (parse, object, key, required);

  if (*date && !parse_is_partial_date (date))
    parse_problem_at (parse, key, _ ("“%s” is not a date."), date);
  return date;
}
