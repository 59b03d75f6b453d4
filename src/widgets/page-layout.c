/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Geometry of the page column: one rectangle a page, nothing is drawn here.
 *
 * Invariants:
 * 1. Rectangles are whole logical pixels, so that textures are drawn without resampling.
 * 2. Rows hold pages in their order and do not overlap; lookups by height are binary searches.
 * 3. Two pages of a row have one scale and meet in the middle of the column; one that stands
 *    alone there keeps its side of the fold.
 * 4. Everything is computed anew, lazily, when an input changed ("dirty"). */

#include "widgets/page-layout.h"

#include <math.h>

#define SIDE 18
#define GAP 12
#define FOLD 2
#define MIN_SCALE 0.05
#define MAX_SCALE 16.0

typedef struct
{
  double width_pt;
  double height_pt;
} Size;

typedef struct
{
  int y;
  int height;
} Row;

struct _KaijiPageLayout
{
  GArray *sizes;
  GArray *rects;
  GArray *scales;
  GArray *rows;
  KaijiPageSpread spread;
  gboolean cover;
  KaijiZoomMode mode;
  double scale;
  int rotation;
  int viewport_width;
  int viewport_height;
  int width;
  int height;
  gboolean dirty;
};

KaijiPageLayout *
kaiji_page_layout_new (void)
{
  KaijiPageLayout *self = g_new0 (KaijiPageLayout, 1);

  self->sizes = g_array_new (FALSE, TRUE, sizeof (Size));
  self->rects = g_array_new (FALSE, TRUE, sizeof (GdkRectangle));
  self->scales = g_array_new (FALSE, TRUE, sizeof (double));
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->scale = KAIJI_PAGE_SCALE_100;
  self->dirty = TRUE;
  return self;
}

void
kaiji_page_layout_free (KaijiPageLayout *self)
{
  g_array_unref (self->sizes);
  g_array_unref (self->rects);
  g_array_unref (self->scales);
  g_array_unref (self->rows);
  g_free (self);
}

void
kaiji_page_layout_set_pages (KaijiPageLayout *self, const double *sizes_pt, int n)
{
  g_array_set_size (self->sizes, 0);
  for (int i = 0; i < n; i++)
    {
      /* A page without extent would divide by zero; A4 stands in for it. */
      gboolean sane = sizes_pt[2 * i] >= 1 && sizes_pt[2 * i + 1] >= 1;
      Size size = { sane ? sizes_pt[2 * i] : 595, sane ? sizes_pt[2 * i + 1] : 842 };
      g_array_append_val (self->sizes, size);
    }
  self->dirty = TRUE;
}

void
kaiji_page_layout_set_rotation (KaijiPageLayout *self, int degrees)
{
  self->rotation = ((degrees % 360) + 360) % 360;
  self->dirty = TRUE;
}

int
kaiji_page_layout_get_rotation (KaijiPageLayout *self)
{
  return self->rotation;
}

void
kaiji_page_layout_set_zoom (KaijiPageLayout *self, KaijiZoomMode mode, double scale)
{
  self->mode = mode;
  self->scale = CLAMP (scale, MIN_SCALE, MAX_SCALE);
  self->dirty = TRUE;
}

void
kaiji_page_layout_set_spread (KaijiPageLayout *self, KaijiPageSpread spread, gboolean cover)
{
  self->spread = spread;
  self->cover = cover;
  self->dirty = TRUE;
}

KaijiPageSpread
kaiji_page_layout_get_spread (KaijiPageLayout *self)
{
  return self->spread;
}

gboolean
kaiji_page_layout_has_cover (KaijiPageLayout *self)
{
  return self->cover;
}

void
kaiji_page_layout_set_viewport (KaijiPageLayout *self, int width, int height)
{
  if (self->viewport_width == width && self->viewport_height == height)
    return;
  self->viewport_width = width;
  self->viewport_height = height;
  self->dirty = TRUE;
}

static Size
shown_size (KaijiPageLayout *self, int i)
{
  Size size = g_array_index (self->sizes, Size, i);

  if (self->rotation % 180 != 0)
    return (Size){ size.height_pt, size.width_pt };
  return size;
}

/* ---- rows ---- */
/* A single page stands in the middle. */
static gboolean
is_spread (KaijiPageLayout *self)
{
  return self->spread != KAIJI_SPREAD_NONE && self->sizes->len > 1;
}

static int
row_of (KaijiPageLayout *self, int page)
{
  if (!is_spread (self))
    return page - 1;
  return self->cover ? page / 2 : (page - 1) / 2;
}

static int
first_of (KaijiPageLayout *self, int row)
{
  if (!is_spread (self))
    return row + 1;
  return self->cover ? MAX (1, 2 * row) : 2 * row + 1;
}

static int
last_of (KaijiPageLayout *self, int row)
{
  return MIN (first_of (self, row + 1) - 1, (int) self->sizes->len);
}

static gboolean
is_left (KaijiPageLayout *self, int page)
{
  gboolean even = page % 2 == 0;

  return (self->spread == KAIJI_SPREAD_LEFT) == (self->cover ? even : !even);
}

