/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small helpers over json-glib. */
#include "jobs/json.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/json-text.h"
#include "jobs/session.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

char *
kaiji_json_print (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);
  return json_generator_to_data (generator, NULL);
}

char *
kaiji_json_end (JsonBuilder *builder, gboolean pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, pretty);
  json_generator_set_indent (generator, 1);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}

void
kaiji_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
kaiji_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
kaiji_json_add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
kaiji_json_add_strings (JsonBuilder *builder, const char *name, char *const *values)
{
  json_builder_set_member_name (builder, name);
  if (!values)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  for (gsize i = 0; values[i]; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

static void
set_syntax (const char *file, guint line, GError **error)
{
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: line %u is not valid JSON. Check the line and the one before."), file, line);
}

static void
parse_error_cb (JsonParser *parser, const GError *error, guint *line)
{
  *line = json_parser_get_current_line (parser);
}

static gboolean
look_over (const char *file, const char *text, GError **error)
{
  guint line;

  switch (kaiji_json_look_over (text, strlen (text), &line))
    {
    case KAIJI_JSON_SOUND:
      return TRUE;
    case KAIJI_JSON_DEEP:
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s: line %u is nested too deeply. Check whether it is the right file."),
                   file, line);
      return FALSE;
    case KAIJI_JSON_NUL:
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s: line %u holds the character U+0000, which no answer can hold. Take it "
                      "out."),
                   file, line);
      return FALSE;
    case KAIJI_JSON_SYNTAX:
    default:
      set_syntax (file, line, error);
      return FALSE;
    }
}

JsonNode *
kaiji_json_parse (const char *file, const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  guint line = 1;

  if (g_str_has_prefix (text, BYTE_ORDER_MARK))
    text += strlen (BYTE_ORDER_MARK);
  if (!look_over (file, text, error))
    return NULL;
  g_signal_connect (parser, "error", G_CALLBACK (parse_error_cb), &line);
  if (!json_parser_load_from_data (parser, text, -1, NULL))
    {
      set_syntax (file, MAX (line, 1), error);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_ref (root);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: $: an object is expected here."), file);
  return NULL;
}

JsonObject *
kaiji_json_get_object (JsonObject *object, const char *name, const char *where, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT, _ ("%s: “%s” must be an object."),
               where, name);
  return NULL;
}

JsonArray *
kaiji_json_get_array (JsonObject *object, const char *name, const char *where, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT, _ ("%s: “%s” must be an array."),
               where, name);
  return NULL;
}
