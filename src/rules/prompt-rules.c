/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluators that look at every prompt for which they make sense. What they say hangs on that
 * prompt and depends on nothing but the prompt: its answer, its marks, the citations on it and on
 * its item, their evidence, and the conditions under which it is required and shown. A prompt that
 * is not shown is never looked at.
 *
 * kind         says something when                             parameters and variants
 * required     a required prompt is not answered               except: ids that other rules ask for
 *                variants, in Form A: field, evidence (a field that takes evidence); field-warn,
 *                evidence-warn (a gap that does not block)
 * cited        an answer has no evidence                       optional: looks at prompts that are
 *                                                              not required (else: that are)
 *                variants: lost (no citation stands any more)
 * replaced     evidence was replaced and a place waits for      {evidence}
 *              a person; the whole item's at its first prompt
 *                variants: lost (a place was not found, but another citation stands)
 * contractor   an answer rests on a contractor (ID.outsourced reads as yes) and no evidence of
 *              kind contractor is cited that is public (has an address) or signed
 *                variants: unsigned (contractor's, but neither public nor signed)
 * reread       an answer was taken over from a prompt in        {wording}: that prompt's words
 *              other words (ID.reread holds them)
 * wording      a person's own wording of the attachments       (ID.attachment)
 *              was written before its citations changed
 * web          a cited web page has no address or no date      {evidence}
 *                variants: url (no address), date (no date of the copy); itself: neither
 * undisclosed  a required answer is of the class undisclosed
 * gate         a gate is not met or a person must say so       units: words that mean the same unit;
 *                                                              equality: setting whose reading
 *                                                              "pass" or "fail" decides a number
 *                                                              that equals the minimum
 *                itself: no measure; variants: none-human, no-detail (says no and more), tentative,
 *                words {word}, unset {reading} {source}, under, equal {reading}, equal-fail,
 *                unread; the minimum's: {minimum} {unit} {choice}
 * japanese     a required answer has letters, none Japanese    kinds: kinds of prompts looked at,
 *                                                              except: ids
 * reading      an answer cannot be read as what it should be   number-kinds: kinds that must show
 *                                                              a number
 *                variants: date, number, corporate-number (check digit), corporate-form, characters
 *                {count} {max}, digits {count} {max}
 * language     a citation's quote has letters, none Japanese,  least: letters that a quote must
 *              and no translation is cited with it             have; {evidence}
 *
 * Parameter of all: prompt-source (the prompt's own clause is shown where it has one).
 */
#include "rules/evaluator.h"

#include "core/number.h"
#include "core/text.h"
#include "rules/wording.h"

static gboolean
is_form_b (const KaijiRow *row, KaijiPrompt *prompt)
{
  return !prompt->item->section->form_a;
}

static gboolean
takes_citations (const KaijiRow *row, KaijiPrompt *prompt)
{
  return is_form_b (row, prompt) && prompt->citable && prompt->kind != KAIJI_KIND_EVIDENCE;
}

static gboolean
is_none (const KaijiLook *look)
{
  return look->answer_class == KAIJI_ANSWER_NONE || look->answer_class == KAIJI_ANSWER_UNDISCLOSED;
}

/* required */

static gboolean
can_be_required (const KaijiRow *row, KaijiPrompt *prompt)
{
  return prompt->required != KAIJI_REQUIRED_NEVER && prompt->kind != KAIJI_KIND_DERIVED
         && !kaiji_row_has_word (row, "except", prompt->id);
}

static void
look_required (KaijiLook *look)
{
  gboolean evidence = look->prompt->kind == KAIJI_KIND_EVIDENCE;
  gboolean blocking = look->prompt->blocking;
  const char *variant;

  if (!look->required || look->answered)
    return;
  if (evidence)
    variant = blocking ? "evidence" : "evidence-warn";
  else if (look->prompt->item->section->form_a)
    variant = blocking ? "field" : "field-warn";
  else
    variant = NULL;
  kaiji_look_say (look, variant, evidence ? KAIJI_REMEDY_CITE : KAIJI_REMEDY_ANSWER, NULL);
}

/* cited */

/* A citation whose place was not found in the newer version of its evidence. */
static gboolean
is_lost (const KaijiPlace *place)
{
  return place->evidence && kaiji_citation_get_state (place->citation) == KAIJI_CITATION_LOST;
}

static gboolean
needs_citation (const KaijiLook *look)
{
  return look->answered && !look->waived && !look->cited;
}

static void
look_cited (KaijiLook *look)
{
  gboolean lost = FALSE;

  if (!needs_citation (look) || look->required == kaiji_row_get_flag (look->row, "optional"))
    return;
  for (guint i = 0; i < look->places->len; i++)
    lost |= is_lost (&g_array_index (look->places, KaijiPlace, i));
  kaiji_look_say (look, look->places->len > 0 ? "lost" : NULL,
                  lost ? KAIJI_REMEDY_CONFIRM : KAIJI_REMEDY_CITE, NULL);
}

/* replaced */

static gboolean
belongs_here (const KaijiLook *look, const KaijiPlace *place)
{
  return g_str_equal (kaiji_citation_get_target (place->citation), look->prompt->id)
         || g_ptr_array_index (look->prompt->item->prompts, 0) == look->prompt;
}

static void
look_replaced (KaijiLook *look)
{
  const KaijiPlace *moved = NULL, *lost = NULL;

  for (guint i = 0; i < look->places->len; i++)
    {
      const KaijiPlace *place = &g_array_index (look->places, KaijiPlace, i);

      if (!place->evidence || !belongs_here (look, place))
        continue;
      if (is_lost (place))
        lost = lost ? lost : place;
      else if (kaiji_citation_get_state (place->citation) == KAIJI_CITATION_MOVED)
        moved = moved ? moved : place;
    }
  /* Where nothing else stands, that the evidence is missing says it all. */
  if (lost && !moved && kaiji_prompt_takes_proof (look->prompt) && needs_citation (look))
    return;
  if (moved || lost)
    kaiji_look_say (look, lost ? "lost" : NULL, KAIJI_REMEDY_CONFIRM, "evidence",
                    kaiji_evidence_get_info ((lost ? lost : moved)->evidence)->name, NULL);
}

/* contractor */

static gboolean
is_filled (const char *text)
{
  return text && !kaiji_text_is_blank (text);
}

static void
look_contractor (KaijiLook *look)
{
  g_autofree char *key = g_strconcat (look->prompt->id, ".outsourced", NULL);
  const char *mark = kaiji_case_source_get_answer (look->source, key);
  gboolean contractor = FALSE;

  if (!mark || !kaiji_scheme_reads_yes (look->scheme, mark) || !look->answered || look->waived)
    return;
  for (guint i = 0; i < look->places->len; i++)
    {
      KaijiEvidence *evidence = g_array_index (look->places, KaijiPlace, i).evidence;
      const KaijiEvidenceInfo *info = evidence ? kaiji_evidence_get_info (evidence) : NULL;

      if (!info || info->kind != KAIJI_EVIDENCE_CONTRACTOR)
        continue;
      if (is_filled (info->url) || is_filled (info->signed_by))
        return;
      contractor = TRUE;
    }
  kaiji_look_say (look, contractor ? "unsigned" : NULL, KAIJI_REMEDY_CITE, NULL);
}

/* wording */

static void
look_wording (KaijiLook *look)
{
  if (kaiji_wording_is_stale (look->scheme, look->source, look->prompt->id))
    kaiji_look_say (look, NULL, KAIJI_REMEDY_READ, NULL);
}

/* reread */

static void
look_reread (KaijiLook *look)
{
  g_autofree char *key = g_strconcat (look->prompt->id, ".reread", NULL);
  const char *wording = kaiji_case_source_get_answer (look->source, key);

  if (is_filled (wording) && look->text)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_READ, "wording", wording, NULL);
}

/* web */

static gboolean
takes_evidence (const KaijiRow *row, KaijiPrompt *prompt)
{
  return prompt->citable || prompt->kind == KAIJI_KIND_EVIDENCE;
}

static void
look_web (KaijiLook *look)
{
  g_autoptr (GHashTable) said = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < look->places->len; i++)
    {
      KaijiEvidence *evidence = g_array_index (look->places, KaijiPlace, i).evidence;
      const KaijiEvidenceInfo *info = evidence ? kaiji_evidence_get_info (evidence) : NULL;
      gboolean url, date;

      if (!info || info->kind != KAIJI_EVIDENCE_WEB || !g_hash_table_add (said, evidence))
        continue;
      url = is_filled (info->url);
      date = is_filled (info->captured_on);
      if (!url || !date)
        kaiji_look_say (look, url ? "date" : (date ? "url" : NULL), KAIJI_REMEDY_READ, "evidence",
                        info->name, NULL);
    }
}

