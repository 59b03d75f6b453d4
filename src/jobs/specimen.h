/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"
#include "render/render.h"

G_BEGIN_DECLS

/* What a case would lead to, as a specimen: nothing here is issued. Texts live until the
 * structure is cleared. */
typedef struct
{
  KaijiCertificate certificate;
  KaijiMark mark;
  KaijiDate other_expires_on; /* as kaiji_certificate_last_day() says */
  char *number;
  char *mark_number;
  char *service_name;
  char *provider_name;
} KaijiSpecimen;

/* Fills @specimen from the answers and the day of the rules. */
void kaiji_specimen_init (KaijiSpecimen *specimen, KaijiSession *session);
void kaiji_specimen_clear (KaijiSpecimen *specimen); /* frees its texts */

/* Certificate and mark of a case as specimens; the format goes by the name (.pdf .png .svg). */
gboolean kaiji_specimen_write_certificate (KaijiSession *session, const char *path, GError **error);
gboolean kaiji_specimen_write_mark (KaijiSession *session,
                                    gboolean monochrome,
                                    double width_mm,
                                    const char *path,
                                    GError **error);

G_END_DECLS
