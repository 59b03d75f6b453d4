/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluators that look at evidence itself, cited or not. What they say hangs on the evidence (or on
 * all of it) and bears on the rule's field. They depend on nothing but the evidence of the case, the
 * day, the settings, and the ids that stand in the rule's parameters. All take the parameters of a
 * condition (see condition.c) and are silent while it does not hold. {evidence} is its name.
 *
 * kind        says something when                              parameters and variants
 * expiry      its last day of validity lies before the day     limit: id of the day of the
 *             that counts: of the application, or the present  application; days: setting, days from
 *             one when that is later                           there to the decision
 *               itself: {until} {limit}; variant decision: before the decision
 * published   it is public material with an address, which is  file-endings: of addresses of files,
 *             no file, and has no date of the copy             which are no web pages
 * signer      it is signed, and post or day of the signer is
 *             told nowhere
 * original    a translation names no original, or one that is  variant lost
 *             not there
 * translated  a paper of one of the kinds has no translation   kinds: kinds of evidence; by: id of
 *             and is not cited as one itself                   the field of translations
 * foreign     its text has no Japanese, and it is neither a    except: kinds of evidence
 *             translation nor translated
 * file-size   the file is larger than may be                   limit: setting, in megabytes; {size}
 *                                                              {limit} {choice}
 * scan        a page was scanned more coarsely than may be     limit: setting, dots an inch; {dpi}
 *                                                              {limit} {choice}
 * encrypted   it cannot be read without its password
 * file-name   its file's name has characters outside JIS X
 *             0208; {characters} {file}
 * masked      a paper about a person, and nobody said that
 *             its number cannot be read
 * total-size  all files together are larger than may be        limit: setting, in megabytes; {size}
 *                                                              {limit} {choice}
 * file-count  there are more files than may be                 limit: setting; {count} {limit}
 *                                                              {choice}
 *
 * The last two look at all evidence at once. A limit that is not set says nothing. A megabyte is a
 * million bytes, the smaller of its two meanings: what is under the limit then is so by both.
 */
#include "rules/evaluator.h"

#include <string.h>

#include "core/jis.h"
#include "core/text.h"

#define MEGABYTE 1000000

static const KaijiEvidenceInfo *
get_info (const KaijiLook *look)
{
  return kaiji_evidence_get_info (look->evidence);
}

static gboolean
is_filled (const char *text)
{
  return text && !kaiji_text_is_blank (text);
}

/* expiry */

static void
look_expiry (KaijiLook *look)
{
  const char *text =
      kaiji_case_source_get_answer (look->source, kaiji_row_get_word (look->row, "limit"));
  const char *valid_until = get_info (look)->valid_until;
  int days = kaiji_scheme_get_int (look->scheme, kaiji_row_get_word (look->row, "days"), -1);
  g_autofree char *until_text = NULL, *limit_text = NULL;
  KaijiDate limit = look->today, date, until;
  const char *variant = NULL;

  if (!valid_until || !kaiji_date_parse (valid_until, &until))
    return;
  /* Nothing is decided before it is applied for, or in the past. */
  if (text && kaiji_date_parse (text, &date) && kaiji_date_compare (date, limit) > 0)
    limit = date;
  if (kaiji_date_compare (until, limit) >= 0)
    {
      if (days < 0)
        return;
      limit = kaiji_date_add_days (limit, days);
      if (kaiji_date_compare (until, limit) >= 0)
        return;
      variant = "decision";
    }
  until_text = kaiji_date_to_japanese (until);
  limit_text = kaiji_date_to_japanese (limit);
  kaiji_look_say (look, variant, KAIJI_REMEDY_DESCRIBE, "until", until_text, "limit", limit_text,
                  NULL);
}

/* published */

static gboolean
names_file (const KaijiLook *look, const char *url)
{
  g_autofree char *path = g_ascii_strdown (url, (gssize) strcspn (url, "?#"));

  for (const char *const *ending = kaiji_row_get_words (look->row, "file-endings"); *ending;
       ending++)
    if (g_str_has_suffix (path, *ending))
      return TRUE;
  return FALSE;
}

