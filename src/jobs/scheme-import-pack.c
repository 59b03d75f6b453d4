/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pack of a sheet: today's pack with other items.
 *
 * Invariants:
 * 1. An item or prompt that corresponds to one of today's keeps its id and all that the sheet does
 *    not speak of: kind, choices, hint, gate. Ids of today's that are gone are never given again.
 * 2. What the sheet says is verified by it; what it does not say keeps its own source.
 */
#include "jobs/scheme-import-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "jobs/json.h"
#include "jobs/session.h"
#include "jobs/sheet-words.h"

#define VERIFIED "document"

JsonNode *
kaiji_pack_read (KaijiScheme *today, GError **error)
{
  const char *path = kaiji_scheme_get_path (today);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (json_parser_load_from_file (parser, path, NULL))
    return json_parser_steal_root (parser);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: the file cannot be read. Check that you may read it."), path);
  return NULL;
}

/* ---- which group is which ---- */

/* How the sheet's group columns and heading rows stand to sections and categories. */
typedef struct
{
  int section;  /* group; -1: the heading row, -2: as in today's table */
  int category; /* group; -1: as in today's table */
} Levels;

static gboolean
has_group (const KaijiSheetTable *table, guint group)
{
  for (guint i = 0; i < table->items->len; i++)
    if (*((KaijiSheetItem *) g_ptr_array_index (table->items, i))->groups[group])
      return TRUE;
  return FALSE;
}

static gboolean
has_headings (const KaijiSheetTable *table)
{
  for (guint i = 0; i < table->items->len; i++)
    if (*((KaijiSheetItem *) g_ptr_array_index (table->items, i))->heading)
      return TRUE;
  return FALSE;
}

/* How many items have a @group that names a category (else a section) of today's table. */
static guint
count_known (KaijiPackPlan *plan, guint group, gboolean category)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *items = kaiji_scheme_get_items (plan->today);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      KaijiItem *item = g_ptr_array_index (items, i);
      g_hash_table_add (known,
                        kaiji_sheet_words_fold (category ? item->category : item->section->name));
    }
  for (guint i = 0; i < plan->table->items->len; i++)
    {
      KaijiSheetItem *item = g_ptr_array_index (plan->table->items, i);
      g_autofree char *name = kaiji_sheet_words_fold (item->groups[group]);
      n += g_hash_table_contains (known, name);
    }
  return n;
}

static Levels
find_levels (KaijiPackPlan *plan)
{
  Levels levels = { has_headings (plan->table) ? -1 : -2, -1 };
  int used[KAIJI_SHEET_GROUPS];
  guint n = 0;

  for (guint i = 0; i < KAIJI_SHEET_GROUPS; i++)
    if (has_group (plan->table, i))
      used[n++] = (int) i;
  if (n >= 2)
    {
      levels.section = used[0];
      levels.category = used[1];
    }
  else if (n == 1
           && (levels.section == -1
               || count_known (plan, (guint) used[0], TRUE)
                      > count_known (plan, (guint) used[0], FALSE)))
    levels.category = used[0];
  else if (n == 1)
    levels.section = used[0];
  return levels;
}

/* ---- parts ---- */

static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (*text)
    json_object_set_string_member (object, key, text);
  else
    json_object_remove_member (object, key);
}

static void
set_verified (KaijiPackPlan *plan, JsonObject *object)
{
  /* What was said of a guess does not hold for what is known. */
  if (g_strcmp0 (json_object_get_string_member_with_default (object, "verified", ""),
                 kaiji_verified_to_string (KAIJI_VERIFIED_UNVERIFIED))
      == 0)
    json_object_remove_member (object, "note");
  set_text (object, "source", plan->source);
  set_text (object, "verified", VERIFIED);
}

/* Whether a prompt must be answered. What hangs on a condition still does where it is required. */
static void
set_required (JsonObject *prompt, gboolean required)
{
  JsonNode *node = json_object_get_member (prompt, "required");

  if (required && node && JSON_NODE_HOLDS_OBJECT (node))
    return;
  set_text (prompt, "required", required ? "always" : "never");
}

