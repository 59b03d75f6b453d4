/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The process that copies pages: which pages are scans, what an excerpt holds, what is left out. */
#include "support.h"

#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pdf/extractor.h"

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

typedef struct
{
  KaijiPdfService *service;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = pdf_test_service ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->service);
}

/* --- scans --- */

/* One page of 595 x 842 points. /P is a picture of w x h pixels (its data are never read), /F a form
 * that draws it on 595 x 842. */
static int
make_page (int width, int height, const char *contents)
{
  static const char form[] = "q 595 0 0 842 0 0 cm /P Do Q";
  g_autofree char *pdf = g_strdup_printf (
      "%%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</T 7 0 R>>"
      "/XObject<</P 5 0 R/F 6 0 R>>>>>>endobj\n"
      "4 0 obj<</Length %" G_GSIZE_FORMAT ">>stream\n%s\nendstream endobj\n"
      "5 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
      "/BitsPerComponent 1/Length 2>>stream\nxx\nendstream endobj\n"
      "6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length %" G_GSIZE_FORMAT
      "/Resources<</XObject<</P 5 0 R>>>>>>stream\n%s\nendstream endobj\n"
      "7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
      "trailer<</Root 1 0 R/Size 8>>\n%%%%EOF\n",
      strlen (contents), contents, width, height, strlen (form), form);

  return pdf_test_memfd (pdf, strlen (pdf));
}

static int
find_dpi (Fixture *fixture, int fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfExtractor) extractor =
      kaiji_pdf_extractor_open (fixture->service, fd, NULL, NULL, &error);
  int dpi = -1;

  close (fd);
  g_assert_no_error (error);
  g_assert_true (kaiji_pdf_extractor_find_scans (extractor, &dpi, &error));
  g_assert_no_error (error);
  return dpi;
}

static void
test_scans (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int width, height;
    const char *contents;
    int dpi;
  } cases[] = {
    { 2479, 3508, "q 595 0 0 842 0 0 cm /P Do Q", 300 },
    { 1240, 1754, "/F Do", 150 },
    /* turned by a quarter */
    { 3508, 2479, "q 0 842 -595 0 595 0 cm /P Do Q", 300 },
    /* strips */
    { 1240, 438,
      "q 595 0 0 210.5 0 0 cm /P Do Q q 595 0 0 210.5 0 210.5 cm /P Do Q "
      "q 595 0 0 210.5 0 421 cm /P Do Q q 595 0 0 210.5 0 631.5 cm /P Do Q",
      150 },
    /* what character recognition left: invisible, or below */
    { 1653, 2339,
      "q 595 0 0 842 0 0 cm /P Do Q BT 3 Tr /T 9 Tf ("
      "words words words words words "
      "words words words words words words words words words words words) Tj ET",
      200 },
    { 1653, 2339,
      "BT /T 9 Tf [(words words words words words words words words) -20 (words words "
      "words words words words words)] TJ ET q 595 0 0 842 0 0 cm /P Do Q",
      200 },
    /* a picture behind what can be read, a small picture, none */
    { 1240, 1754,
      "q 595 0 0 842 0 0 cm /P Do Q BT /T 9 Tf (words words words words words words "
      "words words words words words words words words words) Tj ET",
      0 },
    { 1240, 1754, "q 200 0 0 283 50 50 cm /P Do Q", 0 },
    { 1240, 1754, "0 0 1 rg 0 0 595 842 re f", 0 },
    /* instructions that make no sense */
    { 1240, 1754, "Q Q Q (((( cm /P Do [ << q q q 595 0 0 842 0 0 cm", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].contents);
      g_assert_cmpint (
          find_dpi (fixture, make_page (cases[i].width, cases[i].height, cases[i].contents)), ==,
          cases[i].dpi);
    }
  g_assert_cmpint (find_dpi (fixture, pdf_test_image ("fax.tiff")), ==, 200);
  g_assert_cmpint (find_dpi (fixture, pdf_test_image ("turned-6.jpg")), ==, 160);
}

/* --- excerpts --- */

