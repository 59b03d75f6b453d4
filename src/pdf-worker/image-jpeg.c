/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JPEG: looked through once, then taken over byte by byte.
 *
 * libjpeg leaves by longjmp(): what it could leak is freed behind the setjmp(), and what changes
 * between the two is volatile or not used. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#include "pdf-worker/image-private.h"

#define MOST_PASSES 100
#define EXIF_HEADER "Exif\0"

typedef struct
{
  struct jpeg_error_mgr base;
  jmp_buf leave;
  bool cut_off;
  bool no_memory;
} Complaints;

static void
leave_cb (j_common_ptr codec)
{
  Complaints *complaints = (Complaints *) codec->err;

  complaints->no_memory = complaints->base.msg_code == JERR_OUT_OF_MEMORY
                          || complaints->base.msg_code == JERR_IMAGE_TOO_BIG;
  longjmp (complaints->leave, 1);
}

static void
message_cb (j_common_ptr codec, int level)
{
  Complaints *complaints = (Complaints *) codec->err;

  if (level < 0 && complaints->base.msg_code == JWRN_JPEG_EOF)
    complaints->cut_off = true;
}

/* A few bytes can ask for thousands of passes over a large picture. */
static void
progress_cb (j_common_ptr codec)
{
  if (((j_decompress_ptr) codec)->input_scan_number > MOST_PASSES)
    longjmp (((Complaints *) codec->err)->leave, 1);
}

static bool
recognize (const uint8_t *data, size_t size)
{
  return size > 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff;
}

static void
describe (j_decompress_ptr codec, ImageFacts *facts)
{
  memset (facts, 0, sizeof *facts);
  facts->width = codec->image_width;
  facts->height = codec->image_height;
  facts->components = (uint32_t) codec->num_components;
  facts->bits = 8;
  facts->orientation = 1;
  facts->inverted = codec->num_components == 4 && codec->saw_Adobe_marker;
  if (codec->saw_JFIF_marker && (codec->density_unit == 1 || codec->density_unit == 2))
    {
      facts->x_dpi = codec->X_density * (codec->density_unit == 2 ? 2.54 : 1);
      facts->y_dpi = codec->Y_density * (codec->density_unit == 2 ? 2.54 : 1);
    }
  for (jpeg_saved_marker_ptr marker = codec->marker_list; marker; marker = marker->next)
    if (marker->data_length > sizeof EXIF_HEADER
        && memcmp (marker->data, EXIF_HEADER, sizeof EXIF_HEADER) == 0)
      image_facts_read_exif (facts, marker->data + sizeof EXIF_HEADER,
                             marker->data_length - sizeof EXIF_HEADER);
}

/* Decodes all of it at an eighth of its size: whether it is whole cannot be known otherwise. */
static void
look_through (j_decompress_ptr codec)
{
  JSAMPARRAY row;

  codec->scale_num = 1;
  codec->scale_denom = 8;
  codec->dct_method = JDCT_IFAST;
  codec->do_fancy_upsampling = FALSE;
  codec->out_color_space = codec->jpeg_color_space;
  jpeg_start_decompress (codec);
  row = codec->mem->alloc_sarray ((j_common_ptr) codec, JPOOL_IMAGE,
                                  codec->output_width * (JDIMENSION) codec->output_components, 1);
  while (codec->output_scanline < codec->output_height)
    jpeg_read_scanlines (codec, row, 1);
}

static KaijiPdfStatus
read_facts (const uint8_t *data, size_t size, GArray *facts)
{
  struct jpeg_progress_mgr progress = { .progress_monitor = progress_cb };
  struct jpeg_decompress_struct codec;
  Complaints complaints = { 0 };
  ImageFacts found, checked;

  memset (&codec, 0, sizeof codec);
  codec.err = jpeg_std_error (&complaints.base);
  complaints.base.error_exit = leave_cb;
  complaints.base.emit_message = message_cb;
  if (setjmp (complaints.leave))
    {
      jpeg_destroy_decompress (&codec);
      return complaints.no_memory ? KAIJI_PDF_STATUS_TOO_LARGE : KAIJI_PDF_STATUS_IMAGE_DAMAGED;
    }
  jpeg_create_decompress (&codec);
  codec.progress = &progress;
  jpeg_mem_src (&codec, data, size);
  jpeg_save_markers (&codec, JPEG_APP0 + 1, 0xffff);
  jpeg_read_header (&codec, TRUE);
  describe (&codec, &found);
  checked = found;
  if (!image_facts_settle (&checked))
    complaints.no_memory = true;
  else if (found.components != 1 && found.components != 3 && found.components != 4)
    complaints.cut_off = true;
  else
    look_through (&codec);
  jpeg_destroy_decompress (&codec);
  if (complaints.no_memory)
    return KAIJI_PDF_STATUS_TOO_LARGE;
  if (complaints.cut_off)
    return KAIJI_PDF_STATUS_IMAGE_DAMAGED;
  g_array_append_val (facts, found);
  return KAIJI_PDF_STATUS_OK;
}

static GBytes *
make_page (const uint8_t *data, size_t size, const ImageFacts *facts, KaijiPdfStatus *status)
{
  ImagePage page;
  uint8_t *target = image_page_begin (&page, facts, "DCTDecode", size);

  *status = target ? KAIJI_PDF_STATUS_OK : KAIJI_PDF_STATUS_TOO_LARGE;
  if (!target)
    return NULL;
  memcpy (target, data, size);
  return image_page_end (&page);
}

const ImageFormat image_jpeg = { recognize, read_facts, make_page };
