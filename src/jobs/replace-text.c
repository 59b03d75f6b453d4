/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of one version, ready to be compared.
 *
 * Invariants:
 * 1. `positions` holds every offset that begins four characters, by their hash, rising within one.
 * 2. A hash only says where to look: what is found by it is compared.
 */
#include "jobs/replace-text.h"

#include <string.h>

#include "core/text.h"

/* Characters in a row that are looked up. */
#define GRAM 4
#define MIN_BITS 8u
#define MAX_BITS 22u
/* Grams of a quote that are asked for places, the rarest ones. */
#define MAX_SEEDS 48
/* A gram that stands in more places says nothing of a quote. */
#define MAX_SEED_PLACES 2000
/* With fewer grams of its own a page is compared by all of them. */
#define MIN_OWN_GRAMS 24

static guint
hash (const gunichar *chars, guint bits)
{
  guint64 h = 0;

  for (guint i = 0; i < GRAM; i++)
    h = (h ^ chars[i]) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return (guint) (h >> (64 - bits));
}

static guint
count_places (const KaijiReplaceText *self, guint bucket)
{
  return self->heads[bucket + 1] - self->heads[bucket];
}

static guint
n_grams (guint length)
{
  return length >= GRAM ? length - GRAM + 1 : 0;
}

/* Counting sort of all offsets by the hash of what begins there. */
static void
build_index (KaijiReplaceText *self)
{
  guint n = n_grams (self->length);
  guint n_buckets;
  g_autofree guint *next = NULL;

  self->bits = CLAMP (g_bit_storage (MAX (n, 1)) + 1, MIN_BITS, MAX_BITS);
  n_buckets = 1u << self->bits;
  self->heads = g_new0 (guint, n_buckets + 1);
  self->positions = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    self->heads[hash (self->chars + i, self->bits) + 1]++;
  for (guint i = 0; i < n_buckets; i++)
    self->heads[i + 1] += self->heads[i];
  next = g_memdup2 (self->heads, sizeof (guint) * n_buckets);
  for (guint i = 0; i < n; i++)
    self->positions[next[hash (self->chars + i, self->bits)]++] = i;
}

/* How many grams each page has that are not everywhere. */
static void
count_sizes (KaijiReplaceText *self)
{
  self->common = MAX (self->n_pages / 4, CLAMP (self->n_pages / 2, 1, 32));
  self->sizes = g_new0 (guint, MAX (self->n_pages, 1));
  for (guint page = 0; page < self->n_pages; page++)
    for (guint i = self->starts[page]; i + GRAM <= self->starts[page + 1]; i++)
      if (count_places (self, hash (self->chars + i, self->bits)) <= self->common)
        self->sizes[page]++;
}

/**
 * kaiji_replace_text_new:
 * @pages: (array length=n_pages): text as it stands on each; %NULL or "" = none
 * @sections: (nullable) (array length=n_pages): title of the section that fills the page
 * @n_pages: how many
 *
 * Thread: any. Returns: (transfer full): the texts, folded and indexed
 */
KaijiReplaceText *
kaiji_replace_text_new (const char *const *pages, const char *const *sections, guint n_pages)
{
  KaijiReplaceText *self = g_new0 (KaijiReplaceText, 1);
  g_autoptr (GArray) chars = g_array_new (FALSE, FALSE, sizeof (gunichar));

  self->n_pages = n_pages;
  self->starts = g_new0 (guint, n_pages + 1);
  self->pages = g_new0 (char *, n_pages + 1);
  self->sections = g_new0 (char *, n_pages + 1);
  self->maps = g_new0 (guint *, n_pages + 1);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *folded = NULL;
      g_autofree gunichar *wide = NULL;
      glong length;

      self->pages[i] = g_utf8_make_valid (pages[i] ? pages[i] : "", -1);
      self->sections[i] = kaiji_text_fold (sections && sections[i] ? sections[i] : "");
      folded = kaiji_text_fold_map (self->pages[i], &self->maps[i]);
      wide = g_utf8_to_ucs4_fast (folded, -1, &length);
      g_array_append_vals (chars, wide, (guint) length);
      self->starts[i + 1] = chars->len;
    }
  self->length = chars->len;
  self->chars = (gunichar *) (gpointer) g_array_free (g_steal_pointer (&chars), FALSE);
  build_index (self);
  count_sizes (self);
  return self;
}

/** kaiji_replace_text_free: @self: (nullable) (transfer full). */
void
kaiji_replace_text_free (KaijiReplaceText *self)
{
  if (!self)
    return;
  for (guint i = 0; i < self->n_pages; i++)
    g_free (self->maps[i]);
  g_strfreev (self->pages);
  g_strfreev (self->sections);
  g_free (self->maps);
  g_free (self->chars);
  g_free (self->starts);
  g_free (self->heads);
  g_free (self->positions);
  g_free (self->sizes);
  g_free (self);
}

static gboolean
has_page (const KaijiReplaceText *self, int page)
{
  return page >= 1 && (guint) page <= self->n_pages;
}

