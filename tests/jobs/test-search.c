/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over the evidence of a case: what is found and where, what is kept out of it, the index
 * that follows the evidence, and the page that backs an answer. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

#include "casefile/casefile.h"
#include "jobs/indexer.h"
#include "jobs/sample.h"
#include "jobs/search.h"

static GPtrArray *
search (Fixture *fixture, const KaijiSearchRequest *request)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = kaiji_search_evidence (fixture->session, request, &error);

  g_assert_no_error (error);
  return hits;
}

static guint
count (Fixture *fixture, const char *text)
{
  const KaijiSearchRequest request = { .text = text, .as_it_is = TRUE };
  g_autoptr (GPtrArray) hits = search (fixture, &request);

  return hits->len;
}

static void
changed_cb (KaijiIndexer *indexer, gboolean *done)
{
  *done = !kaiji_indexer_is_running (indexer, NULL, NULL);
}

static void
wait_for_index (Fixture *fixture)
{
  KaijiIndexer *indexer = kaiji_session_get_indexer (fixture->session);
  gboolean done = FALSE;
  gulong handler = g_signal_connect (indexer, "changed", G_CALLBACK (changed_cb), &done);

  kaiji_indexer_start (indexer);
  fixture_wait (&done);
  g_signal_handler_disconnect (indexer, handler);
}

/* The rectangles of a hit are those that the page's text has. */
static void
test_rects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "security-rules.pdf");
  const KaijiSearchRequest request = { .text = "教育", .with_rects = TRUE };
  g_autoptr (GPtrArray) hits = search (fixture, &request);
  KaijiEvidenceHit *hit;

  g_assert_cmpuint (hits->len, >, 0);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpuint (hit->n_rects, >, 0);
  g_assert_cmpuint (hit->n_marks, >, 0);
  g_assert_cmpint (strncmp (hit->snippet + hit->marks[0].start, "教育", strlen ("教育")), ==, 0);
  g_assert_cmpfloat (hit->rects[0].x2 - hit->rects[0].x1, >, 10);
  g_assert_cmpfloat (hit->rects[0].y2 - hit->rects[0].y1, >, 5);
}

static void
set_kind (Fixture *fixture, KaijiEvidence *evidence, KaijiEvidenceKind kind)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  KaijiEvidenceInfo info = *kaiji_evidence_get_info (evidence);
  g_autoptr (KaijiEvidence) after = NULL;
  g_autoptr (GError) error = NULL;

  info.kind = kind;
  after = kaiji_evidence_new (&info);
  g_ptr_array_add (edits, kaiji_edit_new_evidence (evidence, after));
  g_assert_true (kaiji_journal_edit (kaiji_session_get_journal (fixture->session), edits, "kind",
                                     KAIJI_JOURNAL_NONE, &error));
  g_assert_no_error (error);
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  g_assert_nonnull (file);
  return memmem (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), text,
                 strlen (text))
         != NULL;
}

/* A paper that turns out to say who a person is leaves the search at once and the file for good. */
static void
test_personal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiEvidence) other = fixture_add (fixture, "company.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count (fixture, "在職中"), >, 0);
  g_assert_true (file_holds (fixture->path, "在職中及び退職後"));
  set_kind (fixture, evidence, KAIJI_EVIDENCE_IDENTITY);
  g_assert_cmpuint (count (fixture, "在職中"), ==, 0);
  fixture_reopen (fixture, FALSE);
  g_assert_false (file_holds (fixture->path, "在職中及び退職後"));
  wait_for_index (fixture);
  g_assert_false (file_holds (fixture->path, "在職中及び退職後"));
  g_assert_cmpuint (count (fixture, "在職中"), ==, 0);
  /* Taken back, it is found again. */
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (fixture->session), &error));
  wait_for_index (fixture);
  g_assert_cmpuint (count (fixture, "在職中"), >, 0);
}

/* What is added as such is never indexed. */
static void
test_added_as_personal (Fixture *fixture, gconstpointer data)
{
  const KaijiEvidenceRequest request = { .path = fixture_sample ("work-rules.pdf"),
                                         .kind = KAIJI_EVIDENCE_IDENTITY };
  const KaijiSearchRequest query = { .text = "在職中" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence =
      kaiji_session_add_evidence (fixture->session, &request, &error);
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_no_error (error);
  hits = search (fixture, &query);
  g_assert_cmpuint (hits->len, ==, 0);
  g_assert_false (file_holds (fixture->path, "在職中及び退職後"));
}

static void
stop_cb (KaijiCaseSource *source, guint kind, const char *key, const char *target, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaijiEvidence) evidence =
      kaiji_session_add_evidence_finish (KAIJI_SESSION (source), result, NULL);

  g_assert_nonnull (evidence);
  *(gboolean *) user_data = TRUE;
}

