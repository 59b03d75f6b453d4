/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli sample, case …: making cases, their answers, undo and log. */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "jobs/exchange.h"
#include "jobs/report.h"
#include "jobs/sample.h"

static CliStatus
run_sample (Cli *cli)
{
  GError *error = NULL;
  KaijiSession *session =
      kaiji_sample_create (cli_arg (cli, 0), cli_option (cli, "complete") != NULL, NULL,
                           cli->library, NULL, cli->today, &error);

  if (!session)
    return cli_fail (NULL, error);
  if (!cli->json)
    cli_printf (_ ("%s was made.\n"), cli_arg (cli, 0));
  else
    cli_take (kaiji_report_dup_case (session));
  return cli_close (session, CLI_DONE);
}

static CliStatus
run_new (Cli *cli)
{
  GError *error = NULL;
  const char *spec = cli_option (cli, "scheme");
  KaijiSession *session;

  if (!spec)
    {
      cli_complain (_ ("--scheme is missing. “kaiji-cli scheme list” lists the schemes."));
      return CLI_ERROR;
    }
  session =
      kaiji_session_create (cli_arg (cli, 0), spec, FALSE, cli->library, NULL, cli->today, &error);
  if (!session)
    return cli_fail (NULL, error);
  if (!cli->json)
    cli_printf (_ ("%s was made.\n"), cli_arg (cli, 0));
  else
    cli_take (kaiji_report_dup_case (session));
  return cli_close (session, CLI_DONE);
}

static void
print_answer_cb (const char *id, const char *text, gpointer user_data)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *indented = g_strjoinv ("\n    ", lines);

  cli_printf ("%s\n    %s\n", id, indented);
}

static CliStatus
run_show (Cli *cli)
{
  KaijiSession *session = cli_open (cli, TRUE);
  g_autofree char *title = NULL;
  g_autofree char *unverified = NULL;
  const KaijiProgress *progress;
  KaijiScheme *scheme;

  if (!session)
    return CLI_ERROR;
  if (cli->json)
    return cli_close (session, cli_take (kaiji_report_dup_case (session)));
  scheme = kaiji_session_get_scheme (session);
  title = kaiji_session_dup_title (session);
  progress = kaiji_checker_get_progress (kaiji_session_get_checker (session));
  cli_printf ("%s\n%s@%s  %s\n", title, kaiji_scheme_get_id (scheme),
              kaiji_scheme_get_revision (scheme), kaiji_scheme_get_name (scheme));
  cli_printf (_ ("required items %u/%u, gate items %u/%u, evidence %u/%u, optional items %u/%u\n"),
              progress->required_answered, progress->required_total, progress->gate_met,
              progress->gate_total, progress->evidence_done, progress->evidence_total,
              progress->optional_answered, progress->optional_total);
  unverified = kaiji_report_dup_unverified (scheme);
  if (unverified)
    cli_printf ("%s\n", unverified);
  kaiji_report_foreach_answer (session, print_answer_cb, NULL);
  return cli_close (session, CLI_DONE);
}

static CliStatus
run_set (Cli *cli)
{
  GError *error = NULL;
  KaijiSession *session;

  if (!g_utf8_validate (cli_arg (cli, 1), -1, NULL)
      || !g_utf8_validate (cli_arg (cli, 2), -1, NULL))
    {
      cli_complain (_ ("The text is not UTF-8."));
      return CLI_ERROR;
    }
  session = cli_open (cli, FALSE);
  if (!session)
    return CLI_ERROR;
  if (!kaiji_session_set_answer (session, cli_arg (cli, 1), cli_arg (cli, 2), KAIJI_JOURNAL_NONE,
                                 &error))
    return cli_close (session, cli_fail (cli_arg (cli, 0), error));
  return cli_close (session, CLI_DONE);
}

