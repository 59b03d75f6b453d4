/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/recent-store.h"
#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_APPLICATION (kaiji_application_get_type ())
/**
 * KaijiApplication:
 *
 * The program: what all windows share (packs, PDF worker, settings, recent cases), and the actions
 * `app.new`, `new-from`, `open`, `sample`, `home`, `schemes`, `scheme-unverified` ("ID@REVISION"), `preferences`,
 * `shortcuts`, `about`, `quit`.
 */
G_DECLARE_FINAL_TYPE (KaijiApplication, kaiji_application, KAIJI, APPLICATION, GtkApplication)

KaijiApplication *kaiji_application_new (void) G_GNUC_WARN_UNUSED_RESULT;
KaijiSchemeLibrary *kaiji_application_get_library (KaijiApplication *self);
KaijiPdfService *kaiji_application_get_pdf (KaijiApplication *self);
GSettings *kaiji_application_get_settings (KaijiApplication *self);
KaijiRecentStore *kaiji_application_get_recent (KaijiApplication *self);
/* The day on which rules are evaluated: --today, or the clock's. */
KaijiDate kaiji_application_get_today (KaijiApplication *self);
void kaiji_application_remember (KaijiApplication *self, KaijiSession *session);
/* Shows the case's window, one a case; asks or explains over @parent when it cannot be opened. */
void kaiji_application_open_case (KaijiApplication *self, const char *path, GtkWindow *parent);
/* Shows a case that was just made. */
void kaiji_application_show_session (KaijiApplication *self, KaijiSession *session);
void kaiji_application_show_start (KaijiApplication *self);

G_END_DECLS
