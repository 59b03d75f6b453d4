/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each clause: when it speaks and when it is silent, from a case that may be handed in.
 *
 * What is checked of each finding besides: its texts are there, every placeholder is filled, the
 * source is named. At the end every text of the pack must have been seen at least once.
 */
#include "fixture.h"

#include <locale.h>
#include <string.h>

#define MAX_STEPS 8

typedef struct
{
  const char *name;
  const char *rule;
  const char *id;
  const char *severity; /* NULL: silent */
  const char *steps[MAX_STEPS];
  const char *says; /* (nullable) a part of the message */
} Row;

#define AGENT \
  "{\"kind\":\"販売代理店\",\"name\":\"架空商事\",\"address\":\"東京都\",\"contact\":\"03-1\"}"

#define RENEWAL "A.kind=更新", "A.current_expires_on=2026-05-15"

static const Row rows[] = {
  /* E0 */
  { "E0/recorded", "E0", "A.scheme_fit", "human", { NULL } },
  { "E0/missing", "E0", "A.scheme_fit", NULL, { "A.scheme_fit=" } },
  /* E1 */
  { "E1/before", "E1", "A.service_started_on", NULL, { "A.service_started_on=2026-03-31" } },
  { "E1/same-day", "E1", "A.service_started_on", NULL, { "A.service_started_on=2026年4月1日" } },
  { "E1/after",
    "E1",
    "A.service_started_on",
    "block",
    { "A.service_started_on=令和8年4月2日" },
    "2026年4月1日" },
  { "E1/form-b", "E1", "iryo.033.1", "block", { "iryo.033.1=2026-04-02" } },
  { "E1/form-b-same-day", "E1", "iryo.033.1", NULL, { "iryo.033.1=2026-04-01" } },
  { "E1/leap",
    "E1",
    "A.service_started_on",
    "block",
    { "A.application_date=2028-02-28", "A.service_started_on=2028-02-29" } },
  { "E1/unreadable", "E1", "A.service_started_on", NULL, { "A.service_started_on=近日中" } },
  { "E1/no-date-today",
    "E1",
    "A.service_started_on",
    NULL,
    { "A.application_date=", "A.service_started_on=2026-04-01" } },
  { "E1/no-date-future",
    "E1",
    "A.service_started_on",
    "block",
    { "A.application_date=", "A.service_started_on=2026-04-02" } },
  { "E1/no-date-later",
    "E1",
    "A.service_started_on",
    NULL,
    { "A.application_date=", "A.service_started_on=2026-04-02", "today 2026-04-02" } },
  /* E2 */
  { "E2/yes", "E2", "A.contracts_with_users", NULL, { NULL } },
  { "E2/no", "E2", "A.contracts_with_users", "human", { "A.contracts_with_users=無し" } },
  { "E2/unset", "E2", "A.contracts_with_users", NULL, { "A.contracts_with_users=" } },
  { "E2/foreign",
    "E2",
    "A.foreign_disclosure_ja",
    "human",
    { "A.provider_form=外国法人", "A.foreign_disclosure_ja=日本語のサイトで開示している" } },
  { "E2/hidden",
    "E2",
    "A.foreign_disclosure_ja",
    NULL,
    { "A.foreign_disclosure_ja=日本語のサイトで開示している" } },
  /* E3 */
  { "E3/complete",
    "E3",
    "A.agents",
    NULL,
    { "A.agents_used=有り", "A.agents=[" AGENT "]", "iryo.102.2=有り 架空商事" } },
  { "E3/column",
    "E3",
    "A.agents",
    "block",
    { "A.agents_used=有り", "A.agents=[" AGENT ",{\"name\":\"見本商会\",\"address\":\" \"}]" },
    "2行目に「本店所在地、本店連絡先」" },
  { "E3/no-table", "E3", "A.agents", "block", { "A.agents_used=有り", "A.agents=架空商事" } },
  { "E3/hidden", "E3", "A.agents", NULL, { "A.agents=[{}]" } },
  { "E3/empty", "D3", "A.agents", "block", { "A.agents_used=有り", "A.agents=[]" } },
  { "E3/compare",
    "E3",
    "A.agents",
    "warn",
    { "A.agents_used=有り", "A.agents=[" AGENT "]", "iryo.102.2=無し" },
    "架空商事" },
  { "E3/compare-width",
    "E3",
    "A.agents",
    NULL,
    { "A.agents_used=有り", "iryo.102.2=有り ABC商事",
      "A.agents=[{\"name\":\"ＡＢＣ商事\",\"address\":\"東京都\",\"contact\":\"03-1\"}]" } },
  /* E4 */
  { "E4/origin", "E4", "A.applicant_role", NULL, { NULL } },
  { "E4/oem", "E4", "A.applicant_role", "human", { "A.applicant_role=OEM販売" } },
  { "E4/agent", "E4", "A.applicant_role", "human", { "A.applicant_role=独自サポート代理店" } },
  { "E4/provider-missing", "E4", "A.origin_provider", "warn", { "A.applicant_role=OEM販売" } },
  { "E4/service-missing", "E4", "A.origin_service", "warn", { "A.applicant_role=OEM販売" } },
  { "E4/provider-given",
    "E4",
    "A.origin_provider",
    NULL,
    { "A.applicant_role=OEM販売", "A.origin_provider=元株式会社" } },
  { "E4/hidden", "E4", "A.origin_provider", NULL, { "A.applicant_role=提供元" } },
  /* E5: application on 2026-04-01 */
  { "E5/never", "E5", "A.revoked_on", NULL, { NULL } },
  { "E5/long-ago", "E5", "A.revoked_on", NULL, { "A.revoked=有り", "A.revoked_on=2024-01-01" } },
  { "E5/day-after", "E5", "A.revoked_on", NULL, { "A.revoked=有り", "A.revoked_on=2025-03-31" } },
  { "E5/boundary", "E5", "A.revoked_on", "human", { "A.revoked=有り", "A.revoked_on=2025-04-01" } },
  { "E5/day-before",
    "E5",
    "A.revoked_on",
    "block",
    { "A.revoked=有り", "A.revoked_on=2025-04-02" },
    "1年に満ちません" },
  { "E5/no-date", "E5", "A.revoked_on", "block", { "A.revoked=有り" }, "分かりません" },
  { "E5/unreadable", "E5", "A.revoked_on", "block", { "A.revoked=有り", "A.revoked_on=昨年" } },
  { "E5/after-application",
    "E5",
    "A.revoked_on",
    "block",
    { "A.revoked=有り", "A.revoked_on=2026-05-01" } },
  { "E5/leap-boundary",
    "E5",
    "A.revoked_on",
    "human",
    { "A.revoked=有り", "A.revoked_on=2024-02-29", "A.application_date=2025-02-28" } },
  { "E5/leap-after",
    "E5",
    "A.revoked_on",
    NULL,
    { "A.revoked=有り", "A.revoked_on=2024-02-29", "A.application_date=2025-03-01" } },
  { "E5/leap-before",
    "E5",
    "A.revoked_on",
    "block",
    { "A.revoked=有り", "A.revoked_on=2024-02-29", "A.application_date=2025-02-27" } },
  { "E5/era-boundary",
    "E5",
    "A.revoked_on",
    "human",
    { "A.revoked=有り", "A.revoked_on=平成31年4月30日", "A.application_date=令和2年4月30日" } },
  { "E5/era-after",
    "E5",
    "A.revoked_on",
    NULL,
    { "A.revoked=有り", "A.revoked_on=平成31年4月30日", "A.application_date=令和2年5月1日" } },
  { "E5/first-of-era",
    "E5",
    "A.revoked_on",
    "block",
    { "A.revoked=有り", "A.revoked_on=令和元年5月1日", "A.application_date=2020-04-30" } },
  { "E5/year-end-boundary",
    "E5",
    "A.revoked_on",
    "human",
    { "A.revoked=有り", "A.revoked_on=2024-12-31", "A.application_date=2025-12-31" } },
  { "E5/year-end-after",
    "E5",
    "A.revoked_on",
    NULL,
    { "A.revoked=有り", "A.revoked_on=2024-12-31", "A.application_date=2026-01-01" } },
  /* Counted forward 28 February is the boundary, counted back 29 February. */
  { "E5/to-leap-year",
    "E5",
    "A.revoked_on",
    "human",
    { "A.revoked=有り", "A.revoked_on=2023-02-28", "A.application_date=2024-02-28" } },
  { "E5/to-leap-day",
    "E5",
    "A.revoked_on",
    "human",
    { "A.revoked=有り", "A.revoked_on=2023-02-28", "A.application_date=2024-02-29" } },
  { "E5/to-leap-day-after",
    "E5",
    "A.revoked_on",
    NULL,
    { "A.revoked=有り", "A.revoked_on=2023-02-28", "A.application_date=2024-03-01" } },
  /* U1–U3 */
  { "U1/not-integrated", "U1", "A.unit_integrated", NULL, { "A.unit_related=無し" } },
  { "U1/met",
    "U1",
    "A.unit_integrated",
    NULL,
    { "A.unit_integrated=有り", "A.unit_related=有り", "A.unit_same_answers=有り",
      "A.unit_single_contract=有り" } },
  { "U1/unanswered", "U1", "A.unit_integrated", NULL, { "A.unit_integrated=有り" } },
  { "U1/related",
    "U1",
    "A.unit_integrated",
    "block",
    { "A.unit_integrated=有り", "A.unit_related=無し", "A.unit_same_answers=有り",
      "A.unit_single_contract=有り" } },
  { "U1/contract",
    "U1",
    "A.unit_integrated",
    "block",
    { "A.unit_integrated=有り", "A.unit_single_contract=無し" } },
  { "U1/consulted",
    "U1",
    "A.unit_integrated",
    NULL,
    { "A.unit_integrated=有り", "A.unit_related=無し", "A.unit_consulted=3月2日 窓口 可" } },
  { "U1/consulted-read",
    "U1",
    "A.unit_consulted",
    "human",
    { "A.unit_integrated=有り", "A.unit_related=無し", "A.unit_consulted=3月2日 窓口 可" } },
  { "U2/individually",
    "U2",
    "A.unit_related",
    "human",
    { "A.unit_integrated=有り", "A.unit_related=無し", "A.unit_same_answers=有り",
      "A.unit_single_contract=有り" } },
  { "U2/apart",
    "U2",
    "A.unit_related",
    NULL,
    { "A.unit_integrated=有り", "A.unit_related=無し", "A.unit_same_answers=無し",
      "A.unit_single_contract=有り" } },
  { "U3/none", "U3", "A.unit_levels_same", NULL, { "A.unit_levels_same=無し" } },
  { "U3/same",
    "U3",
    "A.unit_levels_same",
    NULL,
    { "A.unit_levels=有り", "A.unit_levels_same=有り" } },
  { "U3/differ",
    "U3",
    "A.unit_levels_same",
    "block",
    { "A.unit_levels=有り", "A.unit_levels_same=無し" } },
  /* D1 */
  { "D1/japanese", "D1", "iryo.005.1", NULL, { NULL } },
  { "D1/latin", "D1", "iryo.005.1", "warn", { "iryo.005.1=Cloud services for clinics" } },
  { "D1/number", "D1", "iryo.005.1", NULL, { "iryo.005.1=24 / 365" } },
  { "D1/optional", "D1", "iryo.018.1", NULL, { "iryo.018.1=John Doe 100%" } },
  { "D1/name", "D1", "A.service_name", NULL, { "A.service_name=Example Cloud" } },
  { "D1/url", "D1", "iryo.004.2", NULL, { "iryo.004.2=https://example.com/" } },
  /* D3 */
  { "D3/answered", "D3", "iryo.005.1", NULL, { NULL } },
  { "D3/missing", "D3", "iryo.005.1", "block", { "iryo.005.1=" } },
  { "D3/blank", "D3", "iryo.005.1", "block", { "iryo.005.1=　\n" } },
  { "D3/none-word", "D3", "iryo.033.2", NULL, { "iryo.033.2=なし" } },
  { "D3/optional", "D3", "iryo.018.1", NULL, { "iryo.018.1=" } },
  { "D3/field", "D3", "A.provider_name", "block", { "A.provider_name=" }, "事業者名称" },
  { "D3/assumed", "D3", "A.contact_tel", "warn", { "A.contact_tel=" } },
  { "D3/conditional", "D3", "A.current_number", "block", { "A.kind=更新" } },
  { "D3/condition-off", "D3", "A.current_number", NULL, { NULL } },
  { "D3/corporate-number", "D3", "A.corporate_number", "warn", { "A.corporate_number=" } },
  { "D3/sole-trader",
    "D3",
    "A.corporate_number",
    NULL,
    { "A.corporate_number=", "A.provider_form=個人事業主" } },
  { "D3/not-twice", "D3", "A.existence_doc", NULL, { "uncite A.existence_doc" } },
  /* D4, D5 */
  { "D4/item", "D4", "iryo.022.1", NULL, { NULL } },
  { "D4/none", "D4", "iryo.022.1", "block", { "uncite iryo.022" } },
  { "D4/prompt", "D4", "iryo.022.1", NULL, { "uncite iryo.022", "cite iryo.022.1 E1" } },
  { "D4/sibling", "D4", "iryo.034.2", "block", { "uncite iryo.034", "cite iryo.034.1 E1" } },
  { "D4/whole-item", "D4", "iryo.034.2", NULL, { "uncite iryo.034", "cite iryo.034 E1" } },
  { "D4/unanswered", "D4", "iryo.022.1", NULL, { "uncite iryo.022", "iryo.022.1=" } },
  { "D4/waived", "D4", "iryo.080.1", NULL, { "uncite iryo.080", "iryo.080.1=　実施なし " } },
  { "D4/undisclosed", "D4", "iryo.080.1", NULL, { "uncite iryo.080", "iryo.080.1=開示なし" } },
  { "D4/substring",
    "D4",
    "iryo.080.1",
    "block",
    { "uncite iryo.080", "iryo.080.1=実施なしの拠点がある" } },
  { "D4/no-and-more",
    "D4",
    "iryo.080.1",
    "block",
    { "uncite iryo.080", "iryo.080.1=無し(来年から)" } },
  { "D4/date", "D4", "iryo.001.1", "block", { "uncite iryo.001" } },
  { "D4/gone", "D4", "iryo.022.1", "block", { "drop E1" }, "見つかりません" },
  { "D4/lost", "D4", "iryo.022.1", "block", { "uncite iryo.022", "cite iryo.022.1 E1 lost" } },
  { "D4/moved", "D4", "iryo.022.1", "human", { "uncite iryo.022", "cite iryo.022.1 E1 moved" } },
  { "D4/moved-item", "D4", "iryo.034.1", "human", { "uncite iryo.034", "cite iryo.034 E1 moved" } },
  { "D4/item-once", "D4", "iryo.034.2", NULL, { "uncite iryo.034", "cite iryo.034 E1 moved" } },
  { "D4/moved-optional", "D4", "iryo.018.1", "human", { "cite iryo.018.1 E1 moved" }, "差し替え" },
  { "D4/moved-field", "D4", "A.existence_doc", "human", { "cite A.existence_doc E1 moved" } },
  { "D4/one-lost", "D4", "iryo.022.1", "human", { "cite iryo.022.1 E1 lost" }, "見つからない" },
  { "D4/lost-none", "D4", "iryo.018.1", "human", { "cite iryo.018.1 E1 lost" }, "見つからない" },
  { "D4/moved-gone", "D4", "iryo.018.1", NULL, { "cite iryo.018.1 E9 moved" } },
  { "D4/own-wording",
    "D4",
    "iryo.022.1",
    NULL,
    { "iryo.022.1.attachment=規程による", "iryo.022.1.attachment-basis=E1 3ページ" } },
  { "D4/stale-wording",
    "D4",
    "iryo.022.1",
    "human",
    { "iryo.022.1.attachment=規程による", "iryo.022.1.attachment-basis=E1 3ページ",
      "cite iryo.022.1 E1" },
    "記載箇所が変わって" },
  { "D4/wording-of-renamed",
    "D4",
    "iryo.022.1",
    "human",
    { "iryo.022.1.attachment=規程による", "iryo.022.1.attachment-basis=規程 3ページ" } },
  { "D4/wording-is-no-evidence",
    "D4",
    "iryo.022.1",
    "block",
    { "uncite iryo.022", "iryo.022.1.attachment=規程による" } },
  { "D4/optional", "D4", "iryo.018.1", NULL, { "iryo.018.1=例示商事 100%" } },
  { "D5/answered", "D5", "iryo.018.1", "block", { "iryo.018.1=例示商事 100%" } },
  { "D5/cited", "D5", "iryo.018.1", NULL, { "iryo.018.1=例示商事 100%", "cite iryo.018 E1" } },
  { "D5/unanswered", "D5", "iryo.018.1", NULL, { NULL } },
  { "D5/waived", "D5", "iryo.018.1", NULL, { "iryo.018.1=該当なし" } },
  { "D5/lost",
    "D5",
    "iryo.018.1",
    "block",
    { "iryo.018.1=例示商事 100%", "cite iryo.018 E1 lost" },
    "見つかりません" },
  { "D5/moved",
    "D5",
    "iryo.018.1",
    NULL,
    { "iryo.018.1=例示商事 100%", "cite iryo.018 E1 moved" } },
  { "D5/required", "D5", "iryo.022.1", NULL, { "uncite iryo.022" } },
  /* K4: an answer that was given to other words */
  { "K4/taken-over",
    "K4",
    "iryo.018.1",
    "human",
    { "iryo.018.1=例示商事 100%", "iryo.018.1.reread=大株主の名称" },
    "大株主の名称" },
  { "K4/no-answer", "K4", "iryo.018.1", NULL, { "iryo.018.1.reread=大株主の名称" } },
  { "K4/read", "K4", "iryo.018.1", NULL, { "iryo.018.1=例示商事 100%" } },
  /* D6 */
  { "D6/own", "D6", "iryo.088.1", NULL, { NULL } },
  { "D6/said-no", "D6", "iryo.088.1", NULL, { "iryo.088.1.outsourced=無し" } },
  { "D6/own-paper", "D6", "iryo.088.1", "block", { "iryo.088.1.outsourced=有り" } },
  { "D6/unsigned",
    "D6",
    "iryo.088.1",
    "block",
    { "iryo.088.1.outsourced=yes", "evidence E3 contractor", "cite iryo.088.1 E3" },
    "署名者" },
  { "D6/signed",
    "D6",
    "iryo.088.1",
    NULL,
    { "iryo.088.1.outsourced=有り", "evidence E3 contractor signed=部長", "cite iryo.088.1 E3" } },
  { "D6/public",
    "D6",
    "iryo.088.1",
    NULL,
    { "iryo.088.1.outsourced=有り", "evidence E3 contractor url=https://dc.example/",
      "cite iryo.088 E3" } },
  { "D6/mended",
    "D6",
    "iryo.088.1",
    NULL,
    { "iryo.088.1.outsourced=有り", "evidence E3 contractor", "cite iryo.088.1 E3",
      "evidence E3 contractor signed=部長" } },
  { "D6/waived",
    "D6",
    "iryo.080.1",
    NULL,
    { "iryo.080.1.outsourced=有り", "iryo.080.1=実施なし" } },
  { "D6/contractor",
    "D6",
    "A.contractors",
    "warn",
    { "A.outsourced=有り", "A.contractors=[{\"name\":\"架空DC\"}]" },
    "業務" },
  { "D6/contractor-table",
    "D6",
    "A.contractors",
    "warn",
    { "A.outsourced=有り", "A.contractors=架空DC" },
    "読み取れません" },
  { "D6/contractor-complete",
    "D6",
    "A.contractors",
    NULL,
    { "A.outsourced=有り", "A.contractors=[{\"name\":\"架空DC\",\"work\":\"設置\"}]" } },
  /* D7 */
  { "D7/not-web", "D7", "iryo.022.1", NULL, { NULL } },
  { "D7/neither",
    "D7",
    "iryo.022.1",
    "block",
    { "evidence E3 web", "cite iryo.022.1 E3" },
    "URLと日付" },
  { "D7/no-url",
    "D7",
    "iryo.022.1",
    "block",
    { "evidence E3 web on=2026-03-01", "cite iryo.022.1 E3" },
    "URLが" },
  { "D7/no-date",
    "D7",
    "iryo.022.1",
    "block",
    { "evidence E3 web url=https://a.example/", "cite iryo.022.1 E3" },
    "日付が" },
  { "D7/both",
    "D7",
    "iryo.022.1",
    NULL,
    { "evidence E3 web url=https://a.example/ on=2026-03-01", "cite iryo.022.1 E3" } },
  { "D7/mended",
    "D7",
    "iryo.022.1",
    NULL,
    { "evidence E3 web", "cite iryo.022 E3",
      "evidence E3 web url=https://a.example/ on=2026-03-01" } },
  /* D8 */
  { "D8/registry", "D8", "A.existence_doc", NULL, { NULL } },
  { "D8/missing", "D8", "A.existence_doc", "block", { "uncite A.existence_doc" } },
  { "D8/renewal", "D8", "A.existence_doc", NULL, { "uncite A.existence_doc", "A.kind=更新" } },
  { "D8/no-registry",
    "D8",
    "A.existence_doc",
    "block",
    { "uncite A.existence_doc", "cite A.existence_doc E1" },
    "登記簿謄本" },
  { "D8/became-registry",
    "D8",
    "A.existence_doc",
    NULL,
    { "uncite A.existence_doc", "cite A.existence_doc E1", "evidence E1 registry" } },
  { "D8/identity-missing",
    "D8",
    "A.existence_doc",
    "block",
    { "A.provider_form=個人事業主", "A.existence_kind=写真付証明" },
    "写真付き" },
  { "D8/identity",
    "D8",
    "A.existence_doc",
    NULL,
    { "A.provider_form=個人事業主", "A.existence_kind=写真付証明", "evidence E2 identity" } },
  { "D8/sole-registry", "D8", "A.existence_kind", "block", { "A.provider_form=個人事業主" } },
  { "D8/corporation-identity",
    "D8",
    "A.existence_kind",
    "block",
    { "A.existence_kind=写真付証明" } },
  { "D8/other", "D8", "A.existence_kind", "human", { "A.existence_kind=その他公的書類" } },
  { "D8/other-any",
    "D8",
    "A.existence_doc",
    NULL,
    { "A.existence_kind=その他公的書類", "evidence E2 document" } },
  { "D8/original", "D8", "A.existence_original_with", NULL, { NULL } },
  { "D8/copy", "D8", "A.existence_original_with", "block", { "A.existence_form=写し" } },
  { "D8/copy-with",
    "D8",
    "A.existence_original_with",
    NULL,
    { "A.existence_form=写し", "A.existence_original_with=例示サービス" } },
  { "D8/foreign", "D8", "A.existence_translation", "block", { "A.provider_form=外国法人" } },
  { "D8/foreign-translated",
    "D8",
    "A.existence_translation",
    NULL,
    { "A.provider_form=外国法人", "evidence E3 translation", "cite A.existence_translation E3" } },
  { "D8/domestic", "D8", "A.existence_translation", NULL, { NULL } },
  /* D9 */
  { "D9/authority", "D9", "A.representative_proof", NULL, { NULL } },
  { "D9/none", "D9", "A.representative_proof", "block", { "A.representative_authority=無し" } },
  { "D9/proved",
    "D9",
    "A.representative_proof",
    NULL,
    { "A.representative_authority=無し", "cite A.representative_proof E1" } },
  /* D11 */
  { "D11/undisclosed", "D11", "iryo.080.1", "human", { "iryo.080.1=開示なし" } },
  { "D11/none", "D11", "iryo.080.1", NULL, { "iryo.080.1=実施なし" } },
  { "D11/optional", "D11", "iryo.018.1", NULL, { "iryo.018.1=開示なし" } },
  { "D11/substring", "D11", "iryo.080.1", NULL, { "iryo.080.1=開示なしの部分もある" } },
  /* D12 */
  { "D12/japanese",
    "D12",
    "iryo.022.1",
    NULL,
    { "cite iryo.022.1 E1 ISO/IEC 27001 に基づく情報セキュリティ責任者を置く" } },
  { "D12/foreign",
    "D12",
    "iryo.022.1",
    "human",
    { "cite iryo.022.1 E1 The company appoints a chief information security officer." } },
  { "D12/short", "D12", "iryo.022.1", NULL, { "cite iryo.022.1 E1 ISO/IEC 27001" } },
  { "D12/translated",
    "D12",
    "iryo.022.1",
    NULL,
    { "cite iryo.022.1 E1 The company appoints a chief information security officer.",
      "evidence E3 translation", "cite iryo.022.1 E3 訳文" } },
  { "D12/unknown", "D12", "iryo.022.1", NULL, { "cite iryo.022.1 E1" } },
  /* R2 */
  { "R2/measure", "R2", "iryo.022.1", NULL, { NULL } },
  { "R2/none",
    "R2",
    "iryo.022.1",
    "block",
    { "iryo.022.1=実施なし" },
    "このまま提出すると非認定の対象となります(5(2))。審査手数料は返還されません(4(7))。" },
  { "R2/no", "R2", "iryo.022.1", "block", { "iryo.022.1=無し" } },
  { "R2/undisclosed", "R2", "iryo.022.1", "block", { "iryo.022.1=開示なし" } },
  { "R2/unanswered", "R2", "iryo.022.1", NULL, { "iryo.022.1=" } },
  { "R2/no-detail", "R2", "iryo.022.1", "human", { "iryo.022.1=無し(来年置く)" } },
  { "R2/not-done", "R2", "iryo.022.1", "human", { "iryo.022.1=未実施" } },
  { "R2/planned", "R2", "iryo.022.1", "human", { "iryo.022.1=検討中" } },
  { "R2/yes-but-planned", "R2", "iryo.022.1", "human", { "iryo.022.1=有り(2027年に設置予定)" } },
  { "R2/not-a-gate", "R2", "iryo.080.1", NULL, { "iryo.080.1=実施なし" } },
  { "R2/second-prompt", "R2", "iryo.062.2", NULL, { "iryo.062.2=実施なし" } },
  { "R2/no-contractor", "R2", "iryo.027.1", "human", { "iryo.026.1=無し", "iryo.027.1=無し" } },
  { "R2/contractor", "R2", "iryo.027.1", "block", { "iryo.026.1=有り", "iryo.027.1=無し" } },
  { "R2/mark", "R2", "iryo.049.1", NULL, { "iryo.049.1=有り プライバシーマーク" } },
  { "R2/other-mark", "R2", "iryo.049.1", "human", { "iryo.049.1=有り ＩＳＭＳ認証" }, "ISMS" },
  { "R2/minimum-unset", "R2", "iryo.037.1", "human", { "iryo.037.1=12ヶ月前" }, "概要 5(2)" },
  { "R2/minimum-none", "R2", "iryo.037.1", "block", { "iryo.037.1=実施なし" } },
  { "R2/number-measure", "R2", "iryo.108.1", "block", { "iryo.108.1=なし" } },
  /* S3 */
  { "S3/electronic", "S3", "A.filing_way", "human", { "A.filing_way=電子申請" }, "原本" },
  { "S3/mail", "S3", "A.filing_way", NULL, { "A.filing_way=郵便書留" } },
  { "S3/unset", "S3", "A.filing_way", NULL, { "A.filing_way=" } },
  /* N1: the term ends on 2026-05-15; filed from 03-16 to 04-15, a day later by the other reading */
  { "N1/inside", "N1", "A.application_date", NULL, { RENEWAL, "A.application_date=2026-04-01" } },
  { "N1/first", "N1", "A.application_date", NULL, { RENEWAL, "A.application_date=2026-03-17" } },
  { "N1/opens",
    "N1",
    "A.application_date",
    "human",
    { RENEWAL, "A.application_date=2026-03-16" },
    "境目" },
  { "N1/early",
    "N1",
    "A.application_date",
    "human",
    { RENEWAL, "A.application_date=2026-03-15" },
    "2026年3月16日から2026年4月16日まで" },
  { "N1/last", "N1", "A.application_date", NULL, { RENEWAL, "A.application_date=2026-04-15" } },
  { "N1/closes",
    "N1",
    "A.application_date",
    "human",
    { RENEWAL, "A.application_date=2026-04-16" },
    "境目" },
  { "N1/late",
    "N1",
    "A.application_date",
    "human",
    { RENEWAL, "A.application_date=2026-04-17" },
    "外" },
  { "N1/new",
    "N1",
    "A.application_date",
    NULL,
    { "A.current_expires_on=2026-05-15", "A.application_date=2026-06-01" } },
  { "N1/no-expiry", "N1", "A.application_date", NULL, { "A.kind=更新" } },
  { "N1/unreadable", "N1", "A.application_date", NULL, { RENEWAL, "A.application_date=近日中" } },
  /* R4: what cannot be read */
  { "R4/date", "R4", "iryo.001.1", NULL, { "iryo.001.1=令和6年4月15日" } },
  { "R4/no-date", "R4", "iryo.001.1", "warn", { "iryo.001.1=2026年2月30日" }, "日付" },
  { "R4/date-none", "R4", "iryo.033.2", NULL, { "iryo.033.2=なし" } },
  { "R4/yes-no", "R4", "A.agents_used", NULL, { "A.agents_used=なし" } },
  { "R4/neither", "R4", "A.agents_used", "warn", { "A.agents_used=たぶん" }, "有り" },
  { "R4/choice", "R4", "A.provider_form", NULL, { "A.provider_form=法人" } },
  { "R4/no-choice", "R4", "A.provider_form", "warn", { "A.provider_form=組合" }, "選択肢" },
  { "R4/choice-detail", "R4", "iryo.088.1", NULL, { "iryo.088.1=専用(2棟)" } },
  { "R4/number", "R4", "iryo.008.1", NULL, { "iryo.008.1=国内３６名" } },
  { "R4/no-number", "R4", "iryo.008.1", "warn", { "iryo.008.1=多数" }, "数値" },
  { "R4/number-undisclosed", "R4", "iryo.008.1", NULL, { "iryo.008.1=開示なし" } },
  { "R4/check-digit", "R4", "iryo.002.2", "warn", { "iryo.002.2=1000012050002" }, "検査数字" },
  { "R4/check-digit-a",
    "R4",
    "A.corporate_number",
    "warn",
    { "A.corporate_number=8000012050002" } },
  { "R4/short", "R4", "iryo.002.2", "warn", { "iryo.002.2=12345" }, "13桁" },
  { "R4/corporate-number", "R4", "A.corporate_number", NULL, { NULL } },
  /* F1 */
  { "F1/no-claim", "F1", "A.held_asp_saas_number", NULL, { NULL } },
  { "F1/number", "F1", "A.held_asp_saas_number", NULL, { "A.held_asp_saas_number=０２０８-1608" } },
  { "F1/no-number",
    "F1",
    "A.held_asp_saas_number",
    "human",
    { "A.held_asp_saas_number=取得済み" } },
  { "F1/renewal",
    "F1",
    "A.held_asp_saas_number",
    NULL,
    { "A.kind=更新", "A.held_asp_saas_number=取得済み" } },
};

