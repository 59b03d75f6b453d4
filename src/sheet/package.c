/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an .xlsx file: a ZIP archive.
 *
 * Invariants:
 * 1. Only parts that are XML are unpacked; what they take is counted while it is read, whatever
 *    the archive claims.
 * 2. A part of a damaged archive is never handed out: it is read whole, with its check sum, or
 *    the file is refused.
 */
#include "sheet/sheet-private.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

#define MAX_PARTS 10000
#define MAX_TOTAL (2 * (gsize) KAIJI_SHEET_MAX_BYTES)
#define BLOCK 65536

struct _KaijiPackage
{
  GHashTable *parts; /* name -> GBytes */
  gsize total;
};

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

void
kaiji_package_free (KaijiPackage *self)
{
  g_hash_table_unref (self->parts);
  g_free (self);
}

GBytes *
kaiji_package_lookup (KaijiPackage *self, const char *name)
{
  return g_hash_table_lookup (self->parts, name);
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                       _ ("The file is damaged or incomplete. Get it once more, or open it in a "
                          "spreadsheet program and save it anew."));
  return FALSE;
}

static gboolean
set_too_large (GError **error)
{
  g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_TOO_LARGE,
               _ ("The file holds more than %u MB of data. Leave only the sheet with the table."),
               KAIJI_SHEET_MAX_BYTES / (1024 * 1024));
  return FALSE;
}

static gboolean
set_locked (GError **error)
{
  g_set_error_literal (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_LOCKED,
                       _ ("The file opens with a password only. Open it in a spreadsheet program "
                          "and save a copy without a password."));
  return FALSE;
}

static gboolean
is_wanted (const char *name)
{
  return g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".rels");
}

static gboolean
read_part (KaijiPackage *self,
           Archive *archive,
           const char *name,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);

  for (;;)
    {
      la_ssize_t n = archive_read_data (archive, block, BLOCK);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0)
        return set_damaged (error);
      if (n == 0)
        break;
      self->total += (gsize) n;
      if (data->len + (gsize) n > KAIJI_SHEET_MAX_BYTES || self->total > MAX_TOTAL)
        return set_too_large (error);
      g_byte_array_append (data, block, (guint) n);
    }
  /* Programs differ in the slash at the head, none writes a part twice. */
  name += *name == '/';
  if (g_hash_table_contains (self->parts, name))
    return set_damaged (error);
  g_hash_table_insert (self->parts, g_strdup (name),
                       g_byte_array_free_to_bytes (g_steal_pointer (&data)));
  return TRUE;
}

static gboolean
read_parts (KaijiPackage *self, Archive *archive, GCancellable *cancellable, GError **error)
{
  struct archive_entry *entry;

  for (guint i = 0;; i++)
    {
      int status = archive_read_next_header (archive, &entry);
      const char *name;

      if (status == ARCHIVE_EOF)
        return TRUE;
      if (status < ARCHIVE_WARN)
        return set_damaged (error);
      if (i >= MAX_PARTS)
        return set_too_large (error);
      if (archive_entry_is_encrypted (entry))
        return set_locked (error);
      name = archive_entry_pathname_utf8 (entry);
      if (!name || archive_entry_filetype (entry) != AE_IFREG || !is_wanted (name))
        continue;
      if (!read_part (self, archive, name, cancellable, error))
        return FALSE;
    }
}

/**
 * kaiji_package_open:
 * @bytes: what begins like a ZIP archive
 */
KaijiPackage *
kaiji_package_open (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaijiPackage) self = g_new0 (KaijiPackage, 1);
  g_autoptr (Archive) archive = archive_read_new ();
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  self->parts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  /* The list at the archive's end counts: without it the file is cut off. */
  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, data, length) != ARCHIVE_OK)
    {
      set_damaged (error);
      return NULL;
    }
  return read_parts (self, archive, cancellable, error) ? g_steal_pointer (&self) : NULL;
}
