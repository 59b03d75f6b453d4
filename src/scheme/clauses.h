/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scheme/scheme.h"

G_BEGIN_DECLS

/* Every clause of the scheme documents that demands something, and where the program does what it
 * demands. Read-only data; all strings are UTF-8, never NULL unless said. */
typedef struct _KaijiClauses KaijiClauses;

/**
 * KaijiPlaceKind: what a place is.
 * @KAIJI_PLACE_RULE: a rule of the packs
 * @KAIJI_PLACE_SETTING: a setting, set or not
 * @KAIJI_PLACE_QUESTION: a field of Form A, or a mark on every prompt ("*.withhold")
 * @KAIJI_PLACE_DATUM: a part of the pack or of the data beside the packs
 * @KAIJI_PLACE_COMMAND: something that the program makes or does
 * @KAIJI_PLACE_ABSENT: what is never asked for: no prompt has these words
 * @KAIJI_PLACE_LATER: not done yet; a later version does it
 */
typedef enum
{
  KAIJI_PLACE_RULE,
  KAIJI_PLACE_SETTING,
  KAIJI_PLACE_QUESTION,
  KAIJI_PLACE_DATUM,
  KAIJI_PLACE_COMMAND,
  KAIJI_PLACE_ABSENT,
  KAIJI_PLACE_LATER,
} KaijiPlaceKind;

typedef struct
{
  KaijiPlaceKind kind;
  const char *ref;  /* id of the rule, key, field …, "" for what comes later */
  const char *text; /* Japanese, "" */
  char **schemes;   /* (nullable) only in these schemes */
} KaijiClausePlace;

typedef struct
{
  const char *document; /* short name */
  const char *clause;
} KaijiClauseSource;

/**
 * KaijiClause: (条項)
 */
typedef struct
{
  const char *id;     /* "D4" */
  char **kinds;       /* block, warn, human, flow, out, data, rule, info, setting, none */
  const char *demand; /* Japanese, one sentence or two */
  GPtrArray *sources; /* KaijiClauseSource */
  GPtrArray *places;  /* KaijiClausePlace, the main one first */
} KaijiClause;

/* Reads DIR/clauses.json; an error names file and JSON path. */
KaijiClauses *kaiji_clauses_load (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_clauses_free (KaijiClauses *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiClauses, kaiji_clauses_free)

GPtrArray *kaiji_clauses_get_all (KaijiClauses *self); /* KaijiClause */
/* Whether a document of the scheme, or one that holds for all, states the clause. */
gboolean
kaiji_clauses_is_stated (KaijiClauses *self, const KaijiClause *clause, KaijiScheme *scheme);
/* Where the clause stands: in the scheme's own document, else in all that have it:
 * "概要 5(2)". (transfer full) */
char *kaiji_clauses_dup_reference (KaijiClauses *self,
                                   const KaijiClause *clause,
                                   KaijiScheme *scheme) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the scheme's pack has what the place names. */
gboolean kaiji_clause_place_holds (const KaijiClausePlace *place, KaijiScheme *scheme);
/* The setting that a place names; a key may end in "*". (nullable) */
const KaijiSetting *kaiji_clause_place_find_setting (const KaijiClausePlace *place,
                                                     KaijiScheme *scheme);
/* The first place that holds: what the clause is about in the first place; (nullable): none. */
const KaijiClausePlace *kaiji_clause_find_place (const KaijiClause *clause, KaijiScheme *scheme);
const char *kaiji_place_kind_to_string (KaijiPlaceKind kind); /* "rule" */

G_END_DECLS
