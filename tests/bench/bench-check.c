/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A full check against one edit with its check. bench-check CASE; prints full ms, edit ms, prompts
 * that the edit looked at.
 */
#include "casefile/casefile.h"
#include "core/paths.h"
#include "rules/checker.h"

typedef struct
{
  KaijiChecker *checker;
  gint64 spent;
} Bench;

static void
changed_cb (KaijiCaseSource *source,
            guint kind,
            const char *key,
            const char *target,
            gpointer user_data)
{
  Bench *bench = user_data;

  kaiji_checker_update (bench->checker, (KaijiEditKind) kind, key, target);
}

static void
copy_answer_cb (const char *id, const char *text, gpointer user_data)
{
  g_autoptr (KaijiEdit) edit = kaiji_edit_new_answer (id, NULL, text);

  kaiji_case_apply (user_data, edit, NULL);
}

static void
copy_citation_cb (KaijiCitation *citation, gpointer user_data)
{
  g_autoptr (KaijiEdit) edit = kaiji_edit_new_citation (NULL, citation);

  kaiji_case_apply (user_data, edit, NULL);
}

/* The case in memory, so that the disk is not measured. */
static KaijiCase *
copy_case (KaijiCaseSource *source)
{
  KaijiCase *copy = kaiji_case_new (kaiji_case_source_get_scheme_id (source),
                                    kaiji_case_source_get_revision (source));
  GListModel *evidence = kaiji_case_source_get_evidence (source);

  for (guint i = 0; i < g_list_model_get_n_items (evidence); i++)
    {
      g_autoptr (KaijiEvidence) item = g_list_model_get_item (evidence, i);
      g_autoptr (KaijiEdit) edit = kaiji_edit_new_evidence (NULL, item);

      kaiji_case_apply (copy, edit, NULL);
    }
  kaiji_case_source_foreach_answer (source, copy_answer_cb, copy);
  kaiji_case_source_foreach_citation (source, copy_citation_cb, copy);
  return copy;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof (double), compare_doubles);
  return values[n / 2];
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCasefile) file = NULL;
  g_autoptr (KaijiSchemeLibrary) library = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;
  g_autoptr (KaijiCase) copy = NULL;
  g_autofree char *spec = NULL, *schemes = NULL;
  GPtrArray *prompts;
  double full[200], edit[200];
  double evaluated = 0;
  Bench bench = { 0 };

  if (argc != 2)
    g_error ("bench-check CASE");
  kaiji_i18n_init (NULL);
  file = kaiji_casefile_open (argv[1], TRUE, &error);
  if (!file)
    g_error ("%s", error->message);
  schemes = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  library = kaiji_scheme_library_new (schemes);
  spec = g_strdup_printf ("%s@%s", kaiji_case_source_get_scheme_id (KAIJI_CASE_SOURCE (file)),
                          kaiji_case_source_get_revision (KAIJI_CASE_SOURCE (file)));
  scheme = kaiji_scheme_library_load (library, spec, &error);
  if (!scheme)
    g_error ("%s", error->message);
  copy = copy_case (KAIJI_CASE_SOURCE (file));
  bench.checker = kaiji_checker_new (scheme, KAIJI_CASE_SOURCE (copy), kaiji_date_today ());
  kaiji_checker_run (bench.checker);
  for (guint i = 0; i < G_N_ELEMENTS (full); i++)
    {
      gint64 begin = g_get_monotonic_time ();

      kaiji_checker_run (bench.checker);
      kaiji_checker_get_findings (bench.checker);
      full[i] = (double) (g_get_monotonic_time () - begin) / 1000;
    }
  g_signal_connect (copy, "changed", G_CALLBACK (changed_cb), &bench);
  prompts = kaiji_scheme_get_prompts (scheme);
  for (guint i = 0; i < G_N_ELEMENTS (edit); i++)
    {
      /* Every prompt of the form in its turn, typed into. */
      KaijiPrompt *prompt = g_ptr_array_index (prompts, (i * 7) % prompts->len);
      g_autofree char *text = g_strdup_printf (
          "%s %u", kaiji_case_source_get_answer (KAIJI_CASE_SOURCE (copy), prompt->id) ?: "", i);
      g_autoptr (KaijiEdit) change = kaiji_edit_new_answer (prompt->id, NULL, text);
      gint64 begin = g_get_monotonic_time ();

      kaiji_case_apply (copy, change, NULL);
      kaiji_checker_get_findings (bench.checker);
      edit[i] = (double) (g_get_monotonic_time () - begin) / 1000;
      evaluated += kaiji_checker_get_evaluated (bench.checker);
    }
  g_print ("%.4f\n%.4f\n%.1f\n", median (full, G_N_ELEMENTS (full)),
           median (edit, G_N_ELEMENTS (edit)), evaluated / G_N_ELEMENTS (edit));
  kaiji_checker_free (bench.checker);
  return 0;
}
