/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a spreadsheet puts on the clipboard as text: rows of cells, tabs between the cells.
 *
 * 1. A cell that holds a line break, a tab or a quote may be quoted; a quote in it is doubled.
 * 2. A cell that only looks quoted (no closing quote before a tab, a line end or the end) is
 *    taken as it stands: no character is ever lost.
 * 3. The line end behind the last row makes no row of its own. */
#include "core/tsv.h"

#include <string.h>

/* The end of the quoted cell that begins at @text, behind its closing quote; NULL: not quoted. */
static const char *
find_quoted_end (const char *text)
{
  if (*text != '"')
    return NULL;
  for (const char *p = text + 1; *p != '\0'; p++)
    {
      if (*p != '"')
        continue;
      if (p[1] == '"')
        p++;
      else if (p[1] == '\0' || strchr ("\t\r\n", p[1]) != NULL)
        return p + 1;
      else
        return NULL;
    }
  return NULL;
}

static char *
unquote (const char *start, const char *end)
{
  GString *cell = g_string_new (NULL);

  for (const char *p = start; p < end; p++)
    {
      if (*p == '"' && p + 1 < end && p[1] == '"')
        p++;
      if (*p == '\r' && p + 1 < end && p[1] == '\n')
        continue;
      g_string_append_c (cell, *p);
    }
  return g_string_free (cell, FALSE);
}

/**
 * kaiji_tsv_parse:
 * @text: text from the clipboard, UTF-8
 *
 * Reads rows of cells.
 *
 * Thread: any
 * Returns: (transfer full) (element-type GStrv): rows, each a %NULL-terminated list of cells
 */
GPtrArray *
kaiji_tsv_parse (const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *p = text;

  while (*p != '\0')
    {
      g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

      for (;;)
        {
          const char *end = find_quoted_end (p);
          g_autofree char *cell = NULL;

          if (end != NULL)
            cell = unquote (p + 1, end - 1);
          else
            {
              end = p + strcspn (p, "\t\r\n");
              cell = g_strndup (p, end - p);
            }
          g_strv_builder_add (row, cell);
          p = end;
          if (*p != '\t')
            break;
          p++;
        }
      if (*p == '\r')
        p++;
      if (*p == '\n')
        p++;
      g_ptr_array_add (rows, g_strv_builder_end (row));
    }
  return g_steal_pointer (&rows);
}

/**
 * kaiji_tsv_count_columns:
 * @rows: (element-type GStrv): rows as read
 *
 * Returns: cells of the longest row
 */
guint
kaiji_tsv_count_columns (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n = MAX (n, g_strv_length (rows->pdata[i]));
  return n;
}

/**
 * kaiji_tsv_dup_column:
 * @rows: (element-type GStrv): rows as read
 * @column: which one, from 0
 *
 * One cell of each row; a single row of several cells reads as a column (a row was copied).
 *
 * Returns: (transfer full): cells from top to bottom, "" where a row is too short
 */
char **
kaiji_tsv_dup_column (GPtrArray *rows, guint column)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  if (rows->len == 1)
    return g_strdupv (rows->pdata[0]);
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = rows->pdata[i];

      g_strv_builder_add (cells, column < g_strv_length (row) ? row[column] : "");
    }
  return g_strv_builder_end (cells);
}
