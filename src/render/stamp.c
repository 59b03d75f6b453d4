/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Address and day of a hard copy of the web, as a small PDF.
 *
 * 1. Its fonts are in it, so that it can be read and searched wherever it is laid.
 * 2. White that lets what lies below shine through: nothing of the page is lost. */
#include "render/stamp.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "render/letters.h"
#include "render/render.h"

#define FAMILY "Noto Sans CJK JP"
#define SIZE_PT 7.0
#define WIDTH_PT 560.0 /* longer ones go on in the next line */
#define PADDING_PT 2.0
#define VEIL 0.82

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
make_layout (cairo_t *cr, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ja"));
  pango_font_description_set_family (font, FAMILY);
  pango_font_description_set_absolute_size (font, SIZE_PT * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (WIDTH_PT * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
draw (cairo_t *cr, PangoLayout *layout, double width, double height)
{
  cairo_set_source_rgba (cr, 1, 1, 1, VEIL);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, PADDING_PT, PADDING_PT);
  pango_cairo_show_layout (cr, layout);
}

GBytes *
kaiji_render_stamp (const char *address, const char *day, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%s  (%s)", address, day);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle extents;
  double width, height;
  cairo_status_t status;

  if (!kaiji_letters_family_is_there (FAMILY))
    {
      g_set_error (error, KAIJI_RENDER_ERROR, KAIJI_RENDER_ERROR_FONT,
                   _ ("The font “%s” is not installed. Install it (Debian: fonts-noto-cjk) and try "
                      "again."),
                   FAMILY);
      return NULL;
    }
  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, WIDTH_PT, WIDTH_PT);
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  cr = cairo_create (surface);
  layout = make_layout (cr, text);
  pango_layout_get_extents (layout, NULL, &extents);
  width = (double) extents.width / PANGO_SCALE + 2 * PADDING_PT;
  height = (double) extents.height / PANGO_SCALE + 2 * PADDING_PT;
  cairo_pdf_surface_set_size (surface, width, height);
  draw (cr, layout, width, height);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, KAIJI_RENDER_ERROR, KAIJI_RENDER_ERROR_WRITE,
               _ ("The line with the address cannot be drawn (%s). Look at the address."),
               cairo_status_to_string (status));
  return NULL;
}
