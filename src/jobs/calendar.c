/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The law of dates of a scheme. How long and from when is data of the pack (term.*, renewal.*,
 * revoked.*, fee.*); how it is counted is core's.
 *
 * While the documents leave a reading open, the day to plan with is the one that is right by both:
 * the later day on which something opens, the earlier until which it may be done.
 *
 * Source: 概要 4(2)オ, 4(7), 8, 9(1); IaaS・PaaS(IoT)運用規程 8, 9, 12
 */
#include "jobs/calendar.h"

#include <glib/gi18n-lib.h>

#define BASE_CERTIFIED "certified-on"
#define BASE_DISCLOSED "disclosed-on"
#define TERM_OLD_EXPIRY "old-expiry"
#define TERM_DECIDED "decided-on"

/* One way to read the term: where it ends by it. */
typedef struct
{
  const char *base;
  KaijiLastDay last_day;
  KaijiDate expiry;
  gboolean open; /* not ruled out by a setting with a value */
} Reading;

typedef struct
{
  KaijiScheme *scheme;
  const KaijiHolidays *holidays;
  const KaijiCalendarDays *days;
  GPtrArray *entries;
  Reading readings[2 * KAIJI_N_LAST_DAYS];
  guint n_readings;
} Calendar;

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
reading_free (gpointer data)
{
  KaijiCalendarReading *reading = data;

  g_free (reading->value);
  g_free (reading->text);
  g_free (reading);
}

static void
entry_free (gpointer data)
{
  KaijiCalendarEntry *entry = data;

  g_free (entry->label);
  g_ptr_array_unref (entry->readings);
  g_free (entry->sentence);
  g_free (entry->source);
  g_free (entry->note);
  g_free (entry->advice);
  g_free (entry);
}

static void
take_reading (KaijiCalendarEntry *entry, char *value, char *text, KaijiDate date)
{
  KaijiCalendarReading *reading = g_new0 (KaijiCalendarReading, 1);

  reading->value = value;
  reading->text = text;
  reading->date = date;
  g_ptr_array_add (entry->readings, reading);
}

/* An entry with what the pack says of @key. */
static KaijiCalendarEntry *
add_entry (Calendar *calendar, const char *id, const char *label, const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (calendar->scheme, key);
  KaijiCalendarEntry *entry = g_new0 (KaijiCalendarEntry, 1);

  entry->id = id;
  entry->label = g_strdup (label);
  entry->readings = g_ptr_array_new_with_free_func (reading_free);
  entry->source = g_strdup (setting ? setting->source : "");
  entry->verified = setting ? setting->verified : KAIJI_VERIFIED_UNVERIFIED;
  entry->note = g_strdup (setting ? setting->note : "");
  entry->advice = g_strdup ("");
  g_ptr_array_add (calendar->entries, entry);
  return entry;
}

static gboolean
is_set (Calendar *calendar, const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (calendar->scheme, key);

  return setting && setting->set;
}

static void
say_unset (KaijiCalendarEntry *entry)
{
  entry->sentence = g_strdup (_ ("Not set. No document of this scheme states it."));
}

/* No open reading leads to a day: either nothing is stated, or the day it is counted from is not
 * known. */
static void
say_no_reading (Calendar *calendar, KaijiCalendarEntry *entry)
{
  if (calendar->n_readings == 0)
    say_unset (entry);
  else
    entry->sentence = g_strdup (_ ("Not known. It is counted from a day that is not given."));
}

/* The desk on the day of @entry. */
static void
look_at_desk (Calendar *calendar, KaijiCalendarEntry *entry)
{
  kaiji_desk_look (calendar->scheme, calendar->holidays, entry->date, &entry->desk);
  g_free (entry->advice);
  entry->advice = kaiji_desk_day_dup_advice (&entry->desk, entry->opens);
}

/* ---- readings of the term ---- */

static const char *
last_day_text (KaijiLastDay reading)
{
  return reading == KAIJI_LAST_DAY_BEFORE ? _ ("read as ending on the day before")
                                          : _ ("read as ending on the same day");
}

static char *
dup_reading_text (const Reading *reading)
{
  if (g_str_equal (reading->base, BASE_DISCLOSED))
    return g_strdup_printf (_ ("counted from the date of the disclosure, %s"),
                            last_day_text (reading->last_day));
  return g_strdup (last_day_text (reading->last_day));
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
    calendar->readings[calendar->n_readings++] = (Reading){
      .base = base,
      .last_day = (KaijiLastDay) i,
      .expiry = kaiji_term_last_day (first, years, (KaijiLastDay) i),
      .open = (!*set_base || g_str_equal (set_base, base)) && (!has_wanted || wanted == i),
    };
}

