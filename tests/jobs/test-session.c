/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session: answers, what screens are told, citations, evidence as a list. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

#include "jobs/citing.h"

static void
count_cb (KaijiSession *session, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
set (Fixture *fixture, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_session_set_answer (fixture->session, id, text, KAIJI_JOURNAL_NONE, &error));
  g_assert_no_error (error);
}

static void
run_turns (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static guint
blocks_on (Fixture *fixture, const char *id)
{
  GPtrArray *findings =
      kaiji_checker_get_findings_for (kaiji_session_get_checker (fixture->session), id);
  guint n = 0;

  for (guint i = 0; findings && i < findings->len; i++)
    if (kaiji_finding_get_severity (g_ptr_array_index (findings, i)) == KAIJI_SEVERITY_BLOCK)
      n++;
  return n;
}

static void
test_findings_follow (Fixture *fixture, gconstpointer data)
{
  guint told = 0;

  g_signal_connect (fixture->session, "findings-changed", G_CALLBACK (count_cb), &told);
  g_assert_cmpuint (blocks_on (fixture, "A.service_name"), ==, 1);
  set (fixture, "A.service_name", "x");
  set (fixture, "A.provider_name", "y");
  /* Whoever asks sees the newest; the telling comes once. */
  g_assert_cmpuint (told, ==, 0);
  g_assert_cmpuint (blocks_on (fixture, "A.service_name"), ==, 0);
  run_turns ();
  g_assert_cmpuint (told, ==, 1);
  kaiji_session_set_immediate (fixture->session, TRUE);
  set (fixture, "A.service_name", "");
  g_assert_cmpuint (told, ==, 2);
  g_assert_cmpuint (blocks_on (fixture, "A.service_name"), ==, 1);
  run_turns ();
  g_assert_cmpuint (told, ==, 2);
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *const ids[] = { "A.service_name", "iryo.002", "A.service_name", NULL };
  const char *const texts[] = { "first", "name", "second" };
  const char *const wrong[] = { "A.provider_name", "A.nothing", NULL };

  set (fixture, "iryo.022", "x");
  g_assert_cmpstr (fixture_answer (fixture, "iryo.022.1"), ==, "x");
  set (fixture, "iryo.022.1", "x");
  g_assert_cmpuint (fixture_count_log (fixture), ==, 1);

  g_assert_true (kaiji_session_set_answers (fixture->session, ids, texts, "paste", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_answer (fixture, "A.service_name"), ==, "second");
  g_assert_cmpstr (fixture_answer (fixture, "iryo.002.1"), ==, "name");
  g_assert_cmpuint (fixture_count_log (fixture), ==, 3);

  g_assert_false (kaiji_session_set_answers (fixture->session, wrong, texts, "paste", &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "A.nothing"));
  g_assert_cmpstr (fixture_answer (fixture, "A.provider_name"), ==, "");

  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (fixture->session), NULL));
  g_assert_cmpstr (fixture_answer (fixture, "A.service_name"), ==, "");
  g_assert_cmpstr (fixture_answer (fixture, "iryo.002.1"), ==, "");
  g_assert_cmpstr (fixture_answer (fixture, "iryo.022.1"), ==, "x");
}

