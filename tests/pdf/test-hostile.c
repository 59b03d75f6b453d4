/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that mean harm, or are odd: the program goes on, the worker keeps to its memory, nothing is
 * done that a file wants done, what cannot be shown says why, and the good pages are shown. */
#include "support.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define TIMEOUT 1500
#define MOST_MEMORY (512 * 1024) /* KiB */
#define MOST_PAGES 12

typedef struct
{
  const char *name;
  int n_pages;   /* 0: may open or not */
  gboolean good; /* the last page is */
} Hostile;

/* clang-format off */
static const Hostile files[] = {
  { "many-pages.pdf", 10000, FALSE },
  { "huge.pdf", 1, FALSE },
  { "mincho.pdf", 1, FALSE },
  { "jbig2-bomb.pdf", 2, TRUE },
  { "jpx-bomb.pdf", 2, TRUE },
  { "text-bomb.pdf", 2, TRUE },
  { "swelling-image.pdf", 2, TRUE },
  { "nested-forms.pdf", 3, TRUE },
  { "page-tree-loop.pdf", 0, FALSE },
  { "previous-loop.pdf", 2, FALSE },
  { "object-stream-loop.pdf", 0, FALSE },
  { "outline-loop.pdf", 1, FALSE },
  { "form-loop.pdf", 2, TRUE },
  { "glyph-loop.pdf", 2, TRUE },
  { "pattern-loop.pdf", 2, TRUE },
  { "shading-bomb.pdf", 3, TRUE },
  { "dashes.pdf", 4, TRUE },
  { "deep.pdf", 3, TRUE },
  { "sizes.pdf", 10, TRUE },
  { "name-loop.pdf", 2, TRUE },
  { "actions.pdf", 2, TRUE },
};
/* clang-format on */

/* Why it was not shown is one of the reasons that are told apart, and said with what to do. */
static void
assert_says_why (const GError *error, const char *name, int page)
{
  g_assert_nonnull (error);
  g_assert_true (kaiji_pdf_error_is_of_contents (error));
  g_assert_cmpuint (strlen (error->message), >, 20);
  g_test_message ("%s, page %d: %s", name, page, error->message);
}

static void
try_page (KaijiPdfDocument *document, const char *name, int page, gboolean good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) text_error = NULL;
  g_autoptr (GError) links_error = NULL;
  g_autoptr (KaijiPdfImage) image = kaiji_pdf_document_render_sync (
      document, page, 96.0 / 72, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error);
  g_autoptr (KaijiPdfText) text =
      kaiji_pdf_document_text_sync (document, page, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &text_error);
  g_autoptr (GPtrArray) links = kaiji_pdf_document_links_sync (
      document, page, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &links_error);

  if (good)
    {
      g_assert_no_error (error);
      g_assert_no_error (text_error);
      g_assert_no_error (links_error);
      g_assert_false (pdf_test_is_blank (image));
      g_assert_true (g_str_has_prefix (text->text, "After"));
      return;
    }
  if (!image)
    assert_says_why (error, name, page);
  if (!text)
    assert_says_why (text_error, name, page);
  if (!links)
    assert_says_why (links_error, name, page);
}

static void
test_hostile (gconstpointer data)
{
  const Hostile *hostile = data;
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (KaijiPdfDocument) plain = NULL;
  g_autoptr (KaijiPdfImage) image = NULL;
  g_autoptr (GError) error = NULL;
  int fd = pdf_test_file (hostile->name);

  kaiji_pdf_service_set_timeout (service, TIMEOUT);
  document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);
  close (fd);
  if (!document)
    assert_says_why (error, hostile->name, 0);
  else
    {
      const int n_pages = kaiji_pdf_document_get_n_pages (document);

      for (int page = 1; page <= MIN (n_pages, MOST_PAGES); page++)
        try_page (document, hostile->name, page, hostile->good && page == n_pages);
    }
  if (hostile->n_pages > 0)
    g_assert_cmpint (kaiji_pdf_document_get_n_pages (document), ==, hostile->n_pages);
  g_clear_error (&error);

  /* Others are not touched by it. */
  kaiji_pdf_service_set_timeout (service, 20000);
  fd = pdf_test_file ("plain.pdf");
  plain = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);
  g_assert_no_error (error);
  close (fd);
  image = kaiji_pdf_document_render_sync (plain, 1, 1, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (pdf_test_is_blank (image));
}

/* What the largest worker of all tests before has used; they have all ended. */
static void
test_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("under a sanitizer memory has no limit");
#else
  struct rusage used;

  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &used), ==, 0);
  g_test_message ("at most %ld MiB", used.ru_maxrss / 1024);
  g_assert_cmpint (used.ru_maxrss, >, 10 * 1024);
  g_assert_cmpint (used.ru_maxrss, <=, MOST_MEMORY);
#endif
}

/* Opened, drawn, read and closed: nothing of what it wants was done, in one worker that lives. */
static void
test_actions (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kaiji-pdf-XXXXXX", NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autoptr (KaijiPdfService) service = pdf_test_service ();
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) left = NULL;
  int fd = pdf_test_file ("actions.pdf");

  g_assert_cmpint (chdir (folder), ==, 0);
  document = kaiji_pdf_service_open_sync (service, fd, NULL, NULL, &error);
  g_assert_no_error (error);
  close (fd);
  try_page (document, "actions.pdf", 1, FALSE);
  links = kaiji_pdf_document_links_sync (document, 1, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (links->len, >=, 3);
  for (guint i = 0; i < links->len; i++)
    g_assert_cmpint (((KaijiPdfLink *) links->pdata[i])->kind, ==, KAIJI_PDF_LINK_BLOCKED);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (service), ==, 0);
  left = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (left));
  g_assert_cmpint (chdir (before), ==, 0);
  g_assert_cmpint (rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/pdf/hostile/", files[i].name, NULL);

      g_test_add_data_func (path, &files[i], test_hostile);
    }
  g_test_add_func ("/pdf/hostile/no-actions", test_actions);
  g_test_add_func ("/pdf/hostile/peak", test_memory);
  return g_test_run ();
}
