/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a case file: what is appended to the log, and what it adds up to.
 *
 * Invariants:
 * 1. log is only ever appended to.
 * 2. answers, citations, evidence = the `after` of the newest row of log for each key; steps =
 *    what the edits, undos and redos in it leave. Both change in the transaction that appends.
 *
 * No transaction is begun here (but for making the tables): the caller says what belongs together.
 */
#include "casefile/store.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "casefile/lock.h"
#include "kaiji-casefile-resources.h"

/* Kept out of the check at opening: they may be hundreds of megabytes. Evidence is checked against
 * its digest when it is read, the text index can be made again. */
#define SMALL_TABLES \
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'page_index%' " \
  "AND name NOT IN ('blob_parts', 'pages', 'page_places') ORDER BY name"

enum
{
  STATE_HOLDS,
  STATE_UNDONE,
  STATE_DROPPED,
};

/** kaiji_store_migrate: Brings the tables to the newest version, from none at all too. */
gboolean
kaiji_store_migrate (KaijiDb *db, GError **error)
{
  GResource *resource = kaiji_casefile_sql_get_resource ();
  g_autoptr (GPtrArray) bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *scripts[KAIJI_STORE_VERSION + 1] = { NULL };

  for (guint i = 0; i < KAIJI_STORE_VERSION; i++)
    {
      g_autofree char *path = g_strdup_printf ("/jp/kaiji/sql/casefile/%04u.sql", i + 1);
      GBytes *script = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (!script)
        return FALSE;
      g_ptr_array_add (bytes, script);
      /* Resources end with a NUL that does not count. */
      scripts[i] = g_bytes_get_data (script, NULL);
    }
  return kaiji_db_migrate (db, scripts, error);
}

/**
 * kaiji_store_create:
 * @db: a connection to an empty file
 * @scheme_id: id of the scheme
 * @revision: its revision
 * @error: no room, or the file cannot be written
 *
 * Makes the tables of a new case and says in the header whose file it is.
 *
 * Returns: whether it did
 */
gboolean
kaiji_store_create (KaijiDb *db, const char *scheme_id, const char *revision, GError **error)
{
  /* Large pages: a PDF of ten megabytes is read in 600 steps instead of 2,500. */
  g_autofree char *id = g_strdup_printf ("PRAGMA page_size = %d; PRAGMA application_id = %d",
                                         KAIJI_STORE_PAGE_SIZE, KAIJI_STORE_APPLICATION_ID);
  g_autoptr (KaijiTransaction) transaction = NULL;
  g_autoptr (KaijiStatement) statement = NULL;

  if (!kaiji_db_exec (db, id, error) || !kaiji_store_migrate (db, error))
    return FALSE;
  transaction = kaiji_db_begin (db, error);
  statement = transaction ? kaiji_db_prepare (db,
                                              "INSERT INTO case_info (id, scheme_id, revision, "
                                              "created_at, created_by) VALUES (1, ?1, ?2, ?3, ?4)",
                                              error)
                          : NULL;
  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, scheme_id);
  kaiji_statement_bind_text (statement, 2, revision);
  kaiji_statement_bind_int (statement, 3, g_get_real_time () / G_USEC_PER_SEC);
  kaiji_statement_bind_text (statement, 4, kaiji_lock_get_person ());
  if (!kaiji_statement_run (statement, error))
    return FALSE;
  return kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

/** kaiji_store_check: Checks the structure of all but the large tables. */
gboolean
kaiji_store_check (KaijiDb *db, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (db, SMALL_TABLES, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) tables = NULL;
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  while (row)
    {
      if (!kaiji_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        g_strv_builder_add (names, kaiji_statement_get_text (statement, 0));
    }
  tables = g_strv_builder_end (names);
  return kaiji_db_check_tables (db, (const char *const *) tables, error);
}

/* A file may come from anywhere: its text is not taken for granted. */
static gboolean
is_text (const char *text)
{
  return text && g_utf8_validate (text, -1, NULL);
}

static gboolean
set_no_text (GError **error)
{
  g_set_error_literal (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_CORRUPT,
                       "a text is missing or not UTF-8");
  return FALSE;
}

/* @value: (out) (transfer full) (nullable) */
static gboolean
value_from_text (KaijiEditKind kind, const char *text, GVariant **value, GError **error)
{
  *value = NULL;
  if (!text)
    return TRUE;
  if (!is_text (text))
    return set_no_text (error);
  if (kind == KAIJI_EDIT_ANSWER)
    *value = g_variant_ref_sink (g_variant_new_string (text));
  else
    *value = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, error);
  return *value != NULL;
}

