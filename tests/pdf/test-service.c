/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents through the real worker: facts, pixels, text, outline. */
#include "support.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define REFERENCE "/usr/share/debian-reference/debian-reference.ja.pdf"

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

static KaijiPdfDocument *
try_open (Fixture *fixture, const char *name, const char *password, GError **error)
{
  int fd = pdf_test_file (name);
  KaijiPdfDocument *document =
      kaiji_pdf_service_open_sync (fixture->service, fd, password, NULL, error);

  close (fd);
  return document;
}

static KaijiPdfDocument *
open_file (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  KaijiPdfDocument *document = try_open (fixture, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (kaiji_pdf_document_is_loaded (document));
  return document;
}

static KaijiPdfText *
get_text (KaijiPdfDocument *document, int page)
{
  g_autoptr (GError) error = NULL;
  KaijiPdfText *text =
      kaiji_pdf_document_text_sync (document, page, KAIJI_PDF_PRIORITY_NEAR, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_utf8_strlen (text->text, -1), ==, (glong) text->n_rects);
  return text;
}

static KaijiPdfImage *
render (KaijiPdfDocument *document, int page, double scale, int rotation)
{
  g_autoptr (GError) error = NULL;
  KaijiPdfImage *image = kaiji_pdf_document_render_sync (document, page, scale, rotation,
                                                         KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (image->stride, ==, image->width * 4);
  g_assert_cmpuint (g_bytes_get_size (image->pixels), ==,
                    (gsize) image->stride * (gsize) image->height);
  return image;
}

static void
assert_size (KaijiPdfDocument *document, int page, double width, double height)
{
  const KaijiPdfPageInfo *info = kaiji_pdf_document_get_page (document, page);

  g_assert_nonnull (info);
  g_assert_cmpfloat_with_epsilon (info->width_pt, width, 0.01);
  g_assert_cmpfloat_with_epsilon (info->height_pt, height, 0.01);
}

/* Whether the image has dark pixels within, and none without, a rectangle in points. */
static void
assert_ink (const KaijiPdfImage *image, double scale, const KaijiRect *rect)
{
  const guint32 *pixels = g_bytes_get_data (image->pixels, NULL);
  guint inside = 0, outside = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        const guint32 pixel = pixels[y * image->width + x];
        const double px = (x + 0.5) / scale, py = (y + 0.5) / scale;

        g_assert_cmphex (pixel >> 24, ==, 0xff);
        if ((pixel & 0xff) > 128)
          continue;
        if (px >= rect->x1 - 2 && px <= rect->x2 + 2 && py >= rect->y1 - 2 && py <= rect->y2 + 2)
          inside++;
        else
          outside++;
      }
  g_assert_cmpuint (inside, >, 10);
  g_assert_cmpuint (outside, ==, 0);
}

static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "plain.pdf");
  g_autoptr (KaijiPdfImage) image = render (document, 2, 2, 0);
  g_autoptr (KaijiPdfText) text = get_text (document, 2);
  g_autoptr (GPtrArray) hits = kaiji_pdf_text_find (text, 2, "page TWO");
  KaijiPdfHit *hit;

  if (!kaiji_pdf_service_get_insist (fixture->service))
    g_assert_cmpint (kaiji_pdf_service_get_sandbox (fixture->service), ==, KAIJI_PDF_SANDBOX_ALL);
  g_assert_cmpint (kaiji_pdf_document_get_n_pages (document), ==, 2);
  assert_size (document, 1, 595, 842);
  assert_size (document, 2, 595, 420);
  g_assert_cmpstr (kaiji_pdf_document_get_page (document, 2)->label, ==, "");
  g_assert_cmpuint (kaiji_pdf_document_get_outline (document)->len, ==, 0);
  g_assert_null (kaiji_pdf_document_find_section (document, 1, 100));
  g_assert_cmpint (image->width, ==, 1190);
  g_assert_cmpint (image->height, ==, 840);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->text, ==, "Page two");
  g_assert_cmpuint (hit->n_rects, ==, 1);
  /* 24 points high on a base line 300 from the bottom of 420. */
  g_assert_cmpfloat_with_epsilon (hit->rects[0].x1, 72, 2);
  g_assert_cmpfloat (hit->rects[0].y1, <, 120 - 12);
  g_assert_cmpfloat (hit->rects[0].y1, >, 120 - 30);
  g_assert_cmpfloat (hit->rects[0].y2, >, 119);
  g_assert_cmpfloat (hit->rects[0].y2, <, 130);
  assert_ink (image, 2, &hit->rects[0]);
}

