/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of a pack. What a rule's params mean is its evaluator's business; here they are only
 * turned into a GVariant, and ids in them are checked. */
#include "scheme/scheme-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GVariant *parse_param (Parse *parse, JsonNode *node);

static GVariant *
parse_params (Parse *parse, JsonObject *object)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l; l = l->next)
    {
      gsize mark = parse_enter (parse, l->data);
      GVariant *value = parse_param (parse, json_object_get_member (object, l->data));

      if (value)
        g_variant_builder_add (&builder, "{sv}", l->data, value);
      parse_leave (parse, mark);
    }
  return g_variant_builder_end (&builder);
}

/* Whether a text in the params can only be meant as an id: "A.kind", "<table>.022.1". */
static gboolean
looks_like_id (Parse *parse, const char *text)
{
  gsize table = strlen (parse->scheme->table);
  const char *rest;

  if (g_str_has_prefix (text, "A."))
    rest = text + 2;
  else if (table > 0 && g_str_has_prefix (text, parse->scheme->table) && text[table] == '.'
           && g_ascii_isdigit (text[table + 1]))
    rest = text + table + 1;
  else
    return FALSE;
  for (const char *p = rest; *p; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '_' && *p != '.')
      return FALSE;
  return *rest != '\0';
}

/* Evaluators take "A.kind", "A.kind=WORD|WORD" and "NAME:A.kind=WORD&A.number". */
static void
refer_in_text (Parse *parse, const char *text)
{
  g_auto (GStrv) tokens = g_strsplit_set (text, ":&", -1);

  for (guint i = 0; tokens[i]; i++)
    {
      char *words = strchr (tokens[i], '=');
      g_auto (GStrv) choices = words ? g_strsplit (words + 1, "|", -1) : NULL;

      if (words)
        *words = '\0';
      if (looks_like_id (parse, tokens[i]))
        parse_refer (parse, REFERENCE_ITEM_OR_PROMPT, kaiji_intern (tokens[i]), NULL, choices);
    }
}

static GVariant *
parse_param_list (Parse *parse, JsonArray *array)
{
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = parse_enter_index (parse, i);
      GVariant *child = parse_param (parse, json_array_get_element (array, i));

      if (child)
        g_ptr_array_add (children, g_variant_ref_sink (child));
      if (child && !g_variant_is_of_type (child, g_variant_get_type (children->pdata[0])))
        {
          parse_problem (parse, _ ("All elements of this list must be of one sort."));
          parse_leave (parse, mark);
          return NULL;
        }
      parse_leave (parse, mark);
    }
  return g_variant_new_array (children->len == 0 ? G_VARIANT_TYPE_STRING : NULL,
                              (GVariant **) children->pdata, children->len);
}

