/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How two tables correspond: small tables made for the purpose, and the packs that are there. */
#include <string.h>

#include <glib/gstdio.h>

#include "scheme/match.h"

/* ---- small tables ---- */

/* A pack around sections of Form B; @fields are further fields of Form A. */
static KaijiScheme *
make (const char *table, const char *fields, const char *sections)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("kaiji-match-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "pack.json", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"format\": 1, \"id\": \"%s\", \"table\": \"%s\", \"revision\": \"2020\", \"in_use\": true,"
      "\"name\": \"制度\", \"documents\": [], \"settings\": {\"match.variants\": {\"value\":"
      "[\"ウィルス=ウイルス\"], \"verified\": \"unverified\"}},"
      "\"words\": {\"choices\": {\"values\": [\"有り\", \"無し\"], \"verified\": \"unverified\"},"
      "\"yes_no\": {\"values\": [\"有り\", \"無し\"], \"verified\": \"unverified\"},"
      "\"yes\": {\"values\": [\"有り\"], \"verified\": \"unverified\"},"
      "\"no\": {\"values\": [\"無し\"], \"verified\": \"unverified\"},"
      "\"none\": {\"values\": [\"無し\"], \"verified\": \"unverified\"},"
      "\"undisclosed\": {\"values\": [\"開示なし\"], \"verified\": \"unverified\"},"
      "\"tentative\": {\"values\": [\"予定\"], \"verified\": \"unverified\"}},"
      "\"minimum\": {\"unit\": \"ヶ月\", \"source\": \"概要\", \"reading\": \"以上\"}, \"fees\": "
      "[],"
      "\"sections\": [{\"id\": \"A.one\", \"name\": \"申請\", \"scope\": \"company\", \"fields\":"
      "[{\"id\": \"A.name\", \"name\": \"名称\", \"kind\": \"text\", \"required\": \"never\","
      "\"verified\": \"unverified\"}%s]}%s], \"rules\": []}",
      table, table, fields, sections);
  KaijiScheme *scheme;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  scheme = kaiji_scheme_load_file (path, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (dir);
  return scheme;
}

/* One item with one prompt; @more: further members of the item, with a comma. */
static char *
item (const char *table,
      guint number,
      const char *category,
      const char *name,
      const char *text,
      gboolean required,
      const char *more)
{
  return g_strdup_printf (
      "{\"id\": \"%s.%03u\", \"number\": %u, \"category\": \"%s\", \"name\": \"%s\", "
      "\"required\": %s, \"verified\": \"unverified\",%s \"prompts\": [{\"id\": \"%s.%03u.1\","
      "\"text\": \"%s\", \"kind\": \"prose\", \"required\": \"%s\", \"verified\": "
      "\"unverified\"}]}",
      table, number, number, category, name, required ? "true" : "false", more, table, number, text,
      required ? "always" : "never");
}

static char *
section (const char *id, const char *name, const char *items)
{
  return g_strdup_printf (", {\"id\": \"%s\", \"name\": \"%s\", \"items\": [%s]}", id, name, items);
}

static void
assert_prompt (KaijiMatching *matching,
               const char *from,
               const char *to,
               KaijiMatchState state,
               KaijiMatchChanges changes)
{
  const KaijiPromptMatch *match = kaiji_matching_lookup_from (matching, from);

  g_assert_nonnull (match);
  g_assert_cmpstr (match->from->id, ==, from);
  g_assert_cmpstr (match->to ? match->to->id : NULL, ==, to);
  g_assert_cmpstr (kaiji_match_state_to_string (match->state), ==,
                   kaiji_match_state_to_string (state));
  g_assert_cmphex (match->changes, ==, changes);
  if (to)
    g_assert_true (kaiji_matching_lookup_to (matching, to) == match);
}

