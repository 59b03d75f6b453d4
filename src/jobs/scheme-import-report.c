/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different in a pack that was made of a sheet.
 *
 * JSON: {"scheme","revision","today","sheet","source","counts":{"items","prompts","new","dropped",
 * "renamed","required","reworded","moved","same"},"items":[…],"notes":[…]}; an item has "state",
 * "id", "from" and "to" (each {"number","section","name","required"} or null), and "prompts" that
 * changed, with "state", "id", "from" and "to" (texts or null) and "required". Items that are the
 * same in all are left out.
 */
#include "jobs/scheme-import-private.h"

#include <glib/gi18n-lib.h>

#include "jobs/json.h"

typedef struct
{
  guint new, dropped, renamed, required, reworded, moved, same;
} Counts;

static gboolean
changed (const KaijiItemMatch *match)
{
  return match->changes != KAIJI_CHANGED_NOTHING || !match->from || !match->to;
}

static gboolean
is_form_b (const KaijiItemMatch *match)
{
  return !(match->to ? match->to : match->from)->section->form_a;
}

static Counts
count (KaijiMatching *matching)
{
  GPtrArray *items = kaiji_matching_get_items (matching);
  Counts counts = { 0 };

  for (guint i = 0; i < items->len; i++)
    {
      const KaijiItemMatch *match = g_ptr_array_index (items, i);

      if (!is_form_b (match))
        continue;
      counts.new += !match->from;
      counts.dropped += !match->to;
      counts.renamed += (match->changes & KAIJI_CHANGED_NAME) != 0;
      counts.required += match->from && match->to && match->from->required != match->to->required;
      counts.reworded += (match->changes & (KAIJI_CHANGED_TEXT | KAIJI_CHANGED_PROMPTS)) != 0;
      counts.moved += (match->changes & (KAIJI_CHANGED_SECTION | KAIJI_CHANGED_CATEGORY)) != 0;
      counts.same += !changed (match);
    }
  return counts;
}

/* ---- text ---- */

static const char *
required_word (gboolean required)
{
  return required ? _ ("required") : _ ("optional");
}

static const char *
prompt_required_word (const KaijiPrompt *prompt)
{
  return required_word (prompt->required != KAIJI_REQUIRED_NEVER);
}

static void
append_item (GString *out, const KaijiItemMatch *match)
{
  KaijiItem *from = match->from;
  KaijiItem *to = match->to;

  if (!from)
    g_string_append_printf (out, _ ("+ %s  %u %s [%s]: new\n"), to->id, to->number, to->name,
                            required_word (to->required));
  else if (!to)
    g_string_append_printf (out, _ ("- %s  %u %s [%s]: dropped\n"), from->id, from->number,
                            from->name, required_word (from->required));
  else
    g_string_append_printf (out, "~ %s  %u %s\n", to->id, to->number, to->name);
  if (!from || !to)
    return;
  if (match->changes & KAIJI_CHANGED_NAME)
    g_string_append_printf (out, _ ("    renamed: “%s” → “%s”\n"), from->name, to->name);
  if (from->required != to->required)
    g_string_append_printf (out, "    %s → %s\n", required_word (from->required),
                            required_word (to->required));
  if (match->changes & KAIJI_CHANGED_SECTION)
    g_string_append_printf (out, _ ("    section: “%s” → “%s”\n"), from->section->name,
                            to->section->name);
  if (match->changes & KAIJI_CHANGED_CATEGORY)
    g_string_append_printf (out, _ ("    heading: “%s” → “%s”\n"), from->category, to->category);
}

static gboolean
prompt_differs (const KaijiPromptMatch *match)
{
  return match->changes & (KAIJI_CHANGED_TEXT | KAIJI_CHANGED_REQUIRED);
}

static void
append_prompt (GString *out, const KaijiPromptMatch *match)
{
  if (!match->from)
    g_string_append_printf (out, "    + %s  %s [%s]\n", match->to->id, match->to->text,
                            prompt_required_word (match->to));
  else if (!match->to)
    g_string_append_printf (out, "    - %s  %s [%s]\n", match->from->id, match->from->text,
                            prompt_required_word (match->from));
  else if (prompt_differs (match))
    {
      g_string_append_printf (out, "    %s", match->to->id);
      if (match->changes & KAIJI_CHANGED_TEXT)
        g_string_append_printf (out, "  “%s” → “%s”", match->from->text, match->to->text);
      if (match->changes & KAIJI_CHANGED_REQUIRED)
        g_string_append_printf (out, "  %s → %s", prompt_required_word (match->from),
                                prompt_required_word (match->to));
      g_string_append_c (out, '\n');
    }
}

/* Calls @func for each prompt of both sides of a pair of items. */
static void
foreach_prompt (KaijiMatching *matching, const KaijiItemMatch *item, GFunc func, gpointer data)
{
  for (guint i = 0; item->to && i < item->to->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->to->prompts, i);
      func ((gpointer) kaiji_matching_lookup_to (matching, prompt->id), data);
    }
  for (guint i = 0; item->from && i < item->from->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->from->prompts, i);
      const KaijiPromptMatch *match = kaiji_matching_lookup_from (matching, prompt->id);
      if (!match->to)
        func ((gpointer) match, data);
    }
}

static void
append_prompt_cb (gpointer match, gpointer out)
{
  append_prompt (out, match);
}

