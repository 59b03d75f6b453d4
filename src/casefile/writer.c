/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that commits.
 *
 * Invariants:
 * 1. Records are committed in the order in which they were pushed; what waits together is
 *    committed together.
 * 2. A record leaves the queue only after the commit that holds it succeeded. A commit that failed
 *    changed nothing and is tried again: at the next push or flush, and by itself after a while.
 * 3. The owner is told on the main context that was the thread's default when the writer was made,
 *    never from the writer thread; it is not kept alive by that.
 * 4. Of attempts that were not asked for (by a push or a flush) only a success is told.
 */
#include "casefile/writer.h"

#define RETRY_AFTER_US (3 * G_USEC_PER_SEC)
#define MAX_BATCH 64

struct _KaijiWriter
{
  KaijiDb *db; /* the thread's alone */
  GThread *thread;
  GMainContext *context;
  GWeakRef owner;
  KaijiWriterFunc func;

  GMutex mutex; /* guards what follows */
  GCond wake;
  GCond finished;
  GQueue queue; /* KaijiRecord, oldest first */
  gboolean stop;
  guint64 asked;     /* rises with each push and flush */
  guint64 tried;     /* `asked` when the last attempt that failed began */
  GError *error;     /* why it failed; NULL after a success */
  gint64 retry_at;   /* monotonic, microseconds */
  GError *untold;    /* a failure that the owner is still to be told */
  gboolean has_news; /* something the owner is still to be told */
  GSource *source;   /* that will tell */
  gint64 committed_at;
};

static void
tell (KaijiWriter *self)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_autoptr (GError) error = NULL;
  gboolean has_news;

  g_mutex_lock (&self->mutex);
  has_news = self->has_news;
  self->has_news = FALSE;
  error = g_steal_pointer (&self->untold);
  if (self->source)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->mutex);
  if (owner && has_news)
    self->func (owner, error);
}

/* The source does not hold the writer: it looks it up through the owner, which frees the writer
 * only when nobody refers to it any more. */
typedef struct
{
  GWeakRef owner;
  KaijiWriter *writer;
} News;

static gboolean
news_cb (gpointer user_data)
{
  News *news = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&news->owner);

  if (owner)
    tell (news->writer);
  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer user_data)
{
  News *news = user_data;

  g_weak_ref_clear (&news->owner);
  g_free (news);
}

/* With the mutex held. */
static void
schedule (KaijiWriter *self)
{
  g_autoptr (GObject) owner = NULL;
  News *news;

  self->has_news = TRUE;
  if (self->source)
    return;
  owner = g_weak_ref_get (&self->owner);
  if (!owner)
    return;
  news = g_new0 (News, 1);
  g_weak_ref_init (&news->owner, owner);
  news->writer = self;
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->source, "[kaiji] committed");
  g_source_set_callback (self->source, news_cb, news, free_news);
  g_source_attach (self->source, self->context);
}

static gboolean
commit (KaijiWriter *self, GPtrArray *batch, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (self->db, error);

  if (!transaction)
    return FALSE;
  for (guint i = 0; i < batch->len; i++)
    if (!kaiji_store_append (self->db, g_ptr_array_index (batch, i), error))
      return FALSE;
  return kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

/* With the mutex held. */
static gboolean
must_wait (KaijiWriter *self)
{
  if (self->stop)
    return FALSE;
  if (self->queue.length == 0)
    return TRUE;
  return self->error && self->asked == self->tried && g_get_monotonic_time () < self->retry_at;
}

/* With the mutex held. */
static void
note_success (KaijiWriter *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaijiRecord) record = g_queue_pop_head (&self->queue);
      self->committed_at = record->at;
    }
  g_clear_error (&self->error);
  g_clear_error (&self->untold);
  schedule (self);
}

/* With the mutex held. @error: (transfer full) */
static void
note_failure (KaijiWriter *self, guint64 asked, GError *error)
{
  if (!self->error || asked != self->tried)
    {
      g_clear_error (&self->untold);
      self->untold = g_error_copy (error);
      schedule (self);
    }
  g_debug ("not committed: %s", error->message);
  g_clear_error (&self->error);
  self->error = error;
  self->tried = asked;
  self->retry_at = g_get_monotonic_time () + RETRY_AFTER_US;
}

