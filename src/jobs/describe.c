/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says of evidence.
 *
 * Invariants:
 * 1. What is kept was read: days are ISO, an address has a host, an original is in the case.
 * 2. A field that the kind has no use for keeps what stood in it: another kind may come back.
 * 3. Saying it is one undo step.
 */
#include "jobs/describe.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/date.h"
#include "core/text.h"
#include "jobs/session-private.h"

#define YES "yes"

static const char *const field_names[] = {
  "name",        "kind",      "url",         "captured-on", "signed-by",
  "signer-post", "signed-on", "valid-until", "original",    "masked",
};

G_STATIC_ASSERT (G_N_ELEMENTS (field_names) == KAIJI_N_EVIDENCE_FIELDS);

/** kaiji_evidence_field_to_string: Returns: (transfer none): see the header. */
const char *
kaiji_evidence_field_to_string (KaijiEvidenceField field)
{
  g_return_val_if_fail ((guint) field < G_N_ELEMENTS (field_names), "");
  return field_names[field];
}

/**
 * kaiji_evidence_field_from_string:
 * @text: a word as in kaiji_evidence_field_to_string()
 * @field: (out): the field
 *
 * Returns: %FALSE when @text is no such word
 */
gboolean
kaiji_evidence_field_from_string (const char *text, KaijiEvidenceField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (g_str_equal (text, field_names[i]))
      {
        *field = (KaijiEvidenceField) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * kaiji_evidence_field_is_for:
 * @field: a field
 * @kind: a kind of evidence
 *
 * Source: 概要 4(4)イ(注1), 4(4)ウ(イ), 4(4)ウ(ウ)
 *
 * Returns: whether evidence of @kind has use for @field
 */
gboolean
kaiji_evidence_field_is_for (KaijiEvidenceField field, KaijiEvidenceKind kind)
{
  switch (field)
    {
    case KAIJI_EVIDENCE_FIELD_URL:
    case KAIJI_EVIDENCE_FIELD_CAPTURED_ON:
      return kind == KAIJI_EVIDENCE_WEB || kind == KAIJI_EVIDENCE_CONTRACTOR;
    case KAIJI_EVIDENCE_FIELD_SIGNED_BY:
    case KAIJI_EVIDENCE_FIELD_SIGNER_POST:
    case KAIJI_EVIDENCE_FIELD_SIGNED_ON:
      return kind == KAIJI_EVIDENCE_CONTRACTOR;
    case KAIJI_EVIDENCE_FIELD_ORIGINAL:
      return kind == KAIJI_EVIDENCE_TRANSLATION;
    case KAIJI_EVIDENCE_FIELD_MASKED:
      return kind == KAIJI_EVIDENCE_IDENTITY;
    case KAIJI_EVIDENCE_FIELD_NAME:
    case KAIJI_EVIDENCE_FIELD_KIND:
    case KAIJI_EVIDENCE_FIELD_VALID_UNTIL:
    case KAIJI_N_EVIDENCE_FIELDS:
    default:
      return TRUE;
    }
}

/** kaiji_evidence_dup_field: Returns: (transfer full): a field as it stands, "" for unset. */
char *
kaiji_evidence_dup_field (KaijiEvidence *evidence, KaijiEvidenceField field)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
  const char *const texts[] = {
    info->name,      kaiji_evidence_kind_to_string (info->kind),
    info->url,       info->captured_on,
    info->signed_by, info->signer_post,
    info->signed_on, info->valid_until,
    info->original,  info->masked ? YES : "",
  };

  g_return_val_if_fail ((guint) field < G_N_ELEMENTS (texts), NULL);
  return g_strdup (texts[field] ? texts[field] : "");
}

/* ---- reading ---- */

static char *
refuse (GError **error, char *message)
{
  g_set_error_literal (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT, message);
  g_free (message);
  return NULL;
}

static char *
read_kind (const char *text, GError **error)
{
  KaijiEvidenceKind kind;

  if (kaiji_evidence_kind_from_string (text, &kind))
    return g_strdup (text);
  return refuse (error, g_strdup_printf (_ ("“%s” is no kind of evidence. Choose document, web, "
                                            "registry, identity, translation or contractor."),
                                         text));
}

/* With a scheme that a browser opens, and a host. */
static char *
read_url (const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  if (scheme && (g_str_equal (scheme, "https") || g_str_equal (scheme, "http")) && host && *host)
    return g_strdup (text);
  return refuse (error, g_strdup_printf (_ ("“%s” is no address of a web page. Write it from "
                                            "https:// on, as the browser shows it."),
                                         text));
}

static char *
read_day (KaijiSession *session, const char *text, gboolean past, GError **error)
{
  KaijiDate today = kaiji_checker_get_today (kaiji_session_get_checker (session));
  KaijiDate date;

  if (!kaiji_date_parse (text, &date))
    return refuse (error, g_strdup_printf (_ ("“%s” is no day. Write it as 2024-04-15 or "
                                              "2024/4/15."),
                                           text));
  if (past && kaiji_date_compare (date, today) > 0)
    return refuse (error, g_strdup_printf (_ ("“%s” is still to come. Check the year, the month "
                                              "and the day."),
                                           text));
  return kaiji_date_to_iso (date);
}

static char *
read_original (KaijiSession *session, const char *evidence_id, const char *text, GError **error)
{
  KaijiEvidence *original =
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (session), text);

  if (!original)
    return refuse (error, g_strdup_printf (_ ("There is no evidence “%s” in this case. Add the "
                                              "original first."),
                                           text));
  if (g_strcmp0 (text, evidence_id) == 0)
    return refuse (error, g_strdup (_ ("A translation is not its own original. Choose the "
                                       "document that it translates.")));
  if (kaiji_evidence_get_info (original)->kind == KAIJI_EVIDENCE_TRANSLATION)
    return refuse (error, g_strdup_printf (_ ("“%s” is a translation itself. Choose the document "
                                              "that was translated."),
                                           kaiji_evidence_get_info (original)->name));
  return g_strdup (text);
}

