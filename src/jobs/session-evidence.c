/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding evidence: a sealed copy is read by the worker, then stored, then described by one edit,
 * then its text is indexed.
 *
 * Invariants:
 * 1. What the worker read and what is stored are the same bytes (a sealed copy in memory).
 * 2. A file that is refused leaves no trace in the case.
 * 3. The edit is one undo step; the index is no edit. Cancelling while the index is built keeps
 *    the evidence.
 * 4. One digest is one piece of evidence: adding it again gives the one that is there.
 */
#include "jobs/session-private.h"

#include <errno.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/date.h"
#include "jobs/describe.h"
#include "jobs/either.h"
#include "jobs/index.h"
#include "jobs/ingest.h"
#include "jobs/media.h"
#include "jobs/relay.h"

typedef enum
{
  PHASE_COPY,
  PHASE_READ,
  PHASE_STORE,
  PHASE_INDEX,
  N_PHASES
} Phase;

/* Share of the whole at which each phase begins; the last one is the end. */
static const double phase_begins[N_PHASES + 1] = { 0.0, 0.15, 0.2, 0.35, 1.0 };

typedef struct
{
  char *path;
  char *name;
  KaijiEvidenceKind kind;
  KaijiEvidenceMedia media;
  char *url;
  char *captured_on;
  char *signed_by;
  char *signer_post;
  char *signed_on;
  char *valid_until;
  char *original;
  char *password;

  KaijiCasefile *casefile;
  KaijiPdfService *pdf;
  KaijiEither cancel;
  KaijiRelay *relay;

  int copy;
  char sha256[65];
  gint64 size;
  KaijiPdfDocument *document;
  KaijiEvidence *evidence; /* as it was added, or was there */
  gboolean to_index;
  int text_pages;
  KaijiJapanese japanese;
  int scan_dpi;
} Add;

static void
add_free (gpointer data)
{
  Add *add = data;

  g_free (add->path);
  g_free (add->name);
  g_free (add->url);
  g_free (add->captured_on);
  g_free (add->signed_by);
  g_free (add->signer_post);
  g_free (add->signed_on);
  g_free (add->valid_until);
  g_free (add->original);
  g_free (add->password);
  g_object_unref (add->casefile);
  g_clear_object (&add->pdf);
  kaiji_either_clear (&add->cancel);
  kaiji_relay_unref (add->relay);
  if (add->copy >= 0)
    close (add->copy);
  g_clear_object (&add->document);
  g_clear_object (&add->evidence);
  g_free (add);
}

/* ---- progress ---- */

static const char *
phase_name (Phase phase)
{
  switch (phase)
    {
    case PHASE_COPY:
      return _ ("Reading the file");
    case PHASE_READ:
      return _ ("Opening the PDF");
    case PHASE_STORE:
      return _ ("Keeping it in the case");
    case PHASE_INDEX:
    default:
      return _ ("Reading the text for the search");
    }
}

static void
tell (Add *add, Phase phase, double share)
{
  double begin = phase_begins[phase];

  kaiji_relay_tell (add->relay, begin + (phase_begins[phase + 1] - begin) * CLAMP (share, 0, 1),
                    phase_name (phase));
}

static void
copied_cb (goffset done, goffset total, gpointer user_data)
{
  tell (user_data, PHASE_COPY, total > 0 ? (double) done / (double) total : 0);
}

static void
stored_cb (goffset done, goffset total, gpointer user_data)
{
  tell (user_data, PHASE_STORE, total > 0 ? (double) done / (double) total : 0);
}

static void
indexed_cb (int done, int total, gpointer user_data)
{
  tell (user_data, PHASE_INDEX, total > 0 ? (double) done / total : 1);
}

/* ---- in the thread ---- */

static gboolean
refuse (const Add *add, GError **error, const char *cause)
{
  g_autofree char *file = g_filename_display_name (add->path);

  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT, "%s: %s", file, cause);
  return FALSE;
}

