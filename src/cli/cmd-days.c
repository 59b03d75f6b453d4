/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-cli scheme days: the days that follow from a certification, a revocation or a notice. */
#include "cli/cmd-days.h"

#include <glib/gi18n-lib.h>

#include "jobs/calendar.h"

/* The day of an option; none when it was not given. FALSE and a message: it is no day. */
static gboolean
read_day (Cli *cli, const char *name, KaijiDate *date)
{
  const char *text = cli_option (cli, name);

  *date = KAIJI_DATE_NONE;
  if (!text || kaiji_date_parse (text, date))
    return TRUE;
  cli_complain (_ ("“--%s %s” is not a day. Write it as 2024-04-15."), name, text);
  return FALSE;
}

static gboolean
read_days (Cli *cli, KaijiCalendarDays *days)
{
  const struct
  {
    const char *name;
    KaijiDate *date;
  } options[] = {
    { "certified-on", &days->certified_on }, { "disclosed-on", &days->disclosed_on },
    { "renewed-on", &days->renewed_on },     { "revoked-on", &days->revoked_on },
    { "notified-on", &days->notified_on },
  };
  gboolean any = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (!read_day (cli, options[i].name, options[i].date))
        return FALSE;
      /* The renewal alone says nothing: it continues a term. */
      any = any || (options[i].date != &days->renewed_on && kaiji_date_is_valid (*options[i].date));
    }
  if (!any)
    cli_complain (_ ("From which day is to be counted? Give “--certified-on”, “--disclosed-on”, "
                     "“--revoked-on” or “--notified-on”."));
  return any;
}

static void
print_entry (const KaijiCalendarEntry *entry)
{
  g_autofree char *remark = kaiji_desk_day_dup_remark (&entry->desk);

  if (kaiji_date_is_valid (entry->date))
    {
      g_autofree char *day = kaiji_desk_dup_date (entry->date);
      const char *shown = entry->desk.state == KAIJI_DESK_CLOSED ? remark : "";
      g_autofree char *iso = kaiji_date_to_iso (entry->date);

      cli_printf ("%s: %s%s%s\n", entry->label, *shown ? iso : day, *shown ? " " : "", shown);
      cli_printf ("  %s\n", entry->sentence);
    }
  else
    cli_printf ("%s: %s\n", entry->label, entry->sentence);
  if (*entry->advice)
    cli_printf ("  %s\n", entry->advice);
}

CliStatus
cli_run_days (Cli *cli)
{
  GError *error = NULL;
  g_autoptr (KaijiScheme) scheme = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  KaijiCalendarDays days;

  if (!read_days (cli, &days))
    return CLI_ERROR;
  scheme = kaiji_scheme_library_load (cli->library, cli_arg (cli, 0), &error);
  if (!scheme)
    return cli_fail (NULL, error);
  if (cli->json)
    return cli_take (kaiji_calendar_dup_json (scheme, kaiji_holidays_get_default (), &days));
  cli_printf ("%s@%s  %s\n", kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme),
              kaiji_scheme_get_name (scheme));
  entries = kaiji_calendar_list (scheme, kaiji_holidays_get_default (), &days);
  for (guint i = 0; i < entries->len; i++)
    print_entry (g_ptr_array_index (entries, i));
  return CLI_DONE;
}
