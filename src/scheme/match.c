/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the items and prompts of two tables correspond, and what changed in them. Prompts are paired
 * within a pair of items: as stated, by their text, by likeness, and the last one that is left over
 * on both sides. Fields of Form A have the same ids in all packs.
 *
 * Invariants:
 * 1. Each item and prompt is in exactly one pair, or new, or dropped.
 * 2. The result hangs on the two tables only: candidates are ordered by likeness, then by position.
 * 3. Texts are compared folded (width, case, kana, brackets), in one writing (match.variants).
 */
#include "scheme/match-private.h"

#define LIKE_PROMPT 0.30

struct _KaijiMatching
{
  KaijiScheme *from;
  KaijiScheme *to;
  GPtrArray *items;
  GPtrArray *prompts;
  GHashTable *items_from, *items_to;
  GHashTable *prompts_from, *prompts_to;
};

/* ---- what changed ---- */

static gboolean
same_words (char **a, char **b)
{
  if (!a || !b)
    return a == b;
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
same_columns (GPtrArray *a, GPtrArray *b)
{
  if (!a || !b)
    return a == b;
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      KaijiColumn *one = g_ptr_array_index (a, i);
      KaijiColumn *other = g_ptr_array_index (b, i);

      if (one->kind != other->kind || !g_str_equal (one->key, other->key)
          || !same_words (one->options, other->options))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_text (MatchWork *work, const char *a, const char *b)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (g_str_equal (a, b))
    return TRUE;
  one = kaiji_measure_fold (work->measure, a);
  other = kaiji_measure_fold (work->measure, b);
  return g_str_equal (one, other);
}

static KaijiMatchChanges
compare_places (MatchWork *work, KaijiItem *from, KaijiItem *to)
{
  KaijiMatchChanges changes = KAIJI_CHANGED_NOTHING;
  guint ours = match_find_section (work->from.scheme, from->section);
  guint theirs = match_find_section (work->to.scheme, to->section);

  if (work->from.section_pairs[ours] != (int) theirs)
    changes |= KAIJI_CHANGED_SECTION;
  if (!same_text (work, from->category, to->category))
    changes |= KAIJI_CHANGED_CATEGORY;
  if (!same_text (work, from->name, to->name))
    changes |= KAIJI_CHANGED_NAME;
  return changes;
}

static KaijiMatchChanges
compare_prompts (MatchWork *work, KaijiPrompt *from, KaijiPrompt *to)
{
  KaijiMatchChanges changes = compare_places (work, from->item, to->item);

  if (!same_text (work, from->text, to->text))
    changes |= KAIJI_CHANGED_TEXT;
  if (from->kind != to->kind || !same_words (from->options, to->options)
      || !same_words (from->units, to->units) || !same_columns (from->columns, to->columns))
    changes |= KAIJI_CHANGED_KIND;
  if (from->required != to->required)
    changes |= KAIJI_CHANGED_REQUIRED;
  if (from->gate != to->gate)
    changes |= KAIJI_CHANGED_GATE;
  return changes;
}

static KaijiMatchState
find_state (KaijiMatchChanges changes)
{
  if (changes
      & (KAIJI_CHANGED_NAME | KAIJI_CHANGED_TEXT | KAIJI_CHANGED_KIND | KAIJI_CHANGED_PROMPTS))
    return KAIJI_MATCH_WORDING;
  if (changes & KAIJI_CHANGED_REQUIRED)
    return KAIJI_MATCH_REQUIRED;
  return changes & KAIJI_CHANGED_SECTION ? KAIJI_MATCH_MOVED : KAIJI_MATCH_SAME;
}

/* ---- the result ---- */

static KaijiPromptMatch *
add_prompt (KaijiMatching *self,
            MatchWork *work,
            KaijiPrompt *from,
            KaijiPrompt *to,
            double likeness)
{
  KaijiPromptMatch *match = g_new0 (KaijiPromptMatch, 1);

  match->from = from;
  match->to = to;
  match->similarity = likeness;
  if (from && to)
    match->changes = compare_prompts (work, from, to);
  match->state = !from ? KAIJI_MATCH_NEW : !to ? KAIJI_MATCH_DROPPED : find_state (match->changes);
  g_ptr_array_add (self->prompts, match);
  if (from)
    g_hash_table_insert (self->prompts_from, (gpointer) from->id, match);
  if (to)
    g_hash_table_insert (self->prompts_to, (gpointer) to->id, match);
  return match;
}

typedef struct
{
  KaijiPrompt *prompt;
  char *text;
  KaijiGrams *grams;
  int other;
  double likeness;
} Question;

static void
question_clear (Question *question)
{
  g_free (question->text);
  kaiji_grams_free (question->grams);
}

static GArray *
list_questions (MatchWork *work, KaijiItem *item)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Question));

  g_array_set_clear_func (list, (GDestroyNotify) question_clear);
  for (guint i = 0; item && i < item->prompts->len; i++)
    {
      Question question = { g_ptr_array_index (item->prompts, i), NULL, NULL, -1, 0 };

      question.text = kaiji_measure_fold (work->measure, question.prompt->text);
      question.grams = kaiji_grams_new (question.text);
      g_array_append_val (list, question);
    }
  return list;
}