static void
test_states (void)
{
  g_autofree char *a1 = item ("one", 1, "監視", "障害監視", "障害監視の有無", TRUE, "");
  g_autofree char *a2 = item ("one", 2, "対策", "ウィルス対策", "(1) 対策の内容", TRUE, "");
  g_autofree char *a3 =
      item ("one", 3, "料金", "解約時ペナルティ", "解約時違約金の有無と額", TRUE, "");
  g_autofree char *a4 = item ("one", 4, "取引", "主要取引銀行", "取引銀行の名称", FALSE, "");
  g_autofree char *a5 = item ("one", 5, "人", "役員", "役員数", FALSE, "");
  g_autofree char *b1 = item ("two", 1, "対策", "ウイルス対策", "（１）　対策の内容", TRUE, "");
  g_autofree char *b2 = item ("two", 2, "監視", "障害監視", "障害監視の有無", TRUE, "");
  g_autofree char *b3 =
      item ("two", 3, "料金", "解約時違約金", "解約時違約金(利用者側)の有無と額", TRUE, "");
  g_autofree char *b4 = item ("two", 4, "環境", "電力消費", "消費電力量の実績", TRUE, "");
  g_autofree char *b5 = item ("two", 5, "人", "役員", "役員数", TRUE, "");
  g_autofree char *first = g_strjoin (",", a2, a3, a4, a5, NULL);
  g_autofree char *second = g_strjoin (",", b1, b3, b4, b5, NULL);
  g_autofree char *s1 = section ("B.01", "運用", a1);
  g_autofree char *s2 = section ("B.02", "基本特性", first);
  g_autofree char *t1 = section ("B.01", "保守の管理", b2);
  g_autofree char *t2 = section ("B.02", "基本特性", second);
  g_autofree char *ours = g_strconcat (s1, s2, NULL);
  g_autofree char *theirs = g_strconcat (t2, ", ", t1 + 2, NULL);
  g_autoptr (KaijiScheme) from = make ("one", "", ours);
  g_autoptr (KaijiScheme) to = make ("two", "", theirs);
  g_autoptr (KaijiMatching) matching = kaiji_scheme_match (from, to);
  GPtrArray *prompts = kaiji_matching_get_prompts (matching);

  /* Widths, brackets and the writing of a word are no change; a section of another name that
   * holds the same items is the same section. */
  assert_prompt (matching, "one.002.1", "two.001.1", KAIJI_MATCH_SAME, KAIJI_CHANGED_NOTHING);
  assert_prompt (matching, "one.001.1", "two.002.1", KAIJI_MATCH_SAME, KAIJI_CHANGED_NOTHING);
  assert_prompt (matching, "one.003.1", "two.003.1", KAIJI_MATCH_WORDING,
                 KAIJI_CHANGED_NAME | KAIJI_CHANGED_TEXT);
  assert_prompt (matching, "one.004.1", NULL, KAIJI_MATCH_DROPPED, KAIJI_CHANGED_NOTHING);
  assert_prompt (matching, "one.005.1", "two.005.1", KAIJI_MATCH_REQUIRED, KAIJI_CHANGED_REQUIRED);
  assert_prompt (matching, "A.name", "A.name", KAIJI_MATCH_SAME, KAIJI_CHANGED_NOTHING);
  g_assert_cmpint (kaiji_matching_lookup_to (matching, "two.004.1")->state, ==, KAIJI_MATCH_NEW);
  g_assert_cmpint (kaiji_matching_lookup_item_to (matching, "two.004")->state, ==, KAIJI_MATCH_NEW);
  g_assert_cmpint (kaiji_matching_lookup_item_from (matching, "one.003")->state, ==,
                   KAIJI_MATCH_WORDING);
  g_assert_cmpuint (kaiji_matching_count (matching, KAIJI_MATCH_SAME, FALSE), ==, 3);
  g_assert_cmpuint (kaiji_matching_count (matching, KAIJI_MATCH_DROPPED, TRUE), ==, 1);
  /* What is dropped stands at the end of its section. */
  g_assert_cmpuint (prompts->len, ==, 7);
  g_assert_cmpstr (((KaijiPromptMatch *) g_ptr_array_index (prompts, 5))->from->id, ==,
                   "one.004.1");
}

static void
test_moved (void)
{
  g_autofree char *a1 = item ("one", 1, "回線", "推奨端末", "端末の種類", TRUE, "");
  g_autofree char *a2 = item ("one", 2, "回線", "推奨回線", "回線の種類", TRUE, "");
  g_autofree char *a3 = item ("one", 3, "文書類", "規程", "規程の有無", TRUE, "");
  g_autofree char *b1 = item ("two", 1, "回線", "推奨回線", "回線の種類", TRUE, "");
  g_autofree char *b2 = item ("two", 2, "端末", "推奨端末", "端末の種類", FALSE, "");
  g_autofree char *b3 = item ("two", 3, "文書類", "規程", "規程の有無", TRUE, "");
  g_autofree char *first = g_strjoin (",", a1, a2, NULL);
  g_autofree char *second = g_strjoin (",", b2, b3, NULL);
  g_autofree char *s1 = section ("B.01", "網", first);
  g_autofree char *s2 = section ("B.02", "体制", a3);
  g_autofree char *t1 = section ("B.01", "網", b1);
  g_autofree char *t2 = section ("B.02", "体制", second);
  g_autofree char *ours = g_strconcat (s1, s2, NULL);
  g_autofree char *theirs = g_strconcat (t1, t2, NULL);
  g_autoptr (KaijiScheme) from = make ("one", "", ours);
  g_autoptr (KaijiScheme) to = make ("two", "", theirs);
  g_autoptr (KaijiMatching) matching = kaiji_scheme_match (from, to);

  /* Of two changes the weightier one is the state, the other is told too. */
  assert_prompt (matching, "one.001.1", "two.002.1", KAIJI_MATCH_REQUIRED,
                 KAIJI_CHANGED_SECTION | KAIJI_CHANGED_CATEGORY | KAIJI_CHANGED_REQUIRED);
  assert_prompt (matching, "one.002.1", "two.001.1", KAIJI_MATCH_SAME, KAIJI_CHANGED_NOTHING);
}

