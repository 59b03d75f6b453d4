/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the search share. Pure but for search.c. */
#pragma once

#include "casefile/casefile.h"

G_BEGIN_DECLS

/**
 * KaijiSearchTerm: a word of what is searched, or a pair of characters of one.
 * @folded: as it stands in folded text
 * @length: bytes
 * @weight: how much it says: rare pairs more
 */
typedef struct
{
  char *folded;
  gsize length;
  double weight;
} KaijiSearchTerm;

/**
 * KaijiSearchMatcher: what is searched, taken apart.
 * @phrase: all of it, folded
 * @words: (element-type KaijiSearchTerm): in PHRASE mode the phrase alone
 * @pairs: (element-type KaijiSearchTerm): in ANY mode, of all words, each once
 */
typedef struct
{
  KaijiSearchMode mode;
  char *phrase;
  GPtrArray *words;
  GPtrArray *pairs;
} KaijiSearchMatcher;

/* (nullable): NULL when nothing is left to search. */
KaijiSearchMatcher *kaiji_search_matcher_new (const char *text, KaijiSearchMode mode);
void kaiji_search_matcher_free (KaijiSearchMatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiSearchMatcher, kaiji_search_matcher_free)
/* The FTS5 expression for pages that may match; not for ANY. */
char *kaiji_search_matcher_dup_expression (KaijiSearchMatcher *self);
/* How well a page matches, 0 = not at all. */
double kaiji_search_matcher_score (KaijiSearchMatcher *self, const char *folded);

/** KaijiFound: one place, in characters of the page's text. */
typedef struct
{
  guint start, end;
  guint term; /* which word; all the same for a run of pairs */
  double weight;
} KaijiFound;
/* (transfer full) (element-type KaijiFound): in the order of the page, apart from each other.
 * @body: the page's text; @folded, @map: as kaiji_text_fold_map() gives them. */
GArray *kaiji_search_matcher_find (KaijiSearchMatcher *self,
                                   const char *body,
                                   const char *folded,
                                   const guint *map);

/* Fills in @hit's snippet and marks from the page's text. */
void kaiji_search_make_snippet (KaijiSearchHit *hit, const char *body, GArray *found);

G_END_DECLS
