/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers from one case to another: full cases of the sample, between schemes and revisions. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "casefile/casefile.h"
#include "jobs/compare.h"
#include "jobs/sample.h"
#include "jobs/transfer.h"

static const KaijiDate today = { 2026, 12, 1 };

static char *
path_of (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static KaijiSession *
make_sample (Fixture *f, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of (f, name);
  KaijiSession *session = kaiji_sample_create (path, TRUE, NULL, f->library, NULL, today, &error);

  g_assert_no_error (error);
  return session;
}

static KaijiSession *
make_case (Fixture *f, const char *name, const char *scheme)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of (f, name);
  KaijiSession *session =
      kaiji_session_create (path, scheme, FALSE, f->library, NULL, today, &error);

  g_assert_no_error (error);
  return session;
}

static KaijiSession *
reopen (Fixture *f, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of (f, name);
  KaijiSession *session = kaiji_session_open (path, TRUE, f->library, NULL, today, &error);

  g_assert_no_error (error);
  return session;
}

static void
close_case (KaijiSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_session_close (session, &error));
  g_assert_no_error (error);
  g_object_unref (session);
}

static void
set (KaijiSession *session, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_session_set_answer (session, id, text, KAIJI_JOURNAL_NONE, &error));
  g_assert_no_error (error);
}

static const char *
get (KaijiSession *session, const char *id)
{
  const char *text = kaiji_case_source_get_answer (kaiji_session_get_source (session), id);

  return text ? text : "";
}

static KaijiTransfer *
plan (KaijiSession *from, KaijiSession *to, const char *section)
{
  g_autoptr (GError) error = NULL;
  KaijiTransfer *transfer = kaiji_transfer_new (from, to, section, &error);

  g_assert_no_error (error);
  return transfer;
}

static void
apply (KaijiTransfer *transfer)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_transfer_apply (transfer, &error));
  g_assert_no_error (error);
}

static KaijiTransferRow *
row_to (KaijiTransfer *transfer, const char *id)
{
  GPtrArray *rows = kaiji_transfer_get_rows (transfer);

  for (guint i = 0; i < rows->len; i++)
    {
      KaijiTransferRow *row = g_ptr_array_index (rows, i);

      if (row->to && g_str_equal (row->to->id, id))
        return row;
    }
  return NULL;
}

static char *
digest_file (Fixture *f, const char *name)
{
  g_autofree char *path = path_of (f, name);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
}

static void
count_cb (G_GNUC_UNUSED KaijiCitation *citation, gpointer user_data)
{
  ++*(guint *) user_data;
}

static guint
count_citations (KaijiSession *session)
{
  guint n = 0;

  kaiji_case_source_foreach_citation (kaiji_session_get_source (session), count_cb, &n);
  return n;
}

static guint
count_evidence (KaijiSession *session)
{
  return g_list_model_get_n_items (
      kaiji_case_source_get_evidence (kaiji_session_get_source (session)));
}

/* Every row that is taken stands in the case, with its citations on pages of the same bytes. */
static void
assert_holds (KaijiTransfer *transfer, KaijiSession *session)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = kaiji_transfer_get_rows (transfer);

  g_assert_true (kaiji_transfer_check (transfer, session, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      KaijiTransferRow *row = g_ptr_array_index (rows, i);

      if (row->take && *row->text && row->to->kind != KAIJI_KIND_EVIDENCE)
        g_assert_cmpstr (get (session, row->to->id), ==, row->text);
    }
}

