/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairing the sections and items of two tables.
 *
 * Items are paired in passes, each taking the best pairs first: what the second pack states
 * (`follows`), then section + category + name, section + name, category + name elsewhere, name
 * elsewhere, and last by likeness of name and prompts within the same section, then elsewhere.
 */
#include "scheme/match-private.h"

#include <string.h>

/* Likeness from which on two items are taken for one; measured on the nine tables: what asks the
 * same lies above 0.33 and what does not under 0.20 (in other sections 0.41 and 0.29). */
#define LIKE_WITHIN 0.30
#define LIKE_ELSEWHERE 0.40
#define LIKE_NAMESAKE 0.30
#define LIKE_SECTION 0.30

/* Whether two entries may be a pair, and how alike they are. */
typedef gboolean (*Pass) (MatchWork *work, MatchEntry *from, MatchEntry *to, double *likeness);

static void
entry_free (MatchEntry *entry)
{
  g_free (entry->section);
  g_free (entry->category);
  g_free (entry->name);
  kaiji_grams_free (entry->name_grams);
  kaiji_grams_free (entry->grams);
  g_free (entry);
}

guint
match_find_section (KaijiScheme *scheme, KaijiSection *section)
{
  guint index = 0;

  g_ptr_array_find (kaiji_scheme_get_sections (scheme), section, &index);
  return index;
}

static MatchEntry *
new_entry (MatchWork *work, KaijiScheme *scheme, KaijiItem *item)
{
  MatchEntry *entry = g_new0 (MatchEntry, 1);
  GString *all;

  entry->item = item;
  entry->section = kaiji_measure_fold (work->measure, item->section->name);
  entry->category = kaiji_measure_fold (work->measure, item->category);
  entry->name = kaiji_measure_fold (work->measure, item->name);
  entry->section_index = match_find_section (scheme, item->section);
  entry->other = -1;
  all = g_string_new (entry->category);
  g_string_append (all, entry->name);
  for (guint i = 0; i < item->prompts->len; i++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->prompts, i);
      g_autofree char *text = kaiji_measure_fold (work->measure, prompt->text);

      g_string_append (all, text);
    }
  entry->name_grams = kaiji_grams_new (entry->name);
  entry->grams = kaiji_grams_new (all->str);
  g_string_free (all, TRUE);
  return entry;
}

void
match_side_init (MatchSide *side, MatchWork *work, KaijiScheme *scheme)
{
  GPtrArray *items = kaiji_scheme_get_items (scheme);
  guint n_sections = kaiji_scheme_get_sections (scheme)->len;

  side->scheme = scheme;
  side->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  side->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  side->fields = g_hash_table_new (g_str_hash, g_str_equal);
  side->section_pairs = g_new (int, n_sections);
  for (guint i = 0; i < n_sections; i++)
    side->section_pairs[i] = -1;
  for (guint i = 0; i < items->len; i++)
    {
      KaijiItem *item = g_ptr_array_index (items, i);

      if (item->section->form_a)
        continue;
      g_ptr_array_add (side->entries, new_entry (work, scheme, item));
      g_hash_table_insert (side->by_id, (gpointer) item->id, GUINT_TO_POINTER (side->entries->len));
    }
}

void
match_side_clear (MatchSide *side)
{
  g_ptr_array_unref (side->entries);
  g_hash_table_unref (side->by_id);
  g_hash_table_unref (side->fields);
  g_free (side->section_pairs);
}

MatchEntry *
match_get_entry (MatchSide *side, guint index)
{
  return g_ptr_array_index (side->entries, index);
}

static void
count_texts (MatchWork *work, MatchSide *side)
{
  for (guint i = 0; i < side->entries->len; i++)
    kaiji_measure_count (work->measure, match_get_entry (side, i)->grams);
}

/* ---- pairing, best first ---- */

int
match_compare_candidates (gconstpointer a, gconstpointer b)
{
  const MatchCandidate *one = a;
  const MatchCandidate *other = b;

  if (one->likeness != other->likeness)
    return one->likeness > other->likeness ? -1 : 1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return one->to < other->to ? -1 : one->to > other->to;
}

