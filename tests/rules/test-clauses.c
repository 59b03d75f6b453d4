/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each clause: when it speaks and when it is silent, from a case that may be handed in.
 *
 * What is checked of each finding besides: its texts are there, every placeholder is filled, the
 * source is named. At the end every text of the pack must have been seen at least once.
 */
#include "clause-rows.h"
#include "fixture.h"

#include <locale.h>
#include <string.h>

static GHashTable *seen; /* messages */

static void
check_texts (Fixture *fixture)
{
  GPtrArray *findings = kaiji_checker_get_findings (fixture->checker);

  for (guint i = 0; i < findings->len; i++)
    {
      KaijiFinding *finding = g_ptr_array_index (findings, i);
      const char *const texts[] = { kaiji_finding_get_message (finding),
                                    kaiji_finding_get_advice (finding) };

      for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
        {
          g_assert_cmpstr (texts[t], !=, "");
          g_assert_null (strchr (texts[t], '{'));
          g_assert_true (g_str_has_suffix (texts[t], "。"));
          g_assert_null (strstr (texts[t], "「」"));
        }
      g_assert_cmpstr (kaiji_finding_get_source (finding), !=, "");
      g_assert_null (strchr (kaiji_finding_get_rule (finding), '/'));
      g_hash_table_add (seen, g_strdup (kaiji_finding_get_message (finding)));
    }
}

static void
test_row (gconstpointer data)
{
  const ClauseRow *row = data;
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  g_autoptr (KaijiChecker) fresh = NULL;
  g_autofree char *followed = NULL, *anew = NULL;
  KaijiFinding *finding;

  for (gsize i = 0; i < CLAUSE_MAX_STEPS && row->steps[i]; i++)
    fixture_step (fixture, row->steps[i]);
  finding = fixture_find (fixture, row->rule, row->id);
  if (row->severity)
    {
      g_assert_nonnull (finding);
      g_assert_cmpstr (kaiji_severity_to_string (kaiji_finding_get_severity (finding)), ==,
                       row->severity);
    }
  else
    g_assert_null (finding);
  if (row->says && !strstr (kaiji_finding_get_message (finding), row->says))
    g_error ("%s: %s", row->says, kaiji_finding_get_message (finding));
  check_texts (fixture);

  fresh = kaiji_checker_new (fixture->scheme, fixture_get_source (fixture),
                             kaiji_checker_get_today (fixture->checker));
  followed = fixture_describe (fixture->checker);
  anew = fixture_describe (fresh);
  g_assert_cmpstr (followed, ==, anew);
}

static gboolean
was_seen (const char *template)
{
  GHashTableIter iter;
  gpointer message;
  g_auto (GStrv) parts = g_regex_split_simple ("\\{[a-z]+\\}", template, 0, 0);

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &message, NULL))
    {
      gboolean all = TRUE;
      for (char **part = parts; *part; part++)
        all = all && strstr (message, *part);
      if (all)
        return TRUE;
    }
  return FALSE;
}

/* Texts that no answer to the committed pack can bring up: the pack states no minimum and no
 * number of digits but that of the corporate number, other rules ask for its evidence (see
 * test-variants.c), and no office has chosen a reading (see test-choices.c); two rules always speak through a variant or not at all. */
static gboolean
is_out_of_reach (const char *rule, const char *variant)
{
  static const char *const names[] = { "R2/under",
                                       "R2/equal",
                                       "R2/equal-fail",
                                       "R2/unread",
                                       "E5/boundary-fail",
                                       "R4/digits",
                                       "R4/characters",
                                       "D3/evidence",
                                       "D3/evidence-warn",
                                       "R4",
                                       "F1",
                                       "K4" };
  g_autofree char *name = variant ? g_strconcat (rule, "/", variant, NULL) : g_strdup (rule);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  return FALSE;
}

static void
test_all_seen (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  GPtrArray *rules = kaiji_scheme_get_rules (fixture->scheme);

  for (guint i = 0; i < rules->len; i++)
    {
      KaijiRule *rule = g_ptr_array_index (rules, i);
      GHashTableIter iter;
      gpointer name, variant;

      g_assert_true (kaiji_checker_knows_kind (rule->kind));
      /* Those have a test of their own. */
      if (kaiji_checker_looks_at_evidence (rule->kind))
        continue;
      if (!is_out_of_reach (rule->id, NULL) && !was_seen (rule->message))
        g_error ("%s was never seen", rule->id);
      if (!rule->variants)
        continue;
      g_hash_table_iter_init (&iter, rule->variants);
      while (g_hash_table_iter_next (&iter, &name, &variant))
        if (!is_out_of_reach (rule->id, name) && !was_seen (((KaijiRule *) variant)->message))
          g_error ("%s/%s was never seen", rule->id, (char *) name);
    }
}

static void
test_ready (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  const KaijiProgress *progress = kaiji_checker_get_progress (fixture->checker);

  if (!kaiji_checker_is_ready (fixture->checker))
    {
      g_autofree char *text = fixture_describe (fixture->checker);
      g_error ("%s", text);
    }
  g_assert_cmpuint (progress->block, ==, 0);
  g_assert_cmpuint (progress->warn, ==, 0);
  g_assert_cmpuint (progress->human, ==, 2); /* E0, and R2 for the minimum */
  g_assert_cmpuint (progress->required_answered, ==, progress->required_total);
  g_assert_cmpuint (progress->gate_met, ==, progress->gate_total);
  g_assert_cmpuint (progress->evidence_done, ==, progress->evidence_total);
}

/* Each required answer that is taken away leaves one blocking finding, and that one on it. */
static void
test_one_missing (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  GPtrArray *prompts = kaiji_scheme_get_prompts (fixture->scheme);

  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (prompts, i);
      g_autofree char *text = NULL;

      if (prompt->required != KAIJI_REQUIRED_ALWAYS || !prompt->blocking)
        continue;
      text = g_strdup (kaiji_case_source_get_answer (fixture_get_source (fixture), prompt->id));
      fixture_set (fixture, prompt->id, "");
      g_assert_cmpuint (kaiji_checker_get_progress (fixture->checker)->block, ==, 1);
      g_assert_nonnull (fixture_find (fixture, "D3", prompt->id));
      fixture_set (fixture, prompt->id, text);
      g_assert_true (kaiji_checker_is_ready (fixture->checker));
    }
}

int
main (int argc, char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_test_add_func ("/rules/ready", test_ready);
  g_test_add_func ("/rules/one-missing", test_one_missing);
  for (gsize i = 0; i < n_clause_rows; i++)
    {
      g_autofree char *path = g_strconcat ("/rules/clauses/", clause_rows[i].name, NULL);
      g_test_add_data_func (path, &clause_rows[i], test_row);
    }
  g_test_add_func ("/rules/texts/all-seen", test_all_seen);
  status = g_test_run ();
  g_hash_table_unref (seen);
  return status;
}
