/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days of a scheme: sentences with clause and readings, what is not set, what an office chose.
 */
#include "jobs/calendar.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/paths.h"
#include "jobs/settings.h"
#include "scheme/overlay.h"

static KaijiScheme *
load (const char *spec)
{
  g_autofree char *path = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (path);
  g_autoptr (GError) error = NULL;
  KaijiScheme *scheme = kaiji_scheme_library_load (library, spec, &error);

  g_assert_no_error (error);
  return scheme;
}

/* 医療情報 as an office reads it. @choices: pairs of key and value, then NULL. */
static KaijiScheme *
load_chosen (const char *const *choices)
{
  g_autofree char *packs = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autofree char *dir = g_dir_make_tmp ("kaiji-choices-XXXXXX", NULL);
  g_autofree char *path = kaiji_overlay_dup_path (dir, "iryo", "2022-04-01");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (packs);
  g_autoptr (GError) error = NULL;
  KaijiScheme *scheme;

  kaiji_scheme_library_set_overlay_dir (library, dir);
  for (; *choices; choices += 2)
    {
      kaiji_settings_set (library, "iryo", choices[0], choices[1], "窓口の回答", "例示 花子",
                          &error);
      g_assert_no_error (error);
    }
  scheme = kaiji_scheme_library_load (library, "iryo", &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (dir);
  return scheme;
}

static KaijiDate
day (const char *iso)
{
  KaijiDate date = KAIJI_DATE_NONE;

  g_assert_true (kaiji_date_parse (iso, &date));
  return date;
}

static GPtrArray *
list (KaijiScheme *scheme, const KaijiCalendarDays *days)
{
  return kaiji_calendar_list (scheme, kaiji_holidays_get_default (), days);
}

static const KaijiCalendarEntry *
find (GPtrArray *entries, const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const KaijiCalendarEntry *entry = g_ptr_array_index (entries, i);
      if (g_str_equal (entry->id, id))
        return entry;
    }
  g_error ("there is no %s", id);
}

static void
assert_entry (GPtrArray *entries, const char *id, const char *date, const char *sentence)
{
  const KaijiCalendarEntry *entry = find (entries, id);
  g_autofree char *iso = kaiji_date_to_iso (entry->date);

  g_test_message ("%s", id);
  g_assert_cmpstr (iso, ==, date);
  if (sentence)
    g_assert_cmpstr (entry->sentence, ==, sentence);
}

static void
assert_reading (GPtrArray *entries, const char *id, const char *value, const char *date)
{
  const KaijiCalendarEntry *entry = find (entries, id);

  for (guint i = 0; i < entry->readings->len; i++)
    {
      const KaijiCalendarReading *reading = g_ptr_array_index (entry->readings, i);
      g_autofree char *iso = kaiji_date_to_iso (reading->date);

      if (!g_str_equal (reading->value, value))
        continue;
      g_assert_cmpstr (iso, ==, date);
      return;
    }
  g_error ("%s has no reading %s", id, value);
}

static void
test_term (void)
{
  g_autoptr (KaijiScheme) scheme = load ("iryo");
  const KaijiCalendarDays days = { .certified_on = day ("2024-04-15") };
  g_autoptr (GPtrArray) entries = list (scheme, &days);
  const KaijiCalendarEntry *closes = find (entries, "renewal.closes");

  g_assert_cmpuint (entries->len, ==, 5);
  assert_entry (entries, "term.last_day", "2026-04-14",
                "認定日 2024-04-15 から2年間 = 2026-04-14 まで (概要 8; 同日満了と読むと "
                "2026-04-15)");
  assert_entry (entries, "renewal.notice", "2025-12-15",
                "満了 2026-04-15 の4ヶ月前 = 2025-12-15 から (公表ページ(申請の手引き); "
                "前日満了と読むと 2025-12-14; 120日前と数えると 2025-12-16)");
  assert_entry (
      entries, "renewal.opens", "2026-02-14",
      "満了 2026-04-15 の60日前 = 2026-02-14 から (概要 9(1); 前日満了と読むと 2026-02-13)");
  assert_entry (
      entries, "renewal.closes", "2026-03-15",
      "満了 2026-04-14 の30日前 = 2026-03-15 まで (概要 9(1); 同日満了と読むと 2026-03-16)");
  assert_reading (entries, "renewal.opens", "certified-on/day-before", "2026-02-13");
  assert_reading (entries, "renewal.opens", "certified-on/same-day", "2026-02-14");
  assert_reading (entries, "renewal.notice", "120-days", "2025-12-16");
  g_assert_true (find (entries, "renewal.opens")->opens);
  g_assert_cmpint (find (entries, "renewal.notice")->verified, ==, KAIJI_VERIFIED_PUBLIC);
  /* The day stays; the desk is closed on it. */
  g_assert_false (closes->opens);
  g_assert_cmpint (closes->desk.state, ==, KAIJI_DESK_CLOSED);
  g_assert_true (g_str_has_prefix (closes->advice, "2026-03-15 (日) 窓口休み。直前の受付日は "
                                                   "2026-03-13 (金) です。郵便書留"));
  g_assert_true (g_str_has_suffix (closes->advice, "必着として計画します。"));
  g_assert_cmpstr (find (entries, "renewal.opens")->advice, ==,
                   "2026-02-14 (土) 窓口休み。窓口が開くのは 2026-02-16 (月) です。");
}

