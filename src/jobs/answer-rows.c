/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers in the rows of a sheet. */
#include "jobs/answer-rows.h"

#include <glib/gi18n-lib.h>

#include "jobs/session.h"
#include "sheet/csv.h"
#include "sheet/sheet.h"

typedef struct
{
  const char *path;
  GPtrArray *ids;
  GPtrArray *texts;
  guint n_rows;
  GError *error;
} Reading;

static void
set_columns (Reading *reading, guint row, guint n)
{
  g_set_error (&reading->error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: row %u has %u columns. Two are needed: the id and the text."), reading->path,
               row, n);
}

static void
add (Reading *reading, const char *id, const char *text)
{
  if (reading->n_rows == 1 && g_str_equal (id, "id"))
    return;
  g_ptr_array_add (reading->ids, g_strdup (id));
  g_ptr_array_add (reading->texts, g_strdup (text));
}

static gboolean
add_row_cb (G_GNUC_UNUSED guint line, char **cells, gpointer user_data)
{
  Reading *reading = user_data;
  guint n = g_strv_length (cells);

  reading->n_rows++;
  if (n == 1 && !*cells[0])
    return TRUE;
  if (n == 2)
    add (reading, cells[0], cells[1]);
  else
    set_columns (reading, reading->n_rows, n);
  return n == 2;
}

/* An error of the sheet layer names the place in the file only. */
static gboolean
finish (Reading *reading, gboolean done, GError **error)
{
  if (done)
    return TRUE;
  if (reading->error->domain == KAIJI_SHEET_ERROR)
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT, "%s: %s", reading->path,
                   reading->error->message);
      g_error_free (reading->error);
    }
  else
    g_propagate_error (error, reading->error);
  return FALSE;
}

gboolean
kaiji_answer_rows_read_csv (const char *path,
                            GBytes *bytes,
                            GPtrArray *ids,
                            GPtrArray *texts,
                            GError **error)
{
  Reading reading = { .path = path, .ids = ids, .texts = texts };
  g_autofree char *text = kaiji_csv_decode (bytes, &reading.error);
  gboolean done = text && kaiji_csv_parse (text, 0, add_row_cb, &reading, &reading.error);

  return finish (&reading, done, error);
}

/* The row's cells behind the second are its undoing; so are values that were never computed. */
static gboolean
add_sheet_row (Reading *reading, KaijiSheet *sheet, guint row)
{
  guint number = kaiji_sheet_get_row_number (sheet, row);
  guint n;
  const KaijiCell *cells = kaiji_sheet_get_cells (sheet, row, &n);

  reading->n_rows++;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *place = NULL;

      if (cells[i].column < 2 && cells[i].state == KAIJI_CELL_VALUE)
        continue;
      if (cells[i].column >= 2)
        {
          set_columns (reading, number, cells[i].column + 1);
          return FALSE;
        }
      place = kaiji_sheet_dup_place (sheet, row, cells[i].column);
      g_set_error (
          &reading->error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
          _ ("%s: the formula in %s has no result. Correct it in a spreadsheet program and "
             "save the file anew."),
          reading->path, place);
      return FALSE;
    }
  add (reading, kaiji_sheet_get_text (sheet, row, 0), kaiji_sheet_get_text (sheet, row, 1));
  return TRUE;
}

gboolean
kaiji_answer_rows_read_xlsx (const char *path, GPtrArray *ids, GPtrArray *texts, GError **error)
{
  Reading reading = { .path = path, .ids = ids, .texts = texts };
  g_autoptr (KaijiBook) book = kaiji_book_open (path, NULL, &reading.error);
  g_autoptr (KaijiSheet) sheet =
      book ? kaiji_book_read (book, kaiji_book_get_names (book)[0], NULL, &reading.error) : NULL;
  gboolean done = sheet != NULL;

  for (guint i = 0; done && i < kaiji_sheet_get_n_rows (sheet); i++)
    done = add_sheet_row (&reading, sheet, i);
  return finish (&reading, done, error);
}
