/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the text of evidence is like, of which the case says nothing: it was added before it was
 * looked for. */
#include "fixture.h"

#include <locale.h>

#include "jobs/indexer.h"

#define RULE "D12"

static KaijiEvidence *
add (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pdf", name, NULL);
  const KaijiEvidenceRequest request = { .path = path };
  g_autoptr (GError) error = NULL;
  KaijiEvidence *evidence = kaiji_session_add_evidence (fixture->session, &request, &error);

  g_assert_no_error (error);
  return evidence;
}

static gboolean
is_asked_for (Fixture *fixture, const char *evidence_id)
{
  GPtrArray *findings =
      kaiji_checker_get_findings_on_evidence (kaiji_session_get_checker (fixture->session));

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (kaiji_finding_get_rule (findings->pdata[i]), RULE)
        && g_str_equal (kaiji_finding_get_evidence (findings->pdata[i]), evidence_id))
      return TRUE;
  return FALSE;
}

/* Has the case say @japanese of what was added. */
static void
say (Fixture *fixture, KaijiEvidence *evidence, KaijiJapanese japanese)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  KaijiEvidenceInfo info = *kaiji_evidence_get_info (evidence);
  g_autoptr (KaijiEvidence) after = NULL;
  g_autoptr (GError) error = NULL;

  info.japanese = japanese;
  after = kaiji_evidence_new (&info);
  g_ptr_array_add (edits, kaiji_edit_new_evidence (evidence, after));
  g_assert_true (kaiji_journal_edit (kaiji_session_get_journal (fixture->session), edits, "old",
                                     KAIJI_JOURNAL_NONE, &error));
  g_assert_no_error (error);
}

/* A case that says nothing of it, open anew. (transfer full): the evidence */
static KaijiEvidence *
begin (Fixture *fixture, const char *name, gboolean read_only)
{
  KaijiEvidence *evidence = add (fixture, name);

  say (fixture, evidence, KAIJI_JAPANESE_UNKNOWN);
  fixture_reopen (fixture, read_only);
  return evidence;
}

static void
done_cb (KaijiIndexer *indexer, gboolean *done)
{
  *done = !kaiji_indexer_is_running (indexer, NULL, NULL);
}

static void
run_indexer (Fixture *fixture)
{
  KaijiIndexer *indexer = kaiji_session_get_indexer (fixture->session);
  gboolean done = FALSE;
  gulong handler = g_signal_connect (indexer, "changed", G_CALLBACK (done_cb), &done);

  kaiji_indexer_start (indexer);
  fixture_wait (&done);
  g_signal_handler_disconnect (indexer, handler);
}

static void
count_cb (KaijiSession *session, guint *n)
{
  (*n)++;
}

/* The indexer tells it; neither the log nor undo know of it. */
static void
test_background (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = begin (fixture, "plain.pdf", FALSE);
  const char *id = kaiji_evidence_get_info (evidence)->id;
  const guint log = fixture_count_log (fixture);
  guint told = 0;

  g_assert_false (is_asked_for (fixture, id));
  g_signal_connect (fixture->session, "findings-changed", G_CALLBACK (count_cb), &told);
  run_indexer (fixture);
  g_assert_true (is_asked_for (fixture, id));
  g_assert_cmpuint (told, >, 0);
  g_assert_cmpuint (fixture_count_log (fixture), ==, log);
  g_assert_cmpuint (kaiji_journal_get_pending (kaiji_session_get_journal (fixture->session)), ==,
                    0);
  /* Undo takes back the person's own step: of what was added the case says it now. */
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (fixture->session), NULL));
  g_assert_true (is_asked_for (fixture, id));
}

/* Each text is looked at once, also one that tells nothing. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = begin (fixture, data, FALSE);
  KaijiIndexer *indexer = kaiji_session_get_indexer (fixture->session);

  kaiji_indexer_start (indexer);
  g_assert_true (kaiji_indexer_is_running (indexer, NULL, NULL));
  run_indexer (fixture);
  g_assert_false (is_asked_for (fixture, kaiji_evidence_get_info (evidence)->id));
  kaiji_indexer_start (indexer);
  g_assert_false (kaiji_indexer_is_running (indexer, NULL, NULL));
}

/* At once, and of a case that is open for reading only. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = begin (fixture, "plain.pdf", TRUE);
  const char *id = kaiji_evidence_get_info (evidence)->id;

  g_assert_false (is_asked_for (fixture, id));
  kaiji_session_look_at_texts (fixture->session);
  g_assert_true (is_asked_for (fixture, id));
}

/* What the case says goes before what was told. */
static void
test_case_goes_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = begin (fixture, "plain.pdf", FALSE);
  const char *id = kaiji_evidence_get_info (evidence)->id;

  kaiji_session_look_at_texts (fixture->session);
  g_assert_true (is_asked_for (fixture, id));
  say (fixture, evidence, KAIJI_JAPANESE_SOME);
  g_assert_false (is_asked_for (fixture, id));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/texts/background", test_background);
  g_test_add ("/texts/once/japanese", Fixture, "japanese.pdf", fixture_set_up, test_once,
              fixture_tear_down);
  g_test_add ("/texts/once/scan", Fixture, "scan.pdf", fixture_set_up, test_once,
              fixture_tear_down);
  fixture_add_test ("/texts/read-only", test_read_only);
  fixture_add_test ("/texts/case-goes-before", test_case_goes_before);
  return g_test_run ();
}
