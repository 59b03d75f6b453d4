/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a pack that are neither items nor rules: fees, grounds for revocation, conditions of
 * one unit, classes of services. A list that no document states is empty or left out. */
#include "scheme/scheme-private.h"

static gpointer
parse_fee (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "id", "name", "net_yen", "tax_yen", "source", "note", NULL };
  KaijiFee *fee = g_new0 (KaijiFee, 1);

  parse_only (parse, object, keys);
  fee->id = parse_id (parse, object, "id");
  fee->name = parse_string (parse, object, "name", TRUE);
  fee->net_yen = parse_int (parse, object, "net_yen", 0, G_MAXINT32);
  fee->tax_yen = parse_int (parse, object, "tax_yen", 0, G_MAXINT32);
  fee->source = parse_string (parse, object, "source", TRUE);
  fee->note = parse_string (parse, object, "note", FALSE);
  parse_claim (parse, "fee", fee->id, "id");
  return fee;
}

static KaijiProvision *
parse_provision (Parse *parse, JsonObject *object, const char *space)
{
  static const char *const keys[] = { "number", "text", "field", "source", "verified", NULL };
  KaijiProvision *provision = g_new0 (KaijiProvision, 1);

  parse_only (parse, object, keys);
  provision->number = parse_string (parse, object, "number", TRUE);
  provision->text = parse_string (parse, object, "text", TRUE);
  provision->field = kaiji_intern (parse_string (parse, object, "field", FALSE));
  provision->verified = parse_verified (parse, object, &provision->source);
  parse_claim (parse, space, provision->number, "number");
  parse_refer (parse, REFERENCE_PROMPT, provision->field, "field", NULL);
  return provision;
}

static gpointer
parse_ground (Parse *parse, JsonObject *object)
{
  return parse_provision (parse, object, "ground");
}

static gpointer
parse_unit_condition (Parse *parse, JsonObject *object)
{
  return parse_provision (parse, object, "unit condition");
}

static gpointer
parse_class (Parse *parse, JsonObject *object)
{
  static const char *const keys[] = { "group",    "name",   "summary",  "work",
                                      "examples", "source", "verified", NULL };
  KaijiServiceClass *each = g_new0 (KaijiServiceClass, 1);

  parse_only (parse, object, keys);
  each->group = parse_string (parse, object, "group", TRUE);
  each->name = parse_string (parse, object, "name", TRUE);
  each->summary = parse_string (parse, object, "summary", TRUE);
  each->work = parse_string (parse, object, "work", TRUE);
  each->examples = parse_string (parse, object, "examples", FALSE);
  each->verified = parse_verified (parse, object, &each->source);
  parse_claim (parse, "class", each->name, "name");
  return each;
}

void
parse_lists (Parse *parse, JsonObject *pack)
{
  KaijiScheme *scheme = parse->scheme;

  parse_rows (parse, pack, "fees", TRUE, parse_fee, scheme->fees);
  parse_rows (parse, pack, "grounds", FALSE, parse_ground, scheme->grounds);
  parse_rows (parse, pack, "unit_conditions", FALSE, parse_unit_condition, scheme->unit_conditions);
  parse_rows (parse, pack, "classes", FALSE, parse_class, scheme->classes);
}
