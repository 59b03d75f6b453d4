/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations: what is kept, their order, their place in words. */
#include "core/case.h"

#include <locale.h>

static KaijiCitation *
make (gint64 number, int page, int last_page, const char *label, const char *last_label)
{
  KaijiCitationInfo info = { .number = number,
                             .target = "x.001.1",
                             .evidence_id = "E1",
                             .sha256 = "0123456789abcdef0123",
                             .page = page,
                             .last_page = last_page,
                             .label = label,
                             .last_label = last_label,
                             .section = "8",
                             .quote = "words" };

  return kaiji_citation_new_from_info (&info);
}

static void
test_kept (void)
{
  g_autoptr (KaijiCitation) range = make (3, 14, 16, "12", "14");
  KaijiCitationInfo info = *kaiji_citation_get_info (range);
  g_autoptr (KaijiCitation) moved = NULL, again = NULL, plain = make (3, 14, 14, "12", "14");
  g_autoptr (GVariant) variant = NULL, old = kaiji_citation_to_variant (plain);

  info.order = 1;
  moved = kaiji_citation_new_from_info (&info);
  variant = kaiji_citation_to_variant (moved);
  again = kaiji_citation_new_from_variant (variant);
  g_assert_cmpint (kaiji_citation_get_order (again), ==, 1);
  g_assert_cmpint (kaiji_citation_get_last_page (again), ==, 16);
  g_assert_cmpstr (kaiji_citation_get_info (again)->last_label, ==, "14");
  /* What says nothing is not written: files of before stay as they are. */
  g_assert_false (g_variant_lookup (old, "order", "x", NULL));
  g_assert_false (g_variant_lookup (old, "last-label", "&s", NULL));
  g_assert_cmpint (kaiji_citation_get_order (plain), ==, 3);
  info.order = info.number;
  g_clear_object (&moved);
  moved = kaiji_citation_new_from_info (&info);
  g_assert_cmpint (kaiji_citation_get_info (moved)->order, ==, 0);
}

static void
test_pages (void)
{
  static const struct
  {
    int page, last_page;
    const char *label, *last_label, *pages, *printed;
  } cases[] = {
    { 12, 12, "10", NULL, "p.10", "10" },
    { 12, 14, "10", "12", "p.10–12", "10–12" },
    { 3, 5, "iii", "1", "p.iii–1", "iii–1" },
    { 12, 12, "", NULL, "sheet 12", NULL },
    { 12, 14, "", "3", "sheets 12–14", NULL },
    /* Printed on one end only: that would not name the range. */
    { 12, 14, "10", "", "sheets 12–14", NULL },
    /* Of a file of before: counted on where that can be done. */
    { 12, 14, "10", NULL, "p.10–12", "10–12" },
    { 12, 14, "iv", NULL, "sheets 12–14", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaijiCitation) citation =
          make (1, cases[i].page, cases[i].last_page, cases[i].label, cases[i].last_label);
      g_autofree char *pages = kaiji_citation_dup_pages (citation);
      g_autofree char *printed = kaiji_citation_dup_printed (citation, "–");

      g_assert_cmpstr (pages, ==, cases[i].pages);
      g_assert_cmpstr (printed, ==, cases[i].printed);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    int first, last;
  } good[] = {
    { "12", 12, 12 },         { " 12 - 14 ", 12, 14 }, { "12–14", 12, 14 }, { "12〜14", 12, 14 },
    { "１２～１４", 12, 14 }, { "12ー14", 12, 14 },    { "7-7", 7, 7 },     { "3 sheets", 3, 3 },
  };
  static const char *const bad[] = { "", "x", "0", "-3", "14-12", "12-", "12-x", "12 13", "p.12" };
  int first, last;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (kaiji_citation_parse_pages (good[i].text, &first, &last));
      g_assert_cmpint (first, ==, good[i].first);
      g_assert_cmpint (last, ==, good[i].last);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (kaiji_citation_parse_pages (bad[i], &first, &last))
      g_error ("“%s” was taken", bad[i]);
}

static void
test_place_key (void)
{
  g_autoptr (KaijiCitation) citation = make (1, 12, 12, "10", NULL);
  g_autoptr (KaijiCitation) renamed = kaiji_citation_with_section (citation, "9");
  g_autoptr (KaijiCitation) longer = make (1, 12, 13, "10", "11");
  g_autofree char *key = kaiji_citation_dup_place_key (citation);
  g_autofree char *same = kaiji_citation_dup_place_key (renamed);
  g_autofree char *other = kaiji_citation_dup_place_key (longer);

  g_assert_cmpstr (key, ==, same);
  g_assert_cmpstr (key, !=, other);
}

static void
put (KaijiCase *self, KaijiCitation *citation)
{
  g_autoptr (KaijiEdit) edit = kaiji_edit_new_citation (NULL, citation);

  g_assert_true (kaiji_case_apply (self, edit, NULL));
}

static void
test_order (void)
{
  g_autoptr (KaijiCase) self = kaiji_case_new ("x", "2022");
  g_autoptr (KaijiCitation) one = make (1, 1, 1, "", NULL);
  g_autoptr (KaijiCitation) two = make (2, 2, 2, "", NULL);
  g_autoptr (KaijiCitation) three = make (3, 3, 3, "", NULL);
  KaijiCitationInfo info = *kaiji_citation_get_info (three);
  g_autoptr (KaijiCitation) first = NULL;
  GPtrArray *found;

  put (self, two);
  put (self, three);
  put (self, one);
  found = kaiji_case_source_get_citations (KAIJI_CASE_SOURCE (self), "x.001.1");
  g_assert_cmpint (kaiji_citation_get_number (found->pdata[0]), ==, 1);
  info.order = 1;
  first = kaiji_citation_new_from_info (&info);
  put (self, first);
  /* Where two claim one place the older number goes first. */
  g_assert_cmpint (kaiji_citation_get_number (found->pdata[0]), ==, 1);
  g_assert_cmpint (kaiji_citation_get_number (found->pdata[1]), ==, 3);
  g_assert_cmpint (kaiji_citation_get_number (found->pdata[2]), ==, 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citation/kept", test_kept);
  g_test_add_func ("/citation/pages", test_pages);
  g_test_add_func ("/citation/parse", test_parse);
  g_test_add_func ("/citation/place-key", test_place_key);
  g_test_add_func ("/citation/order", test_order);
  return g_test_run ();
}
