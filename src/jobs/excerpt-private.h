/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the excerpt share. */
#pragma once

#include "casefile/casefile.h"
#include "jobs/excerpt.h"

struct _KaijiExcerpt
{
  KaijiEvidence *evidence;
  KaijiEvidenceSource *source;
  KaijiCasefile *casefile;
  KaijiPdfService *pdf;
  char *password;
  GArray *cited; /* int: sheets that the case cites, rising, each once */

  /* Once it was read. */
  KaijiPdfDocument *document;
  int contents_first; /* 0 = not found */
  int contents_last;
};

/* Where the contents stand: by the outline, else by the text of the first pages. FALSE: they were
 * not found. An error only when cancelled. Blocks. */
gboolean kaiji_excerpt_find_contents (KaijiPdfDocument *document,
                                      int *first,
                                      int *last,
                                      GCancellable *cancellable,
                                      GError **error);
