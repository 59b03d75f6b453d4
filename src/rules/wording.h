/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/case-source.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

/* Suffixes of the ids under which a person's own wording of 添付書類等 is kept, and what the
 * automatic one was when it was written. */
#define KAIJI_WORDING_OWN ".attachment"
#define KAIJI_WORDING_BASIS ".attachment-basis"

char *kaiji_wording_dup_automatic (KaijiScheme *scheme,
                                   KaijiCaseSource *source,
                                   const char *target) G_GNUC_WARN_UNUSED_RESULT;
const char *kaiji_wording_get_own (KaijiCaseSource *source, const char *target);
gboolean kaiji_wording_is_stale (KaijiScheme *scheme, KaijiCaseSource *source, const char *target);

G_END_DECLS
