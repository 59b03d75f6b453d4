/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate (認定証): one drawing function for preview, print, PDF, PNG and SVG.
 *
 * Invariants:
 * 1. All measures are millimetres on A4 portrait; the caller's unit is the point.
 * 2. What the sheet says comes from the pack and the case; nothing is said that neither states.
 * 3. A specimen says so across the sheet and bears no QR code.
 *
 * Source: IoT概要 8 図1 注 (認定番号, サービスの名称, 事業者の名称, 認定期間, 発行日), by analogy for 医療.
 */
#include "render/render.h"

#include <qrencode.h>
#include <string.h>

#include "core/term.h"
#include "render/letters.h"
#include "render/ornament.h"
#include "render/paper.h"

static const KaijiInk text_ink = { 0x1a / 255.0, 0x1a / 255.0, 0x1a / 255.0 };
static const KaijiInk label_ink = { 0x4a / 255.0, 0x4f / 255.0, 0x52 / 255.0 };
static const KaijiInk specimen_ink = { 0xc9 / 255.0, 0xcf / 255.0, 0xd3 / 255.0 };

#define LEFT_MM 34.0
#define RIGHT_MM 176.0
#define MIDDLE_MM 105.0

typedef struct
{
  cairo_t *cr;
  KaijiScheme *scheme;
  const KaijiCertificate *certificate;
  const char *family;
} Sheet;

static KaijiLetters
letters (const Sheet *sheet, double size_mm, KaijiInk ink, KaijiAnchor anchor)
{
  return (KaijiLetters){ sheet->family, FALSE, size_mm, 0, ink, anchor };
}

static void
draw_middle (const Sheet *sheet,
             double size_mm,
             double spacing_mm,
             KaijiInk ink,
             double baseline_mm,
             const char *text)
{
  KaijiLetters set = letters (sheet, size_mm, ink, KAIJI_ANCHOR_MIDDLE);

  set.spacing_mm = spacing_mm;
  kaiji_letters_draw (sheet->cr, &set, MIDDLE_MM, baseline_mm, text);
}

