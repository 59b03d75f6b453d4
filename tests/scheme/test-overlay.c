/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The office's own settings: what is taken, what is refused, and when a library sees them. */
#include "scheme/overlay.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *dir;
  char *path;
  KaijiSchemeLibrary *library;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *packs = g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", NULL);
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("kaiji-overlay-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = kaiji_overlay_dup_path (fixture->dir, "iryo", "2022-04-01");
  fixture->library = kaiji_scheme_library_new (packs);
  g_assert_null (kaiji_scheme_library_get_overlay_dir (fixture->library));
  kaiji_scheme_library_set_overlay_dir (fixture->library, fixture->dir);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  kaiji_scheme_library_free (fixture->library);
  g_unlink (fixture->path);
  g_rmdir (folder);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_free (fixture->path);
  g_free (fixture->dir);
}

static KaijiScheme *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KaijiScheme *scheme = kaiji_scheme_library_load (fixture->library, "iryo", &error);

  g_assert_no_error (error);
  return scheme;
}

static void
choose (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiOverlay) overlay = kaiji_overlay_load (fixture->path, &error);

  g_assert_no_error (error);
  if (value)
    kaiji_overlay_set (overlay, key, value, "窓口の回答", "例示 花子", "2026-04-01");
  else
    g_assert_true (kaiji_overlay_unset (overlay, key));
  g_assert_true (kaiji_overlay_save (overlay, fixture->path, &error));
  g_assert_no_error (error);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiOverlay) overlay = kaiji_overlay_load (fixture->path, &error);
  g_autoptr (KaijiOverlay) again = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  const KaijiChoice *choice;

  g_assert_no_error (error);
  kaiji_overlay_set (overlay, "b", "x\ny", "s\"1", NULL, NULL);
  kaiji_overlay_set (overlay, "a", "1", "s2", "who", "when");
  kaiji_overlay_set (overlay, "a", "2", "s3", "who", "when");
  g_assert_true (kaiji_overlay_save (overlay, fixture->path, &error));
  again = kaiji_overlay_load (fixture->path, &error);
  g_assert_no_error (error);
  keys = kaiji_overlay_list (again);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpstr (keys->pdata[0], ==, "a");
  choice = kaiji_overlay_get (again, "a");
  g_assert_cmpstr (choice->value, ==, "2");
  g_assert_cmpstr (choice->source, ==, "s3");
  g_assert_cmpstr (choice->by, ==, "who");
  g_assert_cmpstr (choice->at, ==, "when");
  choice = kaiji_overlay_get (again, "b");
  g_assert_cmpstr (choice->value, ==, "x\ny");
  g_assert_cmpstr (choice->source, ==, "s\"1");
  g_assert_true (kaiji_overlay_unset (again, "a"));
  g_assert_false (kaiji_overlay_unset (again, "a"));
  g_assert_null (kaiji_overlay_get (again, "a"));
}

/* Who holds a scheme keeps it; who asks next has what was chosen meanwhile. */
static void
test_library (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiScheme) before = load (fixture);
  g_autoptr (KaijiScheme) same = load (fixture);
  g_autoptr (KaijiScheme) after = NULL, later = NULL;
  const KaijiSetting *setting;

  g_assert_true (before == same);
  choose (fixture, "term.base", "disclosed-on");
  choose (fixture, "term.last_day", "same-day");
  after = load (fixture);
  g_assert_false (before == after);
  g_assert_cmpstr (kaiji_scheme_get_text (before, "term.base"), ==, "certified-on");
  setting = kaiji_scheme_get_setting (after, "term.base");
  g_assert_cmpstr (setting->value, ==, "disclosed-on");
  g_assert_cmpstr (setting->source, ==, "窓口の回答");
  g_assert_cmpstr (setting->stated, ==, "certified-on");
  g_assert_cmpstr (setting->stated_source, ==, "概要 8");
  g_assert_cmpstr (setting->choice->by, ==, "例示 花子");
  g_assert_cmpuint (setting->readings->len, ==, 2);
  setting = kaiji_scheme_get_setting (after, "term.last_day");
  g_assert_true (setting->set);
  g_assert_cmpstr (setting->stated, ==, "");
  choose (fixture, "term.base", NULL);
  later = load (fixture);
  setting = kaiji_scheme_get_setting (later, "term.base");
  g_assert_null (setting->choice);
  g_assert_cmpstr (setting->value, ==, "certified-on");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiScheme) scheme = NULL;
  char **lines;

  choose (fixture, "certificate.sentence", " 一行目 \n\n二行目");
  scheme = load (fixture);
  lines = kaiji_scheme_get_words (scheme, "certificate.sentence");
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpstr (lines[0], ==, "一行目");
  g_assert_cmpstr (lines[1], ==, "二行目");
}

