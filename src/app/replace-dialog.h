/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_REPLACE_DIALOG (kaiji_replace_dialog_get_type ())
/**
 * KaijiReplaceDialog:
 *
 * Replacing evidence by a newer version: how far it is, a password where one is needed, why it
 * failed. When it is done it closes; where citations wait for a person, it asks for them.
 */
G_DECLARE_FINAL_TYPE (KaijiReplaceDialog, kaiji_replace_dialog, KAIJI, REPLACE_DIALOG, GtkWindow)

/* Begins at once. */
void kaiji_replace_dialog_run (GtkWindow *parent,
                               KaijiSession *session,
                               const char *evidence_id,
                               const char *path);
/* Asks for the file first. */
void
kaiji_replace_dialog_choose (GtkWindow *parent, KaijiSession *session, const char *evidence_id);

G_END_DECLS
