/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replacing evidence by a newer version of it.
 *
 * The file is copied, opened and read in a thread, then all citations on the evidence are looked for
 * in it, then its bytes are stored, then one edit puts the new bytes and the proposals in place.
 *
 * Invariants:
 * 1. What was read, stored and described are the same bytes (a sealed copy in memory).
 * 2. A file that is refused, or work that is cancelled, changes nothing.
 * 3. The replacement is one undo step; the bytes before it stay in the file.
 * 4. No citation is confirmed here.
 * 5. Citations that changed while the file was read are looked for again.
 */
#include "jobs/replace.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/date.h"
#include "core/text.h"
#include "jobs/index.h"
#include "jobs/ingest.h"
#include "jobs/either.h"
#include "jobs/relay.h"
#include "jobs/replace-private.h"
#include "jobs/session-private.h"

typedef enum
{
  PHASE_COPY,
  PHASE_READ,
  PHASE_INDEX,
  PHASE_OLD,
  PHASE_MATCH,
  PHASE_STORE,
  N_PHASES
} Phase;

/* Share of the whole at which each phase begins; the last one is the end. */
static const double phase_begins[N_PHASES + 1] = { 0.0, 0.05, 0.1, 0.7, 0.8, 0.95, 1.0 };

typedef struct
{
  char *path;
  char *password;
  char *captured_on;
  char *signed_by;
  char *valid_until;

  KaijiCasefile *casefile;
  KaijiPdfService *pdf;
  KaijiEither cancel;
  KaijiRelay *relay;

  KaijiEvidence *before;
  gboolean personal; /* its text is in no index */
  GHashTable *known; /* digest -> name of other evidence with it */
  GHashTable *open;  /* digest -> KaijiPdfDocument that is open already */

  int copy;
  KaijiEvidenceMedia media;
  gint64 size;
  char sha256[65];
  KaijiReplaceVersion *newer;
  int text_pages;
  KaijiJapanese japanese;
  int scan_dpi;
  GHashTable *older; /* digest -> KaijiReplaceVersion */

  GPtrArray *citations; /* as they were when they were looked for */
  GPtrArray *proposed;  /* one for each */
  gboolean indexed;     /* its text came into the index by this */
  gboolean stored;
  KaijiEvidence *after;
} Replace;

static void
replace_free (gpointer data)
{
  Replace *self = data;

  g_free (self->path);
  g_free (self->password);
  g_free (self->captured_on);
  g_free (self->signed_by);
  g_free (self->valid_until);
  g_object_unref (self->casefile);
  g_clear_object (&self->pdf);
  kaiji_either_clear (&self->cancel);
  kaiji_relay_unref (self->relay);
  g_clear_object (&self->before);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->open);
  if (self->copy >= 0)
    close (self->copy);
  kaiji_replace_version_free (self->newer);
  g_hash_table_unref (self->older);
  g_clear_pointer (&self->citations, g_ptr_array_unref);
  g_clear_pointer (&self->proposed, g_ptr_array_unref);
  g_clear_object (&self->after);
  g_free (self);
}

static const char *
phase_name (Phase phase)
{
  switch (phase)
    {
    case PHASE_COPY:
      return _ ("Reading the file");
    case PHASE_READ:
      return _ ("Opening the PDF");
    case PHASE_INDEX:
      return _ ("Reading the text for the search");
    case PHASE_OLD:
      return _ ("Reading the version before");
    case PHASE_MATCH:
      return _ ("Finding the cited places");
    case PHASE_STORE:
    default:
      return _ ("Keeping it in the case");
    }
}

static void
tell (Replace *self, Phase phase, double share)
{
  double begin = phase_begins[phase];

  kaiji_relay_tell (self->relay, begin + (phase_begins[phase + 1] - begin) * CLAMP (share, 0, 1),
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

/* ---- in a thread: reading ---- */

/* Whether these bytes may take the place of the old ones; FALSE without an error: they are the same. */
static gboolean
check_bytes (Replace *self, GError **error)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (self->before);
  const char *name = g_hash_table_lookup (self->known, self->sha256);
  g_autofree char *file = NULL;

  if (g_str_equal (info->sha256, self->sha256))
    {
      self->after = g_object_ref (self->before);
      return FALSE;
    }
  if (!name)
    return TRUE;
  file = g_filename_display_name (self->path);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
               _ ("%s is in the case already, as “%s”. Cite that evidence, or take it out of the "
                  "case first."),
               file, name);
  return FALSE;
}

