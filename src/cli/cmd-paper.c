/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli certificate, mark: papers of a case, as specimens. */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "jobs/specimen.h"

/* Width of a mark as a picture by itself. */
#define MARK_WIDTH_MM 60.0

static CliStatus run_certificate (Cli *cli);

/* What the pack leaves open is left open on the paper too; the readings are told beside it. */
static void
tell_readings (KaijiScheme *scheme)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (scheme, "term.last_day");

  if (!setting || setting->set || !setting->readings)
    return;
  cli_printf (_ ("The last day is not set: %s\n"), setting->note);
  for (guint i = 0; i < setting->readings->len; i++)
    {
      KaijiReading *reading = g_ptr_array_index (setting->readings, i);
      cli_printf ("  - %s (%s)\n", reading->text, reading->source);
    }
}

static CliStatus
write_paper (Cli *cli, gboolean (*write) (KaijiSession *, const char *, GError **))
{
  GError *error = NULL;
  KaijiSession *session = cli_open (cli, TRUE);

  if (!session)
    return CLI_ERROR;
  if (!write (session, cli_arg (cli, 1), &error))
    return cli_close (session, cli_fail (cli_arg (cli, 1), error));
  if (!cli->json)
    {
      cli_printf (_ ("%s was written, as a specimen.\n"), cli_arg (cli, 1));
      if (cli->command->run == run_certificate)
        tell_readings (kaiji_session_get_scheme (session));
    }
  return cli_close (session, CLI_DONE);
}

static gboolean
write_colour_mark (KaijiSession *session, const char *path, GError **error)
{
  return kaiji_specimen_write_mark (session, FALSE, MARK_WIDTH_MM, path, error);
}

static gboolean
write_mono_mark (KaijiSession *session, const char *path, GError **error)
{
  return kaiji_specimen_write_mark (session, TRUE, MARK_WIDTH_MM, path, error);
}

static CliStatus
run_certificate (Cli *cli)
{
  return write_paper (cli, kaiji_specimen_write_certificate);
}

static CliStatus
run_mark (Cli *cli)
{
  return write_paper (cli, cli_option (cli, "mono") ? write_mono_mark : write_colour_mark);
}

const CliCommand cli_paper_commands[] = {
  { "", "certificate", run_certificate, 2, 2, "CASE.kaiji OUT.pdf|.png|.svg", NULL,
    N_ ("draws the certificate that the case would lead to, as a specimen") },
  { "", "mark", run_mark, 2, 2, "CASE.kaiji OUT.pdf|.png|.svg", "mono",
    N_ ("draws the mark that the case would lead to, as a specimen") },
  { NULL },
};