/* The other base is named, and does not decide. */
static void
test_base (void)
{
  g_autoptr (KaijiScheme) scheme = load ("iryo");
  const KaijiCalendarDays days = { .certified_on = day ("2024-04-15"),
                                   .disclosed_on = day ("2024-03-01") };
  const KaijiCalendarDays alone = { .disclosed_on = day ("2024-03-01") };
  g_autoptr (GPtrArray) entries = list (scheme, &days);
  g_autoptr (GPtrArray) unknown = list (scheme, &alone);

  assert_entry (entries, "renewal.opens", "2026-02-14",
                "満了 2026-04-15 の60日前 = 2026-02-14 から (概要 9(1); 前日満了と読むと "
                "2026-02-13; 開示情報の日付から数えて前日満了と読むと 2025-12-30; "
                "開示情報の日付から数えて同日満了と読むと 2025-12-31)");
  assert_reading (entries, "term.last_day", "disclosed-on/day-before", "2026-02-28");
  assert_reading (entries, "term.last_day", "disclosed-on/same-day", "2026-03-01");
  assert_entry (unknown, "term.last_day", "", "分かりません。数え始める日が示されていません。");
  assert_entry (unknown, "renewal.closes", "", NULL);
  g_assert_cmpstr (find (unknown, "renewal.closes")->advice, ==, "");
}

static const struct
{
  const char *certified_on;
  const char *last_day;
  const char *opens;
  const char *closes;
} ends[] = {
  /* Both readings end with February. */
  { "2024-02-29", "2026-02-28", "2025-12-30", "2026-01-29" },
  { "2022-03-01", "2024-02-29", "2024-01-01", "2024-01-30" },
  { "2024-03-31", "2026-03-30", "2026-01-30", "2026-02-28" },
  { "2024-01-01", "2025-12-31", "2025-11-02", "2025-12-01" },
  { "平成31年4月30日", "2021-04-29", "2021-03-01", "2021-03-30" },
  { "令和元年5月1日", "2021-04-30", "2021-03-02", "2021-03-31" },
};

static void
test_ends (void)
{
  g_autoptr (KaijiScheme) scheme = load ("iryo");

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const KaijiCalendarDays days = { .certified_on = day (ends[i].certified_on) };
      g_autoptr (GPtrArray) entries = list (scheme, &days);

      assert_entry (entries, "term.last_day", ends[i].last_day, NULL);
      assert_entry (entries, "renewal.opens", ends[i].opens, NULL);
      assert_entry (entries, "renewal.closes", ends[i].closes, NULL);
      /* The year's holidays are not in the table: said, not guessed. */
      if (kaiji_date_compare (day (ends[i].last_day), day ("2024-01-01")) < 0)
        g_assert_nonnull (strstr (find (entries, "renewal.closes")->advice, "2021年の祝日の表"));
    }
}

static void
test_leap_sentence (void)
{
  g_autoptr (KaijiScheme) scheme = load ("iryo");
  const KaijiCalendarDays days = { .certified_on = day ("2024-02-29") };
  g_autoptr (GPtrArray) entries = list (scheme, &days);

  assert_entry (entries, "term.last_day", "2026-02-28",
                "認定日 2024-02-29 から2年間 = 2026-02-28 まで (概要 8; その月に応当日がないため"
                "月の末日 (民法 143条2項))");
  assert_entry (entries, "renewal.opens", "2025-12-30",
                "満了 2026-02-28 の60日前 = 2025-12-30 から (概要 9(1))");
}

