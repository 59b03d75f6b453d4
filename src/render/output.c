/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers into files: PDF, PNG, SVG.
 *
 * Invariants:
 * 1. Same input, same bytes: no clock, no counter of the process.
 * 2. A file is written beside its place, read back, then renamed: what stands there is whole.
 * 3. Nothing is drawn here; kaiji_certificate_draw() and kaiji_mark_draw() do that.
 */
#include "render/render.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "render/letters.h"
#include "render/mark.h"
#include "render/paper.h"
#include "render/svg.h"

#define PNG_DPI 300.0

G_DEFINE_QUARK (kaiji_render_error_quark, kaiji_render_error)

typedef struct
{
  double width_pt;
  double height_pt;
  const char *title;
  const char *keywords;
  KaijiDate date;        /* of the PDF's metadata; none = a fixed day */
  const char *svg_extra; /* (nullable): put before the end of an SVG */
  void (*draw) (cairo_t *cr, gconstpointer data);
  gconstpointer data;
} Paper;

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
draw_on (cairo_surface_t *surface, const Paper *paper, double scale)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, scale, scale);
  paper->draw (cr, paper->data);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status == CAIRO_STATUS_SUCCESS;
}

static GByteArray *
make_pdf (const Paper *paper)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_cb, bytes, paper->width_pt, paper->height_pt);
  g_autofree char *day = kaiji_date_to_iso (paper->date);
  g_autofree char *created = g_strconcat (*day ? day : "2000-01-01", "T00:00:00+09:00", NULL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, paper->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, paper->keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Kaiji");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  draw_on (surface, paper, 1);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return bytes;
}

static GByteArray *
make_png (const Paper *paper)
{
  GByteArray *bytes = g_byte_array_new ();
  double scale = PNG_DPI / 72;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) lround (paper->width_pt * scale),
                                  (int) lround (paper->height_pt * scale));

  draw_on (surface, paper, scale);
  cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_destroy (surface);
  return bytes;
}

static GByteArray *
make_svg (const Paper *paper)
{
  g_autoptr (GByteArray) raw = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_svg_surface_create_for_stream (append_cb, raw, paper->width_pt, paper->height_pt);

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
  draw_on (surface, paper, 1);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return kaiji_svg_finish (raw, paper->title, paper->svg_extra);
}

typedef enum
{
  FORMAT_PDF,
  FORMAT_PNG,
  FORMAT_SVG,
} Format;

static gboolean
format_of (const char *path, Format *format, GError **error)
{
  static const char *const endings[] = { ".pdf", ".png", ".svg" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        *format = (Format) i;
        return TRUE;
      }
  g_set_error (error, KAIJI_RENDER_ERROR, KAIJI_RENDER_ERROR_FORMAT,
               _ ("%s: the name must end in .pdf, .png or .svg."), path);
  return FALSE;
}

/* What was written is looked at once more before anybody is told that it is there. */
static gboolean
is_whole (const char *path, GByteArray *bytes, Format format)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL) || length != bytes->len
      || memcmp (contents, bytes->data, length) != 0 || length < 64)
    return FALSE;
  switch (format)
    {
    case FORMAT_PDF:
      return memcmp (contents, "%PDF-", 5) == 0
             && g_strstr_len (contents + length - 32, 32, "%%EOF") != NULL;
    case FORMAT_PNG:
      return memcmp (contents, "\x89PNG\r\n\x1a\n", 8) == 0
             && memcmp (contents + length - 8, "IEND", 4) == 0;
    case FORMAT_SVG:
    default:
      return g_strstr_len (contents + length - 32, 32, "</svg>") != NULL;
    }
}

static gboolean
write_paper (const Paper *paper, const char *path, GError **error)
{
  g_autofree char *beside = g_strdup_printf ("%s.part", path);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) cause = NULL;
  Format format;

  if (!format_of (path, &format, error))
    return FALSE;
  bytes = format == FORMAT_PDF   ? make_pdf (paper)
          : format == FORMAT_PNG ? make_png (paper)
                                 : make_svg (paper);
  if (!g_file_set_contents_full (beside, (const char *) bytes->data, bytes->len,
                                 G_FILE_SET_CONTENTS_DURABLE, 0644, &cause)
      || !is_whole (beside, bytes, format) || g_rename (beside, path) != 0)
    {
      int code = errno;

      g_unlink (beside);
      g_set_error (error, KAIJI_RENDER_ERROR, KAIJI_RENDER_ERROR_WRITE,
                   _ ("%s cannot be written (%s). Choose another place or make room on the disk."),
                   path, cause ? cause->message : g_strerror (code));
      return FALSE;
    }
  return TRUE;
}

