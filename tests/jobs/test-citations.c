/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations of a session: ranges, order, the wording of the attachments. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

#include "jobs/citing.h"

static KaijiCitation *
cite_pages (Fixture *fixture, const char *target, int page, int last_page)
{
  g_autoptr (GError) error = NULL;
  KaijiCiteRequest request = {
    .target = target, .evidence_id = "E1", .page = page, .last_page = last_page, .section = ""
  };
  KaijiCitation *citation = kaiji_citing_add (fixture->session, &request, &error);

  g_assert_no_error (error);
  return citation;
}

/* The pages of the citations on @target, in their order: "1 3 2". */
static char *
dup_pages (Fixture *fixture, const char *target)
{
  GPtrArray *citations =
      kaiji_case_source_get_citations (kaiji_session_get_source (fixture->session), target);
  GString *out = g_string_new (NULL);

  for (guint i = 0; citations && i < citations->len; i++)
    g_string_append_printf (out, i > 0 ? " %d" : "%d",
                            kaiji_citation_get_page (citations->pdata[i]));
  return g_string_free (out, FALSE);
}

static void
assert_pages (Fixture *fixture, const char *expected)
{
  g_autofree char *pages = dup_pages (fixture, "iryo.022.1");

  g_assert_cmpstr (pages, ==, expected);
}

static void
assert_wording (Fixture *fixture, const char *expected)
{
  g_autofree char *wording = kaiji_session_dup_attachment_text (fixture->session, "iryo.022.1");

  g_assert_cmpstr (wording, ==, expected);
}

static void
undo (Fixture *fixture)
{
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (fixture->session), NULL));
}

