/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days: read in the ways people write them, counted, and written out. Days of the scheme
 * are calendar days in Japan (JST, UTC+9, no summer time); none is ever shifted to a working day.
 *
 * 明治 is read from 1873 on, when Japan took the Gregorian calendar.
 */
#include "core/date.h"

#include <string.h>

#include "core/text.h"
#include "core/vocabulary.h"

static GDate
to_gdate (KaijiDate date)
{
  GDate gdate;

  g_date_clear (&gdate, 1);
  g_date_set_dmy (&gdate, date.day, (GDateMonth) date.month, (GDateYear) date.year);
  return gdate;
}

static KaijiDate
from_gdate (const GDate *gdate)
{
  return (KaijiDate){ (gint16) g_date_get_year (gdate), (guint8) g_date_get_month (gdate),
                      g_date_get_day (gdate) };
}

/** kaiji_date_is_valid: Returns: whether @date is a day of the calendar, 1 to 9999. Thread: any. */
gboolean
kaiji_date_is_valid (KaijiDate date)
{
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12
         && g_date_valid_dmy (date.day, (GDateMonth) date.month, (GDateYear) date.year);
}

static gboolean
take_number (const char **p, guint max_digits, int *number)
{
  guint digits = 0;

  *number = 0;
  while (g_ascii_isdigit (**p) && digits < max_digits)
    {
      *number = *number * 10 + (**p - '0');
      (*p)++;
      digits++;
    }
  return digits > 0;
}

static gboolean
take_word (const char **p, const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

static void
skip_spaces (const char **p)
{
  while (**p == ' ')
    (*p)++;
}

/* An era's name or letter at @p. */
static const KaijiEra *
take_era (const char **p)
{
  for (const KaijiEra *era = kaiji_eras; era->name; era++)
    {
      if (take_word (p, era->name))
        return era;
      if (g_ascii_toupper (**p) == era->letter && g_ascii_isdigit ((*p)[1]))
        {
          (*p)++;
          return era;
        }
    }
  return NULL;
}

/* The sign between year and month, or month and day. */
static gboolean
take_separator (const char **p, const char *word, char *sign)
{
  skip_spaces (p);
  if (take_word (p, word))
    {
      skip_spaces (p);
      return *sign == 0;
    }
  if (!strchr ("-/.", **p) || **p == 0 || (*sign && *sign != **p))
    return FALSE;
  *sign = **p;
  (*p)++;
  return TRUE;
}

static gboolean
era_holds (const KaijiEra *era, KaijiDate date)
{
  KaijiDate first = { era->year, era->month, era->day };

  if (kaiji_date_compare (date, first) < 0)
    return FALSE;
  if (era == kaiji_eras)
    return TRUE;
  era--;
  /* The day of a change is counted to both eras: papers of that day bear either. */
  return kaiji_date_compare (date, (KaijiDate){ era->year, era->month, era->day }) <= 0;
}

/**
 * kaiji_date_parse:
 * @text: what a person typed, in any width: 2024年4月15日, 2024-04-15, 1991/10/01, 2024.4.15,
 *   令和6年4月15日, R6.4.15; a weekday in brackets or white space may follow
 * @date: (out): the day
 *
 * Reads a day. An era's date must lie in that era (令和 from 2019-05-01).
 *
 * Thread: any. Returns: %FALSE when @text is no day
 */
gboolean
kaiji_date_parse (const char *text, KaijiDate *date)
{
  g_autofree char *normal = kaiji_text_normalize (text);
  const char *p = normal;
  const KaijiEra *era = take_era (&p);
  char sign = 0;
  int year, month, day;
  KaijiDate read;

  skip_spaces (&p);
  if (era && take_word (&p, kaiji_word_first_year))
    year = 1;
  else if (!take_number (&p, 4, &year))
    return FALSE;
  if (era)
    year += era->first_year - 1;
  else if (year < 1000)
    return FALSE;
  if (!take_separator (&p, kaiji_word_year, &sign) || !take_number (&p, 2, &month)
      || !take_separator (&p, kaiji_word_month, &sign) || !take_number (&p, 2, &day))
    return FALSE;
  skip_spaces (&p);
  if (!sign && !take_word (&p, kaiji_word_day))
    return FALSE;
  skip_spaces (&p);
  if (*p == '(')
    p = strchr (p, ')') ? strchr (p, ')') + 1 : p;
  skip_spaces (&p);
  read = (KaijiDate){ (gint16) year, (guint8) month, (guint8) day };
  if (*p || !kaiji_date_is_valid (read) || (era && !era_holds (era, read)))
    return FALSE;
  *date = read;
  return TRUE;
}

/** kaiji_date_compare: Returns: negative, 0 or positive as @a is before, on or after @b. */
int
kaiji_date_compare (KaijiDate a, KaijiDate b)
{
  if (a.year != b.year)
    return a.year - b.year;
  if (a.month != b.month)
    return a.month - b.month;
  return a.day - b.day;
}

/** kaiji_date_add_days: Returns: the day @days later (earlier when negative). Thread: any. */
KaijiDate
kaiji_date_add_days (KaijiDate date, int days)
{
  GDate gdate = to_gdate (date);

  if (days >= 0)
    g_date_add_days (&gdate, (guint) days);
  else
    g_date_subtract_days (&gdate, (guint) -days);
  return from_gdate (&gdate);
}

/**
 * kaiji_date_add_months:
 * @date: a day
 * @months: how many, may be negative
 *
 * The same day of another month; its last day where the month has no such day.
 *
 * Thread: any. Returns: the day
 */
KaijiDate
kaiji_date_add_months (KaijiDate date, int months)
{
  GDate gdate = to_gdate (date);

  if (months >= 0)
    g_date_add_months (&gdate, (guint) months);
  else
    g_date_subtract_months (&gdate, (guint) -months);
  return from_gdate (&gdate);
}

/**
 * kaiji_date_add_years:
 * @date: a day
 * @years: how many, may be negative
 *
 * The same day of another year; 29 February becomes 28 February where there is none.
 *
 * Thread: any. Returns: the day
 */
KaijiDate
kaiji_date_add_years (KaijiDate date, int years)
{
  date.year = (gint16) (date.year + years);
  if (!kaiji_date_is_valid (date) && date.month == 2 && date.day == 29)
    date.day = 28;
  return date;
}

/** kaiji_date_days_between: Returns: days from @from to @to, negative when it lies before. */
int
kaiji_date_days_between (KaijiDate from, KaijiDate to)
{
  GDate a = to_gdate (from), b = to_gdate (to);

  return g_date_days_between (&a, &b);
}

/** kaiji_date_weekday: Returns: 1 (Monday) to 7 (Sunday). */
int
kaiji_date_weekday (KaijiDate date)
{
  GDate gdate = to_gdate (date);

  return (int) g_date_get_weekday (&gdate);
}

/**
 * kaiji_date_today:
 *
 * The present day in Japan. Only windows and commands ask; everything else is given the day.
 *
 * Thread: any. Returns: the day
 */
KaijiDate
kaiji_date_today (void)
{
  g_autoptr (GTimeZone) jst = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) now = g_date_time_new_now (jst);

  return (KaijiDate){ (gint16) g_date_time_get_year (now), (guint8) g_date_time_get_month (now),
                      (guint8) g_date_time_get_day_of_month (now) };
}

