/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The `.kaiji` file: making, opening, closing. One SQLite file holds the case, its journal, its
 * evidence and a text index.
 *
 * Invariants:
 * 1. A file is looked at before anything is done to it: what is foreign, damaged or newer keeps
 *    its bytes.
 * 2. Whoever writes holds the lock, from before the file is looked at until it is closed.
 * 3. A file comes to be whole: it is written beside its place and renamed.
 * 4. Answers, citations and evidence in memory (`kase`) are ahead of the file by what the writer
 *    still has to commit, never behind.
 */
#include "casefile/casefile-private.h"

#include "casefile/platform.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

typedef struct
{
  guint kind;
  char *key;
  char *target;
} HeldChange;

static void case_source_iface_init (KaijiCaseSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
    KaijiCasefile,
    kaiji_casefile,
    G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (KAIJI_TYPE_CASE_SOURCE, case_source_iface_init)
        G_IMPLEMENT_INTERFACE (KAIJI_TYPE_JOURNAL, kaiji_casefile_init_journal)
            G_IMPLEMENT_INTERFACE (KAIJI_TYPE_EVIDENCE_SOURCE, kaiji_casefile_init_evidence))

/* ---- the reading side: what the case in memory says ---- */

static KaijiCaseSource *
get_case (KaijiCaseSource *source)
{
  return KAIJI_CASE_SOURCE (KAIJI_CASEFILE (source)->kase);
}

static const char *
casefile_get_scheme_id (KaijiCaseSource *source)
{
  return kaiji_case_source_get_scheme_id (get_case (source));
}

static const char *
casefile_get_revision (KaijiCaseSource *source)
{
  return kaiji_case_source_get_revision (get_case (source));
}

static const char *
casefile_get_answer (KaijiCaseSource *source, const char *id)
{
  return kaiji_case_source_get_answer (get_case (source), id);
}

static void
casefile_foreach_answer (KaijiCaseSource *source, KaijiAnswerFunc func, gpointer user_data)
{
  kaiji_case_source_foreach_answer (get_case (source), func, user_data);
}

static GPtrArray *
casefile_get_citations (KaijiCaseSource *source, const char *target)
{
  return kaiji_case_source_get_citations (get_case (source), target);
}

static void
casefile_foreach_citation (KaijiCaseSource *source, KaijiCitationFunc func, gpointer user_data)
{
  kaiji_case_source_foreach_citation (get_case (source), func, user_data);
}

static GListModel *
casefile_get_evidence (KaijiCaseSource *source)
{
  return kaiji_case_source_get_evidence (get_case (source));
}

static KaijiEvidence *
casefile_lookup_evidence (KaijiCaseSource *source, const char *id)
{
  return kaiji_case_source_lookup_evidence (get_case (source), id);
}

static void
case_source_iface_init (KaijiCaseSourceInterface *iface)
{
  iface->get_scheme_id = casefile_get_scheme_id;
  iface->get_revision = casefile_get_revision;
  iface->get_answer = casefile_get_answer;
  iface->foreach_answer = casefile_foreach_answer;
  iface->get_citations = casefile_get_citations;
  iface->foreach_citation = casefile_foreach_citation;
  iface->get_evidence = casefile_get_evidence;
  iface->lookup_evidence = casefile_lookup_evidence;
}

/* ---- telling changes ---- */

static void
free_held_change (gpointer data)
{
  HeldChange *change = data;

  g_free (change->key);
  g_free (change->target);
  g_free (change);
}

static void
case_changed_cb (KaijiCaseSource *source,
                 guint kind,
                 const char *key,
                 const char *target,
                 gpointer user_data)
{
  KaijiCasefile *self = user_data;
  HeldChange *change;

  if (!self->held)
    return;
  change = g_new0 (HeldChange, 1);
  change->kind = kind;
  change->key = g_strdup (key);
  change->target = g_strdup (target);
  g_ptr_array_add (self->held, change);
}