static GHashTable *seen; /* messages */

static void
check_texts (Fixture *fixture)
{
  GPtrArray *findings = kaiji_checker_get_findings (fixture->checker);

  for (guint i = 0; i < findings->len; i++)
    {
      KaijiFinding *finding = g_ptr_array_index (findings, i);
      const char *const texts[] = { kaiji_finding_get_message (finding),
                                    kaiji_finding_get_advice (finding) };

      for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
        {
          g_assert_cmpstr (texts[t], !=, "");
          g_assert_null (strchr (texts[t], '{'));
          g_assert_true (g_str_has_suffix (texts[t], "。"));
          g_assert_null (strstr (texts[t], "「」"));
        }
      g_assert_cmpstr (kaiji_finding_get_source (finding), !=, "");
      g_assert_null (strchr (kaiji_finding_get_rule (finding), '/'));
      g_hash_table_add (seen, g_strdup (kaiji_finding_get_message (finding)));
    }
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  g_autoptr (KaijiChecker) fresh = NULL;
  g_autofree char *followed = NULL, *anew = NULL;
  KaijiFinding *finding;

  for (gsize i = 0; i < MAX_STEPS && row->steps[i]; i++)
    fixture_step (fixture, row->steps[i]);
  finding = fixture_find (fixture, row->rule, row->id);
  if (row->severity)
    {
      g_assert_nonnull (finding);
      g_assert_cmpstr (kaiji_severity_to_string (kaiji_finding_get_severity (finding)), ==,
                       row->severity);
    }
  else
    g_assert_null (finding);
  if (row->says && !strstr (kaiji_finding_get_message (finding), row->says))
    g_error ("%s: %s", row->says, kaiji_finding_get_message (finding));
  check_texts (fixture);

  fresh = kaiji_checker_new (fixture->scheme, fixture_get_source (fixture),
                             kaiji_checker_get_today (fixture->checker));
  followed = fixture_describe (fixture->checker);
  anew = fixture_describe (fresh);
  g_assert_cmpstr (followed, ==, anew);
}

