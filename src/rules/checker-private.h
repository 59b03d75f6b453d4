/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a checker. Nobody but its own files includes this. */
#pragma once

#include "rules/checker.h"
#include "rules/evaluator.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean visible;
  gboolean required;
  gboolean answered;
  gboolean cited;
  gboolean waived;
  gboolean gate_blocked;
} KaijiState;

/* What is known of one prompt. */
typedef struct
{
  KaijiPrompt *prompt;
  guint item;          /* index in `items` */
  GPtrArray *rows;     /* KaijiRow, borrowed: the rules that look at it */
  GPtrArray *findings; /* (nullable) by severity, then in the order of the rules */
  KaijiState state;
} KaijiKnown;

typedef struct
{
  KaijiItem *item;
  guint section; /* index in `sections` */
  KaijiProgress progress;
} KaijiKnownItem;

struct _KaijiChecker
{
  KaijiScheme *scheme;
  KaijiCaseSource *source;
  KaijiDate today;
  const char *newer;    /* interned */
  GHashTable *japanese; /* sha256 -> KaijiJapanese: told, not said by the case */

  GPtrArray *rows;         /* KaijiRow */
  GArray *prompts;         /* KaijiKnown, form order */
  GArray *items;           /* KaijiKnownItem, form order */
  GPtrArray *sections;     /* KaijiSection, borrowed */
  KaijiProgress *progress; /* one for each section */
  KaijiProgress total;

  GHashTable *dependants; /* id -> GArray of guint, rising */
  GHashTable *citing;     /* evidence id -> GHashTable of indices */
  const KaijiEvaluator *gate;

  GPtrArray *evidence_rows;   /* KaijiRow, borrowed: look at each evidence */
  GPtrArray *related_rows;    /* KaijiRow, borrowed: the same, with other evidence beside it */
  GPtrArray *whole_rows;      /* KaijiRow, borrowed: look at all of it at once */
  GHashTable *evidence_needs; /* ids on which what they say depends */
  GHashTable *evidence_known; /* KaijiEvidence -> GPtrArray of KaijiFinding: said of it by itself */
  GPtrArray *evidence_findings; /* KaijiFinding */

  GPtrArray *findings; /* (nullable) flat list, made when asked for */
  GArray *places;      /* scratch */
  guint evaluated;
};

/* attach.c: makes what the checker knows of its scheme. */
void kaiji_checker_attach (KaijiChecker *self);
/* look.c: lets the rules look at a prompt. Returns: whether what is known of it differs. */
gboolean kaiji_checker_look (KaijiChecker *self, guint index);
/* count.c: counts an item anew. Returns: whether its counts differ. */
gboolean kaiji_checker_recount (KaijiChecker *self, guint index);
/* count.c: counts @findings in the place of the findings on evidence. */
void kaiji_checker_count_evidence (KaijiChecker *self, GPtrArray *findings);
/* look-evidence.c: lets the rules look at all evidence. Returns: whether findings differ. */
gboolean kaiji_checker_look_at_evidence (KaijiChecker *self, gboolean anew);
/* look.c: by severity, from an index on; whether two lists (%NULL: empty) say the same; and puts the
 * old objects in the place of new ones that say the same. */
void kaiji_findings_sort (GPtrArray *findings, guint from);
gboolean kaiji_findings_equal (GPtrArray *a, GPtrArray *b);
void kaiji_findings_keep (GPtrArray *findings, GPtrArray *old);
/* (transfer none): what is known of the prompt with this index. */
static inline KaijiKnown *
kaiji_checker_get_known (KaijiChecker *self, guint index)
{
  return &g_array_index (self->prompts, KaijiKnown, index);
}

G_END_DECLS