/* undisclosed */

static void
look_undisclosed (KaijiLook *look)
{
  if (look->required && look->answer_class == KAIJI_ANSWER_UNDISCLOSED)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_ANSWER, NULL);
}

/* gate */

static gboolean
has_gate (const KaijiRow *row, KaijiPrompt *prompt)
{
  return prompt->gate != KAIJI_GATE_NONE;
}

static const char *
find_word (const KaijiLook *look, char **words)
{
  g_autofree char *normal = kaiji_text_normalize (look->text);

  for (char **word = words; word && *word; word++)
    {
      g_autofree char *needle = kaiji_text_normalize (*word);
      if (*needle && strstr (normal, needle))
        return *word;
    }
  return NULL;
}

static gboolean
has_minimum_unit (const KaijiLook *look, const KaijiMinimum *minimum, const char *unit)
{
  return g_strcmp0 (minimum->unit, unit) == 0
         || (kaiji_row_has_word (look->row, "units", minimum->unit)
             && kaiji_row_has_word (look->row, "units", unit));
}

/* What the office has chosen that a verdict rests on: of the minimum, of the reading, or both. */
static char *
dup_choice_source (const KaijiChoice *minimum, const KaijiChoice *reading)
{
  if (!minimum && !reading)
    return NULL;
  if (!minimum || !reading || g_str_equal (minimum->source, reading->source))
    return g_strdup (minimum ? minimum->source : reading->source);
  return g_strconcat (minimum->source, "; ", reading->source, NULL);
}

