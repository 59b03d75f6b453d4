/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_PAPER_WINDOW (kaiji_paper_window_get_type ())
/**
 * KaijiPaperWindow:
 *
 * Certificate and mark that a case would lead to, as specimens: on the screen, printed, or written
 * to PDF, PNG or SVG. Actions: `paper.print`, `paper.export`, `paper.page` ("certificate", "mark").
 */
G_DECLARE_FINAL_TYPE (KaijiPaperWindow, kaiji_paper_window, KAIJI, PAPER_WINDOW, GtkWindow)

GtkWidget *kaiji_paper_window_new (GtkWindow *parent, KaijiSession *session);
/* Prints or, with an export file name set, writes; used by the action. (transfer full) */
GtkPrintOperation *
kaiji_paper_window_create_print_operation (KaijiPaperWindow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
