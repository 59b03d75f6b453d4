/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workbook says about its sheets: their names and parts, shared texts, number formats, how
 * days are counted, when it was saved. Parts are found as the format wants it, by relationships
 * and their types, not by their usual names.
 */
#include "sheet/sheet-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define ROOT_RELATIONS "_rels/.rels"
/* More than any program shows in one file. */
#define MAX_SHEETS 1024

typedef struct
{
  char *id;
  char *type; /* the last word of its type */
  char *part;
} Relation;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->part);
  g_free (relation);
}

void
kaiji_workbook_free (KaijiWorkbook *self)
{
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->parts);
  kaiji_texts_unref (self->texts);
  g_array_unref (self->formats);
  g_free (self->date);
  g_free (self);
}

/* ---- relationships ---- */

typedef struct
{
  GPtrArray *relations;
  const char *folder; /* what targets are relative to */
} Relations;

/* "xl" and "worksheets/sheet1.xml" make a name in the package; ".." is taken away. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *joined =
      *target == '/' || !*folder ? g_strdup (target) : g_strconcat (folder, "/", target, NULL);
  g_auto (GStrv) words = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i]; i++)
    if (g_str_equal (words[i], ".."))
      {
        if (kept->len > 0)
          g_ptr_array_set_size (kept, (int) kept->len - 1);
      }
    else if (*words[i] && !g_str_equal (words[i], "."))
      g_ptr_array_add (kept, words[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static gboolean
relation_start (const char *name, const char *const *attributes, gpointer data, GError **error)
{
  Relations *list = data;
  const char *id = kaiji_xml_attribute (attributes, "Id");
  const char *type = kaiji_xml_attribute (attributes, "Type");
  const char *target = kaiji_xml_attribute (attributes, "Target");
  Relation *relation;

  if (!g_str_equal (name, "Relationship") || !id || !type || !target
      || g_strcmp0 (kaiji_xml_attribute (attributes, "TargetMode"), "External") == 0)
    return TRUE;
  relation = g_new0 (Relation, 1);
  relation->id = g_strdup (id);
  relation->type = g_strdup (strrchr (type, '/') ? strrchr (type, '/') + 1 : type);
  relation->part = resolve (list->folder, target);
  g_ptr_array_add (list->relations, relation);
  return TRUE;
}

/* The relationships of @part; "" = of the package. */
static GPtrArray *
read_relations (KaijiPackage *package, const char *part, GError **error)
{
  static const KaijiXmlHandler handler = { .start = relation_start };
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (relation_free);
  const char *slash = strrchr (part, '/');
  g_autofree char *folder = slash ? g_strndup (part, (gsize) (slash - part)) : g_strdup ("");
  g_autofree char *name = !*part ? g_strdup (ROOT_RELATIONS)
                                 : g_strdup_printf ("%s%s_rels/%s.rels", folder, *folder ? "/" : "",
                                                    slash ? slash + 1 : part);
  GBytes *bytes = kaiji_package_lookup (package, name);
  Relations list = { relations, folder };

  if (bytes && !kaiji_xml_parse (bytes, name, &handler, &list, NULL, error))
    return NULL;
  return g_steal_pointer (&relations);
}

static const char *
find_part (GPtrArray *relations, const char *type, const char *id)
{
  for (guint i = 0; i < relations->len; i++)
    {
      Relation *relation = g_ptr_array_index (relations, i);
      if (g_str_equal (relation->type, type) && (!id || g_str_equal (relation->id, id)))
        return relation->part;
    }
  return NULL;
}

/* ---- the list of sheets ---- */

typedef struct
{
  KaijiWorkbook *self;
  GPtrArray *relations;
} Sheets;

static gboolean
is_true (const char *value)
{
  return value && (g_str_equal (value, "1") || g_str_equal (value, "true"));
}

static gboolean
sheets_start (const char *name, const char *const *attributes, gpointer data, GError **error)
{
  Sheets *sheets = data;
  const char *title = kaiji_xml_attribute (attributes, "name");
  const char *id = kaiji_xml_attribute (attributes, "id");
  const char *part;

  if (g_str_equal (name, "workbookPr"))
    sheets->self->from_1904 = is_true (kaiji_xml_attribute (attributes, "date1904"));
  if (!g_str_equal (name, "sheet") || !title || !id)
    return TRUE;
  /* A chart that stands alone is listed, too. */
  part = find_part (sheets->relations, "worksheet", id);
  if (!part)
    return TRUE;
  if (sheets->self->names->len >= MAX_SHEETS)
    {
      g_set_error (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_TOO_LARGE,
                   _ ("The file has more than %u sheets. Leave only the sheet with the table."),
                   MAX_SHEETS);
      return FALSE;
    }
  g_ptr_array_add (sheets->self->names, g_strdup (title));
  g_ptr_array_add (sheets->self->parts, g_strdup (part));
  return TRUE;
}

