/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "../support/folder.h"
#include "core/paths.h"

/* The day of the tests. */
static const KaijiDate today = { 2026, 12, 1 };

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *packs = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kaiji-jobs-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "a.kaiji", NULL);
  fixture->library = kaiji_scheme_library_new (packs);
  fixture->session =
      kaiji_session_create (fixture->path, "iryo", FALSE, fixture->library, NULL, today, &error);
  g_assert_no_error (error);
}

static void
gone_cb (gpointer gone, GObject *session)
{
  g_atomic_int_set ((int *) gone, TRUE);
}

static void
close_session (Fixture *fixture)
{
  const gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;
  int gone = FALSE;

  if (!fixture->session)
    return;
  g_assert_true (kaiji_session_close (fixture->session, &error));
  g_assert_no_error (error);
  g_object_weak_ref (G_OBJECT (fixture->session), gone_cb, &gone);
  g_clear_object (&fixture->session);
  /* A thread that did something for it may still be on its way out. */
  while (!g_atomic_int_get (&gone) && g_get_monotonic_time () < end)
    g_usleep (1000);
  g_assert_true (g_atomic_int_get (&gone));
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  close_session (fixture);
  kaiji_scheme_library_free (fixture->library);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_reopen (Fixture *fixture, gboolean read_only)
{
  g_autoptr (GError) error = NULL;

  close_session (fixture);
  fixture->session =
      kaiji_session_open (fixture->path, read_only, fixture->library, NULL, today, &error);
  g_assert_no_error (error);
}

const char *
fixture_sample (const char *name)
{
  static char *path;

  g_free (path);
  path = g_build_filename (kaiji_paths_get_data_dir (), "sample", name, NULL);
  return path;
}

KaijiEvidence *
fixture_add (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  KaijiEvidenceRequest request = { .path = fixture_sample (name) };
  KaijiEvidence *evidence = kaiji_session_add_evidence (fixture->session, &request, &error);

  g_assert_no_error (error);
  return evidence;
}

const char *
fixture_answer (Fixture *fixture, const char *id)
{
  const char *text = kaiji_case_source_get_answer (kaiji_session_get_source (fixture->session), id);

  return text ? text : "";
}

guint
fixture_count_log (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) log =
      kaiji_journal_dup_log (kaiji_session_get_journal (fixture->session), 0, &error);

  g_assert_no_error (error);
  return log->len;
}

void
fixture_wait (gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}