/** kaiji_casefile_hold_changes: Until told, changes of the case are only noted. */
void
kaiji_casefile_hold_changes (KaijiCasefile *self)
{
  g_clear_pointer (&self->held, g_ptr_array_unref);
  self->held = g_ptr_array_new_with_free_func (free_held_change);
}

/** kaiji_casefile_tell_changes: Emits what was noted: listeners see a journal that is up to date. */
void
kaiji_casefile_tell_changes (KaijiCasefile *self)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);

  for (guint i = 0; held && i < held->len; i++)
    {
      HeldChange *change = g_ptr_array_index (held, i);
      kaiji_case_source_emit_changed (KAIJI_CASE_SOURCE (self), (KaijiEditKind) change->kind,
                                      change->key, change->target);
    }
}

static void
written_cb (GObject *owner, const GError *cause)
{
  KaijiCasefile *self = KAIJI_CASEFILE (owner);

  if (self->writer && kaiji_writer_get_committed_at (self->writer))
    self->state.edited_at = kaiji_writer_get_committed_at (self->writer);
  if (cause)
    {
      g_autoptr (GError) error = NULL;

      kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_COMMITTING, g_error_copy (cause),
                                    &error);
      kaiji_journal_emit_commit_failed (KAIJI_JOURNAL (self), error);
    }
  kaiji_journal_emit_state_changed (KAIJI_JOURNAL (self));
}

/* ---- the object ---- */

/* Closes for good; what is not committed is lost. */
static void
shut (KaijiCasefile *self)
{
  if (self->closed)
    return;
  self->closed = TRUE;
  g_cancellable_cancel (self->stop);
  kaiji_casefile_end_connections (self);
  g_clear_pointer (&self->writer, kaiji_writer_free);
  g_clear_pointer (&self->lock, kaiji_lock_free);
}

static void
kaiji_casefile_dispose (GObject *object)
{
  KaijiCasefile *self = KAIJI_CASEFILE (object);
  g_autoptr (GError) error = NULL;

  if (self->writer && !kaiji_writer_flush (self->writer, &error))
    g_message ("%s: %u steps could not be saved: %s", self->path,
               kaiji_writer_get_pending (self->writer), error->message);
  shut (self);
  if (self->kase)
    g_signal_handlers_disconnect_by_data (self->kase, self);
  G_OBJECT_CLASS (kaiji_casefile_parent_class)->dispose (object);
}

static void
kaiji_casefile_finalize (GObject *object)
{
  KaijiCasefile *self = KAIJI_CASEFILE (object);

  g_clear_object (&self->kase);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->state.done, g_ptr_array_unref);
  g_clear_pointer (&self->state.undone, g_ptr_array_unref);
  g_ptr_array_unref (self->idle);
  g_hash_table_unref (self->indexing);
  kaiji_db_close (self->scratch);
  g_object_unref (self->stop);
  kaiji_db_lock_clear (&self->write_lock);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->storing);
  g_mutex_clear (&self->scratch_mutex);
  g_cond_clear (&self->returned);
  g_free (self->path);
  g_free (self->who);
  G_OBJECT_CLASS (kaiji_casefile_parent_class)->finalize (object);
}

static void
kaiji_casefile_class_init (KaijiCasefileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kaiji_casefile_dispose;
  G_OBJECT_CLASS (klass)->finalize = kaiji_casefile_finalize;
}

static void
kaiji_casefile_init (KaijiCasefile *self)
{
  kaiji_db_lock_init (&self->write_lock);
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->storing);
  g_mutex_init (&self->scratch_mutex);
  g_cond_init (&self->returned);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_db_close);
  self->indexing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stop = g_cancellable_new ();
  self->who = g_strdup (kaiji_lock_get_person ());
}

/* ---- opening ---- */

static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *folder = NULL, *name = NULL;
  g_autofree char *real_folder = NULL;

  if (real)
    return real;
  /* Not there yet: the folder may still be reached by a link. */
  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  real_folder = realpath (folder, NULL);
  return real_folder ? g_build_filename (real_folder, name, NULL)
                     : g_canonicalize_filename (path, NULL);
}

