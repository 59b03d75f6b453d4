/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two forms of a pack: sections, items, prompts, fields, conditions. */
#include "scheme/scheme-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COUNT 100000

static const char *const condition_names[] = {
  "all", "any", "not", "is", "yes", "no", "set", NULL
};
G_STATIC_ASSERT (G_N_ELEMENTS (condition_names) == KAIJI_CONDITION_SET + 2);

static KaijiCondition *parse_condition_node (Parse *parse, JsonNode *node);

static void
parse_children (Parse *parse, KaijiCondition *condition, JsonObject *object, const char *key)
{
  JsonArray *array = parse_array (parse, object, key, TRUE);
  gsize mark = parse_enter (parse, key);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize here = parse_enter_index (parse, i);
      KaijiCondition *child = parse_condition_node (parse, json_array_get_element (array, i));

      if (child)
        g_ptr_array_add (condition->children, child);
      parse_leave (parse, here);
    }
  if (array && json_array_get_length (array) == 0)
    parse_problem (parse, _ ("At least one condition is needed."));
  parse_leave (parse, mark);
}

static KaijiCondition *
parse_condition_node (Parse *parse, JsonNode *node)
{
  static const char *const keys[] = {
    "all", "any", "not", "is", "words", "yes", "no", "set", NULL
  };
  JsonObject *object = parse_as_object (parse, node);
  KaijiCondition *condition;
  const char *key = NULL;
  guint n = 0;

  if (!object)
    return NULL;
  parse_only (parse, object, keys);
  condition = g_new0 (KaijiCondition, 1);
  for (guint i = 0; condition_names[i]; i++)
    if (json_object_has_member (object, condition_names[i]))
      {
        key = condition_names[i];
        condition->op = i;
        n++;
      }
  if (n != 1)
    {
      parse_problem (parse,
                     _ ("A condition says exactly one of: all, any, not, is, yes, no, set."));
      kaiji_condition_free (condition);
      return NULL;
    }
  if (condition->op != KAIJI_CONDITION_IS && json_object_has_member (object, "words"))
    parse_problem_at (parse, "words", _ ("Only “is” goes with words."));
  if (condition->op <= KAIJI_CONDITION_NOT)
    condition->children = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_condition_free);
  if (condition->op == KAIJI_CONDITION_NOT)
    {
      KaijiCondition *child = parse_condition (parse, object, key);

      if (child)
        g_ptr_array_add (condition->children, child);
    }
  else if (condition->op < KAIJI_CONDITION_NOT)
    parse_children (parse, condition, object, key);
  else
    condition->id = parse_id (parse, object, key);
  if (condition->op == KAIJI_CONDITION_IS)
    {
      condition->words = parse_strings (parse, object, "words");
      if (!condition->words || !condition->words[0])
        parse_problem_at (parse, "words", _ ("At least one word is needed."));
    }
  if (condition->id)
    parse_refer (parse, REFERENCE_PROMPT, condition->id, key, condition->words);
  return condition;
}

/* The condition in member @key, NULL when there is none. */
KaijiCondition *
parse_condition (Parse *parse, JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);
  KaijiCondition *condition;
  gsize mark;

  if (!node)
    return NULL;
  mark = parse_enter (parse, key);
  condition = parse_condition_node (parse, node);
  parse_leave (parse, mark);
  return condition;
}

static int
parse_kind (Parse *parse, JsonObject *object)
{
  return MAX (parse_enum (parse, object, "kind", kaiji_kind_names, TRUE), KAIJI_KIND_TEXT);
}

static void
parse_columns (Parse *parse, JsonObject *object, KaijiPrompt *prompt)
{
  static const char *const keys[] = { "key", "label", "kind", "options", NULL };
  JsonArray *array = parse_array (parse, object, "columns", FALSE);
  gsize mark = parse_enter (parse, "columns");

  if (array)
    prompt->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_column_free);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize here = parse_enter_index (parse, i);
      JsonObject *row = parse_as_object (parse, json_array_get_element (array, i));

      if (row)
        {
          KaijiColumn *column = g_new0 (KaijiColumn, 1);

          parse_only (parse, row, keys);
          column->key = parse_string (parse, row, "key", TRUE);
          column->label = parse_string (parse, row, "label", TRUE);
          column->kind = parse_kind (parse, row);
          column->options = parse_strings (parse, row, "options");
          if (column->kind == KAIJI_KIND_TABLE)
            parse_problem_at (parse, "kind", _ ("A column cannot be a table."));
          if (column->kind == KAIJI_KIND_CHOICE && !column->options)
            parse_problem_at (parse, "options", _ ("A choice needs options."));
          parse_claim (parse, prompt->id, column->key, "key");
          g_ptr_array_add (prompt->columns, column);
        }
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}