static void
look_published (KaijiLook *look)
{
  const KaijiEvidenceInfo *info = get_info (look);

  if (info->kind == KAIJI_EVIDENCE_CONTRACTOR && is_filled (info->url)
      && !is_filled (info->captured_on) && !names_file (look, info->url))
    kaiji_look_say (look, NULL, KAIJI_REMEDY_DESCRIBE, NULL);
}

/* signer */

static gboolean
has_digit (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Name, post and day may stand in one text, with spaces or marks between. */
static gboolean
has_several_words (const char *text)
{
  gboolean word = FALSE, gap = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_ispunct (c))
        gap = word;
      else if (gap)
        return TRUE;
      else
        word = TRUE;
    }
  return FALSE;
}

static void
look_signer (KaijiLook *look)
{
  const KaijiEvidenceInfo *info = get_info (look);
  gboolean post, day;

  if (info->kind != KAIJI_EVIDENCE_CONTRACTOR || !is_filled (info->signed_by))
    return;
  post = is_filled (info->signer_post) || has_several_words (info->signed_by);
  day = is_filled (info->signed_on) || has_digit (info->signed_by);
  if (!post || !day)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_DESCRIBE, NULL);
}

/* original, translated, foreign */

static void
look_original (KaijiLook *look)
{
  const KaijiEvidenceInfo *info = get_info (look);

  if (info->kind != KAIJI_EVIDENCE_TRANSLATION)
    return;
  if (!is_filled (info->original))
    kaiji_look_say (look, NULL, KAIJI_REMEDY_DESCRIBE, NULL);
  else if (!kaiji_case_source_lookup_evidence (look->source, info->original))
    kaiji_look_say (look, "lost", KAIJI_REMEDY_DESCRIBE, NULL);
}

static gboolean
has_translation (KaijiLook *look)
{
  GListModel *list = kaiji_case_source_get_evidence (look->source);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) other = g_list_model_get_item (list, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (other);

      if (info->kind == KAIJI_EVIDENCE_TRANSLATION && info->original
          && g_str_equal (info->original, get_info (look)->id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_cited_by (KaijiLook *look, const char *target)
{
  GPtrArray *citations = kaiji_case_source_get_citations (look->source, target);

  for (guint i = 0; citations && i < citations->len; i++)
    if (g_str_equal (kaiji_citation_get_evidence_id (citations->pdata[i]), get_info (look)->id))
      return TRUE;
  return FALSE;
}

static gboolean
has_kind (const KaijiLook *look, const char *name)
{
  return kaiji_row_has_word (look->row, name,
                             kaiji_evidence_kind_to_string (get_info (look)->kind));
}

static void
look_translated (KaijiLook *look)
{
  if (has_kind (look, "kinds") && !is_cited_by (look, kaiji_row_get_word (look->row, "by"))
      && !has_translation (look))
    kaiji_look_say (look, NULL, KAIJI_REMEDY_DESCRIBE, NULL);
}

/* A case says it only of evidence that was added or replaced since it is looked for. */
static KaijiJapanese
get_japanese (const KaijiLook *look)
{
  const KaijiEvidenceInfo *info = get_info (look);

  if (info->japanese != KAIJI_JAPANESE_UNKNOWN)
    return info->japanese;
  return (KaijiJapanese) GPOINTER_TO_INT (g_hash_table_lookup (look->japanese, info->sha256));
}

static void
look_foreign (KaijiLook *look)
{
  if (get_japanese (look) == KAIJI_JAPANESE_NONE && !has_kind (look, "except")
      && !has_translation (look))
    kaiji_look_say (look, NULL, KAIJI_REMEDY_DESCRIBE, NULL);
}

/* limits */

/* The limit as a number and as it is shown; FALSE while it is not set. */
static gboolean
get_limit (KaijiLook *look, gint64 *limit, const KaijiChoice **choice)
{
  const KaijiSetting *setting =
      kaiji_scheme_get_setting (look->scheme, kaiji_row_get_word (look->row, "limit"));

  if (!setting || !setting->set)
    return FALSE;
  *choice = setting->choice;
  return g_ascii_string_to_signed (setting->value, 10, 0, G_MAXINT32, limit, NULL);
}

static void
say_limit (KaijiLook *look,
           const char *name,
           const char *value,
           gint64 limit,
           const KaijiChoice *choice,
           KaijiRemedy remedy)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, limit);

  kaiji_look_say (look, NULL, remedy, name, value, "limit", text, "choice",
                  choice ? choice->source : NULL, NULL);
}

static void
look_size (KaijiLook *look, gint64 size, KaijiRemedy remedy)
{
  const KaijiChoice *choice;
  gint64 limit, tenths = (size + MEGABYTE / 10 - 1) / (MEGABYTE / 10);
  g_autofree char *text =
      g_strdup_printf ("%" G_GINT64_FORMAT ".%d", tenths / 10, (int) (tenths % 10));

  if (get_limit (look, &limit, &choice) && size > limit * MEGABYTE)
    say_limit (look, "size", text, limit, choice, remedy);
}

static void
look_file_size (KaijiLook *look)
{
  look_size (look, get_info (look)->size, KAIJI_REMEDY_DESCRIBE);
}

static void
look_scan (KaijiLook *look)
{
  const KaijiEvidenceInfo *info = get_info (look);
  g_autofree char *dpi = g_strdup_printf ("%d", info->scan_dpi);
  const KaijiChoice *choice;
  gint64 limit;

  if (info->scan_dpi > 0 && get_limit (look, &limit, &choice) && info->scan_dpi < limit)
    say_limit (look, "dpi", dpi, limit, choice, KAIJI_REMEDY_DESCRIBE);
}

static void
look_total_size (KaijiLook *look)
{
  GListModel *list = kaiji_case_source_get_evidence (look->source);
  gint64 size = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      size += kaiji_evidence_get_info (evidence)->size;
    }
  look_size (look, size, KAIJI_REMEDY_READ);
}

