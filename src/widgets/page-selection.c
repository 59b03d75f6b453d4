/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What part of the text is selected; pure. Indexes count Unicode characters.
 *
 * Invariant: a range that is given out is never empty and never ends behind the page's text. */

#include "widgets/page-selection.h"

#include <pango/pango.h>

int
kaiji_page_caret_compare (const KaijiPageCaret *a, const KaijiPageCaret *b)
{
  if (a->page != b->page)
    return a->page < b->page ? -1 : 1;
  if (a->index != b->index)
    return a->index < b->index ? -1 : 1;
  return 0;
}

gboolean
kaiji_page_selection_is_empty (const KaijiPageSelection *self)
{
  return self->anchor.page == 0 || kaiji_page_caret_compare (&self->anchor, &self->focus) == 0;
}

static void
get_order (const KaijiPageSelection *self, const KaijiPageCaret **low, const KaijiPageCaret **high)
{
  gboolean forward = kaiji_page_caret_compare (&self->anchor, &self->focus) <= 0;

  *low = forward ? &self->anchor : &self->focus;
  *high = forward ? &self->focus : &self->anchor;
}

void
kaiji_page_selection_get_pages (const KaijiPageSelection *self, int *first, int *last)
{
  const KaijiPageCaret *low, *high;

  *first = *last = 0;
  if (kaiji_page_selection_is_empty (self))
    return;
  get_order (self, &low, &high);
  *first = low->page;
  *last = high->index == 0 && high->page > low->page ? high->page - 1 : high->page;
}

gboolean
kaiji_page_selection_get_range (const KaijiPageSelection *self,
                                int page,
                                guint n_chars,
                                guint *start,
                                guint *end)
{
  const KaijiPageCaret *low, *high;

  *start = *end = 0;
  if (kaiji_page_selection_is_empty (self))
    return FALSE;
  get_order (self, &low, &high);
  if (page < low->page || page > high->page)
    return FALSE;
  *start = page == low->page ? MIN (low->index, n_chars) : 0;
  *end = page == high->page ? MIN (high->index, n_chars) : n_chars;
  return *start < *end;
}

void
kaiji_page_selection_word (const char *text, guint index, guint *start, guint *end)
{
  guint n = (guint) g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n + 1);

  *start = *end = MIN (index, n);
  if (index >= n)
    return;
  pango_get_log_attrs (text, -1, -1, pango_language_get_default (), attrs, (int) n + 1);
  *end = index + 1;
  while (*start > 0 && !attrs[*start].is_word_start && !attrs[*start].is_word_end)
    (*start)--;
  while (*end < n && !attrs[*end].is_word_end && !attrs[*end].is_word_start)
    (*end)++;
}

void
kaiji_page_selection_line (const char *text, guint index, guint *start, guint *end)
{
  const char *p = text;
  guint at = 0;

  *start = 0;
  for (; *p != '\0'; p = g_utf8_next_char (p), at++)
    if (*p == '\n')
      {
        if (at >= index)
          break;
        *start = at + 1;
      }
  *end = at;
}

static gboolean
is_wide (gunichar c)
{
  return g_unichar_iswide (c) || (c >= 0x3000 && c <= 0x303f);
}

char *
kaiji_page_selection_tidy (const char *text, guint max_chars)
{
  GString *out = g_string_new (NULL);
  gunichar before = 0;
  gboolean space = FALSE, line_end = FALSE;
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || c == '\f' || c == '\t' || c == ' ')
        {
          space = TRUE;
          line_end = line_end || c == '\n';
          continue;
        }
      if (n >= max_chars)
        {
          g_string_append (out, "…");
          break;
        }
      if (space && before != 0 && !(line_end && (is_wide (before) || is_wide (c))))
        {
          g_string_append_c (out, ' ');
          n++;
        }
      g_string_append_unichar (out, c);
      n++;
      before = c;
      space = line_end = FALSE;
    }
  return g_string_free (out, FALSE);
}