/* A full case of each scheme that stands there, from that of 医療情報. */
static void
test_full (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const targets[] = { "asp-saas@2007-11-27", "asp-saas@2022-10", "tokutei",
                                         "datacenter" };
  KaijiSession *sample = make_sample (f, "sample.kaiji");
  g_autofree char *before = NULL;

  close_case (sample);
  before = digest_file (f, "sample.kaiji");
  sample = reopen (f, "sample.kaiji");
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *name = g_strdup_printf ("to-%u.kaiji", i);
      KaijiSession *to = make_case (f, name, targets[i]);
      KaijiTransfer *transfer = plan (sample, to, NULL);
      KaijiTransferCounts counts;
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) damaged = NULL;
      guint n = 0;

      kaiji_transfer_count (transfer, &counts);
      for (guint j = 0; j < KAIJI_N_MATCH_STATES; j++)
        n += counts.states[j];
      g_assert_cmpuint (n, ==, kaiji_transfer_get_rows (transfer)->len);
      g_assert_cmpuint (counts.taken, >, 50);
      g_assert_cmpuint (counts.evidence, >, 0);
      apply (transfer);
      assert_holds (transfer, to);
      g_assert_cmpuint (count_evidence (to), ==, counts.evidence);
      g_assert_cmpuint (count_citations (to), >, 30);
      /* All comes in one step: one undo takes all of it back, one redo brings it again. */
      g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (to), &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_citations (to), ==, 0);
      g_assert_cmpuint (count_evidence (to), ==, 0);
      g_assert_cmpstr (get (to, "A.provider_name"), ==, "");
      g_assert_false (kaiji_journal_can_undo (kaiji_session_get_journal (to)));
      g_assert_true (kaiji_journal_redo (kaiji_session_get_journal (to), &error));
      assert_holds (transfer, to);
      close_case (to);
      to = reopen (f, name);
      assert_holds (transfer, to);
      damaged =
          kaiji_casefile_verify (KAIJI_CASEFILE (kaiji_session_get_source (to)), NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (damaged), ==, 0);
      close_case (to);
      g_object_unref (transfer);
      /* The source is only read. */
      after = digest_file (f, "sample.kaiji");
      g_assert_cmpstr (after, ==, before);
    }
  close_case (sample);
}

/* ASP・SaaS certified, now 医療情報: the number goes where the reduced fee asks for it. */
static void
test_fee (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *sample = make_sample (f, "sample.kaiji");
  KaijiSession *held = make_case (f, "asp.kaiji", "asp-saas@2007-11-27");
  KaijiTransfer *there = plan (sample, held, NULL);
  KaijiTransfer *back;
  KaijiTransferRow *row;
  g_autofree char *fee = NULL;
  g_autofree char *full = NULL;
  KaijiPrompt *derived;

  apply (there);
  g_assert_cmpstr (get (held, "A.kind"), ==, ""); /* another application */
  /* Not certified yet: nothing is filled in, it stays to be asked. */
  back = plan (held, f->session, NULL);
  row = row_to (back, "A.held_asp_saas_number");
  g_assert_nonnull (row);
  g_assert_false (row->can_take);
  g_clear_object (&back);

  set (held, "A.kind", "更新");
  set (held, "A.current_number", "0003-0805");
  set (held, "asp-saas.060.1.outsourced", "yes");
  back = plan (held, f->session, NULL);
  row = row_to (back, "A.held_asp_saas_number");
  g_assert_true (row->take);
  g_assert_cmpstr (row->text, ==, "0003-0805");
  g_assert_false (row_to (back, "A.current_number")->take);
  g_assert_false (row_to (back, "A.kind")->take);
  apply (back);
  g_assert_cmpstr (fixture_answer (f, "A.held_asp_saas_number"), ==, "0003-0805");
  g_assert_cmpstr (fixture_answer (f, "A.current_number"), ==, "");
  g_assert_cmpstr (fixture_answer (f, "A.kind"), ==, "");
  set (f->session, "A.kind", "新規");
  derived = kaiji_scheme_lookup_prompt (kaiji_session_get_scheme (f->session), "A.fee_class");
  fee = kaiji_session_dup_derived (f->session, derived);
  g_assert_nonnull (strstr (fee, "104,500"));
  set (f->session, "A.held_asp_saas_number", "");
  full = kaiji_session_dup_derived (f->session, derived);
  g_assert_nonnull (strstr (full, "209,000"));
  g_object_unref (back);
  g_object_unref (there);
  close_case (held);
  close_case (sample);
}

