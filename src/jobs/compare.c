/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cases of one company say of the company, side by side. Which prompts are the company's
 * is data of the packs; how those of two schemes correspond is the work of kaiji_scheme_match().
 *
 * Invariants:
 * 1. Each prompt of each case stands in at most one row.
 * 2. Only cases that ask something are compared on it; no answer differs from an answer.
 */
#include "jobs/compare.h"

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "jobs/json.h"
#include "scheme/match.h"

/* As in transfer.c: "ID=WORD" in the case that holds the original. */
#define SETTING_ORIGINAL "original.held"

struct _KaijiCompare
{
  GPtrArray *sessions;
  GPtrArray *rows;
};

static void
answer_free (gpointer data)
{
  KaijiCompareAnswer *answer = data;

  g_free (answer->text);
  g_free (answer->key);
  g_free (answer);
}

static void
row_free (gpointer data)
{
  KaijiCompareRow *row = data;

  g_ptr_array_unref (row->answers);
  g_free (row);
}

static KaijiSession *
get_session (KaijiCompare *self, guint index)
{
  return g_ptr_array_index (self->sessions, index);
}

static KaijiCompareAnswer *
get_answer (const KaijiCompareRow *row, guint index)
{
  return g_ptr_array_index (row->answers, index);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* An evidence field: what is cited there, by name and by digest. */
static void
read_evidence (KaijiSession *session, KaijiCompareAnswer *answer)
{
  KaijiCaseSource *source = kaiji_session_get_source (session);
  GPtrArray *citations = kaiji_case_source_get_citations (source, answer->prompt->id);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) digests = g_ptr_array_new ();

  for (guint i = 0; citations && i < citations->len; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (citations, i);
      KaijiEvidence *evidence =
          kaiji_case_source_lookup_evidence (source, kaiji_citation_get_evidence_id (citation));
      const char *digest = kaiji_citation_get_sha256 (citation);

      if (g_ptr_array_find_with_equal_func (digests, digest, g_str_equal, NULL))
        continue;
      g_ptr_array_add (digests, (gpointer) digest);
      if (evidence)
        g_ptr_array_add (names, (gpointer) (kaiji_evidence_is_personal (evidence)
                                                ? _ ("Identity paper")
                                                : kaiji_evidence_get_info (evidence)->name));
    }
  g_ptr_array_sort (digests, compare_texts);
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (digests, NULL);
  answer->text = g_strjoinv (", ", (char **) names->pdata);
  answer->key = g_strjoinv (" ", (char **) digests->pdata);
}

static void
read_answer (KaijiSession *session, KaijiCompareAnswer *answer)
{
  const char *text;

  if (answer->prompt && answer->prompt->kind == KAIJI_KIND_EVIDENCE)
    {
      read_evidence (session, answer);
      return;
    }
  text = answer->prompt
             ? kaiji_case_source_get_answer (kaiji_session_get_source (session), answer->prompt->id)
             : NULL;
  answer->text = g_strdup (text ? text : "");
  answer->key = kaiji_text_normalize (answer->text);
}

static KaijiCompareRow *
add_row (KaijiCompare *self, KaijiPrompt *prompt)
{
  KaijiCompareRow *row = g_new0 (KaijiCompareRow, 1);

  row->prompt = prompt;
  row->answers = g_ptr_array_new_with_free_func (answer_free);
  for (guint i = 0; i < self->sessions->len; i++)
    g_ptr_array_add (row->answers, g_new0 (KaijiCompareAnswer, 1));
  g_ptr_array_add (self->rows, row);
  return row;
}

/* Whether a pair asks the same thing, so that two answers to it can be compared. */
static gboolean
is_comparable (const KaijiPromptMatch *match)
{
  return match && match->from && match->to && !(match->changes & KAIJI_CHANGED_KIND);
}

/* The row in which an earlier case answers what @prompt of the case @index asks. */
static KaijiCompareRow *
find_row (KaijiCompare *self, GPtrArray *matchings, guint index, KaijiPrompt *prompt)
{
  for (guint i = 0; i < index; i++)
    {
      const KaijiPromptMatch *match =
          kaiji_matching_lookup_to (g_ptr_array_index (matchings, i), prompt->id);

      for (guint j = 0; is_comparable (match) && j < self->rows->len; j++)
        {
          KaijiCompareRow *row = g_ptr_array_index (self->rows, j);

          if (get_answer (row, i)->prompt == match->from && !get_answer (row, index)->prompt)
            return row;
        }
    }
  return NULL;
}

static void
place_prompts (KaijiCompare *self, guint index)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (get_session (self, index));
  GPtrArray *prompts = kaiji_scheme_get_prompts (scheme);
  g_autoptr (GPtrArray) matchings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_matching_free);

  for (guint i = 0; i < index; i++)
    g_ptr_array_add (matchings,
                     kaiji_scheme_match (kaiji_session_get_scheme (get_session (self, i)), scheme));
  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (prompts, i);
      KaijiCompareRow *row;

      if (prompt->scope != KAIJI_SCOPE_COMPANY || prompt->kind == KAIJI_KIND_DERIVED)
        continue;
      row = find_row (self, matchings, index, prompt);
      if (!row)
        row = add_row (self, prompt);
      get_answer (row, index)->prompt = prompt;
    }
}