/** kaiji_replace_text_get_page: Returns: (transfer none): text as it stands there, "" for none. */
const char *
kaiji_replace_text_get_page (const KaijiReplaceText *self, int page)
{
  return has_page (self, page) ? self->pages[page - 1] : "";
}

/** kaiji_replace_text_get_section: Returns: (transfer none): folded title, "" for none. */
const char *
kaiji_replace_text_get_section (const KaijiReplaceText *self, int page)
{
  return has_page (self, page) ? self->sections[page - 1] : "";
}

/** kaiji_replace_text_is_blank: Returns: whether the page has no text, or is not there. */
gboolean
kaiji_replace_text_is_blank (const KaijiReplaceText *self, int page)
{
  return !has_page (self, page) || self->starts[page - 1] == self->starts[page];
}

/** kaiji_replace_text_has_text: Returns: whether any page has text. */
gboolean
kaiji_replace_text_has_text (const KaijiReplaceText *self)
{
  return self->length > 0;
}

/** kaiji_replace_text_find_page: Returns: the page, from 1, that an offset stands on. */
int
kaiji_replace_text_find_page (const KaijiReplaceText *self, guint offset)
{
  guint low = 0, high = self->n_pages;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->starts[middle] <= offset)
        low = middle;
      else
        high = middle;
    }
  return (int) low + 1;
}

/** kaiji_replace_text_to_page: Returns: which character of the page's text @offset came from. */
guint
kaiji_replace_text_to_page (const KaijiReplaceText *self, int page, guint offset)
{
  guint start = self->starts[page - 1], end = self->starts[page];

  return self->maps[page - 1][CLAMP (offset, start, end) - start];
}

/** kaiji_replace_text_from_page: Returns: the offset of a character of the page's own text. */
guint
kaiji_replace_text_from_page (const KaijiReplaceText *self, int page, guint index)
{
  guint start = self->starts[page - 1], n = self->starts[page] - start;

  for (guint i = 0; i < n; i++)
    if (self->maps[page - 1][i] >= index)
      return start + i;
  return start + n;
}

/* ---- finding ---- */

static gboolean
stands_at (const KaijiReplaceText *self, const gunichar *needle, guint length, guint offset)
{
  return offset <= self->length && length <= self->length - offset
         && memcmp (self->chars + offset, needle, sizeof (gunichar) * length) == 0;
}

/* The gram of @needle that stands in the fewest places. */
static guint
find_rarest (const KaijiReplaceText *self, const gunichar *needle, guint length)
{
  guint best = 0, fewest = G_MAXUINT;

  for (guint i = 0; i < n_grams (length); i++)
    {
      guint n = count_places (self, hash (needle + i, self->bits));

      if (n < fewest)
        {
          fewest = n;
          best = i;
        }
    }
  return best;
}

/**
 * kaiji_replace_text_find:
 * @self: texts
 * @needle: folded characters
 * @length: how many
 * @limit: places at most
 *
 * Thread: any. Returns: (transfer full) (element-type guint): where it stands, rising
 */
GArray *
kaiji_replace_text_find (const KaijiReplaceText *self,
                         const gunichar *needle,
                         guint length,
                         guint limit)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint rarest, bucket;

  if (length == 0)
    return found;
  if (length < GRAM)
    {
      for (guint i = 0; i + length <= self->length && found->len < limit; i++)
        if (stands_at (self, needle, length, i))
          g_array_append_val (found, i);
      return found;
    }
  rarest = find_rarest (self, needle, length);
  bucket = hash (needle + rarest, self->bits);
  for (guint i = self->heads[bucket]; i < self->heads[bucket + 1] && found->len < limit; i++)
    {
      guint offset = self->positions[i] - rarest;

      if (self->positions[i] >= rarest && stands_at (self, needle, length, offset))
        g_array_append_val (found, offset);
    }
  return found;
}

typedef struct
{
  guint key;    /* places, or a diagonal */
  guint number; /* the gram, or its votes */
} Pair;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Pair *left = a, *right = b;

  return left->key < right->key ? -1 : left->key > right->key;
}

static int
compare_numbers_down (gconstpointer a, gconstpointer b)
{
  const Pair *left = a, *right = b;

  return left->number > right->number ? -1 : left->number < right->number;
}

/* Where @needle would begin if this gram of it stood in its place, for the rarest grams. */
static GArray *
collect_starts (const KaijiReplaceText *self, const gunichar *needle, guint length)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < n_grams (length); i++)
    {
      Pair seed = { count_places (self, hash (needle + i, self->bits)), i };

      if (seed.key > 0 && seed.key <= MAX_SEED_PLACES)
        g_array_append_val (seeds, seed);
    }
  g_array_sort (seeds, compare_keys);
  for (guint i = 0; i < MIN (seeds->len, MAX_SEEDS); i++)
    {
      guint gram = g_array_index (seeds, Pair, i).number;
      guint bucket = hash (needle + gram, self->bits);

      for (guint p = self->heads[bucket]; p < self->heads[bucket + 1]; p++)
        if (stands_at (self, needle + gram, GRAM, self->positions[p]))
          {
            Pair start = { self->positions[p] > gram ? self->positions[p] - gram : 0, 1 };
            g_array_append_val (starts, start);
          }
    }
  g_array_sort (starts, compare_keys);
  return starts;
}

