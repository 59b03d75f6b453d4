/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of what is cited.
 *
 * Invariants:
 * 1. A citation is read when somebody opened its page since it points there. Pointing elsewhere
 *    makes it unread.
 * 2. A mark is shown at once and written in a thread. Where it cannot be written (a case that is
 *    open for reading only) it holds for this session.
 */
#include "jobs/session-private.h"

typedef struct
{
  KaijiCasefile *casefile;
  gint64 number;
  char *place;
} Mark;

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  g_object_unref (mark->casefile);
  g_free (mark->place);
  g_free (mark);
}

/* (transfer none): read from the file when first asked for */
static GHashTable *
ensure_reads (KaijiSession *self)
{
  g_autoptr (GError) error = NULL;

  if (self->reads)
    return self->reads;
  self->reads = kaiji_casefile_dup_reads (self->casefile, &error);
  if (!self->reads)
    {
      g_message ("%s", error->message);
      self->reads = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
    }
  return self->reads;
}

/** kaiji_session_is_citation_read: Returns: whether somebody opened its page since it points
 * there. Thread: main. */
gboolean
kaiji_session_is_citation_read (KaijiSession *self, KaijiCitation *citation)
{
  gint64 number = kaiji_citation_get_number (citation);
  const char *read = g_hash_table_lookup (ensure_reads (self), &number);
  g_autofree char *place = read ? kaiji_citation_dup_place_key (citation) : NULL;

  return read && g_str_equal (read, place);
}

static void
write_thread (GTask *task,
              G_GNUC_UNUSED gpointer source,
              gpointer task_data,
              G_GNUC_UNUSED GCancellable *cancellable)
{
  Mark *mark = task_data;
  g_autoptr (GError) error = NULL;

  if (!kaiji_casefile_mark_read (mark->casefile, mark->number, mark->place, &error))
    g_message ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject *source, G_GNUC_UNUSED GAsyncResult *result, G_GNUC_UNUSED gpointer data)
{
  kaiji_session_end_work (KAIJI_SESSION (source));
}

/**
 * kaiji_session_mark_citation_read:
 * @self: a session
 * @citation: a citation of the case, whose page is shown now
 *
 * Notes that somebody looked; `citation-read` tells it when it was unread.
 *
 * Thread: main
 */
void
kaiji_session_mark_citation_read (KaijiSession *self, KaijiCitation *citation)
{
  gint64 number = kaiji_citation_get_number (citation);
  g_autoptr (GTask) task = NULL;
  Mark *mark;

  if (number == 0 || self->closed || kaiji_session_is_citation_read (self, citation))
    return;
  g_hash_table_insert (ensure_reads (self), g_memdup2 (&number, sizeof number),
                       kaiji_citation_dup_place_key (citation));
  g_signal_emit_by_name (self, "citation-read", citation);
  if (kaiji_journal_is_read_only (kaiji_session_get_journal (self)))
    return;
  mark = g_new0 (Mark, 1);
  mark->casefile = g_object_ref (self->casefile);
  mark->number = number;
  mark->place = kaiji_citation_dup_place_key (citation);
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, kaiji_session_mark_citation_read);
  g_task_set_task_data (task, mark, mark_free);
  kaiji_session_begin_work (self);
  g_task_run_in_thread (task, write_thread);
}
