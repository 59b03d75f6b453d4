/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of evidence itself: when each rule speaks, when it is silent, and the very days and
 * figures between. All from a case that may be handed in, on 2026-04-01.
 */
#include "fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "scheme/overlay.h"

#define MAX_STEPS 6

typedef struct
{
  const char *name;
  const char *rule;
  const char *id;
  const char *severity; /* NULL: silent */
  const char *steps[MAX_STEPS];
  const char *says;     /* (nullable) a part of the message */
  const char *limit[2]; /* a setting and its value */
} Row;

#define FOREIGN "A.provider_form=外国法人"
#define FILES "limit.file_megabytes"
#define TOTAL "limit.total_megabytes"
#define COUNT "limit.file_count"
#define DPI "limit.scan_dpi"
#define DAYS "review.decision_days_after"

static const Row rows[] = {
  /* D6: who signed */
  { "D6/one-word", "D6", "@E3", "human", { "evidence E3 contractor signed=例示次郎" }, "署名日" },
  { "D6/no-day", "D6", "@E3", "human", { "evidence E3 contractor signed=例示次郎 post=部長" } },
  { "D6/no-post",
    "D6",
    "@E3",
    "human",
    { "evidence E3 contractor signed=例示次郎 signed-on=2026-03-01" } },
  { "D6/all",
    "D6",
    "@E3",
    NULL,
    { "evidence E3 contractor signed=例示次郎 post=部長 signed-on=2026-03-01" } },
  { "D6/one-text",
    "D6",
    "@E3",
    NULL,
    { "evidence E3 contractor signed=部長、例示次郎、2026-3-1" } },
  { "D6/unsigned", "D6", "@E3", NULL, { "evidence E3 contractor" } },
  { "D6/other-kind", "D6", "@E3", NULL, { "evidence E3 document signed=例示次郎" } },

  /* D7: what a contractor published */
  { "D7/page", "D7", "@E3", "human", { "evidence E3 contractor url=https://dc.example/" } },
  { "D7/page-with-day",
    "D7",
    "@E3",
    NULL,
    { "evidence E3 contractor url=https://dc.example/ on=2026-03-01" } },
  { "D7/file", "D7", "@E3", NULL, { "evidence E3 contractor url=https://dc.example/a.PDF?v=2" } },
  { "D7/no-address", "D7", "@E3", NULL, { "evidence E3 contractor signed=部長" } },
  { "D7/web", "D7", "@E3", NULL, { "evidence E3 web url=https://dc.example/" } },

  /* D8: translations and their originals */
  { "D8/no-original", "D8", "@E3", "warn", { "evidence E3 translation" }, "どの資料の訳文か" },
  { "D8/original-gone",
    "D8",
    "@E3",
    "warn",
    { "evidence E4 registry", "evidence E3 translation original=E4", "drop E4" },
    "原本が、この案件にありません" },
  { "D8/original",
    "D8",
    "@E3",
    NULL,
    { "evidence E3 translation original=E4", "evidence E4 registry" } },
  { "D8/no-translation", "D8", "@E3", NULL, { "evidence E3 document original=E9" } },
  { "D8/foreign-registry", "D8", "@E2", "human", { FOREIGN }, "結び付いた訳文" },
  { "D8/foreign-identity", "D8", "@E3", "human", { FOREIGN, "evidence E3 identity" } },
  { "D8/foreign-document", "D8", "@E3", NULL, { FOREIGN, "evidence E3 document" } },
  { "D8/foreign-translated",
    "D8",
    "@E2",
    NULL,
    { FOREIGN, "evidence E3 translation original=E2" } },
  { "D8/foreign-translated-other",
    "D8",
    "@E2",
    "human",
    { FOREIGN, "evidence E3 translation original=E1" } },
  { "D8/foreign-japanese", "D8", "@E2", NULL, { FOREIGN, "cite A.existence_translation E2" } },
  { "D8/foreign-uncited",
    "D8",
    "@E2",
    "human",
    { FOREIGN, "cite A.existence_translation E2", "uncite A.existence_translation" } },
  { "D8/corporation", "D8", "@E2", NULL, { "A.provider_form=法人" } },
  { "D8/foreign-renewal", "D8", "@E2", NULL, { FOREIGN, "A.kind=更新" } },

  /* D12 */
  { "D12/foreign",
    "D12",
    "@E3",
    "human",
    { "evidence E3 document foreign" },
    "日本語がありません" },
  { "D12/contractor", "D12", "@E3", "human", { "evidence E3 contractor foreign" } },
  { "D12/japanese", "D12", "@E3", NULL, { "evidence E3 document japanese" } },
  { "D12/unknown", "D12", "@E3", NULL, { "evidence E3 document" } },
  { "D12/existence", "D12", "@E3", NULL, { "evidence E3 registry foreign" } },
  { "D12/translation", "D12", "@E3", NULL, { "evidence E3 translation foreign original=E1" } },
  { "D12/translated",
    "D12",
    "@E3",
    NULL,
    { "evidence E3 document foreign", "evidence E4 translation original=E3" } },

  /* X7: the last day of validity */
  { "X7/day-before",
    "X7",
    "@E3",
    "warn",
    { "evidence E3 document until=2026-03-31" },
    "2026年4月1日" },
  { "X7/the-day", "X7", "@E3", NULL, { "evidence E3 document until=2026-04-01" } },
  { "X7/day-after", "X7", "@E3", NULL, { "evidence E3 document until=2026-04-02" } },
  { "X7/unset", "X7", "@E3", NULL, { "evidence E3 document" } },
  { "X7/unreadable", "X7", "@E3", NULL, { "evidence E3 document until=当分" } },
  { "X7/planned-day-before",
    "X7",
    "@E3",
    "warn",
    { "A.application_date=2026-06-01", "evidence E3 document until=2026-05-31" },
    "2026年6月1日" },
  { "X7/planned-the-day",
    "X7",
    "@E3",
    NULL,
    { "A.application_date=2026-06-01", "evidence E3 document until=2026-06-01" } },
  { "X7/planned-later",
    "X7",
    "@E3",
    "warn",
    { "evidence E3 document until=2026-05-31", "A.application_date=2026-06-01" } },
  { "X7/planned-in-the-past",
    "X7",
    "@E3",
    "warn",
    { "A.application_date=2026-02-01", "evidence E3 document until=2026-03-31" },
    "2026年4月1日" },
  { "X7/another-day",
    "X7",
    "@E3",
    "warn",
    { "evidence E3 document until=2026-04-01", "today 2026-04-02" } },
  { "X7/no-date",
    "X7",
    "@E3",
    NULL,
    { "A.application_date=", "evidence E3 document until=2026-04-01" } },
  { "X7/leap",
    "X7",
    "@E3",
    "warn",
    { "A.application_date=2028-02-29", "evidence E3 document until=2028-02-28" } },
  { "X7/decision-day-before",
    "X7",
    "@E3",
    "warn",
    { "evidence E3 document until=2026-04-30" },
    "見込みの日(2026年5月1日)",
    { DAYS, "30" } },
  { "X7/decision-the-day",
    "X7",
    "@E3",
    NULL,
    { "evidence E3 document until=2026-05-01" },
    NULL,
    { DAYS, "30" } },
  { "X7/decision-expired",
    "X7",
    "@E3",
    "warn",
    { "evidence E3 document until=2026-03-31" },
    "2026年4月1日より前",
    { DAYS, "30" } },
  { "X7/renewal", "X7", "@E3", NULL, { "A.kind=更新", "evidence E3 document until=2026-03-31" } },

  /* N5 */
  { "N5/day-before",
    "N5",
    "@E3",
    "block",
    { "A.kind=更新", "evidence E3 document until=2026-03-31" },
    "2026年4月1日" },
  { "N5/the-day", "N5", "@E3", NULL, { "A.kind=更新", "evidence E3 document until=2026-04-01" } },
  { "N5/new", "N5", "@E3", NULL, { "evidence E3 document until=2026-03-31" } },
  { "N5/decision",
    "N5",
    "@E3",
    "warn",
    { "A.kind=更新", "evidence E3 document until=2026-04-30" },
    "見込みの日",
    { DAYS, "30" } },

  /* X1 to X4: limits that an office has laid down, and none */
  { "X1/unset", "X1", "@E3", NULL, { "evidence E3 document size=999000000" } },
  { "X1/at", "X1", "@E3", NULL, { "evidence E3 document size=10000000" }, NULL, { FILES, "10" } },
  { "X1/over",
    "X1",
    "@E3",
    "warn",
    { "evidence E3 document size=10000001" },
    "(10.1MB)が、上限(10MB)",
    { FILES, "10" } },
  { "X1/another",
    "X1",
    "@E1",
    NULL,
    { "evidence E3 document size=10000001" },
    NULL,
    { FILES, "10" } },
  { "X2/unset", "X2", "@", NULL, { "evidence E3 document size=999000000" } },
  { "X2/at",
    "X2",
    "@",
    NULL,
    { "evidence E3 document size=6000000", "evidence E4 document size=4000000" },
    NULL,
    { TOTAL, "10" } },
  { "X2/over",
    "X2",
    "@",
    "warn",
    { "evidence E3 document size=6000000", "evidence E4 document size=4000001" },
    "全体の大きさ(10.1MB)",
    { TOTAL, "10" } },
  { "X2/dropped",
    "X2",
    "@",
    NULL,
    { "evidence E3 document size=6000000", "evidence E4 document size=4000001", "drop E3" },
    NULL,
    { TOTAL, "10" } },
  { "X3/unset", "X3", "@", NULL, { "evidence E3 document", "evidence E4 document" } },
  { "X3/at", "X3", "@", NULL, { "evidence E3 document" }, NULL, { COUNT, "3" } },
  { "X3/over",
    "X3",
    "@",
    "warn",
    { "evidence E3 document", "evidence E4 document" },
    "件数(4件)が、上限(3件)",
    { COUNT, "3" } },
  { "X4/unset", "X4", "@E3", NULL, { "evidence E3 document dpi=72" } },
  { "X4/at", "X4", "@E3", NULL, { "evidence E3 document dpi=200" }, NULL, { DPI, "200" } },
  { "X4/under",
    "X4",
    "@E3",
    "warn",
    { "evidence E3 document dpi=199" },
    "解像度(199dpi)が、下限(200dpi)",
    { DPI, "200" } },
  { "X4/no-scan", "X4", "@E3", NULL, { "evidence E3 document" }, NULL, { DPI, "200" } },

  /* X5, X6, X8 */
  { "X5/encrypted", "X5", "@E3", "warn", { "evidence E3 document encrypted" } },
  { "X5/open", "X5", "@E3", NULL, { "evidence E3 document" } },
  { "X6/outside",
    "X6",
    "@E3",
    "warn",
    { "evidence E3 document file=髙橋①.pdf" },
    "JIS X 0208にない文字(髙①)" },
  { "X6/inside", "X6", "@E3", NULL, { "evidence E3 document file=高橋(1)〜第2版.pdf" } },
  { "X8/identity", "X8", "@E3", "human", { "evidence E3 identity" } },
  { "X8/masked", "X8", "@E3", NULL, { "evidence E3 identity masked" } },
  { "X8/registry", "X8", "@E3", NULL, { "evidence E3 registry" } },
};

