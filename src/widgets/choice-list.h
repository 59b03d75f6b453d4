/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/editor.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CHOICE_LIST (kaiji_choice_list_get_type ())
/**
 * KaijiChoiceList:
 *
 * A drop-down of many choices. An answer that is none of them is shown as a choice of its own.
 */
G_DECLARE_FINAL_TYPE (KaijiChoiceList, kaiji_choice_list, KAIJI, CHOICE_LIST, KaijiEditor)

GtkWidget *kaiji_choice_list_new (const char *const *choices);
void kaiji_choice_list_set_compact (KaijiChoiceList *self);

G_END_DECLS
