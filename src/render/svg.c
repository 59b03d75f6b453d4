/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last touches that an SVG of cairo needs: names that do not depend on what the process drew
 * before, a title, and layers that are not drawn.
 *
 * cairo 1.16 numbers surfaces by a counter of the process, so the same drawing made twice differs
 * in id="surfaceN"; they are numbered anew here from 1.
 */
#include "render/svg.h"

#include <string.h>

static void
renumber_surfaces (GString *svg)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const char word[] = "surface";
  gsize from = 0;
  char *found;

  while ((found = strstr (svg->str + from, word)))
    {
      gsize start = (gsize) (found - svg->str) + strlen (word);
      gsize end = start;
      g_autofree char *old = NULL, *new = NULL;
      guint number;

      while (g_ascii_isdigit (svg->str[end]))
        end++;
      from = end;
      if (end == start)
        continue;
      old = g_strndup (svg->str + start, end - start);
      number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, old));
      if (number == 0)
        {
          number = g_hash_table_size (numbers) + 1;
          g_hash_table_insert (numbers, g_strdup (old), GUINT_TO_POINTER (number));
        }
      new = g_strdup_printf ("%u", number);
      g_string_erase (svg, (gssize) start, (gssize) (end - start));
      g_string_insert (svg, (gssize) start, new);
      from = start + strlen (new);
    }
}

/**
 * kaiji_svg_finish:
 * @raw: what cairo wrote
 * @title: title of the drawing, plain text
 * @extra: (nullable): further elements, put before the end
 *
 * Thread: any. Returns: (transfer full): the finished file
 */
GByteArray *
kaiji_svg_finish (GByteArray *raw, const char *title, const char *extra)
{
  g_autoptr (GString) svg = g_string_new_len ((const char *) raw->data, raw->len);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *element = g_strdup_printf ("\n<title>%s</title>", escaped);
  GByteArray *bytes = g_byte_array_new ();
  char *root = strstr (svg->str, "<svg");
  char *end;

  renumber_surfaces (svg);
  root = strstr (svg->str, "<svg");
  end = root ? strchr (root, '>') : NULL;
  if (end)
    g_string_insert (svg, end - svg->str + 1, element);
  end = g_strrstr (svg->str, "</svg>");
  if (end && extra)
    g_string_insert (svg, end - svg->str, extra);
  g_byte_array_append (bytes, (const guint8 *) svg->str, (guint) svg->len);
  return bytes;
}

/* Two decimals, a point whatever the locale. */
static void
append_rectangle (GString *out, double x, double y, double width, double height)
{
  char buffer[4][G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer[0], sizeof buffer[0], "%.2f", x);
  g_ascii_formatd (buffer[1], sizeof buffer[1], "%.2f", y);
  g_ascii_formatd (buffer[2], sizeof buffer[2], "%.2f", width);
  g_ascii_formatd (buffer[3], sizeof buffer[3], "%.2f", height);
  g_string_append_printf (out, "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>", buffer[0],
                          buffer[1], buffer[2], buffer[3]);
}

/**
 * kaiji_svg_make_guide:
 * @clear_pt: clear space on each side
 * @width_pt: width of the mark without it
 * @height_pt: height of the mark without it
 *
 * The hidden layer that shows the mark's clear space to those who place it.
 *
 * Thread: any. Returns: (transfer full): an SVG group
 */
char *
kaiji_svg_make_guide (double clear_pt, double width_pt, double height_pt)
{
  GString *out = g_string_new ("<g id=\"guide-clear-space\" display=\"none\" fill=\"none\" "
                               "stroke=\"#c01c28\" stroke-width=\"0.3\" "
                               "stroke-dasharray=\"1.5 1\">");

  append_rectangle (out, clear_pt, clear_pt, width_pt, height_pt);
  append_rectangle (out, 0, 0, width_pt + 2 * clear_pt, height_pt + 2 * clear_pt);
  g_string_append (out, "</g>\n");
  return g_string_free (out, FALSE);
}
