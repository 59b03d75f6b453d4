/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

static void
changed_cb (KaijiCaseSource *source,
            guint kind,
            const char *key,
            const char *target,
            gpointer user_data)
{
  Fixture *self = user_data;

  kaiji_checker_update (self->checker, (KaijiEditKind) kind, key, target);
}

/** fixture_dup_pack: Returns: (transfer full): path of the committed pack. */
char *
fixture_dup_pack (void)
{
  return g_build_filename (g_getenv ("KAIJI_DATADIR"), "schemes", "iryo", "2022-04-01.json", NULL);
}

/** fixture_new: Returns: (transfer full): an empty case of the committed pack and its checker. */
Fixture *
fixture_new (void)
{
  g_autofree char *path = fixture_dup_pack ();

  return fixture_new_from (path);
}

/** fixture_new_from: Returns: (transfer full): an empty case of another pack and its checker. */
Fixture *
fixture_new_from (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) scheme = kaiji_scheme_load_file (path, &error);

  g_assert_no_error (error);
  return fixture_new_for (scheme);
}

/** fixture_new_for: Returns: (transfer full): an empty case of a scheme and its checker. */
Fixture *
fixture_new_for (KaijiScheme *scheme)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->scheme = kaiji_scheme_ref (scheme);
  self->kase =
      kaiji_case_new (kaiji_scheme_get_id (self->scheme), kaiji_scheme_get_revision (self->scheme));
  self->checker =
      kaiji_checker_new (self->scheme, KAIJI_CASE_SOURCE (self->kase), (KaijiDate){ 2026, 4, 1 });
  self->handler = g_signal_connect (self->kase, "changed", G_CALLBACK (changed_cb), self);
  self->next_citation = 1;
  return self;
}

/** fixture_free: Frees the fixture. */
void
fixture_free (Fixture *self)
{
  g_signal_handler_disconnect (self->kase, self->handler);
  kaiji_checker_free (self->checker);
  g_object_unref (self->kase);
  kaiji_scheme_unref (self->scheme);
  g_free (self);
}

/** fixture_get_source: Returns: (transfer none): the case. */
KaijiCaseSource *
fixture_get_source (Fixture *self)
{
  return KAIJI_CASE_SOURCE (self->kase);
}

static void
apply (Fixture *self, KaijiEdit *edit)
{
  g_autoptr (GError) error = NULL;

  kaiji_case_apply (self->kase, edit, &error);
  g_assert_no_error (error);
}

/** fixture_set: Answers a prompt; "" takes the answer away. */
void
fixture_set (Fixture *self, const char *id, const char *text)
{
  g_autoptr (KaijiEdit) edit = kaiji_edit_new_answer (id, NULL, text);

  apply (self, edit);
}

static void
cite (Fixture *self, char **words)
{
  KaijiCitationState state = KAIJI_CITATION_CONFIRMED;
  g_autoptr (KaijiCitation) citation = NULL;
  g_autoptr (KaijiEdit) edit = NULL;
  g_autofree char *quote = NULL;
  char **rest = words + 3;

  if (g_strcmp0 (*rest, "lost") == 0)
    state = KAIJI_CITATION_LOST;
  else if (g_strcmp0 (*rest, "moved") == 0)
    state = KAIJI_CITATION_MOVED;
  if (state != KAIJI_CITATION_CONFIRMED)
    rest++;
  quote = g_strjoinv (" ", rest);
  citation = kaiji_citation_new (self->next_citation++, words[1], words[2], "ab", 3, 3, "3", "",
                                 quote, NULL, 0, state);
  edit = kaiji_edit_new_citation (NULL, citation);
  apply (self, edit);
}

static void
uncite (Fixture *self, const char *target)
{
  GPtrArray *citations;

  while ((citations = kaiji_case_source_get_citations (fixture_get_source (self), target)))
    {
      g_autoptr (KaijiEdit) edit = kaiji_edit_new_citation (citations->pdata[0], NULL);
      apply (self, edit);
    }
}

typedef struct
{
  const char *name;
  const char **value;
} Fact;

static gboolean
take_fact (const char *word, const Fact *facts)
{
  for (; facts->name; facts++)
    {
      gsize length = strlen (facts->name);

      if (g_str_has_prefix (word, facts->name) && word[length] == '=')
        {
          *facts->value = word + length + 1;
          return TRUE;
        }
    }
  return FALSE;
}

