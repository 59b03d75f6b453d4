/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Excerpts: which pages, what they say, and citations that hold in both. */
#include "fixture.h"

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "jobs/citing.h"
#include "jobs/excerpt-private.h"
#include "jobs/session-private.h"

#define REFERENCE "/usr/share/debian-reference/debian-reference.ja.pdf"

static KaijiEvidence *
add (Fixture *fixture, const KaijiEvidenceRequest *request)
{
  g_autoptr (GError) error = NULL;
  KaijiEvidence *evidence = kaiji_session_add_evidence (fixture->session, request, &error);

  g_assert_no_error (error);
  return evidence;
}

static KaijiCitation *
cite (Fixture *fixture, const char *target, const char *evidence_id, int page, const char *quote)
{
  g_autoptr (GError) error = NULL;
  KaijiCiteRequest request = {
    .target = target, .evidence_id = evidence_id, .page = page, .quote = quote
  };
  KaijiCitation *citation = kaiji_citing_add (fixture->session, &request, &error);

  g_assert_no_error (error);
  return citation;
}

static KaijiExcerpt *
new_excerpt (Fixture *fixture, const char *evidence_id)
{
  g_autoptr (GError) error = NULL;
  KaijiExcerpt *excerpt = kaiji_excerpt_new (fixture->session, evidence_id, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (kaiji_excerpt_read_sync (excerpt, NULL, &error));
  g_assert_no_error (error);
  return excerpt;
}

static KaijiExcerptResult *
write_excerpt (Fixture *fixture,
               KaijiExcerpt *excerpt,
               const KaijiExcerptChoice *choice,
               const char *name,
               KaijiExcerptPlan **plan)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  KaijiExcerptResult *result;

  *plan = kaiji_excerpt_plan (excerpt, choice, &error);
  g_assert_no_error (error);
  result = kaiji_excerpt_write_sync (excerpt, *plan, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static char *
dup_words (const KaijiExcerptPlan *plan)
{
  return kaiji_excerpt_plan_dup_sheets (plan);
}

/* Each quote is found on the page that the map says, and the map leads back. */
static void
test_citations_hold (Fixture *fixture, gconstpointer data)
{
  static const char *const quotes[] = { "Debian", "Debian", "Debian" };
  static const int sheets[] = { 40, 101, 250 };
  const KaijiEvidenceRequest request = { .path = REFERENCE, .name = "参考書" };
  g_autoptr (KaijiEvidence) evidence = NULL;
  g_autoptr (KaijiEvidence) copy = NULL;
  g_autoptr (KaijiExcerpt) excerpt = NULL;
  g_autoptr (KaijiExcerptPlan) plan = NULL;
  g_autoptr (KaijiExcerptResult) result = NULL;
  g_autoptr (KaijiPdfExcerptMap) map = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  KaijiExcerptChoice choice = { .front = 1, .around = 1 };
  KaijiEvidenceRequest again = { 0 };
  int fd;

  if (access (REFERENCE, R_OK) != 0)
    {
      g_test_skip ("debian-reference-ja is not installed");
      return;
    }
  evidence = add (fixture, &request);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    g_object_unref (cite (fixture, "iryo.022", "E1", sheets[i], quotes[i]));
  excerpt = new_excerpt (fixture, "E1");
  g_assert_cmpuint (kaiji_excerpt_get_n_cited (excerpt), ==, 3);
  result = write_excerpt (fixture, excerpt, &choice, "out.pdf", &plan);
  words = dup_words (plan);
  /* Cover, contents ("Contents" on sheet 5), and three places with their neighbours. */
  g_assert_true (g_str_has_prefix (words, "1,5-"));
  g_assert_true (g_str_has_suffix (words, ",39-41,100-102,249-251"));

  /* The map out of the file itself; the excerpt as evidence of its own. */
  fd = open (result->path, O_RDONLY | O_CLOEXEC);
  g_assert_true (kaiji_excerpt_read_map_sync (kaiji_session_get_pdf (fixture->session), fd, NULL,
                                              &map, NULL, &error));
  close (fd);
  g_assert_no_error (error);
  g_assert_nonnull (map);
  g_assert_cmpstr (map->sha256, ==, kaiji_evidence_get_info (evidence)->sha256);
  again.path = result->path;
  copy = add (fixture, &again);
  g_assert_cmpstr (kaiji_evidence_get_info (copy)->sha256, ==, result->sha256);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (KaijiCitation) original = g_object_ref (g_ptr_array_index (
          kaiji_case_source_get_citations (kaiji_session_get_source (fixture->session), "iryo.022"),
          i));
      g_autoptr (KaijiCitation) there = kaiji_excerpt_map_citation (
          map, original, FALSE, "E2", kaiji_evidence_get_info (copy)->sha256);
      g_autoptr (KaijiCitation) back = NULL;
      g_autoptr (KaijiCitation) found = NULL;
      const KaijiRect *a, *b;
      guint n_a, n_b;

      g_assert_nonnull (there);
      back = kaiji_excerpt_map_citation (map, there, TRUE, "E1",
                                         kaiji_evidence_get_info (evidence)->sha256);
      g_assert_cmpint (kaiji_citation_get_page (back), ==, sheets[i]);
      /* Found anew on the mapped page: the same words, label and place. */
      found = cite (fixture, "iryo.023", "E2", kaiji_citation_get_page (there), quotes[i]);
      g_assert_cmpstr (kaiji_citation_get_quote (found), ==, kaiji_citation_get_quote (original));
      g_assert_cmpstr (kaiji_citation_get_label (found), ==, kaiji_citation_get_label (original));
      a = kaiji_citation_get_rects (found, &n_a);
      b = kaiji_citation_get_rects (original, &n_b);
      g_assert_cmpmem (a, n_a * sizeof *a, b, n_b * sizeof *b);
    }
  g_assert_cmpint (kaiji_excerpt_map_to_page (map, 2), ==, 0);
  g_assert_cmpint (kaiji_excerpt_map_to_sheet (map, 9999), ==, 0);
}

static void
test_choosing (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    KaijiExcerptChoice choice;
    const char *sheets; /* NULL = refused */
  } cases[] = {
    { { 1, "", 0, NULL }, "1,3" },          { { 0, "", 0, NULL }, "3" },
    { { 1, "2", 0, NULL }, "1-3" },         { { 0, "", 1, NULL }, "2-4" },
    { { 0, "", 99, NULL }, "1-5" },         { { 0, "", 0, "5" }, "3,5" },
    { { 0, "", 0, " 1 , 4-5 " }, "1,3-5" }, { { 0, "", 0, "6" }, NULL },
    { { 0, "", 0, "5-4" }, NULL },          { { 0, "", 0, "x" }, NULL },
    { { 0, "0", 0, NULL }, NULL },          { { 0, "1-2-3", 0, NULL }, NULL },
  };
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiExcerpt) uncited = new_excerpt (fixture, "E1");
  g_autoptr (KaijiExcerpt) excerpt = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kaiji_excerpt_plan (uncited, &cases[0].choice, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
  g_object_unref (cite (fixture, "iryo.022", "E1", 3, NULL));
  excerpt = new_excerpt (fixture, "E1");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) why = NULL;
      g_autoptr (KaijiExcerptPlan) plan = kaiji_excerpt_plan (excerpt, &cases[i].choice, &why);
      g_autofree char *words = plan ? dup_words (plan) : NULL;

      g_assert_cmpstr (words, ==, cases[i].sheets);
      if (!plan)
        g_assert_error (why, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const KaijiEvidenceRequest person = { .path = g_strdup (fixture_sample ("company.pdf")),
                                        .kind = KAIJI_EVIDENCE_IDENTITY };
  const KaijiEvidenceRequest web = { .path = g_strdup (fixture_sample ("work-rules.pdf")),
                                     .kind = KAIJI_EVIDENCE_WEB,
                                     .url = "https://www.example.co.jp/" };
  g_autoptr (KaijiEvidence) first = add (fixture, &person);
  g_autoptr (KaijiEvidence) second = add (fixture, &web);
  static const char *const ids[] = { "E1", "E2", "E3" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kaiji_excerpt_new (fixture->session, ids[i], NULL, &error));
      g_assert_nonnull (error);
    }
  g_free ((char *) person.path);
  g_free ((char *) web.path);
}

