/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file's first bytes before SQLite is let at it: a file that is not ours is refused with
 * not one of its bytes changed.
 *
 * The bytes are read through SQLite's file layer, not open(2): the locks of SQLite are those of
 * fcntl(2), and closing a descriptor of our own would drop the locks that another connection of
 * this process holds on the same file.
 *
 * Source: sqlite.org/fileformat2.html, 1.3 "The Database Header"
 */
#include "db/header.h"

#include "db/db-private.h"

#include <string.h>

#define HEADER_SIZE 100
static const guint8 magic[16] = "SQLite format 3";
static const guint8 journal_magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

/* Reads up to @size bytes from the start. Returns the SQLite code. */
static int
read_start (const char *path, int type, guint8 *bytes, gsize size, gint64 *file_size)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) vfs->szOsFile);
  sqlite3_filename name = sqlite3_create_filename (path, "", "", 0, NULL);
  int out_flags = 0, code;

  memset (bytes, 0, size);
  code = vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | type, &out_flags);
  if (code == SQLITE_OK)
    {
      code = file->pMethods->xFileSize (file, (sqlite3_int64 *) file_size);
      if (code == SQLITE_OK && *file_size > 0)
        code = file->pMethods->xRead (file, bytes, (int) MIN (*file_size, (gint64) size), 0);
    }
  if (file->pMethods)
    file->pMethods->xClose (file);
  sqlite3_free_filename (name);
  return code;
}

/* Whether a writer stopped in the middle: then the header may be half of a change. */
static gboolean
has_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  guint8 start[sizeof journal_magic];
  gint64 size = 0;

  if (!g_file_test (journal, G_FILE_TEST_EXISTS))
    return FALSE;
  return read_start (journal, SQLITE_OPEN_MAIN_JOURNAL, start, sizeof start, &size) == SQLITE_OK
         && memcmp (start, journal_magic, sizeof start) == 0;
}

static guint32
get_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static KaijiDbShape
classify (const char *path, const guint8 *bytes, gint64 size)
{
  guint page_size = (guint) bytes[16] << 8 | bytes[17];

  if (size == 0)
    return KAIJI_DB_SHAPE_EMPTY;
  if (memcmp (bytes, magic, (gsize) MIN (size, (gint64) sizeof magic)) != 0)
    return KAIJI_DB_SHAPE_FOREIGN;
  if (size < HEADER_SIZE)
    return KAIJI_DB_SHAPE_CUT;
  if (page_size == 1)
    page_size = 65536;
  if (page_size < 512 || (page_size & (page_size - 1)) != 0)
    return KAIJI_DB_SHAPE_CUT;
  /* Neither a write-ahead log nor a version that is not known: this layer never writes such. */
  if (bytes[18] != 1 || bytes[19] != 1)
    return KAIJI_DB_SHAPE_CUT;
  if (size < (gint64) page_size * get_be32 (bytes + 28) && !has_journal (path))
    return KAIJI_DB_SHAPE_CUT;
  return KAIJI_DB_SHAPE_SOUND;
}

/**
 * kaiji_db_read_header:
 * @path: a file
 * @header: (out): what it says
 * @error: the file cannot be read (%KAIJI_DB_ERROR_CANNOT_OPEN, %KAIJI_DB_ERROR_IO)
 *
 * Reads the header without changing the file, taking a lock or rolling anything back.
 *
 * Thread: any. Returns: whether it could be read
 */
gboolean
kaiji_db_read_header (const char *path, KaijiDbHeader *header, GError **error)
{
  guint8 bytes[HEADER_SIZE];
  gint64 size = 0;
  int code;

  memset (header, 0, sizeof *header);
  sqlite3_initialize ();
  code = read_start (path, SQLITE_OPEN_MAIN_DB, bytes, sizeof bytes, &size);
  if (code != SQLITE_OK)
    {
      g_set_error (error, KAIJI_DB_ERROR, kaiji_db_error_from_code (code, 0), "%s: %s", path,
                   sqlite3_errstr (code));
      return FALSE;
    }
  header->shape = classify (path, bytes, size);
  if (header->shape == KAIJI_DB_SHAPE_SOUND)
    {
      header->user_version = get_be32 (bytes + 60);
      header->application_id = get_be32 (bytes + 68);
    }
  return TRUE;
}
