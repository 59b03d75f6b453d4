/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prepared statements, kept by their text.
 *
 * Invariants:
 * 1. A statement is lent to one user at a time; one that is lent already is prepared again.
 * 2. Given back, it is reset and holds no values: it keeps no lock on the file.
 */
#include "db/db-private.h"

struct _KaijiStatement
{
  KaijiDb *db;
  char *sql;
  sqlite3_stmt *handle;
  int bind_code; /* the first bind that failed, SQLITE_OK for none */
  gboolean lent;
  gboolean cached;
};

void
kaiji_db_free_statement (KaijiStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement->sql);
  g_free (statement);
}

/**
 * kaiji_db_prepare:
 * @self: a connection
 * @sql: one statement
 * @error: %KAIJI_DB_ERROR_FAILED: @sql is wrong
 *
 * Returns: (transfer full): a statement, to be given back by kaiji_statement_release()
 */
KaijiStatement *
kaiji_db_prepare (KaijiDb *self, const char *sql, GError **error)
{
  KaijiStatement *statement = g_hash_table_lookup (self->statements, sql);
  gboolean cached = !statement;
  sqlite3_stmt *handle;
  int code;

  if (statement && !statement->lent)
    {
      statement->lent = TRUE;
      return statement;
    }
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK)
    {
      kaiji_db_set_error (self, code, error);
      return NULL;
    }
  statement = g_new0 (KaijiStatement, 1);
  statement->db = self;
  statement->sql = g_strdup (sql);
  statement->handle = handle;
  statement->lent = TRUE;
  statement->cached = cached;
  if (cached)
    g_hash_table_insert (self->statements, statement->sql, statement);
  return statement;
}

static void
reset (KaijiStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->bind_code = SQLITE_OK;
}

/** kaiji_statement_release: @self: (transfer full) (nullable): gives it back to the cache. */
void
kaiji_statement_release (KaijiStatement *self)
{
  if (!self)
    return;
  if (!self->cached)
    {
      kaiji_db_free_statement (self);
      return;
    }
  reset (self);
  self->lent = FALSE;
}

static void
note_bind (KaijiStatement *self, int code)
{
  if (self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

/** kaiji_statement_bind_int: @index: of the parameter, from 1. */
void
kaiji_statement_bind_int (KaijiStatement *self, int index, gint64 value)
{
  note_bind (self, sqlite3_bind_int64 (self->handle, index, value));
}

/** kaiji_statement_bind_text: @text: (nullable): copied; %NULL binds NULL. */
void
kaiji_statement_bind_text (KaijiStatement *self, int index, const char *text)
{
  note_bind (self, sqlite3_bind_text (self->handle, index, text, -1, SQLITE_TRANSIENT));
}

/** kaiji_statement_bind_bytes: @data: not copied: it must stay until the statement was run. */
void
kaiji_statement_bind_bytes (KaijiStatement *self, int index, gconstpointer data, gsize size)
{
  note_bind (self,
             sqlite3_bind_blob64 (self->handle, index, size ? data : "", size, SQLITE_STATIC));
}

/** kaiji_statement_step: @row: (out): whether there is a row to read. */
gboolean
kaiji_statement_step (KaijiStatement *self, gboolean *row, GError **error)
{
  int code = self->bind_code;

  if (code == SQLITE_OK)
    code = sqlite3_step (self->handle);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return kaiji_db_set_error (self->db, code, error);
  *row = code == SQLITE_ROW;
  return TRUE;
}

/** kaiji_statement_run: Steps to the end and resets, so that it may be bound and run again. */
gboolean
kaiji_statement_run (KaijiStatement *self, GError **error)
{
  gboolean row = TRUE;

  while (row)
    if (!kaiji_statement_step (self, &row, error))
      {
        reset (self);
        return FALSE;
      }
  reset (self);
  return TRUE;
}

/** kaiji_statement_get_int: @column: from 0. Returns: the number, 0 for NULL. */
gint64
kaiji_statement_get_int (KaijiStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/** kaiji_statement_get_text: Returns: (transfer none) (nullable): until the next step. */
const char *
kaiji_statement_get_text (KaijiStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/** kaiji_statement_get_bytes: @size: (out). Returns: (transfer none) (nullable): until the next
 * step. */
gconstpointer
kaiji_statement_get_bytes (KaijiStatement *self, int column, gsize *size)
{
  gconstpointer bytes = sqlite3_column_blob (self->handle, column);

  *size = (gsize) sqlite3_column_bytes (self->handle, column);
  return bytes;
}