/* The word 見本 in outline letters across the middle, behind the text. */
static void
draw_specimen (const Sheet *sheet)
{
  const char *word = kaiji_scheme_get_text (sheet->scheme, "certificate.specimen");
  KaijiLetters set = letters (sheet, 62, specimen_ink, KAIJI_ANCHOR_MIDDLE);

  set.bold = TRUE;
  set.spacing_mm = 9;
  cairo_save (sheet->cr);
  cairo_translate (sheet->cr, MIDDLE_MM, 152);
  cairo_rotate (sheet->cr, -0.42);
  cairo_new_path (sheet->cr);
  kaiji_letters_path (sheet->cr, &set, 0, 22, word);
  kaiji_ink_set (sheet->cr, specimen_ink);
  cairo_set_line_width (sheet->cr, 0.5);
  cairo_set_line_join (sheet->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (sheet->cr);
  cairo_restore (sheet->cr);
}

static void
draw_head (const Sheet *sheet)
{
  const KaijiEmblemInks inks = { kaiji_ink_first, kaiji_ink_first };
  const char *label = kaiji_scheme_get_text (sheet->scheme, "certificate.label_number");
  const char *pattern = kaiji_scheme_get_text (sheet->scheme, "number.example");
  const char *number = *sheet->certificate->number ? sheet->certificate->number : pattern;
  g_autofree char *line = g_strconcat (label, "　", number, NULL);
  KaijiLetters right = letters (sheet, 3.6, label_ink, KAIJI_ANCHOR_END);
  KaijiLetters title = { sheet->family, TRUE, 11, 11, kaiji_ink_first, KAIJI_ANCHOR_MIDDLE };

  kaiji_letters_draw (sheet->cr, &right, RIGHT_MM, 37.2, line);
  cairo_save (sheet->cr);
  cairo_translate (sheet->cr, 96.5, 41);
  cairo_scale (sheet->cr, 0.17, 0.17);
  kaiji_ornament_draw_emblem (sheet->cr, &inks);
  cairo_restore (sheet->cr);
  draw_middle (sheet, 3.9, 0.9, label_ink, 68.5,
               kaiji_scheme_get_text (sheet->scheme, "certificate.scheme_name"));
  kaiji_letters_draw (sheet->cr, &title, MIDDLE_MM, 85.5,
                      kaiji_scheme_get_text (sheet->scheme, "certificate.title"));
  kaiji_ink_set (sheet->cr, kaiji_ink_second);
  cairo_set_line_width (sheet->cr, 0.3);
  cairo_move_to (sheet->cr, 66, 94.5);
  cairo_line_to (sheet->cr, 101, 94.5);
  cairo_move_to (sheet->cr, 109, 94.5);
  cairo_line_to (sheet->cr, 144, 94.5);
  cairo_stroke (sheet->cr);
  cairo_move_to (sheet->cr, 105, 92.4);
  cairo_line_to (sheet->cr, 107.1, 94.5);
  cairo_line_to (sheet->cr, 105, 96.6);
  cairo_line_to (sheet->cr, 102.9, 94.5);
  cairo_close_path (sheet->cr);
  cairo_fill (sheet->cr);
}

/* A name and the lines that it needs. */
typedef struct
{
  KaijiLetters set;
  char **lines;
  guint n;
  double leading_mm;
} Name;

static void
set_name (const Sheet *sheet, Name *name, const KaijiFit *fit, gboolean bold, const char *text)
{
  name->set = letters (sheet, fit->size_mm, text_ink, KAIJI_ANCHOR_MIDDLE);
  name->set.bold = bold;
  name->lines = kaiji_letters_fit (sheet->cr, &name->set, fit, text, &name->set.size_mm);
  name->n = g_strv_length (name->lines);
  name->leading_mm = name->set.size_mm * 1.22;
}

/* From the top of the first line's letters to the last baseline. */
static double
name_height (const Name *name)
{
  return name->set.size_mm * 0.88 + name->leading_mm * (name->n - 1);
}

static void
draw_name (const Sheet *sheet, const Name *name, double top_mm)
{
  double baseline = top_mm + name->set.size_mm * 0.88;

  for (guint i = 0; i < name->n; i++)
    kaiji_letters_draw (sheet->cr, &name->set, MIDDLE_MM, baseline + i * name->leading_mm,
                        name->lines[i]);
}

/* The two names flow: the service's label has its place, what follows stands below it. When that
 * comes too near to the sentence, the block begins higher, then its gap narrows, then the names
 * become smaller. */
static void
draw_names (const Sheet *sheet)
{
  const double foot_mm = 158, label_gap_mm = 4.26, provider_gap_mm = 4.2;
  const char *labels[] = {
    kaiji_scheme_get_text (sheet->scheme, "certificate.label_service"),
    kaiji_scheme_get_text (sheet->scheme, "certificate.label_provider"),
  };
  double lift = 0, gap = 14.5, top, overflow;
  Name service = { 0 }, provider = { 0 };

  for (double part = 1; part > 0.4; part -= 0.04)
    {
      const KaijiFit service_fit = { RIGHT_MM - LEFT_MM, 12.2 * part, 7 * part, 2 };
      const KaijiFit provider_fit = { RIGHT_MM - LEFT_MM, 6.6 * part, 4.5 * part, 1 };

      g_strfreev (service.lines);
      g_strfreev (provider.lines);
      set_name (sheet, &service, &service_fit, TRUE, sheet->certificate->service_name);
      set_name (sheet, &provider, &provider_fit, FALSE, sheet->certificate->provider_name);
      overflow = 109.5 + label_gap_mm + name_height (&service) + 14.5 + provider_gap_mm
                 + name_height (&provider) - foot_mm;
      lift = CLAMP (overflow, 0, 5);
      gap = 14.5 - CLAMP (overflow - lift, 0, 3.5);
      if (overflow <= lift + (14.5 - gap) + 0.01)
        break;
    }
  draw_middle (sheet, 3.4, 0.6, label_ink, 109.5 - lift, labels[0]);
  top = 109.5 - lift + label_gap_mm;
  draw_name (sheet, &service, top);
  top += name_height (&service) + gap;
  draw_middle (sheet, 3.4, 0.6, label_ink, top, labels[1]);
  draw_name (sheet, &provider, top + provider_gap_mm);
  g_strfreev (service.lines);
  g_strfreev (provider.lines);
}

/* Sets the phrases of the pack in as few lines as hold them; a line ends only at a phrase. */
static char **
set_phrases (const Sheet *sheet, KaijiLetters *set, char **phrases)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr (GString) line = g_string_new (NULL);
  const double room = RIGHT_MM - LEFT_MM;

  for (guint i = 0; phrases[i]; i++)
    {
      double width = kaiji_letters_measure (sheet->cr, set, phrases[i]);

      if (width > room)
        set->size_mm *= room / width;
    }
  for (guint i = 0; phrases[i]; i++)
    {
      g_autofree char *longer = g_strconcat (line->str, phrases[i], NULL);

      if (line->len > 0 && kaiji_letters_measure (sheet->cr, set, longer) > room)
        {
          g_strv_builder_add (lines, line->str);
          g_string_truncate (line, 0);
        }
      g_string_append (line, phrases[i]);
    }
  g_strv_builder_add (lines, line->str);
  return g_strv_builder_end (lines);
}

