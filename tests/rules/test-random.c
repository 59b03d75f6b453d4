/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits: following each change gives what a full check gives; and what both cost. */
#include "fixture.h"

#include <locale.h>

#define EDITS 1500
#define FULL_EVERY 5

static const char *const texts[] = {
  "",         "有り",       "無し",       "有り 詳細",     "実施なし", "開示なし",   "検討中",
  "無し(他)", "新規",       "更新",       "2026-04-01",    "法人",     "個人事業主", "外国法人",
  "写し",     "登記簿謄本", "12ヶ月前",   "2025年4月1日",  "English",  "[{}]",       "OEM販売",
  "内容",     "多数",       "写真付証明", "7000012050002", "等",       "2027-01-01", "[]",
};

static const char *const kinds[] = {
  "document",
  "web",
  "web url=https://a.example/ on=2026-01-01",
  "registry",
  "identity",
  "contractor",
  "contractor signed=部長",
  "contractor url=https://a.example/ until=2026-03-01",
  "translation original=E1",
  "translation original=E2",
  "identity masked foreign",
  "document foreign encrypted file=髙.pdf until=2026-12-31",
  "translation",
};

static char *
random_step (Fixture *fixture, GRand *random)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (fixture->scheme);
  KaijiPrompt *prompt = prompts->pdata[g_rand_int_range (random, 0, (gint32) prompts->len)];
  int evidence = g_rand_int_range (random, 1, 5);

  switch (g_rand_int_range (random, 0, 12))
    {
    case 0:
      return g_strdup_printf ("cite %s E%d", prompt->item->id, evidence);
    case 1:
      return g_strdup_printf ("cite %s E%d %s", prompt->id, evidence,
                              g_rand_boolean (random) ? "lost"
                                                      : "moved The quoted words are foreign");
    case 2:
      return g_strdup_printf ("uncite %s", g_rand_boolean (random) ? prompt->id : prompt->item->id);
    case 3:
      return g_strdup_printf ("evidence E%d %s", evidence,
                              kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))]);
    case 4:
      return g_strdup_printf ("drop E%d", evidence);
    case 5:
      return g_strdup_printf ("%s.outsourced=有り", prompt->id);
    case 6:
    case 7:
    case 8:
      prompt = prompts->pdata[g_rand_int_range (random, 0, 75)];
      return g_strdup_printf ("%s=%s", prompt->id,
                              texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))]);
    default:
      return g_strdup_printf ("%s=%s", prompt->id,
                              texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))]);
    }
}

static void
test_same (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  g_autoptr (GRand) random = g_rand_new_with_seed (20220401);

  for (int i = 0; i < EDITS; i++)
    {
      g_autofree char *step = random_step (fixture, random);
      g_autofree char *followed = NULL, *anew = NULL;
      g_autoptr (KaijiChecker) fresh = NULL;

      fixture_step (fixture, step);
      if (i % FULL_EVERY != 0)
        continue;
      fresh = kaiji_checker_new (fixture->scheme, fixture_get_source (fixture),
                                 kaiji_checker_get_today (fixture->checker));
      followed = fixture_describe (fixture->checker);
      anew = fixture_describe (fresh);
      if (!g_str_equal (followed, anew))
        g_error ("after edit %d, %s:\n%s\nbut anew:\n%s", i, step, followed, anew);
      for (guint s = 0; s < kaiji_scheme_get_sections (fixture->scheme)->len; s++)
        {
          KaijiSection *section = kaiji_scheme_get_sections (fixture->scheme)->pdata[s];
          KaijiProgress a = kaiji_checker_get_section_progress (fixture->checker, section);
          KaijiProgress b = kaiji_checker_get_section_progress (fresh, section);
          g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
        }
    }
}

/* Says truly whether something changed. */
static void
test_changed (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 300; i++)
    {
      GPtrArray *prompts = kaiji_scheme_get_prompts (fixture->scheme);
      KaijiPrompt *prompt = prompts->pdata[g_rand_int_range (random, 0, (gint32) prompts->len)];
      const char *text = texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))];
      g_autofree char *before = fixture_describe (fixture->checker);
      g_autofree char *after = NULL;
      g_autoptr (KaijiEdit) edit = kaiji_edit_new_answer (prompt->id, NULL, text);
      gboolean changed;

      g_signal_handler_block (fixture->kase, fixture->handler);
      g_assert_true (kaiji_case_apply (fixture->kase, edit, NULL));
      g_signal_handler_unblock (fixture->kase, fixture->handler);
      changed = kaiji_checker_update (fixture->checker, KAIJI_EDIT_ANSWER, prompt->id, prompt->id);
      after = fixture_describe (fixture->checker);
      if (!changed)
        g_assert_cmpstr (before, ==, after);
    }
}

