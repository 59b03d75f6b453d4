/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *kaiji_tsv_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char **kaiji_tsv_dup_column (GPtrArray *rows, guint column) G_GNUC_WARN_UNUSED_RESULT;
guint kaiji_tsv_count_columns (GPtrArray *rows);

G_END_DECLS
