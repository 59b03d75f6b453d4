/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>
#include <graphene.h>

#include "core/citation.h"

G_BEGIN_DECLS

/* Logical pixels a point at 100 %. */
#define KAIJI_PAGE_SCALE_100 (96.0 / 72.0)

/**
 * KaijiZoomMode: how large pages are shown.
 * @KAIJI_ZOOM_FIT_WIDTH: each page as wide as the view
 * @KAIJI_ZOOM_FIT_PAGE: each page wholly in the view
 * @KAIJI_ZOOM_SCALE: a fixed scale
 */
typedef enum
{
  KAIJI_ZOOM_FIT_WIDTH,
  KAIJI_ZOOM_FIT_PAGE,
  KAIJI_ZOOM_SCALE,
} KaijiZoomMode;

/**
 * KaijiPageSpread: how many pages stand beside each other.
 * @KAIJI_SPREAD_NONE: one
 * @KAIJI_SPREAD_LEFT: two, bound on the left: the lower number stands left
 * @KAIJI_SPREAD_RIGHT: two, bound on the right, as papers that are written downwards: the lower
 *   number stands right
 */
typedef enum
{
  KAIJI_SPREAD_NONE,
  KAIJI_SPREAD_LEFT,
  KAIJI_SPREAD_RIGHT,
} KaijiPageSpread;

/**
 * KaijiPagePlace: a point of the document that stays itself at any zoom and rotation of the view.
 * @page: physical, from 1
 * @fx: part of the page's shown width, from its left; may lie outside 0…1 (in a gap)
 * @fy: part of the page's shown height, from its top; likewise
 */
typedef struct
{
  int page;
  double fx;
  double fy;
} KaijiPagePlace;

/**
 * KaijiPageLayout:
 *
 * Where the pages of a document stand in one long column, one or two in a row. Pure geometry;
 * thread: any one.
 * Lengths in logical pixels, origin top left of the column.
 */
typedef struct _KaijiPageLayout KaijiPageLayout;

/* No pages, fit to the width. */
KaijiPageLayout *kaiji_page_layout_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_page_layout_free (KaijiPageLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPageLayout, kaiji_page_layout_free)

/* @sizes_pt: @n pairs of width and height in points, as shown unrotated. */
void kaiji_page_layout_set_pages (KaijiPageLayout *self, const double *sizes_pt, int n);
void kaiji_page_layout_set_rotation (KaijiPageLayout *self, int degrees);
int kaiji_page_layout_get_rotation (KaijiPageLayout *self);
/* @scale: logical pixels a point, used with KAIJI_ZOOM_SCALE only. */
void kaiji_page_layout_set_zoom (KaijiPageLayout *self, KaijiZoomMode mode, double scale);
/* @cover: page 1 has a row of its own, as the front of a book has. */
void kaiji_page_layout_set_spread (KaijiPageLayout *self, KaijiPageSpread spread, gboolean cover);
KaijiPageSpread kaiji_page_layout_get_spread (KaijiPageLayout *self);
gboolean kaiji_page_layout_has_cover (KaijiPageLayout *self);
void kaiji_page_layout_set_viewport (KaijiPageLayout *self, int width, int height);

/* Pages, and the extent of the whole column. */
int kaiji_page_layout_get_n_pages (KaijiPageLayout *self);
int kaiji_page_layout_get_width (KaijiPageLayout *self);
int kaiji_page_layout_get_height (KaijiPageLayout *self);
/* Where page @page stands. */
GdkRectangle kaiji_page_layout_get_rect (KaijiPageLayout *self, int page);
/* Logical pixels a point of page @page. */
double kaiji_page_layout_get_scale (KaijiPageLayout *self, int page);
/* Pages that touch the band from @top to @bottom. FALSE when there are none. */
gboolean kaiji_page_layout_get_range (KaijiPageLayout *self,
                                      double top,
                                      double bottom,
                                      int *first,
                                      int *last);
/* The (first) page at height @y, or the one above it in a gap; 0 when there are no pages. */
int kaiji_page_layout_page_at (KaijiPageLayout *self, double y);
/* The same, of two pages that one on whose side of the fold @x lies. */
int kaiji_page_layout_page_at_point (KaijiPageLayout *self, double x, double y);
/* The pages that stand in one row with @page. */
void kaiji_page_layout_get_row (KaijiPageLayout *self, int page, int *first, int *last);

/* From the column to a place, and back. */
KaijiPagePlace kaiji_page_layout_locate (KaijiPageLayout *self, double x, double y);
void kaiji_page_layout_position (KaijiPageLayout *self,
                                 const KaijiPagePlace *place,
                                 double *x,
                                 double *y);
/* Between the column and points of the unrotated page @page. */
void kaiji_page_layout_to_page (KaijiPageLayout *self,
                                int page,
                                double x,
                                double y,
                                double *x_pt,
                                double *y_pt);
graphene_rect_t
kaiji_page_layout_from_page (KaijiPageLayout *self, int page, const KaijiRect *rect_pt);

G_END_DECLS
