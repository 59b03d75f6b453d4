/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels and text of one page.
 *
 * 1. A page of usual size is drawn in memory that is kept, and copied: fresh shared memory costs
 *    more, a fault and a cleared page for each 4 KiB. cairo draws a larger one straight into it.
 * 2. Rectangles have their origin at the top left of the page as shown: so poppler's text layout
 *    gives them, crop box and /Rotate applied. */
#include "pdf-worker/page.h"

#include <cairo.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pdf/channel.h"

#define SMALLEST_SCALE 0.001
#define MOST_KEPT (16ul * 1024 * 1024)

/* How large the page becomes: no side beyond cairo's, no more pixels than the protocol allows. */
static bool
fit (double width_pt, double height_pt, double *scale, uint32_t *width, uint32_t *height)
{
  double most, longest = MAX (width_pt, height_pt);

  if (!isfinite (width_pt) || !isfinite (height_pt) || !isfinite (*scale) || *scale <= 0
      || width_pt <= 0 || height_pt <= 0 || longest > KAIJI_PDF_MAX_POINTS)
    return false;
  most = sqrt (KAIJI_PDF_MAX_PIXELS / (width_pt * height_pt));
  most = MIN (most, (KAIJI_PDF_MAX_SIDE - 1) / longest);
  *scale = CLAMP (*scale, MIN (SMALLEST_SCALE, most), most);
  *width = (uint32_t) CLAMP (round (width_pt * *scale), 1, KAIJI_PDF_MAX_SIDE);
  *height = (uint32_t) CLAMP (round (height_pt * *scale), 1, KAIJI_PDF_MAX_SIDE);
  while ((uint64_t) *width * *height > KAIJI_PDF_MAX_PIXELS) /* rounding */
    *height -= 1;
  return true;
}

/* What is drawn on white paper is opaque, and is promised to be. Where an odd operator left it
 * otherwise it is made so; looking costs a quarter of writing. */
static void
make_opaque (void *pixels, uint64_t size)
{
  const uint64_t opaque = 0xff000000ff000000u;
  const uint64_t n_pairs = size / sizeof opaque;
  const uint64_t *pair = pixels;
  uint64_t all[4] = { opaque, opaque, opaque, opaque };
  uint32_t *pixel = pixels;
  uint64_t i = 0;

  for (; i + 4 <= n_pairs; i += 4)
    for (int j = 0; j < 4; j++)
      all[j] &= pair[i + (uint64_t) j];
  for (; i < n_pairs; i++)
    all[0] &= pair[i];
  if (size % sizeof opaque != 0)
    pixel[size / sizeof *pixel - 1] |= 0xff000000u;
  if ((all[0] & all[1] & all[2] & all[3] & opaque) == opaque)
    return;
  for (i = 0; i < size / sizeof *pixel; i++)
    pixel[i] |= 0xff000000u;
}

static bool
draw (PopplerPage *page, void *pixels, double scale, int rotation, const KaijiPdfReply *reply)
{
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      pixels, CAIRO_FORMAT_ARGB32, (int) reply->width, (int) reply->height, (int) reply->stride);
  cairo_t *cr = cairo_create (surface);
  double width, height;
  bool drawn;

  /* 17 shades an edge instead of 256: a page full of curves takes half the time, and looks alike. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  poppler_page_get_size (page, &width, &height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, reply->width / 2.0, reply->height / 2.0);
  cairo_rotate (cr, rotation * G_PI / 180.0);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -width / 2.0, -height / 2.0);
  cairo_save (cr);
  poppler_page_render (page, cr);
  cairo_restore (cr);
  drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  drawn = drawn && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  if (drawn)
    make_opaque (pixels, reply->payload_size);
  return drawn;
}

static int
draw_shared (PopplerPage *page, double scale, int rotation, const KaijiPdfReply *reply)
{
  void *pixels;
  int fd = kaiji_pdf_channel_buffer_new (reply->payload_size, &pixels);
  bool drawn;

  if (fd < 0)
    return -1;
  drawn = draw (page, pixels, scale, rotation, reply);
  if (kaiji_pdf_channel_buffer_seal (fd, pixels, reply->payload_size) && drawn)
    return fd;
  close (fd);
  return -1;
}

static void *kept; /* MOST_KEPT bytes, or NULL */

static int
draw_copied (PopplerPage *page, double scale, int rotation, const KaijiPdfReply *reply)
{
  if (!kept)
    {
      kept = mmap (NULL, MOST_KEPT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (kept == MAP_FAILED)
        kept = NULL;
    }
  if (!kept || !draw (page, kept, scale, rotation, reply))
    return -1;
  return kaiji_pdf_channel_buffer_new_sealed (kept, reply->payload_size);
}

void
worker_page_rest (void)
{
  if (kept)
    madvise (kept, MOST_KEPT, MADV_DONTNEED);
}

int
worker_page_render (PopplerPage *page, double scale, int rotation, KaijiPdfReply *reply)
{
  const bool sideways = rotation == 90 || rotation == 270;
  double width, height;
  int fd;

  reply->status = KAIJI_PDF_STATUS_PAGE;
  poppler_page_get_size (page, &width, &height);
  if (!fit (sideways ? height : width, sideways ? width : height, &scale, &reply->width,
            &reply->height))
    return -1;
  reply->stride = reply->width * 4;
  reply->payload_size = (uint64_t) reply->stride * reply->height;
  fd = reply->payload_size <= MOST_KEPT ? draw_copied (page, scale, rotation, reply)
                                        : draw_shared (page, scale, rotation, reply);
  if (fd >= 0)
    reply->status = KAIJI_PDF_STATUS_OK;
  return fd;
}

static void
copy_rects (KaijiPdfRectRecord *target, const PopplerRectangle *source, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    {
      target[i].x1 = (float) MIN (source[i].x1, source[i].x2);
      target[i].y1 = (float) MIN (source[i].y1, source[i].y2);
      target[i].x2 = (float) MAX (source[i].x1, source[i].x2);
      target[i].y2 = (float) MAX (source[i].y1, source[i].y2);
    }
}

int
worker_page_get_text (PopplerPage *page, KaijiPdfReply *reply)
{
  g_autofree char *raw = poppler_page_get_text (page);
  g_autofree char *text = g_utf8_make_valid (raw ? raw : "", -1);
  g_autofree PopplerRectangle *rects = NULL;
  guint n_rects = 0;
  KaijiPdfRectRecord *target;
  size_t rects_size;
  void *data;
  int fd;

  if (!poppler_page_get_text_layout (page, &rects, &n_rects))
    n_rects = 0;
  /* One rectangle a character: what has no partner is left out. */
  reply->count = (uint32_t) MIN (g_utf8_strlen (text, -1), MIN (n_rects, KAIJI_PDF_MAX_CHARACTERS));
  reply->text_bytes = (uint32_t) (g_utf8_offset_to_pointer (text, reply->count) - text);
  reply->status = KAIJI_PDF_STATUS_OK;
  if (reply->count == 0)
    return -1;
  rects_size = reply->count * sizeof *target;
  reply->payload_size = rects_size + reply->text_bytes;
  fd = kaiji_pdf_channel_buffer_new (reply->payload_size, &data);
  if (fd >= 0)
    {
      target = data;
      copy_rects (target, rects, reply->count);
      memcpy (target + reply->count, text, reply->text_bytes);
      if (kaiji_pdf_channel_buffer_seal (fd, data, reply->payload_size))
        return fd;
      close (fd);
    }
  reply->status = KAIJI_PDF_STATUS_PAGE;
  return -1;
}
