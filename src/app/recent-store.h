/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_RECENT_CASE (kaiji_recent_case_get_type ())
/**
 * KaijiRecentCase:
 *
 * What the start window says of a case without opening it: facts as they were when it was closed
 * last. Immutable, but for `missing`.
 */
G_DECLARE_FINAL_TYPE (KaijiRecentCase, kaiji_recent_case, KAIJI, RECENT_CASE, GObject)

typedef struct
{
  const char *path;
  const char *service;
  const char *provider;
  const char *scheme; /* name and revision */
  guint answered, total;
  guint block, warn;
  gint64 used_at;   /* seconds since the epoch: opened or closed */
  gint64 edited_at; /* newest edit, 0 for none */
  gboolean missing; /* the file is not there now */
} KaijiRecentFacts;

const KaijiRecentFacts *kaiji_recent_case_get_facts (KaijiRecentCase *self);

#define KAIJI_TYPE_RECENT_STORE (kaiji_recent_store_get_type ())
/**
 * KaijiRecentStore:
 *
 * The cases used of late, newest first, kept in a key file of the user's state directory. A
 * #GListModel of #KaijiRecentCase. Main thread.
 */
G_DECLARE_FINAL_TYPE (KaijiRecentStore, kaiji_recent_store, KAIJI, RECENT_STORE, GObject)

/* @path: (nullable): the key file, NULL = the user's. */
KaijiRecentStore *kaiji_recent_store_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
GListModel *kaiji_recent_store_get_model (KaijiRecentStore *self);
void kaiji_recent_store_remember (KaijiRecentStore *self, KaijiSession *session);
void kaiji_recent_store_put (KaijiRecentStore *self, const KaijiRecentFacts *facts);
void kaiji_recent_store_remove (KaijiRecentStore *self, const char *path);
/* Looks, in a thread, which files are still there. */
void kaiji_recent_store_look (KaijiRecentStore *self);

G_END_DECLS