static void
test_range (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiCitation) range = cite_pages (fixture, "iryo.022.1", 2, 4);
  g_autoptr (GError) error = NULL;
  KaijiCiteRequest backwards = {
    .target = "iryo.022.1", .evidence_id = "E1", .page = 3, .last_page = 2
  };
  KaijiCiteRequest behind = {
    .target = "iryo.022.1", .evidence_id = "E1", .page = 3, .last_page = 6
  };

  g_assert_cmpint (kaiji_citation_get_last_page (range), ==, 4);
  g_assert_cmpstr (kaiji_citation_get_label (range), !=, "");
  g_assert_cmpstr (kaiji_citation_get_info (range)->last_label, !=, NULL);
  g_assert_cmpstr (kaiji_citation_get_info (range)->last_label, !=,
                   kaiji_citation_get_label (range));
  {
    g_autofree char *printed = kaiji_citation_dup_printed (range, "〜");
    g_autofree char *expected = g_strdup_printf ("work-rules %sページ", printed);

    assert_wording (fixture, expected);
  }
  g_assert_null (kaiji_citing_add (fixture->session, &backwards, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (kaiji_citing_add (fixture->session, &behind, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  /* It is the same after the file was opened anew. */
  fixture_reopen (fixture, TRUE);
  {
    GPtrArray *citations =
        kaiji_case_source_get_citations (kaiji_session_get_source (fixture->session), "iryo.022.1");
    g_assert_cmpstr (kaiji_citation_get_info (citations->pdata[0])->last_label, ==,
                     kaiji_citation_get_info (range)->last_label);
  }
}

/* A page on which no number is printed is told by its sheet. */
static void
test_sheets (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (GError) error = NULL;
  const char *id = kaiji_evidence_get_info (evidence)->id;
  KaijiCitationInfo info = { .target = "iryo.022.1", .evidence_id = id, .page = 2 };
  g_autoptr (KaijiCitation) one = kaiji_citation_new_from_info (&info);
  g_autoptr (KaijiCitation) several = NULL;
  g_autoptr (KaijiCitation) added = NULL, more = NULL;

  added = kaiji_session_cite (fixture->session, one, &error);
  g_assert_no_error (error);
  info.last_page = 4;
  info.section = "第8条";
  several = kaiji_citation_new_from_info (&info);
  more = kaiji_session_cite (fixture->session, several, &error);
  g_assert_no_error (error);
  assert_wording (fixture, "work-rules 2枚目、work-rules 2〜4枚目 第8条");
}

static void
test_order (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiCitation) one = cite_pages (fixture, "iryo.022.1", 1, 0);
  g_autoptr (KaijiCitation) two = cite_pages (fixture, "iryo.022.1", 2, 0);
  g_autoptr (KaijiCitation) three = cite_pages (fixture, "iryo.022.1", 3, 0);
  g_autoptr (KaijiCitation) four = NULL, changed = NULL;
  g_autoptr (GError) error = NULL;
  KaijiCitationInfo info = *kaiji_citation_get_info (one);
  guint before = fixture_count_log (fixture);

  g_assert_true (
      kaiji_session_move_citation (fixture->session, kaiji_citation_get_number (three), 0, &error));
  assert_pages (fixture, "3 1 2");
  g_assert_cmpint (
      kaiji_citation_get_page (kaiji_citing_nth (fixture->session, "iryo.022.1", 1, NULL)), ==, 3);
  g_assert_cmpint (
      kaiji_citation_get_page (kaiji_citing_nth (fixture->session, "iryo.022", 3, NULL)), ==, 2);
  undo (fixture);
  assert_pages (fixture, "1 2 3");
  g_assert_true (
      kaiji_session_move_citation (fixture->session, kaiji_citation_get_number (one), 99, &error));
  assert_pages (fixture, "2 3 1");
  /* What is changed keeps its place, what is new goes last, what stands already is no step. */
  info.page = info.last_page = 5;
  changed = kaiji_citation_new_from_info (&info);
  g_assert_true (kaiji_session_replace_citation (fixture->session, changed, &error));
  assert_pages (fixture, "2 3 5");
  four = cite_pages (fixture, "iryo.022.1", 4, 0);
  assert_pages (fixture, "2 3 5 4");
  before = fixture_count_log (fixture);
  g_assert_true (
      kaiji_session_move_citation (fixture->session, kaiji_citation_get_number (two), 0, &error));
  g_assert_cmpuint (fixture_count_log (fixture), ==, before);
  /* To the item as a whole, behind what stands there. */
  {
    g_autoptr (KaijiCitation) whole = cite_pages (fixture, "iryo.022", 1, 0);
    g_autoptr (KaijiCitation) aimed = NULL;
    g_autofree char *pages = NULL;

    info = *kaiji_citation_get_info (two);
    info.target = "iryo.022";
    aimed = kaiji_citation_new_from_info (&info);
    g_assert_true (kaiji_session_replace_citation (fixture->session, aimed, &error));
    pages = dup_pages (fixture, "iryo.022");
    g_assert_cmpstr (pages, ==, "1 2");
    assert_pages (fixture, "3 5 4");
  }
  fixture_reopen (fixture, FALSE);
  assert_pages (fixture, "3 5 4");
  g_assert_false (kaiji_session_move_citation (fixture->session, 999, 0, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
}

static guint
count_findings (Fixture *fixture, const char *id, const char *rule, KaijiSeverity severity)
{
  GPtrArray *findings =
      kaiji_checker_get_findings_for (kaiji_session_get_checker (fixture->session), id);
  guint n = 0;

  for (guint i = 0; findings && i < findings->len; i++)
    if (g_str_equal (kaiji_finding_get_rule (findings->pdata[i]), rule)
        && kaiji_finding_get_severity (findings->pdata[i]) == severity)
      n++;
  return n;
}

static void
test_own_wording (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiCitation) one = cite_pages (fixture, "iryo.022.1", 1, 0);
  g_autoptr (KaijiCitation) two = NULL;
  g_autofree char *automatic =
      kaiji_session_dup_automatic_attachment (fixture->session, "iryo.022.1");
  g_autoptr (GError) error = NULL;
  gboolean stale = TRUE;

  g_assert_true (kaiji_session_set_answer (fixture->session, "iryo.022.1", "有り",
                                           KAIJI_JOURNAL_NONE, &error));
  g_assert_false (kaiji_session_has_own_attachment (fixture->session, "iryo.022.1", &stale));
  g_assert_false (stale);
  g_assert_true (kaiji_session_set_attachment (fixture->session, "iryo.022.1",
                                               "就業規則(抜粋)1ページ", &error));
  g_assert_no_error (error);
  assert_wording (fixture, "就業規則(抜粋)1ページ");
  g_assert_true (kaiji_session_has_own_attachment (fixture->session, "iryo.022.1", &stale));
  g_assert_false (stale);
  g_assert_cmpuint (count_findings (fixture, "iryo.022.1", "D4", KAIJI_SEVERITY_HUMAN), ==, 0);

  two = cite_pages (fixture, "iryo.022.1", 2, 0);
  g_assert_true (kaiji_session_has_own_attachment (fixture->session, "iryo.022.1", &stale));
  g_assert_true (stale);
  g_assert_cmpuint (count_findings (fixture, "iryo.022.1", "D4", KAIJI_SEVERITY_HUMAN), ==, 1);
  assert_wording (fixture, "就業規則(抜粋)1ページ");
  /* The same words again: they still fit. One step. */
  g_assert_true (kaiji_session_set_attachment (fixture->session, "iryo.022.1",
                                               "就業規則(抜粋)1ページ", &error));
  kaiji_session_has_own_attachment (fixture->session, "iryo.022.1", &stale);
  g_assert_false (stale);
  undo (fixture);
  kaiji_session_has_own_attachment (fixture->session, "iryo.022.1", &stale);
  g_assert_true (stale);
  /* Renamed evidence changes the wording, too. */
  undo (fixture);
  kaiji_session_has_own_attachment (fixture->session, "iryo.022.1", &stale);
  g_assert_false (stale);
  g_assert_true (kaiji_session_rename_evidence (fixture->session, "E1", "Rules", &error));
  kaiji_session_has_own_attachment (fixture->session, "iryo.022.1", &stale);
  g_assert_true (stale);
  undo (fixture);
  /* Back to the automatic one: nothing is left, one step. */
  g_assert_true (kaiji_session_set_attachment (fixture->session, "iryo.022.1", NULL, &error));
  assert_wording (fixture, automatic);
  g_assert_cmpstr (fixture_answer (fixture, "iryo.022.1.attachment-basis"), ==, "");
  undo (fixture);
  assert_wording (fixture, "就業規則(抜粋)1ページ");
  g_assert_cmpstr (fixture_answer (fixture, "iryo.022.1.attachment-basis"), ==, automatic);
  /* A wording is no evidence. */
  g_assert_true (kaiji_session_uncite (fixture->session, kaiji_citation_get_number (one), &error));
  g_assert_cmpuint (count_findings (fixture, "iryo.022.1", "D4", KAIJI_SEVERITY_BLOCK), ==, 1);
  g_assert_false (kaiji_session_set_attachment (fixture->session, "A.service_name", "x", &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/citations/range", test_range);
  fixture_add_test ("/citations/sheets", test_sheets);
  fixture_add_test ("/citations/order", test_order);
  fixture_add_test ("/citations/own-wording", test_own_wording);
  return g_test_run ();
}
