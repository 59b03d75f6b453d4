/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of an answer say.
 *
 * Invariants:
 * 1. The classes none and undisclosed are given to a whole answer only, never to a part of one.
 * 2. A word at the head of an answer counts only where a separator or the end follows it.
 */
#include "scheme/scheme-private.h"

#include <string.h>

#include "core/text.h"

static char *
fold (const char *text)
{
  g_autofree char *normal = kaiji_text_normalize (text);

  return g_utf8_casefold (normal, -1);
}

static gboolean
is_separator (gunichar c)
{
  return c == 0 || g_unichar_isspace (c) || g_unichar_ispunct (c);
}

/* What stands between a word and its detail and belongs to neither; a bracket is detail. */
static gboolean
is_joint (gunichar c)
{
  switch (c)
    {
    case ',':
    case ':':
    case ';':
    case '.':
    case 0x3001: /* ideographic comma */
    case 0x3002: /* ideographic full stop */
    case 0xFF0C: /* full-width comma */
    case 0xFF0E: /* full-width full stop */
    case 0xFF1A: /* full-width colon */
    case 0xFF1B: /* full-width semicolon */
    case 0xFF64: /* half-width ideographic comma */
      return TRUE;
    default:
      return g_unichar_isspace (c);
    }
}

static gboolean
is_one_of (const KaijiWords *words, const char *folded)
{
  return words->folded && g_strv_contains ((const char *const *) words->folded, folded);
}

static gboolean
starts_with_one_of (const KaijiWords *words, const char *folded)
{
  for (guint i = 0; words->folded && words->folded[i]; i++)
    if (g_str_has_prefix (folded, words->folded[i])
        && is_separator (g_utf8_get_char (folded + strlen (words->folded[i]))))
      return TRUE;
  return FALSE;
}

/* Whether the first clause of an answer puts it off: a plan, a thing under way. In prose a
 * plan may be mentioned in passing, so only a yes/no answer may have the word anywhere in it. */
