/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a cited place stands in a newer version.
 *
 * A quote is looked for word by word, then with changes; of several places its neighbours decide:
 * the text before and after it, the page around it, the section. A whole page is looked for by what
 * it says and by what the pages beside it say.
 *
 * Invariants:
 * 1. A place that another passage of the older version fits better is that passage's: a sentence
 *    that is gone is not found in its twin.
 * 2. What neighbours do not tell apart is not decided here.
 * 3. Without text there is only the page number, and that is said.
 */
#include "jobs/replace-match.h"

#include <string.h>

#include "core/text.h"
#include "jobs/replace-align.h"

/* Characters on either side of a quote that are its neighbours. */
#define CONTEXT 48u
#define MAX_PLACES 200
#define MAX_TWINS 50
#define MAX_ALIKE 12
#define MAX_MATCHES 5
/* By how much a place must fit better than the next one. */
#define CLEAR 0.1
#define CLEAR_PAGE 0.06
/* A quote that is shorter is not looked for with changes. */
#define MIN_FUZZY 6
/* How alike words must be: always, and where the neighbours are others. */
#define MIN_ALIKE 0.5
#define MIN_ALIKE_ALONE 0.72
/* How alike pages must be to be the same page, and to say the same but for a number. */
#define MIN_PAGE 0.35
#define SAME_PAGE 0.97

struct _KaijiReplaceMatcher
{
  const KaijiReplaceText *older;
  const KaijiReplaceText *newer;
  GHashTable *likeness; /* page of the older one -> double * */
};

/* Where a passage stands; offsets. */
typedef struct
{
  guint start;
  guint end;
} Span;

typedef struct
{
  Span span;
  double alike;
  double score;
} Candidate;

/* What is looked for. */
typedef struct
{
  const KaijiReplacePlace *place;
  gunichar *chars;
  guint length;
  gboolean known; /* where it stands in the older version */
  Span span;
} Quote;

/**
 * kaiji_replace_matcher_new:
 * @older: texts of the version that is cited
 * @newer: texts of the one that takes its place
 *
 * Thread: any, one at a time. Returns: (transfer full): a matcher
 */
KaijiReplaceMatcher *
kaiji_replace_matcher_new (const KaijiReplaceText *older, const KaijiReplaceText *newer)
{
  KaijiReplaceMatcher *self = g_new0 (KaijiReplaceMatcher, 1);

  self->older = older;
  self->newer = newer;
  self->likeness = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

/** kaiji_replace_matcher_free: @self: (nullable) (transfer full). */
void
kaiji_replace_matcher_free (KaijiReplaceMatcher *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->likeness);
  g_free (self);
}

/* (transfer none): how alike page @page of the older version and each of the newer one are. */
static const double *
get_likeness (KaijiReplaceMatcher *self, int page)
{
  double *likeness = g_hash_table_lookup (self->likeness, GINT_TO_POINTER (page));

  if (!likeness)
    {
      likeness = kaiji_replace_text_compare_page (self->newer, self->older, page);
      g_hash_table_insert (self->likeness, GINT_TO_POINTER (page), likeness);
    }
  return likeness;
}

/* ---- neighbours ---- */

static double
compare_sides (const KaijiReplaceText *a, Span left, const KaijiReplaceText *b, Span right)
{
  guint before_a = MIN (CONTEXT, left.start), before_b = MIN (CONTEXT, right.start);
  guint after_a = MIN (CONTEXT, a->length - left.end);
  guint after_b = MIN (CONTEXT, b->length - right.end);
  double before = kaiji_replace_dice (a->chars + left.start - before_a, before_a,
                                      b->chars + right.start - before_b, before_b);
  double after = kaiji_replace_dice (a->chars + left.end, after_a, b->chars + right.end, after_b);

  if (before_a == 0 || after_a == 0)
    return before_a == 0 && after_a == 0 ? 0.5 : before_a == 0 ? after : before;
  /* What was inserted beside it changes one side only. */
  return 0.65 * MAX (before, after) + 0.35 * MIN (before, after);
}

