/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/excerpt.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_EXCERPT_DIALOG (kaiji_excerpt_dialog_get_type ())
/**
 * KaijiExcerptDialog:
 *
 * Chooses the pages of an excerpt, shows which they are, writes it, and then which page is which
 * sheet of the original.
 */
G_DECLARE_FINAL_TYPE (KaijiExcerptDialog, kaiji_excerpt_dialog, KAIJI, EXCERPT_DIALOG, GtkWindow)

/* Begins to read @excerpt at once. */
GtkWidget *kaiji_excerpt_dialog_new (GtkWindow *parent, KaijiExcerpt *excerpt);
/* Whether the pages can be chosen. */
gboolean kaiji_excerpt_dialog_is_ready (KaijiExcerptDialog *self);
/* Writes what is chosen to @file, as after choosing it in the file chooser. */
void kaiji_excerpt_dialog_write (KaijiExcerptDialog *self, GFile *file);

G_END_DECLS
