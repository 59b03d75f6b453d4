/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits, undo, redo, audit trail.
 *
 * Invariants:
 * 1. A change is applied to the case in memory, then recorded, then told: who listens sees a
 *    journal that holds it already.
 * 2. A record is all or nothing: when one of its changes is refused, those before it are taken
 *    back and nothing is recorded.
 * 3. The log only grows. An undo or redo is recorded with changes of its own, so that adding up
 *    all changes of the log gives the case at every moment. Which steps hold is kept beside it.
 * 4. A new edit after an undo drops what was undone from redo, not from the log.
 * 5. Typing on joins the newest step when that touched the same keys, is not older than a minute,
 *    was made since the file was opened, and nothing came after it.
 */
#include "casefile/casefile-private.h"

#include <glib/gi18n-lib.h>

#define JOIN_WITHIN_S 60

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
may_write (KaijiCasefile *self, GError **error)
{
  if (self->writer)
    return TRUE;
  kaiji_casefile_set_read_only (self->path, error);
  return FALSE;
}

/* (transfer full) (nullable): what the case holds for the key of @edit. */
static GVariant *
dup_value (KaijiCasefile *self, const KaijiEdit *edit)
{
  KaijiCaseSource *source = KAIJI_CASE_SOURCE (self->kase);
  KaijiCitation *citation;
  KaijiEvidence *evidence;
  const char *text;

  switch (edit->kind)
    {
    case KAIJI_EDIT_CITATION:
      citation = kaiji_case_lookup_citation (self->kase, g_ascii_strtoll (edit->key, NULL, 10));
      return citation ? kaiji_citation_to_variant (citation) : NULL;
    case KAIJI_EDIT_EVIDENCE:
      evidence = kaiji_case_source_lookup_evidence (source, edit->key);
      return evidence ? kaiji_evidence_to_variant (evidence) : NULL;
    case KAIJI_EDIT_ANSWER:
    default:
      text = kaiji_case_source_get_answer (source, edit->key);
      return text ? g_variant_ref_sink (g_variant_new_string (text)) : NULL;
    }
}

static gboolean
is_empty_text (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
         && *g_variant_get_string (value, NULL) == 0;
}

