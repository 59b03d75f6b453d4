/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words by which an official sheet is read: heads of columns, 必須 and 選択. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KAIJI_SHEET_COLUMN_NUMBER,
  KAIJI_SHEET_COLUMN_GROUP1,
  KAIJI_SHEET_COLUMN_GROUP2,
  KAIJI_SHEET_COLUMN_GROUP3,
  KAIJI_SHEET_COLUMN_ITEM,
  KAIJI_SHEET_COLUMN_PROMPT,
  KAIJI_SHEET_COLUMN_REQUIRED,
  KAIJI_SHEET_N_COLUMNS,
} KaijiSheetColumn;

typedef struct
{
  char **columns[KAIJI_SHEET_N_COLUMNS]; /* folded; what stands first is looked for first */
  char **required;                       /* folded */
  char **optional;                       /* folded */
  char **notes;                          /* how a row begins that is a remark */
  char *item_head, *required_head;       /* as written, for messages */
} KaijiSheetWords;

/* @error: KAIJI_JOBS_ERROR_INPUT */
KaijiSheetWords *kaiji_sheet_words_load (const char *path, GError **error);
void kaiji_sheet_words_free (KaijiSheetWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiSheetWords, kaiji_sheet_words_free)
/* The form in which they are compared: letters and digits, whatever their width and case. */
char *kaiji_sheet_words_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
