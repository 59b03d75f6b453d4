/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a click on a citation to the pixels of its page: bytes out of the case file, document opened
 * in the worker, page drawn at 96 dpi. bench-first-page RUNS CASE EVIDENCE; prints ms, one a line.
 */
#include "casefile/casefile.h"
#include "core/paths.h"
#include "pdf/client.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct
{
  GMainLoop *loop;
  KaijiPdfImage *image;
} Click;

static void
rendered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Click *click = user_data;

  click->image = kaiji_pdf_document_render_finish (KAIJI_PDF_DOCUMENT (object), result, &error);
  if (!click->image)
    g_error ("%s", error->message);
  g_main_loop_quit (click->loop);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfDocument) document =
      kaiji_pdf_service_open_finish (KAIJI_PDF_SERVICE (object), result, &error);

  if (!document)
    g_error ("%s", error->message);
  kaiji_pdf_document_render_async (document, 1, 96.0 / 72, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                   rendered_cb, user_data);
}

/* The way that the window takes. */
static double
measure (KaijiPdfService *service, KaijiCasefile *file, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Click click = { loop, NULL };
  gint64 begin = g_get_monotonic_time ();
  int fd = kaiji_evidence_source_open (KAIJI_EVIDENCE_SOURCE (file), sha256, NULL, &error);
  double ms;

  if (fd < 0)
    g_error ("%s", error->message);
  kaiji_pdf_service_open_async (service, fd, NULL, NULL, opened_cb, &click);
  g_main_loop_run (loop);
  ms = (double) (g_get_monotonic_time () - begin) / 1000;
  kaiji_pdf_image_free (click.image);
  close (fd);
  return ms;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCasefile) file = NULL;
  KaijiEvidence *evidence;

  if (argc != 4)
    g_error ("bench-first-page RUNS CASE EVIDENCE");
  kaiji_i18n_init (NULL);
  file = kaiji_casefile_open (argv[2], TRUE, &error);
  if (!file)
    g_error ("%s", error->message);
  evidence = kaiji_case_source_lookup_evidence (KAIJI_CASE_SOURCE (file), argv[3]);
  for (int run = 0; run < atoi (argv[1]); run++)
    {
      /* A worker that has not seen the document, warm as it is when a person clicks. */
      g_autoptr (KaijiPdfService) service = kaiji_pdf_service_new (NULL);

      g_usleep (300000);
      g_print ("%.1f\n", measure (service, file, kaiji_evidence_get_info (evidence)->sha256));
    }
  return 0;
}
