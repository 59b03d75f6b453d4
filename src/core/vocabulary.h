/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KaijiEra: (元号)
 * @name: as written
 * @letter: its initial in forms (R, H, S, T, M)
 * @first_year: the Gregorian year that is its year 1
 * @year: year of the first day that is read as this era
 * @month: month of its first day
 * @day: its first day
 */
typedef struct
{
  const char *name;
  char letter;
  gint16 first_year;
  gint16 year;
  guint8 month;
  guint8 day;
} KaijiEra;

/**
 * KaijiMultiplier:
 * @word: what stands behind the digits
 * @factor: what it multiplies by
 */
typedef struct
{
  const char *word;
  double factor;
} KaijiMultiplier;

extern const KaijiEra kaiji_eras[]; /* newest first; ends with name NULL */
extern const KaijiMultiplier kaiji_multipliers[];
extern const char *const kaiji_contents_words[]; /* ends with NULL */
extern const char kaiji_word_year[];
extern const char kaiji_word_month[];
extern const char kaiji_word_day[];
extern const char kaiji_word_first_year[];
extern const char *const kaiji_weekdays[7]; /* Monday first */

G_END_DECLS
