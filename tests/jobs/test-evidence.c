/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence in threads: adding with progress and cancel, opening shared, closing meanwhile. */
#include "fixture.h"

#include "jobs/session-private.h"

#include <locale.h>
#include <unistd.h>
#include <string.h>

#include "jobs/search.h"

typedef struct
{
  gboolean done;
  KaijiEvidence *evidence;
  KaijiPdfDocument *document;
  GError *error;
  double fraction;
  guint steps;
  GCancellable *cancel_at_index; /* (nullable) */
} Wait;

static void
wait_clear (Wait *wait)
{
  g_clear_object (&wait->evidence);
  g_clear_object (&wait->document);
  g_clear_error (&wait->error);
}

static void
progress_cb (double fraction, const char *what, gpointer user_data)
{
  Wait *wait = user_data;

  g_assert_false (wait->done);
  g_assert_cmpfloat (fraction, >=, wait->fraction);
  g_assert_cmpfloat (fraction, <=, 1);
  g_assert_cmpstr (what, !=, "");
  wait->fraction = fraction;
  wait->steps++;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->evidence = kaiji_session_add_evidence_finish (KAIJI_SESSION (source), result, &wait->error);
  wait->done = TRUE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->document =
      kaiji_session_open_document_finish (KAIJI_SESSION (source), result, &wait->error);
  wait->done = TRUE;
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  Wait wait = { 0 };
  KaijiEvidenceRequest request = { .path = fixture_sample ("company.pdf"),
                                   .captured_on = "2026/11/1" };
  const KaijiEvidenceInfo *info;

  kaiji_session_add_evidence_async (fixture->session, &request, NULL, progress_cb, &wait, added_cb,
                                    &wait);
  fixture_wait (&wait.done);
  g_assert_no_error (wait.error);
  g_assert_cmpuint (wait.steps, >, 0);
  info = kaiji_evidence_get_info (wait.evidence);
  g_assert_cmpstr (info->id, ==, "E1");
  g_assert_cmpstr (info->name, ==, "company");
  g_assert_cmpstr (info->captured_on, ==, "2026-11-01");
  g_assert_cmpint (info->pages, ==, 7);
  g_assert_cmpint (info->text_pages, ==, 7);
  g_assert_cmpint (info->added_at, >, 0);
  /* One step, though it was described twice. */
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (fixture->session), NULL));
  g_assert_false (kaiji_journal_can_undo (kaiji_session_get_journal (fixture->session)));
  wait_clear (&wait);
}

static void
stop_at_first_change_cb (KaijiCaseSource *source,
                         guint kind,
                         const char *key,
                         const char *target,
                         gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) after = g_cancellable_new ();
  KaijiEvidenceRequest request = { .path = fixture_sample ("company.pdf") };
  KaijiCaseSource *source = kaiji_session_get_source (fixture->session);
  const KaijiSearchRequest year = { .text = "2026", .with_rects = TRUE };
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  Wait wait = { 0 };

  g_cancellable_cancel (before);
  kaiji_session_add_evidence_async (fixture->session, &request, before, NULL, NULL, added_cb,
                                    &wait);
  fixture_wait (&wait.done);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (wait.evidence);
  g_assert_cmpuint (fixture_count_log (fixture), ==, 0);
  wait_clear (&wait);

  /* Once it is described it stays; what was not indexed is found all the same. */
  wait.done = FALSE;
  g_signal_connect (source, "changed", G_CALLBACK (stop_at_first_change_cb), after);
  kaiji_session_add_evidence_async (fixture->session, &request, after, NULL, NULL, added_cb, &wait);
  fixture_wait (&wait.done);
  g_assert_no_error (wait.error);
  g_assert_nonnull (
      kaiji_case_source_lookup_evidence (source, kaiji_evidence_get_info (wait.evidence)->id));
  hits = kaiji_search_evidence (fixture->session, &year, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, >, 0);
  wait_clear (&wait);
}

static void
told_cb (KaijiSession *session, const char *text, gboolean is_error, gpointer user_data)
{
  char **told = user_data;

  g_assert_false (is_error);
  g_free (*told);
  *told = g_strdup (text);
}

static void
test_the_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) first = fixture_add (fixture, "registry.pdf");
  g_autoptr (KaijiEvidence) second = NULL;
  g_autofree char *told = NULL;

  g_signal_connect (fixture->session, "message", G_CALLBACK (told_cb), &told);
  second = fixture_add (fixture, "registry.pdf");
  g_assert_cmpstr (kaiji_evidence_get_info (second)->id, ==, kaiji_evidence_get_info (first)->id);
  g_assert_nonnull (strstr (told, "registry"));
}

