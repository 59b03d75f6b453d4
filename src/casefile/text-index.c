/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text index, the writing side: pages as they stand, in the form that is searched, and with the
 * place of each character.
 *
 * Invariants:
 * 1. Pages of a document are added from the first on, some at a time, each time in a transaction of
 *    its own: whoever types beside it is not kept waiting, and what was broken off goes on where it
 *    was.
 * 2. One at a time indexes a document; another one waits and then finds it done.
 * 3. What was read in another way (KAIJI_TEXT_VERSION) counts for nothing and is read again.
 * 4. What is forgotten leaves no bytes in the file.
 * 5. Of a case that is open for reading only, what is missing is indexed in memory.
 */
#include "casefile/casefile-private.h"

#include <string.h>

#include "casefile/places.h"
#include "core/text.h"

#define WAIT_STEP_US (50 * G_TIME_SPAN_MILLISECOND)

struct _KaijiTextPage
{
  int page;
  char *label;
  char *body;
  char *folded;
  GBytes *places; /* (nullable) */
};

/**
 * kaiji_text_page_new:
 * @page: physical page, from 1
 * @label: (nullable): as printed on the page
 * @text: (nullable): as it stands on the page
 * @rects: (nullable) (array length=n_rects): of the characters of @text, points
 * @n_rects: how many
 *
 * Folds and packs a page: the dear part of indexing, which needs no file.
 *
 * Thread: any. Returns: (transfer full): a page to be added
 */
KaijiTextPage *
kaiji_text_page_new (int page,
                     const char *label,
                     const char *text,
                     const KaijiRect *rects,
                     guint n_rects)
{
  KaijiTextPage *self = g_new0 (KaijiTextPage, 1);

  self->page = page;
  self->label = g_utf8_make_valid (label ? label : "", -1);
  self->body = g_utf8_make_valid (text ? text : "", -1);
  self->folded = kaiji_text_fold (self->body);
  if (n_rects > 0 && *self->folded && (glong) n_rects == g_utf8_strlen (self->body, -1))
    self->places = kaiji_places_pack (rects, n_rects);
  return self;
}

/** kaiji_text_page_free: @self: (nullable): a page */
void
kaiji_text_page_free (KaijiTextPage *self)
{
  if (!self)
    return;
  g_free (self->label);
  g_free (self->body);
  g_free (self->folded);
  g_clear_pointer (&self->places, g_bytes_unref);
  g_free (self);
}

/** kaiji_text_page_get_size: Returns: about how many bytes it takes. */
gsize
kaiji_text_page_get_size (KaijiTextPage *self)
{
  return strlen (self->body) + strlen (self->folded)
         + (self->places ? g_bytes_get_size (self->places) : 0);
}

/* ---- which database ---- */

static KaijiDb *
make_scratch (GError **error)
{
  g_autoptr (KaijiDb) db = kaiji_db_open (":memory:", KAIJI_DB_CREATE, error);

  return db && kaiji_store_migrate (db, error) ? g_steal_pointer (&db) : NULL;
}

/**
 * kaiji_text_store_open:
 * @self: (out caller-allocates): to be closed
 * @file: a case
 * @error: the file was closed, or cannot be opened
 *
 * Opens the tables that the index is written to.
 *
 * Thread: any. Returns: whether they are open
 */
gboolean
kaiji_text_store_open (KaijiTextStore *self, KaijiCasefile *file, GError **error)
{
  GError *db_error = NULL;

  *self = (KaijiTextStore){ .file = file };
  if (!file->read_only)
    {
      self->connection = kaiji_connection_new (file, error);
      self->db = self->connection ? self->connection->db : NULL;
      return self->db != NULL;
    }
  g_mutex_lock (&file->scratch_mutex);
  if (!file->scratch)
    file->scratch = make_scratch (&db_error);
  self->db = file->scratch;
  if (self->db)
    return TRUE;
  g_mutex_unlock (&file->scratch_mutex);
  return kaiji_casefile_take_db_error (file->path, KAIJI_CASEFILE_WRITING, db_error, error);
}

/** kaiji_text_store_close: Gives back what was opened; nothing when it is not. */
void
kaiji_text_store_close (KaijiTextStore *self)
{
  if (self->connection)
    kaiji_connection_free (self->connection);
  else if (self->db)
    g_mutex_unlock (&self->file->scratch_mutex);
  self->connection = NULL;
  self->db = NULL;
}

/* ---- rows ---- */

typedef struct
{
  gint64 id; /* 0 = there is none */
  gint64 version;
  gboolean complete;
  int n_pages;
} TextRow;

static gboolean
read_text (KaijiDb *db, const char *sha256, TextRow *text, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      db,
      "SELECT id, version, complete, (SELECT ifnull (max (page), 0) FROM pages WHERE "
      "pages.text = texts.id) FROM texts WHERE sha256 = ?1",
      error);
  gboolean row;

  *text = (TextRow){ 0 };
  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, sha256);
  if (!kaiji_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  text->id = kaiji_statement_get_int (statement, 0);
  text->version = kaiji_statement_get_int (statement, 1);
  text->complete = kaiji_statement_get_int (statement, 2) != 0;
  text->n_pages = (int) kaiji_statement_get_int (statement, 3);
  return TRUE;
}

