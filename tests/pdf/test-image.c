/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as documents, through the real worker: sizes, turns, colours, and what is refused. */
#include "support.h"

#include <locale.h>
#include <string.h>
#include <unistd.h>

#define RED 0xff0000u
#define GREEN 0x00ff00u
#define BLUE 0x0000ffu
#define WHITE 0xffffffu

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
try_open (Fixture *fixture, const char *name, GError **error)
{
  int fd = pdf_test_image (name);
  KaijiPdfDocument *document =
      kaiji_pdf_service_open_sync (fixture->service, fd, NULL, NULL, error);

  close (fd);
  return document;
}

static KaijiPdfDocument *
open_picture (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  KaijiPdfDocument *document = try_open (fixture, name, &error);

  g_assert_no_error (error);
  g_assert_true (kaiji_pdf_document_is_loaded (document));
  g_assert_cmpuint (kaiji_pdf_document_get_outline (document)->len, ==, 0);
  g_assert_false (kaiji_pdf_document_is_encrypted (document));
  return document;
}

static void
assert_size (KaijiPdfDocument *document, int page, double width, double height)
{
  const KaijiPdfPageInfo *info = kaiji_pdf_document_get_page (document, page);

  g_assert_nonnull (info);
  g_assert_cmpfloat_with_epsilon (info->width_pt, width, 0.1);
  g_assert_cmpfloat_with_epsilon (info->height_pt, height, 0.1);
  g_assert_cmpstr (info->label, ==, "");
}

static guint32
get_pixel (const KaijiPdfImage *image, double x, double y)
{
  const guint32 *pixels = g_bytes_get_data (image->pixels, NULL);

  return pixels[(int) (y * image->height) * image->width + (int) (x * image->width)];
}

static void
assert_colour (guint32 pixel, guint32 wanted, int tolerance)
{
  for (int shift = 0; shift < 24; shift += 8)
    if (ABS ((int) (pixel >> shift & 0xff) - (int) (wanted >> shift & 0xff)) > tolerance)
      g_error ("%06x is not %06x", pixel & 0xffffff, wanted);
}

static void
assert_quarters (KaijiPdfDocument *document, const guint32 *wanted, int tolerance)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfImage) image =
      kaiji_pdf_document_render_sync (document, 1, 2, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 4; i++)
    assert_colour (get_pixel (image, i % 2 ? 0.75 : 0.25, i / 2 ? 0.75 : 0.25), wanted[i],
                   tolerance);
}

static const guint32 quarters[] = { RED, GREEN, BLUE, WHITE };

static void
test_png (Fixture *fixture, gconstpointer data)
{
  static const guint32 seen_through[] = { RED, 0x7fff7f, WHITE, WHITE };
  g_autoptr (KaijiPdfDocument) plain = open_picture (fixture, "quarters.png");
  g_autoptr (KaijiPdfDocument) alpha = open_picture (fixture, "alpha.png");
  g_autoptr (KaijiPdfDocument) large = open_picture (fixture, "no-resolution.png");
  g_autoptr (KaijiPdfText) text = NULL;

  g_assert_cmpint (kaiji_pdf_document_get_n_pages (plain), ==, 1);
  assert_size (plain, 1, 100 * 72 / 200.0, 60 * 72 / 200.0);
  assert_quarters (plain, quarters, 2);
  assert_quarters (alpha, seen_through, 3);
  /* No resolution: 3000 x 2000 come onto a sheet of A4, lying. */
  assert_size (large, 1, 841.89, 561.26);
  text = kaiji_pdf_document_text_sync (plain, 1, KAIJI_PDF_PRIORITY_NEAR, NULL, NULL);
  g_assert_nonnull (text);
  g_assert_cmpuint (text->n_rects, ==, 0);
}