static char *
value_to_text (KaijiEditKind kind, GVariant *value)
{
  if (!value)
    return NULL;
  return kind == KAIJI_EDIT_ANSWER ? g_variant_dup_string (value, NULL)
                                   : g_variant_print (value, TRUE);
}

/* Words that are only shown: what is wrong in them is replaced. */
static char *
dup_text (KaijiStatement *statement, int column)
{
  const char *text = kaiji_statement_get_text (statement, column);

  return g_utf8_make_valid (text ? text : "", -1);
}

/* From the columns kind, key, before, after that begin at @column. */
static KaijiEdit *
read_edit (KaijiStatement *statement, int column, GError **error)
{
  gint64 kind = kaiji_statement_get_int (statement, column);
  const char *key = kaiji_statement_get_text (statement, column + 1);
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) after = NULL;

  if (!is_text (key))
    {
      set_no_text (error);
      return NULL;
    }
  if (!value_from_text ((KaijiEditKind) kind, kaiji_statement_get_text (statement, column + 2),
                        &before, error)
      || !value_from_text ((KaijiEditKind) kind, kaiji_statement_get_text (statement, column + 3),
                           &after, error))
    return NULL;
  return kaiji_edit_new ((KaijiEditKind) kind, key, before, after);
}

/* ---- loading ---- */

static gboolean
load_values (KaijiDb *db, KaijiCase *kase, KaijiEditKind kind, const char *sql, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (db, sql, error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  while (TRUE)
    {
      g_autoptr (KaijiEdit) edit = NULL;
      g_autoptr (GVariant) value = NULL;

      if (!kaiji_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!is_text (kaiji_statement_get_text (statement, 0)))
        return set_no_text (error);
      if (!value_from_text (kind, kaiji_statement_get_text (statement, 1), &value, error))
        return FALSE;
      edit = kaiji_edit_new (kind, kaiji_statement_get_text (statement, 0), NULL, value);
      if (!kaiji_case_apply (kase, edit, error))
        return FALSE;
    }
}

static GPtrArray *
load_steps (KaijiDb *db, const char *sql, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (db, sql, error);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_step_free);
  gboolean row = TRUE;

  if (!statement)
    return NULL;
  while (row)
    {
      if (!kaiji_statement_step (statement, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (steps, kaiji_step_new (kaiji_statement_get_int (statement, 0)));
    }
  return g_steal_pointer (&steps);
}

static KaijiCase *
load_info (KaijiDb *db, KaijiStoreState *state, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      db, "SELECT scheme_id, revision, last_citation, last_evidence FROM case_info WHERE id = 1",
      error);
  gboolean row;

  if (!statement || !kaiji_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_CORRUPT, "case_info has no row");
      return NULL;
    }
  if (!is_text (kaiji_statement_get_text (statement, 0))
      || !is_text (kaiji_statement_get_text (statement, 1)))
    {
      set_no_text (error);
      return NULL;
    }
  state->last_citation = kaiji_statement_get_int (statement, 2);
  state->last_evidence = kaiji_statement_get_int (statement, 3);
  return kaiji_case_new (kaiji_statement_get_text (statement, 0),
                         kaiji_statement_get_text (statement, 1));
}

