/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged packs: each is made from a small good one by one change, and the problem must be told
 * with its place. */
#include <glib/gstdio.h>
#include <string.h>

#include "scheme/scheme.h"

typedef struct
{
  const char *name;
  const char *from; /* stands in the good pack; its first occurrence is changed */
  const char *to;
  const char *path;
} Damage;

static const Damage damages[] = {
  { "unknown-key", "\"in_use\": true,", "\"in_used\": true,", "$.in_used" },
  { "unknown-key-in-prompt", "\"max_chars\": 200", "\"max_char\": 200",
    "$.sections[1].items[0].prompts[1].max_char" },
  { "unknown-key-in-field", "\"required\": \"always\", \"blocking\"",
    "\"x y\": 1, \"required\": \"always\", \"blocking\"", "$.sections[0].fields[3]['x y']" },
  { "unknown-key-in-setting", "\"provisional\": \"day-before\",",
    "\"provisional\": \"day-before\", \"by\": \"me\",", "$.settings['term.last_day'].by" },
  { "word-of-desk", "\"term.years\"",
    "\"desk.closed\": {\"value\": [\"sunday\", \"saturdays\"], \"source\": \"概要 13\", "
    "\"verified\": \"document\"}, \"term.years\"",
    "$.settings['desk.closed'].value" },
  { "word-of-last-day", "\"value\": \"same-day\"", "\"value\": \"sameday\"",
    "$.settings['term.last_day'].readings" },
  { "format", "\"format\": 1", "\"format\": 2", "$.format" },
  { "name-missing", "\"name\": \"小さい制度\",", "", "$.name" },
  { "name-empty", "\"小さい制度\"", "\"\"", "$.name" },
  { "id-shape", "\"id\": \"small\"", "\"id\": \"Small!\"", "$.id" },
  { "revision-month", "\"2020-05\"", "\"2020-13\"", "$.revision" },
  { "revision-shape", "\"2020-05\"", "\"2020-5\"", "$.revision" },
  { "date-of-document", "\"date\": \"2020\"", "\"date\": \"2020-02-30\"", "$.documents[0].date" },
  { "date-in-setting", "\"2019-03-31\"", "\"2019-02-29\"", "$.settings['guideline.date'].value" },
  { "bool-as-text", "\"in_use\": true", "\"in_use\": \"true\"", "$.in_use" },
  { "number-as-text", "\"net_yen\": 100", "\"net_yen\": \"100\"", "$.fees[0].net_yen" },
  { "number-negative", "\"tax_yen\": 10", "\"tax_yen\": -10", "$.fees[0].tax_yen" },
  { "number-with-fraction", "\"number\": 2", "\"number\": 2.5", "$.sections[1].items[1].number" },
  { "text-as-number", "\"title\": \"小さい制度の概要\"", "\"title\": 5", "$.documents[0].title" },
  { "list-as-object", "\"fees\": [", "\"fees\": {}, \"fee\": [", "$.fee" },
  { "kind", "\"kind\": \"yes_no_detail\"", "\"kind\": \"yes_or_no\"",
    "$.sections[1].items[0].prompts[0].kind" },
  { "verified", "\"verified\": \"document\"},\n    \"guideline",
    "\"verified\": \"sure\"},\n    \"guideline", "$.settings['term.years'].verified" },
  { "source-missing",
    "\"required\": \"always\", \"source\": \"概要 5\", \"verified\": \"document\"},\n            {",
    "\"required\": \"always\", \"verified\": \"document\"},\n            {",
    "$.sections[1].items[0].prompts[0].source" },
  { "double-item", "\"id\": \"tiny.003\", ", "\"id\": \"tiny.002\", ",
    "$.sections[1].items[2].id" },
  { "double-number", "\"number\": 3", "\"number\": 1", "$.sections[1].items[2].number" },
  { "double-field", "\"id\": \"A.tel\"", "\"id\": \"A.used\"", "$.sections[0].fields[3].id" },
  { "double-section", "\"id\": \"B.01\"", "\"id\": \"A.one\"", "$.sections[1].id" },
  { "double-column", "\"key\": \"address\"", "\"key\": \"name\"",
    "$.sections[0].fields[4].columns[1].key" },
  { "double-word",
    "\"開示なし\"], \"source\": \"概要 4\", \"verified\": \"document\"},\n    \"tentative\"",
    "\"開示なし\", \"　開示なし\"], \"source\": \"概要 4\", \"verified\": \"document\"},\n    "
    "\"tentative\"",
    "$.words.undisclosed.values" },
  { "yes-and-no", "\"いいえ\", \"No\"", "\"いいえ\", \"yes\"", "$.words.no" },
  { "words-missing", "\"tentative\": {\"values\": [\"予定\", \"検討中\"]",
    "\"tentative\": {\"values\": []", "$.words.tentative.values" },
  { "id-of-field", "\"id\": \"A.number\"", "\"id\": \"B.number\"", "$.sections[0].fields[1].id" },
  { "id-of-item", "\"id\": \"tiny.003\", ", "\"id\": \"small.003\", ",
    "$.sections[1].items[2].id" },
  { "id-of-prompt", "\"id\": \"tiny.003.1\"", "\"id\": \"tiny.009.1\"",
    "$.sections[1].items[2].prompts[0].id" },
  { "dangling-condition", "{\"is\": \"A.kind\"", "{\"is\": \"A.kin\"",
    "$.sections[0].fields[1].required.when.is" },
  { "dangling-nested-condition", "{\"set\": \"A.tel\"}", "{\"set\": \"A.fax\"}",
    "$.sections[0].fields[4].visible.all[1].not.set" },
  { "word-that-is-no-choice", "\"words\": [\"更新\"]", "\"words\": [\"変更\"]",
    "$.sections[0].fields[1].required.when.is" },
  { "condition-with-two-parts", "{\"yes\": \"A.used\"}",
    "{\"yes\": \"A.used\", \"no\": \"A.used\"}", "$.sections[0].fields[4].visible.all[0]" },
  { "condition-without-words", "\"words\": [\"更新\"]", "\"words\": []",
    "$.sections[0].fields[1].required.when.words" },
  { "dangling-copy", "\"copy_from\": \"tiny.001.2\"", "\"copy_from\": \"tiny.001.3\"",
    "$.sections[1].items[1].copy_from" },
  { "gate-elsewhere", "\"gate\": {\"prompt\": \"tiny.001.1\"",
    "\"gate\": {\"prompt\": \"tiny.002.1\"", "$.sections[1].items[0].gate.prompt" },
  { "gate-without-unit", "\"kind\": \"minimum\", \"unit\": \"ヶ月前\"", "\"kind\": \"minimum\"",
    "$.sections[1].items[1].gate.unit" },
  { "gate-without-minimum",
    "\"minimum\": {\"unit\": \"ヶ月前\", \"source\": \"概要 5\", \"reading\": \"以上と以下\"},", "",
    "$.sections[1].items[1].gate.kind" },
  { "dangling-field-of-rule", "\"field\": \"A.kind\"", "\"field\": \"A.kin\"", "$.rules[0].field" },
  { "dangling-param", "\"A.used\"], \"item\"", "\"A.use\"], \"item\"",
    "$.rules[0].params.prompts[1]" },
  { "dangling-item-param", "\"item\": \"tiny.002\"", "\"item\": \"tiny.009\"",
    "$.rules[0].params.item" },
  { "dangling-id-with-words", "A.kind=更新|新規", "A.kin=更新|新規", "$.rules[0].params.is[0]" },
  { "word-in-param-that-is-no-choice", "A.kind=更新|新規", "A.kind=更新|変更",
    "$.rules[0].params.is[0]" },
  { "dangling-id-behind-name", "新規&A.number", "新規&A.numb", "$.rules[0].params.classes[0]" },
  { "null-param", "\"limit\": 3", "\"limit\": null", "$.rules[0].params.limit" },
  { "mixed-param", "\"empty\": []", "\"empty\": [\"a\", 1]", "$.rules[0].params.empty[1]" },
  { "severity", "\"severity\": \"warn\"", "\"severity\": \"error\"", "$.rules[0].severity" },
  { "severity-of-variant", "\"severity\": \"human\"", "\"severity\": \"none\"",
    "$.rules[0].variants.soft.severity" },
  { "item-requires-nothing",
    "\"number\": 3, \"category\": \"告知\", \"name\": \"規模\", \"required\": false",
    "\"number\": 3, \"category\": \"告知\", \"name\": \"規模\", \"required\": true",
    "$.sections[1].items[2].required" },
  { "choice-without-options", "\"options\": [\"大\", \"中\", \"小\"], ", "",
    "$.sections[1].items[2].prompts[0].options" },
  { "number-without-units", "\"units\": [\"ヶ月前\"], ", "",
    "$.sections[1].items[1].prompts[0].units" },
  { "columns-of-no-table", "\"kind\": \"table\"", "\"kind\": \"text\"",
    "$.sections[0].fields[4].columns" },
  { "assumed-field-blocks", "\"blocking\": false", "\"blocking\": true",
    "$.sections[0].fields[3].blocking" },
  { "fields-and-items", "\"name\": \"体制\",", "\"name\": \"体制\", \"fields\": [],",
    "$.sections[1].items" },
  { "no-prompts",
    "\"prompts\": [{\"id\": \"tiny.003.1\", \"text\": \"規模\", \"kind\": \"choice\", \"options\": "
    "[\"大\", \"中\", \"小\"], \"required\": \"never\", \"verified\": \"unverified\"}]",
    "\"prompts\": []", "$.sections[1].items[2].prompts" },
  { "provisional-of-a-value", "{\"value\": 2,", "{\"value\": 2, \"provisional\": \"3\",",
    "$.settings['term.years'].provisional" },
  { "provisional-unread", "\"provisional\": \"day-before\"", "\"provisional\": \"day-after\"",
    "$.settings['term.last_day'].provisional" },
  { "fee-tax-as-text", "\"tax_yen\": 10", "\"tax_yen\": \"10\"", "$.fees[0].tax_yen" },
  { "fee-without-source", ", \"source\": \"概要 別表1\"}],", "}],", "$.fees[0].source" },
  { "fee-with-fraction", "\"net_yen\": 100", "\"net_yen\": 100.5", "$.fees[0].net_yen" },
  { "reading-without-source", "\"text\": \"前日まで\", \"source\": \"概要 8\"",
    "\"text\": \"前日まで\"", "$.settings['term.last_day'].readings[0].source" },
  { "reading-without-text", "\"text\": \"同日まで\", ", "",
    "$.settings['term.last_day'].readings[1].text" },
  { "rule-without-source", "\"source\": \"概要 4\", \"verified\": \"document\",\n      \"params\"",
    "\"verified\": \"unverified\",\n      \"params\"", "$.rules[0].source" },
  { "setting-value-of-no-sort", "{\"value\": 2,", "{\"value\": 2.5,",
    "$.settings['term.years'].value" },
  { "setting-without-verified",
    "{\"value\": 2, \"source\": \"概要 8\", \"verified\": \"document\"}",
    "{\"value\": 2, \"source\": \"概要 8\"}", "$.settings['term.years'].verified" },
  { "double-document", "\"date\": \"2020\"}]",
    "\"date\": \"2020\"}, {\"short\": \"概要\", \"title\": \"別\"}]", "$.documents[1].short" },
  { "double-ground", "\"number\": \"②\"", "\"number\": \"①\"", "$.grounds[1].number" },
  { "ground-without-source", "\"text\": \"法令違反\", \"source\": \"概要 11\",",
    "\"text\": \"法令違反\",", "$.grounds[1].source" },
  { "ground-unknown-key", "\"text\": \"法令違反\",", "\"text\": \"法令違反\", \"note\": \"x\",",
    "$.grounds[1].note" },
  { "dangling-unit-field", "\"field\": \"A.used\", \"source\"", "\"field\": \"A.uses\", \"source\"",
    "$.unit_conditions[0].field" },
  { "double-class", "\"name\": \"通信基盤\"", "\"name\": \"実行基盤\"", "$.classes[1].name" },
  { "class-without-work", "\"work\": \"OS\", ", "", "$.classes[0].work" },
  { "grounds-no-list", "\"grounds\": [", "\"grounds\": {}, \"ground\": [", "$.grounds" },
  { "double-rule", "\"rules\": [",
    "\"rules\": [{\"id\": \"D1\", \"kind\": \"required\", \"severity\": \"warn\", \"message\": "
    "\"m\", \"source\": \"s\", \"verified\": \"unverified\"},",
    "$.rules[1].id" },
  { "unset-but-verified", "\"provisional\": \"day-before\",",
    "\"provisional\": \"day-before\", \"verified\": \"document\",",
    "$.settings['term.last_day'].verified" },
};

