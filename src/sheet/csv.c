/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Separated values as RFC 4180 says; a field may hold line ends, quotes and delimiters. */
#include "sheet/csv.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sheet/sheet-private.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct
{
  const char *p;
  guint line; /* from 1 */
  char delimiter;
} Reader;

static gboolean
at_line_end (const Reader *reader)
{
  return *reader->p == '\0' || *reader->p == '\n' || *reader->p == '\r';
}

static void
skip_line_end (Reader *reader)
{
  if (*reader->p == '\0')
    return;
  reader->p += reader->p[0] == '\r' && reader->p[1] == '\n' ? 2 : 1;
  reader->line++;
}

/* The rest of a field that began with a quote. */
static char *
read_quoted (Reader *reader, GError **error)
{
  g_autoptr (GString) field = g_string_new (NULL);
  guint begin = reader->line;

  for (reader->p++; *reader->p;)
    {
      if (*reader->p == '"' && reader->p[1] != '"')
        {
          reader->p++;
          if (*reader->p == reader->delimiter || at_line_end (reader))
            return g_string_free (g_steal_pointer (&field), FALSE);
          g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                       _ ("Line %u: after a closing quote a comma or the end of the line must "
                          "follow."),
                       reader->line);
          return NULL;
        }
      if (at_line_end (reader))
        {
          const char *start = reader->p;

          skip_line_end (reader);
          g_string_append_len (field, start, reader->p - start);
          continue;
        }
      if (*reader->p == '"')
        reader->p++;
      g_string_append_c (field, *reader->p++);
    }
  g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
               _ ("Line %u: the quote that begins here is never closed."), begin);
  return NULL;
}

static char *
read_field (Reader *reader, GError **error)
{
  const char *start = reader->p;

  if (*start == '"')
    return read_quoted (reader, error);
  while (*reader->p != reader->delimiter && !at_line_end (reader))
    reader->p++;
  return g_strndup (start, (gsize) (reader->p - start));
}

static GStrv
read_row (Reader *reader, GError **error)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  for (;;)
    {
      g_autofree char *field = read_field (reader, error);
      if (!field)
        return NULL;
      g_strv_builder_add (row, field);
      if (*reader->p != reader->delimiter)
        break;
      reader->p++;
    }
  skip_line_end (reader);
  return g_strv_builder_end (row);
}

/* What the first row that has any uses most; a program writes the same number of them in each
 * row. A tab is never part of a text. */
static char
find_delimiter (const char *text)
{
  static const char choices[] = { '\t', ',', ';' };
  guint counts[G_N_ELEMENTS (choices)] = { 0 };
  gboolean quoted = FALSE;
  gsize best = 0;

  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      if (quoted)
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
        counts[i] += *p == choices[i];
      if (*p == '\n' && counts[0] + counts[1] + counts[2] > 0)
        break;
    }
  for (gsize i = 1; i < G_N_ELEMENTS (choices); i++)
    if (counts[i] > counts[best])
      best = i;
  return choices[best];
}

gboolean
kaiji_csv_parse (const char *text,
                 char delimiter,
                 KaijiCsvRowFunc func,
                 gpointer user_data,
                 GError **error)
{
  Reader reader = { text, 1, delimiter };

  if (g_str_has_prefix (text, BYTE_ORDER_MARK))
    reader.p += strlen (BYTE_ORDER_MARK);
  if (!delimiter)
    reader.delimiter = find_delimiter (reader.p);
  while (*reader.p)
    {
      guint line = reader.line;
      g_auto (GStrv) row = read_row (&reader, error);

      if (!row || !func (line, row, user_data))
        return FALSE;
    }
  return TRUE;
}

void
kaiji_csv_append (GString *out, const char *field)
{
  if (!strpbrk (field, ",\"\r\n"))
    {
      g_string_append (out, field);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = field; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* ---- as a sheet ---- */

typedef struct
{
  KaijiSheet *sheet;
  KaijiTexts *texts;
  GError **error;
} Fill;

/* (transfer none): lies in the texts of the sheet; its lines end in LF. */
static const char *
keep (KaijiTexts *texts, const char *cell)
{
  g_autoptr (GString) text = g_string_new (cell);

  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  return g_string_chunk_insert (texts->chunk, text->str);
}

static gboolean
add_row_cb (guint line, char **cells, gpointer user_data)
{
  Fill *fill = user_data;

  if (!kaiji_sheet_begin_row (fill->sheet, line, fill->error))
    return FALSE;
  for (guint i = 0; cells[i]; i++)
    if (*cells[i]
        && !kaiji_sheet_add_cell (fill->sheet, i, KAIJI_CELL_VALUE, keep (fill->texts, cells[i]),
                                  fill->error))
      return FALSE;
  return TRUE;
}

KaijiSheet *
kaiji_sheet_from_csv (GBytes *bytes, GError **error)
{
  g_autofree char *text = kaiji_csv_decode (bytes, error);
  g_autoptr (KaijiTexts) texts = kaiji_texts_new ();
  g_autoptr (KaijiSheet) sheet = kaiji_sheet_new (texts);
  Fill fill = { sheet, texts, error };

  if (!text || !kaiji_csv_parse (text, 0, add_row_cb, &fill, error)
      || !kaiji_sheet_finish (sheet, NULL, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