/**
 * kaiji_replace_text_find_alike:
 * @self: texts
 * @needle: folded characters
 * @length: how many
 * @limit: places at most
 *
 * Places at which many of the rarest grams of @needle stand in about its order.
 *
 * Thread: any. Returns: (transfer full) (element-type guint): where it would begin, best first
 */
GArray *
kaiji_replace_text_find_alike (const KaijiReplaceText *self,
                               const gunichar *needle,
                               guint length,
                               guint limit)
{
  g_autoptr (GArray) starts = collect_starts (self, needle, length);
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Pair));
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint width = length / 4 + 8;

  for (guint i = 0; i < starts->len;)
    {
      Pair group = { g_array_index (starts, Pair, i).key, 0 };

      for (; i < starts->len && g_array_index (starts, Pair, i).key - group.key <= width; i++)
        group.number++;
      g_array_append_val (groups, group);
    }
  g_array_sort (groups, compare_numbers_down);
  for (guint i = 0; i < MIN (groups->len, limit); i++)
    g_array_append_val (found, g_array_index (groups, Pair, i).key);
  return found;
}

/* ---- how alike ---- */

static int
compare_guints (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* Adds to @shared, page by page, how often a gram that a page of the other version has @count times
 * stands there too. */
static void
add_shared (const KaijiReplaceText *self, guint bucket, guint count, double *shared)
{
  for (guint p = self->heads[bucket]; p < self->heads[bucket + 1];)
    {
      int page = kaiji_replace_text_find_page (self, self->positions[p]);
      guint n = 0;

      for (; p < self->heads[bucket + 1] && self->positions[p] < self->starts[page]; p++)
        n++;
      shared[page - 1] += MIN (n, count);
    }
}

static double *
compare_grams (const KaijiReplaceText *self, GArray *grams, guint common)
{
  double *shared = g_new0 (double, MAX (self->n_pages, 1));
  guint own = 0;

  for (guint i = 0; i < grams->len;)
    {
      guint bucket = g_array_index (grams, guint, i), count = 0;

      for (; i < grams->len && g_array_index (grams, guint, i) == bucket; i++)
        count++;
      if (count_places (self, bucket) > common)
        continue;
      own += count;
      add_shared (self, bucket, count, shared);
    }
  for (guint page = 0; page < self->n_pages; page++)
    {
      guint size = common == G_MAXUINT ? n_grams (self->starts[page + 1] - self->starts[page])
                                       : self->sizes[page];
      shared[page] = own + size > 0 ? MIN (1.0, 2 * shared[page] / (own + size)) : 0;
    }
  return shared;
}

/**
 * kaiji_replace_text_compare_page:
 * @self: texts of one version
 * @other: texts of another one
 * @page: page of @other, from 1
 *
 * Thread: any. Returns: (transfer full) (array length=n_pages): how alike that page and each of
 * @self are, 0 to 1
 */
double *
kaiji_replace_text_compare_page (const KaijiReplaceText *self,
                                 const KaijiReplaceText *other,
                                 int page)
{
  g_autoptr (GArray) grams = g_array_new (FALSE, FALSE, sizeof (guint));
  guint own = 0;

  for (guint i = other->starts[page - 1]; i + GRAM <= other->starts[page]; i++)
    {
      guint bucket = hash (other->chars + i, self->bits);

      own += count_places (self, bucket) <= self->common;
      g_array_append_val (grams, bucket);
    }
  g_array_sort (grams, compare_guints);
  return compare_grams (self, grams, own >= MIN_OWN_GRAMS ? self->common : G_MAXUINT);
}

static guint64 *
sorted_pairs (const gunichar *chars, guint n, guint *n_pairs)
{
  guint64 *pairs = g_new (guint64, MAX (n, 1));

  *n_pairs = n > 1 ? n - 1 : 0;
  for (guint i = 0; i < *n_pairs; i++)
    pairs[i] = ((guint64) chars[i] << 32) | chars[i + 1];
  /* Insertion: a few dozen of them, as a rule. */
  for (guint i = 1; i < *n_pairs; i++)
    {
      guint64 pair = pairs[i];
      guint j = i;

      for (; j > 0 && pairs[j - 1] > pair; j--)
        pairs[j] = pairs[j - 1];
      pairs[j] = pair;
    }
  return pairs;
}

/** kaiji_replace_dice: Returns: how alike two short runs are, 0 to 1. */
double
kaiji_replace_dice (const gunichar *a, guint n, const gunichar *b, guint m)
{
  guint n_a, n_b, shared = 0;
  g_autofree guint64 *left = sorted_pairs (a, n, &n_a);
  g_autofree guint64 *right = sorted_pairs (b, m, &n_b);

  if (n_a + n_b == 0)
    return n == m && (n == 0 || a[0] == b[0]) ? 1 : 0;
  for (guint i = 0, j = 0; i < n_a && j < n_b;)
    if (left[i] == right[j])
      {
        shared++;
        i++;
        j++;
      }
    else if (left[i] < right[j])
      i++;
    else
      j++;
  return 2.0 * shared / (n_a + n_b);
}
