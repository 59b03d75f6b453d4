/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-worker/document.h"

/* What can be clicked on a page. Fills @reply and returns the sealed descriptor that goes with it,
 * -1 for none. */
int worker_page_get_links (WorkerDocument *document, PopplerPage *page, KaijiPdfReply *reply);
