/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that is written downwards, in the order in which it is read.
 *
 * poppler sorts lines as if they were read from left to right and ends one at each ideographic
 * space. Here they become columns again, from right to left.
 *
 * 1. A page on which most characters stand beside each other is left as it is.
 * 2. Characters are only moved: what the file says is neither lost nor doubled. A gap inside of a
 *    column becomes one ideographic space, the end of a column one line end. Marks in the form that
 *    they have in columns become plain ones, so that a quote reads as it would be typed. */
#include <math.h>
#include <string.h>

#include "pdf/client.h"

#define SPACE 0x3000

/* A line as poppler gives it: characters [start, end) without its line end. */
typedef struct
{
  guint start;
  guint end;
  KaijiRect box;
  gboolean downward;
  double size;   /* across, of one character */
  int tier;      /* blocks below each other, from the top */
  double column; /* the right edge of its column */
} Line;

static gboolean
is_visible (const KaijiRect *rect)
{
  return rect->x2 > rect->x1 && rect->y2 > rect->y1;
}

static double
middle_x (const KaijiRect *rect)
{
  return (rect->x1 + rect->x2) / 2;
}

static double
middle_y (const KaijiRect *rect)
{
  return (rect->y1 + rect->y2) / 2;
}

/* Whether @second stands below @first in one column. */
static gboolean
goes_down (const KaijiRect *first, const KaijiRect *second)
{
  double across = MIN (first->x2 - first->x1, second->x2 - second->x1);
  double down = middle_y (second) - middle_y (first);

  return fabs (middle_x (second) - middle_x (first)) < across / 4 && down > across / 4
         && down < 3 * across;
}

static gboolean
goes_right (const KaijiRect *first, const KaijiRect *second)
{
  double high = MAX (first->y2 - first->y1, second->y2 - second->y1);

  return fabs (middle_y (second) - middle_y (first)) < high / 2 && second->x1 > first->x1;
}

gboolean
kaiji_pdf_text_is_downward (const KaijiPdfText *text, guint index)
{
  const KaijiRect *rect;

  if (index >= text->n_rects)
    return FALSE;
  rect = &text->rects[index];
  if (index + 1 < text->n_rects && goes_down (rect, &text->rects[index + 1]))
    return TRUE;
  return index > 0 && goes_down (&text->rects[index - 1], rect);
}

/* More characters follow each other downwards than to the right. */
static gboolean
is_mostly_downward (const KaijiPdfText *text)
{
  guint down = 0, right = 0;

  for (guint i = 1; i < text->n_rects; i++)
    if (is_visible (&text->rects[i - 1]) && is_visible (&text->rects[i]))
      {
        if (goes_down (&text->rects[i - 1], &text->rects[i]))
          down++;
        else if (goes_right (&text->rects[i - 1], &text->rects[i]))
          right++;
      }
  return down > right;
}

static void
add_line (GArray *lines, const KaijiPdfText *text, guint start, guint end)
{
  Line line = { start, end, { 0, 0, 0, 0 }, FALSE, 0, 0, 0 };
  guint down = 0, n = 0;

  for (guint i = start; i < end; i++)
    {
      const KaijiRect *rect = &text->rects[i];

      if (!is_visible (rect))
        continue;
      if (n++ == 0)
        line.box = *rect;
      line.box = (KaijiRect){ MIN (line.box.x1, rect->x1), MIN (line.box.y1, rect->y1),
                              MAX (line.box.x2, rect->x2), MAX (line.box.y2, rect->y2) };
      line.size = MAX (line.size, rect->x2 - rect->x1);
      down += i > start && goes_down (&text->rects[i - 1], rect);
    }
  if (n == 0)
    return;
  line.downward = n == 1 || down * 2 >= n - 1;
  line.column = line.box.x2;
  g_array_append_val (lines, line);
}

static GArray *
find_lines (const KaijiPdfText *text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  const char *p = text->text;
  guint start = 0;

  for (guint i = 0; i < text->n_rects; i++, p = g_utf8_next_char (p))
    if (*p == '\n')
      {
        add_line (lines, text, start, i);
        start = i + 1;
      }
  add_line (lines, text, start, text->n_rects);
  return lines;
}

static int
compare_top (gconstpointer a, gconstpointer b)
{
  const Line *first = a, *second = b;

  return (first->box.y1 > second->box.y1) - (first->box.y1 < second->box.y1);
}

