/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The certificate: what it says, that long names stay on it, and that it is the same each time. */
#include "fixture.h"

static const KaijiCertificate usual = {
  .number = "医療0001-2604",
  .service_name = "みほんカルテ クラウド",
  .provider_name = "株式会社サンプル医療クラウド",
  .certified_on = { 2026, 4, 15 },
  .expires_on = { 2028, 4, 14 },
  .issued_on = { 2026, 4, 15 },
  .qr_payload = "",
  .check_text = "",
};

static void
write_certificate (Fixture *fixture, const KaijiCertificate *certificate, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_certificate_write (fixture->scheme, certificate, path, &error));
  g_assert_no_error (error);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.pdf", "a.png", "a.svg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = fixture_path (fixture, names[i]);
      g_autoptr (GBytes) first = NULL, second = NULL;

      write_certificate (fixture, &usual, path);
      first = fixture_read (path);
      write_certificate (fixture, &usual, path);
      second = fixture_read (path);
      g_assert_true (g_bytes_equal (first, second));
    }
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, "text.pdf");
  g_autofree char *text = NULL, *fonts = NULL;
  static const char *const wanted[] = {
    "認定番号",
    "医療0001-2604",
    "みほんカルテ クラウド",
    "株式会社サンプル医療クラウド",
    "2026年4月15日 から 2028年4月14日 まで",
    "適切に開示していると認められる",
  };

  write_certificate (fixture, &usual, path);
  text = fixture_run ("pdftotext", NULL, path, "-");
  if (!text)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_test_message ("%s", wanted[i]);
      g_assert_nonnull (strstr (text, wanted[i]));
    }
  g_assert_null (strstr (text, "見本"));
  fonts = fixture_run ("pdffonts", NULL, path, NULL);
  g_assert_nonnull (strstr (fonts, "NotoSerifCJKjp-Bold"));
  /* Columns: emb sub uni – all three must be yes. */
  g_assert_null (strstr (fonts, " no "));
}

static void
test_open_period (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, "open.pdf");
  KaijiCertificate certificate = usual;
  g_autofree char *text = NULL;

  certificate.expires_on = KAIJI_DATE_NONE;
  write_certificate (fixture, &certificate, path);
  text = fixture_run ("pdftotext", NULL, path, "-");
  if (text)
    {
      g_assert_nonnull (strstr (text, "2026年4月15日 から 2年間"));
      g_assert_null (strstr (text, "2028年"));
    }
}

/* Where no document of the scheme states how long the term is, none is printed. */
static void
test_unset_term (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_path (fixture, "unset.pdf");
  KaijiCertificate certificate = usual;
  KaijiDate other;
  g_autofree char *text = NULL;

  certificate.expires_on = kaiji_certificate_last_day (fixture->scheme, usual.certified_on, &other);
  g_assert_false (kaiji_date_is_valid (certificate.expires_on));
  g_assert_false (kaiji_date_is_valid (other));
  write_certificate (fixture, &certificate, path);
  text = fixture_run ("pdftotext", NULL, path, "-");
  if (text)
    {
      g_assert_nonnull (strstr (text, "2026年4月15日 から (期間は未設定)"));
      g_assert_null (strstr (text, "年間"));
    }
}

/* Ink outside of the type area and on the frame's inner side would be text that ran over. */
static gboolean
margin_is_clean (Fixture *fixture, const KaijiCertificate *certificate)
{
  const int scale = 4; /* pixels a mm */
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, 210 * scale, 297 * scale);
  cairo_t *cr = cairo_create (surface);
  gboolean clean = TRUE;

  cairo_scale (cr, scale / (72 / 25.4), scale / (72 / 25.4));
  kaiji_certificate_draw (cr, fixture->scheme, certificate);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 100 * scale; y < 160 * scale; y++)
    for (int x = 26 * scale; x < 33 * scale; x++)
      {
        const unsigned char *row =
            cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
        clean = clean && row[x * 4] > 0xf0 && row[(210 * scale - x) * 4] > 0xf0;
      }
  /* Between the names and the sentence. */
  for (int y = 161 * scale; y < 164 * scale; y++)
    for (int x = 34 * scale; x < 176 * scale; x++)
      clean = clean
              && (cairo_image_surface_get_data (surface)
                  + y * cairo_image_surface_get_stride (surface))[x * 4]
                     > 0x60;
  cairo_surface_destroy (surface);
  return clean;
}

