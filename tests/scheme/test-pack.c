/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The committed pack of 医療情報: what stands in it, and that nothing in it is invented. */
#include "scheme/scheme.h"
#include "scheme/table.h"

static KaijiScheme *
load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", "iryo", "2022-04-01.json", NULL);
  KaijiScheme *scheme = kaiji_scheme_load_file (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (scheme);
  return scheme;
}

static void
test_head (void)
{
  g_autoptr (KaijiScheme) scheme = load ();

  g_assert_cmpstr (kaiji_scheme_get_id (scheme), ==, "iryo");
  g_assert_cmpstr (kaiji_scheme_get_table (scheme), ==, "iryo");
  g_assert_cmpstr (kaiji_scheme_get_revision (scheme), ==, "2022-04-01");
  g_assert_cmpstr (kaiji_scheme_get_name (scheme), ==, "医療情報ASP・SaaS");
  g_assert_true (kaiji_scheme_is_in_use (scheme));
  g_assert_cmpuint (kaiji_scheme_get_documents (scheme)->len, >=, 1);
}

static void
test_counts (void)
{
  g_autoptr (KaijiScheme) scheme = load ();
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);
  guint required_prompts = 0;
  guint gates = 0;
  guint unverified_prompts = 0;

  g_assert_cmpuint (counts->items, ==, 110);
  g_assert_cmpuint (counts->required, ==, 81);
  g_assert_cmpuint (counts->optional, ==, 29);
  g_assert_cmpuint (counts->gate, ==, 23);
  g_assert_cmpuint (counts->prompts, ==, 143);
  g_assert_cmpuint (counts->unverified, ==, 87);
  for (guint i = 0; i < kaiji_scheme_get_prompts (scheme)->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (kaiji_scheme_get_prompts (scheme), i);

      g_assert_cmpuint (prompt->index, ==, i);
      g_assert_true (kaiji_scheme_lookup_prompt (scheme, prompt->id) == prompt);
      if (prompt->item->section->form_a)
        continue;
      required_prompts += prompt->required == KAIJI_REQUIRED_ALWAYS;
      gates += prompt->gate != KAIJI_GATE_NONE;
      unverified_prompts += prompt->verified == KAIJI_VERIFIED_UNVERIFIED;
      g_assert_true (prompt->citable);
      g_assert_true (prompt->blocking == (prompt->required == KAIJI_REQUIRED_ALWAYS));
    }
  g_assert_cmpuint (required_prompts, ==, 107);
  g_assert_cmpuint (gates, ==, 23);
  g_assert_cmpuint (unverified_prompts, ==, 121);
}

static void
test_gates (void)
{
  static const char *const measures[] = {
    "iryo.022.1", "iryo.023.1", "iryo.024.1", "iryo.025.1", "iryo.027.1", "iryo.028.1",
    "iryo.038.1", "iryo.041.3", "iryo.049.1", "iryo.062.1", "iryo.065.1", "iryo.066.1",
    "iryo.067.1", "iryo.068.1", "iryo.069.1", "iryo.070.1", "iryo.071.1", "iryo.076.1",
    "iryo.079.1", "iryo.102.1", "iryo.108.1", "iryo.109.1",
  };
  g_autoptr (KaijiScheme) scheme = load ();
  KaijiPrompt *prompt;

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      prompt = kaiji_scheme_lookup_prompt (scheme, measures[i]);
      g_assert_nonnull (prompt);
      g_assert_cmpint (prompt->gate, ==, KAIJI_GATE_MEASURE);
      g_assert_true (prompt->item->gate);
      g_assert_cmpstr (prompt->gate_source, ==, "概要 5(2)表");
      g_assert_cmpstr (prompt->gate_wording, !=, "");
    }
  prompt = kaiji_scheme_lookup_prompt (scheme, "iryo.037.1");
  g_assert_cmpint (prompt->gate, ==, KAIJI_GATE_MINIMUM);
  g_assert_cmpstr (prompt->gate_unit, ==, "ヶ月前");
  prompt = kaiji_scheme_lookup_prompt (scheme, "iryo.027.1");
  g_assert_true (prompt->gate_no_is_human);
  g_assert_nonnull (prompt->gate_human_when);
  g_assert_cmpstr (prompt->gate_human_when->id, ==, "iryo.026.1");
  prompt = kaiji_scheme_lookup_prompt (scheme, "iryo.049.1");
  g_assert_true (g_strv_contains ((const char *const *) prompt->gate_human_words, "等"));
}