static CliStatus
run_get (Cli *cli)
{
  GError *error = NULL;
  KaijiSession *session = cli_open (cli, TRUE);
  g_autofree char *id = NULL;
  g_autofree char *derived = NULL;
  const char *text;
  KaijiPrompt *prompt;

  if (!session)
    return CLI_ERROR;
  id = kaiji_report_dup_answer_id (session, cli_arg (cli, 1), &error);
  if (!id)
    return cli_close (session, cli_fail (cli_arg (cli, 0), error));
  text = kaiji_case_source_get_answer (kaiji_session_get_source (session), id);
  prompt = kaiji_scheme_lookup_prompt (kaiji_session_get_scheme (session), id);
  if (prompt && prompt->kind == KAIJI_KIND_DERIVED)
    text = derived = kaiji_session_dup_derived (session, prompt);
  if (cli->json)
    cli_take (kaiji_report_dup_answer (id, text));
  else
    cli_printf ("%s\n", text ? text : "");
  return cli_close (session, CLI_DONE);
}

/* What a step is about: the label and the key under which it was first made. */
static void
print_step (GPtrArray *log, gint64 step, const char *what)
{
  for (guint i = log->len; i > 0; i--)
    {
      KaijiLogEntry *entry = g_ptr_array_index (log, i - 1);
      if (entry->step == step)
        {
          cli_printf ("%s: %s (%s)\n", what, entry->label, entry->edit->key);
          return;
        }
    }
}

/* The newest line of the log; 0 when there is none, or it cannot be read. */
static gint64
find_newest (KaijiJournal *journal)
{
  g_autoptr (GPtrArray) log = kaiji_journal_dup_log (journal, 1, NULL);

  return log && log->len > 0 ? ((KaijiLogEntry *) g_ptr_array_index (log, 0))->seq : 0;
}

static CliStatus
complain_of_nothing (Cli *cli, KaijiSession *session, gboolean undo)
{
  cli_complain (undo ? _ ("%s: there is nothing to undo.") : _ ("%s: there is nothing to redo."),
                cli_arg (cli, 0));
  return cli_close (session, CLI_NO);
}

/* Which step that was is asked of the log afterwards: a step that shows nothing is passed over, and
 * of the steps that are taken back some can no longer be done again. */
static CliStatus
step_back_or_forth (Cli *cli, gboolean undo)
{
  GError *error = NULL;
  KaijiSession *session = cli_open (cli, FALSE);
  KaijiJournal *journal;
  g_autoptr (GPtrArray) log = NULL;
  const KaijiLogEntry *newest;
  gint64 before;

  if (!session)
    return CLI_ERROR;
  journal = kaiji_session_get_journal (session);
  if (undo ? !kaiji_journal_can_undo (journal) : !kaiji_journal_can_redo (journal))
    return complain_of_nothing (cli, session, undo);
  before = find_newest (journal);
  if (undo ? !kaiji_journal_undo (journal, &error) : !kaiji_journal_redo (journal, &error))
    return cli_close (session, cli_fail (cli_arg (cli, 0), error));
  log = kaiji_journal_dup_log (journal, 0, &error);
  if (!log)
    return cli_close (session, cli_fail (cli_arg (cli, 0), error));
  newest = log->len > 0 ? g_ptr_array_index (log, 0) : NULL;
  if (!newest || newest->seq == before)
    return complain_of_nothing (cli, session, undo);
  if (!cli->json)
    print_step (log, newest->step, undo ? _ ("Undone") : _ ("Redone"));
  return cli_close (session, CLI_DONE);
}

static CliStatus
run_undo (Cli *cli)
{
  return step_back_or_forth (cli, TRUE);
}

static CliStatus
run_redo (Cli *cli)
{
  return step_back_or_forth (cli, FALSE);
}

/* Which bytes took the place of which; "" when none did. (transfer full) */
static char *
dup_replaced (const KaijiEdit *edit)
{
  g_autoptr (KaijiEvidence) before = NULL, after = NULL;
  const KaijiEvidenceInfo *old, *present;

  if (edit->kind != KAIJI_EDIT_EVIDENCE || !edit->before || !edit->after)
    return g_strdup ("");
  before = kaiji_evidence_new_from_variant (edit->before);
  after = kaiji_evidence_new_from_variant (edit->after);
  if (!before || !after)
    return g_strdup ("");
  old = kaiji_evidence_get_info (before);
  present = kaiji_evidence_get_info (after);
  if (g_str_equal (old->sha256, present->sha256))
    return g_strdup ("");
  return g_strdup_printf ("  %.16s (%s) → %.16s (%s)", old->sha256, old->file_name, present->sha256,
                          present->file_name);
}