/* How well a passage of the older version and one of the newer fit each other by what is around. */
static double
compare_places (KaijiReplaceMatcher *self, Span old_span, Span new_span)
{
  int old_page = kaiji_replace_text_find_page (self->older, old_span.start);
  int new_page = kaiji_replace_text_find_page (self->newer, new_span.start);
  const char *old_section = kaiji_replace_text_get_section (self->older, old_page);
  const char *new_section = kaiji_replace_text_get_section (self->newer, new_page);
  double sides = compare_sides (self->older, old_span, self->newer, new_span);
  double page = get_likeness (self, old_page)[new_page - 1];

  if (!*old_section || !*new_section)
    return (0.6 * sides + 0.3 * page) / 0.9;
  return 0.6 * sides + 0.3 * page + (g_str_equal (old_section, new_section) ? 0.1 : 0);
}

static double
judge (KaijiReplaceMatcher *self, const Quote *quote, Span span)
{
  int page = kaiji_replace_text_find_page (self->newer, span.start);

  if (quote->known)
    return compare_places (self, quote->span, span);
  if (kaiji_replace_text_is_blank (self->older, quote->place->page))
    return 0;
  return get_likeness (self, quote->place->page)[page - 1];
}

static gboolean
overlap (Span a, Span b)
{
  return a.start < b.end && b.start < a.end;
}

/* Whether another passage of the older version says the same as @span and fits it better. */
static gboolean
is_taken (KaijiReplaceMatcher *self, const Quote *quote, Span span, double own)
{
  g_autoptr (GArray) twins = NULL;

  if (!quote->known)
    return FALSE;
  twins = kaiji_replace_text_find (self->older, self->newer->chars + span.start,
                                   span.end - span.start, MAX_TWINS);
  for (guint i = 0; i < twins->len; i++)
    {
      guint start = g_array_index (twins, guint, i);
      Span twin = { start, start + span.end - span.start };

      if (!overlap (twin, quote->span) && compare_places (self, twin, span) > own + CLEAR)
        return TRUE;
    }
  return FALSE;
}

/* ---- quotes ---- */

static void
find_own_span (KaijiReplaceMatcher *self, Quote *quote)
{
  const KaijiReplacePlace *place = quote->place;
  g_autoptr (GArray) found = NULL;
  guint wanted = 0, nearest = G_MAXUINT;

  if (kaiji_replace_text_is_blank (self->older, place->page))
    return;
  if (place->start != G_MAXUINT)
    wanted = kaiji_replace_text_from_page (self->older, place->page, place->start);
  found = kaiji_replace_text_find (self->older, quote->chars, quote->length, G_MAXUINT);
  for (guint i = 0; i < found->len; i++)
    {
      guint start = g_array_index (found, guint, i);
      guint away = start > wanted ? start - wanted : wanted - start;

      if (kaiji_replace_text_find_page (self->older, start) != place->page || away >= nearest)
        continue;
      nearest = away;
      quote->known = TRUE;
      quote->span = (Span){ start, start + quote->length };
    }
}

static void
add_candidate (KaijiReplaceMatcher *self,
               const Quote *quote,
               Span span,
               double alike,
               GArray *open,
               GArray *taken)
{
  double near = judge (self, quote, span);
  double distance =
      ABS ((double) kaiji_replace_text_find_page (self->newer, span.start) - quote->place->page)
      / MAX (self->newer->n_pages, 1);
  /* Where nothing else tells two places apart, nearness still orders them. */
  Candidate candidate = { span, alike, 0.6 * alike + 0.4 * near - 0.01 * distance };

  if (alike < 1 && (alike < MIN_ALIKE || (alike < MIN_ALIKE_ALONE && near < 0.5)))
    return;
  for (guint i = 0; i < open->len; i++)
    {
      Candidate *other = &g_array_index (open, Candidate, i);

      if (!overlap (other->span, span))
        continue;
      if (candidate.score > other->score)
        *other = candidate;
      return;
    }
  if (is_taken (self, quote, span, near))
    g_array_append_val (taken, candidate);
  else
    g_array_append_val (open, candidate);
}

