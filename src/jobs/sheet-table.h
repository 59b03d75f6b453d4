/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items that stand in an official sheet.
 *
 * Invariants:
 * 1. Columns are found by the words of their heads, which are data; a row that cannot be read as
 *    what it must be is an error with its place, never a guess.
 * 2. Cells that a merged cell covers hold its value; a prompt row below an item's first row belongs
 *    to that item.
 */
#pragma once

#include "scheme/scheme.h"
#include "sheet/sheet.h"

G_BEGIN_DECLS

#define KAIJI_SHEET_GROUPS 3

typedef struct
{
  guint row;  /* number of its row */
  char *text; /* the item's name where the sheet says nothing */
  gboolean required;
} KaijiSheetPrompt;

typedef struct
{
  guint row;
  guint number;                     /* as shown; counted where the sheet has no numbers */
  char *heading;                    /* of the heading row above, "" */
  char *groups[KAIJI_SHEET_GROUPS]; /* from the widest to the narrowest, "" */
  char *name;
  gboolean required;
  GPtrArray *prompts; /* KaijiSheetPrompt */
} KaijiSheetItem;

typedef struct
{
  char *sheet; /* its name */
  char *date;  /* that the file states, "" */
  gboolean has_prompts;
  GPtrArray *items; /* KaijiSheetItem */
  GPtrArray *notes; /* char *: rows that were left out */
} KaijiSheetTable;

/* @words: the file with the words of heads and cells; @sheet: (nullable) name of the sheet.
 * @error: KAIJI_SHEET_ERROR or KAIJI_JOBS_ERROR_INPUT */
KaijiSheetTable *kaiji_sheet_table_read (const char *path,
                                         const char *words,
                                         const char *sheet,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_sheet_table_free (KaijiSheetTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiSheetTable, kaiji_sheet_table_free)

G_END_DECLS
