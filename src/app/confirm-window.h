/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CONFIRM_WINDOW (kaiji_confirm_window_get_type ())
/**
 * KaijiConfirmWindow:
 *
 * Deciding over citations whose evidence was replaced, one by one: where each stood, where it
 * stands now, and what changed in its words. Each decision is stored at once, so that the window can
 * be closed and taken up again.
 *
 * Actions (prefix `confirm`): `take` (the place shown is right; on to the next), `choose` (another
 * place is looked for, or no longer), `remove`, `next`, `previous`, `same` (all whose words stand
 * unchanged on the same page), `undo`, `redo`.
 * Keys: Alt+Enter take, Alt+Down and Alt+Up next and previous undecided, Escape no longer chooses,
 * then closes.
 */
G_DECLARE_FINAL_TYPE (KaijiConfirmWindow, kaiji_confirm_window, KAIJI, CONFIRM_WINDOW, GtkWindow)

/* Shows the window of @parent's case, made when it is first needed. @target: (nullable): the prompt
 * or item whose citation is wanted first. Returns: (transfer none) */
KaijiConfirmWindow *
kaiji_confirm_window_present (GtkWindow *parent, KaijiSession *session, const char *target);

G_END_DECLS
