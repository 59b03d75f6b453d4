/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A directory of packs: which one is meant, and what is said when none is. */
#include <glib/gstdio.h>
#include <string.h>

#include "../support/folder.h"
#include "scheme/scheme.h"

typedef struct
{
  char *dir;
  KaijiSchemeLibrary *library;
} Fixture;

static void
add_pack (Fixture *fixture,
          const char *folder,
          const char *id,
          const char *revision,
          gboolean in_use)
{
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "scheme", "small.json", NULL);
  g_autofree char *sub = g_build_filename (fixture->dir, folder, NULL);
  g_autofree char *file = g_strconcat (revision, ".json", NULL);
  g_autofree char *path = g_build_filename (sub, file, NULL);
  g_autofree char *named = g_strdup_printf ("\"id\": \"%s\"", id);
  g_autofree char *dated = g_strdup_printf ("\"revision\": \"%s\"", revision);
  g_autofree char *text = NULL;
  g_autoptr (GString) pack = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (good, &text, NULL, &error);
  g_assert_no_error (error);
  pack = g_string_new (text);
  g_string_replace (pack, "\"id\": \"small\"", named, 1);
  g_string_replace (pack, "\"revision\": \"2020-05\"", dated, 1);
  if (!in_use)
    g_string_replace (pack, "\"in_use\": true", "\"in_use\": false", 1);
  g_assert_cmpint (g_mkdir_with_parents (sub, 0700), ==, 0);
  g_file_set_contents (path, pack->str, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("kaiji-packs-XXXXXX", &error);
  g_assert_no_error (error);
  add_pack (fixture, "small", "small", "2018-10", FALSE);
  add_pack (fixture, "small", "small", "2020-05", TRUE);
  add_pack (fixture, "old", "old", "2015", FALSE);
  note = g_build_filename (fixture->dir, "source", NULL);
  g_mkdir (note, 0700);
  g_free (note);
  note = g_build_filename (fixture->dir, "source", "parts.json", NULL);
  g_file_set_contents (note, "[]", -1, &error);
  g_free (note);
  note = g_build_filename (fixture->dir, "scheme.schema.json", NULL);
  g_file_set_contents (note, "{}", -1, &error);
  g_assert_no_error (error);
  fixture->library = kaiji_scheme_library_new (fixture->dir);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kaiji_scheme_library_free (fixture->library);
  test_folder_remove (fixture->dir);
  g_free (fixture->dir);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "old 2015", "small 2018-10", "small 2020-05" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kaiji_scheme_library_list (fixture->library, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (list, i);
      g_autofree char *name =
          g_strconcat (kaiji_scheme_get_id (scheme), " ", kaiji_scheme_get_revision (scheme), NULL);

      g_assert_cmpstr (name, ==, expected[i]);
    }
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) in_use = kaiji_scheme_library_load (fixture->library, "small", &error);
  g_autoptr (KaijiScheme) older = NULL;
  g_autoptr (KaijiScheme) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (kaiji_scheme_get_revision (in_use), ==, "2020-05");
  older = kaiji_scheme_library_load (fixture->library, "small@2018-10", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kaiji_scheme_get_revision (older), ==, "2018-10");
  again = kaiji_scheme_library_load (fixture->library, "small@2020-05", &error);
  g_assert_true (again == in_use);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  static const char *const specs[] = {
    "nothing",
    "",
    "old",
    "small@2019",
    "small@",
    "../small",
    "source",
    "small@../old/2015",
    "source@parts",
    "small/2020-05",
    "small@2020-05@x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaijiScheme) scheme =
          kaiji_scheme_library_load (fixture->library, specs[i], &error);

      g_test_message ("%s: %s", specs[i], error ? error->message : "");
      g_assert_null (scheme);
      g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_UNKNOWN);
    }
}

static void
test_two_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;

  add_pack (fixture, "small", "small", "2021-01-01", TRUE);
  scheme = kaiji_scheme_library_load (fixture->library, "small", &error);
  g_assert_null (scheme);
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "2021-01-01"));
}

