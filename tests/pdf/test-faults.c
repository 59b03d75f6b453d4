/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker is killed, hangs or runs out of memory: one request fails at most, others go on. */
#include "support.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#define KILLS 50

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

static KaijiPdfImage *
render (KaijiPdfDocument *document,
        int page,
        double scale,
        GCancellable *cancellable,
        GError **error)
{
  return kaiji_pdf_document_render_sync (document, page, scale, 0, KAIJI_PDF_PRIORITY_VISIBLE,
                                         cancellable, error);
}

static void
assert_shows (KaijiPdfDocument *document, int page, double scale)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfImage) image = render (document, page, scale, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (pdf_test_is_blank (image));
}

typedef struct
{
  KaijiPdfService *service;
  GRand *random;
  int stop;  /* atomic */
  int pages; /* atomic; that were read */
  guint kills;
} Killer;

/* Kills whichever worker runs, KILLS times, at any moment of reading. */
static gpointer
kill_cb (gpointer data)
{
  Killer *killer = data;

  while (killer->kills < KILLS)
    {
      const int pages = g_atomic_int_get (&killer->pages);
      GPid pids[KAIJI_PDF_N_WORKERS];
      guint count;

      /* However slow the machine is: something was read in between. */
      while (g_atomic_int_get (&killer->pages) == pages)
        g_usleep (1000);
      g_usleep ((gulong) g_rand_int_range (killer->random, 0, 60000));
      count = kaiji_pdf_service_get_pids (killer->service, pids);
      if (count == 0)
        continue;
      if (kill (pids[killer->kills % count], SIGKILL) == 0)
        killer->kills++;
      else
        g_assert_cmpint (errno, ==, ESRCH);
    }
  g_atomic_int_set (&killer->stop, TRUE);
  return NULL;
}

typedef struct
{
  KaijiPdfDocument *document;
  KaijiPdfImage *expected[5];
  Killer *killer;
  guint n_read;
} Reader;

/* Each page comes, and as it was before. */
static gpointer
read_cb (gpointer data)
{
  Reader *reader = data;

  while (!g_atomic_int_get (&reader->killer->stop))
    {
      const int page = (int) (reader->n_read % G_N_ELEMENTS (reader->expected)) + 1;
      g_autoptr (GError) error = NULL;
      g_autoptr (KaijiPdfImage) image = render (reader->document, page, 2, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (image->pixels, reader->expected[page - 1]->pixels));
      reader->n_read++;
      g_atomic_int_inc (&reader->killer->pages);
    }
  return NULL;
}

static void
test_killed (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "labels.pdf");
  g_autoptr (GRand) random = g_rand_new_with_seed (20221);
  Killer killer = { service, random, FALSE, 0, 0 };
  Reader readers[2] = { { document, { NULL }, &killer, 0 }, { document, { NULL }, &killer, 0 } };
  GThread *threads[3];

  for (int page = 1; page <= 5; page++)
    {
      readers[0].expected[page - 1] = render (document, page, 2, NULL, NULL);
      readers[1].expected[page - 1] = readers[0].expected[page - 1];
      g_assert_false (pdf_test_is_blank (readers[0].expected[page - 1]));
    }
  threads[0] = g_thread_new ("killer", kill_cb, &killer);
  threads[1] = g_thread_new ("reader", read_cb, &readers[0]);
  threads[2] = g_thread_new ("reader", read_cb, &readers[1]);
  for (int i = 0; i < 3; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (killer.kills, ==, KILLS);
  g_assert_cmpuint (readers[0].n_read, >, 0);
  g_assert_cmpuint (readers[1].n_read, >, 0);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (service), >, 0);
  g_test_message ("%u pages, %u restarts", readers[0].n_read + readers[1].n_read,
                  kaiji_pdf_service_get_restarts (service));
  for (int page = 1; page <= 5; page++)
    {
      assert_shows (document, page, 1);
      kaiji_pdf_image_free (readers[0].expected[page - 1]);
    }
}

/* A page that never ends is given up, and not tried again; the others are shown. */
static void
test_hang (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "nested-forms.pdf");
  g_autoptr (KaijiPdfDocument) other = open_file (service, "plain.pdf");
  g_autoptr (GError) error = NULL;
  GPid before = kaiji_pdf_service_get_pid (service);
  guint restarts;

  kaiji_pdf_service_set_timeout (service, 700);
  g_assert_null (render (document, 2, 1, NULL, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_SLOW);
  g_clear_error (&error);
  kaiji_pdf_service_set_timeout (service, 20000);
  assert_shows (document, 1, 1);
  assert_shows (other, 1, 1);
  g_assert_cmpint (kaiji_pdf_service_get_pid (service), !=, before);
  restarts = kaiji_pdf_service_get_restarts (service);
  g_assert_cmpuint (restarts, ==, 1);

  g_assert_null (render (document, 2, 1, NULL, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_SLOW);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (service), ==, restarts);
  assert_shows (document, 3, 1);
}

