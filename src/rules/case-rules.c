/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluators that hang on the rule's field and on the ids of its parameter `prompts`. Each id that
 * stands in the parameters is one on which the rule depends. Nothing is said of a field that is not
 * shown. All take the parameters of a condition (see condition.c) and are silent while it does not
 * hold.
 *
 * kind        says something when                              parameters and variants
 * condition   the condition holds                              cite: the remedy is a citation
 * date-after  the date of the field lies behind another        limit: id of that date, the present
 *                                                              day while it cannot be read; {limit}
 * years-since fewer than `years` whole years lie between the   limit: as above; years; boundary:
 *             date of the field and another                    setting whose reading "pass" or
 *                                                              "fail" decides the very day
 *               itself: fewer; variants: boundary (the very day, on which the readings differ),
 *               boundary-fail (the same, and the office has chosen), no-date (no date can be read);
 *               {limit} {day} {choice}
 * window      the date of the field lies outside of the days   expiry: id of the last day of the
 *             in which a renewal is filed                      term; opens, closes: settings, days
 *                                                              before it; reading: setting,
 *                                                              "by-last-day" or "by-anniversary"
 *                                                              (the day after the last one)
 *               itself: outside; variant boundary: inside by one reading only; {from} {to} {choice}
 * revision    a newer revision of the scheme is in use         {newer} {revision}
 * rows        a row of a table lacks a column                  columns: keys
 *               {row} (from 1) {columns}; variant unreadable: it is no table
 * mentioned   a column of a row does not stand in another      column: key; in: id; {value} {other}
 *             answer that is given
 * alike       a column of a row says something else than       column: key; with: id;
 *             another answer that is given                     {row} (from 1) {value} {other}
 * document    no evidence of one of the kinds is cited         kinds: kinds of evidence, none: any
 *               itself: of no such kind; variant missing: none at all; {evidence}
 * pattern     the answer does not look as it should            pattern: regular expression over the
 *                                                              text after NFKC and trim
 * fee         never; says which fee applies                    classes: "FEE:ID=WORD|WORD",
 *                                                              "FEE:ID" (answered), "FEE" (else):
 *                                                              the first that holds; several tests
 *                                                              are joined by "&"
 */
#include "rules/evaluator.h"

#include "core/term.h"
#include "core/text.h"
#include "scheme/table.h"

/* condition */

static void
look_condition (KaijiLook *look)
{
  kaiji_look_say (look, NULL,
                  kaiji_row_get_flag (look->row, "cite") ? KAIJI_REMEDY_CITE : KAIJI_REMEDY_ANSWER,
                  NULL);
}

/* date-after, years-since */

static KaijiDate
get_limit (KaijiLook *look)
{
  const char *text =
      kaiji_case_source_get_answer (look->source, kaiji_row_get_word (look->row, "limit"));
  KaijiDate date;

  return text && kaiji_date_parse (text, &date) ? date : look->today;
}

static void
look_date_after (KaijiLook *look)
{
  KaijiDate limit = get_limit (look);
  g_autofree char *limit_text = NULL;
  KaijiDate date;

  if (!look->text || !kaiji_date_parse (look->text, &date) || kaiji_date_compare (date, limit) <= 0)
    return;
  limit_text = kaiji_date_to_japanese (limit);
  kaiji_look_say (look, NULL, KAIJI_REMEDY_ANSWER, "limit", limit_text, NULL);
}

static void
look_years_since (KaijiLook *look)
{
  int years = kaiji_row_get_int (look->row, "years", 1);
  KaijiDate limit = get_limit (look);
  g_autofree char *limit_text = kaiji_date_to_japanese (limit);
  g_autofree char *day = NULL;
  const KaijiSetting *boundary =
      kaiji_scheme_get_setting (look->scheme, kaiji_row_get_word (look->row, "boundary"));
  const KaijiChoice *choice = NULL;
  const char *variant = NULL;
  KaijiDate date, first, last;

  if (!look->text || !kaiji_date_parse (look->text, &date))
    {
      kaiji_look_say (look, "no-date", KAIJI_REMEDY_ANSWER, "limit", limit_text, NULL);
      return;
    }
  kaiji_bar_get_boundary (date, years, &first, &last);
  day = kaiji_date_to_japanese (last);
  switch (kaiji_bar_judge (date, limit, years))
    {
    case KAIJI_BAR_OVER:
      return;
    case KAIJI_BAR_BOUNDARY:
      if (boundary && g_str_equal (boundary->value, "pass"))
        return;
      variant = boundary && g_str_equal (boundary->value, "fail") ? "boundary-fail" : "boundary";
      choice = boundary ? boundary->choice : NULL;
      break;
    case KAIJI_BAR_HOLDS:
    default:
      break;
    }
  kaiji_look_say (look, variant, KAIJI_REMEDY_ANSWER, "limit", limit_text, "day", day, "choice",
                  choice ? choice->source : NULL, NULL);
}

