/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiCompareAnswer:
 * @prompt: (nullable): what the case asks there, %NULL when its scheme does not
 * @text: its answer, "" for none; of an evidence field the names of what is cited
 * @key: what is compared, normalised; of an evidence field the digests
 */
typedef struct
{
  KaijiPrompt *prompt;
  char *text;
  char *key;
} KaijiCompareAnswer;

/**
 * KaijiCompareRow:
 * @prompt: what is asked, of the first case that asks it
 * @answers: (element-type KaijiCompareAnswer): one a case, in their order
 * @differs: not all cases that ask it answer the same
 */
typedef struct
{
  KaijiPrompt *prompt;
  GPtrArray *answers;
  gboolean differs;
} KaijiCompareRow;

typedef struct _KaijiCompare KaijiCompare;

/* Compares what the packs say is the company's and not one service's. @sessions: (element-type
 * KaijiSession): kept. Main thread. */
KaijiCompare *kaiji_compare_new (GPtrArray *sessions) G_GNUC_WARN_UNUSED_RESULT;
/* Frees a comparison. */
void kaiji_compare_free (KaijiCompare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiCompare, kaiji_compare_free)
/* (transfer none) (element-type KaijiSession): the cases. */
GPtrArray *kaiji_compare_get_sessions (KaijiCompare *self);
/* (transfer none) (element-type KaijiCompareRow): what was compared. */
GPtrArray *kaiji_compare_get_rows (KaijiCompare *self);
guint kaiji_compare_count_different (KaijiCompare *self);
/* (transfer none) (nullable): the case whose application holds the original of the registry
 * certificate (概要 4(4)イ注2); NULL when none says so, or more than one. */
KaijiSession *kaiji_compare_get_original (KaijiCompare *self);
/* {"cases":[{"file","scheme","title"}],"compared","different","original","rows":[{"id","section",
 * "text","answers":[{"file","id","answer"}]}]}; only rows that differ. (transfer full) */
char *kaiji_compare_dup_report (KaijiCompare *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