/* A choice that does not fit is told and not used. */
static void
test_misfits (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key, *value;
  } misfits[] = {
    { "gate.equality", "maybe" },
    { "minimum.iryo.037.1", "6"
                            "\xE9\x80\xB1" },
    { "term.years", "3" },
    { "desk.tel", "03-0000-0000" },
    { "renewal.notice_days_before", "many" },
    { "no.such.key", "1" },
    { "minimum.iryo.037.1", "about" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (misfits); i++)
    {
      g_autoptr (KaijiScheme) plain = NULL, scheme = NULL;
      GPtrArray *problems;

      g_unlink (fixture->path);
      plain = load (fixture);
      choose (fixture, misfits[i].key, misfits[i].value);
      scheme = load (fixture);
      problems = kaiji_scheme_get_overlay_problems (scheme);
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_nonnull (strstr (problems->pdata[0], misfits[i].key));
      g_assert_cmpstr (kaiji_scheme_get_text (scheme, misfits[i].key), ==,
                       kaiji_scheme_get_text (plain, misfits[i].key));
    }
}

/* A file that nobody understands is told by its name; nothing of it is used. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "{",
    "[]",
    "{}",
    "{\"format\": 2, \"settings\": {}}",
    "{\"format\": 1}",
    "{\"format\": 1, \"settings\": []}",
    "{\"format\": 1, \"settings\": {\"gate.equality\": \"pass\"}}",
    "{\"format\": 1, \"settings\": {\"gate.equality\": {\"value\": \"pass\"}}}",
    "{\"format\": 1, \"settings\": {\"gate.equality\": {\"value\": 1, \"source\": \"a\"}}}",
    "\xff",
  };
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_mkdir (folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaijiOverlay) overlay = NULL;
      g_autoptr (KaijiScheme) scheme = NULL;

      g_assert_true (g_file_set_contents (fixture->path, texts[i], -1, NULL));
      overlay = kaiji_overlay_load (fixture->path, &error);
      g_assert_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_READ);
      g_assert_nonnull (strstr (error->message, fixture->path));
      scheme = load (fixture);
      g_assert_cmpuint (kaiji_scheme_get_overlay_problems (scheme)->len, ==, 1);
      g_assert_cmpstr (kaiji_scheme_get_text (scheme, "gate.equality"), ==, "");
    }
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiOverlay) overlay = kaiji_overlay_load (fixture->path, NULL);
  g_autofree char *below = g_build_filename (fixture->path, "x", "y.json", NULL);
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (fixture->path, "", -1, NULL));
  g_assert_false (kaiji_overlay_save (overlay, below, &error));
  g_assert_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_WRITE);
}

static void
check_value (KaijiScheme *scheme, const char *key, const char *typed, const char *kept)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value =
      kaiji_setting_read_value (kaiji_scheme_get_setting (scheme, key), typed, &error);

  g_assert_cmpstr (value, ==, kept);
  if (kept)
    g_assert_no_error (error);
  else
    g_assert_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_VALUE);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiScheme) scheme = load (fixture);
  const char *minimum = "minimum.iryo.037.1";

  g_assert_cmpint (kaiji_scheme_get_setting (scheme, minimum)->type, ==, KAIJI_SETTING_NUMBER_UNIT);
  check_value (scheme, minimum, "６ヶ月前", "6ヶ月前");
  check_value (scheme, minimum, " 6 ", "6ヶ月前");
  check_value (scheme, minimum, "90日前", "90日前");
  check_value (scheme, minimum, "約6ヶ月前", NULL);
  check_value (scheme, minimum, "6ヶ月前まで", NULL);
  check_value (scheme, minimum, "6年前", NULL);
  check_value (scheme, minimum, "", NULL);
  check_value (scheme, "gate.equality", "pass", "pass");
  check_value (scheme, "gate.equality", "最低水準数値とちょうど同じなら、要件を満たす", "pass");
  check_value (scheme, "gate.equality", "以上", NULL);
  check_value (scheme, "renewal.notice_days_before", "90", "90");
  check_value (scheme, "renewal.notice_days_before", "-1", NULL);
  check_value (scheme, "renewal.notice_days_before", "三月", NULL);
  check_value (scheme, "paper.binding", " 左綴じ\n2穴 ", "左綴じ 2穴");
  check_value (scheme, "paper.binding", "　 \n", NULL);
  check_value (scheme, "guideline.date", "2020-01-01", NULL);
  check_value (scheme, "match.variants", "a=b", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/scheme/overlay/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("library", test_library);
  ADD ("list", test_list);
  ADD ("misfits", test_misfits);
  ADD ("damaged", test_damaged);
  ADD ("unwritable", test_unwritable);
  ADD ("values", test_values);
  return g_test_run ();
}
