/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which characters of @text a system that knows only ASCII and JIS X 0208 cannot write: each once,
 * in the order of the text. (transfer full) (nullable): %NULL when there is none. */
char *kaiji_jis_dup_outside (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
