/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a prompt is worth searching in the evidence: its words but those that all prompts of the
 * table repeat (有無, 実施, 状況 …). Which these are the table itself says: pairs of letters that
 * stand in many items weigh little.
 */
#include "jobs/search.h"

#include <math.h>
#include <string.h>

#include "core/text.h"

#define MAX_WORDS 6
/* A word is worth its place when it weighs this share of one that stands in a single item. */
#define WORTH 0.42

typedef struct
{
  char *text;
  double weight;
} Word;

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->text);
}

/* Kanji, katakana, letters and digits make words; hiragana joins them. */
static gboolean
is_of_word (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_LATIN:
      return TRUE;
    default:
      return c == 0x30FC || g_unichar_isdigit (c);
    }
}

typedef void (*WordFunc) (const char *word, gpointer user_data);

static void
foreach_word (const char *text, WordFunc func, gpointer user_data)
{
  const char *p = text;

  while (*p)
    {
      const char *start;
      g_autofree char *word = NULL;

      while (*p && !is_of_word (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p && is_of_word (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word = g_strndup (start, (gsize) (p - start));
      if (g_utf8_strlen (word, -1) >= 2)
        func (word, user_data);
    }
}

/* ---- how many items a pair stands in ---- */

static char *
next_pair (const char **p)
{
  const char *start = *p, *second;

  if (!*start || !*g_utf8_next_char (start))
    return NULL;
  second = g_utf8_next_char (start);
  *p = second;
  return g_strndup (start, (gsize) (g_utf8_next_char (second) - start));
}

static void
add_pairs_cb (const char *word, gpointer pairs)
{
  g_autofree char *folded = kaiji_text_fold (word);
  const char *p = folded;
  char *pair;

  while ((pair = next_pair (&p)))
    g_hash_table_add (pairs, pair);
}

static void
count_item (GHashTable *counts, KaijiItem *item)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer pair;

  foreach_word (item->name, add_pairs_cb, pairs);
  for (guint i = 0; i < item->prompts->len; i++)
    foreach_word (((KaijiPrompt *) g_ptr_array_index (item->prompts, i))->text, add_pairs_cb,
                  pairs);
  g_hash_table_iter_init (&iter, pairs);
  while (g_hash_table_iter_next (&iter, &pair, NULL))
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, pair));
      g_hash_table_insert (counts, g_strdup (pair), GUINT_TO_POINTER (n + 1));
    }
}

static GHashTable *
count_pairs (KaijiScheme *scheme)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *items = kaiji_scheme_get_items (scheme);

  for (guint i = 0; i < items->len; i++)
    count_item (counts, g_ptr_array_index (items, i));
  return counts;
}

/* ---- the words of a prompt ---- */

typedef struct
{
  GHashTable *counts;
  double n_items;
  GArray *words;
} Choice;

/* 1 for a word that stands in one item only, 0 for one that stands in all. */
static double
weigh (Choice *choice, const char *word)
{
  g_autofree char *folded = kaiji_text_fold (word);
  const char *p = folded;
  double total = 0;
  guint n = 0;
  char *pair;

  while ((pair = next_pair (&p)))
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (choice->counts, pair));

      total += log (choice->n_items / MAX (count, 1)) / log (MAX (choice->n_items, 2));
      n++;
      g_free (pair);
    }
  return n ? total / n : 0;
}

static void
add_word_cb (const char *text, gpointer user_data)
{
  Choice *choice = user_data;
  Word word = { .weight = weigh (choice, text) };

  if (word.weight < WORTH)
    return;
  for (guint i = 0; i < choice->words->len; i++)
    {
      Word *known = &g_array_index (choice->words, Word, i);

      if (strstr (known->text, text))
        return;
      if (strstr (text, known->text))
        {
          g_free (known->text);
          known->text = g_strdup (text);
          return;
        }
    }
  word.text = g_strdup (text);
  g_array_append_val (choice->words, word);
}

static void
drop_lightest (GArray *words)
{
  guint lightest = 0;

  for (guint i = 1; i < words->len; i++)
    if (g_array_index (words, Word, i).weight <= g_array_index (words, Word, lightest).weight)
      lightest = i;
  g_array_remove_index (words, lightest);
}

/**
 * kaiji_search_dup_words:
 * @scheme: a scheme
 * @target: id of a prompt or an item
 *
 * What to search in ANY mode for pages that back an answer, as a person may read and change it.
 *
 * Thread: any. Returns: (transfer full): words with spaces between them; "" for an unknown id
 */
char *
kaiji_search_dup_words (KaijiScheme *scheme, const char *target)
{
  KaijiPrompt *prompt = kaiji_scheme_resolve (scheme, target, NULL);
  g_autoptr (GHashTable) counts = prompt ? count_pairs (scheme) : NULL;
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  GString *out = g_string_new (NULL);
  Choice choice = { .counts = counts, .words = words };

  g_array_set_clear_func (words, word_clear);
  if (!prompt)
    return g_string_free (out, FALSE);
  choice.n_items = kaiji_scheme_get_items (scheme)->len;
  foreach_word (prompt->item->name, add_word_cb, &choice);
  foreach_word (prompt->text, add_word_cb, &choice);
  while (words->len > MAX_WORDS)
    drop_lightest (words);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (out, "%s%s", i ? " " : "", g_array_index (words, Word, i).text);
  /* All of it is of the common kind: the name says it better than nothing. */
  if (out->len == 0)
    g_string_append (out, prompt->item->name);
  return g_string_free (out, FALSE);
}
