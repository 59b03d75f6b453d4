/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of its own, a case in it, and one worker for all. */
#pragma once

#include "jobs/session.h"

typedef struct
{
  char *folder;
  char *path; /* of the case */
  KaijiSchemeLibrary *library;
  KaijiSession *session; /* (nullable) */
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/* Closes the case and opens it again. */
void fixture_reopen (Fixture *fixture, gboolean read_only);
/* Path of a PDF of the sample. Borrowed until the next call. */
const char *fixture_sample (const char *name);
KaijiEvidence *fixture_add (Fixture *fixture, const char *name);
/* An answer of the case, "" when unset. */
const char *fixture_answer (Fixture *fixture, const char *id);
guint fixture_count_log (Fixture *fixture);
/* Runs the main context until *@flag. */
void fixture_wait (gboolean *flag);

#define fixture_add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
