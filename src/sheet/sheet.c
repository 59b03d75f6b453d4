/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of cells.
 *
 * Invariants:
 * 1. Row numbers grow, columns grow within a row; only cells that hold something are kept.
 * 2. Memory goes with the cells, never with what row numbers, columns or merged ranges claim.
 */
#include "sheet/sheet-private.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

typedef struct
{
  guint number;
  guint first; /* index of its first cell */
  guint n_cells;
} Row;

struct _KaijiSheet
{
  KaijiTexts *texts;
  GArray *rows;  /* Row */
  GArray *cells; /* KaijiCell */
  guint n_columns;
};

G_DEFINE_QUARK (kaiji - sheet - error - quark, kaiji_sheet_error)

/* ---- texts ---- */

KaijiTexts *
kaiji_texts_new (void)
{
  KaijiTexts *self = g_rc_box_new0 (KaijiTexts);

  self->chunk = g_string_chunk_new (4096);
  self->shared = g_ptr_array_new ();
  return self;
}

KaijiTexts *
kaiji_texts_ref (KaijiTexts *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_texts (gpointer data)
{
  KaijiTexts *self = data;

  g_string_chunk_free (self->chunk);
  g_ptr_array_unref (self->shared);
}

void
kaiji_texts_unref (KaijiTexts *self)
{
  g_rc_box_release_full (self, clear_texts);
}

/* ---- filling ---- */

KaijiSheet *
kaiji_sheet_new (KaijiTexts *texts)
{
  KaijiSheet *self = g_new0 (KaijiSheet, 1);

  self->texts = kaiji_texts_ref (texts);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->cells = g_array_new (FALSE, FALSE, sizeof (KaijiCell));
  return self;
}

/**
 * kaiji_sheet_free:
 * @self: (transfer full): a sheet
 */
void
kaiji_sheet_free (KaijiSheet *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->rows);
  g_array_unref (self->cells);
  kaiji_texts_unref (self->texts);
  g_free (self);
}

static Row *
get_row (KaijiSheet *self, guint index)
{
  return &g_array_index (self->rows, Row, index);
}

gboolean
kaiji_sheet_begin_row (KaijiSheet *self, guint number, GError **error)
{
  Row row = { .number = number, .first = self->cells->len };

  if (number > KAIJI_SHEET_MAX_ROWS)
    {
      g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_TOO_LARGE,
                   _ ("The sheet has more than %u rows. Leave only the table in it."),
                   KAIJI_SHEET_MAX_ROWS);
      return FALSE;
    }
  if (number == 0 || (self->rows->len > 0 && number <= get_row (self, self->rows->len - 1)->number))
    {
      g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                   _ ("The rows are out of order at row %u: the file is damaged. Open it in a "
                      "spreadsheet program and save it anew."),
                   number);
      return FALSE;
    }
  g_array_append_val (self->rows, row);
  return TRUE;
}

static gboolean
check_count (guint n_cells, GError **error)
{
  if (n_cells < KAIJI_SHEET_MAX_CELLS)
    return TRUE;
  g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_TOO_LARGE,
               _ ("The sheet has more than %u filled cells. Leave only the table in it."),
               KAIJI_SHEET_MAX_CELLS);
  return FALSE;
}

gboolean
kaiji_sheet_add_cell (KaijiSheet *self,
                      guint column,
                      KaijiCellState state,
                      const char *text,
                      GError **error)
{
  KaijiCell cell = { .column = column, .state = state, .own = TRUE, .text = text };
  Row *row = get_row (self, self->rows->len - 1);

  if (column >= KAIJI_SHEET_MAX_COLUMNS)
    {
      g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_TOO_LARGE,
                   _ ("Row %u has more than %u columns. Leave only the table in the sheet."),
                   row->number, KAIJI_SHEET_MAX_COLUMNS);
      return FALSE;
    }
  if (row->n_cells > 0
      && g_array_index (self->cells, KaijiCell, self->cells->len - 1).column >= column)
    {
      g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                   _ ("The cells of row %u are out of order: the file is damaged. Open it in a "
                      "spreadsheet program and save it anew."),
                   row->number);
      return FALSE;
    }
  if (!check_count (self->cells->len, error))
    return FALSE;
  g_array_append_val (self->cells, cell);
  row->n_cells++;
  self->n_columns = MAX (self->n_columns, column + 1);
  return TRUE;
}

/* ---- merged cells ---- */

/* A cell that a merged range puts into a row. */
typedef struct
{
  guint row;
  KaijiCell cell;
} Spread;

static int
compare_spread (gconstpointer a, gconstpointer b)
{
  const Spread *left = a;
  const Spread *right = b;

  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;
  return (int) left->cell.column - (int) right->cell.column;
}

