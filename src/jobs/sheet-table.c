/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sheet-table.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "jobs/session.h"
#include "jobs/sheet-words.h"

/* Titles, dates and remarks stand above a table, not whole pages. */
#define MAX_HEAD_ROWS 200
#define MAX_HEAD_COLUMNS 256
/* More than any table has. */
#define MAX_NUMBER 100000
#define MAX_ITEMS 5000
#define MAX_PROMPTS 20000

typedef struct
{
  KaijiSheet *sheet;
  const KaijiSheetWords *words;
  KaijiSheetTable *table;
  int columns[KAIJI_SHEET_N_COLUMNS]; /* -1: the sheet has none */
  char *heading;
  KaijiSheetItem *item; /* (nullable): the one that rows may go on with */
  GHashTable *rows;     /* number -> row that has it */
  guint n_prompts;
} Reader;

static void
prompt_free (gpointer data)
{
  KaijiSheetPrompt *prompt = data;

  g_free (prompt->text);
  g_free (prompt);
}

static void
item_free (gpointer data)
{
  KaijiSheetItem *item = data;

  g_free (item->heading);
  for (guint i = 0; i < KAIJI_SHEET_GROUPS; i++)
    g_free (item->groups[i]);
  g_free (item->name);
  g_ptr_array_unref (item->prompts);
  g_free (item);
}

void
kaiji_sheet_table_free (KaijiSheetTable *self)
{
  g_free (self->sheet);
  g_free (self->date);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* ---- cells ---- */

static gboolean
is_wide (gunichar c)
{
  return c >= 0x2E80;
}

/* A cell's text on one line: a line break beside Japanese is none of the text. */
static char *
dup_clean (const char *text)
{
  GString *out = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = text; *p;)
    {
      gboolean broken = FALSE;
      const char *blank = p;

      for (; *p && g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p))
        broken = broken || *p == '\n';
      if (p > blank && *p && before
          && !(broken && (is_wide (before) || is_wide (g_utf8_get_char (p)))))
        g_string_append_unichar (out, broken ? ' ' : g_utf8_get_char (blank));
      if (!*p)
        break;
      before = g_utf8_get_char (p);
      g_string_append_unichar (out, before);
      p = g_utf8_next_char (p);
    }
  return g_string_free (out, FALSE);
}

static const KaijiCell *
get_cell (const Reader *reader, guint row, KaijiSheetColumn column)
{
  int c = reader->columns[column];

  return c < 0 ? NULL : kaiji_sheet_get_cell (reader->sheet, row, (guint) c);
}

static char *
dup_text (const Reader *reader, guint row, KaijiSheetColumn column)
{
  const KaijiCell *cell = get_cell (reader, row, column);

  return dup_clean (cell ? cell->text : "");
}

static char *
dup_folded (const Reader *reader, guint row, KaijiSheetColumn column)
{
  const KaijiCell *cell = get_cell (reader, row, column);

  return kaiji_sheet_words_fold (cell ? cell->text : "");
}

static gboolean set_wrong (const Reader *reader,
                           guint row,
                           KaijiSheetColumn column,
                           GError **error,
                           const char *format,
                           ...) G_GNUC_PRINTF (5, 6);

static gboolean
set_wrong (const Reader *reader,
           guint row,
           KaijiSheetColumn column,
           GError **error,
           const char *format,
           ...)
{
  int c = MAX (reader->columns[column], 0);
  g_autofree char *place = kaiji_sheet_dup_place (reader->sheet, row, (guint) c);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT, _ ("Cell %s: %s"), place, what);
  return FALSE;
}

static void
add_note (Reader *reader, guint row, const char *text)
{
  g_ptr_array_add (reader->table->notes,
                   g_strdup_printf (_ ("Row %u is no item and was left out: “%s”."),
                                    kaiji_sheet_get_row_number (reader->sheet, row), text));
}

/* ---- the head of the table ---- */

static int
find_column (char **heads, char **words)
{
  for (guint i = 0; words[i]; i++)
    for (guint c = 0; heads[c]; c++)
      if (g_str_equal (heads[c], words[i]))
        {
          *heads[c] = '\0'; /* it is nothing else then */
          return (int) c;
        }
  return -1;
}

/* Whether @row is the head of a table; fills the columns in then. */
static gboolean
read_head (Reader *reader, guint row)
{
  guint n = MIN (kaiji_sheet_get_n_columns (reader->sheet), MAX_HEAD_COLUMNS);
  g_auto (GStrv) heads = g_new0 (char *, n + 1);

  for (guint c = 0; c < n; c++)
    heads[c] = kaiji_sheet_words_fold (kaiji_sheet_get_text (reader->sheet, row, c));
  for (guint i = 0; i < KAIJI_SHEET_N_COLUMNS; i++)
    reader->columns[i] = find_column (heads, reader->words->columns[i]);
  return reader->columns[KAIJI_SHEET_COLUMN_ITEM] >= 0
         && reader->columns[KAIJI_SHEET_COLUMN_REQUIRED] >= 0;
}