static void
parse_required (Parse *parse, JsonObject *object, KaijiPrompt *prompt)
{
  static const char *const names[] = { "never", "always", NULL };
  static const char *const keys[] = { "when", NULL };
  JsonNode *node = json_object_get_member (object, "required");

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    {
      gsize mark = parse_enter (parse, "required");

      parse_only (parse, json_node_get_object (node), keys);
      prompt->required = KAIJI_REQUIRED_WHEN;
      prompt->condition = parse_condition (parse, json_node_get_object (node), "when");
      if (!json_object_has_member (json_node_get_object (node), "when"))
        parse_problem_at (parse, "when", _ ("This is missing."));
      parse_leave (parse, mark);
    }
  else
    prompt->required = MAX (parse_enum (parse, object, "required", names, TRUE), 0);
}

/* What prompts and fields have in common. */
static KaijiPrompt *
parse_prompt (Parse *parse, JsonObject *object, KaijiItem *item, const char *text_key)
{
  KaijiPrompt *prompt = g_new0 (KaijiPrompt, 1);

  prompt->item = item;
  prompt->id = parse_id (parse, object, "id");
  prompt->text = parse_string (parse, object, text_key, TRUE);
  prompt->kind = parse_kind (parse, object);
  parse_required (parse, object, prompt);
  prompt->visible = parse_condition (parse, object, "visible");
  prompt->units = parse_strings (parse, object, "units");
  prompt->options = parse_strings (parse, object, "options");
  parse_columns (parse, object, prompt);
  if (json_object_has_member (object, "max_chars"))
    prompt->max_chars = (guint) parse_int (parse, object, "max_chars", 1, MAX_COUNT);
  if (json_object_has_member (object, "digits"))
    prompt->digits = (guint) parse_int (parse, object, "digits", 1, 100);
  prompt->hint = parse_string (parse, object, "hint", FALSE);
  prompt->verified = parse_verified (parse, object, &prompt->source);
  prompt->gate_unit = prompt->gate_source = prompt->gate_wording = "";
  prompt->citable = !item->section->form_a || prompt->kind == KAIJI_KIND_EVIDENCE;
  if (prompt->kind == KAIJI_KIND_CHOICE && !prompt->options)
    parse_problem_at (parse, "options", _ ("A choice needs options."));
  if (prompt->kind == KAIJI_KIND_NUMBER_UNIT && !prompt->units)
    parse_problem_at (parse, "units", _ ("A number with a unit needs units."));
  if ((prompt->kind == KAIJI_KIND_TABLE) != (prompt->columns && prompt->columns->len > 0))
    parse_problem_at (parse, "columns", _ ("A table needs columns, and only a table has them."));
  if (prompt->kind == KAIJI_KIND_DERIVED && prompt->required != KAIJI_REQUIRED_NEVER)
    parse_problem_at (parse, "required", _ ("A derived value cannot be required."));
  return prompt;
}

static const char *const scope_names[] = { "service", "company", "application", NULL };

/* "scope": whose the answers are; what says nothing is as what it stands in. */
static KaijiScope
parse_scope (Parse *parse, JsonObject *object, KaijiScope outer)
{
  int scope = json_object_has_member (object, "scope")
                  ? parse_enum (parse, object, "scope", scope_names, TRUE)
                  : (int) outer;

  return (KaijiScope) MAX (scope, 0);
}

static KaijiItem *
new_item (KaijiSection *section, const char *id)
{
  KaijiItem *item = g_new0 (KaijiItem, 1);

  item->section = section;
  item->id = id;
  item->category = item->name = item->source = item->note = item->copy_from = "";
  item->prompts = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_prompt_free);
  return item;
}

static void
add_prompt (Parse *parse, KaijiItem *item, KaijiPrompt *prompt)
{
  KaijiScheme *scheme = parse->scheme;

  prompt->index = scheme->prompts->len;
  g_ptr_array_add (item->prompts, prompt);
  g_ptr_array_add (scheme->prompts, prompt);
  g_hash_table_insert (scheme->prompts_by_id, (gpointer) prompt->id, prompt);
}

static void
add_item (Parse *parse, KaijiSection *section, KaijiItem *item)
{
  g_ptr_array_add (section->items, item);
  g_ptr_array_add (parse->scheme->items, item);
  g_hash_table_insert (parse->scheme->items_by_id, (gpointer) item->id, item);
}

