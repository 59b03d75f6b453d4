/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writing side of a case: the journal is undo and audit trail in one. */
#include "core/journal.h"

G_DEFINE_INTERFACE (KaijiJournal, kaiji_journal, G_TYPE_OBJECT)

enum
{
  SIGNAL_STATE_CHANGED,
  SIGNAL_COMMIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
kaiji_journal_default_init (KaijiJournalInterface *iface)
{
  signals[SIGNAL_STATE_CHANGED] = g_signal_new (
      "state-changed", KAIJI_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COMMIT_FAILED] =
      g_signal_new ("commit-failed", KAIJI_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR);
}

/** kaiji_log_entry_free: Frees a line of the log. */
void
kaiji_log_entry_free (KaijiLogEntry *entry)
{
  if (!entry)
    return;
  g_free (entry->who);
  g_free (entry->label);
  g_clear_pointer (&entry->edit, kaiji_edit_free);
  g_free (entry);
}

/**
 * kaiji_journal_edit:
 * @self: a journal
 * @edits: (element-type KaijiEdit): changes that make up one step; edits whose value does not
 *   differ are dropped
 * @label: what is done, for people
 * @flags: whether typing on joins the newest step
 * @error: refused (read-only), or the key or value is not allowed
 *
 * Applies the changes to the case at once and hands them to the writer. What had been undone can
 * no longer be redone.
 *
 * Thread: main only. Returns: %TRUE when taken (also when nothing differed)
 */
gboolean
kaiji_journal_edit (KaijiJournal *self,
                    GPtrArray *edits,
                    const char *label,
                    KaijiJournalFlags flags,
                    GError **error)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->edit (self, edits, label, flags, error);
}

/** kaiji_journal_undo: Takes the newest step back. Thread: main only. Returns: whether it did. */
gboolean
kaiji_journal_undo (KaijiJournal *self, GError **error)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->undo (self, error);
}

/** kaiji_journal_redo: Does the step undone last again. Thread: main only. Returns: whether it did. */
gboolean
kaiji_journal_redo (KaijiJournal *self, GError **error)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->redo (self, error);
}

/** kaiji_journal_can_undo: Returns: whether there is a step to take back. */
gboolean
kaiji_journal_can_undo (KaijiJournal *self)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->can_undo (self);
}

/** kaiji_journal_can_redo: Returns: whether there is a step to do again. */
gboolean
kaiji_journal_can_redo (KaijiJournal *self)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->can_redo (self);
}

/** kaiji_journal_is_read_only: Returns: whether edits are refused. */
gboolean
kaiji_journal_is_read_only (KaijiJournal *self)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->is_read_only (self);
}

/** kaiji_journal_get_pending: Returns: how many steps are not committed yet. */
guint
kaiji_journal_get_pending (KaijiJournal *self)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->get_pending (self);
}

/**
 * kaiji_journal_flush:
 * @self: a journal
 * @error: why the newest commit failed (disk full)
 *
 * Waits until every step is committed, trying failed ones again.
 *
 * Thread: main only; blocks. Returns: whether all is on disk
 */
gboolean
kaiji_journal_flush (KaijiJournal *self, GError **error)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->flush (self, error);
}

/**
 * kaiji_journal_dup_log:
 * @self: a journal
 * @limit: how many of the newest, 0 for all
 * @error: why it cannot be read
 *
 * Thread: main only. Returns: (transfer full) (element-type KaijiLogEntry): newest first
 */
GPtrArray *
kaiji_journal_dup_log (KaijiJournal *self, guint limit, GError **error)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->dup_log (self, limit, error);
}

/** kaiji_journal_next_citation_number: Returns: a number no citation ever had in this case. */
gint64
kaiji_journal_next_citation_number (KaijiJournal *self)
{
  return KAIJI_JOURNAL_GET_IFACE (self)->next_citation_number (self);
}

/** kaiji_journal_emit_state_changed: For implementations. Thread: main only. */
void
kaiji_journal_emit_state_changed (KaijiJournal *self)
{
  g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
}

/** kaiji_journal_emit_commit_failed: For implementations. Thread: main only. */
void
kaiji_journal_emit_commit_failed (KaijiJournal *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_COMMIT_FAILED], 0, error);
}