static char *
dup_text (KaijiSchemeImport *self, const Counts *counts)
{
  KaijiMatching *matching = kaiji_scheme_import_get_matching (self);
  KaijiScheme *scheme = kaiji_scheme_import_get_scheme (self);
  GPtrArray *items = kaiji_matching_get_items (matching);
  GPtrArray *notes = kaiji_scheme_import_get_notes (self);
  GString *out = g_string_new (NULL);

  g_string_append_printf (
      out,
      _ ("%s@%s from “%s”: %u items; new %u, dropped %u, renamed %u, required or optional changed "
         "%u, wording changed %u, moved %u, unchanged %u\n"),
      kaiji_scheme_get_id (scheme), kaiji_scheme_get_revision (scheme),
      kaiji_scheme_import_get_source (self), kaiji_scheme_get_counts (scheme)->items, counts->new,
      counts->dropped, counts->renamed, counts->required, counts->reworded, counts->moved,
      counts->same);
  for (guint i = 0; i < items->len; i++)
    {
      const KaijiItemMatch *match = g_ptr_array_index (items, i);

      if (!is_form_b (match) || !changed (match))
        continue;
      append_item (out, match);
      if (match->from && match->to)
        foreach_prompt (matching, match, append_prompt_cb, out);
    }
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (out, "! %s\n", (char *) g_ptr_array_index (notes, i));
  return g_string_free (out, FALSE);
}

/* ---- JSON ---- */

static void
add_item_side (JsonBuilder *builder, const char *key, KaijiItem *item)
{
  json_builder_set_member_name (builder, key);
  if (!item)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  kaiji_json_add_int (builder, "number", item->number);
  kaiji_json_add_string (builder, "section", item->section->name);
  kaiji_json_add_string (builder, "category", item->category);
  kaiji_json_add_string (builder, "name", item->name);
  kaiji_json_add_bool (builder, "required", item->required);
  json_builder_end_object (builder);
}

static void
add_prompt_side (JsonBuilder *builder, const char *key, KaijiPrompt *prompt)
{
  json_builder_set_member_name (builder, key);
  if (!prompt)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "text", prompt->text);
  kaiji_json_add_bool (builder, "required", prompt->required != KAIJI_REQUIRED_NEVER);
  json_builder_end_object (builder);
}

static void
add_prompt_cb (gpointer data, gpointer builder)
{
  const KaijiPromptMatch *match = data;

  if (match->from && match->to && !prompt_differs (match))
    return;
  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "state", kaiji_match_state_to_string (match->state));
  kaiji_json_add_string (builder, "id", (match->to ? match->to : match->from)->id);
  add_prompt_side (builder, "from", match->from);
  add_prompt_side (builder, "to", match->to);
  json_builder_end_object (builder);
}

static void
add_items (JsonBuilder *builder, KaijiMatching *matching)
{
  GPtrArray *items = kaiji_matching_get_items (matching);

  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      const KaijiItemMatch *match = g_ptr_array_index (items, i);

      if (!is_form_b (match) || !changed (match))
        continue;
      json_builder_begin_object (builder);
      kaiji_json_add_string (builder, "state", kaiji_match_state_to_string (match->state));
      kaiji_json_add_string (builder, "id", (match->to ? match->to : match->from)->id);
      add_item_side (builder, "from", match->from);
      add_item_side (builder, "to", match->to);
      json_builder_set_member_name (builder, "prompts");
      json_builder_begin_array (builder);
      foreach_prompt (matching, match, add_prompt_cb, builder);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_counts (JsonBuilder *builder, KaijiScheme *scheme, const Counts *counts)
{
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  kaiji_json_add_int (builder, "items", kaiji_scheme_get_counts (scheme)->items);
  kaiji_json_add_int (builder, "prompts", kaiji_scheme_get_counts (scheme)->prompts);
  kaiji_json_add_int (builder, "unverified", kaiji_scheme_get_counts (scheme)->unverified);
  kaiji_json_add_int (builder, "new", counts->new);
  kaiji_json_add_int (builder, "dropped", counts->dropped);
  kaiji_json_add_int (builder, "renamed", counts->renamed);
  kaiji_json_add_int (builder, "required", counts->required);
  kaiji_json_add_int (builder, "reworded", counts->reworded);
  kaiji_json_add_int (builder, "moved", counts->moved);
  kaiji_json_add_int (builder, "same", counts->same);
  json_builder_end_object (builder);
}

static char *
dup_json (KaijiSchemeImport *self, const Counts *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  KaijiMatching *matching = kaiji_scheme_import_get_matching (self);
  KaijiScheme *scheme = kaiji_scheme_import_get_scheme (self);
  GPtrArray *notes = kaiji_scheme_import_get_notes (self);

  json_builder_begin_object (builder);
  kaiji_json_add_string (builder, "scheme", kaiji_scheme_get_id (scheme));
  kaiji_json_add_string (builder, "revision", kaiji_scheme_get_revision (scheme));
  kaiji_json_add_string (builder, "today",
                         kaiji_scheme_get_revision (kaiji_matching_get_from (matching)));
  kaiji_json_add_string (builder, "sheet", kaiji_scheme_import_get_sheet (self));
  kaiji_json_add_string (builder, "source", kaiji_scheme_import_get_source (self));
  add_counts (builder, scheme, counts);
  add_items (builder, matching);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < notes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (notes, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return kaiji_json_end (builder, FALSE);
}

char *
kaiji_scheme_import_dup_report (KaijiSchemeImport *self, gboolean json)
{
  Counts counts = count (kaiji_scheme_import_get_matching (self));

  return json ? dup_json (self, &counts) : dup_text (self, &counts);
}
