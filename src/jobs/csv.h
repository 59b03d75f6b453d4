/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* RFC 4180: rows of fields. @text: UTF-8, a byte order mark is skipped; lines end in CRLF or LF.
 * Returns: (transfer full) (element-type GStrv): NULL and KAIJI_JOBS_ERROR_INPUT with the line */
GPtrArray *kaiji_csv_parse (const char *text, GError **error);
/* Appends one field, quoted where it must be. */
void kaiji_csv_append (GString *out, const char *field);

G_END_DECLS
