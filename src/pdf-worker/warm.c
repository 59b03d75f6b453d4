/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-worker/warm.h"

#include <cairo.h>
#include <poppler.h>
#include <string.h>

#include "pdf-worker/document.h"

#define SIDE 64

/* Text in a font that is not embedded (fontconfig), a curve, a shading and a form that is
 * transparent. There is no cross-reference table: poppler mends that. */
static const char page[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 64 64]/Contents 4 0 R/Resources<<"
    "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    "/ExtGState<</G<</ca .5>>>>"
    "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 64 64]"
    "/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>>>>>>>endobj\n"
    "4 0 obj<</Length 96>>stream\n"
    "q 9 9 30 30 re W n /S sh Q /G gs BT /F 9 Tf 4 4 Td (Kaiji) Tj ET 1 1 m 9 9 30 9 40 40 c S \n"
    "endstream endobj\n"
    "trailer<</Root 1 0 R/Size 5>>\n"
    "%%EOF\n";

void
warm_up (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (page, strlen (page));
  g_autoptr (WorkerPoppler) document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  g_autoptr (WorkerPage) first = NULL;
  g_autofree char *text = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (!document || poppler_document_get_n_pages (document) < 1)
    return;
  first = poppler_document_get_page (document, 0);
  if (!first)
    return;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  cr = cairo_create (surface);
  poppler_page_render (first, cr);
  text = poppler_page_get_text (first);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}
