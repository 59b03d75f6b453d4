/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"

G_BEGIN_DECLS

/* Whether @text is what a prompt of kind table holds: a JSON array of objects whose members are
 * texts of its columns. @error: KAIJI_JOBS_ERROR_INPUT. */
gboolean kaiji_jobs_check_table (KaijiPrompt *prompt, const char *text, GError **error);

G_END_DECLS