static void
test_misplaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;
  g_autoptr (GPtrArray) list = NULL;

  add_pack (fixture, "elsewhere", "other", "2021", TRUE);
  scheme = kaiji_scheme_library_load (fixture->library, "elsewhere", &error);
  g_assert_null (scheme);
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_INVALID);
  g_clear_error (&error);
  list = kaiji_scheme_library_list (fixture->library, &error);
  g_assert_null (list);
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_INVALID);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "old", "2015.json", NULL);

  g_file_set_contents (path, "{", -1, &error);
  g_assert_no_error (error);
  scheme = kaiji_scheme_library_load (fixture->library, "old@2015", &error);
  g_assert_null (scheme);
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_PARSE);
  g_clear_error (&error);
  /* the others can still be had */
  scheme = kaiji_scheme_library_load (fixture->library, "small", &error);
  g_assert_no_error (error);
}

static void
test_no_directory (void)
{
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new ("/nowhere");
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) scheme = kaiji_scheme_library_load (library, "small", &error);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_null (scheme);
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_UNKNOWN);
  g_clear_error (&error);
  list = kaiji_scheme_library_list (library, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 0);
}

/* The packs that come with the program. */
static void
test_own (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kaiji_scheme_library_list (library, &error);
  g_autoptr (KaijiScheme) scheme = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >=, 1);
  scheme = kaiji_scheme_library_load (library, "iryo", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kaiji_scheme_get_revision (scheme), ==, "2022-04-01");
}

#define ADD(name, function) \
  g_test_add ("/scheme/library/" name, Fixture, NULL, set_up, function, tear_down)

/* Packs of the office: the newest in use goes first, a bad one is told, an installed one stays. */
static void
test_office (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own = g_build_filename (fixture->dir, "own", NULL);
  g_autofree char *bad = g_build_filename (own, "small", "2030.json", NULL);
  g_autoptr (GPtrArray) schemes = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;
  GPtrArray *problems = kaiji_scheme_library_get_problems (fixture->library);

  add_pack (fixture, "own/small", "small", "2020-05", TRUE);
  add_pack (fixture, "own/small", "small", "2023", TRUE);
  add_pack (fixture, "own/small", "small", "2024-01", TRUE);
  add_pack (fixture, "own/new", "new", "2025", FALSE);
  g_file_set_contents (bad, "{", -1, &error);
  g_assert_no_error (error);
  kaiji_scheme_library_set_overlay_dir (fixture->library, own);
  scheme = kaiji_scheme_library_load (fixture->library, "small", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kaiji_scheme_get_revision (scheme), ==, "2024-01");
  g_assert_true (kaiji_scheme_library_is_own (fixture->library, scheme));
  g_assert_cmpuint (problems->len, ==, 2);
  schemes = kaiji_scheme_library_list (fixture->library, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 2);
  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *one = g_ptr_array_index (schemes, i);

      if (g_str_equal (kaiji_scheme_get_id (one), "small"))
        g_assert_cmpint (kaiji_scheme_is_in_use (one), ==,
                         g_str_equal (kaiji_scheme_get_revision (one), "2024-01"));
    }
  g_clear_pointer (&scheme, kaiji_scheme_unref);
  scheme = kaiji_scheme_library_load (fixture->library, "small@2020-05", &error);
  g_assert_no_error (error);
  g_assert_false (kaiji_scheme_library_is_own (fixture->library, scheme));
  g_clear_pointer (&scheme, kaiji_scheme_unref);
  /* Replaced while the program runs. */
  add_pack (fixture, "own/new", "new", "2025", TRUE);
  scheme = kaiji_scheme_library_load (fixture->library, "new", &error);
  g_assert_no_error (error);
  g_assert_null (kaiji_scheme_library_load (fixture->library, "small@2030", &error));
  g_assert_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_PARSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("list", test_list);
  ADD ("load", test_load);
  ADD ("unknown", test_unknown);
  ADD ("two-in-use", test_two_in_use);
  ADD ("misplaced", test_misplaced);
  ADD ("damaged", test_damaged);
  ADD ("office", test_office);
  g_test_add_func ("/scheme/library/no-directory", test_no_directory);
  g_test_add_func ("/scheme/library/own", test_own);
  return g_test_run ();
}
