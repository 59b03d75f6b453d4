/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiHolidays:
 *
 * Japan's holidays (国民の祝日に関する法律 3条) of the years that have been published. A year that is
 * not in the table is not known; nothing is computed in its place. Immutable.
 */
typedef struct _KaijiHolidays KaijiHolidays;

KaijiHolidays *kaiji_holidays_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_holidays_free (KaijiHolidays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiHolidays, kaiji_holidays_free)
/* The table that belongs to the program; empty when it cannot be read. (transfer none) */
const KaijiHolidays *kaiji_holidays_get_default (void);

gboolean kaiji_holidays_has_year (const KaijiHolidays *self, int year);
/* Name of the holiday, NULL: none, or the year is not in the table. */
const char *kaiji_holidays_lookup (const KaijiHolidays *self, KaijiDate date);
/* Where a year's table comes from, "" when there is none. @verified: (out) (nullable) */
const char *
kaiji_holidays_get_source (const KaijiHolidays *self, int year, KaijiVerified *verified);
/* (transfer full): the years of the table, sorted; ends with 0 */
int *kaiji_holidays_dup_years (const KaijiHolidays *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
