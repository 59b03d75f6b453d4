/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of pictures share. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "pdf/protocol.h"

/* What is known of one picture before it is decoded. */
typedef struct
{
  uint32_t width;       /* pixels, as stored */
  uint32_t height;      /* likewise */
  uint32_t orientation; /* 1 … 8 as in EXIF and TIFF: where its first row and column belong */
  double x_dpi;         /* 0 = not told */
  double y_dpi;
  uint32_t components; /* as it comes into the PDF: 1 grey, 3 RGB, 4 CMYK */
  uint32_t bits;       /* a component: 1 or 8 */
  bool inverted;       /* ink is written as light (CMYK of Adobe's) */
  uint32_t directory;  /* TIFF: which of its pictures */
  /* By image_facts_settle(). */
  double width_pt; /* as shown */
  double height_pt;
  uint32_t dpi; /* on that page */
} ImageFacts;

/* Checks the limits, and decides how large the page is. FALSE: more than can be shown. */
bool image_facts_settle (ImageFacts *facts);
/* Bytes a row and of all rows. */
size_t image_facts_get_stride (const ImageFacts *facts);
uint64_t image_facts_get_size (const ImageFacts *facts);
/* Orientation and resolution out of an EXIF block (that is, a TIFF header). */
void image_facts_read_exif (ImageFacts *facts, const uint8_t *data, size_t size);

/* A PDF with one page and one picture in the making. */
typedef struct
{
  uint8_t *data;
  size_t size;
  size_t tail;
} ImagePage;

/* @filter: (nullable): how its data are packed. Returns where @size bytes of data belong; NULL when
 * there is no memory for them. */
uint8_t *
image_page_begin (ImagePage *page, const ImageFacts *facts, const char *filter, size_t size);
GBytes *image_page_end (ImagePage *page);
void image_page_drop (ImagePage *page);

/* One reader a format. read_facts() adds to @facts (of ImageFacts, not settled); both look at
 * nothing but @data. */
typedef struct
{
  bool (*recognize) (const uint8_t *data, size_t size);
  KaijiPdfStatus (*read_facts) (const uint8_t *data, size_t size, GArray *facts);
  GBytes *(*make_page) (const uint8_t *data,
                        size_t size,
                        const ImageFacts *facts,
                        KaijiPdfStatus *status);
} ImageFormat;

extern const ImageFormat image_jpeg;
extern const ImageFormat image_png;
extern const ImageFormat image_tiff;
