/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values as RFC 4180 says; a field may hold line ends, quotes and commas. */
#include "jobs/csv.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "jobs/session.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct
{
  const char *p;
  guint line; /* from 1 */
} Reader;

static gboolean
at_line_end (const Reader *reader)
{
  return *reader->p == '\0' || *reader->p == '\n' || (reader->p[0] == '\r' && reader->p[1] == '\n');
}

/* The rest of a field that began with a quote. */
static char *
read_quoted (Reader *reader, GError **error)
{
  g_autoptr (GString) field = g_string_new (NULL);
  guint begin = reader->line;

  for (reader->p++; *reader->p; reader->p++)
    {
      if (*reader->p == '"' && reader->p[1] != '"')
        {
          reader->p++;
          if (*reader->p == ',' || at_line_end (reader))
            return g_string_free (g_steal_pointer (&field), FALSE);
          g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                       _ ("Line %u: after a closing quote a comma or the end of the line must "
                          "follow."),
                       reader->line);
          return NULL;
        }
      if (*reader->p == '"')
        reader->p++;
      if (*reader->p == '\n')
        reader->line++;
      g_string_append_c (field, *reader->p);
    }
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("Line %u: the quote that begins here is never closed."), begin);
  return NULL;
}

static char *
read_field (Reader *reader, GError **error)
{
  const char *start = reader->p;

  if (*start == '"')
    return read_quoted (reader, error);
  while (*reader->p != ',' && !at_line_end (reader))
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
      if (*reader->p != ',')
        break;
      reader->p++;
    }
  if (*reader->p == '\r')
    reader->p++;
  if (*reader->p == '\n')
    reader->p++;
  reader->line++;
  return g_strv_builder_end (row);
}

GPtrArray *
kaiji_csv_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  Reader reader = { text, 1 };

  if (g_str_has_prefix (text, BYTE_ORDER_MARK))
    reader.p += strlen (BYTE_ORDER_MARK);
  while (*reader.p)
    {
      GStrv row = read_row (&reader, error);
      if (!row)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
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
