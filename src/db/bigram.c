/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The FTS5 tokenizer "kaiji_bigram": Japanese has no spaces to cut words at, so text is cut into
 * pairs of characters.
 *
 * - The text is folded first (core/text.h): width, case, kana and white space make no difference,
 *   so a phrase is found also where a line ends in its middle.
 * - A text ABC gives AB, BC, C, each at its own position, whatever the script: a phrase of pairs
 *   finds any part of a text, of a Latin word too.
 * - A query ABC gives AB, BC; a query of the one character A gives A. The last is always searched
 *   as the beginning of a token (kaiji_bigram_dup_query()): A* finds AB, and AB* is AB.
 * - Offsets given to FTS5 are those of the text as it was given, so that what FTS5 marks is right.
 */
#include "db/bigram.h"

#include "core/text.h"
#include "db/db-private.h"

#include <string.h>

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

/* Byte offset of each character of @text, and its length at the end. */
static guint *
byte_offsets (const char *text)
{
  glong n = g_utf8_strlen (text, -1);
  guint *offsets = g_new (guint, n + 1);
  const char *p = text;

  for (glong i = 0; i <= n; i++)
    {
      offsets[i] = (guint) (p - text);
      if (*p)
        p = g_utf8_next_char (p);
    }
  return offsets;
}

/* Where the text that ends before @end really ends: white space after it is not part of it. */
static guint
trim_end (const char *text, guint start, guint end)
{
  while (end > start)
    {
      const char *previous = g_utf8_prev_char (text + end);

      if (!g_unichar_isspace (g_utf8_get_char (previous)))
        break;
      end = (guint) (previous - text);
    }
  return end;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *bytes,
          int n_bytes,
          TokenFunc emit)
{
  g_autofree char *text = g_utf8_make_valid (bytes ? bytes : "", bytes ? n_bytes : 0);
  g_autofree guint *map = NULL;
  g_autofree char *folded = kaiji_text_fold_map (text, &map);
  g_autofree guint *offsets = byte_offsets (text);
  const char *first = folded;
  int code = SQLITE_OK;

  for (guint i = 0; *first && code == SQLITE_OK; i++)
    {
      const char *second = g_utf8_next_char (first);
      const char *end = *second ? g_utf8_next_char (second) : second;
      guint start, stop;

      if (!*second && i > 0 && flags & FTS5_TOKENIZE_QUERY)
        break;
      start = offsets[map[i]];
      stop = trim_end (text, start, offsets[map[*second ? i + 2 : i + 1]]);
      code = emit (context, 0, first, (int) (end - first), (int) MIN (start, (guint) n_bytes),
                   (int) MIN (stop, (guint) n_bytes));
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

/**
 * kaiji_bigram_dup_query:
 * @text: what to search, as typed
 *
 * The FTS5 query that finds @text as one phrase.
 *
 * Thread: any. Returns: (transfer full) (nullable): a query, %NULL when nothing is left to search
 */
char *
kaiji_bigram_dup_query (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = kaiji_text_fold (valid);
  g_auto (GStrv) parts = NULL;
  g_autofree char *quoted = NULL;

  if (!*folded)
    return NULL;
  parts = g_strsplit (folded, "\"", -1);
  quoted = g_strjoinv ("\"\"", parts);
  return g_strdup_printf ("\"%s\" *", quoted);
}
