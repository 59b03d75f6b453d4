/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sheet changes in a scheme, as facts. */
#include "app/scheme-facts.h"

#include <glib/gi18n-lib.h>

#include "app/scheme-entry.h"

static void
add_items (GPtrArray *facts, KaijiMatching *matching)
{
  GPtrArray *items = kaiji_matching_get_items (matching);
  guint before = facts->len;

  for (guint i = 0; i < items->len; i++)
    {
      const KaijiItemMatch *match = g_ptr_array_index (items, i);
      KaijiItem *item = match->to ? match->to : match->from;
      g_autofree char *changes = NULL;
      g_autofree char *name = NULL;
      if (item->section->form_a || match->state == KAIJI_MATCH_SAME)
        continue;
      changes = kaiji_scheme_entry_dup_changes (match);
      name = g_strdup_printf ("%u %s", item->number, item->name);
      kaiji_fact_add_detail (kaiji_fact_array_add (facts,
                                                   kaiji_scheme_entry_get_state_word (match->state),
                                                   name, NULL),
                             changes);
    }
  if (facts->len == before)
    kaiji_fact_array_add (facts, _ ("Unchanged"), _ ("The sheet asks what is asked today."), NULL);
}

/**
 * kaiji_scheme_facts_of_import:
 * @import: a sheet that was read
 *
 * Returns: (transfer full) (element-type KaijiFact): what could not be kept, then what changes
 */
GPtrArray *
kaiji_scheme_facts_of_import (KaijiSchemeImport *import)
{
  GPtrArray *facts = kaiji_fact_array_new ();
  GPtrArray *notes = kaiji_scheme_import_get_notes (import);

  for (guint i = 0; i < notes->len; i++)
    kaiji_fact_array_add (facts, _ ("Note"), g_ptr_array_index (notes, i), NULL);
  add_items (facts, kaiji_scheme_import_get_matching (import));
  return facts;
}
