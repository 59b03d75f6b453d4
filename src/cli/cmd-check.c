/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli check: what the scheme still demands. */
#include <glib/gi18n-lib.h>

#include "cli/cmd-settings.h"
#include "jobs/report.h"

static const char *
severity_name (KaijiSeverity severity)
{
  switch (severity)
    {
    case KAIJI_SEVERITY_BLOCK:
      return C_ ("severity", "To do");
    case KAIJI_SEVERITY_WARN:
      return C_ ("severity", "Notice");
    case KAIJI_SEVERITY_HUMAN:
    default:
      return C_ ("severity", "To confirm");
    }
}

static void
print_finding (KaijiFinding *finding)
{
  g_autofree char *message = kaiji_report_dup_finding (finding);
  const char *source = kaiji_finding_get_source (finding);
  const char *evidence = kaiji_finding_get_evidence (finding);

  cli_printf ("[%s] %s %s %s", severity_name (kaiji_finding_get_severity (finding)),
              kaiji_finding_get_rule (finding),
              evidence && *evidence ? evidence : kaiji_finding_get_id (finding), message);
  if (*source)
    cli_printf (_ (" (source: %s)"), source);
  if (kaiji_finding_get_verified (finding) == KAIJI_VERIFIED_UNVERIFIED)
    cli_print (_ (", unverified"));
  cli_print ("\n");
}

static CliStatus
run_check (Cli *cli)
{
  KaijiSession *session = cli_open (cli, TRUE);
  KaijiChecker *checker;
  const KaijiProgress *progress;
  GPtrArray *findings;
  gboolean ready;

  if (!session)
    return CLI_ERROR;
  cli_complain_of_overlay (kaiji_session_get_scheme (session));
  kaiji_session_look_at_texts (session);
  checker = kaiji_session_get_checker (session);
  ready = kaiji_checker_is_ready (checker);
  if (cli->json)
    {
      cli_take (kaiji_report_dup_check (session));
      return cli_close (session, ready ? CLI_DONE : CLI_NO);
    }
  progress = kaiji_checker_get_progress (checker);
  findings = kaiji_checker_get_findings (checker);
  for (guint i = 0; i < findings->len; i++)
    print_finding (g_ptr_array_index (findings, i));
  cli_printf (_ ("To do: %u, notices: %u, to confirm: %u; required items answered: %u of %u\n"),
              progress->block, progress->warn, progress->human, progress->required_answered,
              progress->required_total);
  cli_print (ready ? _ ("The case may be handed in.\n")
                   : _ ("The case cannot be handed in yet.\n"));
  return cli_close (session, ready ? CLI_DONE : CLI_NO);
}

const CliCommand cli_check_commands[] = {
  { "", "check", run_check, 1, 1, "FILE", NULL,
    N_ ("checks a case against the scheme; 0 = may be handed in") },
  { NULL },
};