static void
test_long_names (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    /* 60 characters, Latin and kanji, U+21336 */
    "クラウド型電子カルテ統合基盤サービスKaiji Medical Record Platform "
    "\xF0\xA1\x8C\xB6田版エンタープライズ",
    "医療情報連携基盤医療情報連携基盤医療情報連携基盤医療情報連携基盤医療情報連携基盤医療情報連携基"
    "盤"
    "医療情報連携基盤医療情報",
    "Supercalifragilisticexpialidocious-Medical-Record-Platform-Of-The-Whole-World-Edition",
    "短",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      {
        KaijiCertificate certificate = usual;

        certificate.service_name = names[i];
        certificate.provider_name = names[k];
        g_test_message ("%s / %s", names[i], names[k]);
        g_assert_true (margin_is_clean (fixture, &certificate));
      }
}

/* Dark pixels of a part of the sheet, in mm. */
static guint
count_ink (Fixture *fixture, const KaijiCertificate *certificate, int x1, int y1, int x2, int y2)
{
  const int scale = 4;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, 210 * scale, 297 * scale);
  cairo_t *cr = cairo_create (surface);
  guint count = 0;

  cairo_scale (cr, scale / (72 / 25.4), scale / (72 / 25.4));
  kaiji_certificate_draw (cr, fixture->scheme, certificate);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = y1 * scale; y < y2 * scale; y++)
    for (int x = x1 * scale; x < x2 * scale; x++)
      count += (cairo_image_surface_get_data (surface)
                + y * cairo_image_surface_get_stride (surface))[x * 4]
               < 0xd8;
  cairo_surface_destroy (surface);
  return count;
}

static void
test_specimen (Fixture *fixture, gconstpointer data)
{
  KaijiCertificate issued = usual, specimen = usual;

  issued.qr_payload = "payload";
  specimen.qr_payload = "payload";
  specimen.specimen = TRUE;
  /* The code stands on the issued one only, the word only on the specimen. */
  g_assert_cmpuint (count_ink (fixture, &issued, 34, 232, 56, 254), >, 1000);
  g_assert_cmpuint (count_ink (fixture, &specimen, 34, 232, 56, 254), ==, 0);
  g_assert_cmpuint (count_ink (fixture, &specimen, 46, 130, 62, 200), >,
                    count_ink (fixture, &issued, 46, 130, 62, 200) + 100);
}

static void
test_bad_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *odd = fixture_path (fixture, "paper.docx");
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "paper.pdf", NULL);
  g_autoptr (GError) format = NULL, place = NULL;

  g_assert_false (kaiji_certificate_write (fixture->scheme, &usual, odd, &format));
  g_assert_error (format, KAIJI_RENDER_ERROR, KAIJI_RENDER_ERROR_FORMAT);
  g_assert_false (g_file_test (odd, G_FILE_TEST_EXISTS));
  g_assert_false (kaiji_certificate_write (fixture->scheme, &usual, nowhere, &place));
  g_assert_error (place, KAIJI_RENDER_ERROR, KAIJI_RENDER_ERROR_WRITE);
  g_assert_nonnull (strstr (place->message, nowhere));
}

static void
test_last_day (Fixture *fixture, gconstpointer data)
{
  KaijiDate other;
  KaijiDate last = kaiji_certificate_last_day (fixture->scheme, (KaijiDate){ 2024, 4, 15 }, &other);

  /* No document states it, so none is given; the other reading is named. */
  g_assert_false (kaiji_date_is_valid (last));
  g_assert_cmpint (kaiji_date_compare (other, (KaijiDate){ 2026, 4, 14 }), ==, 0);
  kaiji_certificate_last_day (fixture->scheme, (KaijiDate){ 2024, 2, 29 }, &other);
  /* No 29 February: the term ends with the month. */
  g_assert_cmpint (kaiji_date_compare (other, (KaijiDate){ 2026, 2, 28 }), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/render/certificate/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("same-bytes", test_same_bytes);
  ADD ("text", test_text);
  ADD ("open-period", test_open_period);
  g_test_add ("/render/certificate/unset-term", Fixture, "ai", fixture_set_up, test_unset_term,
              fixture_tear_down);
  ADD ("long-names", test_long_names);
  ADD ("specimen", test_specimen);
  ADD ("bad-places", test_bad_places);
  ADD ("last-day", test_last_day);
  return g_test_run ();
}