static gboolean
was_seen (const char *template)
{
  GHashTableIter iter;
  gpointer message;
  g_auto (GStrv) parts = g_regex_split_simple ("\\{[a-z]+\\}", template, 0, 0);

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &message, NULL))
    {
      gboolean all = TRUE;
      for (char **part = parts; *part; part++)
        all = all && strstr (message, *part);
      if (all)
        return TRUE;
    }
  return FALSE;
}

/* Texts that no answer to the committed pack can bring up: the pack states no minimum and no
 * number of digits but that of the corporate number, other rules ask for its evidence (see
 * test-variants.c), and no office has chosen a reading (see test-choices.c); two rules always speak through a variant or not at all. */
static gboolean
is_out_of_reach (const char *rule, const char *variant)
{
  static const char *const names[] = { "R2/under",
                                       "R2/equal",
                                       "R2/equal-fail",
                                       "R2/unread",
                                       "E5/boundary-fail",
                                       "R4/digits",
                                       "R4/characters",
                                       "D3/evidence",
                                       "D3/evidence-warn",
                                       "R4",
                                       "F1",
                                       "K4" };
  g_autofree char *name = variant ? g_strconcat (rule, "/", variant, NULL) : g_strdup (rule);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  return FALSE;
}

static void
test_all_seen (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  GPtrArray *rules = kaiji_scheme_get_rules (fixture->scheme);

  for (guint i = 0; i < rules->len; i++)
    {
      KaijiRule *rule = g_ptr_array_index (rules, i);
      GHashTableIter iter;
      gpointer name, variant;

      g_assert_true (kaiji_checker_knows_kind (rule->kind));
      /* Those have a test of their own. */
      if (kaiji_checker_looks_at_evidence (rule->kind))
        continue;
      if (!is_out_of_reach (rule->id, NULL) && !was_seen (rule->message))
        g_error ("%s was never seen", rule->id);
      if (!rule->variants)
        continue;
      g_hash_table_iter_init (&iter, rule->variants);
      while (g_hash_table_iter_next (&iter, &name, &variant))
        if (!is_out_of_reach (rule->id, name) && !was_seen (((KaijiRule *) variant)->message))
          g_error ("%s/%s was never seen", rule->id, (char *) name);
    }
}

