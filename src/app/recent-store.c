/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of recent cases.
 *
 * 1. One group a case in the key file, named by its path; at most MAX_CASES.
 * 2. Facts are written when a case is opened and closed; the start window opens no case to show
 *    its list. */

#include "app/recent-store.h"

#define MAX_CASES 40

struct _KaijiRecentCase
{
  GObject parent_instance;

  KaijiRecentFacts facts;
};

G_DEFINE_FINAL_TYPE (KaijiRecentCase, kaiji_recent_case, G_TYPE_OBJECT)

static void
kaiji_recent_case_finalize (GObject *object)
{
  KaijiRecentFacts *facts = &KAIJI_RECENT_CASE (object)->facts;

  g_free ((char *) facts->path);
  g_free ((char *) facts->service);
  g_free ((char *) facts->provider);
  g_free ((char *) facts->scheme);
  G_OBJECT_CLASS (kaiji_recent_case_parent_class)->finalize (object);
}

static void
kaiji_recent_case_class_init (KaijiRecentCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_recent_case_finalize;
}

static void
kaiji_recent_case_init (KaijiRecentCase *self)
{
}

static KaijiRecentCase *
recent_case_new (const KaijiRecentFacts *facts)
{
  KaijiRecentCase *self = g_object_new (KAIJI_TYPE_RECENT_CASE, NULL);

  self->facts = *facts;
  self->facts.path = g_strdup (facts->path);
  self->facts.service = g_strdup (facts->service ? facts->service : "");
  self->facts.provider = g_strdup (facts->provider ? facts->provider : "");
  self->facts.scheme = g_strdup (facts->scheme ? facts->scheme : "");
  return self;
}

/** kaiji_recent_case_get_facts: Returns: (transfer none): what is known of the case. */
const KaijiRecentFacts *
kaiji_recent_case_get_facts (KaijiRecentCase *self)
{
  return &self->facts;
}

struct _KaijiRecentStore
{
  GObject parent_instance;

  char *path;
  GListStore *cases;
};

G_DEFINE_FINAL_TYPE (KaijiRecentStore, kaiji_recent_store, G_TYPE_OBJECT)

static void
kaiji_recent_store_finalize (GObject *object)
{
  KaijiRecentStore *self = KAIJI_RECENT_STORE (object);

  g_free (self->path);
  g_object_unref (self->cases);
  G_OBJECT_CLASS (kaiji_recent_store_parent_class)->finalize (object);
}

static void
kaiji_recent_store_class_init (KaijiRecentStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kaiji_recent_store_finalize;
}

static void
kaiji_recent_store_init (KaijiRecentStore *self)
{
  self->cases = g_list_store_new (KAIJI_TYPE_RECENT_CASE);
}

static char *
read_text (GKeyFile *file, const char *group, const char *key)
{
  char *text = g_key_file_get_string (file, group, key, NULL);

  return text ? text : g_strdup ("");
}

static int
compare_used (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 left = KAIJI_RECENT_CASE ((gpointer) a)->facts.used_at;
  gint64 right = KAIJI_RECENT_CASE ((gpointer) b)->facts.used_at;

  return left > right ? -1 : left < right;
}

static void
load (KaijiRecentStore *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL))
    return;
  groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group; group++)
    {
      g_autofree char *path = read_text (file, *group, "path");
      g_autofree char *service = read_text (file, *group, "service");
      g_autofree char *provider = read_text (file, *group, "provider");
      g_autofree char *scheme = read_text (file, *group, "scheme");
      KaijiRecentFacts facts = {
        .path = path,
        .service = service,
        .provider = provider,
        .scheme = scheme,
        .answered = g_key_file_get_uint64 (file, *group, "answered", NULL),
        .total = g_key_file_get_uint64 (file, *group, "total", NULL),
        .block = g_key_file_get_uint64 (file, *group, "block", NULL),
        .warn = g_key_file_get_uint64 (file, *group, "warn", NULL),
        .used_at = g_key_file_get_int64 (file, *group, "used-at", NULL),
        .edited_at = g_key_file_get_int64 (file, *group, "edited-at", NULL),
      };
      if (*path)
        {
          g_autoptr (KaijiRecentCase) one = recent_case_new (&facts);
          g_list_store_insert_sorted (self->cases, one, compare_used, NULL);
        }
    }
}

static void
save (KaijiRecentStore *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->cases));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaijiRecentCase) one = g_list_model_get_item (G_LIST_MODEL (self->cases), i);
      const KaijiRecentFacts *facts = &one->facts;
      g_autofree char *group = g_strdup_printf ("case-%u", i + 1);
      g_key_file_set_string (file, group, "path", facts->path);
      g_key_file_set_string (file, group, "service", facts->service);
      g_key_file_set_string (file, group, "provider", facts->provider);
      g_key_file_set_string (file, group, "scheme", facts->scheme);
      g_key_file_set_uint64 (file, group, "answered", facts->answered);
      g_key_file_set_uint64 (file, group, "total", facts->total);
      g_key_file_set_uint64 (file, group, "block", facts->block);
      g_key_file_set_uint64 (file, group, "warn", facts->warn);
      g_key_file_set_int64 (file, group, "used-at", facts->used_at);
      g_key_file_set_int64 (file, group, "edited-at", facts->edited_at);
    }
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, self->path, &error))
    g_message ("%s", error->message);
}

