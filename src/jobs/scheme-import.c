/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an official sheet to a pack.
 *
 * Invariants:
 * 1. What is handed out passes the checks of a pack; what would not is an error.
 * 2. Nothing is taken from the clock: the day of the sheet is what the file states or the user says.
 */
#include "jobs/scheme-import-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/date.h"
#include "core/paths.h"
#include "jobs/json.h"
#include "jobs/session.h"

/* Of two tables that share fewer names than this nobody would say they are the same. */
#define LIKE_SHARE 3

struct _KaijiSchemeImport
{
  KaijiScheme *today;
  KaijiScheme *scheme;
  KaijiMatching *matching;
  GPtrArray *notes;
  char *sheet;
  char *source;
  char *text;
};

/**
 * kaiji_scheme_import_free:
 * @self: (transfer full): an import; what was written stays
 */
void
kaiji_scheme_import_free (KaijiSchemeImport *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->matching, kaiji_matching_free);
  g_clear_pointer (&self->today, kaiji_scheme_unref);
  g_clear_pointer (&self->scheme, kaiji_scheme_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self->sheet);
  g_free (self->source);
  g_free (self->text);
  g_free (self);
}

static KaijiSheetTable *
read_table (const char *path,
            const KaijiSchemeImportOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *words =
      g_build_filename (kaiji_paths_get_data_dir (), "schemes", "sheet.json", NULL);

  return kaiji_sheet_table_read (path, words, options->sheet, cancellable, error);
}

/* ---- what the sheet does not say itself ---- */

/* A day, a month or a year. */
static gboolean
is_revision (const char *text)
{
  gsize length = strlen (text);
  g_autofree char *full = g_strconcat (text,
                                       length == 4   ? "-01-01"
                                       : length == 7 ? "-01"
                                                     : "",
                                       NULL);
  g_autofree char *iso = NULL;
  KaijiDate date;

  if (strlen (full) != 10 || !kaiji_date_parse (full, &date) || !kaiji_date_is_valid (date))
    return FALSE;
  iso = kaiji_date_to_iso (date);
  return g_str_equal (iso, full);
}

static gboolean
plan_init (KaijiPackPlan *plan,
           const KaijiSchemeImportOptions *options,
           const KaijiSheetTable *table,
           GError **error)
{
  plan->table = table;
  plan->date = table->date;
  plan->revision = options->revision ? options->revision : table->date;
  if (!*plan->revision)
    {
      g_set_error_literal (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                           _ ("The file states no day of its own. Give the day of the revision."));
      return FALSE;
    }
  if (!is_revision (plan->revision))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                   _ ("“%s” is no day of a revision. Write it as YYYY-MM-DD, YYYY-MM or YYYY."),
                   plan->revision);
      return FALSE;
    }
  return TRUE;
}

/* "items.xlsx(2024-09-30)": the file, and the day that it or the user says. */
static char *
dup_source (const KaijiSchemeImportOptions *options, const KaijiPackPlan *plan)
{
  if (options->source && *options->source)
    return g_strdup (options->source);
  return g_strdup_printf ("%s(%s)", plan->title, *plan->date ? plan->date : plan->revision);
}

/* ---- making ---- */

static void
note_gates (KaijiSchemeImport *self)
{
  GPtrArray *items = kaiji_matching_get_items (self->matching);

  for (guint i = 0; i < items->len; i++)
    {
      const KaijiItemMatch *match = g_ptr_array_index (items, i);

      if (match->from && match->from->gate && !match->to)
        g_ptr_array_add (self->notes,
                         g_strdup_printf (_ ("The gate item %s “%s” is not in the sheet."),
                                          match->from->id, match->from->name));
    }
}

static gboolean
make (KaijiSchemeImport *self, KaijiPackPlan *plan, const char *path, GError **error)
{
  g_autoptr (JsonNode) root = kaiji_pack_read (self->today, error);
  g_autoptr (JsonNode) draft = root ? kaiji_pack_make_draft (plan, root) : NULL;
  g_autofree char *draft_text = draft ? json_to_string (draft, FALSE) : NULL;
  g_autoptr (KaijiScheme) drafted = draft ? kaiji_scheme_load_text (path, draft_text, error) : NULL;
  g_autoptr (KaijiMatching) matching = drafted ? kaiji_scheme_match (self->today, drafted) : NULL;
  g_autofree char *text = NULL;

  if (!matching)
    return FALSE;
  kaiji_pack_make (plan, root, matching);
  text = json_to_string (root, TRUE);
  self->text = g_strconcat (text, "\n", NULL);
  self->scheme = kaiji_scheme_load_text (path, self->text, error);
  if (!self->scheme)
    return FALSE;
  self->matching = kaiji_scheme_match (self->today, self->scheme);
  note_gates (self);
  return TRUE;
}

