/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker: counts, order, what an update looks at, the fee. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

static void
test_empty (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const KaijiProgress *progress = kaiji_checker_get_progress (fixture->checker);

  g_assert_cmpuint (progress->required_total, ==, 81);
  g_assert_cmpuint (progress->optional_total, ==, 29);
  g_assert_cmpuint (progress->gate_total, ==, 23);
  g_assert_cmpuint (progress->required_answered, ==, 0);
  g_assert_cmpuint (progress->optional_answered, ==, 0);
  g_assert_cmpuint (progress->gate_met, ==, 0);
  g_assert_cmpuint (progress->evidence_total, ==, 0);
  g_assert_cmpuint (progress->block, >, 107);
  g_assert_false (kaiji_checker_is_ready (fixture->checker));
}

static void
test_progress (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const KaijiProgress *progress = kaiji_checker_get_progress (fixture->checker);

  fixture_step (fixture, "iryo.034.1=内容");
  g_assert_cmpuint (progress->required_answered, ==, 0);
  g_assert_cmpuint (progress->evidence_total, ==, 1);
  fixture_step (fixture, "iryo.034.2=無し");
  g_assert_cmpuint (progress->required_answered, ==, 1);
  g_assert_cmpuint (progress->evidence_total, ==, 1);
  fixture_step (fixture, "evidence E1 document");
  fixture_step (fixture, "cite iryo.034 E1");
  g_assert_cmpuint (progress->evidence_done, ==, 1);
  fixture_step (fixture, "drop E1");
  g_assert_cmpuint (progress->evidence_done, ==, 0);
  fixture_step (fixture, "iryo.022.1=実施なし");
  g_assert_cmpuint (progress->gate_met, ==, 0);
  g_assert_cmpuint (progress->required_answered, ==, 2);
  fixture_step (fixture, "iryo.022.1=有り 責任者");
  g_assert_cmpuint (progress->gate_met, ==, 1);
  fixture_step (fixture, "iryo.007.1=5名");
  g_assert_cmpuint (progress->optional_answered, ==, 1);
  fixture_step (fixture, "iryo.006.1=例示 一郎");
  g_assert_cmpuint (progress->required_answered, ==, 3);
}

static void
test_sections (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  GPtrArray *sections = kaiji_scheme_get_sections (fixture->scheme);
  const KaijiProgress *total = kaiji_checker_get_progress (fixture->checker);
  guint required = 0, gate = 0, human = 0, fields = 0;

  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);
      KaijiProgress progress = kaiji_checker_get_section_progress (fixture->checker, section);

      g_assert_cmpuint (progress.required_answered, ==, progress.required_total);
      human += progress.human;
      if (section->form_a)
        fields += progress.required_total;
      else
        {
          required += progress.required_total;
          gate += progress.gate_total;
        }
    }
  g_assert_cmpuint (required, ==, total->required_total);
  g_assert_cmpuint (gate, ==, total->gate_total);
  g_assert_cmpuint (human, ==, total->human);
  g_assert_cmpuint (fields, >, 20);
}

static void
test_order (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  GPtrArray *findings;
  guint last = 0;
  KaijiSeverity severity = KAIJI_SEVERITY_BLOCK;

  fixture_step (fixture, "iryo.008.1=多数");
  fixture_step (fixture, "iryo.022.1=検討中");
  fixture_step (fixture, "iryo.022.1.outsourced=有り");
  findings = kaiji_checker_get_findings (fixture->checker);
  g_assert_cmpuint (findings->len, >, 100);
  for (guint i = 0; i < findings->len; i++)
    {
      KaijiFinding *finding = g_ptr_array_index (findings, i);
      KaijiPrompt *prompt =
          kaiji_scheme_lookup_prompt (fixture->scheme, kaiji_finding_get_id (finding));

      g_assert_nonnull (prompt);
      g_assert_cmpuint (prompt->index, >=, last);
      if (prompt->index == last)
        g_assert_cmpuint (kaiji_finding_get_severity (finding), >=, severity);
      last = prompt->index;
      severity = kaiji_finding_get_severity (finding);
    }
  g_assert_cmpuint (kaiji_checker_get_findings_for (fixture->checker, "iryo.022.1")->len, ==, 3);
  g_assert_null (kaiji_checker_get_findings_for (fixture->checker, "iryo.007.1"));
  g_assert_null (kaiji_checker_get_findings_for (fixture->checker, "no.such.id"));
}

