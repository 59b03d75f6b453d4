/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_IMPORT_DIALOG (kaiji_import_dialog_get_type ())
/**
 * KaijiImportDialog:
 *
 * Reads an official sheet as the table of a scheme, shows what it changes, and puts it among the
 * office's own packs when that is wanted.
 *
 * Signal `imported (const char *spec)`: it was put there as "ID@REVISION".
 */
G_DECLARE_FINAL_TYPE (KaijiImportDialog, kaiji_import_dialog, KAIJI, IMPORT_DIALOG, GtkWindow)

GtkWidget *kaiji_import_dialog_new (GtkWindow *parent,
                                    KaijiSchemeLibrary *library,
                                    KaijiScheme *scheme,
                                    const char *path);
void kaiji_import_dialog_read_as (KaijiImportDialog *self, const char *revision);
gboolean kaiji_import_dialog_is_ready (KaijiImportDialog *self);

G_END_DECLS
