/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sheet-words.h"

#include <glib/gi18n-lib.h>

#include "jobs/json.h"
#include "jobs/session.h"

static const char *const names[] = {
  "number", "group1", "group2", "group3", "item", "prompt", "required",
};

void
kaiji_sheet_words_free (KaijiSheetWords *self)
{
  for (guint i = 0; i < KAIJI_SHEET_N_COLUMNS; i++)
    g_strfreev (self->columns[i]);
  g_strfreev (self->required);
  g_strfreev (self->optional);
  g_strfreev (self->notes);
  g_free (self->item_head);
  g_free (self->required_head);
  g_free (self);
}

char *
kaiji_sheet_words_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *small = g_utf8_casefold (normal ? normal : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *p = small; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static char **
read_list (JsonObject *object, const char *key, const char *file, gboolean fold, GError **error)
{
  JsonArray *array = kaiji_json_get_array (object, key, file, error);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *text =
          JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
              ? json_node_get_string (node)
              : "";
      g_autofree char *folded = fold ? kaiji_sheet_words_fold (text) : g_strdup (text);

      if (*folded)
        g_strv_builder_add (list, folded);
    }
  return array ? g_strv_builder_end (list) : NULL;
}

static char *
dup_first (JsonObject *object, const char *key)
{
  JsonNode *node = json_array_get_length (json_object_get_array_member (object, key)) > 0
                       ? json_array_get_element (json_object_get_array_member (object, key), 0)
                       : NULL;

  return node && JSON_NODE_HOLDS_VALUE (node) ? g_strdup (json_node_get_string (node)) : NULL;
}

static gboolean
read_words (KaijiSheetWords *self, JsonObject *root, const char *path, GError **error)
{
  JsonObject *columns = kaiji_json_get_object (root, "columns", path, error);

  for (guint i = 0; columns && i < KAIJI_SHEET_N_COLUMNS; i++)
    {
      self->columns[i] = read_list (columns, names[i], path, TRUE, error);
      if (!self->columns[i])
        return FALSE;
    }
  if (!columns)
    return FALSE;
  self->item_head = dup_first (columns, "item");
  self->required_head = dup_first (columns, "required");
  self->required = read_list (root, "required", path, TRUE, error);
  self->optional = self->required ? read_list (root, "optional", path, TRUE, error) : NULL;
  self->notes = self->optional ? read_list (root, "notes", path, FALSE, error) : NULL;
  return self->notes != NULL;
}

KaijiSheetWords *
kaiji_sheet_words_load (const char *path, GError **error)
{
  g_autoptr (KaijiSheetWords) self = g_new0 (KaijiSheetWords, 1);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s: the file cannot be read. Check that you may read it."), path);
      return NULL;
    }
  root = kaiji_json_parse (path, text, error);
  return root && read_words (self, json_node_get_object (root), path, error)
             ? g_steal_pointer (&self)
             : NULL;
}