static void
put_evidence (Fixture *self, char **words)
{
  KaijiEvidenceInfo info = { .id = words[1], .sha256 = "ab", .name = words[1], .pages = 9 };
  const char *size = NULL, *dpi = NULL;
  const Fact facts[] = { { "url", &info.url },
                         { "on", &info.captured_on },
                         { "signed", &info.signed_by },
                         { "post", &info.signer_post },
                         { "signed-on", &info.signed_on },
                         { "until", &info.valid_until },
                         { "original", &info.original },
                         { "file", &info.file_name },
                         { "size", &size },
                         { "dpi", &dpi },
                         { NULL, NULL } };
  g_autoptr (KaijiEvidence) evidence = NULL;
  g_autoptr (KaijiEdit) edit = NULL;

  g_assert_true (kaiji_evidence_kind_from_string (words[2], &info.kind));
  for (char **word = words + 3; *word; word++)
    {
      if (g_str_equal (*word, "encrypted"))
        info.encrypted = TRUE;
      else if (g_str_equal (*word, "masked"))
        info.masked = TRUE;
      else if (g_str_equal (*word, "foreign"))
        info.japanese = KAIJI_JAPANESE_NONE;
      else if (g_str_equal (*word, "japanese"))
        info.japanese = KAIJI_JAPANESE_SOME;
      else
        g_assert_true (take_fact (*word, facts));
    }
  info.size = size ? g_ascii_strtoll (size, NULL, 10) : 0;
  info.scan_dpi = dpi ? (int) g_ascii_strtoll (dpi, NULL, 10) : 0;
  evidence = kaiji_evidence_new (&info);
  edit = kaiji_edit_new_evidence (NULL, evidence);
  apply (self, edit);
}

static void
drop (Fixture *self, const char *id)
{
  g_autoptr (KaijiEdit) edit = kaiji_edit_new (KAIJI_EDIT_EVIDENCE, id, NULL, NULL);

  apply (self, edit);
}

/** fixture_step: Does what a step says (see the header). */
void
fixture_step (Fixture *self, const char *step)
{
  g_auto (GStrv) words = g_strsplit (step, " ", -1);
  const char *equals;
  KaijiDate day;

  if (g_str_equal (words[0], "cite"))
    cite (self, words);
  else if (g_str_equal (words[0], "uncite"))
    uncite (self, words[1]);
  else if (g_str_equal (words[0], "evidence"))
    put_evidence (self, words);
  else if (g_str_equal (words[0], "drop"))
    drop (self, words[1]);
  else if (g_str_equal (words[0], "today"))
    {
      g_assert_true (kaiji_date_parse (words[1], &day));
      kaiji_checker_set_today (self->checker, day);
    }
  else
    {
      g_autofree char *id = NULL;

      equals = strchr (step, '=');
      g_assert_nonnull (equals);
      id = g_strndup (step, (gsize) (equals - step));
      fixture_set (self, id, equals + 1);
    }
}

static const char *const form_a[] = {
  "A.kind=新規",
  "A.application_date=2026-04-01",
  "A.filing_way=郵便書留",
  "A.revoked=無し",
  "A.provider_form=法人",
  "A.provider_name=株式会社例示",
  "A.corporate_number=7000012050002",
  "A.provider_address=東京都架空区1-2-3",
  "A.representative_name=例示 一郎",
  "A.representative_authority=有り",
  "A.existence_kind=登記簿謄本",
  "A.existence_form=原本",
  "A.contact_name=例示 花子",
  "A.contact_tel=03-0000-0000",
  "A.contact_email=hanako@example.co.jp",
  "A.service_name=例示クラウド",
  "A.service_summary=電子カルテのサービスです。",
  "A.service_started_on=2020-04-01",
  "A.scheme_fit=診療録を取扱うため。",
  "A.medical_information=診療録",
  "A.applicant_role=提供元",
  "A.contracts_with_users=有り",
  "A.agents_used=無し",
  "A.outsourced=無し",
  "A.unit_integrated=無し",
  "A.unit_levels=無し",
};

