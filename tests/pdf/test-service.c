/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real document through the real worker: opening, pixels, text, outline. */
#include "support.h"

#include <locale.h>
#include <unistd.h>

#define REFERENCE "/usr/share/debian-reference/debian-reference.ja.pdf"

static void
test_reference (void)
{
  g_autoptr (KaijiPdfService) service = NULL;
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (KaijiPdfImage) image = NULL;
  g_autoptr (KaijiPdfText) text = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  const KaijiPdfPageInfo *info;
  int fd = pdf_test_system_file (REFERENCE);

  if (fd < 0)
    {
      g_test_skip ("debian-reference-ja is not installed");
      return;
    }
  service = pdf_test_service ();
  document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);
  close (fd);
  g_assert_no_error (error);
  g_assert_true (kaiji_pdf_document_is_loaded (document));
  g_assert_false (kaiji_pdf_document_is_encrypted (document));
  g_assert_cmpint (kaiji_pdf_document_get_n_pages (document), >, 200);
  g_assert_cmpuint (kaiji_pdf_document_get_outline (document)->len, >, 100);
  info = kaiji_pdf_document_get_page (document, 1);
  g_assert_cmpfloat_with_epsilon (info->width_pt, 595.28, 0.5);
  g_assert_cmpfloat_with_epsilon (info->height_pt, 841.89, 0.5);
  g_assert_null (kaiji_pdf_document_get_page (document, 0));
  g_assert_null (kaiji_pdf_document_get_page (document, 100000));

  image = kaiji_pdf_document_render_sync (document, 1, 96 / 72.0, 0, KAIJI_PDF_PRIORITY_VISIBLE,
                                          NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (image->width, ==, 794);
  g_assert_cmpint (image->height, ==, 1123);
  g_assert_false (pdf_test_is_blank (image));

  for (int page = 1; page <= 60 && (!hits || hits->len == 0); page++)
    {
      g_clear_pointer (&text, kaiji_pdf_text_free);
      g_clear_pointer (&hits, g_ptr_array_unref);
      text = kaiji_pdf_document_text_sync (document, page, KAIJI_PDF_PRIORITY_BACKGROUND, NULL,
                                           &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_utf8_strlen (text->text, -1), ==, (glong) text->n_rects);
      hits = kaiji_pdf_text_find (text, page, "ｼｽﾃﾑ");
    }
  g_assert_cmpuint (hits->len, >, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/service/reference", test_reference);
  return g_test_run ();
}
