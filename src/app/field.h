/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"
#include "widgets/editor.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_FIELD (kaiji_field_get_type ())
/**
 * KaijiField:
 *
 * One prompt of the form: its control with its findings, its citations with theirs, and the way of
 * an edit into the journal. A form row places its two widgets.
 */
G_DECLARE_FINAL_TYPE (KaijiField, kaiji_field, KAIJI, FIELD, GObject)

KaijiField *kaiji_field_new (KaijiSession *session, KaijiPrompt *prompt) G_GNUC_WARN_UNUSED_RESULT;
KaijiPrompt *kaiji_field_get_prompt (KaijiField *self);
GtkWidget *kaiji_field_get_answer (KaijiField *self);
GtkWidget *kaiji_field_get_evidence (KaijiField *self);
KaijiEditor *kaiji_field_get_editor (KaijiField *self);
void kaiji_field_set_label (KaijiField *self, GtkWidget *label);
void kaiji_field_refresh_answer (KaijiField *self);
void kaiji_field_refresh_citations (KaijiField *self);
void kaiji_field_update_findings (KaijiField *self);
guint kaiji_field_get_n_findings (KaijiField *self);
gboolean kaiji_field_is_answered (KaijiField *self);
void kaiji_field_commit (KaijiField *self);
void kaiji_field_grab_focus (KaijiField *self);
gboolean kaiji_field_drop_citation (KaijiField *self, KaijiCitation *citation);

G_END_DECLS