static gboolean
read_newer (Replace *self, GError **error)
{
  g_autoptr (KaijiPdfDocument) document = NULL;

  tell (self, PHASE_READ, 0);
  if (self->media == KAIJI_EVIDENCE_MEDIA_OFFICE)
    {
      g_autofree char *file = g_filename_display_name (self->path);

      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s: a file of an office program shows no pages to cite. Save it as PDF and "
                      "replace by that."),
                   file);
      return FALSE;
    }
  document = kaiji_ingest_open (self->pdf, self->copy, self->path, self->password,
                                self->cancel.cancellable, error);
  if (!document)
    return FALSE;
  /* What cannot be indexed is read from the pages. */
  self->indexed = !self->personal && !kaiji_casefile_is_indexed (self->casefile, self->sha256);
  if (self->indexed
      && !kaiji_index_document (self->casefile, self->sha256, document, self->cancel.cancellable,
                                indexed_cb, self, error))
    return FALSE;
  tell (self, PHASE_OLD, 0);
  self->newer = kaiji_replace_version_new (self->casefile, self->pdf, self->sha256, document,
                                           self->cancel.cancellable, error);
  if (!self->newer)
    return FALSE;
  self->scan_dpi =
      kaiji_ingest_find_scan_dpi (self->pdf, self->copy, self->password, self->cancel.cancellable);
  self->text_pages = 0;
  for (int page = 1; (guint) page <= self->newer->text->n_pages; page++)
    {
      const char *text = kaiji_replace_text_get_page (self->newer->text, page);

      self->text_pages += !kaiji_replace_text_is_blank (self->newer->text, page);
      if (kaiji_text_has_japanese (text))
        self->japanese = KAIJI_JAPANESE_SOME;
      else if (self->japanese == KAIJI_JAPANESE_UNKNOWN && kaiji_text_has_letters (text))
        self->japanese = KAIJI_JAPANESE_NONE;
    }
  return TRUE;
}

/* What is not taken leaves no text behind. */
static void
end_thread (Replace *self, GTask *task, GError *error)
{
  if (!error)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->indexed)
    kaiji_casefile_index_forget (self->casefile, self->sha256, NULL);
  g_task_return_error (task, error);
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *unused)
{
  Replace *self = task_data;
  GError *error = NULL;

  self->copy = kaiji_ingest_copy (self->path, &self->media, &self->size, self->cancel.cancellable,
                                  copied_cb, self, &error);
  if (self->copy >= 0 && kaiji_ingest_hash (self->copy, self->path, self->sha256, &error)
      && check_bytes (self, &error))
    read_newer (self, &error);
  end_thread (self, task, error);
}

/* ---- in a thread: finding, then storing ---- */

/* (transfer none): the version that @sha256 names, read once. */
static KaijiReplaceVersion *
get_older (Replace *self, const char *sha256, GError **error)
{
  KaijiReplaceVersion *older = g_hash_table_lookup (self->older, sha256);

  if (older)
    return older;
  older = kaiji_replace_version_new (self->casefile, self->pdf, sha256,
                                     g_hash_table_lookup (self->open, sha256),
                                     self->cancel.cancellable, error);
  if (older)
    g_hash_table_insert (self->older, older->sha256, older);
  return older;
}

static gboolean
find_places (Replace *self, GError **error)
{
  g_autoptr (GHashTable) matchers =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) kaiji_replace_matcher_free);

  for (guint i = 0; i < self->citations->len; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (self->citations, i);
      const char *sha256 = kaiji_citation_get_sha256 (kaiji_replace_get_origin (citation));
      KaijiReplaceVersion *older = get_older (self, sha256, error);
      KaijiReplaceMatcher *matcher;
      KaijiCitation *proposed;

      if (!older)
        return FALSE;
      matcher = g_hash_table_lookup (matchers, older);
      if (!matcher)
        {
          matcher = kaiji_replace_matcher_new (older->text, self->newer->text);
          g_hash_table_insert (matchers, older, matcher);
        }
      proposed = kaiji_replace_propose (older, self->newer, matcher, citation,
                                        self->cancel.cancellable, error);
      if (!proposed)
        return FALSE;
      g_ptr_array_add (self->proposed, proposed);
      tell (self, PHASE_MATCH, (double) (i + 1) / self->citations->len);
    }
  return TRUE;
}

static void
find_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *unused)
{
  Replace *self = task_data;
  char stored[65];
  GError *error = NULL;

  if (find_places (self, &error) && !self->stored)
    self->stored = kaiji_casefile_store_bytes (self->casefile, self->copy, stored, &self->size,
                                               self->cancel.cancellable, stored_cb, self, &error);
  end_thread (self, task, error);
}

