/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All packs that are shipped: what each states, and that none states what no document of its
 * scheme does. */
#include <string.h>

#include "scheme/scheme.h"

/* What a scheme's documents tell of the process. */
typedef enum
{
  OVERVIEW, /* an overview: everything */
  RULES,    /* rules of operation: no fees, items or evidence */
  NOTHING,
} Process;

typedef struct
{
  const char *spec;
  const char *table;
  Process process;
  guint items, required, gate, unverified;
  guint fees, grounds, conditions, classes;
  const char *desk;       /* "" unset */
  const char *identifier; /* "" unset */
  const char *pattern;
} Expected;

#define OLD_DESK "クラウドサービス安全・信頼性情報開示認定制度事務局"
#define NEW_DESK "クラウドサービス情報開示認定機関事務局"
#define PLAIN "{identifier}{serial}-{yymm}"
#define SPACED "{identifier} {serial}-{yymm}"

static const Expected packs[] = {
  { "ai@2022", "ai", NOTHING, 113, 78, 13, 113, 0, 0, 0, 0, "", "", PLAIN },
  { "asp-iot@2024-09-30", "asp-iot", OVERVIEW, 104, 73, 14, 80, 3, 12, 3, 5, NEW_DESK, "IoT",
    SPACED },
  { "asp-saas@2007-11-27", "asp-saas", NOTHING, 96, 61, 11, 85, 0, 0, 0, 0, "", "",
    "{serial}-{yymm}" },
  { "asp-saas@2022-10", "asp-saas-v3", NOTHING, 101, 69, 13, 92, 0, 0, 0, 0, "", "",
    "{serial}-{yymm}" },
  { "datacenter@2009-02-26", "datacenter", NOTHING, 87, 53, 6, 73, 0, 0, 0, 0, "", "", PLAIN },
  { "iaas-paas@2011-12", "iaas-paas", NOTHING, 97, 65, 11, 84, 0, 0, 0, 0, "", "IP", SPACED },
  { "iaas-paas-iot@2022-04-01", "iaas-paas-iot", RULES, 103, 72, 11, 103, 0, 9, 0, 0, "", "",
    PLAIN },
  { "iryo@2022-04-01", "iryo", OVERVIEW, 110, 81, 23, 87, 4, 12, 3, 5,
    "一般社団法人日本クラウド産業協会（ASPIC） " OLD_DESK, "医療", PLAIN },
  { "tokutei@2017-10-01", "tokutei", NOTHING, 104, 74, 19, 104, 0, 0, 0, 0, OLD_DESK, "", PLAIN },
};

static KaijiScheme *
load (const char *spec)
{
  g_autofree char *dir = g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GError) error = NULL;
  KaijiScheme *scheme = kaiji_scheme_library_load (library, spec, &error);

  g_assert_no_error (error);
  return scheme;
}

/* The table above is complete, and each scheme has one revision in use. */
static void
test_list (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", NULL);
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) in_use = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schemes = kaiji_scheme_library_list (library, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (schemes->len, ==, G_N_ELEMENTS (packs));
  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *scheme = schemes->pdata[i];
      g_autofree char *spec = g_strdup_printf ("%s@%s", kaiji_scheme_get_id (scheme),
                                               kaiji_scheme_get_revision (scheme));

      g_assert_cmpstr (spec, ==, packs[i].spec);
      g_hash_table_add (ids, (gpointer) kaiji_scheme_get_id (scheme));
      if (kaiji_scheme_is_in_use (scheme))
        g_assert_true (g_hash_table_add (in_use, (gpointer) kaiji_scheme_get_id (scheme)));
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 8);
  g_assert_cmpuint (g_hash_table_size (in_use), ==, 8);
}

static void
test_head (gconstpointer data)
{
  const Expected *expected = data;
  g_autoptr (KaijiScheme) scheme = load (expected->spec);
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);

  g_assert_cmpstr (kaiji_scheme_get_table (scheme), ==, expected->table);
  g_assert_cmpuint (counts->items, ==, expected->items);
  g_assert_cmpuint (counts->required, ==, expected->required);
  g_assert_cmpuint (counts->optional, ==, expected->items - expected->required);
  g_assert_cmpuint (counts->gate, ==, expected->gate);
  g_assert_cmpuint (counts->unverified, ==, expected->unverified);
  g_assert_cmpuint (kaiji_scheme_get_fees (scheme)->len, ==, expected->fees);
  g_assert_cmpuint (kaiji_scheme_get_grounds (scheme)->len, ==, expected->grounds);
  g_assert_cmpuint (kaiji_scheme_get_unit_conditions (scheme)->len, ==, expected->conditions);
  g_assert_cmpuint (kaiji_scheme_get_classes (scheme)->len, ==, expected->classes);
  g_assert_cmpstr (kaiji_scheme_get_text (scheme, "desk.name"), ==, expected->desk);
  g_assert_cmpstr (kaiji_scheme_get_text (scheme, "number.identifier"), ==, expected->identifier);
  g_assert_cmpstr (kaiji_scheme_get_text (scheme, "number.pattern"), ==, expected->pattern);
  g_assert_true (*kaiji_scheme_get_text (scheme, "guideline.name") != '\0');
  g_assert_true (*kaiji_scheme_get_text (scheme, "guideline.date") != '\0');
  g_assert_false (kaiji_scheme_get_minimum (scheme)->set);
}

