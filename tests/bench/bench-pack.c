/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packs and the rules on them.
 *
 * bench-pack load DIR: ms until all packs of a folder are read, in a process that has read none.
 * bench-pack check PACK CITATIONS: a case in memory with every prompt answered and so many places
 * cited. Prints items, answers, citations; ms of a full check from nothing (median); ms of one edit
 * with its check (median, and the slowest of all prompts, each at its median).
 */
#include <stdlib.h>
#include <string.h>

#include "core/case.h"
#include "core/paths.h"
#include "rules/checker.h"

#define RUNS 60

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

static double
ms_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static int
load (const char *dir)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schemes = kaiji_scheme_library_list (library, &error);

  if (!schemes)
    g_error ("%s", error->message);
  g_print ("%u\n%.3f\n", schemes->len, ms_since (begin));
  return 0;
}

/* ---- a full case ---- */

typedef struct
{
  KaijiScheme *scheme;
  KaijiCase *kase;
  KaijiChecker *checker;
  guint answers;
  guint citations;
} Bench;

static void
apply (Bench *bench, KaijiEdit *edit)
{
  if (!kaiji_case_apply (bench->kase, edit, NULL))
    g_error ("an edit was refused");
  kaiji_edit_free (edit);
}

static char *
make_answer (KaijiScheme *scheme, KaijiPrompt *prompt, guint i)
{
  char **choices = kaiji_scheme_get_choices (scheme, prompt);

  switch (prompt->kind)
    {
    case KAIJI_KIND_DATE:
      return g_strdup_printf ("2026-03-%02u", 1 + i % 28);
    case KAIJI_KIND_YES_NO_DETAIL:
      return g_strdup_printf ("%s、運用規程 第%u条に定めています", choices[0], i);
    case KAIJI_KIND_YES_NO:
    case KAIJI_KIND_CHOICE:
      return g_strdup (choices && choices[0] ? choices[0] : "有り");
    case KAIJI_KIND_TABLE:
      return g_strdup ("[]");
    case KAIJI_KIND_YEAR:
      return g_strdup ("2015");
    case KAIJI_KIND_INTEGER:
    case KAIJI_KIND_NUMBER_UNIT:
    case KAIJI_KIND_MONEY:
    case KAIJI_KIND_DURATION:
      return g_strdup_printf ("%u%s", 10 + i, prompt->units ? prompt->units[0] : "");
    default:
      return g_strdup_printf ("架空の記述です。運用規程 第%u条に定め、年に一度見直しています。", i);
    }
}

static void
fill (Bench *bench, guint n_citations)
{
  static const KaijiEvidenceInfo info = {
    .id = "E1", .sha256 = "ab", .name = "運用規程", .url = "", .captured_on = "", .signed_by = ""
  };
  GPtrArray *prompts = kaiji_scheme_get_prompts (bench->scheme);
  g_autoptr (KaijiEvidence) evidence = kaiji_evidence_new (&info);

  apply (bench, kaiji_edit_new_evidence (NULL, evidence));
  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (prompts, i);
      g_autofree char *text = NULL;

      if (prompt->kind == KAIJI_KIND_EVIDENCE || prompt->kind == KAIJI_KIND_DERIVED)
        continue;
      text = make_answer (bench->scheme, prompt, i);
      apply (bench, kaiji_edit_new_answer (prompt->id, NULL, text));
      bench->answers++;
    }
  for (guint i = 0; bench->citations < n_citations; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (prompts, i % prompts->len);
      g_autoptr (KaijiCitation) citation = NULL;
      int page = 1 + (int) (i % 40);

      if (!prompt->citable)
        continue;
      bench->citations++;
      citation = kaiji_citation_new (bench->citations, prompt->id, "E1", "ab", page, page, "3",
                                     "第3条", "年に一度見直す", NULL, 0, KAIJI_CITATION_CONFIRMED);
      apply (bench, kaiji_edit_new_citation (NULL, citation));
    }
}

static double
time_full (Bench *bench)
{
  double values[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      KaijiChecker *checker = kaiji_checker_new (bench->scheme, KAIJI_CASE_SOURCE (bench->kase),
                                                 (KaijiDate){ 2026, 4, 1 });

      kaiji_checker_run (checker);
      kaiji_checker_get_findings (checker);
      values[i] = ms_since (begin);
      kaiji_checker_free (checker);
    }
  return median (values, RUNS);
}

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

/* Typing into one prompt: the median of some edits, so that a pause of the machine is not it. */
static double
time_edit (Bench *bench, KaijiPrompt *prompt)
{
  double values[5];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *before =
          g_strdup (kaiji_case_source_get_answer (KAIJI_CASE_SOURCE (bench->kase), prompt->id));
      g_autofree char *text = g_strdup_printf ("%s %u", before, i);
      KaijiEdit *edit = kaiji_edit_new_answer (prompt->id, before, text);
      gint64 begin = g_get_monotonic_time ();

      apply (bench, edit);
      kaiji_checker_get_findings (bench->checker);
      values[i] = ms_since (begin);
    }
  return median (values, G_N_ELEMENTS (values));
}

static int
check (const char *path, guint n_citations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) scheme = kaiji_scheme_load_file (path, &error);
  g_autofree double *edits = NULL;
  Bench bench = { .scheme = scheme };
  GPtrArray *prompts;
  double full, slowest;
  guint n = 0;

  if (!scheme)
    g_error ("%s", error->message);
  bench.kase = kaiji_case_new (kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));
  fill (&bench, n_citations);
  full = time_full (&bench);
  bench.checker =
      kaiji_checker_new (scheme, KAIJI_CASE_SOURCE (bench.kase), (KaijiDate){ 2026, 4, 1 });
  kaiji_checker_run (bench.checker);
  g_signal_connect (bench.kase, "changed", G_CALLBACK (changed_cb), &bench);
  prompts = kaiji_scheme_get_prompts (scheme);
  edits = g_new0 (double, prompts->len);
  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (prompts, i);

      if (prompt->kind != KAIJI_KIND_EVIDENCE && prompt->kind != KAIJI_KIND_DERIVED)
        edits[n++] = time_edit (&bench, prompt);
    }
  qsort (edits, n, sizeof (double), compare_doubles);
  slowest = edits[n - 1];
  g_print ("%u\n%u\n%u\n%.4f\n%.4f\n%.4f\n", kaiji_scheme_get_counts (scheme)->items, bench.answers,
           bench.citations, full, edits[n / 2], slowest);
  kaiji_checker_free (bench.checker);
  g_object_unref (bench.kase);
  return 0;
}

int
main (int argc, char *argv[])
{
  kaiji_i18n_init (NULL);
  if (argc == 3 && strcmp (argv[1], "load") == 0)
    return load (argv[2]);
  if (argc == 4 && strcmp (argv[1], "check") == 0)
    return check (argv[2], (guint) atoi (argv[3]));
  g_error ("bench-pack load DIR, or bench-pack check PACK CITATIONS");
}
