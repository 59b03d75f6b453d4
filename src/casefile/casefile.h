/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/case.h"
#include "core/evidence-source.h"
#include "core/journal.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_CASEFILE_ERROR (kaiji_casefile_error_quark ())
GQuark kaiji_casefile_error_quark (void);

/**
 * KaijiCasefileError:
 * @KAIJI_CASEFILE_ERROR_NOT_FOUND: no such file, or it cannot be opened
 * @KAIJI_CASEFILE_ERROR_EXISTS: a file is there already and is not overwritten
 * @KAIJI_CASEFILE_ERROR_FOREIGN: not a case file
 * @KAIJI_CASEFILE_ERROR_DAMAGED: a case file that is damaged or cut short
 * @KAIJI_CASEFILE_ERROR_NEWER: made by a newer version
 * @KAIJI_CASEFILE_ERROR_LOCKED: open elsewhere (message: who, where, since when)
 * @KAIJI_CASEFILE_ERROR_READ_ONLY: the case is open for reading only
 * @KAIJI_CASEFILE_ERROR_NO_SPACE: the disk is full
 * @KAIJI_CASEFILE_ERROR_IO: reading or writing failed
 * @KAIJI_CASEFILE_ERROR_NO_EVIDENCE: no such evidence
 * @KAIJI_CASEFILE_ERROR_NOTHING: there is no step to undo or redo
 */
typedef enum
{
  KAIJI_CASEFILE_ERROR_NOT_FOUND,
  KAIJI_CASEFILE_ERROR_EXISTS,
  KAIJI_CASEFILE_ERROR_FOREIGN,
  KAIJI_CASEFILE_ERROR_DAMAGED,
  KAIJI_CASEFILE_ERROR_NEWER,
  KAIJI_CASEFILE_ERROR_LOCKED,
  KAIJI_CASEFILE_ERROR_READ_ONLY,
  KAIJI_CASEFILE_ERROR_NO_SPACE,
  KAIJI_CASEFILE_ERROR_IO,
  KAIJI_CASEFILE_ERROR_NO_EVIDENCE,
  KAIJI_CASEFILE_ERROR_NOTHING,
} KaijiCasefileError;

#define KAIJI_TYPE_CASEFILE (kaiji_casefile_get_type ())
/**
 * KaijiCasefile:
 *
 * A `.kaiji` file. Implements #KaijiCaseSource, #KaijiJournal and #KaijiEvidenceSource.
 */
G_DECLARE_FINAL_TYPE (KaijiCasefile, kaiji_casefile, KAIJI, CASEFILE, GObject)

/* @overwrite: replace a file that is there (written beside it, then renamed). */
KaijiCasefile *kaiji_casefile_create (const char *path,
                                      const char *scheme_id,
                                      const char *revision,
                                      gboolean overwrite,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
KaijiCasefile *kaiji_casefile_open (const char *path,
                                    gboolean read_only,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Flushes, closes, gives the lock back. Also done by dispose, which cannot report. When flushing
 * fails (disk full) the case stays open and nothing is lost. Work in other threads is cancelled and
 * waited for. */
gboolean kaiji_casefile_close (KaijiCasefile *self, GError **error);
const char *kaiji_casefile_get_path (KaijiCasefile *self);
/* Seconds since the epoch of the newest committed edit, 0 for none. */
gint64 kaiji_casefile_get_edited_at (KaijiCasefile *self);

/* Stores bytes by digest; does not yet describe them (that is an edit). Streams, never holds the
 * whole file. Thread: any (worker). @sha256: (out) 65 bytes. Storing twice is storing once. */
gboolean kaiji_casefile_store_bytes (KaijiCasefile *self,
                                     int fd,
                                     char sha256[65],
                                     gint64 *size,
                                     GCancellable *cancellable,
                                     GFileProgressCallback progress,
                                     gpointer progress_data,
                                     GError **error);
/* A free evidence id: "E1", "E2", … never used twice; each call gives another. */
char *kaiji_casefile_dup_next_evidence_id (KaijiCasefile *self) G_GNUC_WARN_UNUSED_RESULT;
/* Re-hashes all stored bytes against their digests. (transfer full) list of digests that differ. */
GStrv kaiji_casefile_verify (KaijiCasefile *self, GCancellable *cancellable, GError **error);

/* The text index: one entry a page; rebuilt at any time. Pages wait in memory between begin and
 * commit, which replaces what was indexed of the document in one transaction. Thread: any. */
gboolean kaiji_casefile_index_page (KaijiCasefile *self,
                                    const char *sha256,
                                    int page,
                                    const char *label,
                                    const char *text,
                                    GError **error);
gboolean kaiji_casefile_index_begin (KaijiCasefile *self, const char *sha256, GError **error);
gboolean kaiji_casefile_index_commit (KaijiCasefile *self, const char *sha256, GError **error);
gboolean kaiji_casefile_is_indexed (KaijiCasefile *self, const char *sha256);

typedef struct
{
  char *sha256;
  int page; /* physical, from 1 */
  char *label;
  char *snippet; /* around the hit, as it stands on the page */
} KaijiSearchHit;
void kaiji_search_hit_free (KaijiSearchHit *hit);
/* @limit: 0 = every page. (transfer full) (element-type KaijiSearchHit): best first. Documents that
 * were taken out of the case are still found: the caller leaves them out. Thread: any. */
GPtrArray *
kaiji_casefile_search (KaijiCasefile *self, const char *text, guint limit, GError **error);

G_END_DECLS
