/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions that write, and the migrations that run in them.
 *
 * Invariants:
 * 1. Every write stands in an explicit transaction that took the write lock of its file before it
 *    asked SQLite: writers of one process wait in line and never see each other as busy.
 * 2. A transaction that is not committed is rolled back, and either way the lock is given back.
 */
#include "db/db-private.h"

struct _KaijiTransaction
{
  KaijiDb *db;
};

/** kaiji_db_lock_init: Makes a lock that nobody holds. */
void
kaiji_db_lock_init (KaijiDbLock *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->moved_on);
  self->next = self->served = 0;
}

/** kaiji_db_lock_clear: Frees what a lock holds; nobody may wait for it. */
void
kaiji_db_lock_clear (KaijiDbLock *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->moved_on);
}

static void
acquire (KaijiDbLock *lock)
{
  g_autoptr (GMutexLocker) locker = NULL;
  guint64 number;

  if (!lock)
    return;
  locker = g_mutex_locker_new (&lock->mutex);
  number = lock->next++;
  while (number != lock->served)
    g_cond_wait (&lock->moved_on, &lock->mutex);
}

static void
release (KaijiDbLock *lock)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!lock)
    return;
  locker = g_mutex_locker_new (&lock->mutex);
  lock->served++;
  g_cond_broadcast (&lock->moved_on);
}

/**
 * kaiji_db_begin:
 * @self: a connection
 * @error: %KAIJI_DB_ERROR_BUSY: another program writes
 *
 * Begins to write; waits for other writers.
 *
 * Returns: (transfer full): a transaction
 */
KaijiTransaction *
kaiji_db_begin (KaijiDb *self, GError **error)
{
  KaijiTransaction *transaction;

  acquire (self->write_lock);
  if (!kaiji_db_exec (self, "BEGIN IMMEDIATE", error))
    {
      release (self->write_lock);
      return NULL;
    }
  transaction = g_new0 (KaijiTransaction, 1);
  transaction->db = self;
  return transaction;
}

/** kaiji_transaction_rollback: @self: (transfer full) (nullable): takes all of it back. */
void
kaiji_transaction_rollback (KaijiTransaction *self)
{
  if (!self)
    return;
  /* SQLite has rolled back by itself after some errors (full disk). */
  if (!sqlite3_get_autocommit (self->db->handle))
    sqlite3_exec (self->db->handle, "ROLLBACK", NULL, NULL, NULL);
  release (self->db->write_lock);
  g_free (self);
}

/**
 * kaiji_transaction_commit:
 * @self: (transfer full): a transaction
 * @error: %KAIJI_DB_ERROR_FULL, %KAIJI_DB_ERROR_IO: nothing was changed
 *
 * Returns: whether all of it is on disk
 */
gboolean
kaiji_transaction_commit (KaijiTransaction *self, GError **error)
{
  gboolean done = kaiji_db_exec (self->db, "COMMIT", error);

  kaiji_transaction_rollback (self);
  return done;
}

/**
 * kaiji_db_migrate:
 * @self: a connection
 * @scripts: NULL-terminated; script N brings the tables from version N - 1 to N
 * @error: a script is wrong, or the file cannot be written
 *
 * Brings a file to the newest version, all or nothing. One that is newer is left alone.
 *
 * Returns: whether it has the newest version
 */
gboolean
kaiji_db_migrate (KaijiDb *self, const char *const *scripts, GError **error)
{
  gint64 version, target = (gint64) g_strv_length ((char **) scripts);
  g_autofree char *set_version = NULL;
  g_autoptr (KaijiTransaction) transaction = NULL;

  if (!kaiji_db_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= target)
    return TRUE;
  transaction = kaiji_db_begin (self, error);
  if (!transaction)
    return FALSE;
  for (gint64 i = MAX (version, 0); i < target; i++)
    if (!kaiji_db_exec (self, scripts[i], error))
      return FALSE;
  set_version = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, target);
  if (!kaiji_db_exec (self, set_version, error))
    return FALSE;
  return kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}