static void
test_update (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  KaijiChecker *checker = fixture->checker;

  fixture_step (fixture, "iryo.005.1=別の内容");
  g_assert_cmpuint (kaiji_checker_get_evaluated (checker), ==, 1);
  fixture_step (fixture, "iryo.005.1.outsourced=有り");
  g_assert_cmpuint (kaiji_checker_get_evaluated (checker), ==, 1);
  g_assert_nonnull (fixture_find (fixture, "D6", "iryo.005.1"));
  fixture_step (fixture, "iryo.005.1.withhold=有り");
  g_assert_cmpuint (kaiji_checker_get_evaluated (checker), ==, 0);
  fixture_step (fixture, "cite iryo.039 E1");
  g_assert_cmpuint (kaiji_checker_get_evaluated (checker), ==, 3);
  fixture_step (fixture, "A.application_date=2026-04-02");
  g_assert_cmpuint (kaiji_checker_get_evaluated (checker), ==, 4);
  g_assert_false (kaiji_checker_update (checker, KAIJI_EDIT_ANSWER, "iryo.005.1", "iryo.005.1"));
  g_assert_false (kaiji_checker_update (checker, KAIJI_EDIT_ANSWER, "no.such.id", "no.such.id"));
  g_assert_false (kaiji_checker_update (checker, KAIJI_EDIT_EVIDENCE, "E99", ""));
  kaiji_checker_run (checker);
  g_assert_cmpuint (kaiji_checker_get_evaluated (checker), ==,
                    kaiji_scheme_get_prompts (fixture->scheme)->len);
}

/* A finding that stays is the same object, so that lists need not be made anew. */
static void
test_identity (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (KaijiFinding) before = NULL;

  fixture_step (fixture, "iryo.005.1=内容");
  before = g_object_ref (fixture_find (fixture, "D4", "iryo.005.1"));
  fixture_step (fixture, "iryo.005.1=内容を直した");
  g_assert_true (fixture_find (fixture, "D4", "iryo.005.1") == before);
  kaiji_checker_run (fixture->checker);
  g_assert_true (fixture_find (fixture, "D4", "iryo.005.1") == before);
  fixture_step (fixture, "iryo.005.1=English only");
  g_assert_nonnull (fixture_find (fixture, "D1", "iryo.005.1"));
  g_assert_true (fixture_find (fixture, "D4", "iryo.005.1") == before);
}

static void
test_state (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  KaijiPrompt *number = kaiji_scheme_lookup_prompt (fixture->scheme, "A.current_number");
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (fixture->scheme, "iryo.080.1");

  g_assert_false (kaiji_checker_is_visible (fixture->checker, number));
  g_assert_false (kaiji_checker_is_required (fixture->checker, number));
  fixture_step (fixture, "A.kind=更新");
  g_assert_true (kaiji_checker_is_visible (fixture->checker, number));
  g_assert_true (kaiji_checker_is_required (fixture->checker, number));
  g_assert_false (kaiji_checker_is_evidence_waived (fixture->checker, prompt));
  fixture_step (fixture, "iryo.080.1=該当なし");
  g_assert_true (kaiji_checker_is_evidence_waived (fixture->checker, prompt));
}