static gboolean
run_with_id (KaijiDb *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (db, sql, error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, id);
  return kaiji_statement_run (statement, error);
}

static gboolean
delete_text (KaijiDb *db, gint64 id, GError **error)
{
  static const char *const scripts[] = {
    "INSERT INTO page_index (page_index, rowid, folded) SELECT 'delete', id, folded FROM pages "
    "WHERE text = ?1",
    "DELETE FROM page_places WHERE page IN (SELECT id FROM pages WHERE text = ?1)",
    "DELETE FROM pages WHERE text = ?1",
    "DELETE FROM texts WHERE id = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (!run_with_id (db, scripts[i], id, error))
      return FALSE;
  return TRUE;
}

static gboolean
insert_text (KaijiDb *db, const char *sha256, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (db, "INSERT INTO texts (sha256, version) VALUES (?1, ?2)", error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, sha256);
  kaiji_statement_bind_int (statement, 2, KAIJI_TEXT_VERSION);
  return kaiji_statement_run (statement, error);
}

static gboolean
insert_places (KaijiDb *db, gint64 id, GBytes *places, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (db, "INSERT INTO page_places (page, data) VALUES (?1, ?2)", error);
  gsize size;
  gconstpointer data = g_bytes_get_data (places, &size);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_int (statement, 1, id);
  kaiji_statement_bind_bytes (statement, 2, data, size);
  return kaiji_statement_run (statement, error);
}

static gboolean
insert_page (KaijiDb *db, gint64 text, const KaijiTextPage *page, GError **error)
{
  g_autoptr (KaijiStatement) row = kaiji_db_prepare (
      db, "INSERT INTO pages (text, page, label, folded, body) VALUES (?1, ?2, ?3, ?4, ?5)", error);
  g_autoptr (KaijiStatement) entry = NULL;
  gint64 id;

  if (!row)
    return FALSE;
  kaiji_statement_bind_int (row, 1, text);
  kaiji_statement_bind_int (row, 2, page->page);
  kaiji_statement_bind_text (row, 3, page->label);
  kaiji_statement_bind_text (row, 4, page->folded);
  kaiji_statement_bind_text (row, 5, page->body);
  if (!kaiji_statement_run (row, error))
    return FALSE;
  id = kaiji_db_get_last_rowid (db);
  if (page->places && !insert_places (db, id, page->places, error))
    return FALSE;
  entry = kaiji_db_prepare (db, "INSERT INTO page_index (rowid, folded) VALUES (?1, ?2)", error);
  if (!entry)
    return FALSE;
  kaiji_statement_bind_int (entry, 1, id);
  kaiji_statement_bind_text (entry, 2, page->folded);
  return kaiji_statement_run (entry, error);
}

/* ---- indexing a document ---- */

static gboolean
prepare_text (KaijiDb *db, const char *sha256, TextRow *text, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);

  if (!transaction || !read_text (db, sha256, text, error))
    return FALSE;
  if (text->id && text->version == KAIJI_TEXT_VERSION)
    return TRUE;
  if (text->id && !delete_text (db, text->id, error))
    return FALSE;
  *text = (TextRow){ 0 };
  return insert_text (db, sha256, error)
         && kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

/* Waits until nobody else indexes the document. */
static gboolean
claim (KaijiCasefile *self, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (g_hash_table_contains (self->indexing, sha256))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || g_cancellable_set_error_if_cancelled (self->stop, error))
        return FALSE;
      g_cond_wait_until (&self->returned, &self->mutex, g_get_monotonic_time () + WAIT_STEP_US);
    }
  g_hash_table_add (self->indexing, g_strdup (sha256));
  return TRUE;
}

/**
 * kaiji_casefile_index_end:
 * @self: a case
 * @sha256: digest of a document that was begun
 *
 * Ends what kaiji_casefile_index_begin() began, whether all pages came or not.
 *
 * Thread: any
 */
void
kaiji_casefile_index_end (KaijiCasefile *self, const char *sha256)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->indexing, sha256);
  g_cond_broadcast (&self->returned);
}

/**
 * kaiji_casefile_index_begin:
 * @self: a case
 * @sha256: digest of the document
 * @n_done: (out): pages, from the first on, that are there already; -1 = all of them
 * @cancellable: (nullable): gives up waiting for another one who indexes the document
 * @error: NO_SPACE, IO, cancelled
 *
 * Begins to index a document, or goes on where it was broken off. Each success needs one
 * kaiji_casefile_index_end().
 *
 * Thread: any. Returns: whether pages may follow
 */