/* What was broken off at adding is read in the background, also after the case was closed. */
static void
test_background (Fixture *fixture, gconstpointer data)
{
  const KaijiEvidenceRequest request = { .path = fixture_sample ("company.pdf") };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KaijiIndexer *indexer;
  gboolean done = FALSE;

  g_signal_connect (kaiji_session_get_source (fixture->session), "changed", G_CALLBACK (stop_cb),
                    cancellable);
  kaiji_session_add_evidence_async (fixture->session, &request, cancellable, NULL, NULL, added_cb,
                                    &done);
  fixture_wait (&done);
  g_assert_cmpuint (count (fixture, "2026"), ==, 0);
  fixture_reopen (fixture, FALSE);
  wait_for_index (fixture);
  g_assert_cmpuint (count (fixture, "2026"), >, 0);
  indexer = kaiji_session_get_indexer (fixture->session);
  g_assert_false (kaiji_indexer_is_running (indexer, NULL, NULL));
  g_assert_false (kaiji_indexer_is_stopped (indexer));
  g_assert_cmpuint (kaiji_indexer_get_failed (indexer)->len, ==, 0);
}

/* Closing the case in the middle of it. */
static void
test_close_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "company.pdf");
  KaijiIndexer *indexer = kaiji_session_get_indexer (fixture->session);

  set_kind (fixture, evidence, KAIJI_EVIDENCE_IDENTITY);
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (fixture->session), NULL));
  kaiji_indexer_start (indexer);
  fixture_reopen (fixture, FALSE);
  wait_for_index (fixture);
  g_assert_cmpuint (count (fixture, "2026"), >, 0);
}

/* Open for reading only, nothing is written and all is found. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "company.pdf");
  const KaijiSearchRequest request = { .text = "2026", .with_rects = TRUE };
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  set_kind (fixture, evidence, KAIJI_EVIDENCE_IDENTITY);
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (fixture->session), &error));
  fixture_reopen (fixture, TRUE);
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, &error));
  hits = search (fixture, &request);
  g_assert_cmpuint (hits->len, >, 0);
  g_assert_cmpuint (((KaijiEvidenceHit *) hits->pdata[0])->n_rects, >, 0);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, &error));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* ---- the page that backs an answer ---- */

typedef struct
{
  Fixture *fixture;
  guint asked, first, among, page;
} Backing;

/* Whether the words of the cited prompt lead to the cited document, and to the page. */
static void
ask_cb (KaijiCitation *citation, gpointer user_data)
{
  Backing *backing = user_data;
  const char *target = kaiji_citation_get_target (citation);
  KaijiScheme *scheme = kaiji_session_get_scheme (backing->fixture->session);
  g_autofree char *words = kaiji_search_dup_words (scheme, target);
  const KaijiSearchRequest request = { .text = words, .mode = KAIJI_SEARCH_ANY, .limit = 5 };
  g_autoptr (GPtrArray) hits = NULL;
  gboolean among = FALSE, page = FALSE;

  g_assert_cmpstr (words, !=, "");
  hits = search (backing->fixture, &request);
  for (guint i = 0; i < hits->len; i++)
    {
      KaijiEvidenceHit *hit = g_ptr_array_index (hits, i);

      if (!g_str_equal (hit->evidence_id, kaiji_citation_get_evidence_id (citation)))
        continue;
      among = TRUE;
      backing->first += i == 0;
      page |= hit->page == kaiji_citation_get_page (citation);
    }
  g_test_message ("%s: %s: %s", target, words, page ? "page" : among ? "document" : "MISSED");
  backing->asked++;
  backing->among += among;
  backing->page += page;
}

static void
test_backing (Fixture *fixture, gconstpointer data)
{
  Backing backing = { fixture, 0, 0, 0, 0 };
  g_autofree char *path = g_build_filename (fixture->folder, "sample.kaiji", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_session_close (fixture->session, &error));
  g_clear_object (&fixture->session);
  fixture->session = kaiji_sample_create (path, TRUE, NULL, fixture->library, NULL,
                                          (KaijiDate){ 2026, 12, 1 }, &error);
  g_assert_no_error (error);
  kaiji_case_source_foreach_citation (kaiji_session_get_source (fixture->session), ask_cb,
                                      &backing);
  g_test_message ("%u asked: document first %u, among five %u; page %u", backing.asked,
                  backing.first, backing.among, backing.page);
  g_assert_cmpuint (backing.asked, >, 50);
  g_assert_cmpuint (backing.among * 10, >=, backing.asked * 8);
  g_assert_cmpuint (backing.page * 10, >=, backing.asked * 7);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/search/rects", test_rects);
  fixture_add_test ("/search/personal", test_personal);
  fixture_add_test ("/search/added-as-personal", test_added_as_personal);
  fixture_add_test ("/search/background", test_background);
  fixture_add_test ("/search/close-meanwhile", test_close_meanwhile);
  fixture_add_test ("/search/read-only", test_read_only);
  fixture_add_test ("/search/backing", test_backing);
  return g_test_run ();
}
