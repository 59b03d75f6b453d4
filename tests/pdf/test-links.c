/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be clicked on a page: where it leads, and what is never followed. */
#include "support.h"

#include <unistd.h>

typedef struct
{
  double y1, y2; /* on the first page, points from its top */
  KaijiPdfLinkKind kind;
  int page;
  double top_pt;
  const char *text;
} Expected;

static const Expected expected[] = {
  { 70, 82, KAIJI_PDF_LINK_PAGE, 3, 100, "" },
  { 90, 102, KAIJI_PDF_LINK_PAGE, 3, 200, "" },
  { 110, 122, KAIJI_PDF_LINK_PAGE, 2, 0, "" },
  { 130, 142, KAIJI_PDF_LINK_URI, 0, 0, "https://www.example.jp/iryo?a=1" },
  { 150, 162, KAIJI_PDF_LINK_BLOCKED, 0, 0, "file:///etc/passwd" },
  { 170, 182, KAIJI_PDF_LINK_BLOCKED, 0, 0, "calc.exe" },
  { 190, 202, KAIJI_PDF_LINK_BLOCKED, 0, 0, "" },
  { 210, 222, KAIJI_PDF_LINK_BLOCKED, 0, 0, "other.pdf" },
  { 230, 242, KAIJI_PDF_LINK_BLOCKED, 0, 0, "Print" },
  /* Two lead nowhere and are none. */
  { 290, 302, KAIJI_PDF_LINK_BLOCKED, 0, 0, NULL },
};

static KaijiPdfDocument *
open_links (KaijiPdfService *service)
{
  g_autoptr (GError) error = NULL;
  int fd = pdf_test_file ("links.pdf");
  KaijiPdfDocument *document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);

  g_assert_no_error (error);
  close (fd);
  return document;
}

static GPtrArray *
get_links (KaijiPdfDocument *document, int page)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *links =
      kaiji_pdf_document_links_sync (document, page, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error);

  g_assert_no_error (error);
  return links;
}

static void
test_kinds (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_links (service);
  g_autoptr (GPtrArray) links = get_links (document, 1);

  g_assert_cmpuint (links->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < links->len; i++)
    {
      const KaijiPdfLink *link = g_ptr_array_index (links, i);

      g_assert_cmpint (link->kind, ==, expected[i].kind);
      g_assert_cmpfloat_with_epsilon (link->rect.x1, 72, 0.01);
      g_assert_cmpfloat_with_epsilon (link->rect.x2, 172, 0.01);
      g_assert_cmpfloat_with_epsilon (link->rect.y1, expected[i].y1, 0.01);
      g_assert_cmpfloat_with_epsilon (link->rect.y2, expected[i].y2, 0.01);
      g_assert_cmpint (link->page, ==, expected[i].page);
      g_assert_cmpfloat_with_epsilon (link->top_pt, expected[i].top_pt, 0.01);
      if (expected[i].text)
        g_assert_cmpstr (link->text, ==, expected[i].text);
      else
        g_assert_true (g_str_has_prefix (link->text, "https://www.example.jp/xxx"));
    }
}

/* On a page with a crop box that is turned by a quarter: as the page is shown. */
static void
test_turned (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_links (service);
  g_autoptr (GPtrArray) links = get_links (document, 2);
  g_autoptr (GPtrArray) none = get_links (document, 3);
  const KaijiPdfLink *link;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (links->len, ==, 1);
  link = g_ptr_array_index (links, 0);
  g_assert_cmpint (link->page, ==, 3);
  /* 10…110 by 400…420 of the crop box; a quarter clockwise: what was up is right. */
  g_assert_cmpfloat_with_epsilon (link->rect.x1, 400, 0.01);
  g_assert_cmpfloat_with_epsilon (link->rect.x2, 420, 0.01);
  g_assert_cmpfloat_with_epsilon (link->rect.y1, 10, 0.01);
  g_assert_cmpfloat_with_epsilon (link->rect.y2, 110, 0.01);
}

static void
test_no_page (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_links (service);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
      kaiji_pdf_document_links_sync (document, 4, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      kaiji_pdf_document_links_sync (document, 1, KAIJI_PDF_PRIORITY_VISIBLE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
linked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **links = user_data;
  g_autoptr (GError) error = NULL;

  *links = kaiji_pdf_document_links_finish (KAIJI_PDF_DOCUMENT (object), result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = open_links (service);
  g_autoptr (GPtrArray) links = NULL;

  kaiji_pdf_document_links_async (document, 1, KAIJI_PDF_PRIORITY_VISIBLE, NULL, linked_cb, &links);
  g_assert_null (links);
  while (!links)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (links->len, ==, G_N_ELEMENTS (expected));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/links/kinds", test_kinds);
  g_test_add_func ("/pdf/links/turned", test_turned);
  g_test_add_func ("/pdf/links/no-page", test_no_page);
  g_test_add_func ("/pdf/links/async", test_async);
  return g_test_run ();
}
