/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/editor.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_TEXT_BOX (kaiji_text_box_get_type ())
/**
 * KaijiTextBox:
 *
 * A text of one or more lines that grows with what is typed, with the count of its characters.
 * More than `max-chars` (0: no limit) only warns.
 */
G_DECLARE_FINAL_TYPE (KaijiTextBox, kaiji_text_box, KAIJI, TEXT_BOX, KaijiEditor)

GtkWidget *kaiji_text_box_new (guint max_chars);
guint kaiji_text_box_get_max_chars (KaijiTextBox *self);
void kaiji_text_box_set_min_lines (KaijiTextBox *self, guint lines);
void kaiji_text_box_set_placeholder (KaijiTextBox *self, const char *text);

G_END_DECLS
