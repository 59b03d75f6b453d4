/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building the text index and asking it.
 *
 * bench-search index RUNS PDF: opening the PDF, reading its text with all rectangles and writing the
 * index into a new case; prints ms, one a line.
 * bench-search query RUNS TEXT PDF…: all of them indexed, then the same search as the window makes
 * for what is typed; prints ms, one a line, after a run that is not counted. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/paths.h"
#include "jobs/index.h"
#include "jobs/search.h"

/* As many as the window shows at first. */
#define SHOWN 100

typedef struct
{
  char *folder, *path;
  KaijiSchemeLibrary *library;
  KaijiPdfService *service;
} Bench;

static KaijiSession *
make_case (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  KaijiSession *session = kaiji_session_create (bench->path, "iryo", TRUE, bench->library,
                                                bench->service, KAIJI_DATE_NONE, &error);

  if (!session)
    g_error ("%s", error->message);
  return session;
}

static double
measure_index (Bench *bench, const char *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCasefile) file = NULL;
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autofree char *sha256 = g_strnfill (64, '0');
  int fd = g_open (pdf, O_RDONLY | O_CLOEXEC, 0);
  gint64 begin;

  file = kaiji_casefile_create (bench->path, "iryo", "2022-04-01", TRUE, &error);
  if (!file)
    g_error ("%s", error->message);
  begin = g_get_monotonic_time ();
  document = kaiji_pdf_service_open_sync (bench->service, fd, NULL, NULL, &error);
  if (!document || !kaiji_index_document (file, sha256, document, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  begin = g_get_monotonic_time () - begin;
  close (fd);
  g_assert_true (kaiji_casefile_close (file, &error));
  return (double) begin / 1000;
}

static double
measure_query (KaijiSession *session, const char *text)
{
  const KaijiSearchRequest request = {
    .text = text, .mode = KAIJI_SEARCH_WORDS, .limit = SHOWN, .with_rects = TRUE
  };
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GPtrArray) hits = kaiji_search_evidence (session, &request, &error);

  if (!hits || hits->len == 0)
    g_error ("%s: %s", text, error ? error->message : "nothing found");
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static void
query (Bench *bench, int runs, char **arguments)
{
  g_autoptr (KaijiSession) session = make_case (bench);
  g_autoptr (GError) error = NULL;

  for (char **pdf = arguments + 1; *pdf; pdf++)
    {
      const KaijiEvidenceRequest request = { .path = *pdf };
      g_autoptr (KaijiEvidence) evidence = kaiji_session_add_evidence (session, &request, &error);

      if (!evidence)
        g_error ("%s", error->message);
    }
  measure_query (session, arguments[0]);
  for (int i = 0; i < runs; i++)
    g_print ("%.3f\n", measure_query (session, arguments[0]));
  if (!kaiji_session_close (session, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char *argv[])
{
  g_autofree char *schemes = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };

  if (argc < 4)
    g_error ("bench-search index RUNS PDF | query RUNS TEXT PDF…");
  kaiji_i18n_init (NULL);
  schemes = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  bench.library = kaiji_scheme_library_new (schemes);
  bench.service = kaiji_pdf_service_new (NULL);
  bench.folder = g_dir_make_tmp ("kaiji-bench-XXXXXX", &error);
  bench.path = g_build_filename (bench.folder, "case.kaiji", NULL);
  if (g_str_equal (argv[1], "query"))
    query (&bench, atoi (argv[2]), argv + 3);
  else
    for (int run = 0; run < atoi (argv[2]); run++)
      g_print ("%.0f\n", measure_index (&bench, argv[3]));
  if (g_getenv ("KAIJI_BENCH_KEEP"))
    g_print ("%s\n", bench.path);
  else
    {
      g_unlink (bench.path);
      g_rmdir (bench.folder);
    }
  g_object_unref (bench.service);
  g_clear_pointer (&bench.library, kaiji_scheme_library_free);
  g_free (bench.path);
  g_free (bench.folder);
  return 0;
}
