/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown of a page that was found: the part around the best place, what was found marked. */
#include "casefile/search-private.h"

#include <string.h>

/* Characters that are shown, and how many of them at most before the first mark. */
#define LENGTH 64
#define BEFORE 22
/* Characters more, so that no word and nothing that was found is cut. */
#define MORE 16
/* What a place in the head of the page counts. */
#define HEAD_SHARE 0.5
/* A line of so many characters is one of a paragraph; a shorter one ends where it ends. */
#define FULL_LINE 20

/* Characters of the first line, which on most pages is the head of all of them. */
static guint
get_head (const char *body)
{
  const char *end = strchr (body, '\n');

  return end ? (guint) g_utf8_strlen (body, end - body) : 0;
}

/* Where the most of what is searched stands together: the place to begin with. */
static guint
choose (GArray *found, guint head)
{
  double best = -1;
  guint chosen = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const KaijiFound *first = &g_array_index (found, KaijiFound, i);
      guint64 seen = 0;
      double weight = 0;

      for (guint k = i; k < found->len; k++)
        {
          const KaijiFound *place = &g_array_index (found, KaijiFound, k);
          guint64 bit = G_GUINT64_CONSTANT (1) << (place->term % 64);

          if (place->end > first->start + LENGTH - BEFORE)
            break;
          /* The same word again adds little; a run of pairs is never the same. */
          weight += seen & bit && place->weight <= 1 ? 0.01 : place->weight;
          seen |= bit;
        }
      if (first->end <= head)
        weight *= HEAD_SHARE;
      if (weight > best * 1.05)
        {
          best = weight;
          chosen = i;
        }
    }
  return chosen;
}

static gboolean
is_japanese (gunichar c)
{
  return g_unichar_iswide (c) || (c >= 0xFF61 && c <= 0xFF9F); /* half-width katakana */
}

/* Of the places that are shown from @first on, the one that says most; the first of equals. */
static guint
find_heaviest (GArray *found, guint first)
{
  guint start = g_array_index (found, KaijiFound, first).start;
  guint heaviest = first;

  for (guint i = first + 1; i < found->len; i++)
    {
      const KaijiFound *place = &g_array_index (found, KaijiFound, i);

      if (place->end > start + LENGTH - BEFORE)
        break;
      if (place->weight > g_array_index (found, KaijiFound, heaviest).weight * 1.01)
        heaviest = i;
    }
  return heaviest;
}

/* Japanese has no spaces: where a line of a paragraph ends, or a line within what was found, nothing
 * stands. */
static gboolean
needs_space (gunichar before, gunichar after, gboolean joined)
{
  return !joined || !is_japanese (before) || !is_japanese (after);
}

typedef struct
{
  GString *out;
  gunichar last;
  gboolean space, line;
  gboolean joined; /* what stands before the line end belongs to what follows */
} Flat;

/* Returns: where @c begins in what comes out. */
static gsize
append (Flat *flat, gunichar c)
{
  gsize at;

  if (flat->out->len > 0
      && (flat->space || (flat->line && needs_space (flat->last, c, flat->joined))))
    g_string_append_c (flat->out, ' ');
  flat->space = flat->line = FALSE;
  at = flat->out->len;
  g_string_append_unichar (flat->out, c);
  flat->last = c;
  return at;
}

static void
mark (GArray *marks, GArray *found, guint character, gsize start, gsize end)
{
  for (guint i = 0; i < found->len; i++)
    {
      const KaijiFound *place = &g_array_index (found, KaijiFound, i);
      KaijiTextRange *last =
          marks->len > 0 ? &g_array_index (marks, KaijiTextRange, marks->len - 1) : NULL;
      KaijiTextRange range = { .start = (guint) start, .end = (guint) end };

      if (character < place->start || character >= place->end)
        continue;
      if (last && character > place->start)
        last->end = (guint) end;
      else
        g_array_append_val (marks, range);
      return;
    }
}