/* The mark that an answer rests on a contractor comes along; what asks in other words is to be
 * read; what is left stays as it was. */
static void
test_decisions (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *from = make_case (f, "b.kaiji", "iryo");
  KaijiTransfer *transfer;
  KaijiTransferRow *row;

  set (from, "iryo.022.1", "有り、見本太郎");
  set (from, "iryo.022.1.outsourced", "yes");
  set (from, "iryo.002.1", "株式会社甲");
  set (from, "A.service_name", "甲サービス");
  set (from, "iryo.034.1", "甲の特徴");
  set (f->session, "iryo.002.1", "株式会社乙");
  set (f->session, "A.service_name", "乙サービス");
  set (f->session, "iryo.034.1", "乙の特徴");
  transfer = plan (from, f->session, NULL);
  /* The company's answer is one for all its services, the service's own stays. */
  g_assert_true (row_to (transfer, "iryo.002.1")->take);
  g_assert_true (kaiji_transfer_row_replaces (row_to (transfer, "iryo.002.1")));
  g_assert_false (row_to (transfer, "A.service_name")->take);
  row = row_to (transfer, "iryo.034.1");
  g_assert_true (row->can_take);
  g_assert_false (row->take);
  g_assert_cmpstr (row->existing, ==, "乙の特徴");
  apply (transfer);
  g_assert_cmpstr (fixture_answer (f, "iryo.002.1"), ==, "株式会社甲");
  g_assert_cmpstr (fixture_answer (f, "A.service_name"), ==, "乙サービス");
  g_assert_cmpstr (fixture_answer (f, "iryo.034.1"), ==, "乙の特徴");
  g_assert_cmpstr (fixture_answer (f, "iryo.022.1"), ==, "有り、見本太郎");
  g_assert_cmpstr (fixture_answer (f, "iryo.022.1.outsourced"), ==, "yes");
  g_object_unref (transfer);
  close_case (from);
}

/* What asks in other words is to be read; writing it anew or saying so ends that. */
static void
test_reread (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *from = make_case (f, "b.kaiji", "asp-saas@2007-11-27");
  KaijiTransfer *transfer;
  KaijiChecker *checker = kaiji_session_get_checker (f->session);
  const KaijiProgress *progress;
  g_autoptr (GError) error = NULL;
  guint human;

  set (from, "asp-saas.009.1", "209,716,524円");
  set (from, "asp-saas.002.1", "株式会社 見本");
  transfer = plan (from, f->session, NULL);
  g_assert_true (kaiji_transfer_row_is_to_read (row_to (transfer, "iryo.009.1")));
  g_assert_false (kaiji_transfer_row_is_to_read (row_to (transfer, "iryo.002.1")));
  human = kaiji_checker_get_progress (checker)->human;
  apply (transfer);
  g_assert_cmpstr (fixture_answer (f, "iryo.009.1.reread"), ==,
                   row_to (transfer, "iryo.009.1")->from->text);
  g_assert_cmpstr (fixture_answer (f, "iryo.002.1.reread"), ==, "");
  checker = kaiji_session_get_checker (f->session);
  progress = kaiji_checker_get_progress (checker);
  g_assert_cmpuint (progress->human, ==, human + 1);
  /* Said to be read. */
  set (f->session, "iryo.009.1.reread", "");
  checker = kaiji_session_get_checker (f->session);
  g_assert_cmpuint (kaiji_checker_get_progress (checker)->human, ==, human);
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (f->session), &error));
  /* Written anew; undo brings the mark again too. */
  set (f->session, "iryo.009.1", "300,000,000円");
  g_assert_cmpstr (fixture_answer (f, "iryo.009.1.reread"), ==, "");
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (f->session), &error));
  g_assert_cmpstr (fixture_answer (f, "iryo.009.1.reread"), !=, "");
  g_object_unref (transfer);
  close_case (from);
}