/* The order matters: nothing is written before all that only looks has passed. */
static KaijiDb *
open_checked (const char *path,
              gboolean read_only,
              KaijiStoreState *state,
              KaijiCase **kase,
              GError **error)
{
  g_autoptr (KaijiDb) db =
      kaiji_db_open (path, read_only ? KAIJI_DB_QUERY_ONLY : KAIJI_DB_READ_WRITE, error);

  if (!db)
    return NULL;
  if (!read_only && kaiji_db_is_read_only (db))
    {
      g_autofree char *name = g_filename_display_basename (path);
      g_set_error (
          error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_READ_ONLY,
          _ ("“%s” may not be written to. Copy it elsewhere, or open it for reading only."), name);
      return NULL;
    }
  /* SQLite has rolled back by now what a crash left; only then does the size count in any case. */
  if (!kaiji_store_check (db, error) || !kaiji_casefile_check_header (path, error))
    return NULL;
  if (!read_only
      && (!kaiji_store_migrate (db, error) || !kaiji_casefile_drop_unfinished (db, error)))
    return NULL;
  *kase = kaiji_store_load (db, state, error);
  return *kase ? g_steal_pointer (&db) : NULL;
}

/* @path: resolved; @lock: (transfer full) (nullable): NULL = read-only */
static KaijiCasefile *
open_locked (const char *path, KaijiLock *lock, GError **error)
{
  g_autoptr (KaijiCasefile) self = g_object_new (KAIJI_TYPE_CASEFILE, NULL);
  GError *db_error = NULL;
  KaijiDb *db;

  self->lock = lock;
  self->read_only = !lock;
  self->path = g_strdup (path);
  if (!kaiji_casefile_check_header (path, error))
    return NULL;
  db = open_checked (path, self->read_only, &self->state, &self->kase, &db_error);
  if (!db)
    {
      kaiji_casefile_take_db_error (path, KAIJI_CASEFILE_OPENING, db_error, error);
      return NULL;
    }
  g_signal_connect (self->kase, "changed", G_CALLBACK (case_changed_cb), self);
  kaiji_db_set_write_lock (db, &self->write_lock);
  if (self->read_only)
    g_ptr_array_add (self->idle, db);
  else
    self->writer = kaiji_writer_new (db, G_OBJECT (self), written_cb);
  return g_steal_pointer (&self);
}

/**
 * kaiji_casefile_open:
 * @path: a case file
 * @read_only: edits are refused, no lock is taken
 * @error: NOT_FOUND, FOREIGN, DAMAGED, NEWER (the file is as it was), LOCKED, READ_ONLY (the file
 *   may not be written to), IO
 *
 * Opens a case. What a crash left half-written is taken back first.
 *
 * Thread: any; the thread that calls owns the case and its signals come on its main context.
 * Returns: (transfer full): the case
 */
KaijiCasefile *
kaiji_casefile_open (const char *path, gboolean read_only, GError **error)
{
  g_autofree char *real = resolve (path);
  KaijiLock *lock = NULL;

  if (!read_only)
    {
      /* Without a side file beside what is not there, or is no file. */
      if (!g_file_test (real, G_FILE_TEST_IS_REGULAR))
        {
          kaiji_casefile_check_header (real, error);
          return NULL;
        }
      lock = kaiji_lock_new (real, error);
      if (!lock)
        return NULL;
    }
  return open_locked (real, lock, error);
}

/* ---- making ---- */

static gboolean
make_file (const char *path, const char *scheme_id, const char *revision, GError **error)
{
  g_autoptr (KaijiDb) db = kaiji_db_open (path, KAIJI_DB_CREATE, error);

  return db && kaiji_store_create (db, scheme_id, revision, error)
         && kaiji_db_exec (db, "PRAGMA journal_mode = DELETE", error);
}

static gboolean
set_rename_error (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (code == EEXIST)
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_EXISTS,
                 _ ("“%s” is there already. Choose another name, or replace it."), name);
  else
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_IO,
                 _ ("“%s” could not be put in its place (%s). Check the disk and try again."), name,
                 g_strerror (code));
  return FALSE;
}

