/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every table of every scheme from a new case to one that may be handed in, and what is told when
 * one required answer is taken away again. */
#include <string.h>

#include <json-glib/json-glib.h>

#include "fixture.h"
#include "jobs/exchange.h"

static const char *const specs[] = {
  "ai",        "asp-iot",       "asp-saas", "asp-saas@2022-10", "datacenter",
  "iaas-paas", "iaas-paas-iot", "iryo",     "tokutei",
};

/* Fields whose answer is not the usual one of their kind. */
static const struct
{
  const char *id;
  const char *text;
} special[] = {
  { "A.contracts_with_users", "有り" },
  { "A.representative_authority", "有り" },
  { "A.application_date", "2026年12月1日" },
  { "A.fiscal_month", "3" },
  { "A.existence_form", "原本" },
};

static const char *
lookup_special (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (g_str_equal (id, special[i].id))
      return special[i].text;
  return NULL;
}

/* An answer as its kind takes it; NULL where nothing is typed. */
static char *
make_answer (KaijiPrompt *prompt)
{
  if (lookup_special (prompt->id))
    return g_strdup (lookup_special (prompt->id));
  switch (prompt->kind)
    {
    case KAIJI_KIND_DATE:
      return g_strdup ("2024年4月15日");
    case KAIJI_KIND_YEAR:
      return g_strdup ("2015年");
    case KAIJI_KIND_YES_NO:
      return g_strdup ("無し");
    case KAIJI_KIND_YES_NO_DETAIL:
      return g_strdup ("有り、社内の規程に定めています。");
    case KAIJI_KIND_CHOICE:
      return g_strdup (prompt->options[0]);
    case KAIJI_KIND_NUMBER_UNIT:
      return g_strconcat ("6", prompt->units[0], NULL);
    case KAIJI_KIND_INTEGER:
      return g_strdup ("5");
    case KAIJI_KIND_MONEY:
      return g_strdup ("10,000,000円");
    case KAIJI_KIND_DURATION:
      return g_strdup ("3時間");
    case KAIJI_KIND_CORPORATE_NUMBER:
      return g_strdup ("7000012050002");
    case KAIJI_KIND_URL:
      return g_strdup ("https://www.example.co.jp/");
    case KAIJI_KIND_TEL:
      return g_strdup ("03-1234-5678");
    case KAIJI_KIND_EMAIL:
      return g_strdup ("mihon@example.co.jp");
    case KAIJI_KIND_POSTCODE:
      return g_strdup ("100-0001");
    case KAIJI_KIND_EVIDENCE:
    case KAIJI_KIND_TABLE:
    case KAIJI_KIND_DERIVED:
      return NULL;
    case KAIJI_KIND_TEXT:
    case KAIJI_KIND_PROSE:
    case KAIJI_KIND_IMAGE_OR_TEXT:
    default:
      return g_strdup ("見本の記述です。");
    }
}

static void
write_answers (KaijiScheme *scheme, const char *path)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (scheme);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "scheme");
  json_builder_add_string_value (builder, kaiji_scheme_get_id (scheme));
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i];
      g_autofree char *answer = make_answer (prompt);

      /* What only shows under some condition is left alone. */
      if (!answer || (prompt->visible && !lookup_special (prompt->id)))
        continue;
      json_builder_set_member_name (builder, prompt->id);
      json_builder_add_string_value (builder, answer);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
cite (Fixture *fixture, const char *target, KaijiEvidence *evidence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCitation) wanted = kaiji_citation_new (
      0, target, kaiji_evidence_get_info (evidence)->id, kaiji_evidence_get_info (evidence)->sha256,
      1, 1, "1", "第1条", "見本の引用文", NULL, 0, KAIJI_CITATION_CONFIRMED);
  g_autoptr (KaijiCitation) added = kaiji_session_cite (fixture->session, wanted, &error);

  g_assert_no_error (error);
}

static void
cite_all (Fixture *fixture, KaijiScheme *scheme)
{
  g_autoptr (KaijiEvidence) rules = fixture_add (fixture, "work-rules.pdf");
  g_autoptr (KaijiEvidence) registry = NULL;
  g_autoptr (GError) error = NULL;
  KaijiEvidenceRequest request = {
    .path = fixture_sample ("registry.pdf"),
    .kind = KAIJI_EVIDENCE_REGISTRY,
  };
  GPtrArray *items = kaiji_scheme_get_items (scheme);

  registry = kaiji_session_add_evidence (fixture->session, &request, &error);
  g_assert_no_error (error);
  cite (fixture, "A.existence_doc", registry);
  for (guint i = 0; i < items->len; i++)
    {
      KaijiItem *item = items->pdata[i];

      if (!item->section->form_a)
        cite (fixture, item->id, rules);
    }
}

