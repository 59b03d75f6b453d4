/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker that was taken over lies: the client refuses what it says and goes on. */
#include "support.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "pdf/protocol.h"

typedef enum
{
  SAYS_NOTHING, /* all works */
  SAYS_OPEN,    /* opening fails */
  SAYS_RENDER,  /* opening works, pixels fail */
  SAYS_TEXT,
  SAYS_LINKS,
  SAYS_PAGES,   /* works, but the facts of further pages stay a guess */
  SAYS_OUTLINE, /* works, but there is no outline */
  SAYS_ENDLESS, /* works, the outline is cut off */
} Damage;

typedef struct
{
  const char *name;
  Damage damage;
  int code;
} Lie;

/* clang-format off */
static const Lie lies[] = {
  { "honest", SAYS_NOTHING, 0 },
  { "text-nan", SAYS_NOTHING, 0 },
  { "hello-never", SAYS_OPEN, KAIJI_PDF_ERROR_UNAVAILABLE },
  { "hello-version", SAYS_OPEN, KAIJI_PDF_ERROR_UNAVAILABLE },
  { "hello-short", SAYS_OPEN, KAIJI_PDF_ERROR_UNAVAILABLE },
  { "hello-open-air", SAYS_OPEN, KAIJI_PDF_ERROR_UNAVAILABLE },
  { "magic", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "kind", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "serial", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "reply-short", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "pages-none", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "pages-countless", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "size-nan", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "size-vast", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "label-endless", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "label-invalid", SAYS_OPEN, KAIJI_PDF_ERROR_CRASHED },
  { "facts-too-many", SAYS_PAGES, 0 },
  { "facts-none", SAYS_PAGES, 0 },
  { "facts-count", SAYS_PAGES, 0 },
  { "outline-page", SAYS_OUTLINE, 0 },
  { "outline-level", SAYS_OUTLINE, 0 },
  { "outline-title", SAYS_OUTLINE, 0 },
  { "outline-stuck", SAYS_OUTLINE, 0 },
  { "outline-endless", SAYS_ENDLESS, 0 },
  { "unsealed", SAYS_RENDER, KAIJI_PDF_ERROR_CRASHED },
  { "payload-shorter", SAYS_RENDER, KAIJI_PDF_ERROR_CRASHED },
  { "image-wider", SAYS_RENDER, KAIJI_PDF_ERROR_CRASHED },
  { "image-higher", SAYS_RENDER, KAIJI_PDF_ERROR_CRASHED },
  { "image-overflow", SAYS_RENDER, KAIJI_PDF_ERROR_CRASHED },
  { "image-stride", SAYS_RENDER, KAIJI_PDF_ERROR_CRASHED },
  { "image-missing", SAYS_RENDER, KAIJI_PDF_ERROR_CRASHED },
  { "descriptors", SAYS_RENDER, KAIJI_PDF_ERROR_CRASHED },
  { "text-invalid", SAYS_TEXT, KAIJI_PDF_ERROR_CRASHED },
  { "text-count", SAYS_TEXT, KAIJI_PDF_ERROR_CRASHED },
  { "text-bytes", SAYS_TEXT, KAIJI_PDF_ERROR_CRASHED },
  { "text-fewer", SAYS_TEXT, KAIJI_PDF_ERROR_CRASHED },
  { "links-nan", SAYS_NOTHING, 0 },
  { "links-page", SAYS_LINKS, KAIJI_PDF_ERROR_CRASHED },
  { "links-kind", SAYS_LINKS, KAIJI_PDF_ERROR_CRASHED },
  { "links-text", SAYS_LINKS, KAIJI_PDF_ERROR_CRASHED },
  { "links-count", SAYS_LINKS, KAIJI_PDF_ERROR_CRASHED },
};
/* clang-format on */

static KaijiPdfService *
start_liar (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (g_getenv ("KAIJI_FAKE_WORKER"), path), ==, 0);
  return kaiji_pdf_service_new (path);
}

