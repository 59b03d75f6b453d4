/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/editor.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_LINE_ENTRY (kaiji_line_entry_get_type ())
/**
 * KaijiLineEntry:
 *
 * A text of one line: names, addresses, telephone and corporate numbers.
 */
G_DECLARE_FINAL_TYPE (KaijiLineEntry, kaiji_line_entry, KAIJI, LINE_ENTRY, KaijiEditor)

GtkWidget *kaiji_line_entry_new (GtkInputPurpose purpose, int width);

G_END_DECLS
