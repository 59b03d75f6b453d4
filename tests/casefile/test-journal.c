/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits, undo, redo, log: in memory, over a reopening, and that the log gives the state. */
#include "fixture.h"

#include "core/case.h"

#include <locale.h>

static KaijiCitation *
make_citation (gint64 number, const char *target)
{
  KaijiRect rect = { 10.25, 20, 30, 40.1 };

  return kaiji_citation_new (number, target, "E1", "ab", 12, 13, "x", "第8条", "引用\n\"文\"",
                             &rect, 1, KAIJI_CITATION_CONFIRMED);
}

static void
edit_citation (KaijiCasefile *self, KaijiCitation *before, KaijiCitation *after)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (edits, kaiji_edit_new_citation (before, after));
  g_assert_true (kaiji_journal_edit (KAIJI_JOURNAL (self), edits, "cite", 0, &error));
  g_assert_no_error (error);
}

static void
edit_evidence (KaijiCasefile *self, const char *id, const char *name)
{
  KaijiEvidenceInfo info = { .id = id, .sha256 = SHA_OF_ABC, .name = name, .pages = 3, .size = 3 };
  g_autoptr (KaijiEvidence) evidence = kaiji_evidence_new (&info);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (edits, kaiji_edit_new_evidence (NULL, evidence));
  g_assert_true (kaiji_journal_edit (KAIJI_JOURNAL (self), edits, "add", 0, &error));
  g_assert_no_error (error);
}

static GPtrArray *
dup_log (KaijiCasefile *self, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *log = kaiji_journal_dup_log (KAIJI_JOURNAL (self), limit, &error);

  g_assert_no_error (error);
  return log;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (KaijiCitation) citation = make_citation (1, "x.001");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 edited_at;

  g_assert_cmpint (kaiji_casefile_get_edited_at (self), ==, 0);
  set_answer (self, "x.001.1", "\xF0\xA1\x8C\xB6 ⼠\n 二行目 ");
  set_answer (self, "x.002.1", "b");
  set_answer (self, "x.002.1", "");
  edit_evidence (self, "E2", "規程");
  edit_evidence (self, "E10", "就業規則");
  edit_citation (self, NULL, citation);
  flush (self);
  edited_at = kaiji_casefile_get_edited_at (self);
  g_assert_cmpint (edited_at, >, 0);
  assert_log_gives_state (self);
  before = dump_case (KAIJI_CASE_SOURCE (self));
  close_case (self);

  self = open_case (fixture->path);
  after = dump_case (KAIJI_CASE_SOURCE (self));
  g_assert_cmpstr (before, ==, after);
  g_assert_null (get_answer (self, "x.002.1"));
  g_assert_cmpint (kaiji_casefile_get_edited_at (self), ==, edited_at);
  assert_log_gives_state (self);
  close_case (self);
}

static void
test_no_difference (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GPtrArray) log = NULL;

  set_answer (self, "x.001.1", "a");
  set_answer (self, "x.001.1", "a");
  set_answer (self, "x.002.1", "");
  log = dup_log (self, 0);
  g_assert_cmpuint (log->len, ==, 1);
  close_case (self);
}

static void
test_undo_over_restart (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (KaijiCitation) citation = make_citation (1, "x.001");

  for (guint i = 1; i <= 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      set_answer (self, "x.001.1", text);
    }
  edit_citation (self, NULL, citation);
  close_case (self);

  self = open_case (fixture->path);
  g_assert_true (kaiji_journal_can_undo (KAIJI_JOURNAL (self)));
  g_assert_false (kaiji_journal_can_redo (KAIJI_JOURNAL (self)));
  undo (self);
  g_assert_null (kaiji_case_source_get_citations (KAIJI_CASE_SOURCE (self), "x.001"));
  for (guint i = 0; i < 20; i++)
    undo (self);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "30");
  close_case (self);

  self = open_case (fixture->path);
  assert_log_gives_state (self);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "30");
  for (guint i = 0; i < 21; i++)
    redo (self);
  g_assert_false (kaiji_journal_can_redo (KAIJI_JOURNAL (self)));
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "50");
  g_assert_nonnull (kaiji_case_source_get_citations (KAIJI_CASE_SOURCE (self), "x.001"));
  for (guint i = 0; i < 51; i++)
    undo (self);
  g_assert_false (kaiji_journal_can_undo (KAIJI_JOURNAL (self)));
  g_assert_null (get_answer (self, "x.001.1"));
  assert_log_gives_state (self);
  close_case (self);
}

