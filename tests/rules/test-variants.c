/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the committed pack leaves open: a minimum that is set, limits on characters and digits,
 * evidence fields that no other rule asks for. The packs used here are the committed one with a
 * value put in. */
#include "fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

typedef void (*ChangeFunc) (JsonObject *pack);

static JsonObject *
find_object (JsonNode *node, const char *id)
{
  JsonObject *found = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      for (guint i = 0; !found && i < json_array_get_length (array); i++)
        found = find_object (json_array_get_element (array, i), id);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) values = json_object_get_values (object);

      if (g_strcmp0 (json_object_get_string_member_with_default (object, "id", NULL), id) == 0)
        return object;
      for (GList *l = values; !found && l; l = l->next)
        found = find_object (l->data, id);
    }
  return found;
}

static JsonObject *
find_prompt (JsonObject *pack, const char *id)
{
  JsonObject *prompt = find_object (json_object_get_member (pack, "sections"), id);

  g_assert_nonnull (prompt);
  return prompt;
}

static Fixture *
new_changed (ChangeFunc change)
{
  g_autofree char *path = fixture_dup_pack ();
  g_autofree char *dir = g_dir_make_tmp ("kaiji-rules-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (dir, "pack.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  Fixture *fixture;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  change (json_node_get_object (json_parser_get_root (parser)));
  json_generator_set_root (generator, json_parser_get_root (parser));
  g_assert_true (json_generator_to_file (generator, copy, NULL));
  fixture = fixture_new_from (copy);
  g_unlink (copy);
  g_rmdir (dir);
  return fixture;
}

static void
check (Fixture *fixture,
       const char *step,
       const char *rule,
       const char *id,
       const char *severity,
       const char *says)
{
  KaijiFinding *finding;

  fixture_step (fixture, step);
  finding = fixture_find (fixture, rule, id);
  if (!severity)
    {
      g_assert_null (finding);
      return;
    }
  g_assert_nonnull (finding);
  g_assert_cmpstr (kaiji_severity_to_string (kaiji_finding_get_severity (finding)), ==, severity);
  g_assert_nonnull (strstr (kaiji_finding_get_message (finding), says));
  g_assert_null (strchr (kaiji_finding_get_message (finding), '{'));
  g_assert_null (strchr (kaiji_finding_get_advice (finding), '{'));
  g_assert_cmpstr (kaiji_finding_get_advice (finding), !=, "");
  g_assert_cmpstr (kaiji_finding_get_source (finding), !=, "");
}

static void
set_minimum (JsonObject *pack)
{
  json_object_set_int_member (json_object_get_object_member (pack, "minimum"), "value", 3);
}

static void
test_minimum (void)
{
  g_autoptr (Fixture) fixture = new_changed (set_minimum);
  const char *id = "iryo.037.1";

  check (fixture, "iryo.037.1=", "R2", id, NULL, NULL);
  check (fixture, "iryo.037.1=12ヶ月前", "R2", id, NULL, NULL);
  check (fixture, "iryo.037.1=４か月前", "R2", id, NULL, NULL);
  check (fixture, "iryo.037.1=3ヶ月前", "R2", id, "human", "ちょうど同じ");
  check (fixture, "iryo.037.1=2ヶ月前", "R2", id, "block", "最低水準数値(3ヶ月前)に満たない");
  check (fixture, "iryo.037.1=90日前", "R2", id, "human", "読み取れません");
  check (fixture, "iryo.037.1=契約による", "R2", id, "human", "読み取れません");
  check (fixture, "iryo.037.1=無し", "R2", id, "block", "非認定");
}

static void
set_limits (JsonObject *pack)
{
  json_object_set_int_member (find_prompt (pack, "iryo.036.1"), "max_chars", 100);
  json_object_set_int_member (find_prompt (pack, "A.provider_tel"), "digits", 10);
}

static void
test_limits (void)
{
  g_autoptr (Fixture) fixture = new_changed (set_limits);
  g_autoptr (GString) text = g_string_new ("iryo.036.1=");

  for (int i = 0; i < 100; i++)
    g_string_append (text, "あ");
  check (fixture, text->str, "R4", "iryo.036.1", NULL, NULL);
  g_string_append (text, "\n");
  check (fixture, text->str, "R4", "iryo.036.1", NULL, NULL);
  g_string_append (text, "\xF0\xA1\x8C\xB6");
  check (fixture, text->str, "R4", "iryo.036.1", "warn",
         "申請内容が101字あります。目安は100字です。");
  check (fixture, "A.provider_tel=03-0000-0000", "R4", "A.provider_tel", NULL, NULL);
  check (fixture, "A.provider_tel=０３-0000-000", "R4", "A.provider_tel", "warn", "9桁");
}

static void
ask_evidence (JsonObject *pack)
{
  JsonArray *rules = json_object_get_array_member (pack, "rules");

  for (guint i = 0; i < json_array_get_length (rules); i++)
    {
      JsonObject *rule = json_array_get_object_element (rules, i);
      if (g_str_equal (json_object_get_string_member (rule, "kind"), "required"))
        json_object_remove_member (json_object_get_object_member (rule, "params"), "except");
    }
}

static void
test_evidence_fields (void)
{
  g_autoptr (Fixture) fixture = new_changed (ask_evidence);

  check (fixture, "A.kind=新規", "D3", "A.existence_doc", "block", "資料がまだありません");
  check (fixture, "A.provider_form=外国法人", "D3", "A.existence_translation", "warn", "訳文");
  g_assert_cmpint (kaiji_finding_get_remedy (fixture_find (fixture, "D3", "A.existence_doc")), ==,
                   KAIJI_REMEDY_CITE);
}

static void
add_unknown (JsonObject *pack)
{
  JsonObject *rule =
      json_array_get_object_element (json_object_get_array_member (pack, "rules"), 0);

  json_object_set_string_member (rule, "kind", "from-the-future");
}

/* A rule of a kind that this program does not know is told and left out; the others work. */
static void
test_unknown_kind (void)
{
  g_autoptr (Fixture) fixture = NULL;

  g_test_expect_message ("kaiji-rules", G_LOG_LEVEL_WARNING, "*from-the-future*");
  fixture = new_changed (add_unknown);
  g_test_assert_expected_messages ();
  g_assert_false (kaiji_checker_knows_kind ("from-the-future"));
  check (fixture, "A.scheme_fit=理由", "E0", "A.scheme_fit", NULL, NULL);
  check (fixture, "iryo.005.1=内容", "D4", "iryo.005.1", "block", "疎明資料");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/variants/minimum", test_minimum);
  g_test_add_func ("/rules/variants/limits", test_limits);
  g_test_add_func ("/rules/variants/evidence-fields", test_evidence_fields);
  g_test_add_func ("/rules/variants/unknown-kind", test_unknown_kind);
  return g_test_run ();
}
