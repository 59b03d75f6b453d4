/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of what was read: which citation somebody opened, at which place.
 *
 * They are no edits: they are neither in the log nor undone.
 */
#include "casefile/casefile-private.h"

static gboolean
load_marks (KaijiDb *db, GHashTable *marks, GError **error)
{
  g_autoptr (KaijiStatement) statement = NULL;
  gint64 there;
  gboolean row = TRUE;

  /* A file of an earlier version that is open for reading only has no such table. */
  if (!kaiji_db_query_int (db, "SELECT count (*) FROM sqlite_schema WHERE name = 'citation_reads'",
                           &there, error))
    return FALSE;
  if (!there)
    return TRUE;
  statement = kaiji_db_prepare (db, "SELECT number, place FROM citation_reads", error);
  while (statement)
    {
      const char *place;
      gint64 number;

      if (!kaiji_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      number = kaiji_statement_get_int (statement, 0);
      place = kaiji_statement_get_text (statement, 1);
      g_hash_table_insert (marks, g_memdup2 (&number, sizeof number),
                           g_strdup (place ? place : ""));
    }
  return FALSE;
}

/**
 * kaiji_casefile_dup_reads:
 * @self: a case
 * @error: the file cannot be read
 *
 * Thread: any. Returns: (transfer full) (nullable) (element-type gint64 utf8): number of a citation
 * -> the place at which it was read last
 */
GHashTable *
kaiji_casefile_dup_reads (KaijiCasefile *self, GError **error)
{
  g_autoptr (GHashTable) marks =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, error);
  GError *db_error = NULL;

  if (!connection)
    return NULL;
  if (load_marks (connection->db, marks, &db_error))
    return g_steal_pointer (&marks);
  kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
  return NULL;
}

static gboolean
write_mark (KaijiDb *db, const char *who, gint64 number, const char *place, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);
  g_autoptr (KaijiStatement) statement =
      transaction ? kaiji_db_prepare (db,
                                      "INSERT OR REPLACE INTO citation_reads (number, place, at, "
                                      "who) VALUES (?1, ?2, ?3, ?4)",
                                      error)
                  : NULL;

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, number);
  kaiji_statement_bind_text (statement, 2, place);
  kaiji_statement_bind_int (statement, 3, g_get_real_time () / G_USEC_PER_SEC);
  kaiji_statement_bind_text (statement, 4, who);
  if (!kaiji_statement_run (statement, error))
    return FALSE;
  return kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * kaiji_casefile_mark_read:
 * @self: a case
 * @number: number of a citation
 * @place: where it points
 * @error: the case is open for reading only, or the file cannot be written
 *
 * Thread: any; blocks for a commit. Returns: whether the mark is in the file
 */
gboolean
kaiji_casefile_mark_read (KaijiCasefile *self, gint64 number, const char *place, GError **error)
{
  g_autoptr (KaijiConnection) connection = NULL;
  GError *db_error = NULL;

  if (self->read_only)
    {
      kaiji_casefile_set_read_only (self->path, error);
      return FALSE;
    }
  connection = kaiji_connection_new (self, error);
  if (!connection)
    return FALSE;
  return write_mark (connection->db, self->who, number, place, &db_error)
         || kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_WRITING, db_error, error);
}
