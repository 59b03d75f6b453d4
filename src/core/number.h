/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KaijiNumber:
 * @value: the number as written, with its multiplier (千, 万, 億, 千円 …) applied
 * @start: byte offset of the first digit in the text as typed
 * @end: byte offset behind the number and its unit
 * @unit: the word that follows the number, "" for none
 *
 * What a free text says of a number. The text itself is never changed.
 */
typedef struct
{
  double value;
  gsize start;
  gsize end;
  char unit[48];
} KaijiNumber;

gboolean kaiji_number_read (const char *text, KaijiNumber *number);
gboolean kaiji_corporate_number_is_well_formed (const char *text);
gboolean kaiji_corporate_number_check (const char *text);

G_END_DECLS
