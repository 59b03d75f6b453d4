/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laying settings down, and reading back that they hold. */
#include "jobs/settings.h"

#include <glib/gi18n-lib.h>

#include "core/paths.h"
#include "core/text.h"
#include "jobs/json.h"

#define MINIMUM_PREFIX "minimum."

static void
row_free (gpointer data)
{
  KaijiSettingRow *row = data;

  g_free (row->label);
  g_free (row);
}

/* Names of settings: shared by all packs, read once. (transfer none) (nullable) */
static JsonObject *
get_labels (void)
{
  static JsonNode *labels;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_autofree char *path =
          g_build_filename (kaiji_paths_get_data_dir (), "schemes", "settings.json", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        labels = kaiji_json_parse (path, text, NULL);
      g_once_init_leave (&once, 1);
    }
  return labels ? kaiji_json_get_object (json_node_get_object (labels), "labels", "", NULL) : NULL;
}

/**
 * kaiji_settings_dup_label:
 * @scheme: its scheme
 * @key: key of a setting
 *
 * Returns: (transfer full): what people call it
 */
char *
kaiji_settings_dup_label (KaijiScheme *scheme, const char *key)
{
  JsonObject *labels = get_labels ();
  const char *label =
      labels ? json_object_get_string_member_with_default (labels, key, NULL) : NULL;

  if (!label && labels && g_str_has_prefix (key, MINIMUM_PREFIX))
    {
      KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, key + sizeof (MINIMUM_PREFIX) - 1);

      label = json_object_get_string_member_with_default (labels, MINIMUM_PREFIX, NULL);
      if (label && prompt)
        return g_strdup_printf ("%s: %s", label, prompt->item->name);
    }
  return g_strdup (label ? label : key);
}

/**
 * kaiji_settings_list:
 * @scheme: a scheme
 *
 * Returns: (transfer full) (element-type KaijiSettingRow): its settings, in the pack's order
 */
GPtrArray *
kaiji_settings_list (KaijiScheme *scheme)
{
  GPtrArray *settings = kaiji_scheme_get_settings (scheme);
  GPtrArray *rows = g_ptr_array_new_full (settings->len, row_free);

  for (guint i = 0; i < settings->len; i++)
    {
      KaijiSettingRow *row = g_new0 (KaijiSettingRow, 1);

      row->setting = g_ptr_array_index (settings, i);
      row->label = kaiji_settings_dup_label (scheme, row->setting->key);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/** kaiji_settings_attach: Lets @library read what lies in the user's own folder. */
void
kaiji_settings_attach (KaijiSchemeLibrary *library)
{
  g_autofree char *user = kaiji_paths_dup_user_data_dir ();
  g_autofree char *folder = g_build_filename (user, "schemes", NULL);

  kaiji_scheme_library_set_overlay_dir (library, folder);
}

static const KaijiSetting *
require_setting (KaijiScheme *scheme, const char *key, GError **error)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (scheme, key);

  if (!setting)
    g_set_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_VALUE,
                 _ ("%s@%s has no setting “%s”. Check the name in what “scheme show” lists."),
                 kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme), key);
  return setting;
}

static char *
dup_path (KaijiSchemeLibrary *library, KaijiScheme *scheme, GError **error)
{
  const char *dir = kaiji_scheme_library_get_overlay_dir (library);

  if (!dir)
    {
      g_set_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_WRITE,
                   _ ("There is no folder for the office's settings."));
      return NULL;
    }
  return kaiji_overlay_dup_path (dir, kaiji_scheme_get_id (scheme),
                                 kaiji_scheme_get_revision (scheme));
}

/* What the library gives out now must be what was asked for. @value: (nullable): none */
static gboolean
read_back (KaijiSchemeLibrary *library,
           KaijiScheme *scheme,
           const char *key,
           const char *value,
           GError **error)
{
  g_autofree char *spec =
      g_strdup_printf ("%s@%s", kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));
  g_autoptr (KaijiScheme) now = kaiji_scheme_library_load (library, spec, error);
  const KaijiSetting *setting = now ? kaiji_scheme_get_setting (now, key) : NULL;
  const KaijiChoice *choice = setting ? setting->choice : NULL;

  if (!now)
    return FALSE;
  if (g_strcmp0 (choice ? choice->value : NULL, value) == 0)
    return TRUE;
  g_set_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_WRITE,
               _ ("The setting “%s” was written, but reads back differently. Check the disk."),
               key);
  return FALSE;
}

static const char *
get_person (void)
{
  const char *name = g_get_real_name ();

  return !*name || g_str_equal (name, "Unknown") ? g_get_user_name () : name;
}

/**
 * kaiji_settings_set:
 * @library: where the scheme is found, with a folder for choices
 * @spec: "ID" or "ID@REVISION"
 * @key: the setting
 * @value: as typed
 * @source: what the value rests on
 * @by: (nullable): who lays it down
 * @error: see the header
 *
 * Returns: whether it is kept
 */
gboolean
kaiji_settings_set (KaijiSchemeLibrary *library,
                    const char *spec,
                    const char *key,
                    const char *value,
                    const char *source,
                    const char *by,
                    GError **error)
{
  g_autoptr (KaijiScheme) scheme = kaiji_scheme_library_load (library, spec, error);
  const KaijiSetting *setting = scheme ? require_setting (scheme, key, error) : NULL;
  g_autofree char *kept = setting ? kaiji_setting_read_value (setting, value, error) : NULL;
  g_autofree char *reason = g_strstrip (g_strdelimit (g_strdup (source), "\n\r\t", ' '));
  g_autofree char *path = kept ? dup_path (library, scheme, error) : NULL;
  g_autoptr (KaijiOverlay) overlay = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format (now, "%FT%T%:z");

  if (!path)
    return FALSE;
  if (kaiji_text_is_blank (reason))
    {
      g_set_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_VALUE,
                   _ ("%s: There is no source. Name the paper or the answer of the desk that the "
                      "value rests on."),
                   key);
      return FALSE;
    }
  overlay = kaiji_overlay_load (path, error);
  if (!overlay)
    return FALSE;
  kaiji_overlay_set (overlay, key, kept, reason, by ? by : get_person (), at);
  return kaiji_overlay_save (overlay, path, error) && read_back (library, scheme, key, kept, error);
}

/**
 * kaiji_settings_unset:
 * @library: where the scheme is found, with a folder for choices
 * @spec: "ID" or "ID@REVISION"
 * @key: the setting
 * @error: see the header
 *
 * A choice that the scheme cannot take any more is taken back, too.
 *
 * Returns: whether a choice was taken back
 */
gboolean
kaiji_settings_unset (KaijiSchemeLibrary *library,
                      const char *spec,
                      const char *key,
                      GError **error)
{
  g_autoptr (KaijiScheme) scheme = kaiji_scheme_library_load (library, spec, error);
  g_autofree char *path = scheme ? dup_path (library, scheme, error) : NULL;
  g_autoptr (KaijiOverlay) overlay = path ? kaiji_overlay_load (path, error) : NULL;

  if (!overlay)
    return FALSE;
  if (!kaiji_overlay_unset (overlay, key))
    {
      if (require_setting (scheme, key, error))
        g_set_error (error, KAIJI_OVERLAY_ERROR, KAIJI_OVERLAY_ERROR_VALUE,
                     _ ("%s: The office has laid down nothing that could be taken back."), key);
      return FALSE;
    }
  return kaiji_overlay_save (overlay, path, error) && read_back (library, scheme, key, NULL, error);
}