gboolean
kaiji_casefile_index_begin (KaijiCasefile *self,
                            const char *sha256,
                            int *n_done,
                            GCancellable *cancellable,
                            GError **error)
{
  g_auto (KaijiTextStore) store = { 0 };
  GError *db_error = NULL;
  TextRow text;

  if (!claim (self, sha256, cancellable, error))
    return FALSE;
  if (!kaiji_text_store_open (&store, self, error))
    {
      kaiji_casefile_index_end (self, sha256);
      return FALSE;
    }
  if (!prepare_text (store.db, sha256, &text, &db_error))
    {
      kaiji_casefile_index_end (self, sha256);
      return kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_WRITING, db_error, error);
    }
  *n_done = text.complete ? -1 : text.n_pages;
  return TRUE;
}

/* @known: (out): whether the document was begun and not forgotten since */
static gboolean
add_pages (KaijiDb *db, const char *sha256, GPtrArray *pages, gboolean *known, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);
  TextRow text;

  if (!transaction || !read_text (db, sha256, &text, error))
    return FALSE;
  *known = text.id != 0;
  if (!*known)
    return TRUE;
  for (guint i = 0; i < pages->len; i++)
    if (!insert_page (db, text.id, g_ptr_array_index (pages, i), error))
      return FALSE;
  return kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
check_known (gboolean known, GError **error)
{
  if (!known)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the text was forgotten");
  return known;
}

/**
 * kaiji_casefile_index_add:
 * @self: a case
 * @sha256: digest of a document that was begun
 * @pages: (element-type KaijiTextPage): that follow those that are there
 * @error: NO_SPACE, IO; %G_IO_ERROR_CANCELLED: it was forgotten meanwhile
 *
 * Adds pages, all or none; they are found at once.
 *
 * Thread: any. Returns: whether they are in the file
 */
gboolean
kaiji_casefile_index_add (KaijiCasefile *self, const char *sha256, GPtrArray *pages, GError **error)
{
  g_auto (KaijiTextStore) store = { 0 };
  GError *db_error = NULL;
  gboolean known = TRUE;

  if (!kaiji_text_store_open (&store, self, error))
    return FALSE;
  if (!add_pages (store.db, sha256, pages, &known, &db_error))
    return kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_WRITING, db_error, error);
  return check_known (known, error);
}

static gboolean
complete (KaijiDb *db, const char *sha256, gboolean *known, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);
  TextRow text;

  if (!transaction || !read_text (db, sha256, &text, error))
    return FALSE;
  *known = text.id != 0;
  return run_with_id (db, "UPDATE texts SET complete = 1 WHERE id = ?1", text.id, error)
         && kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * kaiji_casefile_index_complete:
 * @self: a case
 * @sha256: digest of a document of which all pages were added
 * @error: as kaiji_casefile_index_add()
 *
 * Thread: any. Returns: whether the document is indexed
 */
gboolean
kaiji_casefile_index_complete (KaijiCasefile *self, const char *sha256, GError **error)
{
  g_auto (KaijiTextStore) store = { 0 };
  GError *db_error = NULL;
  gboolean known = TRUE;

  if (!kaiji_text_store_open (&store, self, error))
    return FALSE;
  if (!complete (store.db, sha256, &known, &db_error))
    return kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_WRITING, db_error, error);
  return check_known (known, error);
}

/* ---- forgetting ---- */

static gboolean
forget (KaijiDb *db, const char *sha256, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);
  TextRow text;

  if (!transaction || !read_text (db, sha256, &text, error))
    return FALSE;
  /* FTS5 only notes what is deleted; what it notes, and what it hides, is gone when all parts of
   * the index have become one. */
  return !text.id
         || (delete_text (db, text.id, error)
             && kaiji_db_exec (db, "INSERT INTO page_index (page_index) VALUES ('optimize')", error)
             && kaiji_transaction_commit (g_steal_pointer (&transaction), error));
}

/**
 * kaiji_casefile_index_forget:
 * @self: a case
 * @sha256: digest of a document
 * @error: NO_SPACE, IO
 *
 * Takes the text of a document out of the index and out of the file.
 *
 * Thread: any; takes as long as the index is large. Returns: whether it is gone
 */
gboolean
kaiji_casefile_index_forget (KaijiCasefile *self, const char *sha256, GError **error)
{
  g_auto (KaijiTextStore) store = { 0 };
  GError *db_error = NULL;

  if (!kaiji_text_store_open (&store, self, error))
    return FALSE;
  return forget (store.db, sha256, &db_error)
         || kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_WRITING, db_error, error);
}

/* ---- what there is ---- */

static gboolean
has_text (KaijiDb *db, const char *sha256)
{
  TextRow text;

  return db && read_text (db, sha256, &text, NULL) && text.complete
         && text.version == KAIJI_TEXT_VERSION;
}

/** kaiji_casefile_is_indexed: Thread: any. Returns: whether all text of the document is indexed. */
gboolean
kaiji_casefile_is_indexed (KaijiCasefile *self, const char *sha256)
{
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, NULL);
  gboolean found;

  if (connection && has_text (connection->db, sha256))
    return TRUE;
  if (!self->read_only)
    return FALSE;
  g_mutex_lock (&self->scratch_mutex);
  found = has_text (self->scratch, sha256);
  g_mutex_unlock (&self->scratch_mutex);
  return found;
}