static char *
write_pack (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("kaiji-pack-XXXXXX.json", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return path;
}

static char *
read_good (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scheme", "small.json", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_problem (const char *file, KaijiSchemeError code, const char *path)
{
  g_autoptr (GPtrArray) problems = kaiji_scheme_lint (file);
  g_autoptr (KaijiScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;
  const KaijiSchemeProblem *problem = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const KaijiSchemeProblem *each = g_ptr_array_index (problems, i);
      g_autofree char *text = kaiji_scheme_problem_to_string (each);

      g_test_message ("%s", text);
      g_assert_cmpstr (each->file, ==, file);
      g_assert_true (strstr (text, each->path) != NULL && strstr (text, each->message) != NULL);
      if (g_str_equal (each->path, path))
        problem = each;
    }
  g_assert_nonnull (problem);
  g_assert_cmpint (problem->code, ==, code);
  g_assert_cmpuint (strlen (problem->message), >, 0);
  scheme = kaiji_scheme_load_file (file, &error);
  g_assert_null (scheme);
  g_assert_true (error->domain == KAIJI_SCHEME_ERROR);
  g_assert_nonnull (strstr (error->message, file));
}

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autofree char *good = read_good ();
  const char *at = strstr (good, damage->from);
  g_autoptr (GString) bad = NULL;
  g_autofree char *path = NULL;

  g_assert_nonnull (at);
  bad = g_string_new_len (good, at - good);
  g_string_append (bad, damage->to);
  g_string_append (bad, at + strlen (damage->from));
  path = write_pack (bad->str, (gssize) bad->len);
  assert_problem (path, KAIJI_SCHEME_ERROR_INVALID, damage->path);
  g_unlink (path);
}

static void
test_not_json (void)
{
  static const struct
  {
    const char *text;
    gssize length;
  } rows[] = {
    { "", 0 },
    { "   \n", -1 },
    { "{\"format\": 1,", -1 },
    { "{\"format\": 1}}", -1 },
    { "{'format': 1}", -1 },
    { "{\"format\": 1 /* one */}", -1 },
    { "{\"format\": 1}\n# end", -1 },
    { "PK\003\004", 4 },
    { "{\"name\": \"\xff\xfe\"}", -1 },
    { "{\"a\0b\": 1}", 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = write_pack (rows[i].text, rows[i].length);

      assert_problem (path, KAIJI_SCHEME_ERROR_PARSE, "$");
      g_unlink (path);
    }
}

static void
test_not_a_pack (void)
{
  g_autofree char *list = write_pack ("[1, 2]", -1);
  g_autofree char *other = write_pack ("{\"hello\": \"world\"}", -1);

  assert_problem (list, KAIJI_SCHEME_ERROR_INVALID, "$");
  assert_problem (other, KAIJI_SCHEME_ERROR_INVALID, "$.format");
  g_unlink (list);
  g_unlink (other);
}

static void
test_line (void)
{
  static const char *const texts[] = { "{\n\"format\": 1,\n\"id\" \"x\"\n}\n", "{\n\n'a': 1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = write_pack (texts[i], -1);
      g_autoptr (GPtrArray) problems = kaiji_scheme_lint (path);
      const KaijiSchemeProblem *problem = g_ptr_array_index (problems, 0);

      g_test_message ("%s", problem->message);
      g_assert_nonnull (strchr (problem->message, '3'));
      g_unlink (path);
    }
}

/* A parser that recurses must not be led to the end of its stack. */
static void
test_deep (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *path = write_pack (deep, -1);

  assert_problem (path, KAIJI_SCHEME_ERROR_PARSE, "$");
  g_unlink (path);
}

static void
test_missing_file (void)
{
  assert_problem ("/nowhere/pack.json", KAIJI_SCHEME_ERROR_PARSE, "$");
}

/* One run tells all problems. */
static void
test_many (void)
{
  g_autofree char *good = read_good ();
  g_autoptr (GString) bad = g_string_new (good);
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *path = NULL;

  g_string_replace (bad, "\"net_yen\": 100", "\"net_yen\": \"100\"", 1);
  g_string_replace (bad, "\"severity\": \"warn\"", "\"severity\": \"error\"", 1);
  g_string_replace (bad, "\"copy_from\": \"tiny.001.2\"", "\"copy_from\": \"tiny.9\"", 1);
  path = write_pack (bad->str, (gssize) bad->len);
  problems = kaiji_scheme_lint (path);
  g_assert_cmpuint (problems->len, ==, 3);
  g_unlink (path);
}

static void
test_good (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scheme", "small.json", NULL);
  g_autoptr (GPtrArray) problems = kaiji_scheme_lint (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;
  g_autoptr (GVariant) prompts = NULL;
  g_autoptr (GVariant) nested = NULL;
  g_autoptr (GVariant) empty = NULL;
  g_autofree const char **ids = NULL;
  KaijiPrompt *prompt;
  KaijiRule *rule;
  KaijiRule *variant;
  const char *item;
  gboolean strict;
  double number;

  g_assert_cmpuint (problems->len, ==, 0);
  scheme = kaiji_scheme_load_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kaiji_scheme_get_rules (scheme)->len, ==, 1);
  rule = kaiji_scheme_lookup_rule (scheme, "D1");
  g_assert_cmpstr (rule->kind, ==, "japanese");
  g_assert_cmpint (rule->severity, ==, KAIJI_SEVERITY_WARN);
  g_assert_cmpstr (rule->field, ==, "A.kind");
  g_assert_cmpstr (rule->advice, ==, "直してください。");
  g_assert_true (g_variant_is_of_type (rule->params, G_VARIANT_TYPE_VARDICT));
  g_assert_true (g_variant_lookup (rule->params, "item", "&s", &item));
  g_assert_cmpstr (item, ==, "tiny.002");
  g_assert_true (g_variant_lookup (rule->params, "limit", "d", &number));
  g_assert_cmpfloat (number, ==, 3.0);
  g_assert_true (g_variant_lookup (rule->params, "share", "d", &number));
  g_assert_cmpfloat (number, ==, 0.5);
  g_assert_true (g_variant_lookup (rule->params, "strict", "b", &strict));
  g_assert_true (strict);
  prompts = g_variant_lookup_value (rule->params, "prompts", G_VARIANT_TYPE_STRING_ARRAY);
  ids = g_variant_get_strv (prompts, NULL);
  g_assert_cmpstr (ids[1], ==, "A.used");
  empty = g_variant_lookup_value (rule->params, "empty", G_VARIANT_TYPE_STRING_ARRAY);
  g_assert_cmpuint (g_variant_n_children (empty), ==, 0);
  nested = g_variant_lookup_value (rule->params, "nested", G_VARIANT_TYPE_VARDICT);
  g_assert_nonnull (nested);

  variant = g_hash_table_lookup (rule->variants, "soft");
  g_assert_cmpint (variant->severity, ==, KAIJI_SEVERITY_HUMAN);
  g_assert_cmpstr (variant->message, ==, "確かめてください。");
  g_assert_cmpstr (variant->advice, ==, rule->advice);
  g_assert_cmpstr (variant->source, ==, "概要 4");
  g_assert_true (g_variant_lookup (variant->params, "limit", "d", &number));
  g_assert_cmpfloat (number, ==, 4.0);
  variant = g_hash_table_lookup (rule->variants, "same");
  g_assert_true (variant->params == rule->params);

  prompt = kaiji_scheme_lookup_prompt (scheme, "A.agents");
  g_assert_cmpint (prompt->visible->op, ==, KAIJI_CONDITION_ALL);
  prompt = kaiji_scheme_lookup_prompt (scheme, "A.tel");
  g_assert_false (prompt->blocking);
  prompt = kaiji_scheme_lookup_prompt (scheme, "A.number");
  g_assert_true (prompt->blocking);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme/lint/good", test_good);
  g_test_add_func ("/scheme/lint/not-json", test_not_json);
  g_test_add_func ("/scheme/lint/not-a-pack", test_not_a_pack);
  g_test_add_func ("/scheme/lint/line", test_line);
  g_test_add_func ("/scheme/lint/deep", test_deep);
  g_test_add_func ("/scheme/lint/missing-file", test_missing_file);
  g_test_add_func ("/scheme/lint/many", test_many);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strconcat ("/scheme/lint/damage/", damages[i].name, NULL);

      g_test_add_data_func (name, &damages[i], test_damage);
    }
  return g_test_run ();
}
