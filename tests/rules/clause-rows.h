/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define CLAUSE_MAX_STEPS 8

typedef struct
{
  const char *name;
  const char *rule;
  const char *id;
  const char *severity; /* NULL: silent */
  const char *steps[CLAUSE_MAX_STEPS];
  const char *says; /* (nullable) a part of the message */
} ClauseRow;

extern const ClauseRow clause_rows[];
extern const guint n_clause_rows;
