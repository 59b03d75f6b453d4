/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mark: its two forms, its least width, clear space, and that it is the same each time. */
#include "fixture.h"

#include "render/mark.h"

static void
write_mark (Fixture *fixture, gboolean monochrome, double width_mm, const char *path)
{
  KaijiMark mark = { FALSE, monochrome, "医療", "0001-2604" };
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_mark_write (fixture->scheme, &mark, width_mm, path, &error));
  g_assert_no_error (error);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "m.pdf", "m.png", "m.svg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = fixture_path (fixture, names[i]);
      g_autoptr (GBytes) first = NULL, second = NULL;

      write_mark (fixture, FALSE, 30, path);
      first = fixture_read (path);
      write_mark (fixture, FALSE, 30, path);
      second = fixture_read (path);
      g_assert_true (g_bytes_equal (first, second));
    }
}

static void
test_svg (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, "mark.svg");
  g_autoptr (GBytes) bytes = NULL;
  const char *svg;

  write_mark (fixture, FALSE, 30, path);
  bytes = fixture_read (path);
  svg = g_bytes_get_data (bytes, NULL);
  g_assert_nonnull (strstr (svg, "<title>情報開示認定 医療 0001-2604</title>"));
  g_assert_nonnull (strstr (svg, "id=\"guide-clear-space\" display=\"none\""));
  /* Letters are outlines: no font is asked for. */
  g_assert_null (strstr (svg, "<text"));
  g_assert_null (strstr (svg, "font-family"));
}

typedef struct
{
  guint coloured;
  guint black;
  double first, last; /* columns with ink, as parts of the width */
} Ink;

static Ink
look (Fixture *fixture, const char *path, int *width)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  Ink ink = { 0, 0, 2, -1 };
  int height = cairo_image_surface_get_height (surface);

  *width = cairo_image_surface_get_width (surface);
  g_assert_cmpint (*width, >, 0);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < *width; x++)
      {
        guint32 pixel =
            *(guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                     + y * cairo_image_surface_get_stride (surface) + x * 4);
        guint red = pixel >> 16 & 255, green = pixel >> 8 & 255, blue = pixel & 255;

        if (pixel >> 24 < 255 || (red > 200 && green > 200))
          continue;
        ink.first = MIN (ink.first, (double) x / *width);
        ink.last = MAX (ink.last, (double) x / *width);
        if (red == green && green == blue)
          ink.black++;
        else
          ink.coloured++;
      }
  cairo_surface_destroy (surface);
  return ink;
}

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  g_autofree char *colour = fixture_path (fixture, "colour.png");
  g_autofree char *mono = fixture_path (fixture, "mono.png");
  int width;
  Ink ink;

  write_mark (fixture, FALSE, 30, colour);
  ink = look (fixture, colour, &width);
  g_assert_cmpuint (ink.coloured, >, 1000);
  write_mark (fixture, TRUE, 30, mono);
  ink = look (fixture, mono, &width);
  g_assert_cmpuint (ink.coloured, ==, 0);
  g_assert_cmpuint (ink.black, >, 1000);
  /* A tenth of the mark's width stays clear on each side. */
  g_assert_cmpfloat (ink.first, >=, 0.1 / 1.2 - 0.005);
  g_assert_cmpfloat (ink.last, <=, 1.1 / 1.2 + 0.005);
}

static void
test_least_width (Fixture *fixture, gconstpointer data)
{
  g_autofree char *small = fixture_path (fixture, "small.png");
  g_autofree char *least = fixture_path (fixture, "least.png");
  int small_width, least_width;

  write_mark (fixture, FALSE, 5, small);
  write_mark (fixture, FALSE, KAIJI_MARK_LEAST_WIDTH_MM, least);
  look (fixture, small, &small_width);
  look (fixture, least, &least_width);
  g_assert_cmpint (small_width, ==, least_width);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/render/mark/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("same-bytes", test_same_bytes);
  ADD ("svg", test_svg);
  ADD ("forms", test_forms);
  ADD ("least-width", test_least_width);
  return g_test_run ();
}
