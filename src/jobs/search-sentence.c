/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentence that a hit stands in, which is what a person would quote: up to the full stops about
 * it, or to where the paragraph ends. A paragraph ends with a line that stops well before the right
 * end of the text, so headings and lines of a table are sentences of their own.
 */
#include "jobs/search.h"

#define MOST 400 /* characters */
/* What a line may lack at its right end, in heights of its letters, and go on in the next one. */
#define RAGGED 2.5

static gboolean
ends_sentence (gunichar c)
{
  return c == 0x3002 || c == 0xFF0E || c == 0xFF01 || c == 0xFF1F; /* 。．！？ */
}

static gboolean
is_visible (const KaijiRect *rect)
{
  return rect->x2 > rect->x1 && rect->y2 > rect->y1;
}

/* The last letter before a line end at @at; NULL when there is none on its line. */
static const KaijiRect *
find_last (const gunichar *text, const KaijiRect *rects, guint at)
{
  while (at > 0 && text[at - 1] != '\n')
    if (is_visible (&rects[--at]) && !g_unichar_isspace (text[at]))
      return &rects[at];
  return NULL;
}

/* Where the text of the page ends on the right. */
static double
find_edge (const gunichar *text, const KaijiRect *rects, guint n)
{
  double edge = 0;

  for (guint i = 0; i < n; i++)
    if (is_visible (&rects[i]) && !g_unichar_isspace (text[i]))
      edge = MAX (edge, rects[i].x2);
  return edge;
}

/* The first letter after a line end at @at. */
static const KaijiRect *
find_first (const gunichar *text, const KaijiRect *rects, guint at, guint n)
{
  for (guint i = at + 1; i < n && text[i] != '\n'; i++)
    if (is_visible (&rects[i]) && !g_unichar_isspace (text[i]))
      return &rects[i];
  return NULL;
}

/* A full line, and below it, close by, one of letters of its size. */
static gboolean
goes_on (const gunichar *text, const KaijiRect *rects, guint n, guint line_end, double edge)
{
  const KaijiRect *last = find_last (text, rects, line_end);
  const KaijiRect *first = find_first (text, rects, line_end, n);
  double height = last ? last->y2 - last->y1 : 0;
  double next = first ? first->y2 - first->y1 : 0;

  return last && first && edge - last->x2 < RAGGED * height && next > 0.75 * height
         && next < 1.33 * height && first->y1 - last->y1 < 3 * height && first->y1 > last->y1;
}

void
kaiji_search_find_sentence (KaijiEvidenceHit *hit, const KaijiSearchHit *found)
{
  guint n;
  g_autofree KaijiRect *rects = kaiji_search_hit_dup_rects (found, &n);
  g_autofree gunichar *text = NULL;
  guint start, end;
  double edge;

  if (!rects || found->n_places == 0)
    return;
  text = g_utf8_to_ucs4_fast (found->body, -1, NULL);
  edge = find_edge (text, rects, n);
  start = found->places[found->best].start;
  end = found->places[found->best].end;
  while (start > 0 && end - start < MOST && !ends_sentence (text[start - 1])
         && (text[start - 1] != '\n' || goes_on (text, rects, n, start - 1, edge)))
    start--;
  while (end < n && end - start < MOST && !ends_sentence (text[end - 1])
         && (text[end] != '\n' || goes_on (text, rects, n, end, edge)))
    end++;
  while (start < end && g_unichar_isspace (text[start]))
    start++;
  while (end > start && g_unichar_isspace (text[end - 1]))
    end--;
  hit->sentence = (KaijiTextRange){ .start = start, .end = end };
}
