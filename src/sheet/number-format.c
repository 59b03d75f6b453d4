/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a number in a cell is shown: as a date, a time, a percentage, or as it is. */
#include "sheet/sheet-private.h"

#include <math.h>
#include <string.h>

#define LAST_SERIAL 2958465.0 /* counted from 1900; from 1904 it is 1462 days less */
#define SECONDS_A_DAY 86400

/**
 * kaiji_number_format_of_id:
 * @id: a number format without a code of its own
 *
 * Those of the standard, and the dates of East Asian editions (27 to 36, 50 to 58).
 */
KaijiNumberFormat
kaiji_number_format_of_id (guint id)
{
  switch (id)
    {
    case 9:
    case 10:
      return KAIJI_FORMAT_PERCENT;
    case 18:
    case 19:
    case 20:
    case 21:
    case 32:
    case 33:
    case 45:
    case 47:
      return KAIJI_FORMAT_TIME;
    case 22:
      return KAIJI_FORMAT_DATE_TIME;
    case 46:
      return KAIJI_FORMAT_ELAPSED;
    default:
      return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
                 ? KAIJI_FORMAT_DATE
                 : KAIJI_FORMAT_GENERAL;
    }
}

typedef struct
{
  gboolean day, month, hour, second, era, percent, digit, elapsed;
} Signs;

/* The end of "[…]" at @p. In brackets stand colours, locales and, as [h], elapsed time. */
static const char *
take_bracket (const char *p, Signs *signs)
{
  const char *end = strchr (p, ']');

  if (!end)
    return p + strlen (p) - 1;
  if (strchr ("hHmMsS", p[1]) && strspn (p + 1, "hHmMsS") == (gsize) (end - p - 1))
    signs->elapsed = TRUE;
  return end;
}

static const char *
take_quoted (const char *p)
{
  const char *end = strchr (p + 1, '"');

  return end ? end : p + strlen (p) - 1;
}

static void
take_letter (char letter, Signs *signs)
{
  switch (g_ascii_tolower (letter))
    {
    case 'y':
    case 'd':
      signs->day = TRUE;
      break;
    case 'm':
      signs->month = TRUE;
      break;
    case 'h':
      signs->hour = TRUE;
      break;
    case 's':
      signs->second = TRUE;
      break;
    case 'e':
    case 'g':
      signs->era = TRUE;
      break;
    case '%':
      signs->percent = TRUE;
      break;
    case '0':
    case '#':
    case '?':
      signs->digit = TRUE;
      break;
    default:
      break;
    }
}

/**
 * kaiji_number_format_of_code:
 * @code: "yyyy\"年\"m\"月\"", "0.0%" …; its part for positive numbers counts
 */
KaijiNumberFormat
kaiji_number_format_of_code (const char *code)
{
  Signs signs = { 0 };

  if (g_ascii_strncasecmp (code, "General", 7) == 0)
    return KAIJI_FORMAT_GENERAL;
  for (const char *p = code; *p && *p != ';'; p++)
    if (*p == '[')
      p = take_bracket (p, &signs);
    else if (*p == '"')
      p = take_quoted (p);
    else if ((*p == '\\' || *p == '_' || *p == '*') && p[1])
      p = g_utf8_next_char (p + 1) - 1;
    else
      take_letter (*p, &signs);
  if (signs.elapsed)
    return KAIJI_FORMAT_ELAPSED;
  if (signs.day || (signs.month && !signs.hour && !signs.second) || (signs.era && !signs.digit))
    return signs.hour ? KAIJI_FORMAT_DATE_TIME : KAIJI_FORMAT_DATE;
  if (signs.hour || signs.second)
    return KAIJI_FORMAT_TIME;
  return signs.percent ? KAIJI_FORMAT_PERCENT : KAIJI_FORMAT_GENERAL;
}

static char *
format_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == floor (value) && fabs (value) < 1e15)
    return g_strdup_printf ("%.0f", value == 0 ? 0 : value);
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", value);
  return g_strdup (buffer);
}

static char *
format_percent (double value)
{
  g_autofree char *number = format_number (round (value * 1e12) / 1e10);

  return g_strconcat (number, "%", NULL);
}

static void
append_clock (GString *out, gint64 seconds)
{
  g_string_append_printf (out, "%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60));
  if (seconds % 60)
    g_string_append_printf (out, ":%02d", (int) (seconds % 60));
}

/* In the count from 1900 day 60 is the 29th of February, which that year never had. */
static void
append_day (GString *out, gint64 day, gboolean from_1904)
{
  GDate date;

  if (!from_1904 && day == 60)
    {
      g_string_append (out, "1900-02-29");
      return;
    }
  g_date_clear (&date, 1);
  if (from_1904)
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy (&date, day < 60 ? 31 : 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint) day);
  g_string_append_printf (out, "%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

static char *
format_date (KaijiNumberFormat format, double value, gboolean from_1904)
{
  gint64 seconds = (gint64) round (value * SECONDS_A_DAY);
  gint64 day = seconds / SECONDS_A_DAY;
  GString *out = g_string_new (NULL);

  seconds %= SECONDS_A_DAY;
  if (format == KAIJI_FORMAT_ELAPSED)
    append_clock (out, day * SECONDS_A_DAY + seconds);
  else if (format == KAIJI_FORMAT_TIME)
    append_clock (out, seconds);
  else
    {
      append_day (out, day, from_1904);
      if (format == KAIJI_FORMAT_DATE_TIME)
        {
          g_string_append_c (out, ' ');
          append_clock (out, seconds);
        }
    }
  return g_string_free (out, FALSE);
}

/**
 * kaiji_number_format_apply:
 * @format: of the cell's style
 * @text: the number as the file has it
 * @from_1904: whether days are counted from 1904-01-01 instead of 1900
 *
 * Returns: (transfer full): what the cell shows; days as "2024-04-01", times as "09:30"
 */
char *
kaiji_number_format_apply (KaijiNumberFormat format, const char *text, gboolean from_1904)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end || !isfinite (value))
    return g_strdup (text);
  switch (format)
    {
    case KAIJI_FORMAT_PERCENT:
      return format_percent (value);
    case KAIJI_FORMAT_DATE:
    case KAIJI_FORMAT_TIME:
    case KAIJI_FORMAT_DATE_TIME:
    case KAIJI_FORMAT_ELAPSED:
      if (value >= 0 && value < LAST_SERIAL + 1 - (from_1904 ? 1462 : 0))
        return format_date (format, value, from_1904);
      return format_number (value);
    case KAIJI_FORMAT_GENERAL:
    default:
      return format_number (value);
    }
}
