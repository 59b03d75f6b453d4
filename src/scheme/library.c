/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All packs of a directory: DIR/ID/REVISION.json, each read once, when it is first asked for, and
 * anew when the office's choices for it have changed since. Whoever holds a scheme keeps it as it
 * was. Beside them stand packs of the office, which are foreign: one that is no good, or that says
 * to be an installed one, is left out and told, and the others work. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "scheme/scheme-private.h"

/* Where the parts lie that packs are made of. */
#define SOURCE_FOLDER "source"

struct _KaijiSchemeLibrary
{
  char *dir;
  char *overlay_dir;   /* (nullable) */
  GHashTable *schemes; /* path -> Entry */
  GPtrArray *problems; /* texts */
};

typedef struct
{
  KaijiScheme *scheme;
  char *stamp; /* of the overlay that it was made with */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  kaiji_scheme_unref (entry->scheme);
  g_free (entry->stamp);
  g_free (entry);
}

/**
 * kaiji_scheme_library_new:
 * @dir: the directory of the packs; looked into when a pack is asked for
 *
 * Thread: the one that uses it.
 * Returns: (transfer full): a library
 */
KaijiSchemeLibrary *
kaiji_scheme_library_new (const char *dir)
{
  KaijiSchemeLibrary *self;

  g_return_val_if_fail (dir != NULL, NULL);

  self = g_new0 (KaijiSchemeLibrary, 1);
  self->dir = g_strdup (dir);
  self->schemes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * kaiji_scheme_library_free:
 * @self: a library
 *
 * Frees it; schemes that were got from it live on.
 */
void
kaiji_scheme_library_free (KaijiSchemeLibrary *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->schemes);
  g_ptr_array_unref (self->problems);
  g_free (self->dir);
  g_free (self->overlay_dir);
  g_free (self);
}

/**
 * kaiji_scheme_library_set_overlay_dir:
 * @self: a library
 * @dir: (nullable): folder of the office's own packs and choices
 *
 * Packs that are asked for from now on may lie there, and have the choices that lie there.
 */
void
kaiji_scheme_library_set_overlay_dir (KaijiSchemeLibrary *self, const char *dir)
{
  g_return_if_fail (self != NULL);

  g_free (self->overlay_dir);
  self->overlay_dir = g_strdup (dir);
}

