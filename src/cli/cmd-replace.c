/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli evidence replace, confirm: a newer version of evidence, and what a person decides over
 * the citations on it. */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "jobs/citing.h"
#include "jobs/replace-report.h"

static void
message_cb (KaijiSession *session, const char *text, gboolean is_error, gpointer user_data)
{
  cli_complain ("%s", text);
}

static void
print_open (KaijiSession *session, GPtrArray *citations)
{
  for (guint i = 0; i < citations->len; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (citations, i);
      g_autofree char *reason = kaiji_replace_dup_reason (citation);

      cli_printf ("%s %u  %s  %s\n", kaiji_citation_get_target (citation),
                  kaiji_replace_get_position (session, citation),
                  kaiji_citation_get_state (citation) == KAIJI_CITATION_LOST ? C_ ("state", "lost")
                  : kaiji_replace_is_same (citation) ? C_ ("state", "same place")
                                                     : C_ ("state", "moved"),
                  reason);
    }
}

static CliStatus
print_replaced (Cli *cli, KaijiSession *session, KaijiEvidence *evidence)
{
  const char *id = kaiji_evidence_get_info (evidence)->id;
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (session, id, NULL);

  if (cli->json)
    return cli_take (kaiji_replace_dup_json (session, evidence));
  print_open (session, open);
  if (open->len > 0)
    cli_printf (g_dngettext (GETTEXT_PACKAGE, "%u citation waits to be confirmed.\n",
                             "%u citations wait to be confirmed.\n", open->len),
                open->len);
  return CLI_DONE;
}

static CliStatus
run_replace (Cli *cli)
{
  GError *error = NULL;
  g_autofree char *password = NULL;
  g_autoptr (KaijiEvidence) evidence = NULL;
  KaijiEvidence *present;
  KaijiSession *session;
  KaijiReplaceRequest request = {
    .path = cli_arg (cli, 2),
    .captured_on = cli_option (cli, "captured-on"),
    .signed_by = cli_option (cli, "signed-by"),
    .valid_until = cli_option (cli, "valid-until"),
  };

  if (!cli_read_password (cli, &password))
    return CLI_ERROR;
  request.password = password;
  session = cli_open (cli, FALSE);
  if (!session)
    return CLI_ERROR;
  present = kaiji_citing_find_evidence (session, cli_arg (cli, 1), &error);
  if (!present)
    return cli_close (session, cli_fail (cli_arg (cli, 0), error));
  request.evidence_id = kaiji_evidence_get_info (present)->id;
  g_signal_connect (session, "message", G_CALLBACK (message_cb), NULL);
  evidence = kaiji_replace_sync (session, &request, &error);
  if (!evidence)
    return cli_close (session, cli_fail_with_password_hint (request.path, error));
  return cli_close (session, print_replaced (cli, session, evidence));
}

/* Without a citation: what waits, or all whose words stand on the same page. */
static CliStatus
confirm_evidence (Cli *cli, KaijiSession *session)
{
  GError *error = NULL;
  KaijiEvidence *evidence = kaiji_citing_find_evidence (session, cli_arg (cli, 1), &error);
  guint n;

  if (!evidence
      || !kaiji_replace_confirm_same (session, kaiji_evidence_get_info (evidence)->id, &n, &error))
    return cli_fail (cli_arg (cli, 0), error);
  if (cli->json)
    return cli_take (kaiji_replace_dup_json (session, evidence));
  cli_printf (g_dngettext (GETTEXT_PACKAGE, "%u citation was confirmed.\n",
                           "%u citations were confirmed.\n", n),
              n);
  return print_replaced (cli, session, evidence);
}

/* A page that the person chose, with or without a quote on it. */
static gboolean
confirm_at (Cli *cli,
            KaijiSession *session,
            KaijiCitation *citation,
            int page,
            const char *password,
            GError **error)
{
  const KaijiCiteRequest request = {
    .target = kaiji_citation_get_target (citation),
    .evidence_id = kaiji_citation_get_evidence_id (citation),
    .page = page,
    .section = cli_option (cli, "section"),
    .quote = cli_option (cli, "quote"),
    .password = password,
  };
  g_autoptr (KaijiCitation) place = kaiji_citing_locate (session, &request, error);

  return place
         && kaiji_replace_confirm_at (session, kaiji_citation_get_number (citation), place, error);
}

static CliStatus
confirm_one (Cli *cli, KaijiSession *session, int page, const char *password)
{
  GError *error = NULL;
  guint64 position;
  KaijiCitation *citation;
  gboolean done;

  if (!g_ascii_string_to_unsigned (cli_arg (cli, 2), 10, 1, G_MAXUINT, &position, NULL))
    {
      cli_complain (_ ("“%s” is no number from %s on."), cli_arg (cli, 2), "1");
      return CLI_ERROR;
    }
  citation = kaiji_citing_nth (session, cli_arg (cli, 1), (guint) position, &error);
  if (!citation)
    return cli_fail (cli_arg (cli, 0), error);
  if (page > 0)
    done = confirm_at (cli, session, citation, page, password, &error);
  else
    done = kaiji_replace_confirm (session, kaiji_citation_get_number (citation), &error);
  if (done)
    return CLI_DONE;
  /* Wrong use is one thing, a decision that cannot be taken another. */
  if (g_error_matches (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED))
    {
      cli_fail (cli_arg (cli, 0), error);
      return CLI_NO;
    }
  return cli_fail_with_password_hint (cli_arg (cli, 0), error);
}

static CliStatus
run_confirm (Cli *cli)
{
  g_autofree char *password = NULL;
  KaijiSession *session;
  gint64 page;

  if (!cli_int_option (cli, "page", 1, G_MAXINT, 0, &page) || !cli_read_password (cli, &password))
    return CLI_ERROR;
  if (page == 0 && (cli_option (cli, "quote") || cli_option (cli, "section")))
    {
      cli_complain (_ ("--page is missing: the sheet of the PDF, from 1."));
      return CLI_ERROR;
    }
  session = cli_open (cli, FALSE);
  if (!session)
    return CLI_ERROR;
  if (!cli_arg (cli, 2))
    return cli_close (session, confirm_evidence (cli, session));
  return cli_close (session, confirm_one (cli, session, (int) page, password));
}

const CliCommand cli_replace_commands[] = {
  { "evidence", "replace", run_replace, 3, 3, "FILE EVIDENCE NEW.pdf",
    "captured-on= signed-by= valid-until= password-fd=",
    N_ ("puts a newer version in the place of evidence and prints where each citation on it stands "
        "now; nothing is confirmed by that") },
  { "evidence", "confirm", run_confirm, 2, 3, "FILE EVIDENCE|ID [N]",
    "page= quote= section= password-fd=",
    N_ ("confirms the N-th citation on ID, at the proposed place or on --page; with EVIDENCE alone "
        "all whose words stand on the same page") },
  { NULL },
};
