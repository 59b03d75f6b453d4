/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/page-cache.h"
#include "widgets/page-selection.h"
#include "widgets/page-view.h"

G_BEGIN_DECLS

/* Shared by the page-view-*.c files; nobody else includes it. */

/* What is jumped to stands so far below the view's top. */
#define KAIJI_PAGE_VIEW_JUMP_MARGIN 12

typedef struct
{
  KaijiPageMark mark;
  int page;
  guint n_rects;
  KaijiRect *rects;
} KaijiPageMarkEntry;

typedef struct
{
  int page;
  double x_pt;
  double y_pt;
} KaijiPagePoint;

struct _KaijiPageView
{
  GtkWidget parent_instance;

  KaijiPdfDocument *document;
  KaijiPageLayout *layout;
  int page;
  gboolean jumped; /* "page" was asked for; scrolling by hand derives it again */

  /* scrolling */
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  guint hpolicy;
  guint vpolicy;
  gboolean configuring;
  KaijiZoomMode zoom_mode;
  double scale;
  gboolean has_anchor; /* "anchor" is put at (anchor_x, anchor_y) by the next allocation */
  KaijiPagePlace anchor;
  double anchor_x;
  double anchor_y;
  double pointer_x;
  double pointer_y;
  double pinch_zoom;
  guint settle_source;
  int expected_width; /* 0 = unknown, or allocated since */

  /* pixels: page-view-render.c */
  KaijiPageCache *cache;
  KaijiPageCache *previews; /* small and unrotated */
  KaijiPageStandIn stand_in;
  gpointer stand_in_data;
  gboolean dark;
  gboolean rushing;
  gint64 rush_since; /* monotonic; 0 = the view rests */
  double rush_from;
  guint rush_source;
  GHashTable *requests; /* page -> Request */
  GHashTable *wanted;   /* page -> monotonic time since when it is seen without pixels */
  GHashTable *failed;   /* page -> GtkWidget (error box) */
  guint near_source;
  guint sharp_source;
  guint loading_source;
  gboolean zooming;

  /* text: page-view-text.c */
  GHashTable *texts;         /* page -> KaijiPdfText */
  GQueue text_order;         /* pages, the least recently used first */
  GHashTable *text_requests; /* page -> TextRequest */

  /* selection: page-view-select.c */
  KaijiPageSelection selection;
  gboolean selecting;
  KaijiPagePoint drag_start;
  KaijiPagePoint drag_end;
  gboolean drag_pending; /* the drag waits for text */
  int select_all_page;
  guint scroll_source;
  double drag_x;
  double drag_y;

  /* links: page-view-links.c */
  GHashTable *links;         /* page -> GPtrArray of KaijiPdfLink */
  GQueue link_order;         /* pages, the oldest first */
  GHashTable *link_requests; /* page -> LinkRequest */
  int link_page;             /* the link that has the keyboard; 0 = none */
  int link_index;
  int link_pending; /* Tab was pressed before the links were there: its direction */
  GtkWidget *link_popover;
  char *link_address;
  guint link_popover_source;

  GPtrArray *marks; /* KaijiPageMarkEntry */
};

/* Pixels: what is seen is asked for, what left the surroundings is cancelled; after a zoom only
 * when it rests. */
void kaiji_page_view_render_init (KaijiPageView *self);
void kaiji_page_view_render_reset (KaijiPageView *self);
void kaiji_page_view_render_update (KaijiPageView *self);
void kaiji_page_view_render_expected (KaijiPageView *self);
void kaiji_page_view_render_zoomed (KaijiPageView *self);
/* The same after scrolling by hand: notices when pages rush by. */
void kaiji_page_view_render_scrolled (KaijiPageView *self);
/* A small unrotated picture of the page to be stretched, NULL for none. */
GdkTexture *kaiji_page_view_get_preview (KaijiPageView *self, int page);
/* Something of the page can be shown, sharp or not; all of it can be shown sharp. */
gboolean kaiji_page_view_has_pixels (KaijiPageView *self, int page);
gboolean kaiji_page_view_is_sharp (KaijiPageView *self, int page);
/* The page has been waited for longer than one should without a word. */
gboolean kaiji_page_view_is_slow (KaijiPageView *self, int page);
/* Puts the boxes of failed pages where these stand. */
void kaiji_page_view_place_errors (KaijiPageView *self);

/* Texts that are kept. */
void kaiji_page_view_text_init (KaijiPageView *self);
void kaiji_page_view_text_reset (KaijiPageView *self);
const KaijiPdfText *kaiji_page_view_get_text (KaijiPageView *self, int page);
/* Asks for the text of a page; kaiji_page_view_text_arrived() is called when it comes. */
void kaiji_page_view_want_text (KaijiPageView *self, int page);
void kaiji_page_view_text_arrived (KaijiPageView *self, int page);

/* Mouse and selection. */
void kaiji_page_view_select_init (KaijiPageView *self);
void kaiji_page_view_select_reset (KaijiPageView *self);

void
kaiji_page_view_set_selection (KaijiPageView *self, KaijiPageCaret anchor, KaijiPageCaret focus);
/* A key with Shift; FALSE when it selects nothing. */
gboolean kaiji_page_view_caret_key (KaijiPageView *self, guint key, gboolean control);

/* Links. */
void kaiji_page_view_links_init (KaijiPageView *self);
void kaiji_page_view_links_reset (KaijiPageView *self);
void kaiji_page_view_want_links (KaijiPageView *self, int page);
gboolean kaiji_page_view_has_link_at (KaijiPageView *self, double x, double y);
gboolean kaiji_page_view_follow_link_at (KaijiPageView *self, double x, double y);
/* The link that the keyboard stands on, NULL for none. */
const KaijiPdfLink *kaiji_page_view_get_focus_link (KaijiPageView *self, int *page);
/* Tab, Enter, Escape; FALSE when there is nothing to do with it. */
gboolean kaiji_page_view_link_key (KaijiPageView *self, guint key);

/* Keys, wheel, pinch. */
void kaiji_page_view_input_init (KaijiPageView *self);

/* GtkWidgetClass.snapshot. */
void kaiji_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* Pages in view, and the top left corner of the view in the column. */
gboolean kaiji_page_view_get_visible_range (KaijiPageView *self, int *first, int *last);
void kaiji_page_view_get_offset (KaijiPageView *self, double *x, double *y);
/* What stands at the top stays there. */
void kaiji_page_view_anchor_top (KaijiPageView *self);
/* Logical pixels. */
void kaiji_page_view_scroll_by (KaijiPageView *self, double dx, double dy);

G_END_DECLS