static void
assert_source (KaijiScheme *scheme, const char *source)
{
  static const char *const other[] = { "公表ページ", "出典未確認", "どの資料にも定めなし",
                                       "本プログラム" };
  GPtrArray *documents = kaiji_scheme_get_documents (scheme);

  for (guint i = 0; i < documents->len; i++)
    if (g_str_has_prefix (source, ((KaijiDocument *) documents->pdata[i])->short_name))
      return;
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    if (g_str_has_prefix (source, other[i]))
      return;
  g_error ("%s: no document for the source “%s”", kaiji_scheme_get_id (scheme), source);
}

/* Each source leads to a document of the pack, a public page, or says that there is none. */
static void
test_sources (gconstpointer data)
{
  const Expected *expected = data;
  g_autoptr (KaijiScheme) scheme = load (expected->spec);
  GPtrArray *prompts = kaiji_scheme_get_prompts (scheme);
  GPtrArray *rules = kaiji_scheme_get_rules (scheme);
  GPtrArray *settings = kaiji_scheme_get_settings (scheme);
  GPtrArray *fees = kaiji_scheme_get_fees (scheme);
  GPtrArray *grounds = kaiji_scheme_get_grounds (scheme);

  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i];

      if (prompt->verified != KAIJI_VERIFIED_UNVERIFIED)
        assert_source (scheme, prompt->source);
      if (prompt->gate != KAIJI_GATE_NONE)
        assert_source (scheme, prompt->gate_source);
    }
  for (guint i = 0; i < rules->len; i++)
    assert_source (scheme, ((KaijiRule *) rules->pdata[i])->source);
  for (guint i = 0; i < fees->len; i++)
    assert_source (scheme, ((KaijiFee *) fees->pdata[i])->source);
  for (guint i = 0; i < grounds->len; i++)
    assert_source (scheme, ((KaijiProvision *) grounds->pdata[i])->source);
  for (guint i = 0; i < settings->len; i++)
    {
      const KaijiSetting *setting = settings->pdata[i];

      if (*setting->source)
        assert_source (scheme, setting->source);
      for (guint j = 0; setting->readings && j < setting->readings->len; j++)
        assert_source (scheme, ((KaijiReading *) setting->readings->pdata[j])->source);
      /* What is not stated says so. */
      if (!setting->set)
        g_assert_true (*setting->note != '\0' || setting->readings != NULL);
    }
}

/* Where no document of the scheme states a rule it does not block; but what is 必須 is 必須. */
static void
test_blocking (gconstpointer data)
{
  const Expected *expected = data;
  g_autoptr (KaijiScheme) scheme = load (expected->spec);
  GPtrArray *rules = kaiji_scheme_get_rules (scheme);
  guint documented = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      KaijiRule *rule = rules->pdata[i];

      documented += rule->verified == KAIJI_VERIFIED_DOCUMENT;
      if (rule->verified == KAIJI_VERIFIED_UNVERIFIED && !g_str_equal (rule->id, "D3"))
        g_assert_cmpint (rule->severity, !=, KAIJI_SEVERITY_BLOCK);
      if (expected->process == NOTHING)
        g_assert_true (g_str_has_prefix (rule->source, "出典未確認")
                       || g_str_equal (rule->source, "本プログラム"));
    }
  g_assert_cmpint (kaiji_scheme_lookup_rule (scheme, "D3")->severity, ==, KAIJI_SEVERITY_BLOCK);
  g_assert_true ((kaiji_scheme_lookup_rule (scheme, "E1") == NULL) == (expected->process == RULES));
  if (expected->process == OVERVIEW)
    g_assert_cmpuint (documented, >, 30);
  else if (expected->process == RULES)
    g_assert_cmpuint (documented, ==, 10); /* E0 E5 D1 D8 D8/other D12 D12/document S3 N1 K4 */
  else
    g_assert_cmpuint (documented, ==, 0);
}

