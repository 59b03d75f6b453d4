/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "casefile/casefile.h"
#include "pdf/client.h"

G_BEGIN_DECLS

typedef void (*KaijiIndexFunc) (int done, int total, gpointer user_data);

/* Reads the text of all pages into the case's index. A page that cannot be read counts as one
 * without text. Thread: any but the main one of a GUI.
 * @text_pages: (out): pages with text */
gboolean kaiji_index_document (KaijiCasefile *casefile,
                               const char *sha256,
                               KaijiPdfDocument *document,
                               GCancellable *cancellable,
                               KaijiIndexFunc progress,
                               gpointer progress_data,
                               int *text_pages,
                               GError **error);

G_END_DECLS