static gboolean
copy_file (Add *add, GError **error)
{
  add->copy = kaiji_ingest_copy (add->path, &add->media, &add->size, add->cancel.cancellable,
                                 copied_cb, add, error);
  return add->copy >= 0;
}

static gboolean
read_facts (Add *add, GError **error)
{
  tell (add, PHASE_READ, 0);
  if (add->media == KAIJI_EVIDENCE_MEDIA_OFFICE)
    return TRUE; /* never opened */
  add->document = kaiji_ingest_open (add->pdf, add->copy, add->path, add->password,
                                     add->cancel.cancellable, error);
  return add->document != NULL;
}

static void
store_thread (GTask *thread_task, gpointer source, gpointer task_data, GCancellable *unused)
{
  GTask *task = task_data;
  Add *add = g_task_get_task_data (task);
  GError *error = NULL;

  if (!copy_file (add, &error) || !read_facts (add, &error) || lseek (add->copy, 0, SEEK_SET) < 0
      || !kaiji_casefile_store_bytes (add->casefile, add->copy, add->sha256, &add->size,
                                      add->cancel.cancellable, stored_cb, add, &error))
    {
      if (!error)
        refuse (add, &error, g_strerror (errno));
      g_task_return_error (thread_task, error);
      return;
    }
  g_task_return_boolean (thread_task, TRUE);
}

static void
index_thread (GTask *thread_task, gpointer source, gpointer task_data, GCancellable *unused)
{
  GTask *task = task_data;
  Add *add = g_task_get_task_data (task);
  GError *error = NULL;

  add->scan_dpi =
      kaiji_ingest_find_scan_dpi (add->pdf, add->copy, add->password, add->cancel.cancellable);
  if (!add->to_index || kaiji_casefile_is_indexed (add->casefile, add->sha256)
      || kaiji_index_document (add->casefile, add->sha256, add->document, add->cancel.cancellable,
                               indexed_cb, add, &error))
    {
      if (add->to_index)
        {
          add->text_pages = kaiji_index_count_text (add->casefile, add->sha256,
                                                    kaiji_pdf_document_get_n_pages (add->document));
          add->japanese = kaiji_index_find_japanese (add->casefile, add->sha256);
        }
      g_task_return_boolean (thread_task, TRUE);
    }
  else
    g_task_return_error (thread_task, error);
}

/* ---- on the main thread ---- */

static KaijiEvidence *
find_by_digest (KaijiSession *self, const char *sha256)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (self));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      if (g_str_equal (kaiji_evidence_get_info (evidence)->sha256, sha256))
        return g_steal_pointer (&evidence);
    }
  return NULL;
}

static gboolean
put_evidence (KaijiSession *self,
              KaijiEvidence *before,
              KaijiEvidence *after,
              KaijiJournalFlags flags,
              GError **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);

  g_ptr_array_add (edits, kaiji_edit_new_evidence (before, after));
  return kaiji_session_commit (self, edits, _ ("Add evidence"), flags, error);
}

static gboolean
describe (KaijiSession *self, Add *add, GError **error)
{
  g_autofree char *id = kaiji_casefile_dup_next_evidence_id (self->casefile);
  g_autofree char *file_name = g_filename_display_basename (add->path);
  KaijiEvidenceInfo info = {
    .id = id,
    .sha256 = add->sha256,
    .name = add->name,
    .file_name = file_name,
    .kind = add->kind,
    .media = add->media,
    .size = add->size,
    .pages = add->document ? kaiji_pdf_document_get_n_pages (add->document) : 0,
    .text_pages = add->document ? -1 : 0,
    .encrypted = add->document && kaiji_pdf_document_is_encrypted (add->document),
    .url = add->url,
    .captured_on = add->captured_on,
    .signed_by = add->signed_by,
    .signer_post = add->signer_post,
    .signed_on = add->signed_on,
    .valid_until = add->valid_until,
    .original = add->original,
    .added_at = g_get_real_time () / G_USEC_PER_SEC,
  };

  add->evidence = kaiji_evidence_new (&info);
  return put_evidence (self, NULL, add->evidence, KAIJI_JOURNAL_NONE, error);
}