static void
print_entry (const KaijiLogEntry *entry)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->at);
  g_autofree char *replaced = dup_replaced (entry->edit);
  g_autofree char *at = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");

  cli_printf ("%5" G_GINT64_FORMAT "  %s  %s  %s  %s%s%s\n", entry->seq, at, entry->who,
              entry->edit->key, entry->label, entry->undone ? _ (" (undone)") : "", replaced);
}

static CliStatus
run_log (Cli *cli)
{
  GError *error = NULL;
  KaijiSession *session = cli_open (cli, TRUE);
  g_autoptr (GPtrArray) log = NULL;

  if (!session)
    return CLI_ERROR;
  log = kaiji_journal_dup_log (kaiji_session_get_journal (session), 0, &error);
  if (!log)
    return cli_close (session, cli_fail (cli_arg (cli, 0), error));
  if (cli->json)
    cli_take (kaiji_report_dup_log (log));
  for (guint i = 0; !cli->json && i < log->len; i++)
    print_entry (g_ptr_array_index (log, i));
  return cli_close (session, CLI_DONE);
}

static CliStatus
run_import (Cli *cli)
{
  GError *error = NULL;
  KaijiSession *session = cli_open (cli, FALSE);
  CliStatus status;
  guint n;

  if (!session)
    return CLI_ERROR;
  if (!kaiji_exchange_import (session, cli_arg (cli, 1), &n, &error))
    return cli_close (session, cli_fail (cli_arg (cli, 1), error));
  status = cli_close (session, CLI_DONE); /* only then the answers are in the file */
  if (status == CLI_DONE && !cli->json)
    cli_printf (g_dngettext (GETTEXT_PACKAGE, "%u answer was taken in.\n",
                             "%u answers were taken in.\n", n),
                n);
  return status;
}

static CliStatus
run_export (Cli *cli)
{
  GError *error = NULL;
  KaijiSession *session = cli_open (cli, TRUE);

  if (!session)
    return CLI_ERROR;
  if (!kaiji_exchange_export (session, cli_arg (cli, 1), &error))
    return cli_close (session, cli_fail (cli_arg (cli, 1), error));
  if (!cli->json)
    cli_printf (_ ("%s was written and read back.\n"), cli_arg (cli, 1));
  return cli_close (session, CLI_DONE);
}

const CliCommand cli_case_commands[] = {
  { "", "sample", run_sample, 1, 1, "OUT.kaiji", "complete",
    N_ ("makes the fictitious sample: findings open, or ready to hand in") },
  { "case", "new", run_new, 1, 1, "FILE.kaiji", "scheme=", N_ ("begins a case") },
  { "case", "show", run_show, 1, 1, "FILE", NULL, N_ ("shows answers and progress") },
  { "case", "set", run_set, 3, 3, "FILE ID VALUE", NULL,
    N_ ("answers a field or prompt; an empty value clears it") },
  { "case", "get", run_get, 2, 2, "FILE ID", NULL, N_ ("prints an answer") },
  { "case", "undo", run_undo, 1, 1, "FILE", NULL, N_ ("takes the newest step back") },
  { "case", "redo", run_redo, 1, 1, "FILE", NULL, N_ ("does the step again") },
  { "case", "log", run_log, 1, 1, "FILE", NULL, N_ ("shows who changed what, newest first") },
  { "case", "import", run_import, 2, 2, "FILE ANSWERS.json|.csv|.xlsx", NULL,
    N_ ("takes answers in, in one step") },
  { "case", "export", run_export, 2, 2, "FILE OUT.json|.csv", NULL, N_ ("writes the answers") },
  { NULL },
};