static char *
make_answer (KaijiPrompt *prompt)
{
  switch (prompt->kind)
    {
    case KAIJI_KIND_DATE:
      return g_strdup ("2020年4月1日");
    case KAIJI_KIND_YEAR:
      return g_strdup ("2020年");
    case KAIJI_KIND_YES_NO_DETAIL:
      return g_strdup ("有り\n規程に定めている");
    case KAIJI_KIND_CHOICE:
      return g_strdup (prompt->options[0]);
    case KAIJI_KIND_NUMBER_UNIT:
    case KAIJI_KIND_INTEGER:
    case KAIJI_KIND_MONEY:
    case KAIJI_KIND_DURATION:
      return g_strconcat ("12", prompt->units ? prompt->units[0] : "時間", NULL);
    case KAIJI_KIND_CORPORATE_NUMBER:
      return g_strdup ("7000012050002");
    case KAIJI_KIND_URL:
      return g_strdup ("https://example.co.jp/");
    default:
      return g_strdup ("例示の内容");
    }
}

/** fixture_new_ready: Returns: (transfer full): a case that may be handed in. */
Fixture *
fixture_new_ready (void)
{
  g_autofree char *path = fixture_dup_pack ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiScheme) scheme = kaiji_scheme_load_file (path, &error);

  g_assert_no_error (error);
  return fixture_new_ready_for (scheme);
}

/** fixture_new_ready_for: Returns: (transfer full): the same of a scheme like the committed pack. */
Fixture *
fixture_new_ready_for (KaijiScheme *scheme)
{
  Fixture *self = fixture_new_for (scheme);
  GPtrArray *prompts = kaiji_scheme_get_prompts (self->scheme);
  KaijiItem *last = NULL;

  fixture_step (self, "evidence E1 document");
  fixture_step (self, "evidence E2 registry");
  fixture_step (self, "cite A.existence_doc E2");
  for (gsize i = 0; i < G_N_ELEMENTS (form_a); i++)
    fixture_step (self, form_a[i]);
  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (prompts, i);
      g_autofree char *answer = NULL, *step = NULL;

      if (prompt->item->section->form_a || prompt->required != KAIJI_REQUIRED_ALWAYS)
        continue;
      answer = make_answer (prompt);
      fixture_set (self, prompt->id, answer);
      if (prompt->item == last)
        continue;
      step = g_strdup_printf ("cite %s E1", prompt->item->id);
      fixture_step (self, step);
      last = prompt->item;
    }
  return self;
}

/** fixture_find: Returns: (transfer none) (nullable): the first finding of a rule on an id. */
KaijiFinding *
fixture_find (Fixture *self, const char *rule, const char *id)
{
  GPtrArray *findings = *id == '@' ? kaiji_checker_get_findings_on_evidence (self->checker)
                                   : kaiji_checker_get_findings_for (self->checker, id);

  for (guint i = 0; findings && i < findings->len; i++)
    if (g_str_equal (kaiji_finding_get_rule (findings->pdata[i]), rule)
        && (*id != '@' || g_str_equal (kaiji_finding_get_evidence (findings->pdata[i]), id + 1)))
      return findings->pdata[i];
  return NULL;
}

/** fixture_describe: Returns: (transfer full): all that a checker says, a line each. */
char *
fixture_describe (KaijiChecker *checker)
{
  const KaijiProgress *progress = kaiji_checker_get_progress (checker);
  GPtrArray *findings = kaiji_checker_get_findings (checker);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      KaijiFinding *finding = g_ptr_array_index (findings, i);
      const char *evidence = kaiji_finding_get_evidence (finding);

      g_string_append_printf (
          text, "%s %s %s@%s %s %s %s %d\n", kaiji_finding_get_rule (finding),
          kaiji_severity_to_string (kaiji_finding_get_severity (finding)),
          kaiji_finding_get_id (finding), evidence ? evidence : "-",
          kaiji_finding_get_message (finding), kaiji_finding_get_advice (finding),
          kaiji_finding_get_source (finding), (int) kaiji_finding_get_remedy (finding));
    }
  g_string_append_printf (text, "%u/%u %u/%u %u/%u %u/%u %u %u %u\n", progress->required_answered,
                          progress->required_total, progress->gate_met, progress->gate_total,
                          progress->evidence_done, progress->evidence_total,
                          progress->optional_answered, progress->optional_total, progress->block,
                          progress->warn, progress->human);
  return g_string_free (text, FALSE);
}
