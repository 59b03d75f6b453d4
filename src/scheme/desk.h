/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/holidays.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiDeskState: whether the scheme's contact desk is open on a day.
 * @KAIJI_DESK_UNSET: no document of the scheme states its days
 * @KAIJI_DESK_OPEN: it is
 * @KAIJI_DESK_CLOSED: it is not
 * @KAIJI_DESK_UNKNOWN: the holidays of that year are not in the table
 */
typedef enum
{
  KAIJI_DESK_UNSET,
  KAIJI_DESK_OPEN,
  KAIJI_DESK_CLOSED,
  KAIJI_DESK_UNKNOWN,
} KaijiDeskState;

/**
 * KaijiDeskDay: what can be said of the desk on a day. The day itself is never shifted.
 * @holiday: (nullable): the holiday for which it is closed
 * @open_before: @date itself when open, else the last open day before it; none when a year that is
 *   not in the table lies between, or the desk's days are not set
 * @open_after: likewise, the first open day from @date on
 * @missing_year: the year that would be needed, 0 for none
 */
typedef struct
{
  KaijiDate date;
  KaijiDeskState state;
  const char *holiday;
  KaijiDate open_before;
  KaijiDate open_after;
  int missing_year;
} KaijiDeskDay;

void kaiji_desk_look (KaijiScheme *scheme,
                      const KaijiHolidays *holidays,
                      KaijiDate date,
                      KaijiDeskDay *day);
/* Whether a word of desk.closed says anything: "saturday" …, "holidays". */
gboolean kaiji_desk_knows_word (const char *word);
const char *kaiji_desk_state_to_string (KaijiDeskState state); /* "closed" */
/* "(Sat) desk closed" in the user's language; "" when it is open or unset. */
char *kaiji_desk_day_dup_remark (const KaijiDeskDay *day) G_GNUC_WARN_UNUSED_RESULT;
/* "2026-02-14 (Sat)" */
char *kaiji_desk_dup_date (KaijiDate date) G_GNUC_WARN_UNUSED_RESULT;
/* One sentence: which day to take instead; "" when it is open or unset. */
char *kaiji_desk_day_dup_recommended (const KaijiDeskDay *day,
                                      gboolean after) G_GNUC_WARN_UNUSED_RESULT;
/* One or two sentences: that the desk is closed, which day to take instead; "" when it is open. */
char *kaiji_desk_day_dup_advice (const KaijiDeskDay *day, gboolean after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