/* Four pages with a crop box, turned by 0, 90, 180, 270: pixels and rectangles agree. */
static void
test_rotated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "rotated.pdf");
  /* Where the text begins: 50, 100 from the left and top of the crop box. */
  static const double begins[][2] = { { 50, 100 }, { 400, 50 }, { 350, 400 }, { 100, 350 } };

  for (int page = 1; page <= 4; page++)
    {
      g_autoptr (KaijiPdfImage) image = render (document, page, 1.5, 0);
      g_autoptr (KaijiPdfText) text = get_text (document, page);
      g_autofree KaijiRect *rects = NULL;
      g_autofree char *range = NULL;
      guint n_rects = 0;
      KaijiRect around;

      assert_size (document, page, page % 2 ? 400 : 500, page % 2 ? 500 : 400);
      g_assert_cmpint (image->width, ==, page % 2 ? 600 : 750);
      g_assert_cmpint (image->height, ==, page % 2 ? 750 : 600);
      g_assert_true (g_str_has_prefix (text->text, "TURN"));
      range = kaiji_pdf_text_get_range (text, 0, 4, &rects, &n_rects);
      g_assert_cmpstr (range, ==, "TURN");
      g_assert_cmpuint (n_rects, >=, 1);
      around = rects[0];
      for (guint i = 1; i < n_rects; i++)
        {
          around.x1 = MIN (around.x1, rects[i].x1);
          around.y1 = MIN (around.y1, rects[i].y1);
          around.x2 = MAX (around.x2, rects[i].x2);
          around.y2 = MAX (around.y2, rects[i].y2);
        }
      g_assert_cmpfloat (begins[page - 1][0], >=, around.x1 - 6);
      g_assert_cmpfloat (begins[page - 1][0], <=, around.x2 + 6);
      g_assert_cmpfloat (begins[page - 1][1], >=, around.y1 - 6);
      g_assert_cmpfloat (begins[page - 1][1], <=, around.y2 + 6);
      assert_ink (image, 1.5, &around);
    }
}

/* Turned by the viewer: sides change places, contents turn clockwise. */
static void
test_view_rotation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "plain.pdf");
  g_autoptr (KaijiPdfText) text = get_text (document, 2);
  g_autofree KaijiRect *rects = NULL;
  g_autofree char *all = NULL;
  guint n_rects = 0;

  all = kaiji_pdf_text_get_range (text, 0, 8, &rects, &n_rects);
  g_assert_cmpuint (n_rects, ==, 1);
  for (int rotation = 90; rotation < 360; rotation += 90)
    {
      g_autoptr (KaijiPdfImage) image = render (document, 2, 1, rotation);
      const KaijiRect r = rects[0];
      const KaijiRect turned = rotation == 90 ? (KaijiRect){ 420 - r.y2, r.x1, 420 - r.y1, r.x2 }
                               : rotation == 180
                                   ? (KaijiRect){ 595 - r.x2, 420 - r.y2, 595 - r.x1, 420 - r.y1 }
                                   : (KaijiRect){ r.y1, 595 - r.x2, r.y2, 595 - r.x1 };

      g_assert_cmpint (image->width, ==, rotation == 180 ? 595 : 420);
      g_assert_cmpint (image->height, ==, rotation == 180 ? 420 : 595);
      assert_ink (image, 1, &turned);
    }
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "i", "ii", "1", "2", "3" };
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "labels.pdf");

  for (int page = 1; page <= 5; page++)
    g_assert_cmpstr (kaiji_pdf_document_get_page (document, page)->label, ==, labels[page - 1]);
}

