/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

/* The answer of a table field: a JSON array of objects of strings. */
GPtrArray *kaiji_table_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_table_print (GPtrArray *rows, const char *const *keys) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_table_dup_shown (KaijiPrompt *prompt, const char *text) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *kaiji_table_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