/** kaiji_scheme_library_get_overlay_dir: Returns: (nullable): folder of the office's choices. */
const char *
kaiji_scheme_library_get_overlay_dir (KaijiSchemeLibrary *self)
{
  return self->overlay_dir;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names in a directory, sorted; empty when it cannot be read. */
static GPtrArray *
list_names (const char *dir)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) handle = g_dir_open (dir, 0, NULL);
  const char *name;

  while (handle && (name = g_dir_read_name (handle)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Ids and revisions are file names: nothing else is looked up. */
static gboolean
is_plain (const char *name)
{
  for (const char *p = name; *p; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;
  return *name != '\0';
}

/* What tells two states of a file apart; files are replaced, never written over. */
static char *
dup_stamp (const char *path)
{
  GStatBuf info;

  if (!path || g_stat (path, &info) < 0)
    return g_strdup ("");
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %ld",
                          (guint64) info.st_ino, (gint64) info.st_size,
                          (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
}

/* Choices that cannot be read leave open what the documents leave open: nothing is decided by a
 * file that nobody understands. */
static void
take_overlay (KaijiScheme *scheme, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiOverlay) overlay = kaiji_overlay_load (path, &error);

  if (overlay)
    kaiji_scheme_adopt (scheme, overlay);
  else
    kaiji_scheme_add_overlay_problem (scheme, error->message);
}

static char *
dup_path (const char *dir, const char *id, const char *revision)
{
  g_autofree char *file = g_strconcat (revision, ".json", NULL);

  return g_build_filename (dir, id, file, NULL);
}

/* Returns: (transfer none) */
static KaijiScheme *
load_pack (KaijiSchemeLibrary *self,
           const char *dir,
           const char *id,
           const char *revision,
           GError **error)
{
  g_autofree char *path = dup_path (dir, id, revision);
  g_autofree char *overlay =
      self->overlay_dir ? kaiji_overlay_dup_path (self->overlay_dir, id, revision) : NULL;
  g_autofree char *chosen = dup_stamp (overlay);
  /* What is installed stays; the office's own packs may be replaced while the program runs. */
  g_autofree char *written = dup_stamp (dir == self->overlay_dir ? path : NULL);
  g_autofree char *stamp = g_strconcat (chosen, "/", written, NULL);
  g_autoptr (KaijiScheme) scheme = NULL;
  Entry *known = g_hash_table_lookup (self->schemes, path);

  if (known && g_str_equal (known->stamp, stamp))
    return known->scheme;
  scheme = kaiji_scheme_load_file (path, error);
  if (!scheme)
    return NULL;
  if (!g_str_equal (kaiji_scheme_get_id (scheme), id)
      || !g_str_equal (kaiji_scheme_get_revision (scheme), revision))
    {
      g_set_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_INVALID,
                   _ ("%s: The pack inside is %s@%s. Name folder and file after it."), path,
                   kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));
      return NULL;
    }
  if (overlay)
    take_overlay (scheme, overlay);
  known = g_new0 (Entry, 1);
  known->scheme = g_steal_pointer (&scheme);
  known->stamp = g_steal_pointer (&stamp);
  g_hash_table_replace (self->schemes, g_steal_pointer (&path), known);
  return known->scheme;
}

/* The revision that a file's name says, NULL for other files. */
static char *
dup_revision (const char *file)
{
  g_autofree char *revision = NULL;

  if (!g_str_has_suffix (file, ".json"))
    return NULL;
  revision = g_strndup (file, strlen (file) - strlen (".json"));
  return is_plain (revision) ? g_steal_pointer (&revision) : NULL;
}

static gboolean
has_pack (const char *dir, const char *id, const char *revision)
{
  g_autofree char *path = dup_path (dir, id, revision);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
add_problem (KaijiSchemeLibrary *self, char *text)
{
  if (g_ptr_array_find_with_equal_func (self->problems, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (self->problems, text);
}

/* A pack of the office; NULL when it is left out. (transfer none) */
static KaijiScheme *
load_own (KaijiSchemeLibrary *self, const char *id, const char *revision)
{
  g_autoptr (GError) error = NULL;
  KaijiScheme *scheme;

  if (has_pack (self->dir, id, revision))
    {
      g_autofree char *path = dup_path (self->overlay_dir, id, revision);

      add_problem (self, g_strdup_printf (_ ("%s: %s@%s is installed already, so this pack is not "
                                             "used. Import its sheet with another revision."),
                                          path, id, revision));
      return NULL;
    }
  scheme = load_pack (self, self->overlay_dir, id, revision, &error);
  if (!scheme)
    add_problem (self, g_strdup (error->message));
  return scheme;
}

/* Adds all revisions of @id in @dir to @schemes. */
static gboolean
load_revisions_in (KaijiSchemeLibrary *self,
                   const char *dir,
                   const char *id,
                   GPtrArray *schemes,
                   GError **error)
{
  g_autofree char *folder = g_build_filename (dir, id, NULL);
  g_autoptr (GPtrArray) files = list_names (folder);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *revision = dup_revision (g_ptr_array_index (files, i));
      gboolean own = dir != self->dir;
      KaijiScheme *scheme;

      if (!revision)
        continue;
      scheme = own ? load_own (self, id, revision) : load_pack (self, dir, id, revision, error);
      if (scheme)
        g_ptr_array_add (schemes, kaiji_scheme_ref (scheme));
      else if (!own)
        return FALSE;
    }
  return TRUE;
}

static int
compare_revisions (gconstpointer a, gconstpointer b)
{
  KaijiScheme *left = *(KaijiScheme *const *) a;
  KaijiScheme *right = *(KaijiScheme *const *) b;
  int order = strcmp (kaiji_scheme_get_id (left), kaiji_scheme_get_id (right));

  return order ? order
               : strcmp (kaiji_scheme_get_revision (left), kaiji_scheme_get_revision (right));
}

/* What the office took in goes before what is installed, and its newest before the others. */
static void
choose_in_use (KaijiSchemeLibrary *self, GPtrArray *schemes, guint first)
{
  KaijiScheme *newest = NULL;

  for (guint i = first; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);
      if (scheme->in_use && kaiji_scheme_library_is_own (self, scheme))
        newest = scheme;
    }
  for (guint i = first; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);
      scheme->superseded = newest && scheme != newest;
    }
}

/* Adds all revisions of @id to @schemes, the oldest first. */
static gboolean
load_revisions (KaijiSchemeLibrary *self, const char *id, GPtrArray *schemes, GError **error)
{
  guint first = schemes->len;

  if (!load_revisions_in (self, self->dir, id, schemes, error))
    return FALSE;
  if (self->overlay_dir)
    load_revisions_in (self, self->overlay_dir, id, schemes, NULL);
  g_ptr_array_sort (schemes, compare_revisions);
  choose_in_use (self, schemes, first);
  return TRUE;
}

/**
 * kaiji_scheme_library_is_own:
 * @self: a library
 * @scheme: one of its schemes
 *
 * Returns: whether its pack is one of the office, not an installed one
 */
gboolean
kaiji_scheme_library_is_own (KaijiSchemeLibrary *self, KaijiScheme *scheme)
{
  g_autofree char *installed =
      dup_path (self->dir, kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));

  return !g_str_equal (installed, kaiji_scheme_get_path (scheme));
}

