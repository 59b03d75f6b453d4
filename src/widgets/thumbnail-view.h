/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/client.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_THUMBNAIL_VIEW (kaiji_thumbnail_view_get_type ())
/**
 * KaijiThumbnailView:
 *
 * Small pictures of all pages in rows, each with its physical and its printed number and, where
 * the page is cited, how often. To be put into a #GtkScrolledWindow; only what is seen is drawn.
 *
 * Signal `page-activated (int page)`: a page was clicked or gone to by key.
 *
 * CSS: node `thumbnails`. Keys: arrows, Page Up/Down, Home, End.
 */
G_DECLARE_FINAL_TYPE (KaijiThumbnailView, kaiji_thumbnail_view, KAIJI, THUMBNAIL_VIEW, GtkWidget)

GtkWidget *kaiji_thumbnail_view_new (void);
void kaiji_thumbnail_view_set_document (KaijiThumbnailView *self, KaijiPdfDocument *document);
/* The page that is marked, and scrolled to when it is out of sight. */
void kaiji_thumbnail_view_set_page (KaijiThumbnailView *self, int page);
/* @counts: (nullable) page -> number of citations on it. */
void kaiji_thumbnail_view_set_counts (KaijiThumbnailView *self, GHashTable *counts);

/* Dark paper, as in the page view. */
void kaiji_thumbnail_view_set_dark (KaijiThumbnailView *self, gboolean dark);
/* The picture of a page, unrotated, if it is here. Returns: (transfer none) (nullable). */
GdkTexture *kaiji_thumbnail_view_peek (KaijiThumbnailView *self, int page);
/* Bytes of pixels that are kept (tests, benchmarks). */
gsize kaiji_thumbnail_view_get_cached_bytes (KaijiThumbnailView *self);

G_END_DECLS