/* ---- on the main thread ---- */

static void
run (KaijiSession *session, GTask *task, GTaskThreadFunc func, GAsyncReadyCallback done)
{
  g_autoptr (GTask) thread_task = g_task_new (session, NULL, done, g_object_ref (task));

  g_task_set_source_tag (thread_task, run);
  g_task_set_task_data (thread_task, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (thread_task, func);
}

static void
finish (KaijiSession *session, GTask *task, GError *error)
{
  Replace *self = g_task_get_task_data (task);

  kaiji_either_disconnect (&self->cancel);
  kaiji_relay_stop (self->relay);
  kaiji_session_end_work (session);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (self->after), g_object_unref);
}

typedef struct
{
  const char *evidence_id;
  GPtrArray *citations;
} Collect;

static void
collect_cb (KaijiCitation *citation, gpointer user_data)
{
  Collect *collect = user_data;

  if (g_str_equal (kaiji_citation_get_evidence_id (citation), collect->evidence_id))
    g_ptr_array_add (collect->citations, g_object_ref (citation));
}

static GPtrArray *
dup_citations (KaijiSession *session, const char *evidence_id)
{
  Collect collect = { evidence_id, g_ptr_array_new_with_free_func (g_object_unref) };

  kaiji_case_source_foreach_citation (kaiji_session_get_source (session), collect_cb, &collect);
  return collect.citations;
}

static gboolean
same_objects (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;
  return TRUE;
}

static void found_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
begin_find (KaijiSession *session, GTask *task)
{
  Replace *self = g_task_get_task_data (task);

  g_clear_pointer (&self->citations, g_ptr_array_unref);
  g_clear_pointer (&self->proposed, g_ptr_array_unref);
  self->citations = dup_citations (session, kaiji_evidence_get_info (self->before)->id);
  self->proposed = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->citations->len; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (self->citations, i);
      const char *sha256 = kaiji_citation_get_sha256 (kaiji_replace_get_origin (citation));
      KaijiPdfDocument *document = kaiji_session_peek_document (session, sha256);

      if (document)
        g_hash_table_insert (self->open, g_strdup (sha256), g_object_ref (document));
    }
  run (session, task, find_thread, found_cb);
}

static KaijiEvidence *
describe (Replace *self)
{
  KaijiEvidenceInfo info = *kaiji_evidence_get_info (self->before);
  g_autofree char *file_name = g_filename_display_basename (self->path);

  info.previous = info.sha256;
  info.sha256 = self->sha256;
  info.file_name = file_name;
  info.media = self->media;
  info.size = self->size;
  info.pages = kaiji_pdf_document_get_n_pages (self->newer->document);
  info.text_pages = self->text_pages;
  info.scan_dpi = self->scan_dpi;
  info.japanese = self->japanese;
  /* Of these bytes nobody said it. */
  info.masked = FALSE;
  info.encrypted = kaiji_pdf_document_is_encrypted (self->newer->document);
  info.captured_on = self->captured_on;
  info.signed_by = self->signed_by;
  info.valid_until = self->valid_until;
  info.added_at = g_get_real_time () / G_USEC_PER_SEC;
  return kaiji_evidence_new (&info);
}

static gboolean
commit (KaijiSession *session, Replace *self, GError **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);

  self->after = describe (self);
  g_ptr_array_add (edits, kaiji_edit_new_evidence (self->before, self->after));
  for (guint i = 0; i < self->citations->len; i++)
    g_ptr_array_add (edits, kaiji_edit_new_citation (g_ptr_array_index (self->citations, i),
                                                     g_ptr_array_index (self->proposed, i)));
  return kaiji_session_commit (session, edits, _ ("Replace evidence"), KAIJI_JOURNAL_NONE, error);
}

