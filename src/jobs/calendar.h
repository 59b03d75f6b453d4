/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days that follow from a certification, a revocation or a notice by the law of a scheme: each
 * with its clause, both readings where the documents leave one open, and what the contact desk does
 * on it. Calendar days, never shifted; nothing here asks the clock.
 */
#pragma once

#include "core/term.h"
#include "scheme/desk.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiCalendarDays: what is known; %KAIJI_DATE_NONE for what is not.
 * @certified_on: day of the certification (認定日)
 * @disclosed_on: date of the disclosed information (開示情報の日付): the other base of the term
 * @renewed_on: day on which the renewal was decided
 * @revoked_on: day of a revocation
 * @notified_on: day of the notice that the formal review is complete
 */
typedef struct
{
  KaijiDate certified_on;
  KaijiDate disclosed_on;
  KaijiDate renewed_on;
  KaijiDate revoked_on;
  KaijiDate notified_on;
} KaijiCalendarDays;

/**
 * KaijiCalendarReading: the day by one way to read the documents.
 * @value: base and last day of the term, as they stand in settings: "certified-on/day-before";
 *   of other days the name of the reading
 * @text: how it is read, in the user's language
 * @date: the day; none when something is not known
 */
typedef struct
{
  char *value;
  char *text;
  KaijiDate date;
} KaijiCalendarReading;

/**
 * KaijiCalendarEntry: one day.
 * @id: "term.last_day", "renewal.notice", "renewal.opens", "renewal.closes", "renewal.term_last_day",
 *   "revoked.free", "fee.payment"
 * @label: what it is, in the user's language
 * @date: the day to plan with: while a reading is open, the one that holds by both. None: it cannot
 *   be told
 * @readings: (element-type KaijiCalendarReading): all readings, that of @date among them
 * @sentence: how it comes about, with its clause and the other readings; or that it is not set
 * @source: clause, "" when not set
 * @note: what the pack says of it, ""
 * @opens: something may be done from this day on; else until it
 * @desk: of @date
 * @advice: what to do about the desk, and whether postmark or arrival counts; ""
 */
typedef struct
{
  const char *id;
  char *label;
  KaijiDate date;
  GPtrArray *readings;
  char *sentence;
  char *source;
  KaijiVerified verified;
  char *note;
  gboolean opens;
  KaijiDeskDay desk;
  char *advice;
} KaijiCalendarEntry;

/* Returns: (transfer full) (element-type KaijiCalendarEntry): in the order of the procedure */
GPtrArray *kaiji_calendar_list (KaijiScheme *scheme,
                                const KaijiHolidays *holidays,
                                const KaijiCalendarDays *days) G_GNUC_WARN_UNUSED_RESULT;
/* {"scheme","days":[{"id","label","date","readings","sentence","source","verified","note","desk",
 * "advice"}],"postmark"}; dates null when they cannot be told */
char *kaiji_calendar_dup_json (KaijiScheme *scheme,
                               const KaijiHolidays *holidays,
                               const KaijiCalendarDays *days) G_GNUC_WARN_UNUSED_RESULT;
/* Beside the day of handing in: era, weekday and that the desk is closed. @advice: (out) (transfer
 * full): which day to take instead, with the clause; "" */
char *kaiji_calendar_dup_hand_in (KaijiScheme *scheme,
                                  const KaijiHolidays *holidays,
                                  KaijiDate date,
                                  char **advice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