/* What the pack states goes before what the names say. */
static void
test_follows (void)
{
  g_autofree char *a1 = item ("one", 1, "種別", "規模", "大きさ", TRUE, "");
  g_autofree char *a2 = item ("one", 2, "種別", "面積", "広さ", TRUE, "");
  g_autofree char *b1 =
      item ("two", 1, "種別", "規模", "大きさ", TRUE, "\"follows\": [\"old.9\", \"one.002\"],");
  g_autofree char *first = g_strjoin (",", a1, a2, NULL);
  g_autofree char *s1 = section ("B.01", "甲", first);
  g_autofree char *t1 = section ("B.01", "甲", b1);
  g_autoptr (KaijiScheme) from = make ("one", "", s1);
  g_autoptr (KaijiScheme) to = make ("two", "", t1);
  g_autoptr (KaijiMatching) matching = kaiji_scheme_match (from, to);

  assert_prompt (matching, "one.002.1", "two.001.1", KAIJI_MATCH_WORDING,
                 KAIJI_CHANGED_NAME | KAIJI_CHANGED_TEXT);
  assert_prompt (matching, "one.001.1", NULL, KAIJI_MATCH_DROPPED, KAIJI_CHANGED_NOTHING);
}

/* A field that says where its answer stood before: the number of another scheme's certification. */
static void
test_field_follows (void)
{
#define FIELD(id, more) \
  ", {\"id\": \"" id "\", \"name\": \"番号\", \"kind\": \"text\", \"required\": \"never\"," \
  "\"verified\": \"unverified\"" more "}"
  g_autofree char *a1 = item ("one", 1, "種別", "規模", "大きさ", TRUE, "");
  g_autofree char *b1 = item ("two", 1, "種別", "規模", "大きさ", TRUE, "");
  g_autofree char *s = section ("B.01", "甲", a1);
  g_autofree char *t = section ("B.01", "甲", b1);
  g_autoptr (KaijiScheme) from = make ("one", FIELD ("A.number", ""), s);
  g_autoptr (KaijiScheme) to =
      make ("two", FIELD ("A.number", "") FIELD ("A.held", ", \"follows\": [\"one.A.number\"]"), t);
  g_autoptr (KaijiMatching) matching = kaiji_scheme_match (from, to);
  g_autoptr (KaijiMatching) same = kaiji_scheme_match (to, to);

  g_assert_cmpstr (kaiji_matching_lookup_from (matching, "A.number")->to->id, ==, "A.held");
  g_assert_cmpint (kaiji_matching_lookup_to (matching, "A.number")->state, ==, KAIJI_MATCH_NEW);
  g_assert_cmpstr (kaiji_matching_lookup_from (same, "A.number")->to->id, ==, "A.number");
#undef FIELD
}

/* Items that share nothing but the phrases of every item are not the same. */
static void
test_phrases (void)
{
#define RULES "に関する規程等の整備"
#define ASKS "に関する基本方針・規程・マニュアル等の有無、有りの場合は文書名"
  static const char *const topics[] = { "苦情対応", "勧誘", "事業継続", "危機管理", "従業員" };
  GString *ours = g_string_new (NULL);
  GString *theirs = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      g_autofree char *name = g_strconcat (topics[i], RULES, NULL);
      g_autofree char *text = g_strconcat (topics[i], ASKS, NULL);
      g_autofree char *one = item ("one", i + 1, "文書類", name, text, TRUE, "");
      g_autofree char *other = item ("two", i + 1, "文書類", name, text, TRUE, "");

      /* The first table lacks the third topic, the second one the second. */
      if (i != 2)
        g_string_append_printf (ours, "%s%s", ours->len ? "," : "", one);
      if (i != 1)
        g_string_append_printf (theirs, "%s%s", theirs->len ? "," : "", other);
    }
  {
    g_autofree char *s = section ("B.01", "文書", ours->str);
    g_autofree char *t = section ("B.01", "文書", theirs->str);
    g_autoptr (KaijiScheme) from = make ("one", "", s);
    g_autoptr (KaijiScheme) to = make ("two", "", t);
    g_autoptr (KaijiMatching) matching = kaiji_scheme_match (from, to);

    assert_prompt (matching, "one.002.1", NULL, KAIJI_MATCH_DROPPED, KAIJI_CHANGED_NOTHING);
    g_assert_cmpint (kaiji_matching_lookup_to (matching, "two.003.1")->state, ==, KAIJI_MATCH_NEW);
    assert_prompt (matching, "one.004.1", "two.004.1", KAIJI_MATCH_SAME, KAIJI_CHANGED_NOTHING);
  }
  g_string_free (ours, TRUE);
  g_string_free (theirs, TRUE);
