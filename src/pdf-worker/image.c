/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as documents.
 *
 * 1. A picture becomes a PDF of one page a picture, in memory: pixels, text, links and excerpts then
 *    need no second way. The bytes of a JPEG go into it as they are.
 * 2. Sizes are read and limited before anything is decoded; a picture that is cut off is refused and
 *    not shown in part.
 * 3. The readers are libjpeg, libpng and libtiff, which poppler brings along: no start is slower. */
#include "pdf-worker/image.h"

#include <math.h>
#include <string.h>

#include "pdf-worker/image-private.h"

#define MOST_PAGES 5000
#define MOST_SIDE 65500u
#define MOST_PIXELS (256u * 1000u * 1000u)
#define MOST_COLOURED_PIXELS (64u * 1000u * 1000u)

/* What is told below this is a default of cameras and screens rather than the truth. */
#define LEAST_TRUSTED_DPI 100.0
#define MOST_TRUSTED_DPI 4800.0
#define SCREEN_DPI 96.0
#define LEAST_POINTS 36.0
#define MOST_POINTS 14400.0 /* 200 inches, as PDF has it */
#define A3_LONG 1190.55
#define A4_LONG 841.89
#define A4_SHORT 595.28

struct _WorkerImage
{
  GBytes *bytes;
  const ImageFormat *format;
  GArray *pages; /* ImageFacts */
};

static const ImageFormat *const formats[] = { &image_jpeg, &image_png, &image_tiff };

/* --- facts --- */

size_t
image_facts_get_stride (const ImageFacts *facts)
{
  return ((size_t) facts->width * facts->components * facts->bits + 7) / 8;
}

uint64_t
image_facts_get_size (const ImageFacts *facts)
{
  return (uint64_t) image_facts_get_stride (facts) * facts->height;
}

/* Large enough to be read and small enough for a page; else it is made to fit A4. */
static void
choose_size (ImageFacts *facts, double width, double height)
{
  double x_dpi = facts->x_dpi, y_dpi = facts->y_dpi, longest, fit;
  bool told = x_dpi > 0 && y_dpi > 0 && x_dpi / y_dpi < 4 && y_dpi / x_dpi < 4;
  const bool trusted =
      told && MIN (x_dpi, y_dpi) >= LEAST_TRUSTED_DPI && MAX (x_dpi, y_dpi) <= MOST_TRUSTED_DPI;

  if (!told || MAX (x_dpi, y_dpi) > MOST_TRUSTED_DPI || MIN (x_dpi, y_dpi) < 1)
    x_dpi = y_dpi = SCREEN_DPI;
  facts->width_pt = width * 72 / x_dpi;
  facts->height_pt = height * 72 / y_dpi;
  longest = MAX (facts->width_pt, facts->height_pt);
  if (longest > (trusted ? MOST_POINTS : A3_LONG))
    {
      fit = MIN (A4_LONG / longest, A4_SHORT / MIN (facts->width_pt, facts->height_pt));
      facts->width_pt *= fit;
      facts->height_pt *= fit;
    }
  facts->width_pt = MAX (facts->width_pt, 1);
  facts->height_pt = MAX (facts->height_pt, 1);
  longest = MAX (facts->width_pt, facts->height_pt);
  if (longest < LEAST_POINTS)
    {
      facts->width_pt *= LEAST_POINTS / longest;
      facts->height_pt *= LEAST_POINTS / longest;
    }
  facts->dpi = (uint32_t) CLAMP (
      round (MIN (width * 72 / facts->width_pt, height * 72 / facts->height_pt)), 1, 10000);
}

bool
image_facts_settle (ImageFacts *facts)
{
  const uint64_t pixels = (uint64_t) facts->width * facts->height;
  double swap;

  if (facts->width < 1 || facts->height < 1 || facts->width > MOST_SIDE || facts->height > MOST_SIDE
      || pixels > MOST_PIXELS || (facts->bits > 1 && pixels > MOST_COLOURED_PIXELS))
    return false;
  if (facts->orientation < 1 || facts->orientation > 8)
    facts->orientation = 1;
  if (!isfinite (facts->x_dpi) || !isfinite (facts->y_dpi))
    facts->x_dpi = facts->y_dpi = 0;
  if (facts->orientation >= 5)
    {
      swap = facts->x_dpi;
      facts->x_dpi = facts->y_dpi;
      facts->y_dpi = swap;
      choose_size (facts, facts->height, facts->width);
    }
  else
    choose_size (facts, facts->width, facts->height);
  return true;
}

/* --- EXIF --- */

typedef struct
{
  const uint8_t *data;
  size_t size;
  bool big_endian;
} Exif;

static uint32_t
get_number (const Exif *exif, size_t offset, size_t bytes)
{
  uint32_t number = 0;

  if (offset > exif->size || exif->size - offset < bytes)
    return 0;
  for (size_t i = 0; i < bytes; i++)
    number = number << 8 | exif->data[offset + (exif->big_endian ? i : bytes - 1 - i)];
  return number;
}

