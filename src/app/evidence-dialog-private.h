/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the evidence-dialog*.c files; nobody else includes it. */
#pragma once

#include "app/evidence-dialog.h"

G_BEGIN_DECLS

/* One field: a box with its name, its control and what is wrong with it. */
typedef struct
{
  GtkWidget *box; /* the control's, without the box: of the kind */
  GtkWidget *control;
  GtkLabel *error;
} KaijiDescribedField;

struct _KaijiEvidenceDialog
{
  GtkWindow parent_instance;

  KaijiSession *session;
  char *evidence_id;
  GPtrArray *originals;                            /* ids as the drop-down lists them, "" first */
  GtkWidget *kinds[KAIJI_EVIDENCE_CONTRACTOR + 1]; /* GtkCheckButton */
  KaijiDescribedField fields[KAIJI_N_EVIDENCE_FIELDS];

  GtkWidget *cancel_button;
  GtkWidget *save_button;
  GtkLabel *error_label;
  GtkBox *findings_box;
  GtkBox *name_box;
  GtkWidget *kind_group;
  GtkWidget *kind_label;
  GtkBox *kind_box;
  GtkLabel *kind_error;
  GtkBox *fields_box;
  GtkGrid *facts_grid;
  GtkWidget *uncited_label;
  GtkBox *cited_box;
};

/* evidence-dialog-fields.c */
void kaiji_evidence_dialog_make_fields (KaijiEvidenceDialog *self, KaijiEvidence *evidence);
void kaiji_evidence_dialog_show_fields (KaijiEvidenceDialog *self);
char *kaiji_evidence_dialog_dup_text (KaijiEvidenceDialog *self, KaijiEvidenceField field);
void kaiji_evidence_dialog_say_error (KaijiEvidenceDialog *self,
                                      KaijiEvidenceField field,
                                      const char *text);

/* evidence-dialog-facts.c */
void kaiji_evidence_dialog_show_facts (KaijiEvidenceDialog *self, KaijiEvidence *evidence);

G_END_DECLS
