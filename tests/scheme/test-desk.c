/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of holidays against the law that it follows, tables that are refused, and the days on
 * which the desk is closed.
 */
#include "scheme/desk.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/paths.h"

static KaijiScheme *
load (void)
{
  g_autofree char *path = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (path);
  g_autoptr (GError) error = NULL;
  KaijiScheme *scheme = kaiji_scheme_library_load (library, "iryo", &error);

  g_assert_no_error (error);
  return scheme;
}

static KaijiScheme *
load_small (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scheme", "small.json", NULL);
  g_autoptr (GError) error = NULL;
  KaijiScheme *scheme = kaiji_scheme_load_file (path, &error);

  g_assert_no_error (error);
  return scheme;
}

static KaijiDate
day (const char *iso)
{
  KaijiDate date = KAIJI_DATE_NONE;

  g_assert_true (kaiji_date_parse (iso, &date));
  return date;
}

/* The days that article 2 names by the calendar: fixed, or the nth Monday of a month. The days of
 * the equinoxes are published each year and stand here for themselves. */
static const struct
{
  int month;
  int day;    /* 0 = a Monday */
  int monday; /* which */
} law[] = {
  { 1, 1, 0 }, { 1, 0, 2 }, { 2, 11, 0 }, { 2, 23, 0 }, { 4, 29, 0 }, { 5, 3, 0 },  { 5, 4, 0 },
  { 5, 5, 0 }, { 7, 0, 3 }, { 8, 11, 0 }, { 9, 0, 3 },  { 10, 0, 2 }, { 11, 3, 0 }, { 11, 23, 0 },
};
static const struct
{
  int year;
  int spring; /* of March */
  int autumn; /* of September */
} equinoxes[] = { { 2024, 20, 22 }, { 2025, 20, 23 }, { 2026, 20, 23 }, { 2027, 21, 23 } };

static gboolean
is_named (KaijiDate date)
{
  for (gsize i = 0; i < G_N_ELEMENTS (law); i++)
    if (law[i].month == date.month
        && (law[i].day ? law[i].day == date.day
                       : kaiji_date_weekday (date) == 1 && (date.day - 1) / 7 + 1 == law[i].monday))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (equinoxes); i++)
    if (equinoxes[i].year == date.year
        && ((date.month == 3 && date.day == equinoxes[i].spring)
            || (date.month == 9 && date.day == equinoxes[i].autumn)))
      return TRUE;
  return FALSE;
}

/* Article 3: (2) the nearest day after a holiday on a Sunday, (3) a day between two holidays. */
static gboolean
is_rest (KaijiDate date)
{
  KaijiDate before = kaiji_date_add_days (date, -1);

  if (is_named (date))
    return TRUE;
  if (is_named (before) && is_named (kaiji_date_add_days (date, 1)))
    return TRUE;
  for (; is_named (before); before = kaiji_date_add_days (before, -1))
    if (kaiji_date_weekday (before) == 7)
      return TRUE;
  return FALSE;
}

static void
test_law (void)
{
  const KaijiHolidays *holidays = kaiji_holidays_get_default ();
  g_autofree int *years = kaiji_holidays_dup_years (holidays);

  for (gsize i = 0; i < G_N_ELEMENTS (equinoxes); i++)
    {
      KaijiDate date = { (gint16) equinoxes[i].year, 1, 1 };
      KaijiVerified verified;
      guint n = 0;

      g_assert_cmpint (years[i], ==, equinoxes[i].year);
      for (; date.year == equinoxes[i].year; date = kaiji_date_add_days (date, 1))
        {
          g_autofree char *iso = kaiji_date_to_iso (date);

          g_test_message ("%s", iso);
          g_assert_cmpint (kaiji_holidays_lookup (holidays, date) != NULL, ==, is_rest (date));
          n += is_named (date);
        }
      g_assert_cmpuint (n, ==, 16);
      g_assert_nonnull (
          strstr (kaiji_holidays_get_source (holidays, equinoxes[i].year, &verified), "暦要項"));
      /* The equinoxes of the first two were not read in a document. */
      g_assert_cmpint (verified, ==,
                       equinoxes[i].year < 2026 ? KAIJI_VERIFIED_UNVERIFIED
                                                : KAIJI_VERIFIED_PUBLIC);
    }
  g_assert_cmpint (years[G_N_ELEMENTS (equinoxes)], ==, 0);
  g_assert_cmpstr (kaiji_holidays_lookup (holidays, day ("2026-09-22")), ==, "国民の休日");
  g_assert_cmpstr (kaiji_holidays_lookup (holidays, day ("2026-05-06")), ==, "振替休日");
  g_assert_cmpstr (kaiji_holidays_lookup (holidays, day ("2027-03-22")), ==, "振替休日");
  g_assert_false (kaiji_holidays_has_year (holidays, 2031));
  g_assert_null (kaiji_holidays_lookup (holidays, day ("2031-01-01")));
  g_assert_cmpstr (kaiji_holidays_get_source (holidays, 2031, NULL), ==, "");
}

