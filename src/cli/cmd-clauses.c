/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli scheme show --clauses: every clause of the documents and its place. */
#include "cli/cmd-clauses.h"

#include <glib/gi18n-lib.h>

#include "core/paths.h"
#include "jobs/report.h"

static const char *
kind_name (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *name;
  } names[] = {
    { "block", NC_ ("clause", "Must be done") }, { "warn", NC_ ("clause", "Notice") },
    { "human", NC_ ("clause", "A person") },     { "flow", NC_ ("clause", "Step") },
    { "out", NC_ ("clause", "Output") },         { "data", NC_ ("clause", "Data") },
    { "rule", NC_ ("clause", "Rule") },          { "info", NC_ ("clause", "Information") },
    { "setting", NC_ ("clause", "Setting") },    { "none", NC_ ("clause", "Nothing") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].kind, kind))
      return g_dpgettext2 (GETTEXT_PACKAGE, "clause", names[i].name);
  return kind;
}

static const char *
state_name (const KaijiClausePlace *place)
{
  if (!place)
    return C_ ("clause state", "not in this scheme's data");
  switch (place->kind)
    {
    case KAIJI_PLACE_RULE:
      return C_ ("clause state", "rule");
    case KAIJI_PLACE_SETTING:
      return C_ ("clause state", "setting");
    case KAIJI_PLACE_QUESTION:
      return C_ ("clause state", "question");
    case KAIJI_PLACE_DATUM:
      return C_ ("clause state", "datum");
    case KAIJI_PLACE_COMMAND:
      return C_ ("clause state", "output");
    case KAIJI_PLACE_ABSENT:
      return C_ ("clause state", "never asked");
    case KAIJI_PLACE_LATER:
    default:
      return C_ ("clause state", "later");
    }
}

static void
print_place (const KaijiClausePlace *place, KaijiScheme *scheme)
{
  g_autofree char *text = kaiji_report_dup_place (place, scheme);

  cli_printf ("    %s%s%s%s%s\n", state_name (place), *place->ref ? " " : "", place->ref,
              *text ? ": " : "", text);
}

static void
print_clause (KaijiClauses *clauses, const KaijiClause *clause, KaijiScheme *scheme)
{
  const KaijiClausePlace *first = kaiji_clause_find_place (clause, scheme);
  g_autofree char *reference = kaiji_clauses_dup_reference (clauses, clause, scheme);
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (char **kind = clause->kinds; *kind; kind++)
    g_string_append_printf (kinds, "%s%s", kinds->len > 0 ? " / " : "", kind_name (*kind));
  cli_printf ("%s  %s  [%s]  %s%s\n    %s\n", clause->id, reference, kinds->str, state_name (first),
              kaiji_clauses_is_stated (clauses, clause, scheme)
                  ? ""
                  : _ (" (no document of this scheme states it)"),
              clause->demand);
  for (guint i = 0; i < clause->places->len; i++)
    {
      const KaijiClausePlace *place = g_ptr_array_index (clause->places, i);

      if (kaiji_clause_place_holds (place, scheme))
        print_place (place, scheme);
    }
}

CliStatus
cli_show_clauses (Cli *cli, KaijiScheme *scheme)
{
  g_autofree char *dir = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  GError *error = NULL;
  g_autoptr (KaijiClauses) clauses = kaiji_clauses_load (dir, &error);
  GPtrArray *all;

  if (!clauses)
    return cli_fail (NULL, error);
  if (cli->json)
    return cli_take (kaiji_report_dup_clauses (clauses, scheme));
  cli_printf ("%s@%s  %s\n\n", kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme),
              kaiji_scheme_get_name (scheme));
  all = kaiji_clauses_get_all (clauses);
  for (guint i = 0; i < all->len; i++)
    print_clause (clauses, g_ptr_array_index (all, i), scheme);
  return CLI_DONE;
}
