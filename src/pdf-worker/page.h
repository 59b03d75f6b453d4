/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "pdf/protocol.h"

/* Both fill @reply and return the sealed descriptor that goes with it, -1 for none. */
int worker_page_render (PopplerPage *page, double scale, int rotation, KaijiPdfReply *reply);
/* Gives back what is kept between two pages. */
void worker_page_rest (void);
int worker_page_get_text (PopplerPage *page, KaijiPdfReply *reply);