static gpointer
run (gpointer data)
{
  KaijiWriter *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (TRUE)
    {
      g_autoptr (GPtrArray) batch =
          g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_record_unref);
      GError *error = NULL;
      guint64 asked;

      while (must_wait (self))
        if (self->queue.length > 0)
          g_cond_wait_until (&self->wake, &self->mutex, self->retry_at);
        else
          g_cond_wait (&self->wake, &self->mutex);
      if (self->stop)
        return NULL;
      asked = self->asked;
      for (GList *l = self->queue.head; l && batch->len < MAX_BATCH; l = l->next)
        g_ptr_array_add (batch, kaiji_record_ref (l->data));

      g_mutex_unlock (&self->mutex);
      commit (self, batch, &error);
      g_mutex_lock (&self->mutex);

      if (error)
        note_failure (self, asked, error);
      else
        note_success (self, batch->len);
      g_cond_broadcast (&self->finished);
    }
}

/**
 * kaiji_writer_new:
 * @db: (transfer full): a connection that nobody else uses from now on
 * @owner: who is told; must call kaiji_writer_free() when it is disposed of
 * @func: called after each commit and each failure
 *
 * Starts the thread.
 *
 * Thread: the one that owns the case. Returns: (transfer full): a writer
 */
KaijiWriter *
kaiji_writer_new (KaijiDb *db, GObject *owner, KaijiWriterFunc func)
{
  KaijiWriter *self = g_new0 (KaijiWriter, 1);

  self->db = db;
  self->func = func;
  self->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&self->owner, owner);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wake);
  g_cond_init (&self->finished);
  g_queue_init (&self->queue);
  self->thread = g_thread_new ("kaiji-writer", run, self);
  return self;
}

/** kaiji_writer_push: @record: (transfer full): must not be changed any more. */
void
kaiji_writer_push (KaijiWriter *self, KaijiRecord *record)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_queue_push_tail (&self->queue, record);
  self->asked++;
  g_cond_signal (&self->wake);
}

/** kaiji_writer_get_pending: Returns: records that are not committed. Thread: any. */
guint
kaiji_writer_get_pending (KaijiWriter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->queue.length;
}

/** kaiji_writer_get_committed_at: Returns: `at` of the newest record committed, 0 for none. */
gint64
kaiji_writer_get_committed_at (KaijiWriter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->committed_at;
}

/** kaiji_writer_dup_pending: Returns: (transfer full) (element-type KaijiRecord): oldest first. */
GPtrArray *
kaiji_writer_dup_pending (KaijiWriter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_record_unref);

  for (GList *l = self->queue.head; l; l = l->next)
    g_ptr_array_add (records, kaiji_record_ref (l->data));
  return records;
}

/** kaiji_writer_flush: Waits until all is committed or an attempt that began now has failed. */
gboolean
kaiji_writer_flush (KaijiWriter *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  guint64 asked;

  if (self->queue.length == 0)
    return TRUE;
  asked = ++self->asked;
  g_cond_signal (&self->wake);
  while (self->queue.length > 0 && !(self->error && self->tried >= asked))
    g_cond_wait (&self->finished, &self->mutex);
  if (self->queue.length == 0)
    return TRUE;
  if (error)
    *error = g_error_copy (self->error);
  return FALSE;
}

/** kaiji_writer_dispatch: Tells the owner now what it would be told later. Thread: the owner's. */
void
kaiji_writer_dispatch (KaijiWriter *self)
{
  tell (self);
}

/** kaiji_writer_free: Ends the thread; what is not committed by now is dropped. */
void
kaiji_writer_free (KaijiWriter *self)
{
  if (!self)
    return;
  g_mutex_lock (&self->mutex);
  self->stop = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  if (self->source)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_queue_clear_full (&self->queue, (GDestroyNotify) kaiji_record_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->untold);
  g_weak_ref_clear (&self->owner);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wake);
  g_cond_clear (&self->finished);
  g_main_context_unref (self->context);
  /* An empty journal is not left lying beside the file. */
  kaiji_db_exec (self->db, "PRAGMA journal_mode = DELETE", NULL);
  kaiji_db_close (self->db);
  g_free (self);
}