/* The open reading whose day is right by all open readings; NULL when none is open. */
static const Reading *
choose (Calendar *calendar, gboolean latest)
{
  const Reading *chosen = NULL;

  for (guint i = 0; i < calendar->n_readings; i++)
    {
      const Reading *reading = &calendar->readings[i];
      int order = chosen ? kaiji_date_compare (reading->expiry, chosen->expiry) : 0;

      if (reading->open && (!chosen || (latest ? order > 0 : order < 0)))
        chosen = reading;
    }
  return chosen;
}

/* "; read as ending on the day before, 2026-02-13; …": the days that differ from the one named. */
static char *
dup_others (Calendar *calendar, const Reading *chosen, Count count, int n)
{
  GString *text = g_string_new (NULL);
  KaijiDate named = count (chosen->expiry, n);

  for (guint i = 0; i < calendar->n_readings; i++)
    {
      const Reading *reading = &calendar->readings[i];
      KaijiDate date = count (reading->expiry, n);
      g_autofree char *iso = kaiji_date_to_iso (date);
      g_autofree char *how = dup_reading_text (reading);

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
      const Reading *reading = &calendar->readings[i];

      take_reading (
          entry,
          g_strdup_printf ("%s/%s", reading->base, kaiji_last_day_to_string (reading->last_day)),
          dup_reading_text (reading), count (reading->expiry, n));
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
base_text (const Reading *reading)
{
  return g_str_equal (reading->base, BASE_DISCLOSED) ? _ ("Date of the disclosure")
                                                     : _ ("Certified on");
}

static void
add_last_day (Calendar *calendar)
{
  KaijiCalendarEntry *entry =
      add_entry (calendar, "term.last_day", _ ("Last day of the term"), "term.years");
  const KaijiSetting *open = kaiji_scheme_get_setting (calendar->scheme, "term.last_day");
  const Reading *chosen = choose (calendar, FALSE);
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
  look_at_desk (calendar, entry);
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
  KaijiCalendarEntry *entry = add_entry (calendar, id, label, key);
  Count count = kind == BEFORE_MONTHS ? months_before : days_before;
  int n = kaiji_scheme_get_int (calendar->scheme, key, 0);
  g_autofree char *expiry = NULL, *date = NULL, *others = NULL, *also = NULL;
  const Reading *chosen;

  entry->opens = kind != BEFORE_CLOSES;
  if (!is_set (calendar, key))
    {
      say_unset (entry);
      return entry;
    }
  chosen = choose (calendar, entry->opens);
  if (!chosen)
    {
      say_no_reading (calendar, entry);
      return entry;
    }
  entry->date = count (chosen->expiry, n);
  expiry = kaiji_date_to_iso (chosen->expiry);
  date = kaiji_date_to_iso (entry->date);
  others = dup_others (calendar, chosen, count, n);
  also = g_strconcat (others, more, NULL);
  entry->sentence = dup_before (kind, expiry, n, date, entry->source, also);
  list_readings (calendar, entry, count, n);
  look_at_desk (calendar, entry);
  return entry;
}

/* Two texts with a space between, when neither is empty. */
static char *
dup_joined (const char *first, const char *second)
{
  if (!*first || !*second)
    return g_strconcat (first, second, NULL);
  /* Translators: two sentences that follow each other. */
  return g_strdup_printf (C_ ("sentences", "%s %s"), first, second);
}

/* Whether the postmark counts: what the pack says while it is not set, else the reading. */
static char *
dup_postmark (KaijiScheme *scheme)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (scheme, "submission.postmark");

  if (!setting)
    return g_strdup ("");
  for (guint i = 0; setting->set && setting->readings && i < setting->readings->len; i++)
    {
      KaijiReading *reading = g_ptr_array_index (setting->readings, i);

      if (g_str_equal (reading->value, setting->value))
        /* Translators: how the day counts ("must arrive by the day"), clause. */
        return g_strdup_printf (_ ("%s (%s)."), reading->text, setting->source);
    }
  return g_strdup (setting->note);
}

static void
add_postmark (Calendar *calendar, KaijiCalendarEntry *entry)
{
  g_autofree char *postmark = dup_postmark (calendar->scheme);
  g_autofree char *desk = g_steal_pointer (&entry->advice);

  entry->advice = kaiji_date_is_valid (entry->date) ? dup_joined (desk, postmark) : g_strdup ("");
}

/* The public guide speaks of months; counted in days the day is nearly the same. */
static void
add_notice (Calendar *calendar)
{
  const char *label = _ ("The office tells of the renewal from");
  int n = kaiji_scheme_get_int (calendar->scheme, "renewal.notice_days_before", 0);
  const Reading *chosen = choose (calendar, TRUE);
  g_autofree char *by_days = NULL, *iso = NULL;
  KaijiCalendarEntry *entry;
  KaijiDate date;

  if (!is_set (calendar, "renewal.notice_months_before"))
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
    take_reading (entry, g_strdup_printf ("%d-days", n),
                  g_strdup_printf (_ ("counted as %d days"), n), date);
}

/* The day by one way to begin the renewed term. */
static KaijiDate
end_renewed (Calendar *calendar, const Reading *reading, const char *start)
{
  int years = kaiji_scheme_get_int (calendar->scheme, "term.years", 0);

  if (g_str_equal (start, TERM_DECIDED))
    return kaiji_date_is_valid (calendar->days->renewed_on)
               ? kaiji_term_last_day (calendar->days->renewed_on, years, reading->last_day)
               : KAIJI_DATE_NONE;
  /* It begins with the day after the old term and leaves nothing of it uncounted. */
  return kaiji_term_last_day (kaiji_date_add_days (reading->expiry, 1), years,
                              KAIJI_LAST_DAY_BEFORE);
}

static void
add_renewed (Calendar *calendar)
{
  static const char *const starts[] = { TERM_OLD_EXPIRY, TERM_DECIDED };
  const char *key = "renewal.term_start";
  KaijiCalendarEntry *entry =
      add_entry (calendar, "renewal.term_last_day", _ ("Last day of the renewed term"), key);
  const char *set = kaiji_scheme_get_text (calendar->scheme, key);
  const Reading *chosen = choose (calendar, FALSE);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!kaiji_scheme_get_setting (calendar->scheme, key))
    say_unset (entry);
  else if (!chosen)
    say_no_reading (calendar, entry);
  if (entry->sentence)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      gboolean decided = g_str_equal (starts[i], TERM_DECIDED);
      KaijiDate end = end_renewed (calendar, chosen, starts[i]);
      gboolean known = kaiji_date_is_valid (end);
      g_autofree char *date = kaiji_date_to_iso (end);
      const char *how = decided ? _ ("begun with the decision") : _ ("following on the old expiry");

      take_reading (entry, g_strdup (starts[i]), g_strdup (how), end);
      g_string_append (text, i > 0 ? C_ ("day", "; ") : "");
      if (known)
        g_string_append_printf (text, _ ("%s, until %s"), how, date);
      else
        g_string_append_printf (text, _ ("%s, not known yet"), how);
      if (*set ? g_str_equal (set, starts[i])
               : known
                     && (!kaiji_date_is_valid (entry->date)
                         || kaiji_date_compare (end, entry->date) < 0))
        entry->date = end;
    }
  if (!*set && !kaiji_date_is_valid (calendar->days->renewed_on))
    entry->date = KAIJI_DATE_NONE;
  entry->sentence = *set ? g_strdup_printf ("%s (%s)", text->str, entry->source)
                         : g_strdup_printf (C_ ("sentences", "%s. %s"), text->str, entry->note);
  look_at_desk (calendar, entry);
}

