/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions: of prompts, as trees; of rules, as parameters. */
#include "fixture.h"

#include <locale.h>

#include "rules/evaluator.h"

static gboolean
holds (Fixture *fixture, KaijiCondition *condition)
{
  return kaiji_condition_holds (condition, fixture->scheme, fixture_get_source (fixture));
}

static void
test_leaves (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  char *words[] = { (char *) "新規", (char *) "更新", NULL };
  KaijiCondition is = { KAIJI_CONDITION_IS, "A.kind", words, NULL };
  KaijiCondition yes = { KAIJI_CONDITION_YES, "A.revoked", NULL, NULL };
  KaijiCondition no = { KAIJI_CONDITION_NO, "A.revoked", NULL, NULL };
  KaijiCondition set = { KAIJI_CONDITION_SET, "A.revoked", NULL, NULL };

  g_assert_true (holds (fixture, NULL));
  g_assert_false (holds (fixture, &is));
  fixture_step (fixture, "A.kind= 更新　");
  g_assert_true (holds (fixture, &is));
  fixture_step (fixture, "A.kind=更新など");
  g_assert_false (holds (fixture, &is));

  g_assert_false (holds (fixture, &yes));
  g_assert_false (holds (fixture, &no));
  g_assert_false (holds (fixture, &set));
  fixture_step (fixture, "A.revoked=有り");
  g_assert_true (holds (fixture, &yes));
  g_assert_false (holds (fixture, &no));
  fixture_step (fixture, "A.revoked=無し");
  g_assert_true (holds (fixture, &no));
  g_assert_true (holds (fixture, &set));
  fixture_step (fixture, "A.revoked=　");
  g_assert_false (holds (fixture, &set));
}

static void
test_trees (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  KaijiCondition a = { KAIJI_CONDITION_YES, "A.revoked", NULL, NULL };
  KaijiCondition b = { KAIJI_CONDITION_YES, "A.agents_used", NULL, NULL };
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  KaijiCondition all = { KAIJI_CONDITION_ALL, NULL, NULL, children };
  KaijiCondition any = { KAIJI_CONDITION_ANY, NULL, NULL, children };
  KaijiCondition none = { KAIJI_CONDITION_NOT, NULL, NULL, children };

  g_assert_true (holds (fixture, &all));
  g_assert_false (holds (fixture, &any));
  g_ptr_array_add (children, &a);
  g_ptr_array_add (children, &b);
  g_assert_false (holds (fixture, &all));
  g_assert_false (holds (fixture, &any));
  g_assert_true (holds (fixture, &none));
  fixture_step (fixture, "A.agents_used=有り");
  g_assert_false (holds (fixture, &all));
  g_assert_true (holds (fixture, &any));
  g_assert_false (holds (fixture, &none));
  fixture_step (fixture, "A.revoked=有り");
  g_assert_true (holds (fixture, &all));
}

static void
test_set (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  KaijiCaseSource *source = fixture_get_source (fixture);

  fixture_step (fixture, "A.existence_doc=登記簿");
  g_assert_false (kaiji_answer_is_set (fixture->scheme, source, "A.existence_doc"));
  fixture_step (fixture, "cite A.existence_doc E1");
  g_assert_false (kaiji_answer_is_set (fixture->scheme, source, "A.existence_doc"));
  fixture_step (fixture, "evidence E1 registry");
  g_assert_true (kaiji_answer_is_set (fixture->scheme, source, "A.existence_doc"));
  fixture_step (fixture, "uncite A.existence_doc");
  fixture_step (fixture, "cite A.existence_doc E1 lost");
  g_assert_false (kaiji_answer_is_set (fixture->scheme, source, "A.existence_doc"));

  fixture_step (fixture, "A.agents=[]");
  g_assert_false (kaiji_answer_is_set (fixture->scheme, source, "A.agents"));
  fixture_step (fixture, "A.agents=[{}]");
  g_assert_true (kaiji_answer_is_set (fixture->scheme, source, "A.agents"));
}

/* Every sort of parameter becomes words. */
static void
test_params (void)
{
  KaijiRule rule = { .id = "X1/part", .kind = "condition", .message = "m", .source = "s" };
  const char *const list[] = { "a", "b", NULL };
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  KaijiRow *row;

  g_variant_dict_insert (&dict, "text", "s", "word");
  g_variant_dict_insert (&dict, "flag", "b", TRUE);
  g_variant_dict_insert (&dict, "off", "b", FALSE);
  g_variant_dict_insert (&dict, "real", "d", 20.0);
  g_variant_dict_insert (&dict, "whole", "x", (gint64) 7);
  g_variant_dict_insert (&dict, "list", "^as", list);
  g_variant_dict_insert_value (&dict, "boxed", g_variant_new_parsed ("[<'c'>, <'d'>]"));
  rule.params = g_variant_ref_sink (g_variant_dict_end (&dict));
  row = kaiji_row_new (&rule);
  g_assert_cmpstr (kaiji_row_get_word (row, "text"), ==, "word");
  g_assert_true (kaiji_row_get_flag (row, "flag"));
  g_assert_false (kaiji_row_get_flag (row, "off"));
  g_assert_false (kaiji_row_get_flag (row, "absent"));
  g_assert_cmpint (kaiji_row_get_int (row, "real", 1), ==, 20);
  g_assert_cmpint (kaiji_row_get_int (row, "whole", 1), ==, 7);
  g_assert_cmpint (kaiji_row_get_int (row, "absent", 5), ==, 5);
  g_assert_true (kaiji_row_has_word (row, "list", "b"));
  g_assert_true (kaiji_row_has_word (row, "boxed", "d"));
  g_assert_cmpstr (kaiji_row_get_word (row, "absent"), ==, "");
  kaiji_row_free (row);
  g_variant_unref (rule.params);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/conditions/leaves", test_leaves);
  g_test_add_func ("/rules/conditions/trees", test_trees);
  g_test_add_func ("/rules/conditions/set", test_set);
  g_test_add_func ("/rules/conditions/params", test_params);
  return g_test_run ();
}