/* Whether the newest step in force did nothing but put this evidence: what follows joins it. */
static gboolean
newest_step_is (KaijiSession *self, const char *evidence_id)
{
  g_autoptr (GPtrArray) log = kaiji_journal_dup_log (kaiji_session_get_journal (self), 1, NULL);
  KaijiLogEntry *entry = log && log->len > 0 ? g_ptr_array_index (log, 0) : NULL;

  return entry && !entry->undone && entry->edit->kind == KAIJI_EDIT_EVIDENCE
         && g_str_equal (entry->edit->key, evidence_id);
}

/* What the text is like is known after the index; it belongs to the step that added it. */
static void
describe_text (KaijiSession *self, Add *add)
{
  KaijiEvidenceInfo info = *kaiji_evidence_get_info (add->evidence);
  KaijiEvidence *present =
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (self), info.id);
  g_autoptr (KaijiEvidence) after = NULL;
  g_autoptr (GError) error = NULL;

  if (!present || !newest_step_is (self, info.id))
    return;
  info = *kaiji_evidence_get_info (present);
  if (add->text_pages >= 0)
    info.text_pages = add->text_pages;
  info.scan_dpi = add->scan_dpi;
  info.japanese = add->japanese;
  after = kaiji_evidence_new (&info);
  if (put_evidence (self, present, after, KAIJI_JOURNAL_JOIN, &error))
    g_set_object (&add->evidence, after);
  else
    g_message ("%s", error->message);
}

static void
finish (KaijiSession *self, GTask *task, GError *error)
{
  Add *add = g_task_get_task_data (task);

  kaiji_either_disconnect (&add->cancel);
  kaiji_relay_stop (add->relay);
  kaiji_session_end_work (self);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (add->evidence), g_object_unref);
}

static void
index_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KaijiSession *self = KAIJI_SESSION (source);
  Add *add = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* Without its text the evidence is still there; the search reads it when it is asked. */
  if (g_task_propagate_boolean (G_TASK (result), &error))
    describe_text (self, add);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kaiji_session_tell (self, error->message, TRUE);
  finish (self, task, NULL);
}

static void
run (KaijiSession *self, GTask *task, GTaskThreadFunc func, GAsyncReadyCallback done)
{
  g_autoptr (GTask) thread_task = g_task_new (self, NULL, done, g_object_ref (task));

  g_task_set_task_data (thread_task, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (thread_task, func);
}

static void
tell_hint (KaijiSession *self, KaijiEvidence *evidence)
{
  g_autofree char *hint = kaiji_media_dup_hint (kaiji_evidence_get_info (evidence));

  if (hint)
    kaiji_session_tell (self, hint, FALSE);
}

static void
store_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KaijiSession *self = KAIJI_SESSION (source);
  Add *add = g_task_get_task_data (task);
  GError *error = NULL;
  KaijiEvidence *known;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      finish (self, task, error);
      return;
    }
  known = find_by_digest (self, add->sha256);
  if (known)
    {
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (known);
      g_autofree char *text = g_strdup_printf (
          _ ("This file is in the case already, as %s “%s”. It was not added again."), info->id,
          info->name);
      add->evidence = known;
      kaiji_session_tell (self, text, FALSE);
    }
  else if (!describe (self, add, &error))
    {
      finish (self, task, error);
      return;
    }
  if (add->document)
    kaiji_session_keep_document (self, add->sha256, add->document);
  else
    tell_hint (self, add->evidence);
  /* Papers that say who a person is stay out of the search. */
  add->to_index = add->document && !kaiji_evidence_is_personal (add->evidence);
  if (!add->document
      || (known && (!add->to_index || kaiji_casefile_is_indexed (self->casefile, add->sha256))))
    finish (self, task, NULL);
  else
    run (self, task, index_thread, index_done_cb);
}

/* The name without its ending. */
static char *
default_name (const char *path)
{
  g_autofree char *base = g_filename_display_basename (path);

  return kaiji_media_dup_stem (base);
}