/* ---- days that do not hang on the term ---- */

static void
add_bar (Calendar *calendar)
{
  KaijiCalendarEntry *entry =
      add_entry (calendar, "revoked.free", _ ("May be applied for again"), "revoked.wait_years");
  const char *boundary = kaiji_scheme_get_text (calendar->scheme, "revoked.boundary");
  int years = kaiji_scheme_get_int (calendar->scheme, "revoked.wait_years", 0);
  g_autofree char *since = kaiji_date_to_iso (calendar->days->revoked_on);
  g_autofree char *pass_text = NULL, *fail_text = NULL;
  KaijiDate first, last, after;

  entry->opens = TRUE;
  if (!is_set (calendar, "revoked.wait_years") || years < 1)
    {
      say_unset (entry);
      return;
    }
  kaiji_bar_get_boundary (calendar->days->revoked_on, years, &first, &last);
  after = kaiji_date_add_days (last, 1);
  pass_text = kaiji_date_to_iso (first);
  fail_text = kaiji_date_to_iso (after);
  take_reading (entry, g_strdup ("pass"), g_strdup (_ ("with the very day")), first);
  take_reading (entry, g_strdup ("fail"), g_strdup (_ ("without the very day")), after);
  if (g_str_equal (boundary, "pass"))
    {
      entry->date = first;
      /* Translators: day of the revocation, years, the day, clause, the other reading's day. */
      entry->sentence =
          g_strdup_printf (_ ("Revoked on %s, %d years = from %s (%s; without the very day, %s)"),
                           since, years, pass_text, entry->source, fail_text);
    }
  else
    {
      entry->date = after;
      entry->sentence =
          g_strdup_printf (_ ("Revoked on %s, %d years = from %s (%s; with the very day, %s)"),
                           since, years, fail_text, entry->source, pass_text);
    }
  look_at_desk (calendar, entry);
  add_postmark (calendar, entry);
}

