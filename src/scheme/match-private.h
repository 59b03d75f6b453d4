/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pairing items and pairing prompts share. Not to be included outside of src/scheme. */
#pragma once

#include "scheme/match.h"
#include "scheme/measure.h"

G_BEGIN_DECLS

/* An item of Form B, as it is compared. */
typedef struct
{
  KaijiItem *item;
  char *section;
  char *category;
  char *name;
  KaijiGrams *name_grams;
  KaijiGrams *grams; /* of category, name and prompts */
  guint section_index;
  int other; /* index of its pair on the other side, -1 for none */
  double likeness;
} MatchEntry;

/* One of the two tables. */
typedef struct
{
  KaijiScheme *scheme;
  GPtrArray *entries; /* MatchEntry: items of Form B */
  GHashTable *by_id;  /* item id -> index + 1 */
  GHashTable *fields; /* id of a field of Form A -> its pair on the other side */
  int *section_pairs; /* index in the other side's sections, -1 for none */
} MatchSide;

typedef struct
{
  MatchSide from, to;
  KaijiMeasure *measure;
} MatchWork;

/* Two that may be a pair. */
typedef struct
{
  guint from;
  guint to;
  double likeness;
} MatchCandidate;

/* Fills the tables in and pairs their sections and items. */
void match_pair_items (MatchWork *work);
void match_side_init (MatchSide *side, MatchWork *work, KaijiScheme *scheme);
void match_side_clear (MatchSide *side);
MatchEntry *match_get_entry (MatchSide *side, guint index);
guint match_find_section (KaijiScheme *scheme, KaijiSection *section);
/* For g_array_sort(): best first, then in the order of the tables. */
int match_compare_candidates (gconstpointer a, gconstpointer b);
/* Whether the pack states that it follows @id. */
gboolean match_names (char **follows, const char *id);

G_END_DECLS
