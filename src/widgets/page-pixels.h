/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A texture of 32 bit, B8G8R8A8 premultiplied, that is drawn without being copied. */
GdkTexture *kaiji_page_pixels_new (GBytes *pixels, int width, int height, gsize stride)
    G_GNUC_WARN_UNUSED_RESULT;
/* Draws @texture onto @area; @widget: whose renderer will draw it. */
void kaiji_page_pixels_append (GtkSnapshot *snapshot,
                               GtkWidget *widget,
                               GdkTexture *texture,
                               const graphene_rect_t *area);

G_END_DECLS
