/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn by formula: the woven frame and the ring of the certificate, and the emblem.
 *
 * Invariants:
 * 1. Vectors only, opaque ink only: no bitmap, no alpha, no gradient (a full-page gradient makes a
 *    page a hundred times larger and thirty times slower to show).
 * 2. Everything follows from constants: the same sheet every time.
 */
#include "render/ornament.h"

#include <math.h>

#define INK(r, g, b) \
  { \
    (r) / 255.0, (g) / 255.0, (b) / 255.0 \
  }

const KaijiInk kaiji_ink_first = INK (0x16, 0x3a, 0x56);
const KaijiInk kaiji_ink_second = INK (0x8a, 0x6a, 0x2a);
static const KaijiInk ring_ink = INK (0xe3, 0xea, 0xee);
static const KaijiInk paper = INK (0xff, 0xff, 0xff);

/** kaiji_ink_set: Makes @ink the opaque colour of @cr. */
void
kaiji_ink_set (cairo_t *cr, KaijiInk ink)
{
  cairo_set_source_rgb (cr, ink.red, ink.green, ink.blue);
}

/* A plane curve with its derivative by the parameter. */
typedef void (*Curve) (double t, gconstpointer data, double point[2], double slope[2]);

/* Draws @curve from 0 to @end as cubic pieces that agree with it in point and direction. */
static void
trace (cairo_t *cr, Curve curve, gconstpointer data, double end, guint pieces)
{
  double step = end / pieces;
  double point[2], slope[2], next[2], next_slope[2];

  curve (0, data, point, slope);
  cairo_move_to (cr, point[0], point[1]);
  for (guint i = 1; i <= pieces; i++)
    {
      curve (i * step, data, next, next_slope);
      cairo_curve_to (cr, point[0] + slope[0] * step / 3, point[1] + slope[1] * step / 3,
                      next[0] - next_slope[0] * step / 3, next[1] - next_slope[1] * step / 3,
                      next[0], next[1]);
      for (guint k = 0; k < 2; k++)
        {
          point[k] = next[k];
          slope[k] = next_slope[k];
        }
    }
}

typedef struct
{
  double wave_mm;
  double sign;
  double phase;
} Weave;

/* y = A·(b+(1−b)(½±½cos t))·sin(t+φ), one wave a turn of t. */
static void
weave_curve (double t, gconstpointer data, double point[2], double slope[2])
{
  const Weave *weave = data;
  const double a = 4.3, b = 0.30;
  double envelope = b + (1 - b) * (0.5 + weave->sign * 0.5 * cos (t));
  double envelope_slope = -(1 - b) * weave->sign * 0.5 * sin (t);

  point[0] = weave->wave_mm * t / (2 * G_PI);
  point[1] = a * envelope * sin (t + weave->phase);
  slope[0] = weave->wave_mm / (2 * G_PI);
  slope[1] = a * (envelope_slope * sin (t + weave->phase) + envelope * cos (t + weave->phase));
}

static void
draw_band (cairo_t *cr, double length_mm, guint waves)
{
  const guint lines = 9;

  for (int sign = 1; sign >= -1; sign -= 2)
    {
      kaiji_ink_set (cr, sign > 0 ? kaiji_ink_first : kaiji_ink_second);
      for (guint k = 0; k < lines; k++)
        {
          Weave weave = { length_mm / waves, sign, 2 * G_PI * k / lines };
          trace (cr, weave_curve, &weave, 2 * G_PI * waves, waves * 12);
        }
      cairo_stroke (cr);
    }
}

typedef struct
{
  double radius_mm;
  double depth;
  double petals;
  double phase;
} Rosette;

/* r = R·((1−d)+d·cos(n·t+φ)) */
static void
rosette_curve (double t, gconstpointer data, double point[2], double slope[2])
{
  const Rosette *rosette = data;
  double angle = rosette->petals * t + rosette->phase;
  double r = rosette->radius_mm * (1 - rosette->depth + rosette->depth * cos (angle));
  double r_slope = -rosette->radius_mm * rosette->depth * rosette->petals * sin (angle);

  point[0] = r * cos (t);
  point[1] = r * sin (t);
  slope[0] = r_slope * cos (t) - r * sin (t);
  slope[1] = r_slope * sin (t) + r * cos (t);
}

static void
draw_rosette (cairo_t *cr, double radius_mm, double depth, guint petals, guint lines)
{
  for (guint k = 0; k < lines; k++)
    {
      Rosette rosette = { radius_mm, depth, petals, 2 * G_PI * k / lines };

      cairo_new_sub_path (cr);
      trace (cr, rosette_curve, &rosette, 2 * G_PI, petals * 8);
      cairo_close_path (cr);
    }
  cairo_stroke (cr);
}

