/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that are tables: JSON arrays of objects, one object a row. */
#include "jobs/table-check.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "core/json-text.h"
#include "jobs/session.h"

static KaijiColumn *
find_column (KaijiPrompt *prompt, const char *key)
{
  for (guint i = 0; prompt->columns && i < prompt->columns->len; i++)
    {
      KaijiColumn *column = g_ptr_array_index (prompt->columns, i);
      if (g_str_equal (column->key, key))
        return column;
    }
  return NULL;
}

static gboolean
check_row (KaijiPrompt *prompt, guint row, JsonObject *object, GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &value))
    {
      if (!find_column (prompt, key))
        {
          g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                       _ ("Row %u of “%s” has a column “%s” that the table does not have."), row,
                       prompt->id, key);
          return FALSE;
        }
      if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
        {
          g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                       _ ("Row %u of “%s”: “%s” must be a text."), row, prompt->id, key);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
kaiji_jobs_check_table (KaijiPrompt *prompt, const char *text, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *rows;
  guint line;

  if (kaiji_json_look_over (text, strlen (text), &line) == KAIJI_JSON_SOUND)
    root = json_from_string (text, &cause);
  if (!root || !JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” is a table. Give its rows as a JSON array of objects. (%s)"),
                   prompt->id,
                   cause  ? cause->message
                   : root ? _ ("no array")
                          : _ ("it is not valid JSON"));
      return FALSE;
    }
  rows = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i);
      if (!JSON_NODE_HOLDS_OBJECT (row))
        {
          g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                       _ ("Row %u of “%s” is not a JSON object."), i + 1, prompt->id);
          return FALSE;
        }
      if (!check_row (prompt, i + 1, json_node_get_object (row), error))
        return FALSE;
    }
  return TRUE;
}
