/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program's own files lie, and in which language it speaks. A development build says so
 * by environment variables (KAIJI_DATADIR, KAIJI_WORKER, KAIJI_LOCALEDIR); else the places of the
 * installation hold. KAIJI_USER_DATADIR takes the place of the user's own folder.
 */
#include "core/paths.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char *
from_environment (const char *variable, const char *installed)
{
  const char *value = g_getenv (variable);

  return value && *value ? value : installed;
}

/** kaiji_paths_get_data_dir: Returns: (transfer none): folder of schemes/ and sample/. */
const char *
kaiji_paths_get_data_dir (void)
{
  return from_environment ("KAIJI_DATADIR", KAIJI_INSTALLED_DATADIR);
}

/** kaiji_paths_get_worker: Returns: (transfer none): path of the PDF worker. */
const char *
kaiji_paths_get_worker (void)
{
  return from_environment ("KAIJI_WORKER", KAIJI_INSTALLED_WORKER);
}

/** kaiji_paths_dup_user_data_dir: Returns: (transfer full): folder of what the user lays down. */
char *
kaiji_paths_dup_user_data_dir (void)
{
  const char *folder = g_getenv ("KAIJI_USER_DATADIR");

  return folder && *folder ? g_strdup (folder)
                           : g_build_filename (g_get_user_data_dir (), "kaiji", NULL);
}

/* What the environment asks for, also where the system lacks that locale. */
static const char *
get_wanted_locale (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);
      if (value && *value)
        return value;
    }
  return "";
}

/* Whether the messages of this locale are the English msgids themselves. */
static gboolean
is_english (void)
{
  const char *language = g_getenv ("LANGUAGE");

  if (language && *language)
    return g_str_has_prefix (language, "en");
  return g_str_has_prefix (get_wanted_locale (), "en");
}

static gboolean
has_translation (void)
{
  /* A translation's header is the translation of the empty msgid. */
  const char *header = dgettext (GETTEXT_PACKAGE, "");

  return header && *header;
}

/**
 * kaiji_i18n_init:
 * @language: (nullable): "ja" or "en" when the user chose one, %NULL to follow the system
 *
 * Sets locale and translation. With no translation for the locale the interface is Japanese,
 * whatever the locale is; the locale "C" is widened to C.UTF-8, without which nothing is
 * translated.
 *
 * Thread: main only, before any other thread starts
 */
void
kaiji_i18n_init (const char *language)
{
  const char *locale = setlocale (LC_ALL, "");

  if (!locale || g_str_equal (setlocale (LC_CTYPE, NULL), "C")
      || g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    setlocale (LC_ALL, "C.UTF-8");
  /* Numbers in files and commands are never written in a locale's way. */
  setlocale (LC_NUMERIC, "C");
  if (language)
    g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, from_environment ("KAIJI_LOCALEDIR", KAIJI_INSTALLED_LOCALEDIR));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!is_english () && !has_translation ())
    {
      g_setenv ("LANGUAGE", "ja", TRUE);
      /* gettext looks at LANGUAGE again after the locale was set. */
      setlocale (LC_MESSAGES, setlocale (LC_MESSAGES, NULL));
    }
}