static void
draw_corner (cairo_t *cr, double x_mm, double y_mm)
{
  cairo_save (cr);
  cairo_translate (cr, x_mm, y_mm);
  cairo_arc (cr, 0, 0, 5.28, 0, 2 * G_PI);
  kaiji_ink_set (cr, paper);
  cairo_fill (cr);
  kaiji_ink_set (cr, kaiji_ink_first);
  cairo_set_line_width (cr, 0.22);
  cairo_arc (cr, 0, 0, 5.0, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 0.1);
  draw_rosette (cr, 4.65, 0.30, 12, 6);
  kaiji_ink_set (cr, kaiji_ink_second);
  draw_rosette (cr, 1.95, 0.285, 8, 5);
  cairo_move_to (cr, 0, -0.6);
  cairo_line_to (cr, 0.6, 0);
  cairo_line_to (cr, 0, 0.6);
  cairo_line_to (cr, -0.6, 0);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_frame_line (cairo_t *cr,
                 double inset_mm,
                 double line_mm,
                 KaijiInk ink,
                 double width_mm,
                 double height_mm)
{
  kaiji_ink_set (cr, ink);
  cairo_set_line_width (cr, line_mm);
  cairo_rectangle (cr, inset_mm, inset_mm, width_mm - 2 * inset_mm, height_mm - 2 * inset_mm);
  cairo_stroke (cr);
}

/**
 * kaiji_ornament_draw_frame:
 * @cr: where to; unit mm, origin top left of the sheet
 * @width_mm: width of the sheet
 * @height_mm: its height
 *
 * Draws the frame: four lines, the woven band between them, a rosette in each corner.
 */
void
kaiji_ornament_draw_frame (cairo_t *cr, double width_mm, double height_mm)
{
  const double inset = 17.6;
  const double across = width_mm - 2 * inset, down = height_mm - 2 * inset;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 0.1);
  for (guint side = 0; side < 4; side++)
    {
      cairo_save (cr);
      cairo_translate (cr, side == 1 ? width_mm - inset : inset,
                       side == 2 ? height_mm - inset : inset);
      if (side == 1 || side == 3)
        cairo_rotate (cr, G_PI / 2);
      draw_band (cr, side % 2 ? down : across, side % 2 ? 24 : 16);
      cairo_restore (cr);
    }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  draw_frame_line (cr, 10.8, 0.75, kaiji_ink_first, width_mm, height_mm);
  draw_frame_line (cr, 12.2, 0.16, kaiji_ink_first, width_mm, height_mm);
  draw_frame_line (cr, 23.0, 0.16, kaiji_ink_first, width_mm, height_mm);
  draw_frame_line (cr, 24.1, 0.32, kaiji_ink_second, width_mm, height_mm);
  for (guint corner = 0; corner < 4; corner++)
    draw_corner (cr, corner % 2 ? width_mm - inset : inset, corner / 2 ? height_mm - inset : inset);
  cairo_restore (cr);
}

/** kaiji_ornament_draw_ring: Draws the pale ring that lies behind the text, about a point. */
void
kaiji_ornament_draw_ring (cairo_t *cr, double x_mm, double y_mm)
{
  cairo_save (cr);
  cairo_translate (cr, x_mm, y_mm);
  cairo_set_line_width (cr, 0.16);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  kaiji_ink_set (cr, ring_ink);
  draw_rosette (cr, 56, 0.20, 24, 8);
  cairo_restore (cr);
}

static void
fill_polygon (cairo_t *cr, const double (*points)[2], guint n)
{
  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, points[i][0], points[i][1]);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/**
 * kaiji_ornament_draw_emblem:
 * @cr: where to; the emblem lies in a square of 100 units, 8…92 across and 10…92 down
 * @inks: colours of the two leaves
 *
 * Draws the emblem: an opened sheet that is a check mark.
 */
void
kaiji_ornament_draw_emblem (cairo_t *cr, const KaijiEmblemInks *inks)
{
  static const double left[][2] = { { 8, 30 }, { 37, 52 }, { 37, 92 }, { 8, 70 } };
  static const double right[][2] = { { 37, 52 }, { 92, 10 }, { 92, 50 }, { 37, 92 } };
  static const double lines[][4][2] = {
    { { 46.35, 53.86 }, { 82.65, 26.14 }, { 82.65, 30.54 }, { 46.35, 58.26 } },
    { { 46.35, 63.46 }, { 82.65, 35.74 }, { 82.65, 40.14 }, { 46.35, 67.86 } },
    { { 46.35, 73.06 }, { 68.90, 55.84 }, { 68.90, 60.24 }, { 46.35, 77.46 } },
  };

  kaiji_ink_set (cr, inks->left);
  fill_polygon (cr, left, G_N_ELEMENTS (left));
  kaiji_ink_set (cr, inks->right);
  fill_polygon (cr, right, G_N_ELEMENTS (right));
  kaiji_ink_set (cr, paper);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    fill_polygon (cr, lines[i], 4);
  cairo_rectangle (cr, 35.7, 50, 2.6, 44);
  cairo_fill (cr);
}