static gboolean
is_well_formed (const KaijiEdit *edit)
{
  guint64 number;

  if (edit->kind == KAIJI_EDIT_CITATION
      && !g_ascii_string_to_unsigned (edit->key, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  return *edit->key
         && (!edit->after
             || g_variant_is_of_type (edit->after, edit->kind == KAIJI_EDIT_ANSWER
                                                       ? G_VARIANT_TYPE_STRING
                                                       : G_VARIANT_TYPE_VARDICT));
}

static gboolean
apply_one (KaijiCasefile *self, const KaijiEdit *wanted, GPtrArray *applied, GError **error)
{
  g_autoptr (GVariant) before = NULL;
  GVariant *after = wanted->after;

  if (!is_well_formed (wanted))
    {
      g_set_error (error, KAIJI_CASE_ERROR, KAIJI_CASE_ERROR_VALUE,
                   _ ("The value of %s cannot be read. Enter it again."), wanted->key);
      return FALSE;
    }
  if (!kaiji_case_differs (self->kase, wanted))
    return TRUE;
  before = dup_value (self, wanted);
  if (!kaiji_case_apply (self->kase, wanted, error))
    return FALSE;
  if (after && is_empty_text (after))
    after = NULL;
  g_ptr_array_add (applied, kaiji_edit_new (wanted->kind, wanted->key, before, after));
  return TRUE;
}

static void
take_back (KaijiCasefile *self, GPtrArray *applied)
{
  for (guint i = applied->len; i-- > 0;)
    {
      g_autoptr (KaijiEdit) inverse = kaiji_edit_new_inverse (g_ptr_array_index (applied, i));
      kaiji_case_apply (self->kase, inverse, NULL);
    }
}

/* Applies all or nothing. What changed is added to @applied, with the true `before`. */
static gboolean
apply_all (KaijiCasefile *self, GPtrArray *edits, GPtrArray *applied, GError **error)
{
  for (guint i = 0; i < edits->len; i++)
    if (!apply_one (self, g_ptr_array_index (edits, i), applied, error))
      {
        take_back (self, applied);
        return FALSE;
      }
  return TRUE;
}

static void
note_numbers (KaijiCasefile *self, GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const KaijiEdit *edit = g_ptr_array_index (edits, i);

      if (edit->kind == KAIJI_EDIT_CITATION)
        self->state.last_citation =
            MAX (self->state.last_citation, g_ascii_strtoll (edit->key, NULL, 10));
      else if (edit->kind == KAIJI_EDIT_EVIDENCE)
        self->state.last_evidence =
            MAX (self->state.last_evidence, kaiji_store_get_evidence_number (edit->key));
    }
}

/* @record: (transfer full): step, label and edits are set */
static void
push (KaijiCasefile *self, KaijiRecord *record)
{
  record->seq = self->state.last_seq + 1;
  self->state.last_seq += record->edits->len;
  record->at = now ();
  record->who = g_strdup (self->who);
  note_numbers (self, record->edits);
  kaiji_writer_push (self->writer, record);
}

/* ---- edit ---- */

static gboolean
has_key (GPtrArray *edits, const KaijiEdit *edit)
{
  for (guint i = 0; edits && i < edits->len; i++)
    {
      const KaijiEdit *other = g_ptr_array_index (edits, i);
      if (other->kind == edit->kind && g_str_equal (other->key, edit->key))
        return TRUE;
    }
  return FALSE;
}

/* (transfer none) (nullable): the step that @edits join. */
static KaijiStep *
find_step_to_join (KaijiCasefile *self, GPtrArray *edits)
{
  KaijiStep *newest;

  if (!self->may_join || self->state.done->len == 0)
    return NULL;
  newest = g_ptr_array_index (self->state.done, self->state.done->len - 1);
  if (now () - newest->at > JOIN_WITHIN_S)
    return NULL;
  for (guint i = 0; i < edits->len; i++)
    if (!has_key (newest->edits, g_ptr_array_index (edits, i)))
      return NULL;
  return newest;
}

static void
record_edit (KaijiCasefile *self, GPtrArray *applied, const char *label, KaijiJournalFlags flags)
{
  KaijiStep *step = flags & KAIJI_JOURNAL_JOIN ? find_step_to_join (self, applied) : NULL;
  KaijiRecord *record = kaiji_record_new (KAIJI_RECORD_EDIT);

  if (!step)
    {
      step = kaiji_step_new (++self->state.last_step);
      g_ptr_array_add (self->state.done, step);
      record->is_new = TRUE;
      record->drops_undone = self->state.undone->len > 0;
      g_ptr_array_set_size (self->state.undone, 0);
    }
  g_free (step->label);
  step->label = g_strdup (label);
  step->at = now ();
  record->step = step->step;
  record->label = g_strdup (label);
  for (guint i = 0; i < applied->len; i++)
    {
      kaiji_step_absorb (step, g_ptr_array_index (applied, i));
      g_ptr_array_add (record->edits, kaiji_record_copy_edit (g_ptr_array_index (applied, i)));
    }
  self->may_join = TRUE;
  push (self, record);
}

static gboolean
casefile_edit (KaijiJournal *journal,
               GPtrArray *edits,
               const char *label,
               KaijiJournalFlags flags,
               GError **error)
{
  KaijiCasefile *self = KAIJI_CASEFILE (journal);
  g_autoptr (GPtrArray) applied = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);

  if (!may_write (self, error))
    return FALSE;
  kaiji_casefile_hold_changes (self);
  if (!apply_all (self, edits, applied, error))
    {
      /* Taken back, but a listener may have looked at the list of evidence in between. */
      kaiji_casefile_tell_changes (self);
      return FALSE;
    }
  if (applied->len > 0)
    record_edit (self, applied, label, flags);
  kaiji_casefile_tell_changes (self);
  if (applied->len > 0)
    kaiji_journal_emit_state_changed (journal);
  return TRUE;
}

/* ---- undo and redo ---- */

