/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML parts, read element by element.
 *
 * Invariants:
 * 1. A part with a document type is refused before anything of it is used: with it come entities
 *    and files from elsewhere.
 * 2. libxml2 never loads anything: the bytes are all there is.
 */
#include "sheet/sheet-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#define CHUNK 65536
#define MAX_DEPTH 64

typedef struct
{
  const KaijiXmlHandler *handler;
  gpointer data;
  xmlParserCtxt *parser;
  GPtrArray *attributes; /* names and values, values owned by @values */
  GPtrArray *values;
  guint depth;
  gboolean has_type;
  gboolean failed;
  GError *error;
} Run;

static void
stop (Run *run)
{
  run->failed = TRUE;
  xmlStopParser (run->parser);
}

/* The value of an attribute. While entities are not replaced, libxml2 gives "&" as "&#38;". */
static char *
dup_value (const xmlChar *start, const xmlChar *end)
{
  g_autoptr (GString) value = g_string_new_len ((const char *) start, end - start);

  g_string_replace (value, "&#38;", "&", 0);
  return g_string_free (g_steal_pointer (&value), FALSE);
}

static void
start_cb (void *user_data,
          const xmlChar *name,
          const xmlChar *prefix,
          const xmlChar *uri,
          int n_namespaces,
          const xmlChar **namespaces,
          int n_attributes,
          int n_defaulted,
          const xmlChar **attributes)
{
  Run *run = user_data;

  if (run->failed)
    return;
  if (++run->depth > MAX_DEPTH)
    {
      stop (run);
      return;
    }
  g_ptr_array_set_size (run->attributes, 0);
  g_ptr_array_set_size (run->values, 0);
  for (int i = 0; i < n_attributes; i++)
    {
      const xmlChar **attribute = attributes + 5 * i;
      char *value = dup_value (attribute[3], attribute[4]);

      g_ptr_array_add (run->values, value);
      g_ptr_array_add (run->attributes, (gpointer) attribute[0]);
      g_ptr_array_add (run->attributes, value);
    }
  g_ptr_array_add (run->attributes, NULL);
  if (run->handler->start
      && !run->handler->start ((const char *) name, (const char *const *) run->attributes->pdata,
                               run->data, &run->error))
    stop (run);
}

static void
end_cb (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Run *run = user_data;

  if (run->failed)
    return;
  run->depth--;
  if (run->handler->end && !run->handler->end ((const char *) name, run->data, &run->error))
    stop (run);
}

static void
text_cb (void *user_data, const xmlChar *text, int length)
{
  Run *run = user_data;

  if (!run->failed && run->handler->text)
    run->handler->text ((const char *) text, (gsize) length, run->data);
}

static void
type_cb (void *user_data, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
  Run *run = user_data;

  run->has_type = TRUE;
  stop (run);
}

/* What is wrong is asked for at the end; nothing is printed. */
static void
ignore_cb (void *user_data, xmlErrorPtr problem)
{
}

static void
feed (Run *run, const char *data, gsize length, GCancellable *cancellable)
{
  for (gsize at = 0; at < length && !run->failed; at += CHUNK)
    {
      gsize n = MIN (CHUNK, length - at);

      if (g_cancellable_set_error_if_cancelled (cancellable, &run->error))
        run->failed = TRUE;
      else if (xmlParseChunk (run->parser, data + at, (int) n, at + n == length) != 0)
        run->failed = TRUE;
    }
  if (length == 0 || !run->parser->wellFormed)
    run->failed = TRUE;
}

gboolean
kaiji_xml_parse (GBytes *bytes,
                 const char *place,
                 const KaijiXmlHandler *handler,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_cb,
    .endElementNs = end_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = text_cb,
    .internalSubset = type_cb,
    .serror = ignore_cb,
  };
  g_autoptr (GPtrArray) attributes = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  Run run = { .handler = handler, .data = data, .attributes = attributes, .values = values };
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  int line;

  run.parser = xmlCreatePushParserCtxt (&sax, &run, NULL, 0, NULL);
  xmlCtxtUseOptions (run.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  feed (&run, text, length, cancellable);
  line = run.parser->input ? run.parser->input->line : 1;
  xmlFreeParserCtxt (run.parser);
  if (!run.failed)
    return TRUE;
  if (run.error)
    g_propagate_error (error, run.error);
  else if (run.has_type)
    g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                 _ ("%s has a document type, which no spreadsheet program writes. The file is not "
                    "read; ask where it comes from."),
                 place);
  else
    g_set_error (
        error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
        _ ("%s, line %d: this is not what a sheet looks like. The file is damaged; open it "
           "in a spreadsheet program and save it anew."),
        place, line);
  return FALSE;
}

const char *
kaiji_xml_attribute (const char *const *attributes, const char *name)
{
  for (; *attributes; attributes += 2)
    if (g_str_equal (attributes[0], name))
      return attributes[1];
  return NULL;
}
