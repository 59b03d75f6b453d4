/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two texts: a longest common subsequence of their pieces. A piece is a run of
 * Latin letters and digits, or one character of any other script: Japanese has no spaces to part
 * words by, and half a number means nothing.
 *
 * Invariants:
 * 1. The same and removed spans give the first text, the same and added ones the second.
 * 2. A lone piece that is the same between two changes is part of the change: a text that is torn
 *    to single characters cannot be read.
 */
#include "core/diff.h"

#include <string.h>

/* The table of lengths takes the product of both; longer texts are told as a whole. */
#define MAX_PRODUCT (4 * 1024 * 1024)

typedef struct
{
  const char *start;
  gsize length;
} Piece;

static void
span_free (gpointer data)
{
  KaijiDiffSpan *span = data;

  g_free (span->text);
  g_free (span);
}

static gboolean
is_word (gunichar c)
{
  return c < 0x250 && (g_unichar_isalnum (c) || c == '.' || c == ',');
}

static GArray *
cut (const char *text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (const char *p = text; *p;)
    {
      Piece piece = { p, 0 };
      gboolean word = is_word (g_utf8_get_char (p));

      do
        p = g_utf8_next_char (p);
      while (word && *p && is_word (g_utf8_get_char (p)));
      piece.length = (gsize) (p - piece.start);
      g_array_append_val (pieces, piece);
    }
  return pieces;
}

static const Piece *
get (GArray *pieces, guint index)
{
  return &g_array_index (pieces, Piece, index);
}

static gboolean
same_piece (const Piece *a, const Piece *b)
{
  return a->length == b->length && memcmp (a->start, b->start, a->length) == 0;
}

/* Joins what is of the same kind; what was removed goes before what was added. */
static void
add (GPtrArray *spans, KaijiDiffKind kind, const char *text, gsize length)
{
  KaijiDiffSpan *last = spans->len > 0 ? g_ptr_array_index (spans, spans->len - 1) : NULL;
  KaijiDiffSpan *span;

  if (length == 0)
    return;
  if (last && last->kind == KAIJI_DIFF_ADDED && kind == KAIJI_DIFF_REMOVED)
    {
      KaijiDiffSpan *before = spans->len > 1 ? g_ptr_array_index (spans, spans->len - 2) : NULL;

      if (before && before->kind == KAIJI_DIFF_REMOVED)
        last = before;
      else
        {
          span = g_new0 (KaijiDiffSpan, 1);
          span->kind = kind;
          span->text = g_strndup (text, length);
          g_ptr_array_insert (spans, (int) spans->len - 1, span);
          return;
        }
    }
  if (last && last->kind == kind)
    {
      g_autofree char *old = last->text;
      g_autofree char *more = g_strndup (text, length);

      last->text = g_strconcat (old, more, NULL);
      return;
    }
  span = g_new0 (KaijiDiffSpan, 1);
  span->kind = kind;
  span->text = g_strndup (text, length);
  g_ptr_array_add (spans, span);
}

static void
trace (GArray *a, GArray *b, guint from, guint to_a, guint to_b, GPtrArray *spans)
{
  guint n = to_a - from, m = to_b - from, i = 0, j = 0;
  g_autofree guint16 *lengths = g_new0 (guint16, (gsize) (n + 1) * (m + 1));

#define AT(x, y) lengths[(gsize) (x) * (m + 1) + (y)]
  for (guint x = n; x > 0; x--)
    for (guint y = m; y > 0; y--)
      AT (x - 1, y - 1) = same_piece (get (a, from + x - 1), get (b, from + y - 1))
                              ? (guint16) (AT (x, y) + 1)
                              : MAX (AT (x, y - 1), AT (x - 1, y));
  while (i < n || j < m)
    {
      const Piece *one = i < n ? get (a, from + i) : NULL;
      const Piece *other = j < m ? get (b, from + j) : NULL;

      if (one && other && same_piece (one, other))
        {
          add (spans, KAIJI_DIFF_SAME, one->start, one->length);
          i++;
          j++;
        }
      else if (one && (!other || AT (i + 1, j) >= AT (i, j + 1)))
        {
          add (spans, KAIJI_DIFF_REMOVED, one->start, one->length);
          i++;
        }
      else
        {
          add (spans, KAIJI_DIFF_ADDED, other->start, other->length);
          j++;
        }
    }
#undef AT
}

/* A lone piece between two changes belongs to them. */
static GPtrArray *
join_splinters (GPtrArray *spans)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func (span_free);

  for (guint i = 0; i < spans->len; i++)
    {
      KaijiDiffSpan *span = g_ptr_array_index (spans, i);
      gsize n = strlen (span->text);

      if (span->kind == KAIJI_DIFF_SAME && i > 0 && i + 1 < spans->len
          && g_utf8_strlen (span->text, -1) == 1)
        {
          add (joined, KAIJI_DIFF_REMOVED, span->text, n);
          add (joined, KAIJI_DIFF_ADDED, span->text, n);
        }
      else
        add (joined, span->kind, span->text, n);
    }
  g_ptr_array_unref (spans);
  return joined;
}

/**
 * kaiji_text_diff:
 * @before: UTF-8
 * @after: UTF-8
 *
 * What differs between two texts, for people: in pieces of words or characters.
 *
 * Thread: any. Returns: (transfer full) (element-type KaijiDiffSpan): the spans in order
 */
GPtrArray *
kaiji_text_diff (const char *before, const char *after)
{
  g_autoptr (GArray) a = cut (before);
  g_autoptr (GArray) b = cut (after);
  GPtrArray *spans = g_ptr_array_new_with_free_func (span_free);
  guint head = 0, to_a = a->len, to_b = b->len;
  gsize product;

  while (head < a->len && head < b->len && same_piece (get (a, head), get (b, head)))
    head++;
  while (to_a > head && to_b > head && same_piece (get (a, to_a - 1), get (b, to_b - 1)))
    {
      to_a--;
      to_b--;
    }
  for (guint i = 0; i < head; i++)
    add (spans, KAIJI_DIFF_SAME, get (a, i)->start, get (a, i)->length);
  product = (gsize) (to_a - head + 1) * (to_b - head + 1);
  if (product <= MAX_PRODUCT && MAX (to_a, to_b) < G_MAXUINT16)
    trace (a, b, head, to_a, to_b, spans);
  else
    {
      for (guint i = head; i < to_a; i++)
        add (spans, KAIJI_DIFF_REMOVED, get (a, i)->start, get (a, i)->length);
      for (guint i = head; i < to_b; i++)
        add (spans, KAIJI_DIFF_ADDED, get (b, i)->start, get (b, i)->length);
    }
  for (guint i = to_a; i < a->len; i++)
    add (spans, KAIJI_DIFF_SAME, get (a, i)->start, get (a, i)->length);
  return join_splinters (spans);
}
