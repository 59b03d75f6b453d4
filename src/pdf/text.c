/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding and choosing in a page's text.
 *
 * 1. Text is compared folded (width, case, voiced half-width kana), without white space: where a
 *    line of a PDF ends says nothing about the words.
 * 2. A hit is given in characters of the page's own text; each of them has one rectangle. */
#include "pdf/client.h"

#include <math.h>

#include "core/text.h"

/* Folded characters without white space, and the character of the source each came from. */
typedef struct
{
  GArray *characters; /* gunichar */
  GArray *origins;    /* guint */
} Folded;

static void
folded_clear (Folded *folded)
{
  g_array_unref (folded->characters);
  g_array_unref (folded->origins);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folded, folded_clear)

static void
fold (Folded *folded, const char *text)
{
  g_autofree guint *offsets = NULL;
  g_autofree char *plain = kaiji_text_fold_map (text, &offsets);
  guint i = 0;

  folded->characters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  folded->origins = g_array_new (FALSE, FALSE, sizeof (guint));
  for (const char *p = plain; *p; p = g_utf8_next_char (p), i++)
    {
      const gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character))
        continue;
      g_array_append_val (folded->characters, character);
      g_array_append_val (folded->origins, offsets[i]);
    }
}

static gboolean
matches_at (const Folded *page, guint at, const Folded *query)
{
  for (guint i = 0; i < query->characters->len; i++)
    if (g_array_index (page->characters, gunichar, at + i)
        != g_array_index (query->characters, gunichar, i))
      return FALSE;
  return TRUE;
}

void
kaiji_pdf_hit_free (KaijiPdfHit *hit)
{
  g_free (hit->text);
  g_free (hit->rects);
  g_free (hit);
}

static gboolean
is_visible (const KaijiRect *rect)
{
  return rect->x2 > rect->x1 && rect->y2 > rect->y1;
}

/* Whether @rect goes on where @line is: half of the lower of the two lies beside the other, and it
 * does not begin anew on the left (the next column, or a line close to this one). */
static gboolean
continues (const KaijiRect *line, const KaijiRect *rect)
{
  const double height = MIN (line->y2 - line->y1, rect->y2 - rect->y1);
  const double common = MIN (line->y2, rect->y2) - MAX (line->y1, rect->y1);
  const double across = MIN (line->x2 - line->x1, rect->x2 - rect->x1);
  const double shared = MIN (line->x2, rect->x2) - MAX (line->x1, rect->x1);

  if (common >= height / 2 && rect->x1 >= line->x1 - 1 && rect->x1 - line->x2 < 4 * height)
    return TRUE;
  /* Written downwards: the same, turned. */
  return shared >= across / 2 && rect->y1 >= line->y1 - 1 && fabs (rect->y1 - line->y2) < across / 2
         && rect->x2 - rect->x1 < 2 * across && line->x2 - line->x1 < 2 * across;
}

static KaijiRect *
merge_rects (const KaijiPdfText *text, guint start, guint end, guint *n_rects)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KaijiRect));

  for (guint i = start; i < end; i++)
    {
      const KaijiRect *rect = &text->rects[i];
      KaijiRect *line = lines->len > 0 ? &g_array_index (lines, KaijiRect, lines->len - 1) : NULL;

      if (!is_visible (rect))
        continue;
      if (line && continues (line, rect))
        {
          line->x1 = MIN (line->x1, rect->x1);
          line->y1 = MIN (line->y1, rect->y1);
          line->x2 = MAX (line->x2, rect->x2);
          line->y2 = MAX (line->y2, rect->y2);
        }
      else
        g_array_append_val (lines, *rect);
    }
  *n_rects = lines->len;
  return (KaijiRect *) g_array_free (g_steal_pointer (&lines), FALSE);
}

char *
kaiji_pdf_text_get_range (const KaijiPdfText *text,
                          guint start,
                          guint end,
                          KaijiRect **rects,
                          guint *n_rects)
{
  const char *first, *last;

  g_return_val_if_fail (text != NULL, NULL);

  end = MIN (end, text->n_rects);
  start = MIN (start, end);
  if (rects)
    *rects = merge_rects (text, start, end, n_rects);
  first = g_utf8_offset_to_pointer (text->text, start);
  last = g_utf8_offset_to_pointer (first, end - start);
  return g_strndup (first, (gsize) (last - first));
}

GPtrArray *
kaiji_pdf_text_find (const KaijiPdfText *text, int page, const char *query)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_pdf_hit_free);
  g_auto (Folded) wanted;
  g_auto (Folded) folded;
  guint at = 0;

  fold (&wanted, query ? query : "");
  fold (&folded, text && wanted.characters->len > 0 ? text->text : "");
  while (wanted.characters->len > 0 && at + wanted.characters->len <= folded.characters->len)
    {
      const guint last = at + wanted.characters->len - 1;
      KaijiPdfHit *hit;

      if (!matches_at (&folded, at, &wanted))
        {
          at++;
          continue;
        }
      hit = g_new0 (KaijiPdfHit, 1);
      hit->page = page;
      hit->text = kaiji_pdf_text_get_range (text, g_array_index (folded.origins, guint, at),
                                            g_array_index (folded.origins, guint, last) + 1,
                                            &hit->rects, &hit->n_rects);
      g_ptr_array_add (hits, hit);
      at = last + 1;
    }
  return g_steal_pointer (&hits);
}

guint
kaiji_pdf_text_nearest (const KaijiPdfText *text, double x_pt, double y_pt)
{
  double best = INFINITY;
  guint nearest;

  g_return_val_if_fail (text != NULL, 0);

  nearest = text->n_rects;
  for (guint i = 0; i < text->n_rects; i++)
    {
      const KaijiRect *rect = &text->rects[i];
      const double dx = MAX (0, MAX (rect->x1 - x_pt, x_pt - rect->x2));
      const double dy = MAX (0, MAX (rect->y1 - y_pt, y_pt - rect->y2));
      double distance;

      if (!is_visible (rect) || hypot (dx, dy) >= best)
        continue;
      /* A line that is level with the pointer counts before one that is close but above. */
      if (kaiji_pdf_text_is_downward (text, i))
        distance = hypot (4 * dx, dy);
      else
        distance = hypot (dx, 4 * dy);
      if (distance < best)
        {
          best = distance;
          nearest = i;
        }
    }
  return nearest;
}
