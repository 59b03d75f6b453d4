/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CHECKLIST_PANE (kaiji_checklist_pane_get_type ())
/**
 * KaijiChecklistPane: (チェックリスト)
 *
 * The findings of a case by section, filtered by severity and text. Enter, a click or the row's
 * button asks the session to reveal the field.
 *
 * Actions (install on any ancestor by the widget's muxer): `checklist.next`, `checklist.previous`,
 * `checklist.show-block`, `checklist.show-warn`, `checklist.show-human` (stateful), `checklist.find`.
 */
G_DECLARE_FINAL_TYPE (KaijiChecklistPane, kaiji_checklist_pane, KAIJI, CHECKLIST_PANE, GtkWidget)

GtkWidget *kaiji_checklist_pane_new (KaijiSession *session);
/* Goes to the next (@step 1) or the previous (@step -1) finding and reveals its field. */
void kaiji_checklist_pane_step (KaijiChecklistPane *self, int step);
/* Shows all severities and puts the keyboard into the list. */
void kaiji_checklist_pane_focus_list (KaijiChecklistPane *self);
/* What is listed now: (transfer none) (element-type KaijiChecklistEntry) */
GListModel *kaiji_checklist_pane_get_entries (KaijiChecklistPane *self);

G_END_DECLS