/* Index of the first row whose number is not below @number. */
static guint
find_row (KaijiSheet *self, guint number)
{
  guint low = 0;
  guint high = self->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (get_row (self, middle)->number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
spread_range (KaijiSheet *self, const KaijiRange *range, GArray *spread, GError **error)
{
  guint first = find_row (self, range->first_row);
  const KaijiCell *anchor = NULL;

  if (first < self->rows->len && get_row (self, first)->number == range->first_row)
    anchor = kaiji_sheet_get_cell (self, first, range->first_column);
  if (!anchor)
    return TRUE;
  for (guint i = first; i < self->rows->len && get_row (self, i)->number <= range->last_row; i++)
    for (guint c = range->first_column; c <= range->last_column && c < self->n_columns; c++)
      {
        Spread add = { i, *anchor };

        if (i == first && c == range->first_column)
          continue;
        add.cell.column = c;
        add.cell.own = FALSE;
        if (!check_count (self->cells->len + spread->len, error))
          return FALSE;
        g_array_append_val (spread, add);
      }
  return TRUE;
}

/* Puts the spread cells between the others; where both stand, a program shows the merged one. */
static void
weave (KaijiSheet *self, GArray *spread)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->cells);
  guint next = 0;

  self->cells = g_array_sized_new (FALSE, FALSE, sizeof (KaijiCell), before->len + spread->len);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = get_row (self, i);
      guint own = row->first;
      guint end = row->first + row->n_cells;

      row->first = self->cells->len;
      while (own < end || (next < spread->len && g_array_index (spread, Spread, next).row == i))
        {
          const Spread *add = next < spread->len ? &g_array_index (spread, Spread, next) : NULL;
          const KaijiCell *cell = own < end ? &g_array_index (before, KaijiCell, own) : NULL;

          if (add && add->row == i && (!cell || add->cell.column <= cell->column))
            {
              if (cell && cell->column == add->cell.column)
                own++;
              cell = &add->cell;
              next++;
            }
          else
            own++;
          /* Ranges that overlap are damage; the first one holds. */
          if (self->cells->len == row->first
              || g_array_index (self->cells, KaijiCell, self->cells->len - 1).column < cell->column)
            g_array_append_vals (self->cells, cell, 1);
        }
      row->n_cells = self->cells->len - row->first;
    }
}

gboolean
kaiji_sheet_finish (KaijiSheet *self, GArray *merges, GError **error)
{
  g_autoptr (GArray) spread = g_array_new (FALSE, FALSE, sizeof (Spread));
  guint kept = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (get_row (self, i)->n_cells > 0)
      *get_row (self, kept++) = *get_row (self, i);
  g_array_set_size (self->rows, kept);
  for (guint i = 0; merges && i < merges->len; i++)
    if (!spread_range (self, &g_array_index (merges, KaijiRange, i), spread, error))
      return FALSE;
  if (spread->len > 0)
    {
      g_array_sort (spread, compare_spread);
      weave (self, spread);
    }
  return TRUE;
}

/* ---- reading ---- */

guint
kaiji_sheet_get_n_rows (KaijiSheet *self)
{
  return self->rows->len;
}

guint
kaiji_sheet_get_n_columns (KaijiSheet *self)
{
  return self->n_columns;
}

guint
kaiji_sheet_get_row_number (KaijiSheet *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return get_row (self, row)->number;
}

const KaijiCell *
kaiji_sheet_get_cells (KaijiSheet *self, guint row, guint *n_cells)
{
  g_return_val_if_fail (row < self->rows->len, NULL);

  *n_cells = get_row (self, row)->n_cells;
  return &g_array_index (self->cells, KaijiCell, get_row (self, row)->first);
}

static int
compare_column (gconstpointer key, gconstpointer element)
{
  guint column = *(const guint *) key;
  const KaijiCell *cell = element;

  return column < cell->column ? -1 : column > cell->column;
}

const KaijiCell *
kaiji_sheet_get_cell (KaijiSheet *self, guint row, guint column)
{
  const Row *found;

  g_return_val_if_fail (row < self->rows->len, NULL);

  found = get_row (self, row);
  if (found->n_cells == 0)
    return NULL;
  return bsearch (&column, &g_array_index (self->cells, KaijiCell, found->first), found->n_cells,
                  sizeof (KaijiCell), compare_column);
}

const char *
kaiji_sheet_get_text (KaijiSheet *self, guint row, guint column)
{
  const KaijiCell *cell = kaiji_sheet_get_cell (self, row, column);

  return cell ? cell->text : "";
}

char *
kaiji_sheet_dup_place (KaijiSheet *self, guint row, guint column)
{
  char letters[8];
  char *p = letters + sizeof letters;

  *--p = '\0';
  for (guint n = column + 1; n > 0; n = (n - 1) / 26)
    *--p = (char) ('A' + (n - 1) % 26);
  return g_strdup_printf ("%s%u", p, kaiji_sheet_get_row_number (self, row));
}