static gboolean
load_all (KaijiDb *db, KaijiCase *kase, KaijiStoreState *state, GError **error)
{
  if (!load_values (db, kase, KAIJI_EDIT_EVIDENCE,
                    "SELECT id, value FROM evidence ORDER BY CAST (substr (id, 2) AS INTEGER), id",
                    error)
      || !load_values (db, kase, KAIJI_EDIT_CITATION,
                       "SELECT number, value FROM citations ORDER BY number", error)
      || !load_values (db, kase, KAIJI_EDIT_ANSWER, "SELECT id, value FROM answers ORDER BY id",
                       error))
    return FALSE;
  state->done = load_steps (db, "SELECT step FROM steps WHERE state = 0 ORDER BY step", error);
  if (!state->done)
    return FALSE;
  state->undone =
      load_steps (db, "SELECT step FROM steps WHERE state = 1 ORDER BY step DESC", error);
  return state->undone
         && kaiji_db_query_int (db, "SELECT ifnull (max (seq), 0) FROM log", &state->last_seq,
                                error)
         && kaiji_db_query_int (db, "SELECT ifnull (max (step), 0) FROM steps", &state->last_step,
                                error)
         && kaiji_db_query_int (db,
                                "SELECT ifnull ((SELECT at FROM log ORDER BY seq DESC LIMIT 1), 0)",
                                &state->edited_at, error);
}

/**
 * kaiji_store_load:
 * @db: a connection to a case file
 * @state: (out): the steps and counters; its arrays are the caller's
 * @error: the file is damaged
 *
 * Returns: (transfer full): the case, all read at one moment
 */
KaijiCase *
kaiji_store_load (KaijiDb *db, KaijiStoreState *state, GError **error)
{
  g_autoptr (KaijiCase) kase = NULL;
  gboolean done;

  if (!kaiji_db_exec (db, "BEGIN", error))
    return NULL;
  kase = load_info (db, state, error);
  done = kase && load_all (db, kase, state, error);
  kaiji_db_exec (db, "COMMIT", NULL);
  return done ? g_steal_pointer (&kase) : NULL;
}

/** kaiji_store_load_step: Reads what a step of an earlier session changed. */
gboolean
kaiji_store_load_step (KaijiDb *db, KaijiStep *step, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      db,
      "SELECT kind, key, before, after, label FROM log WHERE step = ?1 AND action = 0 ORDER BY seq",
      error);
  gboolean row = TRUE;

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, step->step);
  while (TRUE)
    {
      g_autoptr (KaijiEdit) edit = NULL;

      if (!kaiji_statement_step (statement, &row, error))
        break;
      if (!row && step->edits)
        return TRUE;
      edit = row ? read_edit (statement, 0, error) : NULL;
      if (!edit)
        break;
      kaiji_step_absorb (step, edit);
      g_free (step->label);
      step->label = dup_text (statement, 4);
    }
  g_clear_pointer (&step->edits, g_ptr_array_unref);
  if (error && !*error)
    g_set_error (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_CORRUPT,
                 "step %" G_GINT64_FORMAT " is empty", step->step);
  return FALSE;
}

/* ---- appending ---- */

/** kaiji_store_get_evidence_number: Returns: 12 for "E12", 0 for an id of another form. */
gint64
kaiji_store_get_evidence_number (const char *id)
{
  guint64 number;

  if (id[0] == 'E' && g_ascii_string_to_unsigned (id + 1, 10, 1, G_MAXINT32, &number, NULL))
    return (gint64) number;
  return 0;
}

static gboolean
run_with (KaijiDb *db, const char *sql, gint64 number, const char *text, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (db, sql, error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, number);
  if (text)
    kaiji_statement_bind_text (statement, 2, text);
  return kaiji_statement_run (statement, error);
}

static gboolean
run_with_key (KaijiDb *db, const char *sql, const char *key, const char *text, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (db, sql, error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, key);
  if (text)
    kaiji_statement_bind_text (statement, 2, text);
  return kaiji_statement_run (statement, error);
}

