/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The peer: poppler-glib called directly, one page after the other, in one process. Prints ms for
 * all pages: peer-poppler FILE FIRST LAST SCALE. The document is open, and other pages were drawn. */
#include <poppler.h>
#include <stdlib.h>

static void
draw (PopplerDocument *document, int number, double scale)
{
  PopplerPage *page = poppler_document_get_page (document, number - 1);
  cairo_surface_t *surface;
  double width, height;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (width * scale + 0.5),
                                        (int) (height * scale + 0.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (page);
}

int
main (int argc, char **argv)
{
  g_autofree char *uri = NULL;
  PopplerDocument *document;
  double scale;
  gint64 begin;

  if (argc != 5)
    g_error ("peer-poppler FILE FIRST LAST SCALE");
  uri = g_filename_to_uri (argv[1], NULL, NULL);
  document = poppler_document_new_from_file (uri, NULL, NULL);
  if (!document)
    g_error ("%s cannot be opened", argv[1]);
  scale = g_ascii_strtod (argv[4], NULL);
  for (int page = 1; page <= 20; page++)
    draw (document, page, scale);
  begin = g_get_monotonic_time ();
  for (int page = atoi (argv[2]); page <= atoi (argv[3]); page++)
    draw (document, page, scale);
  g_print ("%.1f\n", (double) (g_get_monotonic_time () - begin) / 1000);
  g_object_unref (document);
  return 0;
}