static void
assert_entry (GPtrArray *outline, guint i, const char *title, int level, int page, double top_pt)
{
  const KaijiPdfOutlineEntry *entry = g_ptr_array_index (outline, i);

  g_assert_cmpstr (entry->title, ==, title);
  g_assert_cmpint (entry->level, ==, level);
  g_assert_cmpint (entry->page, ==, page);
  g_assert_cmpfloat_with_epsilon (entry->top_pt, top_pt, 0.01);
}

static void
test_outline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "outline.pdf");
  GPtrArray *outline = kaiji_pdf_document_get_outline (document);

  g_assert_cmpuint (outline->len, ==, 5);
  assert_entry (outline, 0, "第1章 総則", 0, 1, 42);
  assert_entry (outline, 1, "第1条 目的", 1, 1, 400);
  assert_entry (outline, 2, "第2条 定義", 1, 2, 100);
  assert_entry (outline, 3, "第2章 監視", 0, 3, 0);
  assert_entry (outline, 4, "Nowhere", 0, 0, 0);

  g_assert_null (kaiji_pdf_document_find_section (document, 1, 10));
  g_assert_true (kaiji_pdf_document_find_section (document, 1, 399) == outline->pdata[0]);
  g_assert_true (kaiji_pdf_document_find_section (document, 1, 500) == outline->pdata[1]);
  g_assert_true (kaiji_pdf_document_find_section (document, 2, 50) == outline->pdata[1]);
  g_assert_true (kaiji_pdf_document_find_section (document, 2, 100) == outline->pdata[2]);
  g_assert_true (kaiji_pdf_document_find_section (document, 3, 0) == outline->pdata[3]);
}

/* An outline that holds itself comes to an end. */
static void
test_outline_loop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "outline-loop.pdf");
  g_autoptr (KaijiPdfImage) image = render (document, 1, 1, 0);

  g_assert_cmpuint (kaiji_pdf_document_get_outline (document)->len, <=, 20000);
  g_assert_false (pdf_test_is_blank (image));
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (KaijiPdfText) text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (try_open (fixture, "encrypted.pdf", NULL, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED);
  g_clear_error (&error);
  g_assert_null (try_open (fixture, "encrypted.pdf", "chigau", &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED);
  g_clear_error (&error);
  document = try_open (fixture, "encrypted.pdf", "himitsu", &error);
  g_assert_no_error (error);
  g_assert_true (kaiji_pdf_document_is_encrypted (document));
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (fixture->service), ==, 0);
  text = get_text (document, 1);
  g_assert_nonnull (strstr (text->text, "Hello Kaiji"));
}

/* A password that Latin-1 has no letters for. */
static void
test_password_japanese (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (try_open (fixture, "encrypted.pdf", "秘密", &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED);
  g_clear_error (&error);
  document = try_open (fixture, "encrypted-ja.pdf", "秘密", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (fixture->service), ==, 0);
}

/* One that poppler's memory is too small for, in the form that it would get it. */
static void
test_password_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *latin = g_strnfill (200, 'x');
  g_autoptr (GString) japanese = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append (japanese, "密");
  g_assert_null (try_open (fixture, "encrypted.pdf", latin, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED);
  g_clear_error (&error);
  g_assert_null (try_open (fixture, "encrypted-ja.pdf", japanese->str, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (fixture->service), ==, 0);
}

/* The password is remembered when the worker is started anew. */
static void
test_password_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfDocument) document = try_open (fixture, "encrypted.pdf", "himitsu", &error);
  g_autoptr (KaijiPdfImage) image = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (kill (kaiji_pdf_service_get_pid (fixture->service), SIGKILL), ==, 0);
  image = render (document, 1, 1, 0);
  g_assert_false (pdf_test_is_blank (image));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fd = pdf_test_memfd ("", 0);

  g_assert_null (try_open (fixture, data, NULL, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (kaiji_pdf_service_open_sync (fixture->service, fd, NULL, NULL, &error));
  g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED);
  close (fd);
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (fixture->service), ==, 0);
}

