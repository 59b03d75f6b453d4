/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing what a plan decides: bytes of evidence in a thread, then one undo step.
 *
 * Invariants:
 * 1. The step is committed only when every document that it needs is in the file: cancelled or
 *    failed, the case is as it was.
 * 2. The same bytes are one piece of evidence; what is there already is cited, not brought again.
 * 3. A citation that stands there already is not made twice, and none is taken away.
 */
#include "jobs/transfer-private.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "jobs/either.h"
#include "jobs/relay.h"
#include "rules/wording.h"

typedef struct
{
  KaijiTransfer *transfer;
  KaijiCasefile *casefile;
  KaijiEvidenceSource *source;
  GPtrArray *evidence; /* KaijiEvidence: to be brought */
  gint64 total;        /* bytes */
  gint64 done;         /* bytes of the documents before this one; the thread's */
  KaijiEither cancel;
  KaijiRelay *relay;
} Apply;

static void
apply_free (gpointer data)
{
  Apply *apply = data;

  g_object_unref (apply->transfer);
  g_object_unref (apply->casefile);
  g_object_unref (apply->source);
  g_ptr_array_unref (apply->evidence);
  kaiji_either_clear (&apply->cancel);
  kaiji_relay_unref (apply->relay);
  g_free (apply);
}

/* ---- in the thread ---- */

static void
stored_cb (goffset done, goffset total, gpointer user_data)
{
  Apply *apply = user_data;
  gint64 at = MIN (apply->done + done, apply->total);

  kaiji_relay_tell (apply->relay, apply->total > 0 ? (double) at / (double) apply->total : 0,
                    _ ("Bringing the evidence"));
}

static gboolean
store_one (Apply *apply, const KaijiEvidenceInfo *info, GError **error)
{
  char sha256[65];
  gint64 size;
  int fd =
      kaiji_evidence_source_open (apply->source, info->sha256, apply->cancel.cancellable, error);
  gboolean stored;

  if (fd < 0)
    {
      g_prefix_error (error, "%s: ", info->name);
      return FALSE;
    }
  stored = kaiji_casefile_store_bytes (apply->casefile, fd, sha256, &size,
                                       apply->cancel.cancellable, stored_cb, apply, error);
  close (fd);
  /* The source checked its digest, the file computed it anew. */
  g_assert (!stored || g_str_equal (sha256, info->sha256));
  return stored;
}

