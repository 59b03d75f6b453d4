/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_CASE_WINDOW (kaiji_case_window_get_type ())
/**
 * KaijiCaseWindow:
 *
 * One open case: sections, form, checklist, evidence. Actions (prefix `win`): `pane` ("form",
 * "checklist", "evidence"), `undo`, `redo`, `find`, `find-evidence`, `cite`, `next-finding`,
 * `previous-finding`, `show-section` (id of a section), `reveal` (id of a field or prompt),
 * `hand-in`, `papers`, `print`, `source`, `save-again`, `close`, `new-from`, `take-over` and
 * `compare-company` (path of the other case, "" = asked for).
 */
G_DECLARE_FINAL_TYPE (KaijiCaseWindow, kaiji_case_window, KAIJI, CASE_WINDOW, GtkApplicationWindow)

GtkWidget *kaiji_case_window_new (GtkApplication *application, KaijiSession *session);
GtkWidget *kaiji_case_window_new_empty (GtkApplication *application);
void kaiji_case_window_take_session (KaijiCaseWindow *self, KaijiSession *session);
KaijiSession *kaiji_case_window_get_session (KaijiCaseWindow *self);

G_END_DECLS
