/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "casefile/casefile.h"
#include "casefile/lock.h"
#include "casefile/store.h"
#include "casefile/writer.h"

G_BEGIN_DECLS

/* What a connection is used for: says the same failure in fitting words. */
typedef enum
{
  KAIJI_CASEFILE_OPENING,
  KAIJI_CASEFILE_READING,
  KAIJI_CASEFILE_WRITING,
  KAIJI_CASEFILE_COMMITTING,
} KaijiCasefilePurpose;

struct _KaijiCasefile
{
  GObject parent_instance;

  char *path;
  char *who;
  gboolean read_only;
  gboolean closed;
  KaijiLock *lock;     /* NULL: read-only or closed */
  KaijiWriter *writer; /* NULL: read-only or closed */

  /* The owner's thread. */
  KaijiCase *kase;
  KaijiStoreState state;
  gboolean may_join; /* the newest step was made in this session and nothing came after it */
  GPtrArray *held;   /* (element-type HeldChange): changes to tell once the record is pushed */

  /* Any thread. */
  KaijiDbLock write_lock; /* of all connections of this file */
  GMutex mutex;           /* guards what follows */
  GCond returned;
  GPtrArray *idle;      /* connections that wait for a user */
  guint lent;           /* connections that have one */
  gboolean closing;     /* none are lent any more */
  GHashTable *indexing; /* digests of documents that are being indexed */
  GMutex scratch_mutex; /* guards what follows */
  KaijiDb *scratch;     /* (nullable): text index in memory, of a case open for reading only */
  GMutex storing;       /* one piece of evidence is stored at a time */
  GCancellable *stop;   /* ends long work when the file is closed */
};

/* errors.c */
gboolean kaiji_casefile_take_db_error (const char *path,
                                       KaijiCasefilePurpose purpose,
                                       GError *db_error,
                                       GError **error);
void kaiji_casefile_set_damaged (const char *path, GError **error);
void kaiji_casefile_set_read_only (const char *path, GError **error);
gboolean kaiji_casefile_check_header (const char *path, GError **error);

/* connection.c */
typedef struct
{
  KaijiCasefile *file;
  KaijiDb *db;
} KaijiConnection;
KaijiConnection *kaiji_connection_new (KaijiCasefile *file,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_connection_free (KaijiConnection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiConnection, kaiji_connection_free)
void kaiji_casefile_end_connections (KaijiCasefile *self);

/* text-index.c: the tables that the index is written to */
#define KAIJI_TEXT_VERSION 1
typedef struct
{
  KaijiCasefile *file;
  KaijiConnection *connection; /* NULL: in memory */
  KaijiDb *db;
} KaijiTextStore;
gboolean kaiji_text_store_open (KaijiTextStore *self, KaijiCasefile *file, GError **error);
void kaiji_text_store_close (KaijiTextStore *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KaijiTextStore, kaiji_text_store_close)

/* journal.c, evidence.c */
void kaiji_casefile_init_journal (KaijiJournalInterface *iface);
void kaiji_casefile_init_evidence (KaijiEvidenceSourceInterface *iface);
void kaiji_casefile_hold_changes (KaijiCasefile *self);
void kaiji_casefile_tell_changes (KaijiCasefile *self);
gboolean kaiji_casefile_drop_unfinished (KaijiDb *db, GError **error);

G_END_DECLS