static JsonObject *
copy_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  return json_node_dup_object (copy);
}

/* id -> JsonObject (owned by the pack), of sections of Form B, items and prompts. */
static GHashTable *
index_pack (JsonArray *sections)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint s = 0; s < json_array_get_length (sections); s++)
    {
      JsonObject *section = json_array_get_object_element (sections, s);
      JsonArray *items = json_object_has_member (section, "items")
                             ? json_object_get_array_member (section, "items")
                             : NULL;

      if (items)
        g_hash_table_insert (index, (gpointer) json_object_get_string_member (section, "id"),
                             section);
      for (guint i = 0; items && i < json_array_get_length (items); i++)
        {
          JsonObject *item = json_array_get_object_element (items, i);
          JsonArray *prompts = json_object_get_array_member (item, "prompts");

          g_hash_table_insert (index, (gpointer) json_object_get_string_member (item, "id"), item);
          for (guint p = 0; p < json_array_get_length (prompts); p++)
            {
              JsonObject *prompt = json_array_get_object_element (prompts, p);
              g_hash_table_insert (index, (gpointer) json_object_get_string_member (prompt, "id"),
                                   prompt);
            }
        }
    }
  return index;
}

/* The number behind the last dot of an id. */
static guint
last_number (const char *id)
{
  const char *dot = strrchr (id, '.');

  return dot ? (guint) g_ascii_strtoull (dot + 1, NULL, 10) : 0;
}

/* ---- making ---- */

typedef struct
{
  KaijiPackPlan *plan;
  Levels levels;
  KaijiMatching *matching; /* (nullable): of a draft */
  GHashTable *index;       /* (nullable): with it: today's objects by id */
  const char *table;       /* prefix of the ids */
  guint next_item;
  guint next_section;
  JsonArray *sections;
  GHashTable *by_name;  /* folded name of a section -> its new object */
  KaijiSection *before; /* (nullable): today's section of the item before */
} Maker;

static KaijiItem *
find_today (Maker *maker, guint position)
{
  g_autofree char *id = g_strdup_printf (KAIJI_PACK_DRAFT ".%03u", position);
  const KaijiItemMatch *match =
      maker->matching ? kaiji_matching_lookup_item_to (maker->matching, id) : NULL;

  return match ? match->from : NULL;
}

static KaijiPrompt *
find_today_prompt (Maker *maker, guint position, guint number)
{
  g_autofree char *id = g_strdup_printf (KAIJI_PACK_DRAFT ".%03u.%u", position, number);
  const KaijiPromptMatch *match =
      maker->matching ? kaiji_matching_lookup_to (maker->matching, id) : NULL;

  return match ? match->from : NULL;
}

static const char *
choose_section (Maker *maker, const KaijiSheetItem *item, KaijiItem *today)
{
  const char *name = maker->levels.section >= 0    ? item->groups[maker->levels.section]
                     : maker->levels.section == -1 ? item->heading
                                                   : "";

  if (!*name && today)
    name = today->section->name;
  if (!*name && maker->before)
    name = maker->before->name;
  return *name ? name : item->name;
}

static const char *
choose_category (Maker *maker, const KaijiSheetItem *item, KaijiItem *today, const char *section)
{
  if (maker->levels.category >= 0 && *item->groups[maker->levels.category])
    return item->groups[maker->levels.category];
  return today ? today->category : section;
}

/* Today's section of that name, else the one that the item stood in when nobody has it yet. */
static JsonObject *
find_today_section (Maker *maker, const char *folded)
{
  GHashTableIter iter;
  gpointer object;

  if (!maker->index)
    return NULL;
  g_hash_table_iter_init (&iter, maker->index);
  while (g_hash_table_iter_next (&iter, NULL, &object))
    {
      g_autofree char *name = NULL;

      if (!json_object_has_member (object, "items"))
        continue;
      name = kaiji_sheet_words_fold (json_object_get_string_member (object, "name"));
      if (g_str_equal (name, folded))
        return object;
    }
  return NULL;
}