static gboolean
put_in_place (const char *made, const char *path, gboolean overwrite, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  if (!overwrite && g_file_test (path, G_FILE_TEST_EXISTS))
    return set_rename_error (path, EEXIST, error);
  /* What a crash left of the file that is replaced must not be rolled back into the new one. */
  g_unlink (journal);
  if (!kaiji_platform_rename (made, path, overwrite))
    return set_rename_error (path, errno, error);
  if (!kaiji_platform_sync_folder_of (path))
    return set_rename_error (path, errno, error);
  return TRUE;
}

/**
 * kaiji_casefile_create:
 * @path: where
 * @scheme_id: id of the scheme
 * @revision: its revision, which the case keeps for good
 * @overwrite: replace a file that is there
 * @error: EXISTS, LOCKED, READ_ONLY, NO_SPACE, IO
 *
 * Makes an empty case and opens it. Written beside its place and renamed: at no moment is there
 * half a file, and a file that is replaced is whole until it is.
 *
 * Thread: as kaiji_casefile_open(). Returns: (transfer full): the case
 */
KaijiCasefile *
kaiji_casefile_create (const char *path,
                       const char *scheme_id,
                       const char *revision,
                       gboolean overwrite,
                       GError **error)
{
  g_autofree char *real = resolve (path);
  g_autofree char *folder = g_path_get_dirname (real);
  g_autofree char *name = g_path_get_basename (real);
  g_autofree char *made =
      g_strdup_printf ("%s/.%s.%08x%08x", folder, name, g_random_int (), g_random_int ());
  g_autoptr (KaijiLock) lock = NULL;
  GError *db_error = NULL;

  if (!overwrite && g_file_test (real, G_FILE_TEST_EXISTS))
    {
      set_rename_error (real, EEXIST, error);
      return NULL;
    }
  lock = kaiji_lock_new (real, error);
  if (!lock)
    return NULL;
  if (!make_file (made, scheme_id, revision, &db_error)
      || !put_in_place (made, real, overwrite, &db_error))
    {
      g_autofree char *journal = g_strconcat (made, "-journal", NULL);

      g_unlink (journal);
      g_unlink (made);
      kaiji_casefile_take_db_error (real, KAIJI_CASEFILE_WRITING, db_error, error);
      return NULL;
    }
  return open_locked (real, g_steal_pointer (&lock), error);
}

/**
 * kaiji_casefile_close:
 * @self: a case
 * @error: (nullable): why the newest edits cannot be saved; then the case stays open and nothing
 *   is lost: make room and call again, or drop the case and its last edits with it
 *
 * Thread: the owner's; waits for work in other threads, which is cancelled.
 * Returns: whether it is closed
 */
gboolean
kaiji_casefile_close (KaijiCasefile *self, GError **error)
{
  if (self->writer && !kaiji_journal_flush (KAIJI_JOURNAL (self), error))
    return FALSE;
  shut (self);
  return TRUE;
}

/** kaiji_casefile_get_path: Returns: (transfer none): absolute, links followed. */
const char *
kaiji_casefile_get_path (KaijiCasefile *self)
{
  return self->path;
}

/** kaiji_casefile_get_edited_at: Returns: seconds since the epoch of the newest committed edit. */
gint64
kaiji_casefile_get_edited_at (KaijiCasefile *self)
{
  if (self->writer && kaiji_writer_get_committed_at (self->writer))
    return kaiji_writer_get_committed_at (self->writer);
  return self->state.edited_at;
}

/**
 * kaiji_casefile_dup_next_evidence_id:
 *
 * Each call gives another id, whether the one before was used or not.
 *
 * Thread: the owner's. Returns: (transfer full): a free id
 */
char *
kaiji_casefile_dup_next_evidence_id (KaijiCasefile *self)
{
  return g_strdup_printf ("E%" G_GINT64_FORMAT, ++self->state.last_evidence);
}
