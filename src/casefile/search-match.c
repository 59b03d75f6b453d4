/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search looks for on a page whose text is at hand: whether it is there, how well, where. */
#include "casefile/search-private.h"

#include <math.h>
#include <string.h>

#include "core/text.h"
#include "db/bigram.h"

/* BM25's: how soon more of the same counts little, and how much long pages are held back. */
#define SATURATION 1.2
#define LENGTH_SHARE 0.6
/* Bytes of text on an ordinary page. */
#define ORDINARY_PAGE 2500
/* A phrase that stands as it was typed goes before its words here and there. */
#define PHRASE_BONUS 4.0

static void
term_free (gpointer data)
{
  KaijiSearchTerm *term = data;

  g_free (term->folded);
  g_free (term);
}

/* @folded: (transfer full) */
static void
add_term (GPtrArray *terms, char *folded)
{
  KaijiSearchTerm *term;

  for (guint i = 0; i < terms->len; i++)
    if (g_str_equal (((KaijiSearchTerm *) g_ptr_array_index (terms, i))->folded, folded))
      {
        g_free (folded);
        return;
      }
  term = g_new0 (KaijiSearchTerm, 1);
  term->folded = folded;
  term->length = strlen (folded);
  term->weight = 1;
  g_ptr_array_add (terms, term);
}

/* Whatever stands between white space, folded. */
static void
add_words (GPtrArray *words, const char *text)
{
  const char *p = text;

  while (*p)
    {
      const char *start;
      g_autofree char *word = NULL;
      g_autofree char *folded = NULL;

      while (*p && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p && !g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word = g_strndup (start, (gsize) (p - start));
      folded = kaiji_text_fold (word);
      if (*folded)
        add_term (words, g_steal_pointer (&folded));
    }
}

static void
add_pairs (GPtrArray *pairs, const char *word)
{
  for (const char *p = word; *p && *g_utf8_next_char (p); p = g_utf8_next_char (p))
    {
      const char *end = g_utf8_next_char (g_utf8_next_char (p));

      add_term (pairs, g_strndup (p, (gsize) (end - p)));
    }
}

KaijiSearchMatcher *
kaiji_search_matcher_new (const char *text, KaijiSearchMode mode)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (KaijiSearchMatcher) self = g_new0 (KaijiSearchMatcher, 1);

  self->mode = mode;
  self->phrase = kaiji_text_fold (valid);
  self->words = g_ptr_array_new_with_free_func (term_free);
  self->pairs = g_ptr_array_new_with_free_func (term_free);
  if (!*self->phrase)
    return NULL;
  if (mode == KAIJI_SEARCH_PHRASE)
    add_term (self->words, g_strdup (self->phrase));
  else
    add_words (self->words, valid);
  if (mode == KAIJI_SEARCH_ANY)
    for (guint i = 0; i < self->words->len; i++)
      add_pairs (self->pairs, ((KaijiSearchTerm *) g_ptr_array_index (self->words, i))->folded);
  return g_steal_pointer (&self);
}

void
kaiji_search_matcher_free (KaijiSearchMatcher *self)
{
  if (!self)
    return;
  g_free (self->phrase);
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->pairs);
  g_free (self);
}

char *
kaiji_search_matcher_dup_expression (KaijiSearchMatcher *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      KaijiSearchTerm *word = g_ptr_array_index (self->words, i);
      g_autofree char *part = kaiji_bigram_dup_query (word->folded);

      g_string_append_printf (out, "%s%s", i ? " AND " : "", part);
    }
  return g_string_free (out, FALSE);
}

/* ---- how well ---- */

static guint
count (const char *folded, const char *text, gsize length)
{
  guint n = 0;

  for (const char *p = folded; (p = strstr (p, text)); p += length)
    n++;
  return n;
}

static double
saturate (guint n, double share)
{
  return n * (SATURATION + 1) / (n + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * share));
}

static double
score_words (KaijiSearchMatcher *self, const char *folded, double share)
{
  double score = 0;

  for (guint i = 0; i < self->words->len; i++)
    {
      KaijiSearchTerm *word = g_ptr_array_index (self->words, i);
      guint n = count (folded, word->folded, word->length);

      if (n == 0)
        return 0;
      score += saturate (n, share);
    }
  if (self->words->len > 1 && strstr (folded, self->phrase))
    score +=
        PHRASE_BONUS
        + self->words->len * saturate (count (folded, self->phrase, strlen (self->phrase)), share);
  return score;
}

/* Pairs that follow each other on the page as in the word say more than each alone: what the longest
 * such run of each word weighs is counted twice. */