static GHashTable *seen;

/* With a choice of the office, or as the documents leave it. */
static KaijiScheme *
load_scheme (const char *const limit[2])
{
  g_autofree char *packs = g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", NULL);
  g_autofree char *dir = g_dir_make_tmp ("kaiji-evidence-XXXXXX", NULL);
  g_autofree char *path = kaiji_overlay_dup_path (dir, "iryo", "2022-04-01");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiOverlay) overlay = kaiji_overlay_load (path, &error);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (packs);
  KaijiScheme *scheme;

  if (limit[0])
    kaiji_overlay_set (overlay, limit[0], limit[1], "窓口の回答", "例示 花子", "2026-04-01T09:00");
  kaiji_overlay_save (overlay, path, &error);
  g_assert_no_error (error);
  kaiji_scheme_library_set_overlay_dir (library, dir);
  scheme = kaiji_scheme_library_load (library, "iryo@2022-04-01", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kaiji_scheme_get_overlay_problems (scheme)->len, ==, 0);
  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (dir);
  return scheme;
}

/* Which sentence of the pack a message was made of: the words before the first placeholder are its
 * own, or those after it. */
static void
note_seen (KaijiScheme *scheme, KaijiFinding *finding)
{
  GPtrArray *rules = kaiji_scheme_get_rules (scheme);

  for (guint i = 0; i < rules->len; i++)
    {
      KaijiRule *rule = g_ptr_array_index (rules, i);
      GHashTableIter iter;
      gpointer variant;

      if (g_str_has_prefix (kaiji_finding_get_advice (finding), rule->advice))
        g_hash_table_add (seen, g_strdup (rule->advice));
      if (!rule->variants)
        continue;
      g_hash_table_iter_init (&iter, rule->variants);
      while (g_hash_table_iter_next (&iter, NULL, &variant))
        if (g_str_equal (kaiji_finding_get_advice (finding), ((KaijiRule *) variant)->advice))
          g_hash_table_add (seen, g_strdup (((KaijiRule *) variant)->advice));
    }
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (KaijiScheme) scheme = load_scheme (row->limit);
  g_autoptr (Fixture) fixture = fixture_new_ready_for (scheme);
  g_autofree char *followed = NULL, *anew = NULL;
  g_autoptr (KaijiChecker) fresh = NULL;
  KaijiFinding *finding;

  for (gsize i = 0; i < MAX_STEPS && row->steps[i]; i++)
    fixture_step (fixture, row->steps[i]);
  fresh = kaiji_checker_new (scheme, fixture_get_source (fixture),
                             kaiji_checker_get_today (fixture->checker));
  followed = fixture_describe (fixture->checker);
  anew = fixture_describe (fresh);
  g_assert_cmpstr (followed, ==, anew);
  finding = fixture_find (fixture, row->rule, row->id);
  if (!row->severity)
    {
      g_assert_null (finding);
      return;
    }
  g_assert_nonnull (finding);
  g_assert_cmpstr (kaiji_severity_to_string (kaiji_finding_get_severity (finding)), ==,
                   row->severity);
  /* It bears on a field, as the command line promises. */
  g_assert_nonnull (kaiji_scheme_lookup_prompt (scheme, kaiji_finding_get_id (finding)));
  g_assert_null (strchr (kaiji_finding_get_message (finding), '{'));
  g_assert_null (strchr (kaiji_finding_get_advice (finding), '{'));
  g_assert_cmpstr (kaiji_finding_get_source (finding), !=, "");
  if (row->says)
    g_assert_nonnull (strstr (kaiji_finding_get_message (finding), row->says));
  if (row->limit[0] && g_str_has_prefix (row->limit[0], "limit."))
    g_assert_cmpstr (kaiji_finding_get_source (finding), ==, "窓口の定め: 窓口の回答");
  note_seen (scheme, finding);
}