static void
test_ready (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  const KaijiProgress *progress = kaiji_checker_get_progress (fixture->checker);

  if (!kaiji_checker_is_ready (fixture->checker))
    {
      g_autofree char *text = fixture_describe (fixture->checker);
      g_error ("%s", text);
    }
  g_assert_cmpuint (progress->block, ==, 0);
  g_assert_cmpuint (progress->warn, ==, 0);
  g_assert_cmpuint (progress->human, ==, 2); /* E0, and R2 for the minimum */
  g_assert_cmpuint (progress->required_answered, ==, progress->required_total);
  g_assert_cmpuint (progress->gate_met, ==, progress->gate_total);
  g_assert_cmpuint (progress->evidence_done, ==, progress->evidence_total);
}

/* Each required answer that is taken away leaves one blocking finding, and that one on it. */
static void
test_one_missing (void)
{
  g_autoptr (Fixture) fixture = fixture_new_ready ();
  GPtrArray *prompts = kaiji_scheme_get_prompts (fixture->scheme);

  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (prompts, i);
      g_autofree char *text = NULL;

      if (prompt->required != KAIJI_REQUIRED_ALWAYS || !prompt->blocking)
        continue;
      text = g_strdup (kaiji_case_source_get_answer (fixture_get_source (fixture), prompt->id));
      fixture_set (fixture, prompt->id, "");
      g_assert_cmpuint (kaiji_checker_get_progress (fixture->checker)->block, ==, 1);
      g_assert_nonnull (fixture_find (fixture, "D3", prompt->id));
      fixture_set (fixture, prompt->id, text);
      g_assert_true (kaiji_checker_is_ready (fixture->checker));
    }
}

int
main (int argc, char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_test_add_func ("/rules/ready", test_ready);
  g_test_add_func ("/rules/one-missing", test_one_missing);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/clauses/", rows[i].name, NULL);
      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/rules/texts/all-seen", test_all_seen);
  status = g_test_run ();
  g_hash_table_unref (seen);
  return status;
}
