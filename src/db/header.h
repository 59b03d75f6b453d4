/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"

G_BEGIN_DECLS

/**
 * KaijiDbShape:
 * @KAIJI_DB_SHAPE_SOUND: header and size agree (or a rollback is due, which will mend the size)
 * @KAIJI_DB_SHAPE_EMPTY: a file of no bytes
 * @KAIJI_DB_SHAPE_FOREIGN: not an SQLite file
 * @KAIJI_DB_SHAPE_CUT: shorter than its header says, or the header itself is cut or senseless
 */
typedef enum
{
  KAIJI_DB_SHAPE_SOUND,
  KAIJI_DB_SHAPE_EMPTY,
  KAIJI_DB_SHAPE_FOREIGN,
  KAIJI_DB_SHAPE_CUT,
} KaijiDbShape;

/**
 * KaijiDbHeader:
 * @shape: what the file looks like; the other fields hold for %KAIJI_DB_SHAPE_SOUND
 * @application_id: whose file it is
 * @user_version: version of its tables
 *
 * What the first 100 bytes of a file say, read without a database connection.
 */
typedef struct
{
  KaijiDbShape shape;
  guint32 application_id;
  guint32 user_version;
} KaijiDbHeader;

gboolean kaiji_db_read_header (const char *path, KaijiDbHeader *header, GError **error);

G_END_DECLS