static void
test_items (void)
{
  g_autoptr (KaijiScheme) scheme = load ();
  GPtrArray *items = kaiji_scheme_get_items (scheme);
  KaijiItem *terminal = kaiji_scheme_lookup_item (scheme, "iryo.087");
  KaijiItem *upkeep = kaiji_scheme_lookup_item (scheme, "iryo.082");
  KaijiPrompt *prompt;
  guint at;
  guint then;

  g_assert_true (g_ptr_array_find (items, terminal, &at));
  g_assert_true (g_ptr_array_find (items, upkeep, &then));
  g_assert_cmpuint (at + 1, ==, then);
  g_assert_cmpuint (terminal->number, ==, 87);
  g_assert_cmpstr (terminal->section->name, ==, "ネットワーク");
  g_assert_cmpstr (upkeep->section->name, ==, "保守・運用");

  g_assert_cmpstr (kaiji_scheme_lookup_item (scheme, "iryo.037")->copy_from, ==, "iryo.038.1");
  g_assert_cmpstr (kaiji_scheme_lookup_item (scheme, "iryo.038")->copy_from, ==, "iryo.037.1");

  prompt = kaiji_scheme_lookup_prompt (scheme, "iryo.033.2");
  g_assert_cmpint (prompt->kind, ==, KAIJI_KIND_DATE);
  g_assert_cmpstr (prompt->options[0], ==, "なし");
  prompt = kaiji_scheme_lookup_prompt (scheme, "iryo.022.1");
  g_assert_cmpint (prompt->kind, ==, KAIJI_KIND_YES_NO_DETAIL);
  g_assert_cmpint (prompt->verified, ==, KAIJI_VERIFIED_DOCUMENT);
  g_assert_cmpstr (prompt->source, ==, "概要 5(2)表");
  g_assert_cmpstr (prompt->hint, !=, "");
  prompt = kaiji_scheme_lookup_prompt (scheme, "iryo.034.1");
  g_assert_cmpint (prompt->kind, ==, KAIJI_KIND_PROSE);
  g_assert_cmpuint (prompt->max_chars, ==, 500);
  prompt = kaiji_scheme_lookup_prompt (scheme, "iryo.002.2");
  g_assert_cmpint (prompt->kind, ==, KAIJI_KIND_CORPORATE_NUMBER);
  g_assert_cmpuint (prompt->digits, ==, 13);
  g_assert_cmpint (prompt->verified, ==, KAIJI_VERIFIED_UNVERIFIED);
  g_assert_cmpstr (prompt->source, ==, "");
  prompt = kaiji_scheme_lookup_prompt (scheme, "iryo.069.2");
  g_assert_cmpint (prompt->required, ==, KAIJI_REQUIRED_NEVER);
  g_assert_false (prompt->blocking);
}

static void
test_sections (void)
{
  static const char *const names[] = {
    "申請の種別",
    "申請者",
    "実在の証明",
    "申請担当者",
    "サービス",
    "代理店・委託",
    "統合・サービスレベル",
    "公表留保",
    "開示情報の時点",
    "事業所・事業",
    "人材",
    "財務状況",
    "資本関係・所属団体",
    "コンプライアンス",
    "サービス基本特性",
    "アプリケーション、プラットフォーム、サーバ・ストレージ等",
    "ネットワーク",
    "保守・運用",
    "ハウジング(サーバ設置場所)",
    "サービスサポート",
  };
  g_autoptr (KaijiScheme) scheme = load ();
  GPtrArray *sections = kaiji_scheme_get_sections (scheme);

  g_assert_cmpuint (sections->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);

      g_assert_cmpstr (section->name, ==, names[i]);
      g_assert_true (section->form_a == (i < 8));
    }
}

