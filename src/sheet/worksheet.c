/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of one sheet. Hidden rows and columns are rows and columns like others. */
#include "sheet/sheet-private.h"

#include <glib/gi18n-lib.h>

#define MAX_MERGES 100000

typedef struct
{
  KaijiWorkbook *workbook;
  KaijiSheet *sheet;
  const char *place;
  GArray *merges;
  guint row;    /* number of the row that we are in, 0 = none yet */
  guint column; /* of the next cell, from 0 */
  gboolean in_cell, in_value, has_value, has_formula, in_inline;
  char type[12];
  guint style;
  GString *value;
  KaijiRichText rich;
} Reader;

static gboolean
set_wrong (Reader *reader, GError **error)
{
  g_set_error (
      error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
      _ ("%s, row %u: this is not what a sheet looks like. The file is damaged; open it in "
         "a spreadsheet program and save it anew."),
      reader->place, reader->row);
  return FALSE;
}

/* "BC12" as column from 0 and row number; NULL: it is none, else what follows. */
static const char *
read_place (const char *text, guint *row, guint *column)
{
  guint64 letters = 0, digits = 0;
  const char *p = text;

  for (; g_ascii_isupper (*p) && letters <= KAIJI_SHEET_MAX_COLUMNS; p++)
    letters = letters * 26 + (guint64) (*p - 'A' + 1);
  if (letters == 0)
    return NULL;
  for (; g_ascii_isdigit (*p) && digits <= KAIJI_SHEET_MAX_ROWS; p++)
    digits = digits * 10 + (guint64) (*p - '0');
  if (digits == 0)
    return NULL;
  *column = (guint) letters - 1;
  *row = (guint) digits;
  return p;
}

static gboolean
start_row (Reader *reader, const char *const *attributes, GError **error)
{
  const char *text = kaiji_xml_attribute (attributes, "r");
  guint64 number = (guint64) reader->row + 1;

  if (text && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &number, NULL))
    return set_wrong (reader, error);
  reader->row = (guint) number;
  reader->column = 0;
  return kaiji_sheet_begin_row (reader->sheet, reader->row, error);
}

static gboolean
start_cell (Reader *reader, const char *const *attributes, GError **error)
{
  const char *place = kaiji_xml_attribute (attributes, "r");
  const char *type = kaiji_xml_attribute (attributes, "t");
  const char *style = kaiji_xml_attribute (attributes, "s");
  guint64 number = 0;
  guint row = reader->row;

  if (reader->row == 0)
    return set_wrong (reader, error);
  if (place)
    {
      const char *end = read_place (place, &row, &reader->column);
      if (!end || *end || row != reader->row)
        return set_wrong (reader, error);
    }
  if (style && !g_ascii_string_to_unsigned (style, 10, 0, G_MAXUINT, &number, NULL))
    return set_wrong (reader, error);
  reader->style = (guint) number;
  g_strlcpy (reader->type, type ? type : "n", sizeof reader->type);
  g_string_truncate (reader->value, 0);
  reader->in_cell = TRUE;
  reader->has_value = reader->has_formula = reader->in_inline = reader->in_value = FALSE;
  return TRUE;
}

static gboolean
start_merge (Reader *reader, const char *const *attributes, GError **error)
{
  const char *text = kaiji_xml_attribute (attributes, "ref");
  KaijiRange range;
  const char *p = text ? read_place (text, &range.first_row, &range.first_column) : NULL;

  if (!p || *p != ':')
    return p && !*p ? TRUE : set_wrong (reader, error);
  p = read_place (p + 1, &range.last_row, &range.last_column);
  if (!p || *p || reader->merges->len >= MAX_MERGES)
    return set_wrong (reader, error);
  g_array_append_val (reader->merges, range);
  return TRUE;
}

static gboolean
sheet_start (const char *name, const char *const *attributes, gpointer data, GError **error)
{
  Reader *reader = data;

  if (g_str_equal (name, "row"))
    return start_row (reader, attributes, error);
  if (g_str_equal (name, "c"))
    return start_cell (reader, attributes, error);
  if (g_str_equal (name, "mergeCell"))
    return start_merge (reader, attributes, error);
  if (!reader->in_cell)
    return TRUE;
  if (g_str_equal (name, "f"))
    reader->has_formula = TRUE;
  else if (g_str_equal (name, "v"))
    reader->in_value = reader->has_value = TRUE;
  else if (g_str_equal (name, "is"))
    reader->in_inline = reader->has_value = TRUE;
  if (reader->in_inline)
    kaiji_rich_text_start (&reader->rich, name);
  return TRUE;
}