/* Each page of a hard copy bears address and day, and all that it bore before. */
static void
test_stamp (Fixture *fixture, gconstpointer data)
{
  static const char url[] = "https://www.example.co.jp/%E9%96%8B%E7%A4%BA?a=1";
  const KaijiEvidenceRequest web = { .path = fixture_sample ("work-rules.pdf"),
                                     .kind = KAIJI_EVIDENCE_WEB,
                                     .url = url,
                                     .captured_on = "2026-11-01" };
  g_autoptr (KaijiEvidence) evidence = add (fixture, &web);
  g_autoptr (KaijiEvidence) copy = NULL;
  g_autoptr (KaijiExcerpt) excerpt = new_excerpt (fixture, "E1");
  g_autoptr (KaijiExcerptPlan) plan = NULL;
  g_autoptr (KaijiExcerptPlan) same = NULL;
  g_autoptr (KaijiExcerptResult) result = NULL;
  g_autoptr (KaijiExcerptResult) again = NULL;
  KaijiExcerptChoice choice = { .pages = "1-2", .contents = "" };
  KaijiEvidenceRequest request = { 0 };

  g_assert_true (kaiji_excerpt_has_stamp (excerpt));
  result = write_excerpt (fixture, excerpt, &choice, "web.pdf", &plan);
  again = write_excerpt (fixture, excerpt, &choice, "again.pdf", &same);
  g_assert_cmpstr (again->sha256, ==, result->sha256);
  request.path = result->path;
  copy = add (fixture, &request);
  for (int page = 1; page <= 2; page++)
    {
      g_object_unref (cite (fixture, "iryo.022", "E2", page, url));
      g_object_unref (cite (fixture, "iryo.022", "E2", page, "2026年11月1日"));
    }
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiExcerpt) excerpt = new_excerpt (fixture, "E1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "none.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such", "x.pdf", NULL);
  KaijiExcerptChoice choice = { .pages = "1-2" };
  g_autoptr (KaijiExcerptPlan) plan = kaiji_excerpt_plan (excerpt, &choice, NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kaiji_excerpt_write_sync (excerpt, plan, path, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (access (path, F_OK), !=, 0);
  g_assert_null (kaiji_excerpt_write_sync (excerpt, plan, nowhere, NULL, NULL, NULL, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, nowhere));
}

/* What is read back is compared with the text index, and where that does not say the same, with the
 * original as it is read now: neither a missing nor a wrong index stops an excerpt, a wrong copy
 * does. That the copy is wrong is played by another original of as many pages. */
static void
test_compared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "operation-rules.pdf");
  g_autoptr (KaijiEvidence) other = fixture_add (fixture, "datacenter.pdf");
  const char *sha256 = kaiji_evidence_get_info (evidence)->sha256;
  g_autoptr (KaijiExcerpt) excerpt = new_excerpt (fixture, "E1");
  g_autoptr (KaijiExcerpt) another = new_excerpt (fixture, "E2");
  g_autofree char *path = g_build_filename (fixture->folder, "wrong.pdf", NULL);
  KaijiExcerptChoice choice = { .pages = "1-3", .contents = "" };
  g_autoptr (KaijiExcerptPlan) plan = kaiji_excerpt_plan (excerpt, &choice, NULL);
  g_autoptr (KaijiPdfDocument) original = g_object_ref (excerpt->document);
  g_autoptr (KaijiExcerptResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  /* The index alone is asked. */
  g_set_object (&excerpt->document, another->document);
  first = kaiji_excerpt_write_sync (excerpt, plan, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (unlink (path), ==, 0);
  /* Without it the original is. */
  g_assert_true (kaiji_casefile_index_forget (fixture->session->casefile, sha256, &error));
  g_assert_null (kaiji_excerpt_write_sync (excerpt, plan, path, NULL, NULL, NULL, &error));
  g_assert_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED);
  g_assert_cmpint (access (path, F_OK), !=, 0);
  g_clear_error (&error);
  g_set_object (&excerpt->document, original);
  second = kaiji_excerpt_write_sync (excerpt, plan, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->sha256, ==, second->sha256);
}

/* Text that nobody wrote, in the place of what the index had. */
static void
forge_index (Fixture *fixture, const char *sha256, int n_pages)
{
  KaijiCasefile *casefile = fixture->session->casefile;
  g_autoptr (GPtrArray) pages =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_text_page_free);
  int done = -1;

  for (int page = 1; page <= n_pages; page++)
    g_ptr_array_add (pages, kaiji_text_page_new (page, "", "偽", NULL, 0));
  g_assert_true (kaiji_casefile_index_forget (casefile, sha256, NULL));
  g_assert_true (kaiji_casefile_index_begin (casefile, sha256, &done, NULL, NULL));
  g_assert_cmpint (done, ==, 0);
  g_assert_true (kaiji_casefile_index_add (casefile, sha256, pages, NULL));
  g_assert_true (kaiji_casefile_index_complete (casefile, sha256, NULL));
  kaiji_casefile_index_end (casefile, sha256);
}

