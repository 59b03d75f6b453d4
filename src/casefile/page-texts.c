/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of a document's pages as the index holds them. */
#include "casefile/casefile-private.h"

static gboolean
collect_texts (KaijiDb *db, const char *sha256, GPtrArray *texts, GError **error)
{
  g_autoptr (KaijiStatement) statement =
      kaiji_db_prepare (db,
                        "SELECT pages.page, pages.body FROM pages JOIN texts ON "
                        "texts.id = pages.text WHERE texts.sha256 = ?1 ORDER BY pages.page",
                        error);
  gboolean row;

  if (!statement)
    return FALSE;
  kaiji_statement_bind_text (statement, 1, sha256);
  while (TRUE)
    {
      const char *body;
      gint64 page;

      if (!kaiji_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      page = kaiji_statement_get_int (statement, 0);
      /* A file may come from anywhere: pages are taken as long as they follow each other. */
      if (page != (gint64) texts->len + 1)
        continue;
      body = kaiji_statement_get_text (statement, 1);
      g_ptr_array_add (texts, g_utf8_make_valid (body ? body : "", -1));
    }
}

/**
 * kaiji_casefile_dup_page_texts:
 * @self: a case
 * @sha256: digest of a document that is indexed
 * @error: the file cannot be read
 *
 * Thread: any. Returns: (transfer full) (element-type utf8): the text of each page from the first
 * on, as it stands there; empty when the document is not indexed
 */
GPtrArray *
kaiji_casefile_dup_page_texts (KaijiCasefile *self, const char *sha256, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KaijiConnection) connection = kaiji_connection_new (self, error);
  GError *db_error = NULL;

  if (!connection)
    return NULL;
  if (!collect_texts (connection->db, sha256, texts, &db_error))
    {
      kaiji_casefile_take_db_error (self->path, KAIJI_CASEFILE_READING, db_error, error);
      return NULL;
    }
  return g_steal_pointer (&texts);
}
