/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "pdf-worker/image.h"

/* What an excerpt is to hold; points into the order. */
typedef struct
{
  const uint32_t *pages; /* from 1, rising */
  uint32_t n_pages;
  const char *title;
  const char *sha256;
  const char *name;
  const char *day;           /* as PDF writes it */
  const char *const *labels; /* one a page */
  const char *stamp;         /* (nullable): a PDF of one page */
  size_t stamp_size;
} Excerpt;

/* Turns the open document into the excerpt: nothing of other pages is left in it. false: a page is
 * missing, or the document cannot be read. */
bool excerpt_cut (qpdf_data pdf, const Excerpt *excerpt);
/* Fills an empty document with pages of a picture. @sources: (element-type GBytes): what is read
 * while it is written. */
bool
excerpt_from_image (qpdf_data pdf, WorkerImage *image, const Excerpt *excerpt, GPtrArray *sources);
/* Labels, title, map and stamps; the pages are those of the excerpt already. */
bool excerpt_describe (qpdf_data pdf, const Excerpt *excerpt, uint32_t n_sheets);

/* Parts of excerpt_cut(). @kept: number of the object → anything, of the pages that stay. */
void excerpt_clean_page (qpdf_data pdf, qpdf_oh page, GHashTable *kept, GHashTable *names);
/* Named destinations: name (GBytes) → handle. (transfer full) */
GHashTable *excerpt_read_names (qpdf_data pdf);
/* Where a link or an entry of the outline leads, spelled out: an array that begins with a page
 * that stays; null otherwise. */
qpdf_oh excerpt_resolve (qpdf_data pdf, qpdf_oh object, GHashTable *kept, GHashTable *names);
void excerpt_clean_outline (qpdf_data pdf, GHashTable *kept, GHashTable *names);
/* Lays a page onto all pages. */
bool excerpt_stamp (qpdf_data pdf, const char *stamp, size_t size);
