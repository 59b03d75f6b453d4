/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes of a file as UTF-8: byte order marks, UTF-16, UTF-8, else CP932 (Shift_JIS).
 * @error: KAIJI_SHEET_ERROR_FORMAT with the line */
char *kaiji_csv_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Called for each row; @line: where it begins, from 1. FALSE ends the reading. */
typedef gboolean (*KaijiCsvRowFunc) (guint line, char **cells, gpointer user_data);

/* RFC 4180. @text: UTF-8; a byte order mark is skipped; lines end in CRLF, LF or CR;
 * those within a cell stay as they are.
 * @delimiter: between the cells, 0 = what the first row with one uses: comma, tab or semicolon.
 * @error: KAIJI_SHEET_ERROR_FORMAT with the line; not set when @func ended the reading */
gboolean kaiji_csv_parse (const char *text,
                          char delimiter,
                          KaijiCsvRowFunc func,
                          gpointer user_data,
                          GError **error);
/* Appends one field for a file with commas, quoted where it must be. */
void kaiji_csv_append (GString *out, const char *field);

G_END_DECLS