/* Every field of the face sheet that concerns the scheme, and that none that is supposed blocks. */
static void
test_form_a (void)
{
  static const char *const ids[] = {
    "A.kind",
    "A.application_date",
    "A.current_number",
    "A.current_certified_on",
    "A.current_expires_on",
    "A.held_asp_saas_number",
    "A.revoked",
    "A.revoked_on",
    "A.provider_form",
    "A.provider_name",
    "A.provider_name_kana",
    "A.corporate_number",
    "A.provider_postcode",
    "A.provider_address",
    "A.provider_tel",
    "A.provider_url",
    "A.representative_title",
    "A.representative_name_kana",
    "A.representative_name",
    "A.representative_authority",
    "A.representative_proof",
    "A.existence_kind",
    "A.existence_doc",
    "A.existence_form",
    "A.existence_original_with",
    "A.existence_issued_on",
    "A.existence_translation",
    "A.contact_name",
    "A.contact_kana",
    "A.contact_department",
    "A.contact_title",
    "A.contact_fax",
    "A.contact_tel",
    "A.contact_email",
    "A.contact_postcode",
    "A.contact_address",
    "A.billing_name",
    "A.billing_address",
    "A.payer_name",
    "A.service_name",
    "A.service_name_kana",
    "A.service_summary",
    "A.service_url",
    "A.service_started_on",
    "A.scheme_fit",
    "A.medical_information",
    "A.applicant_role",
    "A.origin_provider",
    "A.origin_service",
    "A.contracts_with_users",
    "A.foreign_disclosure_ja",
    "A.agents_used",
    "A.agents",
    "A.outsourced",
    "A.contractors",
    "A.unit_integrated",
    "A.unit_services",
    "A.unit_related",
    "A.unit_same_answers",
    "A.unit_single_contract",
    "A.unit_levels",
    "A.unit_levels_same",
    "A.unit_consulted",
    "A.filing_way",
    "A.registered_mail_no",
    "A.withhold",
    "A.mark_declaration",
    "A.fee_class",
    "A.pledge",
    "A.fiscal_month",
  };
  g_autoptr (KaijiScheme) scheme = load ();
  KaijiPrompt *prompt;
  guint fields = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_test_message ("%s", ids[i]);
      prompt = kaiji_scheme_lookup_prompt (scheme, ids[i]);
      g_assert_nonnull (prompt);
      g_assert_true (prompt->item->section->form_a);
      g_assert_cmpuint (prompt->item->number, ==, 0);
    }
  for (guint i = 0; i < kaiji_scheme_get_prompts (scheme)->len; i++)
    {
      prompt = g_ptr_array_index (kaiji_scheme_get_prompts (scheme), i);
      if (!prompt->item->section->form_a)
        continue;
      fields++;
      if (prompt->verified == KAIJI_VERIFIED_UNVERIFIED)
        {
          g_assert_false (prompt->blocking);
          g_assert_cmpstr (prompt->source, ==, "");
        }
      else
        g_assert_cmpstr (prompt->source, !=, "");
      g_assert_true (prompt->citable == (prompt->kind == KAIJI_KIND_EVIDENCE));
    }
  g_assert_cmpuint (fields, ==, G_N_ELEMENTS (ids));

  prompt = kaiji_scheme_lookup_prompt (scheme, "A.current_number");
  g_assert_cmpint (prompt->required, ==, KAIJI_REQUIRED_WHEN);
  g_assert_cmpint (prompt->visible->op, ==, KAIJI_CONDITION_IS);
  g_assert_cmpstr (prompt->visible->words[0], ==, "更新");
  prompt = kaiji_scheme_lookup_prompt (scheme, "A.service_summary");
  g_assert_cmpint (prompt->required, ==, KAIJI_REQUIRED_ALWAYS);
  g_assert_false (prompt->blocking);
  g_assert_cmpint (prompt->verified, ==, KAIJI_VERIFIED_PUBLIC);
  prompt = kaiji_scheme_lookup_prompt (scheme, "A.agents");
  g_assert_cmpuint (prompt->columns->len, ==, 4);
  g_assert_cmpstr (((KaijiColumn *) prompt->columns->pdata[2])->key, ==, "address");
  prompt = kaiji_scheme_lookup_prompt (scheme, "A.unit_consulted");
  g_assert_cmpint (prompt->visible->op, ==, KAIJI_CONDITION_ANY);
  g_assert_cmpuint (prompt->visible->children->len, ==, 2);
}