static void
find_exact (KaijiReplaceMatcher *self, const Quote *quote, GArray *open, GArray *taken)
{
  g_autoptr (GArray) found =
      kaiji_replace_text_find (self->newer, quote->chars, quote->length, MAX_PLACES);

  for (guint i = 0; i < found->len; i++)
    {
      guint start = g_array_index (found, guint, i);
      add_candidate (self, quote, (Span){ start, start + quote->length }, 1, open, taken);
    }
}

static void
find_changed (KaijiReplaceMatcher *self, const Quote *quote, GArray *open, GArray *taken)
{
  const KaijiReplaceText *newer = self->newer;
  guint n = quote->length, margin = n / 2 + 16;
  gboolean begins =
      quote->known
      && (quote->span.start == 0 || self->older->chars[quote->span.start - 1] == 0x3002
          || self->older->chars[quote->span.start - 1] == '.');
  g_autoptr (GArray) found = NULL;

  if (n < MIN_FUZZY)
    return;
  found = kaiji_replace_text_find_alike (newer, quote->chars, n, MAX_ALIKE);
  for (guint i = 0; i < found->len; i++)
    {
      guint middle = g_array_index (found, guint, i);
      guint low = middle > margin ? middle - margin : 0;
      guint high = MIN (newer->length, middle + n + margin);
      guint from, to;
      double alike =
          kaiji_replace_align (quote->chars, n, begins, newer->chars + low, high - low, &from, &to);

      if (to > from)
        add_candidate (self, quote, (Span){ low + from, low + to }, MIN (alike, 0.99), open, taken);
    }
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a, *right = b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return left->span.start < right->span.start ? -1 : left->span.start > right->span.start;
}

static KaijiReplaceMatch
make_match (const KaijiReplaceText *newer, Span span, int sure)
{
  KaijiReplaceMatch match = { .page = kaiji_replace_text_find_page (newer, span.start),
                              .last_page = kaiji_replace_text_find_page (newer, span.end - 1),
                              .sure = CLAMP (sure, 0, 100) };
  const char *text;

  match.start = kaiji_replace_text_to_page (newer, match.page, span.start);
  /* The last character may be the fold of several: up to where the next one begins, less the white
   * space between. */
  match.end = kaiji_replace_text_to_page (newer, match.last_page, span.end);
  text = kaiji_replace_text_get_page (newer, match.last_page);
  for (const char *p = g_utf8_offset_to_pointer (text, match.end); match.end > 1; match.end--)
    {
      p = g_utf8_prev_char (p);
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        break;
    }
  return match;
}

static void
add_matches (const KaijiReplaceText *newer, GArray *candidates, GArray *matches)
{
  g_array_sort (candidates, compare_scores);
  for (guint i = 0; i < candidates->len && matches->len < MAX_MATCHES; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);
      KaijiReplaceMatch match =
          make_match (newer, candidate->span, (int) (100 * candidate->score + 0.5));

      g_array_append_val (matches, match);
    }
}

/* Whether two texts are the same but for spaces and line ends. */
static gboolean
same_words (const char *a, const char *b)
{
  g_autofree char *left = kaiji_text_normalize (a), *right = kaiji_text_normalize (b);
  const char *p = left, *q = right;

  for (;; p++, q++)
    {
      while (*p == ' ')
        p++;
      while (*q == ' ')
        q++;
      if (*p != *q)
        return FALSE;
      if (!*p)
        return TRUE;
    }
}

