/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a table read or written in pieces, without a copy of the whole in memory. */
#include "db/db-private.h"

struct _KaijiDbBlob
{
  KaijiDb *db;
  sqlite3_blob *handle;
};

/**
 * kaiji_db_blob_open:
 * @self: a connection
 * @table: name of the table
 * @column: name of its column
 * @rowid: the row
 * @writable: whether bytes may be replaced (the size stays as it is)
 * @error: no such row or value
 *
 * Returns: (transfer full): the value; it holds a read lock on the file until it is closed
 */
KaijiDbBlob *
kaiji_db_blob_open (KaijiDb *self,
                    const char *table,
                    const char *column,
                    gint64 rowid,
                    gboolean writable,
                    GError **error)
{
  g_autoptr (KaijiDbBlob) blob = g_new0 (KaijiDbBlob, 1);
  int code =
      sqlite3_blob_open (self->handle, "main", table, column, rowid, writable, &blob->handle);

  blob->db = self;
  if (code != SQLITE_OK)
    {
      kaiji_db_set_error (self, code, error);
      return NULL;
    }
  return g_steal_pointer (&blob);
}

/** kaiji_db_blob_reopen: Goes to the same column of another row; cheaper than opening again. */
gboolean
kaiji_db_blob_reopen (KaijiDbBlob *self, gint64 rowid, GError **error)
{
  int code = sqlite3_blob_reopen (self->handle, rowid);

  return code == SQLITE_OK || kaiji_db_set_error (self->db, code, error);
}

/** kaiji_db_blob_get_size: Returns: bytes of the value. */
gsize
kaiji_db_blob_get_size (KaijiDbBlob *self)
{
  return (gsize) sqlite3_blob_bytes (self->handle);
}

/** kaiji_db_blob_read: Reads @size bytes from @offset on; an error when there are not as many. */
gboolean
kaiji_db_blob_read (KaijiDbBlob *self, gpointer data, gsize size, gsize offset, GError **error)
{
  int code = sqlite3_blob_read (self->handle, data, (int) size, (int) offset);

  return code == SQLITE_OK || kaiji_db_set_error (self->db, code, error);
}

/** kaiji_db_blob_write: Replaces @size bytes from @offset on; the value cannot grow. */
gboolean
kaiji_db_blob_write (KaijiDbBlob *self,
                     gconstpointer data,
                     gsize size,
                     gsize offset,
                     GError **error)
{
  int code = sqlite3_blob_write (self->handle, data, (int) size, (int) offset);

  return code == SQLITE_OK || kaiji_db_set_error (self->db, code, error);
}

/** kaiji_db_blob_close: Lets the value go, and the lock that comes with it. */
void
kaiji_db_blob_close (KaijiDbBlob *self)
{
  if (!self)
    return;
  sqlite3_blob_close (self->handle);
  g_free (self);
}
