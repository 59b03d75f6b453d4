/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"

G_BEGIN_DECLS

/**
 * KaijiMatchState: what became of an item or prompt from one table to another.
 * @KAIJI_MATCH_SAME: it asks the same
 * @KAIJI_MATCH_WORDING: it asks in other words, or for another kind of answer: to be read
 * @KAIJI_MATCH_REQUIRED: the same words, but 必須 became 選択 or the other way round
 * @KAIJI_MATCH_MOVED: the same words in another section
 * @KAIJI_MATCH_NEW: only in the second table
 * @KAIJI_MATCH_DROPPED: only in the first table
 */
typedef enum
{
  KAIJI_MATCH_SAME,
  KAIJI_MATCH_WORDING,
  KAIJI_MATCH_REQUIRED,
  KAIJI_MATCH_MOVED,
  KAIJI_MATCH_NEW,
  KAIJI_MATCH_DROPPED,
} KaijiMatchState;

#define KAIJI_N_MATCH_STATES (KAIJI_MATCH_DROPPED + 1)

/**
 * KaijiMatchChanges: all that changed; the state is the weightiest of it.
 * @KAIJI_CHANGED_NAME: the item's name
 * @KAIJI_CHANGED_TEXT: the prompt's text (an item: of one of its prompts)
 * @KAIJI_CHANGED_KIND: the kind of answer, its choices or units (an item: of one of its prompts)
 * @KAIJI_CHANGED_PROMPTS: of an item: it has prompts more or less
 * @KAIJI_CHANGED_REQUIRED: 必須 or 選択
 * @KAIJI_CHANGED_SECTION: it stands in a section that does not correspond
 * @KAIJI_CHANGED_CATEGORY: the heading above it
 * @KAIJI_CHANGED_GATE: 要件
 */
typedef enum
{
  KAIJI_CHANGED_NOTHING = 0,
  KAIJI_CHANGED_NAME = 1 << 0,
  KAIJI_CHANGED_TEXT = 1 << 1,
  KAIJI_CHANGED_KIND = 1 << 2,
  KAIJI_CHANGED_PROMPTS = 1 << 3,
  KAIJI_CHANGED_REQUIRED = 1 << 4,
  KAIJI_CHANGED_SECTION = 1 << 5,
  KAIJI_CHANGED_CATEGORY = 1 << 6,
  KAIJI_CHANGED_GATE = 1 << 7,
} KaijiMatchChanges;

/**
 * KaijiItemMatch:
 * @from: (nullable): %NULL when it is new
 * @to: (nullable): %NULL when it is dropped
 * @state: what became of it
 * @changes: all that changed
 * @similarity: 0…1, 1 for the same name; 0 for new and dropped
 */
typedef struct
{
  KaijiItem *from;
  KaijiItem *to;
  KaijiMatchState state;
  KaijiMatchChanges changes;
  double similarity;
} KaijiItemMatch;

/**
 * KaijiPromptMatch: as #KaijiItemMatch, of a prompt of Form B or a field of Form A.
 */
typedef struct
{
  KaijiPrompt *from;
  KaijiPrompt *to;
  KaijiMatchState state;
  KaijiMatchChanges changes;
  double similarity;
} KaijiPromptMatch;

typedef struct _KaijiMatching KaijiMatching;

KaijiMatching *kaiji_scheme_match (KaijiScheme *from, KaijiScheme *to) G_GNUC_WARN_UNUSED_RESULT;
/* Gives the result back; rows that were got from it are gone then. */
void kaiji_matching_free (KaijiMatching *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiMatching, kaiji_matching_free)

/* (transfer none): the two tables. */
KaijiScheme *kaiji_matching_get_from (KaijiMatching *self);
KaijiScheme *kaiji_matching_get_to (KaijiMatching *self);
/* In the order of the second table; what is dropped stands at the end of the section that its own
 * one corresponds to, or at the very end. Fields of Form A are items too. */
GPtrArray *kaiji_matching_get_items (KaijiMatching *self);   /* KaijiItemMatch */
GPtrArray *kaiji_matching_get_prompts (KaijiMatching *self); /* KaijiPromptMatch */
/* @id: of a prompt or field of the first (of the second) table. (nullable) */
const KaijiPromptMatch *kaiji_matching_lookup_from (KaijiMatching *self, const char *id);
const KaijiPromptMatch *kaiji_matching_lookup_to (KaijiMatching *self, const char *id);
/* @id: of an item. (nullable) */
const KaijiItemMatch *kaiji_matching_lookup_item_from (KaijiMatching *self, const char *id);
const KaijiItemMatch *kaiji_matching_lookup_item_to (KaijiMatching *self, const char *id);
/* How many prompts and fields (items: @items) are in each state. */
guint kaiji_matching_count (KaijiMatching *self, KaijiMatchState state, gboolean items);

const char *kaiji_match_state_to_string (KaijiMatchState state); /* "same", "wording", … */

G_END_DECLS