static void
test_renewed (void)
{
  g_autoptr (KaijiScheme) scheme = load ("iryo");
  const KaijiCalendarDays before = { .certified_on = day ("2024-04-15") };
  const KaijiCalendarDays after = { .certified_on = day ("2024-04-15"),
                                    .renewed_on = day ("2026-04-20") };
  g_autoptr (GPtrArray) open = list (scheme, &before);
  g_autoptr (GPtrArray) decided = list (scheme, &after);

  assert_entry (open, "renewal.term_last_day", "",
                "前の満了に続くと読むと 2028-04-14 まで; 更新の決定日が起点と読むと未定。更新後の"
                "有効期間がいつ始まるかは、どの資料にもありません。");
  assert_entry (decided, "renewal.term_last_day", "2028-04-14", NULL);
  assert_reading (decided, "renewal.term_last_day", "old-expiry", "2028-04-14");
  assert_reading (decided, "renewal.term_last_day", "decided-on", "2028-04-19");
}

static void
test_bar (void)
{
  g_autoptr (KaijiScheme) scheme = load ("iryo");
  const KaijiCalendarDays days = { .revoked_on = day ("2025-04-01") };
  const KaijiCalendarDays leap = { .revoked_on = day ("2023-02-28") };
  g_autoptr (GPtrArray) entries = list (scheme, &days);
  g_autoptr (GPtrArray) leaps = list (scheme, &leap);

  g_assert_cmpuint (entries->len, ==, 1);
  assert_entry (entries, "revoked.free", "2026-04-02",
                "取消し 2025-04-01 から1年 = 2026-04-02 から (概要 4(2)オ; ちょうど応当日を含むと"
                "読むと 2026-04-01)");
  assert_reading (entries, "revoked.free", "pass", "2026-04-01");
  assert_reading (entries, "revoked.free", "fail", "2026-04-02");
  assert_reading (leaps, "revoked.free", "pass", "2024-02-28");
  assert_reading (leaps, "revoked.free", "fail", "2024-03-01");
}

static void
test_payment (void)
{
  g_autoptr (KaijiScheme) scheme = load ("iryo");
  const KaijiCalendarDays days = { .notified_on = day ("2026-12-28") };
  g_autoptr (GPtrArray) entries = list (scheme, &days);

  g_assert_cmpuint (entries->len, ==, 1);
  assert_entry (entries, "fee.payment", "2027-01-04",
                "形式審査完了の通知 2026-12-28 の7日後 = 2027-01-04 を目途に (概要 4(7); "
                "期限ではなく目途)");
}

/* What an office lays down decides and is named; the other reading still stands beside it. */
static void
test_chosen (void)
{
  static const char *const choices[] = {
    "term.last_day", "day-before",         "submission.postmark", "postmark", "revoked.boundary",
    "pass",          "renewal.term_start", "decided-on",          NULL
  };
  g_autoptr (KaijiScheme) scheme = load_chosen (choices);
  const KaijiCalendarDays days = { .certified_on = day ("2024-04-15"),
                                   .renewed_on = day ("2026-04-20"),
                                   .revoked_on = day ("2025-04-01") };
  g_autoptr (GPtrArray) entries = list (scheme, &days);

  assert_entry (entries, "term.last_day", "2026-04-14",
                "認定日 2024-04-15 から2年間 = 2026-04-14 まで (概要 8, 窓口の回答; "
                "同日満了と読むと 2026-04-15)");
  assert_entry (entries, "renewal.opens", "2026-02-13",
                "満了 2026-04-14 の60日前 = 2026-02-13 から (概要 9(1), 窓口の回答; "
                "同日満了と読むと 2026-02-14)");
  assert_entry (entries, "renewal.term_last_day", "2028-04-19",
                "更新の決定日が起点と読むと 2028-04-19 まで (窓口の回答; 前の満了に続くと読むと "
                "2028-04-14 まで)");
  assert_entry (entries, "revoked.free", "2026-04-01",
                "取消し 2025-04-01 から1年 = 2026-04-01 から (概要 4(2)オ, 窓口の回答; "
                "ちょうど応当日を含まないと読むと 2026-04-02)");
  g_assert_nonnull (strstr (find (entries, "renewal.closes")->advice, "消印有効"));
  g_assert_null (strstr (find (entries, "renewal.closes")->advice, "必着"));
}

