/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The asynchronous interface, in a main loop. */
#include "support.h"

#include <unistd.h>

typedef struct
{
  GMainLoop *loop;
  KaijiPdfDocument *document;
  KaijiPdfImage *image;
  KaijiPdfText *text;
  GError *error;
  guint pages;
  gboolean outline;
  GString *order;
} State;

static void
state_clear (State *state)
{
  g_clear_object (&state->document);
  g_clear_pointer (&state->image, kaiji_pdf_image_free);
  g_clear_pointer (&state->text, kaiji_pdf_text_free);
  g_clear_error (&state->error);
  g_main_loop_unref (state->loop);
  if (state->order)
    g_string_free (state->order, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static void
pages_changed_cb (KaijiPdfDocument *document, guint first, guint n, gpointer user_data)
{
  State *state = user_data;

  g_assert_cmpuint (first, >=, 1);
  g_assert_cmpuint (first + n - 1, <=, (guint) kaiji_pdf_document_get_n_pages (document));
  state->pages = MAX (state->pages, first + n - 1);
}

static void
outline_changed_cb (KaijiPdfDocument *document, gpointer user_data)
{
  State *state = user_data;

  state->outline = TRUE;
  g_main_loop_quit (state->loop);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  State *state = user_data;

  state->document =
      kaiji_pdf_service_open_finish (KAIJI_PDF_SERVICE (source), result, &state->error);
  if (state->document)
    {
      g_signal_connect (state->document, "pages-changed", G_CALLBACK (pages_changed_cb), state);
      g_signal_connect (state->document, "outline-changed", G_CALLBACK (outline_changed_cb), state);
    }
  g_main_loop_quit (state->loop);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  State *state = user_data;

  state->image =
      kaiji_pdf_document_render_finish (KAIJI_PDF_DOCUMENT (source), result, &state->error);
  g_main_loop_quit (state->loop);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  State *state = user_data;

  state->text = kaiji_pdf_document_text_finish (KAIJI_PDF_DOCUMENT (source), result, &state->error);
  g_main_loop_quit (state->loop);
}

static void
open_file (State *state, KaijiPdfService *service, const char *name, GCancellable *cancellable)
{
  int fd = pdf_test_file (name);

  kaiji_pdf_service_open_async (service, fd, NULL, cancellable, opened_cb, state);
  close (fd);
  g_main_loop_run (state->loop);
}

static void
test_document (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_auto (State) state = { .loop = g_main_loop_new (NULL, FALSE) };

  open_file (&state, service, "labels.pdf", NULL);
  g_assert_no_error (state.error);
  g_assert_cmpint (kaiji_pdf_document_get_n_pages (state.document), ==, 5);
  /* The first page's facts come with it, the others are a guess of the same size at first. */
  g_assert_cmpstr (kaiji_pdf_document_get_page (state.document, 1)->label, ==, "i");
  g_assert_cmpfloat (kaiji_pdf_document_get_page (state.document, 5)->height_pt, ==, 842);

  kaiji_pdf_document_render_async (state.document, 4, 1, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                   rendered_cb, &state);
  while (!state.image && !state.error)
    g_main_loop_run (state.loop);
  g_assert_no_error (state.error);
  g_assert_false (pdf_test_is_blank (state.image));
  g_assert_cmpstr (kaiji_pdf_document_get_page (state.document, 4)->label, ==, "2");

  kaiji_pdf_document_text_async (state.document, 5, KAIJI_PDF_PRIORITY_VISIBLE, NULL, read_cb,
                                 &state);
  /* News of the outline ends the loop, too. */
  while (!state.text && !state.error)
    g_main_loop_run (state.loop);
  g_assert_no_error (state.error);
  g_assert_true (g_str_has_prefix (state.text->text, "Sheet 4"));
}

static void
test_news (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_auto (State) state = { .loop = g_main_loop_new (NULL, FALSE) };

  open_file (&state, service, "outline.pdf", NULL);
  g_assert_no_error (state.error);
  while (!state.outline)
    g_main_loop_run (state.loop);
  g_assert_cmpuint (state.pages, ==, 3);
  g_assert_true (kaiji_pdf_document_is_loaded (state.document));
  g_assert_cmpuint (kaiji_pdf_document_get_outline (state.document)->len, ==, 5);
}

static void
test_load_sync (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_auto (State) state = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autoptr (GError) error = NULL;

  open_file (&state, service, "outline.pdf", NULL);
  g_assert_true (kaiji_pdf_document_load_sync (state.document, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (kaiji_pdf_document_get_outline (state.document)->len, ==, 5);
}

static void
test_errors (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_auto (State) damaged = { .loop = g_main_loop_new (NULL, FALSE) };
  g_auto (State) cancelled = { .loop = g_main_loop_new (NULL, FALSE) };
  g_auto (State) page = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  open_file (&damaged, service, "garbage.pdf", NULL);
  g_assert_error (damaged.error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED);

  g_cancellable_cancel (cancellable);
  open_file (&cancelled, service, "plain.pdf", cancellable);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  open_file (&page, service, "plain.pdf", NULL);
  kaiji_pdf_document_render_async (page.document, 9, 1, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                   rendered_cb, &page);
  while (!page.image && !page.error)
    g_main_loop_run (page.loop);
  g_assert_error (page.error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE);
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  State *state = user_data;
  g_autoptr (KaijiPdfImage) image =
      kaiji_pdf_document_render_finish (KAIJI_PDF_DOCUMENT (source), result, NULL);

  g_assert_nonnull (image);
  g_string_append_c (state->order, image->width == 595 ? 'a' : image->width == 1190 ? 'b' : 'c');
  if (state->order->len == 3)
    g_main_loop_quit (state->loop);
}

/* What is visible goes before what is not, though it was asked for later. */
static void
test_order (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_auto (State) state = { .loop = g_main_loop_new (NULL, FALSE), .order = g_string_new (NULL) };
  g_auto (State) busy = { .loop = g_main_loop_new (NULL, FALSE) };

  kaiji_pdf_service_set_timeout (service, 1000);
  kaiji_pdf_service_set_workers (service, 1);
  open_file (&busy, service, "nested-forms.pdf", NULL);
  open_file (&state, service, "plain.pdf", NULL);
  kaiji_pdf_document_render_async (busy.document, 2, 1, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                   rendered_cb, &busy);
  g_usleep (200000);
  kaiji_pdf_document_render_async (state.document, 1, 1, 0, KAIJI_PDF_PRIORITY_THUMBNAIL, NULL,
                                   note_cb, &state);
  kaiji_pdf_document_render_async (state.document, 1, 2, 0, KAIJI_PDF_PRIORITY_NEAR, NULL, note_cb,
                                   &state);
  kaiji_pdf_document_render_async (state.document, 1, 3, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                   note_cb, &state);
  g_main_loop_run (busy.loop);
  g_assert_error (busy.error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_TOO_SLOW);
  if (state.order->len < 3)
    g_main_loop_run (state.loop);
  g_assert_cmpstr (state.order->str, ==, "cba");
}

/* Everything is dropped while requests run: their callbacks still come, nothing leaks. */
static void
test_dropped (void)
{
  KaijiPdfService *service = pdf_test_service ();
  g_auto (State) state = { .loop = g_main_loop_new (NULL, FALSE) };

  open_file (&state, service, "plain.pdf", NULL);
  kaiji_pdf_document_render_async (state.document, 1, 3, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                   rendered_cb, &state);
  g_clear_object (&state.document);
  g_object_unref (service);
  while (!state.image && !state.error)
    g_main_loop_run (state.loop);
  g_assert_no_error (state.error);
  g_assert_nonnull (state.image);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/loop/document", test_document);
  g_test_add_func ("/pdf/loop/news", test_news);
  g_test_add_func ("/pdf/loop/load-sync", test_load_sync);
  g_test_add_func ("/pdf/loop/errors", test_errors);
  g_test_add_func ("/pdf/loop/order", test_order);
  g_test_add_func ("/pdf/loop/dropped", test_dropped);
  return g_test_run ();
}
