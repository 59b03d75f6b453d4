/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_SETTING_DIALOG (kaiji_setting_dialog_get_type ())
/**
 * KaijiSettingDialog:
 *
 * Asks for the value of a setting that the documents leave open, and for what it rests on.
 *
 * Signal `changed`: it was laid down or taken back.
 */
G_DECLARE_FINAL_TYPE (KaijiSettingDialog, kaiji_setting_dialog, KAIJI, SETTING_DIALOG, GtkWindow)

GtkWidget *kaiji_setting_dialog_new (GtkWindow *parent,
                                     KaijiSchemeLibrary *library,
                                     KaijiScheme *scheme,
                                     const char *key);
void kaiji_setting_dialog_fill (KaijiSettingDialog *self, const char *value, const char *source);
gboolean kaiji_setting_dialog_set (KaijiSettingDialog *self);

G_END_DECLS
