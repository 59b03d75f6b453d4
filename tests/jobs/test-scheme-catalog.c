/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All schemes read beside the main loop, and what a cover says of them. */
#include <string.h>

#include "../support/folder.h"
#include "core/paths.h"
#include "jobs/report.h"
#include "jobs/scheme-catalog.h"

typedef struct
{
  GMainLoop *loop;
  GPtrArray *schemes;
  KaijiReference *reference;
  GError *error;
} Got;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Got *got = user_data;

  got->schemes = kaiji_scheme_catalog_load_finish (result, &got->reference, &got->error);
  g_main_loop_quit (got->loop);
}

static void
load (const char *dir, GCancellable *cancellable, Got *got)
{
  got->loop = g_main_loop_new (NULL, FALSE);
  kaiji_scheme_catalog_load_async (dir, cancellable, loaded_cb, got);
  g_main_loop_run (got->loop);
  g_clear_pointer (&got->loop, g_main_loop_unref);
}

static void
got_clear (Got *got)
{
  g_clear_pointer (&got->schemes, g_ptr_array_unref);
  g_clear_pointer (&got->reference, kaiji_reference_free);
  g_clear_error (&got->error);
}

static void
test_load (void)
{
  g_autofree char *dir = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GPtrArray) same = kaiji_scheme_library_list (library, NULL);
  Got got = { 0 };

  load (dir, NULL, &got);
  g_assert_no_error (got.error);
  g_assert_cmpuint (got.schemes->len, ==, same->len);
  for (guint i = 0; i < same->len; i++)
    {
      g_autofree char *spec = kaiji_scheme_catalog_dup_spec (got.schemes->pdata[i]);
      g_autofree char *wanted = kaiji_scheme_catalog_dup_spec (same->pdata[i]);
      g_assert_cmpstr (spec, ==, wanted);
    }
  g_assert_cmpuint (kaiji_reference_get_timeline (got.reference)->len, >, 0);
  got_clear (&got);
}

static void
test_errors (void)
{
  g_autofree char *dir = g_dir_make_tmp ("kaiji-test-XXXXXX", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Got got = { 0 };

  /* A folder without time line and guidelines is no folder of packs. */
  load (dir, NULL, &got);
  g_assert_nonnull (got.error);
  g_assert_nonnull (strstr (got.error->message, dir));
  g_assert_null (got.schemes);
  got_clear (&got);
  g_cancellable_cancel (cancellable);
  load (dir, cancellable, &got);
  g_assert_error (got.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  got_clear (&got);
  test_folder_remove (dir);
}

static void
test_cover (void)
{
  g_autofree char *dir = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  Got got = { 0 };
  guint told = 0;

  load (dir, NULL, &got);
  for (guint i = 0; i < got.schemes->len; i++)
    {
      const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (got.schemes->pdata[i]);
      g_autofree char *text = kaiji_report_dup_unverified (got.schemes->pdata[i]);
      g_autofree char *number = g_strdup_printf ("%u", counts->unverified);
      g_assert_cmpint (text != NULL, ==, counts->unverified > 0);
      if (!text)
        continue;
      g_assert_nonnull (strstr (text, number));
      told++;
    }
  g_assert_cmpuint (told, >, 0);
  got_clear (&got);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("kaiji-test-XXXXXX", NULL);
  int result;

  /* Without what an office laid down. */
  g_setenv ("KAIJI_USER_DATADIR", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/scheme-catalog/load", test_load);
  g_test_add_func ("/jobs/scheme-catalog/errors", test_errors);
  g_test_add_func ("/jobs/scheme-catalog/cover", test_cover);
  result = g_test_run ();
  test_folder_remove (home);
  return result;
}
