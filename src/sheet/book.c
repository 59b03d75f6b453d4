/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file with sheets; what it is goes by its bytes, for names lie. */
#include "sheet/sheet-private.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static const char *const csv_names[] = { "", NULL };

struct _KaijiBook
{
  KaijiPackage *package;   /* (nullable): of an .xlsx */
  KaijiWorkbook *workbook; /* (nullable): with it */
  GBytes *text;            /* (nullable): of a CSV file */
};

/**
 * kaiji_book_free:
 * @self: (transfer full): a book; its sheets live on
 */
void
kaiji_book_free (KaijiBook *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->package, kaiji_package_free);
  g_clear_pointer (&self->workbook, kaiji_workbook_free);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self);
}

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *data = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_READ,
                           _ ("That is not a regular file. Check the name."));
      return NULL;
    }
  if (g_stat (path, &info) == 0 && info.st_size > (goffset) KAIJI_SHEET_MAX_BYTES)
    {
      g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_TOO_LARGE,
                   _ ("The file holds more than %u MB of data. Leave only the sheet with the "
                      "table."),
                   KAIJI_SHEET_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (g_file_get_contents (path, &data, &length, &cause))
    return g_bytes_new_take (g_steal_pointer (&data), length);
  g_set_error_literal (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_READ,
                       g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                           ? _ ("There is no such file. Check its name and place.")
                           : _ ("The file cannot be read. Check that you may read it."));
  return NULL;
}

static gboolean
begins_with (GBytes *bytes, const char *magic, gsize n)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length >= n && memcmp (data, magic, n) == 0;
}

/* The name of a stream in an old compound file, which is UTF-16. */
static gboolean
has_stream (GBytes *bytes, const char *name)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *wide = g_malloc (2 * strlen (name));

  for (gsize i = 0; name[i]; i++)
    {
      wide[2 * i] = name[i];
      wide[2 * i + 1] = '\0';
    }
  return memmem (data, length, wide, 2 * strlen (name)) != NULL;
}

/* Compound files: .xls, and .xlsx with a password. */
static void
set_compound (GBytes *bytes, GError **error)
{
  if (has_stream (bytes, "EncryptedPackage"))
    g_set_error_literal (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_LOCKED,
                         _ ("The file opens with a password only. Open it in a spreadsheet program "
                            "and save a copy without a password."));
  else
    g_set_error_literal (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                         _ ("The file has an old format (.xls). Open it in a spreadsheet program "
                            "and save it as .xlsx or CSV."));
}

/**
 * kaiji_book_open:
 * @path: an .xlsx or CSV file
 * @cancellable: (nullable): to end the reading
 * @error: %KAIJI_SHEET_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the file's sheets
 */
KaijiBook *
kaiji_book_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaijiBook) self = g_new0 (KaijiBook, 1);
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = read_file (path, error);
  if (!bytes)
    return NULL;
  if (begins_with (bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
    {
      set_compound (bytes, error);
      return NULL;
    }
  if (!begins_with (bytes, "PK\3\4", 4) && !begins_with (bytes, "PK\5\6", 4))
    {
      self->text = g_steal_pointer (&bytes);
      return g_steal_pointer (&self);
    }
  self->package = kaiji_package_open (bytes, cancellable, error);
  self->workbook = self->package ? kaiji_workbook_read (self->package, error) : NULL;
  return self->workbook ? g_steal_pointer (&self) : NULL;
}

const char *const *
kaiji_book_get_names (KaijiBook *self)
{
  return self->workbook ? (const char *const *) self->workbook->names->pdata : csv_names;
}

const char *
kaiji_book_get_date (KaijiBook *self)
{
  return self->workbook ? self->workbook->date : "";
}

KaijiSheet *
kaiji_book_read (KaijiBook *self, const char *name, GCancellable *cancellable, GError **error)
{
  const char *const *names = kaiji_book_get_names (self);
  g_autofree char *all = NULL;

  for (guint i = 0; names[i]; i++)
    if (g_str_equal (names[i], name))
      {
        const char *part = self->text ? NULL : g_ptr_array_index (self->workbook->parts, i);
        GBytes *bytes = part ? kaiji_package_lookup (self->package, part) : NULL;

        if (self->text)
          return kaiji_sheet_from_csv (self->text, error);
        if (bytes)
          return kaiji_workbook_read_sheet (self->workbook, bytes, name, cancellable, error);
        g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                     _ ("The sheet “%s” is missing in the file, which is damaged. Open it in a "
                        "spreadsheet program and save it anew."),
                     name);
        return NULL;
      }
  all = g_strjoinv (", ", (char **) names);
  g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_UNKNOWN,
               self->text ? _ ("A CSV file has no sheet “%s”. Leave the name of the sheet out.")
                          : _ ("The file has no sheet “%s”. It has: %s."),
               name, all);
  return NULL;
}
