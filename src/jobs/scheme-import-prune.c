/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs on items that a sheet no longer has. A rule that lacks a part of its condition would
 * say something else, so it goes as a whole; only lists of what a rule looks at get shorter. Each
 * loss is told.
 */
#include "jobs/scheme-import-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Params that list what a rule looks at, or leaves out. */
static const char *const lists[] = { "prompts", "except", NULL };

typedef struct
{
  GHashTable *gone;
  GPtrArray *notes;
} Pruner;

/* The id in a text of a param ("ID", "ID=WORD|WORD", "NAME:ID=WORD&ID") that is gone; NULL. */
static char *
find_in_text (const Pruner *pruner, const char *text)
{
  g_auto (GStrv) tokens = g_strsplit_set (text, ":&", -1);

  for (guint i = 0; tokens[i]; i++)
    {
      tokens[i][strcspn (tokens[i], "=")] = '\0';
      if (g_hash_table_contains (pruner->gone, tokens[i]))
        return g_strdup (tokens[i]);
    }
  return NULL;
}

/* The first id in @node that is gone. (transfer full) (nullable) */
static char *
find_gone (const Pruner *pruner, JsonNode *node)
{
  char *found = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (!found && json_object_iter_next_ordered (&iter, &name, &member))
        found = find_gone (pruner, member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; !found && i < json_array_get_length (array); i++)
        found = find_gone (pruner, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    found = find_in_text (pruner, json_node_get_string (node));
  return found;
}

/* Takes the sentence. */
static void
note (const Pruner *pruner, char *text)
{
  g_ptr_array_add (pruner->notes, text);
}

/* Shortens the lists of an object of params; empty ones stay when they were not all of it. */
static void
shorten (const Pruner *pruner, const char *rule, JsonObject *params)
{
  for (guint k = 0; lists[k]; k++)
    {
      JsonNode *node = json_object_get_member (params, lists[k]);
      JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint i = array ? json_array_get_length (array) : 0; i > 0; i--)
        {
          g_autofree char *id = find_gone (pruner, json_array_get_element (array, i - 1));

          /* With nothing left to look at the rule goes, below. */
          if (!id || (json_array_get_length (array) == 1 && g_str_equal (lists[k], lists[0])))
            continue;
          json_array_remove_element (array, i - 1);
          note (pruner, g_strdup_printf (
                            _ ("The rule %s no longer looks at %s, which the sheet does not have."),
                            rule, id));
        }
    }
}

static void
prune_rules (const Pruner *pruner, JsonArray *rules)
{
  for (guint i = json_array_get_length (rules); i > 0; i--)
    {
      JsonObject *rule = json_array_get_object_element (rules, i - 1);
      const char *name = json_object_get_string_member (rule, "id");
      g_autofree char *id = NULL;

      if (json_object_has_member (rule, "params"))
        shorten (pruner, name, json_object_get_object_member (rule, "params"));
      id = find_gone (pruner, json_array_get_element (rules, i - 1));
      if (!id)
        continue;
      note (pruner, g_strdup_printf (
                        _ ("The rule %s is left out: it needs %s, which the sheet does not have."),
                        name, id));
      json_array_remove_element (rules, i - 1);
    }
}

/* Members of items, prompts and fields that refer to others. A condition that is gone leaves the
 * prompt shown, and asked for only where it is required without it. */
static void
prune_members (const Pruner *pruner, JsonObject *object)
{
  static const char *const members[] = { "visible", "required", "copy_from", "gate", NULL };
  const char *own = json_object_get_string_member (object, "id");

  for (guint i = 0; members[i]; i++)
    {
      JsonNode *node = json_object_get_member (object, members[i]);
      g_autofree char *id = node ? find_gone (pruner, node) : NULL;

      if (!id)
        continue;
      json_object_remove_member (object, members[i]);
      if (g_str_equal (members[i], "gate"))
        note (
            pruner,
            g_strdup_printf (
                _ ("%s is no gate item any more: it needs %s, which the sheet does not have. Enter "
                   "the gate anew."),
                own, id));
      else if (g_str_equal (members[i], "copy_from"))
        note (pruner,
              g_strdup_printf (
                  _ ("%s no longer offers the answer of %s, which the sheet does not have."), own,
                  id));
      else
        note (pruner,
              g_strdup_printf (
                  _ ("A condition of %s is left out: it needs %s, which the sheet does not have."),
                  own, id));
      if (g_str_equal (members[i], "required"))
        json_object_set_string_member (object, "required", "never");
    }
}

static void
prune_all (const Pruner *pruner, JsonArray *objects)
{
  for (guint i = 0; objects && i < json_array_get_length (objects); i++)
    {
      JsonObject *object = json_array_get_object_element (objects, i);

      prune_members (pruner, object);
      if (json_object_has_member (object, "prompts"))
        prune_all (pruner, json_object_get_array_member (object, "prompts"));
    }
}

/* Lists beside the forms, whose elements may name a field. */
static void
prune_lists (const Pruner *pruner, JsonObject *pack)
{
  static const char *const others[] = { "unit_conditions", "grounds", "classes", NULL };

  for (guint k = 0; others[k]; k++)
    {
      JsonArray *array = json_object_has_member (pack, others[k])
                             ? json_object_get_array_member (pack, others[k])
                             : NULL;

      for (guint i = array ? json_array_get_length (array) : 0; i > 0; i--)
        {
          g_autofree char *id = find_gone (pruner, json_array_get_element (array, i - 1));

          if (!id)
            continue;
          json_array_remove_element (array, i - 1);
          note (pruner, g_strdup_printf (_ ("A provision of the scheme is left out: it needs %s, "
                                            "which the sheet does not have."),
                                         id));
        }
    }
}

void
kaiji_pack_prune (JsonObject *pack, GHashTable *gone, GPtrArray *notes)
{
  Pruner pruner = { gone, notes };
  JsonArray *sections = json_object_get_array_member (pack, "sections");

  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      const char *key = json_object_has_member (section, "items") ? "items" : "fields";

      prune_all (&pruner, json_object_get_array_member (section, key));
    }
  prune_rules (&pruner, json_object_get_array_member (pack, "rules"));
  prune_lists (&pruner, pack);
}
