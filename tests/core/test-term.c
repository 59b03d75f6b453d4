/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms of two years, days counted back from their end, and the wait of a year: by both readings,
 * over leap days, ends of months and years, and changes of era.
 */
#include "core/term.h"

#include <locale.h>

static KaijiDate
day (const char *text)
{
  KaijiDate date = KAIJI_DATE_NONE;

  if (!kaiji_date_parse (text, &date))
    g_error ("%s is no day", text);
  return date;
}

static void
assert_day (KaijiDate date, const char *expected)
{
  g_autofree char *iso = kaiji_date_to_iso (date);

  g_assert_cmpstr (iso, ==, expected);
}

static const struct
{
  const char *first;
  int years;
  const char *before;
  const char *same;
} terms[] = {
  { "2024-04-15", 2, "2026-04-14", "2026-04-15" },
  /* From a leap day: the last day of February by either reading. */
  { "2024-02-29", 2, "2026-02-28", "2026-02-28" },
  { "2024-02-29", 4, "2028-02-28", "2028-02-29" },
  /* To a leap year: its leap day is not the anniversary. */
  { "2022-02-28", 2, "2024-02-27", "2024-02-28" },
  { "2022-03-01", 2, "2024-02-29", "2024-03-01" },
  { "2024-02-28", 2, "2026-02-27", "2026-02-28" },
  { "2024-03-01", 2, "2026-02-28", "2026-03-01" },
  /* No leap day in a full century. */
  { "2098-03-01", 2, "2100-02-28", "2100-03-01" },
  { "2096-02-29", 4, "2100-02-28", "2100-02-28" },
  /* Ends of months and years. */
  { "2024-03-31", 2, "2026-03-30", "2026-03-31" },
  { "2024-05-01", 2, "2026-04-30", "2026-05-01" },
  { "2024-12-31", 2, "2026-12-30", "2026-12-31" },
  { "2024-01-01", 2, "2025-12-31", "2026-01-01" },
  /* Over the change of era. */
  { "平成31年4月30日", 2, "2021-04-29", "2021-04-30" },
  { "令和元年5月1日", 2, "2021-04-30", "2021-05-01" },
  { "平成29年5月1日", 2, "2019-04-30", "2019-05-01" },
};

static void
test_last_day (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      KaijiDate first = day (terms[i].first);

      g_test_message ("%s + %d", terms[i].first, terms[i].years);
      assert_day (kaiji_term_last_day (first, terms[i].years, KAIJI_LAST_DAY_BEFORE),
                  terms[i].before);
      assert_day (kaiji_term_last_day (first, terms[i].years, KAIJI_LAST_DAY_SAME), terms[i].same);
    }
}

/* Whatever the first day: the readings are a day apart, unless the month lacks the day. */
static void
test_every_day (void)
{
  KaijiDate first = { 2019, 1, 1 };

  for (int i = 0; i < 9 * 366; i++, first = kaiji_date_add_days (first, 1))
    {
      KaijiDate before = kaiji_term_last_day (first, 2, KAIJI_LAST_DAY_BEFORE);
      KaijiDate same = kaiji_term_last_day (first, 2, KAIJI_LAST_DAY_SAME);
      int length = kaiji_date_days_between (first, before) + 1;

      g_assert_true (length == 730 || length == 731);
      g_assert_cmpint (kaiji_date_days_between (before, same), ==,
                       kaiji_term_has_anniversary (first, 2) ? 1 : 0);
      /* Terms that follow each other leave no day out and share none. */
      if (kaiji_term_has_anniversary (first, 2))
        g_assert_cmpint (
            kaiji_date_compare (kaiji_date_add_days (before, 1), kaiji_date_add_years (first, 2)),
            ==, 0);
    }
}

static void
test_names (void)
{
  KaijiLastDay reading;

  for (guint i = 0; i < KAIJI_N_LAST_DAYS; i++)
    {
      g_assert_true (kaiji_last_day_parse (kaiji_last_day_to_string ((KaijiLastDay) i), &reading));
      g_assert_cmpint (reading, ==, i);
    }
  g_assert_cmpstr (kaiji_last_day_to_string (KAIJI_LAST_DAY_SAME), ==, "same-day");
  g_assert_false (kaiji_last_day_parse ("", &reading));
  g_assert_false (kaiji_last_day_parse (NULL, &reading));
}

static const struct
{
  const char *from;
  int days;
  const char *result;
} counts[] = {
  { "2026-04-15", -60, "2026-02-14" },  { "2026-04-14", -60, "2026-02-13" },
  { "2026-04-15", -30, "2026-03-16" },  { "2026-04-14", -30, "2026-03-15" },
  { "2026-04-15", -120, "2025-12-16" }, /* over the year's end, through February */
  { "2024-04-15", -60, "2024-02-15" },  /* a leap day between */
  { "2024-03-30", -30, "2024-02-29" },  { "2026-03-30", -30, "2026-02-28" },
  { "2026-01-01", -1, "2025-12-31" },   { "2019-05-01", -1, "2019-04-30" },
  { "2026-12-28", 7, "2027-01-04" },    { "2024-02-23", 7, "2024-03-01" },
};