static void
look_minimum (KaijiLook *look)
{
  const KaijiSetting *equality =
      kaiji_scheme_get_setting (look->scheme, kaiji_row_get_word (look->row, "equality"));
  const KaijiChoice *choice, *reading = NULL;
  g_autofree char *value = NULL, *source = NULL;
  const char *variant;
  KaijiMinimum minimum;
  KaijiNumber number;

  kaiji_scheme_get_prompt_minimum (look->scheme, look->prompt, &minimum, &choice);
  if (!minimum.set)
    {
      kaiji_look_say (look, "unset", KAIJI_REMEDY_READ, "reading", minimum.reading_text, "source",
                      minimum.source, NULL);
      return;
    }
  value = g_strdup_printf ("%g", minimum.value);
  if (!kaiji_number_read (look->text, &number) || !has_minimum_unit (look, &minimum, number.unit))
    variant = "unread";
  else if (number.value < minimum.value)
    variant = "under";
  else if (number.value > minimum.value)
    return;
  else if (equality && g_str_equal (equality->value, "pass"))
    return;
  else if (equality && g_str_equal (equality->value, "fail"))
    {
      variant = "equal-fail";
      reading = equality->choice;
    }
  else
    variant = "equal";
  source = dup_choice_source (choice, reading);
  kaiji_look_say (look, variant, KAIJI_REMEDY_ANSWER, "minimum", value, "unit", minimum.unit,
                  "reading", minimum.reading_text, "choice", source, NULL);
}

