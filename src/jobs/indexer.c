/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text index of a case, kept up to date in the background.
 *
 * Invariants:
 * 1. The thread touches nothing of the session but case file and worker; what it needs to know of
 *    the evidence it is given when it starts.
 * 2. What says who a person is (kaiji_evidence_is_personal()) is not indexed, and whatever is
 *    indexed of it is taken out of the file as soon as the case says so.
 * 3. A document that cannot be read is tried once a start.
 * 4. Whether a text is Japanese is told to the session where the case does not say it.
 */
#include "jobs/indexer.h"

#include "jobs/documents.h"
#include "jobs/index.h"
#include "jobs/session-private.h"

typedef struct
{
  char *sha256;
  char *name;
  KaijiPdfDocument *open; /* (nullable): open in the session, perhaps with a password */
  gboolean to_look_at;    /* whether its text is Japanese is not known */
  gboolean looked_at;
  KaijiJapanese japanese;
} Entry;

struct _KaijiIndexer
{
  GObject parent_instance;

  KaijiSession *session;     /* (nullable): it owns this */
  GCancellable *cancellable; /* (nullable): while it is at work */
  gulong closing_handler;
  gboolean again; /* something was added meanwhile */
  gboolean stopped;
  char *name; /* (nullable) */
  double fraction;
  GPtrArray *failed;
};

typedef struct
{
  KaijiIndexer *indexer;
  KaijiCasefile *casefile;
  KaijiPdfService *pdf; /* (nullable): nothing is to be read */
  GPtrArray *entries;
  GMainContext *context;
  GMutex mutex;       /* guards what follows */
  const Entry *entry; /* (nullable): that is read */
  double fraction;
  gboolean told;     /* a source is on its way */
  GPtrArray *failed; /* names */
} Work;

G_DEFINE_FINAL_TYPE (KaijiIndexer, kaiji_indexer, G_TYPE_OBJECT)

static guint changed_signal;

static void start_work (KaijiIndexer *self);

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->sha256);
  g_free (entry->name);
  g_clear_object (&entry->open);
  g_free (entry);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->indexer);
  g_object_unref (work->casefile);
  g_clear_object (&work->pdf);
  g_ptr_array_unref (work->entries);
  g_ptr_array_unref (work->failed);
  g_main_context_unref (work->context);
  g_mutex_clear (&work->mutex);
  g_free (work);
}

static void
emit_changed (KaijiIndexer *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* ---- in the thread ---- */

static gboolean
tell_cb (gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);

  g_mutex_lock (&work->mutex);
  work->told = FALSE;
  g_free (work->indexer->name);
  work->indexer->name = g_strdup (work->entry ? work->entry->name : NULL);
  work->indexer->fraction = work->fraction;
  g_mutex_unlock (&work->mutex);
  if (!g_task_get_completed (task))
    emit_changed (work->indexer);
  return G_SOURCE_REMOVE;
}

static void
set_state (GTask *task, const Entry *entry, double fraction)
{
  Work *work = g_task_get_task_data (task);
  gboolean tell;

  g_mutex_lock (&work->mutex);
  work->entry = entry;
  work->fraction = fraction;
  tell = !work->told;
  work->told = TRUE;
  g_mutex_unlock (&work->mutex);
  if (tell)
    g_main_context_invoke_full (work->context, G_PRIORITY_DEFAULT_IDLE, tell_cb,
                                g_object_ref (task), g_object_unref);
}

static void
progress_cb (int done, int total, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);

  set_state (task, work->entry, (double) done / MAX (total, 1));
}

static gboolean
index_entry (GTask *task, Work *work, Entry *entry, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaijiPdfDocument) document = entry->open ? g_object_ref (entry->open) : NULL;

  set_state (task, entry, 0);
  if (!document)
    document = kaiji_documents_open_stored (KAIJI_EVIDENCE_SOURCE (work->casefile), work->pdf,
                                            entry->sha256, NULL, cancellable, error);
  return document
         && kaiji_index_document (work->casefile, entry->sha256, document, cancellable, progress_cb,
                                  task, error);
}

