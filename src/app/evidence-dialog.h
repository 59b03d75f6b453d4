/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/describe.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_EVIDENCE_DIALOG (kaiji_evidence_dialog_get_type ())
/**
 * KaijiEvidenceDialog:
 *
 * What a person says of one evidence: its name, its kind with what the documents demand of it, and
 * the fields that the kind asks for; beside these the facts of the file, what the rules say of it,
 * and where it is cited. Saving is one undo step.
 */
G_DECLARE_FINAL_TYPE (KaijiEvidenceDialog, kaiji_evidence_dialog, KAIJI, EVIDENCE_DIALOG, GtkWindow)

GtkWidget *
kaiji_evidence_dialog_new (GtkWindow *parent, KaijiSession *session, const char *evidence_id);
void
kaiji_evidence_dialog_present (GtkWindow *parent, KaijiSession *session, const char *evidence_id);

/* As a person does it: what stands in a field, and saving. */
void
kaiji_evidence_dialog_fill (KaijiEvidenceDialog *self, KaijiEvidenceField field, const char *text);
gboolean kaiji_evidence_dialog_is_shown (KaijiEvidenceDialog *self, KaijiEvidenceField field);
const char *kaiji_evidence_dialog_get_error (KaijiEvidenceDialog *self, KaijiEvidenceField field);
gboolean kaiji_evidence_dialog_save (KaijiEvidenceDialog *self);

G_END_DECLS
