/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence replaced by a newer version: what is proposed, decided, undone, and what stays as it was. */
#include "fixture.h"

#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "jobs/citing.h"
#include "jobs/replace.h"
#include "jobs/session-private.h"
#include "jobs/verify.h"

#define EDUCATION \
  "部門責任者は、すべての従業者に対し、採用時及び毎年1回以上、情報セキュリティ教育を実施しなけれ" \
  "ばならない。"
#define PATCHES "セキュリティパッチは、公開から5営業日以内に検証して適用する。"
#define VIRUS "すべてのサーバと端末にウィルス対策ソフトウェアを導入し、定義ファイルを毎日更新する。"
#define BOILERPLATE "前項について、責任者は年1回その状況を確かめ、記録を5年間保存する。"

/* The sample's security rules, chapter 1 first. */
static char *
dup_newer (void)
{
  return g_test_build_filename (G_TEST_DIST, "data", "pdf", "newer.pdf", NULL);
}

static KaijiCitation *
cite_in (Fixture *fixture, const char *target, int page, const char *quote, const char *section)
{
  g_autoptr (GError) error = NULL;
  const KaijiCiteRequest request = {
    .target = target, .evidence_id = "E1", .page = page, .quote = quote, .section = section
  };
  KaijiCitation *citation = kaiji_citing_add (fixture->session, &request, &error);

  g_assert_no_error (error);
  return citation;
}

static KaijiCitation *
cite (Fixture *fixture, const char *target, int page, const char *quote)
{
  return cite_in (fixture, target, page, quote, NULL);
}

static KaijiEvidence *
replace (Fixture *fixture, const char *path, GError **error)
{
  const KaijiReplaceRequest request = { .evidence_id = "E1", .path = path };

  return kaiji_replace_sync (fixture->session, &request, error);
}