static JsonArray *
get_section (Maker *maker, const char *name)
{
  g_autofree char *folded = kaiji_sheet_words_fold (name);
  JsonObject *section = g_hash_table_lookup (maker->by_name, folded);
  JsonObject *today;

  if (section)
    return json_object_get_array_member (section, "items");
  today = find_today_section (maker, folded);
  section = json_object_new ();
  if (today)
    set_text (section, "id", json_object_get_string_member (today, "id"));
  else
    {
      g_autofree char *id = g_strdup_printf ("B.%02u", maker->next_section++);
      set_text (section, "id", id);
    }
  set_text (section, "name", name);
  if (today && json_object_has_member (today, "scope"))
    json_object_set_member (section, "scope",
                            json_node_copy (json_object_get_member (today, "scope")));
  json_object_set_array_member (section, "items", json_array_new ());
  json_array_add_object_element (maker->sections, section);
  g_hash_table_insert (maker->by_name, g_steal_pointer (&folded), section);
  return json_object_get_array_member (section, "items");
}

static JsonObject *
make_prompt (Maker *maker,
             const KaijiSheetPrompt *row,
             KaijiItem *item,
             KaijiPrompt *today,
             const char *item_id,
             guint *next)
{
  JsonObject *prompt =
      today ? copy_object (g_hash_table_lookup (maker->index, today->id)) : json_object_new ();

  /* A prompt that was in another item gets an id of its new one. */
  if (!today || today->item != item)
    {
      g_autofree char *id = g_strdup_printf ("%s.%u", item_id, (*next)++);

      set_text (prompt, "id", id);
    }
  set_text (prompt, "text", row->text);
  if (!today)
    set_text (prompt, "kind", kaiji_kind_to_string (KAIJI_KIND_TEXT));
  set_required (prompt, row->required);
  set_verified (maker->plan, prompt);
  return prompt;
}

/* The sheet speaks of items only: their prompts stay, with what the sheet says of 必須. */
static JsonArray *
keep_prompts (Maker *maker, const KaijiSheetItem *row, KaijiItem *today)
{
  JsonArray *prompts = json_array_new ();

  for (guint i = 0; i < today->prompts->len; i++)
    {
      KaijiPrompt *old = g_ptr_array_index (today->prompts, i);
      JsonObject *prompt = copy_object (g_hash_table_lookup (maker->index, old->id));

      if (row->required != today->required)
        set_required (prompt, row->required && i == 0);
      json_array_add_object_element (prompts, prompt);
    }
  return prompts;
}

static JsonArray *
make_prompts (Maker *maker,
              guint position,
              const KaijiSheetItem *row,
              KaijiItem *today,
              const char *id)
{
  JsonArray *prompts;
  guint next = 1;

  if (today && !maker->plan->table->has_prompts)
    return keep_prompts (maker, row, today);
  for (guint i = 0; today && i < today->prompts->len; i++)
    next =
        MAX (next, last_number (((KaijiPrompt *) g_ptr_array_index (today->prompts, i))->id) + 1);
  prompts = json_array_new ();
  for (guint i = 0; i < row->prompts->len; i++)
    {
      const KaijiSheetPrompt *prompt = g_ptr_array_index (row->prompts, i);

      json_array_add_object_element (
          prompts, make_prompt (maker, prompt, today, find_today_prompt (maker, position, i + 1),
                                id, &next));
    }
  return prompts;
}

static void
add_item (Maker *maker, guint position, const KaijiSheetItem *row)
{
  KaijiItem *today = find_today (maker, position);
  const char *section = choose_section (maker, row, today);
  g_autofree char *id =
      today ? g_strdup (today->id) : g_strdup_printf ("%s.%03u", maker->table, maker->next_item++);
  JsonObject *item =
      today ? copy_object (g_hash_table_lookup (maker->index, today->id)) : json_object_new ();
  JsonArray *prompts = make_prompts (maker, position, row, today, id);

  set_text (item, "id", id);
  json_object_set_int_member (item, "number", row->number);
  set_text (item, "category", choose_category (maker, row, today, section));
  set_text (item, "name", row->name);
  json_object_set_boolean_member (item, "required", row->required);
  set_verified (maker->plan, item);
  json_object_set_array_member (item, "prompts", prompts);
  json_array_add_object_element (get_section (maker, section), item);
  if (today)
    maker->before = today->section;
}