static void
test_redo_dropped (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) log = NULL;
  KaijiLogEntry *entry;

  set_answer (self, "x.001.1", "a");
  set_answer (self, "x.001.1", "b");
  undo (self);
  set_answer (self, "x.001.1", "c");
  g_assert_false (kaiji_journal_can_redo (KAIJI_JOURNAL (self)));
  g_assert_false (kaiji_journal_redo (KAIJI_JOURNAL (self), &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOTHING);
  close_case (self);

  self = open_case (fixture->path);
  g_assert_false (kaiji_journal_can_redo (KAIJI_JOURNAL (self)));
  undo (self);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "a");
  undo (self);
  g_assert_null (get_answer (self, "x.001.1"));
  g_clear_error (&error);
  g_assert_false (kaiji_journal_undo (KAIJI_JOURNAL (self), &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOTHING);

  /* What was dropped is still in the log. */
  log = dup_log (self, 0);
  g_assert_cmpuint (log->len, ==, 6);
  entry = g_ptr_array_index (log, 4);
  g_assert_cmpstr (g_variant_get_string (entry->edit->after, NULL), ==, "b");
  g_assert_true (entry->undone);
  close_case (self);
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  const char *const after[] = { "b", NULL, "b", "a" };
  const gboolean undone[] = { FALSE, FALSE, FALSE, FALSE };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  set_answer (self, "x.001.1", "a");
  set_answer (self, "x.002.1", "b");
  undo (self);
  log = dup_log (self, 0);
  g_assert_true (((KaijiLogEntry *) log->pdata[1])->undone);
  g_clear_pointer (&log, g_ptr_array_unref);
  redo (self);
  flush (self);

  log = dup_log (self, 0);
  g_assert_cmpuint (log->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      KaijiLogEntry *entry = g_ptr_array_index (log, i);

      g_assert_cmpint (entry->seq, ==, 4 - i);
      g_assert_cmpint (entry->step, ==, i == 3 ? 1 : 2);
      g_assert_cmpint (entry->undone, ==, undone[i]);
      g_assert_cmpint (ABS (entry->at - now), <, 60);
      g_assert_true (*entry->who);
      g_assert_cmpstr (entry->edit->after ? g_variant_get_string (entry->edit->after, NULL) : NULL,
                       ==, after[i]);
    }
  g_assert_cmpstr (((KaijiLogEntry *) log->pdata[0])->label, ==, "Redo: x.002.1");
  g_assert_cmpstr (((KaijiLogEntry *) log->pdata[1])->label, ==, "Undo: x.002.1");
  g_assert_cmpstr (((KaijiLogEntry *) log->pdata[2])->label, ==, "x.002.1");
  newest = dup_log (self, 2);
  g_assert_cmpuint (newest->len, ==, 2);
  g_assert_cmpint (((KaijiLogEntry *) newest->pdata[0])->seq, ==, 4);
  close_case (self);
}

static void
test_join (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);

  set_answer (self, "x.001.1", "1");
  set_answer_full (self, "x.001.1", "12", KAIJI_JOURNAL_JOIN);
  set_answer_full (self, "x.001.1", "123", KAIJI_JOURNAL_JOIN);
  /* Another field is another step, and so is coming back. */
  set_answer_full (self, "x.002.1", "a", KAIJI_JOURNAL_JOIN);
  set_answer_full (self, "x.001.1", "1234", KAIJI_JOURNAL_JOIN);
  undo (self);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "123");
  /* After an undo typing begins a new step. */
  set_answer_full (self, "x.002.1", "ab", KAIJI_JOURNAL_JOIN);
  undo (self);
  g_assert_cmpstr (get_answer (self, "x.002.1"), ==, "a");
  undo (self);
  g_assert_null (get_answer (self, "x.002.1"));
  close_case (self);

  /* Nor does it join what was there when the file was opened. */
  self = open_case (fixture->path);
  set_answer_full (self, "x.001.1", "12345", KAIJI_JOURNAL_JOIN);
  undo (self);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "123");
  undo (self);
  g_assert_null (get_answer (self, "x.001.1"));
  redo (self);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "123");
  /* Typed and deleted again: undo goes on to what shows. */
  set_answer (self, "x.003.1", "z");
  set_answer_full (self, "x.003.1", NULL, KAIJI_JOURNAL_JOIN);
  undo (self);
  g_assert_null (get_answer (self, "x.001.1"));
  assert_log_gives_state (self);
  close_case (self);
}