static gboolean
write_value (KaijiDb *db, const KaijiEdit *edit, const char *text, GError **error)
{
  gint64 number;

  switch (edit->kind)
    {
    case KAIJI_EDIT_CITATION:
      number = g_ascii_strtoll (edit->key, NULL, 10);
      return run_with (db,
                       text ? "INSERT INTO citations (number, value) VALUES (?1, ?2) "
                              "ON CONFLICT (number) DO UPDATE SET value = excluded.value"
                            : "DELETE FROM citations WHERE number = ?1",
                       number, text, error)
             && run_with (db, "UPDATE case_info SET last_citation = ?1 WHERE last_citation < ?1",
                          number, NULL, error);
    case KAIJI_EDIT_EVIDENCE:
      number = kaiji_store_get_evidence_number (edit->key);
      return run_with_key (db,
                           text ? "INSERT INTO evidence (id, value) VALUES (?1, ?2) "
                                  "ON CONFLICT (id) DO UPDATE SET value = excluded.value"
                                : "DELETE FROM evidence WHERE id = ?1",
                           edit->key, text, error)
             && run_with (db, "UPDATE case_info SET last_evidence = ?1 WHERE last_evidence < ?1",
                          number, NULL, error);
    case KAIJI_EDIT_ANSWER:
    default:
      return run_with_key (db,
                           text ? "INSERT INTO answers (id, value) VALUES (?1, ?2) "
                                  "ON CONFLICT (id) DO UPDATE SET value = excluded.value"
                                : "DELETE FROM answers WHERE id = ?1",
                           edit->key, text, error);
    }
}

static gboolean
append_edit (KaijiDb *db, const KaijiRecord *record, guint index, GError **error)
{
  const KaijiEdit *edit = g_ptr_array_index (record->edits, index);
  g_autofree char *before = value_to_text (edit->kind, edit->before);
  g_autofree char *after = value_to_text (edit->kind, edit->after);
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      db,
      "INSERT INTO log (seq, step, action, at, who, label, kind, key, before, after) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, record->seq + index);
  kaiji_statement_bind_int (statement, 2, record->step);
  kaiji_statement_bind_int (statement, 3, record->action);
  kaiji_statement_bind_int (statement, 4, record->at);
  kaiji_statement_bind_text (statement, 5, record->who);
  kaiji_statement_bind_text (statement, 6, record->label);
  kaiji_statement_bind_int (statement, 7, edit->kind);
  kaiji_statement_bind_text (statement, 8, edit->key);
  kaiji_statement_bind_text (statement, 9, before);
  kaiji_statement_bind_text (statement, 10, after);
  return kaiji_statement_run (statement, error) && write_value (db, edit, after, error);
}

static gboolean
write_step (KaijiDb *db, const KaijiRecord *record, GError **error)
{
  G_STATIC_ASSERT (STATE_HOLDS == 0 && STATE_UNDONE == 1 && STATE_DROPPED == 2);
  if (record->drops_undone
      && !kaiji_db_exec (db, "UPDATE steps SET state = 2 WHERE state = 1", error))
    return FALSE;
  switch (record->action)
    {
    case KAIJI_RECORD_UNDO:
      return run_with (db, "UPDATE steps SET state = 1 WHERE step = ?1", record->step, NULL, error);
    case KAIJI_RECORD_REDO:
      return run_with (db, "UPDATE steps SET state = 0 WHERE step = ?1", record->step, NULL, error);
    case KAIJI_RECORD_EDIT:
    default:
      return !record->is_new
             || run_with (db, "INSERT INTO steps (step, state) VALUES (?1, 0)", record->step, NULL,
                          error);
    }
}

/** kaiji_store_append: Writes a record; part of the caller's transaction. */
gboolean
kaiji_store_append (KaijiDb *db, const KaijiRecord *record, GError **error)
{
  if (!write_step (db, record, error))
    return FALSE;
  for (guint i = 0; i < record->edits->len; i++)
    if (!append_edit (db, record, i, error))
      return FALSE;
  return TRUE;
}

/* ---- the log ---- */

