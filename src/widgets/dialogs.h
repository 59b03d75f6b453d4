/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @response: index of the button that was pressed, -1 when the dialog was closed otherwise. */
typedef void (*KaijiDialogFunc) (int response, gpointer user_data);
/* @file: (nullable): what was chosen, NULL when nothing was. */
typedef void (*KaijiFileFunc) (GFile *file, gpointer user_data);

/**
 * KaijiFileFilter: one kind of file that a chooser offers.
 */
typedef struct
{
  const char *name;
  const char *suffix; /* without dot */
} KaijiFileFilter;

void kaiji_dialog_message (GtkWindow *parent,
                           const char *title,
                           const char *detail,
                           const char *const *buttons,
                           KaijiDialogFunc callback,
                           gpointer user_data);
void kaiji_dialog_open_file (GtkWindow *parent,
                             const char *title,
                             const KaijiFileFilter *filters,
                             guint n_filters,
                             KaijiFileFunc callback,
                             gpointer user_data);
void kaiji_dialog_save_file (GtkWindow *parent,
                             const char *title,
                             const char *name,
                             const KaijiFileFilter *filters,
                             guint n_filters,
                             KaijiFileFunc callback,
                             gpointer user_data);

G_END_DECLS
