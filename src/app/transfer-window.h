/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/transfer.h"

G_BEGIN_DECLS

/**
 * KaijiTransferMode:
 * @KAIJI_TRANSFER_TAKE_OVER: all rows with a check each, brought over together
 * @KAIJI_TRANSFER_COMPARE: what is the company's and differs, each row brought over at once
 */
typedef enum
{
  KAIJI_TRANSFER_TAKE_OVER,
  KAIJI_TRANSFER_COMPARE,
} KaijiTransferMode;

#define KAIJI_TYPE_TRANSFER_WINDOW (kaiji_transfer_window_get_type ())
/**
 * KaijiTransferWindow:
 *
 * Taking answers over from another case: the plan as a list with a state filter, old and new words,
 * and what would be replaced. Actions (prefix `transfer`): `apply`, `take-shown`, `leave-shown`,
 * `cancel`.
 */
G_DECLARE_FINAL_TYPE (KaijiTransferWindow, kaiji_transfer_window, KAIJI, TRANSFER_WINDOW, GtkWindow)

/* A window that GTK keeps, not shown yet. @from: kept, and closed with the window. */
GtkWidget *kaiji_transfer_window_new (GtkWindow *parent,
                                      KaijiSession *from,
                                      KaijiSession *to,
                                      KaijiTransferMode mode);
/* Asks for the other case and shows the window over it; tells why when it cannot be opened. */
void kaiji_transfer_window_choose (GtkWindow *parent,
                                   KaijiSession *to,
                                   KaijiSchemeLibrary *library,
                                   KaijiDate today,
                                   KaijiTransferMode mode);
/* The same with a case that is known. */
void kaiji_transfer_window_open (GtkWindow *parent,
                                 KaijiSession *to,
                                 const char *path,
                                 KaijiSchemeLibrary *library,
                                 KaijiDate today,
                                 KaijiTransferMode mode);

/* For tests. */
KaijiTransfer *kaiji_transfer_window_get_transfer (KaijiTransferWindow *self);
GListModel *kaiji_transfer_window_get_lines (KaijiTransferWindow *self);

G_END_DECLS
