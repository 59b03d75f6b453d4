/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of clauses as JSON. */
#include "jobs/report.h"

#include <glib/gi18n-lib.h>

#include "jobs/json.h"
#include "jobs/settings.h"

/**
 * kaiji_report_dup_place:
 * @place: a place of a clause
 * @scheme: the scheme that it holds in
 *
 * Returns: (transfer full): what people call it, "" where its id says all
 */
char *
kaiji_report_dup_place (const KaijiClausePlace *place, KaijiScheme *scheme)
{
  if (*place->text)
    return g_strdup (place->text);
  if (place->kind == KAIJI_PLACE_QUESTION)
    {
      KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, place->ref);

      return g_strdup (prompt ? prompt->text : "");
    }
  if (place->kind == KAIJI_PLACE_SETTING)
    {
      const KaijiSetting *setting = kaiji_clause_place_find_setting (place, scheme);
      g_autofree char *label =
          kaiji_settings_dup_label (scheme, setting ? setting->key : place->ref);

      if (setting && !setting->set)
        /* Translators: the name of a setting that has no value */
        return g_strdup_printf (_ ("%s (not set)"), label);
      return g_steal_pointer (&label);
    }
  return g_strdup ("");
}

static void
add_place (JsonBuilder *builder, const KaijiClausePlace *place, KaijiScheme *scheme)
{
  g_autofree char *text = kaiji_report_dup_place (place, scheme);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "kind", kaiji_place_kind_to_string (place->kind));
  kaiji_json_add_string (builder, "ref", place->ref);
  kaiji_json_add_string (builder, "text", text);
  if (place->kind == KAIJI_PLACE_SETTING)
    kaiji_json_add_bool (builder, "set", kaiji_clause_place_find_setting (place, scheme)->set);
  json_builder_end_object (builder);
}

/* The words that the state of a clause is told by; the same as in the file but for what is made. */
static const char *
get_state (const KaijiClausePlace *place)
{
  if (!place)
    return "none";
  return place->kind == KAIJI_PLACE_COMMAND ? "output" : kaiji_place_kind_to_string (place->kind);
}

static void
add_clause (JsonBuilder *builder,
            KaijiClauses *clauses,
            const KaijiClause *clause,
            KaijiScheme *scheme)
{
  const KaijiClausePlace *first = kaiji_clause_find_place (clause, scheme);
  g_autofree char *reference = kaiji_clauses_dup_reference (clauses, clause, scheme);
  g_autofree char *kind = g_strjoinv (" / ", clause->kinds);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "id", clause->id);
  kaiji_json_add_string (builder, "clause", reference);
  kaiji_json_add_bool (builder, "stated", kaiji_clauses_is_stated (clauses, clause, scheme));
  kaiji_json_add_string (builder, "kind", kind);
  kaiji_json_add_strings (builder, "kinds", clause->kinds);
  kaiji_json_add_string (builder, "demand", clause->demand);
  kaiji_json_add_string (builder, "state", get_state (first));
  kaiji_json_add_string (builder, "place",
                         !first ? NULL : (*first->ref ? first->ref : first->text));
  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  for (guint i = 0; i < clause->places->len; i++)
    {
      const KaijiClausePlace *place = g_ptr_array_index (clause->places, i);

      if (kaiji_clause_place_holds (place, scheme))
        add_place (builder, place, scheme);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
kaiji_report_dup_clauses (KaijiClauses *clauses, KaijiScheme *scheme)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  GPtrArray *all = kaiji_clauses_get_all (clauses);

  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    add_clause (builder, clauses, g_ptr_array_index (all, i), scheme);
  json_builder_end_array (builder);
  return kaiji_json_end (builder, FALSE);
}
