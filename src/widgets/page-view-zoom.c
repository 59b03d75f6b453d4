/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large pages stand, which way up and how many beside each other.
 *
 * Invariant: nothing moves here. What shall stay where it is becomes the anchor; the next
 * allocation puts it there. */

#include "widgets/page-view-private.h"

#include <math.h>

static const double zoom_steps[] = { 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25,
                                     1.5,  1.75, 2.0, 2.5,  3.0,  4.0, 5.0, 6.0 };
#define MIN_ZOOM 0.1
#define MAX_ZOOM 6.0

KaijiZoomMode
kaiji_page_view_get_zoom_mode (KaijiPageView *self)
{
  return self->zoom_mode;
}

double
kaiji_page_view_get_zoom (KaijiPageView *self)
{
  if (self->page == 0)
    return self->scale / KAIJI_PAGE_SCALE_100;
  return kaiji_page_layout_get_scale (self->layout, self->page) / KAIJI_PAGE_SCALE_100;
}

static void
apply_zoom (KaijiPageView *self)
{
  kaiji_page_layout_set_zoom (self->layout, self->zoom_mode, self->scale);
  kaiji_page_view_render_zoomed (self);
  g_object_notify (G_OBJECT (self), "zoom");
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kaiji_page_view_set_zoom_mode (KaijiPageView *self, KaijiZoomMode mode)
{
  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));

  if (self->zoom_mode == mode)
    return;
  kaiji_page_view_anchor_top (self);
  if (mode == KAIJI_ZOOM_SCALE)
    self->scale = kaiji_page_view_get_zoom (self) * KAIJI_PAGE_SCALE_100;
  self->zoom_mode = mode;
  g_object_notify (G_OBJECT (self), "zoom-mode");
  apply_zoom (self);
}

static void
set_scale (KaijiPageView *self, double zoom)
{
  double scale = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM) * KAIJI_PAGE_SCALE_100;
  gboolean was_mode = self->zoom_mode != KAIJI_ZOOM_SCALE;

  if (!was_mode && self->scale == scale)
    return;
  self->scale = scale;
  self->zoom_mode = KAIJI_ZOOM_SCALE;
  if (was_mode)
    g_object_notify (G_OBJECT (self), "zoom-mode");
  apply_zoom (self);
}

void
kaiji_page_view_set_zoom (KaijiPageView *self, double zoom)
{
  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));
  kaiji_page_view_anchor_top (self);
  set_scale (self, zoom);
}

void
kaiji_page_view_set_zoom_at (KaijiPageView *self, double zoom, double x, double y)
{
  double offset_x, offset_y;

  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));

  /* While an anchor waits for its allocation the offset is not yet true. */
  if (!self->has_anchor && self->page > 0)
    {
      kaiji_page_view_get_offset (self, &offset_x, &offset_y);
      self->anchor = kaiji_page_layout_locate (self->layout, offset_x + x, offset_y + y);
      self->anchor_x = x;
      self->anchor_y = y;
      self->has_anchor = TRUE;
    }
  set_scale (self, zoom);
}

void
kaiji_page_view_zoom_by (KaijiPageView *self, int steps)
{
  double zoom = kaiji_page_view_get_zoom (self);
  double next = zoom;
  int n = G_N_ELEMENTS (zoom_steps);

  if (steps > 0)
    {
      for (int i = 0; i < n && next <= zoom * 1.02; i++)
        next = zoom_steps[i];
    }
  else
    {
      for (int i = n - 1; i >= 0 && next >= zoom * 0.98; i--)
        next = zoom_steps[i];
    }
  kaiji_page_view_set_zoom (self, next);
}

/* What moves pages round shows the current one from its top. */
static void
anchor_page (KaijiPageView *self)
{
  self->has_anchor = self->page > 0;
  self->jumped = self->has_anchor;
  self->anchor = (KaijiPagePlace){ self->page, 0.5, 0 };
  self->anchor_x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  self->anchor_y = KAIJI_PAGE_VIEW_JUMP_MARGIN;
}

int
kaiji_page_view_get_rotation (KaijiPageView *self)
{
  return kaiji_page_layout_get_rotation (self->layout);
}

void
kaiji_page_view_set_rotation (KaijiPageView *self, int degrees)
{
  degrees = ((degrees % 360) + 360) % 360;
  if (degrees == kaiji_page_view_get_rotation (self))
    return;
  anchor_page (self);
  kaiji_page_layout_set_rotation (self->layout, degrees);
  g_object_notify (G_OBJECT (self), "rotation");
  apply_zoom (self);
}

KaijiPageSpread
kaiji_page_view_get_spread (KaijiPageView *self)
{
  return kaiji_page_layout_get_spread (self->layout);
}

gboolean
kaiji_page_view_has_cover (KaijiPageView *self)
{
  return kaiji_page_layout_has_cover (self->layout);
}

/** kaiji_page_view_set_spread: the current page stays in view. */
void
kaiji_page_view_set_spread (KaijiPageView *self, KaijiPageSpread spread, gboolean cover)
{
  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));

  if (spread == kaiji_page_view_get_spread (self) && cover == kaiji_page_view_has_cover (self))
    return;
  anchor_page (self);
  kaiji_page_layout_set_spread (self->layout, spread, cover);
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify (G_OBJECT (self), "spread");
  g_object_notify (G_OBJECT (self), "cover");
  apply_zoom (self);
  g_object_thaw_notify (G_OBJECT (self));
}
