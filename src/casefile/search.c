/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text index: pages as they stand, found whatever their width, kana or line ends.
 *
 * Invariants:
 * 1. A document is indexed whole or not at all: pages wait in memory until index_commit, which
 *    writes them in one transaction in place of what was there.
 * 2. What is shown of a page is its own text, not the folded form that is searched.
 */
#include "casefile/casefile-private.h"

#include "core/text.h"
#include "db/bigram.h"

#include <string.h>

/* Characters shown around a hit. */
#define SNIPPET_LENGTH 60

typedef struct
{
  int page;
  char *label;
  char *body;
} DraftPage;

static void
free_draft_page (gpointer data)
{
  DraftPage *page = data;

  g_free (page->label);
  g_free (page->body);
  g_free (page);
}

/**
 * kaiji_casefile_index_begin:
 * @self: a case
 * @sha256: digest of the document
 * @error: READ_ONLY
 *
 * Begins to index a document; pages of an attempt that was not committed are forgotten.
 *
 * Thread: any. Returns: whether pages may follow
 */
gboolean
kaiji_casefile_index_begin (KaijiCasefile *self, const char *sha256, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (self->read_only)
    {
      kaiji_casefile_set_read_only (self->path, error);
      return FALSE;
    }
  locker = g_mutex_locker_new (&self->mutex);
  g_hash_table_insert (self->drafts, g_strdup (sha256),
                       g_ptr_array_new_with_free_func (free_draft_page));
  return TRUE;
}

/**
 * kaiji_casefile_index_page:
 * @self: a case
 * @sha256: digest of a document that was begun
 * @page: physical page, from 1
 * @label: (nullable): as printed on the page
 * @text: (nullable): as it stands on the page
 * @error: READ_ONLY
 *
 * Adds a page; one that was given before is replaced.
 *
 * Thread: any. Returns: whether it was taken
 */
gboolean
kaiji_casefile_index_page (KaijiCasefile *self,
                           const char *sha256,
                           int page,
                           const char *label,
                           const char *text,
                           GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  GPtrArray *pages;
  DraftPage *draft;

  g_return_val_if_fail (page >= 1, FALSE);
  if (self->read_only)
    {
      kaiji_casefile_set_read_only (self->path, error);
      return FALSE;
    }
  draft = g_new0 (DraftPage, 1);
  draft->page = page;
  draft->label = g_utf8_make_valid (label ? label : "", -1);
  draft->body = g_utf8_make_valid (text ? text : "", -1);
  locker = g_mutex_locker_new (&self->mutex);
  pages = g_hash_table_lookup (self->drafts, sha256);
  if (!pages)
    {
      pages = g_ptr_array_new_with_free_func (free_draft_page);
      g_hash_table_insert (self->drafts, g_strdup (sha256), pages);
    }
  for (guint i = pages->len; i-- > 0;)
    if (((DraftPage *) g_ptr_array_index (pages, i))->page == page)
      g_ptr_array_remove_index (pages, i);
  g_ptr_array_add (pages, draft);
  return TRUE;
}

