/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/case.h"
#include "core/journal.h"
#include "db/db.h"

G_BEGIN_DECLS

/* "kaij", at byte 68 of each case file. */
#define KAIJI_STORE_PAGE_SIZE 16384
#define KAIJI_STORE_APPLICATION_ID 0x6b61696a
#define KAIJI_STORE_VERSION 3
/* The text index has been as it is since then. */
#define KAIJI_STORE_VERSION_OF_TEXT 2

typedef enum
{
  KAIJI_RECORD_EDIT,
  KAIJI_RECORD_UNDO,
  KAIJI_RECORD_REDO,
} KaijiRecordAction;

/**
 * KaijiRecord:
 * @action: what is recorded
 * @seq: number of the first of @edits in the log, the others follow
 * @step: the undo step
 * @at: seconds since the epoch
 * @who: name of the person at the machine
 * @label: what was done, for people
 * @is_new: the step begins here (not joined, undone or redone)
 * @drops_undone: what is undone at this moment can never be redone
 * @edits: (element-type KaijiEdit): in the order in which they were applied
 *
 * What is added to the log at once. Never changed after it was handed to the writer.
 */
typedef struct
{
  KaijiRecordAction action;
  gint64 seq;
  gint64 step;
  gint64 at;
  char *who;
  char *label;
  gboolean is_new;
  gboolean drops_undone;
  GPtrArray *edits;
} KaijiRecord;

/* A record is shared by the journal and the writer's thread. */
KaijiRecord *kaiji_record_new (KaijiRecordAction action) G_GNUC_WARN_UNUSED_RESULT;
KaijiRecord *kaiji_record_ref (KaijiRecord *self);
void kaiji_record_unref (KaijiRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiRecord, kaiji_record_unref)

/**
 * KaijiStep:
 * @step: its number
 * @label: (nullable): what was done
 * @at: seconds since the epoch of its newest edit
 * @edits: (nullable) (element-type KaijiEdit): one a key, from the value before the step to that
 *   after it; %NULL while they are only in the file
 */
typedef struct
{
  gint64 step;
  char *label;
  gint64 at;
  GPtrArray *edits;
} KaijiStep;

/* Owned by the journal. */
KaijiStep *kaiji_step_new (gint64 step);
void kaiji_step_free (KaijiStep *self);
void kaiji_step_absorb (KaijiStep *self, const KaijiEdit *edit);

/**
 * KaijiStoreState:
 *
 * What a file holds beside the case itself.
 */
typedef struct
{
  GPtrArray *done;   /* KaijiStep, oldest first */
  GPtrArray *undone; /* KaijiStep, the next to be redone last */
  gint64 last_seq;
  gint64 last_step;
  gint64 last_citation;
  gint64 last_evidence;
  gint64 edited_at;
} KaijiStoreState;

gboolean
kaiji_store_create (KaijiDb *db, const char *scheme_id, const char *revision, GError **error);
gboolean kaiji_store_migrate (KaijiDb *db, GError **error);
gboolean kaiji_store_check (KaijiDb *db, GError **error);
KaijiCase *kaiji_store_load (KaijiDb *db, KaijiStoreState *state, GError **error);
gboolean kaiji_store_load_step (KaijiDb *db, KaijiStep *step, GError **error);
gboolean kaiji_store_append (KaijiDb *db, const KaijiRecord *record, GError **error);
gboolean kaiji_store_read_log (KaijiDb *db,
                               gint64 before_seq,
                               guint limit,
                               GPtrArray *entries,
                               GError **error);
gboolean kaiji_store_read_evidence_log (KaijiDb *db,
                                        const char *evidence_id,
                                        gint64 before_seq,
                                        GPtrArray *entries,
                                        GError **error);
void kaiji_store_add_entries (GPtrArray *entries, const KaijiRecord *record, guint limit);
/* "E12" -> 12, 0 for an id of another form. */
gint64 kaiji_store_get_evidence_number (const char *id);
KaijiEdit *kaiji_record_copy_edit (const KaijiEdit *edit);

G_END_DECLS