/* window */

static gboolean
get_days (KaijiLook *look, const char *name, int *days)
{
  *days = kaiji_scheme_get_int (look->scheme, kaiji_row_get_word (look->row, name), -1);
  return *days >= 0;
}

static gboolean
is_between (KaijiDate date, KaijiDate from, KaijiDate to)
{
  return kaiji_date_compare (date, from) >= 0 && kaiji_date_compare (date, to) <= 0;
}

/* The day from which is counted is the last one of the term or the day after; the readings agree
 * on all days but two. */
static void
look_window (KaijiLook *look)
{
  const KaijiSetting *reading =
      kaiji_scheme_get_setting (look->scheme, kaiji_row_get_word (look->row, "reading"));
  const char *text =
      kaiji_case_source_get_answer (look->source, kaiji_row_get_word (look->row, "expiry"));
  g_autofree char *from_text = NULL, *to_text = NULL;
  gboolean early = TRUE, late = TRUE;
  KaijiDate date, expiry, from, to;
  int opens, closes;

  if (!look->text || !kaiji_date_parse (look->text, &date) || !text
      || !kaiji_date_parse (text, &expiry) || !get_days (look, "opens", &opens)
      || !get_days (look, "closes", &closes))
    return;
  if (reading && reading->set)
    {
      early = g_str_equal (reading->value, "by-last-day");
      late = !early;
    }
  from = kaiji_date_add_days (expiry, -opens + (early ? 0 : 1));
  to = kaiji_date_add_days (expiry, -closes + (late ? 1 : 0));
  from_text = kaiji_date_to_japanese (from);
  to_text = kaiji_date_to_japanese (to);
  if (!is_between (date, from, to))
    kaiji_look_say (look, NULL, KAIJI_REMEDY_READ, "from", from_text, "to", to_text, "choice",
                    reading && reading->choice ? reading->choice->source : NULL, NULL);
  else if (early && late
           && (kaiji_date_compare (date, from) == 0 || kaiji_date_compare (date, to) == 0))
    kaiji_look_say (look, "boundary", KAIJI_REMEDY_READ, "from", from_text, "to", to_text, NULL);
}

/* revision */

static void
look_revision (KaijiLook *look)
{
  if (*look->newer)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_READ, "newer", look->newer, "revision",
                    kaiji_scheme_get_revision (look->scheme), NULL);
}

/* rows, mentioned, alike */

static const char *
get_label (KaijiPrompt *prompt, const char *key)
{
  for (guint i = 0; prompt->columns && i < prompt->columns->len; i++)
    {
      KaijiColumn *column = g_ptr_array_index (prompt->columns, i);
      if (g_str_equal (column->key, key))
        return column->label;
    }
  return key;
}

static void
look_rows (KaijiLook *look)
{
  const char *const *keys = kaiji_row_get_words (look->row, "columns");
  const char *separator = kaiji_row_get_word (look->row, "separator");
  g_autoptr (GPtrArray) rows = NULL;

  if (!look->text)
    return;
  rows = kaiji_table_parse (look->text);
  if (!rows)
    {
      kaiji_look_say (look, "unreadable", KAIJI_REMEDY_ANSWER, NULL);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GString) missing = g_string_new (NULL);
      g_autofree char *row = g_strdup_printf ("%u", i + 1);

      for (const char *const *key = keys; *key; key++)
        {
          const char *value = g_hash_table_lookup (rows->pdata[i], *key);
          if (value && !kaiji_text_is_blank (value))
            continue;
          if (missing->len > 0)
            g_string_append (missing, separator);
          g_string_append (missing, get_label (look->prompt, *key));
        }
      if (missing->len > 0)
        kaiji_look_say (look, NULL, KAIJI_REMEDY_ANSWER, "row", row, "columns", missing->str, NULL);
    }
}

static void
look_mentioned (KaijiLook *look)
{
  const char *id = kaiji_row_get_word (look->row, "in");
  const char *column = kaiji_row_get_word (look->row, "column");
  const char *text = kaiji_case_source_get_answer (look->source, id);
  KaijiPrompt *other = kaiji_scheme_lookup_prompt (look->scheme, id);
  g_autofree char *haystack = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!look->text || !text || !other || kaiji_text_is_blank (text))
    return;
  rows = kaiji_table_parse (look->text);
  haystack = kaiji_text_fold (text);
  for (guint i = 0; rows && i < rows->len; i++)
    {
      const char *value = g_hash_table_lookup (rows->pdata[i], column);
      g_autofree char *needle = value ? kaiji_text_fold (value) : NULL;

      if (needle && *needle && !strstr (haystack, needle))
        kaiji_look_say (look, NULL, KAIJI_REMEDY_ANSWER, "value", value, "other", other->item->name,
                        NULL);
    }
}

