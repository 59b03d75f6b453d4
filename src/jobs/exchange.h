/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/* Answers in and out of a case; the format goes by the file name: .json or .csv, in also .xlsx. */

/* Sets the answers of a file, in one undo step; others stay as they are. All or nothing.
 * @n_answers: (out) (optional): how many the file holds */
gboolean
kaiji_exchange_import (KaijiSession *session, const char *path, guint *n_answers, GError **error);
/* Writes the answers (JSON: citations and evidence too), reads the file back. */
gboolean kaiji_exchange_export (KaijiSession *session, const char *path, GError **error);

G_END_DECLS