static Question *
get_question (GArray *list, guint index)
{
  return &g_array_index (list, Question, index);
}

static void
join (GArray *ours, GArray *theirs, guint i, guint j, double likeness)
{
  get_question (ours, i)->other = (int) j;
  get_question (theirs, j)->other = (int) i;
  get_question (ours, i)->likeness = get_question (theirs, j)->likeness = likeness;
}

static void
join_best (GArray *ours, GArray *theirs, GArray *candidates)
{
  g_array_sort (candidates, match_compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      MatchCandidate *candidate = &g_array_index (candidates, MatchCandidate, i);

      if (get_question (ours, candidate->from)->other < 0
          && get_question (theirs, candidate->to)->other < 0)
        join (ours, theirs, candidate->from, candidate->to, MIN (candidate->likeness, 1));
    }
}

/* The one that is left over, when it is the only one; -1 otherwise. */
static int
find_last (GArray *list)
{
  int last = -1;

  for (guint i = 0; i < list->len; i++)
    if (get_question (list, i)->other < 0)
      {
        if (last >= 0)
          return -1;
        last = (int) i;
      }
  return last;
}

static void
pair_questions (MatchWork *work, GArray *ours, GArray *theirs)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (MatchCandidate));
  int one, other;

  for (guint i = 0; i < ours->len; i++)
    for (guint j = 0; j < theirs->len; j++)
      {
        Question *from = get_question (ours, i);
        Question *to = get_question (theirs, j);
        MatchCandidate candidate = { i, j, 0 };

        /* What is stated goes before the same text, and that before what is only alike. */
        if (match_names (to->prompt->follows, from->prompt->id))
          candidate.likeness = 3;
        else if (g_str_equal (from->text, to->text))
          candidate.likeness = 2;
        else
          candidate.likeness = kaiji_measure_compare (work->measure, from->grams, to->grams);
        if (candidate.likeness >= LIKE_PROMPT)
          g_array_append_val (candidates, candidate);
      }
  join_best (ours, theirs, candidates);
  one = find_last (ours);
  other = find_last (theirs);
  if (one >= 0 && other >= 0
      && get_question (ours, (guint) one)->prompt->kind
             == get_question (theirs, (guint) other)->prompt->kind)
    join (ours, theirs, (guint) one, (guint) other,
          kaiji_measure_compare (work->measure, get_question (ours, (guint) one)->grams,
                                 get_question (theirs, (guint) other)->grams));
}

