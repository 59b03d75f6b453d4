/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of cells: of several runs with their own fonts, and with reading aids (furigana) that are
 * no part of the text. */
#include "sheet/sheet-private.h"

#include <string.h>

void
kaiji_rich_text_start (KaijiRichText *self, const char *name)
{
  if (g_str_equal (name, "rPh"))
    self->phonetic++;
  self->inside = g_str_equal (name, "t") && self->phonetic == 0;
}

void
kaiji_rich_text_end (KaijiRichText *self, const char *name)
{
  if (g_str_equal (name, "rPh") && self->phonetic > 0)
    self->phonetic--;
  self->inside = FALSE;
}

void
kaiji_rich_text_add (KaijiRichText *self, const char *text, gsize length)
{
  if (self->inside)
    g_string_append_len (self->text, text, (gssize) length);
}

/* "_x000D_": a character that XML cannot hold; a lone half of a surrogate pair is none. */
static gboolean
read_escape (const char *p, gunichar *c)
{
  if (p[0] != '_' || p[1] != 'x')
    return FALSE;
  *c = 0;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return FALSE;
      *c = *c * 16 + (gunichar) g_ascii_xdigit_value (p[i]);
    }
  return p[6] == '_' && (*c < 0xD800 || *c > 0xDFFF);
}

void
kaiji_rich_text_unescape (GString *text)
{
  g_autoptr (GString) out = NULL;
  gunichar c;

  if (!strchr (text->str, '\r') && !strstr (text->str, "_x"))
    return;
  out = g_string_sized_new (text->len);
  for (const char *p = text->str; *p; p++)
    if (read_escape (p, &c))
      {
        if (c != 0)
          g_string_append_unichar (out, c);
        p += 6;
      }
    else
      g_string_append_c (out, *p);
  g_string_replace (out, "\r\n", "\n", 0);
  g_string_replace (out, "\r", "\n", 0);
  g_string_assign (text, out->str);
}
