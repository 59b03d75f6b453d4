/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the documents leave open and an office has laid down: it decides, and the finding names
 * what it rests on. */
#include "fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "scheme/overlay.h"

#define MINIMUM "minimum.iryo.037.1"
#define ID "iryo.037.1"

/* @choices: pairs of key and value, then NULL. */
static Fixture *
new_chosen (const char *const *choices)
{
  g_autofree char *packs = g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", NULL);
  g_autofree char *dir = g_dir_make_tmp ("kaiji-choices-XXXXXX", NULL);
  g_autofree char *path = kaiji_overlay_dup_path (dir, "iryo", "2022-04-01");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiOverlay) overlay = kaiji_overlay_load (path, &error);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (packs);
  g_autoptr (KaijiScheme) scheme = NULL;

  g_assert_no_error (error);
  for (; *choices; choices += 2)
    {
      g_autofree char *source = g_strdup_printf ("窓口の回答(%s)", choices[0]);
      kaiji_overlay_set (overlay, choices[0], choices[1], source, "例示 花子",
                         "2026-04-01T09:00:00+09:00");
    }
  kaiji_overlay_save (overlay, path, &error);
  g_assert_no_error (error);
  kaiji_scheme_library_set_overlay_dir (library, dir);
  scheme = kaiji_scheme_library_load (library, "iryo@2022-04-01", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kaiji_scheme_get_overlay_problems (scheme)->len, ==, 0);
  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (dir);
  return fixture_new_for (scheme);
}

/* @severity: (nullable): silent; @source: (nullable): what the source ends in */
static void
check (Fixture *fixture,
       const char *step,
       const char *rule,
       const char *id,
       const char *severity,
       const char *says,
       const char *source)
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
  g_assert_cmpstr (kaiji_finding_get_source (finding), ==, source);
}

static void
test_minimum_unset (void)
{
  static const char *const choices[] = { "gate.equality", "pass", NULL };
  g_autoptr (Fixture) fixture = new_chosen (choices);

  check (fixture, ID "=1ヶ月前", "R2", ID, "human", "未設定", "概要 5(2)");
  check (fixture, ID "=12ヶ月前", "R2", ID, "human", "未設定", "概要 5(2)");
  check (fixture, ID "=", "R2", ID, NULL, NULL, NULL);
}

static void
test_minimum_set (void)
{
  static const char *const choices[] = { MINIMUM, "6ヶ月前", NULL };
  g_autoptr (Fixture) fixture = new_chosen (choices);
  const char *source = "概要 5(2)、窓口の定め: 窓口の回答(" MINIMUM ")";

  check (fixture, ID "=7ヶ月前", "R2", ID, NULL, NULL, NULL);
  check (fixture, ID "=12か月前", "R2", ID, NULL, NULL, NULL);
  check (fixture, ID "=5ヶ月前", "R2", ID, "block", "最低水準数値(6ヶ月前)に満たない", source);
  check (fixture, ID "=５カ月前", "R2", ID, "block", "返還されません(4(7))", source);
  check (fixture, ID "=6ヶ月前", "R2", ID, "human", "ちょうど同じ", source);
  check (fixture, ID "=200日前", "R2", ID, "human", "読み取れません", source);
  check (fixture, ID "=契約による", "R2", ID, "human", "読み取れません", source);
  check (fixture, ID "=検討中", "R2", ID, "human", "予定や検討中", "概要 5(2)");
  check (fixture, ID "=実施なし", "R2", ID, "block", "非認定", "概要 5(2)");
  check (fixture, ID "=", "R2", ID, NULL, NULL, NULL);
}

static void
test_minimum_days (void)
{
  static const char *const choices[] = { MINIMUM, "90日前", NULL };
  g_autoptr (Fixture) fixture = new_chosen (choices);
  const char *source = "概要 5(2)、窓口の定め: 窓口の回答(" MINIMUM ")";

  check (fixture, ID "=91日前", "R2", ID, NULL, NULL, NULL);
  check (fixture, ID "=89日前", "R2", ID, "block", "最低水準数値(90日前)", source);
  check (fixture, ID "=100ヶ月前", "R2", ID, "human", "読み取れません", source);
}

static void
test_equality_pass (void)
{
  static const char *const choices[] = { MINIMUM, "6ヶ月前", "gate.equality", "pass", NULL };
  g_autoptr (Fixture) fixture = new_chosen (choices);

  check (fixture, ID "=6ヶ月前", "R2", ID, NULL, NULL, NULL);
  check (fixture, ID "=6.0か月前", "R2", ID, NULL, NULL, NULL);
  check (fixture, ID "=5ヶ月前", "R2", ID, "block", "満たない",
         "概要 5(2)、窓口の定め: 窓口の回答(" MINIMUM ")");
}

