/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of a citation in words. What is printed on pages and the number of a sheet are always
 * told apart: the printed ones are said only where both ends of the place have one.
 *
 * Source: 概要 4(4)ア
 */
#include "core/citation.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/text.h"

/** kaiji_citation_is_range: Returns: whether it stands for more than one page. Thread: any. */
gboolean
kaiji_citation_is_range (KaijiCitation *self)
{
  return kaiji_citation_get_last_page (self) > kaiji_citation_get_page (self);
}

/* Of citations that were made before the last page's label was kept: counted on when the first one
 * is a number. */
static char *
count_on (KaijiCitation *self, const char *label, const char *dash)
{
  int pages = kaiji_citation_get_last_page (self) - kaiji_citation_get_page (self);
  gint64 number;

  if (!g_ascii_string_to_signed (label, 10, 1, G_MAXINT32 / 2, &number, NULL))
    return NULL;
  return g_strdup_printf ("%s%s%" G_GINT64_FORMAT, label, dash, number + pages);
}

/**
 * kaiji_citation_dup_printed:
 * @self: a citation
 * @dash: what stands between the ends of a range
 *
 * Thread: any. Returns: (transfer full) (nullable): what is printed on its pages, "12" or "12–14";
 * %NULL where nothing is, or not on both ends
 */
char *
kaiji_citation_dup_printed (KaijiCitation *self, const char *dash)
{
  const KaijiCitationInfo *info = kaiji_citation_get_info (self);

  if (!*info->label)
    return NULL;
  if (!kaiji_citation_is_range (self))
    return g_strdup (info->label);
  if (!info->last_label)
    return count_on (self, info->label, dash);
  return *info->last_label ? g_strconcat (info->label, dash, info->last_label, NULL) : NULL;
}

/** kaiji_citation_dup_sheets: Returns: (transfer full): its physical pages with their word. */
char *
kaiji_citation_dup_sheets (KaijiCitation *self)
{
  int first = kaiji_citation_get_page (self), last = kaiji_citation_get_last_page (self);

  if (last > first)
    /* Translators: physical pages of a file, first and last */
    return g_strdup_printf (_ ("sheets %d–%d"), first, last);
  /* Translators: a physical page of a file */
  return g_strdup_printf (_ ("sheet %d"), first);
}

/**
 * kaiji_citation_dup_pages:
 * @self: a citation
 *
 * Thread: any. Returns: (transfer full): "p.12", "p.12–14", or the sheets where nothing is printed
 */
char *
kaiji_citation_dup_pages (KaijiCitation *self)
{
  g_autofree char *printed = kaiji_citation_dup_printed (self, "–");

  return printed ? g_strconcat ("p.", printed, NULL) : kaiji_citation_dup_sheets (self);
}

/**
 * kaiji_citation_dup_place_key:
 * @self: a citation
 *
 * What is the same as long as it points to the same bytes, pages and words: who has looked there
 * need not look again. The section and the state are no part of it.
 *
 * Thread: any. Returns: (transfer full): a short text
 */
char *
kaiji_citation_dup_place_key (KaijiCitation *self)
{
  const KaijiCitationInfo *info = kaiji_citation_get_info (self);

  return g_strdup_printf ("%.16s/%d-%d/%08x", info->sha256, info->page, info->last_page,
                          g_str_hash (info->quote));
}

/* A number and what follows it; FALSE when there is none. */
static gboolean
read_number (const char **text, int *number)
{
  char *end;
  gint64 value = g_ascii_strtoll (*text, &end, 10);

  if (end == *text || value < 1 || value > G_MAXINT)
    return FALSE;
  *text = end;
  *number = (int) value;
  return TRUE;
}

static const char *
skip_dash (const char *text)
{
  /* As people type it: hyphen, dashes, minus, wave dash, the long vowel, a tilde; those of full
   * width are among them after normalisation. */
  static const char *const dashes[] = { "-", "‐", "‑", "–", "—", "−", "〜", "~", "\u30fc" };

  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (text, dashes[i]))
      return text + strlen (dashes[i]);
  return NULL;
}

/**
 * kaiji_citation_parse_pages:
 * @text: "12", "12-14", "12〜14", in digits of any width, with or without a word behind
 * @first: (out): first page
 * @last: (out): last page, = @first for a single one
 *
 * Thread: any. Returns: whether @text names a page or a range that does not run backwards
 */
gboolean
kaiji_citation_parse_pages (const char *text, int *first, int *last)
{
  g_autofree char *plain = kaiji_text_normalize (text);
  const char *at = g_strstrip (plain), *behind;

  if (!read_number (&at, first))
    return FALSE;
  *last = *first;
  while (g_ascii_isspace (*at))
    at++;
  behind = skip_dash (at);
  if (behind)
    {
      while (g_ascii_isspace (*behind))
        behind++;
      if (!read_number (&behind, last))
        return FALSE;
      at = behind;
    }
  while (g_ascii_isspace (*at))
    at++;
  /* TRANSLATORS: what may stand behind typed numbers of sheets ("12-14 sheets") */
  return (!*at || g_str_equal (at, C_ ("behind sheet numbers", "sheets"))) && *last >= *first;
}
