/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of tests leave nothing behind. */
#pragma once

#include <glib/gstdio.h>

/* Removes a folder and what is in it, or a file. */
static inline void
test_folder_remove (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      test_folder_remove (child);
    }
  g_remove (path);
}
