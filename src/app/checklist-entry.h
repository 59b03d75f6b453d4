/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/evidence.h"
#include "core/finding.h"
#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CHECKLIST_ENTRY (kaiji_checklist_entry_get_type ())
/**
 * KaijiChecklistEntry: one line of the checklist: a finding, or the heading of a section or of what
 * is said of the evidence.
 *
 * Signal `changed ()`: its counts or its folding changed.
 */
G_DECLARE_FINAL_TYPE (KaijiChecklistEntry, kaiji_checklist_entry, KAIJI, CHECKLIST_ENTRY, GObject)

/* @section: (nullable): NULL = the evidence */
KaijiChecklistEntry *
kaiji_checklist_entry_new_group (KaijiSection *section) G_GNUC_WARN_UNUSED_RESULT;
KaijiChecklistEntry *kaiji_checklist_entry_new_finding (KaijiFinding *finding, KaijiPrompt *prompt)
    G_GNUC_WARN_UNUSED_RESULT;
/* @evidence: (nullable): NULL = all of it */
KaijiChecklistEntry *
kaiji_checklist_entry_new_on_evidence (KaijiFinding *finding,
                                       KaijiEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;
KaijiSection *kaiji_checklist_entry_get_section (KaijiChecklistEntry *self);
KaijiFinding *kaiji_checklist_entry_get_finding (KaijiChecklistEntry *self);
gboolean kaiji_checklist_entry_get_folded (KaijiChecklistEntry *self);
void kaiji_checklist_entry_set_folded (KaijiChecklistEntry *self, gboolean folded);
void kaiji_checklist_entry_set_counts (KaijiChecklistEntry *self, const guint counts[3]);
GtkWidget *kaiji_checklist_entry_create_row (KaijiChecklistEntry *self);

G_END_DECLS
