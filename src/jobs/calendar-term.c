/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days that hang on the term of a certification, by each way to read the documents.
 *
 * While the documents leave a reading open, the day to plan with is the one that is right by both:
 * the later day on which something opens, the earlier until which it may be done.
 *
 * Source: 概要 8, 9(1); IaaS・PaaS(IoT)運用規程 9, 12
 */
#include "jobs/calendar-private.h"

#include <glib/gi18n-lib.h>

#define BASE_CERTIFIED "certified-on"
#define BASE_DISCLOSED "disclosed-on"
#define TERM_OLD_EXPIRY "old-expiry"
#define TERM_DECIDED "decided-on"

/* How a day is made of the end of a term. */
typedef KaijiDate (*Count) (KaijiDate expiry, int n);

/* What the pack sets aside from the end of the term. */
typedef enum
{
  BEFORE_MONTHS, /* from so many months before it */
  BEFORE_OPENS,  /* from so many days before it */
  BEFORE_CLOSES, /* until so many days before it */
} Before;

static void
add_term_choices (Calendar *calendar, KaijiCalendarEntry *entry)
{
  calendar_add_choice (calendar, entry, "term.base");
  calendar_add_choice (calendar, entry, "term.last_day");
}

/* No open reading leads to a day: either nothing is stated, or the day it is counted from is not
 * known. */
static void
say_no_reading (Calendar *calendar, KaijiCalendarEntry *entry)
{
  if (calendar->n_readings == 0)
    calendar_say_unset (entry);
  else
    entry->sentence = g_strdup (_ ("Not known. It is counted from a day that is not given."));
}

/* ---- readings of the term ---- */

static const char *
last_day_text (KaijiLastDay reading)
{
  return reading == KAIJI_LAST_DAY_BEFORE ? _ ("read as ending on the day before")
                                          : _ ("read as ending on the same day");
}

/* @than: (nullable): the reading beside which it stands: the base is only named when it differs. */
static char *
dup_reading_text (const CalendarReading *reading, const CalendarReading *than)
{
  const char *last_day = last_day_text (reading->last_day);

  if (than && g_str_equal (reading->base, than->base))
    return g_strdup (last_day);
  if (g_str_equal (reading->base, BASE_DISCLOSED))
    return g_strdup_printf (_ ("counted from the date of the disclosure, %s"), last_day);
  return g_strdup_printf (_ ("counted from the certification, %s"), last_day);
}

static void
add_readings (Calendar *calendar, const char *base, KaijiDate first)
{
  const char *set_base = kaiji_scheme_get_text (calendar->scheme, "term.base");
  const char *set_last_day = kaiji_scheme_get_text (calendar->scheme, "term.last_day");
  int years = kaiji_scheme_get_int (calendar->scheme, "term.years", 0);
  KaijiLastDay wanted;
  gboolean has_wanted = kaiji_last_day_parse (set_last_day, &wanted);

  if (!kaiji_date_is_valid (first) || years < 1)
    return;
  for (guint i = 0; i < KAIJI_N_LAST_DAYS; i++)
    calendar->readings[calendar->n_readings++] = (CalendarReading){
      .base = base,
      .last_day = (KaijiLastDay) i,
      .expiry = kaiji_term_last_day (first, years, (KaijiLastDay) i),
      .open = (!*set_base || g_str_equal (set_base, base)) && (!has_wanted || wanted == i),
    };
}

/* The open reading whose day is right by all open readings; NULL when none is open. */
static const CalendarReading *
choose (Calendar *calendar, gboolean latest)
{
  const CalendarReading *chosen = NULL;

  for (guint i = 0; i < calendar->n_readings; i++)
    {
      const CalendarReading *reading = &calendar->readings[i];
      int order = chosen ? kaiji_date_compare (reading->expiry, chosen->expiry) : 0;

      if (reading->open && (!chosen || (latest ? order > 0 : order < 0)))
        chosen = reading;
    }
  return chosen;
}

/* "; read as ending on the day before, 2026-02-13; …": the days that differ from the one named. */
static char *
dup_others (Calendar *calendar, const CalendarReading *chosen, Count count, int n)
{
  GString *text = g_string_new (NULL);
  KaijiDate named = count (chosen->expiry, n);

  for (guint i = 0; i < calendar->n_readings; i++)
    {
      const CalendarReading *reading = &calendar->readings[i];
      KaijiDate date = count (reading->expiry, n);
      g_autofree char *iso = kaiji_date_to_iso (date);
      g_autofree char *how = dup_reading_text (reading, chosen);

      if (kaiji_date_compare (date, named) == 0)
        continue;
      g_string_append (text, C_ ("day", "; "));
      /* Translators: a reading ("read as ending on the day before"), the day by it. */
      g_string_append_printf (text, C_ ("day", "%s, %s"), how, iso);
    }
  return g_string_free (text, FALSE);
}