/* Says what must be entered anew because it was said of the old bytes. */
static void
tell_dropped (KaijiSession *session, Replace *self)
{
  const KaijiEvidenceInfo *old = kaiji_evidence_get_info (self->before);

  if ((old->captured_on && !self->captured_on) || (old->signed_by && !self->signed_by)
      || (old->valid_until && !self->valid_until))
    kaiji_session_tell (session,
                        _ ("The day of the copy, the signer and the validity were those of the "
                           "version before. Enter them again for the new one."),
                        FALSE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KaijiSession *session = KAIJI_SESSION (source);
  Replace *self = g_task_get_task_data (task);
  const char *id = kaiji_evidence_get_info (self->before)->id;
  KaijiCaseSource *case_source = kaiji_session_get_source (session);
  g_autoptr (GPtrArray) now = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      || g_cancellable_set_error_if_cancelled (self->cancel.cancellable, &error))
    {
      finish (session, task, error);
      return;
    }
  if (kaiji_case_source_lookup_evidence (case_source, id) != self->before)
    {
      error = g_error_new (KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                           _ ("The evidence was changed while the file was read. Replace it "
                              "again."));
      finish (session, task, error);
      return;
    }
  now = dup_citations (session, id);
  if (!same_objects (now, self->citations))
    {
      begin_find (session, task);
      return;
    }
  if (!commit (session, self, &error))
    {
      finish (session, task, error);
      return;
    }
  kaiji_session_keep_document (session, self->sha256, self->newer->document);
  tell_dropped (session, self);
  finish (session, task, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KaijiSession *session = KAIJI_SESSION (source);
  Replace *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      finish (session, task, error);
      return;
    }
  if (self->after)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("This file is “%s” as it is in the case. Nothing was changed."),
                           kaiji_evidence_get_info (self->before)->name);

      kaiji_session_tell (session, text, FALSE);
      finish (session, task, NULL);
      return;
    }
  begin_find (session, task);
}

/* ---- beginning ---- */

static gboolean
read_day (const char *text, char **iso, GError **error)
{
  KaijiDate date;

  if (!text || !*text)
    return TRUE;
  if (!kaiji_date_parse (text, &date))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” is no day. Write it as 2024-04-15."), text);
      return FALSE;
    }
  *iso = kaiji_date_to_iso (date);
  return TRUE;
}

static void
note_known (KaijiSession *session, Replace *self)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (session));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);

      g_hash_table_insert (self->known, g_strdup (info->sha256), g_strdup (info->name));
    }
}

static gboolean
prepare (KaijiSession *session, const KaijiReplaceRequest *request, Replace *self, GError **error)
{
  KaijiEvidence *evidence = kaiji_session_require_evidence (session, request->evidence_id, error);

  if (!evidence)
    return FALSE;
  self->before = g_object_ref (evidence);
  self->personal = kaiji_evidence_is_personal (evidence);
  if (kaiji_journal_is_read_only (kaiji_session_get_journal (session)))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                   _ ("%s is open for reading only."), kaiji_session_get_path (session));
      return FALSE;
    }
  note_known (session, self);
  return read_day (request->captured_on, &self->captured_on, error)
         && read_day (request->valid_until, &self->valid_until, error);
}

/**
 * kaiji_replace_async:
 * @session: a session
 * @request: what is replaced, by what; copied
 * @cancellable: (nullable): nothing is changed then
 * @progress: (nullable): gets 0…1 on the caller's main context, until @callback
 * @progress_data: for @progress
 * @callback: called when the new version and what is proposed stand in the case
 * @user_data: for @callback
 *
 * Replaces evidence. The same bytes change nothing, and a message says so.
 *
 * Errors: no such evidence, a file that cannot be read or is evidence of the case already, a
 * password that is needed, a read-only case.
 *
 * Thread: main
 */
void
kaiji_replace_async (KaijiSession *session,
                     const KaijiReplaceRequest *request,
                     GCancellable *cancellable,
                     KaijiProgressFunc progress,
                     gpointer progress_data,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Replace *self = g_new0 (Replace, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, kaiji_replace_async);
  self->path = g_strdup (request->path);
  self->password = g_strdup (request->password);
  self->signed_by =
      request->signed_by && *request->signed_by ? g_strdup (request->signed_by) : NULL;
  self->casefile = g_object_ref (session->casefile);
  self->copy = -1;
  self->relay = kaiji_relay_new (progress, progress_data);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->older = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) kaiji_replace_version_free);
  g_task_set_task_data (task, self, replace_free);
  if (!prepare (session, request, self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->pdf = g_object_ref (kaiji_session_get_pdf (session));
  kaiji_either_connect (&self->cancel, session->closing, cancellable);
  kaiji_session_begin_work (session);
  run (session, task, read_thread, read_cb);
}

/** kaiji_replace_finish: Returns: (transfer full): the evidence as it is now. */
KaijiEvidence *
kaiji_replace_finish (KaijiSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
got_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/** kaiji_replace_sync: Thread: main of a program without a window. Returns: (transfer full) */
KaijiEvidence *
kaiji_replace_sync (KaijiSession *session, const KaijiReplaceRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kaiji_replace_async (session, request, NULL, NULL, NULL, got_result_cb, &result);
  while (!result)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  return kaiji_replace_finish (session, result, error);
}
