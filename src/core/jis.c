/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JIS X 0208, the characters that every Japanese system writes and reads alike.
 *
 * ISO-2022-JP holds ASCII and JIS X 0208 and nothing else, so that what iconv cannot write in it
 * lies outside. CP932 holds more: the row of NEC (①, ㈱, Ⅲ, ㎡) and the kanji of IBM (髙, 﨑), and
 * the narrow kana of JIS X 0201 (ｱ). It also reads seven characters of JIS X 0208 as other code
 * points (～ for 〜, － for −): these are the same characters, and are taken as inside.
 *
 * Kana whose voice mark is a character of its own (names that a Mac wrote) lie outside: other
 * systems show and sort them as two.
 */
#include "core/jis.h"

#include <string.h>

#define CHARSET "ISO-2022-JP"
#define DELETE 0x7f
#define YEN 0xa5
#define OVERLINE 0x203e

/* What CP932 makes of characters of JIS X 0208. */
static const gunichar twins[] = { 0xff5e, 0x2225, 0xff0d, 0xffe0, 0xffe1, 0xffe2, 0x2015, 0x2014 };

/* What iconv said, by rows of 256 code points: asked once, and only where a text leads. */
typedef struct
{
  GIConv charset;
  gboolean known[256];
  guint32 inside[256][8];
} Table;

static void
table_free (gpointer data)
{
  Table *table = data;

  g_iconv_close (table->charset);
  g_free (table);
}

static GPrivate table_of_thread = G_PRIVATE_INIT (table_free);

static Table *
get_table (void)
{
  Table *table = g_private_get (&table_of_thread);
  GIConv charset;

  if (table)
    return table;
  charset = g_iconv_open (CHARSET, "UTF-8");
  g_return_val_if_fail (charset != (GIConv) -1, NULL);
  table = g_new0 (Table, 1);
  table->charset = charset;
  g_private_set (&table_of_thread, table);
  return table;
}

static gboolean
ask (GIConv charset, gunichar c)
{
  char text[6], buffer[32], *in = text, *out = buffer;
  gsize left = (gsize) g_unichar_to_utf8 (c, text), room = sizeof buffer;

  g_iconv (charset, NULL, NULL, NULL, NULL);
  return g_iconv (charset, &in, &left, &out, &room) == 0;
}

static gboolean
is_inside (Table *table, gunichar c)
{
  guint row = c >> 8;

  if (c < 0x80)
    return c >= ' ' && c != DELETE;
  /* The Roman set of JIS X 0201 stands in ISO-2022-JP, too. */
  if (c > 0xffff || c == YEN || c == OVERLINE)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    if (c == twins[i])
      return TRUE;
  for (guint i = 0; !table->known[row] && i < 256; i++)
    if (g_unichar_validate (row << 8 | i) && ask (table->charset, row << 8 | i))
      table->inside[row][i / 32] |= 1u << i % 32;
  table->known[row] = TRUE;
  return table->inside[row][(c & 0xff) / 32] >> c % 32 & 1;
}

/**
 * kaiji_jis_dup_outside:
 * @text: UTF-8
 *
 * Thread: any. Returns: (transfer full) (nullable): see the header
 */
char *
kaiji_jis_dup_outside (const char *text)
{
  Table *table = get_table ();
  g_autoptr (GString) found = g_string_new (NULL);

  for (const char *p = text; table && *p; p = g_utf8_next_char (p))
    {
      g_autofree char *one = NULL;

      if (is_inside (table, g_utf8_get_char (p)))
        continue;
      one = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      if (!strstr (found->str, one))
        g_string_append (found, one);
    }
  return found->len > 0 ? g_strdup (found->str) : NULL;
}
