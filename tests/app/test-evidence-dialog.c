/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The properties of evidence: fields by kind, saving in one step, errors at their fields. */
#include "support.h"

#include <string.h>

#include "app/evidence-dialog.h"

#define FIELD(name) KAIJI_EVIDENCE_FIELD_##name

/* Described without a file: the dialog looks at no bytes. */
static void
put (Fixture *f, const KaijiEvidenceInfo *info)
{
  g_autoptr (KaijiEvidence) evidence = kaiji_evidence_new (info);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (edits, kaiji_edit_new_evidence (NULL, evidence));
  g_assert_true (kaiji_journal_edit (kaiji_session_get_journal (f->session), edits, "add",
                                     KAIJI_JOURNAL_NONE, &error));
  g_assert_no_error (error);
}

static const KaijiEvidenceInfo *
get (Fixture *f, const char *id)
{
  return kaiji_evidence_get_info (
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (f->session), id));
}

static KaijiEvidenceDialog *
open_dialog (Fixture *f, const char *id)
{
  GtkWidget *dialog = kaiji_evidence_dialog_new (NULL, f->session, id);

  gtk_window_present (GTK_WINDOW (dialog));
  gtk_test_widget_wait_for_draw (dialog);
  return KAIJI_EVIDENCE_DIALOG (dialog);
}

static void
set_up_evidence (Fixture *f)
{
  put (f, &(KaijiEvidenceInfo){ .id = "E1", .sha256 = "aa", .name = "就業規則", .pages = 5 });
  put (f, &(KaijiEvidenceInfo){ .id = "E2", .sha256 = "bb", .name = "Certificate", .pages = 2 });
  put (f, &(KaijiEvidenceInfo){
              .id = "E3", .sha256 = "cc", .name = "和訳", .kind = KAIJI_EVIDENCE_TRANSLATION });
}

static void
assert_shown (KaijiEvidenceDialog *dialog, const char *kind, const char *wanted)
{
  kaiji_evidence_dialog_fill (dialog, FIELD (KIND), kind);
  for (guint i = 0; i < KAIJI_N_EVIDENCE_FIELDS; i++)
    {
      const char *name = kaiji_evidence_field_to_string (i);
      gboolean shown = kaiji_evidence_dialog_is_shown (dialog, i);

      if (i == FIELD (NAME) || i == FIELD (KIND) || i == FIELD (VALID_UNTIL))
        g_assert_true (shown);
      else
        g_assert_cmpint (shown, ==, strstr (wanted, name) != NULL);
    }
}