/* Process data stand in the documents of three schemes only. */
static void
test_process (gconstpointer data)
{
  static const char *const process[] = {
    "term.years",           "term.base",       "renewal.opens_days_before",
    "renewal.effect",       "submission.ways", "fee.refund",
    "revoked.wait_years",   "mark.terms",      "revocation.grounds",
    "published.disclaimer",
  };
  const Expected *expected = data;
  g_autoptr (KaijiScheme) scheme = load (expected->spec);

  for (guint i = 0; i < G_N_ELEMENTS (process); i++)
    {
      const KaijiSetting *setting = kaiji_scheme_get_setting (scheme, process[i]);

      g_assert_nonnull (setting);
      g_assert_cmpint (setting->set, ==, expected->process != NOTHING);
      if (!setting->set)
        g_assert_nonnull (strstr (setting->note, "出典未確認"));
    }
  g_assert_cmpint (kaiji_scheme_get_setting (scheme, "fee.amounts")->set, ==,
                   expected->process == OVERVIEW);
}

static void
test_fees (void)
{
  static const struct
  {
    const char *spec, *id;
    gint64 net, tax;
  } rows[] = {
    { "iryo", "new", 190000, 19000 },    { "iryo", "new-reduced", 95000, 9500 },
    { "iryo", "renewal", 95000, 9500 },  { "iryo", "reissue", 9500, 950 },
    { "asp-iot", "new", 190000, 19000 }, { "asp-iot", "renewal", 95000, 9500 },
    { "asp-iot", "reissue", 9500, 950 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KaijiScheme) scheme = load (rows[i].spec);
      GPtrArray *fees = kaiji_scheme_get_fees (scheme);
      const KaijiFee *found = NULL;

      for (guint j = 0; j < fees->len; j++)
        if (g_str_equal (((KaijiFee *) fees->pdata[j])->id, rows[i].id))
          found = fees->pdata[j];
      g_assert_nonnull (found);
      g_assert_cmpint (found->net_yen, ==, rows[i].net);
      g_assert_cmpint (found->tax_yen, ==, rows[i].tax);
    }
}

static void
assert_gates (const char *spec, const char *const *ids)
{
  g_autoptr (KaijiScheme) scheme = load (spec);
  GPtrArray *prompts = kaiji_scheme_get_prompts (scheme);
  guint n = 0;

  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i];

      if (prompt->gate == KAIJI_GATE_NONE)
        continue;
      n++;
      g_assert_true (g_strv_contains (ids, prompt->id));
      g_assert_cmpint (prompt->gate == KAIJI_GATE_MINIMUM, ==,
                       g_str_has_suffix (prompt->id, "iryo.037.1")
                           || g_str_has_suffix (prompt->id, "asp-iot.038.1"));
      g_assert_cmpstr (prompt->gate_source, ==, "概要 5(2)表");
    }
  g_assert_cmpuint (n, ==, g_strv_length ((char **) ids));
}

/* R2: 22 + 1 in one overview, 13 + 1 in the other. */
static void
test_gates (void)
{
  static const char *const iryo[] = {
    "iryo.022.1", "iryo.023.1", "iryo.024.1", "iryo.025.1", "iryo.027.1", "iryo.028.1",
    "iryo.037.1", "iryo.038.1", "iryo.041.3", "iryo.049.1", "iryo.062.1", "iryo.065.1",
    "iryo.066.1", "iryo.067.1", "iryo.068.1", "iryo.069.1", "iryo.070.1", "iryo.071.1",
    "iryo.076.1", "iryo.079.1", "iryo.102.1", "iryo.108.1", "iryo.109.1", NULL,
  };
  static const char *const iot[] = {
    "asp-iot.028.1", "asp-iot.038.1", "asp-iot.059.1", "asp-iot.062.1", "asp-iot.063.1",
    "asp-iot.064.1", "asp-iot.065.1", "asp-iot.066.1", "asp-iot.071.1", "asp-iot.074.1",
    "asp-iot.075.1", "asp-iot.096.1", "asp-iot.102.1", "asp-iot.103.1", NULL,
  };

  assert_gates ("iryo", iryo);
  assert_gates ("asp-iot", iot);
}

