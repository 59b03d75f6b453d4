/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that may be handed in, and small steps that change it. */
#pragma once

#include "core/case.h"
#include "rules/checker.h"

G_BEGIN_DECLS

typedef struct
{
  KaijiScheme *scheme;
  KaijiCase *kase;
  KaijiChecker *checker;
  gint64 next_citation;
  gulong handler;
} Fixture;

/* An empty case, checked as of 2026-04-01; the checker follows each change. */
Fixture *fixture_new (void);
Fixture *fixture_new_from (const char *path);
Fixture *fixture_new_for (KaijiScheme *scheme);
char *fixture_dup_pack (void);
/* The same, with every required prompt answered and proved: nothing blocks. */
Fixture *fixture_new_ready (void);
Fixture *fixture_new_ready_for (KaijiScheme *scheme);
void fixture_free (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

KaijiCaseSource *fixture_get_source (Fixture *self);
void fixture_set (Fixture *self, const char *id, const char *text);
/* One step:
 *   ID=TEXT                                      answers (no text: takes the answer away)
 *   cite TARGET EVIDENCE [lost|moved] [QUOTE]    adds a citation
 *   uncite TARGET                                takes all citations of the target away
 *   evidence ID KIND [url=U] [on=D] [signed=S] [post=P] [signed-on=D] [until=D] [original=ID]
 *     [file=NAME] [size=BYTES] [dpi=N] [encrypted] [masked] [foreign] [japanese]
 *                                                adds or replaces evidence
 *   drop ID                                      takes evidence away
 *   today DATE */
void fixture_step (Fixture *self, const char *step);
/* (nullable): the first finding of a rule on an id; "@E1" on evidence, "@" on all of it */
KaijiFinding *fixture_find (Fixture *self, const char *rule, const char *id);
char *fixture_describe (KaijiChecker *checker);

G_END_DECLS