static gboolean
add_cell (Reader *reader, KaijiCellState state, const char *text, GError **error)
{
  return (!*text && state == KAIJI_CELL_VALUE)
         || kaiji_sheet_add_cell (reader->sheet, reader->column, state, text, error);
}

static gboolean
add_copy (Reader *reader, KaijiCellState state, const char *text, GError **error)
{
  return add_cell (reader, state, g_string_chunk_insert (reader->workbook->texts->chunk, text),
                   error);
}

static gboolean
add_shared (Reader *reader, GError **error)
{
  GPtrArray *shared = reader->workbook->texts->shared;
  guint64 index;

  if (shared->len == 0
      || !g_ascii_string_to_unsigned (reader->value->str, 10, 0, shared->len - 1, &index, NULL))
    return set_wrong (reader, error);
  return add_cell (reader, KAIJI_CELL_VALUE, g_ptr_array_index (shared, index), error);
}

static gboolean
add_number (Reader *reader, GError **error)
{
  GArray *formats = reader->workbook->formats;
  KaijiNumberFormat format = reader->style < formats->len
                                 ? g_array_index (formats, KaijiNumberFormat, reader->style)
                                 : KAIJI_FORMAT_GENERAL;
  g_autofree char *text =
      kaiji_number_format_apply (format, reader->value->str, reader->workbook->from_1904);

  return add_copy (reader, KAIJI_CELL_VALUE, text, error);
}

/* A day of the strict format: "2024-04-01T00:00:00" or less. */
static gboolean
add_day (Reader *reader, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (reader->value->str, "T", 2);
  const char *clock = parts[0] ? parts[1] : NULL;
  g_autofree char *text = !clock || g_str_has_prefix (clock, "00:00:00")
                              ? g_strdup (parts[0] ? parts[0] : "")
                              : g_strdup_printf ("%s %.5s", parts[0], clock);

  return add_copy (reader, KAIJI_CELL_VALUE, text, error);
}

static gboolean
end_cell (Reader *reader, GError **error)
{
  const char *type = reader->type;

  reader->in_cell = FALSE;
  /* Some programs write an empty value for the result that they do not know. */
  if (!reader->has_value || (g_str_equal (type, "n") && reader->value->len == 0))
    return !reader->has_formula || add_cell (reader, KAIJI_CELL_NO_RESULT, "", error);
  if (g_str_equal (type, "s"))
    return add_shared (reader, error);
  if (g_str_equal (type, "n"))
    return add_number (reader, error);
  if (g_str_equal (type, "d"))
    return add_day (reader, error);
  if (g_str_equal (type, "b"))
    return add_copy (reader, KAIJI_CELL_VALUE,
                     g_str_equal (reader->value->str, "0") ? "FALSE" : "TRUE", error);
  if (g_str_equal (type, "e"))
    return add_copy (reader, KAIJI_CELL_FAULT, reader->value->str, error);
  kaiji_rich_text_unescape (reader->value);
  return add_copy (reader, KAIJI_CELL_VALUE, reader->value->str, error);
}

static gboolean
sheet_end (const char *name, gpointer data, GError **error)
{
  Reader *reader = data;

  if (reader->in_inline)
    kaiji_rich_text_end (&reader->rich, name);
  if (g_str_equal (name, "v"))
    reader->in_value = FALSE;
  else if (g_str_equal (name, "is"))
    reader->in_inline = FALSE;
  else if (g_str_equal (name, "c") && reader->in_cell)
    {
      if (!end_cell (reader, error))
        return FALSE;
      reader->column++;
    }
  return TRUE;
}

static void
sheet_text (const char *text, gsize length, gpointer data)
{
  Reader *reader = data;

  if (reader->in_value)
    g_string_append_len (reader->value, text, (gssize) length);
  else if (reader->in_inline)
    kaiji_rich_text_add (&reader->rich, text, length);
}

KaijiSheet *
kaiji_workbook_read_sheet (KaijiWorkbook *self,
                           GBytes *part,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error)
{
  static const KaijiXmlHandler handler = { sheet_start, sheet_end, sheet_text };
  g_autoptr (KaijiSheet) sheet = kaiji_sheet_new (self->texts);
  g_autoptr (GArray) merges = g_array_new (FALSE, FALSE, sizeof (KaijiRange));
  g_autoptr (GString) value = g_string_new (NULL);
  Reader reader = {
    .workbook = self,
    .sheet = sheet,
    .place = name,
    .merges = merges,
    .value = value,
    .rich = { .text = value },
  };

  if (!kaiji_xml_parse (part, name, &handler, &reader, cancellable, error)
      || !kaiji_sheet_finish (sheet, merges, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
