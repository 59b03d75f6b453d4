/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/transfer.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_TRANSFER_LINE (kaiji_transfer_line_get_type ())
/**
 * KaijiTransferLine:
 *
 * One row of a plan in a list. Property `take` (boolean): the decision. Signal `take-over ()`: this
 * one answer is wanted at once.
 */
G_DECLARE_FINAL_TYPE (KaijiTransferLine, kaiji_transfer_line, KAIJI, TRANSFER_LINE, GObject)

/* @transfer: kept; @index: of its rows. */
KaijiTransferLine *kaiji_transfer_line_new (KaijiTransfer *transfer,
                                            guint index) G_GNUC_WARN_UNUSED_RESULT;
KaijiTransferRow *kaiji_transfer_line_get_row (KaijiTransferLine *self);
void kaiji_transfer_line_set_take (KaijiTransferLine *self, gboolean take);
/* It was brought over: shown as done. */
void kaiji_transfer_line_set_done (KaijiTransferLine *self);
gboolean kaiji_transfer_line_is_done (KaijiTransferLine *self);
/* What became of the prompt, in words. */
const char *kaiji_transfer_line_describe (KaijiTransferLine *self);
/* The words of the prompt where it goes to, or of the one that is dropped. */
const char *kaiji_transfer_line_get_text (KaijiTransferLine *self);

#define KAIJI_TYPE_TRANSFER_LINE_VIEW (kaiji_transfer_line_view_get_type ())
/**
 * KaijiTransferLineView:
 *
 * Shows a #KaijiTransferLine: the decision, what is asked (with what changed in the words), the
 * answer (with what it replaces), and its citations.
 */
G_DECLARE_FINAL_TYPE (KaijiTransferLineView,
                      kaiji_transfer_line_view,
                      KAIJI,
                      TRANSFER_LINE_VIEW,
                      GtkWidget)

/* @at_once: a button that takes the answer over at once, instead of a check. */
GtkWidget *kaiji_transfer_line_view_new (gboolean at_once);
/* @line: (nullable). */
void kaiji_transfer_line_view_set_line (KaijiTransferLineView *self, KaijiTransferLine *line);

G_END_DECLS