static void
run_pass (MatchWork *work, Pass pass)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (MatchCandidate));

  for (guint i = 0; i < work->from.entries->len; i++)
    for (guint j = 0; match_get_entry (&work->from, i)->other < 0 && j < work->to.entries->len; j++)
      {
        MatchCandidate candidate = { i, j, 0 };

        if (match_get_entry (&work->to, j)->other < 0
            && pass (work, match_get_entry (&work->from, i), match_get_entry (&work->to, j),
                     &candidate.likeness))
          g_array_append_val (candidates, candidate);
      }
  g_array_sort (candidates, match_compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      MatchCandidate *candidate = &g_array_index (candidates, MatchCandidate, i);
      MatchEntry *from = match_get_entry (&work->from, candidate->from);
      MatchEntry *to = match_get_entry (&work->to, candidate->to);

      if (from->other >= 0 || to->other >= 0)
        continue;
      from->other = (int) candidate->to;
      to->other = (int) candidate->from;
      from->likeness = to->likeness =
          (kaiji_measure_compare (work->measure, from->name_grams, to->name_grams)
           + kaiji_measure_compare (work->measure, from->grams, to->grams))
          / 2;
    }
}

gboolean
match_names (char **follows, const char *id)
{
  return follows && g_strv_contains ((const char *const *) follows, id);
}

static gboolean
sections_correspond (MatchWork *work, MatchEntry *from, MatchEntry *to)
{
  return work->from.section_pairs[from->section_index] == (int) to->section_index;
}

static double
compare_contents (MatchWork *work, MatchEntry *from, MatchEntry *to)
{
  return kaiji_measure_compare (work->measure, from->grams, to->grams);
}

static double
compare_all (MatchWork *work, MatchEntry *from, MatchEntry *to)
{
  return (kaiji_measure_compare (work->measure, from->name_grams, to->name_grams)
          + compare_contents (work, from, to))
         / 2;
}

static gboolean
pass_stated (G_GNUC_UNUSED MatchWork *work, MatchEntry *from, MatchEntry *to, double *likeness)
{
  *likeness = 1;
  return match_names (to->item->follows, from->item->id);
}

static gboolean
pass_place (MatchWork *work, MatchEntry *from, MatchEntry *to, double *likeness)
{
  if (!g_str_equal (from->name, to->name) || !g_str_equal (from->category, to->category)
      || !sections_correspond (work, from, to))
    return FALSE;
  *likeness = compare_contents (work, from, to);
  return TRUE;
}

static gboolean
pass_section (MatchWork *work, MatchEntry *from, MatchEntry *to, double *likeness)
{
  if (!g_str_equal (from->name, to->name) || !sections_correspond (work, from, to))
    return FALSE;
  *likeness = compare_contents (work, from, to);
  return TRUE;
}

static gboolean
pass_category (MatchWork *work, MatchEntry *from, MatchEntry *to, double *likeness)
{
  if (!g_str_equal (from->name, to->name) || !g_str_equal (from->category, to->category))
    return FALSE;
  *likeness = compare_contents (work, from, to);
  return TRUE;
}

static gboolean
pass_name (MatchWork *work, MatchEntry *from, MatchEntry *to, double *likeness)
{
  if (!g_str_equal (from->name, to->name))
    return FALSE;
  *likeness = compare_contents (work, from, to);
  return *likeness >= LIKE_NAMESAKE;
}

static gboolean
pass_alike (MatchWork *work, MatchEntry *from, MatchEntry *to, double *likeness)
{
  if (!sections_correspond (work, from, to))
    return FALSE;
  *likeness = compare_all (work, from, to);
  return *likeness >= LIKE_WITHIN;
}

static gboolean
pass_elsewhere (MatchWork *work, MatchEntry *from, MatchEntry *to, double *likeness)
{
  *likeness = compare_all (work, from, to);
  return *likeness >= LIKE_ELSEWHERE;
}

/* ---- sections ---- */

