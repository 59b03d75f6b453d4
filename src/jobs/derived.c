/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is computed, shown, and never typed: the fee that applies.
 *
 * Source: 概要 4(7), 別表1
 */
#include "jobs/session.h"

#include <glib/gi18n-lib.h>

/* Groups of three, as amounts are written on forms. */
static char *
dup_yen (gint64 yen)
{
  GString *digits = g_string_new (NULL);

  g_string_printf (digits, "%" G_GINT64_FORMAT, yen);
  for (gssize at = (gssize) digits->len - 3; at > 0; at -= 3)
    g_string_insert_c (digits, at, ',');
  return g_string_free (digits, FALSE);
}

/**
 * kaiji_session_dup_derived:
 * @self: a session
 * @prompt: a prompt of kind %KAIJI_KIND_DERIVED
 *
 * The value of a computed field: the fee, with its net amount and tax, and the clause.
 *
 * Source: 概要 別表1. Thread: main only.
 * Returns: (transfer full): the text, "" while it cannot be told or the pack states no fee
 */
char *
kaiji_session_dup_derived (KaijiSession *self, KaijiPrompt *prompt)
{
  const KaijiFee *fee = kaiji_checker_get_fee (kaiji_session_get_checker (self));
  g_autofree char *net = NULL, *tax = NULL, *sum = NULL;

  g_return_val_if_fail (prompt->kind == KAIJI_KIND_DERIVED, NULL);
  if (!fee)
    return g_strdup ("");
  net = dup_yen (fee->net_yen);
  tax = dup_yen (fee->tax_yen);
  sum = dup_yen (fee->net_yen + fee->tax_yen);
  /* Translators: name of the fee, sum, net amount, tax, clause. */
  return g_strdup_printf (_ ("%s: %s yen (net %s + tax %s)  %s"), fee->name, sum, net, tax,
                          fee->source);
}