/* Texts become s, truth values b, numbers d, lists a*, objects a{sv}. */
static GVariant *
parse_param (Parse *parse, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return parse_params (parse, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return parse_param_list (parse, json_node_get_array (node));
  if (JSON_NODE_HOLDS_VALUE (node))
    switch (json_node_get_value_type (node))
      {
      case G_TYPE_STRING:
        refer_in_text (parse, json_node_get_string (node));
        return g_variant_new_string (json_node_get_string (node));
      case G_TYPE_BOOLEAN:
        return g_variant_new_boolean (json_node_get_boolean (node));
      case G_TYPE_INT64:
      case G_TYPE_DOUBLE:
        return g_variant_new_double (json_node_get_double (node));
      default:
        break;
      }
  parse_problem (parse, _ ("A parameter cannot be null."));
  return NULL;
}

static void
parse_rule_params (Parse *parse, JsonObject *object, KaijiRule *rule)
{
  JsonNode *node = json_object_get_member (object, "params");
  JsonObject *params;
  gsize mark;

  if (!node)
    return;
  mark = parse_enter (parse, "params");
  params = parse_as_object (parse, node);
  if (params)
    {
      g_clear_pointer (&rule->params, g_variant_unref);
      rule->params = g_variant_ref_sink (parse_params (parse, params));
    }
  parse_leave (parse, mark);
}

static void
parse_severity (Parse *parse, JsonObject *object, KaijiRule *rule, gboolean required)
{
  static const char *const names[] = { "block", "warn", "human", NULL };
  int severity = parse_enum (parse, object, "severity", names, required);

  if (severity >= 0)
    rule->severity = severity;
}

/* Reads what the object says over what the rule holds already. */
static void
override (Parse *parse, JsonObject *object, const char *key, const char **text)
{
  if (json_object_has_member (object, key))
    *text = parse_string (parse, object, key, TRUE);
}

static KaijiRule *
copy_rule (const KaijiRule *rule)
{
  KaijiRule *copy = g_memdup2 (rule, sizeof *rule);

  copy->variants = NULL;
  if (copy->params)
    g_variant_ref (copy->params);
  return copy;
}

/* A variant says only what differs from its rule. */
static void
parse_variants (Parse *parse, JsonObject *object, KaijiRule *rule)
{
  static const char *const keys[] = { "severity", "field",    "message", "advice",
                                      "source",   "verified", "params",  NULL };
  JsonNode *node = json_object_get_member (object, "variants");
  gsize mark = parse_enter (parse, "variants");
  JsonObject *variants = node ? parse_as_object (parse, node) : NULL;
  g_autoptr (GList) names = variants ? json_object_get_members (variants) : NULL;

  if (variants)
    rule->variants =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kaiji_rule_free);
  for (GList *l = names; l; l = l->next)
    {
      gsize here = parse_enter (parse, l->data);
      JsonObject *row = parse_as_object (parse, json_object_get_member (variants, l->data));

      if (row)
        {
          KaijiRule *variant = copy_rule (rule);

          parse_only (parse, row, keys);
          parse_severity (parse, row, variant, FALSE);
          override (parse, row, "field", &variant->field);
          override (parse, row, "message", &variant->message);
          override (parse, row, "advice", &variant->advice);
          override (parse, row, "source", &variant->source);
          if (json_object_has_member (row, "verified"))
            variant->verified = parse_verified (parse, row, &variant->source);
          if (json_object_has_member (row, "field"))
            parse_refer (parse, REFERENCE_PROMPT, variant->field, "field", NULL);
          parse_rule_params (parse, row, variant);
          g_hash_table_insert (rule->variants, (gpointer) kaiji_intern (l->data), variant);
        }
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}

static void
parse_rule (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "id",      "kind",     "severity", "field",
                                      "message", "advice",   "source",   "verified",
                                      "params",  "variants", NULL };
  KaijiRule *rule = g_new0 (KaijiRule, 1);

  g_ptr_array_add (parse->scheme->rules, rule);
  parse_only (parse, object, keys);
  rule->id = parse_id (parse, object, "id");
  rule->kind = kaiji_intern (parse_string (parse, object, "kind", TRUE));
  parse_severity (parse, object, rule, TRUE);
  rule->field = kaiji_intern (parse_string (parse, object, "field", FALSE));
  rule->message = parse_string (parse, object, "message", TRUE);
  rule->advice = parse_string (parse, object, "advice", FALSE);
  rule->verified = parse_verified (parse, object, &rule->source);
  if (rule->verified == KAIJI_VERIFIED_UNVERIFIED && !*rule->source)
    parse_problem_at (parse, "source", _ ("A rule needs its source, or what it follows."));
  parse_claim (parse, "rule", rule->id, "id");
  parse_refer (parse, REFERENCE_PROMPT, rule->field, "field", NULL);
  parse_rule_params (parse, object, rule);
  parse_variants (parse, object, rule);
  g_hash_table_insert (parse->scheme->rules_by_id, (gpointer) rule->id, rule);
}

void
parse_rules (Parse *parse, JsonObject *pack)
{
  JsonArray *array = parse_array (parse, pack, "rules", TRUE);
  gsize mark = parse_enter (parse, "rules");

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      gsize here = parse_enter_index (parse, i);
      JsonObject *object = parse_as_object (parse, json_array_get_element (array, i));

      if (object)
        parse_rule (parse, object);
      parse_leave (parse, here);
    }
  parse_leave (parse, mark);
}
