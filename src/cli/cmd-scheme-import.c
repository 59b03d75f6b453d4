/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli scheme import: an official sheet becomes a pack. */
#include "cli/cmd-scheme-import.h"

#include <glib/gi18n-lib.h>

#include "jobs/scheme-import.h"

static gboolean
write_pack (Cli *cli, KaijiSchemeImport *import, GError **error)
{
  gboolean overwrite = cli_option (cli, "overwrite") != NULL;

  if (cli_option (cli, "add"))
    return kaiji_scheme_import_add (import, cli->library, overwrite, error);
  return kaiji_scheme_import_save (import, cli_arg (cli, 1), overwrite, error);
}

/* What went in is told before what came of it: the report goes out only when the pack stands. */
CliStatus
cli_scheme_import (Cli *cli)
{
  const char *path = cli_arg (cli, 0);
  const char *spec = cli_option (cli, "scheme");
  KaijiSchemeImportOptions options = {
    .sheet = cli_option (cli, "sheet"),
    .revision = cli_option (cli, "revision"),
    .source = cli_option (cli, "source"),
  };
  GError *error = NULL;
  g_autoptr (KaijiScheme) today = NULL;
  g_autoptr (KaijiSchemeImport) import = NULL;

  if ((cli_arg (cli, 1) == NULL) == (cli_option (cli, "add") == NULL))
    {
      cli_complain (_ ("Give either a file for the pack or --add."));
      return CLI_ERROR;
    }
  today = spec ? kaiji_scheme_library_load (cli->library, spec, &error)
               : kaiji_scheme_import_guess (cli->library, path, &options, &error);
  if (today)
    import = kaiji_scheme_import_new (today, path, &options, NULL, &error);
  if (!import)
    return cli_fail (path, error);
  if (!write_pack (cli, import, &error))
    return cli_fail (NULL, error);
  return cli_take (kaiji_scheme_import_dup_report (import, cli->json));
}
