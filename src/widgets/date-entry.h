/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"
#include "widgets/editor.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_DATE_ENTRY (kaiji_date_entry_get_type ())
/**
 * KaijiDateEntry:
 *
 * A day, typed in any of the forms that kaiji_date_parse() reads or picked from a calendar, with
 * the Japanese era and the weekday beside it. The text stays as typed.
 */
G_DECLARE_FINAL_TYPE (KaijiDateEntry, kaiji_date_entry, KAIJI, DATE_ENTRY, KaijiEditor)

/**
 * KaijiDateRemarkFunc:
 * @date: the day that stands in the entry
 * @advice: (out) (transfer full): what else is to be known of it, ""
 * @data: user data
 *
 * Returns: (transfer full): what stands beside the day, "" for era and weekday alone
 */
typedef char *(*KaijiDateRemarkFunc) (KaijiDate date, char **advice, gpointer data);

GtkWidget *kaiji_date_entry_new (KaijiDate today);
void kaiji_date_entry_set_remark_func (KaijiDateEntry *self,
                                       KaijiDateRemarkFunc func,
                                       gpointer data,
                                       GDestroyNotify destroy);
void kaiji_date_entry_set_compact (KaijiDateEntry *self);
const char *kaiji_date_entry_get_reading (KaijiDateEntry *self);
const char *kaiji_date_entry_get_advice (KaijiDateEntry *self);
void kaiji_date_entry_pick (KaijiDateEntry *self, KaijiDate date);

G_END_DECLS
