/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TIFF: its pictures one after the other, each decoded when its page is asked for.
 *
 * 1. Strips and tiles of all pictures are known to lie inside the file before the first is decoded:
 *    a file that is cut off is refused as a whole.
 * 2. Black and white stays one bit a pixel, grey one byte; all else goes through libtiff's RGBA.
 * 3. The reader turns nothing: rows come as they are stored, the page turns them. */
#include <string.h>

#include <tiffio.h>

#include "pdf-worker/image-private.h"

#define MOST_DIRECTORIES 5000
#define MOST_RASTER (160u * 1000u * 1000u) /* bytes that the RGBA reader may take at a time */
#define MOST_ALLOCATION (192 * 1024 * 1024)

typedef struct
{
  const uint8_t *data;
  toff_t size;
  toff_t next;
} Reader;

static bool
recognize (const uint8_t *data, size_t size)
{
  return size > 8
         && (memcmp (data, "II*\0", 4) == 0 || memcmp (data, "MM\0*", 4) == 0
             || memcmp (data, "II+\0", 4) == 0 || memcmp (data, "MM\0+", 4) == 0);
}

/* --- libtiff's way to the bytes --- */

static tmsize_t
read_cb (thandle_t handle, void *target, tmsize_t size)
{
  Reader *reader = handle;
  const toff_t left = reader->next < reader->size ? reader->size - reader->next : 0;
  const tmsize_t count = (tmsize_t) MIN ((toff_t) MAX (size, 0), left);

  memcpy (target, reader->data + MIN (reader->next, reader->size), (size_t) count);
  reader->next += (toff_t) count;
  return count;
}

static tmsize_t
write_cb (thandle_t handle, void *source, tmsize_t size)
{
  return 0;
}

static toff_t
seek_cb (thandle_t handle, toff_t offset, int whence)
{
  Reader *reader = handle;

  reader->next = (whence == SEEK_CUR   ? reader->next
                  : whence == SEEK_END ? reader->size
                                       : 0)
                 + offset;
  return reader->next;
}

static int
close_cb (thandle_t handle)
{
  return 0;
}

static toff_t
size_cb (thandle_t handle)
{
  return ((Reader *) handle)->size;
}

static int
quiet_cb (TIFF *tiff, void *data, const char *module, const char *format, va_list arguments)
{
  return 1;
}

static TIFF *
open_tiff (Reader *reader)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFF *tiff;

  TIFFOpenOptionsSetErrorHandlerExtR (options, quiet_cb, NULL);
  TIFFOpenOptionsSetWarningHandlerExtR (options, quiet_cb, NULL);
  TIFFOpenOptionsSetMaxSingleMemAlloc (options, MOST_ALLOCATION);
  tiff = TIFFClientOpenExt ("", "rm", reader, read_cb, write_cb, seek_cb, close_cb, size_cb, NULL,
                            NULL, options);
  TIFFOpenOptionsFree (options);
  return tiff;
}

/* --- facts --- */

static uint16_t
get_short (TIFF *tiff, uint32_t tag)
{
  uint16_t value = 0;

  TIFFGetFieldDefaulted (tiff, tag, &value);
  return value;
}

/* Whether rows can be taken over as they are: one component of one or eight bits. */
static bool
is_plain (TIFF *tiff)
{
  const uint16_t photometric = get_short (tiff, TIFFTAG_PHOTOMETRIC);
  const uint16_t bits = get_short (tiff, TIFFTAG_BITSPERSAMPLE);

  return (photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE)
         && get_short (tiff, TIFFTAG_SAMPLESPERPIXEL) == 1 && (bits == 1 || bits == 8)
         && !TIFFIsTiled (tiff);
}

static bool
lies_inside (TIFF *tiff, const Reader *reader)
{
  const uint32_t count = TIFFIsTiled (tiff) ? TIFFNumberOfTiles (tiff) : TIFFNumberOfStrips (tiff);

  for (uint32_t i = 0; i < count; i++)
    {
      const uint64_t offset = TIFFGetStrileOffset (tiff, i);
      const uint64_t bytes = TIFFGetStrileByteCount (tiff, i);

      if (offset == 0 || bytes == 0 || offset > reader->size || bytes > reader->size - offset)
        return false;
    }
  return count > 0;
}

static void
describe (TIFF *tiff, ImageFacts *facts)
{
  const uint16_t unit = get_short (tiff, TIFFTAG_RESOLUTIONUNIT);
  float x = 0, y = 0;

  memset (facts, 0, sizeof *facts);
  TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &facts->width);
  TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &facts->height);
  facts->orientation = get_short (tiff, TIFFTAG_ORIENTATION);
  facts->components = is_plain (tiff) ? 1 : 3;
  facts->bits = is_plain (tiff) ? get_short (tiff, TIFFTAG_BITSPERSAMPLE) : 8;
  facts->inverted =
      is_plain (tiff) && get_short (tiff, TIFFTAG_PHOTOMETRIC) == PHOTOMETRIC_MINISWHITE;
  facts->directory = TIFFCurrentDirectory (tiff);
  if (TIFFGetField (tiff, TIFFTAG_XRESOLUTION, &x) && TIFFGetField (tiff, TIFFTAG_YRESOLUTION, &y)
      && (unit == RESUNIT_INCH || unit == RESUNIT_CENTIMETER))
    {
      facts->x_dpi = (double) x * (unit == RESUNIT_CENTIMETER ? 2.54 : 1);
      facts->y_dpi = (double) y * (unit == RESUNIT_CENTIMETER ? 2.54 : 1);
    }
}

