/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of text on paper, set by Pango at a baseline.
 *
 * Invariants:
 * 1. Screen, print and file agree: hinting and metric rounding are off, whatever the desktop says.
 * 2. The unit of @cr is the millimetre; Pango is given 64 times that and scaled back, since it
 *    counts in whole 1024ths.
 */
#include "render/letters.h"

#include <math.h>
#include <string.h>

#define ENLARGE 64.0
#define MOST_LINES 4

static PangoLayout *
make_layout (cairo_t *cr, const KaijiLetters *letters, const char *text)
{
  PangoLayout *layout;
  PangoContext *context;
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Made at the scale at which it is drawn: fonts of thousands of pixels fail in FreeType. */
  cairo_save (cr);
  cairo_scale (cr, 1 / ENLARGE, 1 / ENLARGE);
  layout = pango_cairo_create_layout (cr);
  cairo_restore (cr);
  context = pango_layout_get_context (layout);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ja"));
  pango_font_description_set_family (font, letters->family);
  pango_font_description_set_weight (font, letters->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, letters->size_mm * ENLARGE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  if (letters->spacing_mm > 0)
    pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int) lround (
                                            letters->spacing_mm * ENLARGE * PANGO_SCALE)));
  /* Figures of one width: dates and numbers stand under each other. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
layout_width (PangoLayout *layout, const KaijiLetters *letters)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  /* Pango puts no spacing at the ends of a line. */
  return logical.width / (ENLARGE * PANGO_SCALE);
}

/** kaiji_letters_measure: Returns: advance width of @text, mm. */
double
kaiji_letters_measure (cairo_t *cr, const KaijiLetters *letters, const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, letters, text);

  return layout_width (layout, letters);
}

static PangoLayout *
go_to_line (cairo_t *cr,
            const KaijiLetters *letters,
            double x_mm,
            double baseline_mm,
            const char *text)
{
  PangoLayout *layout = make_layout (cr, letters, text);
  double width = letters->anchor == KAIJI_ANCHOR_START ? 0 : layout_width (layout, letters);

  if (letters->anchor == KAIJI_ANCHOR_MIDDLE)
    width /= 2;
  cairo_translate (cr, x_mm - width, baseline_mm);
  cairo_scale (cr, 1 / ENLARGE, 1 / ENLARGE);
  cairo_move_to (cr, 0, -pango_layout_get_baseline (layout) / (double) PANGO_SCALE);
  return layout;
}

/** kaiji_letters_draw: Draws one line of text (as text, so that it can be copied from a PDF). */
void
kaiji_letters_draw (cairo_t *cr,
                    const KaijiLetters *letters,
                    double x_mm,
                    double baseline_mm,
                    const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (!*text)
    return;
  cairo_save (cr);
  kaiji_ink_set (cr, letters->ink);
  layout = go_to_line (cr, letters, x_mm, baseline_mm, text);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

/** kaiji_letters_path: Adds the outlines of one line of text to the path. */
void
kaiji_letters_path (cairo_t *cr,
                    const KaijiLetters *letters,
                    double x_mm,
                    double baseline_mm,
                    const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  cairo_matrix_t matrix;

  /* The path must outlive the change of coordinates, so no save and restore here. */
  cairo_get_matrix (cr, &matrix);
  layout = go_to_line (cr, letters, x_mm, baseline_mm, text);
  pango_cairo_layout_path (cr, layout);
  cairo_set_matrix (cr, &matrix);
}

/** kaiji_letters_get_ink: Extents of the ink about the baseline's start, mm, y down. */
void
kaiji_letters_get_ink (cairo_t *cr,
                       const KaijiLetters *letters,
                       const char *text,
                       double *left_mm,
                       double *right_mm,
                       double *top_mm,
                       double *bottom_mm)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, letters, text);
  double baseline = pango_layout_get_baseline (layout);
  PangoRectangle ink;

  pango_layout_get_extents (layout, &ink, NULL);
  *left_mm = ink.x / (ENLARGE * PANGO_SCALE);
  *right_mm = (ink.x + ink.width) / (ENLARGE * PANGO_SCALE);
  *top_mm = (ink.y - baseline) / (ENLARGE * PANGO_SCALE);
  *bottom_mm = (ink.y + ink.height - baseline) / (ENLARGE * PANGO_SCALE);
}

/** kaiji_letters_family_is_there: Returns: whether the font @family resolves to itself. */
gboolean
kaiji_letters_family_is_there (const char *family)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  g_autoptr (PangoFontDescription) wanted = pango_font_description_new ();
  g_autoptr (PangoFontDescription) found = NULL;
  g_autoptr (PangoFont) font = NULL;

  pango_font_description_set_family (wanted, family);
  pango_font_description_set_size (wanted, 12 * PANGO_SCALE);
  font = pango_context_load_font (context, wanted);
  g_object_unref (context);
  if (!font)
    return FALSE;
  found = pango_font_describe (font);
  return g_str_equal (pango_font_description_get_family (found), family);
}

/* ---- breaking a name into lines ---- */

typedef struct
{
  gsize byte;     /* where the piece behind the break begins */
  double x_mm;    /* how far into the unbroken line that is */
  double penalty; /* in em: how ugly a break here is */
} Break;

static GUnicodeScript
script_of (gunichar c)
{
  /* The long-vowel mark is common to both kana; in names it stands among katakana. */
  return c == 0x30FC ? G_UNICODE_SCRIPT_KATAKANA : g_unichar_get_script (c);
}

