/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike two texts are: the Dice coefficient of their pairs of letters (bigrams), each pair
 * weighted by how rare it is in the tables. Without the weight two items that share nothing but
 * 「…に関する規程等の整備」 would be taken for one.
 *
 *   2 · Σ w(g) for g in both / (Σ w(g) in one + Σ w(g) in the other),  w(g) = ln ((N + 1) / n(g))
 *
 * with N texts of which n(g) have the pair g. 1 = the same letters, 0 = no pair in common.
 */
#include "scheme/measure.h"

#include <math.h>
#include <string.h>

#include "core/text.h"

struct _KaijiMeasure
{
  GPtrArray *variants; /* char *: folded, in turns a writing and what stands for it */
  GHashTable *folded;  /* text -> its folded form: tables repeat themselves */
  GHashTable *counts;  /* pair -> number of texts */
  guint n_texts;
};

struct _KaijiGrams
{
  GArray *pairs;   /* guint64, sorted, with repetition */
  double *weights; /* (nullable): as many, once they were asked for */
};

KaijiMeasure *
kaiji_measure_new (void)
{
  KaijiMeasure *self = g_new0 (KaijiMeasure, 1);

  self->variants = g_ptr_array_new_with_free_func (g_free);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
kaiji_measure_free (KaijiMeasure *self)
{
  g_ptr_array_unref (self->variants);
  g_hash_table_unref (self->folded);
  g_hash_table_unref (self->counts);
  g_free (self);
}

/* Folded, and letters and digits only: brackets, dots and dashes differ from sheet to sheet. */
static char *
fold_letters (const char *text)
{
  g_autofree char *folded = kaiji_text_fold (text);
  GString *out = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

void
kaiji_measure_add_variants (KaijiMeasure *self, const char *const *variants)
{
  for (gsize i = 0; variants && variants[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (variants[i], "=", 2);
      g_autofree char *one = words[0] ? fold_letters (words[0]) : NULL;

      if (!one || !*one || !words[1])
        continue;
      g_ptr_array_add (self->variants, g_steal_pointer (&one));
      g_ptr_array_add (self->variants, fold_letters (words[1]));
    }
}

char *
kaiji_measure_fold (KaijiMeasure *self, const char *text)
{
  const char *known = g_hash_table_lookup (self->folded, text);
  g_autofree char *letters = NULL;
  GString *out;

  if (known)
    return g_strdup (known);
  letters = fold_letters (text);
  out = g_string_new (letters);
  for (guint i = 0; i + 1 < self->variants->len; i += 2)
    g_string_replace (out, g_ptr_array_index (self->variants, i),
                      g_ptr_array_index (self->variants, i + 1), 0);
  g_hash_table_insert (self->folded, g_strdup (text), g_strdup (out->str));
  return g_string_free (out, FALSE);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  guint64 one = *(const guint64 *) a;
  guint64 other = *(const guint64 *) b;

  return one < other ? -1 : one > other;
}

KaijiGrams *
kaiji_grams_new (const char *folded)
{
  KaijiGrams *self = g_new0 (KaijiGrams, 1);
  guint64 before = 0;

  self->pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      guint64 letter = g_utf8_get_char (p);
      guint64 pair = before << 32 | letter;

      /* A text of one letter is a pair with nothing before it. */
      if (before || !*g_utf8_next_char (p))
        g_array_append_val (self->pairs, pair);
      before = letter;
    }
  g_array_sort (self->pairs, compare_pairs);
  return self;
}

void
kaiji_grams_free (KaijiGrams *self)
{
  g_array_unref (self->pairs);
  g_free (self->weights);
  g_free (self);
}

void
kaiji_measure_count (KaijiMeasure *self, const KaijiGrams *grams)
{
  self->n_texts++;
  for (guint i = 0; i < grams->pairs->len; i++)
    {
      guint64 pair = g_array_index (grams->pairs, guint64, i);
      gpointer key, n = NULL;

      if (i > 0 && pair == g_array_index (grams->pairs, guint64, i - 1))
        continue;
      if (g_hash_table_lookup_extended (self->counts, &pair, &key, &n))
        g_hash_table_insert (self->counts, g_memdup2 (&pair, sizeof pair),
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
      else
        g_hash_table_insert (self->counts, g_memdup2 (&pair, sizeof pair), GUINT_TO_POINTER (1));
    }
}

static double
weigh (KaijiMeasure *self, guint64 pair)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &pair));

  return log ((self->n_texts + 1.0) / MAX (n, 1));
}

/* All texts were counted by now. */
static const double *
get_weights (KaijiMeasure *self, KaijiGrams *grams)
{
  if (grams->weights)
    return grams->weights;
  grams->weights = g_new (double, MAX (grams->pairs->len, 1));
  for (guint i = 0; i < grams->pairs->len; i++)
    grams->weights[i] = weigh (self, g_array_index (grams->pairs, guint64, i));
  return grams->weights;
}

double
kaiji_measure_compare (KaijiMeasure *self, KaijiGrams *a, KaijiGrams *b)
{
  const double *ours = get_weights (self, a);
  const double *theirs = get_weights (self, b);
  guint i = 0, j = 0;
  double common = 0, sum = 0;

  while (i < a->pairs->len || j < b->pairs->len)
    {
      const guint64 *one = i < a->pairs->len ? &g_array_index (a->pairs, guint64, i) : NULL;
      const guint64 *other = j < b->pairs->len ? &g_array_index (b->pairs, guint64, j) : NULL;
      int order = !one ? 1 : !other ? -1 : compare_pairs (one, other);
      double weight = order <= 0 ? ours[i] : theirs[j];

      if (order == 0)
        common += weight;
      sum += order == 0 ? 2 * weight : weight;
      i += order <= 0;
      j += order >= 0;
    }
  return sum > 0 ? 2 * common / sum : 0;
}