static void
look_gate (KaijiLook *look)
{
  const char *word;
  gboolean human;

  if (!look->answered)
    return;
  human = look->prompt->gate_no_is_human
          && kaiji_condition_holds (look->prompt->gate_human_when, look->scheme, look->source);
  if (is_none (look))
    kaiji_look_say (look, human ? "none-human" : NULL, KAIJI_REMEDY_ANSWER, NULL);
  else if (look->answer_class == KAIJI_ANSWER_NO)
    kaiji_look_say (look, human ? "none-human" : "no-detail", KAIJI_REMEDY_ANSWER, NULL);
  else if (look->answer_class == KAIJI_ANSWER_TENTATIVE
           || find_word (look, kaiji_scheme_get_words (look->scheme, "tentative")))
    kaiji_look_say (look, "tentative", KAIJI_REMEDY_ANSWER, NULL);
  else if ((word = find_word (look, look->prompt->gate_human_words)))
    kaiji_look_say (look, "words", KAIJI_REMEDY_ANSWER, "word", word, NULL);
  else if (look->prompt->gate == KAIJI_GATE_MINIMUM)
    look_minimum (look);
}

/* japanese */

static gboolean
has_listed_kind (const KaijiRow *row, KaijiPrompt *prompt)
{
  return kaiji_row_has_word (row, "kinds", kaiji_kind_to_string (prompt->kind))
         && !kaiji_row_has_word (row, "except", prompt->id);
}

static guint
count_letters (const char *text)
{
  guint count = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      count++;
  return count;
}

static void
look_japanese (KaijiLook *look)
{
  if (look->required && look->answered && look->text && count_letters (look->text) > 0
      && !kaiji_text_has_japanese (look->text))
    kaiji_look_say (look, NULL, KAIJI_REMEDY_ANSWER, NULL);
}

/* reading */

static guint
count_digits (const char *text)
{
  g_autofree char *normal = kaiji_text_normalize (text);
  guint count = 0;

  for (const char *p = normal; *p; p++)
    if (g_ascii_isdigit (*p))
      count++;
  return count;
}

static void
say_count (KaijiLook *look, const char *variant, guint count, guint max)
{
  g_autofree char *count_text = g_strdup_printf ("%u", count);
  g_autofree char *max_text = g_strdup_printf ("%u", max);

  kaiji_look_say (look, variant, KAIJI_REMEDY_ANSWER, "count", count_text, "max", max_text, NULL);
}

/* Dates and numbers may take a word in their place. */
static gboolean
is_option (const KaijiLook *look)
{
  g_autofree char *normal = kaiji_text_normalize (look->text);

  for (char **option = look->prompt->options; option && *option; option++)
    {
      g_autofree char *word = kaiji_text_normalize (*option);
      if (g_str_equal (normal, word))
        return TRUE;
    }
  return FALSE;
}

/* A choice may have text behind it. */
static gboolean
begins_with_option (const KaijiLook *look)
{
  g_autofree char *normal = kaiji_text_normalize (look->text);

  for (char **option = look->prompt->options; option && *option; option++)
    {
      g_autofree char *word = kaiji_text_normalize (*option);
      if (g_str_has_prefix (normal, word))
        return TRUE;
    }
  return !look->prompt->options;
}

static void
say_options (KaijiLook *look)
{
  g_autofree char *options =
      g_strjoinv (kaiji_row_get_word (look->row, "separator"), look->prompt->options);

  kaiji_look_say (look, "choice", KAIJI_REMEDY_ANSWER, "options", options, NULL);
}

