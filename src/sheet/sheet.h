/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KAIJI_SHEET_ERROR (kaiji_sheet_error_quark ())
GQuark kaiji_sheet_error_quark (void);

/**
 * KaijiSheetError: messages name the place in the file, not the file.
 * @KAIJI_SHEET_ERROR_READ: the file is not there or cannot be read
 * @KAIJI_SHEET_ERROR_FORMAT: it is of another kind, or damaged
 * @KAIJI_SHEET_ERROR_LOCKED: it opens with a password only
 * @KAIJI_SHEET_ERROR_TOO_LARGE: it holds more than any sheet of ours
 * @KAIJI_SHEET_ERROR_UNKNOWN: no sheet of that name
 */
typedef enum
{
  KAIJI_SHEET_ERROR_READ,
  KAIJI_SHEET_ERROR_FORMAT,
  KAIJI_SHEET_ERROR_LOCKED,
  KAIJI_SHEET_ERROR_TOO_LARGE,
  KAIJI_SHEET_ERROR_UNKNOWN,
} KaijiSheetError;

/**
 * KaijiCellState:
 * @KAIJI_CELL_VALUE: the text is what the cell shows
 * @KAIJI_CELL_FAULT: the spreadsheet program could not compute it; the text is its "#REF!"
 * @KAIJI_CELL_NO_RESULT: a formula that was saved without its result; the text is ""
 */
typedef enum
{
  KAIJI_CELL_VALUE,
  KAIJI_CELL_FAULT,
  KAIJI_CELL_NO_RESULT,
} KaijiCellState;

/**
 * KaijiCell: a cell that holds something.
 * @column: from 0
 * @own: FALSE where a merged cell spreads its value
 * @text: UTF-8; lines end in LF
 */
typedef struct
{
  guint column;
  KaijiCellState state;
  gboolean own;
  const char *text;
} KaijiCell;

/* A file with one or more sheets: .xlsx or CSV, by its bytes, not by its name. */
typedef struct _KaijiBook KaijiBook;
/* One sheet: rows of cells; rows that hold nothing are left out. Immutable. */
typedef struct _KaijiSheet KaijiSheet;

/* Reads the file up to its list of sheets. Thread: any. */
KaijiBook *kaiji_book_open (const char *path,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_book_free (KaijiBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiBook, kaiji_book_free)
/* Names of the sheets in their order; the only sheet of a CSV file is named "". */
const char *const *kaiji_book_get_names (KaijiBook *self);
/* Day of the last change that the file itself states, "YYYY-MM-DD"; "" for none. */
const char *kaiji_book_get_date (KaijiBook *self);
/* @name: one of its sheets. Returns: (transfer full) */
KaijiSheet *kaiji_book_read (KaijiBook *self,
                             const char *name,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

void kaiji_sheet_free (KaijiSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiSheet, kaiji_sheet_free)
/* What is in it; columns are counted up to the last one that holds something. */
guint kaiji_sheet_get_n_rows (KaijiSheet *self);
guint kaiji_sheet_get_n_columns (KaijiSheet *self);
/* The row's number as the spreadsheet program shows it; in CSV the line that it begins in. */
guint kaiji_sheet_get_row_number (KaijiSheet *self, guint row);
/* All that stands in a row, from left to right. Work with a sheet should go with these, not with
 * the columns, of which a file may claim thousands. @n_cells: (out); never 0 */
const KaijiCell *kaiji_sheet_get_cells (KaijiSheet *self, guint row, guint *n_cells);
/* (nullable): NULL where nothing stands */
const KaijiCell *kaiji_sheet_get_cell (KaijiSheet *self, guint row, guint column);
/* "" where nothing stands */
const char *kaiji_sheet_get_text (KaijiSheet *self, guint row, guint column);
/* "C12", as the spreadsheet program names the place */
char *kaiji_sheet_dup_place (KaijiSheet *self, guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