static char *
read_masked (KaijiSession *session, const char *text, GError **error)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);

  if (g_str_equal (text, YES) || kaiji_scheme_reads_yes (scheme, text))
    return g_strdup (YES);
  if (g_str_equal (text, "no") || kaiji_scheme_reads_no (scheme, text))
    return g_strdup ("");
  return refuse (error, g_strdup_printf (_ ("“%s” is neither yes nor no. Write yes when no My "
                                            "Number can be read in it."),
                                         text));
}

/* One line, trimmed. */
static char *
dup_line (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  return g_strdup (g_strstrip (line));
}

/**
 * kaiji_describe_read_field:
 * @session: a session
 * @evidence_id: (nullable): evidence that is described, %NULL for one that is still to be added
 * @field: a field
 * @text: what was typed
 * @error: see the header
 *
 * Thread: main. Returns: (transfer full) (nullable): what would be kept, "" for unset
 */
char *
kaiji_describe_read_field (KaijiSession *session,
                           const char *evidence_id,
                           KaijiEvidenceField field,
                           const char *text,
                           GError **error)
{
  g_autofree char *line = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error, g_strdup_printf (_ ("The text for “%s” is not UTF-8."),
                                           kaiji_evidence_field_to_string (field)));
  line = dup_line (text);
  if (!*line && field == KAIJI_EVIDENCE_FIELD_NAME)
    return refuse (error, g_strdup (_ ("The name of the evidence is empty. Enter the name that "
                                       "the papers should show.")));
  if (!*line && field != KAIJI_EVIDENCE_FIELD_KIND)
    return g_strdup ("");
  switch (field)
    {
    case KAIJI_EVIDENCE_FIELD_KIND:
      return read_kind (line, error);
    case KAIJI_EVIDENCE_FIELD_URL:
      return read_url (line, error);
    case KAIJI_EVIDENCE_FIELD_CAPTURED_ON:
    case KAIJI_EVIDENCE_FIELD_SIGNED_ON:
      return read_day (session, line, TRUE, error);
    case KAIJI_EVIDENCE_FIELD_VALID_UNTIL:
      return read_day (session, line, FALSE, error);
    case KAIJI_EVIDENCE_FIELD_ORIGINAL:
      return read_original (session, evidence_id, line, error);
    case KAIJI_EVIDENCE_FIELD_MASKED:
      return read_masked (session, line, error);
    case KAIJI_EVIDENCE_FIELD_NAME:
    case KAIJI_EVIDENCE_FIELD_SIGNED_BY:
    case KAIJI_EVIDENCE_FIELD_SIGNER_POST:
    case KAIJI_N_EVIDENCE_FIELDS:
    default:
      return g_steal_pointer (&line);
    }
}

/**
 * kaiji_describe_suggest_kind:
 * @scheme: a scheme; its setting "match.evidence_kinds" lists KIND=WORD
 * @name: name of a file or of evidence
 * @kind: (out): the kind
 *
 * Thread: any. Returns: whether a word stands in @name
 */
gboolean
kaiji_describe_suggest_kind (KaijiScheme *scheme, const char *name, KaijiEvidenceKind *kind)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (scheme, "match.evidence_kinds");
  g_autofree char *folded = kaiji_text_fold (name);

  for (char **entry = setting ? setting->values : NULL; entry && *entry; entry++)
    {
      g_auto (GStrv) parts = g_strsplit (*entry, "=", 2);
      g_autofree char *word = parts[0] && parts[1] ? kaiji_text_fold (parts[1]) : NULL;

      if (word && *word && strstr (folded, word)
          && kaiji_evidence_kind_from_string (parts[0], kind))
        return TRUE;
    }
  return FALSE;
}