static gboolean
ensure_loaded (KaijiCasefile *self, KaijiStep *step, GError **error)
{
  g_autoptr (KaijiConnection) connection = NULL;
  GError *db_error = NULL;

  if (step->edits)
    return TRUE;
  connection = kaiji_connection_new (self, error);
  if (!connection)
    return FALSE;
  return kaiji_store_load_step (connection->db, step, &db_error)
         || kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
}

/* Takes one step over from @from to @to and records it. @changed: whether the case changed. */
static gboolean
move_step (KaijiCasefile *self,
           KaijiRecordAction action,
           GPtrArray *from,
           GPtrArray *to,
           gboolean *changed,
           GError **error)
{
  KaijiStep *step = g_ptr_array_index (from, from->len - 1);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (KaijiRecord) record = kaiji_record_new (action);

  if (!ensure_loaded (self, step, error))
    return FALSE;
  for (guint i = 0; i < step->edits->len; i++)
    if (action == KAIJI_RECORD_UNDO)
      g_ptr_array_insert (edits, 0, kaiji_edit_new_inverse (g_ptr_array_index (step->edits, i)));
    else
      g_ptr_array_add (edits, kaiji_record_copy_edit (g_ptr_array_index (step->edits, i)));
  if (!apply_all (self, edits, record->edits, error))
    return FALSE;
  *changed = record->edits->len > 0;
  record->step = step->step;
  record->label = g_strdup (step->label ? step->label : "");
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
  push (self, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
move_steps (KaijiCasefile *self,
            KaijiRecordAction action,
            GPtrArray *from,
            GPtrArray *to,
            GError **error)
{
  gboolean changed = FALSE, done = TRUE;

  if (!may_write (self, error))
    return FALSE;
  if (from->len == 0)
    {
      g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOTHING,
                   action == KAIJI_RECORD_UNDO ? _ ("There is nothing to undo.")
                                               : _ ("There is nothing to redo."));
      return FALSE;
    }
  self->may_join = FALSE;
  kaiji_casefile_hold_changes (self);
  /* A step that typed something and deleted it again shows nothing: go on to one that does. */
  while (done && !changed && from->len > 0)
    done = move_step (self, action, from, to, &changed, error);
  kaiji_casefile_tell_changes (self);
  kaiji_journal_emit_state_changed (KAIJI_JOURNAL (self));
  return done;
}

static gboolean
casefile_undo (KaijiJournal *journal, GError **error)
{
  KaijiCasefile *self = KAIJI_CASEFILE (journal);

  return move_steps (self, KAIJI_RECORD_UNDO, self->state.done, self->state.undone, error);
}

static gboolean
casefile_redo (KaijiJournal *journal, GError **error)
{
  KaijiCasefile *self = KAIJI_CASEFILE (journal);

  return move_steps (self, KAIJI_RECORD_REDO, self->state.undone, self->state.done, error);
}

static gboolean
casefile_can_undo (KaijiJournal *journal)
{
  KaijiCasefile *self = KAIJI_CASEFILE (journal);

  return self->writer && self->state.done->len > 0;
}

static gboolean
casefile_can_redo (KaijiJournal *journal)
{
  KaijiCasefile *self = KAIJI_CASEFILE (journal);

  return self->writer && self->state.undone->len > 0;
}

/* ---- the rest ---- */

static gboolean
casefile_is_read_only (KaijiJournal *journal)
{
  return KAIJI_CASEFILE (journal)->read_only;
}

static guint
casefile_get_pending (KaijiJournal *journal)
{
  KaijiCasefile *self = KAIJI_CASEFILE (journal);

  return self->writer ? kaiji_writer_get_pending (self->writer) : 0;
}

static gboolean
casefile_flush (KaijiJournal *journal, GError **error)
{
  KaijiCasefile *self = KAIJI_CASEFILE (journal);
  GError *cause = NULL;
  gboolean done;

  if (!self->writer)
    return TRUE;
  done = kaiji_writer_flush (self->writer, &cause);
  kaiji_writer_dispatch (self->writer);
  return done || kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_COMMITTING, cause, error);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  gint64 left = (*(const KaijiStep *const *) a)->step;
  gint64 right = (*(const KaijiStep *const *) b)->step;

  return left < right ? -1 : left > right;
}