static void
test_all_seen (void)
{
  static const char *const none[2] = { NULL, NULL };
  g_autoptr (KaijiScheme) scheme = load_scheme (none);
  GPtrArray *rules = kaiji_scheme_get_rules (scheme);
  guint n = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      KaijiRule *rule = g_ptr_array_index (rules, i);
      GHashTableIter iter;
      gpointer name, variant;

      if (!kaiji_checker_looks_at_evidence (rule->kind))
        continue;
      n++;
      g_assert_cmpstr (rule->field, !=, "");
      /* The one whose advice has a placeholder is seen by its row. */
      if (!strchr (rule->advice, '{') && !g_hash_table_contains (seen, rule->advice))
        g_error ("%s was never seen", rule->id);
      if (!rule->variants)
        continue;
      g_hash_table_iter_init (&iter, rule->variants);
      while (g_hash_table_iter_next (&iter, &name, &variant))
        if (!g_hash_table_contains (seen, ((KaijiRule *) variant)->advice))
          g_error ("%s/%s was never seen", rule->id, (char *) name);
    }
  g_assert_cmpuint (n, ==, 14);
}

/* They count in the case and in no section, block only where a document says so, and stand last. */
static void
test_counts (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  KaijiProgress before = *kaiji_checker_get_progress (fixture->checker);
  KaijiSection *section = g_ptr_array_index (kaiji_scheme_get_sections (fixture->scheme), 0);
  KaijiProgress first = kaiji_checker_get_section_progress (fixture->checker, section), after;
  const KaijiProgress *progress = kaiji_checker_get_progress (fixture->checker);
  GPtrArray *findings;

  fixture_step (fixture, "evidence E3 identity encrypted file=㈱.pdf until=2026-03-31");
  g_assert_cmpuint (progress->block, ==, before.block);
  g_assert_cmpuint (progress->warn, ==, before.warn + 3);
  g_assert_cmpuint (progress->human, ==, before.human + 1);
  after = kaiji_checker_get_section_progress (fixture->checker, section);
  g_assert_cmpmem (&first, sizeof first, &after, sizeof after);
  g_assert_true (kaiji_checker_is_ready (fixture->checker));
  findings = kaiji_checker_get_findings (fixture->checker);
  g_assert_cmpuint (findings->len, ==, progress->block + progress->warn + progress->human);
  g_assert_cmpstr (kaiji_finding_get_evidence (findings->pdata[findings->len - 1]), ==, "E3");
  g_assert_cmpstr (kaiji_finding_get_rule (findings->pdata[findings->len - 1]), ==, "X8");
  g_assert_null (kaiji_finding_get_evidence (findings->pdata[0]));
  fixture_step (fixture, "drop E3");
  g_assert_cmpmem (&before, sizeof before, progress, sizeof *progress);
}

/* What stays is the same object: the row on the screen stays. */
static void
test_kept (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  KaijiFinding *finding;

  fixture_step (fixture, "evidence E3 identity");
  finding = fixture_find (fixture, "X8", "@E3");
  g_assert_nonnull (finding);
  fixture_step (fixture, "evidence E4 document encrypted");
  g_assert_true (fixture_find (fixture, "X8", "@E3") == finding);
  g_assert_nonnull (fixture_find (fixture, "X5", "@E4"));
}

int
main (int argc, char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/evidence/", rows[i].name, NULL);
      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/rules/texts/all-seen", test_all_seen);
  g_test_add_func ("/rules/evidence/counts", test_counts);
  g_test_add_func ("/rules/evidence/kept", test_kept);
  status = g_test_run ();
  g_hash_table_unref (seen);
  return status;
}