static gboolean
is_tentative (const KaijiWords *words, const char *folded, gboolean anywhere)
{
  g_autofree char *clause = NULL;
  const char *end = folded;

  while (!is_separator (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  clause = g_strndup (folded, (gsize) (end - folded));
  for (guint i = 0; words->folded && words->folded[i]; i++)
    if (anywhere ? strstr (clause, words->folded[i]) != NULL
                 : g_str_has_prefix (clause, words->folded[i])
                       || g_str_has_suffix (clause, words->folded[i]))
      return TRUE;
  return FALSE;
}

/**
 * kaiji_scheme_classify:
 * @self: a scheme
 * @prompt: (nullable): what is asked; NULL for any yes/no question
 * @text: (nullable): the answer as typed
 *
 * Thread: any.
 * Returns: what the whole answer says
 */
KaijiAnswerClass
kaiji_scheme_classify (KaijiScheme *self, KaijiPrompt *prompt, const char *text)
{
  gboolean yes_no =
      !prompt || prompt->kind == KAIJI_KIND_YES_NO || prompt->kind == KAIJI_KIND_YES_NO_DETAIL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (self != NULL, KAIJI_ANSWER_UNSET);

  if (!text || kaiji_text_is_blank (text))
    return KAIJI_ANSWER_UNSET;
  folded = fold (text);
  if (is_one_of (&self->words[WORDS_UNDISCLOSED], folded))
    return KAIJI_ANSWER_UNDISCLOSED;
  if (is_one_of (&self->words[WORDS_NONE], folded))
    return KAIJI_ANSWER_NONE;
  if (starts_with_one_of (&self->words[WORDS_YES], folded))
    return KAIJI_ANSWER_YES;
  if (starts_with_one_of (&self->words[WORDS_NO], folded)
      || starts_with_one_of (&self->words[WORDS_NONE], folded))
    return KAIJI_ANSWER_NO;
  if (is_tentative (&self->words[WORDS_TENTATIVE], folded, yes_no))
    return KAIJI_ANSWER_TENTATIVE;
  return KAIJI_ANSWER_OTHER;
}

/**
 * kaiji_scheme_reads_yes:
 * @self: a scheme
 * @text: (nullable): an answer
 *
 * Returns: whether it says yes in the words of the pack, also with more text behind
 */
gboolean
kaiji_scheme_reads_yes (KaijiScheme *self, const char *text)
{
  return kaiji_scheme_classify (self, NULL, text) == KAIJI_ANSWER_YES;
}

/**
 * kaiji_scheme_reads_no:
 * @self: a scheme
 * @text: (nullable): an answer
 *
 * Returns: whether it says no or none in the words of the pack, also with more text behind
 */
gboolean
kaiji_scheme_reads_no (KaijiScheme *self, const char *text)
{
  KaijiAnswerClass class = kaiji_scheme_classify (self, NULL, text);

  return class == KAIJI_ANSWER_NO || class == KAIJI_ANSWER_NONE;
}

/**
 * kaiji_scheme_get_choices:
 * @self: a scheme
 * @prompt: a prompt
 *
 * Returns: (transfer none) (nullable): the words offered for it, NULL for none
 */
char **
kaiji_scheme_get_choices (KaijiScheme *self, KaijiPrompt *prompt)
{
  g_return_val_if_fail (self != NULL && prompt != NULL, NULL);

  if (prompt->options)
    return prompt->options;
  if (prompt->kind == KAIJI_KIND_YES_NO)
    return self->words[WORDS_YES_NO].values;
  if (prompt->kind == KAIJI_KIND_YES_NO_DETAIL)
    return self->words[WORDS_CHOICES].values;
  return NULL;
}

/* The choice that stands for a word of the pack. */
static int
choice_of_class (const KaijiWords *words, char **choices, const char *folded)
{
  if (!is_one_of (words, folded))
    return -1;
  for (int i = 0; choices[i]; i++)
    {
      g_autofree char *choice = fold (choices[i]);

      if (is_one_of (words, choice))
        return i;
    }
  return -1;
}

static int
find_choice (KaijiScheme *self, KaijiPrompt *prompt, char **choices, const char *folded)
{
  int index = -1;

  for (int i = 0; choices[i]; i++)
    {
      g_autofree char *choice = fold (choices[i]);

      if (g_str_equal (choice, folded))
        return i;
    }
  if (prompt->kind != KAIJI_KIND_YES_NO && prompt->kind != KAIJI_KIND_YES_NO_DETAIL)
    return -1;
  for (KaijiWordClass class = WORDS_YES; index < 0 && class <= WORDS_NO; class ++)
    index = choice_of_class (&self->words[class], choices, folded);
  return index;
}

/* No choice is longer; what is longer is detail. */
#define MAX_CHOICE_CHARS 60

/**
 * kaiji_scheme_split_choice:
 * @self: a scheme
 * @prompt: a prompt with choices
 * @text: the answer as typed
 * @word: (out) (optional): byte length of the word at the head of @text, with blanks before it
 * @detail: (out) (optional): byte offset of what follows the word and its separators
 *
 * The longest choice wins. Other words of the pack stand for a choice.
 *
 * Returns: index of the choice, -1 when @text starts with none
 */
int
kaiji_scheme_split_choice (KaijiScheme *self,
                           KaijiPrompt *prompt,
                           const char *text,
                           gsize *word,
                           gsize *detail)
{
  char **choices;
  const char *start;
  const char *end = NULL;
  int index = -1;
  int count = 0;

  g_return_val_if_fail (self != NULL && prompt != NULL && text != NULL, -1);

  if (word)
    *word = 0;
  if (detail)
    *detail = 0;
  choices = kaiji_scheme_get_choices (self, prompt);
  if (!choices)
    return -1;
  for (start = text; *start && g_unichar_isspace (g_utf8_get_char (start));)
    start = g_utf8_next_char (start);
  for (const char *p = start; *p && count < MAX_CHOICE_CHARS; count++)
    {
      g_autofree char *head = NULL;
      g_autofree char *folded = NULL;
      int found;

      gboolean blank = g_unichar_isspace (g_utf8_get_char (p));

      p = g_utf8_next_char (p);
      if (blank || !is_separator (g_utf8_get_char (p)))
        continue;
      head = g_strndup (start, (gsize) (p - start));
      folded = fold (head);
      found = find_choice (self, prompt, choices, folded);
      if (found >= 0)
        {
          index = found;
          end = p;
        }
    }
  if (index < 0)
    return -1;
  if (word)
    *word = (gsize) (end - text);
  while (*end && is_joint (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (detail)
    *detail = (gsize) (end - text);
  return index;
}
