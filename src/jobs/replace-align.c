/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a text that a quote with changes lies in (Sellers' alignment). */
#include "jobs/replace-align.h"

/* Longer quotes are compared by their letter pairs. */
#define MAX_CELLS (2u * 1024 * 1024)
/* How far a place is drawn out to the end of its sentence, in parts of its length. */
#define MAX_STRETCH 2

static gboolean
ends_sentence (gunichar c)
{
  return c == 0x3002 /* 。 */ || c == '.' || c == '!' || c == '?';
}

typedef struct
{
  guint distance;
  guint start;
} Cell;

/* Fewest changes that lead from @needle to a part of @hay: rows are its characters, columns those of
 * @hay; each cell knows where its part began. Of equal ones the later start: the shorter part. */
static Cell
align (const gunichar *needle, guint n, const gunichar *hay, guint m, guint *end)
{
  g_autofree Cell *row = g_new (Cell, m + 1);
  Cell best;

  for (guint j = 0; j <= m; j++)
    row[j] = (Cell){ 0, j };
  for (guint i = 0; i < n; i++)
    {
      Cell diagonal = row[0];

      row[0].distance = i + 1;
      for (guint j = 1; j <= m; j++)
        {
          Cell above = row[j], cell = diagonal;

          if (needle[i] != hay[j - 1])
            cell.distance++;
          if (above.distance + 1 < cell.distance)
            cell = (Cell){ above.distance + 1, above.start };
          if (row[j - 1].distance + 1 < cell.distance)
            cell = (Cell){ row[j - 1].distance + 1, row[j - 1].start };
          row[j] = cell;
          diagonal = above;
        }
    }
  best = row[0];
  *end = 0;
  for (guint j = 1; j <= m; j++)
    if (row[j].distance < best.distance)
      {
        best = row[j];
        *end = j;
      }
  return best;
}

/* A quote that was a whole sentence stays one: the part is drawn out to where its sentence begins and
 * ends, but not over another one. */
static void
stretch (const gunichar *needle,
         guint n,
         gboolean begins,
         const gunichar *hay,
         guint m,
         guint *from,
         guint *to)
{
  guint reach = n / MAX_STRETCH + 1;

  if (*to > *from && ends_sentence (needle[n - 1]) && !ends_sentence (hay[*to - 1]))
    for (guint j = *to; j < m && j - *to < reach; j++)
      if (ends_sentence (hay[j]))
        {
          *to = j + 1;
          break;
        }
  if (begins && *from > 0 && !ends_sentence (hay[*from - 1]))
    for (guint j = *from; j > 0 && *from - j < reach; j--)
      if (ends_sentence (hay[j - 1]))
        {
          *from = j;
          break;
        }
}

/**
 * kaiji_replace_align:
 * @needle: what is looked for
 * @n: characters of it, 1 or more
 * @begins: it begins a sentence
 * @hay: where it may lie
 * @m: characters of it
 * @from: (out): first character of the part
 * @to: (out): the character after its last
 *
 * Thread: any. Returns: how alike both are, 0 to 1
 */
double
kaiji_replace_align (const gunichar *needle,
                     guint n,
                     gboolean begins,
                     const gunichar *hay,
                     guint m,
                     guint *from,
                     guint *to)
{
  Cell best;
  guint end;

  if ((guint64) n * m > MAX_CELLS)
    {
      *from = m > n ? (m - n) / 2 : 0;
      *to = MIN (m, *from + n);
      return kaiji_replace_dice (needle, n, hay + *from, *to - *from);
    }
  best = align (needle, n, hay, m, &end);
  *from = best.start;
  *to = end;
  stretch (needle, n, begins, hay, m, from, to);
  return MAX (0.0, 1.0 - (double) best.distance / MAX (n, end - best.start));
}
