/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file to a scheme: bytes, JSON, parts, references. */
#include "scheme/scheme-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/json-text.h"

/* More than any pack; what is larger is not one. */
#define MAX_BYTES (32 * 1024 * 1024)

static void
refuse (Parse *parse, const char *message)
{
  parse_add_problem (parse, KAIJI_SCHEME_ERROR_PARSE, g_strdup (message));
}

static void
refuse_line (Parse *parse, guint line)
{
  parse_add_problem (
      parse, KAIJI_SCHEME_ERROR_PARSE,
      g_strdup_printf (_ ("Line %u is not valid JSON. Check the line and the one before."), line));
}

static gboolean
look_over (Parse *parse, const char *text, gsize length)
{
  guint line;

  switch (kaiji_json_look_over (text, length, &line))
    {
    case KAIJI_JSON_SOUND:
      return TRUE;
    case KAIJI_JSON_DEEP:
      refuse (parse, _ ("The file is nested too deeply for a scheme pack."));
      return FALSE;
    case KAIJI_JSON_NUL:
    case KAIJI_JSON_SYNTAX:
    default:
      refuse_line (parse, line);
      return FALSE;
    }
}

static void
parse_error_cb (JsonParser *parser, const GError *error, guint *line)
{
  *line = json_parser_get_current_line (parser);
}

static JsonNode *
read_json (Parse *parse)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  g_autofree char *read = NULL;
  const char *text = parse->text;
  guint line = 1;
  gsize length = text ? strlen (text) : 0;

  g_signal_connect (parser, "error", G_CALLBACK (parse_error_cb), &line);
  if (!text && g_file_get_contents (parse->file, &read, &length, &error))
    text = read;
  if (!text)
    refuse (parse, error->message);
  else if (length > MAX_BYTES)
    refuse (parse, _ ("The file is too large for a scheme pack."));
  else if (!g_utf8_validate (text, (gssize) length, NULL))
    refuse (parse, _ ("The file is not UTF-8 text."));
  else if (!look_over (parse, text, length))
    return NULL;
  else if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    refuse_line (parse, MAX (line, 1));
  else if (!json_parser_get_root (parser))
    refuse (parse, _ ("The file is empty."));
  else
    return json_parser_steal_root (parser);
  return NULL;
}

static void
clear_reference (gpointer data)
{
  Reference *reference = data;

  g_free (reference->path);
  g_strfreev (reference->words);
}

void
parse_text (const char *path,
            const char *text,
            GStringChunk *strings,
            GPtrArray *problems,
            ParseRoot read,
            gpointer data)
{
  g_autoptr (GString) here = g_string_new ("$");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (Reference));
  Parse parse = {
    .file = path,
    .text = text,
    .strings = strings,
    .path = here,
    .problems = problems,
    .seen = seen,
    .references = references,
  };
  g_autoptr (JsonNode) root = read_json (&parse);

  g_array_set_clear_func (references, clear_reference);
  if (root)
    read (&parse, root, data);
}

void
parse_file (const char *path,
            GStringChunk *strings,
            GPtrArray *problems,
            ParseRoot read,
            gpointer data)
{
  parse_text (path, NULL, strings, problems, read, data);
}

static void
read_pack (Parse *parse, JsonNode *root, gpointer data)
{
  parse->scheme = data;
  parse_pack (parse, root);
  parse_check (parse);
}

KaijiScheme *
kaiji_scheme_read (const char *path, const char *text, GPtrArray *problems)
{
  g_autoptr (KaijiScheme) scheme = kaiji_scheme_new ();
  guint before = problems->len;

  scheme->path = g_string_chunk_insert (scheme->strings, path);
  parse_text (path, text, scheme->strings, problems, read_pack, scheme);
  return problems->len == before ? g_steal_pointer (&scheme) : NULL;
}

gboolean
parse_set_error (GPtrArray *problems, GError **error)
{
  const KaijiSchemeProblem *first;
  g_autofree char *text = NULL;

  if (problems->len == 0)
    return TRUE;
  first = g_ptr_array_index (problems, 0);
  text = kaiji_scheme_problem_to_string (first);
  if (problems->len == 1)
    g_set_error_literal (error, KAIJI_SCHEME_ERROR, first->code, text);
  else
    g_set_error (error, KAIJI_SCHEME_ERROR, first->code,
                 g_dngettext (GETTEXT_PACKAGE, "%s (and %u more problem)",
                              "%s (and %u more problems)", problems->len - 1),
                 text, problems->len - 1);
  return FALSE;
}

/**
 * kaiji_scheme_load_file:
 * @path: a pack
 * @error: %KAIJI_SCHEME_ERROR_PARSE, %KAIJI_SCHEME_ERROR_INVALID
 *
 * Reads and checks a pack; one with a problem is refused. Thread: any.
 *
 * Returns: (transfer full) (nullable): the scheme
 */
KaijiScheme *
kaiji_scheme_load_file (const char *path, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_scheme_problem_free);
  g_autoptr (KaijiScheme) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = kaiji_scheme_read (path, NULL, problems);
  return parse_set_error (problems, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * kaiji_scheme_load_text:
 * @path: what the pack is called in messages
 * @text: the pack
 * @error: as of kaiji_scheme_load_file()
 *
 * Reads and checks a pack that is no file yet. Thread: any.
 *
 * Returns: (transfer full) (nullable): the scheme
 */
KaijiScheme *
kaiji_scheme_load_text (const char *path, const char *text, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_scheme_problem_free);
  g_autoptr (KaijiScheme) self = NULL;

  g_return_val_if_fail (path != NULL && text != NULL, NULL);

  self = kaiji_scheme_read (path, text, problems);
  return parse_set_error (problems, error) ? g_steal_pointer (&self) : NULL;
}