/** kaiji_recent_store_new: Returns: (transfer full): the list as it was kept. */
KaijiRecentStore *
kaiji_recent_store_new (const char *path)
{
  KaijiRecentStore *self = g_object_new (KAIJI_TYPE_RECENT_STORE, NULL);

  self->path = path ? g_strdup (path)
                    : g_build_filename (g_get_user_state_dir (), "kaiji", "recent.ini", NULL);
  load (self);
  return self;
}

/** kaiji_recent_store_get_model: Returns: (transfer none): cases, newest first. */
GListModel *
kaiji_recent_store_get_model (KaijiRecentStore *self)
{
  return G_LIST_MODEL (self->cases);
}

static KaijiRecentCase *
find (KaijiRecentStore *self, const char *path, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->cases));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaijiRecentCase) one = g_list_model_get_item (G_LIST_MODEL (self->cases), i);
      if (g_str_equal (one->facts.path, path))
        {
          *position = i;
          return one; /* kept by the list */
        }
    }
  return NULL;
}

/** kaiji_recent_store_put: puts the facts of a case in, in place of older ones. */
void
kaiji_recent_store_put (KaijiRecentStore *self, const KaijiRecentFacts *facts)
{
  g_autoptr (KaijiRecentCase) one = recent_case_new (facts);
  guint position;

  if (find (self, facts->path, &position))
    g_list_store_remove (self->cases, position);
  g_list_store_insert_sorted (self->cases, one, compare_used, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->cases)) > MAX_CASES)
    g_list_store_remove (self->cases, MAX_CASES);
  save (self);
}

/** kaiji_recent_store_remember: takes the facts of an open case. */
void
kaiji_recent_store_remember (KaijiRecentStore *self, KaijiSession *session)
{
  const KaijiProgress *progress = kaiji_checker_get_progress (kaiji_session_get_checker (session));
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  KaijiCaseSource *source = kaiji_session_get_source (session);
  g_autofree char *title = kaiji_session_dup_title (session);
  g_autofree char *name =
      g_strdup_printf ("%s %s", kaiji_scheme_get_name (scheme), kaiji_scheme_get_revision (scheme));
  g_autoptr (GPtrArray) log = kaiji_journal_dup_log (kaiji_session_get_journal (session), 1, NULL);
  const KaijiLogEntry *newest = log && log->len ? g_ptr_array_index (log, 0) : NULL;
  g_autoptr (GFile) file = g_file_new_for_path (kaiji_session_get_path (session));
  g_autofree char *path = g_file_get_path (file);
  KaijiRecentFacts facts = {
    .path = path,
    .service = title,
    .provider = kaiji_case_source_get_answer (source, "A.provider_name"),
    .scheme = name,
    .answered = progress->required_answered,
    .total = progress->required_total,
    .block = progress->block,
    .warn = progress->warn,
    .used_at = g_get_real_time () / G_USEC_PER_SEC,
    .edited_at = newest ? newest->at : 0,
  };

  kaiji_recent_store_put (self, &facts);
}

/** kaiji_recent_store_remove: forgets a case; the file is not touched. */
void
kaiji_recent_store_remove (KaijiRecentStore *self, const char *path)
{
  guint position;

  if (find (self, path, &position))
    {
      g_list_store_remove (self->cases, position);
      save (self);
    }
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  char **paths = task_data;
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  for (char **path = paths; *path; path++)
    if (!g_file_test (*path, G_FILE_TEST_EXISTS))
      g_ptr_array_add (missing, g_strdup (*path));
  g_ptr_array_add (missing, NULL);
  g_ptr_array_set_free_func (missing, NULL);
  g_task_return_pointer (task, g_ptr_array_free (g_steal_pointer (&missing), FALSE),
                         (GDestroyNotify) g_strfreev);
}

static void
look_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KaijiRecentStore *self = KAIJI_RECENT_STORE (source);
  g_auto (GStrv) missing = g_task_propagate_pointer (G_TASK (result), NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->cases));

  for (guint i = 0; missing && i < n; i++)
    {
      g_autoptr (KaijiRecentCase) one = g_list_model_get_item (G_LIST_MODEL (self->cases), i);
      gboolean gone = g_strv_contains ((const char *const *) missing, one->facts.path);
      if (gone != one->facts.missing)
        {
          KaijiRecentFacts facts = one->facts;
          facts.missing = gone;
          g_autoptr (KaijiRecentCase) other = recent_case_new (&facts);
          gpointer items[] = { other };
          g_list_store_splice (self->cases, i, 1, items, 1);
        }
    }
}

/** kaiji_recent_store_look: finds out which files are gone, without stopping the program. */
void
kaiji_recent_store_look (KaijiRecentStore *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, look_done_cb, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->cases));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaijiRecentCase) one = g_list_model_get_item (G_LIST_MODEL (self->cases), i);
      g_ptr_array_add (paths, g_strdup (one->facts.path));
    }
  g_ptr_array_add (paths, NULL);
  g_task_set_source_tag (task, kaiji_recent_store_look);
  g_task_set_task_data (task, g_ptr_array_free (g_steal_pointer (&paths), FALSE),
                        (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, look_thread);
}
