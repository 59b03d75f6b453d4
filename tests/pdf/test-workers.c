/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two workers: when the second comes and goes, and who waits for whom. */
#include "support.h"

#include <unistd.h>

static KaijiPdfDocument *
open_file (KaijiPdfService *service, const char *name)
{
  g_autoptr (GError) error = NULL;
  int fd = pdf_test_file (name);
  KaijiPdfDocument *document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);

  g_assert_no_error (error);
  close (fd);
  return document;
}

static guint
count_workers (KaijiPdfService *service)
{
  GPid pids[KAIJI_PDF_N_WORKERS];

  return kaiji_pdf_service_get_pids (service, pids);
}

typedef struct
{
  guint waiting;
  guint cancelled;
  GString *order;
} Pages;

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pages *pages = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfImage) image =
      kaiji_pdf_document_render_finish (KAIJI_PDF_DOCUMENT (source), result, &error);

  pages->waiting--;
  if (image && pages->order)
    g_string_append_printf (pages->order, "%d ", image->width);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pages->cancelled++;
}

static void
ask (Pages *pages,
     KaijiPdfDocument *document,
     int page,
     double scale,
     KaijiPdfPriority priority,
     GCancellable *cancellable)
{
  pages->waiting++;
  kaiji_pdf_document_render_async (document, page, scale, 0, priority, cancellable, rendered_cb,
                                   pages);
}

static void
wait_for (Pages *pages)
{
  while (pages->waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Not where one was wished, not for one page after the other, but when pages wait. */
static void
test_second (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "labels.pdf");
  Pages pages = { 0 };

  kaiji_pdf_service_set_workers (service, 1);
  for (int i = 0; i < 10; i++)
    ask (&pages, document, 1 + i % 5, 1, KAIJI_PDF_PRIORITY_VISIBLE, NULL);
  wait_for (&pages);
  g_assert_cmpuint (count_workers (service), ==, 1);
  kaiji_pdf_service_set_workers (service, KAIJI_PDF_N_WORKERS);
  ask (&pages, document, 1, 1, KAIJI_PDF_PRIORITY_VISIBLE, NULL);
  wait_for (&pages);
  g_assert_cmpuint (count_workers (service), ==, 1);
  for (int i = 0; i < 20; i++)
    ask (&pages, document, 1 + i % 5, 4, KAIJI_PDF_PRIORITY_VISIBLE, NULL);
  wait_for (&pages);
  g_assert_cmpuint (count_workers (service), ==, 2);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (service), ==, 0);
}

/* While somebody looks, thumbnails keep one worker busy at most: a page goes past one that hangs. */
static void
test_background (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "labels.pdf");
  g_autoptr (KaijiPdfDocument) slow = open_file (service, "nested-forms.pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Pages hanging = { 0 }, pages = { 0 };
  gint64 begin;

  ask (&pages, document, 1, 1, KAIJI_PDF_PRIORITY_VISIBLE, NULL);
  wait_for (&pages);
  ask (&hanging, slow, 2, 1, KAIJI_PDF_PRIORITY_THUMBNAIL, cancellable);
  ask (&hanging, slow, 2, 2, KAIJI_PDF_PRIORITY_BACKGROUND, cancellable);
  g_usleep (100000);
  begin = g_get_monotonic_time ();
  for (int page = 1; page <= 5; page++)
    ask (&pages, document, page, 1, KAIJI_PDF_PRIORITY_VISIBLE, NULL);
  wait_for (&pages);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (hanging.waiting, ==, 2);
  g_cancellable_cancel (cancellable);
  wait_for (&hanging);
  g_assert_cmpuint (hanging.cancelled, ==, 2);
}

/* What was scrolled past leaves the queue at once: nothing of it is drawn any more. */
static void
test_scrolled_past (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "labels.pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Pages past = { 0 }, pages = { .order = g_string_new (NULL) };
  gint64 begin, alone;

  kaiji_pdf_service_set_workers (service, 1);
  begin = g_get_monotonic_time ();
  ask (&pages, document, 1, 8, KAIJI_PDF_PRIORITY_VISIBLE, NULL);
  wait_for (&pages);
  alone = g_get_monotonic_time () - begin;
  for (int i = 0; i < 200; i++)
    ask (&past, document, 1 + i % 5, 8, KAIJI_PDF_PRIORITY_VISIBLE, cancellable);
  g_cancellable_cancel (cancellable);
  begin = g_get_monotonic_time ();
  ask (&pages, document, 5, 1, KAIJI_PDF_PRIORITY_NEAR, NULL);
  wait_for (&pages);
  /* It waits for the one that is being drawn at most. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * alone);
  wait_for (&past);
  g_assert_cmpuint (past.cancelled, ==, 200);
  g_assert_cmpstr (pages.order->str, ==, "4760 595 ");
  g_string_free (pages.order, TRUE);
}

/* Both have the document open, both close it. */
static void
test_forgotten (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  Pages pages = { 0 };

  for (int round = 0; round < 6; round++)
    {
      g_autoptr (KaijiPdfDocument) document = open_file (service, "labels.pdf");

      for (int i = 0; i < 10; i++)
        ask (&pages, document, 1 + i % 5, 2, KAIJI_PDF_PRIORITY_VISIBLE, NULL);
      wait_for (&pages);
    }
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (service), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/workers/second", test_second);
  g_test_add_func ("/pdf/workers/background", test_background);
  g_test_add_func ("/pdf/workers/scrolled-past", test_scrolled_past);
  g_test_add_func ("/pdf/workers/forgotten", test_forgotten);
  return g_test_run ();
}