/** kaiji_scheme_library_get_problems: Returns: (transfer none): texts, none when all is well. */
GPtrArray *
kaiji_scheme_library_get_problems (KaijiSchemeLibrary *self)
{
  return self->problems;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_scheme_unref);
}

static KaijiScheme *
load_in_use (KaijiSchemeLibrary *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) schemes = new_list ();
  KaijiScheme *found = NULL;

  if (!load_revisions (self, id, schemes, error))
    return NULL;
  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);

      if (!kaiji_scheme_is_in_use (scheme))
        continue;
      if (found)
        {
          g_set_error (
              error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_INVALID,
              _ ("Two revisions of %s are in use: %s and %s. Mark only one with “in_use”."), id,
              kaiji_scheme_get_revision (found), kaiji_scheme_get_revision (scheme));
          return NULL;
        }
      found = scheme;
    }
  if (found)
    return kaiji_scheme_ref (found);
  if (schemes->len > 0)
    g_set_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_UNKNOWN,
                 _ ("No revision of %s is in use. Name one, for example %s@%s."), id, id,
                 kaiji_scheme_get_revision (g_ptr_array_index (schemes, schemes->len - 1)));
  else
    g_set_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_UNKNOWN,
                 _ ("There is no scheme “%s” in %s. Check the name in the list of schemes."), id,
                 self->dir);
  return NULL;
}

/**
 * kaiji_scheme_library_load:
 * @self: a library
 * @spec: "ID" for the revision in use, or "ID@REVISION"
 * @error: %KAIJI_SCHEME_ERROR_UNKNOWN, or why the pack cannot be read
 *
 * Returns: (transfer full) (nullable): the scheme
 */
KaijiScheme *
kaiji_scheme_library_load (KaijiSchemeLibrary *self, const char *spec, GError **error)
{
  g_auto (GStrv) parts = NULL;
  const char *dir;
  KaijiScheme *scheme;

  g_return_val_if_fail (self != NULL && spec != NULL, NULL);

  parts = g_strsplit (spec, "@", 2);
  if (!parts[0] || !is_plain (parts[0]) || (parts[1] && !is_plain (parts[1]))
      || g_str_equal (parts[0], SOURCE_FOLDER))
    {
      g_set_error (error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_UNKNOWN,
                   _ ("There is no scheme “%s” in %s. Check the name in the list of schemes."),
                   spec, self->dir);
      return NULL;
    }
  if (!parts[1])
    return load_in_use (self, parts[0], error);
  dir = self->overlay_dir && !has_pack (self->dir, parts[0], parts[1]) ? self->overlay_dir
                                                                       : self->dir;
  if (!has_pack (dir, parts[0], parts[1]))
    {
      g_set_error (
          error, KAIJI_SCHEME_ERROR, KAIJI_SCHEME_ERROR_UNKNOWN,
          _ ("There is no revision “%s” of the scheme “%s” in %s. Check the list of schemes."),
          parts[1], parts[0], self->dir);
      return NULL;
    }
  scheme = load_pack (self, dir, parts[0], parts[1], error);
  return scheme ? kaiji_scheme_ref (scheme) : NULL;
}

static void
add_missing (GPtrArray *names, const char *dir)
{
  g_autoptr (GPtrArray) more = list_names (dir);

  for (guint i = 0; i < more->len; i++)
    if (!g_ptr_array_find_with_equal_func (names, g_ptr_array_index (more, i), g_str_equal, NULL))
      g_ptr_array_add (names, g_strdup (g_ptr_array_index (more, i)));
  g_ptr_array_sort (names, compare_names);
}

/**
 * kaiji_scheme_library_list:
 * @self: a library
 * @error: why a pack cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type KaijiScheme): all packs, by id and revision
 */
GPtrArray *
kaiji_scheme_library_list (KaijiSchemeLibrary *self, GError **error)
{
  g_autoptr (GPtrArray) schemes = new_list ();
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  ids = list_names (self->dir);
  if (self->overlay_dir)
    add_missing (ids, self->overlay_dir);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (is_plain (id) && !g_str_equal (id, SOURCE_FOLDER)
          && !load_revisions (self, id, schemes, error))
        return NULL;
    }
  return g_steal_pointer (&schemes);
}