static void
test_wrong_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiEvidence) evidence = fixture_add (fixture, "work-rules.pdf");
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
  g_autoptr (KaijiExcerpt) excerpt = new_excerpt (fixture, "E1");
  g_autoptr (KaijiExcerptPlan) plan = NULL;
  g_autoptr (KaijiExcerptResult) result = NULL;
  KaijiExcerptChoice choice = { .pages = "1-3", .contents = "" };

  forge_index (fixture, info->sha256, info->pages);
  result = write_excerpt (fixture, excerpt, &choice, "right.pdf", &plan);
  g_assert_cmpint (result->map->n_pages, ==, 3);
}

/* Several blocks: two threads compare. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file =
      g_test_build_filename (G_TEST_DIST, "data", "pdf", "many-pages.pdf", NULL);
  g_autoptr (KaijiEvidence) evidence = add (fixture, &(KaijiEvidenceRequest){ .path = file });
  g_autoptr (KaijiExcerpt) excerpt = new_excerpt (fixture, "E1");
  g_autoptr (KaijiExcerptPlan) plan = NULL;
  g_autoptr (KaijiExcerptResult) result = NULL;
  KaijiExcerptChoice choice = { .pages = "1-100", .contents = "" };

  result = write_excerpt (fixture, excerpt, &choice, "many.pdf", &plan);
  g_assert_cmpint (result->map->n_pages, ==, 100);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/jobs/excerpt/citations-hold", test_citations_hold);
  fixture_add_test ("/jobs/excerpt/choosing", test_choosing);
  fixture_add_test ("/jobs/excerpt/refused", test_refused);
  fixture_add_test ("/jobs/excerpt/stamp", test_stamp);
  fixture_add_test ("/jobs/excerpt/cancel", test_cancel);
  fixture_add_test ("/jobs/excerpt/compared", test_compared);
  fixture_add_test ("/jobs/excerpt/wrong-index", test_wrong_index);
  fixture_add_test ("/jobs/excerpt/many", test_many);
  return g_test_run ();
}
