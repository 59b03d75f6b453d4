/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mark (認定マーク): emblem, a caption, identifier and number as wide as the mark.
 *
 * Invariants:
 * 1. Letters are outlines: the mark looks the same where the font is not there.
 * 2. Two forms only, colour and black; none is reversed, tinted or cut.
 * 3. The clear space is outside of what is drawn here; the SVG says it in a hidden layer.
 *
 * It is a substitute of our own until the pack sets the body's artwork. Source: 概要 8 図2 注
 */
#include "render/mark.h"

#include "render/letters.h"
#include "render/ornament.h"
#include "render/paper.h"

/* The drawing's own unit: the mark is 100 wide and 127 high. */
#define WIDTH 100.0
#define HEIGHT 127.0

static const KaijiInk left_leaf = { 0x12 / 255.0, 0x39 / 255.0, 0x5b / 255.0 };
static const KaijiInk right_leaf = { 0x1f / 255.0, 0x7a / 255.0, 0x6d / 255.0 };
static const KaijiInk black = { 0, 0, 0 };
static const KaijiInk specimen_ink = { 0xc0 / 255.0, 0x1c / 255.0, 0x28 / 255.0 };

/* Fills @text so that its ink reaches from @x1 to @x2, its foot on @baseline; at most @size high. */
static void
fill_between (cairo_t *cr,
              KaijiLetters *set,
              double x1,
              double x2,
              double baseline,
              double most,
              const char *text)
{
  double left, right, top, bottom;

  kaiji_letters_get_ink (cr, set, text, &left, &right, &top, &bottom);
  if (right <= left)
    return;
  set->size_mm = MIN (most, set->size_mm * (x2 - x1) / (right - left));
  kaiji_letters_get_ink (cr, set, text, &left, &right, &top, &bottom);
  cairo_new_path (cr);
  kaiji_letters_path (cr, set, (x1 + x2 - (right - left)) / 2 - left, baseline, text);
  kaiji_ink_set (cr, set->ink);
  cairo_fill (cr);
}

/**
 * kaiji_mark_draw:
 * @cr: where to; unit: point, origin top left of the mark
 * @scheme: caption and fonts
 * @mark: identifier, number, form
 * @width_pt: width of the mark, clear space not counted
 *
 * Draws a mark without its clear space.
 *
 * Thread: one at a time. Source: 概要 8 図2 注. Returns: its height, points
 */
double
kaiji_mark_draw (cairo_t *cr, KaijiScheme *scheme, const KaijiMark *mark, double width_pt)
{
  KaijiInk ink = mark->monochrome ? black : left_leaf;
  KaijiEmblemInks inks = { ink, mark->monochrome ? black : right_leaf };
  KaijiLetters caption = { kaiji_paper_get_sans (scheme), TRUE, 10, 1.6, ink, KAIJI_ANCHOR_START };
  KaijiLetters number = { kaiji_paper_get_sans (scheme), TRUE, 14, 0, ink, KAIJI_ANCHOR_START };
  g_autofree char *line =
      g_strconcat (mark->identifier, *mark->identifier ? " " : "", mark->number, NULL);

  cairo_save (cr);
  cairo_scale (cr, width_pt / WIDTH, width_pt / WIDTH);
  cairo_save (cr);
  cairo_translate (cr, 0, -6);
  kaiji_ornament_draw_emblem (cr, &inks);
  cairo_restore (cr);
  fill_between (cr, &caption, 18.5, 81.5, 106, 9.2, kaiji_scheme_get_text (scheme, "mark.title"));
  fill_between (cr, &number, 0.5, 99.5, 124, 16, line);
  if (mark->specimen)
    {
      KaijiLetters word = {
        kaiji_paper_get_sans (scheme), TRUE, 34, 2, specimen_ink, KAIJI_ANCHOR_MIDDLE
      };

      cairo_save (cr);
      cairo_translate (cr, 50, 48);
      cairo_rotate (cr, -0.42);
      cairo_new_path (cr);
      kaiji_letters_path (cr, &word, 0, 12, kaiji_scheme_get_text (scheme, "certificate.specimen"));
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_set_line_width (cr, 2.4);
      cairo_stroke_preserve (cr);
      kaiji_ink_set (cr, specimen_ink);
      cairo_fill (cr);
      cairo_restore (cr);
    }
  cairo_restore (cr);
  return width_pt * HEIGHT / WIDTH;
}
