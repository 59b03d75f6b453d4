/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days as people write them, counted over leap days and eras. */
#include "core/date.h"

#include <locale.h>

static const struct
{
  const char *text;
  const char *iso; /* NULL = no day */
} readings[] = {
  { "2024年4月15日", "2024-04-15" },
  { "2024-04-15", "2024-04-15" },
  { "1991/10/01", "1991-10-01" },
  { "2024.4.5", "2024-04-05" },
  { "令和6年4月15日", "2024-04-15" },
  { "令和元年5月1日", "2019-05-01" },
  { "令和１年５月１日", "2019-05-01" },
  { "平成31年4月30日", "2019-04-30" },
  { "昭和64年1月7日", "1989-01-07" },
  { "R6.4.15", "2024-04-15" },
  { "明治6年1月1日", "1873-01-01" },
  { " ２０２４年 4月 15日 (月) ", "2024-04-15" },
  { "2024-02-29", "2024-02-29" },
  { "2023-02-29", NULL },
  { "令和元年4月30日", NULL },
  { "平成35年1月1日", NULL },
  { "2024-04/15", NULL },
  { "2024年4月", NULL },
  { "24-04-15", NULL },
  { "2024-13-01", NULL },
  { "2024-04-15 about", NULL },
  { "", NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      KaijiDate date = KAIJI_DATE_NONE;
      g_autofree char *iso = NULL;

      g_test_message ("%s", readings[i].text);
      g_assert_cmpint (kaiji_date_parse (readings[i].text, &date), ==, readings[i].iso != NULL);
      iso = kaiji_date_to_iso (date);
      g_assert_cmpstr (iso, ==, readings[i].iso ? readings[i].iso : "");
    }
}

static void
test_count (void)
{
  KaijiDate leap = { 2024, 2, 29 }, expiry = { 2026, 4, 15 };
  KaijiDate result = kaiji_date_add_years (leap, 1);

  g_assert_cmpint (kaiji_date_compare (result, (KaijiDate){ 2025, 2, 28 }), ==, 0);
  result = kaiji_date_add_years (leap, 4);
  g_assert_cmpint (kaiji_date_compare (result, (KaijiDate){ 2028, 2, 29 }), ==, 0);
  result = kaiji_date_add_days (expiry, -60);
  g_assert_cmpint (kaiji_date_compare (result, (KaijiDate){ 2026, 2, 14 }), ==, 0);
  g_assert_cmpint (kaiji_date_days_between (result, expiry), ==, 60);
  g_assert_cmpint (kaiji_date_days_between (expiry, result), ==, -60);
  g_assert_cmpint (kaiji_date_weekday ((KaijiDate){ 2026, 2, 3 }), ==, 2);
}

static void
test_write (void)
{
  g_autofree char *era = kaiji_date_to_era ((KaijiDate){ 2019, 5, 1 });
  g_autofree char *before = kaiji_date_to_era ((KaijiDate){ 2019, 4, 30 });
  g_autofree char *weekday = kaiji_date_to_era_weekday ((KaijiDate){ 2026, 2, 3 });
  g_autofree char *japanese = kaiji_date_to_japanese ((KaijiDate){ 2024, 4, 5 });
  g_autofree char *early = kaiji_date_to_era ((KaijiDate){ 1873, 1, 1 });
  g_autofree char *none = kaiji_date_to_era (KAIJI_DATE_NONE);

  g_assert_cmpstr (era, ==, "令和元年5月1日");
  g_assert_cmpstr (before, ==, "平成31年4月30日");
  g_assert_cmpstr (weekday, ==, "令和8年2月3日 (火)");
  g_assert_cmpstr (japanese, ==, "2024年4月5日");
  g_assert_cmpstr (early, ==, "明治6年1月1日");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (kaiji_date_is_valid (kaiji_date_today ()));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/date/parse", test_parse);
  g_test_add_func ("/core/date/count", test_count);
  g_test_add_func ("/core/date/write", test_write);
  return g_test_run ();
}