/* The other base, laid down: then the certification's is the one that is named. */
static void
test_chosen_base (void)
{
  static const char *const choices[] = { "term.base", "disclosed-on", "term.last_day", "same-day",
                                         NULL };
  g_autoptr (KaijiScheme) scheme = load_chosen (choices);
  const KaijiCalendarDays days = { .certified_on = day ("2024-04-15"),
                                   .disclosed_on = day ("2024-03-01") };
  g_autoptr (GPtrArray) entries = list (scheme, &days);

  assert_entry (entries, "term.last_day", "2026-03-01",
                "開示情報の日付 2024-03-01 から2年間 = 2026-03-01 まで (概要 8, 窓口の回答; "
                "認定日から数えて前日満了と読むと 2026-04-14; 認定日から数えて同日満了と読むと "
                "2026-04-15; 前日満了と読むと 2026-02-28)");
}

/* Nothing is counted where no document states it. */
static void
test_unset (void)
{
  g_autofree char *path = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (path);
  g_autoptr (GPtrArray) schemes = kaiji_scheme_library_list (library, NULL);
  const KaijiCalendarDays days = { .certified_on = day ("2024-04-15"),
                                   .revoked_on = day ("2024-04-15"),
                                   .notified_on = day ("2024-04-15") };

  g_assert_nonnull (schemes);
  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);
      g_autoptr (GPtrArray) entries = list (scheme, &days);
      gboolean term = kaiji_scheme_get_int (scheme, "term.years", 0) > 0;

      g_test_message ("%s", kaiji_scheme_get_id (scheme));
      g_assert_cmpint (kaiji_date_is_valid (find (entries, "term.last_day")->date), ==, term);
      for (guint j = 0; j < entries->len; j++)
        {
          const KaijiCalendarEntry *entry = g_ptr_array_index (entries, j);

          g_assert_nonnull (entry->sentence);
          g_assert_cmpstr (entry->label, !=, "");
          if (kaiji_date_is_valid (entry->date))
            g_assert_cmpstr (entry->source, !=, "");
          else
            g_assert_cmpstr (entry->advice, ==, "");
          if (!term && g_str_has_prefix (entry->id, "renewal."))
            g_assert_cmpstr (entry->sentence, ==, "未設定です。この制度の資料にありません。");
        }
    }
}

static void
test_hand_in (void)
{
  g_autoptr (KaijiScheme) scheme = load ("iryo");
  const KaijiHolidays *holidays = kaiji_holidays_get_default ();
  static const struct
  {
    const char *date;
    const char *said;
    const char *advice; /* what it begins with */
  } cases[] = {
    { "2026-02-14", "令和8年2月14日 (土) 窓口休み",
      "直前の受付日は 2026-02-13 (金) です。(概要 13)" },
    { "2026-02-11", "令和8年2月11日 (水・建国記念の日) 窓口休み",
      "直前の受付日は 2026-02-10 (火) です。" },
    { "2026-02-13", "令和8年2月13日 (金)", NULL },
    { "2031-05-02", "令和13年5月2日 (金)", "2031年の祝日の表がありません。" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *advice = NULL;
      g_autofree char *said =
          kaiji_calendar_dup_hand_in (scheme, holidays, day (cases[i].date), &advice);

      g_assert_cmpstr (said, ==, cases[i].said);
      if (cases[i].advice)
        g_assert_true (g_str_has_prefix (advice, cases[i].advice));
      else
        g_assert_cmpstr (advice, ==, "");
    }
}

int
main (int argc, char *argv[])
{
  kaiji_i18n_init ("ja");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jobs/calendar/term", test_term);
  g_test_add_func ("/jobs/calendar/base", test_base);
  g_test_add_func ("/jobs/calendar/ends", test_ends);
  g_test_add_func ("/jobs/calendar/leap-sentence", test_leap_sentence);
  g_test_add_func ("/jobs/calendar/renewed", test_renewed);
  g_test_add_func ("/jobs/calendar/bar", test_bar);
  g_test_add_func ("/jobs/calendar/payment", test_payment);
  g_test_add_func ("/jobs/calendar/chosen", test_chosen);
  g_test_add_func ("/jobs/calendar/chosen-base", test_chosen_base);
  g_test_add_func ("/jobs/calendar/unset", test_unset);
  g_test_add_func ("/jobs/calendar/hand-in", test_hand_in);
  return g_test_run ();
}