/* A small copy of another picture, or a mask for it. */
static bool
is_page (TIFF *tiff)
{
  uint32_t kind = 0;

  TIFFGetFieldDefaulted (tiff, TIFFTAG_SUBFILETYPE, &kind);
  return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0;
}

static KaijiPdfStatus
read_facts (const uint8_t *data, size_t size, GArray *facts)
{
  Reader reader = { data, size, 0 };
  KaijiPdfStatus status = KAIJI_PDF_STATUS_OK;
  TIFF *tiff = open_tiff (&reader);
  int count = 0;

  if (!tiff)
    return KAIJI_PDF_STATUS_IMAGE_DAMAGED;
  for (;;)
    {
      ImageFacts found, checked;
      char why[1024];

      describe (tiff, &found);
      checked = found;
      if (!image_facts_settle (&checked) || ++count > MOST_DIRECTORIES)
        status = KAIJI_PDF_STATUS_TOO_LARGE;
      else if (!lies_inside (tiff, &reader)
               || (found.components == 3 && !TIFFRGBAImageOK (tiff, why)))
        status = KAIJI_PDF_STATUS_IMAGE_DAMAGED;
      else if (is_page (tiff))
        g_array_append_val (facts, found);
      if (status != KAIJI_PDF_STATUS_OK || TIFFLastDirectory (tiff))
        break;
      /* The chain of pictures leads nowhere: the rest of the file is missing. */
      if (!TIFFReadDirectory (tiff))
        status = KAIJI_PDF_STATUS_IMAGE_DAMAGED;
      if (status != KAIJI_PDF_STATUS_OK)
        break;
    }
  TIFFClose (tiff);
  return status;
}

/* --- pixels --- */

static bool
copy_rows (TIFF *tiff, const ImageFacts *facts, uint8_t *target)
{
  const size_t stride = image_facts_get_stride (facts);

  if ((size_t) TIFFScanlineSize64 (tiff) != stride)
    return false;
  for (uint32_t row = 0; row < facts->height; row++)
    if (TIFFReadScanline (tiff, target + row * stride, row, 0) != 1)
      return false;
  return true;
}

/* One row of RGBA, alpha multiplied in, onto white. */
static void
copy_pixels (uint8_t *target, const uint32_t *source, uint32_t width)
{
  for (uint32_t x = 0; x < width; x++)
    {
      const uint32_t white = 255 - TIFFGetA (source[x]);

      target[3 * x] = (uint8_t) MIN (TIFFGetR (source[x]) + white, 255);
      target[3 * x + 1] = (uint8_t) MIN (TIFFGetG (source[x]) + white, 255);
      target[3 * x + 2] = (uint8_t) MIN (TIFFGetB (source[x]) + white, 255);
    }
}

/* libtiff fills a raster from below, a strip at a time where there are strips. */
static bool
copy_colours (TIFF *tiff, const ImageFacts *facts, uint8_t *target)
{
  uint32_t rows = facts->height;
  g_autofree uint32_t *raster = NULL;

  if (!TIFFIsTiled (tiff))
    TIFFGetFieldDefaulted (tiff, TIFFTAG_ROWSPERSTRIP, &rows);
  rows = CLAMP (rows, 1, facts->height);
  if ((uint64_t) facts->width * rows * 4 > MOST_RASTER)
    return false;
  raster = g_try_malloc_n ((size_t) facts->width * rows, 4);
  if (!raster)
    return false;
  /* The page turns it. */
  TIFFSetField (tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  for (uint32_t top = 0; top < facts->height; top += rows)
    {
      const uint32_t count = MIN (rows, facts->height - top);
      const bool read = TIFFIsTiled (tiff)
                            ? TIFFReadRGBAImage (tiff, facts->width, facts->height, raster, 1) == 1
                            : TIFFReadRGBAStripExt (tiff, top, raster, 1) == 1;

      if (!read)
        return false;
      for (uint32_t row = 0; row < count; row++)
        copy_pixels (target + 3 * (size_t) facts->width * (top + row),
                     raster + (size_t) facts->width * (count - 1 - row), facts->width);
    }
  return true;
}

static GBytes *
make_page (const uint8_t *data, size_t size, const ImageFacts *facts, KaijiPdfStatus *status)
{
  Reader reader = { data, size, 0 };
  ImagePage page;
  uint8_t *target = image_page_begin (&page, facts, NULL, image_facts_get_size (facts));
  TIFF *tiff;
  bool read;

  *status = target ? KAIJI_PDF_STATUS_IMAGE_DAMAGED : KAIJI_PDF_STATUS_TOO_LARGE;
  if (!target)
    return NULL;
  tiff = open_tiff (&reader);
  read = tiff && TIFFSetDirectory (tiff, (tdir_t) facts->directory)
         && (facts->components == 1 ? copy_rows (tiff, facts, target)
                                    : copy_colours (tiff, facts, target));
  if (tiff)
    TIFFClose (tiff);
  if (!read)
    {
      image_page_drop (&page);
      return NULL;
    }
  *status = KAIJI_PDF_STATUS_OK;
  return image_page_end (&page);
}

const ImageFormat image_tiff = { recognize, read_facts, make_page };
