/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The law of dates of a scheme: the list, and the days that do not hang on the term (those that do:
 * calendar-term.c). How long and from when is data of the pack (term.*, renewal.*, revoked.*,
 * fee.*); how it is counted is core's.
 *
 * Source: 概要 4(2)オ, 4(7); IaaS・PaaS(IoT)運用規程 8
 */
#include "jobs/calendar-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

void
calendar_take_reading (KaijiCalendarEntry *entry, char *value, char *text, KaijiDate date)
{
  KaijiCalendarReading *reading = g_new0 (KaijiCalendarReading, 1);

  reading->value = value;
  reading->text = text;
  reading->date = date;
  g_ptr_array_add (entry->readings, reading);
}

/* An entry with what the pack says of @key. */
KaijiCalendarEntry *
calendar_add (Calendar *calendar, const char *id, const char *label, const char *key)
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

/* What an office has laid down decides with its own source, which stands behind the clause. */
void
calendar_add_choice (Calendar *calendar, KaijiCalendarEntry *entry, const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (calendar->scheme, key);

  if (setting && setting->choice && !strstr (entry->source, setting->choice->source))
    {
      g_autofree char *before = g_steal_pointer (&entry->source);

      entry->source = g_strdup_printf (C_ ("sources", "%s, %s"), before, setting->choice->source);
    }
}

gboolean
calendar_is_set (Calendar *calendar, const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (calendar->scheme, key);

  return setting && setting->set;
}

void
calendar_say_unset (KaijiCalendarEntry *entry)
{
  entry->sentence = g_strdup (_ ("Not set. No document of this scheme states it."));
}

/* The desk on the day of @entry. */
void
calendar_look_at_desk (Calendar *calendar, KaijiCalendarEntry *entry)
{
  kaiji_desk_look (calendar->scheme, calendar->holidays, entry->date, &entry->desk);
  g_free (entry->advice);
  entry->advice = kaiji_desk_day_dup_advice (&entry->desk, entry->opens);
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

void
calendar_add_postmark (Calendar *calendar, KaijiCalendarEntry *entry)
{
  g_autofree char *postmark = dup_postmark (calendar->scheme);
  g_autofree char *desk = g_steal_pointer (&entry->advice);

  entry->advice = kaiji_date_is_valid (entry->date) ? dup_joined (desk, postmark) : g_strdup ("");
}

/* ---- days that do not hang on the term ---- */

static void
add_bar (Calendar *calendar)
{
  KaijiCalendarEntry *entry =
      calendar_add (calendar, "revoked.free", _ ("May be applied for again"), "revoked.wait_years");
  const char *boundary = kaiji_scheme_get_text (calendar->scheme, "revoked.boundary");
  int years = kaiji_scheme_get_int (calendar->scheme, "revoked.wait_years", 0);
  g_autofree char *since = kaiji_date_to_iso (calendar->days->revoked_on);
  g_autofree char *pass_text = NULL, *fail_text = NULL;
  KaijiDate first, last, after;

  entry->opens = TRUE;
  calendar_add_choice (calendar, entry, "revoked.boundary");
  if (!calendar_is_set (calendar, "revoked.wait_years") || years < 1)
    {
      calendar_say_unset (entry);
      return;
    }
  kaiji_bar_get_boundary (calendar->days->revoked_on, years, &first, &last);
  after = kaiji_date_add_days (last, 1);
  pass_text = kaiji_date_to_iso (first);
  fail_text = kaiji_date_to_iso (after);
  calendar_take_reading (entry, g_strdup ("pass"), g_strdup (_ ("with the very day")), first);
  calendar_take_reading (entry, g_strdup ("fail"), g_strdup (_ ("without the very day")), after);
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
  calendar_look_at_desk (calendar, entry);
  calendar_add_postmark (calendar, entry);
}

static void
add_payment (Calendar *calendar)
{
  KaijiCalendarEntry *entry =
      calendar_add (calendar, "fee.payment", _ ("Pay the fee by about"), "fee.payment_days");
  int n = kaiji_scheme_get_int (calendar->scheme, "fee.payment_days", 0);
  g_autofree char *notice = kaiji_date_to_iso (calendar->days->notified_on);
  g_autofree char *date = NULL;

  if (!calendar_is_set (calendar, "fee.payment_days"))
    {
      calendar_say_unset (entry);
      return;
    }
  entry->date = kaiji_date_add_days (calendar->days->notified_on, n);
  date = kaiji_date_to_iso (entry->date);
  calendar_take_reading (entry, g_strdup ("days"), g_strdup (entry->label), entry->date);
  /* Translators: day of the notice, days, the day, clause. */
  entry->sentence =
      g_strdup_printf (_ ("Notice of %s, %d days after = about %s (%s; a target, not a deadline)"),
                       notice, n, date, entry->source);
  calendar_look_at_desk (calendar, entry);
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

  calendar.entries = g_ptr_array_new_with_free_func (entry_free);
  calendar_add_term (&calendar);
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
