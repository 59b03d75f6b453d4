/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/case-source.h"
#include "core/evidence-source.h"
#include "core/journal.h"
#include "pdf/client.h"
#include "rules/checker.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_JOBS_ERROR (kaiji_jobs_error_quark ())
GQuark kaiji_jobs_error_quark (void);

/**
 * KaijiJobsError:
 * @KAIJI_JOBS_ERROR_INPUT: what was given cannot be used (message: what, where, what to do)
 * @KAIJI_JOBS_ERROR_REFUSED: a step that is not allowed now
 */
typedef enum
{
  KAIJI_JOBS_ERROR_INPUT,
  KAIJI_JOBS_ERROR_REFUSED,
} KaijiJobsError;

#define KAIJI_TYPE_SESSION (kaiji_session_get_type ())
/**
 * KaijiSession:
 *
 * One open case with all that works on it: scheme, answers, journal, rules, evidence. What the
 * case window and the command line hold. No GTK. Main thread only.
 *
 * It keeps the checker up to date: after each change of the case it updates the findings and
 * emits `findings-changed` (once per main-loop turn at most in the program; at once with
 * kaiji_session_set_immediate()).
 *
 * Signals:
 * - `findings-changed ()`
 * - `reveal-target (const char *id)`: somebody wants this field or prompt shown and focused
 * - `reveal-citation (KaijiCitation *)`: somebody wants this citation's page shown
 * - `reveal-evidence (const char *evidence_id, int page)`: page 0 = where it was left
 * - `describe-requested (const char *evidence_id)`: somebody wants its properties shown
 * - `cite-requested (const char *target)`: ＋記載箇所 was pressed on this prompt
 * - `confirm-requested (const char *target)`: somebody wants to decide over replaced evidence, first
 *   of all over that cited on this prompt or item ("" = any)
 * - `place-wanted () → KaijiCitation *`: somebody wants to know what the viewer shows
 * - `citation-read (KaijiCitation *)`: its page was opened for the first time
 * - `search-requested (const char *target)`: pages that back this prompt are looked for
 * - `message (const char *text, gboolean is_error)`: something to tell the user, in their language
 *
 * Property `current-target` (string, nullable): the prompt that a citation would go to.
 */
G_DECLARE_FINAL_TYPE (KaijiSession, kaiji_session, KAIJI, SESSION, GObject)

/* @pdf: (nullable) shared service of the program; NULL = started when first needed.
 * @today: KAIJI_DATE_NONE = the clock in JST. */