/* What a row takes of the width: both sides of the fold are as wide as the wider page. */
static Size
row_size (KaijiPageLayout *self, int row)
{
  Size all = { 0, 0 };

  for (int page = first_of (self, row); page <= last_of (self, row); page++)
    {
      Size size = shown_size (self, page - 1);
      all.width_pt = MAX (all.width_pt, size.width_pt);
      all.height_pt = MAX (all.height_pt, size.height_pt);
    }
  if (is_spread (self))
    all.width_pt *= 2;
  return all;
}

static double
row_scale (KaijiPageLayout *self, Size size, double widest_pt)
{
  double fold = is_spread (self) ? FOLD : 0;
  double room_x = MAX (self->viewport_width - 2 * SIDE - fold, 40);
  double room_y = MAX (self->viewport_height - 2 * GAP, 40);
  /* A slip among full pages is enlarged, but not beyond twice their scale. */
  double limit = 2 * room_x / widest_pt;

  switch (self->mode)
    {
    case KAIJI_ZOOM_FIT_WIDTH:
      return CLAMP (MIN (room_x / size.width_pt, limit), MIN_SCALE, MAX_SCALE);
    case KAIJI_ZOOM_FIT_PAGE:
      return CLAMP (MIN (MIN (room_x / size.width_pt, room_y / size.height_pt), limit), MIN_SCALE,
                    MAX_SCALE);
    case KAIJI_ZOOM_SCALE:
    default:
      return self->scale;
    }
}

/* Sizes and heights of a row's pages; where they stand across is known when all rows are. */
static void
place_row (KaijiPageLayout *self, int number, int y, double widest_pt)
{
  double scale = row_scale (self, row_size (self, number), widest_pt);
  Row *row = &g_array_index (self->rows, Row, number);
  int widest = 0;

  *row = (Row){ y, 0 };
  for (int page = first_of (self, number); page <= last_of (self, number); page++)
    {
      Size size = shown_size (self, page - 1);
      GdkRectangle *rect = &g_array_index (self->rects, GdkRectangle, page - 1);

      g_array_index (self->scales, double, page - 1) = scale;
      rect->width = MAX (1, (int) lround (size.width_pt * scale));
      rect->height = MAX (1, (int) lround (size.height_pt * scale));
      widest = MAX (widest, rect->width);
      row->height = MAX (row->height, rect->height);
    }
  for (int page = first_of (self, number); page <= last_of (self, number); page++)
    {
      GdkRectangle *rect = &g_array_index (self->rects, GdkRectangle, page - 1);
      rect->y = y + (row->height - rect->height) / 2;
    }
  if (is_spread (self))
    widest = 2 * widest + FOLD;
  self->width = MAX (self->width, widest + 2 * SIDE);
}

static void
ensure (KaijiPageLayout *self)
{
  int n_rows = self->sizes->len > 0 ? row_of (self, (int) self->sizes->len) + 1 : 0;
  double widest_pt = 1;
  int y = GAP;

  if (!self->dirty)
    return;
  self->dirty = FALSE;
  g_array_set_size (self->rects, self->sizes->len);
  g_array_set_size (self->scales, self->sizes->len);
  g_array_set_size (self->rows, (guint) n_rows);
  self->width = self->viewport_width;
  for (int row = 0; row < n_rows; row++)
    widest_pt = MAX (widest_pt, row_size (self, row).width_pt);
  for (int row = 0; row < n_rows; row++)
    {
      place_row (self, row, y, widest_pt);
      y += g_array_index (self->rows, Row, row).height + GAP;
    }
  for (guint i = 0; i < self->rects->len; i++)
    {
      GdkRectangle *rect = &g_array_index (self->rects, GdkRectangle, i);

      if (!is_spread (self))
        rect->x = (self->width - rect->width) / 2;
      else if (is_left (self, (int) i + 1))
        rect->x = (self->width - FOLD) / 2 - rect->width;
      else
        rect->x = (self->width - FOLD) / 2 + FOLD;
    }
  self->height = self->sizes->len > 0 ? y : 0;
}

/* ---- lookups ---- */
int
kaiji_page_layout_get_n_pages (KaijiPageLayout *self)
{
  return self->sizes->len;
}

int
kaiji_page_layout_get_width (KaijiPageLayout *self)
{
  ensure (self);
  return self->width;
}

int
kaiji_page_layout_get_height (KaijiPageLayout *self)
{
  ensure (self);
  return self->height;
}

GdkRectangle
kaiji_page_layout_get_rect (KaijiPageLayout *self, int page)
{
  g_return_val_if_fail (page >= 1 && (guint) page <= self->sizes->len, (GdkRectangle){ 0 });
  ensure (self);
  return g_array_index (self->rects, GdkRectangle, page - 1);
}

double
kaiji_page_layout_get_scale (KaijiPageLayout *self, int page)
{
  g_return_val_if_fail (page >= 1 && (guint) page <= self->sizes->len, self->scale);
  ensure (self);
  return g_array_index (self->scales, double, page - 1);
}