/* What is translated must be there before its translation. */
static gboolean
read_original (KaijiSession *self, const char *id, GError **error)
{
  g_autofree char *kept =
      id ? kaiji_describe_read_field (self, NULL, KAIJI_EVIDENCE_FIELD_ORIGINAL, id, error) : NULL;

  return !id || kept;
}

/* A day in any of the ways that people write it, kept as ISO. */
static gboolean
read_day (const char *text, const char *what, char **iso, GError **error)
{
  KaijiDate date;

  if (!text || !*text)
    return TRUE;
  if (!kaiji_date_parse (text, &date))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s “%s” is no day. Write it as 2024-04-15."), what, text);
      return FALSE;
    }
  *iso = kaiji_date_to_iso (date);
  return TRUE;
}

static char *
dup_text (const char *text)
{
  return text && *text ? g_strdup (text) : NULL;
}

/**
 * kaiji_session_add_evidence_async:
 * @self: a session
 * @request: what is added; copied
 * @cancellable: (nullable): before the edit: nothing is added; after it: the index is left out
 * @progress: (nullable): gets 0…1 on the caller's main context, until @callback
 * @progress_data: for @progress
 * @callback: called when the evidence is stored, described and indexed; it shows in the case as
 *   soon as it is described
 * @user_data: for @callback
 *
 * Adds evidence. A file that is in the case already is not added again: the result is the one
 * that is there, and a message says so.
 *
 * Thread: main
 */
void
kaiji_session_add_evidence_async (KaijiSession *self,
                                  const KaijiEvidenceRequest *request,
                                  GCancellable *cancellable,
                                  KaijiProgressFunc progress,
                                  gpointer progress_data,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Add *add = g_new0 (Add, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, kaiji_session_add_evidence_async);
  add->path = g_strdup (request->path);
  add->name =
      request->name && *request->name ? g_strdup (request->name) : default_name (request->path);
  add->kind = request->kind;
  add->url = dup_text (request->url);
  add->signed_by = dup_text (request->signed_by);
  add->signer_post = dup_text (request->signer_post);
  add->original = dup_text (request->original);
  add->password = g_strdup (request->password);
  add->casefile = g_object_ref (self->casefile);
  add->copy = -1;
  add->text_pages = -1;
  add->relay = kaiji_relay_new (progress, progress_data);
  g_task_set_task_data (task, add, add_free);

  if (kaiji_journal_is_read_only (kaiji_session_get_journal (self)))
    error = g_error_new (KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                         _ ("%s is open for reading only."), self->path);
  else if (read_day (request->captured_on, _ ("The day of the hard copy"), &add->captured_on,
                     &error)
           && read_day (request->signed_on, _ ("The day of the signature"), &add->signed_on, &error)
           && read_original (self, add->original, &error))
    read_day (request->valid_until, _ ("The last day of validity"), &add->valid_until, &error);
  if (error)
    {
      g_task_return_error (task, error);
      return;
    }
  add->pdf = g_object_ref (kaiji_session_get_pdf (self));
  kaiji_either_connect (&add->cancel, self->closing, cancellable);
  kaiji_session_begin_work (self);
  run (self, task, store_thread, store_done_cb);
}

/** kaiji_session_add_evidence_finish: Returns: (transfer full): the evidence. */
KaijiEvidence *
kaiji_session_add_evidence_finish (KaijiSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
got_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/**
 * kaiji_session_add_evidence:
 * @self: a session
 * @request: what is added
 * @error: as kaiji_session_add_evidence_finish()
 *
 * The same for the command line: runs the main context until done.
 *
 * Thread: main. Returns: (transfer full): the evidence
 */
KaijiEvidence *
kaiji_session_add_evidence (KaijiSession *self, const KaijiEvidenceRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kaiji_session_add_evidence_async (self, request, NULL, NULL, NULL, got_result_cb, &result);
  while (!result)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  return kaiji_session_add_evidence_finish (self, result, error);
}
