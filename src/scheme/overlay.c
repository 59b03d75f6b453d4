/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of an office's own settings.
 *
 * Invariants:
 * 1. Every choice has a value and a source.
 * 2. The file is replaced as a whole or not at all.
 */
#include "scheme/overlay.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "core/json-text.h"

#define FORMAT 1
/* More than any office lays down. */
#define MAX_BYTES (1024 * 1024)

struct _KaijiOverlay
{
  GHashTable *choices; /* key -> KaijiChoice, whose strings it owns */
};

G_DEFINE_QUARK (kaiji - overlay - error - quark, kaiji_overlay_error)

static void
choice_free (gpointer data)
{
  KaijiChoice *choice = data;

  g_free ((char *) choice->value);
  g_free ((char *) choice->source);
  g_free ((char *) choice->by);
  g_free ((char *) choice->at);
  g_free (choice);
}

static KaijiOverlay *
new_overlay (void)
{
  KaijiOverlay *self = g_new0 (KaijiOverlay, 1);

  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, choice_free);
  return self;
}

/** kaiji_overlay_free: Frees an overlay with all choices. */
void
kaiji_overlay_free (KaijiOverlay *self)
{
  g_hash_table_unref (self->choices);
  g_free (self);
}

/** kaiji_overlay_dup_path: Returns: (transfer full): where the choices for a revision lie. */
char *
kaiji_overlay_dup_path (const char *dir, const char *id, const char *revision)
{
  g_autofree char *file = g_strconcat (revision, ".settings.json", NULL);

  return g_build_filename (dir, id, file, NULL);
}

static gboolean
refuse (GError **error, const char *path, const char *what)
{
  g_set_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_READ,
               _ ("%s: The office's settings cannot be read (%s). Mend the file, or move it away "
                  "and enter them again."),
               path, what);
  return FALSE;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return "";
  return json_node_get_string (node);
}

static gboolean
read_choices (KaijiOverlay *self, JsonObject *root, const char *path, GError **error)
{
  JsonNode *node = json_object_get_member (root, "settings");
  JsonNode *format = json_object_get_member (root, "format");
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (!format || !JSON_NODE_HOLDS_VALUE (format) || json_node_get_int (format) != FORMAT)
    return refuse (error, path, "$.format");
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, path, "$.settings");
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &member))
    {
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (member) ? json_node_get_object (member) : NULL;
      const char *value = object ? get_text (object, "value") : "";
      const char *source = object ? get_text (object, "source") : "";

      if (!*value || !*source)
        {
          g_autofree char *place = g_strdup_printf ("$.settings['%s']", key);
          return refuse (error, path, place);
        }
      kaiji_overlay_set (self, key, value, source, get_text (object, "by"),
                         get_text (object, "at"));
    }
  return TRUE;
}

/**
 * kaiji_overlay_load:
 * @path: a file of choices
 * @error: %KAIJI_OVERLAY_ERROR_READ
 *
 * Thread: any. Returns: (transfer full) (nullable): what it says; empty when there is no such file
 */
KaijiOverlay *
kaiji_overlay_load (const char *path, GError **error)
{
  g_autoptr (KaijiOverlay) self = new_overlay ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  JsonNode *root;
  gsize length;
  guint line;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_get_contents (path, &text, &length, &cause))
    {
      if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)
          || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
        return g_steal_pointer (&self);
      refuse (error, path, cause->message);
      return NULL;
    }
  if (length > MAX_BYTES || !g_utf8_validate (text, (gssize) length, NULL)
      || kaiji_json_look_over (text, length, &line) != KAIJI_JSON_SOUND
      || !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    {
      refuse (error, path, _ ("no valid JSON"));
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (error, path, "$");
      return NULL;
    }
  if (!read_choices (self, json_node_get_object (root), path, error))
    return NULL;
  return g_steal_pointer (&self);
}

static char *
print (KaijiOverlay *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) keys = kaiji_overlay_list (self);
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_int_value (builder, FORMAT);
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  for (guint i = 0; i < keys->len; i++)
    {
      const KaijiChoice *choice = kaiji_overlay_get (self, keys->pdata[i]);

      json_builder_set_member_name (builder, keys->pdata[i]);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "value");
      json_builder_add_string_value (builder, choice->value);
      json_builder_set_member_name (builder, "source");
      json_builder_add_string_value (builder, choice->source);
      json_builder_set_member_name (builder, "by");
      json_builder_add_string_value (builder, choice->by);
      json_builder_set_member_name (builder, "at");
      json_builder_add_string_value (builder, choice->at);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}

/**
 * kaiji_overlay_save:
 * @self: choices
 * @path: where to; its folder is made
 * @error: %KAIJI_OVERLAY_ERROR_WRITE
 *
 * Replaces the file in one step. Thread: any. Returns: whether it is on the disk
 */
gboolean
kaiji_overlay_save (KaijiOverlay *self, const char *path, GError **error)
{
  g_autofree char *text = print (self);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) cause = NULL;

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      g_set_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_WRITE,
                   _ ("The folder %s cannot be made (%s). Check whether you may write there."),
                   folder, g_strerror (errno));
      return FALSE;
    }
  if (!g_file_set_contents_full (path, text, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &cause))
    {
      g_set_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_WRITE,
                   _ ("%s: The settings cannot be written (%s). Check the disk and whether you may "
                      "write there."),
                   path, cause->message);
      return FALSE;
    }
  return TRUE;
}

/** kaiji_overlay_get: Returns: (transfer none) (nullable): what was chosen for a setting. */
const KaijiChoice *
kaiji_overlay_get (KaijiOverlay *self, const char *key)
{
  return g_hash_table_lookup (self->choices, key);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/** kaiji_overlay_list: Returns: (transfer container): the keys of all choices, sorted. */
GPtrArray *
kaiji_overlay_list (KaijiOverlay *self)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->choices);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_keys);
  return keys;
}

/** kaiji_overlay_set: Keeps a choice, in the place of an earlier one. */
void
kaiji_overlay_set (KaijiOverlay *self,
                   const char *key,
                   const char *value,
                   const char *source,
                   const char *by,
                   const char *at)
{
  KaijiChoice *choice = g_new0 (KaijiChoice, 1);

  g_return_if_fail (*value && *source);

  choice->value = g_strdup (value);
  choice->source = g_strdup (source);
  choice->by = g_strdup (by ? by : "");
  choice->at = g_strdup (at ? at : "");
  g_hash_table_replace (self->choices, g_strdup (key), choice);
}

/** kaiji_overlay_unset: Returns: whether there was a choice to take back. */
gboolean
kaiji_overlay_unset (KaijiOverlay *self, const char *key)
{
  return g_hash_table_remove (self->choices, key);
}