static void
test_days (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      KaijiDate from = day (counts[i].from);

      g_test_message ("%s %+d", counts[i].from, counts[i].days);
      assert_day (kaiji_date_add_days (from, counts[i].days), counts[i].result);
      g_assert_cmpint (kaiji_date_days_between (from, day (counts[i].result)), ==, counts[i].days);
    }
}

static void
test_months (void)
{
  assert_day (kaiji_date_add_months (day ("2026-04-15"), -4), "2025-12-15");
  assert_day (kaiji_date_add_months (day ("2026-06-30"), -4), "2026-02-28");
  assert_day (kaiji_date_add_months (day ("2024-06-30"), -4), "2024-02-29");
  assert_day (kaiji_date_add_months (day ("2026-08-31"), -4), "2026-04-30");
  assert_day (kaiji_date_add_months (day ("2025-10-31"), 4), "2026-02-28");
}

static const struct
{
  const char *since;
  const char *on;
  KaijiBar bar;
} bars[] = {
  { "2025-04-01", "2025-04-01", KAIJI_BAR_HOLDS },
  { "2025-04-01", "2026-03-31", KAIJI_BAR_HOLDS },
  { "2025-04-01", "2026-04-01", KAIJI_BAR_BOUNDARY },
  { "2025-04-01", "2026-04-02", KAIJI_BAR_OVER },
  { "2025-04-01", "2024-04-01", KAIJI_BAR_HOLDS }, /* before the revocation */
  { "2024-12-31", "2025-12-30", KAIJI_BAR_HOLDS },
  { "2024-12-31", "2025-12-31", KAIJI_BAR_BOUNDARY },
  { "2024-12-31", "2026-01-01", KAIJI_BAR_OVER },
  { "2024-02-29", "2025-02-27", KAIJI_BAR_HOLDS },
  { "2024-02-29", "2025-02-28", KAIJI_BAR_BOUNDARY },
  { "2024-02-29", "2025-03-01", KAIJI_BAR_OVER },
  { "2023-02-28", "2024-02-27", KAIJI_BAR_HOLDS },
  { "2023-02-28", "2024-02-28", KAIJI_BAR_BOUNDARY },
  { "2023-02-28", "2024-02-29", KAIJI_BAR_BOUNDARY },
  { "2023-02-28", "2024-03-01", KAIJI_BAR_OVER },
  { "2023-03-01", "2024-02-29", KAIJI_BAR_HOLDS },
  { "2023-03-01", "2024-03-01", KAIJI_BAR_BOUNDARY },
  { "平成31年4月30日", "令和2年4月30日", KAIJI_BAR_BOUNDARY },
  { "令和元年5月1日", "令和2年4月30日", KAIJI_BAR_HOLDS },
  { "令和元年5月1日", "令和2年5月2日", KAIJI_BAR_OVER },
};

static void
test_bar (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      g_test_message ("%s, %s", bars[i].since, bars[i].on);
      g_assert_cmpint (kaiji_bar_judge (day (bars[i].since), day (bars[i].on), 1), ==, bars[i].bar);
    }
}

/* The boundary is all the days on which the judgement is open, and no other. */
static void
test_boundary (void)
{
  KaijiDate since = { 2022, 1, 1 };

  for (int i = 0; i < 4 * 366; i++, since = kaiji_date_add_days (since, 1))
    {
      KaijiDate first, last;

      kaiji_bar_get_boundary (since, 1, &first, &last);
      g_assert_cmpint (kaiji_bar_judge (since, first, 1), ==, KAIJI_BAR_BOUNDARY);
      g_assert_cmpint (kaiji_bar_judge (since, last, 1), ==, KAIJI_BAR_BOUNDARY);
      g_assert_cmpint (kaiji_bar_judge (since, kaiji_date_add_days (first, -1), 1), ==,
                       KAIJI_BAR_HOLDS);
      g_assert_cmpint (kaiji_bar_judge (since, kaiji_date_add_days (last, 1), 1), ==,
                       KAIJI_BAR_OVER);
      g_assert_cmpint (kaiji_date_days_between (first, last), ==,
                       since.month == 2 && since.day == 28 && first.year % 4 == 0 ? 1 : 0);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/term/last-day", test_last_day);
  g_test_add_func ("/core/term/every-day", test_every_day);
  g_test_add_func ("/core/term/names", test_names);
  g_test_add_func ("/core/term/days", test_days);
  g_test_add_func ("/core/term/months", test_months);
  g_test_add_func ("/core/term/bar", test_bar);
  g_test_add_func ("/core/term/boundary", test_boundary);
  return g_test_run ();
}
