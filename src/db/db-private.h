/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "db/db.h"

G_BEGIN_DECLS

struct _KaijiDb
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements;  /* SQL -> KaijiStatement (owned) */
  KaijiDbLock *write_lock; /* (nullable): borrowed */
};

KaijiDbError kaiji_db_error_from_code (int code, int system_errno);
/* Sets the error of @code; @self gives its message. Returns: FALSE */
gboolean kaiji_db_set_error (KaijiDb *self, int code, GError **error);
void kaiji_db_free_statement (KaijiStatement *statement);
gboolean kaiji_bigram_register (sqlite3 *handle, GError **error);

G_END_DECLS
