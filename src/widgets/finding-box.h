/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/finding.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_FINDING_BOX (kaiji_finding_box_get_type ())
/**
 * KaijiFindingBox:
 *
 * One finding under the row that it concerns: sign, severity, message, advice, source, and the one
 * action that solves it.
 *
 * Signals: `remedy ()`: the action was pressed; `gone ()`: it was solved and may be taken away.
 */
G_DECLARE_FINAL_TYPE (KaijiFindingBox, kaiji_finding_box, KAIJI, FINDING_BOX, GtkWidget)

GtkWidget *kaiji_finding_box_new (KaijiFinding *finding, gboolean with_action);
KaijiFinding *kaiji_finding_box_get_finding (KaijiFindingBox *self);
void kaiji_finding_box_solve (KaijiFindingBox *self);
gboolean kaiji_finding_box_is_solved (KaijiFindingBox *self);

G_END_DECLS
