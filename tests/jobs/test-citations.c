/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations of a session: ranges, order, the wording of the attachments. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

#include "jobs/cited.h"
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

static void
read_cb (G_GNUC_UNUSED KaijiSession *session, KaijiCitation *citation, gpointer user_data)
{
  *(gint64 *) user_data = kaiji_citation_get_number (citation);
}

/* Counts of the list and what its first line of a filter is. */
static GPtrArray *
list (Fixture *fixture, guint *counts, const char *expected)
{
  GPtrArray *rows = kaiji_cited_list (fixture->session, counts);
  g_autofree char *text =
      g_strdup_printf ("%u %u %u %u", counts[KAIJI_CITED_ALL], counts[KAIJI_CITED_UNREAD],
                       counts[KAIJI_CITED_CHANGED], counts[KAIJI_CITED_UNUSED]);

  g_assert_cmpstr (text, ==, expected);
  return rows;
}

/* The citation at a place of the list. */
static KaijiCitedRow *
nth (GPtrArray *rows, guint place)
{
  for (guint i = 0; i < rows->len; i++)
    if (kaiji_cited_row_matches (rows->pdata[i], KAIJI_CITED_ALL, NULL) && place-- == 0)
      return rows->pdata[i];
  g_assert_not_reached ();
}

static void
test_list (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (KaijiEvidence) rules = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiEvidence) company = fixture_add (fixture, "company.pdf");
  g_autoptr (KaijiCitation) later = cite_pages (fixture, "iryo.023.1", 1, 0);
  g_autoptr (KaijiCitation) two = cite_pages (fixture, "iryo.022.1", 2, 3);
  g_autoptr (KaijiCitation) one = cite_pages (fixture, "iryo.022.1", 1, 0);
  g_autoptr (GPtrArray) rows = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = kaiji_cited_dup_words (" WORK　ｒｕｌｅｓ ");
  guint counts[KAIJI_CITED_N_FILTERS];
  const KaijiCitedInfo *info;
  gint64 told = 0;
  KaijiCitationInfo place;
  g_autoptr (KaijiCitation) moved = NULL;
  guint found = 0, log;

  rows = list (fixture, counts, "3 3 0 1");
  /* In the order of the form, then as they stand on their prompt. */
  info = kaiji_cited_row_get_info (nth (rows, 0));
  g_assert_cmpstr (info->target, ==, "iryo.022.1");
  g_assert_cmpint (kaiji_citation_get_page (info->citation), ==, 2);
  g_assert_cmpuint (info->position, ==, 1);
  g_assert_true (g_str_has_prefix (info->title, "22 "));
  info = kaiji_cited_row_get_info (nth (rows, 1));
  g_assert_cmpuint (info->position, ==, 2);
  info = kaiji_cited_row_get_info (rows->pdata[rows->len - 1]);
  g_assert_cmpint (info->filter, ==, KAIJI_CITED_UNUSED);
  g_assert_cmpstr (info->name, ==, "company");
  for (guint i = 0; i < rows->len; i++)
    found += kaiji_cited_row_matches (rows->pdata[i], KAIJI_CITED_ALL, words);
  g_assert_cmpuint (found, ==, 3);

  log = fixture_count_log (fixture);
  /* Read once, it is read, also when the case is opened again. */
  g_signal_connect (fixture->session, "citation-read", G_CALLBACK (read_cb), &told);
  kaiji_session_mark_citation_read (fixture->session, one);
  g_assert_cmpint (told, ==, kaiji_citation_get_number (one));
  told = 0;
  kaiji_session_mark_citation_read (fixture->session, one);
  g_assert_cmpint (told, ==, 0);
  g_assert_cmpuint (fixture_count_log (fixture), ==, log);
  fixture_reopen (fixture, FALSE);
  g_assert_true (kaiji_session_is_citation_read (fixture->session, one));
  g_assert_false (kaiji_session_is_citation_read (fixture->session, two));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = list (fixture, counts, "3 2 0 1");

  /* Another place is unread; one that a person must decide on is listed as such. */
  place = *kaiji_citation_get_info (one);
  place.page = place.last_page = 4;
  place.state = KAIJI_CITATION_MOVED;
  moved = kaiji_citation_new_from_info (&place);
  g_assert_true (kaiji_session_replace_citation (fixture->session, moved, &error));
  g_assert_no_error (error);
  again = list (fixture, counts, "3 3 1 1");
  g_assert_true (kaiji_cited_row_is_same (nth (rows, 1), nth (again, 1)));
}