static KaijiFound
name_quote (KaijiReplaceMatcher *self, const Quote *quote, GArray *open, GArray *matches)
{
  KaijiReplaceMatch *first = &g_array_index (matches, KaijiReplaceMatch, 0);
  g_autofree char *words = NULL;

  if (open->len > 1)
    {
      double gap =
          g_array_index (open, Candidate, 0).score - g_array_index (open, Candidate, 1).score;

      /* Scores hold 0.4 of what the neighbours say. */
      if (gap < 0.4 * CLEAR)
        return KAIJI_FOUND_SEVERAL;
    }
  words = kaiji_replace_match_dup_words (self->newer, first);
  if (!same_words (words, quote->place->quote))
    return KAIJI_FOUND_CHANGED;
  return first->page == quote->place->page
                 && first->last_page == MAX (first->page, quote->place->last_page)
             ? KAIJI_FOUND_SAME
             : KAIJI_FOUND_ELSEWHERE;
}

/* ---- whole pages ---- */

static KaijiFound
find_by_number (KaijiReplaceMatcher *self, const KaijiReplacePlace *place, GArray *matches)
{
  KaijiReplaceMatch match = { place->page,
                              MIN (MAX (place->page, place->last_page), (int) self->newer->n_pages),
                              0, 0, 20 };

  if ((guint) place->page > self->newer->n_pages)
    return KAIJI_FOUND_NOT;
  g_array_append_val (matches, match);
  return KAIJI_FOUND_BY_NUMBER;
}

/* How well page @page fits page @to, by both and by the pages beside them. */
static double
score_page (KaijiReplaceMatcher *self, int page, int to)
{
  double sum = 0.8 * get_likeness (self, page)[to - 1], weights = 0.8;
  const char *old_section = kaiji_replace_text_get_section (self->older, page);

  for (int step = -1; step <= 1; step += 2)
    {
      if (kaiji_replace_text_is_blank (self->older, page + step))
        continue;
      weights += 0.1;
      if (to + step >= 1 && (guint) (to + step) <= self->newer->n_pages)
        sum += 0.1 * get_likeness (self, page + step)[to + step - 1];
    }
  sum /= weights;
  if (*old_section && g_str_equal (old_section, kaiji_replace_text_get_section (self->newer, to)))
    sum += 0.02;
  return sum;
}

/* (element-type Candidate): pages that page @page may be; their span is the page itself. */
static GArray *
find_pages (KaijiReplaceMatcher *self, int page, guint from, guint to)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Candidate));
  const double *likeness = get_likeness (self, page);

  for (guint i = from; i <= MIN (to, self->newer->n_pages); i++)
    if (likeness[i - 1] >= MIN_PAGE)
      {
        Candidate candidate = { { i, i }, likeness[i - 1], score_page (self, page, (int) i) };
        g_array_append_val (found, candidate);
      }
  g_array_sort (found, compare_scores);
  return found;
}

/* Where a range that begins on @first of the newer version ends. */
static int
find_last (KaijiReplaceMatcher *self, const KaijiReplacePlace *place, int first)
{
  int span = MAX (place->last_page, place->page) - place->page;
  g_autoptr (GArray) ends = NULL;

  if (span == 0)
    return first;
  if (!kaiji_replace_text_is_blank (self->older, place->last_page))
    {
      ends = find_pages (self, place->last_page, (guint) first, (guint) (first + 2 * span + 2));
      if (ends->len > 0)
        return (int) g_array_index (ends, Candidate, 0).span.start;
    }
  return MIN (first + span, (int) self->newer->n_pages);
}

static gboolean
same_pages (KaijiReplaceMatcher *self,
            const KaijiReplacePlace *place,
            const KaijiReplaceMatch *match)
{
  int span = MAX (place->last_page, place->page) - place->page;

  if (match->last_page - match->page != span)
    return FALSE;
  for (int i = 0; i <= span; i++)
    if (!same_words (kaiji_replace_text_get_page (self->older, place->page + i),
                     kaiji_replace_text_get_page (self->newer, match->page + i)))
      return FALSE;
  return TRUE;
}

