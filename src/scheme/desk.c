/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days on which the contact desk is closed, by the setting desk.closed of the scheme: names of
 * weekdays and "holidays". What no document states (the turn of the year) is not supposed.
 *
 * Source: 概要 13
 */
#include "scheme/desk.h"

#include <glib/gi18n-lib.h>

#include "core/vocabulary.h"

#define WORD_HOLIDAYS "holidays"

/* More days in a row than any desk is closed by weekdays and holidays. */
#define LONGEST_BREAK 31

static const char *const weekday_names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                             "friday", "saturday", "sunday",    NULL };
static const char *const state_names[] = { "unset", "open", "closed", "unknown" };

/** kaiji_desk_knows_word: Returns: whether @word is a weekday's name or "holidays". */
gboolean
kaiji_desk_knows_word (const char *word)
{
  return g_str_equal (word, WORD_HOLIDAYS) || g_strv_contains (weekday_names, word);
}

/** kaiji_desk_state_to_string: Returns: (transfer none): "unset", "open", "closed", "unknown". */
const char *
kaiji_desk_state_to_string (KaijiDeskState state)
{
  return state_names[state];
}

static KaijiDeskState
judge (char **closed, const KaijiHolidays *holidays, KaijiDate date, const char **holiday)
{
  const char *const *words = (const char *const *) closed;

  *holiday = NULL;
  if (!words)
    return KAIJI_DESK_UNSET;
  if (g_strv_contains (words, WORD_HOLIDAYS))
    *holiday = kaiji_holidays_lookup (holidays, date);
  if (*holiday || g_strv_contains (words, weekday_names[kaiji_date_weekday (date) - 1]))
    return KAIJI_DESK_CLOSED;
  if (g_strv_contains (words, WORD_HOLIDAYS) && !kaiji_holidays_has_year (holidays, date.year))
    return KAIJI_DESK_UNKNOWN;
  return KAIJI_DESK_OPEN;
}

/* The nearest open day from @date on, in steps of a day; none when it cannot be known. */
static KaijiDate
find_open (char **closed,
           const KaijiHolidays *holidays,
           KaijiDate date,
           int step,
           int *missing_year)
{
  for (int i = 0; i < LONGEST_BREAK; i++)
    {
      const char *holiday;
      KaijiDeskState state = judge (closed, holidays, date, &holiday);

      if (state == KAIJI_DESK_OPEN)
        return date;
      if (state == KAIJI_DESK_UNKNOWN)
        {
          *missing_year = date.year;
          break;
        }
      date = kaiji_date_add_days (date, step);
    }
  return KAIJI_DATE_NONE;
}

/**
 * kaiji_desk_look:
 * @scheme: its setting desk.closed
 * @holidays: the table
 * @date: a day
 * @day: (out caller-allocates): what can be said of it
 *
 * Thread: any. Source: 概要 13
 */
void
kaiji_desk_look (KaijiScheme *scheme,
                 const KaijiHolidays *holidays,
                 KaijiDate date,
                 KaijiDeskDay *day)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (scheme, "desk.closed");
  char **closed = setting && setting->set ? setting->values : NULL;

  *day = (KaijiDeskDay){ .date = date, .state = KAIJI_DESK_UNSET };
  if (!closed || !kaiji_date_is_valid (date))
    return;
  day->state = judge (closed, holidays, date, &day->holiday);
  day->open_before = find_open (closed, holidays, date, -1, &day->missing_year);
  day->open_after = find_open (closed, holidays, date, 1, &day->missing_year);
}

/** kaiji_desk_dup_date: Returns: (transfer full): "2026-02-14 (土)", "" for no date. */
char *
kaiji_desk_dup_date (KaijiDate date)
{
  g_autofree char *iso = kaiji_date_to_iso (date);

  if (!*iso)
    return g_strdup ("");
  return g_strdup_printf ("%s (%s)", iso, kaiji_weekdays[kaiji_date_weekday (date) - 1]);
}

static char *
dup_missing (int year)
{
  return g_strdup_printf (_ ("There is no table of the holidays of %d."), year);
}

/**
 * kaiji_desk_day_dup_remark:
 * @day: what kaiji_desk_look() said
 *
 * What stands discreetly behind a date: weekday or holiday, and that the desk is closed; for a year
 * without a table that there is none.
 *
 * Thread: any. Returns: (transfer full): the remark, "" when there is nothing to say
 */
char *
kaiji_desk_day_dup_remark (const KaijiDeskDay *day)
{
  const char *weekday;

  switch (day->state)
    {
    case KAIJI_DESK_CLOSED:
      weekday = kaiji_weekdays[kaiji_date_weekday (day->date) - 1];
      if (day->holiday)
        /* Translators: weekday, name of the holiday. */
        return g_strdup_printf (_ ("(%s, %s) the desk is closed"), weekday, day->holiday);
      return g_strdup_printf (_ ("(%s) the desk is closed"), weekday);
    case KAIJI_DESK_UNKNOWN:
      return dup_missing (day->missing_year);
    case KAIJI_DESK_UNSET:
    case KAIJI_DESK_OPEN:
    default:
      return g_strdup ("");
    }
}

/**
 * kaiji_desk_day_dup_recommended:
 * @day: what kaiji_desk_look() said
 * @after: the day opens something: recommend the first open day from it on, not the last before
 *
 * Thread: any. Returns: (transfer full): a sentence, "" when the desk is open or unset
 */
char *
kaiji_desk_day_dup_recommended (const KaijiDeskDay *day, gboolean after)
{
  g_autofree char *open = kaiji_desk_dup_date (after ? day->open_after : day->open_before);

  if (day->state != KAIJI_DESK_CLOSED && day->state != KAIJI_DESK_UNKNOWN)
    return g_strdup ("");
  if (!*open)
    return dup_missing (day->missing_year);
  if (after)
    return g_strdup_printf (_ ("The first open day is %s."), open);
  return g_strdup_printf (_ ("The last open day before is %s."), open);
}

/**
 * kaiji_desk_day_dup_advice:
 * @day: what kaiji_desk_look() said
 * @after: as above
 *
 * Thread: any. Returns: (transfer full): that the desk is closed and which day is recommended, ""
 *   when the desk is open or unset
 */
char *
kaiji_desk_day_dup_advice (const KaijiDeskDay *day, gboolean after)
{
  g_autofree char *recommended = kaiji_desk_day_dup_recommended (day, after);
  g_autofree char *remark = NULL, *iso = NULL;

  if (day->state != KAIJI_DESK_CLOSED)
    return g_steal_pointer (&recommended);
  remark = kaiji_desk_day_dup_remark (day);
  iso = kaiji_date_to_iso (day->date);
  /* Translators: date, remark such as "(Sat) the desk is closed", sentence. */
  return g_strdup_printf (C_ ("desk", "%s %s. %s"), iso, remark, recommended);
}