static void
remove_liar (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
check_document (KaijiPdfDocument *document, const Lie *lie)
{
  g_autoptr (KaijiPdfImage) image = NULL;
  g_autoptr (KaijiPdfText) text = NULL;
  g_autoptr (GError) render_error = NULL;
  g_autoptr (GError) text_error = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GError) link_error = NULL;

  g_assert_cmpint (kaiji_pdf_document_get_n_pages (document), ==, 3);
  if (lie->damage != SAYS_RENDER)
    {
      g_assert_true (kaiji_pdf_document_is_loaded (document));
      g_assert_cmpstr (kaiji_pdf_document_get_page (document, 3)->label, ==,
                       lie->damage == SAYS_PAGES ? "" : "x");
      g_assert_cmpuint (kaiji_pdf_document_get_outline (document)->len, ==,
                        lie->damage == SAYS_OUTLINE   ? 0
                        : lie->damage == SAYS_ENDLESS ? KAIJI_PDF_MAX_OUTLINE
                                                      : 1);
    }
  image = kaiji_pdf_document_render_sync (document, 1, 1, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL,
                                          &render_error);
  text = kaiji_pdf_document_text_sync (document, 2, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &text_error);
  if (lie->damage == SAYS_RENDER)
    {
      g_assert_error (render_error, KAIJI_PDF_ERROR, lie->code);
      return;
    }
  g_assert_no_error (render_error);
  g_assert_cmpint (image->height, ==, 20);
  g_assert_cmpuint (g_bytes_get_size (image->pixels), ==, 800);
  if (lie->damage == SAYS_TEXT)
    {
      g_assert_error (text_error, KAIJI_PDF_ERROR, lie->code);
      return;
    }
  g_assert_no_error (text_error);
  g_assert_cmpstr (text->text, ==, "ab");
  g_assert_cmpuint (text->n_rects, ==, 2);
  g_assert_cmpfloat (text->rects[1].x2, ==, 5);
  links =
      kaiji_pdf_document_links_sync (document, 3, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &link_error);
  if (lie->damage == SAYS_LINKS)
    {
      g_assert_error (link_error, KAIJI_PDF_ERROR, lie->code);
      return;
    }
  g_assert_no_error (link_error);
  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpint (((KaijiPdfLink *) links->pdata[0])->page, ==, 2);
}

static void
test_lie (gconstpointer data)
{
  const Lie *lie = data;
  g_autofree char *folder = g_dir_make_tmp ("kaiji-pdf-XXXXXX", NULL);
  g_autoptr (KaijiPdfService) service = start_liar (folder, lie->name);
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  int fd = pdf_test_memfd ("%PDF", 4);

  kaiji_pdf_service_set_insist (service, FALSE);
  document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);
  close (fd);
  if (lie->damage == SAYS_OPEN)
    {
      g_assert_error (error, KAIJI_PDF_ERROR, lie->code);
      g_assert_null (document);
    }
  else
    {
      g_assert_no_error (error);
      check_document (document, lie);
    }
  g_clear_object (&document);
  g_clear_object (&service);
  remove_liar (folder, lie->name);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Where the kernel lacks a wall nothing is opened, unless the user insists. */
static void
test_insist (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kaiji-pdf-XXXXXX", NULL);
  g_autoptr (KaijiPdfService) service = start_liar (folder, "hello-open-air");
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  int fd = pdf_test_memfd ("%PDF", 4);

  kaiji_pdf_service_set_insist (service, FALSE);
  document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_UNAVAILABLE);
  g_assert_null (document);
  g_clear_error (&error);
  g_assert_cmpint (kaiji_pdf_service_get_sandbox (service), ==,
                   KAIJI_PDF_SANDBOX_SECCOMP | KAIJI_PDF_SANDBOX_LIMITS);

  kaiji_pdf_service_set_insist (service, TRUE);
  document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (document);
  close (fd);
  g_clear_object (&document);
  g_clear_object (&service);
  remove_liar (folder, "hello-open-air");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_no_program (void)
{
  g_autoptr (KaijiPdfService) service = kaiji_pdf_service_new ("/nonexistent/worker");
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  int fd = pdf_test_memfd ("%PDF", 4);

  document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);
  close (fd);
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_UNAVAILABLE);
  g_assert_null (document);
  g_assert_cmpint (kaiji_pdf_service_get_pid (service), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *path = g_strconcat ("/pdf/protocol/", lies[i].name, NULL);

      g_test_add_data_func (path, &lies[i], test_lie);
    }
  g_test_add_func ("/pdf/protocol/insist", test_insist);
  g_test_add_func ("/pdf/protocol/no-program", test_no_program);
  return g_test_run ();
}