static KaijiFound
find_whole (KaijiReplaceMatcher *self, const KaijiReplacePlace *place, GArray *matches)
{
  g_autoptr (GArray) found = NULL;
  KaijiReplaceMatch *first;
  double alike, gap;

  if (kaiji_replace_text_is_blank (self->older, place->page)
      || !kaiji_replace_text_has_text (self->newer))
    return find_by_number (self, place, matches);
  found = find_pages (self, place->page, 1, self->newer->n_pages);
  for (guint i = 0; i < MIN (found->len, MAX_MATCHES); i++)
    {
      Candidate *candidate = &g_array_index (found, Candidate, i);
      int page = (int) candidate->span.start;
      KaijiReplaceMatch match = { page, find_last (self, place, page), 0, 0,
                                  (int) CLAMP (100 * candidate->score + 0.5, 0, 99) };

      g_array_append_val (matches, match);
    }
  if (matches->len == 0)
    return KAIJI_FOUND_NOT;
  first = &g_array_index (matches, KaijiReplaceMatch, 0);
  alike = g_array_index (found, Candidate, 0).alike;
  gap = found->len > 1
            ? g_array_index (found, Candidate, 0).score - g_array_index (found, Candidate, 1).score
            : 1;
  if (gap < CLEAR_PAGE)
    return KAIJI_FOUND_SEVERAL;
  if (same_pages (self, place, first))
    {
      first->sure = 100;
      return first->page == place->page ? KAIJI_FOUND_SAME : KAIJI_FOUND_ELSEWHERE;
    }
  return alike >= SAME_PAGE && first->page != place->page ? KAIJI_FOUND_ELSEWHERE
                                                          : KAIJI_FOUND_CHANGED;
}

/* ---- */

static KaijiFound
find_quote (KaijiReplaceMatcher *self, Quote *quote, GArray *matches)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (Candidate));
  gboolean any;

  find_own_span (self, quote);
  find_exact (self, quote, open, taken);
  if (open->len == 0)
    find_changed (self, quote, open, taken);
  any = open->len > 0;
  add_matches (self->newer, any ? open : taken, matches);
  return any ? name_quote (self, quote, open, matches) : KAIJI_FOUND_NOT;
}

/**
 * kaiji_replace_matcher_find:
 * @self: a matcher
 * @place: a cited place of the older version
 * @matches: (out) (transfer full) (element-type KaijiReplaceMatch): places, best first
 *
 * Thread: any, one at a time. Returns: how it was found; with %KAIJI_FOUND_NOT the matches are no
 * proposals but places to look at
 */
KaijiFound
kaiji_replace_matcher_find (KaijiReplaceMatcher *self,
                            const KaijiReplacePlace *place,
                            GArray **matches)
{
  g_autofree char *folded = kaiji_text_fold (place->quote ? place->quote : "");
  Quote quote = { .place = place };
  KaijiFound found;
  glong length;

  *matches = g_array_new (FALSE, FALSE, sizeof (KaijiReplaceMatch));
  quote.chars = g_utf8_to_ucs4_fast (folded, -1, &length);
  quote.length = (guint) length;
  if (quote.length == 0)
    found = find_whole (self, place, *matches);
  else if (!kaiji_replace_text_has_text (self->newer))
    found = find_by_number (self, place, *matches);
  else
    found = find_quote (self, &quote, *matches);
  g_free (quote.chars);
  return found;
}

/**
 * kaiji_replace_match_dup_words:
 * @newer: the texts that were matched
 * @match: a match
 *
 * Thread: any. Returns: (transfer full): its words as they stand there, "" for whole pages
 */
char *
kaiji_replace_match_dup_words (const KaijiReplaceText *newer, const KaijiReplaceMatch *match)
{
  GString *words = g_string_new (NULL);

  if (match->end == 0)
    return g_string_free (words, FALSE);
  for (int page = match->page; page <= match->last_page; page++)
    {
      const char *text = kaiji_replace_text_get_page (newer, page);
      const char *from = page == match->page ? g_utf8_offset_to_pointer (text, match->start) : text;
      const char *to = page == match->last_page ? g_utf8_offset_to_pointer (text, match->end)
                                                : text + strlen (text);

      g_string_append_len (words, from, to - from);
    }
  return g_string_free (words, FALSE);
}
