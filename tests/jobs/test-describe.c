/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says of evidence, and what the office lays down while a case is open. */
#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "fixture.h"
#include "jobs/describe.h"
#include "jobs/settings.h"

#define FIELD(name) KAIJI_EVIDENCE_FIELD_##name

static const KaijiEvidenceInfo *
get (Fixture *fixture, const char *id)
{
  return kaiji_evidence_get_info (
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (fixture->session), id));
}

static gboolean
describe (Fixture *fixture, KaijiEvidenceField field, const char *text, KaijiEvidenceField *wrong)
{
  const char *texts[KAIJI_N_EVIDENCE_FIELDS] = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done;

  texts[field] = text;
  done = kaiji_session_describe_evidence (fixture->session, "E1", texts, wrong, &error);
  g_assert_true (done == (error == NULL));
  if (error)
    g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  return done;
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  guint steps = fixture_count_log (fixture);
  KaijiEvidenceField wrong;

  g_assert_true (describe (fixture, FIELD (KIND), "web", &wrong));
  g_assert_true (describe (fixture, FIELD (URL), " https://www.example.co.jp/ ", &wrong));
  g_assert_cmpstr (get (fixture, "E1")->url, ==, "https://www.example.co.jp/");
  g_assert_cmpuint (fixture_count_log (fixture), ==, steps + 2);
  g_assert_false (describe (fixture, FIELD (URL), "ftp://example.co.jp/", &wrong));
  g_assert_cmpint (wrong, ==, FIELD (URL));
  g_assert_false (describe (fixture, FIELD (CAPTURED_ON), "2026-02-30", &wrong));
  g_assert_cmpint (wrong, ==, FIELD (CAPTURED_ON));
  g_assert_false (describe (fixture, FIELD (NAME), "\n", &wrong));
  g_assert_cmpint (wrong, ==, FIELD (NAME));
  /* What is said stays when the kind changes, and after the file was closed. */
  g_assert_true (describe (fixture, FIELD (KIND), "identity", &wrong));
  g_assert_true (describe (fixture, FIELD (MASKED), "はい", &wrong));
  fixture_reopen (fixture, FALSE);
  g_assert_cmpstr (get (fixture, "E1")->url, ==, "https://www.example.co.jp/");
  g_assert_true (get (fixture, "E1")->masked);
  fixture_reopen (fixture, TRUE);
  {
    const char *texts[KAIJI_N_EVIDENCE_FIELDS] = { "別の名前" };
    g_autoptr (GError) error = NULL;

    g_assert_false (
        kaiji_session_describe_evidence (fixture->session, "E1", texts, &wrong, &error));
    g_assert_nonnull (error);
    g_assert_cmpint (wrong, ==, KAIJI_N_EVIDENCE_FIELDS);
  }
}

static void
test_suggest (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    int kind; /* -1: none */
  } rows[] = {
    { "履歴事項全部証明書", KAIJI_EVIDENCE_REGISTRY },
    { "運転免許証_表.pdf", KAIJI_EVIDENCE_IDENTITY },
    { "SOC2 和訳", KAIJI_EVIDENCE_TRANSLATION },
    { "当社ホームページ", KAIJI_EVIDENCE_WEB },
    { "ＷＥＢページ", KAIJI_EVIDENCE_WEB },
    { "就業規則", -1 },
    { "", -1 },
  };
  KaijiScheme *scheme = kaiji_session_get_scheme (fixture->session);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KaijiEvidenceKind kind = KAIJI_EVIDENCE_DOCUMENT;

      g_assert_cmpint (kaiji_describe_suggest_kind (scheme, rows[i].name, &kind), ==,
                       rows[i].kind >= 0);
      if (rows[i].kind >= 0)
        g_assert_cmpint ((int) kind, ==, rows[i].kind);
    }
}

static void
changed_cb (KaijiSession *session, guint *n)
{
  ++*n;
}

/* A limit that is laid down while the case is open counts at once, and is taken back so. */
static void
test_settings_while_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("kaiji-describe-XXXXXX", NULL);
  g_autofree char *path = kaiji_overlay_dup_path (folder, "iryo", "2022-04-01");
  g_autofree char *inner = g_path_get_dirname (path);
  g_autoptr (KaijiEvidence) evidence = NULL;
  g_autoptr (GError) error = NULL;
  KaijiChecker *checker;
  GPtrArray *findings;
  guint n = 0;

  kaiji_scheme_library_set_overlay_dir (fixture->library, folder);
  fixture_reopen (fixture, FALSE);
  evidence = fixture_add (fixture, "work-rules.pdf");
  g_signal_connect (fixture->session, "findings-changed", G_CALLBACK (changed_cb), &n);
  checker = kaiji_session_get_checker (fixture->session);
  g_assert_cmpuint (kaiji_checker_get_findings_on_evidence (checker)->len, ==, 0);
  g_assert_true (kaiji_settings_set (fixture->library, "iryo@2022-04-01", "limit.file_count", "0",
                                     "窓口の回答", NULL, &error));
  kaiji_session_reread_settings (fixture->session, fixture->library);
  g_assert_cmpuint (n, >=, 1);
  findings = kaiji_checker_get_findings_on_evidence (checker);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (kaiji_finding_get_rule (findings->pdata[0]), ==, "X3");
  g_assert_nonnull (strstr (kaiji_finding_get_source (findings->pdata[0]), "窓口の回答"));
  g_assert_true (kaiji_settings_set (fixture->library, "iryo@2022-04-01", "limit.file_count", "5",
                                     "窓口の回答", NULL, &error));
  kaiji_session_reread_settings (fixture->session, fixture->library);
  g_assert_cmpuint (kaiji_checker_get_findings_on_evidence (checker)->len, ==, 0);
  g_assert_true (
      kaiji_settings_unset (fixture->library, "iryo@2022-04-01", "limit.file_count", &error));
  kaiji_session_reread_settings (fixture->session, fixture->library);
  g_assert_false (
      kaiji_scheme_get_setting (kaiji_session_get_scheme (fixture->session), "limit.file_count")
          ->set);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (inner);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/jobs/describe/fields", test_fields);
  fixture_add_test ("/jobs/describe/suggest", test_suggest);
  fixture_add_test ("/jobs/describe/settings-while-open", test_settings_while_open);
  return g_test_run ();
}
