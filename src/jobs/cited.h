/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiCitedFilter: what of the list is shown.
 * @KAIJI_CITED_ALL: every citation of the case
 * @KAIJI_CITED_UNREAD: those whose page nobody opened since they were made or proposed
 * @KAIJI_CITED_CHANGED: those that moved or were lost when their evidence was replaced
 * @KAIJI_CITED_UNUSED: evidence that nothing cites
 * @KAIJI_CITED_MISSING: prompts and fields that need a citation and have none
 */
typedef enum
{
  KAIJI_CITED_ALL,
  KAIJI_CITED_UNREAD,
  KAIJI_CITED_CHANGED,
  KAIJI_CITED_UNUSED,
  KAIJI_CITED_MISSING,
  KAIJI_CITED_N_FILTERS,
} KaijiCitedFilter;

#define KAIJI_TYPE_CITED_ROW (kaiji_cited_row_get_type ())
/**
 * KaijiCitedRow:
 *
 * One line of the list of citations: a citation, evidence that nothing cites, or a prompt without
 * a citation. Immutable.
 */
G_DECLARE_FINAL_TYPE (KaijiCitedRow, kaiji_cited_row, KAIJI, CITED_ROW, GObject)

/**
 * KaijiCitedInfo:
 * @filter: %KAIJI_CITED_ALL for a citation, else %KAIJI_CITED_UNUSED or %KAIJI_CITED_MISSING
 * @target: id of the prompt, item or field; "" of evidence
 * @title: item and prompt for people; "" of evidence
 * @citation: (nullable): of a citation
 * @evidence: (nullable): of a citation (while the case holds it) and of evidence
 * @name: name of the evidence, "" for none
 * @pages: "p.12–14", or its sheets; how many it has, of evidence
 * @sheets: the sheets, "" when @pages are they
 * @position: which citation of its target, from 1
 * @read: somebody opened the page at this place
 */
typedef struct
{
  KaijiCitedFilter filter;
  const char *target;
  const char *title;
  KaijiCitation *citation;
  KaijiEvidence *evidence;
  const char *name;
  const char *pages;
  const char *sheets;
  guint position;
  gboolean read;
} KaijiCitedInfo;

const KaijiCitedInfo *kaiji_cited_row_get_info (KaijiCitedRow *self);
gboolean kaiji_cited_row_is_same (KaijiCitedRow *a, KaijiCitedRow *b);

/* All lines of a case, in the order of the form, then of the evidence. @counts: (out) (optional):
 * how many lines each filter shows. (transfer full) (element-type KaijiCitedRow). Thread: main. */
GPtrArray *kaiji_cited_list (KaijiSession *session, guint counts[KAIJI_CITED_N_FILTERS]);
/* @folded: (nullable): words that must stand in the line, as kaiji_cited_dup_words() gives them. */
gboolean kaiji_cited_row_matches (KaijiCitedRow *self, KaijiCitedFilter filter, char **folded);
/* (transfer full) (nullable): what was typed into the search field, ready to compare. */
char **kaiji_cited_dup_words (const char *typed);
/* "22 従業員…": what a target is called. (transfer full) */
char *kaiji_cited_dup_title (KaijiScheme *scheme, const char *target);

G_END_DECLS