static void
test_broken_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "plain.pdf");
  g_autoptr (KaijiPdfDocument) broken = open_file (fixture, "broken-page.pdf");
  g_autoptr (KaijiPdfImage) image = render (broken, 1, 1, 0);
  g_autoptr (GError) error = NULL;

  g_assert_false (pdf_test_is_blank (image));
  assert_size (broken, 2, 595, 842);
  for (int page = 0; page <= 3; page += 3)
    {
      g_assert_null (kaiji_pdf_document_render_sync (document, page, 1, 0,
                                                     KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error));
      g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE);
      g_clear_error (&error);
    }
}

/* A page of 200 inches, and a scale without sense: the largest image that is allowed. */
static void
test_huge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "huge.pdf");
  g_autoptr (KaijiPdfDocument) plain = open_file (fixture, "plain.pdf");
  g_autoptr (KaijiPdfImage) small = render (document, 1, 0.01, 0);
  g_autoptr (KaijiPdfImage) tiny = render (plain, 1, 1e-9, 0);
  g_autoptr (KaijiPdfImage) image = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (small->width, ==, 144);
  g_assert_false (pdf_test_is_blank (small));
  g_assert_cmpint (tiny->width, ==, 1);
  image = render (document, 1, 100, 0);
  g_assert_cmpint (image->width, ==, 8000);
  g_assert_cmpint (image->height, ==, 8000);
  for (double scale = -1; scale <= 0; scale++)
    {
      g_assert_null (kaiji_pdf_document_render_sync (document, 1, scale, 0,
                                                     KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error));
      g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_PAGE);
      g_clear_error (&error);
    }
}

static void
test_scan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "scan.pdf");
  g_autoptr (KaijiPdfImage) image = render (document, 1, 1, 0);
  g_autoptr (KaijiPdfText) text = get_text (document, 1);

  g_assert_false (pdf_test_is_blank (image));
  g_assert_cmpuint (text->n_rects, ==, 0);
  g_assert_cmpstr (text->text, ==, "");
}

static void
test_japanese (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "japanese.pdf");
  g_autoptr (KaijiPdfText) text = get_text (document, 1);
  g_autoptr (GPtrArray) hits = kaiji_pdf_text_find (text, 1, "監視");
  g_autoptr (GPtrArray) kana = kaiji_pdf_text_find (text, 1, "ｲﾝﾀｰﾌｪｰｽ");
  KaijiPdfHit *hit;

  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpuint (hit->n_rects, ==, 2);
  g_assert_cmpfloat_with_epsilon (hit->rects[0].x1, 112, 2);
  g_assert_cmpfloat_with_epsilon (hit->rects[1].x1, 72, 2);
  g_assert_cmpfloat (hit->rects[1].y1, >, hit->rects[0].y1 + 20);
  g_assert_cmpuint (kana->len, ==, 1);
}

