/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/editor.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_NUMBER_ENTRY (kaiji_number_entry_get_type ())
/**
 * KaijiNumberEntry:
 *
 * A number in free text, with the way it is read beside it and, where there are several units, a
 * drop-down that writes the unit behind the number.
 */
G_DECLARE_FINAL_TYPE (KaijiNumberEntry, kaiji_number_entry, KAIJI, NUMBER_ENTRY, KaijiEditor)

GtkWidget *kaiji_number_entry_new (const char *const *units, int width);
const char *kaiji_number_entry_get_reading (KaijiNumberEntry *self);
void kaiji_number_entry_choose_unit (KaijiNumberEntry *self, guint unit);

G_END_DECLS