static gint64
time_full (Fixture *fixture, int rounds)
{
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < rounds; i++)
    {
      kaiji_checker_run (fixture->checker);
      kaiji_checker_get_findings (fixture->checker);
    }
  return g_get_monotonic_time () - start;
}

static gint64
time_edits (Fixture *fixture, int rounds)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (fixture->scheme);
  gint64 spent = 0;

  g_signal_handler_block (fixture->kase, fixture->handler);
  for (int i = 0; i < rounds; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[(guint) i % prompts->len];
      g_autoptr (KaijiEdit) edit = NULL;
      gint64 start;

      if (prompt->item->section->form_a)
        continue;
      edit = kaiji_edit_new_answer (prompt->id, NULL, i % 2 ? "有り 別の内容" : "");
      g_assert_true (kaiji_case_apply (fixture->kase, edit, NULL));
      start = g_get_monotonic_time ();
      kaiji_checker_update (fixture->checker, KAIJI_EDIT_ANSWER, prompt->id, prompt->id);
      kaiji_checker_get_findings (fixture->checker);
      spent += g_get_monotonic_time () - start;
    }
  g_signal_handler_unblock (fixture->kase, fixture->handler);
  return spent;
}

/* Evidence is described anew, among much other evidence: what is cited of it is looked at, and all
 * that is said of evidence itself. */
static gint64
time_evidence (Fixture *fixture, int rounds)
{
  gint64 spent = 0;

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *step = g_strdup_printf (
          "evidence E%d document file=規程_第%d版_全文.pdf until=2027-01-01", i + 10, i);
      fixture_step (fixture, step);
    }
  g_signal_handler_block (fixture->kase, fixture->handler);
  for (int i = 0; i < rounds; i++)
    {
      KaijiEvidenceInfo info = { .id = "E20", .sha256 = "ab", .name = i % 2 ? "甲" : "乙" };
      g_autoptr (KaijiEvidence) evidence = kaiji_evidence_new (&info);
      g_autoptr (KaijiEdit) edit = kaiji_edit_new_evidence (NULL, evidence);
      gint64 start;

      g_assert_true (kaiji_case_apply (fixture->kase, edit, NULL));
      start = g_get_monotonic_time ();
      kaiji_checker_update (fixture->checker, KAIJI_EDIT_EVIDENCE, "E20", "");
      kaiji_checker_get_findings (fixture->checker);
      spent += g_get_monotonic_time () - start;
    }
  g_signal_handler_unblock (fixture->kase, fixture->handler);
  return spent;
}

/* Figures for the reader; the bounds are the design's, with room for a loaded machine. */
static void
test_cost (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  GPtrArray *prompts = kaiji_scheme_get_prompts (fixture->scheme);
  const int rounds = 200;
  guint form_b = 0;
  double full, edit, evidence;

  for (guint i = 0; i < prompts->len; i++)
    form_b += !((KaijiPrompt *) prompts->pdata[i])->item->section->form_a;
  time_full (fixture, 5);
  full = (double) time_full (fixture, rounds) / rounds;
  edit = (double) time_edits (fixture, 10 * (int) prompts->len) / (10.0 * form_b);
  g_test_message ("full check %.0f µs, one edit %.2f µs, ratio 1/%.0f", full, edit, full / edit);
  evidence = (double) time_evidence (fixture, rounds) / rounds;
  g_test_message ("evidence described anew %.2f µs, ratio 1/%.0f", evidence, full / evidence);
  g_assert_cmpfloat (full, <, 16000 * 10);
  g_assert_cmpfloat (evidence, <, full / 5);
  g_assert_cmpfloat (edit, <, full / 5);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/random/same", test_same);
  g_test_add_func ("/rules/random/changed", test_changed);
  g_test_add_func ("/rules/random/cost", test_cost);
  return g_test_run ();
}