static void
add_payment (Calendar *calendar)
{
  KaijiCalendarEntry *entry =
      add_entry (calendar, "fee.payment", _ ("Pay the fee by about"), "fee.payment_days");
  int n = kaiji_scheme_get_int (calendar->scheme, "fee.payment_days", 0);
  g_autofree char *notice = kaiji_date_to_iso (calendar->days->notified_on);
  g_autofree char *date = NULL;

  if (!is_set (calendar, "fee.payment_days"))
    {
      say_unset (entry);
      return;
    }
  entry->date = kaiji_date_add_days (calendar->days->notified_on, n);
  date = kaiji_date_to_iso (entry->date);
  take_reading (entry, g_strdup ("days"), g_strdup (entry->label), entry->date);
  /* Translators: day of the notice, days, the day, clause. */
  entry->sentence =
      g_strdup_printf (_ ("Notice of %s, %d days after = about %s (%s; a target, not a deadline)"),
                       notice, n, date, entry->source);
  look_at_desk (calendar, entry);
}

/**
 * kaiji_calendar_list:
 * @scheme: a scheme, with the office's choices
 * @holidays: the table
 * @days: what is known
 *
 * The days that follow from what is known; days of which nothing is asked are left out. What no
 * document of the scheme states is an entry without a day that says so.
 *
 * Thread: any. Source: 概要 4(2)オ, 4(7), 8, 9(1)
 * Returns: (transfer full) (element-type KaijiCalendarEntry): the days
 */
GPtrArray *
kaiji_calendar_list (KaijiScheme *scheme,
                     const KaijiHolidays *holidays,
                     const KaijiCalendarDays *days)
{
  Calendar calendar = { .scheme = scheme, .holidays = holidays, .days = days };
  KaijiCalendarEntry *closes;

  calendar.entries = g_ptr_array_new_with_free_func (entry_free);
  add_readings (&calendar, BASE_CERTIFIED, days->certified_on);
  add_readings (&calendar, BASE_DISCLOSED, days->disclosed_on);
  if (kaiji_date_is_valid (days->certified_on) || kaiji_date_is_valid (days->disclosed_on))
    {
      add_last_day (&calendar);
      add_notice (&calendar);
      add_before (&calendar, "renewal.opens", _ ("Renewal may be filed from"),
                  "renewal.opens_days_before", BEFORE_OPENS, NULL);
      closes = add_before (&calendar, "renewal.closes", _ ("Renewal must be filed by"),
                           "renewal.closes_days_before", BEFORE_CLOSES, NULL);
      add_postmark (&calendar, closes);
      add_renewed (&calendar);
    }
  if (kaiji_date_is_valid (days->revoked_on))
    add_bar (&calendar);
  if (kaiji_date_is_valid (days->notified_on))
    add_payment (&calendar);
  return calendar.entries;
}

/**
 * kaiji_calendar_dup_hand_in:
 * @scheme: a scheme
 * @holidays: the table
 * @date: the day on which an application is to be handed in
 * @advice: (out) (transfer full): which day to take instead, with the clause; ""
 *
 * Nothing is demanded: the documents do not say that an application must be handed in on a day on
 * which the desk is open.
 *
 * Thread: any. Source: 概要 4(6), 13
 * Returns: (transfer full): the day with its era, weekday and the desk's remark
 */
char *
kaiji_calendar_dup_hand_in (KaijiScheme *scheme,
                            const KaijiHolidays *holidays,
                            KaijiDate date,
                            char **advice)
{
  g_autofree char *era = kaiji_date_to_era (date);
  g_autofree char *remark = NULL, *recommended = NULL;
  KaijiDeskDay day;

  kaiji_desk_look (scheme, holidays, date, &day);
  remark = kaiji_desk_day_dup_remark (&day);
  recommended = kaiji_desk_day_dup_recommended (&day, FALSE);
  /* Translators: a sentence, the clause with the desk's hours. */
  *advice = *recommended ? g_strdup_printf (C_ ("desk", "%s (%s)"), recommended,
                                            kaiji_scheme_get_text_source (scheme, "desk.closed"))
                         : g_strdup ("");
  if (day.state == KAIJI_DESK_CLOSED)
    return g_strdup_printf ("%s%s%s", era, *era ? " " : "", remark);
  return kaiji_date_to_era_weekday (date);
}
