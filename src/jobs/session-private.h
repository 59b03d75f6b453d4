/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the session share. Not to be included outside of src/jobs. */
#pragma once

#include "casefile/casefile.h"
#include "jobs/indexer.h"
#include "jobs/session.h"

G_BEGIN_DECLS

struct _KaijiSession
{
  GObject parent_instance;

  char *path;
  KaijiCasefile *casefile;
  KaijiScheme *scheme;
  KaijiChecker *checker;
  KaijiPdfService *pdf; /* (nullable) until it is needed */
  gboolean today_pinned;
  char *current_target;

  GPtrArray *changes; /* Change: not yet evaluated */
  GSource *update;    /* (nullable) evaluates them, then tells */
  gboolean immediate;

  GHashTable *documents; /* sha256 -> KaijiPdfDocument, kept open */
  GQueue recent;         /* its keys, most recently used first */
  GHashTable *fetched;   /* sha256 -> descriptor + 1: bytes that were fetched ahead */
  gint64 fetched_size;   /* bytes of these and of those on their way */
  GHashTable *opening;   /* sha256 -> GPtrArray of GTask that wait for one request */

  KaijiIndexer *indexer; /* (nullable) until it is asked for */
  GHashTable *looked_at; /* sha256: texts that were looked at; session-texts.c */
  GHashTable *reads;     /* (nullable) citation -> place at which it was read; session-reads.c */

  GCancellable *closing; /* ends background work */
  guint running;         /* tasks with a thread */
  gboolean closed;
};

/* The prompt and the id under which its answer is kept; an error that names @id otherwise. */
char *kaiji_session_resolve_answer (KaijiSession *self,
                                    const char *id,
                                    KaijiPrompt **prompt,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The prompt or item that a citation on @id goes to; %NULL and an error when none can. */
const char *kaiji_session_resolve_target (KaijiSession *self, const char *id, GError **error);
KaijiEvidence *
kaiji_session_require_evidence (KaijiSession *self, const char *evidence_id, GError **error);
gboolean kaiji_session_commit (KaijiSession *self,
                               GPtrArray *edits,
                               const char *label,
                               KaijiJournalFlags flags,
                               GError **error);

/* Bytes fetched ahead: prefetch.c. Main thread. */
GHashTable *kaiji_session_new_fetched (void);
int kaiji_session_dup_fetched (KaijiSession *self, const char *sha256);
/* Documents kept open, most recently used last to go. Main thread. */
KaijiPdfDocument *kaiji_session_peek_document (KaijiSession *self, const char *sha256);
void
kaiji_session_keep_document (KaijiSession *self, const char *sha256, KaijiPdfDocument *document);

/* The text index follows the evidence: indexer.c. Main thread. */
void kaiji_session_update_index (KaijiSession *self, const char *evidence_id);
void kaiji_session_drop_indexer (KaijiSession *self);

/* What the text of evidence is like, where the case does not say: session-texts.c. Main thread. */
gboolean kaiji_session_lacks_japanese (KaijiSession *self, KaijiEvidence *evidence);
void kaiji_session_take_japanese (KaijiSession *self, const char *sha256, KaijiJapanese japanese);
void kaiji_session_tell_findings (KaijiSession *self);

/* Brackets around work in a thread, so that closing can wait for it. Main thread. */
void kaiji_session_begin_work (KaijiSession *self);
void kaiji_session_end_work (KaijiSession *self);

G_END_DECLS