/* The last row whose top is at or above y; -1 when there are none. */
static int
row_at (KaijiPageLayout *self, double y)
{
  int low = 0, high;

  ensure (self);
  high = (int) self->rows->len;
  while (high - low > 1)
    {
      int middle = (low + high) / 2;
      if (g_array_index (self->rows, Row, middle).y <= y)
        low = middle;
      else
        high = middle;
    }
  return self->rows->len > 0 ? low : -1;
}

int
kaiji_page_layout_page_at (KaijiPageLayout *self, double y)
{
  int row = row_at (self, y);

  return row >= 0 ? first_of (self, row) : 0;
}

int
kaiji_page_layout_page_at_point (KaijiPageLayout *self, double x, double y)
{
  int row = row_at (self, y);
  int first;

  if (row < 0)
    return 0;
  first = first_of (self, row);
  if (first == last_of (self, row) || is_left (self, first) == (x < self->width / 2.0))
    return first;
  return first + 1;
}

void
kaiji_page_layout_get_row (KaijiPageLayout *self, int page, int *first, int *last)
{
  *first = first_of (self, row_of (self, page));
  *last = last_of (self, row_of (self, page));
}

gboolean
kaiji_page_layout_get_range (KaijiPageLayout *self,
                             double top,
                             double bottom,
                             int *first,
                             int *last)
{
  int first_row = row_at (self, top), last_row = row_at (self, bottom);
  const Row *row;

  *first = *last = 0;
  if (first_row < 0 || bottom <= top)
    return FALSE;
  row = &g_array_index (self->rows, Row, first_row);
  if (row->y + row->height <= top)
    first_row++;
  if (g_array_index (self->rows, Row, last_row).y >= bottom)
    last_row--;
  if (first_row > last_row || last_row < 0 || first_row >= (int) self->rows->len)
    return FALSE;
  *first = first_of (self, first_row);
  *last = last_of (self, last_row);
  return TRUE;
}

KaijiPagePlace
kaiji_page_layout_locate (KaijiPageLayout *self, double x, double y)
{
  KaijiPagePlace place = { kaiji_page_layout_page_at_point (self, x, y), 0, 0 };
  GdkRectangle rect;

  if (place.page == 0)
    return place;
  rect = kaiji_page_layout_get_rect (self, place.page);
  place.fx = (x - rect.x) / rect.width;
  place.fy = (y - rect.y) / rect.height;
  return place;
}

void
kaiji_page_layout_position (KaijiPageLayout *self,
                            const KaijiPagePlace *place,
                            double *x,
                            double *y)
{
  GdkRectangle rect;

  *x = *y = 0;
  if (place->page < 1 || place->page > kaiji_page_layout_get_n_pages (self))
    return;
  rect = kaiji_page_layout_get_rect (self, place->page);
  *x = rect.x + place->fx * rect.width;
  *y = rect.y + place->fy * rect.height;
}

void
kaiji_page_layout_to_page (KaijiPageLayout *self,
                           int page,
                           double x,
                           double y,
                           double *x_pt,
                           double *y_pt)
{
  GdkRectangle rect = kaiji_page_layout_get_rect (self, page);
  Size size = g_array_index (self->sizes, Size, page - 1);
  double fx = (x - rect.x) / rect.width;
  double fy = (y - rect.y) / rect.height;

  switch (self->rotation)
    {
    case 90:
      *x_pt = fy * size.width_pt;
      *y_pt = (1 - fx) * size.height_pt;
      break;
    case 180:
      *x_pt = (1 - fx) * size.width_pt;
      *y_pt = (1 - fy) * size.height_pt;
      break;
    case 270:
      *x_pt = (1 - fy) * size.width_pt;
      *y_pt = fx * size.height_pt;
      break;
    default:
      *x_pt = fx * size.width_pt;
      *y_pt = fy * size.height_pt;
    }
}

graphene_rect_t
kaiji_page_layout_from_page (KaijiPageLayout *self, int page, const KaijiRect *rect_pt)
{
  GdkRectangle rect = kaiji_page_layout_get_rect (self, page);
  Size size = g_array_index (self->sizes, Size, page - 1);
  double x1 = rect_pt->x1 / size.width_pt, x2 = rect_pt->x2 / size.width_pt;
  double y1 = rect_pt->y1 / size.height_pt, y2 = rect_pt->y2 / size.height_pt;
  double left, top, right, bottom;

  switch (self->rotation)
    {
    case 90:
      left = 1 - y2, right = 1 - y1, top = x1, bottom = x2;
      break;
    case 180:
      left = 1 - x2, right = 1 - x1, top = 1 - y2, bottom = 1 - y1;
      break;
    case 270:
      left = y1, right = y2, top = 1 - x2, bottom = 1 - x1;
      break;
    default:
      left = x1, right = x2, top = y1, bottom = y2;
    }
  return GRAPHENE_RECT_INIT (rect.x + left * rect.width, rect.y + top * rect.height,
                             (right - left) * rect.width, (bottom - top) * rect.height);
}