/* There and back again: an answer whose words are its own again need not be read. */
static void
test_back (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *first = make_case (f, "b.kaiji", "iryo");
  KaijiSession *middle = make_case (f, "c.kaiji", "asp-saas@2007-11-27");
  KaijiTransfer *there, *back;

  set (first, "iryo.009.1", "209,716,524円");
  there = plan (first, middle, NULL);
  apply (there);
  g_assert_cmpstr (get (middle, "asp-saas.009.1.reread"), !=, "");
  back = plan (middle, f->session, NULL);
  apply (back);
  g_assert_cmpstr (fixture_answer (f, "iryo.009.1"), ==, "209,716,524円");
  g_assert_cmpstr (fixture_answer (f, "iryo.009.1.reread"), ==, "");
  g_object_unref (there);
  g_object_unref (back);
  close_case (first);
  close_case (middle);
}

static void
test_section (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KaijiSession *from = make_sample (f, "sample.kaiji");
  static const char *const names[] = { "B.03", "人材", "company", "A" };
  KaijiTransfer *transfer;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GPtrArray *rows;

      transfer = plan (from, f->session, names[i]);
      rows = kaiji_transfer_get_rows (transfer);
      g_assert_cmpuint (rows->len, >, 0);
      for (guint j = 0; j < rows->len; j++)
        {
          KaijiTransferRow *row = g_ptr_array_index (rows, j);

          if (i < 2)
            g_assert_cmpstr (row->to->item->section->name, ==, "人材");
          else if (i == 2)
            g_assert_cmpint (row->to->scope, ==, KAIJI_SCOPE_COMPANY);
          else
            g_assert_true (row->to->item->section->form_a);
        }
      g_object_unref (transfer);
    }
  g_assert_null (kaiji_transfer_new (from, f->session, "B.99", &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  close_case (from);
}

/* The original certificate lies with the first service; the second hands in a copy and says so. */
static void
test_original (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *first = make_sample (f, "sample.kaiji");
  g_autoptr (GPtrArray) sessions = g_ptr_array_new ();
  g_autoptr (KaijiCompare) compare = NULL;
  KaijiTransfer *transfer;

  set (f->session, "A.service_name", "二つめのサービス");
  g_assert_cmpstr (get (first, "A.existence_form"), ==, "原本");
  transfer = plan (first, f->session, NULL);
  g_assert_true (row_to (transfer, "A.existence_form")->proposed);
  apply (transfer);
  g_assert_cmpstr (fixture_answer (f, "A.existence_form"), ==, "写し");
  g_assert_cmpstr (fixture_answer (f, "A.existence_original_with"), ==,
                   get (first, "A.service_name"));
  g_ptr_array_add (sessions, first);
  g_ptr_array_add (sessions, f->session);
  compare = kaiji_compare_new (sessions);
  g_assert_true (kaiji_compare_get_original (compare) == first);
  g_assert_cmpuint (kaiji_compare_count_different (compare), ==, 0);
  g_clear_pointer (&compare, kaiji_compare_free);
  g_object_unref (transfer);
  close_case (first);
}

/* Twice is once: the same citations and documents are not made again. */
static void
test_twice (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *from = make_sample (f, "sample.kaiji");
  KaijiTransfer *transfer = plan (from, f->session, NULL);
  KaijiTransferCounts counts;
  guint citations, evidence, log;

  apply (transfer);
  g_object_unref (transfer);
  citations = count_citations (f->session);
  evidence = count_evidence (f->session);
  log = fixture_count_log (f);
  transfer = plan (from, f->session, NULL);
  kaiji_transfer_count (transfer, &counts);
  g_assert_cmpuint (counts.evidence, ==, 0);
  apply (transfer);
  g_assert_cmpuint (count_citations (f->session), ==, citations);
  g_assert_cmpuint (count_evidence (f->session), ==, evidence);
  g_assert_cmpuint (fixture_count_log (f), ==, log);
  g_object_unref (transfer);
  close_case (from);
}

typedef struct
{
  GAsyncResult *result;
  gboolean done;
} Wait;

static void
done_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  wait->done = TRUE;
}

