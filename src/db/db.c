/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections: opening with the settings that keep a file safe, scripts, checks.
 *
 * Invariants:
 * 1. Every connection has foreign keys on, synchronous=FULL, journal_mode=TRUNCATE, the bigram
 *    tokenizer, and waits for others rather than fail at once.
 * 2. A connection is used by one thread at a time.
 * 3. What is deleted is overwritten: it may be somebody's papers.
 */
#include "db/db-private.h"

#define BUSY_TIMEOUT_MS 10000
#define BUSY_STEP_MS 1

/* Asks again each millisecond: the file is held for about as long. SQLite's own handler sleeps up
 * to 100 ms, so that a reader beside a busy writer hardly ever gets in. */
static int
busy_cb (void *data, int count)
{
  if (count * BUSY_STEP_MS >= BUSY_TIMEOUT_MS)
    return 0;
  sqlite3_sleep (BUSY_STEP_MS);
  return 1;
}

static gboolean
configure (KaijiDb *self, KaijiDbFlags flags, GError **error)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_handler (self->handle, busy_cb, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!kaiji_bigram_register (self->handle, error))
    return FALSE;
  /* The journal's mode is set in both cases: a reader too may have to roll back. */
  return kaiji_db_exec (self,
                        flags & KAIJI_DB_QUERY_ONLY
                            ? "PRAGMA foreign_keys = ON; PRAGMA journal_mode = TRUNCATE;"
                              "PRAGMA synchronous = FULL; PRAGMA query_only = ON;"
                            : "PRAGMA foreign_keys = ON; PRAGMA journal_mode = TRUNCATE;"
                              "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
                        error);
}

/**
 * kaiji_db_open:
 * @path: the file
 * @flags: how
 * @error: %KAIJI_DB_ERROR_CANNOT_OPEN, %KAIJI_DB_ERROR_CORRUPT, …
 *
 * Opens a connection.
 *
 * Thread: any, then one at a time. Returns: (transfer full): a connection
 */
KaijiDb *
kaiji_db_open (const char *path, KaijiDbFlags flags, GError **error)
{
  g_autoptr (KaijiDb) self = g_new0 (KaijiDb, 1);
  int mode = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) kaiji_db_free_statement);
  if (flags & KAIJI_DB_CREATE)
    mode |= SQLITE_OPEN_CREATE;
  code = sqlite3_open_v2 (path, &self->handle, mode, NULL);
  if (code != SQLITE_OK)
    {
      kaiji_db_set_error (self, code, error);
      return NULL;
    }
  if (!configure (self, flags, error))
    return NULL;
  return g_steal_pointer (&self);
}

/** kaiji_db_close: Closes a connection; no statement, transaction or blob may be in use. */
void
kaiji_db_close (KaijiDb *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("%s: closed while in use", self->path);
  g_free (self->path);
  g_free (self);
}

/** kaiji_db_get_path: Returns: (transfer none): the file. */
const char *
kaiji_db_get_path (KaijiDb *self)
{
  return self->path;
}

/** kaiji_db_is_read_only: Returns: whether the file may not be written to. */
gboolean
kaiji_db_is_read_only (KaijiDb *self)
{
  return sqlite3_db_readonly (self->handle, "main") == 1;
}

/** kaiji_db_set_write_lock: @lock: (nullable): transactions wait for their turn at it. */
void
kaiji_db_set_write_lock (KaijiDb *self, KaijiDbLock *lock)
{
  self->write_lock = lock;
}

/** kaiji_db_set_max_pages: @pages: the file may not grow beyond them; 0 = no limit. */
gboolean
kaiji_db_set_max_pages (KaijiDb *self, guint pages, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA max_page_count = %u", pages ? pages : 1073741823u);

  return kaiji_db_exec (self, sql, error);
}

/** kaiji_db_exec: Runs the statements of a script up to the first that fails. */
gboolean
kaiji_db_exec (KaijiDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || kaiji_db_set_error (self, code, error);
}

/** kaiji_db_query_int: @value: (out): the one number that @sql gives. */
gboolean
kaiji_db_query_int (KaijiDb *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (self, sql, error);
  gboolean row;

  if (!statement || !kaiji_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_FAILED, "%s: no row: %s", self->path, sql);
      return FALSE;
    }
  *value = kaiji_statement_get_int (statement, 0);
  return TRUE;
}

/** kaiji_db_get_last_rowid: Returns: the row that was inserted last. */
gint64
kaiji_db_get_last_rowid (KaijiDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * kaiji_db_check_tables:
 * @self: a connection
 * @tables: NULL-terminated names
 * @error: %KAIJI_DB_ERROR_CORRUPT: what is wrong
 *
 * Checks the structure of some tables and their indexes; others are not read.
 *
 * Returns: whether they are sound
 */
gboolean
kaiji_db_check_tables (KaijiDb *self, const char *const *tables, GError **error)
{
  for (const char *const *table = tables; *table; table++)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA quick_check(%s)", *table);
      g_autoptr (KaijiStatement) statement = kaiji_db_prepare (self, sql, error);
      gboolean row;

      if (!statement || !kaiji_statement_step (statement, &row, error))
        return FALSE;
      if (!row || g_strcmp0 (kaiji_statement_get_text (statement, 0), "ok") != 0)
        {
          g_set_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_CORRUPT, "%s: %s", self->path,
                       row ? kaiji_statement_get_text (statement, 0) : "no answer");
          return FALSE;
        }
    }
  return TRUE;
}