static void
list_readings (Calendar *calendar, KaijiCalendarEntry *entry, Count count, int n)
{
  for (guint i = 0; i < calendar->n_readings; i++)
    {
      const CalendarReading *reading = &calendar->readings[i];

      calendar_take_reading (
          entry,
          g_strdup_printf ("%s/%s", reading->base, kaiji_last_day_to_string (reading->last_day)),
          dup_reading_text (reading, NULL), count (reading->expiry, n));
    }
}

/* ---- days of the term ---- */

static KaijiDate
same_day (KaijiDate expiry, int n)
{
  return expiry;
}

static KaijiDate
days_before (KaijiDate expiry, int n)
{
  return kaiji_date_add_days (expiry, -n);
}

static KaijiDate
months_before (KaijiDate expiry, int n)
{
  return kaiji_date_add_months (expiry, -n);
}

static const char *
base_text (const CalendarReading *reading)
{
  return g_str_equal (reading->base, BASE_DISCLOSED) ? _ ("Date of the disclosure")
                                                     : _ ("Certified on");
}

static void
add_last_day (Calendar *calendar)
{
  KaijiCalendarEntry *entry =
      calendar_add (calendar, "term.last_day", _ ("Last day of the term"), "term.years");
  const KaijiSetting *open = kaiji_scheme_get_setting (calendar->scheme, "term.last_day");
  const CalendarReading *chosen = choose (calendar, FALSE);
  int years = kaiji_scheme_get_int (calendar->scheme, "term.years", 0);
  g_autofree char *first = NULL, *date = NULL, *others = NULL, *leap = NULL;
  KaijiDate base;

  if (!chosen)
    {
      say_no_reading (calendar, entry);
      return;
    }
  base = g_str_equal (chosen->base, BASE_DISCLOSED) ? calendar->days->disclosed_on
                                                    : calendar->days->certified_on;
  add_term_choices (calendar, entry);
  entry->date = chosen->expiry;
  first = kaiji_date_to_iso (base);
  date = kaiji_date_to_iso (entry->date);
  others = dup_others (calendar, chosen, same_day, 0);
  leap =
      kaiji_term_has_anniversary (base, years)
          ? g_strdup ("")
          : g_strconcat (C_ ("day", "; "),
                         _ ("that month has no such day: its last day, Civil Code 143(2)"), NULL);
  /* Translators: "Certified on", that day, years, the last day, clause, other readings. */
  entry->sentence =
      g_strdup_printf (_ ("%s %s for %d years = until %s (%s%s%s)"), base_text (chosen), first,
                       years, date, entry->source, others, leap);
  list_readings (calendar, entry, same_day, 0);
  if (open && *open->note)
    {
      g_free (entry->note);
      entry->note = g_strdup (open->note);
    }
  calendar_look_at_desk (calendar, entry);
}

static char *
dup_before (Before kind,
            const char *expiry,
            int n,
            const char *date,
            const char *source,
            const char *others)
{
  switch (kind)
    {
    case BEFORE_MONTHS:
      /* Translators: the expiry, how many, the day, clause, other readings. */
      return g_strdup_printf (_ ("Expiry %s, %d months before = from %s (%s%s)"), expiry, n, date,
                              source, others);
    case BEFORE_OPENS:
      return g_strdup_printf (_ ("Expiry %s, %d days before = from %s (%s%s)"), expiry, n, date,
                              source, others);
    case BEFORE_CLOSES:
    default:
      return g_strdup_printf (_ ("Expiry %s, %d days before = until %s (%s%s)"), expiry, n, date,
                              source, others);
    }
}

static KaijiCalendarEntry *
add_before (Calendar *calendar,
            const char *id,
            const char *label,
            const char *key,
            Before kind,
            const char *more)
{
  KaijiCalendarEntry *entry = calendar_add (calendar, id, label, key);
  Count count = kind == BEFORE_MONTHS ? months_before : days_before;
  int n = kaiji_scheme_get_int (calendar->scheme, key, 0);
  g_autofree char *expiry = NULL, *date = NULL, *others = NULL, *also = NULL;
  const CalendarReading *chosen;

  entry->opens = kind != BEFORE_CLOSES;
  if (!calendar_is_set (calendar, key))
    {
      calendar_say_unset (entry);
      return entry;
    }
  chosen = choose (calendar, entry->opens);
  if (!chosen)
    {
      say_no_reading (calendar, entry);
      return entry;
    }
  add_term_choices (calendar, entry);
  entry->date = count (chosen->expiry, n);
  expiry = kaiji_date_to_iso (chosen->expiry);
  date = kaiji_date_to_iso (entry->date);
  others = dup_others (calendar, chosen, count, n);
  also = g_strconcat (others, more, NULL);
  entry->sentence = dup_before (kind, expiry, n, date, entry->source, also);
  list_readings (calendar, entry, count, n);
  calendar_look_at_desk (calendar, entry);
  return entry;
}