static void
draw_sentence (const Sheet *sheet)
{
  char **phrases = kaiji_scheme_get_words (sheet->scheme, "certificate.sentence");
  KaijiLetters set = letters (sheet, 5.2, text_ink, KAIJI_ANCHOR_MIDDLE);
  g_auto (GStrv) lines = NULL;

  if (!phrases)
    return;
  set.spacing_mm = 0.1;
  lines = set_phrases (sheet, &set, phrases);
  for (guint i = 0; lines[i]; i++)
    kaiji_letters_draw (sheet->cr, &set, MIDDLE_MM, 170 + i * 9.2, lines[i]);
}

/* "{from} から {to} まで"; while the last day is not set, what the documents do say: how long; or
 * that they do not say that either. */
static char *
dup_period (const Sheet *sheet)
{
  const KaijiCertificate *certificate = sheet->certificate;
  gboolean last_known = kaiji_date_is_valid (certificate->expires_on);
  g_autofree char *from = kaiji_date_to_japanese (certificate->certified_on);
  g_autofree char *to = kaiji_date_to_japanese (certificate->expires_on);
  int n_years = kaiji_scheme_get_int (sheet->scheme, "term.years", 0);
  g_autofree char *years = g_strdup_printf ("%d", n_years);
  const char *const values[] = { "from", from, "to", to, "years", years, NULL };
  const char *key;

  if (!kaiji_date_is_valid (certificate->certified_on))
    return g_strdup ("");
  if (last_known)
    key = "certificate.period";
  else
    key = n_years > 0 ? "certificate.period_open" : "certificate.period_unset";
  return kaiji_paper_fill (kaiji_scheme_get_text (sheet->scheme, key), values);
}

static void
draw_label (const Sheet *sheet, double baseline_mm, const char *text)
{
  KaijiLetters set = letters (sheet, 4.3, label_ink, KAIJI_ANCHOR_START);
  const double width = 17.2;
  double natural = kaiji_letters_measure (sheet->cr, &set, text);
  glong n = g_utf8_strlen (text, -1);

  /* Labels are justified to one width, as in official papers. */
  if (n > 1 && natural < width)
    set.spacing_mm = (width - natural) / (double) (n - 1);
  kaiji_letters_draw (sheet->cr, &set, 58, baseline_mm, text);
}

static void
draw_dates (const Sheet *sheet)
{
  g_autofree char *period = dup_period (sheet);
  g_autofree char *issued = kaiji_date_to_japanese (sheet->certificate->issued_on);
  KaijiLetters set = letters (sheet, 4.6, text_ink, KAIJI_ANCHOR_START);

  draw_label (sheet, 206, kaiji_scheme_get_text (sheet->scheme, "certificate.label_period"));
  kaiji_letters_draw (sheet->cr, &set, 81, 206, period);
  draw_label (sheet, 214.6, kaiji_scheme_get_text (sheet->scheme, "certificate.label_issued"));
  kaiji_letters_draw (sheet->cr, &set, 81, 214.6, issued);
}

static void
draw_code (const Sheet *sheet)
{
  const double side = 21.6;
  const char *payload = sheet->certificate->qr_payload;
  QRcode *code;

  if (sheet->certificate->specimen || !payload || !*payload)
    return;
  code =
      QRcode_encodeData ((int) strlen (payload), (const unsigned char *) payload, 0, QR_ECLEVEL_M);
  if (!code)
    return;
  kaiji_ink_set (sheet->cr, text_ink);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if (code->data[y * code->width + x] & 1)
        cairo_rectangle (sheet->cr, LEFT_MM + x * side / code->width, 232 + y * side / code->width,
                         side / code->width, side / code->width);
  cairo_fill (sheet->cr);
  QRcode_free (code);
}