static void
test_values_that_do_not_fit (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id, *text;
  } cases[] = {
    { "A.fee_class", "x" },
    { "A.existence_doc", "x" },
    { "A.agents", "x" },
    { "A.agents", "{}" },
    { "A.agents", "[1]" },
    { "A.agents", "[{\"name\":1}]" },
    { "A.agents", "[{\"other\":\"x\"}]" },
    { "A.service_name.outsourced", "yes" },
    { "", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (kaiji_session_set_answer (fixture->session, cases[i].id, cases[i].text,
                                                KAIJI_JOURNAL_NONE, &error));
      g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
    }
  set (fixture, "A.agents", "[{\"name\":\"x\"}]");
  set (fixture, "A.agents", NULL);
  g_assert_cmpstr (fixture_answer (fixture, "A.agents"), ==, "");
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KaijiEvidenceRequest request = { .path = fixture_sample ("registry.pdf") };

  set (fixture, "A.service_name", "kept");
  fixture_reopen (fixture, TRUE);
  g_assert_cmpstr (fixture_answer (fixture, "A.service_name"), ==, "kept");
  g_assert_false (kaiji_session_set_answer (fixture->session, "A.service_name", "x",
                                            KAIJI_JOURNAL_NONE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  /* Also what would change nothing. */
  g_assert_false (kaiji_session_set_answer (fixture->session, "A.service_name", "kept",
                                            KAIJI_JOURNAL_NONE, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (kaiji_session_add_evidence (fixture->session, &request, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
}

static void
test_title (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = kaiji_session_dup_title (fixture->session);
  g_autofree char *named = NULL;

  g_assert_cmpstr (file, ==, "a.kaiji");
  set (fixture, "A.service_name", "Cloud");
  named = kaiji_session_dup_title (fixture->session);
  g_assert_cmpstr (named, ==, "Cloud");
}

typedef struct
{
  char *text;
  int number;
  guint count;
} Heard;

static void
heard_text_cb (KaijiSession *session, const char *text, gpointer user_data)
{
  Heard *heard = user_data;

  g_free (heard->text);
  heard->text = g_strdup (text);
  heard->count++;
}

static void
heard_evidence_cb (KaijiSession *session, const char *id, int page, gpointer user_data)
{
  heard_text_cb (session, id, user_data);
  ((Heard *) user_data)->number = page;
}

static void
notify_cb (KaijiSession *session, GParamSpec *pspec, gpointer user_data)
{
  heard_text_cb (session, kaiji_session_get_current_target (session), user_data);
}

static void
test_what_screens_tell_each_other (Fixture *fixture, gconstpointer data)
{
  KaijiSession *session = fixture->session;
  Heard heard = { 0 };
  g_autofree char *property = NULL;

  g_signal_connect (session, "reveal-target", G_CALLBACK (heard_text_cb), &heard);
  kaiji_session_reveal_target (session, "iryo.001.1");
  g_assert_cmpstr (heard.text, ==, "iryo.001.1");
  g_signal_connect (session, "cite-requested", G_CALLBACK (heard_text_cb), &heard);
  kaiji_session_request_cite (session, "iryo.002.1");
  g_assert_cmpstr (heard.text, ==, "iryo.002.1");
  g_signal_connect (session, "reveal-evidence", G_CALLBACK (heard_evidence_cb), &heard);
  kaiji_session_reveal_evidence (session, "E3", 7);
  g_assert_cmpstr (heard.text, ==, "E3");
  g_assert_cmpint (heard.number, ==, 7);
  g_signal_connect (session, "message", G_CALLBACK (heard_evidence_cb), &heard);
  kaiji_session_tell (session, "told", TRUE);
  g_assert_cmpstr (heard.text, ==, "told");
  g_assert_cmpint (heard.number, ==, TRUE);

  heard.count = 0;
  g_signal_connect (session, "notify::current-target", G_CALLBACK (notify_cb), &heard);
  kaiji_session_set_current_target (session, "iryo.003.1");
  kaiji_session_set_current_target (session, "iryo.003.1");
  g_assert_cmpuint (heard.count, ==, 1);
  g_object_get (session, "current-target", &property, NULL);
  g_assert_cmpstr (property, ==, "iryo.003.1");
  g_free (heard.text);
}

/* ---- citations ---- */

static KaijiCitation *
cite (Fixture *fixture, const char *target, int page, GError **error)
{
  KaijiCiteRequest request = {
    .target = target, .evidence_id = "E1", .page = page, .section = "sec."
  };

  return kaiji_citing_add (fixture->session, &request, error);
}

static void
test_citations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiCitation) first = cite (fixture, "iryo.022.1", 2, &error);
  g_autoptr (KaijiCitation) second = cite (fixture, "iryo.022", 3, &error);
  g_autoptr (KaijiCitation) changed = NULL;
  g_autofree char *wording = NULL;
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (kaiji_citation_get_number (first), <, kaiji_citation_get_number (second));
  g_assert_cmpstr (kaiji_citation_get_target (second), ==, "iryo.022");
  g_assert_cmpstr (kaiji_citation_get_sha256 (first), ==,
                   kaiji_evidence_get_info (evidence)->sha256);

  /* What is cited on the prompt, then what is cited on the whole item. */
  wording = kaiji_session_dup_attachment_text (fixture->session, "iryo.022.1");
  g_assert_true (g_str_has_prefix (wording, "work-rules "));
  g_assert_nonnull (strstr (wording + 1, "work-rules "));
  g_assert_true (g_str_has_suffix (wording, "sec."));

  changed = kaiji_citation_with_section (first, "other");
  g_assert_true (kaiji_session_replace_citation (fixture->session, changed, &error));
  after = kaiji_session_dup_attachment_text (fixture->session, "iryo.022.1");
  g_assert_nonnull (strstr (after, "other"));

  g_assert_true (
      kaiji_session_uncite (fixture->session, kaiji_citation_get_number (first), &error));
  g_assert_no_error (error);
  g_assert_false (
      kaiji_session_uncite (fixture->session, kaiji_citation_get_number (first), &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (cite (fixture, "iryo.022.1", 6, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (cite (fixture, "A.service_name", 1, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
}

static void
test_remove_evidence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiCitation) citation = cite (fixture, "iryo.022.1", 2, &error);
  KaijiCaseSource *source = kaiji_session_get_source (fixture->session);

  g_assert_no_error (error);
  g_assert_true (kaiji_session_rename_evidence (fixture->session, "E1", " Rules ", &error));
  g_assert_cmpstr (kaiji_evidence_get_info (kaiji_case_source_lookup_evidence (source, "E1"))->name,
                   ==, "Rules");
  g_assert_false (kaiji_session_rename_evidence (fixture->session, "E1", " ", &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_clear_error (&error);

  g_assert_true (kaiji_session_remove_evidence (fixture->session, "E1", &error));
  g_assert_no_error (error);
  g_assert_null (kaiji_case_source_lookup_evidence (source, "E1"));
  g_assert_null (kaiji_case_source_get_citations (source, "iryo.022.1"));
  g_assert_false (kaiji_session_remove_evidence (fixture->session, "E1", &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_clear_error (&error);

  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (fixture->session), &error));
  g_assert_nonnull (kaiji_case_source_lookup_evidence (source, "E1"));
  g_assert_cmpuint (kaiji_case_source_get_citations (source, "iryo.022.1")->len, ==, 1);
}

static void
test_another_revision (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiSchemeLibrary) nothing = kaiji_scheme_library_new (fixture->folder);

  fixture_reopen (fixture, TRUE);
  g_assert_null (kaiji_session_open (fixture->path, TRUE, nothing, NULL, KAIJI_DATE_NONE, &error));
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "a.kaiji"));
}

static void
assert_fee (Fixture *fixture, const char *wanted)
{
  KaijiPrompt *prompt =
      kaiji_scheme_resolve (kaiji_session_get_scheme (fixture->session), "A.fee_class", NULL);
  g_autofree char *text = kaiji_session_dup_derived (fixture->session, prompt);

  if (!wanted)
    g_assert_cmpstr (text, ==, "");
  else
    g_assert_nonnull (strstr (text, wanted));
}

/* 概要 別表1 */
static void
test_fee (Fixture *fixture, gconstpointer data)
{
  assert_fee (fixture, NULL);
  set (fixture, "A.kind", "新規");
  assert_fee (fixture, "209,000");
  set (fixture, "A.held_asp_saas_number", "0208-1608");
  assert_fee (fixture, "104,500");
  set (fixture, "A.kind", "更新");
  assert_fee (fixture, "104,500");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/session/findings-follow", test_findings_follow);
  fixture_add_test ("/session/fee", test_fee);
  fixture_add_test ("/session/answers", test_answers);
  fixture_add_test ("/session/values-that-do-not-fit", test_values_that_do_not_fit);
  fixture_add_test ("/session/read-only", test_read_only);
  fixture_add_test ("/session/title", test_title);
  fixture_add_test ("/session/screens", test_what_screens_tell_each_other);
  fixture_add_test ("/session/citations", test_citations);
  fixture_add_test ("/session/remove-evidence", test_remove_evidence);
  fixture_add_test ("/session/another-revision", test_another_revision);
  return g_test_run ();
}
