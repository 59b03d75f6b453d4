/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rectangles of the characters of a page, made small: a page of a manual has 2,500 of them, and as
 * they stand in memory they would take 80 kB of the case file.
 *
 * A packed page is the unit in millionths of a point (32 bits, little-endian), then, deflated, eight
 * rows of one byte a character: low and high bytes of the distance from the right end of the
 * character before, the width, the way down from the character before, the height. Characters of a
 * line differ in next to none of these, which is why so little is left. Corners are rounded
 * outwards to the unit, at most 1/20 point on an ordinary page.
 */
#include "casefile/places.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define UNIT 50000u     /* millionths of a point: 1/20 */
#define LARGEST 32000.0 /* units from the corner of a page */
#define UNIT_BYTES 4
#define N_ROWS 8
#define LEVEL 1 /* the rows are so alike that more effort gains little */
/* Deflate makes nothing smaller than this; who says so is lying about how much there is. */
#define MAX_RATIO 1100

static double
get_extent (const KaijiRect *rects, guint n_rects)
{
  double extent = 0;

  for (guint i = 0; i < n_rects; i++)
    {
      extent = fmax (extent, fmax (fabs (rects[i].x1), fabs (rects[i].x2)));
      extent = fmax (extent, fmax (fabs (rects[i].y1), fabs (rects[i].y2)));
    }
  return isfinite (extent) ? fmin (extent, 1e8) : 1e8;
}

/* In units; what is no number lies in the corner. */
static guint16
quantise (double units)
{
  return isnan (units) ? 0 : (guint16) (gint16) CLAMP (units, -32768.0, 32767.0);
}

static void
put (guint8 *rows, guint n, guint row, guint index, guint16 value)
{
  rows[(gsize) row * n + index] = (guint8) (value & 0xff);
  rows[(gsize) (row + 1) * n + index] = (guint8) (value >> 8);
}

static guint16
get (const guint8 *rows, guint n, guint row, guint index)
{
  return (guint16) (rows[(gsize) row * n + index] | rows[(gsize) (row + 1) * n + index] << 8);
}

static void
spread (guint8 *rows, const KaijiRect *rects, guint n, double per_point)
{
  guint16 x = 0, y = 0;

  for (guint i = 0; i < n; i++)
    {
      guint16 x1 = quantise (floor (rects[i].x1 * per_point));
      guint16 x2 = quantise (ceil (rects[i].x2 * per_point));
      guint16 y1 = quantise (floor (rects[i].y1 * per_point));
      guint16 y2 = quantise (ceil (rects[i].y2 * per_point));

      put (rows, n, 0, i, (guint16) (x1 - x));
      put (rows, n, 2, i, (guint16) (x2 - x1));
      put (rows, n, 4, i, (guint16) (y1 - y));
      put (rows, n, 6, i, (guint16) (y2 - y1));
      x = x2;
      y = y1;
    }
}

/* @output: room for @size bytes. Returns: how many came out; G_MAXSIZE when it was not all. */
static gsize
convert (GConverter *converter, const guint8 *input, gsize length, guint8 *output, gsize size)
{
  gsize taken = 0, given = 0;

  while (TRUE)
    {
      gsize read = 0, written = 0;
      GConverterResult result =
          g_converter_convert (converter, input + taken, length - taken, output + given,
                               size - given, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

      taken += read;
      given += written;
      if (result == G_CONVERTER_FINISHED)
        return given;
      if (result == G_CONVERTER_ERROR || (read == 0 && written == 0))
        return G_MAXSIZE;
    }
}

/**
 * kaiji_places_pack:
 * @rects: (array length=n_rects): points
 * @n_rects: how many; they are not written down, the text says it
 *
 * Thread: any. Returns: (transfer full): the rectangles, packed
 */
GBytes *
kaiji_places_pack (const KaijiRect *rects, guint n_rects)
{
  double extent = get_extent (rects, n_rects);
  guint32 unit = MAX (UNIT, (guint32) ceil (extent * 1e6 / LARGEST));
  gsize size = (gsize) N_ROWS * n_rects;
  /* Deflate adds five bytes to each 16 KiB that it cannot make smaller. */
  gsize room = UNIT_BYTES + size + size / 1024 + 64;
  g_autofree guint8 *rows = g_malloc (size + 1);
  g_autofree guint8 *packed = g_malloc (room);
  g_autoptr (GZlibCompressor) compressor =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, LEVEL);
  guint32 written = GUINT32_TO_LE (unit);
  gsize length;

  spread (rows, rects, n_rects, 1e6 / unit);
  memcpy (packed, &written, UNIT_BYTES);
  length = convert (G_CONVERTER (compressor), rows, size, packed + UNIT_BYTES, room - UNIT_BYTES);
  g_assert (length != G_MAXSIZE);
  return g_bytes_new (packed, UNIT_BYTES + length);
}

/**
 * kaiji_places_unpack:
 * @packed: as kaiji_places_pack() gave it; may come from anywhere
 * @n_rects: how many there are
 *
 * Thread: any. Returns: (transfer full) (nullable) (array length=n_rects): points; %NULL when
 * @packed does not hold just so many
 */
KaijiRect *
kaiji_places_unpack (GBytes *packed, guint n_rects)
{
  g_autoptr (GZlibDecompressor) decompressor = NULL;
  g_autofree guint8 *rows = NULL;
  gsize length, size = (gsize) N_ROWS * n_rects;
  const guint8 *data = g_bytes_get_data (packed, &length);
  guint16 x = 0, y = 0;
  guint32 unit;
  KaijiRect *rects;
  double points;

  if (length < UNIT_BYTES || size / MAX_RATIO > length)
    return NULL;
  memcpy (&unit, data, UNIT_BYTES);
  points = GUINT32_FROM_LE (unit) / 1e6;
  rows = g_malloc (size + 1);
  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  /* One byte more than is wanted: what is too long is noticed. */
  if (convert (G_CONVERTER (decompressor), data + UNIT_BYTES, length - UNIT_BYTES, rows, size + 1)
      != size)
    return NULL;
  rects = g_new (KaijiRect, MAX (n_rects, 1));
  for (guint i = 0; i < n_rects; i++)
    {
      guint16 x1 = (guint16) (x + get (rows, n_rects, 0, i));
      guint16 y1 = (guint16) (y + get (rows, n_rects, 4, i));

      x = (guint16) (x1 + get (rows, n_rects, 2, i));
      y = y1;
      rects[i].x1 = (gint16) x1 * points;
      rects[i].x2 = (gint16) x * points;
      rects[i].y1 = (gint16) y1 * points;
      rects[i].y2 = (gint16) (guint16) (y1 + get (rows, n_rects, 6, i)) * points;
    }
  return rects;
}