static void
replace_ok (Fixture *fixture)
{
  g_autofree char *path = dup_newer ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence = replace (fixture, path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (evidence);
}

/* (transfer none): the citation on a target. */
static KaijiCitation *
get (Fixture *fixture, const char *target)
{
  GPtrArray *citations =
      kaiji_case_source_get_citations (kaiji_session_get_source (fixture->session), target);

  g_assert_nonnull (citations);
  g_assert_cmpuint (citations->len, ==, 1);
  return g_ptr_array_index (citations, 0);
}

static void
check (Fixture *fixture, const char *target, KaijiFound found, int from, int to)
{
  KaijiCitation *citation = get (fixture, target);
  KaijiProposal *proposal = kaiji_citation_get_proposal (citation);

  g_assert_nonnull (proposal);
  g_assert_cmpstr (kaiji_found_to_string (kaiji_proposal_get_found (proposal)), ==,
                   kaiji_found_to_string (found));
  g_assert_cmpint (kaiji_citation_get_page (kaiji_proposal_get_origin (proposal)), ==, from);
  g_assert_cmpint (kaiji_citation_get_state (citation), ==,
                   found == KAIJI_FOUND_NOT ? KAIJI_CITATION_LOST : KAIJI_CITATION_MOVED);
  if (to > 0)
    g_assert_cmpint (kaiji_citation_get_page (citation), ==, to);
}

static void
add_all (Fixture *fixture)
{
  g_object_unref (fixture_add (fixture, "security-rules.pdf"));
  g_object_unref (cite (fixture, "iryo.022.1", 1, NULL));
  g_object_unref (cite (fixture, "iryo.023.1", 4, NULL));
  g_object_unref (cite (fixture, "iryo.024.1", 5, EDUCATION));
  g_object_unref (cite_in (fixture, "iryo.071.1", 9, PATCHES, "第12条"));
  g_object_unref (cite (fixture, "iryo.065.1", 9, VIRUS));
  g_object_unref (cite_in (fixture, "iryo.028.1", 3, BOILERPLATE, "2項"));
}

static void
test_proposals (Fixture *fixture, gconstpointer data)
{
  KaijiEvidence *evidence;
  const KaijiRect *rects;
  guint n_rects, total;
  g_autoptr (GPtrArray) open = NULL;

  add_all (fixture);
  replace_ok (fixture);
  evidence = kaiji_case_source_lookup_evidence (kaiji_session_get_source (fixture->session), "E1");
  g_assert_cmpstr (kaiji_evidence_get_info (evidence)->file_name, ==, "newer.pdf");
  g_assert_cmpstr (kaiji_evidence_get_info (evidence)->name, ==, "security-rules");
  g_assert_cmpint (kaiji_evidence_get_info (evidence)->text_pages, ==, 9);
  g_assert_nonnull (kaiji_evidence_get_info (evidence)->previous);
  check (fixture, "iryo.022.1", KAIJI_FOUND_SAME, 1, 1);
  check (fixture, "iryo.023.1", KAIJI_FOUND_CHANGED, 4, 5);
  check (fixture, "iryo.024.1", KAIJI_FOUND_CHANGED, 5, 6);
  check (fixture, "iryo.071.1", KAIJI_FOUND_ELSEWHERE, 9, 8);
  check (fixture, "iryo.065.1", KAIJI_FOUND_NOT, 9, 0);
  check (fixture, "iryo.028.1", KAIJI_FOUND_ELSEWHERE, 3, 4);
  /* Words, rectangles and label are the new ones; the old words stay known. */
  rects = kaiji_citation_get_rects (get (fixture, "iryo.024.1"), &n_rects);
  g_assert_cmpuint (n_rects, >, 0);
  g_assert_cmpfloat (rects[0].y1, >, 0);
  g_assert_nonnull (strstr (kaiji_citation_get_quote (get (fixture, "iryo.024.1")), "毎年2回以上"));
  g_assert_cmpstr (kaiji_citation_get_label (get (fixture, "iryo.024.1")), ==, "4");
  g_assert_nonnull (strstr (kaiji_citation_get_quote (kaiji_proposal_get_origin (
                                kaiji_citation_get_proposal (get (fixture, "iryo.024.1")))),
                            "毎年1回以上"));
  /* A section that came from the outline comes from the new one. */
  g_assert_nonnull (strstr (kaiji_citation_get_section (get (fixture, "iryo.024.1")), "第5条"));
  /* Also one of which people kept the beginning only; what they wrote otherwise stays. */
  g_assert_cmpstr (kaiji_citation_get_section (get (fixture, "iryo.071.1")), ==, "第10条");
  g_assert_cmpstr (kaiji_citation_get_section (get (fixture, "iryo.028.1")), ==, "2項");
  open = kaiji_replace_dup_open (fixture->session, "E1", &total);
  g_assert_cmpuint (open->len, ==, 6);
  g_assert_cmpuint (total, ==, 6);
  g_assert_cmpstr (kaiji_citation_get_target (g_ptr_array_index (open, 0)), ==, "iryo.022.1");
}

/* One step; undone, all is as it was, to the last byte of each value. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  KaijiJournal *journal = kaiji_session_get_journal (fixture->session);
  g_autoptr (GVariant) before = NULL, after = NULL, again = NULL, proposed = NULL;
  const KaijiEvidenceInfo *info;
  g_autofree char *digest = NULL;

  add_all (fixture);
  before = kaiji_citation_to_variant (get (fixture, "iryo.024.1"));
  info = kaiji_evidence_get_info (
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (fixture->session), "E1"));
  digest = g_strdup (info->sha256);
  replace_ok (fixture);
  proposed = kaiji_citation_to_variant (get (fixture, "iryo.024.1"));
  g_assert_true (kaiji_journal_undo (journal, NULL));
  after = kaiji_citation_to_variant (get (fixture, "iryo.024.1"));
  g_assert_true (g_variant_equal (before, after));
  info = kaiji_evidence_get_info (
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (fixture->session), "E1"));
  g_assert_cmpstr (info->sha256, ==, digest);
  g_assert_null (info->previous);
  fixture_reopen (fixture, FALSE);
  g_assert_true (kaiji_journal_redo (kaiji_session_get_journal (fixture->session), NULL));
  again = kaiji_citation_to_variant (get (fixture, "iryo.024.1"));
  g_assert_true (g_variant_equal (proposed, again));
}

static void
test_decisions (Fixture *fixture, gconstpointer data)
{
  KaijiSession *session = fixture->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCitation) place = NULL;
  const KaijiCiteRequest request = {
    .target = "iryo.065.1", .evidence_id = "E1", .page = 8, .quote = "IDとパスワード"
  };
  guint n;

  add_all (fixture);
  replace_ok (fixture);
  g_assert_true (kaiji_replace_confirm_same (session, "E1", &n, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (kaiji_citation_get_state (get (fixture, "iryo.022.1")), ==,
                   KAIJI_CITATION_CONFIRMED);
  g_assert_cmpint (kaiji_citation_get_state (get (fixture, "iryo.071.1")), ==,
                   KAIJI_CITATION_MOVED);
  g_assert_true (kaiji_replace_confirm (
      session, kaiji_citation_get_number (get (fixture, "iryo.024.1")), &error));
  g_assert_null (kaiji_citation_get_proposal (get (fixture, "iryo.024.1")));
  g_assert_cmpint (kaiji_citation_get_page (get (fixture, "iryo.024.1")), ==, 6);
  /* Twice makes no sense; a lost one has no place to confirm. */
  g_assert_false (kaiji_replace_confirm (
      session, kaiji_citation_get_number (get (fixture, "iryo.024.1")), &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (kaiji_replace_confirm (
      session, kaiji_citation_get_number (get (fixture, "iryo.065.1")), &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (kaiji_replace_confirm (session, 4711, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_clear_error (&error);
  place = kaiji_citing_locate (session, &request, &error);
  g_assert_no_error (error);
  g_assert_true (kaiji_replace_confirm_at (
      session, kaiji_citation_get_number (get (fixture, "iryo.065.1")), place, &error));
  g_assert_cmpint (kaiji_citation_get_state (get (fixture, "iryo.065.1")), ==,
                   KAIJI_CITATION_CONFIRMED);
  g_assert_cmpint (kaiji_citation_get_page (get (fixture, "iryo.065.1")), ==, 8);
  /* Each was a step of its own. */
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (session), NULL));
  check (fixture, "iryo.065.1", KAIJI_FOUND_NOT, 9, 0);
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (session), NULL));
  check (fixture, "iryo.024.1", KAIJI_FOUND_CHANGED, 5, 6);
}

/* Replaced again before anybody decided: what counts is the last place that a person chose. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  KaijiProposal *proposal;

  add_all (fixture);
  replace_ok (fixture);
  evidence = replace (fixture, fixture_sample ("security-rules.pdf"), &error);
  g_assert_no_error (error);
  check (fixture, "iryo.024.1", KAIJI_FOUND_SAME, 5, 5);
  check (fixture, "iryo.065.1", KAIJI_FOUND_SAME, 9, 9);
  proposal = kaiji_citation_get_proposal (get (fixture, "iryo.065.1"));
  g_assert_cmpstr (kaiji_citation_get_quote (kaiji_proposal_get_origin (proposal)), ==,
                   kaiji_citation_get_quote (get (fixture, "iryo.065.1")));
  versions = kaiji_replace_dup_versions (fixture->session, "E1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 1); /* the present bytes are none of those before */
  g_assert_cmpstr (kaiji_evidence_get_info (g_ptr_array_index (versions, 0))->file_name, ==,
                   "newer.pdf");
}

static void
told_cb (KaijiSession *session, const char *text, gboolean is_error, gpointer user_data)
{
  g_free (*(char **) user_data);
  *(char **) user_data = g_strdup (text);
}

static void
test_nothing_changes (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = { "garbage.pdf", "truncated.pdf", "zero-pages.pdf",
                                         "encrypted.pdf", "no-such-file.pdf" };
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  g_autoptr (KaijiEvidence) same = NULL;
  guint n_log;

  add_all (fixture);
  g_object_unref (fixture_add (fixture, "work-rules.pdf"));
  n_log = fixture_count_log (fixture);
  g_signal_connect (fixture->session, "message", G_CALLBACK (told_cb), &told);
  same = replace (fixture, fixture_sample ("security-rules.pdf"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kaiji_evidence_get_info (same)->file_name, ==, "security-rules.pdf");
  g_assert_nonnull (told);
  g_assert_null (replace (fixture, fixture_sample ("work-rules.pdf"), &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "work-rules"));
  g_clear_error (&error);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pdf", refused[i], NULL);

      g_assert_null (replace (fixture, path, &error));
      g_assert_nonnull (strstr (error->message, refused[i]));
      g_clear_error (&error);
    }
  g_assert_cmpuint (fixture_count_log (fixture), ==, n_log);
  fixture_reopen (fixture, TRUE);
  g_assert_null (replace (fixture, fixture_sample ("company.pdf"), &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
}

typedef struct
{
  gboolean done;
  double fraction;
  double cancel_at;
  GCancellable *cancellable;
  GError *error;
  KaijiEvidence *evidence;
  KaijiSession *session;
  gboolean edited;
} Wait;

static void
progress_cb (double fraction, const char *what, gpointer user_data)
{
  Wait *wait = user_data;

  g_assert_false (wait->done);
  g_assert_cmpfloat (fraction, >=, wait->fraction);
  g_assert_cmpstr (what, !=, "");
  wait->fraction = fraction;
  if (wait->cancellable && fraction >= wait->cancel_at)
    g_cancellable_cancel (wait->cancellable);
  if (wait->session && !wait->edited)
    {
      wait->edited = TRUE;
      g_assert_true (kaiji_session_uncite (wait->session, 1, NULL));
    }
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->evidence = kaiji_replace_finish (KAIJI_SESSION (source), result, &wait->error);
  wait->done = TRUE;
}

static void
run (Fixture *fixture, Wait *wait)
{
  g_autofree char *path = dup_newer ();
  const KaijiReplaceRequest request = { .evidence_id = "E1", .path = path };

  kaiji_replace_async (fixture->session, &request, wait->cancellable, progress_cb, wait,
                       replaced_cb, wait);
  fixture_wait (&wait->done);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { .cancellable = cancellable, .cancel_at = 0.65 };
  g_autofree char *path = NULL, *bytes = NULL, *digest = NULL;
  gsize size;
  guint n_log;

  add_all (fixture);
  n_log = fixture_count_log (fixture);
  run (fixture, &wait);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (wait.evidence);
  g_assert_cmpuint (fixture_count_log (fixture), ==, n_log);
  g_clear_error (&wait.error);
  /* Nor did its text stay. */
  path = dup_newer ();
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
  g_assert_false (kaiji_casefile_is_indexed (fixture->session->casefile, digest));
}

/* Who goes on working meanwhile loses nothing. */
static void
test_edited_meanwhile (Fixture *fixture, gconstpointer data)
{
  Wait wait = { .session = fixture->session };
  g_autoptr (GPtrArray) open = NULL;

  add_all (fixture);
  run (fixture, &wait);
  g_assert_no_error (wait.error);
  g_assert_true (wait.edited);
  open = kaiji_replace_dup_open (fixture->session, "E1", NULL);
  g_assert_cmpuint (open->len, ==, 5);
  g_clear_object (&wait.evidence);
}

/* What was said of the old bytes is not said of the new ones. */
static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_newer ();
  KaijiEvidenceRequest added = { .path = fixture_sample ("security-rules.pdf"),
                                 .kind = KAIJI_EVIDENCE_WEB,
                                 .url = "https://www.example.jp/",
                                 .captured_on = "2026-11-01",
                                 .signed_by = "見本 花子" };
  const KaijiReplaceRequest request = { .evidence_id = "E1",
                                        .path = path,
                                        .captured_on = "令和8年11月20日" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) first = NULL, second = NULL;
  g_autofree char *told = NULL;

  first = kaiji_session_add_evidence (fixture->session, &added, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->session, "message", G_CALLBACK (told_cb), &told);
  second = kaiji_replace_sync (fixture->session, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kaiji_evidence_get_info (second)->kind, ==, KAIJI_EVIDENCE_WEB);
  g_assert_cmpstr (kaiji_evidence_get_info (second)->url, ==, "https://www.example.jp/");
  g_assert_cmpstr (kaiji_evidence_get_info (second)->captured_on, ==, "2026-11-20");
  g_assert_null (kaiji_evidence_get_info (second)->signed_by);
  g_assert_nonnull (told);
}

/* The bytes before stay, are verified, and can be read. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = NULL, states = NULL, none = NULL;
  KaijiEvidence *version;
  gboolean intact = FALSE;
  int fd;

  add_all (fixture);
  replace_ok (fixture);
  fixture_reopen (fixture, TRUE);
  versions = kaiji_replace_dup_versions (fixture->session, "E1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 1);
  version = g_ptr_array_index (versions, 0);
  g_assert_cmpstr (kaiji_evidence_get_info (version)->file_name, ==, "security-rules.pdf");
  fd = kaiji_evidence_source_open (kaiji_session_get_evidence_source (fixture->session),
                                   kaiji_evidence_get_info (version)->sha256, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lseek (fd, 0, SEEK_END), ==, kaiji_evidence_get_info (version)->size);
  close (fd);
  states = kaiji_verify_evidence (fixture->session, NULL, &intact, &error);
  g_assert_no_error (error);
  g_assert_true (intact);
  g_assert_cmpuint (states->len, ==, 2); /* the present version, and the one before */
  none = kaiji_replace_dup_versions (fixture->session, "E9", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/replace/proposals", test_proposals);
  fixture_add_test ("/replace/undo", test_undo);
  fixture_add_test ("/replace/decisions", test_decisions);
  fixture_add_test ("/replace/twice", test_twice);
  fixture_add_test ("/replace/nothing-changes", test_nothing_changes);
  fixture_add_test ("/replace/cancel", test_cancel);
  fixture_add_test ("/replace/edited-meanwhile", test_edited_meanwhile);
  fixture_add_test ("/replace/facts", test_facts);
  fixture_add_test ("/replace/versions", test_versions);
  return g_test_run ();
}
