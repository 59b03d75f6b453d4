/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instead of libFuzzer: each file of the folders that are named is given to the target once. */
#include <glib.h>

#include "fuzz.h"

int
main (int argc, char **argv)
{
  guint count = 0;

  LLVMFuzzerInitialize (&argc, &argv);
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDir) dir = g_dir_open (argv[i], 0, &error);
      const char *name;

      g_assert_no_error (error);
      while ((name = g_dir_read_name (dir)))
        {
          g_autofree char *path = g_build_filename (argv[i], name, NULL);
          g_autofree char *data = NULL;
          gsize size;

          g_assert_true (g_file_get_contents (path, &data, &size, &error));
          LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
          g_print ("ok %u %s\n", ++count, name);
        }
    }
  g_print ("1..%u\n", count);
  g_assert_cmpuint (count, >, 0);
  return 0;
}
