/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in memory: edits, their inverse, what it tells its watchers. */
#include "core/case.h"

#include <locale.h>

typedef struct
{
  guint count;
  char *target;
} Watch;

static void
changed_cb (KaijiCaseSource *source,
            guint kind,
            const char *key,
            const char *target,
            gpointer user_data)
{
  Watch *watch = user_data;

  watch->count++;
  g_free (watch->target);
  watch->target = g_strdup (target);
}

static void
apply (KaijiCase *self, KaijiEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_case_apply (self, edit, &error));
  g_assert_no_error (error);
}

static KaijiCitation *
make_citation (gint64 number, const char *target)
{
  KaijiRect rect = { 10, 20, 30, 40 };

  return kaiji_citation_new (number, target, "E1", "ab", 12, 12, "10", "s", "q", &rect, 1,
                             KAIJI_CITATION_CONFIRMED);
}

static void
test_answer (void)
{
  g_autoptr (KaijiCase) self = kaiji_case_new ("x", "2022");
  g_autoptr (KaijiEdit) edit = kaiji_edit_new_answer ("x.001.1", NULL, "\xF0\xA1\x8C\xB6 text");
  g_autoptr (KaijiEdit) back = kaiji_edit_new_inverse (edit);
  Watch watch = { 0 };

  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), &watch);
  g_assert_true (kaiji_case_differs (self, edit));
  apply (self, edit);
  g_assert_false (kaiji_case_differs (self, edit));
  g_assert_cmpstr (kaiji_case_source_get_answer (KAIJI_CASE_SOURCE (self), "x.001.1"), ==,
                   "\xF0\xA1\x8C\xB6 text");
  g_assert_cmpuint (watch.count, ==, 1);
  g_assert_cmpstr (watch.target, ==, "x.001.1");
  apply (self, back);
  g_assert_null (kaiji_case_source_get_answer (KAIJI_CASE_SOURCE (self), "x.001.1"));
  g_free (watch.target);
}

static void
test_citation (void)
{
  g_autoptr (KaijiCase) self = kaiji_case_new ("x", "2022");
  g_autoptr (KaijiCitation) second = make_citation (2, "x.001");
  g_autoptr (KaijiCitation) first = make_citation (1, "x.001");
  g_autoptr (KaijiEdit) add_second = kaiji_edit_new_citation (NULL, second);
  g_autoptr (KaijiEdit) add_first = kaiji_edit_new_citation (NULL, first);
  g_autoptr (KaijiEdit) drop = kaiji_edit_new_inverse (add_first);
  GPtrArray *citations;
  const KaijiRect *rects;
  guint n_rects;

  apply (self, add_second);
  apply (self, add_first);
  citations = kaiji_case_source_get_citations (KAIJI_CASE_SOURCE (self), "x.001");
  g_assert_cmpuint (citations->len, ==, 2);
  g_assert_cmpint (kaiji_citation_get_number (citations->pdata[0]), ==, 1);
  rects = kaiji_citation_get_rects (citations->pdata[0], &n_rects);
  g_assert_cmpuint (n_rects, ==, 1);
  g_assert_cmpfloat (rects[0].y2, ==, 40);
  g_assert_null (kaiji_case_source_get_citations (KAIJI_CASE_SOURCE (self), "x.001.1"));
  apply (self, drop);
  g_assert_cmpuint (citations->len, ==, 1);
}

static void
test_bad_citation (void)
{
  g_autoptr (KaijiCase) self = kaiji_case_new ("x", "2022");
  g_autoptr (KaijiEdit) edit =
      kaiji_edit_new (KAIJI_EDIT_CITATION, "1", NULL, g_variant_new ("a{sv}", NULL));
  g_autoptr (GError) error = NULL;

  g_assert_false (kaiji_case_apply (self, edit, &error));
  g_assert_error (error, KAIJI_CASE_ERROR, KAIJI_CASE_ERROR_VALUE);
}

static void
test_evidence (void)
{
  g_autoptr (KaijiCase) self = kaiji_case_new ("x", "2022");
  KaijiEvidenceInfo info = { .id = "E1", .sha256 = "ab", .name = "n", .pages = 3, .text_pages = 1 };
  g_autoptr (KaijiEvidence) evidence = kaiji_evidence_new (&info);
  g_autoptr (KaijiEdit) add = kaiji_edit_new_evidence (NULL, evidence);
  g_autoptr (KaijiEdit) drop = kaiji_edit_new_inverse (add);
  KaijiEvidence *found;

  apply (self, add);
  g_assert_false (kaiji_case_differs (self, add));
  found = kaiji_case_source_lookup_evidence (KAIJI_CASE_SOURCE (self), "E1");
  g_assert_nonnull (found);
  g_assert_cmpint (kaiji_evidence_get_info (found)->pages, ==, 3);
  apply (self, drop);
  g_assert_null (kaiji_case_source_lookup_evidence (KAIJI_CASE_SOURCE (self), "E1"));
}

static void
test_evidence_kept (void)
{
  KaijiEvidenceInfo info = { .id = "E2",
                             .sha256 = "cd",
                             .name = "免許証",
                             .kind = KAIJI_EVIDENCE_IDENTITY,
                             .media = KAIJI_EVIDENCE_MEDIA_IMAGE,
                             .scan_dpi = 150,
                             .valid_until = "2027-03-31",
                             .original = "E1",
                             .previous = "ab" };
  g_autoptr (KaijiEvidence) evidence = kaiji_evidence_new (&info);
  g_autoptr (GVariant) variant = kaiji_evidence_to_variant (evidence);
  g_autoptr (KaijiEvidence) again = kaiji_evidence_new_from_variant (variant);
  const KaijiEvidenceInfo *kept = kaiji_evidence_get_info (again);

  g_assert_true (kaiji_evidence_is_personal (again));
  g_assert_cmpint (kept->media, ==, KAIJI_EVIDENCE_MEDIA_IMAGE);
  g_assert_cmpint (kept->scan_dpi, ==, 150);
  g_assert_cmpstr (kept->original, ==, "E1");
  g_assert_cmpstr (kept->previous, ==, "ab");
  g_assert_cmpstr (kept->valid_until, ==, "2027-03-31");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/case/answer", test_answer);
  g_test_add_func ("/core/case/citation", test_citation);
  g_test_add_func ("/core/case/bad-citation", test_bad_citation);
  g_test_add_func ("/core/case/evidence", test_evidence);
  g_test_add_func ("/core/case/evidence-kept", test_evidence_kept);
  return g_test_run ();
}
