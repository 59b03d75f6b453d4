/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fonts and glyphs made ready before the first window needs them. Each size and weight takes three
 * searches through all fonts of the system, and each letter is read from its font and hinted once:
 * together a fifth of the time until a case stands on the screen.
 *
 * 1. Nothing depends on it: what is not ready is made when it is drawn.
 * 2. The fonts are found in a font map of their own, which is the thread's while it looks for them and
 *    the main thread's afterwards, as the default one. Widgets that were measured before keep the old
 *    one. cairo's scaled fonts may be used on any thread. */

#include "widgets/fonts.h"

#include <glib/gi18n-lib.h>

/* From here on letters are of the Japanese font. */
#define FIRST_WIDE 0x2e80
/* A surface that any letter fits on, pixels. */
#define SIDE 64

typedef struct
{
  cairo_scaled_font_t *latin;    /* (nullable) */
  cairo_scaled_font_t *japanese; /* (nullable) */
} Fonts;

/* What a widget would ask a font map for. */
typedef struct
{
  PangoFontDescription *description;
  PangoLanguage *language;
  PangoDirection direction;
  cairo_font_options_t *options;
  double resolution;
  gboolean rounds;
} Wish;

static Wish wishes[KAIJI_N_FONTS];
/* Kept as long as the program runs, as pango keeps the fonts. The thread's until they are found. */
static Fonts fonts[KAIJI_N_FONTS];
static PangoFontMap *map;

static gboolean begun, settled; /* the main thread's */
static GMutex lock;
static GCond changed;
static gboolean ready; /* locked: they are found */

static const char *const classes[KAIJI_N_FONTS][3] = {
  [KAIJI_FONTS_PLAIN] = { NULL },
  [KAIJI_FONTS_SMALL] = { "small" },
  [KAIJI_FONTS_ANSWER] = { "answer-text" },
  [KAIJI_FONTS_NAME] = { "answer-text", "strong" },
  [KAIJI_FONTS_STRONG] = { "strong" },
  [KAIJI_FONTS_SMALL_STRONG] = { "small", "strong" },
  [KAIJI_FONTS_TITLE] = { "section-title" },
};

static cairo_scaled_font_t *
dup_scaled_font (PangoFont *font)
{
  cairo_scaled_font_t *scaled = PANGO_IS_CAIRO_FONT (font)
                                    ? pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font))
                                    : NULL;

  return scaled ? cairo_scaled_font_reference (scaled) : NULL;
}

/* The fonts of the first and the last letter of @layout. */
static Fonts
find_fonts (PangoLayout *layout)
{
  GSList *runs = pango_layout_get_line_readonly (layout, 0)->runs;
  Fonts found = { NULL };
  PangoLayoutRun *last;

  if (!runs)
    return found;
  found.latin = dup_scaled_font (((PangoLayoutRun *) runs->data)->item->analysis.font);
  last = g_slist_last (runs)->data;
  found.japanese = dup_scaled_font (last->item->analysis.font);
  return found;
}

static void
note_wish (Wish *wish, const char *const *names)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *context;
  const cairo_font_options_t *options;

  gtk_widget_set_css_classes (label, (const char **) names);
  context = gtk_widget_get_pango_context (label);
  options = pango_cairo_context_get_font_options (context);
  wish->description = pango_font_description_copy (pango_context_get_font_description (context));
  wish->language = pango_context_get_language (context);
  wish->direction = pango_context_get_base_dir (context);
  wish->options = options ? cairo_font_options_copy (options) : NULL;
  wish->resolution = pango_cairo_context_get_resolution (context);
  wish->rounds = pango_context_get_round_glyph_positions (context);
  g_object_unref (label);
}

/* Takes what the wish holds. */
static Fonts
fulfil (Wish *wish, const char *sample)
{
  PangoContext *context = pango_font_map_create_context (map);
  PangoLayout *layout;
  Fonts found;
  int width;

  pango_context_set_font_description (context, wish->description);
  pango_context_set_language (context, wish->language);
  pango_context_set_base_dir (context, wish->direction);
  pango_context_set_round_glyph_positions (context, wish->rounds);
  pango_cairo_context_set_font_options (context, wish->options);
  pango_cairo_context_set_resolution (context, wish->resolution);
  layout = pango_layout_new (context);
  pango_layout_set_text (layout, sample, -1);
  pango_layout_get_size (layout, &width, NULL);
  found = find_fonts (layout);
  g_object_unref (layout);
  g_object_unref (context);
  g_clear_pointer (&wish->description, pango_font_description_free);
  g_clear_pointer (&wish->options, cairo_font_options_destroy);
  return found;
}