static void
test_missing (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (KaijiEvidence) rules = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiCitation) whole = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint counts[KAIJI_CITED_N_FILTERS];
  guint before, found = 0;

  rows = kaiji_cited_list (fixture->session, counts);
  g_clear_pointer (&rows, g_ptr_array_unref);
  before = counts[KAIJI_CITED_MISSING];
  g_assert_true (
      kaiji_session_set_answer (fixture->session, "iryo.022.1", "有り", KAIJI_JOURNAL_NONE, NULL));
  rows = kaiji_cited_list (fixture->session, counts);
  g_assert_cmpuint (counts[KAIJI_CITED_MISSING], ==, before + 1);
  for (guint i = 0; i < rows->len; i++)
    found += kaiji_cited_row_matches (rows->pdata[i], KAIJI_CITED_MISSING, NULL)
             && g_str_equal (kaiji_cited_row_get_info (rows->pdata[i])->target, "iryo.022.1");
  g_assert_cmpuint (found, ==, 1);
  whole = cite_pages (fixture, "iryo.022", 1, 0);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = kaiji_cited_list (fixture->session, counts);
  g_assert_cmpuint (counts[KAIJI_CITED_MISSING], ==, before);
}

typedef struct
{
  gboolean done;
  KaijiCitation *citation;
  GError *error;
} Relocated;

static void
relocated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Relocated *relocated = user_data;

  relocated->citation =
      kaiji_citing_relocate_finish (KAIJI_SESSION (source), result, &relocated->error);
  relocated->done = TRUE;
}

static void
relocate (Fixture *fixture, const KaijiCitationInfo *info, Relocated *relocated)
{
  g_autoptr (KaijiCitation) wanted = kaiji_citation_new_from_info (info);

  *relocated = (Relocated){ FALSE, NULL, NULL };
  kaiji_citing_relocate_async (fixture->session, wanted, NULL, relocated_cb, relocated);
  fixture_wait (&relocated->done);
}

/* The first page on which some words stand. */
static int
find_page (Fixture *fixture, const char *quote)
{
  for (int page = 1; page <= 5; page++)
    {
      KaijiCiteRequest request = {
        .target = "iryo.022.1", .evidence_id = "E1", .page = page, .quote = quote
      };
      g_autoptr (KaijiCitation) found = kaiji_citing_locate (fixture->session, &request, NULL);

      if (found)
        return page;
    }
  g_assert_not_reached ();
}

static void
test_relocate (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiCitation) range = cite_pages (fixture, "iryo.022.1", 3, 4);
  int page = find_page (fixture, "秘密");
  KaijiCitationInfo info = *kaiji_citation_get_info (range);
  Relocated got;

  info.label = info.last_label = NULL;
  relocate (fixture, &info, &got);
  g_assert_no_error (got.error);
  g_assert_cmpstr (kaiji_citation_get_label (got.citation), ==, kaiji_citation_get_label (range));
  g_assert_cmpstr (kaiji_citation_get_info (got.citation)->last_label, ==,
                   kaiji_citation_get_info (range)->last_label);
  g_object_unref (got.citation);
  /* A quotation is found on its page, or refused. */
  info.quote = "秘密";
  info.page = info.last_page = page;
  relocate (fixture, &info, &got);
  g_assert_no_error (got.error);
  g_assert_cmpuint (kaiji_citation_get_info (got.citation)->n_rects, >, 0);
  g_object_unref (got.citation);
  info.quote = "どこにもない言葉";
  relocate (fixture, &info, &got);
  g_assert_null (got.citation);
  g_assert_error (got.error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_error_free (got.error);
  info.quote = NULL;
  info.last_page = 6;
  relocate (fixture, &info, &got);
  g_assert_null (got.citation);
  g_assert_error (got.error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_error_free (got.error);
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
  fixture_add_test ("/citations/list", test_list);
  fixture_add_test ("/citations/missing", test_missing);
  fixture_add_test ("/citations/relocate", test_relocate);
  return g_test_run ();
}
