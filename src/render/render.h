/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "core/date.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_RENDER_ERROR (kaiji_render_error_quark ())
GQuark kaiji_render_error_quark (void);

/**
 * KaijiRenderError:
 * @KAIJI_RENDER_ERROR_FORMAT: the file name says no format that can be written
 * @KAIJI_RENDER_ERROR_FONT: a font that the paper needs is not there
 * @KAIJI_RENDER_ERROR_WRITE: the file cannot be written
 */
typedef enum
{
  KAIJI_RENDER_ERROR_FORMAT,
  KAIJI_RENDER_ERROR_FONT,
  KAIJI_RENDER_ERROR_WRITE,
} KaijiRenderError;

/**
 * KaijiCertificate: what stands on a certificate. Borrowed strings; "" = left out.
 * Source: IoT概要 8 図1 注
 */
typedef struct
{
  gboolean specimen;  /* 見本: said across the sheet, no QR */
  const char *number; /* 医療0001-2604; "" on a specimen shows the pack's pattern */
  const char *service_name;
  const char *provider_name;
  KaijiDate certified_on; /* first day of the period */
  KaijiDate expires_on;   /* last day of the period, by the revision's setting */
  KaijiDate issued_on;
  const char *qr_payload; /* "" = no QR */
  const char *check_text; /* two lines at the foot, "" = none */
} KaijiCertificate;

/**
 * KaijiMark: what stands on a mark. Source: 概要 8 図2 注
 */
typedef struct
{
  gboolean specimen;
  gboolean monochrome;
  const char *identifier; /* 医療 */
  const char *number;     /* 0001-2604 */
} KaijiMark;

#define KAIJI_CERTIFICATE_WIDTH_MM 210.0
#define KAIJI_CERTIFICATE_HEIGHT_MM 297.0

/* Draws into @cr, whose unit is the PDF point (1/72 inch), origin top left, A4 portrait. Pure but
 * for fonts. Thread: one at a time. */
void kaiji_certificate_draw (cairo_t *cr, KaijiScheme *scheme, const KaijiCertificate *certificate);
/* Draws into the rectangle (0, 0, @width_pt, height): returns the height in points. */
double kaiji_mark_draw (cairo_t *cr, KaijiScheme *scheme, const KaijiMark *mark, double width_pt);

/* Format by file name: .pdf, .png, .svg. Same input, same bytes. Written beside, then renamed;
 * read back before it says TRUE. @width_mm of a mark: at least 24. */
gboolean kaiji_certificate_write (KaijiScheme *scheme,
                                  const KaijiCertificate *certificate,
                                  const char *path,
                                  GError **error);
gboolean kaiji_mark_write (KaijiScheme *scheme,
                           const KaijiMark *mark,
                           double width_mm,
                           const char *path,
                           GError **error);

/* Last day of the term that begins on @certified_on, by the pack's "term.years" and
 * "term.last_day" (same-day | day-before); the other reading in @other. */
KaijiDate
kaiji_certificate_last_day (KaijiScheme *scheme, KaijiDate certified_on, KaijiDate *other);

G_END_DECLS