/* Index of the head's row, -1 for none. */
static int
find_head (Reader *reader)
{
  guint n = MIN (kaiji_sheet_get_n_rows (reader->sheet), MAX_HEAD_ROWS);

  for (guint i = 0; i < n; i++)
    if (read_head (reader, i))
      return (int) i;
  return -1;
}

/* ---- rows ---- */

/* The one text of a row that stands in it alone, merged over columns or not; NULL: it holds
 * several, or none of its own. */
static char *
dup_lone_text (const Reader *reader, guint row)
{
  const char *text = NULL;
  gboolean own = FALSE;
  guint n;
  const KaijiCell *cells = kaiji_sheet_get_cells (reader->sheet, row, &n);

  for (guint i = 0; i < n; i++)
    {
      if (!*cells[i].text)
        continue;
      if (text && !g_str_equal (cells[i].text, text))
        return NULL;
      text = cells[i].text;
      own = own || cells[i].own;
    }
  return own ? dup_clean (text) : NULL;
}

static gboolean
is_remark (const Reader *reader, const char *text)
{
  g_autofree char *normal = kaiji_text_normalize (text);

  for (guint i = 0; reader->words->notes[i]; i++)
    if (g_str_has_prefix (normal, reader->words->notes[i]))
      return TRUE;
  return FALSE;
}

