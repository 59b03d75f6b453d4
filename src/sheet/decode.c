/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a text file to UTF-8. What Japanese programs write is UTF-8 with or without a
 * byte order mark, UTF-16 or CP932; bytes that are valid UTF-8 are never CP932 by chance. */
#include "sheet/csv.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sheet/sheet.h"

static guint
count_lines (const char *data, gsize length)
{
  guint line = 1;

  for (gsize i = 0; i < length; i++)
    line += data[i] == '\n';
  return line;
}

/* UTF-16 without a mark: of a table with commas and digits every second byte is often 0. */
static const char *
guess_utf16 (const guint8 *data, gsize length)
{
  gsize even = 0, odd = 0;

  if (length < 2 || length % 2 != 0)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (data[i] == 0)
      (*(i % 2 ? &odd : &even))++;
  if (odd > 0 && even == 0)
    return "UTF-16LE";
  return even > 0 && odd == 0 ? "UTF-16BE" : NULL;
}

static const char *
find_charset (const guint8 *data, gsize length, gsize *mark)
{
  const char *charset;

  *mark = 0;
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      *mark = 3;
      return "UTF-8";
    }
  if (length >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    {
      *mark = 2;
      return data[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
    }
  charset = guess_utf16 (data, length);
  if (charset)
    return charset;
  return g_utf8_validate ((const char *) data, (gssize) length, NULL) ? "UTF-8" : "CP932";
}

char *
kaiji_csv_decode (GBytes *bytes, GError **error)
{
  gsize length, mark, taken = 0, written;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *charset;
  g_autofree char *text = NULL;

  if (length == 0)
    return g_strdup ("");
  charset = find_charset ((const guint8 *) data, length, &mark);
  text =
      g_convert (data + mark, (gssize) (length - mark), "UTF-8", charset, &taken, &written, NULL);
  if (!text)
    {
      g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                   _ ("Line %u is neither UTF-8 nor CP932 (Shift_JIS) text. Save the file as UTF-8 "
                      "and try again."),
                   count_lines (data + mark, taken));
      return NULL;
    }
  if (memchr (text, '\0', written))
    {
      g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                   _ ("Line %u holds the character U+0000: this is no text file. Choose a CSV or "
                      ".xlsx file."),
                   count_lines (text, strlen (text)));
      return NULL;
    }
  return g_steal_pointer (&text);
}
