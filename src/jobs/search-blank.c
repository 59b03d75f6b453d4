/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of the evidence that have no text: scans, which no search finds. */
#include "jobs/search.h"
#include "jobs/session-private.h"

typedef struct
{
  KaijiCasefile *casefile;
  GPtrArray *digests; /* of the evidence that is searched, in the order of the case; then NULL */
  GHashTable *ids;    /* digest -> id */
} Blank;

/** kaiji_blank_run_free: @run: (nullable) (transfer full): pages */
void
kaiji_blank_run_free (KaijiBlankRun *run)
{
  if (!run)
    return;
  g_free (run->evidence_id);
  g_free (run);
}

static void
blank_free (gpointer data)
{
  Blank *blank = data;

  g_object_unref (blank->casefile);
  g_ptr_array_unref (blank->digests);
  g_hash_table_unref (blank->ids);
  g_free (blank);
}

static void
add_page (GPtrArray *runs, const char *id, int page)
{
  KaijiBlankRun *run = runs->len > 0 ? g_ptr_array_index (runs, runs->len - 1) : NULL;

  if (run && run->last == page - 1 && g_str_equal (run->evidence_id, id))
    {
      run->last = page;
      return;
    }
  run = g_new0 (KaijiBlankRun, 1);
  run->evidence_id = g_strdup (id);
  run->first = run->last = page;
  g_ptr_array_add (runs, run);
}

static void
blank_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Blank *blank = task_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) pages = kaiji_casefile_dup_blank_pages (
      blank->casefile, (const char *const *) blank->digests->pdata, &error);
  GPtrArray *runs;

  if (!pages)
    {
      g_task_return_error (task, error);
      return;
    }
  runs = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_blank_run_free);
  for (guint i = 0; i < pages->len; i++)
    {
      KaijiBlankPage *page = g_ptr_array_index (pages, i);
      add_page (runs, g_hash_table_lookup (blank->ids, page->sha256), page->page);
    }
  g_task_return_pointer (task, runs, (GDestroyNotify) g_ptr_array_unref);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *runs = g_task_propagate_pointer (G_TASK (result), &error);

  kaiji_session_end_work (KAIJI_SESSION (source));
  if (runs)
    g_task_return_pointer (task, runs, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static Blank *
blank_new (KaijiSession *session)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (session));
  Blank *blank = g_new0 (Blank, 1);

  blank->casefile = g_object_ref (session->casefile);
  blank->digests = g_ptr_array_new_with_free_func (g_free);
  blank->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);

      if (kaiji_evidence_is_personal (evidence))
        continue;
      g_ptr_array_add (blank->digests, g_strdup (info->sha256));
      g_hash_table_insert (blank->ids, g_strdup (info->sha256), g_strdup (info->id));
    }
  g_ptr_array_add (blank->digests, NULL);
  return blank;
}

/**
 * kaiji_search_blank_async:
 * @session: a session
 * @cancellable: (nullable): to give up
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Lists the pages without text, as far as the evidence is indexed.
 *
 * Thread: main
 */
void
kaiji_search_blank_async (KaijiSession *session,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) thread_task = g_task_new (session, cancellable, done_cb, g_object_ref (task));

  g_task_set_source_tag (task, kaiji_search_blank_async);
  g_task_set_task_data (thread_task, blank_new (session), blank_free);
  kaiji_session_begin_work (session);
  g_task_run_in_thread (thread_task, blank_thread);
}

/** kaiji_search_blank_finish: Returns: (transfer full) (element-type KaijiBlankRun): pages. */
GPtrArray *
kaiji_search_blank_finish (KaijiSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