/* Share of the items of both sections that have a namesake in the other. */
static double
share_names (MatchWork *work, guint from, guint to)
{
  guint n = 0, common = 0;

  for (guint j = 0; j < work->to.entries->len; j++)
    n += match_get_entry (&work->to, j)->section_index == to;
  for (guint i = 0; i < work->from.entries->len; i++)
    {
      MatchEntry *one = match_get_entry (&work->from, i);

      if (one->section_index != from)
        continue;
      n++;
      for (guint j = 0; j < work->to.entries->len; j++)
        {
          MatchEntry *other = match_get_entry (&work->to, j);

          if (other->section_index == to && g_str_equal (one->name, other->name)
              && g_str_equal (one->category, other->category))
            {
              common++;
              break;
            }
        }
    }
  return n > 0 ? 2.0 * common / n : 0;
}

static void
pair_sections (MatchWork *work)
{
  GPtrArray *ours = kaiji_scheme_get_sections (work->from.scheme);
  GPtrArray *theirs = kaiji_scheme_get_sections (work->to.scheme);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (MatchCandidate));

  for (guint i = 0; i < ours->len; i++)
    for (guint j = 0; j < theirs->len; j++)
      {
        KaijiSection *one = g_ptr_array_index (ours, i);
        KaijiSection *other = g_ptr_array_index (theirs, j);
        MatchCandidate candidate = { i, j, 0 };
        g_autofree char *name = NULL;
        g_autofree char *other_name = NULL;

        if (one->form_a || other->form_a)
          {
            candidate.likeness = one->form_a && other->form_a && g_str_equal (one->id, other->id);
          }
        else
          {
            name = kaiji_measure_fold (work->measure, one->name);
            other_name = kaiji_measure_fold (work->measure, other->name);
            /* The same name goes before all that is only alike. */
            candidate.likeness = g_str_equal (name, other_name) ? 2 : share_names (work, i, j);
          }
        if (candidate.likeness >= LIKE_SECTION)
          g_array_append_val (candidates, candidate);
      }
  g_array_sort (candidates, match_compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      MatchCandidate *candidate = &g_array_index (candidates, MatchCandidate, i);

      if (work->from.section_pairs[candidate->from] >= 0
          || work->to.section_pairs[candidate->to] >= 0)
        continue;
      work->from.section_pairs[candidate->from] = (int) candidate->to;
      work->to.section_pairs[candidate->to] = (int) candidate->from;
    }
}

/* ---- fields of Form A ---- */

static void
pair_fields (MatchWork *work, KaijiItem *from, KaijiItem *to)
{
  g_hash_table_insert (work->from.fields, (gpointer) from->id, to);
  g_hash_table_insert (work->to.fields, (gpointer) to->id, from);
}

/* The field of @scheme that @field states that it follows: "TABLE.A.name"; NULL for none. */
static KaijiItem *
find_stated_field (KaijiScheme *scheme, KaijiItem *field)
{
  KaijiPrompt *prompt = g_ptr_array_index (field->prompts, 0);
  g_autofree char *prefix = g_strconcat (kaiji_scheme_get_table (scheme), ".", NULL);

  for (gsize i = 0; prompt->follows && prompt->follows[i]; i++)
    {
      KaijiItem *found =
          g_str_has_prefix (prompt->follows[i], prefix)
              ? kaiji_scheme_lookup_item (scheme, prompt->follows[i] + strlen (prefix))
              : NULL;

      if (found && found->section->form_a)
        return found;
    }
  return NULL;
}

/* What is stated first, then what has the same id. */
static void
pair_form_a (MatchWork *work)
{
  GPtrArray *items = kaiji_scheme_get_items (work->to.scheme);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < items->len; i++)
      {
        KaijiItem *to = g_ptr_array_index (items, i);
        KaijiItem *from;

        if (!to->section->form_a || g_hash_table_contains (work->to.fields, to->id))
          continue;
        from = pass == 0 ? find_stated_field (work->from.scheme, to)
                         : kaiji_scheme_lookup_item (work->from.scheme, to->id);
        if (from && from->section->form_a && !g_hash_table_contains (work->from.fields, from->id))
          pair_fields (work, from, to);
      }
}

void
match_pair_items (MatchWork *work)
{
  static const Pass passes[] = { pass_stated, pass_place, pass_section,  pass_category,
                                 pass_name,   pass_alike, pass_elsewhere };

  count_texts (work, &work->from);
  count_texts (work, &work->to);
  pair_sections (work);
  pair_form_a (work);
  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    run_pass (work, passes[i]);
}
