/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <qpdf/qpdf-c.h>
#include <stdint.h>

/* How coarse the scans among a document's pages are. */
typedef struct
{
  uint32_t dpi;  /* of the coarsest, 0 = there are none */
  uint32_t page; /* which that is, from 1 */
  uint32_t n_scans;
  uint32_t n_seen; /* pages that were looked at before time was up */
} ScanFacts;

/* Looks at pages from the first on for at most so many milliseconds. */
void scan_look_through (qpdf_data pdf, uint32_t milliseconds, ScanFacts *facts);