static double
get_ratio (const Exif *exif, size_t offset)
{
  const uint32_t below = get_number (exif, offset + 4, 4);

  return below ? (double) get_number (exif, offset, 4) / below : 0;
}

void
image_facts_read_exif (ImageFacts *facts, const uint8_t *data, size_t size)
{
  Exif exif = { data, size, false };
  uint32_t directory, count, unit = 2;
  double x = 0, y = 0;

  if (size < 8 || (memcmp (data, "II*\0", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return;
  exif.big_endian = data[0] == 'M';
  directory = get_number (&exif, 4, 4);
  count = get_number (&exif, directory, 2);
  for (uint32_t i = 0; i < count && directory + 2 + 12 * (size_t) i + 12 <= size; i++)
    {
      const size_t entry = directory + 2 + 12 * (size_t) i;
      const uint32_t value = get_number (&exif, entry + 8, 4);

      switch (get_number (&exif, entry, 2))
        {
        case 0x0112:
          facts->orientation = get_number (&exif, entry + 8, 2);
          break;
        case 0x011a:
          x = get_ratio (&exif, value);
          break;
        case 0x011b:
          y = get_ratio (&exif, value);
          break;
        case 0x0128:
          unit = get_number (&exif, entry + 8, 2);
          break;
        default:
          break;
        }
    }
  if (x > 0 && y > 0 && facts->x_dpi <= 0 && (unit == 2 || unit == 3))
    {
      facts->x_dpi = unit == 3 ? x * 2.54 : x;
      facts->y_dpi = unit == 3 ? y * 2.54 : y;
    }
}

/* --- the document --- */

static const ImageFormat *
find_format (GBytes *bytes)
{
  size_t size;
  const uint8_t *data = g_bytes_get_data (bytes, &size);

  for (size_t i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i]->recognize (data, size))
      return formats[i];
  return NULL;
}

bool
worker_image_recognize (GBytes *bytes)
{
  return find_format (bytes) != NULL;
}

WorkerImage *
worker_image_open (GBytes *bytes, KaijiPdfStatus *status)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, TRUE, sizeof (ImageFacts));
  const ImageFormat *format = find_format (bytes);
  size_t size;
  const uint8_t *data = g_bytes_get_data (bytes, &size);
  WorkerImage *self;

  *status = KAIJI_PDF_STATUS_IMAGE_DAMAGED;
  if (!format)
    return NULL;
  *status = format->read_facts (data, size, pages);
  if (*status != KAIJI_PDF_STATUS_OK)
    return NULL;
  if (pages->len < 1)
    *status = KAIJI_PDF_STATUS_IMAGE_DAMAGED;
  if (pages->len > MOST_PAGES)
    *status = KAIJI_PDF_STATUS_TOO_LARGE;
  for (guint i = 0; i < pages->len && *status == KAIJI_PDF_STATUS_OK; i++)
    if (!image_facts_settle (&g_array_index (pages, ImageFacts, i)))
      *status = KAIJI_PDF_STATUS_TOO_LARGE;
  if (*status != KAIJI_PDF_STATUS_OK)
    return NULL;
  self = g_new0 (WorkerImage, 1);
  self->bytes = g_bytes_ref (bytes);
  self->format = format;
  self->pages = g_steal_pointer (&pages);
  return self;
}

void
worker_image_free (WorkerImage *self)
{
  g_array_unref (self->pages);
  g_bytes_unref (self->bytes);
  g_free (self);
}

uint32_t
worker_image_get_n_pages (WorkerImage *self)
{
  return self->pages->len;
}

void
worker_image_describe (WorkerImage *self, uint32_t page, KaijiPdfPageRecord *record)
{
  memset (record, 0, sizeof *record);
  if (page < 1 || page > self->pages->len)
    return;
  record->width_pt = g_array_index (self->pages, ImageFacts, page - 1).width_pt;
  record->height_pt = g_array_index (self->pages, ImageFacts, page - 1).height_pt;
}

uint32_t
worker_image_get_dpi (WorkerImage *self)
{
  uint32_t dpi = UINT32_MAX;

  for (guint i = 0; i < self->pages->len; i++)
    dpi = MIN (dpi, g_array_index (self->pages, ImageFacts, i).dpi);
  return dpi;
}

uint64_t
worker_image_get_room (WorkerImage *self)
{
  uint64_t most = 0;

  for (guint i = 0; i < self->pages->len; i++)
    most = MAX (most, image_facts_get_size (&g_array_index (self->pages, ImageFacts, i)));
  return most;
}

GBytes *
worker_image_make_pdf (WorkerImage *self, uint32_t page, KaijiPdfStatus *status)
{
  size_t size;
  const uint8_t *data = g_bytes_get_data (self->bytes, &size);

  *status = KAIJI_PDF_STATUS_PAGE;
  if (page < 1 || page > self->pages->len)
    return NULL;
  return self->format->make_page (data, size, &g_array_index (self->pages, ImageFacts, page - 1),
                                  status);
}