static void
make_sections (Maker *maker)
{
  const GPtrArray *items = maker->plan->table->items;

  maker->levels = find_levels (maker->plan);
  maker->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < items->len; i++)
    add_item (maker, i + 1, g_ptr_array_index (items, i));
  g_clear_pointer (&maker->by_name, g_hash_table_unref);
}

static void
collect_ids (JsonArray *sections, GHashTable *ids)
{
  g_autoptr (GHashTable) index = index_pack (sections);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, index);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, g_strdup (id));
}

/* The sections of Form A. */
static JsonArray *
keep_form_a (JsonArray *sections)
{
  JsonArray *kept = json_array_new ();

  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      if (!json_object_has_member (section, "items"))
        json_array_add_object_element (kept, json_object_ref (section));
    }
  return kept;
}

JsonNode *
kaiji_pack_make_draft (KaijiPackPlan *plan, JsonNode *today)
{
  g_autoptr (JsonObject) pack = copy_object (json_node_get_object (today));
  g_autoptr (JsonArray) old = json_array_ref (json_object_get_array_member (pack, "sections"));
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) untold = g_ptr_array_new_with_free_func (g_free);
  Maker maker = { .plan = plan, .table = KAIJI_PACK_DRAFT, .next_item = 1, .next_section = 1 };

  maker.sections = keep_form_a (old);
  make_sections (&maker);
  collect_ids (old, gone);
  set_text (pack, "table", KAIJI_PACK_DRAFT);
  json_object_set_array_member (pack, "sections", maker.sections);
  json_object_set_array_member (pack, "rules", json_array_new ());
  kaiji_pack_prune (pack, gone, untold);
  return json_node_init_object (json_node_alloc (), pack);
}

/* ---- all together ---- */

static void
add_document (KaijiPackPlan *plan, JsonObject *pack)
{
  JsonArray *documents = json_object_get_array_member (pack, "documents");
  JsonObject *document;

  for (guint i = 0; i < json_array_get_length (documents); i++)
    if (g_str_equal (
            json_object_get_string_member (json_array_get_object_element (documents, i), "short"),
            plan->source))
      return;
  document = json_object_new ();
  set_text (document, "short", plan->source);
  set_text (document, "title", plan->title);
  set_text (document, "date", plan->date);
  json_array_add_object_element (documents, document);
}

void
kaiji_pack_make (KaijiPackPlan *plan, JsonNode *today, KaijiMatching *matching)
{
  JsonObject *pack = json_node_get_object (today);
  g_autoptr (JsonArray) old = json_array_ref (json_object_get_array_member (pack, "sections"));
  g_autoptr (GHashTable) index = index_pack (old);
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *items = kaiji_scheme_get_items (plan->today);
  Maker maker = {
    .plan = plan, .matching = matching, .index = index, .next_item = 1, .next_section = 1
  };
  GHashTableIter iter;
  gpointer id;

  maker.table = kaiji_scheme_get_table (plan->today);
  maker.sections = keep_form_a (old);
  for (guint i = 0; i < items->len; i++)
    {
      KaijiItem *item = g_ptr_array_index (items, i);
      if (!item->section->form_a)
        maker.next_item = MAX (maker.next_item, last_number (item->id) + 1);
    }
  for (guint i = 0; i < json_array_get_length (old); i++)
    {
      JsonObject *section = json_array_get_object_element (old, i);
      if (json_object_has_member (section, "items"))
        maker.next_section = MAX (maker.next_section,
                                  last_number (json_object_get_string_member (section, "id")) + 1);
    }
  make_sections (&maker);
  json_object_set_array_member (pack, "sections", maker.sections);
  json_object_set_string_member (pack, "revision", plan->revision);
  add_document (plan, pack);
  collect_ids (old, gone);
  collect_ids (maker.sections, kept);
  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_remove (gone, id);
  kaiji_pack_prune (pack, gone, plan->notes);
}