/* Whether the entry is indexed by now. */
static gboolean
ensure_indexed (GTask *task, Work *work, Entry *entry, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (kaiji_casefile_is_indexed (work->casefile, entry->sha256)
      || index_entry (task, work, entry, cancellable, &error))
    return TRUE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_debug ("%s: %s", entry->name, error->message);
      g_ptr_array_add (work->failed, g_strdup (entry->name));
    }
  return FALSE;
}

static void
index_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;

  for (guint i = 0; i < work->entries->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Entry *entry = g_ptr_array_index (work->entries, i);

      if (!ensure_indexed (task, work, entry, cancellable) || !entry->to_look_at)
        continue;
      entry->japanese = kaiji_index_find_japanese (work->casefile, entry->sha256);
      entry->looked_at = TRUE;
    }
  g_task_return_boolean (task, TRUE);
}

/* ---- on the main thread ---- */

static void
cancelled_cb (GCancellable *source, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
take_japanese (KaijiSession *session, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      if (entry->looked_at)
        kaiji_session_take_japanese (session, entry->sha256, entry->japanese);
    }
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KaijiIndexer *self = KAIJI_INDEXER (source);
  g_autoptr (KaijiSession) session = user_data;
  Work *work = g_task_get_task_data (G_TASK (result));

  g_cancellable_disconnect (session->closing, self->closing_handler);
  self->closing_handler = 0;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->name, g_free);
  while (work->failed->len > 0)
    g_ptr_array_add (self->failed, g_ptr_array_steal_index (work->failed, 0));
  kaiji_session_end_work (session);
  if (!g_cancellable_is_cancelled (session->closing))
    take_japanese (session, work->entries);
  if (self->again && self->session && !g_cancellable_is_cancelled (session->closing))
    start_work (self);
  if (!g_cancellable_is_cancelled (session->closing))
    emit_changed (self);
}

static gboolean
has_failed (KaijiIndexer *self, const char *name)
{
  return g_ptr_array_find_with_equal_func (self->failed, name, g_str_equal, NULL);
}

static GPtrArray *
list_entries (KaijiIndexer *self)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (self->session));
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
      KaijiPdfDocument *open = kaiji_session_peek_document (self->session, info->sha256);
      Entry *entry;

      if (info->media == KAIJI_EVIDENCE_MEDIA_OFFICE || kaiji_evidence_is_personal (evidence)
          || has_failed (self, info->name))
        continue;
      entry = g_new0 (Entry, 1);
      entry->sha256 = g_strdup (info->sha256);
      entry->name = g_strdup (info->name);
      entry->to_look_at = kaiji_session_lacks_japanese (self->session, evidence);
      entry->open = open ? g_object_ref (open) : NULL;
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

static gboolean
all_done (KaijiCasefile *casefile, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      if (entry->to_look_at || !kaiji_casefile_is_indexed (casefile, entry->sha256))
        return FALSE;
    }
  return TRUE;
}

static void
start_work (KaijiIndexer *self)
{
  KaijiSession *session = self->session;
  g_autoptr (GPtrArray) entries = list_entries (self);
  g_autoptr (GTask) task = NULL;
  Work *work;

  self->again = FALSE;
  if (all_done (session->casefile, entries))
    return;
  work = g_new0 (Work, 1);
  g_mutex_init (&work->mutex);
  work->indexer = g_object_ref (self);
  work->casefile = g_object_ref (session->casefile);
  work->pdf = g_object_ref (kaiji_session_get_pdf (session));
  work->entries = g_steal_pointer (&entries);
  work->failed = g_ptr_array_new_with_free_func (g_free);
  work->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->closing_handler = g_cancellable_connect (session->closing, G_CALLBACK (cancelled_cb),
                                                 g_object_ref (self->cancellable), g_object_unref);
  task = g_task_new (self, self->cancellable, done_cb, g_object_ref (session));
  g_task_set_source_tag (task, start_work);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, work, work_free);
  kaiji_session_begin_work (session);
  g_task_run_in_thread (task, index_thread);
}

