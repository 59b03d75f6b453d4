/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/client.h"

G_BEGIN_DECLS

/**
 * KaijiPdfExtractor:
 *
 * One PDF or picture, open in a sandboxed process of its own that copies pages of it. Does not wait
 * for the pages that are being read elsewhere, nor they for it. Thread: any one, but not a GUI's
 * main one; all functions block.
 */
typedef struct _KaijiPdfExtractor KaijiPdfExtractor;

/* @service: whose settings hold (kaiji_pdf_service_set_insist()). @fd: as for opening a document.
 * @cancellable: (nullable): ends whatever is asked of it. */
KaijiPdfExtractor *kaiji_pdf_extractor_open (KaijiPdfService *service,
                                             int fd,
                                             const char *password,
                                             GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_pdf_extractor_free (KaijiPdfExtractor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPdfExtractor, kaiji_pdf_extractor_free)

int kaiji_pdf_extractor_get_n_pages (KaijiPdfExtractor *self);

/* The resolution of the coarsest page that is a scan, dots an inch; 0 when there is none. Of a long
 * document only the pages that can be looked at in three seconds. */
gboolean kaiji_pdf_extractor_find_scans (KaijiPdfExtractor *self, int *dpi, GError **error);

/**
 * KaijiPdfExcerptSpec:
 * @pages: physical pages, from 1, rising
 * @labels: what is printed on each; the number of the sheet where nothing is
 * @title: of the new document
 * @name: of the original, and
 * @sha256: its digest, for the map
 * @day: when the original came, seconds since the epoch
 * @stamp: (nullable): a PDF of one page that is laid onto the foot of each page
 */
typedef struct
{
  const int *pages;
  guint n_pages;
  const char *const *labels;
  const char *title;
  const char *name;
  const char *sha256;
  gint64 day;
  GBytes *stamp;
} KaijiPdfExcerptSpec;

/* Copies pages into a new PDF; the last thing that can be asked. @repaired: (out): the source was
 * damaged and has been mended. Returns: a sealed memfd, -1 on error. */
int kaiji_pdf_extractor_cut (KaijiPdfExtractor *self,
                             const KaijiPdfExcerptSpec *spec,
                             gboolean *repaired,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * KaijiPdfExcerptMap: which sheets of which original an excerpt holds.
 * @pages: the sheet of the original, from 1, for each page of the excerpt; rising
 * @n_pages: pages of the excerpt
 * @n_sheets: pages of the original
 * @sha256: of the original
 */
typedef struct
{
  int *pages;
  guint n_pages;
  int n_sheets;
  char *sha256;
} KaijiPdfExcerptMap;
void kaiji_pdf_excerpt_map_free (KaijiPdfExcerptMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPdfExcerptMap, kaiji_pdf_excerpt_map_free)

/* The map that was written into an excerpt. @map: (out): NULL when it is no excerpt. */
gboolean
kaiji_pdf_extractor_read_map (KaijiPdfExtractor *self, KaijiPdfExcerptMap **map, GError **error);

G_END_DECLS