/* A head is repeated where a new page begins. */
static gboolean
is_head_again (const Reader *reader, guint row)
{
  static const KaijiSheetColumn heads[] = { KAIJI_SHEET_COLUMN_ITEM, KAIJI_SHEET_COLUMN_REQUIRED };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *text = dup_folded (reader, row, heads[i]);

      if (!g_strv_contains ((const char *const *) reader->words->columns[heads[i]], text))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_blank (const Reader *reader, guint row)
{
  for (guint i = 0; i < KAIJI_SHEET_N_COLUMNS; i++)
    {
      const KaijiCell *cell = get_cell (reader, row, i);

      if (cell && cell->own && !kaiji_text_is_blank (cell->text))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_states (const Reader *reader, guint row, GError **error)
{
  for (guint i = 0; i < KAIJI_SHEET_N_COLUMNS; i++)
    {
      const KaijiCell *cell = get_cell (reader, row, i);

      if (cell && cell->state != KAIJI_CELL_VALUE)
        return set_wrong (reader, row, i, error,
                          _ ("the formula has no result. Correct it in a spreadsheet program and "
                             "save the file anew."));
    }
  return TRUE;
}

/* "12", "12.", "No.12" as 12; 0: there is none. */
static gboolean
read_number (const Reader *reader, guint row, guint *number, GError **error)
{
  g_autofree char *cell = dup_text (reader, row, KAIJI_SHEET_COLUMN_NUMBER);
  g_autofree char *text = kaiji_text_normalize (cell);
  char *digits = text;
  guint64 value = 0;

  if (g_ascii_strncasecmp (digits, "no", 2) == 0)
    digits += digits[2] == '.' ? 3 : 2;
  if (g_str_has_suffix (digits, "."))
    digits[strlen (digits) - 1] = '\0';

  *number = 0;
  if (*text && !g_ascii_string_to_unsigned (digits, 10, 1, MAX_NUMBER, &value, NULL))
    return set_wrong (reader, row, KAIJI_SHEET_COLUMN_NUMBER, error,
                      _ ("“%s” is no number of an item. Correct the sheet and try again."), cell);
  *number = (guint) value;
  return TRUE;
}

/* Whether the row begins an item. */
static gboolean
begins_item (const Reader *reader, guint row, guint number, const char *name)
{
  const KaijiCell *cell = get_cell (reader, row, KAIJI_SHEET_COLUMN_ITEM);

  if (reader->columns[KAIJI_SHEET_COLUMN_NUMBER] >= 0)
    return number > 0 && (!reader->item || number != reader->item->number);
  return cell && cell->own && *name && (!reader->item || !g_str_equal (reader->item->name, name));
}

/* Sheets without merged cells name a group in its first row only. */
static void
read_groups (const Reader *reader, guint row, KaijiSheetItem *item)
{
  const KaijiSheetItem *before = reader->item;
  gboolean same = before && g_str_equal (before->heading, item->heading);

  for (guint i = 0; i < KAIJI_SHEET_GROUPS; i++)
    {
      g_autofree char *text = dup_text (reader, row, KAIJI_SHEET_COLUMN_GROUP1 + i);

      same = same && (!*text || g_str_equal (text, before->groups[i]));
      item->groups[i] = same ? g_strdup (before->groups[i]) : g_steal_pointer (&text);
    }
}

static gboolean
begin_item (Reader *reader, guint row, guint number, const char *name, GError **error)
{
  guint line = kaiji_sheet_get_row_number (reader->sheet, row);
  guint first;
  KaijiSheetItem *item;

  if (!*name)
    return set_wrong (reader, row, KAIJI_SHEET_COLUMN_ITEM, error,
                      _ ("the item has no name. Correct the sheet and try again."));
  if (number == 0)
    number = reader->table->items->len + 1;
  first = GPOINTER_TO_UINT (g_hash_table_lookup (reader->rows, GUINT_TO_POINTER (number)));
  if (first)
    return set_wrong (
        reader, row, KAIJI_SHEET_COLUMN_NUMBER, error,
        _ ("the number %u stands in row %u already. Correct the sheet and try again."), number,
        first);
  g_hash_table_insert (reader->rows, GUINT_TO_POINTER (number), GUINT_TO_POINTER (line));
  item = g_new0 (KaijiSheetItem, 1);
  item->row = line;
  item->number = number;
  item->heading = g_strdup (reader->heading ? reader->heading : "");
  read_groups (reader, row, item);
  item->name = g_strdup (name);
  item->prompts = g_ptr_array_new_with_free_func (prompt_free);
  g_ptr_array_add (reader->table->items, item);
  reader->item = item;
  return TRUE;
}

static gboolean
read_required (const Reader *reader, guint row, gboolean *required, GError **error)
{
  g_autofree char *text = dup_folded (reader, row, KAIJI_SHEET_COLUMN_REQUIRED);
  GPtrArray *before = reader->item->prompts;

  *required = g_strv_contains ((const char *const *) reader->words->required, text);
  if (*required || g_strv_contains ((const char *const *) reader->words->optional, text))
    return TRUE;
  if (!*text && before->len > 0)
    {
      *required = ((KaijiSheetPrompt *) g_ptr_array_index (before, before->len - 1))->required;
      return TRUE;
    }
  return set_wrong (reader, row, KAIJI_SHEET_COLUMN_REQUIRED, error,
                    _ ("it must say whether the item is required or optional (%s). Correct the "
                       "sheet and try again."),
                    reader->words->required_head);
}

static gboolean
add_prompt (Reader *reader, guint row, GError **error)
{
  const KaijiCell *cell = get_cell (reader, row, KAIJI_SHEET_COLUMN_PROMPT);
  GPtrArray *prompts = reader->item->prompts;
  KaijiSheetPrompt *prompt;
  gboolean required;

  if (!read_required (reader, row, &required, error))
    return FALSE;
  reader->item->required = reader->item->required || required;
  /* A prompt over several rows is one. */
  if (prompts->len > 0 && (!cell || !cell->own))
    {
      prompt = g_ptr_array_index (prompts, prompts->len - 1);
      prompt->required = prompt->required || required;
      return TRUE;
    }
  prompt = g_new0 (KaijiSheetPrompt, 1);
  prompt->row = kaiji_sheet_get_row_number (reader->sheet, row);
  prompt->required = required;
  prompt->text = dup_text (reader, row, KAIJI_SHEET_COLUMN_PROMPT);
  if (!*prompt->text)
    {
      g_free (prompt->text);
      prompt->text = g_strdup (reader->item->name);
    }
  g_ptr_array_add (prompts, prompt);
  reader->n_prompts++;
  return TRUE;
}

static gboolean
read_item_row (Reader *reader, guint row, GError **error)
{
  const KaijiCell *cell = get_cell (reader, row, KAIJI_SHEET_COLUMN_ITEM);
  g_autofree char *name = dup_text (reader, row, KAIJI_SHEET_COLUMN_ITEM);
  guint number;

  if (!read_number (reader, row, &number, error))
    return FALSE;
  if (begins_item (reader, row, number, name))
    return begin_item (reader, row, number, name, error) && add_prompt (reader, row, error);
  if (reader->item && number > 0 && *name && !g_str_equal (name, reader->item->name))
    return set_wrong (reader, row, KAIJI_SHEET_COLUMN_ITEM, error,
                      _ ("the number %u has two items, “%s” and “%s”. Correct the sheet and try "
                         "again."),
                      number, reader->item->name, name);
  if (!reader->item || (cell && cell->own && *name && !g_str_equal (name, reader->item->name)))
    return set_wrong (reader, row, KAIJI_SHEET_COLUMN_NUMBER, error,
                      _ ("the item has no number. Correct the sheet and try again."));
  return add_prompt (reader, row, error);
}

static gboolean
check_count (const Reader *reader, GError **error)
{
  if (reader->table->items->len <= MAX_ITEMS && reader->n_prompts <= MAX_PROMPTS)
    return TRUE;
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("The table has more than %u items or %u prompts. Check whether it is the right "
                  "sheet."),
               MAX_ITEMS, MAX_PROMPTS);
  return FALSE;
}

static gboolean
read_row (Reader *reader, guint row, GError **error)
{
  g_autofree char *lone = NULL;

  if (is_blank (reader, row) || is_head_again (reader, row))
    return TRUE;
  lone = dup_lone_text (reader, row);
  if (!lone)
    return check_states (reader, row, error) && read_item_row (reader, row, error);
  if (is_remark (reader, lone))
    {
      add_note (reader, row, lone);
      return TRUE;
    }
  g_free (reader->heading);
  reader->heading = g_steal_pointer (&lone);
  reader->item = NULL;
  return TRUE;
}

static gboolean
read_rows (Reader *reader, guint head, GError **error)
{
  KaijiSheetItem *last;

  reader->table->has_prompts = reader->columns[KAIJI_SHEET_COLUMN_PROMPT] >= 0;
  for (guint i = head + 1; i < kaiji_sheet_get_n_rows (reader->sheet); i++)
    if (!read_row (reader, i, error) || !check_count (reader, error))
      return FALSE;
  if (reader->table->items->len == 0)
    {
      g_set_error_literal (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                           _ ("No item stands below the head of the table. Check the sheet."));
      return FALSE;
    }
  last = g_ptr_array_index (reader->table->items, reader->table->items->len - 1);
  if (reader->heading && !g_str_equal (reader->heading, last->heading))
    g_ptr_array_add (
        reader->table->notes,
        g_strdup_printf (_ ("No item stands below “%s”, which was left out."), reader->heading));
  return TRUE;
}

/* ---- which sheet ---- */

/* Reads @name when it has a table; -1 in @head when it has none. */
static KaijiSheet *
try_sheet (Reader *reader,
           KaijiBook *book,
           const char *name,
           int *head,
           GCancellable *cancellable,
           GError **error)
{
  KaijiSheet *sheet = kaiji_book_read (book, name, cancellable, error);

  reader->sheet = sheet;
  if (sheet)
    *head = find_head (reader);
  return sheet;
}

static gboolean
set_no_table (const Reader *reader, GError **error)
{
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("There is no table with the columns “%s” and “%s”. Check whether it is the right "
                  "sheet, and what its columns are called."),
               reader->words->item_head, reader->words->required_head);
  return FALSE;
}

/* The name of the only sheet with a table. */
static const char *
find_sheet (Reader *reader, KaijiBook *book, GCancellable *cancellable, GError **error)
{
  const char *const *names = kaiji_book_get_names (book);
  const char *found = NULL;

  for (guint i = 0; names[i]; i++)
    {
      int head = -1;
      g_autoptr (KaijiSheet) sheet = try_sheet (reader, book, names[i], &head, cancellable, error);

      if (!sheet)
        return NULL;
      if (head >= 0 && found)
        {
          g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                       _ ("Several sheets have a table of items: “%s” and “%s”. Name the one to "
                          "read."),
                       found, names[i]);
          return NULL;
        }
      if (head >= 0)
        found = names[i];
    }
  if (!found)
    set_no_table (reader, error);
  return found;
}

