/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/field.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_FORM_ROW (kaiji_form_row_get_type ())
/**
 * KaijiFormRow:
 *
 * One item of the form: of 申請書B with number, name, badges, answers and citations; of 申請書A a
 * label and its field.
 */
G_DECLARE_FINAL_TYPE (KaijiFormRow, kaiji_form_row, KAIJI, FORM_ROW, GtkWidget)

/**
 * KaijiFormFilter: which items are shown.
 */
typedef enum
{
  KAIJI_FORM_FILTER_ALL,
  KAIJI_FORM_FILTER_REQUIRED,
  KAIJI_FORM_FILTER_FINDINGS,
  KAIJI_FORM_FILTER_UNANSWERED,
} KaijiFormFilter;

GtkWidget *kaiji_form_row_new (KaijiSession *session, KaijiItem *item);
KaijiItem *kaiji_form_row_get_item (KaijiFormRow *self);
KaijiField *kaiji_form_row_find_field (KaijiFormRow *self, KaijiPrompt *prompt);
void kaiji_form_row_refresh (KaijiFormRow *self);
void kaiji_form_row_refresh_answer (KaijiFormRow *self, const char *id);
void kaiji_form_row_refresh_citations (KaijiFormRow *self);
void kaiji_form_row_update_findings (KaijiFormRow *self);
void kaiji_form_row_commit (KaijiFormRow *self);
void kaiji_form_row_set_current (KaijiFormRow *self, gboolean current);
gboolean kaiji_form_row_matches (KaijiFormRow *self, KaijiFormFilter filter, const char *folded);
void kaiji_form_row_set_wanted (KaijiFormRow *self, gboolean wanted);
void kaiji_form_row_open_help (KaijiFormRow *self);

G_END_DECLS
