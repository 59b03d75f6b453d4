/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms and waits of whole years, in calendar days and in both readings where the documents of a
 * scheme leave one open. Nothing here knows today, a scheme, or a working day.
 *
 * Source: 概要 8, 4(2)オ; for a month that lacks the day: 民法 143条2項ただし書
 */
#include "core/term.h"

static const char *const last_day_names[KAIJI_N_LAST_DAYS] = { "day-before", "same-day" };

/** kaiji_last_day_to_string: Returns: (transfer none): "day-before" or "same-day". */
const char *
kaiji_last_day_to_string (KaijiLastDay reading)
{
  return last_day_names[reading];
}

/** kaiji_last_day_parse: Returns: whether @text names a reading; @reading is (out). */
gboolean
kaiji_last_day_parse (const char *text, KaijiLastDay *reading)
{
  for (guint i = 0; i < KAIJI_N_LAST_DAYS; i++)
    if (g_strcmp0 (text, last_day_names[i]) == 0)
      {
        *reading = (KaijiLastDay) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * kaiji_term_has_anniversary:
 * @first: first day of a term
 * @years: its length
 *
 * Thread: any. Returns: %FALSE only for 29 February and a year that has none
 */
gboolean
kaiji_term_has_anniversary (KaijiDate first, int years)
{
  return kaiji_date_add_years (first, years).day == first.day;
}

/**
 * kaiji_term_last_day:
 * @first: first day of the term
 * @years: its length in years, at least 1
 * @reading: whether the anniversary belongs to it
 *
 * The last day of a term. Where the last month has no such day (29 February), the term ends on the
 * last day of that month by either reading; nothing is left for the day before.
 *
 * Source: 概要 8, 民法 143条2項. Thread: any. Returns: the day
 */
KaijiDate
kaiji_term_last_day (KaijiDate first, int years, KaijiLastDay reading)
{
  KaijiDate anniversary = kaiji_date_add_years (first, years);

  if (reading == KAIJI_LAST_DAY_SAME || !kaiji_term_has_anniversary (first, years))
    return anniversary;
  return kaiji_date_add_days (anniversary, -1);
}

/**
 * kaiji_bar_get_boundary:
 * @since: the day from which the wait is counted
 * @years: its length in years
 * @first: (out): first day on which the readings differ
 * @last: (out): the last such day; the wait is over on the next
 *
 * Counted forward from @since or back from the other day, with that day or without it, the wait
 * ends within a day of its anniversary. The two ends differ only around 29 February.
 *
 * Source: 概要 4(2)オ (1年以上経過), IaaS・PaaS(IoT)運用規程 8 (申請日を起算日とする過去1年以内). Thread: any
 */
void
kaiji_bar_get_boundary (KaijiDate since, int years, KaijiDate *first, KaijiDate *last)
{
  KaijiDate next;

  *first = *last = kaiji_date_add_years (since, years);
  next = kaiji_date_add_days (*last, 1);
  if (kaiji_date_compare (kaiji_date_add_years (next, -years), since) == 0)
    *last = next;
}

/**
 * kaiji_bar_judge:
 * @since: the day from which the wait is counted
 * @on: the day that is asked about
 * @years: length of the wait in years
 *
 * Source: 概要 4(2)オ, IaaS・PaaS(IoT)運用規程 8. Thread: any
 * Returns: whether the wait is over on @on
 */
KaijiBar
kaiji_bar_judge (KaijiDate since, KaijiDate on, int years)
{
  KaijiDate first, last;

  kaiji_bar_get_boundary (since, years, &first, &last);
  if (kaiji_date_compare (on, first) < 0)
    return KAIJI_BAR_HOLDS;
  return kaiji_date_compare (on, last) > 0 ? KAIJI_BAR_OVER : KAIJI_BAR_BOUNDARY;
}
