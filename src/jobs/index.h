/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "casefile/casefile.h"
#include "pdf/client.h"

G_BEGIN_DECLS

typedef void (*KaijiIndexFunc) (int done, int total, gpointer user_data);

/* Reads the text of all pages into the case's index; goes on where it was broken off. */
gboolean kaiji_index_document (KaijiCasefile *casefile,
                               const char *sha256,
                               KaijiPdfDocument *document,
                               GCancellable *cancellable,
                               KaijiIndexFunc progress,
                               gpointer progress_data,
                               GError **error);
/* Whether the text of an indexed document has Japanese letters. Thread: any. */
KaijiJapanese kaiji_index_find_japanese (KaijiCasefile *casefile, const char *sha256);
int kaiji_index_count_text (KaijiCasefile *casefile, const char *sha256, int n_pages);

G_END_DECLS
