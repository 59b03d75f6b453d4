/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG: its head is read here, its pixels by libpng, straight into the page.
 *
 * 1. What is transparent stands on white, as on paper.
 * 2. libpng leaves by longjmp(): what changes between the two is volatile or not used. */
#include <setjmp.h>
#include <string.h>

#include <png.h>

#include "pdf-worker/image-private.h"

#define SIGNATURE "\x89PNG\r\n\x1a\n"
#define SIGNATURE_SIZE 8
#define INCH_IN_METRES 0.0254
#define MOST_CHUNK (8 * 1024 * 1024)
#define MOST_CHUNKS 256

typedef struct
{
  const uint8_t *data;
  size_t size;
  size_t next;
} Reader;

static bool
recognize (const uint8_t *data, size_t size)
{
  return size > SIGNATURE_SIZE && memcmp (data, SIGNATURE, SIGNATURE_SIZE) == 0;
}

static uint32_t
get_number (const uint8_t *data)
{
  return (uint32_t) data[0] << 24 | (uint32_t) data[1] << 16 | (uint32_t) data[2] << 8 | data[3];
}

static bool
read_header (const uint8_t *data, size_t size, ImageFacts *facts)
{
  if (size < 13)
    return false;
  facts->width = get_number (data);
  facts->height = get_number (data + 4);
  facts->orientation = 1;
  /* Grey, with or without alpha; all else becomes RGB. */
  facts->components =
      data[9] == PNG_COLOR_TYPE_GRAY || data[9] == PNG_COLOR_TYPE_GRAY_ALPHA ? 1 : 3;
  facts->bits = data[9] == PNG_COLOR_TYPE_GRAY && data[8] == 1 ? 1 : 8;
  return true;
}

static KaijiPdfStatus
read_facts (const uint8_t *data, size_t size, GArray *facts)
{
  ImageFacts found = { 0 };
  size_t next = SIGNATURE_SIZE;
  bool whole = false;

  /* Length, name, data, checksum; up to the first of the pixels. */
  for (int i = 0; i < MOST_CHUNKS && size - next >= 12; i++)
    {
      const uint32_t length = get_number (data + next);
      const uint8_t *name = data + next + 4, *content = data + next + 8;

      if (length > size - next - 12)
        return KAIJI_PDF_STATUS_IMAGE_DAMAGED;
      if (i == 0 && (memcmp (name, "IHDR", 4) != 0 || !read_header (content, length, &found)))
        return KAIJI_PDF_STATUS_IMAGE_DAMAGED;
      if (memcmp (name, "pHYs", 4) == 0 && length >= 9 && content[8] == 1)
        {
          found.x_dpi = get_number (content) * INCH_IN_METRES;
          found.y_dpi = get_number (content + 4) * INCH_IN_METRES;
        }
      else if (memcmp (name, "eXIf", 4) == 0)
        image_facts_read_exif (&found, content, length);
      else if (memcmp (name, "tRNS", 4) == 0)
        found.bits = 8;
      whole = memcmp (name, "IDAT", 4) == 0;
      if (whole)
        break;
      next += 12 + (size_t) length;
    }
  if (!whole)
    return KAIJI_PDF_STATUS_IMAGE_DAMAGED;
  g_array_append_val (facts, found);
  return KAIJI_PDF_STATUS_OK;
}

static void
read_cb (png_structp png, png_bytep target, size_t size)
{
  Reader *reader = png_get_io_ptr (png);

  if (size > reader->size - reader->next)
    png_error (png, "cut off");
  memcpy (target, reader->data + reader->next, size);
  reader->next += size;
}

static void
error_cb (png_structp png, png_const_charp message)
{
  png_longjmp (png, 1);
}

static void
warning_cb (png_structp png, png_const_charp message)
{
}

/* Eight bits a component, no alpha; bits stay bits where the page keeps them so. */
static void
set_transformations (png_structp png, png_infop info, const ImageFacts *facts)
{
  const png_byte depth = png_get_bit_depth (png, info);
  const png_uint_16 full = depth == 16 ? 0xffff : 0xff;
  const png_color_16 white = { 0, full, full, full, full };

  if (facts->bits == 1)
    return;
  png_set_expand (png);
  if (png_get_color_type (png, info) & PNG_COLOR_MASK_ALPHA
      || png_get_valid (png, info, PNG_INFO_tRNS))
    png_set_background (png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
  png_set_scale_16 (png);
}

static bool
decode (Reader *reader, const ImageFacts *facts, uint8_t *target)
{
  const size_t stride = image_facts_get_stride (facts);
  g_autofree png_bytep *rows = g_new (png_bytep, facts->height);
  png_structp png = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, error_cb, warning_cb);
  png_infop info = png ? png_create_info_struct (png) : NULL;

  for (uint32_t i = 0; i < facts->height; i++)
    rows[i] = target + i * stride;
  if (!info || setjmp (png_jmpbuf (png)))
    {
      png_destroy_read_struct (&png, &info, NULL);
      return false;
    }
  png_set_chunk_malloc_max (png, MOST_CHUNK);
  png_set_chunk_cache_max (png, MOST_CHUNKS);
  png_set_read_fn (png, reader, read_cb);
  png_read_info (png, info);
  set_transformations (png, info, facts);
  png_set_interlace_handling (png);
  png_read_update_info (png, info);
  if (png_get_rowbytes (png, info) != stride || png_get_image_height (png, info) != facts->height)
    png_error (png, "not as its head says");
  png_read_image (png, rows);
  png_destroy_read_struct (&png, &info, NULL);
  return true;
}

static GBytes *
make_page (const uint8_t *data, size_t size, const ImageFacts *facts, KaijiPdfStatus *status)
{
  Reader reader = { data, size, 0 };
  ImagePage page;
  uint8_t *target = image_page_begin (&page, facts, NULL, image_facts_get_size (facts));

  *status = target ? KAIJI_PDF_STATUS_OK : KAIJI_PDF_STATUS_TOO_LARGE;
  if (!target)
    return NULL;
  if (decode (&reader, facts, target))
    return image_page_end (&page);
  *status = KAIJI_PDF_STATUS_IMAGE_DAMAGED;
  image_page_drop (&page);
  return NULL;
}

const ImageFormat image_png = { recognize, read_facts, make_page };