static void
look_alike (KaijiLook *look)
{
  const char *column = kaiji_row_get_word (look->row, "column");
  const char *other =
      kaiji_case_source_get_answer (look->source, kaiji_row_get_word (look->row, "with"));
  g_autofree char *wanted = other ? kaiji_text_fold (other) : NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!look->text || !wanted || kaiji_text_is_blank (wanted))
    return;
  rows = kaiji_table_parse (look->text);
  for (guint i = 0; rows && i < rows->len; i++)
    {
      const char *value = g_hash_table_lookup (rows->pdata[i], column);
      g_autofree char *folded = value ? kaiji_text_fold (value) : NULL;
      g_autofree char *row = g_strdup_printf ("%u", i + 1);

      if (folded && !kaiji_text_is_blank (folded) && !g_str_equal (folded, wanted))
        kaiji_look_say (look, NULL, KAIJI_REMEDY_ANSWER, "row", row, "value", value, "other", other,
                        NULL);
    }
}

/* document */

static void
look_document (KaijiLook *look)
{
  const char *const *kinds = kaiji_row_get_words (look->row, "kinds");
  KaijiEvidence *wrong = NULL;

  if (!look->cited)
    {
      kaiji_look_say (look, "missing", KAIJI_REMEDY_CITE, NULL);
      return;
    }
  for (guint i = 0; i < look->places->len; i++)
    {
      KaijiEvidence *evidence = g_array_index (look->places, KaijiPlace, i).evidence;
      const KaijiEvidenceInfo *info = evidence ? kaiji_evidence_get_info (evidence) : NULL;

      if (!info)
        continue;
      if (!*kinds || g_strv_contains (kinds, kaiji_evidence_kind_to_string (info->kind)))
        return;
      wrong = evidence;
    }
  if (wrong)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_CITE, "evidence",
                    kaiji_evidence_get_info (wrong)->name, NULL);
}

/* pattern */

static void
look_pattern (KaijiLook *look)
{
  g_autofree char *normal = look->text ? kaiji_text_normalize (look->text) : NULL;

  if (normal && !g_regex_match_simple (kaiji_row_get_word (look->row, "pattern"), normal, 0, 0))
    kaiji_look_say (look, NULL, KAIJI_REMEDY_ANSWER, NULL);
}

/* fee */

static void
look_fee (KaijiLook *look)
{
}

static gboolean
class_holds (const char *tests, KaijiScheme *scheme, KaijiCaseSource *source)
{
  g_auto (GStrv) list = g_strsplit (tests, "&", -1);

  for (char **test = list; *test; test++)
    if (!(strchr (*test, '=') ? kaiji_pair_holds (source, *test)
                              : kaiji_answer_is_set (scheme, source, *test)))
      return FALSE;
  return TRUE;
}

/**
 * kaiji_row_choose_fee:
 * @self: a rule of kind `fee`
 * @scheme: its scheme
 * @source: a case
 *
 * Thread: the case's. Returns: (transfer none) (nullable): the fee that applies at present
 */
const KaijiFee *
kaiji_row_choose_fee (const KaijiRow *self, KaijiScheme *scheme, KaijiCaseSource *source)
{
  GPtrArray *fees = kaiji_scheme_get_fees (scheme);

  for (const char *const *entry = kaiji_row_get_words (self, "classes"); *entry; entry++)
    {
      g_auto (GStrv) sides = g_strsplit (*entry, ":", 2);

      if (sides[1] && !class_holds (sides[1], scheme, source))
        continue;
      for (guint i = 0; i < fees->len; i++)
        {
          KaijiFee *fee = g_ptr_array_index (fees, i);
          if (g_str_equal (fee->id, sides[0]))
            return fee;
        }
    }
  return NULL;
}

const KaijiEvaluator kaiji_case_evaluators[] = {
  { "condition", NULL, look_condition },
  { "date-after", NULL, look_date_after },
  { "years-since", NULL, look_years_since },
  { "window", NULL, look_window },
  { "revision", NULL, look_revision },
  { "rows", NULL, look_rows },
  { "mentioned", NULL, look_mentioned },
  { "alike", NULL, look_alike },
  { "document", NULL, look_document },
  { "pattern", NULL, look_pattern },
  { "fee", NULL, look_fee },
  { NULL, NULL, NULL },
};
