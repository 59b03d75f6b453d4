/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the calendar share: one list of days while it is made. */
#pragma once

#include "jobs/calendar.h"

G_BEGIN_DECLS

/* One way to read the term: where it ends by it. */
typedef struct
{
  const char *base;
  KaijiLastDay last_day;
  KaijiDate expiry;
  gboolean open; /* not ruled out by a setting with a value */
} CalendarReading;

typedef struct
{
  KaijiScheme *scheme;
  const KaijiHolidays *holidays;
  const KaijiCalendarDays *days;
  GPtrArray *entries;
  CalendarReading readings[2 * KAIJI_N_LAST_DAYS];
  guint n_readings;
} Calendar;

/* An entry with what the pack says of @key; it belongs to the list. */
KaijiCalendarEntry *
calendar_add (Calendar *calendar, const char *id, const char *label, const char *key);
/* Takes @value and @text. */
void calendar_take_reading (KaijiCalendarEntry *entry, char *value, char *text, KaijiDate date);
/* What an office has laid down decides with its own source, which stands behind the clause. */
void calendar_add_choice (Calendar *calendar, KaijiCalendarEntry *entry, const char *key);
gboolean calendar_is_set (Calendar *calendar, const char *key);
void calendar_say_unset (KaijiCalendarEntry *entry);
/* The desk on the day of @entry. */
void calendar_look_at_desk (Calendar *calendar, KaijiCalendarEntry *entry);
/* Adds whether the postmark counts to the advice. */
void calendar_add_postmark (Calendar *calendar, KaijiCalendarEntry *entry);

/* The days that hang on the term: its end, the renewal's window and notice, the renewed term. */
void calendar_add_term (Calendar *calendar);

G_END_DECLS