static gboolean
read_table (Reader *reader,
            KaijiBook *book,
            const char *name,
            GCancellable *cancellable,
            GError **error)
{
  int head = -1;
  g_autoptr (KaijiSheet) sheet = NULL;

  if (!name)
    name = find_sheet (reader, book, cancellable, error);
  if (!name)
    return FALSE;
  sheet = try_sheet (reader, book, name, &head, cancellable, error);
  if (!sheet)
    return FALSE;
  reader->table->sheet = g_strdup (name);
  return head >= 0 ? read_rows (reader, (guint) head, error) : set_no_table (reader, error);
}

KaijiSheetTable *
kaiji_sheet_table_read (const char *path,
                        const char *words_path,
                        const char *sheet,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (KaijiSheetWords) words = kaiji_sheet_words_load (words_path, error);
  g_autoptr (KaijiBook) book = words ? kaiji_book_open (path, cancellable, error) : NULL;
  g_autoptr (KaijiSheetTable) table = g_new0 (KaijiSheetTable, 1);
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  Reader reader = { .words = words, .table = table, .rows = rows };
  gboolean done;

  table->items = g_ptr_array_new_with_free_func (item_free);
  table->notes = g_ptr_array_new_with_free_func (g_free);
  if (!book)
    return NULL;
  table->date = g_strdup (kaiji_book_get_date (book));
  done = read_table (&reader, book, sheet, cancellable, error);
  g_free (reader.heading);
  return done ? g_steal_pointer (&table) : NULL;
}
