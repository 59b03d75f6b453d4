/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KAIJI_DB_ERROR (kaiji_db_error_quark ())
GQuark kaiji_db_error_quark (void);

/**
 * KaijiDbError:
 * @KAIJI_DB_ERROR_FULL: no room on the disk (or quota, or limit of file size)
 * @KAIJI_DB_ERROR_BUSY: another connection holds the file
 * @KAIJI_DB_ERROR_CORRUPT: the file is damaged or no database
 * @KAIJI_DB_ERROR_IO: reading or writing failed
 * @KAIJI_DB_ERROR_CANNOT_OPEN: no such file, or not allowed
 * @KAIJI_DB_ERROR_READ_ONLY: the file or connection is read-only
 * @KAIJI_DB_ERROR_CONSTRAINT: a row breaks a rule of its table
 * @KAIJI_DB_ERROR_FAILED: anything else: a mistake in a statement
 */
typedef enum
{
  KAIJI_DB_ERROR_FULL,
  KAIJI_DB_ERROR_BUSY,
  KAIJI_DB_ERROR_CORRUPT,
  KAIJI_DB_ERROR_IO,
  KAIJI_DB_ERROR_CANNOT_OPEN,
  KAIJI_DB_ERROR_READ_ONLY,
  KAIJI_DB_ERROR_CONSTRAINT,
  KAIJI_DB_ERROR_FAILED,
} KaijiDbError;

/**
 * KaijiDbFlags:
 * @KAIJI_DB_READ_WRITE: the file must be there
 * @KAIJI_DB_CREATE: made when it is not there
 * @KAIJI_DB_QUERY_ONLY: statements that write are refused. What a writer that crashed left behind
 *   is still rolled back where the file may be written.
 */
typedef enum
{
  KAIJI_DB_READ_WRITE = 0,
  KAIJI_DB_CREATE = 1 << 0,
  KAIJI_DB_QUERY_ONLY = 1 << 1,
} KaijiDbFlags;

/**
 * KaijiDb:
 *
 * A connection to an SQLite file: journal_mode=TRUNCATE, synchronous=FULL, foreign keys, the
 * bigram tokenizer. Used by one thread at a time.
 */
typedef struct _KaijiDb KaijiDb;
/**
 * KaijiDbLock:
 *
 * Lets the writers of one process in one after the other, in the order in which they came: who
 * stores much does not keep out who types, nor the other way round. Fields are private.
 */
typedef struct
{
  GMutex mutex;
  GCond moved_on;
  guint64 next;   /* the number that the next to come is given */
  guint64 served; /* the number whose turn it is */
} KaijiDbLock;

/* Held by whoever opens several connections to one file. */
void kaiji_db_lock_init (KaijiDbLock *self);
void kaiji_db_lock_clear (KaijiDbLock *self);

/** KaijiStatement: a prepared statement, borrowed from the connection's cache. */
typedef struct _KaijiStatement KaijiStatement;
/** KaijiTransaction: rolled back when it goes out of scope without kaiji_transaction_commit(). */
typedef struct _KaijiTransaction KaijiTransaction;
/** KaijiDbBlob: one value of a table, read or written in pieces. */
typedef struct _KaijiDbBlob KaijiDbBlob;

KaijiDb *
kaiji_db_open (const char *path, KaijiDbFlags flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_db_close (KaijiDb *self);
const char *kaiji_db_get_path (KaijiDb *self);
/* Whether the file itself may not be written to. */
gboolean kaiji_db_is_read_only (KaijiDb *self);
/* Transactions of connections that share @lock wait for each other; it must outlive @self. */
void kaiji_db_set_write_lock (KaijiDb *self, KaijiDbLock *lock);
/* Refuses to grow beyond @pages pages, 0 = no limit; for tests of a full disk. */
gboolean kaiji_db_set_max_pages (KaijiDb *self, guint pages, GError **error);
/* Runs the statements of a script. */
gboolean kaiji_db_exec (KaijiDb *self, const char *sql, GError **error);
/* The one number that @sql gives; an error when it gives no row. */
gboolean kaiji_db_query_int (KaijiDb *self, const char *sql, gint64 *value, GError **error);
gint64 kaiji_db_get_last_rowid (KaijiDb *self);
/* Reads what the named tables hold and compares with their indexes; an error says what is wrong. */
gboolean kaiji_db_check_tables (KaijiDb *self, const char *const *tables, GError **error);

KaijiStatement *
kaiji_db_prepare (KaijiDb *self, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Parameters count from 1, columns from 0. A bind that fails shows in the next step. */
void kaiji_statement_bind_int (KaijiStatement *self, int index, gint64 value);
void kaiji_statement_bind_text (KaijiStatement *self, int index, const char *text);
/* The bytes must stay until the statement is reset. */
void kaiji_statement_bind_bytes (KaijiStatement *self, int index, gconstpointer data, gsize size);
/* @row: (out): whether there is a row to read */
gboolean kaiji_statement_step (KaijiStatement *self, gboolean *row, GError **error);
/* Steps to the end and resets, so that it may be bound and run again. */
gboolean kaiji_statement_run (KaijiStatement *self, GError **error);
gint64 kaiji_statement_get_int (KaijiStatement *self, int column);
/* (transfer none) (nullable): until the next step */
const char *kaiji_statement_get_text (KaijiStatement *self, int column);
/* (transfer none) (nullable): until the next step; NULL for none and for no bytes */
gconstpointer kaiji_statement_get_bytes (KaijiStatement *self, int column, gsize *size);
/* Gives the statement back to the cache. */
void kaiji_statement_release (KaijiStatement *self);

KaijiTransaction *kaiji_db_begin (KaijiDb *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Frees @self, also when it fails (then nothing was changed). */
gboolean kaiji_transaction_commit (KaijiTransaction *self, GError **error);
void kaiji_transaction_rollback (KaijiTransaction *self);

/* Sizes and offsets in bytes. An open blob holds a read lock on the file. */
KaijiDbBlob *kaiji_db_blob_open (KaijiDb *self,
                                 const char *table,
                                 const char *column,
                                 gint64 rowid,
                                 gboolean writable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kaiji_db_blob_reopen (KaijiDbBlob *self, gint64 rowid, GError **error);
gsize kaiji_db_blob_get_size (KaijiDbBlob *self);
gboolean
kaiji_db_blob_read (KaijiDbBlob *self, gpointer data, gsize size, gsize offset, GError **error);
gboolean kaiji_db_blob_write (KaijiDbBlob *self,
                              gconstpointer data,
                              gsize size,
                              gsize offset,
                              GError **error);
void kaiji_db_blob_close (KaijiDbBlob *self);

/* @scripts: NULL-terminated, script N brings the file from version N-1 to N. All or nothing. */
gboolean kaiji_db_migrate (KaijiDb *self, const char *const *scripts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiDb, kaiji_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiStatement, kaiji_statement_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiTransaction, kaiji_transaction_rollback)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiDbBlob, kaiji_db_blob_close)

G_END_DECLS