static gboolean
need_font (const char *family, GError **error)
{
  if (kaiji_letters_family_is_there (family))
    return TRUE;
  g_set_error (error, KAIJI_RENDER_ERROR, KAIJI_RENDER_ERROR_FONT,
               _ ("The font “%s” is not installed. Install it (Debian: fonts-noto-cjk) and try "
                  "again."),
               family);
  return FALSE;
}

typedef struct
{
  KaijiScheme *scheme;
  const void *subject;
  double width_pt;
} Job;

static void
draw_certificate (cairo_t *cr, gconstpointer data)
{
  const Job *job = data;

  kaiji_certificate_draw (cr, job->scheme, job->subject);
}

/**
 * kaiji_certificate_write:
 * @scheme: the scheme
 * @certificate: what it certifies
 * @path: file to write; its ending (.pdf, .png, .svg) is the format
 * @error: %KAIJI_RENDER_ERROR
 *
 * Writes a certificate. PDF: A4, fonts embedded, text can be copied. PNG: 300 dpi.
 *
 * Thread: one at a time. Returns: whether the file is there and whole
 */
gboolean
kaiji_certificate_write (KaijiScheme *scheme,
                         const KaijiCertificate *certificate,
                         const char *path,
                         GError **error)
{
  Job job = { scheme, certificate, 0 };
  g_autofree char *title = g_strjoin (" ", kaiji_scheme_get_text (scheme, "certificate.title"),
                                      certificate->service_name, certificate->number, NULL);
  Paper paper = { KAIJI_CERTIFICATE_WIDTH_MM * KAIJI_POINTS_PER_MM,
                  KAIJI_CERTIFICATE_HEIGHT_MM * KAIJI_POINTS_PER_MM,
                  g_strstrip (title),
                  kaiji_scheme_get_name (scheme),
                  certificate->issued_on,
                  NULL,
                  draw_certificate,
                  &job };

  if (!need_font (kaiji_paper_get_serif (scheme), error))
    return FALSE;
  return write_paper (&paper, path, error);
}

static void
draw_mark (cairo_t *cr, gconstpointer data)
{
  const Job *job = data;
  double clear = job->width_pt * KAIJI_MARK_CLEAR_SPACE;

  cairo_translate (cr, clear, clear);
  kaiji_mark_draw (cr, job->scheme, job->subject, job->width_pt);
}

/**
 * kaiji_mark_write:
 * @scheme: the scheme
 * @mark: what it says
 * @width_mm: width without clear space, at least 24 mm; a smaller one is made 24
 * @path: file to write; its ending (.pdf, .png, .svg) is the format
 * @error: %KAIJI_RENDER_ERROR
 *
 * Writes a mark with its clear space about it, on a transparent ground.
 *
 * Thread: one at a time. Returns: whether the file is there and whole
 */
gboolean
kaiji_mark_write (KaijiScheme *scheme,
                  const KaijiMark *mark,
                  double width_mm,
                  const char *path,
                  GError **error)
{
  double width = MAX (width_mm, KAIJI_MARK_LEAST_WIDTH_MM) * KAIJI_POINTS_PER_MM;
  double clear = width * KAIJI_MARK_CLEAR_SPACE;
  double height = width * 1.27;
  Job job = { scheme, mark, width };
  g_autofree char *title = g_strjoin (" ", kaiji_scheme_get_text (scheme, "mark.title"),
                                      mark->identifier, mark->number, NULL);
  g_autofree char *guide = kaiji_svg_make_guide (clear, width, height);
  Paper paper = {
    width + 2 * clear, height + 2 * clear, title, "", KAIJI_DATE_NONE, guide, draw_mark, &job
  };

  if (!need_font (kaiji_paper_get_sans (scheme), error))
    return FALSE;
  return write_paper (&paper, path, error);
}