/* A font that is not in the file is the system's: seen only where the worker may read fonts. */
static void
test_mincho (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = open_file (fixture, "mincho.pdf");
  g_autoptr (KaijiPdfImage) image = render (document, 1, 1, 0);
  g_autoptr (KaijiPdfText) text = get_text (document, 1);

  if (!g_file_test ("/usr/share/poppler/cMap", G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("poppler-data is not installed");
      return;
    }
  g_assert_true (g_str_has_prefix (text->text, "監視"));
  g_assert_false (pdf_test_is_blank (image));
}

/* More documents than the worker keeps open, by turns. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "plain.pdf", "labels.pdf", "outline.pdf", "scan.pdf",
                                       "rotated.pdf" };
  KaijiPdfDocument *documents[G_N_ELEMENTS (names)];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    documents[i] = open_file (fixture, names[i]);
  for (int round = 0; round < 3; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autoptr (KaijiPdfImage) image = render (documents[i], 1, 1, 0);

        g_assert_cmpint (image->width, ==, i == 4 ? 400 : 595);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (documents[i]);
}

static void
test_reference (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiPdfDocument) document = NULL;
  g_autoptr (KaijiPdfImage) image = NULL;
  g_autoptr (GError) error = NULL;
  guint found = 0;
  int fd = pdf_test_system_file (REFERENCE);

  if (fd < 0)
    {
      g_test_skip ("debian-reference-ja is not installed");
      return;
    }
  document = kaiji_pdf_service_open_sync (fixture->service, fd, NULL, NULL, &error);
  close (fd);
  g_assert_no_error (error);
  g_assert_cmpint (kaiji_pdf_document_get_n_pages (document), >, 200);
  g_assert_cmpuint (kaiji_pdf_document_get_outline (document)->len, >, 100);
  g_assert_nonnull (kaiji_pdf_document_find_section (document, 100, 100));
  assert_size (document, 1, 595.28, 841.89);
  g_assert_null (kaiji_pdf_document_get_page (document, 0));
  g_assert_null (kaiji_pdf_document_get_page (document, 100000));
  image = render (document, 1, 96 / 72.0, 0);
  g_assert_cmpint (image->width, ==, 794);
  g_assert_cmpint (image->height, ==, 1123);
  g_assert_false (pdf_test_is_blank (image));
  for (int page = 40; page <= 60; page++)
    {
      g_autoptr (KaijiPdfText) text = get_text (document, page);
      g_autoptr (GPtrArray) hits = kaiji_pdf_text_find (text, page, "ｼｽﾃﾑ");

      for (guint i = 0; i < hits->len; i++)
        {
          const KaijiPdfHit *hit = g_ptr_array_index (hits, i);

          g_assert_cmpuint (hit->n_rects, >=, 1);
          g_assert_cmpfloat (hit->rects[0].x1, >=, 0);
          g_assert_cmpfloat (hit->rects[0].y2, <=, 842);
        }
      found += hits->len;
    }
  g_assert_cmpuint (found, >, 0);
}

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("/pdf/service/plain", NULL, test_plain);
  ADD ("/pdf/service/rotated", NULL, test_rotated);
  ADD ("/pdf/service/view-rotation", NULL, test_view_rotation);
  ADD ("/pdf/service/labels", NULL, test_labels);
  ADD ("/pdf/service/outline", NULL, test_outline);
  ADD ("/pdf/service/outline-loop", NULL, test_outline_loop);
  ADD ("/pdf/service/password", NULL, test_password);
  ADD ("/pdf/service/password-japanese", NULL, test_password_japanese);
  ADD ("/pdf/service/password-long", NULL, test_password_long);
  ADD ("/pdf/service/password-again", NULL, test_password_again);
  ADD ("/pdf/service/truncated", "truncated.pdf", test_damaged);
  ADD ("/pdf/service/garbage", "garbage.pdf", test_damaged);
  ADD ("/pdf/service/zero-pages", "zero-pages.pdf", test_damaged);
  ADD ("/pdf/service/broken-page", NULL, test_broken_page);
  ADD ("/pdf/service/huge", NULL, test_huge);
  ADD ("/pdf/service/scan", NULL, test_scan);
  ADD ("/pdf/service/japanese", NULL, test_japanese);
  ADD ("/pdf/service/mincho", NULL, test_mincho);
  ADD ("/pdf/service/many", NULL, test_many);
  ADD ("/pdf/service/reference", NULL, test_reference);
  return g_test_run ();
}