/* A page that was given up is tried again when a person asks for it. */
static void
test_forgiven (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "nested-forms.pdf");
  g_autoptr (GError) error = NULL;

  kaiji_pdf_service_set_workers (service, 1);
  kaiji_pdf_service_set_timeout (service, 300);
  g_assert_null (render (document, 2, 1, NULL, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_SLOW);
  g_clear_error (&error);
  kaiji_pdf_document_forgive (document, 2);
  g_assert_null (render (document, 2, 1, NULL, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_SLOW);
  kaiji_pdf_service_set_timeout (service, 20000);
  assert_shows (document, 3, 1);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (service), ==, 2);
}

/* However the page that eats memory ends, the next one is shown. */
static void
test_memory (void)
{
  g_autoptr (KaijiPdfService) service = NULL;
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (KaijiPdfImage) image = NULL;
  g_autoptr (GError) error = NULL;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("under a sanitizer memory has no limit");
  return;
#endif
  service = pdf_test_service ();
  document = open_file (service, "swelling-image.pdf");
  image = render (document, 1, 1, NULL, &error);
  if (!image)
    g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_LARGE);
  g_test_message ("%s", image ? "shown" : error->message);
  assert_shows (document, 2, 1);
}

typedef struct
{
  GCancellable *cancellable;
  gulong delay;
} Canceller;

static gpointer
cancel_cb (gpointer data)
{
  Canceller *canceller = data;

  g_usleep (canceller->delay);
  g_cancellable_cancel (canceller->cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "nested-forms.pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Canceller canceller = { cancellable, 100000 };
  g_autoptr (GThread) thread = NULL;
  gint64 start = g_get_monotonic_time ();

  /* While the worker is at it: the caller does not wait for the worker. */
  thread = g_thread_new ("canceller", cancel_cb, &canceller);
  g_assert_null (render (document, 2, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);
  g_thread_join (g_steal_pointer (&thread));

  /* Before it begins: the worker is still busy, the request leaves the queue. */
  g_assert_null (render (document, 1, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);

  /* Nobody waits for that page any more: the worker does not go on with it for its 20 seconds. */
  assert_shows (document, 3, 1);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

/* A service that goes while its worker hangs does not wait for it. */
static void
test_gone (void)
{
  KaijiPdfService *service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "nested-forms.pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = { cancellable, 50000 };
  g_autoptr (GThread) thread = g_thread_new ("canceller", cancel_cb, &canceller);
  g_autoptr (GError) error = NULL;
  gint64 start;

  g_assert_null (render (document, 2, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (g_steal_pointer (&thread));
  start = g_get_monotonic_time ();
  g_clear_object (&document);
  g_assert_finalize_object (service);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);
}

typedef struct
{
  KaijiPdfDocument *document;
  int seed;
} Caller;

static gpointer
call_cb (gpointer data)
{
  Caller *caller = data;

  for (int i = 0; i < 15; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (KaijiPdfImage) image = NULL;
      g_autoptr (KaijiPdfText) text = NULL;

      if ((i + caller->seed) % 4 == 0)
        g_cancellable_cancel (cancellable);
      image = render (caller->document, 1 + (i + caller->seed) % 2, 0.5, cancellable, &error);
      if (!image)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      text = kaiji_pdf_document_text_sync (caller->document, 1, KAIJI_PDF_PRIORITY_BACKGROUND, NULL,
                                           NULL);
      g_assert_nonnull (text);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_file (service, "plain.pdf");
  GThread *threads[6];
  Caller callers[6];

  for (int i = 0; i < 6; i++)
    {
      callers[i] = (Caller){ document, i };
      threads[i] = g_thread_new ("caller", call_cb, &callers[i]);
    }
  for (int i = 0; i < 6; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (service), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/faults/killed", test_killed);
  g_test_add_func ("/pdf/faults/hang", test_hang);
  g_test_add_func ("/pdf/faults/forgiven", test_forgiven);
  g_test_add_func ("/pdf/faults/memory", test_memory);
  g_test_add_func ("/pdf/faults/cancelled", test_cancelled);
  g_test_add_func ("/pdf/faults/gone", test_gone);
  g_test_add_func ("/pdf/faults/threads", test_threads);
  return g_test_run ();
}