static double
score_run (KaijiSearchMatcher *self, const KaijiSearchTerm *word, const char *folded)
{
  const char *start = word->folded;
  double best = 0;

  while (*start && *g_utf8_next_char (start))
    {
      const char *end = g_utf8_next_char (g_utf8_next_char (start));
      double weight = 0;

      while (TRUE)
        {
          g_autofree char *part = g_strndup (start, (gsize) (end - start));

          if (!strstr (folded, part))
            break;
          for (guint i = 0; i < self->pairs->len; i++)
            {
              KaijiSearchTerm *pair = g_ptr_array_index (self->pairs, i);
              if (end - start >= (gssize) pair->length
                  && memcmp (end - pair->length, pair->folded, pair->length) == 0)
                weight += pair->weight;
            }
          best = fmax (best, weight);
          if (!*end)
            return best;
          end = g_utf8_next_char (end);
        }
      start = g_utf8_next_char (start);
    }
  return best;
}

static double
score_pairs (KaijiSearchMatcher *self, const char *folded, double share)
{
  double score = 0;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      KaijiSearchTerm *pair = g_ptr_array_index (self->pairs, i);
      guint n = count (folded, pair->folded, pair->length);

      if (n > 0)
        score += pair->weight * saturate (n, share);
    }
  for (guint i = 0; i < self->words->len; i++)
    score += 2 * score_run (self, g_ptr_array_index (self->words, i), folded);
  return score;
}

double
kaiji_search_matcher_score (KaijiSearchMatcher *self, const char *folded)
{
  double share = (double) strlen (folded) / ORDINARY_PAGE;

  return self->mode == KAIJI_SEARCH_ANY ? score_pairs (self, folded, share)
                                        : score_words (self, folded, share);
}

/* ---- where ---- */

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const KaijiFound *first = a, *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return first->end > second->end ? -1 : first->end < second->end;
}

/* In characters of @folded. */
static void
find_term (GArray *found, const KaijiSearchTerm *term, guint number, const char *folded)
{
  guint length = (guint) g_utf8_strlen (term->folded, -1);
  const char *last = folded;
  guint at = 0;

  for (const char *p = folded; (p = strstr (p, term->folded)); p += term->length)
    {
      KaijiFound place = { .term = number, .weight = term->weight };

      at += (guint) g_utf8_strlen (last, p - last);
      last = p;
      place.start = at;
      place.end = at + length;
      g_array_append_val (found, place);
    }
}

/* Places that overlap become one. @touching: also those that only touch. */
static GArray *
join (GArray *found, gboolean touching)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (KaijiFound));

  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    {
      KaijiFound *place = &g_array_index (found, KaijiFound, i);
      KaijiFound *last =
          joined->len > 0 ? &g_array_index (joined, KaijiFound, joined->len - 1) : NULL;

      if (last && (place->start < last->end || (touching && place->start == last->end)))
        {
          if (place->end > last->end)
            last->weight += place->weight;
          last->end = MAX (last->end, place->end);
        }
      else
        g_array_append_val (joined, *place);
    }
  return joined;
}

/* A pair alone says little, unless it is a whole word that was asked for. */
static gboolean
says_something (KaijiSearchMatcher *self, const KaijiFound *place, const char *folded)
{
  const char *start;
  gsize length;

  if (place->end - place->start > 2)
    return TRUE;
  start = g_utf8_offset_to_pointer (folded, place->start);
  length = (gsize) (g_utf8_offset_to_pointer (start, place->end - place->start) - start);
  for (guint i = 0; i < self->words->len; i++)
    {
      KaijiSearchTerm *word = g_ptr_array_index (self->words, i);
      if (word->length == length && memcmp (word->folded, start, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Marks of their own (half-width voiced marks, combining ones) belong to what they follow.
 * @at: (inout): character that @p stands at, before @end */
static guint
include_marks (const char **p, guint *at, guint end)
{
  const char *after = g_utf8_offset_to_pointer (*p, (glong) end - (glong) *at);

  *p = after;
  *at = end;
  for (; *after; after = g_utf8_next_char (after), end++)
    {
      gunichar c = g_utf8_get_char (after);

      if (c != 0xFF9E && c != 0xFF9F && g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        break;
    }
  return end;
}

GArray *
kaiji_search_matcher_find (KaijiSearchMatcher *self,
                           const char *body,
                           const char *folded,
                           const guint *map)
{
  gboolean any = self->mode == KAIJI_SEARCH_ANY;
  GPtrArray *terms = any ? self->pairs : self->words;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (KaijiFound));
  g_autoptr (GArray) joined = NULL;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (KaijiFound));
  const char *p = body;
  guint at = 0;

  for (guint i = 0; i < terms->len; i++)
    find_term (places, g_ptr_array_index (terms, i), any ? 0 : i, folded);
  joined = join (places, FALSE);
  for (guint i = 0; i < joined->len; i++)
    {
      KaijiFound place = g_array_index (joined, KaijiFound, i);

      if (any && !says_something (self, &place, folded))
        continue;
      place.end = include_marks (&p, &at, map[place.end - 1] + 1);
      place.start = map[place.start];
      g_array_append_val (found, place);
    }
  return found;
}