/* "RULE ID" of the findings. */
static GHashTable *
dup_findings (KaijiChecker *checker)
{
  GPtrArray *findings = kaiji_checker_get_findings (checker);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < findings->len; i++)
    g_hash_table_add (set, g_strdup_printf ("%s %s", kaiji_finding_get_rule (findings->pdata[i]),
                                            kaiji_finding_get_id (findings->pdata[i])));
  return set;
}

static void
assert_only_for_people (KaijiChecker *checker)
{
  GPtrArray *findings = kaiji_checker_get_findings (checker);

  for (guint i = 0; i < findings->len; i++)
    {
      KaijiFinding *finding = findings->pdata[i];

      g_test_message ("%s %s %s (%s)", kaiji_finding_get_rule (finding),
                      kaiji_finding_get_id (finding), kaiji_finding_get_message (finding),
                      kaiji_finding_get_source (finding));
    }
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpint (kaiji_finding_get_severity (findings->pdata[i]), ==, KAIJI_SEVERITY_HUMAN);
  g_assert_true (kaiji_checker_is_ready (checker));
}

/* Takes away one answer, finds that one finding more, gives it back. */
static void
take_away (Fixture *fixture, KaijiChecker *checker, KaijiPrompt *prompt)
{
  g_autoptr (GHashTable) before = dup_findings (checker);
  g_autoptr (GHashTable) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = g_strdup (fixture_answer (fixture, prompt->id));
  g_autofree char *expected = g_strdup_printf ("D3 %s", prompt->id);
  GHashTableIter iter;
  gpointer key;

  g_assert_true (kaiji_session_set_answer (fixture->session, prompt->id, NULL, 0, &error));
  g_assert_no_error (error);
  after = dup_findings (checker);
  g_assert_false (kaiji_checker_is_ready (checker));
  g_assert_cmpuint (kaiji_checker_get_progress (checker)->block, ==, 1);
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (before, key))
      g_assert_cmpstr (key, ==, expected);
  g_assert_true (g_hash_table_contains (after, expected));
  g_assert_true (kaiji_session_set_answer (fixture->session, prompt->id, answer, 0, &error));
  g_assert_no_error (error);
  g_assert_true (kaiji_checker_is_ready (checker));
}

static void
begin (Fixture *fixture, const char *spec)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_session_close (fixture->session, &error));
  g_clear_object (&fixture->session);
  fixture->session = kaiji_session_create (fixture->path, spec, TRUE, fixture->library, NULL,
                                           (KaijiDate){ 2026, 12, 1 }, &error);
  g_assert_no_error (error);
  kaiji_session_set_immediate (fixture->session, TRUE);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  const char *spec = data;
  g_autofree char *answers = g_build_filename (fixture->folder, "answers.json", NULL);
  g_autoptr (GError) error = NULL;
  KaijiScheme *scheme;
  KaijiChecker *checker;
  GPtrArray *items;
  guint n;

  begin (fixture, spec);
  scheme = kaiji_session_get_scheme (fixture->session);
  checker = kaiji_session_get_checker (fixture->session);
  g_assert_false (kaiji_checker_is_ready (checker));
  g_assert_cmpuint (kaiji_checker_get_progress (checker)->required_total, ==,
                    kaiji_scheme_get_counts (scheme)->required);

  write_answers (scheme, answers);
  g_assert_true (kaiji_exchange_import (fixture->session, answers, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, kaiji_scheme_get_counts (scheme)->prompts);
  cite_all (fixture, scheme);
  assert_only_for_people (checker);
  g_assert_cmpuint (kaiji_checker_get_progress (checker)->required_answered, ==,
                    kaiji_scheme_get_counts (scheme)->required);

  items = kaiji_scheme_get_items (scheme);
  for (guint i = 0; i < items->len; i++)
    {
      KaijiItem *item = items->pdata[i];

      if (!item->section->form_a && item->required && i % 10 == 0)
        for (guint j = 0; j < item->prompts->len; j++)
          if (((KaijiPrompt *) item->prompts->pdata[j])->required == KAIJI_REQUIRED_ALWAYS)
            take_away (fixture, checker, item->prompts->pdata[j]);
    }

  /* The same after the file was closed and opened again. */
  fixture_reopen (fixture, FALSE);
  assert_only_for_people (kaiji_session_get_checker (fixture->session));
}

