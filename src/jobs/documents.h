/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening evidence where blocking is allowed: in a thread, or without a window. */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/* Opens stored bytes; any thread but the main one of a GUI. */
KaijiPdfDocument *kaiji_documents_open_stored (KaijiEvidenceSource *source,
                                               KaijiPdfService *pdf,
                                               const char *sha256,
                                               const char *password,
                                               GCancellable *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Opens evidence of a session and keeps it open; blocks the thread that owns the session. */
KaijiPdfDocument *kaiji_documents_open_sync (KaijiSession *self,
                                             const char *evidence_id,
                                             const char *password,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