static void
test_equality_fail (void)
{
  static const char *const choices[] = { MINIMUM, "6ヶ月前", "gate.equality", "fail", NULL };
  g_autoptr (Fixture) fixture = new_chosen (choices);

  check (fixture, ID "=6ヶ月前", "R2", ID, "block", "非認定の対象となります",
         "概要 5(2)、窓口の定め: 窓口の回答(" MINIMUM "); 窓口の回答(gate.equality)");
  check (fixture, ID "=7ヶ月前", "R2", ID, NULL, NULL, NULL);
}

static void
test_boundary (const char *const *choices,
               const char *severity,
               const char *says,
               const char *source)
{
  g_autoptr (Fixture) fixture = new_chosen (choices);

  fixture_step (fixture, "A.application_date=2026-04-01");
  fixture_step (fixture, "A.revoked=有り");
  check (fixture, "A.revoked_on=2025-04-01", "E5", "A.revoked_on", severity, says, source);
  check (fixture, "A.revoked_on=2025-03-31", "E5", "A.revoked_on", NULL, NULL, NULL);
  check (fixture, "A.revoked_on=2025-04-02", "E5", "A.revoked_on", "block", "1年に満ちません",
         "概要 4(2)オ");
}

static void
test_revoked (void)
{
  static const char *const none[] = { NULL };
  static const char *const pass[] = { "revoked.boundary", "pass", NULL };
  static const char *const fail[] = { "revoked.boundary", "fail", NULL };

  test_boundary (none, "human", "1年の境目", "概要 4(2)オ");
  test_boundary (pass, NULL, NULL, NULL);
  test_boundary (fail, "block", "まだ申請できません",
                 "概要 4(2)オ、窓口の定め: 窓口の回答(revoked.boundary)");
}

static void
test_window (void)
{
  static const char *const early[] = { "renewal.window", "by-last-day", NULL };
  static const char *const late[] = { "renewal.window", "by-anniversary", NULL };
  const char *id = "A.application_date";

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (Fixture) fixture = new_chosen (i == 0 ? early : late);
      const char *source = "概要 9(1)、窓口の定め: 窓口の回答(renewal.window)";

      fixture_step (fixture, "A.kind=更新");
      fixture_step (fixture, "A.current_expires_on=2026-05-15");
      check (fixture, "A.application_date=2026-03-16", "N1", id, i == 0 ? NULL : "human", "外",
             source);
      check (fixture, "A.application_date=2026-04-16", "N1", id, i == 0 ? "human" : NULL, "外",
             source);
      check (fixture, "A.application_date=2026-03-17", "N1", id, NULL, NULL, NULL);
      check (fixture, "A.application_date=2026-04-15", "N1", id, NULL, NULL, NULL);
    }
}

/* Each finding says how sure its rule and its prompt are. */
static void
test_verified (void)
{
  static const char *const none[] = { NULL };
  g_autoptr (Fixture) fixture = new_chosen (none);
  KaijiFinding *finding = fixture_find (fixture, "D3", "A.contact_tel");

  g_assert_cmpint (kaiji_finding_get_rule_verified (finding), ==, KAIJI_VERIFIED_DOCUMENT);
  g_assert_cmpint (kaiji_finding_get_prompt_verified (finding), ==, KAIJI_VERIFIED_UNVERIFIED);
  g_assert_cmpint (kaiji_finding_get_verified (finding), ==, KAIJI_VERIFIED_UNVERIFIED);
  finding = fixture_find (fixture, "D3", "A.kind");
  g_assert_cmpint (kaiji_finding_get_verified (finding), ==, KAIJI_VERIFIED_DOCUMENT);
  fixture_step (fixture, "A.applicant_role=OEM販売");
  finding = fixture_find (fixture, "E4", "A.origin_provider");
  g_assert_cmpint (kaiji_finding_get_rule_verified (finding), ==, KAIJI_VERIFIED_UNVERIFIED);
  g_assert_cmpint (kaiji_finding_get_verified (finding), ==, KAIJI_VERIFIED_UNVERIFIED);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/choices/minimum-unset", test_minimum_unset);
  g_test_add_func ("/rules/choices/minimum-set", test_minimum_set);
  g_test_add_func ("/rules/choices/minimum-days", test_minimum_days);
  g_test_add_func ("/rules/choices/equality-pass", test_equality_pass);
  g_test_add_func ("/rules/choices/equality-fail", test_equality_fail);
  g_test_add_func ("/rules/choices/revoked", test_revoked);
  g_test_add_func ("/rules/choices/window", test_window);
  g_test_add_func ("/rules/choices/verified", test_verified);
  return g_test_run ();
}
