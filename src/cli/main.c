/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli: the use cases of src/jobs for scripts and tests. */
#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/paths.h"

/* A result that could not be written is no result. */
static CliStatus
finish_output (CliStatus status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  cli_complain (
      _ ("The result could not be written. Check the disk or the program that reads it."));
  return CLI_ERROR;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GHashTable) options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *packs = NULL;
  g_autoptr (KaijiSchemeLibrary) library = NULL;
  Cli cli = { .args = args, .options = options };
  gboolean done;

  kaiji_i18n_init (NULL);
  if (!cli_parse (&cli, argc, argv, &done))
    return CLI_ERROR;
  if (done)
    return finish_output (CLI_DONE);
  packs = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  library = kaiji_scheme_library_new (packs);
  cli.library = library;
  return finish_output (cli.command->run (&cli));
}