static void
shift (GArray *marks, guint by)
{
  for (guint i = 0; i < marks->len; i++)
    {
      g_array_index (marks, KaijiTextRange, i).start += by;
      g_array_index (marks, KaijiTextRange, i).end += by;
    }
}

static gboolean
is_gap (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x00AD || c == 0x200B;
}

static gboolean
is_within (GArray *found, guint character)
{
  for (guint i = 0; i < found->len; i++)
    {
      const KaijiFound *place = &g_array_index (found, KaijiFound, i);
      if (character > place->start && character < place->end)
        return TRUE;
    }
  return FALSE;
}

/* Characters on the line before @p. */
static guint
count_line (const char *body, const char *p)
{
  guint n = 0;

  while (p > body && p[-1] != '\n' && n < FULL_LINE)
    {
      p = g_utf8_prev_char (p);
      n++;
    }
  return n;
}

/* Characters @from to @to of @body in one line. */
static void
flatten (Flat *flat, const char *body, guint from, guint to, GArray *found, GArray *marks)
{
  const char *p = g_utf8_offset_to_pointer (body, from);

  for (guint i = from; i < to; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize start;

      if (c == '\n' || c == '\r' || c == '\f')
        {
          flat->line = TRUE;
          flat->joined = is_within (found, i) || count_line (body, p) >= FULL_LINE;
        }
      else if (is_gap (c))
        flat->space = TRUE;
      else
        {
          start = append (flat, c);
          mark (marks, found, i, start, flat->out->len);
        }
    }
}

static gboolean
is_word (gunichar c)
{
  return c < 0x80 && g_ascii_isalnum ((char) c);
}

/* Where to cut @body instead of at @at, which may be within a word or a place: before it, or with
 * @after behind it. */
static guint
move_cut (const char *body, guint length, guint at, GArray *found, gboolean after)
{
  const char *p = g_utf8_offset_to_pointer (body, at);
  const guint start = at;

  for (guint i = 0; i < found->len; i++)
    {
      const KaijiFound *place = &g_array_index (found, KaijiFound, i);

      if (place->start < at && at < place->end && place->end - place->start <= MORE)
        return after ? place->end : place->start;
    }
  while (at > 0 && at < length && is_word (g_utf8_get_char (p))
         && is_word (g_utf8_get_char (g_utf8_prev_char (p))))
    {
      p = after ? g_utf8_next_char (p) : g_utf8_prev_char (p);
      at = after ? at + 1 : at - 1;
      if (MAX (at, start) - MIN (at, start) > MORE)
        return start;
    }
  return at;
}

void
kaiji_search_make_snippet (KaijiSearchHit *hit, const char *body, GArray *found)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (KaijiTextRange));
  Flat flat = { .out = g_string_new (NULL) };
  guint length = (guint) g_utf8_strlen (body, -1);
  guint first = 0, from, to;

  if (found->len > 0)
    {
      guint chosen = choose (found, get_head (body));

      hit->best = find_heaviest (found, chosen);
      first = g_array_index (found, KaijiFound, chosen).start;
    }
  from = first > BEFORE ? first - BEFORE : 0;
  to = MIN (length, from + LENGTH);
  /* At the end of a page more is shown of what stands before. */
  from = to > LENGTH ? MIN (from, to - LENGTH) : 0;
  from = move_cut (body, length, from, found, FALSE);
  to = move_cut (body, length, to, found, TRUE);
  flatten (&flat, body, from, to, found, marks);
  if (from > 0)
    {
      g_string_prepend (flat.out, "…");
      shift (marks, (guint) strlen ("…"));
    }
  if (to < length)
    g_string_append (flat.out, "…");
  hit->snippet = g_string_free (flat.out, FALSE);
  hit->n_marks = marks->len;
  hit->marks = (KaijiTextRange *) (gpointer) g_array_free (g_steal_pointer (&marks), FALSE);
}
