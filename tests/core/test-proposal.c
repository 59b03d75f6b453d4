/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a replaced citation until a person decides. */
#include "core/proposal.h"

static KaijiCitation *
new_citation (const char *sha256, int page, const char *quote)
{
  const KaijiRect rect = { 10, 20, 30, 40 };

  return kaiji_citation_new (7, "iryo.001.1", "E1", sha256, page, page, "3", "第1章", quote, &rect,
                             1, KAIJI_CITATION_CONFIRMED);
}

static KaijiCitation *
new_moved (void)
{
  g_autoptr (KaijiCitation) origin = new_citation ("aaaa", 3, "年1回");
  g_autoptr (KaijiCitation) place = new_citation ("bbbb", 4, "年2回");
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KaijiProposal) proposal = NULL;

  g_ptr_array_add (candidates, new_citation ("bbbb", 9, "年2回"));
  proposal = kaiji_proposal_new (KAIJI_FOUND_CHANGED, 83, origin, candidates);
  return kaiji_citation_with_proposal (place, KAIJI_CITATION_MOVED, proposal);
}

static void
check_moved (KaijiCitation *citation)
{
  KaijiProposal *proposal = kaiji_citation_get_proposal (citation);
  KaijiCitation *origin, *candidate;
  guint n_rects;

  g_assert_nonnull (proposal);
  origin = kaiji_proposal_get_origin (proposal);
  g_assert_cmpint (kaiji_citation_get_state (citation), ==, KAIJI_CITATION_MOVED);
  g_assert_cmpint (kaiji_citation_get_page (citation), ==, 4);
  g_assert_cmpint (kaiji_proposal_get_found (proposal), ==, KAIJI_FOUND_CHANGED);
  g_assert_cmpint (kaiji_proposal_get_sure (proposal), ==, 83);
  g_assert_cmpstr (kaiji_citation_get_sha256 (origin), ==, "aaaa");
  g_assert_cmpint (kaiji_citation_get_page (origin), ==, 3);
  g_assert_cmpstr (kaiji_citation_get_quote (origin), ==, "年1回");
  g_assert_nonnull (kaiji_citation_get_rects (origin, &n_rects));
  g_assert_cmpuint (n_rects, ==, 1);
  g_assert_cmpuint (kaiji_proposal_get_candidates (proposal)->len, ==, 1);
  candidate = g_ptr_array_index (kaiji_proposal_get_candidates (proposal), 0);
  g_assert_cmpint (kaiji_citation_get_page (candidate), ==, 9);
}

static void
test_round_trip (void)
{
  g_autoptr (KaijiCitation) citation = new_moved ();
  g_autoptr (GVariant) variant = kaiji_citation_to_variant (citation);
  g_autofree char *text = g_variant_print (variant, TRUE);
  g_autoptr (GVariant) parsed = g_variant_parse (NULL, text, NULL, NULL, NULL);
  g_autoptr (KaijiCitation) back = kaiji_citation_new_from_variant (parsed);

  check_moved (back);
}

static void
test_copies_keep_it (void)
{
  g_autoptr (KaijiCitation) citation = new_moved ();
  g_autoptr (KaijiCitation) numbered = kaiji_citation_with_number (citation, 12);
  g_autoptr (KaijiCitation) named = kaiji_citation_with_section (numbered, "第9章");

  g_assert_cmpint (kaiji_citation_get_number (named), ==, 12);
  g_assert_cmpstr (kaiji_citation_get_section (named), ==, "第9章");
  check_moved (named);
}

/* A confirmed citation is written as it always was: nothing of a proposal stays. */
static void
test_confirmed (void)
{
  g_autoptr (KaijiCitation) citation = new_moved ();
  g_autoptr (KaijiCitation) confirmed =
      kaiji_citation_with_proposal (citation, KAIJI_CITATION_CONFIRMED, NULL);
  g_autoptr (KaijiCitation) plain = new_citation ("bbbb", 4, "年2回");
  g_autoptr (GVariant) a = kaiji_citation_to_variant (confirmed);
  g_autoptr (GVariant) b = kaiji_citation_to_variant (plain);

  g_assert_null (kaiji_citation_get_proposal (confirmed));
  g_assert_true (g_variant_equal (a, b));
}

/* The origin of a proposal that is itself a proposal is a place, not a chain. */
static void
test_no_chain (void)
{
  g_autoptr (KaijiCitation) moved = new_moved ();
  g_autoptr (KaijiProposal) proposal = kaiji_proposal_new (KAIJI_FOUND_NOT, 120, moved, NULL);

  g_assert_null (kaiji_citation_get_proposal (kaiji_proposal_get_origin (proposal)));
  g_assert_cmpint (kaiji_proposal_get_sure (proposal), ==, 100);
}

/* What cannot be read is no proposal; the citation itself still can. */
static void
test_damaged (void)
{
  g_autoptr (KaijiCitation) moved = new_moved ();
  g_autoptr (GVariant) whole = kaiji_citation_to_variant (moved);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (whole);
  g_autoptr (GVariant) damaged = NULL;
  g_autoptr (KaijiCitation) back = NULL;

  g_variant_dict_insert (&dict, "proposal", "@a{sv}", g_variant_new_parsed ("@a{sv} {}"));
  damaged = g_variant_ref_sink (g_variant_dict_end (&dict));
  back = kaiji_citation_new_from_variant (damaged);
  g_assert_nonnull (back);
  g_assert_null (kaiji_citation_get_proposal (back));
  g_assert_cmpint (kaiji_citation_get_state (back), ==, KAIJI_CITATION_MOVED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proposal/round-trip", test_round_trip);
  g_test_add_func ("/proposal/copies-keep-it", test_copies_keep_it);
  g_test_add_func ("/proposal/confirmed", test_confirmed);
  g_test_add_func ("/proposal/no-chain", test_no_chain);
  g_test_add_func ("/proposal/damaged", test_damaged);
  return g_test_run ();
}