static int
cut (Fixture *fixture,
     const char *name,
     const char *password,
     const int *pages,
     guint n_pages,
     gboolean *repaired)
{
  static const char *const labels[] = { "a", "b", "c", "d" };
  g_autoptr (GError) error = NULL;
  KaijiPdfExcerptSpec spec = { .pages = pages,
                               .n_pages = n_pages,
                               .labels = labels,
                               .title = "title",
                               .name = "名称",
                               .sha256 = DIGEST,
                               .day = 86400 };
  int fd = pdf_test_file (name), copy;
  g_autoptr (KaijiPdfExtractor) extractor =
      kaiji_pdf_extractor_open (fixture->service, fd, password, NULL, &error);

  close (fd);
  g_assert_no_error (error);
  copy = kaiji_pdf_extractor_cut (extractor, &spec, repaired, &error);
  g_assert_no_error (error);
  g_assert_cmpint (copy, >=, 0);
  return copy;
}

static KaijiPdfDocument *
open_copy (Fixture *fixture, int fd)
{
  g_autoptr (GError) error = NULL;
  KaijiPdfDocument *document =
      kaiji_pdf_service_open_sync (fixture->service, fd, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static char *
dup_text (KaijiPdfDocument *document, int page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfText) text =
      kaiji_pdf_document_text_sync (document, page, KAIJI_PDF_PRIORITY_NEAR, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (text->text);
}

static gboolean
holds (int fd, const char *bytes)
{
  struct stat facts;
  gpointer data;
  gboolean found;

  g_assert_cmpint (fstat (fd, &facts), ==, 0);
  data = mmap (NULL, (gsize) facts.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  g_assert_true (data != MAP_FAILED);
  found = memmem (data, (gsize) facts.st_size, bytes, strlen (bytes)) != NULL;
  munmap (data, (gsize) facts.st_size);
  return found;
}

static void
test_map (Fixture *fixture, gconstpointer data)
{
  const int pages[] = { 1, 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfExcerptMap) map = NULL;
  g_autoptr (KaijiPdfExcerptMap) none = NULL;
  gboolean repaired;
  int fd = cut (fixture, "plain.pdf", NULL, pages, 2, &repaired), other;
  g_autoptr (KaijiPdfExtractor) extractor =
      kaiji_pdf_extractor_open (fixture->service, fd, NULL, NULL, &error);
  g_autoptr (KaijiPdfExtractor) plain = NULL;

  g_assert_no_error (error);
  g_assert_false (repaired);
  g_assert_true (kaiji_pdf_extractor_read_map (extractor, &map, &error));
  g_assert_nonnull (map);
  g_assert_cmpuint (map->n_pages, ==, 2);
  g_assert_cmpint (map->pages[1], ==, 2);
  g_assert_cmpstr (map->sha256, ==, DIGEST);
  close (fd);
  other = pdf_test_file ("plain.pdf");
  plain = kaiji_pdf_extractor_open (fixture->service, other, NULL, NULL, &error);
  close (other);
  g_assert_true (kaiji_pdf_extractor_read_map (plain, &none, &error));
  g_assert_null (none);
}

/* Outline and links lead to pages that are there, and nothing of the others is left. */
static void
test_cut_links (Fixture *fixture, gconstpointer data)
{
  const int pages[] = { 1, 3 };
  gboolean repaired;
  int fd = cut (fixture, "outline.pdf", NULL, pages, 2, &repaired);
  int whole = pdf_test_file ("outline.pdf");
  g_autoptr (KaijiPdfDocument) original = open_copy (fixture, whole);
  g_autoptr (KaijiPdfDocument) copy = open_copy (fixture, fd);
  GPtrArray *outline = kaiji_pdf_document_get_outline (copy);
  guint kept = 0;

  g_assert_cmpint (kaiji_pdf_document_get_n_pages (copy), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *before = dup_text (original, pages[i]);
      g_autofree char *after = dup_text (copy, (int) i + 1);

      g_assert_cmpstr (after, ==, before);
      g_assert_cmpstr (kaiji_pdf_document_get_page (copy, (int) i + 1)->label, ==,
                       i == 0 ? "a" : "b");
    }
  for (guint i = 0; i < outline->len; i++)
    {
      const KaijiPdfOutlineEntry *entry = g_ptr_array_index (outline, i);

      g_assert_cmpint (entry->page, <=, 2);
      kept += entry->page > 0;
    }
  g_assert_cmpuint (kept, >, 0);
  g_assert_cmpuint (outline->len, <, kaiji_pdf_document_get_outline (original)->len);
  close (fd);
  close (whole);
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "/JavaScript", "/Launch",     "/EmbeddedFile",
                                       "/OpenAction", "/SubmitForm", "/GoToR",
                                       "/AA" };
  const int first[] = { 1 };
  gboolean repaired;
  int fd = cut (fixture, "links.pdf", NULL, first, 1, &repaired);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_false (holds (fd, words[i]));
  close (fd);
  /* Loops in the outline end. */
  close (cut (fixture, "outline-loop.pdf", NULL, first, 1, &repaired));
}

static void
test_odd (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *password;
  } files[] = { { "encrypted.pdf", "himitsu" }, { "encrypted-ja.pdf", "秘密" },
                { "labels.pdf", NULL },         { "rotated.pdf", NULL },
                { "huge.pdf", NULL },           { "mincho.pdf", NULL } };
  const int first[] = { 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean repaired;
      int fd = cut (fixture, files[i].name, files[i].password, first, 1, &repaired);
      int again = cut (fixture, files[i].name, files[i].password, first, 1, &repaired);
      int whole = pdf_test_file (files[i].name);
      g_autoptr (KaijiPdfDocument) copy = open_copy (fixture, fd);
      g_autoptr (KaijiPdfDocument) original =
          kaiji_pdf_service_open_sync (fixture->service, whole, files[i].password, NULL, &error);
      g_autofree char *before = dup_text (original, 1);
      g_autofree char *after = dup_text (copy, 1);
      struct stat one, two;

      g_assert_cmpstr (after, ==, before);
      g_assert_false (kaiji_pdf_document_is_encrypted (copy));
      g_assert_cmpfloat (kaiji_pdf_document_get_page (copy, 1)->width_pt, ==,
                         kaiji_pdf_document_get_page (original, 1)->width_pt);
      /* The same bytes each time. */
      fstat (fd, &one);
      fstat (again, &two);
      g_assert_cmpint (one.st_size, ==, two.st_size);
      {
        gpointer a = mmap (NULL, (gsize) one.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        gpointer b = mmap (NULL, (gsize) one.st_size, PROT_READ, MAP_PRIVATE, again, 0);

        g_assert_cmpmem (a, one.st_size, b, two.st_size);
        munmap (a, (gsize) one.st_size);
        munmap (b, (gsize) one.st_size);
      }
      close (fd);
      close (again);
      close (whole);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    int code;
  } files[] = { { "garbage.pdf", KAIJI_PDF_ERROR_DAMAGED },
                { "zero-pages.pdf", KAIJI_PDF_ERROR_DAMAGED },
                { "encrypted.pdf", KAIJI_PDF_ERROR_ENCRYPTED } };
  const int pages[] = { 1, 99 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfExtractor) extractor = NULL;
  KaijiPdfExcerptSpec spec = { .pages = pages,
                               .n_pages = 2,
                               .labels = (const char *const[]){ "1", "99" },
                               .title = "",
                               .name = "",
                               .sha256 = DIGEST };
  gboolean repaired;
  int fd;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) why = NULL;

      fd = pdf_test_file (files[i].name);
      g_assert_null (kaiji_pdf_extractor_open (fixture->service, fd, NULL, NULL, &why));
      g_assert_error (why, KAIJI_PDF_ERROR, files[i].code);
      close (fd);
    }
  /* A page that is not there. */
  fd = pdf_test_file ("plain.pdf");
  extractor = kaiji_pdf_extractor_open (fixture->service, fd, NULL, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kaiji_pdf_extractor_cut (extractor, &spec, &repaired, &error), ==, -1);
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (kaiji_pdf_extractor_open (fixture->service, fd, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/pdf/extractor/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("scans", test_scans);
  ADD ("map", test_map);
  ADD ("links", test_cut_links);
  ADD ("hostile", test_hostile);
  ADD ("odd", test_odd);
  ADD ("refused", test_refused);
#undef ADD
  return g_test_run ();
}
