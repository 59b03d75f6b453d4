/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"

G_BEGIN_DECLS

/* kaiji_scheme_lint(), and whether every rule can be evaluated.
 * Returns: (transfer full) (element-type KaijiSchemeProblem): empty for a good pack */
GPtrArray *kaiji_jobs_lint (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
