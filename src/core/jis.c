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

static void
close_charset (gpointer charset)
{
  g_iconv_close (charset);
}

static GPrivate charset_of_thread = G_PRIVATE_INIT (close_charset);

static GIConv
get_charset (void)
{
  GIConv charset = g_private_get (&charset_of_thread);

  if (!charset)
    {
      charset = g_iconv_open (CHARSET, "UTF-8");
      g_return_val_if_fail (charset != (GIConv) -1, NULL);
      g_private_set (&charset_of_thread, charset);
    }
  return charset;
}

static gboolean
is_inside (GIConv charset, const char *at, gsize length)
{
  gunichar c = g_utf8_get_char (at);
  char buffer[32], *out = buffer;
  char *in = (char *) at;
  gsize left = length, room = sizeof buffer;

  if (c < 0x80)
    return c >= ' ' && c != DELETE;
  /* The Roman set of JIS X 0201 stands in ISO-2022-JP, too. */
  if (c == YEN || c == OVERLINE)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    if (c == twins[i])
      return TRUE;
  g_iconv (charset, NULL, NULL, NULL, NULL);
  return g_iconv (charset, &in, &left, &out, &room) == 0;
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
  GIConv charset = get_charset ();
  g_autoptr (GString) found = g_string_new (NULL);

  for (const char *p = text; charset && *p; p = g_utf8_next_char (p))
    {
      gsize length = (gsize) (g_utf8_next_char (p) - p);
      g_autofree char *one = NULL;

      if (is_inside (charset, p, length))
        continue;
      one = g_strndup (p, length);
      if (!strstr (found->str, one))
        g_string_append (found, one);
    }
  return found->len > 0 ? g_strdup (found->str) : NULL;
}