/* Finds "RULE ID" of this severity; @said: what its message holds. */
static void
assert_finding (KaijiChecker *checker, const char *rule, const char *id, const char *said)
{
  GPtrArray *findings = kaiji_checker_get_findings_for (checker, id);

  for (guint i = 0; findings && i < findings->len; i++)
    if (g_str_equal (kaiji_finding_get_rule (findings->pdata[i]), rule)
        && strstr (kaiji_finding_get_message (findings->pdata[i]), said))
      {
        g_assert_cmpint (kaiji_finding_get_severity (findings->pdata[i]), ==, KAIJI_SEVERITY_BLOCK);
        return;
      }
  g_error ("no %s on %s", rule, id);
}

static void
set (Fixture *fixture, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_session_set_answer (fixture->session, id, text, 0, &error));
  g_assert_no_error (error);
}

static guint
count_on (KaijiChecker *checker, const char *id)
{
  GPtrArray *findings = kaiji_checker_get_findings_for (checker, id);

  return findings ? findings->len : 0;
}

/* U1 in one scheme: several services as one must be of one class. */
static void
test_unit_class (Fixture *fixture, gconstpointer data)
{
  KaijiChecker *checker;

  begin (fixture, "asp-iot");
  checker = kaiji_session_get_checker (fixture->session);
  set (fixture, "A.unit_integrated", "有り");
  set (fixture, "A.service_class", "基幹業務系");
  set (fixture, "A.unit_services",
       "[{\"name\":\"甲\",\"class\":\"基幹業務系\"},{\"name\":\"乙\",\"class\":\"支援業務系\"}]");
  assert_finding (checker, "U1", "A.unit_services", "2行目");
  g_assert_cmpuint (count_on (checker, "A.unit_services"), ==, 1);
  set (fixture, "A.service_class", "支援業務系");
  assert_finding (checker, "U1", "A.unit_services", "1行目");
  set (fixture, "A.unit_consulted", "2026年11月2日、事務局、一つの申請でよいとの回答");
  g_assert_cmpuint (count_on (checker, "A.unit_services"), ==, 0);
  set (fixture, "A.unit_consulted", NULL);
  set (fixture, "A.unit_services", "[{\"name\":\"乙\",\"class\":\"支援業務系\"}]");
  g_assert_cmpuint (count_on (checker, "A.unit_services"), ==, 0);
}

/* N10: one scheme wants the papers of existence at a renewal, too. */
static void
test_renewal_papers (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "iaas-paas-iot");
  set (fixture, "A.kind", "更新");
  assert_finding (kaiji_session_get_checker (fixture->session), "D8", "A.existence_doc",
                  "公的書類");
  assert_finding (kaiji_session_get_checker (fixture->session), "D3", "A.existence_kind", "");
  begin (fixture, "iryo");
  set (fixture, "A.kind", "更新");
  g_assert_cmpuint (count_on (kaiji_session_get_checker (fixture->session), "A.existence_doc"), ==,
                    0);
}

/* A finding that names the clause of its field is as sure as that clause. */
static void
test_verified (Fixture *fixture, gconstpointer data)
{
  KaijiChecker *checker;
  KaijiFinding *finding;

  begin (fixture, "iaas-paas-iot");
  checker = kaiji_session_get_checker (fixture->session);
  finding = kaiji_checker_get_findings_for (checker, "A.revoked")->pdata[0];
  g_assert_cmpstr (kaiji_finding_get_source (finding), ==, "規程 8");
  g_assert_cmpint (kaiji_finding_get_rule_verified (finding), ==, KAIJI_VERIFIED_DOCUMENT);
  finding = kaiji_checker_get_findings_for (checker, "iaas-paas-iot.001.1")->pdata[0];
  g_assert_true (g_str_has_prefix (kaiji_finding_get_source (finding), "出典未確認"));
  g_assert_cmpint (kaiji_finding_get_rule_verified (finding), ==, KAIJI_VERIFIED_UNVERIFIED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autofree char *name = g_strconcat ("/jobs/schemes/", specs[i], NULL);

      g_test_add (name, Fixture, specs[i], fixture_set_up, test_whole, fixture_tear_down);
    }
  fixture_add_test ("/jobs/schemes/unit-class", test_unit_class);
  fixture_add_test ("/jobs/schemes/renewal-papers", test_renewal_papers);
  fixture_add_test ("/jobs/schemes/verified", test_verified);
  return g_test_run ();
}
