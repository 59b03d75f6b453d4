/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a cited place stands in a newer version: texts in, proposals out. Pure. */
#pragma once

#include "core/proposal.h"
#include "jobs/replace-text.h"

G_BEGIN_DECLS

/**
 * KaijiReplacePlace: a cited place of the older version.
 * @page: physical, from 1
 * @last_page: of a range, = @page for one
 * @quote: (nullable): as it stands there; %NULL or "" = the whole page
 * @start: the character of the page's text that the quote begins with, %G_MAXUINT = not known
 * @section: (nullable): its section, as the citation says it
 */
typedef struct
{
  int page;
  int last_page;
  const char *quote;
  guint start;
  const char *section;
} KaijiReplacePlace;

/**
 * KaijiReplaceMatch: a place of the newer version.
 * @page: physical, from 1
 * @last_page: last page that it reaches to
 * @start: its first character in the text of @page
 * @end: the character after its last in the text of @last_page; 0 for whole pages
 * @sure: 0 to 100
 */
typedef struct
{
  int page;
  int last_page;
  guint start;
  guint end;
  int sure;
} KaijiReplaceMatch;

typedef struct _KaijiReplaceMatcher KaijiReplaceMatcher;

/* @older, @newer: borrowed, must stay while the matcher is used. */
KaijiReplaceMatcher *
kaiji_replace_matcher_new (const KaijiReplaceText *older,
                           const KaijiReplaceText *newer) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_replace_matcher_free (KaijiReplaceMatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiReplaceMatcher, kaiji_replace_matcher_free)

/* How the place was found. @matches: (out) (transfer full) (element-type KaijiReplaceMatch): best
 * first. With %KAIJI_FOUND_NOT they are no proposals but places to look at. */
KaijiFound kaiji_replace_matcher_find (KaijiReplaceMatcher *self,
                                       const KaijiReplacePlace *place,
                                       GArray **matches);
/* The words of a match as they stand there, "" for whole pages. (transfer full) */
char *kaiji_replace_match_dup_words (const KaijiReplaceText *newer,
                                     const KaijiReplaceMatch *match) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
