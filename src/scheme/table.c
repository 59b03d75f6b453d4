/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table field, as a screen edits them.
 *
 * 1. What is not a JSON array of flat objects is not a table: it is shown as text, never lost.
 * 2. Keys that no column names are kept. */
#include "scheme/table.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "core/json-text.h"

/** kaiji_table_row_new: Returns: (transfer full) (element-type utf8 utf8): an empty row */
GHashTable *
kaiji_table_row_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
add_member (GHashTable *row, const char *key, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    text = g_strdup ("");
  else if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_dup_string (node);
  else
    text = json_to_string (node, FALSE);
  g_hash_table_insert (row, g_strdup (key), g_steal_pointer (&text));
  return TRUE;
}

static GHashTable *
read_row (JsonNode *node)
{
  g_autoptr (GHashTable) row = kaiji_table_row_new ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &member))
    if (!add_member (row, key, member))
      return NULL;
  return g_steal_pointer (&row);
}

/**
 * kaiji_table_parse:
 * @text: (nullable): the answer
 *
 * Thread: any
 * Returns: (transfer full) (nullable) (element-type GHashTable): rows, each from key to text;
 *   none for an empty answer; %NULL when it is no table
 */
GPtrArray *
kaiji_table_parse (const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *array;
  guint line;

  if (text == NULL || *text == '\0')
    return g_steal_pointer (&rows);
  if (kaiji_json_look_over (text, strlen (text), &line) != KAIJI_JSON_SOUND)
    return NULL;
  root = json_from_string (text, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      GHashTable *row = read_row (json_array_get_element (array, i));

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * kaiji_table_print:
 * @rows: (element-type GHashTable): rows
 * @keys: keys of the columns, in their order
 *
 * Cells that are empty are left out.
 *
 * Thread: any
 * Returns: (transfer full): the answer, "" when there is no row
 */
char *
kaiji_table_print (GPtrArray *rows, const char *const *keys)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) root = NULL;

  if (rows->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < rows->len; i++)
    {
      GHashTable *row = rows->pdata[i];
      JsonObject *object = json_object_new ();
      g_autoptr (GList) others = g_list_sort (g_hash_table_get_keys (row), (GCompareFunc) strcmp);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          const char *cell = g_hash_table_lookup (row, keys[k]);

          if (cell != NULL && *cell != '\0')
            json_object_set_string_member (object, keys[k], cell);
        }
      for (GList *l = others; l != NULL; l = l->next)
        if (!g_strv_contains (keys, l->data))
          json_object_set_string_member (object, l->data, g_hash_table_lookup (row, l->data));
      json_array_add_object_element (array, object);
    }
  root = json_node_init_array (json_node_alloc (), array);
  return json_to_string (root, FALSE);
}

/**
 * kaiji_table_dup_shown:
 * @prompt: a prompt
 * @text: its answer
 *
 * The answer as a person reads it where there is one line for it: the cells of a table in the order of
 * its columns; any other answer as it is.
 *
 * Thread: any
 * Returns: (transfer full): a text
 */
char *
kaiji_table_dup_shown (KaijiPrompt *prompt, const char *text)
{
  g_autoptr (GPtrArray) rows = prompt->columns ? kaiji_table_parse (text) : NULL;
  GString *shown;

  if (!rows)
    return g_strdup (text);
  shown = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < prompt->columns->len; k++)
      {
        KaijiColumn *column = prompt->columns->pdata[k];
        const char *cell = g_hash_table_lookup (rows->pdata[i], column->key);

        if (!cell || *cell == '\0')
          continue;
        if (shown->len > 0)
          g_string_append (shown, " / ");
        g_string_append (shown, cell);
      }
  return g_string_free (shown, FALSE);
}