static void
draw_body (const Sheet *sheet)
{
  const char *name = kaiji_scheme_get_text (sheet->scheme, "body.name");
  const char *representative = kaiji_scheme_get_text (sheet->scheme, "body.representative");
  KaijiLetters body = letters (sheet, 4.7, text_ink, KAIJI_ANCHOR_END);
  KaijiLetters person = letters (sheet, 5.4, text_ink, KAIJI_ANCHOR_END);
  KaijiLetters seal = letters (sheet, 3.4, label_ink, KAIJI_ANCHOR_MIDDLE);
  double width = kaiji_letters_measure (sheet->cr, &body, name);

  if (width > 90)
    body.size_mm *= 90 / width;
  person.spacing_mm = 0.2;
  seal.spacing_mm = 0.8;
  kaiji_ink_set (sheet->cr, kaiji_ink_second);
  cairo_set_line_width (sheet->cr, 0.2);
  cairo_move_to (sheet->cr, LEFT_MM, 224.5);
  cairo_line_to (sheet->cr, RIGHT_MM, 224.5);
  cairo_stroke (sheet->cr);
  kaiji_letters_draw (sheet->cr, &body, 149, *representative ? 241 : 244.4, name);
  kaiji_letters_draw (sheet->cr, &person, 149, 250.5, representative);
  kaiji_ink_set (sheet->cr, label_ink);
  cairo_rectangle (sheet->cr, 153.4, 231.4, 22.6, 22.6);
  cairo_stroke (sheet->cr);
  kaiji_letters_draw (sheet->cr, &seal, 164.7, 244.0,
                      kaiji_scheme_get_text (sheet->scheme, "certificate.seal"));
}

static void
draw_foot (const Sheet *sheet)
{
  const char *text = sheet->certificate->check_text ? sheet->certificate->check_text : "";
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  KaijiLetters set = letters (sheet, 2.75, label_ink, KAIJI_ANCHOR_START);

  for (guint i = 0; lines[i]; i++)
    kaiji_letters_draw (sheet->cr, &set, LEFT_MM, 261.2 + i * 4.6, lines[i]);
}

/**
 * kaiji_certificate_draw:
 * @cr: where to; unit: point, origin top left of an A4 portrait sheet
 * @scheme: names, sentence, body and seal place
 * @certificate: what it certifies
 *
 * Draws a certificate. Pure but for fonts.
 *
 * Thread: one at a time. Source: IoT概要 8 図1 注; sentence: 概要 2(3), 規 1
 */
void
kaiji_certificate_draw (cairo_t *cr, KaijiScheme *scheme, const KaijiCertificate *certificate)
{
  Sheet sheet = { cr, scheme, certificate, kaiji_paper_get_serif (scheme) };

  cairo_save (cr);
  cairo_scale (cr, KAIJI_POINTS_PER_MM, KAIJI_POINTS_PER_MM);
  cairo_rectangle (cr, 0, 0, KAIJI_CERTIFICATE_WIDTH_MM, KAIJI_CERTIFICATE_HEIGHT_MM);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  kaiji_ornament_draw_ring (cr, MIDDLE_MM, 140);
  if (certificate->specimen)
    draw_specimen (&sheet);
  kaiji_ornament_draw_frame (cr, KAIJI_CERTIFICATE_WIDTH_MM, KAIJI_CERTIFICATE_HEIGHT_MM);
  draw_head (&sheet);
  draw_names (&sheet);
  draw_sentence (&sheet);
  draw_dates (&sheet);
  draw_code (&sheet);
  draw_body (&sheet);
  draw_foot (&sheet);
  cairo_restore (cr);
}

/**
 * kaiji_certificate_last_day:
 * @scheme: term.years and term.last_day ("same-day" or "day-before")
 * @certified_on: first day
 * @other: (out) (nullable): the day by the other reading
 *
 * The last day of the term. No document says whether the second anniversary belongs to it: while
 * the revision does not set term.last_day, no day is returned and @other is the day before the
 * anniversary.
 *
 * Thread: any. Source: 概要 8. Returns: the last day, or no date while that is not set
 */
KaijiDate
kaiji_certificate_last_day (KaijiScheme *scheme, KaijiDate certified_on, KaijiDate *other)
{
  const char *text = kaiji_scheme_get_text (scheme, "term.last_day");
  int years = kaiji_scheme_get_int (scheme, "term.years", 0);
  KaijiDate same = kaiji_term_last_day (certified_on, years, KAIJI_LAST_DAY_SAME);
  KaijiDate before = kaiji_term_last_day (certified_on, years, KAIJI_LAST_DAY_BEFORE);
  KaijiLastDay reading;
  gboolean set = kaiji_last_day_parse (text, &reading);

  if (years < 1)
    {
      /* No document of the scheme states how long the term is. */
      if (other)
        *other = KAIJI_DATE_NONE;
      return KAIJI_DATE_NONE;
    }
  if (other)
    *other = set && reading == KAIJI_LAST_DAY_BEFORE ? same : before;
  if (!set)
    return KAIJI_DATE_NONE;
  return reading == KAIJI_LAST_DAY_SAME ? same : before;
}
