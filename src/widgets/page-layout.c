/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Geometry of the page column: one rectangle a page, nothing is drawn here.
 *
 * Invariants:
 * 1. Rectangles are whole logical pixels, so that textures are drawn without resampling.
 * 2. rects[i].y rises with i; lookups by height are binary searches.
 * 3. Everything is computed anew, lazily, when an input changed ("dirty"). */

#include "widgets/page-layout.h"

#include <math.h>

#define SIDE 18
#define GAP 12
#define MIN_SCALE 0.05
#define MAX_SCALE 16.0

typedef struct
{
  double width_pt;
  double height_pt;
} Size;

struct _KaijiPageLayout
{
  GArray *sizes;
  GArray *rects;
  GArray *scales;
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

static double
page_scale (KaijiPageLayout *self, Size size, double widest_pt)
{
  double room_x = MAX (self->viewport_width - 2 * SIDE, 40);
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

static void
ensure (KaijiPageLayout *self)
{
  double widest_pt = 1;
  int y = GAP;

  if (!self->dirty)
    return;
  self->dirty = FALSE;
  g_array_set_size (self->rects, self->sizes->len);
  g_array_set_size (self->scales, self->sizes->len);
  self->width = self->viewport_width;
  for (guint i = 0; i < self->sizes->len; i++)
    widest_pt = MAX (widest_pt, shown_size (self, i).width_pt);
  for (guint i = 0; i < self->sizes->len; i++)
    {
      Size size = shown_size (self, i);
      double scale = page_scale (self, size, widest_pt);
      GdkRectangle *rect = &g_array_index (self->rects, GdkRectangle, i);

      g_array_index (self->scales, double, i) = scale;
      rect->width = MAX (1, (int) lround (size.width_pt * scale));
      rect->height = MAX (1, (int) lround (size.height_pt * scale));
      rect->y = y;
      y += rect->height + GAP;
      self->width = MAX (self->width, rect->width + 2 * SIDE);
    }
  for (guint i = 0; i < self->rects->len; i++)
    {
      GdkRectangle *rect = &g_array_index (self->rects, GdkRectangle, i);
      rect->x = (self->width - rect->width) / 2;
    }
  self->height = self->sizes->len > 0 ? y : 0;
}

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

int
kaiji_page_layout_page_at (KaijiPageLayout *self, double y)
{
  int low = 0;
  int high = (int) self->sizes->len;

  ensure (self);
  /* The last page whose top is at or above y. */
  while (high - low > 1)
    {
      int middle = (low + high) / 2;
      if (g_array_index (self->rects, GdkRectangle, middle).y <= y)
        low = middle;
      else
        high = middle;
    }
  return self->sizes->len > 0 ? low + 1 : 0;
}

gboolean
kaiji_page_layout_get_range (KaijiPageLayout *self,
                             double top,
                             double bottom,
                             int *first,
                             int *last)
{
  int n = (int) self->sizes->len;
  GdkRectangle rect;

  *first = kaiji_page_layout_page_at (self, top);
  *last = kaiji_page_layout_page_at (self, bottom);
  if (n == 0 || bottom <= top)
    return FALSE;
  rect = kaiji_page_layout_get_rect (self, *first);
  if (rect.y + rect.height <= top)
    (*first)++;
  rect = kaiji_page_layout_get_rect (self, *last);
  if (rect.y >= bottom)
    (*last)--;
  return *first <= *last && *first >= 1 && *last <= n;
}

KaijiPagePlace
kaiji_page_layout_locate (KaijiPageLayout *self, double x, double y)
{
  KaijiPagePlace place = { kaiji_page_layout_page_at (self, y), 0, 0 };
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