KaijiSchemeImport *
kaiji_scheme_import_new (KaijiScheme *today,
                         const char *path,
                         const KaijiSchemeImportOptions *options,
                         GCancellable *cancellable,
                         GError **error)
{
  static const KaijiSchemeImportOptions none = { NULL };
  g_autoptr (KaijiSchemeImport) self = g_new0 (KaijiSchemeImport, 1);
  g_autoptr (KaijiSheetTable) table = NULL;
  g_autofree char *title = g_path_get_basename (path);
  KaijiPackPlan plan = { .today = today, .title = title };

  g_return_val_if_fail (today != NULL && path != NULL, NULL);

  if (!options)
    options = &none;
  self->today = kaiji_scheme_ref (today);
  table = read_table (path, options, cancellable, error);
  if (!table || !plan_init (&plan, options, table, error))
    return NULL;
  self->notes = g_ptr_array_ref (table->notes);
  self->sheet = g_strdup (table->sheet);
  self->source = dup_source (options, &plan);
  plan.source = self->source;
  plan.notes = self->notes;
  return make (self, &plan, path, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- which scheme ---- */

/* How many items of @table have a namesake in @scheme. */
static guint
count_names (KaijiScheme *scheme, const KaijiSheetTable *table)
{
  GPtrArray *items = kaiji_scheme_get_items (scheme);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      KaijiItem *item = g_ptr_array_index (items, i);
      if (!item->section->form_a)
        g_hash_table_add (names, (gpointer) item->name);
    }
  for (guint i = 0; i < table->items->len; i++)
    n += g_hash_table_contains (names,
                                ((KaijiSheetItem *) g_ptr_array_index (table->items, i))->name);
  return n;
}

KaijiScheme *
kaiji_scheme_import_guess (KaijiSchemeLibrary *library,
                           const char *path,
                           const KaijiSchemeImportOptions *options,
                           GError **error)
{
  static const KaijiSchemeImportOptions none = { NULL };
  g_autoptr (KaijiSheetTable) table = read_table (path, options ? options : &none, NULL, error);
  g_autoptr (GPtrArray) schemes = table ? kaiji_scheme_library_list (library, error) : NULL;
  KaijiScheme *best = NULL;
  guint most = 0;
  gboolean tie = FALSE;

  if (!schemes)
    return NULL;
  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);
      guint n = kaiji_scheme_is_in_use (scheme) ? count_names (scheme, table) : 0;

      tie = n == most ? tie || n > 0 : n < most && tie;
      if (n > most)
        {
          most = n;
          best = scheme;
        }
    }
  if (best && !tie && most * LIKE_SHARE >= table->items->len)
    return kaiji_scheme_ref (best);
  g_set_error_literal (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                       _ ("The items do not show which scheme the sheet belongs to. Name the "
                          "scheme."));
  return NULL;
}

/* ---- what was made ---- */

KaijiScheme *
kaiji_scheme_import_get_scheme (KaijiSchemeImport *self)
{
  return self->scheme;
}

KaijiMatching *
kaiji_scheme_import_get_matching (KaijiSchemeImport *self)
{
  return self->matching;
}

GPtrArray *
kaiji_scheme_import_get_notes (KaijiSchemeImport *self)
{
  return self->notes;
}

const char *
kaiji_scheme_import_get_sheet (KaijiSchemeImport *self)
{
  return self->sheet;
}

const char *
kaiji_scheme_import_get_source (KaijiSchemeImport *self)
{
  return self->source;
}

const char *
kaiji_scheme_import_get_text (KaijiSchemeImport *self)
{
  return self->text;
}

/* ---- writing ---- */

static gboolean
set_failed (const char *path, GError **error)
{
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s cannot be written. Choose another place, or make room on the disk."), path);
  return FALSE;
}

gboolean
kaiji_scheme_import_save (KaijiSchemeImport *self,
                          const char *path,
                          gboolean overwrite,
                          GError **error)
{
  g_autofree char *written = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (!overwrite && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                   _ ("%s is there already. Choose another name, or say that it may be replaced."),
                   path);
      return FALSE;
    }
  if (!g_file_set_contents (path, self->text, -1, NULL)
      || !g_file_get_contents (path, &written, NULL, NULL))
    return set_failed (path, error);
  scheme = kaiji_scheme_load_file (path, error);
  if (!scheme)
    return FALSE;
  if (g_str_equal (written, self->text))
    return TRUE;
  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
               _ ("%s: what was written does not read back the same. Check the disk."), path);
  return FALSE;
}

gboolean
kaiji_scheme_import_add (KaijiSchemeImport *self,
                         KaijiSchemeLibrary *library,
                         gboolean overwrite,
                         GError **error)
{
  const char *dir = kaiji_scheme_library_get_overlay_dir (library);
  const char *id = kaiji_scheme_get_id (self->scheme);
  const char *revision = kaiji_scheme_get_revision (self->scheme);
  g_autofree char *spec = g_strdup_printf ("%s@%s", id, revision);
  g_autofree char *file = g_strconcat (revision, ".json", NULL);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (KaijiScheme) there = kaiji_scheme_library_load (library, spec, NULL);

  g_return_val_if_fail (dir != NULL, FALSE);

  folder = g_build_filename (dir, id, NULL);
  path = g_build_filename (folder, file, NULL);
  if (there && !kaiji_scheme_library_is_own (library, there))
    {
      g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED,
                   _ ("%s is installed already and is not replaced. Give the revision that the "
                      "sheet has."),
                   spec);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) < 0)
    return set_failed (path, error);
  return kaiji_scheme_import_save (self, path, overwrite, error);
}
