/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli scheme …: what the packs say. */
#include <glib/gi18n-lib.h>

#include "cli/cmd-days.h"
#include "cli/cmd-clauses.h"
#include "cli/cmd-settings.h"
#include "cli/cmd-scheme-import.h"
#include "jobs/json.h"
#include "jobs/lint.h"
#include "jobs/report.h"

static CliStatus
run_list (Cli *cli)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) schemes = kaiji_scheme_library_list (cli->library, &error);
  GPtrArray *problems;

  if (!schemes)
    return cli_fail (NULL, error);
  problems = kaiji_scheme_library_get_problems (cli->library);
  for (guint i = 0; i < problems->len; i++)
    cli_complain ("%s", (char *) g_ptr_array_index (problems, i));
  if (cli->json)
    return cli_take (kaiji_report_dup_schemes (schemes));
  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);
      const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);
      cli_printf (_ ("%s@%s  %s: %u items (%u required, %u optional), %u gate items, %u "
                     "unverified%s\n"),
                  kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme),
                  kaiji_scheme_get_name (scheme), counts->items, counts->required, counts->optional,
                  counts->gate, counts->unverified,
                  kaiji_scheme_is_in_use (scheme) ? _ (" – in use") : "");
    }
  return CLI_DONE;
}

static void
print_item (KaijiItem *item)
{
  cli_printf ("%s  %s [%s%s%s]\n", item->id, item->name,
              item->required ? _ ("required") : _ ("optional"), item->gate ? _ (", gate item") : "",
              item->verified == KAIJI_VERIFIED_UNVERIFIED ? _ (", unverified") : "");
  for (guint i = 0; i < item->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->prompts, i);
      if (!g_str_equal (prompt->id, item->id))
        cli_printf ("    %s  %s\n", prompt->id, prompt->text);
    }
}

static CliStatus
run_show (Cli *cli)
{
  GError *error = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;
  GPtrArray *sections;

  scheme = kaiji_scheme_library_load (cli->library, cli_arg (cli, 0), &error);
  if (!scheme)
    return cli_fail (NULL, error);
  if (cli_option (cli, "clauses"))
    return cli_show_clauses (cli, scheme);
  if (cli->json)
    return cli_take (kaiji_report_dup_scheme (scheme));
  cli_printf ("%s@%s  %s\n", kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme),
              kaiji_scheme_get_name (scheme));
  sections = kaiji_scheme_get_sections (scheme);
  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);
      cli_printf ("\n# %s\n", section->name);
      for (guint j = 0; j < section->items->len; j++)
        print_item (g_ptr_array_index (section->items, j));
    }
  cli_print_settings (scheme);
  return CLI_DONE;
}

static void
add_problem (JsonBuilder *builder, const KaijiSchemeProblem *problem)
{
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "file", problem->file);
  kaiji_json_add_string (builder, "path", problem->path);
  kaiji_json_add_string (builder, "message", problem->message);
  json_builder_end_object (builder);
}

/* An invalid pack is an answer (no); one that is no JSON cannot be read. */
static CliStatus
run_lint (Cli *cli)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  CliStatus status = CLI_DONE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < cli->args->len; i++)
    {
      const char *file = cli_arg (cli, i);
      g_autoptr (GPtrArray) problems = kaiji_jobs_lint (file);

      for (guint j = 0; j < problems->len; j++)
        {
          KaijiSchemeProblem *problem = g_ptr_array_index (problems, j);
          g_autofree char *text = kaiji_scheme_problem_to_string (problem);
          cli_complain ("%s", text);
          add_problem (builder, problem);
          status = MAX (status, problem->code == KAIJI_SCHEME_ERROR_PARSE ? CLI_ERROR : CLI_NO);
        }
      if (problems->len == 0 && !cli->json)
        cli_printf (_ ("%s: no problems.\n"), file);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_take (kaiji_json_end (builder, FALSE));
  return status;
}

const CliCommand cli_scheme_commands[] = {
  { "scheme", "list", run_list, 0, 0, "", NULL, N_ ("lists the schemes and their revisions") },
  { "scheme", "show", run_show, 1, 1, "ID[@REV]", "clauses", N_ ("shows all that a scheme asks") },
  { "scheme", "days", cli_run_days, 1, 1, "ID[@REV]", CLI_DAYS_OPTIONS,
    N_ ("counts the days that follow from a certification, a revocation or a notice") },
  { "scheme", "lint", run_lint, 1, -1, "FILE…", NULL, N_ ("checks packs") },
  { "scheme", "import", cli_scheme_import, 1, 2, "SHEET.xlsx|.csv [OUT.json]",
    "scheme= revision= source= sheet= add overwrite",
    N_ ("makes a pack of an official sheet and shows what changed; --add puts it among the "
        "office's own ones") },
  { NULL },
};