#define YEAR(rest) "{\"format\": 1, \"years\": [{\"year\": 2026, " rest "}]}"
static const char *const refused[] = {
  "",
  "[]",
  "{}",
  "{\"format\": 2, \"years\": []}",
  "{\"format\": 1, \"years\": {}}",
  "{\"format\": 1, \"years\": [1]}",
  YEAR ("\"source\": \"x\", \"verified\": \"public\""),
  YEAR ("\"source\": \"x\", \"verified\": \"public\", \"days\": {}"),
  YEAR ("\"source\": \"\", \"verified\": \"public\", \"days\": {\"2026-01-01\": \"x\"}"),
  YEAR ("\"source\": \"x\", \"verified\": \"sure\", \"days\": {\"2026-01-01\": \"x\"}"),
  YEAR ("\"source\": \"x\", \"verified\": \"public\", \"days\": {\"2025-01-01\": \"x\"}"),
  YEAR ("\"source\": \"x\", \"verified\": \"public\", \"days\": {\"2026-02-29\": \"x\"}"),
  YEAR ("\"source\": \"x\", \"verified\": \"public\", \"days\": {\"2026/01/01\": \"x\"}"),
  YEAR ("\"source\": \"x\", \"verified\": \"public\", \"days\": {\"2026-01-01\": 1}"),
  YEAR ("\"source\": \"x\", \"verified\": \"public\", \"days\": {\"2026-01-01\": \"\"}"),
};

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("kaiji-holidays-XXXXXX", &error);
  g_autofree char *path = g_build_filename (dir, "holidays.json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (KaijiHolidays) holidays = NULL;
      g_autoptr (GError) problem = NULL;

      g_test_message ("%s", refused[i]);
      g_file_set_contents (path, refused[i], -1, &error);
      g_assert_no_error (error);
      holidays = kaiji_holidays_load (path, &problem);
      g_assert_null (holidays);
      g_assert_error (problem, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_PARSE);
      g_assert_nonnull (strstr (problem->message, path));
    }
  g_remove (path);
  g_rmdir (dir);
}

static const struct
{
  const char *date;
  KaijiDeskState state;
  const char *before;
  const char *after;
  const char *remark;
} desk[] = {
  { "2026-02-13", KAIJI_DESK_OPEN, "2026-02-13", "2026-02-13", "" },
  { "2026-02-14", KAIJI_DESK_CLOSED, "2026-02-13", "2026-02-16", "(土) 窓口休み" },
  { "2026-02-11", KAIJI_DESK_CLOSED, "2026-02-10", "2026-02-12", "(水・建国記念の日) 窓口休み" },
  /* A weekend, holidays of three kinds, and their neighbours. */
  { "2026-05-06", KAIJI_DESK_CLOSED, "2026-05-01", "2026-05-07", "(水・振替休日) 窓口休み" },
  { "2026-09-20", KAIJI_DESK_CLOSED, "2026-09-18", "2026-09-24", "(日) 窓口休み" },
  { "2026-09-22", KAIJI_DESK_CLOSED, "2026-09-18", "2026-09-24", "(火・国民の休日) 窓口休み" },
  /* No document says that the desk is closed at the turn of the year. */
  { "2025-12-30", KAIJI_DESK_OPEN, "2025-12-30", "2025-12-30", "" },
  { "2026-01-01", KAIJI_DESK_CLOSED, "2025-12-31", "2026-01-02", "(木・元日) 窓口休み" },
  /* At the ends of the table, and beyond it. */
  { "2024-01-01", KAIJI_DESK_CLOSED, "", "2024-01-02", "(月・元日) 窓口休み" },
  { "2028-01-01", KAIJI_DESK_CLOSED, "2027-12-31", "", "(土) 窓口休み" },
  { "2028-01-03", KAIJI_DESK_UNKNOWN, "", "", "2028年の祝日の表がありません。" },
  { "2031-05-03", KAIJI_DESK_CLOSED, "", "", "(土) 窓口休み" },
};