/* Adds the prompts of a pair of items, and says what changed in them. */
static KaijiMatchChanges
add_prompts (KaijiMatching *self, MatchWork *work, KaijiItem *from, KaijiItem *to)
{
  g_autoptr (GArray) ours = list_questions (work, from);
  g_autoptr (GArray) theirs = list_questions (work, to);
  KaijiMatchChanges changes = KAIJI_CHANGED_NOTHING;

  pair_questions (work, ours, theirs);
  for (guint j = 0; j < theirs->len; j++)
    {
      Question *question = get_question (theirs, j);
      KaijiPrompt *pair =
          question->other < 0 ? NULL : get_question (ours, (guint) question->other)->prompt;
      KaijiPromptMatch *match = add_prompt (self, work, pair, question->prompt, question->likeness);

      changes |= match->changes & (KAIJI_CHANGED_TEXT | KAIJI_CHANGED_KIND);
      if (!pair)
        changes |= KAIJI_CHANGED_PROMPTS;
    }
  for (guint i = 0; i < ours->len; i++)
    if (get_question (ours, i)->other < 0)
      {
        add_prompt (self, work, get_question (ours, i)->prompt, NULL, 0);
        changes |= KAIJI_CHANGED_PROMPTS;
      }
  return changes;
}

static void
add_item (KaijiMatching *self, MatchWork *work, KaijiItem *from, KaijiItem *to, double likeness)
{
  KaijiItemMatch *match = g_new0 (KaijiItemMatch, 1);
  KaijiMatchChanges within = add_prompts (self, work, from, to);

  match->from = from;
  match->to = to;
  match->similarity = likeness;
  if (from && to)
    {
      match->changes = compare_places (work, from, to) | within;
      if (from->required != to->required)
        match->changes |= KAIJI_CHANGED_REQUIRED;
      if (from->gate != to->gate)
        match->changes |= KAIJI_CHANGED_GATE;
    }
  match->state = !from ? KAIJI_MATCH_NEW : !to ? KAIJI_MATCH_DROPPED : find_state (match->changes);
  g_ptr_array_add (self->items, match);
  if (from)
    g_hash_table_insert (self->items_from, (gpointer) from->id, match);
  if (to)
    g_hash_table_insert (self->items_to, (gpointer) to->id, match);
}

/* The item of @other that @item is: a field by what is stated and its id, an item by its pair. */
static KaijiItem *
find_pair (MatchSide *own, MatchSide *other, KaijiItem *item, double *likeness)
{
  MatchEntry *entry;
  guint index;

  *likeness = 1;
  if (item->section->form_a)
    return g_hash_table_lookup (own->fields, item->id);
  index = GPOINTER_TO_UINT (g_hash_table_lookup (own->by_id, item->id));
  entry = match_get_entry (own, index - 1);
  *likeness = entry->likeness;
  return entry->other < 0 ? NULL : match_get_entry (other, (guint) entry->other)->item;
}

static void
add_dropped (KaijiMatching *self, MatchWork *work, int section)
{
  GPtrArray *sections = kaiji_scheme_get_sections (self->from);

  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *one = g_ptr_array_index (sections, i);

      if (work->from.section_pairs[i] != section)
        continue;
      for (guint j = 0; j < one->items->len; j++)
        {
          KaijiItem *item = g_ptr_array_index (one->items, j);
          double likeness;

          if (!find_pair (&work->from, &work->to, item, &likeness))
            add_item (self, work, item, NULL, 0);
        }
    }
}

static void
fill (KaijiMatching *self, MatchWork *work)
{
  GPtrArray *sections = kaiji_scheme_get_sections (self->to);

  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);

      for (guint j = 0; j < section->items->len; j++)
        {
          KaijiItem *to = g_ptr_array_index (section->items, j);
          double likeness;
          KaijiItem *from = find_pair (&work->to, &work->from, to, &likeness);

          add_item (self, work, from, to, from ? likeness : 0);
        }
      add_dropped (self, work, (int) i);
    }
  add_dropped (self, work, -1);
}

