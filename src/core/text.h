/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kaiji_text_normalize (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_text_fold_map (const char *text, guint **offsets) G_GNUC_WARN_UNUSED_RESULT;
guint kaiji_text_count (const char *text);
gboolean kaiji_text_has_japanese (const char *text);
gboolean kaiji_text_has_letters (const char *text);
gboolean kaiji_text_is_blank (const char *text);

G_END_DECLS
