/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of a case as JSON and CSV.
 *
 * JSON: {"scheme":"ID" or "ID@REV","answers":{"A.service_name":"…","ID.002.1":"…"}}. A text is taken
 * as it is, null or "" unsets, an array is the rows of a table. An export holds "citations" and
 * "evidence" too, but no paper about a person; an import leaves them alone.
 * CSV and .xlsx: the columns id and text, the first row may name them (see answer-rows.h).
 *
 * Invariants:
 * 1. An import is one undo step; with one wrong id or value nothing is changed.
 * 2. An export is written beside, renamed, and read back before it is called done.
 */
#include "jobs/exchange.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "jobs/answer-rows.h"
#include "jobs/json.h"
#include "jobs/report.h"
#include "jobs/session-private.h"
#include "sheet/csv.h"

/* Far more than the answers of any case. */
#define MAX_BYTES (64 * 1024 * 1024)

typedef enum
{
  FORMAT_JSON,
  FORMAT_CSV,
  FORMAT_XLSX,
} Format;

typedef struct
{
  GPtrArray *ids;   /* owned texts */
  GPtrArray *texts; /* owned texts, as many */
} Answers;

static void
answers_init (Answers *answers)
{
  answers->ids = g_ptr_array_new_with_free_func (g_free);
  answers->texts = g_ptr_array_new_with_free_func (g_free);
}

static void
answers_clear (Answers *answers)
{
  g_ptr_array_unref (answers->ids);
  g_ptr_array_unref (answers->texts);
}

static void
answers_add (Answers *answers, const char *id, char *text)
{
  g_ptr_array_add (answers->ids, g_strdup (id));
  g_ptr_array_add (answers->texts, text);
}

static gboolean
find_format (const char *path, gboolean import, Format *format, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".json"))
    *format = FORMAT_JSON;
  else if (g_str_has_suffix (lower, ".csv"))
    *format = FORMAT_CSV;
  else if (import && g_str_has_suffix (lower, ".xlsx"))
    *format = FORMAT_XLSX;
  else
    {
      if (import)
        g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                     _ ("%s: the name says no known format. Use .json, .csv or .xlsx."), path);
      else if (g_str_has_suffix (lower, ".xlsx") || g_str_has_suffix (lower, ".pdf"))
        g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                     _ ("%s: this format is not available yet. Use .json or .csv."), path);
      else
        g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                     _ ("%s: the name says no known format. Use .json or .csv."), path);
      return FALSE;
    }
  return TRUE;
}

/* Whether answers can be read from @path at all. */
static gboolean
check_file (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) < 0 || (S_ISREG (info.st_mode) && info.st_size <= MAX_BYTES))
    return TRUE;
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               S_ISREG (info.st_mode)
                   ? _ ("%s: the file is too large to hold answers. Check the name.")
                   : _ ("%s: that is not a regular file. Check the name."),
               path);
  return FALSE;
}

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *data;
  gsize length;

  if (!check_file (path, error))
    return NULL;
  if (g_file_get_contents (path, &data, &length, &cause))
    return g_bytes_new_take (data, length);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                   ? _ ("%s: there is no such file. Check its name and place.")
                   : _ ("%s: the file cannot be read. Check that you may read it."),
               path);
  return NULL;
}

static char *
dup_utf8 (const char *path, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_utf8_validate (data, (gssize) length, NULL))
    return g_strndup (data, length);
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: the file is not UTF-8 text. Save it as UTF-8 and try again."), path);
  return NULL;
}

/* ---- import ---- */

static gboolean
is_table (KaijiSession *session, const char *id)
{
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (kaiji_session_get_scheme (session), id);

  return prompt && prompt->kind == KAIJI_KIND_TABLE;
}

/* (transfer full): the text of the answer to @id, "" to unset it. */
static char *
read_value (KaijiSession *session,
            const char *id,
            JsonNode *node,
            const char *where,
            GError **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_ARRAY (node) && is_table (session, id))
    return kaiji_json_print (node);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: an answer must be a text (or the rows of a table)."), where);
  return NULL;
}

static gboolean
check_scheme (KaijiSession *session, JsonObject *root, const char *path, GError **error)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  JsonNode *node = json_object_get_member (root, "scheme");
  const char *spec = "";
  const char *at;
  g_autofree char *id = NULL;

  if (node && !JSON_NODE_HOLDS_NULL (node))
    spec = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
  if (!spec)
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s: $.scheme: a text is expected here. Give the scheme's id, or leave it "
                      "out."),
                   path);
      return FALSE;
    }
  at = strchr (spec, '@');
  id = at ? g_strndup (spec, (gsize) (at - spec)) : g_strdup (spec);
  if (!*spec
      || (g_str_equal (id, kaiji_scheme_get_id (scheme))
          && (!at || g_str_equal (at + 1, kaiji_scheme_get_revision (scheme)))))
    return TRUE;
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: $.scheme: the answers are for “%s”, the case is one of “%s@%s”."), path,
               spec, kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));
  return FALSE;
}