static void
look_file_count (KaijiLook *look)
{
  guint count = g_list_model_get_n_items (kaiji_case_source_get_evidence (look->source));
  g_autofree char *text = g_strdup_printf ("%u", count);
  const KaijiChoice *choice;
  gint64 limit;

  if (get_limit (look, &limit, &choice) && count > limit)
    say_limit (look, "count", text, limit, choice, KAIJI_REMEDY_READ);
}

/* encrypted, file-name, masked */

static void
look_encrypted (KaijiLook *look)
{
  if (get_info (look)->encrypted)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_DESCRIBE, NULL);
}

static void
look_file_name (KaijiLook *look)
{
  const char *file = get_info (look)->file_name;
  g_autofree char *outside = kaiji_jis_dup_outside (file);

  if (outside)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_DESCRIBE, "characters", outside, "file", file, NULL);
}

static void
look_masked (KaijiLook *look)
{
  if (kaiji_evidence_is_personal (look->evidence) && !get_info (look)->masked)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_DESCRIBE, NULL);
}

const KaijiEvaluator kaiji_evidence_evaluators[] = {
  { "expiry", NULL, look_expiry },
  { "published", NULL, look_published },
  { "signer", NULL, look_signer },
  { "file-size", NULL, look_file_size },
  { "scan", NULL, look_scan },
  { "encrypted", NULL, look_encrypted },
  { "file-name", NULL, look_file_name },
  { "masked", NULL, look_masked },
  { NULL, NULL, NULL },
};

const KaijiEvaluator kaiji_related_evaluators[] = {
  { "original", NULL, look_original },
  { "translated", NULL, look_translated },
  { "foreign", NULL, look_foreign },
  { NULL, NULL, NULL },
};

const KaijiEvaluator kaiji_whole_evaluators[] = {
  { "total-size", NULL, look_total_size },
  { "file-count", NULL, look_file_count },
  { NULL, NULL, NULL },
};
