/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections for whoever reads or writes outside of the journal: evidence, text index, log.
 *
 * Invariants:
 * 1. A connection is lent to one user at a time, on whatever thread.
 * 2. Once the file is closing none is lent, and closing waits until all are back.
 * 3. All connections of a file share its write lock.
 */
#include "casefile/casefile-private.h"

#include <glib/gi18n-lib.h>

#define MAX_IDLE 3

/**
 * kaiji_connection_new:
 * @file: a case file
 * @error: the file was closed, or cannot be opened
 *
 * Thread: any. Returns: (transfer full): a connection, to be given back soon
 */
KaijiConnection *
kaiji_connection_new (KaijiCasefile *file, GError **error)
{
  KaijiDb *db = NULL;
  GError *db_error = NULL;
  KaijiConnection *self;

  g_mutex_lock (&file->mutex);
  if (file->closing)
    {
      g_autofree char *name = g_filename_display_basename (file->path);

      g_mutex_unlock (&file->mutex);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("“%s” was closed. Open it again."),
                   name);
      return NULL;
    }
  if (file->idle->len > 0)
    db = g_ptr_array_steal_index_fast (file->idle, file->idle->len - 1);
  file->lent++;
  g_mutex_unlock (&file->mutex);

  if (!db)
    db = kaiji_db_open (file->path, file->read_only ? KAIJI_DB_QUERY_ONLY : KAIJI_DB_READ_WRITE,
                        &db_error);
  if (db)
    kaiji_db_set_write_lock (db, &file->write_lock);
  self = g_new0 (KaijiConnection, 1);
  self->file = file;
  self->db = db;
  if (db)
    return self;
  kaiji_connection_free (self);
  kaiji_casefile_take_db_error (file->path, KAIJI_CASEFILE_READING, db_error, error);
  return NULL;
}

/** kaiji_connection_free: Gives a connection back. */
void
kaiji_connection_free (KaijiConnection *self)
{
  KaijiCasefile *file;
  KaijiDb *surplus = NULL;

  if (!self)
    return;
  file = self->file;
  g_mutex_lock (&file->mutex);
  if (self->db && file->idle->len < MAX_IDLE)
    g_ptr_array_add (file->idle, self->db);
  else
    surplus = self->db;
  g_mutex_unlock (&file->mutex);
  kaiji_db_close (surplus);

  g_mutex_lock (&file->mutex);
  file->lent--;
  g_cond_broadcast (&file->returned);
  g_mutex_unlock (&file->mutex);
  g_free (self);
}

/** kaiji_casefile_end_connections: Waits until all are back and closes them. */
void
kaiji_casefile_end_connections (KaijiCasefile *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->closing = TRUE;
  while (self->lent > 0)
    g_cond_wait (&self->returned, &self->mutex);
  g_ptr_array_set_size (self->idle, 0);
}
