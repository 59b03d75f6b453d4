/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page images through the service, into shared memory.
 *
 *   bench-pages through FILE FIRST LAST SCALE   ms for all of these pages, two workers
 *   bench-pages jump FILE SCALE PAGE…           ms for each page, asked for one after the other
 *
 * The document is open, as it is for somebody who reads, and each worker has drawn other pages. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "pdf/client.h"

#define SETTLE_MICROSECONDS (2 * G_USEC_PER_SEC)

static KaijiPdfDocument *
open_file (KaijiPdfService *service, const char *path)
{
  g_autoptr (GError) error = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  KaijiPdfDocument *document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);

  if (!document)
    g_error ("%s", error->message);
  close (fd);
  return document;
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfImage) image =
      kaiji_pdf_document_render_finish (KAIJI_PDF_DOCUMENT (source), result, &error);
  int *waiting = user_data;

  if (!image)
    g_error ("%s", error->message);
  --*waiting;
}

static double
draw (KaijiPdfDocument *document, int first, int last, double scale)
{
  const gint64 begin = g_get_monotonic_time ();
  int waiting = last - first + 1;

  for (int page = first; page <= last; page++)
    kaiji_pdf_document_render_async (document, page, scale, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                     rendered_cb, &waiting);
  while (waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* Both workers run, have the document open, and have drawn some of it. */
static void
warm (KaijiPdfService *service, KaijiPdfDocument *document, double scale)
{
  GPid pids[KAIJI_PDF_N_WORKERS];

  g_usleep (SETTLE_MICROSECONDS);
  do
    draw (document, 1, MIN (20, kaiji_pdf_document_get_n_pages (document)), scale);
  while (kaiji_pdf_service_get_pids (service, pids) < KAIJI_PDF_N_WORKERS);
}

int
main (int argc, char **argv)
{
  g_autoptr (KaijiPdfService) service = kaiji_pdf_service_new (NULL);
  g_autoptr (KaijiPdfDocument) document = NULL;

  if (argc == 6 && g_str_equal (argv[1], "through"))
    {
      document = open_file (service, argv[2]);
      warm (service, document, g_ascii_strtod (argv[5], NULL));
      g_print ("%.1f\n",
               draw (document, atoi (argv[3]), atoi (argv[4]), g_ascii_strtod (argv[5], NULL)));
    }
  else if (argc > 4 && g_str_equal (argv[1], "jump"))
    {
      const double scale = g_ascii_strtod (argv[3], NULL);

      document = open_file (service, argv[2]);
      warm (service, document, scale);
      for (int i = 4; i < argc; i++)
        g_print ("%.2f\n", draw (document, atoi (argv[i]), atoi (argv[i]), scale));
    }
  else
    g_error ("bench-pages through FILE FIRST LAST SCALE | jump FILE SCALE PAGE…");
  return 0;
}
