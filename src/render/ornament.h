/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Unit here: millimetres, as the designer's drawing gives them; the caller scales @cr. */

typedef struct
{
  double red, green, blue;
} KaijiInk;

void kaiji_ink_set (cairo_t *cr, KaijiInk ink);
void kaiji_ornament_draw_frame (cairo_t *cr, double width_mm, double height_mm);
void kaiji_ornament_draw_ring (cairo_t *cr, double x_mm, double y_mm);

typedef struct
{
  KaijiInk left;
  KaijiInk right;
} KaijiEmblemInks;

void kaiji_ornament_draw_emblem (cairo_t *cr, const KaijiEmblemInks *inks);

extern const KaijiInk kaiji_ink_first;
extern const KaijiInk kaiji_ink_second;

G_END_DECLS