/* The public guide speaks of months; counted in days the day is nearly the same. */
static void
add_notice (Calendar *calendar)
{
  const char *label = _ ("The office tells of the renewal from");
  int n = kaiji_scheme_get_int (calendar->scheme, "renewal.notice_days_before", 0);
  const CalendarReading *chosen = choose (calendar, TRUE);
  g_autofree char *by_days = NULL, *iso = NULL;
  KaijiCalendarEntry *entry;
  KaijiDate date;

  if (!calendar_is_set (calendar, "renewal.notice_months_before"))
    {
      add_before (calendar, "renewal.notice", label, "renewal.notice_days_before", BEFORE_OPENS,
                  NULL);
      return;
    }
  if (n > 0 && chosen)
    {
      date = days_before (chosen->expiry, n);
      iso = kaiji_date_to_iso (date);
      by_days = g_strdup_printf (_ ("; counted as %d days, %s"), n, iso);
    }
  entry = add_before (calendar, "renewal.notice", label, "renewal.notice_months_before",
                      BEFORE_MONTHS, by_days);
  if (by_days)
    calendar_take_reading (entry, g_strdup_printf ("%d-days", n),
                           g_strdup_printf (_ ("counted as %d days"), n), date);
}

/* The last day by one way to begin the renewed term; none while its first day is not known. */
static KaijiDate
end_renewed (Calendar *calendar, const CalendarReading *reading, gboolean decided)
{
  int years = kaiji_scheme_get_int (calendar->scheme, "term.years", 0);

  if (!decided)
    /* It begins with the day after the old term and leaves nothing of it uncounted. */
    return kaiji_term_last_day (kaiji_date_add_days (reading->expiry, 1), years,
                                KAIJI_LAST_DAY_BEFORE);
  if (!kaiji_date_is_valid (calendar->days->renewed_on))
    return KAIJI_DATE_NONE;
  return kaiji_term_last_day (calendar->days->renewed_on, years, reading->last_day);
}

static const char *
start_text (gboolean decided)
{
  return decided ? _ ("begun with the decision") : _ ("following on the old expiry");
}

static char *
dup_start (KaijiDate end, gboolean decided)
{
  g_autofree char *iso = kaiji_date_to_iso (end);

  if (!*iso)
    return g_strdup_printf (_ ("%s, not known yet"), start_text (decided));
  return g_strdup_printf (_ ("%s, until %s"), start_text (decided), iso);
}

static void
add_renewed (Calendar *calendar)
{
  const char *key = "renewal.term_start";
  KaijiCalendarEntry *entry =
      calendar_add (calendar, "renewal.term_last_day", _ ("Last day of the renewed term"), key);
  const char *set = kaiji_scheme_get_text (calendar->scheme, key);
  const CalendarReading *chosen = choose (calendar, FALSE);
  gboolean decided = g_str_equal (set, TERM_DECIDED);
  g_autofree char *first = NULL, *second = NULL, *both = NULL;
  KaijiDate ends[2];

  if (!kaiji_scheme_get_setting (calendar->scheme, key))
    calendar_say_unset (entry);
  else if (!chosen)
    say_no_reading (calendar, entry);
  if (entry->sentence)
    return;
  for (int i = 0; i < 2; i++)
    {
      ends[i] = end_renewed (calendar, chosen, i == 1);
      calendar_take_reading (entry, g_strdup (i == 1 ? TERM_DECIDED : TERM_OLD_EXPIRY),
                             g_strdup (start_text (i == 1)), ends[i]);
    }
  if (*set)
    entry->date = ends[decided];
  else if (kaiji_date_is_valid (ends[1]))
    entry->date = kaiji_date_compare (ends[0], ends[1]) < 0 ? ends[0] : ends[1];
  /* What is laid down comes first. */
  first = dup_start (ends[decided], decided);
  second = dup_start (ends[!decided], !decided);
  both = g_strconcat (first, C_ ("day", "; "), second, NULL);
  entry->sentence = *set ? g_strdup_printf ("%s (%s; %s)", first, entry->source, second)
                         : g_strdup_printf (C_ ("sentences", "%s. %s"), both, entry->note);
  calendar_look_at_desk (calendar, entry);
}

/* What the days of the case say of the term, in the order of the procedure. */
void
calendar_add_term (Calendar *calendar)
{
  const KaijiCalendarDays *days = calendar->days;
  KaijiCalendarEntry *closes;

  if (!kaiji_date_is_valid (days->certified_on) && !kaiji_date_is_valid (days->disclosed_on))
    return;
  add_readings (calendar, BASE_CERTIFIED, days->certified_on);
  add_readings (calendar, BASE_DISCLOSED, days->disclosed_on);
  add_last_day (calendar);
  add_notice (calendar);
  add_before (calendar, "renewal.opens", _ ("Renewal may be filed from"),
              "renewal.opens_days_before", BEFORE_OPENS, NULL);
  closes = add_before (calendar, "renewal.closes", _ ("Renewal must be filed by"),
                       "renewal.closes_days_before", BEFORE_CLOSES, NULL);
  calendar_add_postmark (calendar, closes);
  add_renewed (calendar);
}
