/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_WORDING_EDITOR (kaiji_wording_editor_get_type ())
/**
 * KaijiWordingEditor:
 *
 * Where a person writes the wording of 添付書類等 for a prompt, or goes back to the automatic one.
 */
G_DECLARE_FINAL_TYPE (KaijiWordingEditor, kaiji_wording_editor, KAIJI, WORDING_EDITOR, GtkPopover)

GtkWidget *kaiji_wording_editor_new (KaijiSession *session, KaijiPrompt *prompt);

G_END_DECLS