/** kaiji_date_to_iso: Returns: (transfer full): "2024-04-15", "" for no date. */
char *
kaiji_date_to_iso (KaijiDate date)
{
  if (!kaiji_date_is_valid (date))
    return g_strdup ("");
  return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
}

/** kaiji_date_to_japanese: Returns: (transfer full): "2024年4月15日", "" for no date. */
char *
kaiji_date_to_japanese (KaijiDate date)
{
  if (!kaiji_date_is_valid (date))
    return g_strdup ("");
  return g_strdup_printf ("%d%s%d%s%d%s", date.year, kaiji_word_year, date.month, kaiji_word_month,
                          date.day, kaiji_word_day);
}

/** kaiji_date_to_era: Returns: (transfer full): "令和6年4月15日", "" before 1873. */
char *
kaiji_date_to_era (KaijiDate date)
{
  if (!kaiji_date_is_valid (date))
    return g_strdup ("");
  for (const KaijiEra *era = kaiji_eras; era->name; era++)
    if (kaiji_date_compare (date, (KaijiDate){ era->year, era->month, era->day }) >= 0)
      {
        int year = date.year - era->first_year + 1;
        g_autofree char *number =
            year == 1 ? g_strdup (kaiji_word_first_year) : g_strdup_printf ("%d", year);

        return g_strdup_printf ("%s%s%s%d%s%d%s", era->name, number, kaiji_word_year, date.month,
                                kaiji_word_month, date.day, kaiji_word_day);
      }
  return g_strdup ("");
}

/** kaiji_date_to_era_weekday: Returns: (transfer full): "令和8年2月3日 (火)", "" for no date. */
char *
kaiji_date_to_era_weekday (KaijiDate date)
{
  g_autofree char *era = kaiji_date_to_era (date);

  if (!kaiji_date_is_valid (date))
    return g_strdup ("");
  return g_strdup_printf ("%s%s(%s)", era, *era ? " " : "",
                          kaiji_weekdays[kaiji_date_weekday (date) - 1]);
}