static gpointer
find_thread (gpointer user_data)
{
  g_autofree char *sample = user_data;

  map = pango_cairo_font_map_new ();
  for (guint i = 0; i < KAIJI_N_FONTS; i++)
    fonts[i] = fulfil (&wishes[i], sample);
  g_mutex_lock (&lock);
  ready = TRUE;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
  return NULL;
}

static void
wait_until_found (void)
{
  g_mutex_lock (&lock);
  while (!ready)
    g_cond_wait (&changed, &lock);
  g_mutex_unlock (&lock);
}

/**
 * kaiji_fonts_find:
 *
 * Begins to find the fonts of all #KaijiFonts, in a thread; calling it again does nothing. Needs
 * a display and its style sheets.
 */
void
kaiji_fonts_find (void)
{
  if (begun)
    return;
  begun = TRUE;
  for (guint i = 0; i < KAIJI_N_FONTS; i++)
    note_wish (&wishes[i], classes[i]);
  /* Latin and Japanese letters are of different fonts; what the sample says means nothing. */
  g_thread_unref (g_thread_new ("fonts", find_thread,
                                g_strconcat ("Kaiji 1 ", _ ("There is no evidence yet"), NULL)));
}

/**
 * kaiji_fonts_settle:
 *
 * Waits for the fonts, which are those of all widgets from now on. Nothing may be measured between
 * kaiji_fonts_find() and this: it would find the same fonts once more.
 */
void
kaiji_fonts_settle (void)
{
  if (!begun || settled)
    return;
  settled = TRUE;
  wait_until_found ();
  pango_cairo_font_map_set_default (PANGO_CAIRO_FONT_MAP (map));
}

/* Each letter of @text once, in two strings. */
static void
sort_letters (const char *text, GString *latin, GString *japanese)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isgraph (letter) && g_hash_table_add (seen, GUINT_TO_POINTER (letter)))
        g_string_append_unichar (letter < FIRST_WIDE ? latin : japanese, letter);
    }
}

/* Draws each letter of @text: its measures and its picture stay with the font. */
static void
draw_letters (cairo_t *cr, cairo_scaled_font_t *font, const char *text)
{
  cairo_glyph_t *glyphs = NULL;
  int n = 0, known = 0;

  if (!font
      || cairo_scaled_font_text_to_glyphs (font, SIDE / 4, SIDE / 2, text, -1, &glyphs, &n, NULL,
                                           NULL, NULL)
             != CAIRO_STATUS_SUCCESS)
    return;
  for (int i = 0; i < n; i++)
    if (glyphs[i].index != 0)
      glyphs[known++] = (cairo_glyph_t){ glyphs[i].index, SIDE / 4, SIDE / 2 };
  cairo_set_scaled_font (cr, font);
  cairo_show_glyphs (cr, glyphs, known);
  cairo_glyph_free (glyphs);
}

static gpointer
load_thread (gpointer user_data)
{
  g_auto (GStrv) texts = user_data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);

  wait_until_found ();
  for (guint i = 0; i < KAIJI_N_FONTS; i++)
    {
      g_autoptr (GString) latin = g_string_new (NULL);
      g_autoptr (GString) japanese = g_string_new (NULL);

      sort_letters (texts[i], latin, japanese);
      draw_letters (cr, fonts[i].japanese, japanese->str);
      draw_letters (cr, fonts[i].latin, latin->str);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return NULL;
}

/**
 * kaiji_fonts_load:
 * @texts: (transfer full) (array length=KAIJI_N_FONTS): what will be drawn in each of
 *   #KaijiFonts, valid UTF-8
 *
 * Reads the letters of these texts from their fonts in a thread; does nothing unless
 * kaiji_fonts_find() was called.
 */
void
kaiji_fonts_load (char **texts)
{
  if (begun)
    g_thread_unref (g_thread_new ("letters", load_thread, texts));
  else
    g_strfreev (texts);
}