static void
test_fee (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_null (kaiji_checker_get_fee (fixture->checker));
  fixture_step (fixture, "A.kind=新規");
  g_assert_cmpint (kaiji_checker_get_fee (fixture->checker)->net_yen, ==, 190000);
  fixture_step (fixture, "A.held_asp_saas_number=0208-1608");
  g_assert_cmpint (kaiji_checker_get_fee (fixture->checker)->net_yen, ==, 95000);
  g_assert_cmpstr (kaiji_checker_get_fee (fixture->checker)->id, ==, "new-reduced");
  fixture_step (fixture, "A.kind=更新");
  g_assert_cmpstr (kaiji_checker_get_fee (fixture->checker)->id, ==, "renewal");
}

static void
test_today (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();

  fixture_step (fixture, "A.application_date=");
  fixture_step (fixture, "today 2020-03-31");
  g_assert_cmpint (kaiji_checker_get_today (fixture->checker).year, ==, 2020);
  g_assert_nonnull (fixture_find (fixture, "E1", "A.service_started_on"));
  fixture_step (fixture, "today 2020-04-01");
  g_assert_null (fixture_find (fixture, "E1", "A.service_started_on"));
}

static void
test_newer (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  KaijiFinding *finding;

  g_assert_null (fixture_find (fixture, "K4", "A.application_date"));
  kaiji_checker_set_newer_revision (fixture->checker, "2031-04-01");
  finding = fixture_find (fixture, "K4", "A.application_date");
  g_assert_nonnull (finding);
  g_assert_cmpint (kaiji_finding_get_severity (finding), ==, KAIJI_SEVERITY_HUMAN);
  g_assert_nonnull (strstr (kaiji_finding_get_message (finding), "2022-04-01"));
  g_assert_nonnull (strstr (kaiji_finding_get_message (finding), "2031-04-01"));
  g_assert_true (kaiji_checker_is_ready (fixture->checker));
  kaiji_checker_set_newer_revision (fixture->checker, "");
  g_assert_null (fixture_find (fixture, "K4", "A.application_date"));
}

/* What the text of evidence is like, told beside the case. */
static void
test_japanese (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  g_autoptr (KaijiEvidence) evidence = NULL;
  const char *sha256;

  fixture_step (fixture, "evidence E3 document");
  evidence =
      g_object_ref (kaiji_case_source_lookup_evidence (KAIJI_CASE_SOURCE (fixture->kase), "E3"));
  sha256 = kaiji_evidence_get_info (evidence)->sha256;
  g_assert_null (fixture_find (fixture, "D12", "@E3"));
  g_assert_false (kaiji_checker_set_japanese (fixture->checker, "of another", KAIJI_JAPANESE_NONE));
  g_assert_true (kaiji_checker_set_japanese (fixture->checker, sha256, KAIJI_JAPANESE_NONE));
  g_assert_nonnull (fixture_find (fixture, "D12", "@E3"));
  g_assert_true (kaiji_checker_set_japanese (fixture->checker, sha256, KAIJI_JAPANESE_SOME));
  g_assert_null (fixture_find (fixture, "D12", "@E3"));
  g_assert_true (kaiji_checker_set_japanese (fixture->checker, sha256, KAIJI_JAPANESE_NONE));
  fixture_step (fixture, "evidence E3 document japanese");
  g_assert_null (fixture_find (fixture, "D12", "@E3"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/checker/empty", test_empty);
  g_test_add_func ("/rules/checker/progress", test_progress);
  g_test_add_func ("/rules/checker/sections", test_sections);
  g_test_add_func ("/rules/checker/order", test_order);
  g_test_add_func ("/rules/checker/update", test_update);
  g_test_add_func ("/rules/checker/identity", test_identity);
  g_test_add_func ("/rules/checker/state", test_state);
  g_test_add_func ("/rules/checker/fee", test_fee);
  g_test_add_func ("/rules/checker/today", test_today);
  g_test_add_func ("/rules/checker/newer", test_newer);
  g_test_add_func ("/rules/checker/japanese", test_japanese);
  return g_test_run ();
}
