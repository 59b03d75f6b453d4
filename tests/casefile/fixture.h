/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of its own for a test, and short words for what tests do to a case. */
#pragma once

#include "casefile/casefile.h"

typedef struct
{
  char *folder;
  char *path; /* of a case in it; not made yet */
} Fixture;

#define SHA_OF_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);
char *fixture_build_path (Fixture *self, const char *name);

KaijiCasefile *create_case (const char *path);
KaijiCasefile *open_case (const char *path);
void close_case (KaijiCasefile *self);

void
set_answer_full (KaijiCasefile *self, const char *id, const char *text, KaijiJournalFlags flags);
void set_answer (KaijiCasefile *self, const char *id, const char *text);
const char *get_answer (KaijiCasefile *self, const char *id);
void undo (KaijiCasefile *self);
void redo (KaijiCasefile *self);
void flush (KaijiCasefile *self);

/* Everything that a case says, as text, to compare. */
char *dump_case (KaijiCaseSource *source);
/* The case that comes out when the log alone is applied from its beginning. */
char *dump_replayed (KaijiCasefile *self);
void assert_log_gives_state (KaijiCasefile *self);

int open_bytes (gconstpointer data, gsize size);