static void
test_fields_by_kind (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiEvidenceDialog *dialog;

  set_up_evidence (f);
  dialog = open_dialog (f, "E1");
  assert_shown (dialog, "document", "");
  assert_shown (dialog, "web", "url captured-on");
  assert_shown (dialog, "registry", "");
  assert_shown (dialog, "identity", "masked");
  assert_shown (dialog, "translation", "original");
  assert_shown (dialog, "contractor", "url captured-on signed-by signer-post signed-on");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_save (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiJournal *journal = kaiji_session_get_journal (f->session);
  KaijiEvidenceDialog *dialog;
  g_autoptr (GError) error = NULL;

  set_up_evidence (f);
  dialog = open_dialog (f, "E1");
  kaiji_evidence_dialog_fill (dialog, FIELD (NAME), "会社のページ");
  kaiji_evidence_dialog_fill (dialog, FIELD (KIND), "web");
  kaiji_evidence_dialog_fill (dialog, FIELD (URL), "https://www.example.co.jp/");
  kaiji_evidence_dialog_fill (dialog, FIELD (CAPTURED_ON), "令和8年2月1日");
  kaiji_evidence_dialog_fill (dialog, FIELD (VALID_UNTIL), "2027-03-31");
  g_assert_true (kaiji_evidence_dialog_save (dialog));
  g_assert_cmpstr (get (f, "E1")->name, ==, "会社のページ");
  g_assert_cmpint (get (f, "E1")->kind, ==, KAIJI_EVIDENCE_WEB);
  g_assert_cmpstr (get (f, "E1")->captured_on, ==, "2026-02-01");
  g_assert_cmpstr (get (f, "E1")->valid_until, ==, "2027-03-31");
  /* One step. */
  g_assert_true (kaiji_journal_undo (journal, &error));
  g_assert_cmpstr (get (f, "E1")->name, ==, "就業規則");
  g_assert_cmpint (get (f, "E1")->kind, ==, KAIJI_EVIDENCE_DOCUMENT);
  g_assert_null (get (f, "E1")->url);
  /* Nothing to keep is no step. */
  dialog = open_dialog (f, "E1");
  g_assert_true (kaiji_evidence_dialog_save (dialog));
  g_assert_true (kaiji_journal_can_redo (journal));
}

static void
test_errors (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiEvidenceDialog *dialog;

  set_up_evidence (f);
  dialog = open_dialog (f, "E1");
  kaiji_evidence_dialog_fill (dialog, FIELD (KIND), "web");
  kaiji_evidence_dialog_fill (dialog, FIELD (URL), "www.example.co.jp");
  kaiji_evidence_dialog_fill (dialog, FIELD (CAPTURED_ON), "昨日");
  g_assert_false (kaiji_evidence_dialog_save (dialog));
  g_assert_nonnull (strstr (kaiji_evidence_dialog_get_error (dialog, FIELD (URL)), "https://"));
  g_assert_cmpstr (kaiji_evidence_dialog_get_error (dialog, FIELD (CAPTURED_ON)), ==, "");
  kaiji_evidence_dialog_fill (dialog, FIELD (URL), "https://www.example.co.jp/");
  g_assert_false (kaiji_evidence_dialog_save (dialog));
  g_assert_cmpstr (kaiji_evidence_dialog_get_error (dialog, FIELD (URL)), ==, "");
  g_assert_nonnull (strstr (kaiji_evidence_dialog_get_error (dialog, FIELD (CAPTURED_ON)), "昨日"));
  /* A day to come is no day of a copy; the present one is. */
  kaiji_evidence_dialog_fill (dialog, FIELD (CAPTURED_ON), "2026-02-18");
  g_assert_false (kaiji_evidence_dialog_save (dialog));
  kaiji_evidence_dialog_fill (dialog, FIELD (NAME), "  ");
  g_assert_false (kaiji_evidence_dialog_save (dialog));
  g_assert_cmpstr (kaiji_evidence_dialog_get_error (dialog, FIELD (NAME)), !=, "");
  /* Nothing was kept so far. */
  g_assert_cmpint (get (f, "E1")->kind, ==, KAIJI_EVIDENCE_DOCUMENT);
  /* What is hidden is neither read nor in the way. */
  kaiji_evidence_dialog_fill (dialog, FIELD (NAME), "就業規則");
  kaiji_evidence_dialog_fill (dialog, FIELD (URL), "no address");
  kaiji_evidence_dialog_fill (dialog, FIELD (KIND), "registry");
  g_assert_true (kaiji_evidence_dialog_save (dialog));
  g_assert_cmpint (get (f, "E1")->kind, ==, KAIJI_EVIDENCE_REGISTRY);
  g_assert_null (get (f, "E1")->url);
}

static void
test_original (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiEvidenceDialog *dialog;

  set_up_evidence (f);
  dialog = open_dialog (f, "E3");
  kaiji_evidence_dialog_fill (dialog, FIELD (ORIGINAL), "E2");
  g_assert_true (kaiji_evidence_dialog_save (dialog));
  g_assert_cmpstr (get (f, "E3")->original, ==, "E2");
  /* An original does not become a translation. */
  dialog = open_dialog (f, "E2");
  kaiji_evidence_dialog_fill (dialog, FIELD (KIND), "translation");
  g_assert_false (kaiji_evidence_dialog_save (dialog));
  g_assert_nonnull (strstr (kaiji_evidence_dialog_get_error (dialog, FIELD (KIND)), "和訳"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = open_dialog (f, "E3");
  kaiji_evidence_dialog_fill (dialog, FIELD (ORIGINAL), "");
  g_assert_true (kaiji_evidence_dialog_save (dialog));
  g_assert_null (get (f, "E3")->original);
}

static void
test_masked (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiEvidenceDialog *dialog;

  set_up_evidence (f);
  dialog = open_dialog (f, "E1");
  kaiji_evidence_dialog_fill (dialog, FIELD (KIND), "identity");
  g_assert_true (kaiji_evidence_dialog_save (dialog));
  /* What the rules say stands in the dialog. */
  dialog = open_dialog (f, "E1");
  g_assert_nonnull (fixture_find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON, NULL));
  kaiji_evidence_dialog_fill (dialog, FIELD (MASKED), "yes");
  g_assert_true (kaiji_evidence_dialog_save (dialog));
  g_assert_true (get (f, "E1")->masked);
  g_assert_cmpuint (
      kaiji_checker_get_findings_on_evidence (kaiji_session_get_checker (f->session))->len, ==, 1);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
#define TEST(name, function) \
  g_test_add ("/app/evidence-dialog/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)
  TEST ("fields-by-kind", test_fields_by_kind);
  TEST ("save", test_save);
  TEST ("errors", test_errors);
  TEST ("original", test_original);
  TEST ("masked", test_masked);
#undef TEST
  return g_test_run ();
}
