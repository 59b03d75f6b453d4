/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificate and mark of a case that no office has decided on yet: always marked as specimens,
 * with the number's pattern in place of a number.
 */
#include "jobs/specimen.h"

#include <string.h>

/* Fields of Form A, the same for every scheme. */
#define FIELD_SERVICE_NAME "A.service_name"
#define FIELD_PROVIDER_NAME "A.provider_name"

/* The pack's "number.pattern" with letters for digits. */
static char *
fill_pattern (KaijiScheme *scheme, const char *identifier)
{
  GString *out = g_string_new (kaiji_scheme_get_text (scheme, "number.pattern"));
  int digits = CLAMP (kaiji_scheme_get_int (scheme, "number.serial_digits", 4), 1, 12);
  g_autofree char *serial = g_strnfill ((gsize) digits, 'N');

  g_string_replace (out, "{identifier}", identifier, 0);
  g_string_replace (out, "{serial}", serial, 0);
  g_string_replace (out, "{yymm}", "YYMM", 0);
  return g_strstrip (g_string_free (out, FALSE));
}

static char *
dup_answer (KaijiSession *session, const char *id)
{
  const char *text = kaiji_case_source_get_answer (kaiji_session_get_source (session), id);

  return g_strstrip (g_strdup (text ? text : ""));
}

void
kaiji_specimen_init (KaijiSpecimen *specimen, KaijiSession *session)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  KaijiDate today = kaiji_checker_get_today (kaiji_session_get_checker (session));
  const char *identifier = kaiji_scheme_get_text (scheme, "number.identifier");

  memset (specimen, 0, sizeof *specimen);
  specimen->number = fill_pattern (scheme, identifier);
  specimen->mark_number = fill_pattern (scheme, "");
  specimen->service_name = dup_answer (session, FIELD_SERVICE_NAME);
  specimen->provider_name = dup_answer (session, FIELD_PROVIDER_NAME);
  specimen->certificate = (KaijiCertificate){
    .specimen = TRUE,
    .number = specimen->number,
    .service_name = specimen->service_name,
    .provider_name = specimen->provider_name,
    .certified_on = today,
    .expires_on = kaiji_certificate_last_day (scheme, today, &specimen->other_expires_on),
    .issued_on = today,
    .qr_payload = "",
    .check_text = "",
  };
  specimen->mark = (KaijiMark){
    .specimen = TRUE,
    .identifier = identifier,
    .number = specimen->mark_number,
  };
}

void
kaiji_specimen_clear (KaijiSpecimen *specimen)
{
  g_clear_pointer (&specimen->number, g_free);
  g_clear_pointer (&specimen->mark_number, g_free);
  g_clear_pointer (&specimen->service_name, g_free);
  g_clear_pointer (&specimen->provider_name, g_free);
}

/**
 * kaiji_specimen_write_certificate:
 * @session: a session
 * @path: .pdf, .png or .svg
 * @error: as kaiji_certificate_write()
 *
 * Thread: main. Returns: whether the file is there and whole
 */
gboolean
kaiji_specimen_write_certificate (KaijiSession *session, const char *path, GError **error)
{
  KaijiSpecimen specimen;
  gboolean done;

  kaiji_specimen_init (&specimen, session);
  done = kaiji_certificate_write (kaiji_session_get_scheme (session), &specimen.certificate, path,
                                  error);
  kaiji_specimen_clear (&specimen);
  return done;
}

/**
 * kaiji_specimen_write_mark:
 * @session: a session
 * @monochrome: black and white
 * @width_mm: width, at least 24
 * @path: .pdf, .png or .svg
 * @error: as kaiji_mark_write()
 *
 * Thread: main. Returns: whether the file is there and whole
 */
gboolean
kaiji_specimen_write_mark (KaijiSession *session,
                           gboolean monochrome,
                           double width_mm,
                           const char *path,
                           GError **error)
{
  KaijiSpecimen specimen;
  gboolean done;

  kaiji_specimen_init (&specimen, session);
  specimen.mark.monochrome = monochrome;
  done =
      kaiji_mark_write (kaiji_session_get_scheme (session), &specimen.mark, width_mm, path, error);
  kaiji_specimen_clear (&specimen);
  return done;
}