static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *company = g_strdup (fixture_sample ("company.pdf"));
  KaijiEvidenceRequest first = { .path = company };
  KaijiEvidenceRequest second = { .path = fixture_sample ("registry.pdf") };
  Wait waits[2] = { 0 };

  kaiji_session_add_evidence_async (fixture->session, &first, NULL, progress_cb, &waits[0],
                                    added_cb, &waits[0]);
  kaiji_session_add_evidence_async (fixture->session, &second, NULL, progress_cb, &waits[1],
                                    added_cb, &waits[1]);
  fixture_wait (&waits[0].done);
  fixture_wait (&waits[1].done);
  for (gsize i = 0; i < 2; i++)
    {
      g_assert_no_error (waits[i].error);
      wait_clear (&waits[i]);
    }
  g_assert_cmpuint (g_list_model_get_n_items (kaiji_case_source_get_evidence (
                        kaiji_session_get_source (fixture->session))),
                    ==, 2);
}

static void
test_open_shared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  Wait waits[4] = { 0 };

  fixture_reopen (fixture, FALSE);
  for (gsize i = 0; i < 2; i++)
    kaiji_session_open_document_async (fixture->session, "E1", NULL, NULL, opened_cb, &waits[i]);
  fixture_wait (&waits[0].done);
  fixture_wait (&waits[1].done);
  kaiji_session_open_document_async (fixture->session, "E1", NULL, NULL, opened_cb, &waits[2]);
  fixture_wait (&waits[2].done);
  g_assert_no_error (waits[0].error);
  g_assert_true (waits[0].document == waits[1].document);
  g_assert_true (waits[0].document == waits[2].document);
  g_assert_cmpint (kaiji_pdf_document_get_n_pages (waits[0].document), ==, 5);
  kaiji_session_open_document_async (fixture->session, "E7", NULL, NULL, opened_cb, &waits[3]);
  fixture_wait (&waits[3].done);
  g_assert_error (waits[3].error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    wait_clear (&waits[i]);
}

/* Closing cancels what runs and waits for it; nothing half done is left. */
/* What was fetched ahead is given out again and again, each time from its beginning. */
static void
test_prefetch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) added = fixture_add (fixture, "privacy-mark.pdf");
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (added);
  char head[5] = { 0 };
  int fd;

  fixture_reopen (fixture, FALSE);
  g_assert_cmpint (kaiji_session_dup_fetched (fixture->session, info->sha256), ==, -1);
  kaiji_session_prefetch (fixture->session);
  while (fixture->session->running > 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      fd = kaiji_session_dup_fetched (fixture->session, info->sha256);
      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint (pread (fd, head, 4, 0), ==, 4);
      g_assert_cmpstr (head, ==, "%PDF");
      close (fd);
    }
  g_assert_cmpint (kaiji_session_dup_fetched (fixture->session, "none"), ==, -1);
}

static void
test_close_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KaijiEvidenceRequest request = { .path = fixture_sample ("company.pdf") };
  Wait wait = { 0 };

  kaiji_session_add_evidence_async (fixture->session, &request, NULL, NULL, NULL, added_cb, &wait);
  g_assert_true (kaiji_session_close (fixture->session, &error));
  g_assert_no_error (error);
  fixture_wait (&wait.done);
  wait_clear (&wait);
  g_clear_object (&fixture->session);
  fixture_reopen (fixture, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (kaiji_case_source_get_evidence (
                        kaiji_session_get_source (fixture->session))),
                    <=, 1);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray **hits = user_data;

  *hits = kaiji_search_evidence_finish (KAIJI_SESSION (source), result, NULL, &error);
  g_assert_no_error (error);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "company.pdf");
  const KaijiSearchRequest year = { .text = "２０２６", .limit = 1, .with_rects = TRUE };
  GPtrArray *hits = NULL;
  KaijiEvidenceHit *hit;

  kaiji_search_evidence_async (fixture->session, &year, NULL, searched_cb, &hits);
  while (!hits)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->evidence_id, ==, "E1");
  g_assert_nonnull (strstr (hit->snippet, "2026"));
  g_assert_cmpuint (hit->n_rects, >, 0);
  g_ptr_array_unref (hits);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/evidence/add", test_add);
  fixture_add_test ("/evidence/cancel", test_cancel);
  fixture_add_test ("/evidence/the-same-bytes", test_the_same_bytes);
  fixture_add_test ("/evidence/two-at-once", test_two_at_once);
  fixture_add_test ("/evidence/open-shared", test_open_shared);
  fixture_add_test ("/evidence/prefetch", test_prefetch);
  fixture_add_test ("/evidence/close-meanwhile", test_close_meanwhile);
  fixture_add_test ("/evidence/search", test_search);
  return g_test_run ();
}
