/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the sheet layer share.
 *
 * Invariants:
 * 1. Bytes are foreign: everything is counted while it is read and held against a limit, and what
 *    does not fit the format is refused with its place; nothing is guessed.
 * 2. No document type, no entity of its own, no network, no file beside the one that was named.
 */
#pragma once

#include "sheet/sheet.h"

G_BEGIN_DECLS

/* Rows and columns as the format has them. */
#define KAIJI_SHEET_MAX_ROWS 1048576u
#define KAIJI_SHEET_MAX_COLUMNS 16384u
/* Cells that hold something, merged ones counted as often as they spread. */
#define KAIJI_SHEET_MAX_CELLS 1000000u
/* Of the file, and of each part of it once unpacked. */
#define KAIJI_SHEET_MAX_BYTES (64u * 1024 * 1024)

/* ---- texts ---- */

/* The texts of a file; its sheets point into them. */
typedef struct
{
  GStringChunk *chunk;
  GPtrArray *shared; /* texts that cells refer to by their index */
} KaijiTexts;

/* Reference counted, not for several threads at once. */
KaijiTexts *kaiji_texts_new (void) G_GNUC_WARN_UNUSED_RESULT;
KaijiTexts *kaiji_texts_ref (KaijiTexts *self);
void kaiji_texts_unref (KaijiTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiTexts, kaiji_texts_unref)

/* ---- a sheet that is being filled ---- */

KaijiSheet *kaiji_sheet_new (KaijiTexts *texts) G_GNUC_WARN_UNUSED_RESULT; /* nothing in it yet */
/* Begins a row. FALSE: its number is not greater than the last one's, or beyond the limit. */
gboolean kaiji_sheet_begin_row (KaijiSheet *self, guint number, GError **error);
/* Adds a cell to the last row; columns must grow. @text lies in the texts of the sheet. */
gboolean kaiji_sheet_add_cell (KaijiSheet *self,
                               guint column,
                               KaijiCellState state,
                               const char *text,
                               GError **error);

/* A merged range; both ends belong to it. */
typedef struct
{
  guint first_row, last_row; /* numbers, from 1 */
  guint first_column, last_column;
} KaijiRange;

/* All rows are there: forgets those without a cell, spreads what is merged (KaijiRange). */
gboolean kaiji_sheet_finish (KaijiSheet *self, GArray *merges, GError **error);

/* ---- parts ---- */

/* What may stand in an .xlsx: parts by name, read into memory. */
typedef struct _KaijiPackage KaijiPackage;
KaijiPackage *kaiji_package_open (GBytes *bytes, GCancellable *cancellable, GError **error);
void kaiji_package_free (KaijiPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPackage, kaiji_package_free)
/* (nullable) (transfer none) */
GBytes *kaiji_package_lookup (KaijiPackage *self, const char *name);

KaijiSheet *kaiji_sheet_from_csv (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a number in a cell is shown as. */
typedef enum
{
  KAIJI_FORMAT_GENERAL,
  KAIJI_FORMAT_PERCENT,
  KAIJI_FORMAT_DATE,
  KAIJI_FORMAT_TIME,
  KAIJI_FORMAT_DATE_TIME,
  KAIJI_FORMAT_ELAPSED, /* hours beyond a day */
} KaijiNumberFormat;

KaijiNumberFormat
kaiji_number_format_of_id (guint id); /* the formats without a code of their own */
KaijiNumberFormat kaiji_number_format_of_code (const char *code);
/* @text: the number as the file has it; @from_1904: how its dates are counted. */
char *kaiji_number_format_apply (KaijiNumberFormat format,
                                 const char *text,
                                 gboolean from_1904) G_GNUC_WARN_UNUSED_RESULT;

/* What the workbook says about all its sheets. */
typedef struct
{
  GPtrArray *names; /* NULL-terminated */
  GPtrArray *parts; /* as many names of parts */
  KaijiTexts *texts;
  GArray *formats; /* KaijiNumberFormat of each cell style */
  gboolean from_1904;
  char *date;
} KaijiWorkbook;

/* All but the cells; the parts of shared texts and styles are read on the way. */
KaijiWorkbook *kaiji_workbook_read (KaijiPackage *package, GError **error);
void kaiji_workbook_free (KaijiWorkbook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiWorkbook, kaiji_workbook_free)
gboolean
kaiji_workbook_read_strings (KaijiWorkbook *self, GBytes *part, const char *place, GError **error);
gboolean
kaiji_workbook_read_styles (KaijiWorkbook *self, GBytes *part, const char *place, GError **error);
KaijiSheet *kaiji_workbook_read_sheet (KaijiWorkbook *self,
                                       GBytes *part,
                                       const char *name,
                                       GCancellable *cancellable,
                                       GError **error);

/* The text of <si> and <is>: runs of <t>, without the reading aids of <rPh>. */
typedef struct
{
  GString *text;
  guint phonetic;  /* how deep we are in <rPh> */
  gboolean inside; /* in <t> */
} KaijiRichText;

/* An element begins, ends, or holds text; outside of <t> nothing is added. */
void kaiji_rich_text_start (KaijiRichText *self, const char *name);
void kaiji_rich_text_end (KaijiRichText *self, const char *name);
void kaiji_rich_text_add (KaijiRichText *self, const char *text, gsize length);
/* "_x000D_" and the like become what they stand for; line ends become LF. */
void kaiji_rich_text_unescape (GString *text);

/* ---- XML ---- */

/* Names are local: the transitional and the strict format differ in namespaces only. A handler
 * that fails sets @error and returns FALSE. */
typedef struct
{
  gboolean (*start) (const char *name,
                     const char *const *attributes,
                     gpointer data,
                     GError **error);
  gboolean (*end) (const char *name, gpointer data, GError **error);
  void (*text) (const char *text, gsize length, gpointer data);
} KaijiXmlHandler;

/* @place: what the part is called in a message */
gboolean kaiji_xml_parse (GBytes *bytes,
                          const char *place,
                          const KaijiXmlHandler *handler,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);
/* (nullable): of names and values, one after the other */
const char *kaiji_xml_attribute (const char *const *attributes, const char *name);

G_END_DECLS
