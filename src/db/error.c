/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From SQLite's result codes to the few that callers tell apart.
 *
 * The messages are SQLite's own, for logs; the layer above says it in the user's words. */
#include "db/db-private.h"

#include <errno.h>

G_DEFINE_QUARK (kaiji_db_error_quark, kaiji_db_error)

/* A full disk, a used-up quota and a limit of file size are the same to the user: no room. */
static gboolean
is_no_room (int system_errno)
{
  return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG;
}

/** kaiji_db_error_from_code: @code: extended result code; @system_errno: 0 when unknown. */
KaijiDbError
kaiji_db_error_from_code (int code, int system_errno)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return KAIJI_DB_ERROR_FULL;
    case SQLITE_IOERR:
      return is_no_room (system_errno) ? KAIJI_DB_ERROR_FULL : KAIJI_DB_ERROR_IO;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return KAIJI_DB_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return KAIJI_DB_ERROR_CORRUPT;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return is_no_room (system_errno) ? KAIJI_DB_ERROR_FULL : KAIJI_DB_ERROR_CANNOT_OPEN;
    case SQLITE_READONLY:
      return KAIJI_DB_ERROR_READ_ONLY;
    case SQLITE_CONSTRAINT:
      return KAIJI_DB_ERROR_CONSTRAINT;
    default:
      return KAIJI_DB_ERROR_FAILED;
    }
}

/* What the system said to the last call that failed on the file or its journal. SQLite's own
 * sqlite3_system_errno() is 0 when other calls followed, as in a rollback. */
static int
find_errno (sqlite3 *handle)
{
  sqlite3_file *journal = NULL;
  int in_file = 0, in_journal = 0;

  if (sqlite3_system_errno (handle))
    return sqlite3_system_errno (handle);
  sqlite3_file_control (handle, "main", SQLITE_FCNTL_LAST_ERRNO, &in_file);
  sqlite3_file_control (handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal);
  if (journal && journal->pMethods)
    journal->pMethods->xFileControl (journal, SQLITE_FCNTL_LAST_ERRNO, &in_journal);
  return in_file ? in_file : in_journal;
}

gboolean
kaiji_db_set_error (KaijiDb *self, int code, GError **error)
{
  int system_errno = self->handle ? find_errno (self->handle) : 0;
  const char *message = sqlite3_errstr (code);

  if (self->handle && sqlite3_extended_errcode (self->handle) == code)
    message = sqlite3_errmsg (self->handle);
  g_set_error (error, KAIJI_DB_ERROR, kaiji_db_error_from_code (code, system_errno),
               "%s: %s (%d, errno %d)", self->path, message, code, system_errno);
  return FALSE;
}
