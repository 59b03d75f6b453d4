/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_POINTS_PER_MM (72.0 / 25.4)

const char *kaiji_paper_get_serif (KaijiScheme *scheme);
const char *kaiji_paper_get_sans (KaijiScheme *scheme);
char *kaiji_paper_fill (const char *pattern, const char *const *values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
