/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The FTS5 tokenizer "kaiji_bigram": Japanese has no spaces to cut words at, so text is cut into
 * pairs of characters.
 *
 * - Text is given in its folded form (core/text.h), to the index as to a query: folding is the dear
 *   part, and whoever indexes keeps the folded text anyway.
 * - A text ABC gives AB, BC, C, whatever the script: its pairs find any part of a text, of a Latin
 *   word too. The index knows on which rows a pair stands, not where: a row that has all pairs of
 *   a query is looked at for the text itself.
 * - A query ABC asks for AB and BC; a query of the one character A for what begins with A.
 */
#include "db/bigram.h"

#include "db/db-private.h"

#include <string.h>

/* Of a long text so many pairs are asked for; the rest is found by looking at the rows. */
#define MAX_PAIRS 24

typedef int (*TokenFunc) (void *context, int flags, const char *token, int n, int start, int end);

static int
create (void *context, const char **arguments, int n_arguments, Fts5Tokenizer **tokenizer)
{
  /* It has no state; FTS5 only wants something that is not NULL. */
  static int nothing;

  *tokenizer = (Fts5Tokenizer *) &nothing;
  return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer) {}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *bytes,
          int n_bytes,
          TokenFunc emit)
{
  g_autofree char *valid = NULL;
  const char *text = bytes ? bytes : "";
  const char *first, *end;
  int code = SQLITE_OK;

  if (n_bytes > 0 && !g_utf8_validate_len (text, (gsize) n_bytes, NULL))
    text = valid = g_utf8_make_valid (text, n_bytes);
  end = valid ? text + strlen (text) : text + MAX (n_bytes, 0);
  first = text;
  while (first < end && code == SQLITE_OK)
    {
      const char *second = g_utf8_next_char (first);
      const char *stop = second < end ? g_utf8_next_char (second) : second;
      int start_offset = (int) MIN (first - text, n_bytes);
      int end_offset = (int) MIN (stop - text, n_bytes);

      if (second >= end && first > text && flags & FTS5_TOKENIZE_QUERY)
        break;
      code = emit (context, 0, first, (int) (stop - first), start_offset, end_offset);
      first = second;
    }
  return code;
}

gboolean
kaiji_bigram_register (sqlite3 *handle, GError **error)
{
  static fts5_tokenizer tokenizer = { create, delete, tokenize };
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK
      && sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL) == SQLITE_OK)
    sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (!api || api->xCreateTokenizer (api, "kaiji_bigram", NULL, &tokenizer, NULL) != SQLITE_OK)
    {
      g_set_error_literal (error, KAIJI_DB_ERROR, KAIJI_DB_ERROR_FAILED,
                           "SQLite was built without full text search (FTS5)");
      return FALSE;
    }
  return TRUE;
}

/* Appends @length bytes as an FTS5 string. */
static void
append_quoted (GString *query, const char *text, gsize length)
{
  g_string_append_c (query, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        g_string_append_c (query, '"');
      g_string_append_c (query, text[i]);
    }
  g_string_append_c (query, '"');
}

/**
 * kaiji_bigram_dup_query:
 * @folded: what to search, folded
 *
 * The FTS5 query for the rows on which all pairs of @folded stand: all rows that hold it, and
 * seldom others.
 *
 * Thread: any. Returns: (transfer full) (nullable): a query, %NULL when nothing is left to search
 */
char *
kaiji_bigram_dup_query (const char *folded)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *query;

  if (!*folded)
    return NULL;
  query = g_string_new (NULL);
  if (!*g_utf8_next_char (folded))
    {
      append_quoted (query, folded, strlen (folded));
      g_string_append (query, " *");
      return g_string_free (query, FALSE);
    }
  for (const char *first = folded;
       *g_utf8_next_char (first) && g_hash_table_size (seen) < MAX_PAIRS;
       first = g_utf8_next_char (first))
    {
      const char *end = g_utf8_next_char (g_utf8_next_char (first));
      g_autofree char *pair = g_strndup (first, (gsize) (end - first));

      if (!g_hash_table_add (seen, g_steal_pointer (&pair)))
        continue;
      if (query->len > 0)
        g_string_append (query, " AND ");
      append_quoted (query, first, (gsize) (end - first));
    }
  return g_string_free (query, FALSE);
}
