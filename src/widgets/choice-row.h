/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"
#include "widgets/editor.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CHOICE_ROW (kaiji_choice_row_get_type ())
/**
 * KaijiChoiceRow:
 *
 * Choices in one line, and below them the detail as a text that grows. Both show parts of the one
 * answer: choosing rewrites its first word only, and what stands between word and detail stays as
 * it was typed. An answer that begins with none of the words has no radio chosen and is shown
 * whole.
 */
G_DECLARE_FINAL_TYPE (KaijiChoiceRow, kaiji_choice_row, KAIJI, CHOICE_ROW, KaijiEditor)

GtkWidget *kaiji_choice_row_new (KaijiScheme *scheme, KaijiPrompt *prompt);
int kaiji_choice_row_get_chosen (KaijiChoiceRow *self);
void kaiji_choice_row_choose (KaijiChoiceRow *self, int choice);

G_END_DECLS