static char *
describe (KaijiRecordAction action, const char *label)
{
  switch (action)
    {
    case KAIJI_RECORD_UNDO:
      return g_strdup_printf (_ ("Undo: %s"), label);
    case KAIJI_RECORD_REDO:
      return g_strdup_printf (_ ("Redo: %s"), label);
    case KAIJI_RECORD_EDIT:
    default:
      return g_strdup (label);
    }
}

/* `undone` is TRUE for each edit, FALSE for undo and redo: the journal, which knows the steps that
 * hold, clears it. @edit: (transfer full) */
static KaijiLogEntry *
new_entry (KaijiRecordAction action, const char *who, const char *label, KaijiEdit *edit)
{
  KaijiLogEntry *entry = g_new0 (KaijiLogEntry, 1);

  entry->who = g_strdup (who);
  entry->label = describe (action, label);
  entry->undone = action == KAIJI_RECORD_EDIT;
  entry->edit = edit;
  return entry;
}

/** kaiji_store_add_entries: Adds the lines of a record that is not in the file yet, newest first. */
void
kaiji_store_add_entries (GPtrArray *entries, const KaijiRecord *record, guint limit)
{
  for (guint i = record->edits->len; i-- > 0 && (!limit || entries->len < limit);)
    {
      KaijiLogEntry *entry =
          new_entry (record->action, record->who, record->label,
                     kaiji_record_copy_edit (g_ptr_array_index (record->edits, i)));

      entry->seq = record->seq + i;
      entry->step = record->step;
      entry->at = record->at;
      g_ptr_array_add (entries, entry);
    }
}

static KaijiLogEntry *
read_entry (KaijiStatement *statement, GError **error)
{
  KaijiEdit *edit = read_edit (statement, 6, error);
  g_autofree char *who = dup_text (statement, 4);
  g_autofree char *label = dup_text (statement, 5);
  KaijiLogEntry *entry;

  if (!edit)
    return NULL;
  entry = new_entry ((KaijiRecordAction) kaiji_statement_get_int (statement, 0), who, label, edit);
  entry->seq = kaiji_statement_get_int (statement, 1);
  entry->step = kaiji_statement_get_int (statement, 2);
  entry->at = kaiji_statement_get_int (statement, 3);
  return entry;
}

static gboolean
read_entries (KaijiStatement *statement, GPtrArray *entries, GError **error)
{
  while (TRUE)
    {
      KaijiLogEntry *entry;
      gboolean row;

      if (!kaiji_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      entry = read_entry (statement, error);
      if (!entry)
        return FALSE;
      g_ptr_array_add (entries, entry);
    }
}

/** kaiji_store_read_log: Adds the lines before @before_seq, newest first, until @limit are there. */
gboolean
kaiji_store_read_log (KaijiDb *db,
                      gint64 before_seq,
                      guint limit,
                      GPtrArray *entries,
                      GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      db,
      "SELECT action, seq, step, at, who, label, kind, key, before, after FROM log "
      "WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2",
      error);

  if (!statement)
    return FALSE;
  if (limit && entries->len >= limit)
    return TRUE;
  kaiji_statement_bind_int (statement, 1, before_seq);
  kaiji_statement_bind_int (statement, 2, limit ? (gint64) (limit - entries->len) : -1);
  return read_entries (statement, entries, error);
}

/** kaiji_store_read_evidence_log: Adds the edits of @evidence_id before @before_seq, newest first. */
gboolean
kaiji_store_read_evidence_log (KaijiDb *db,
                               const char *evidence_id,
                               gint64 before_seq,
                               GPtrArray *entries,
                               GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      db,
      "SELECT action, seq, step, at, who, label, kind, key, before, after FROM log "
      "WHERE seq < ?1 AND action = 0 AND kind = ?2 AND key = ?3 ORDER BY seq DESC",
      error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, before_seq);
  kaiji_statement_bind_int (statement, 2, KAIJI_EDIT_EVIDENCE);
  kaiji_statement_bind_text (statement, 3, evidence_id);
  return read_entries (statement, entries, error);
}