static void
test_refusals (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KaijiSession *from = make_sample (f, "sample.kaiji");
  KaijiTransfer *transfer = plan (from, f->session, NULL);
  Wait wait = { 0 };

  /* Cancelled: nothing is changed. */
  g_cancellable_cancel (cancellable);
  kaiji_transfer_apply_async (transfer, cancellable, NULL, NULL, done_cb, &wait);
  fixture_wait (&wait.done);
  g_assert_false (kaiji_transfer_apply_finish (transfer, wait.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&wait.result);
  g_assert_cmpuint (fixture_count_log (f), ==, 0);
  g_object_unref (transfer);

  /* A case that is only read takes nothing. */
  fixture_reopen (f, TRUE);
  transfer = plan (from, f->session, NULL);
  g_assert_false (kaiji_transfer_apply (transfer, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
  g_object_unref (transfer);
  close_case (from);
}

static KaijiCompareRow *
find_difference (KaijiCompare *compare, const char *id)
{
  GPtrArray *rows = kaiji_compare_get_rows (compare);

  for (guint i = 0; i < rows->len; i++)
    {
      KaijiCompareRow *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->answers->len; j++)
        {
          KaijiCompareAnswer *answer = g_ptr_array_index (row->answers, j);

          if (answer->prompt && g_str_equal (answer->prompt->id, id))
            return row;
        }
    }
  return NULL;
}

/* Across schemes too: what the company is called must be one name. */
static void
test_compare (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *other = make_case (f, "b.kaiji", "asp-saas@2007-11-27");
  g_autoptr (GPtrArray) sessions = g_ptr_array_new ();
  KaijiCompare *compare;
  KaijiCompareRow *row;
  g_autofree char *report = NULL;

  g_ptr_array_add (sessions, f->session);
  g_ptr_array_add (sessions, other);
  set (f->session, "iryo.002.1", "株式会社 見本");
  set (other, "asp-saas.002.1", "株式会社　見本"); /* width and space are no difference */
  set (f->session, "iryo.006.1", "見本太郎");
  set (other, "asp-saas.006.1", "見本花子");
  set (f->session, "A.service_name", "甲");
  set (other, "A.service_name", "乙");
  compare = kaiji_compare_new (sessions);
  row = find_difference (compare, "iryo.006.1");
  g_assert_nonnull (row);
  g_assert_true (row->differs);
  g_assert_cmpstr (((KaijiCompareAnswer *) g_ptr_array_index (row->answers, 1))->prompt->id, ==,
                   "asp-saas.006.1");
  g_assert_false (find_difference (compare, "iryo.002.1")->differs);
  g_assert_null (find_difference (compare, "A.service_name")); /* the service's own */
  g_assert_cmpuint (kaiji_compare_count_different (compare), ==, 1);
  report = kaiji_compare_dup_report (compare);
  g_assert_nonnull (strstr (report, "見本花子"));
  g_assert_null (strstr (report, "iryo.002.1"));
  kaiji_compare_free (compare);
  close_case (other);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/transfer/full", test_full);
  fixture_add_test ("/transfer/fee", test_fee);
  fixture_add_test ("/transfer/decisions", test_decisions);
  fixture_add_test ("/transfer/reread", test_reread);
  fixture_add_test ("/transfer/back", test_back);
  fixture_add_test ("/transfer/section", test_section);
  fixture_add_test ("/transfer/original", test_original);
  fixture_add_test ("/transfer/twice", test_twice);
  fixture_add_test ("/transfer/refusals", test_refusals);
  fixture_add_test ("/compare/company", test_compare);
  return g_test_run ();
}