static void
test_unset (void)
{
  static const char *const unset[] = { "body.representative", "mark.artwork",
                                       "paper.binding",       "paper.forms",
                                       "renewal.term_start",  "submission.postmark",
                                       "term.last_day" };
  g_autoptr (KaijiScheme) scheme = load ();
  const KaijiMinimum *minimum = kaiji_scheme_get_minimum (scheme);
  const KaijiSetting *setting;

  g_assert_false (minimum->set);
  g_assert_cmpstr (minimum->source, ==, "概要 5(2)");
  g_assert_nonnull (strstr (minimum->reading_text, "以上"));
  g_assert_nonnull (strstr (minimum->reading_text, "以下"));
  for (guint i = 0; i < G_N_ELEMENTS (unset); i++)
    {
      setting = kaiji_scheme_get_setting (scheme, unset[i]);
      g_assert_nonnull (setting);
      g_assert_false (setting->set);
      g_assert_cmpstr (kaiji_scheme_get_text (scheme, unset[i]), ==, "");
    }
  setting = kaiji_scheme_get_setting (scheme, "term.last_day");
  g_assert_cmpstr (setting->provisional, ==, "day-before");
  g_assert_cmpuint (setting->readings->len, ==, 2);
  setting = kaiji_scheme_get_setting (scheme, "submission.postmark");
  g_assert_cmpstr (setting->provisional, ==, "arrival");
  g_assert_null (kaiji_scheme_get_setting (scheme, "no.such.key"));
  g_assert_cmpstr (kaiji_scheme_get_text (scheme, "no.such.key"), ==, "");
}

static void
test_settings (void)
{
  g_autoptr (KaijiScheme) scheme = load ();
  char **phrases;

  g_assert_cmpint (kaiji_scheme_get_int (scheme, "term.years", 0), ==, 2);
  g_assert_cmpint (kaiji_scheme_get_int (scheme, "number.identifier", 7), ==, 7);
  g_assert_cmpstr (kaiji_scheme_get_text (scheme, "number.identifier"), ==, "医療");
  g_assert_cmpstr (kaiji_scheme_get_text (scheme, "desk.tel"), ==, "03-6662-6854");
  g_assert_cmpstr (kaiji_scheme_get_text_source (scheme, "desk.tel"), ==, "概要 13");
  phrases = kaiji_scheme_get_words (scheme, "desk.closed");
  g_assert_cmpuint (g_strv_length (phrases), ==, 3);
  g_assert_cmpstr (phrases[2], ==, "holidays");
  phrases = kaiji_scheme_get_words (scheme, "certificate.sentence");
  g_assert_cmpuint (g_strv_length (phrases), ==, 4);
  g_assert_true (g_str_has_prefix (kaiji_scheme_get_text (scheme, "certificate.sentence"),
                                   "上記サービスは、\n"));
  g_assert_true (
      g_strv_contains ((const char *const *) kaiji_scheme_get_words (scheme, "tentative"), "予定"));
  g_assert_null (kaiji_scheme_get_words (scheme, "no.such.key"));
}

static void
test_fees (void)
{
  static const struct
  {
    const char *id;
    gint64 net;
    gint64 tax;
  } fees[] = {
    { "new", 190000, 19000 },
    { "new-reduced", 95000, 9500 },
    { "renewal", 95000, 9500 },
    { "reissue", 9500, 950 },
  };
  g_autoptr (KaijiScheme) scheme = load ();
  GPtrArray *list = kaiji_scheme_get_fees (scheme);

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (fees));
  for (guint i = 0; i < list->len; i++)
    {
      KaijiFee *fee = g_ptr_array_index (list, i);

      g_assert_cmpstr (fee->id, ==, fees[i].id);
      g_assert_cmpint (fee->net_yen, ==, fees[i].net);
      g_assert_cmpint (fee->tax_yen, ==, fees[i].tax);
      g_assert_true (g_str_has_prefix (fee->source, "概要 別表1"));
    }
}