static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (GError) error = NULL;

  set_answer (self, "x.001.1", "a");
  g_ptr_array_add (edits, kaiji_edit_new_answer ("x.001.1", NULL, "b"));
  g_ptr_array_add (edits,
                   kaiji_edit_new (KAIJI_EDIT_CITATION, "1", NULL, g_variant_new ("a{sv}", NULL)));
  g_assert_false (kaiji_journal_edit (KAIJI_JOURNAL (self), edits, "bad", 0, &error));
  g_assert_error (error, KAIJI_CASE_ERROR, KAIJI_CASE_ERROR_VALUE);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "a");
  g_clear_error (&error);

  g_ptr_array_set_size (edits, 0);
  g_ptr_array_add (edits,
                   kaiji_edit_new (KAIJI_EDIT_ANSWER, "x.001.1", NULL, g_variant_new_int32 (1)));
  g_assert_false (kaiji_journal_edit (KAIJI_JOURNAL (self), edits, "bad", 0, &error));
  g_assert_error (error, KAIJI_CASE_ERROR, KAIJI_CASE_ERROR_VALUE);
  assert_log_gives_state (self);
  close_case (self);
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (KaijiCitation) citation = make_citation (7, "x.001");
  g_autofree char *id = NULL;

  g_assert_cmpint (kaiji_journal_next_citation_number (KAIJI_JOURNAL (self)), ==, 1);
  edit_citation (self, NULL, citation);
  edit_citation (self, citation, NULL);
  edit_evidence (self, "E3", "a");
  undo (self);
  close_case (self);

  self = open_case (fixture->path);
  g_assert_cmpint (kaiji_journal_next_citation_number (KAIJI_JOURNAL (self)), ==, 8);
  g_assert_cmpint (kaiji_journal_next_citation_number (KAIJI_JOURNAL (self)), ==, 9);
  id = kaiji_casefile_dup_next_evidence_id (self);
  g_assert_cmpstr (id, ==, "E4");
  close_case (self);
}

static void
changed_cb (KaijiCaseSource *source, guint kind, const char *key, const char *target, gpointer data)
{
  GString *seen = data;

  /* Who is told sees a journal that holds the change already. */
  g_string_append_printf (seen, "%s:%d ", target, kaiji_journal_can_undo (KAIJI_JOURNAL (source)));
}

static void
count_cb (KaijiJournal *journal, gpointer data)
{
  ++*(guint *) data;
}

static void
test_signals (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GString) seen = g_string_new (NULL);
  guint count = 0;

  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), seen);
  g_signal_connect (self, "state-changed", G_CALLBACK (count_cb), &count);
  set_answer (self, "x.001.1", "a");
  g_assert_cmpstr (seen->str, ==, "x.001.1:1 ");
  g_assert_cmpuint (count, ==, 1);
  /* The commit is told on the main context. */
  while (count < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (kaiji_journal_get_pending (KAIJI_JOURNAL (self)), ==, 0);
  g_string_truncate (seen, 0);
  undo (self);
  g_assert_cmpstr (seen->str, ==, "x.001.1:0 ");
  g_signal_handlers_disconnect_by_data (self, seen);
  g_signal_handlers_disconnect_by_data (self, &count);
  close_case (self);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  KaijiCasefile *self = create_case (fixture->path);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (GError) error = NULL;
  char sha256[65];
  int fd = open_bytes ("abc", 3);

  set_answer (self, "x.001.1", "a");
  close_case (self);
  self = kaiji_casefile_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (kaiji_journal_is_read_only (KAIJI_JOURNAL (self)));
  g_assert_false (kaiji_journal_can_undo (KAIJI_JOURNAL (self)));
  g_ptr_array_add (edits, kaiji_edit_new_answer ("x.001.1", NULL, "b"));
  g_assert_false (kaiji_journal_edit (KAIJI_JOURNAL (self), edits, "", 0, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (kaiji_journal_undo (KAIJI_JOURNAL (self), &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (kaiji_casefile_store_bytes (self, fd, sha256, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_READ_ONLY);
  g_assert_cmpstr (get_answer (self, "x.001.1"), ==, "a");
  assert_log_gives_state (self);
  close (fd);
  close_case (self);
}

#define ADD(name, func) \
  g_test_add ("/casefile/journal/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("no-difference", test_no_difference);
  ADD ("undo-over-restart", test_undo_over_restart);
  ADD ("redo-dropped", test_redo_dropped);
  ADD ("log", test_log);
  ADD ("join", test_join);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("numbers", test_numbers);
  ADD ("signals", test_signals);
  ADD ("read-only", test_read_only);
  return g_test_run ();
}
