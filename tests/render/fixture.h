/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "core/paths.h"
#include "render/render.h"

/* A pack (the data of the test names another than the usual), and a folder for what is written. */
typedef struct
{
  KaijiScheme *scheme;
  char *folder;
} Fixture;

static inline void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GError) error = NULL;

  fixture->scheme = kaiji_scheme_library_load (library, data ? data : "iryo", &error);
  g_assert_no_error (error);
  fixture->folder = g_dir_make_tmp ("kaiji-render-XXXXXX", &error);
  g_assert_no_error (error);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  kaiji_scheme_unref (fixture->scheme);
}

static inline char *
fixture_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static inline GBytes *
fixture_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

/* Runs a Debian tool over a file; NULL when the tool is not installed. */
static inline char *
fixture_run (const char *tool, const char *argument, const char *path, const char *out)
{
  g_autofree char *program = g_find_program_in_path (tool);
  char *argv[] = { (char *) tool, (char *) argument, (char *) path, (char *) out, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  if (!program)
    return NULL;
  if (!argument)
    {
      argv[1] = (char *) path;
      argv[2] = (char *) out;
      argv[3] = NULL;
    }
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  return output;
}
