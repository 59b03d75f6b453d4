/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/client.h"
#include "widgets/page-layout.h"

G_BEGIN_DECLS

/**
 * KaijiPageMark: what a marked place means.
 * @KAIJI_PAGE_MARK_QUOTE: quoted by a citation
 * @KAIJI_PAGE_MARK_CURRENT_QUOTE: quoted by the citation that was asked for
 * @KAIJI_PAGE_MARK_HIT: found by the search
 * @KAIJI_PAGE_MARK_CURRENT_HIT: the hit one stands on
 */
typedef enum
{
  KAIJI_PAGE_MARK_QUOTE,
  KAIJI_PAGE_MARK_CURRENT_QUOTE,
  KAIJI_PAGE_MARK_HIT,
  KAIJI_PAGE_MARK_CURRENT_HIT,
} KaijiPageMark;

#define KAIJI_TYPE_PAGE_VIEW (kaiji_page_view_get_type ())
/**
 * KaijiPageView:
 *
 * The pages of a PDF in one long column, one or two in a row, to be put into a #GtkScrolledWindow.
 * Pages are drawn by the worker when they come near; none is a widget.
 *
 * Keys: + and - zoom, 0 fits the width, [ and ] turn; Page Up/Down and Space a screen, Home/End first and last page, arrows a little,
 * Shift with arrows, Home and End selects, Ctrl+A whole page, Ctrl+C copy, Escape nothing selected;
 * Tab from link to link, Enter follows. Ctrl+scroll and two fingers zoom about the pointer.
 *
 * Properties: `document` (#KaijiPdfDocument, nullable), `page` (int, physical, from 1; 0 = none),
 * `zoom-mode` (int, #KaijiZoomMode), `zoom` (double, 1.0 = 100 %), `rotation` (int, degrees),
 * `spread` (int, #KaijiPageSpread), `cover` (boolean: page 1 stands alone in a spread),
 * `dark` (boolean: dark paper),
 * `has-selection` (boolean).
 *
 * Signals: `selection-changed ()`: also while dragging; `selection-done ()`: the mouse button was
 * let go, or the keyboard selected; `page-drawn (int page)`: its sharp pixels are there;
 * `link-activated (int page, double top_pt)`: a link to a page was followed: somebody goes there.
 *
 * CSS: node `pageview`; colours kaiji_desk, kaiji_quote, kaiji_selection, kaiji_hit_line.
 * Accessibility: role document, label "3 / 12".
 */
G_DECLARE_FINAL_TYPE (KaijiPageView, kaiji_page_view, KAIJI, PAGE_VIEW, GtkWidget)

GtkWidget *kaiji_page_view_new (void);

void kaiji_page_view_set_document (KaijiPageView *self, KaijiPdfDocument *document);
/* How wide the view will be at its first allocation, logical pixels, 0 = unknown: a document that is
 * set before is drawn for that width already. */
void kaiji_page_view_expect_width (KaijiPageView *self, int width);
/* Returns: (transfer none) (nullable). */
KaijiPdfDocument *kaiji_page_view_get_document (KaijiPageView *self);
int kaiji_page_view_get_page (KaijiPageView *self);
/* Shows page @page; @rect_pt: (nullable) the place on it that must be in view. */
void kaiji_page_view_go_to (KaijiPageView *self, int page, const KaijiRect *rect_pt);
/* What stands at the top of the view, and going back there. */
KaijiPagePlace kaiji_page_view_get_place (KaijiPageView *self);
void kaiji_page_view_set_place (KaijiPageView *self, const KaijiPagePlace *place);

/* How large pages are shown; setting a zoom makes it KAIJI_ZOOM_SCALE. */
KaijiZoomMode kaiji_page_view_get_zoom_mode (KaijiPageView *self);
void kaiji_page_view_set_zoom_mode (KaijiPageView *self, KaijiZoomMode mode);
/* Of the current page; 1.0 = 100 %. */
double kaiji_page_view_get_zoom (KaijiPageView *self);
void kaiji_page_view_set_zoom (KaijiPageView *self, double zoom);
/* @x, @y: the point of the view that stays where it is. */
void kaiji_page_view_set_zoom_at (KaijiPageView *self, double zoom, double x, double y);
/* One step larger (@steps > 0) or smaller. */
void kaiji_page_view_zoom_by (KaijiPageView *self, int steps);
int kaiji_page_view_get_rotation (KaijiPageView *self);
void kaiji_page_view_set_rotation (KaijiPageView *self, int degrees);

/* Pages beside each other; @cover: page 1 alone. */
KaijiPageSpread kaiji_page_view_get_spread (KaijiPageView *self);
gboolean kaiji_page_view_has_cover (KaijiPageView *self);
void kaiji_page_view_set_spread (KaijiPageView *self, KaijiPageSpread spread, gboolean cover);

/* Dark paper: pixels turned round, hues kept. */
gboolean kaiji_page_view_get_dark (KaijiPageView *self);
void kaiji_page_view_set_dark (KaijiPageView *self, gboolean dark);
/* A picture of a page from elsewhere, unrotated and on the same paper, that is shown stretched until
 * the page's own pixels are there. Returns: (transfer none) (nullable). */
typedef GdkTexture *(*KaijiPageStandIn) (int page, gpointer data);
void kaiji_page_view_set_stand_in (KaijiPageView *self, KaijiPageStandIn stand_in, gpointer data);

/* Something is selected, even if its text is not known yet. */
gboolean kaiji_page_view_has_selection (KaijiPageView *self);
void kaiji_page_view_clear_selection (KaijiPageView *self);
/* Selects the characters [@start, @end) of a page. */
void kaiji_page_view_select (KaijiPageView *self, int page, guint start, guint end);
/* The selected text as it stands on the pages, with the rectangles on the first of them; NULL
 * while nothing is selected or its text is not known yet.
 * @rects: (out) (optional) (transfer full). Returns: (transfer full) */
char *kaiji_page_view_dup_selection (KaijiPageView *self,
                                     int *first_page,
                                     int *last_page,
                                     KaijiRect **rects,
                                     guint *n_rects);
/* Whether a point of the widget lies on selected text. */
gboolean kaiji_page_view_is_selected_at (KaijiPageView *self, double x, double y);
/* Where the end of the selection stands in the widget. FALSE when it is out of sight. */
gboolean kaiji_page_view_get_selection_area (KaijiPageView *self, GdkRectangle *area);
void kaiji_page_view_copy (KaijiPageView *self);

/* Takes away all marks of one meaning; adds one. */
void kaiji_page_view_clear_marks (KaijiPageView *self, KaijiPageMark mark);
void kaiji_page_view_add_mark (KaijiPageView *self,
                               KaijiPageMark mark,
                               int page,
                               const KaijiRect *rects,
                               guint n_rects);

/* Asks for a page again that could not be shown. */
void kaiji_page_view_retry (KaijiPageView *self, int page);
gboolean kaiji_page_view_has_failed (KaijiPageView *self, int page);
/* Bytes of pixels that are kept (tests, benchmarks). */
gsize kaiji_page_view_get_cached_bytes (KaijiPageView *self);

G_END_DECLS
