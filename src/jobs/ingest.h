/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file from outside on its way to become evidence. Blocks: any thread but the main one of a GUI. */
#pragma once

#include "core/evidence.h"
#include "pdf/client.h"

G_BEGIN_DECLS

/* A copy in memory that nobody can change any more, of an ordinary file that can be evidence.
 * @media: (out): as what. Returns: a descriptor that the caller owns, -1 on error */
int kaiji_ingest_copy (const char *path,
                       KaijiEvidenceMedia *media,
                       gint64 *size,
                       GCancellable *cancellable,
                       GFileProgressCallback progress,
                       gpointer progress_data,
                       GError **error);
/* The digest of such a copy. */
gboolean kaiji_ingest_hash (int copy, const char *path, char sha256[65], GError **error);
/* Opens it in the worker; a PDF without pages is refused. */
KaijiPdfDocument *kaiji_ingest_open (KaijiPdfService *pdf,
                                     int copy,
                                     const char *path,
                                     const char *password,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The resolution of its coarsest page that is a scan; 0 when there is none, or it cannot be told. */
int kaiji_ingest_find_scan_dpi (KaijiPdfService *pdf,
                                int copy,
                                const char *password,
                                GCancellable *cancellable);

G_END_DECLS
