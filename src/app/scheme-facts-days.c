/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days that follow by the law of a scheme, as facts. */
#include "app/scheme-facts.h"

#include <glib/gi18n-lib.h>

static void
add_readings (KaijiFact *fact, const KaijiCalendarEntry *entry)
{
  if (entry->readings->len < 2)
    return;
  for (guint i = 0; i < entry->readings->len; i++)
    {
      const KaijiCalendarReading *reading = g_ptr_array_index (entry->readings, i);
      g_autofree char *day =
          kaiji_date_is_valid (reading->date) ? kaiji_desk_dup_date (reading->date) : NULL;
      g_autofree char *said =
          day ? g_strdup_printf ("%s %s", day, reading->text) : g_strdup (reading->text);
      g_autofree char *line = g_strdup_printf (_ ("Reading: %s"), said);
      kaiji_fact_add_detail (fact, line);
    }
}

/* With its weekday; that the desk is closed has the weekday already. */
static char *
dup_day (const KaijiCalendarEntry *entry)
{
  g_autofree char *iso = kaiji_date_to_iso (entry->date);
  g_autofree char *remark = NULL;

  if (entry->desk.state != KAIJI_DESK_CLOSED)
    return kaiji_desk_dup_date (entry->date);
  remark = kaiji_desk_day_dup_remark (&entry->desk);
  return g_strdup_printf ("%s %s", iso, remark);
}

/**
 * kaiji_scheme_facts_of_days:
 * @scheme: a scheme
 * @days: what is known
 *
 * Returns: (transfer full) (element-type KaijiFact): what follows, in the order of the procedure
 */
GPtrArray *
kaiji_scheme_facts_of_days (KaijiScheme *scheme, const KaijiCalendarDays *days)
{
  g_autoptr (GPtrArray) entries = kaiji_calendar_list (scheme, kaiji_holidays_get_default (), days);
  GPtrArray *facts = kaiji_fact_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const KaijiCalendarEntry *entry = g_ptr_array_index (entries, i);
      gboolean known = kaiji_date_is_valid (entry->date);
      g_autofree char *text = known ? dup_day (entry) : g_strdup (_ ("Not known"));
      KaijiFact *fact = kaiji_fact_array_add (facts, entry->label, text, entry->source);

      fact->id = g_strdup (entry->id);
      fact->missing = !known;
      if (*entry->source)
        fact->verified = entry->verified;
      kaiji_fact_add_detail (fact, entry->sentence);
      if (known)
        add_readings (fact, entry);
      kaiji_fact_add_detail (fact, entry->advice);
      kaiji_fact_add_detail (fact, entry->note);
    }
  return facts;
}