KaijiSession *kaiji_session_open (const char *path,
                                  gboolean read_only,
                                  KaijiSchemeLibrary *library,
                                  KaijiPdfService *pdf,
                                  KaijiDate today,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @scheme_spec: "ID" or "ID@REV". */
KaijiSession *kaiji_session_create (const char *path,
                                    const char *scheme_spec,
                                    gboolean overwrite,
                                    KaijiSchemeLibrary *library,
                                    KaijiPdfService *pdf,
                                    KaijiDate today,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kaiji_session_close (KaijiSession *self, GError **error);

const char *kaiji_session_get_path (KaijiSession *self);
KaijiScheme *kaiji_session_get_scheme (KaijiSession *self);
KaijiCaseSource *kaiji_session_get_source (KaijiSession *self);
KaijiJournal *kaiji_session_get_journal (KaijiSession *self);
KaijiEvidenceSource *kaiji_session_get_evidence_source (KaijiSession *self);
KaijiChecker *kaiji_session_get_checker (KaijiSession *self);
/* Looks at the texts that are indexed, where the case does not say what they are like. Blocks. */
void kaiji_session_look_at_texts (KaijiSession *self);
KaijiPdfService *kaiji_session_get_pdf (KaijiSession *self);
/* Service name of the case, or the file's name while there is none. (transfer full) */
char *kaiji_session_dup_title (KaijiSession *self) G_GNUC_WARN_UNUSED_RESULT;

const char *kaiji_session_get_current_target (KaijiSession *self);
void kaiji_session_set_current_target (KaijiSession *self, const char *id);
void kaiji_session_reveal_target (KaijiSession *self, const char *id);
void kaiji_session_reveal_citation (KaijiSession *self, KaijiCitation *citation);
void kaiji_session_reveal_evidence (KaijiSession *self, const char *evidence_id, int page);
void kaiji_session_request_describe (KaijiSession *self, const char *evidence_id);
void kaiji_session_request_cite (KaijiSession *self, const char *target);
void kaiji_session_request_search (KaijiSession *self, const char *target);
/* @target: (nullable) */
void kaiji_session_request_confirm (KaijiSession *self, const char *target);
/* What the viewer shows: the selection, else the page, as a citation of nothing yet.
 * (transfer full) (nullable). */
KaijiCitation *kaiji_session_dup_shown_place (KaijiSession *self);
/* Whether somebody opened the page since it points there; that somebody does now. */
gboolean kaiji_session_is_citation_read (KaijiSession *self, KaijiCitation *citation);
void kaiji_session_mark_citation_read (KaijiSession *self, KaijiCitation *citation);
void kaiji_session_tell (KaijiSession *self, const char *text, gboolean is_error);
/* Checks with what the office has laid down by now; to be called when a setting was changed. */
void kaiji_session_reread_settings (KaijiSession *self, KaijiSchemeLibrary *library);
void kaiji_session_set_immediate (KaijiSession *self, gboolean immediate);

/* ---- edits: each is one undo step ---- */
/* @id: as kaiji_scheme_resolve() takes it; @text: NULL or "" = unset. */
gboolean kaiji_session_set_answer (KaijiSession *self,
                                   const char *id,
                                   const char *text,
                                   KaijiJournalFlags flags,
                                   GError **error);
/* Sets several answers in one step (pasting a column). */
gboolean kaiji_session_set_answers (KaijiSession *self,
                                    const char *const *ids,
                                    const char *const *texts,
                                    const char *label,
                                    GError **error);
/* @citation: number 0; its target may be an item. Returns: (transfer full): as it was added */
KaijiCitation *kaiji_session_cite (KaijiSession *self, KaijiCitation *citation, GError **error);
gboolean kaiji_session_uncite (KaijiSession *self, gint64 number, GError **error);
gboolean
kaiji_session_replace_citation (KaijiSession *self, KaijiCitation *citation, GError **error);
/* @position: among the citations of its target, from 0. */
gboolean
kaiji_session_move_citation (KaijiSession *self, gint64 number, guint position, GError **error);
gboolean kaiji_session_rename_evidence (KaijiSession *self,
                                        const char *evidence_id,
                                        const char *name,
                                        GError **error);
/* Removes evidence and the citations on it, in one step. */
gboolean
kaiji_session_remove_evidence (KaijiSession *self, const char *evidence_id, GError **error);

/* ---- evidence: runs in a thread ---- */
typedef struct
{
  const char *path;
  const char *name; /* (nullable): 資料名称, NULL = the file's name without .pdf */
  KaijiEvidenceKind kind;
  const char *url;         /* (nullable) */
  const char *captured_on; /* (nullable) */
  const char *signed_by;   /* (nullable) */
  const char *signer_post; /* (nullable) */
  const char *signed_on;   /* (nullable) */
  const char *valid_until; /* (nullable) */
  const char *original;    /* (nullable): id of the evidence that it translates */
  const char *password;    /* (nullable) */
} KaijiEvidenceRequest;

/* Hashes, stores, reads facts through the worker, describes, indexes. Progress 0…1 in
 * @progress, on the calling thread's main context. */
typedef void (*KaijiProgressFunc) (double fraction, const char *what, gpointer user_data);
void kaiji_session_add_evidence_async (KaijiSession *self,
                                       const KaijiEvidenceRequest *request,
                                       GCancellable *cancellable,
                                       KaijiProgressFunc progress,
                                       gpointer progress_data,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Returns: (transfer full) */
KaijiEvidence *
kaiji_session_add_evidence_finish (KaijiSession *self, GAsyncResult *result, GError **error);
/* The same for the command line: runs the main context until done. */
KaijiEvidence *kaiji_session_add_evidence (KaijiSession *self,
                                           const KaijiEvidenceRequest *request,
                                           GError **error);
/* Fetches evidence ahead, in the background, up to 64 MiB: what is clicked on then is there. */
void kaiji_session_prefetch (KaijiSession *self);
/* Opens evidence in the worker; documents are kept open and shared. @password: (nullable). */
void kaiji_session_open_document_async (KaijiSession *self,
                                        const char *evidence_id,
                                        const char *password,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* The same of bytes that the case keeps: also of a version that was replaced. */
void kaiji_session_open_version_async (KaijiSession *self,
                                       const char *sha256,
                                       const char *password,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Returns: (transfer full) */
KaijiPdfDocument *
kaiji_session_open_document_finish (KaijiSession *self, GAsyncResult *result, GError **error);

/* The value of a computed field (the fee), "" while it cannot be told. (transfer full) */
char *kaiji_session_dup_derived (KaijiSession *self, KaijiPrompt *prompt);
/* The official wording of 添付書類等 for a prompt: 「就業規則 12ページ 第8条、…」. (transfer full) */
char *kaiji_session_dup_attachment_text (KaijiSession *self, const char *target);
/* The same as it is made from the citations, whatever a person wrote. (transfer full) */
char *kaiji_session_dup_automatic_attachment (KaijiSession *self, const char *target);
/* @stale: (out) (optional): citations changed after a person wrote it. */
gboolean kaiji_session_has_own_attachment (KaijiSession *self, const char *target, gboolean *stale);
/* @text: (nullable): NULL = the automatic wording. One undo step. */
gboolean kaiji_session_set_attachment (KaijiSession *self,
                                       const char *target,
                                       const char *text,
                                       GError **error);

G_END_DECLS
