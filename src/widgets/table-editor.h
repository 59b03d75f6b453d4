/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"
#include "widgets/editor.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_TABLE_EDITOR (kaiji_table_editor_get_type ())
/**
 * KaijiTableEditor:
 *
 * Rows of a table field: a control for each column, rows added and removed. The answer is a JSON
 * array of objects; one that is not is shown as text.
 */
G_DECLARE_FINAL_TYPE (KaijiTableEditor, kaiji_table_editor, KAIJI, TABLE_EDITOR, KaijiEditor)

GtkWidget *kaiji_table_editor_new (GPtrArray *columns, KaijiDate today);
guint kaiji_table_editor_get_n_rows (KaijiTableEditor *self);
void kaiji_table_editor_add_row (KaijiTableEditor *self);
void kaiji_table_editor_remove_row (KaijiTableEditor *self, guint row);
KaijiEditor *kaiji_table_editor_get_cell (KaijiTableEditor *self, guint row, guint column);

G_END_DECLS