/**
 * kaiji_scheme_match:
 * @from: the table that answers are for
 * @to: the table that they may be taken over to, or that is compared with it
 *
 * How the items, prompts and fields of two schemes or revisions correspond. Pure: the same two
 * tables give the same result.
 *
 * Thread: any. Returns: (transfer full): the correspondence
 */
KaijiMatching *
kaiji_scheme_match (KaijiScheme *from, KaijiScheme *to)
{
  KaijiMatching *self = g_new0 (KaijiMatching, 1);
  MatchWork work = { 0 };

  self->from = kaiji_scheme_ref (from);
  self->to = kaiji_scheme_ref (to);
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->prompts = g_ptr_array_new_with_free_func (g_free);
  self->items_from = g_hash_table_new (g_str_hash, g_str_equal);
  self->items_to = g_hash_table_new (g_str_hash, g_str_equal);
  self->prompts_from = g_hash_table_new (g_str_hash, g_str_equal);
  self->prompts_to = g_hash_table_new (g_str_hash, g_str_equal);
  work.measure = kaiji_measure_new ();
  kaiji_measure_add_variants (
      work.measure, (const char *const *) kaiji_scheme_get_words (from, "match.variants"));
  kaiji_measure_add_variants (work.measure,
                              (const char *const *) kaiji_scheme_get_words (to, "match.variants"));
  match_side_init (&work.from, &work, from);
  match_side_init (&work.to, &work, to);
  match_pair_items (&work);
  fill (self, &work);
  match_side_clear (&work.from);
  match_side_clear (&work.to);
  kaiji_measure_free (work.measure);
  return self;
}

void
kaiji_matching_free (KaijiMatching *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->prompts);
  g_hash_table_unref (self->items_from);
  g_hash_table_unref (self->items_to);
  g_hash_table_unref (self->prompts_from);
  g_hash_table_unref (self->prompts_to);
  kaiji_scheme_unref (self->from);
  kaiji_scheme_unref (self->to);
  g_free (self);
}

KaijiScheme *
kaiji_matching_get_from (KaijiMatching *self)
{
  return self->from;
}

KaijiScheme *
kaiji_matching_get_to (KaijiMatching *self)
{
  return self->to;
}

/** kaiji_matching_get_items: Returns: (transfer none) (element-type KaijiItemMatch): all of them. */
GPtrArray *
kaiji_matching_get_items (KaijiMatching *self)
{
  return self->items;
}

/** kaiji_matching_get_prompts: Returns: (transfer none) (element-type KaijiPromptMatch): all. */
GPtrArray *
kaiji_matching_get_prompts (KaijiMatching *self)
{
  return self->prompts;
}

const KaijiPromptMatch *
kaiji_matching_lookup_from (KaijiMatching *self, const char *id)
{
  return g_hash_table_lookup (self->prompts_from, id);
}

const KaijiPromptMatch *
kaiji_matching_lookup_to (KaijiMatching *self, const char *id)
{
  return g_hash_table_lookup (self->prompts_to, id);
}

const KaijiItemMatch *
kaiji_matching_lookup_item_from (KaijiMatching *self, const char *id)
{
  return g_hash_table_lookup (self->items_from, id);
}

const KaijiItemMatch *
kaiji_matching_lookup_item_to (KaijiMatching *self, const char *id)
{
  return g_hash_table_lookup (self->items_to, id);
}

guint
kaiji_matching_count (KaijiMatching *self, KaijiMatchState state, gboolean items)
{
  GPtrArray *list = items ? self->items : self->prompts;
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += items ? ((KaijiItemMatch *) g_ptr_array_index (list, i))->state == state
               : ((KaijiPromptMatch *) g_ptr_array_index (list, i))->state == state;
  return n;
}

const char *
kaiji_match_state_to_string (KaijiMatchState state)
{
  static const char *const words[] = { "same", "wording", "required", "moved", "new", "dropped" };

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == KAIJI_N_MATCH_STATES);
  return words[state];
}