/* Blocks are divided by a strip on which nothing stands. */
static void
find_tiers (GArray *lines)
{
  double bottom = 0, size = 0;
  int tier = 0;

  g_array_sort (lines, compare_top);
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);

      if (i > 0 && line->box.y1 - bottom > 1.8 * MAX (size, line->size))
        tier++;
      line->tier = tier;
      size = i == 0 || line->box.y1 > bottom ? line->size : MAX (size, line->size);
      bottom = MAX (bottom, line->box.y2);
    }
}

/* Lines that stand above each other are one column; so are short ones across it (numbers). */
static void
find_columns (GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);

      for (guint j = 0; j < i; j++)
        {
          const Line *other = &g_array_index (lines, Line, j);
          double size = MAX (line->size, other->size);

          if (other->tier == line->tier && (line->downward || other->downward)
              && line->box.x2 - line->box.x1 < 2.5 * size
              && fabs (middle_x (&line->box) - middle_x (&other->box)) < size / 2)
            {
              line->column = other->column;
              break;
            }
        }
    }
}

static int
compare_reading (gconstpointer a, gconstpointer b)
{
  const Line *first = a, *second = b;

  if (first->tier != second->tier)
    return first->tier - second->tier;
  if (first->column != second->column)
    return first->column > second->column ? -1 : 1;
  return compare_top (a, b);
}

/* The plain form of a mark: commas, stops, lines and brackets stand turned or moved in columns. */
static gunichar
make_plain (gunichar character)
{
  static const guint16 marks[] = { 0xff0c, 0x3001, 0x3002, 0xff1a, 0xff1b,
                                   0xff01, 0xff1f, 0x3016, 0x3017, 0x2026 };
  static const guint16 lines_and_brackets[] = {
    0x2025, 0x2014, 0x2013, 0xff3f, 0xff3f, 0xff08, 0xff09, 0xff5b, 0xff5d, 0x3014, 0x3015,
    0x3010, 0x3011, 0x300a, 0x300b, 0x3008, 0x3009, 0x300c, 0x300d, 0x300e, 0x300f,
  };

  if (character >= 0xfe10 && character < 0xfe10 + G_N_ELEMENTS (marks))
    return marks[character - 0xfe10];
  if (character >= 0xfe30 && character < 0xfe30 + G_N_ELEMENTS (lines_and_brackets))
    return lines_and_brackets[character - 0xfe30];
  if (character == 0xfe47 || character == 0xfe48)
    return character == 0xfe47 ? 0xff3b : 0xff3d;
  return character;
}

static void
append (GString *out, GArray *rects, gunichar character, KaijiRect rect)
{
  g_string_append_unichar (out, make_plain (character));
  g_array_append_val (rects, rect);
}

/* What stands between two lines: a space where one column goes on, else the end of a line. */
static void
append_between (GString *out, GArray *rects, const Line *before, const Line *line)
{
  double gap = line->box.y1 - before->box.y2;

  if (before->tier != line->tier || before->column != line->column)
    append (out, rects, '\n',
            (KaijiRect){ before->box.x2, before->box.y2, before->box.x2, before->box.y2 });
  else if (gap > before->size / 2)
    append (out, rects, SPACE,
            (KaijiRect){ before->box.x1, before->box.y2, before->box.x2, line->box.y1 });
}

void
kaiji_pdf_text_arrange (KaijiPdfText *text)
{
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GArray) rects = NULL;
  g_autoptr (GString) out = NULL;

  g_return_if_fail (text != NULL);

  if (!is_mostly_downward (text))
    return;
  lines = find_lines (text);
  find_tiers (lines);
  find_columns (lines);
  g_array_sort (lines, compare_reading);
  rects = g_array_new (FALSE, FALSE, sizeof (KaijiRect));
  out = g_string_sized_new (strlen (text->text) + 16);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      const char *p = g_utf8_offset_to_pointer (text->text, line->start);

      if (i > 0)
        append_between (out, rects, line - 1, line);
      for (guint j = line->start; j < line->end; j++, p = g_utf8_next_char (p))
        append (out, rects, g_utf8_get_char (p), text->rects[j]);
    }
  g_free (text->text);
  g_free (text->rects);
  text->n_rects = rects->len;
  text->text = g_string_free (g_steal_pointer (&out), FALSE);
  text->rects = (KaijiRect *) g_array_free (g_steal_pointer (&rects), FALSE);
}
