/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli: the use cases of src/jobs for scripts and tests. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/paths.h"
#include "jobs/settings.h"

static const char *const log_domains[] = { "kaiji-casefile", "kaiji-jobs" };

/* A result that could not be written is no result. */
static CliStatus
finish_output (CliStatus status)
{
  if (cli_flush ())
    return status;
  cli_complain (
      _ ("The result could not be written. Check the disk or the program that reads it."));
  return CLI_ERROR;
}

/* A caller may have closed the standard streams. Without this the next file that is opened, the
 * case itself, would be written to as if it were one of them. */
static void
hold_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF && open ("/dev/null", O_RDONLY) < 0)
      exit (CLI_ERROR);
}

/* What goes wrong is told once, by cli_complain(); the libraries' own notes are for a log. */
static void
drop_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
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

  hold_standard_streams ();
  kaiji_i18n_init (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (log_domains); i++)
    g_log_set_handler (log_domains[i], G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO, drop_cb, NULL);
  if (!cli_parse (&cli, argc, argv, &done))
    return CLI_ERROR;
  if (done)
    return finish_output (CLI_DONE);
  packs = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  library = kaiji_scheme_library_new (packs);
  kaiji_settings_attach (library);
  cli.library = library;
  return finish_output (cli.command->run (&cli));
}