static gboolean
read_json (KaijiSession *session,
           const char *path,
           const char *text,
           Answers *answers,
           GError **error)
{
  g_autoptr (JsonNode) root = kaiji_json_parse (path, text, error);
  JsonObject *object, *map;
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  if (!root)
    return FALSE;
  object = json_node_get_object (root);
  if (!check_scheme (session, object, path, error))
    return FALSE;
  map = kaiji_json_get_object (object, "answers", path, error);
  if (!map)
    return FALSE;
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &id, &value))
    {
      g_autofree char *where = g_strdup_printf ("%s: $.answers[\"%s\"]", path, id);
      char *answer = read_value (session, id, value, where, error);
      if (!answer)
        return FALSE;
      answers_add (answers, id, answer);
    }
  return TRUE;
}

static gboolean
read_answers (KaijiSession *session,
              const char *path,
              Format format,
              Answers *answers,
              GError **error)
{
  g_autoptr (GBytes) bytes = read_file (path, error);
  g_autofree char *text = NULL;

  if (!bytes)
    return FALSE;
  if (format == FORMAT_CSV)
    return kaiji_answer_rows_read_csv (path, bytes, answers->ids, answers->texts, error);
  if (format == FORMAT_XLSX)
    return kaiji_answer_rows_read_xlsx (path, answers->ids, answers->texts, error);
  text = dup_utf8 (path, bytes, error);
  return text && read_json (session, path, text, answers, error);
}

static gboolean
import_answers (KaijiSession *session, const char *path, Answers *answers, GError **error)
{
  g_ptr_array_add (answers->ids, NULL);
  if (kaiji_session_set_answers (session, (const char *const *) answers->ids->pdata,
                                 (const char *const *) answers->texts->pdata, _ ("Import answers"),
                                 error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

/**
 * kaiji_exchange_import:
 * @session: a session
 * @path: a .json, .csv or .xlsx file
 * @n_answers: (out) (optional): how many answers the file holds
 * @error: the file cannot be read, or one id or value in it is wrong; nothing is changed then
 *
 * Thread: main. Returns: whether all answers of the file stand
 */
gboolean
kaiji_exchange_import (KaijiSession *session, const char *path, guint *n_answers, GError **error)
{
  Format format;
  Answers answers;
  gboolean done;

  if (!find_format (path, TRUE, &format, error))
    return FALSE;
  answers_init (&answers);
  done = read_answers (session, path, format, &answers, error);
  if (done && n_answers)
    *n_answers = answers.ids->len;
  done = done && import_answers (session, path, &answers, error);
  answers_clear (&answers);
  return done;
}

/* ---- export ---- */

typedef struct
{
  GString *out;
} CsvWriter;

static void
append_row_cb (const char *id, const char *text, gpointer user_data)
{
  CsvWriter *writer = user_data;

  kaiji_csv_append (writer->out, id);
  g_string_append_c (writer->out, ',');
  kaiji_csv_append (writer->out, text);
  g_string_append (writer->out, "\r\n");
}

static char *
make_csv (KaijiSession *session)
{
  /* With the mark, spreadsheets take it for UTF-8. */
  CsvWriter writer = { g_string_new ("\xEF\xBB\xBF"
                                     "id,text\r\n") };

  kaiji_report_foreach_answer (session, append_row_cb, &writer);
  return g_string_free (writer.out, FALSE);
}

/**
 * kaiji_exchange_export:
 * @session: a session
 * @path: a .json or .csv file; replaced when it is there
 * @error: an unknown format, or the file cannot be written
 *
 * Thread: main. Returns: whether the file holds the case's answers
 */
gboolean
kaiji_exchange_export (KaijiSession *session, const char *path, GError **error)
{
  Format format;
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;

  if (!find_format (path, FALSE, &format, error))
    return FALSE;
  text = format == FORMAT_JSON ? kaiji_report_dup_export (session) : make_csv (session);
  if (!g_file_set_contents (path, text, -1, NULL)
      || !g_file_get_contents (path, &written, NULL, NULL))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("%s cannot be written. Choose another place, or make room on the disk."),
                   path);
      return FALSE;
    }
  if (g_str_equal (text, written))
    return TRUE;
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: what was written does not read back the same. Check the disk."), path);
  return FALSE;
}
