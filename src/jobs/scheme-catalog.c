/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads all packs in a thread, with a library of its own: a library belongs to one thread, the
 * schemes that come out of it do not. */
#include "jobs/scheme-catalog.h"

#include "jobs/settings.h"

typedef struct
{
  GPtrArray *schemes;
  KaijiReference *reference;
} Catalog;

static void
catalog_free (gpointer data)
{
  Catalog *catalog = data;

  g_clear_pointer (&catalog->schemes, g_ptr_array_unref);
  g_clear_pointer (&catalog->reference, kaiji_reference_free);
  g_free (catalog);
}

static void
load_thread (GTask *task, gpointer source, gpointer dir, GCancellable *cancellable)
{
  g_autoptr (KaijiSchemeLibrary) library = kaiji_scheme_library_new (dir);
  g_autoptr (GError) error = NULL;
  Catalog *catalog = g_new0 (Catalog, 1);

  kaiji_settings_attach (library);
  catalog->schemes = kaiji_scheme_library_list (library, &error);
  if (catalog->schemes)
    catalog->reference = kaiji_reference_load (dir, &error);
  if (catalog->reference)
    {
      g_task_return_pointer (task, catalog, catalog_free);
      return;
    }
  catalog_free (catalog);
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * kaiji_scheme_catalog_load_async:
 * @dir: directory of the packs
 * @cancellable: (nullable): gives the result up
 * @callback: called on the main loop of the caller
 * @user_data: for it
 */
void
kaiji_scheme_catalog_load_async (const char *dir,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (dir != NULL);

  g_task_set_source_tag (task, kaiji_scheme_catalog_load_async);
  g_task_set_task_data (task, g_strdup (dir), g_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * kaiji_scheme_catalog_load_finish:
 * @result: what the callback got
 * @reference: (out) (transfer full) (optional): time line and guidelines
 * @error: %KAIJI_SCHEME_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type KaijiScheme): all revisions of all schemes, sorted by id,
 * then revision; %NULL on error
 */
GPtrArray *
kaiji_scheme_catalog_load_finish (GAsyncResult *result, KaijiReference **reference, GError **error)
{
  Catalog *catalog;
  GPtrArray *schemes;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  catalog = g_task_propagate_pointer (G_TASK (result), error);
  if (!catalog)
    return NULL;
  schemes = g_steal_pointer (&catalog->schemes);
  if (reference)
    *reference = g_steal_pointer (&catalog->reference);
  catalog_free (catalog);
  return schemes;
}

/** kaiji_scheme_catalog_dup_spec: Returns: (transfer full): what the library loads @scheme by */
char *
kaiji_scheme_catalog_dup_spec (KaijiScheme *scheme)
{
  return g_strdup_printf ("%s@%s", kaiji_scheme_get_id (scheme),
                          kaiji_scheme_get_revision (scheme));
}