static void
parse_field (Parse *parse, JsonObject *object, KaijiSection *section)
{
  static const char *const keys[] = { "id",      "name",    "kind",   "required", "blocking",
                                      "visible", "options", "units",  "columns",  "max_chars",
                                      "digits",  "hint",    "source", "verified", "scope",
                                      "follows", NULL };
  KaijiItem *item = new_item (section, "");
  KaijiPrompt *prompt;
  gboolean assumed;

  parse_only (parse, object, keys);
  prompt = parse_prompt (parse, object, item, "name");
  if (*prompt->id && !g_str_has_prefix (prompt->id, "A."))
    parse_problem_at (parse, "id", _ ("The id of a field begins with “A.”."));
  parse_claim (parse, "id", prompt->id, "id");
  assumed = prompt->verified == KAIJI_VERIFIED_UNVERIFIED;
  prompt->blocking =
      parse_bool (parse, object, "blocking", !assumed) && prompt->required != KAIJI_REQUIRED_NEVER;
  if (prompt->blocking && assumed)
    parse_problem_at (parse, "blocking", _ ("A field that is only assumed must not block."));
  prompt->scope = parse_scope (parse, object, section->scope);
  prompt->follows = parse_strings (parse, object, "follows");
  item->id = prompt->id;
  item->name = prompt->text;
  item->required = prompt->required == KAIJI_REQUIRED_ALWAYS;
  item->verified = prompt->verified;
  item->source = prompt->source;
  add_item (parse, section, item);
  add_prompt (parse, item, prompt);
}

static KaijiPrompt *
find_in_item (KaijiItem *item, const char *id)
{
  for (guint i = 0; i < item->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->prompts, i);

      if (g_str_equal (prompt->id, id))
        return prompt;
    }
  return NULL;
}

static void
parse_gate (Parse *parse, JsonObject *object, KaijiItem *item)
{
  static const char *const keys[] = { "prompt",     "kind",        "unit",
                                      "source",     "wording",     "no_is_human",
                                      "human_when", "human_words", NULL };
  static const char *const kinds[] = { "measure", "minimum", NULL };
  JsonNode *node = json_object_get_member (object, "gate");
  JsonObject *gate;
  KaijiPrompt *prompt;
  gsize mark;

  if (!node)
    return;
  mark = parse_enter (parse, "gate");
  gate = parse_as_object (parse, node);
  if (gate)
    {
      const char *id;

      parse_only (parse, gate, keys);
      item->gate = TRUE;
      id = parse_string (parse, gate, "prompt", TRUE);
      prompt = find_in_item (item, id);
      if (!prompt && *id)
        parse_problem_at (parse, "prompt", _ ("“%s” is no prompt of this item."), id);
      if (prompt)
        {
          prompt->gate = MAX (parse_enum (parse, gate, "kind", kinds, TRUE), 0) + 1;
          prompt->gate_unit =
              parse_string (parse, gate, "unit", prompt->gate == KAIJI_GATE_MINIMUM);
          prompt->gate_source = parse_string (parse, gate, "source", TRUE);
          prompt->gate_wording = parse_string (parse, gate, "wording", TRUE);
          prompt->gate_no_is_human = parse_bool (parse, gate, "no_is_human", FALSE);
          prompt->gate_human_when = parse_condition (parse, gate, "human_when");
          prompt->gate_human_words = parse_strings (parse, gate, "human_words");
          if (prompt->gate_human_when && !prompt->gate_no_is_human)
            parse_problem_at (parse, "human_when", _ ("This needs “no_is_human”."));
          if (prompt->gate == KAIJI_GATE_MINIMUM && !parse->scheme->has_minimum)
            parse_problem_at (parse, "kind", _ ("The pack says nothing of the minimum."));
        }
    }
  parse_leave (parse, mark);
}

/* Numbers are given once: where a revision drops a prompt, the others keep theirs. */
static gboolean
is_prompt_of (const char *id, const char *item)
{
  gsize length = strlen (item);
  const char *number = id + length + 1;

  return g_str_has_prefix (id, item) && id[length] == '.' && *number != '0' && *number
         && strspn (number, "0123456789") == strlen (number);
}