static gboolean
holds (KaijiCasefile *self, gint64 number)
{
  const KaijiStep key = { .step = number };
  const KaijiStep *pointer = &key;

  return bsearch (&pointer, self->state.done->pdata, self->state.done->len, sizeof (gpointer),
                  compare_steps)
         != NULL;
}

/* Those of a record that is not in the file yet, newest first. */
static void
add_pending_evidence (const KaijiRecord *record, const char *evidence_id, GPtrArray *entries)
{
  guint from = entries->len;

  if (record->action == KAIJI_RECORD_EDIT)
    kaiji_store_add_entries (entries, record, 0);
  for (guint i = entries->len; i-- > from;)
    {
      const KaijiEdit *edit = ((KaijiLogEntry *) g_ptr_array_index (entries, i))->edit;

      if (edit->kind != KAIJI_EDIT_EVIDENCE || !g_str_equal (edit->key, evidence_id))
        g_ptr_array_remove_index (entries, i);
    }
}

/* @evidence_id: (nullable): only the edits of it */
static gboolean
read_log (KaijiCasefile *self,
          const char *evidence_id,
          gint64 before,
          guint limit,
          GPtrArray *entries,
          GError **error)
{
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, error);
  GError *db_error = NULL;

  if (!connection)
    return FALSE;
  if (evidence_id)
    kaiji_store_read_evidence_log (connection->db, evidence_id, before, entries, &db_error);
  else
    kaiji_store_read_log (connection->db, before, limit, entries, &db_error);
  return !db_error
         || kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
}

static GPtrArray *
dup_log (KaijiCasefile *self, const char *evidence_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_log_entry_free);
  g_autoptr (GPtrArray) pending = NULL;
  gint64 before = G_MAXINT64;

  /* What is not in the file yet comes from memory; looked at first, so that nothing is missed. */
  if (self->writer)
    pending = kaiji_writer_dup_pending (self->writer);
  for (guint i = pending ? pending->len : 0; i-- > 0;)
    {
      KaijiRecord *record = g_ptr_array_index (pending, i);

      if (evidence_id)
        add_pending_evidence (record, evidence_id, entries);
      else
        kaiji_store_add_entries (entries, record, limit);
      before = record->seq;
    }
  if (!read_log (self, evidence_id, before, limit, entries, error))
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      KaijiLogEntry *entry = g_ptr_array_index (entries, i);

      entry->undone = entry->undone && !holds (self, entry->step);
    }
  return g_steal_pointer (&entries);
}

static GPtrArray *
casefile_dup_log (KaijiJournal *journal, guint limit, GError **error)
{
  return dup_log (KAIJI_CASEFILE (journal), NULL, limit, error);
}

/**
 * kaiji_casefile_dup_evidence_log:
 * @self: a case
 * @evidence_id: which evidence
 * @error: the file cannot be read
 *
 * Thread: the owner's. Returns: (transfer full) (element-type KaijiLogEntry): the edits of it, newest
 * first
 */
GPtrArray *
kaiji_casefile_dup_evidence_log (KaijiCasefile *self, const char *evidence_id, GError **error)
{
  return dup_log (self, evidence_id, 0, error);
}

static gint64
casefile_next_citation_number (KaijiJournal *journal)
{
  return ++KAIJI_CASEFILE (journal)->state.last_citation;
}

/** kaiji_casefile_init_journal: Fills in the writing side. */
void
kaiji_casefile_init_journal (KaijiJournalInterface *iface)
{
  iface->edit = casefile_edit;
  iface->undo = casefile_undo;
  iface->redo = casefile_redo;
  iface->can_undo = casefile_can_undo;
  iface->can_redo = casefile_can_redo;
  iface->is_read_only = casefile_is_read_only;
  iface->get_pending = casefile_get_pending;
  iface->flush = casefile_flush;
  iface->dup_log = casefile_dup_log;
  iface->next_citation_number = casefile_next_citation_number;
}
