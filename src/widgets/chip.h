/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/citation.h"
#include "core/evidence.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CHIP (kaiji_chip_get_type ())
/**
 * KaijiChip:
 *
 * One citation (記載箇所) as a pill: name of the evidence, page, section, state.
 *
 * Signals: `activated ()`: the page is to be shown; `confirm-requested ()`: the place is right;
 * `edit-requested ()`: it is to be changed; `remove-requested ()`; `move-requested (int direction)`:
 * it is to change places with its neighbour. The last four are never emitted while read-only.
 */
G_DECLARE_FINAL_TYPE (KaijiChip, kaiji_chip, KAIJI, CHIP, GtkWidget)

GtkWidget *kaiji_chip_new (KaijiCitation *citation, KaijiEvidence *evidence, gboolean read_only);
void kaiji_chip_set_position (KaijiChip *self, guint position, guint n);
KaijiCitation *kaiji_chip_get_citation (KaijiChip *self);
char *kaiji_chip_dup_text (KaijiChip *self) G_GNUC_WARN_UNUSED_RESULT;
char *kaiji_chip_dup_short_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *kaiji_chip_add_button_new (void);

G_END_DECLS
