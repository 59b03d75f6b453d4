/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in and out: the sample, specimens. */
#include "fixture.h"

#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "jobs/sample.h"
#include "jobs/specimen.h"

static void
test_sample_errors (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{}",
    "{\"scheme\":\"no-such\",\"answers\":{}}",
    "{\"scheme\":\"iryo\"}",
    "{\"scheme\":\"iryo\",\"answers\":{\"A.nothing\":\"x\"}}",
    "{\"scheme\":\"iryo\",\"answers\":{\"A.service_name\":1}}",
    "{\"scheme\":\"iryo\",\"answers\":{},\"evidence\":{}}",
    "{\"scheme\":\"iryo\",\"answers\":{},\"evidence\":[{\"name\":\"x\"}]}",
    "{\"scheme\":\"iryo\",\"answers\":{},\"evidence\":[{\"file\":\"sample.json\"}]}",
    "{\"scheme\":\"iryo\",\"answers\":{},\"evidence\":[{\"file\":\"x.pdf\",\"kind\":\"x\"}]}",
    "{\"scheme\":\"iryo\",\"answers\":{},\"citations\":[{\"evidence\":\"x.pdf\",\"page\":1}]}",
    "{\"scheme\":\"iryo\",\"answers\":{},\"citations\":[{\"target\":\"iryo.001\",\"page\":1}]}",
    "{\"scheme\":\"iryo\",\"answers\":{},\"open\":[]}",
  };
  g_autofree char *json = g_build_filename (fixture->folder, "sample.json", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "out.kaiji", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (g_file_set_contents (json, texts[i], -1, NULL));
      g_assert_null (kaiji_sample_create (out, FALSE, fixture->folder, fixture->library, NULL,
                                          KAIJI_DATE_NONE, &error));
      g_assert_nonnull (error);
      g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
    }
}

static void
test_sample_leaves_open (Fixture *fixture, gconstpointer data)
{
  static const char text[] =
      "{\"scheme\":\"iryo\",\"answers\":{\"A.service_name\":\"x\",\"A.provider_name\":\"y\"},"
      "\"open\":{\"unset\":[\"A.provider_name\"],\"set\":{\"A.service_name\":\"z\"}}}";
  g_autofree char *json = g_build_filename (fixture->folder, "sample.json", NULL);

  g_assert_true (g_file_set_contents (json, text, -1, NULL));
  for (int complete = 0; complete < 2; complete++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("%d.kaiji", complete);
      g_autofree char *out = g_build_filename (fixture->folder, name, NULL);
      g_autoptr (KaijiSession) session = kaiji_sample_create (
          out, complete, fixture->folder, fixture->library, NULL, KAIJI_DATE_NONE, &error);
      KaijiCaseSource *source;

      g_assert_no_error (error);
      source = kaiji_session_get_source (session);
      g_assert_cmpstr (kaiji_case_source_get_answer (source, "A.service_name"), ==,
                       complete ? "x" : "z");
      g_assert_cmpstr (kaiji_case_source_get_answer (source, "A.provider_name"), ==,
                       complete ? "y" : NULL);
    }
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_sample_create_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* The program's own sample, in a thread: it has findings, and is there to be opened. */
static void
test_sample_in_a_thread (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = g_build_filename (fixture->folder, "out.kaiji", NULL);
  g_autoptr (KaijiSession) session = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  kaiji_sample_create_async (out, FALSE, (KaijiDate){ 2026, 12, 1 }, created_cb, &done);
  fixture_wait (&done);
  session =
      kaiji_session_open (out, FALSE, fixture->library, NULL, (KaijiDate){ 2026, 12, 1 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kaiji_checker_get_progress (kaiji_session_get_checker (session))->block, ==, 3);
}

static void
test_specimen (Fixture *fixture, gconstpointer data)
{
  KaijiSpecimen specimen;
  g_autofree char *issued = NULL;

  g_assert_true (kaiji_session_set_answer (fixture->session, "A.service_name", "Cloud ",
                                           KAIJI_JOURNAL_NONE, NULL));
  kaiji_specimen_init (&specimen, fixture->session);
  g_assert_true (specimen.certificate.specimen);
  g_assert_true (specimen.mark.specimen);
  g_assert_cmpstr (specimen.certificate.service_name, ==, "Cloud");
  g_assert_cmpstr (specimen.certificate.provider_name, ==, "");
  g_assert_true (g_str_has_suffix (specimen.certificate.number, "NNNN-YYMM"));
  g_assert_cmpstr (specimen.certificate.number, !=, "NNNN-YYMM");
  g_assert_cmpstr (specimen.mark.number, ==, "NNNN-YYMM");
  issued = kaiji_date_to_iso (specimen.certificate.issued_on);
  g_assert_cmpstr (issued, ==, "2026-12-01");
  /* The last day is not set in the pack: it is left out, and the other reading is told. */
  g_assert_false (kaiji_date_is_valid (specimen.certificate.expires_on));
  g_assert_cmpint (specimen.other_expires_on.year, ==, 2028);
  kaiji_specimen_clear (&specimen);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/sample/errors", test_sample_errors);
  fixture_add_test ("/sample/leaves-open", test_sample_leaves_open);
  fixture_add_test ("/sample/in-a-thread", test_sample_in_a_thread);
  fixture_add_test ("/specimen", test_specimen);
  return g_test_run ();
}
