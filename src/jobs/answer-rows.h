/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Answers as rows with the columns id and text; a first row that says "id" names them. Ids and
 * texts are added to two arrays of owned strings. @error: KAIJI_JOBS_ERROR_INPUT */
gboolean kaiji_answer_rows_read_csv (const char *path,
                                     GBytes *bytes,
                                     GPtrArray *ids,
                                     GPtrArray *texts,
                                     GError **error);
/* The first sheet of the file. */
gboolean
kaiji_answer_rows_read_xlsx (const char *path, GPtrArray *ids, GPtrArray *texts, GError **error);

G_END_DECLS
