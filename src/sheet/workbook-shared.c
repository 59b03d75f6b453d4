/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cells refer to by a number: shared texts and styles. */
#include "sheet/sheet-private.h"

#include <glib/gi18n-lib.h>

/* ---- texts ---- */

typedef struct
{
  KaijiTexts *texts;
  KaijiRichText rich;
} Strings;

static gboolean
strings_start (const char *name, const char *const *attributes, gpointer data, GError **error)
{
  Strings *strings = data;

  if (g_str_equal (name, "si"))
    g_string_truncate (strings->rich.text, 0);
  kaiji_rich_text_start (&strings->rich, name);
  return TRUE;
}

static gboolean
strings_end (const char *name, gpointer data, GError **error)
{
  Strings *strings = data;

  kaiji_rich_text_end (&strings->rich, name);
  if (g_str_equal (name, "si"))
    {
      kaiji_rich_text_unescape (strings->rich.text);
      g_ptr_array_add (strings->texts->shared,
                       g_string_chunk_insert (strings->texts->chunk, strings->rich.text->str));
    }
  return TRUE;
}

static void
strings_text (const char *text, gsize length, gpointer data)
{
  Strings *strings = data;

  kaiji_rich_text_add (&strings->rich, text, length);
}

gboolean
kaiji_workbook_read_strings (KaijiWorkbook *self, GBytes *part, const char *place, GError **error)
{
  static const KaijiXmlHandler handler = { strings_start, strings_end, strings_text };
  g_autoptr (GString) text = g_string_new (NULL);
  Strings strings = { self->texts, { .text = text } };

  return kaiji_xml_parse (part, place, &handler, &strings, NULL, error);
}

/* ---- styles ---- */

typedef struct
{
  KaijiWorkbook *workbook;
  GHashTable *codes; /* id -> code */
  gboolean in_cells;
} Styles;

static guint
read_id (const char *text)
{
  guint64 value;

  return text && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &value, NULL) ? (guint) value
                                                                                   : 0;
}

static gboolean
styles_start (const char *name, const char *const *attributes, gpointer data, GError **error)
{
  Styles *styles = data;
  guint id = read_id (kaiji_xml_attribute (attributes, "numFmtId"));
  const char *code = kaiji_xml_attribute (attributes, "formatCode");

  if (g_str_equal (name, "cellXfs"))
    styles->in_cells = TRUE;
  else if (g_str_equal (name, "numFmt") && code)
    g_hash_table_insert (styles->codes, GUINT_TO_POINTER (id), g_strdup (code));
  else if (g_str_equal (name, "xf") && styles->in_cells)
    {
      KaijiNumberFormat format;

      code = g_hash_table_lookup (styles->codes, GUINT_TO_POINTER (id));
      format = code ? kaiji_number_format_of_code (code) : kaiji_number_format_of_id (id);
      g_array_append_val (styles->workbook->formats, format);
    }
  return TRUE;
}

static gboolean
styles_end (const char *name, gpointer data, GError **error)
{
  Styles *styles = data;

  if (g_str_equal (name, "cellXfs"))
    styles->in_cells = FALSE;
  return TRUE;
}

gboolean
kaiji_workbook_read_styles (KaijiWorkbook *self, GBytes *part, const char *place, GError **error)
{
  static const KaijiXmlHandler handler = { .start = styles_start, .end = styles_end };
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Styles styles = { self, codes, FALSE };

  return kaiji_xml_parse (part, place, &handler, &styles, NULL, error);
}
