/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"

G_BEGIN_DECLS

/**
 * KaijiLastDay: whether the day on which a term of years comes round belongs to it.
 * @KAIJI_LAST_DAY_BEFORE: the first day is counted, the term ends on the day before
 * @KAIJI_LAST_DAY_SAME: the first day is not counted, the term ends on that day
 */
typedef enum
{
  KAIJI_LAST_DAY_BEFORE,
  KAIJI_LAST_DAY_SAME,
} KaijiLastDay;

/**
 * KaijiBar: whether a wait of whole years is over on a day.
 * @KAIJI_BAR_HOLDS: it is not, however one reads
 * @KAIJI_BAR_BOUNDARY: the readings differ
 * @KAIJI_BAR_OVER: it is, however one reads
 */
typedef enum
{
  KAIJI_BAR_HOLDS,
  KAIJI_BAR_BOUNDARY,
  KAIJI_BAR_OVER,
} KaijiBar;

#define KAIJI_N_LAST_DAYS 2

KaijiDate kaiji_term_last_day (KaijiDate first, int years, KaijiLastDay reading);
gboolean kaiji_term_has_anniversary (KaijiDate first, int years);
/* "day-before", "same-day": how the readings stand in packs. */
const char *kaiji_last_day_to_string (KaijiLastDay reading);
gboolean kaiji_last_day_parse (const char *text, KaijiLastDay *reading);

KaijiBar kaiji_bar_judge (KaijiDate since, KaijiDate on, int years);
void kaiji_bar_get_boundary (KaijiDate since, int years, KaijiDate *first, KaijiDate *last);

G_END_DECLS