static void
store_thread (GTask *task,
              G_GNUC_UNUSED gpointer source,
              gpointer task_data,
              G_GNUC_UNUSED GCancellable *cancellable)
{
  GTask *whole = task_data;
  Apply *apply = g_task_get_task_data (whole);
  GError *error = NULL;

  for (guint i = 0; i < apply->evidence->len; i++)
    {
      const KaijiEvidenceInfo *info =
          kaiji_evidence_get_info (g_ptr_array_index (apply->evidence, i));

      if (!store_one (apply, info, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      apply->done += info->size;
    }
  g_task_return_boolean (task, TRUE);
}

/* ---- the step ---- */

typedef struct
{
  KaijiTransfer *transfer;
  GPtrArray *edits;
  GHashTable *ids;  /* digest -> id of the evidence in the other case */
  GHashTable *made; /* citations of this step, as text */
} Step;

static const char *
find_id (Step *step, const char *sha256)
{
  const char *id = g_hash_table_lookup (step->ids, sha256);
  KaijiEvidence *there = id ? NULL : kaiji_transfer_find_digest (step->transfer->to, sha256);

  return there ? kaiji_evidence_get_info (there)->id : id;
}

/* Of a translation: the id of its original there, NULL when that did not come along. */
static const char *
find_original (Step *step, const char *id)
{
  KaijiEvidence *original =
      id ? kaiji_case_source_lookup_evidence (kaiji_session_get_source (step->transfer->from), id)
         : NULL;

  return original ? find_id (step, kaiji_evidence_get_info (original)->sha256) : NULL;
}

static void
add_evidence (Step *step, Apply *apply)
{
  /* All have their ids before one names another. */
  for (guint i = 0; i < apply->evidence->len; i++)
    {
      const char *sha256 = kaiji_evidence_get_info (g_ptr_array_index (apply->evidence, i))->sha256;

      /* Since the plan was made somebody may have added it. */
      if (!kaiji_transfer_find_digest (step->transfer->to, sha256))
        g_hash_table_insert (step->ids, g_strdup (sha256),
                             kaiji_casefile_dup_next_evidence_id (apply->casefile));
    }
  for (guint i = 0; i < apply->evidence->len; i++)
    {
      KaijiEvidenceInfo info = *kaiji_evidence_get_info (g_ptr_array_index (apply->evidence, i));
      g_autoptr (KaijiEvidence) added = NULL;

      info.id = g_hash_table_lookup (step->ids, info.sha256);
      if (!info.id)
        continue;
      info.original = find_original (step, info.original);
      info.added_at = g_get_real_time () / G_USEC_PER_SEC;
      added = kaiji_evidence_new (&info);
      g_ptr_array_add (step->edits, kaiji_edit_new_evidence (NULL, added));
    }
}

static void
add_answer (Step *step, const char *id, const char *text)
{
  const char *before =
      kaiji_case_source_get_answer (kaiji_session_get_source (step->transfer->to), id);

  if (text && *text && g_strcmp0 (before, text) != 0)
    g_ptr_array_add (step->edits, kaiji_edit_new_answer (id, before, text));
}

static const char *
get_mark (KaijiSession *session, const char *id, const char *mark)
{
  g_autofree char *key = g_strconcat (id, mark, NULL);

  return kaiji_case_source_get_answer (kaiji_session_get_source (session), key);
}

/* Marks of the answer: that it rests on a contractor, that it be withheld, a wording of its
 * attachments, that it is to be read because it was given to other words. */
static void
add_marks (Step *step, const KaijiTransferRow *row)
{
  static const char *const marks[] = { ".outsourced", ".withhold", KAIJI_WORDING_OWN,
                                       KAIJI_WORDING_BASIS };
  const char *wording;

  if (!row->from || row->from->item->section->form_a || row->to->item->section->form_a)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *to = g_strconcat (row->to->id, marks[i], NULL);

      add_answer (step, to, get_mark (step->transfer->from, row->from->id, marks[i]));
    }
  /* The words that the answer was written for: those of an earlier case when it was not read
   * since. Back at the same words there is nothing to read. */
  wording = get_mark (step->transfer->from, row->from->id, ".reread");
  if (!wording && kaiji_transfer_row_is_to_read (row))
    wording = row->from->text;
  if (wording && *row->text && !g_str_equal (wording, row->to->text))
    {
      g_autofree char *to = g_strconcat (row->to->id, ".reread", NULL);

      add_answer (step, to, wording);
    }
}

/* What makes two citations the same: target, bytes, pages, section and quote. */
static char *
describe (KaijiCitation *citation, const char *target)
{
  return g_strdup_printf (
      "%s\n%s\n%d\n%d\n%s\n%s", target, kaiji_citation_get_sha256 (citation),
      kaiji_citation_get_page (citation), kaiji_citation_get_last_page (citation),
      kaiji_citation_get_section (citation), kaiji_citation_get_quote (citation));
}

static void
note_cb (KaijiCitation *citation, gpointer user_data)
{
  Step *step = user_data;

  g_hash_table_add (step->made, describe (citation, kaiji_citation_get_target (citation)));
}

static void
add_citation_cb (KaijiCitation *citation, const char *target, gpointer user_data)
{
  Step *step = user_data;
  const char *sha256 = kaiji_citation_get_sha256 (citation);
  const char *id = find_id (step, sha256);
  KaijiCitationInfo info = *kaiji_citation_get_info (citation);
  g_autoptr (KaijiCitation) added = NULL;

  if (!id || !g_hash_table_add (step->made, describe (citation, target)))
    return;
  /* They come in their order, and so do the numbers. */
  info.number = kaiji_journal_next_citation_number (kaiji_session_get_journal (step->transfer->to));
  info.order = 0;
  info.target = target;
  info.evidence_id = id;
  added = kaiji_citation_new_from_info (&info);
  g_ptr_array_add (step->edits, kaiji_edit_new_citation (NULL, added));
}

static gboolean
commit (Apply *apply, GError **error)
{
  KaijiTransfer *self = apply->transfer;
  Step step = { self, g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  gboolean done;

  kaiji_case_source_foreach_citation (kaiji_session_get_source (self->to), note_cb, &step);
  add_evidence (&step, apply);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const KaijiTransferRow *row = g_ptr_array_index (self->rows, i);

      if (!row->take)
        continue;
      if (row->to->kind != KAIJI_KIND_EVIDENCE)
        add_answer (&step, row->to->id, row->text);
      add_marks (&step, row);
      kaiji_transfer_foreach_citation (self, row, add_citation_cb, &step);
    }
  done = kaiji_session_commit (self->to, step.edits, _ ("Take answers over"), KAIJI_JOURNAL_NONE,
                               error);
  g_ptr_array_unref (step.edits);
  g_hash_table_unref (step.ids);
  g_hash_table_unref (step.made);
  return done;
}

static void
store_done_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Apply *apply = g_task_get_task_data (task);
  GError *error = NULL;

  kaiji_either_disconnect (&apply->cancel);
  kaiji_relay_stop (apply->relay);
  if (g_task_propagate_boolean (G_TASK (result), &error)
      && !g_cancellable_set_error_if_cancelled (apply->cancel.cancellable, &error))
    commit (apply, &error);
  kaiji_session_end_work (apply->transfer->from);
  kaiji_session_end_work (apply->transfer->to);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * kaiji_transfer_apply_async:
 * @self: a plan
 * @cancellable: (nullable): nothing is changed then
 * @progress: (nullable): gets 0…1 on the caller's main context, until @callback
 * @progress_data: for @progress
 * @callback: called when all stands in the other case
 * @user_data: for @callback
 *
 * Brings what the rows decide, in one undo step.
 *
 * Thread: main
 */
void
kaiji_transfer_apply_async (KaijiTransfer *self,
                            GCancellable *cancellable,
                            KaijiProgressFunc progress,
                            gpointer progress_data,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) thread_task = NULL;
  Apply *apply = g_new0 (Apply, 1);

  g_task_set_source_tag (task, kaiji_transfer_apply_async);
  apply->transfer = g_object_ref (self);
  apply->casefile = g_object_ref (self->to->casefile);
  apply->source = g_object_ref (kaiji_session_get_evidence_source (self->from));
  apply->evidence = kaiji_transfer_list_evidence (self);
  for (guint i = 0; i < apply->evidence->len; i++)
    apply->total += kaiji_evidence_get_info (g_ptr_array_index (apply->evidence, i))->size;
  apply->relay = kaiji_relay_new (progress, progress_data);
  g_task_set_task_data (task, apply, apply_free);
  if (kaiji_journal_is_read_only (kaiji_session_get_journal (self->to)))
    {
      g_task_return_new_error (task, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                               _ ("%s is open for reading only."), self->to->path);
      return;
    }
  kaiji_either_connect (&apply->cancel, self->to->closing, cancellable);
  kaiji_session_begin_work (self->from);
  kaiji_session_begin_work (self->to);
  thread_task = g_task_new (self, NULL, store_done_cb, g_object_ref (task));
  g_task_set_task_data (thread_task, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (thread_task, store_thread);
}

/** kaiji_transfer_apply_finish: Returns: whether all stands; otherwise nothing was changed. */
gboolean
kaiji_transfer_apply_finish (KaijiTransfer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
got_result_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/** kaiji_transfer_apply: Thread: main. Returns: whether all stands. */
gboolean
kaiji_transfer_apply (KaijiTransfer *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kaiji_transfer_apply_async (self, NULL, NULL, NULL, got_result_cb, &result);
  while (!result)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  return kaiji_transfer_apply_finish (self, result, error);
}
