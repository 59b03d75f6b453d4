/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * KaijiPageCache:
 *
 * Drawn pages, bounded by bytes: one texture a page, the least recently used goes first. Main
 * thread only.
 */
typedef struct _KaijiPageCache KaijiPageCache;

/* @max_bytes: what all textures together may take. */
KaijiPageCache *kaiji_page_cache_new (gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_page_cache_free (KaijiPageCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPageCache, kaiji_page_cache_free)

/* Keeps the texture of a page, in place of any it had. @scale: device pixels a point. Pages from
 * @keep_first to @keep_last (those on the screen) are never dropped for it. */
void kaiji_page_cache_insert (KaijiPageCache *self,
                              int page,
                              GdkTexture *texture,
                              double scale,
                              int rotation,
                              int keep_first,
                              int keep_last);
/* The texture of a page, of whatever scale; NULL when there is none in this rotation.
 * @scale: (out) (optional). (transfer none) */
GdkTexture *kaiji_page_cache_lookup (KaijiPageCache *self, int page, int rotation, double *scale);
void kaiji_page_cache_remove (KaijiPageCache *self, int page);
void kaiji_page_cache_clear (KaijiPageCache *self);
/* What is kept may still be shown, but is of no scale any more: nothing that is wanted. */
void kaiji_page_cache_outdate (KaijiPageCache *self);
gsize kaiji_page_cache_get_bytes (KaijiPageCache *self);
guint kaiji_page_cache_get_n_pages (KaijiPageCache *self);

G_END_DECLS
