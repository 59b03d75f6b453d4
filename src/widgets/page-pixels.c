/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels of a page on the screen.
 *
 * With its cairo renderer GTK 4.8 copies a texture by way of floating point each time it is drawn:
 * ten milliseconds a page and frame. There the bytes are drawn by cairo as they lie; other
 * renderers get the texture, which they keep on the graphics card. */

#include "widgets/page-pixels.h"

#define SURFACE "kaiji-page-pixels"

static const cairo_user_data_key_t bytes_key;

GdkTexture *
kaiji_page_pixels_new (GBytes *pixels, int width, int height, gsize stride)
{
  GdkTexture *texture =
      gdk_memory_texture_new (width, height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, pixels, stride);
  /* Only read from: a page's pixels are mapped so that nobody can write them. */
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guchar *) g_bytes_get_data (pixels, NULL), CAIRO_FORMAT_ARGB32, width, height, (int) stride);

  cairo_surface_set_user_data (surface, &bytes_key, g_bytes_ref (pixels),
                               (cairo_destroy_func_t) g_bytes_unref);
  g_object_set_data_full (G_OBJECT (texture), SURFACE, surface,
                          (GDestroyNotify) cairo_surface_destroy);
  return texture;
}

void
kaiji_page_pixels_append (GtkSnapshot *snapshot,
                          GtkWidget *widget,
                          GdkTexture *texture,
                          const graphene_rect_t *area)
{
  cairo_surface_t *surface = g_object_get_data (G_OBJECT (texture), SURFACE);
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;
  double width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  cairo_t *cr;

  if (surface == NULL || !GSK_IS_CAIRO_RENDERER (renderer))
    {
      gtk_snapshot_append_texture (snapshot, texture, area);
      return;
    }
  cr = gtk_snapshot_append_cairo (snapshot, area);
  cairo_translate (cr, area->origin.x, area->origin.y);
  cairo_scale (cr, area->size.width / width, area->size.height / height);
  cairo_set_source_surface (cr, surface, 0, 0);
  /* One to one there is nothing to be smoothed; the edge of what is stretched stays opaque. */
  cairo_pattern_set_filter (cairo_get_source (cr), area->size.width == (float) width
                                                       ? CAIRO_FILTER_NEAREST
                                                       : CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_destroy (cr);
}
