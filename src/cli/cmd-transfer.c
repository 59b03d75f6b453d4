/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli case transfer, case compare: answers of one case for another. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cli/cli.h"
#include "jobs/compare.h"
#include "jobs/transfer.h"

/* ---- transfer ---- */

static const char *
describe_decision (const KaijiTransferRow *row)
{
  if (!row->can_take)
    return "-";
  if (!row->take)
    return C_ ("transfer", "left");
  return kaiji_transfer_row_is_to_read (row) ? C_ ("transfer", "taken, to be read")
                                             : C_ ("transfer", "taken");
}

static void
print_row (const KaijiTransferRow *row)
{
  KaijiPrompt *prompt = row->to ? row->to : row->from;

  cli_printf ("%-18s → %-18s  %s  %s  %s\n", row->from ? row->from->id : "-",
              row->to ? row->to->id : "-", kaiji_transfer_describe_state (row->state),
              describe_decision (row), prompt->text);
  if (row->state == KAIJI_MATCH_WORDING)
    cli_printf ("    %s\n    → %s\n", row->from->text, row->to->text);
  if (row->state == KAIJI_MATCH_DROPPED && *row->text)
    cli_printf ("    %s\n", row->text);
}

static void
print_plan (KaijiTransfer *transfer)
{
  GPtrArray *rows = kaiji_transfer_get_rows (transfer);
  KaijiTransferCounts counts;

  for (guint i = 0; i < rows->len; i++)
    {
      const KaijiTransferRow *row = g_ptr_array_index (rows, i);

      /* What is the same and empty on both sides says nothing. */
      if (row->can_take || row->state != KAIJI_MATCH_SAME)
        print_row (row);
    }
  kaiji_transfer_count (transfer, &counts);
  cli_printf (_ ("mapped %u, wording changed %u, new %u, dropped %u\n"), counts.mapped,
              counts.states[KAIJI_MATCH_WORDING], counts.states[KAIJI_MATCH_NEW],
              counts.states[KAIJI_MATCH_DROPPED]);
  cli_printf (_ ("taken over: %u answers (%u in place of another), %u citations, %u documents\n"),
              counts.taken, counts.replaced, counts.citations, counts.evidence);
}

/* Opens what was written and compares it with the plan. */
static gboolean
read_back (Cli *cli, KaijiTransfer *transfer, const char *path, GError **error)
{
  g_autoptr (KaijiSession) session =
      kaiji_session_open (path, TRUE, cli->library, NULL, cli->today, error);

  return session && kaiji_transfer_check (transfer, session, error)
         && kaiji_session_close (session, error);
}

/* Plans, does, writes and reads back; the file is removed when that fails. */
static CliStatus
transfer_to (Cli *cli, KaijiSession *from, KaijiSession *to)
{
  GError *error = NULL;
  g_autoptr (KaijiTransfer) transfer =
      kaiji_transfer_new (from, to, cli_option (cli, "section"), &error);
  g_autofree char *report = NULL;

  if (!transfer)
    return cli_fail (NULL, error);
  report = kaiji_transfer_dup_report (transfer);
  if (!cli->json)
    print_plan (transfer);
  if (!kaiji_transfer_apply (transfer, &error) || !kaiji_session_close (to, &error)
      || !read_back (cli, transfer, cli_arg (cli, 2), &error))
    return cli_fail (cli_arg (cli, 2), error);
  if (cli->json)
    cli_print (report);
  else
    cli_printf (_ ("%s was made.\n"), cli_arg (cli, 2));
  return CLI_DONE;
}

static CliStatus
run_transfer (Cli *cli)
{
  GError *error = NULL;
  KaijiSession *from = cli_open (cli, TRUE);
  KaijiSession *to;
  CliStatus status;

  if (!from)
    return CLI_ERROR;
  to = kaiji_transfer_open_target (cli_arg (cli, 1), cli_arg (cli, 2), cli->library, NULL,
                                   cli->today, &error);
  if (!to)
    return cli_close (from, cli_fail (NULL, error));
  status = transfer_to (cli, from, to);
  g_clear_object (&to);
  if (status != CLI_DONE)
    g_unlink (cli_arg (cli, 2));
  return cli_close (from, status);
}

/* ---- compare ---- */

static void
print_difference (KaijiCompare *compare, const KaijiCompareRow *row)
{
  GPtrArray *sessions = kaiji_compare_get_sessions (compare);

  cli_printf ("%s  %s\n", row->prompt->item->section->name, row->prompt->text);
  for (guint i = 0; i < sessions->len; i++)
    {
      KaijiCompareAnswer *answer = g_ptr_array_index (row->answers, i);
      g_autofree char *name =
          g_filename_display_basename (kaiji_session_get_path (g_ptr_array_index (sessions, i)));

      if (answer->prompt)
        cli_printf ("    %s  %s  %s\n", name, answer->prompt->id,
                    *answer->text ? answer->text : _ ("(no answer)"));
    }
}

static void
print_comparison (KaijiCompare *compare)
{
  GPtrArray *rows = kaiji_compare_get_rows (compare);
  guint n = 0;
  KaijiSession *holder = kaiji_compare_get_original (compare);

  for (guint i = 0; i < rows->len; i++)
    {
      const KaijiCompareRow *row = g_ptr_array_index (rows, i);

      if (!row->differs)
        continue;
      n++;
      print_difference (compare, row);
    }
  cli_printf (_ ("%u answers of the company were compared, %u differ.\n"), rows->len, n);
  if (holder)
    {
      g_autofree char *title = kaiji_session_dup_title (holder);
      g_autofree char *name = g_filename_display_basename (kaiji_session_get_path (holder));

      cli_printf (_ ("The original of the registry certificate lies with “%s” (%s).\n"), title,
                  name);
    }
}

static CliStatus
run_compare (Cli *cli)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KaijiCompare) compare = NULL;

  for (guint i = 0; i < cli->args->len; i++)
    {
      KaijiSession *session =
          kaiji_session_open (cli_arg (cli, i), TRUE, cli->library, NULL, cli->today, &error);

      if (!session)
        return cli_fail (cli_arg (cli, i), error);
      g_ptr_array_add (sessions, session);
    }
  compare = kaiji_compare_new (sessions);
  if (cli->json)
    cli_take (kaiji_compare_dup_report (compare));
  else
    print_comparison (compare);
  return kaiji_compare_count_different (compare) == 0 ? CLI_DONE : CLI_NO;
}

const CliCommand cli_transfer_commands[] = {
  { "case", "transfer", run_transfer, 3, 3, "FROM ID[@REV]|TO.kaiji OUT", "section=",
    N_ ("takes answers, citations and evidence over into a new case or a copy of one") },
  { "case", "compare", run_compare, 2, -1, "FILE…", NULL,
    N_ ("lists the company's answers that differ between cases; 1 = some do") },
  { NULL },
};
