/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli evidence excerpt: the pages that are needed, as a new PDF. */
#include "cli/cmd-excerpt.h"

#include <glib/gi18n-lib.h>

#include "jobs/citing.h"
#include "jobs/excerpt.h"

static void
print_pages (KaijiExcerpt *excerpt, const KaijiExcerptPlan *plan, const KaijiExcerptResult *result)
{
  cli_printf (_ ("%s: %u pages of %d, %u of them cited\n"), result->path, plan->pages->len,
              result->map->n_sheets, plan->n_cited);
  for (guint i = 0; i < plan->pages->len; i++)
    {
      const KaijiExcerptPage *page = &g_array_index (plan->pages, KaijiExcerptPage, i);

      cli_printf (_ ("page %u = sheet %d, p.%s\n"), i + 1, page->sheet, page->label);
    }
  if (result->repaired)
    cli_complain (_ ("%s: the original is damaged; it was mended for the excerpt. Look through the "
                     "pages."),
                  kaiji_excerpt_get_name (excerpt));
  if (kaiji_excerpt_is_encrypted (excerpt))
    cli_complain (_ ("%s: the original is locked by a password, the excerpt is not."),
                  kaiji_excerpt_get_name (excerpt));
}

static CliStatus
write_excerpt (Cli *cli, KaijiExcerpt *excerpt, const KaijiExcerptChoice *choice)
{
  GError *error = NULL;
  g_autoptr (KaijiExcerptPlan) plan = NULL;
  g_autoptr (KaijiExcerptResult) result = NULL;

  if (!kaiji_excerpt_read_sync (excerpt, NULL, &error))
    return cli_fail_with_password_hint (cli_arg (cli, 0), error);
  plan = kaiji_excerpt_plan (excerpt, choice, &error);
  if (plan)
    result = kaiji_excerpt_write_sync (excerpt, plan, cli_arg (cli, 2), NULL, NULL, NULL, &error);
  if (!result)
    return cli_fail (cli_arg (cli, 0), error);
  if (!choice->contents && kaiji_excerpt_lacks_contents (excerpt))
    cli_complain (_ ("%s: no table of contents was found, so there is none in the excerpt. Say "
                     "where it is with --contents 2-3, or --contents none."),
                  kaiji_excerpt_get_name (excerpt));
  if (cli->json)
    return cli_take (kaiji_excerpt_dup_json (excerpt, plan, result));
  print_pages (excerpt, plan, result);
  return CLI_DONE;
}

static CliStatus
run (Cli *cli, KaijiSession *session, const KaijiExcerptChoice *choice, const char *password)
{
  GError *error = NULL;
  KaijiEvidence *evidence = kaiji_citing_find_evidence (session, cli_arg (cli, 1), &error);
  g_autoptr (KaijiExcerpt) excerpt =
      evidence
          ? kaiji_excerpt_new (session, kaiji_evidence_get_info (evidence)->id, password, &error)
          : NULL;

  if (!excerpt)
    return cli_fail (cli_arg (cli, 0), error);
  return write_excerpt (cli, excerpt, choice);
}

CliStatus
cli_run_excerpt (Cli *cli)
{
  KaijiExcerptChoice choice = { .contents = cli_option (cli, "contents"),
                                .pages = cli_option (cli, "pages") };
  g_autofree char *password = NULL;
  KaijiSession *session;
  gint64 around, front;

  if (!cli_int_option (cli, "around", 0, G_MAXUINT16, 0, &around)
      || !cli_int_option (cli, "front", 0, G_MAXUINT16, 1, &front)
      || !cli_read_password (cli, &password))
    return CLI_ERROR;
  choice.around = (int) around;
  choice.front = (int) front;
  if (g_strcmp0 (choice.contents, "none") == 0)
    choice.contents = "";
  session = cli_open (cli, TRUE);
  return session ? cli_close (session, run (cli, session, &choice, password)) : CLI_ERROR;
}