static gboolean
same_word (gunichar a, gunichar b)
{
  GUnicodeScript left = script_of (a), right = script_of (b);

  return left == right
         && (left == G_UNICODE_SCRIPT_KATAKANA || left == G_UNICODE_SCRIPT_HAN
             || left == G_UNICODE_SCRIPT_LATIN);
}

/* Every place where a line may end, the text's two ends included. */
static GArray *
find_breaks (cairo_t *cr, const KaijiLetters *letters, const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, letters, text);
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (Break));
  int n = (int) g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attributes = g_new0 (PangoLogAttr, n + 1);
  const char *p = text;
  gunichar before = 0;

  pango_get_log_attrs (text, -1, -1, pango_language_from_string ("ja"), attributes, n + 1);
  for (int i = 0; i <= n; i++, p = i <= n ? g_utf8_next_char (p) : p)
    {
      gunichar here = g_utf8_get_char (p);
      Break at = { (gsize) (p - text), 0, 0 };
      PangoRectangle position;

      pango_layout_index_to_pos (layout, (int) at.byte, &position);
      at.x_mm = position.x / (ENLARGE * PANGO_SCALE);

      if (i > 0 && i < n && same_word (before, here))
        at.penalty = 5;
      if (i == 0 || i == n || attributes[i].is_line_break)
        g_array_append_val (breaks, at);
      before = here;
      if (i == n)
        break;
    }
  return breaks;
}

static char *
cut (const char *text, gsize from, gsize to)
{
  return g_strstrip (g_strndup (text + from, to - from));
}

/* One way to set the rest of a text. */
typedef struct
{
  double widest_mm; /* G_MAXDOUBLE: there is no way */
  double penalty_mm;
  guint ends[MOST_LINES];
} Way;

static double
cost (const Way *way)
{
  return way->widest_mm + way->penalty_mm;
}

/* The best way to set what begins at breaks[from] in @lines lines. */
static Way
arrange (GArray *breaks, double size_mm, guint from, guint lines)
{
  const Break *first = &g_array_index (breaks, Break, from);
  guint last = breaks->len - 1;
  Way best = { G_MAXDOUBLE, 0, { last } };

  if (lines == 1)
    {
      best.widest_mm = g_array_index (breaks, Break, last).x_mm - first->x_mm;
      return best;
    }
  for (guint i = from + 1; i < last; i++)
    {
      const Break *at = &g_array_index (breaks, Break, i);
      double width = at->x_mm - first->x_mm;
      Way way;

      if (width >= cost (&best))
        break;
      way = arrange (breaks, size_mm, i, lines - 1);
      memmove (way.ends + 1, way.ends, sizeof (guint) * (lines - 1));
      way.ends[0] = i;
      way.widest_mm = MAX (width, way.widest_mm);
      way.penalty_mm += at->penalty * size_mm;
      if (cost (&way) < cost (&best))
        best = way;
    }
  return best;
}

static char **
try_lines (cairo_t *cr, const KaijiLetters *letters, const char *text, guint lines, double *widest)
{
  g_autoptr (GArray) breaks = find_breaks (cr, letters, text);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Way way;
  gsize start = 0;

  *widest = 0;
  if (breaks->len <= lines)
    return NULL;
  way = arrange (breaks, letters->size_mm, 0, lines);
  if (way.widest_mm == G_MAXDOUBLE)
    return NULL;
  for (guint i = 0; i < lines; i++)
    {
      gsize end = g_array_index (breaks, Break, way.ends[i]).byte;
      g_autofree char *piece = cut (text, start, end);

      *widest = MAX (*widest, kaiji_letters_measure (cr, letters, piece));
      g_strv_builder_add (builder, piece);
      start = end;
    }
  return g_strv_builder_end (builder);
}

/**
 * kaiji_letters_fit:
 * @cr: what it will be drawn with
 * @letters: how it is set; its size is not looked at
 * @fit: room, sizes, lines
 * @text: one line of text
 * @size_mm: (out): the size to draw it with
 *
 * Breaks a name into lines that fit: first as it stands, then in up to @fit->lines lines, then
 * smaller down to @fit->least_mm, then one more line, then as small as it takes. Nothing is ever
 * cut off. Lines are balanced and break between words where they can.
 *
 * Returns: (transfer full): the lines
 */
char **
kaiji_letters_fit (cairo_t *cr,
                   const KaijiLetters *letters,
                   const KaijiFit *fit,
                   const char *text,
                   double *size_mm)
{
  KaijiLetters setting = *letters;
  char **best = NULL;
  double best_size = 0;

  setting.size_mm = fit->size_mm;
  for (guint lines = 1; lines <= MIN (fit->lines + 1, MOST_LINES); lines++)
    {
      double widest, size;
      g_auto (GStrv) pieces = try_lines (cr, &setting, text, lines, &widest);

      if (!pieces)
        continue;
      /* Widths are proportional to the size. */
      size = widest > fit->width_mm ? fit->size_mm * fit->width_mm / widest : fit->size_mm;
      if (lines > fit->lines && best_size >= fit->least_mm)
        break;
      if (size > best_size)
        {
          best_size = size;
          g_strfreev (best);
          best = g_steal_pointer (&pieces);
        }
      if (best_size == fit->size_mm)
        break;
    }
  if (!best)
    {
      best = g_new0 (char *, 2);
      best[0] = g_strdup (text);
      best_size = fit->size_mm;
    }
  *size_mm = best_size;
  return best;
}