#undef RULES
#undef ASKS
}

/* Whose an answer is stands in the pack. */
static void
test_scope (void)
{
  g_autofree char *b1 = item ("one", 1, "種別", "規模", "大きさ", TRUE, "\"scope\": \"company\",");
  g_autofree char *b2 = item ("one", 2, "種別", "面積", "広さ", TRUE, "");
  g_autofree char *both = g_strjoin (",", b1, b2, NULL);
  g_autofree char *s = section ("B.01", "甲", both);
  g_autoptr (KaijiScheme) scheme = make ("one",
                                         ", {\"id\": \"A.own\", \"name\": \"固有\", \"kind\": "
                                         "\"text\", \"required\": \"never\", \"verified\": "
                                         "\"unverified\", \"scope\": \"service\"}",
                                         s);

  g_assert_cmpint (kaiji_scheme_lookup_prompt (scheme, "A.name")->scope, ==, KAIJI_SCOPE_COMPANY);
  g_assert_cmpint (kaiji_scheme_lookup_prompt (scheme, "A.own")->scope, ==, KAIJI_SCOPE_SERVICE);
  g_assert_cmpint (kaiji_scheme_lookup_prompt (scheme, "one.001.1")->scope, ==,
                   KAIJI_SCOPE_COMPANY);
  g_assert_cmpint (kaiji_scheme_lookup_prompt (scheme, "one.002.1")->scope, ==,
                   KAIJI_SCOPE_SERVICE);
}

/* ---- the packs that are there ---- */

static void
check_pair (KaijiScheme *from, KaijiScheme *to)
{
  g_autoptr (KaijiMatching) matching = kaiji_scheme_match (from, to);
  g_autoptr (KaijiMatching) again = kaiji_scheme_match (from, to);
  GPtrArray *prompts = kaiji_matching_get_prompts (matching);
  guint n_from = 0, n_to = 0;

  /* Each prompt of both stands in exactly one row, and twice is the same. */
  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPromptMatch *match = g_ptr_array_index (prompts, i);
      KaijiPromptMatch *other = g_ptr_array_index (kaiji_matching_get_prompts (again), i);

      n_from += match->from != NULL;
      n_to += match->to != NULL;
      g_assert_true (match->from == other->from && match->to == other->to);
      if (match->from)
        g_assert_true (kaiji_matching_lookup_from (matching, match->from->id) == match);
      if (match->to)
        g_assert_true (kaiji_matching_lookup_to (matching, match->to->id) == match);
    }
  g_assert_cmpuint (n_from, ==, kaiji_scheme_get_prompts (from)->len);
  g_assert_cmpuint (n_to, ==, kaiji_scheme_get_prompts (to)->len);
  if (from == to)
    g_assert_cmpuint (kaiji_matching_count (matching, KAIJI_MATCH_SAME, FALSE), ==, prompts->len);
  g_test_message ("%s@%s -> %s@%s: same %u wording %u required %u moved %u new %u dropped %u",
                  kaiji_scheme_get_id (from), kaiji_scheme_get_revision (from),
                  kaiji_scheme_get_id (to), kaiji_scheme_get_revision (to),
                  kaiji_matching_count (matching, KAIJI_MATCH_SAME, FALSE),
                  kaiji_matching_count (matching, KAIJI_MATCH_WORDING, FALSE),
                  kaiji_matching_count (matching, KAIJI_MATCH_REQUIRED, FALSE),
                  kaiji_matching_count (matching, KAIJI_MATCH_MOVED, FALSE),
                  kaiji_matching_count (matching, KAIJI_MATCH_NEW, FALSE),
                  kaiji_matching_count (matching, KAIJI_MATCH_DROPPED, FALSE));
}

static void
test_packs (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GPtrArray) all = kaiji_scheme_library_list (library, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, >=, 1);
  for (guint i = 0; i < all->len; i++)
    for (guint j = 0; j < all->len; j++)
      check_pair (g_ptr_array_index (all, i), g_ptr_array_index (all, j));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/states", test_states);
  g_test_add_func ("/match/moved", test_moved);
  g_test_add_func ("/match/follows", test_follows);
  g_test_add_func ("/match/field-follows", test_field_follows);
  g_test_add_func ("/match/phrases", test_phrases);
  g_test_add_func ("/match/scope", test_scope);
  g_test_add_func ("/match/packs", test_packs);
  return g_test_run ();
}
