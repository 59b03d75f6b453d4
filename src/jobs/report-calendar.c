/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days of a scheme as JSON. */
#include "jobs/calendar.h"
#include "jobs/json.h"

static void
add_date (JsonBuilder *builder, const char *name, KaijiDate date)
{
  g_autofree char *iso = kaiji_date_to_iso (date);

  kaiji_json_add_string (builder, name, *iso ? iso : NULL);
}

static void
add_readings (JsonBuilder *builder, GPtrArray *readings)
{
  json_builder_set_member_name (builder, "readings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < readings->len; i++)
    {
      KaijiCalendarReading *reading = g_ptr_array_index (readings, i);

      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "value", reading->value);
      kaiji_json_add_string (builder, "text", reading->text);
      add_date (builder, "date", reading->date);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_desk (JsonBuilder *builder, const KaijiDeskDay *day)
{
  g_autofree char *remark = kaiji_desk_day_dup_remark (day);

  json_builder_set_member_name (builder, "desk");
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "state", kaiji_desk_state_to_string (day->state));
  kaiji_json_add_string (builder, "holiday", day->holiday);
  kaiji_json_add_string (builder, "remark", remark);
  add_date (builder, "open_before", day->open_before);
  add_date (builder, "open_after", day->open_after);
  json_builder_end_object (builder);
}

static void
add_entry (JsonBuilder *builder, const KaijiCalendarEntry *entry)
{
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "id", entry->id);
  kaiji_json_add_string (builder, "label", entry->label);
  add_date (builder, "date", entry->date);
  kaiji_json_add_bool (builder, "opens", entry->opens);
  add_readings (builder, entry->readings);
  kaiji_json_add_string (builder, "sentence", entry->sentence);
  kaiji_json_add_string (builder, "source", entry->source);
  kaiji_json_add_string (builder, "verified", kaiji_verified_to_string (entry->verified));
  kaiji_json_add_string (builder, "note", entry->note);
  add_desk (builder, &entry->desk);
  kaiji_json_add_string (builder, "advice", entry->advice);
  json_builder_end_object (builder);
}

/**
 * kaiji_calendar_dup_json:
 * @scheme: a scheme
 * @holidays: the table
 * @days: what is known
 *
 * Thread: any. Returns: (transfer full): the days as JSON, with a line end
 */
char *
kaiji_calendar_dup_json (KaijiScheme *scheme,
                         const KaijiHolidays *holidays,
                         const KaijiCalendarDays *days)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (GPtrArray) entries = kaiji_calendar_list (scheme, holidays, days);
  g_autofree char *spec =
      g_strdup_printf ("%s@%s", kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme));
  const char *postmark = kaiji_scheme_get_text (scheme, "submission.postmark");

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "scheme", spec);
  /* null: no document says whether the postmark counts */
  kaiji_json_add_string (builder, "postmark", *postmark ? postmark : NULL);
  json_builder_set_member_name (builder, "days");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    add_entry (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return kaiji_json_end (builder, FALSE);
}