/* ---- the date of the document ---- */

typedef struct
{
  GString *text;
  gboolean inside;
  char *created;
  char *modified;
} Properties;

static gboolean
properties_start (const char *name, const char *const *attributes, gpointer data, GError **error)
{
  Properties *properties = data;

  properties->inside = g_str_equal (name, "created") || g_str_equal (name, "modified");
  g_string_truncate (properties->text, 0);
  return TRUE;
}

static gboolean
properties_end (const char *name, gpointer data, GError **error)
{
  Properties *properties = data;
  char **kept = g_str_equal (name, "created")    ? &properties->created
                : g_str_equal (name, "modified") ? &properties->modified
                                                 : NULL;

  if (kept && properties->inside && !*kept)
    *kept = g_strdup (properties->text->str);
  properties->inside = FALSE;
  return TRUE;
}

static void
properties_text (const char *text, gsize length, gpointer data)
{
  Properties *properties = data;

  if (properties->inside)
    g_string_append_len (properties->text, text, (gssize) length);
}

/* Day of a moment in the time of Japan, "" when it is none. */
static char *
read_day (const char *moment)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) parsed = moment ? g_date_time_new_from_iso8601 (moment, utc) : NULL;
  g_autoptr (GDateTime) local = parsed ? g_date_time_to_timezone (parsed, japan) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d") : g_strdup ("");
}

static gboolean
read_date (KaijiWorkbook *self, KaijiPackage *package, GPtrArray *relations, GError **error)
{
  static const KaijiXmlHandler handler = { properties_start, properties_end, properties_text };
  const char *part = find_part (relations, "core-properties", NULL);
  GBytes *bytes = part ? kaiji_package_lookup (package, part) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Properties properties = { .text = text };
  gboolean done = !bytes || kaiji_xml_parse (bytes, part, &handler, &properties, NULL, error);

  self->date = read_day (properties.modified ? properties.modified : properties.created);
  g_free (properties.created);
  g_free (properties.modified);
  return done;
}

/* ---- all together ---- */

static gboolean
read_parts (KaijiWorkbook *self, KaijiPackage *package, const char *part, GError **error)
{
  static const KaijiXmlHandler handler = { .start = sheets_start };
  g_autoptr (GPtrArray) relations = read_relations (package, part, error);
  Sheets sheets = { self, relations };
  const char *strings, *styles;
  GBytes *bytes;

  if (!relations
      || !kaiji_xml_parse (kaiji_package_lookup (package, part), part, &handler, &sheets, NULL,
                           error))
    return FALSE;
  strings = find_part (relations, "sharedStrings", NULL);
  bytes = strings ? kaiji_package_lookup (package, strings) : NULL;
  if (bytes && !kaiji_workbook_read_strings (self, bytes, strings, error))
    return FALSE;
  styles = find_part (relations, "styles", NULL);
  bytes = styles ? kaiji_package_lookup (package, styles) : NULL;
  return !bytes || kaiji_workbook_read_styles (self, bytes, styles, error);
}

KaijiWorkbook *
kaiji_workbook_read (KaijiPackage *package, GError **error)
{
  g_autoptr (KaijiWorkbook) self = g_new0 (KaijiWorkbook, 1);
  g_autoptr (GPtrArray) relations = NULL;
  const char *part;

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->texts = kaiji_texts_new ();
  self->formats = g_array_new (FALSE, FALSE, sizeof (KaijiNumberFormat));
  relations = read_relations (package, "", error);
  if (!relations)
    return NULL;
  part = find_part (relations, "officeDocument", NULL);
  if (!part || !kaiji_package_lookup (package, part))
    {
      g_set_error_literal (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                           _ ("This is no .xlsx file. Open it in a spreadsheet program and save it "
                              "as .xlsx or CSV."));
      return NULL;
    }
  if (!read_date (self, package, relations, error) || !read_parts (self, package, part, error))
    return NULL;
  if (self->names->len == 0)
    {
      g_set_error_literal (error, KAIJI_SHEET_ERROR, KAIJI_SHEET_ERROR_FORMAT,
                           _ ("The file holds no sheet with cells. Choose another file."));
      return NULL;
    }
  g_ptr_array_add (self->names, NULL);
  return g_steal_pointer (&self);
}