static void
test_resolve (void)
{
  static const struct
  {
    const char *typed;
    const char *id; /* NULL = unknown */
    const char *suffix;
  } rows[] = {
    { "iryo.022", "iryo.022.1", NULL },
    { "iryo.041.3", "iryo.041.3", NULL },
    { "iryo.041.4", NULL, NULL },
    { "iryo.022.1.outsourced", "iryo.022.1", ".outsourced" },
    { "iryo.022.outsourced", "iryo.022.1", ".outsourced" },
    { "iryo.022.1.withhold", "iryo.022.1", ".withhold" },
    { "iryo.022.1.other", NULL, NULL },
    { "iryo.999", NULL, NULL },
    { "A.kind", "A.kind", NULL },
    { "A.outsourced", "A.outsourced", NULL },
    { "A.withhold", "A.withhold", NULL },
    { "A.kind.withhold", NULL, NULL },
    { "A.outsourced.outsourced", NULL, NULL },
    { ".outsourced", NULL, NULL },
    { "", NULL, NULL },
  };
  g_autoptr (KaijiScheme) scheme = load ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *suffix = "left";
      KaijiPrompt *prompt = kaiji_scheme_resolve (scheme, rows[i].typed, &suffix);

      g_test_message ("%s", rows[i].typed);
      g_assert_cmpstr (prompt ? prompt->id : NULL, ==, rows[i].id);
      g_assert_cmpstr (suffix, ==, rows[i].suffix);
      g_assert_true (kaiji_scheme_resolve (scheme, rows[i].typed, NULL) == prompt);
    }
}

/* A scheme is loaded while a window opens. */
static void
test_speed (void)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 5; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (KaijiScheme) scheme = load ();

      best = MIN (best, g_get_monotonic_time () - start);
    }
  g_test_message ("loaded in %.1f ms", (double) best / 1000);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (best, <, 20000);
#endif
}

/* A table is read in the order of its columns, without its keys; anything else stays as it is. */
static void
test_shown (void)
{
  g_autoptr (KaijiScheme) iryo = load ();
  KaijiPrompt *agents = kaiji_scheme_lookup_prompt (iryo, "A.agents");
  KaijiPrompt *name = kaiji_scheme_lookup_prompt (iryo, "A.service_name");
  const char *table =
      "[{\"name\":\"甲社\",\"kind\":\"販売代理店\"},{\"contact\":\"03-0000-0000\"}]";
  g_autofree char *shown = kaiji_table_dup_shown (agents, table);
  g_autofree char *text = kaiji_table_dup_shown (name, table);
  g_autofree char *broken = kaiji_table_dup_shown (agents, "甲社");

  g_assert_cmpstr (shown, ==, "販売代理店 / 甲社 / 03-0000-0000");
  g_assert_cmpstr (text, ==, table);
  g_assert_cmpstr (broken, ==, "甲社");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme/pack/head", test_head);
  g_test_add_func ("/scheme/pack/counts", test_counts);
  g_test_add_func ("/scheme/pack/gates", test_gates);
  g_test_add_func ("/scheme/pack/items", test_items);
  g_test_add_func ("/scheme/pack/sections", test_sections);
  g_test_add_func ("/scheme/pack/form-a", test_form_a);
  g_test_add_func ("/scheme/pack/unset", test_unset);
  g_test_add_func ("/scheme/pack/settings", test_settings);
  g_test_add_func ("/scheme/pack/fees", test_fees);
  g_test_add_func ("/scheme/pack/resolve", test_resolve);
  g_test_add_func ("/scheme/pack/shown", test_shown);
  g_test_add_func ("/scheme/pack/speed", test_speed);
  return g_test_run ();
}
