/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/edit.h"

G_BEGIN_DECLS

/**
 * KaijiJournalFlags:
 * @KAIJI_JOURNAL_NONE: a step of its own
 * @KAIJI_JOURNAL_JOIN: joins the newest step when that one touched the same keys only (typing on
 *   in one field is one undo step)
 */
typedef enum
{
  KAIJI_JOURNAL_NONE = 0,
  KAIJI_JOURNAL_JOIN = 1 << 0,
} KaijiJournalFlags;

/**
 * KaijiLogEntry:
 * @seq: number of the edit, rising
 * @step: the undo step it belongs to
 * @at: seconds since the epoch
 * @who: name of the person at the machine
 * @label: what was done, for people (the command's words)
 * @undone: the step is taken back at present
 * @edit: the change
 *
 * One line of the audit trail.
 */
typedef struct
{
  gint64 seq;
  gint64 step;
  gint64 at;
  char *who;
  char *label;
  gboolean undone;
  KaijiEdit *edit;
} KaijiLogEntry;

void kaiji_log_entry_free (KaijiLogEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiLogEntry, kaiji_log_entry_free)

#define KAIJI_TYPE_JOURNAL (kaiji_journal_get_type ())
/**
 * KaijiJournal:
 *
 * The writing side of a case: edits, undo, redo, audit trail. An edit shows in the case at once
 * and is committed by a writer thread; @pending counts those not committed yet. A read-only
 * journal refuses.
 *
 * Signal `state-changed ()`: pending, undo or redo changed. Main thread.
 * Signal `commit-failed (GError *error)`: an edit could not be committed (disk full); the edit is
 * kept in memory and tried again at the next edit or flush. Main thread.
 */
G_DECLARE_INTERFACE (KaijiJournal, kaiji_journal, KAIJI, JOURNAL, GObject)

struct _KaijiJournalInterface
{
  GTypeInterface parent_iface;

  gboolean (*edit) (KaijiJournal *self,
                    GPtrArray *edits,
                    const char *label,
                    KaijiJournalFlags flags,
                    GError **error);
  gboolean (*undo) (KaijiJournal *self, GError **error);
  gboolean (*redo) (KaijiJournal *self, GError **error);
  gboolean (*can_undo) (KaijiJournal *self);
  gboolean (*can_redo) (KaijiJournal *self);
  gboolean (*is_read_only) (KaijiJournal *self);
  guint (*get_pending) (KaijiJournal *self);
  gboolean (*flush) (KaijiJournal *self, GError **error);
  GPtrArray *(*dup_log) (KaijiJournal *self, guint limit, GError **error);
  gint64 (*next_citation_number) (KaijiJournal *self);
};

gboolean kaiji_journal_edit (KaijiJournal *self,
                             GPtrArray *edits,
                             const char *label,
                             KaijiJournalFlags flags,
                             GError **error);
gboolean kaiji_journal_undo (KaijiJournal *self, GError **error);
gboolean kaiji_journal_redo (KaijiJournal *self, GError **error);
gboolean kaiji_journal_can_undo (KaijiJournal *self);
gboolean kaiji_journal_can_redo (KaijiJournal *self);
gboolean kaiji_journal_is_read_only (KaijiJournal *self);
guint kaiji_journal_get_pending (KaijiJournal *self);
gboolean kaiji_journal_flush (KaijiJournal *self, GError **error);
GPtrArray *
kaiji_journal_dup_log (KaijiJournal *self, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 kaiji_journal_next_citation_number (KaijiJournal *self);
void kaiji_journal_emit_state_changed (KaijiJournal *self);
void kaiji_journal_emit_commit_failed (KaijiJournal *self, const GError *error);

G_END_DECLS
