/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a click on a citation to the pixels of its page: bytes out of the case file, document opened
 * in the worker, page drawn at 96 dpi. bench-first-page RUNS CASE EVIDENCE; prints ms, one a line.
 */
#include <stdlib.h>

#include "core/paths.h"
#include "jobs/session.h"

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
      kaiji_session_open_document_finish (KAIJI_SESSION (object), result, &error);

  if (!document)
    g_error ("%s", error->message);
  kaiji_pdf_document_render_async (document, 1, 96.0 / 72, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                   rendered_cb, user_data);
}

/* The way that the window takes. */
static double
measure (KaijiSession *session, const char *evidence_id)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Click click = { loop, NULL };
  gint64 begin = g_get_monotonic_time ();
  double ms;

  kaiji_session_open_document_async (session, evidence_id, NULL, NULL, opened_cb, &click);
  g_main_loop_run (loop);
  ms = (double) (g_get_monotonic_time () - begin) / 1000;
  kaiji_pdf_image_free (click.image);
  return ms;
}

int
main (int argc, char *argv[])
{
  g_autofree char *schemes = NULL;
  g_autoptr (KaijiSchemeLibrary) library = NULL;

  if (argc != 4)
    g_error ("bench-first-page RUNS CASE EVIDENCE");
  kaiji_i18n_init (NULL);
  schemes = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  library = kaiji_scheme_library_new (schemes);
  for (int run = 0; run < atoi (argv[1]); run++)
    {
      g_autoptr (GError) error = NULL;
      /* A worker that has not seen the document, warm as it is when a person clicks. */
      g_autoptr (KaijiPdfService) service = kaiji_pdf_service_new (NULL);
      g_autoptr (KaijiSession) session =
          kaiji_session_open (argv[2], TRUE, library, service, KAIJI_DATE_NONE, &error);

      if (!session)
        g_error ("%s", error->message);
      /* The window stands; a person looks for the place to click. */
      kaiji_session_prefetch (session);
      for (gint64 end = g_get_monotonic_time () + 300000; g_get_monotonic_time () < end;)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (1000);
        }
      g_print ("%.1f\n", measure (session, argv[3]));
      if (!kaiji_session_close (session, &error))
        g_error ("%s", error->message);
    }
  return 0;
}
