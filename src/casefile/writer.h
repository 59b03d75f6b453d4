/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "casefile/store.h"

G_BEGIN_DECLS

typedef struct _KaijiWriter KaijiWriter;

/* @error: (nullable): why a commit failed, in db's domain. Called on the thread that made it. */
typedef void (*KaijiWriterFunc) (GObject *owner, const GError *error);

KaijiWriter *
kaiji_writer_new (KaijiDb *db, GObject *owner, KaijiWriterFunc func) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_writer_push (KaijiWriter *self, KaijiRecord *record);
guint kaiji_writer_get_pending (KaijiWriter *self);
gint64 kaiji_writer_get_committed_at (KaijiWriter *self);
GPtrArray *kaiji_writer_dup_pending (KaijiWriter *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean kaiji_writer_flush (KaijiWriter *self, GError **error);
void kaiji_writer_dispatch (KaijiWriter *self);
void kaiji_writer_free (KaijiWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiWriter, kaiji_writer_free)

G_END_DECLS