static gboolean
forget_text (KaijiDb *db, const char *sha256, GError **error)
{
  static const char *const scripts[] = {
    "INSERT INTO page_index (page_index, rowid, body) SELECT 'delete', pages.id, body FROM pages "
    "JOIN texts ON texts.id = pages.text WHERE sha256 = ?1",
    "DELETE FROM pages WHERE text IN (SELECT id FROM texts WHERE sha256 = ?1)",
    "DELETE FROM texts WHERE sha256 = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (KaijiStatement) statement = kaiji_db_prepare (db, scripts[i], error);

      if (!statement)
        return FALSE;
      kaiji_statement_bind_text (statement, 1, sha256);
      if (!kaiji_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_text (KaijiDb *db, const char *sha256, gint64 *id, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (db, "INSERT INTO texts (sha256) VALUES (?1)", error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, sha256);
  if (!kaiji_statement_run (statement, error))
    return FALSE;
  *id = kaiji_db_get_last_rowid (db);
  return TRUE;
}

static gboolean
insert_page (KaijiDb *db, gint64 text, const DraftPage *draft, GError **error)
{
  g_autoptr (KaijiStatement) page = kaiji_db_prepare (
      db, "INSERT INTO pages (text, page, label, body) VALUES (?1, ?2, ?3, ?4)", error);
  g_autoptr (KaijiStatement) entry = NULL;

  if (!page)
    return FALSE;
  kaiji_statement_bind_int (page, 1, text);
  kaiji_statement_bind_int (page, 2, draft->page);
  kaiji_statement_bind_text (page, 3, draft->label);
  kaiji_statement_bind_text (page, 4, draft->body);
  if (!kaiji_statement_run (page, error))
    return FALSE;
  entry = kaiji_db_prepare (db, "INSERT INTO page_index (rowid, body) VALUES (?1, ?2)", error);
  if (!entry)
    return FALSE;
  kaiji_statement_bind_int (entry, 1, kaiji_db_get_last_rowid (db));
  kaiji_statement_bind_text (entry, 2, draft->body);
  return kaiji_statement_run (entry, error);
}

static gboolean
insert_pages (KaijiDb *db, const char *sha256, GPtrArray *pages, GError **error)
{
  gint64 text;

  if (!insert_text (db, sha256, &text, error))
    return FALSE;
  for (guint i = 0; i < pages->len; i++)
    if (!insert_page (db, text, g_ptr_array_index (pages, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_pages (KaijiDb *db, const char *sha256, GPtrArray *pages, GError **error)
{
  g_autoptr (KaijiTransaction) transaction = kaiji_db_begin (db, error);

  return transaction && forget_text (db, sha256, error) && insert_pages (db, sha256, pages, error)
         && kaiji_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * kaiji_casefile_index_commit:
 * @self: a case
 * @sha256: digest of a document that was begun
 * @error: READ_ONLY, NO_SPACE, IO
 *
 * Puts the pages in place of what was indexed of the document before. Forgets them in any case.
 *
 * Thread: any. Returns: whether the document is indexed
 */
gboolean
kaiji_casefile_index_commit (KaijiCasefile *self, const char *sha256, GError **error)
{
  g_autoptr (KaijiConnection) connection = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autofree char *key = NULL;
  GError *db_error = NULL;

  if (self->read_only)
    {
      kaiji_casefile_set_read_only (self->path, error);
      return FALSE;
    }
  g_mutex_lock (&self->mutex);
  g_hash_table_steal_extended (self->drafts, sha256, (gpointer *) &key, (gpointer *) &pages);
  g_mutex_unlock (&self->mutex);
  if (!pages)
    pages = g_ptr_array_new ();
  connection = kaiji_connection_new (self, error);
  if (!connection)
    return FALSE;
  return write_pages (connection->db, sha256, pages, &db_error)
         || kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_WRITING, db_error, error);
}

/** kaiji_casefile_is_indexed: Thread: any. Returns: whether the document's text can be searched. */
gboolean
kaiji_casefile_is_indexed (KaijiCasefile *self, const char *sha256)
{
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, NULL);
  g_autoptr (KaijiStatement) statement = NULL;
  gboolean row = FALSE;

  if (!connection)
    return FALSE;
  statement = kaiji_db_prepare (connection->db, "SELECT 1 FROM texts WHERE sha256 = ?1", NULL);
  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, sha256);
  return kaiji_statement_step (statement, &row, NULL) && row;
}

/* ---- searching ---- */

/** kaiji_search_hit_free: Frees a hit. */
void
kaiji_search_hit_free (KaijiSearchHit *hit)
{
  if (!hit)
    return;
  g_free (hit->sha256);
  g_free (hit->label);
  g_free (hit->snippet);
  g_free (hit);
}

/* Appends characters @from to @to of @body, each run of white space as one space. */
static void
append_flat (GString *out, const char *body, glong from, glong to)
{
  const char *p = g_utf8_offset_to_pointer (body, from);
  gboolean space = FALSE;

  for (glong i = from; i < to; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = out->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_unichar (out, c);
    }
}

/* The part of @body around the first place where @folded_query stands in its folded form. */
static char *
make_snippet (const char *body, const char *folded_query)
{
  g_autofree guint *map = NULL;
  g_autofree char *folded = kaiji_text_fold_map (body, &map);
  const char *hit = strstr (folded, folded_query);
  glong length = g_utf8_strlen (body, -1);
  glong first = 0, last = 0, from, to;
  g_autoptr (GString) out = g_string_new (NULL);

  if (hit)
    {
      glong start = g_utf8_pointer_to_offset (folded, hit);

      first = map[start];
      last = map[start + g_utf8_strlen (folded_query, -1) - 1] + 1;
    }
  from = MAX (0, first - MAX (0, (SNIPPET_LENGTH - (last - first)) / 2));
  to = MIN (length, MAX (last, from + SNIPPET_LENGTH));
  from = MAX (0, MIN (from, to - SNIPPET_LENGTH));
  append_flat (out, body, from, to);
  if (from > 0)
    g_string_prepend (out, "…");
  if (to < length)
    g_string_append (out, "…");
  return g_strdup (out->str);
}

/* A file may come from anywhere: its text is made valid. */
static char *
dup_text (KaijiStatement *statement, int column)
{
  const char *text = kaiji_statement_get_text (statement, column);

  return g_utf8_make_valid (text ? text : "", -1);
}

static gboolean
collect_hits (KaijiDb *db,
              const char *query,
              const char *folded,
              guint limit,
              GPtrArray *hits,
              GError **error)
{
  g_autoptr (KaijiStatement) statement = kaiji_db_prepare (
      db,
      "SELECT texts.sha256, pages.page, pages.label, pages.body FROM page_index "
      "JOIN pages ON pages.id = page_index.rowid JOIN texts ON texts.id = pages.text "
      "WHERE page_index MATCH ?1 ORDER BY bm25 (page_index), pages.id LIMIT ?2",
      error);

  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, query);
  kaiji_statement_bind_int (statement, 2, limit ? (gint64) limit : -1);
  while (TRUE)
    {
      g_autofree char *body = NULL;
      KaijiSearchHit *hit;
      gboolean row;

      if (!kaiji_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      hit = g_new0 (KaijiSearchHit, 1);
      hit->sha256 = dup_text (statement, 0);
      hit->page = (int) kaiji_statement_get_int (statement, 1);
      hit->label = dup_text (statement, 2);
      body = dup_text (statement, 3);
      hit->snippet = make_snippet (body, folded);
      g_ptr_array_add (hits, hit);
    }
}

/**
 * kaiji_casefile_search:
 * @self: a case
 * @text: a phrase; width, case, kana, long vowels, white space and line ends make no difference
 * @limit: how many pages at most, 0 = every page
 * @error: the file cannot be read
 *
 * Finds pages of all indexed documents, also of those that were taken out of the case.
 *
 * Thread: any. Returns: (transfer full) (element-type KaijiSearchHit): best first
 */
GPtrArray *
kaiji_casefile_search (KaijiCasefile *self, const char *text, guint limit, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = kaiji_text_fold (valid);
  g_autofree char *query = kaiji_bigram_dup_query (valid);
  g_autoptr (GPtrArray) hits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_search_hit_free);
  g_autoptr (KaijiConnection) connection = NULL;
  GError *db_error = NULL;

  if (!query)
    return g_steal_pointer (&hits);
  connection = kaiji_connection_new (self, error);
  if (!connection)
    return NULL;
  if (!collect_hits (connection->db, query, folded, limit, hits, &db_error))
    {
      kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
      return NULL;
    }
  return g_steal_pointer (&hits);
}