/* ---- saying ---- */

static const char *
or_null (const char *text)
{
  return text && *text ? text : NULL;
}

/* @texts: all set. */
static KaijiEvidence *
new_described (KaijiEvidence *before, char *const *texts)
{
  KaijiEvidenceInfo info = *kaiji_evidence_get_info (before);

  info.name = texts[KAIJI_EVIDENCE_FIELD_NAME];
  kaiji_evidence_kind_from_string (texts[KAIJI_EVIDENCE_FIELD_KIND], &info.kind);
  info.url = or_null (texts[KAIJI_EVIDENCE_FIELD_URL]);
  info.captured_on = or_null (texts[KAIJI_EVIDENCE_FIELD_CAPTURED_ON]);
  info.signed_by = or_null (texts[KAIJI_EVIDENCE_FIELD_SIGNED_BY]);
  info.signer_post = or_null (texts[KAIJI_EVIDENCE_FIELD_SIGNER_POST]);
  info.signed_on = or_null (texts[KAIJI_EVIDENCE_FIELD_SIGNED_ON]);
  info.valid_until = or_null (texts[KAIJI_EVIDENCE_FIELD_VALID_UNTIL]);
  info.original = or_null (texts[KAIJI_EVIDENCE_FIELD_ORIGINAL]);
  info.masked = *texts[KAIJI_EVIDENCE_FIELD_MASKED] != '\0';
  return kaiji_evidence_new (&info);
}

/* What was translated from a paper that becomes a translation itself would be one of a chain. */
static gboolean
check_chain (KaijiSession *self, KaijiEvidence *after, GError **error)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (after);
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (self));

  for (guint i = 0; info->kind == KAIJI_EVIDENCE_TRANSLATION && i < g_list_model_get_n_items (list);
       i++)
    {
      g_autoptr (KaijiEvidence) other = g_list_model_get_item (list, i);
      const KaijiEvidenceInfo *translation = kaiji_evidence_get_info (other);

      if (translation->kind != KAIJI_EVIDENCE_TRANSLATION
          || g_strcmp0 (translation->original, info->id) != 0)
        continue;
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” is its translation, so that it is an original. Change that one first."),
                   translation->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_same (KaijiEvidence *a, KaijiEvidence *b)
{
  g_autoptr (GVariant) left = kaiji_evidence_to_variant (a);
  g_autoptr (GVariant) right = kaiji_evidence_to_variant (b);

  return g_variant_equal (left, right);
}

/**
 * kaiji_session_describe_evidence:
 * @self: a session
 * @evidence_id: which one
 * @texts: (array fixed-size=10): see the header
 * @wrong: (out) (optional): see the header; of other errors %KAIJI_N_EVIDENCE_FIELDS
 * @error: no such evidence, a text that cannot be read, a read-only case
 *
 * Thread: main. Returns: whether it is described so
 */
gboolean
kaiji_session_describe_evidence (KaijiSession *self,
                                 const char *evidence_id,
                                 const char *const texts[KAIJI_N_EVIDENCE_FIELDS],
                                 KaijiEvidenceField *wrong,
                                 GError **error)
{
  KaijiEvidence *before = kaiji_session_require_evidence (self, evidence_id, error);
  g_auto (GStrv) read = g_new0 (char *, KAIJI_N_EVIDENCE_FIELDS + 1);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (KaijiEvidence) after = NULL;

  if (wrong)
    *wrong = KAIJI_N_EVIDENCE_FIELDS;
  if (!before)
    return FALSE;
  for (guint i = 0; i < KAIJI_N_EVIDENCE_FIELDS; i++)
    {
      read[i] = texts[i] ? kaiji_describe_read_field (self, evidence_id, (KaijiEvidenceField) i,
                                                      texts[i], error)
                         : kaiji_evidence_dup_field (before, (KaijiEvidenceField) i);
      if (read[i])
        continue;
      if (wrong)
        *wrong = (KaijiEvidenceField) i;
      return FALSE;
    }
  after = new_described (before, read);
  if (!check_chain (self, after, error))
    {
      if (wrong)
        *wrong = KAIJI_EVIDENCE_FIELD_KIND;
      return FALSE;
    }
  if (!is_same (before, after))
    g_ptr_array_add (edits, kaiji_edit_new_evidence (before, after));
  return kaiji_session_commit (self, edits, _ ("Describe evidence"), KAIJI_JOURNAL_NONE, error);
}
