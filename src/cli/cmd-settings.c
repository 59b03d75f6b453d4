/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli scheme set, unset: what the office lays down where the documents leave it open. */
#include "cli/cmd-settings.h"

#include <glib/gi18n-lib.h>

#include "jobs/settings.h"

/* What a reading's value means, else NULL. */
static const char *
find_reading (const KaijiSetting *setting)
{
  for (guint i = 0; setting->readings && i < setting->readings->len; i++)
    {
      const KaijiReading *reading = g_ptr_array_index (setting->readings, i);

      if (g_str_equal (reading->value, setting->value))
        return reading->text;
    }
  return NULL;
}

static void
print_value (const KaijiSetting *setting)
{
  g_autofree char *flat = g_strdelimit (g_strdup (setting->value), "\n", ' ');
  const char *meaning = find_reading (setting);

  cli_print (setting->set ? flat : _ ("not set"));
  if (meaning)
    cli_printf (" = %s", meaning);
  if (*setting->source)
    cli_printf (_ (" (source: %s)"), setting->source);
  if (setting->set && !setting->choice && setting->verified == KAIJI_VERIFIED_UNVERIFIED)
    cli_print (_ (", unverified"));
  cli_print ("\n");
}

static void
print_setting (const KaijiSettingRow *row)
{
  const KaijiSetting *setting = row->setting;

  cli_printf ("%s  %s: ", setting->key, row->label);
  print_value (setting);
  if (setting->choice)
    {
      /* Translators: who laid a setting down, and when */
      cli_printf (_ ("    laid down by the office: %s, %s\n"), setting->choice->by,
                  setting->choice->at);
      if (*setting->stated)
        cli_printf (_ ("    the scheme's own: %s (source: %s)\n"), setting->stated,
                    setting->stated_source);
    }
  for (guint i = 0; setting->readings && i < setting->readings->len; i++)
    {
      const KaijiReading *reading = g_ptr_array_index (setting->readings, i);

      cli_printf (_ ("    reading %s: %s (source: %s)\n"), reading->value, reading->text,
                  reading->source);
    }
}

void
cli_print_settings (KaijiScheme *scheme)
{
  g_autoptr (GPtrArray) rows = kaiji_settings_list (scheme);

  cli_printf ("\n# %s\n", _ ("Settings"));
  for (guint i = 0; i < rows->len; i++)
    print_setting (g_ptr_array_index (rows, i));
  cli_complain_of_overlay (scheme);
}

void
cli_complain_of_overlay (KaijiScheme *scheme)
{
  GPtrArray *problems = kaiji_scheme_get_overlay_problems (scheme);

  for (guint i = 0; i < problems->len; i++)
    cli_complain ("%s", (const char *) g_ptr_array_index (problems, i));
}

/* Shows the setting as it holds from now on. */
static CliStatus
finish (Cli *cli, const char *key)
{
  GError *error = NULL;
  g_autoptr (KaijiScheme) scheme =
      kaiji_scheme_library_load (cli->library, cli_arg (cli, 0), &error);
  const KaijiSetting *setting = scheme ? kaiji_scheme_get_setting (scheme, key) : NULL;
  g_autofree char *label = setting ? kaiji_settings_dup_label (scheme, key) : NULL;
  KaijiSettingRow row = { setting, label };

  if (!scheme)
    return cli_fail (NULL, error);
  if (setting)
    print_setting (&row);
  return CLI_DONE;
}

static CliStatus
run_set (Cli *cli)
{
  const char *source = cli_option (cli, "source");
  GError *error = NULL;

  if (!source)
    {
      cli_complain (_ ("There is no source. Name what the value rests on with “--source”."));
      return CLI_ERROR;
    }
  if (!kaiji_settings_set (cli->library, cli_arg (cli, 0), cli_arg (cli, 1), cli_arg (cli, 2),
                           source, cli_option (cli, "by"), &error))
    return cli_fail (NULL, error);
  return finish (cli, cli_arg (cli, 1));
}

static CliStatus
run_unset (Cli *cli)
{
  GError *error = NULL;

  if (!kaiji_settings_unset (cli->library, cli_arg (cli, 0), cli_arg (cli, 1), &error))
    return cli_fail (NULL, error);
  return finish (cli, cli_arg (cli, 1));
}

const CliCommand cli_settings_commands[] = {
  { "scheme", "set", run_set, 3, 3, "ID[@REV] SETTING VALUE",
    "source= by=", N_ ("lays a setting down where the documents leave it open") },
  { "scheme", "unset", run_unset, 2, 2, "ID[@REV] SETTING", NULL,
    N_ ("takes such a setting back") },
  { NULL },
};
