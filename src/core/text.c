/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: kept as typed everywhere; normalised only here, to compare and to search.
 *
 * Two forms:
 * - normal form: NFKC, white space trimmed and runs of it made one space; to compare answers.
 * - folded form: NFKC, case folded, hiragana as katakana,
 *   long-vowel marks and white space dropped; to search.
 */
#include "core/text.h"

#include <string.h>

/* Katakana with a half-width voiced mark is two characters until NFKC joins them, so a mark is
 * normalised together with the character before it. */
static gboolean
joins_previous (gunichar c)
{
  return c == 0xFF9E || c == 0xFF9F || c == 0x3099 || c == 0x309A
         || g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK;
}

/**
 * kaiji_text_normalize:
 * @text: UTF-8
 *
 * The form in which answers are compared: NFKC, trimmed, runs of white space as one space.
 *
 * Thread: any. Returns: (transfer full): the normal form, "" for invalid UTF-8
 */
char *
kaiji_text_normalize (const char *text)
{
  g_autofree char *nfkc = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out;
  gboolean space = FALSE;

  if (!nfkc)
    return g_strdup ("");
  out = g_string_sized_new (strlen (nfkc));
  for (const char *p = nfkc; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = out->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_skipped (gunichar c)
{
  /* White space, the long-vowel mark, and soft hyphens do not count when searching. */
  return g_unichar_isspace (c) || c == 0x30FC || c == 0x00AD || c == 0x200B || c == 0xFEFF;
}

static gunichar
fold_kana (gunichar c)
{
  /* Hiragana to katakana, so that both find each other. */
  if ((c >= 0x3041 && c <= 0x3096) || c == 0x309D || c == 0x309E)
    return c + 0x60;
  return c;
}

/* Folds the @length bytes at @start and appends them; each character that comes out is mapped to
 * @index. */
static void
fold_run (GString *out, GArray *map, const char *start, gsize length, guint index)
{
  g_autofree char *nfkc = g_utf8_normalize (start, (gssize) length, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = NULL;

  if (!nfkc)
    return;
  folded = g_utf8_casefold (nfkc, -1);
  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = fold_kana (g_utf8_get_char (p));

      if (is_skipped (c))
        continue;
      g_string_append_unichar (out, c);
      if (map)
        g_array_append_val (map, index);
    }
}

/* Letters that normalising and case leave as they are: by far the most of a Japanese text. */
static gboolean
is_plain (gunichar c)
{
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096)
         || (c >= 0x30A1 && c <= 0x30FA) || c == 0x3001 || c == 0x3002;
}

static char *
fold (const char *text, GArray *map)
{
  GString *out = g_string_sized_new (strlen (text));
  guint index = 0;
  const char *p = text;

  while (*p)
    {
      const char *end = g_utf8_next_char (p);
      guint count = 1;

      /* Most text needs no normalising, which is dear: it is taken as it stands. */
      if ((guchar) *p < 0x80 && (*end == 0 || (guchar) *end < 0x80))
        {
          if (!g_ascii_isspace (*p))
            {
              g_string_append_c (out, g_ascii_tolower (*p));
              if (map)
                g_array_append_val (map, index);
            }
          p = end;
          index++;
          continue;
        }
      if (is_plain (g_utf8_get_char (p)) && !(*end && joins_previous (g_utf8_get_char (end))))
        {
          g_string_append_unichar (out, fold_kana (g_utf8_get_char (p)));
          if (map)
            g_array_append_val (map, index);
          p = end;
          index++;
          continue;
        }
      while (*end && joins_previous (g_utf8_get_char (end)))
        {
          end = g_utf8_next_char (end);
          count++;
        }
      fold_run (out, map, p, (gsize) (end - p), index);
      p = end;
      index += count;
    }
  return g_string_free (out, FALSE);
}

/**
 * kaiji_text_fold:
 * @text: valid UTF-8
 *
 * The form in which text is searched: width, case, kana, long vowels and white space make no
 * difference.
 *
 * Thread: any. Returns: (transfer full): the folded form
 */
char *
kaiji_text_fold (const char *text)
{
  return fold (text, NULL);
}

/**
 * kaiji_text_fold_map:
 * @text: valid UTF-8
 * @offsets: (out) (transfer full): for each character of the result, the index (in characters) of
 *   the character of @text that it came from; one more entry at the end: the length of @text
 *
 * As kaiji_text_fold(), and says where each character came from.
 *
 * Thread: any. Returns: (transfer full): the folded form
 */
char *
kaiji_text_fold_map (const char *text, guint **offsets)
{
  GArray *map = g_array_new (FALSE, FALSE, sizeof (guint));
  char *folded = fold (text, map);
  guint length = (guint) g_utf8_strlen (text, -1);

  g_array_append_val (map, length);
  *offsets = (guint *) (gpointer) g_array_free (map, FALSE);
  return folded;
}

/**
 * kaiji_text_count:
 * @text: UTF-8
 *
 * Counts characters as a person does when a form says 100字: line ends do not count, marks that
 * join the character before them (also variation selectors) do not count.
 *
 * Thread: any. Returns: characters
 */
guint
kaiji_text_count (const char *text)
{
  guint count = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean selector = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);

      if (c != '\n' && c != '\r' && !selector && g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        count++;
    }
  return count;
}

/** kaiji_text_has_japanese: Returns: whether a kana or kanji stands in @text. Thread: any. */
gboolean
kaiji_text_has_japanese (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    switch (g_unichar_get_script (g_utf8_get_char (p)))
      {
      case G_UNICODE_SCRIPT_HAN:
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

/** kaiji_text_has_letters: Returns: whether a letter of any script stands in @text. Thread: any. */
gboolean
kaiji_text_has_letters (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/** kaiji_text_is_blank: Returns: whether @text is %NULL or white space only. Thread: any. */
gboolean
kaiji_text_is_blank (const char *text)
{
  for (const char *p = text; p && *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}
