/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong in a pack, with what only the rules can tell: a rule of an unknown kind would
 * never say anything.
 */
#include "jobs/lint.h"

#include <glib/gi18n-lib.h>

#include "rules/checker.h"

static KaijiSchemeProblem *
new_problem (const char *file, guint index, const char *kind)
{
  KaijiSchemeProblem *problem = g_new0 (KaijiSchemeProblem, 1);

  problem->code = KAIJI_SCHEME_ERROR_INVALID;
  problem->file = g_strdup (file);
  problem->path = g_strdup_printf ("$.rules[%u].kind", index);
  problem->message =
      g_strdup_printf (_ ("No rule can be of the kind “%s”. Check the spelling."), kind);
  return problem;
}

/**
 * kaiji_jobs_lint:
 * @path: a pack
 *
 * Thread: any
 * Returns: (transfer full) (element-type KaijiSchemeProblem): all that is wrong in it
 */
GPtrArray *
kaiji_jobs_lint (const char *path)
{
  GPtrArray *problems = kaiji_scheme_lint (path);
  g_autoptr (KaijiScheme) scheme = problems->len == 0 ? kaiji_scheme_load_file (path, NULL) : NULL;
  GPtrArray *rules = scheme ? kaiji_scheme_get_rules (scheme) : NULL;

  for (guint i = 0; rules && i < rules->len; i++)
    {
      KaijiRule *rule = g_ptr_array_index (rules, i);
      if (!kaiji_checker_knows_kind (rule->kind))
        g_ptr_array_add (problems, new_problem (path, i, rule->kind));
    }
  return problems;
}