static void
test_png_kinds (Fixture *fixture, gconstpointer data)
{
  static const guint32 columns[] = { WHITE, 0, WHITE, 0 };
  static const guint32 palette[] = { GREEN, WHITE, GREEN, WHITE };
  static const guint32 deep[] = { RED, RED, RED, RED };
  g_autoptr (KaijiPdfDocument) bits = open_picture (fixture, "bits.png");
  g_autoptr (KaijiPdfDocument) colours = open_picture (fixture, "palette.png");
  g_autoptr (KaijiPdfDocument) sixteen = open_picture (fixture, "deep.png");

  assert_quarters (bits, columns, 2);
  assert_quarters (colours, palette, 2);
  assert_quarters (sixteen, deep, 2);
  /* Too small to be read as it says: made larger. */
  assert_size (sixteen, 1, 36, 36);
}

static void
test_jpeg (Fixture *fixture, gconstpointer data)
{
  /* As ink looks, and not turned round. */
  static const guint32 printed[] = { 0xed1c24, 0x00a651, 0x2e3191, WHITE };
  g_autoptr (KaijiPdfDocument) progressive = open_picture (fixture, "progressive.jpg");
  g_autoptr (KaijiPdfDocument) cmyk = open_picture (fixture, "cmyk.jpg");
  g_autoptr (KaijiPdfDocument) grey = open_picture (fixture, "grey.jpg");

  assert_size (progressive, 1, 96 * 72 / 150.0, 64 * 72 / 150.0);
  assert_quarters (progressive, quarters, 12);
  assert_quarters (cmyk, printed, 12);
  assert_size (grey, 1, 96 * 72 / 120.0, 64 * 72 / 120.0);
}

static void
test_turned (Fixture *fixture, gconstpointer data)
{
  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autofree char *name = g_strdup_printf ("turned-%d.jpg", orientation);
      g_autoptr (KaijiPdfDocument) document = open_picture (fixture, name);

      /* EXIF says 160 dots an inch. */
      assert_size (document, 1, 96 * 72 / 160.0, 64 * 72 / 160.0);
      assert_quarters (document, quarters, 12);
    }
}

/* Bars of black, as many as the number of the page. */
static int
count_bars (KaijiPdfDocument *document, int page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfImage) image = kaiji_pdf_document_render_sync (
      document, page, 1, 0, KAIJI_PDF_PRIORITY_VISIBLE, NULL, &error);
  gboolean black = FALSE;
  int bars = 0;

  g_assert_no_error (error);
  for (int y = 0; y < image->height; y++)
    {
      const gboolean now = (get_pixel (image, 0.5, (double) y / image->height) & 0xff) < 128;

      bars += now && !black;
      black = now;
    }
  return bars;
}

static void
test_tiff (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "colours.tiff", "tiles.tiff", "lower-left.tiff",
                                       "jpeg.tiff" };
  g_autoptr (KaijiPdfDocument) fax = open_picture (fixture, "fax.tiff");

  g_assert_cmpint (kaiji_pdf_document_get_n_pages (fax), ==, 3);
  for (int page = 3; page >= 1; page--)
    {
      assert_size (fax, page, 400 * 72 / 200.0, 560 * 72 / 200.0);
      g_assert_cmpint (count_bars (fax, page), ==, page);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KaijiPdfDocument) document = open_picture (fixture, names[i]);

      assert_size (document, 1, 96 * 72 / 100.0, 64 * 72 / 100.0);
      assert_quarters (document, quarters, 12);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "cut-off.png", "cut-off.jpg", "cut-off.tiff", "bomb.png",
                                       "bomb.jpg" };
  const guint before = kaiji_pdf_service_get_restarts (fixture->service);
  g_autoptr (KaijiPdfDocument) good = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaijiPdfDocument) document = try_open (fixture, names[i], &error);

      g_assert_null (document);
      g_assert_error (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, "picture"));
      g_assert_true ((strstr (error->message, "pixels") != NULL)
                     == g_str_has_prefix (names[i], "bomb"));
    }
  /* Sixty megabytes in a comment are not for us to read. */
  good = open_picture (fixture, "swelling-text.png");
  /* All of that without the worker's end. */
  g_assert_cmpuint (kaiji_pdf_service_get_restarts (fixture->service), ==, before);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/pdf/image/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("png", test_png);
  ADD ("png-kinds", test_png_kinds);
  ADD ("jpeg", test_jpeg);
  ADD ("turned", test_turned);
  ADD ("tiff", test_tiff);
  ADD ("refused", test_refused);
#undef ADD
  return g_test_run ();
}
