/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the table of contents of a document stands.
 *
 * 1. Its outline says so, where it has an entry for it: up to the page of the next entry.
 * 2. Else a heading near the top of one of the first pages does, and the contents go on as long as
 *    pages look like contents: lines that end in a number, or hold a row of dots.
 * 3. What is not found is not guessed: a person says where it is, or that there is none. */
#include <string.h>

#include "core/text.h"
#include "core/vocabulary.h"
#include "jobs/excerpt-private.h"

#define PAGES_LOOKED_AT 30
#define MOST_CONTENTS 40
#define HEADING_LINES 14
#define LEAST_LINES 3
#define LEAST_SHARE 0.4

/* Folded, and without any white space. (transfer full) */
static char *
squeeze (const char *text)
{
  g_autofree char *folded = kaiji_text_fold (text);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static gboolean
is_heading (const char *text)
{
  g_autofree char *squeezed = squeeze (text);

  for (gsize i = 0; kaiji_contents_words[i]; i++)
    {
      g_autofree char *word = squeeze (kaiji_contents_words[i]);

      if (g_str_equal (squeezed, word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_in_outline (KaijiPdfDocument *document, int *first, int *last)
{
  GPtrArray *outline = kaiji_pdf_document_get_outline (document);
  int next = 0;

  *first = 0;
  for (guint i = 0; i < outline->len && *first == 0; i++)
    {
      const KaijiPdfOutlineEntry *entry = g_ptr_array_index (outline, i);

      if (entry->page > 0 && entry->title && is_heading (entry->title))
        *first = entry->page;
    }
  if (*first == 0)
    return FALSE;
  for (guint i = 0; i < outline->len; i++)
    {
      const KaijiPdfOutlineEntry *entry = g_ptr_array_index (outline, i);

      if (entry->page > *first && (next == 0 || entry->page < next))
        next = entry->page;
    }
  if (next == 0)
    next = kaiji_pdf_document_get_n_pages (document) + 1;
  *last = MIN (next - 1, *first + MOST_CONTENTS - 1);
  return TRUE;
}

/* ". . . . ." and "………" lead from a title to its number. */
static gboolean
has_leaders (const char *line)
{
  guint dots = 0;

  for (const char *p = line; *p; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '.' || c == 0x2026 || c == 0x30fb || c == 0x2025)
        dots += c == 0x2026 ? 3 : 1;
      else if (!g_unichar_isspace (c))
        dots = 0;
      if (dots >= 4)
        return TRUE;
    }
  return FALSE;
}

/* Whether a line leads to a page: leaders, or a number at its end behind some words. */
static gboolean
is_entry (const char *line)
{
  g_autofree char *text = kaiji_text_normalize (line);
  gsize n;

  g_strchomp (text);
  n = strlen (text);
  return has_leaders (text) || (n > 3 && g_ascii_isdigit (text[n - 1]));
}

static gboolean
is_bare_number (const char *line)
{
  g_autofree char *squeezed = squeeze (line);

  return *squeezed && strspn (squeezed, "0123456789.-ivxl") == strlen (squeezed);
}

static void
look_at (const char *text, gboolean *heading, gboolean *contents)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0, entries = 0, position = 0;

  *heading = FALSE;
  for (char **line = lines; *line; line++)
    {
      if (kaiji_text_is_blank (*line))
        continue;
      if (position++ < HEADING_LINES && is_heading (*line))
        *heading = TRUE;
      /* Columns of numbers stand in lines of their own. */
      if (is_bare_number (*line))
        continue;
      n++;
      entries += is_entry (*line) ? 1 : 0;
    }
  *contents = n >= LEAST_LINES && entries >= n * LEAST_SHARE;
}

static gboolean
find_in_text (KaijiPdfDocument *document,
              int *first,
              int *last,
              GCancellable *cancellable,
              GError **error)
{
  const int n_pages = kaiji_pdf_document_get_n_pages (document);

  *first = 0;
  for (int page = 1;
       page <= n_pages && page <= (*first ? *first + MOST_CONTENTS - 1 : PAGES_LOOKED_AT); page++)
    {
      g_autoptr (KaijiPdfText) text = kaiji_pdf_document_text_sync (
          document, page, KAIJI_PDF_PRIORITY_BACKGROUND, cancellable, NULL);
      gboolean heading = FALSE, contents = FALSE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (text)
        look_at (text->text, &heading, &contents);
      if (*first == 0 && heading)
        *first = page;
      else if (*first > 0 && !contents)
        break;
      if (*first > 0)
        *last = page;
    }
  return *first > 0;
}

gboolean
kaiji_excerpt_find_contents (KaijiPdfDocument *document,
                             int *first,
                             int *last,
                             GCancellable *cancellable,
                             GError **error)
{
  return find_in_outline (document, first, last)
         || find_in_text (document, first, last, cancellable, error);
}