/* What documents disagree on has no value of the pack's own making, and both are shown. */
static void
test_readings (void)
{
  static const struct
  {
    const char *spec, *key;
    gboolean set;
  } rows[] = {
    { "iryo", "term.base", TRUE },
    { "iryo", "term.last_day", FALSE },
    { "iryo", "gate.equality", FALSE },
    { "iryo", "submission.ways", TRUE },
    { "iryo", "submission.postmark", FALSE },
    { "iryo", "fee.due", TRUE },
    { "iryo", "fee.reissue_breakdown", FALSE },
    { "iryo", "transfer.effect", TRUE },
    { "iryo", "related.medical_guideline", FALSE },
    { "iryo", "body.former_form", FALSE },
    { "iryo", "desk.name", TRUE },
    { "iryo", "revoked.boundary", FALSE },
    { "iryo", "renewal.window", FALSE },
    { "iryo", "published.expired", FALSE },
    { "asp-iot", "mark.link", FALSE },
    { "asp-iot", "unit.class_table", FALSE },
    { "asp-iot", "body.predecessor", FALSE },
    { "asp-iot", "desk.name", TRUE },
    { "iaas-paas-iot", "transfer.effect", FALSE },
    { "iaas-paas-iot", "renewal.effect", TRUE },
    { "iaas-paas-iot", "submission.ways", TRUE },
    { "iaas-paas-iot", "renewal.term_start", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KaijiScheme) scheme = load (rows[i].spec);
      const KaijiSetting *setting = kaiji_scheme_get_setting (scheme, rows[i].key);

      g_test_message ("%s %s", rows[i].spec, rows[i].key);
      g_assert_nonnull (setting);
      g_assert_cmpint (setting->set, ==, rows[i].set);
      g_assert_nonnull (setting->readings);
      g_assert_cmpuint (setting->readings->len, >=, 2);
    }
}

static void
test_lists (void)
{
  g_autoptr (KaijiScheme) iot = load ("asp-iot");
  g_autoptr (KaijiScheme) rules = load ("iaas-paas-iot");
  const KaijiProvision *each = kaiji_scheme_get_grounds (iot)->pdata[4];
  const KaijiServiceClass *class = kaiji_scheme_get_classes (iot)->pdata[1];
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (iot, "A.service_class");

  g_assert_cmpstr (each->number, ==, "⑤");
  g_assert_nonnull (strstr (each->text, "asp-riot"));
  g_assert_cmpstr (each->source, ==, "概要 11(3)⑤");
  each = kaiji_scheme_get_grounds (rules)->pdata[8];
  g_assert_cmpstr (each->number, ==, "(9)");
  g_assert_cmpstr (each->source, ==, "規程 17-1(9)");
  each = kaiji_scheme_get_unit_conditions (iot)->pdata[0];
  g_assert_cmpstr (each->field, ==, "A.unit_related");
  g_assert_nonnull (strstr (each->text, "同一区分内"));
  g_assert_cmpstr (class->name, ==, "基幹業務系");
  g_assert_cmpstr (class->source, ==, "医療概要 別表2");
  for (guint i = 0; i < 5; i++)
    g_assert_cmpstr (prompt->options[i], ==,
                     ((KaijiServiceClass *) kaiji_scheme_get_classes (iot)->pdata[i])->name);
}

/* Fields of Form A that only some schemes ask. */
static void
test_fields (void)
{
  static const struct
  {
    const char *field;
    const char *schemes;
  } rows[] = {
    { "A.held_asp_saas_number", "iryo" },
    { "A.medical_information", "iryo" },
    { "A.iot_devices", "asp-iot iaas-paas-iot" },
    { "A.iaas_paas_kind", "iaas-paas iaas-paas-iot" },
    { "A.service_class", "asp-iot" },
    { "A.service_name", "ai asp-iot asp-saas datacenter iaas-paas iaas-paas-iot iryo tokutei" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autoptr (KaijiScheme) scheme = load (packs[i].spec);

      for (guint j = 0; j < G_N_ELEMENTS (rows); j++)
        {
          g_auto (GStrv) ids = g_strsplit (rows[j].schemes, " ", -1);
          gboolean wanted =
              g_strv_contains ((const char *const *) ids, kaiji_scheme_get_id (scheme));

          g_assert_cmpint (kaiji_scheme_lookup_prompt (scheme, rows[j].field) != NULL, ==, wanted);
        }
    }
}

static void
add (const char *what, const Expected *pack, GTestDataFunc function)
{
  g_autofree char *name = g_strdup_printf ("/scheme/packs/%s/%s", what, pack->table);

  g_test_add_data_func (name, pack, function);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme/packs/list", test_list);
  for (guint i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      add ("head", &packs[i], test_head);
      add ("sources", &packs[i], test_sources);
      add ("blocking", &packs[i], test_blocking);
      add ("process", &packs[i], test_process);
    }
  g_test_add_func ("/scheme/packs/fees", test_fees);
  g_test_add_func ("/scheme/packs/gates", test_gates);
  g_test_add_func ("/scheme/packs/readings", test_readings);
  g_test_add_func ("/scheme/packs/lists", test_lists);
  g_test_add_func ("/scheme/packs/fields", test_fields);
  return g_test_run ();
}
