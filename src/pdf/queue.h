/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/engine.h"

G_BEGIN_DECLS

/* Jobs that wait, by priority and then by their order. Not locked: its owner does that. */
typedef struct
{
  GQueue queues[KAIJI_PDF_PRIORITY_BACKGROUND + 1];
} KaijiPdfQueue;

/* Takes a reference of its own. */
void kaiji_pdf_queue_push (KaijiPdfQueue *self, KaijiPdfJob *job, gboolean in_front);
gboolean kaiji_pdf_queue_remove (KaijiPdfQueue *self, KaijiPdfJob *job);
/* (transfer full) (nullable). @loads: whether those that gather facts are wanted. @quiet_at: before
 * that thumbnails and what lies behind them must wait. @wake_at: (out): when the next one that must
 * still wait may go. */
KaijiPdfJob *
kaiji_pdf_queue_pop (KaijiPdfQueue *self, gboolean loads, gint64 quiet_at, gint64 *wake_at);
/* Whether there is something that any lane may do. */
gboolean kaiji_pdf_queue_has_work (KaijiPdfQueue *self);
/* Any, whether it may go or not. */
KaijiPdfJob *kaiji_pdf_queue_pop_any (KaijiPdfQueue *self);

G_END_DECLS