static void
finish_row (KaijiCompare *self, KaijiCompareRow *row)
{
  const char *first = NULL;

  for (guint i = 0; i < self->sessions->len; i++)
    {
      KaijiCompareAnswer *answer = get_answer (row, i);

      read_answer (get_session (self, i), answer);
      if (!answer->prompt)
        continue;
      if (!first)
        first = answer->key;
      row->differs |= !g_str_equal (first, answer->key);
    }
}

/* What only one case asks cannot be compared. */
static gboolean
is_shared (const KaijiCompareRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->answers->len; i++)
    n += get_answer (row, i)->prompt != NULL;
  return n > 1;
}

/**
 * kaiji_compare_new:
 * @sessions: (element-type KaijiSession): the cases of one company; may be read-only
 *
 * Thread: main. Returns: (transfer full): what they say of the company
 */
KaijiCompare *
kaiji_compare_new (GPtrArray *sessions)
{
  KaijiCompare *self = g_new0 (KaijiCompare, 1);

  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < sessions->len; i++)
    g_ptr_array_add (self->sessions, g_object_ref (g_ptr_array_index (sessions, i)));
  self->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < sessions->len; i++)
    place_prompts (self, i);
  for (guint i = self->rows->len; i > 0; i--)
    if (!is_shared (g_ptr_array_index (self->rows, i - 1)))
      g_ptr_array_remove_index (self->rows, i - 1);
  for (guint i = 0; i < self->rows->len; i++)
    finish_row (self, g_ptr_array_index (self->rows, i));
  return self;
}

void
kaiji_compare_free (KaijiCompare *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->sessions);
  g_free (self);
}

GPtrArray *
kaiji_compare_get_sessions (KaijiCompare *self)
{
  return self->sessions;
}

GPtrArray *
kaiji_compare_get_rows (KaijiCompare *self)
{
  return self->rows;
}

/** kaiji_compare_count_different: Returns: how many rows differ. */
guint
kaiji_compare_count_different (KaijiCompare *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += ((KaijiCompareRow *) g_ptr_array_index (self->rows, i))->differs;
  return n;
}

static gboolean
holds_original (KaijiSession *session)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  g_auto (GStrv) parts = g_strsplit (kaiji_scheme_get_text (scheme, SETTING_ORIGINAL), "=", 2);
  const char *answer;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (!parts[0] || !parts[1])
    return FALSE;
  answer = kaiji_case_source_get_answer (kaiji_session_get_source (session), parts[0]);
  one = kaiji_text_normalize (answer ? answer : "");
  other = kaiji_text_normalize (parts[1]);
  return g_str_equal (one, other);
}

KaijiSession *
kaiji_compare_get_original (KaijiCompare *self)
{
  KaijiSession *holder = NULL;

  for (guint i = 0; i < self->sessions->len; i++)
    if (holds_original (get_session (self, i)))
      {
        if (holder)
          return NULL;
        holder = get_session (self, i);
      }
  return holder;
}

/* ---- the report ---- */

static void
add_case (JsonBuilder *builder, KaijiSession *session)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  g_autofree char *spec =
      g_strdup_printf ("%s@%s", kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));
  g_autofree char *title = kaiji_session_dup_title (session);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "file", kaiji_session_get_path (session));
  kaiji_json_add_string (builder, "scheme", spec);
  kaiji_json_add_string (builder, "title", title);
  json_builder_end_object (builder);
}

static void
add_report_row (JsonBuilder *builder, KaijiCompare *self, const KaijiCompareRow *row)
{
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "id", row->prompt->id);
  kaiji_json_add_string (builder, "section", row->prompt->item->section->name);
  kaiji_json_add_string (builder, "text", row->prompt->text);
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->sessions->len; i++)
    {
      KaijiCompareAnswer *answer = get_answer (row, i);

      if (!answer->prompt)
        continue;
      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "file", kaiji_session_get_path (get_session (self, i)));
      kaiji_json_add_string (builder, "id", answer->prompt->id);
      kaiji_json_add_string (builder, "answer", *answer->text ? answer->text : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
kaiji_compare_dup_report (KaijiCompare *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  KaijiSession *original = kaiji_compare_get_original (self);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "cases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->sessions->len; i++)
    add_case (builder, get_session (self, i));
  json_builder_end_array (builder);
  kaiji_json_add_int (builder, "compared", self->rows->len);
  kaiji_json_add_int (builder, "different", kaiji_compare_count_different (self));
  kaiji_json_add_string (builder, "original", original ? kaiji_session_get_path (original) : NULL);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const KaijiCompareRow *row = g_ptr_array_index (self->rows, i);

      if (row->differs)
        add_report_row (builder, self, row);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return kaiji_json_end (builder, FALSE);
}