static void
look_reading (KaijiLook *look)
{
  KaijiPrompt *prompt = look->prompt;
  KaijiNumber number;
  KaijiDate date;
  guint count;

  if (!look->answered || !look->text)
    return;
  if (prompt->max_chars > 0 && (count = kaiji_text_count (look->text)) > prompt->max_chars)
    say_count (look, "characters", count, prompt->max_chars);
  if (is_none (look) || look->answer_class == KAIJI_ANSWER_NO || is_option (look))
    return;
  if (prompt->kind == KAIJI_KIND_DATE)
    {
      if (!kaiji_date_parse (look->text, &date))
        kaiji_look_say (look, "date", KAIJI_REMEDY_ANSWER, NULL);
    }
  else if (prompt->kind == KAIJI_KIND_CORPORATE_NUMBER)
    {
      if (!kaiji_corporate_number_is_well_formed (look->text))
        kaiji_look_say (look, "corporate-form", KAIJI_REMEDY_ANSWER, NULL);
      else if (!kaiji_corporate_number_check (look->text))
        kaiji_look_say (look, "corporate-number", KAIJI_REMEDY_ANSWER, NULL);
    }
  else if (prompt->kind == KAIJI_KIND_YES_NO)
    {
      if (look->answer_class != KAIJI_ANSWER_YES)
        kaiji_look_say (look, "yes-no", KAIJI_REMEDY_ANSWER, NULL);
    }
  else if (prompt->kind == KAIJI_KIND_CHOICE)
    {
      if (!begins_with_option (look))
        say_options (look);
    }
  else if (kaiji_row_has_word (look->row, "number-kinds", kaiji_kind_to_string (prompt->kind)))
    {
      if (!kaiji_number_read (look->text, &number))
        kaiji_look_say (look, "number", KAIJI_REMEDY_ANSWER, NULL);
    }
  else if (prompt->digits > 0 && (count = count_digits (look->text)) != prompt->digits)
    say_count (look, "digits", count, prompt->digits);
}

/* language */

static void
look_language (KaijiLook *look)
{
  guint least = (guint) kaiji_row_get_int (look->row, "least", 1);
  KaijiEvidence *foreign = NULL;

  for (guint i = 0; i < look->places->len; i++)
    {
      KaijiPlace *place = &g_array_index (look->places, KaijiPlace, i);
      const char *quote = kaiji_citation_get_quote (place->citation);

      if (!place->evidence)
        continue;
      if (kaiji_evidence_get_info (place->evidence)->kind == KAIJI_EVIDENCE_TRANSLATION)
        return;
      if (!foreign && !kaiji_text_has_japanese (quote) && count_letters (quote) >= least)
        foreign = place->evidence;
    }
  if (foreign)
    kaiji_look_say (look, NULL, KAIJI_REMEDY_CITE, "evidence",
                    kaiji_evidence_get_info (foreign)->name, NULL);
}

static gboolean
is_read (const KaijiRow *row, KaijiPrompt *prompt)
{
  return prompt->kind != KAIJI_KIND_DERIVED && prompt->kind != KAIJI_KIND_EVIDENCE
         && (prompt->max_chars > 0 || prompt->digits > 0 || prompt->kind == KAIJI_KIND_DATE
             || prompt->kind == KAIJI_KIND_CORPORATE_NUMBER || prompt->kind == KAIJI_KIND_YES_NO
             || prompt->kind == KAIJI_KIND_CHOICE
             || kaiji_row_has_word (row, "number-kinds", kaiji_kind_to_string (prompt->kind)));
}

const KaijiEvaluator kaiji_prompt_evaluators[] = {
  { "required", can_be_required, look_required },
  { "cited", takes_citations, look_cited },
  { "contractor", takes_citations, look_contractor },
  { "web", takes_evidence, look_web },
  { "undisclosed", is_form_b, look_undisclosed },
  { "gate", has_gate, look_gate },
  { "japanese", has_listed_kind, look_japanese },
  { "reading", is_read, look_reading },
  { "language", takes_citations, look_language },
  { "reread", is_form_b, look_reread },
  { "replaced", takes_evidence, look_replaced },
  { "wording", takes_citations, look_wording },
  { NULL, NULL, NULL },
};
