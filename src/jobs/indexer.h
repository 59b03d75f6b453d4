/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_INDEXER (kaiji_indexer_get_type ())
/**
 * KaijiIndexer:
 *
 * Brings the text index of a case up to date in the background, one document after the other: what
 * was broken off, what an older version indexed, what was added meanwhile. Main thread.
 *
 * Signal `changed ()`: its state changed, or more pages can be found.
 */
G_DECLARE_FINAL_TYPE (KaijiIndexer, kaiji_indexer, KAIJI, INDEXER, GObject)

/* Made when it is first asked for. (transfer none) */
KaijiIndexer *kaiji_session_get_indexer (KaijiSession *session);
/* Looks for what is not indexed and indexes it; also what was given up or stopped before. */
void kaiji_indexer_start (KaijiIndexer *self);
/* Breaks off until it is started again; what is indexed stays. */
void kaiji_indexer_stop (KaijiIndexer *self);
/* @name: (out) (nullable) (optional): of the document that is read; @fraction: (out) (optional): of
 * it. Returns: whether it is at work */
gboolean kaiji_indexer_is_running (KaijiIndexer *self, const char **name, double *fraction);
/* Whether it was stopped before all was indexed. */
gboolean kaiji_indexer_is_stopped (KaijiIndexer *self);
/* (transfer none) (element-type utf8): names of documents that could not be read. */
GPtrArray *kaiji_indexer_get_failed (KaijiIndexer *self);

G_END_DECLS