static void
test_desk (void)
{
  g_autoptr (KaijiScheme) scheme = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (desk); i++)
    {
      KaijiDeskDay found;
      g_autofree char *before = NULL, *after = NULL, *remark = NULL;

      g_test_message ("%s", desk[i].date);
      kaiji_desk_look (scheme, kaiji_holidays_get_default (), day (desk[i].date), &found);
      g_assert_cmpint (found.state, ==, desk[i].state);
      before = kaiji_date_to_iso (found.open_before);
      after = kaiji_date_to_iso (found.open_after);
      remark = kaiji_desk_day_dup_remark (&found);
      g_assert_cmpstr (before, ==, desk[i].before);
      g_assert_cmpstr (after, ==, desk[i].after);
      g_assert_cmpstr (remark, ==, desk[i].remark);
    }
}

static void
test_advice (void)
{
  g_autoptr (KaijiScheme) scheme = load ();
  const KaijiHolidays *holidays = kaiji_holidays_get_default ();
  g_autofree char *until = NULL, *from = NULL, *open = NULL, *missing = NULL, *beyond = NULL;
  KaijiDeskDay found;

  kaiji_desk_look (scheme, holidays, day ("2026-02-14"), &found);
  until = kaiji_desk_day_dup_advice (&found, FALSE);
  from = kaiji_desk_day_dup_advice (&found, TRUE);
  g_assert_cmpstr (until, ==, "2026-02-14 (土) 窓口休み。直前の受付日は 2026-02-13 (金) です。");
  g_assert_cmpstr (from, ==, "2026-02-14 (土) 窓口休み。窓口が開くのは 2026-02-16 (月) です。");
  kaiji_desk_look (scheme, holidays, day ("2026-02-13"), &found);
  open = kaiji_desk_day_dup_advice (&found, FALSE);
  g_assert_cmpstr (open, ==, "");
  kaiji_desk_look (scheme, holidays, day ("2031-05-03"), &found);
  missing = kaiji_desk_day_dup_advice (&found, FALSE);
  g_assert_cmpstr (missing, ==, "2031-05-03 (土) 窓口休み。2031年の祝日の表がありません。");
  kaiji_desk_look (scheme, holidays, day ("2031-05-02"), &found);
  beyond = kaiji_desk_day_dup_advice (&found, FALSE);
  g_assert_cmpstr (beyond, ==, "2031年の祝日の表がありません。");
}

/* A scheme that states no hours has no closed days. */
static void
test_unset (void)
{
  g_autoptr (KaijiScheme) scheme = load_small ();
  g_autofree char *remark = NULL, *advice = NULL;
  KaijiDeskDay found;

  g_assert_null (kaiji_scheme_get_setting (scheme, "desk.closed"));
  kaiji_desk_look (scheme, kaiji_holidays_get_default (), day ("2026-02-14"), &found);
  g_assert_cmpint (found.state, ==, KAIJI_DESK_UNSET);
  g_assert_false (kaiji_date_is_valid (found.open_before));
  remark = kaiji_desk_day_dup_remark (&found);
  advice = kaiji_desk_day_dup_advice (&found, TRUE);
  g_assert_cmpstr (remark, ==, "");
  g_assert_cmpstr (advice, ==, "");
  g_assert_cmpstr (kaiji_desk_state_to_string (found.state), ==, "unset");
}

int
main (int argc, char *argv[])
{
  kaiji_i18n_init ("ja");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme/holidays/law", test_law);
  g_test_add_func ("/scheme/holidays/refused", test_refused);
  g_test_add_func ("/scheme/desk/days", test_desk);
  g_test_add_func ("/scheme/desk/advice", test_advice);
  g_test_add_func ("/scheme/desk/unset", test_unset);
  return g_test_run ();
}