void
kaiji_indexer_start (KaijiIndexer *self)
{
  if (!self->session || self->session->closed
      || g_cancellable_is_cancelled (self->session->closing))
    return;
  self->stopped = FALSE;
  g_ptr_array_set_size (self->failed, 0);
  if (self->cancellable && !g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->cancellable)
    self->again = TRUE;
  else
    start_work (self);
  emit_changed (self);
}

void
kaiji_indexer_stop (KaijiIndexer *self)
{
  if (!self->cancellable)
    return;
  self->stopped = TRUE;
  self->again = FALSE;
  g_cancellable_cancel (self->cancellable);
}

gboolean
kaiji_indexer_is_running (KaijiIndexer *self, const char **name, double *fraction)
{
  if (name)
    *name = self->name;
  if (fraction)
    *fraction = self->fraction;
  return self->cancellable != NULL;
}

gboolean
kaiji_indexer_is_stopped (KaijiIndexer *self)
{
  return self->stopped;
}

GPtrArray *
kaiji_indexer_get_failed (KaijiIndexer *self)
{
  return self->failed;
}

/* ---- evidence comes, changes and goes ---- */

static void
forget_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kaiji_casefile_index_forget (source, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaijiSession) session = user_data;
  g_autoptr (GError) error = NULL;

  kaiji_session_end_work (session);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    kaiji_session_tell (session, error->message, TRUE);
  else if (session->indexer)
    emit_changed (session->indexer);
}

/* Not to be cancelled: closing the case waits for it. */
static void
forget (KaijiSession *session, const char *sha256)
{
  g_autoptr (GTask) task =
      g_task_new (session->casefile, NULL, forgotten_cb, g_object_ref (session));

  g_task_set_source_tag (task, forget);
  g_task_set_task_data (task, g_strdup (sha256), g_free);
  kaiji_session_begin_work (session);
  g_task_run_in_thread (task, forget_thread);
}

/* To be called when a piece of evidence was added, changed or removed. */
void
kaiji_session_update_index (KaijiSession *session, const char *evidence_id)
{
  KaijiEvidence *evidence =
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (session), evidence_id);

  if (evidence && kaiji_evidence_is_personal (evidence)
      && !kaiji_journal_is_read_only (kaiji_session_get_journal (session)))
    forget (session, kaiji_evidence_get_info (evidence)->sha256);
  if (!session->indexer)
    return;
  if (evidence && !session->indexer->stopped)
    {
      session->indexer->again = session->indexer->cancellable != NULL;
      if (!session->indexer->again)
        start_work (session->indexer);
    }
  emit_changed (session->indexer);
}

/** kaiji_session_get_indexer: Returns: (transfer none): the session's; made when first asked for. */
KaijiIndexer *
kaiji_session_get_indexer (KaijiSession *session)
{
  if (!session->indexer)
    {
      session->indexer = g_object_new (KAIJI_TYPE_INDEXER, NULL);
      session->indexer->session = session;
    }
  return session->indexer;
}

/* The session ends. */
void
kaiji_session_drop_indexer (KaijiSession *session)
{
  if (session->indexer)
    session->indexer->session = NULL;
  g_clear_object (&session->indexer);
}

/* ---- the object ---- */

static void
kaiji_indexer_finalize (GObject *object)
{
  KaijiIndexer *self = KAIJI_INDEXER (object);

  g_ptr_array_unref (self->failed);
  g_free (self->name);
  G_OBJECT_CLASS (kaiji_indexer_parent_class)->finalize (object);
}

static void
kaiji_indexer_class_init (KaijiIndexerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_indexer_finalize;
  changed_signal = g_signal_new ("changed", KAIJI_TYPE_INDEXER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
kaiji_indexer_init (KaijiIndexer *self)
{
  self->failed = g_ptr_array_new_with_free_func (g_free);
}
