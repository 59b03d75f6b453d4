/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of holidays, data/holidays.json:
 * {"format": 1, "years": [{"year", "source", "verified", "days": {"2026-01-01": NAME, …}}, …]}
 *
 * A table that is wrong in one place is refused as a whole: a day that is missing from it would be
 * taken for a working day.
 */
#include "scheme/holidays.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "core/paths.h"
#include "scheme/scheme-private.h"

#define FORMAT 1

typedef struct
{
  int number;
  char *source;
  KaijiVerified verified;
  GHashTable *days; /* month * 100 + day -> name */
} Year;

struct _KaijiHolidays
{
  GHashTable *years; /* number -> Year */
};

static void
year_free (gpointer data)
{
  Year *year = data;

  g_free (year->source);
  g_hash_table_unref (year->days);
  g_free (year);
}

static KaijiHolidays *
holidays_new (void)
{
  KaijiHolidays *self = g_new0 (KaijiHolidays, 1);

  self->years = g_hash_table_new_full (NULL, NULL, NULL, year_free);
  return self;
}

/**
 * kaiji_holidays_free:
 * @self: (nullable) (transfer full): a table of one's own; never the program's
 */
void
kaiji_holidays_free (KaijiHolidays *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->years);
  g_free (self);
}

static gpointer
day_key (KaijiDate date)
{
  return GINT_TO_POINTER (date.month * 100 + date.day);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
read_days (Year *year, JsonObject *days)
{
  g_autoptr (GList) keys = json_object_get_members (days);

  for (GList *l = keys; l; l = l->next)
    {
      const char *name = get_text (days, l->data);
      g_autofree char *iso = NULL;
      KaijiDate date;

      if (!name || !*name || !kaiji_date_parse (l->data, &date) || date.year != year->number)
        return FALSE;
      iso = kaiji_date_to_iso (date);
      if (!g_str_equal (iso, l->data))
        return FALSE;
      g_hash_table_insert (year->days, day_key (date), g_strdup (name));
    }
  return keys != NULL;
}

static gboolean
read_verified (const char *text, KaijiVerified *verified)
{
  for (guint i = 0; text && kaiji_verified_names[i]; i++)
    if (g_str_equal (kaiji_verified_names[i], text))
      {
        *verified = (KaijiVerified) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_year (KaijiHolidays *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *days = object ? json_object_get_member (object, "days") : NULL;
  const char *source = object ? get_text (object, "source") : NULL;
  int number = object ? (int) json_object_get_int_member_with_default (object, "year", 0) : 0;
  Year *year;

  if (!days || !JSON_NODE_HOLDS_OBJECT (days) || !source || !*source || number < 1948
      || number > 9999 || g_hash_table_contains (self->years, GINT_TO_POINTER (number)))
    return FALSE;
  year = g_new0 (Year, 1);
  year->number = number;
  year->source = g_strdup (source);
  year->days = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (self->years, GINT_TO_POINTER (number), year);
  return read_verified (get_text (object, "verified"), &year->verified)
         && read_days (year, json_node_get_object (days));
}

static gboolean
read_table (KaijiHolidays *self, JsonNode *root)
{
  JsonObject *object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *years = object ? json_object_get_member (object, "years") : NULL;
  JsonArray *array = years && JSON_NODE_HOLDS_ARRAY (years) ? json_node_get_array (years) : NULL;

  if (!array || json_object_get_int_member_with_default (object, "format", 0) != FORMAT)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_year (self, json_array_get_element (array, i)))
      return FALSE;
  return TRUE;
}

/**
 * kaiji_holidays_load:
 * @path: a table
 * @error: %KAIJI_SCHEME_ERROR_PARSE
 *
 * Thread: any. Returns: (transfer full) (nullable): the table
 */
KaijiHolidays *
kaiji_holidays_load (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (KaijiHolidays) self = holidays_new ();

  if (json_parser_load_from_file (parser, path, NULL)
      && read_table (self, json_parser_get_root (parser)))
    return g_steal_pointer (&self);
  g_set_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_PARSE,
               _ ("%s: This is no table of holidays. Put the file of the program back."), path);
  return NULL;
}

static gpointer
load_default (gpointer data)
{
  g_autofree char *path = g_build_filename (kaiji_paths_get_data_dir (), "holidays.json", NULL);
  g_autoptr (GError) error = NULL;
  KaijiHolidays *self = kaiji_holidays_load (path, &error);

  if (self)
    return self;
  g_message ("%s", error->message);
  return holidays_new ();
}

/**
 * kaiji_holidays_get_default:
 *
 * The program's table, read when it is first asked for. One that cannot be read is empty: then of
 * every year it is said that there is no table.
 *
 * Thread: any. Returns: (transfer none)
 */
const KaijiHolidays *
kaiji_holidays_get_default (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_default, NULL);
}

static const Year *
lookup_year (const KaijiHolidays *self, int year)
{
  return g_hash_table_lookup (self->years, GINT_TO_POINTER (year));
}

gboolean
kaiji_holidays_has_year (const KaijiHolidays *self, int year)
{
  return lookup_year (self, year) != NULL;
}

const char *
kaiji_holidays_lookup (const KaijiHolidays *self, KaijiDate date)
{
  const Year *year = lookup_year (self, date.year);

  return year ? g_hash_table_lookup (year->days, day_key (date)) : NULL;
}

const char *
kaiji_holidays_get_source (const KaijiHolidays *self, int year, KaijiVerified *verified)
{
  const Year *found = lookup_year (self, year);

  if (verified)
    *verified = found ? found->verified : KAIJI_VERIFIED_UNVERIFIED;
  return found ? found->source : "";
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

int *
kaiji_holidays_dup_years (const KaijiHolidays *self)
{
  guint n = g_hash_table_size (self->years);
  int *years = g_new0 (int, n + 1);
  GHashTableIter iter;
  gpointer key;
  guint i = 0;

  g_hash_table_iter_init (&iter, self->years);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    years[i++] = GPOINTER_TO_INT (key);
  qsort (years, n, sizeof *years, compare_numbers);
  return years;
}