static void
parse_item_prompts (Parse *parse, JsonObject *object, KaijiItem *item)
{
  static const char *const keys[] = { "id",      "text",   "kind",     "required",  "visible",
                                      "options", "units",  "columns",  "max_chars", "digits",
                                      "hint",    "source", "verified", "follows",   NULL };
  JsonArray *array = parse_array (parse, object, "prompts", TRUE);
  KaijiScope scope = parse_scope (parse, object, item->section->scope);
  gboolean required = FALSE;
  gsize mark = parse_enter (parse, "prompts");

  if (array && json_array_get_length (array) == 0)
    parse_problem (parse, _ ("An item needs at least one prompt."));
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize here = parse_enter_index (parse, i);
      JsonObject *row = parse_as_object (parse, json_array_get_element (array, i));

      if (row)
        {
          KaijiPrompt *prompt = parse_prompt (parse, row, item, "text");

          parse_only (parse, row, keys);
          if (*prompt->id && !is_prompt_of (prompt->id, item->id))
            parse_problem_at (parse, "id", _ ("The id of this prompt must be “%s.” and a number."),
                              item->id);
          parse_claim (parse, "id", prompt->id, "id");
          prompt->blocking = prompt->required != KAIJI_REQUIRED_NEVER;
          prompt->scope = scope;
          prompt->follows = parse_strings (parse, row, "follows");
          required |= prompt->blocking;
          add_prompt (parse, item, prompt);
        }
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
  if (array && required != item->required)
    parse_problem_at (parse, "required", _ ("The item and its prompts differ in being required."));
}

static void
parse_item (Parse *parse, JsonObject *object, KaijiSection *section)
{
  static const char *const keys[] = { "id",      "number",   "category", "name",      "required",
                                      "source",  "verified", "note",     "copy_from", "gate",
                                      "prompts", "scope",    "follows",  NULL };
  KaijiScheme *scheme = parse->scheme;
  KaijiItem *item = new_item (section, parse_id (parse, object, "id"));
  g_autofree char *prefix = g_strconcat (scheme->table, ".", NULL);
  g_autofree char *number = NULL;

  parse_only (parse, object, keys);
  if (*item->id && !g_str_has_prefix (item->id, prefix))
    parse_problem_at (parse, "id", _ ("The id of an item begins with “%s”."), prefix);
  parse_claim (parse, "id", item->id, "id");
  item->number = (guint) parse_int (parse, object, "number", 1, MAX_COUNT);
  number = g_strdup_printf ("%u", item->number);
  parse_claim (parse, "number", number, "number");
  item->category = parse_string (parse, object, "category", TRUE);
  item->name = parse_string (parse, object, "name", TRUE);
  item->required = parse_bool (parse, object, "required", FALSE);
  if (!json_object_has_member (object, "required"))
    parse_problem_at (parse, "required", _ ("This is missing."));
  item->verified = parse_verified (parse, object, &item->source);
  item->note = parse_string (parse, object, "note", FALSE);
  item->copy_from = kaiji_intern (parse_string (parse, object, "copy_from", FALSE));
  parse_refer (parse, REFERENCE_PROMPT, item->copy_from, "copy_from", NULL);
  item->follows = parse_strings (parse, object, "follows");
  add_item (parse, section, item);
  parse_item_prompts (parse, object, item);
  parse_gate (parse, object, item);
  scheme->counts.items++;
  scheme->counts.required += item->required;
  scheme->counts.optional += !item->required;
  scheme->counts.gate += item->gate;
  scheme->counts.unverified += item->verified == KAIJI_VERIFIED_UNVERIFIED;
  scheme->counts.prompts += item->prompts->len;
}

static void
parse_section (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "id", "name", "scope", "fields", "items", NULL };
  KaijiSection *section = g_new0 (KaijiSection, 1);
  gboolean fields = json_object_has_member (object, "fields");
  const char *key = fields ? "fields" : "items";
  JsonArray *array;
  gsize mark;

  parse_only (parse, object, keys);
  section->id = parse_id (parse, object, "id");
  section->name = parse_string (parse, object, "name", TRUE);
  section->form_a = fields;
  section->scope = parse_scope (parse, object, KAIJI_SCOPE_SERVICE);
  section->items = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_item_free);
  g_ptr_array_add (parse->scheme->sections, section);
  parse_claim (parse, "id", section->id, "id");
  if (fields && json_object_has_member (object, "items"))
    parse_problem_at (parse, "items", _ ("A section has either fields or items."));
  if (fields && parse->scheme->counts.items > 0)
    parse_problem_at (parse, "fields", _ ("The sections of Form A come first."));
  array = parse_array (parse, object, key, TRUE);
  mark = parse_enter (parse, key);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize here = parse_enter_index (parse, i);
      JsonObject *row = parse_as_object (parse, json_array_get_element (array, i));

      if (row && fields)
        parse_field (parse, row, section);
      else if (row)
        parse_item (parse, row, section);
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}

void
parse_form (Parse *parse, JsonObject *pack)
{
  JsonArray *array = parse_array (parse, pack, "sections", TRUE);
  gsize mark = parse_enter (parse, "sections");

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize here = parse_enter_index (parse, i);
      JsonObject *object = parse_as_object (parse, json_array_get_element (array, i));

      if (object)
        parse_section (parse, object);
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}
