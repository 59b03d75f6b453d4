/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/application.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_NEW_CASE_DIALOG (kaiji_new_case_dialog_get_type ())
/**
 * KaijiNewCaseDialog: chooses a scheme, then where the case's file is to be.
 */
G_DECLARE_FINAL_TYPE (KaijiNewCaseDialog, kaiji_new_case_dialog, KAIJI, NEW_CASE_DIALOG, GtkWindow)

GtkWidget *kaiji_new_case_dialog_new (KaijiApplication *application, GtkWindow *parent);
/* Makes the case at @path under the chosen scheme and shows it. */
gboolean kaiji_new_case_dialog_choose (KaijiNewCaseDialog *self, const char *spec);
gboolean kaiji_new_case_dialog_create (KaijiNewCaseDialog *self, const char *path);
/* Answers of the case at @path are offered to the new one. */
void kaiji_new_case_dialog_set_source (KaijiNewCaseDialog *self, const char *path);

G_END_DECLS
