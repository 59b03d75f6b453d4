/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence is fetched before anybody asks for it, while nobody waits: a click on a citation then
 * costs the opening and the drawing of the page only.
 *
 * Invariants:
 * 1. Fetched bytes are sealed and were checked against their digest.
 * 2. No more than PREFETCH_BYTES are held; each file is held once and given out as often as asked.
 */
#include "jobs/session-private.h"

#include <fcntl.h>
#include <unistd.h>

#define PREFETCH_BYTES (64 * 1024 * 1024)

static void fetch_next (KaijiSession *self);

static void
close_fd (gpointer fd)
{
  close (GPOINTER_TO_INT (fd) - 1);
}

static void
fetch_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  int fd = kaiji_evidence_source_open (source, task_data, cancellable, NULL);

  g_task_return_int (task, fd);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaijiSession) self = user_data;
  int fd = (int) g_task_propagate_int (G_TASK (result), NULL);

  kaiji_session_end_work (self);
  /* What cannot be read is told when it is opened. Zero is no value of a table, so one is added. */
  if (fd >= 0)
    g_hash_table_insert (self->fetched, g_strdup (g_task_get_task_data (G_TASK (result))),
                         GINT_TO_POINTER (fd + 1));
  if (fd >= 0 && !g_cancellable_is_cancelled (self->closing))
    fetch_next (self);
}

/* The first evidence of the list that is not held yet and for which there is room. */
static char *
dup_next (KaijiSession *self, gint64 *size)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (self));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);

      if (g_hash_table_contains (self->fetched, info->sha256)
          || g_hash_table_contains (self->documents, info->sha256)
          || self->fetched_size + info->size > PREFETCH_BYTES)
        continue;
      *size = info->size;
      return g_strdup (info->sha256);
    }
  return NULL;
}

static void
fetch_next (KaijiSession *self)
{
  g_autoptr (GTask) task = NULL;
  gint64 size = 0;
  char *sha256 = dup_next (self, &size);

  if (!sha256)
    return;
  self->fetched_size += size;
  kaiji_session_begin_work (self);
  task = g_task_new (kaiji_session_get_evidence_source (self), self->closing, fetched_cb,
                     g_object_ref (self));
  g_task_set_source_tag (task, fetch_next);
  /* A descriptor that came is taken, so that it is closed. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, sha256, g_free);
  g_task_run_in_thread (task, fetch_thread);
}

/**
 * kaiji_session_prefetch:
 * @self: a session
 *
 * Fetches evidence in the background, in its order, up to 64 MiB; to be called once the window
 * stands.
 *
 * Thread: main
 */
void
kaiji_session_prefetch (KaijiSession *self)
{
  if (!self->closed && !g_cancellable_is_cancelled (self->closing))
    fetch_next (self);
}

/* A descriptor of bytes that are held, -1 when they are not; the caller closes it. */
int
kaiji_session_dup_fetched (KaijiSession *self, const char *sha256)
{
  gpointer fd = g_hash_table_lookup (self->fetched, sha256);

  return fd ? fcntl (GPOINTER_TO_INT (fd) - 1, F_DUPFD_CLOEXEC, 3) : -1;
}

GHashTable *
kaiji_session_new_fetched (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, close_fd);
}
