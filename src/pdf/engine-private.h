/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine, its lanes and what they ask know of each other; nobody else's. */
#pragma once

#include "pdf/connection.h"
#include "pdf/engine.h"
#include "pdf/queue.h"

G_BEGIN_DECLS

/* How often a page may end the worker before it is not tried any more. */
#define KAIJI_PDF_MOST_DEATHS 2
/* How often a request is tried when somebody else ends the worker. */
#define KAIJI_PDF_MOST_ATTEMPTS 8

typedef struct _KaijiPdfLane KaijiPdfLane;

/* One worker with the thread that talks to it. */
struct _KaijiPdfLane
{
  KaijiPdfEngine *engine;
  guint index;
  int wake_fd;

  GThread *thread;      /* locked; NULL until there is work for it */
  KaijiPdfJob *current; /* locked; what the worker is at; (nullable) */
  gboolean idle;        /* locked; sleeps until it is woken */
  GArray *forgotten;    /* locked; ids of sources that nobody needs any more */

  KaijiPdfConnection connection; /* the thread's own, but for what is atomic in it */
};

struct _KaijiPdfEngine
{
  gatomicrefcount refs;

  GMutex lock;
  KaijiPdfQueue queue; /* locked */
  GQueue cancelled;    /* locked */
  gint64 looked_at;    /* locked; when a page was last asked for that somebody looks at */
  guint most_lanes;    /* locked */
  gboolean quit;       /* locked */
  KaijiPdfLane lanes[KAIJI_PDF_N_WORKERS];
};

void kaiji_pdf_engine_unref (KaijiPdfEngine *self);
/* The next job for @lane, which is its current one then. (transfer full) (nullable)
 * @wake_at: (out): when to ask again. */
KaijiPdfJob *kaiji_pdf_engine_take (KaijiPdfEngine *self, KaijiPdfLane *lane, gint64 *wake_at);
/* The lane's current job goes back into the queue, unless it was cancelled meanwhile. */
void kaiji_pdf_engine_put_back (KaijiPdfEngine *self, KaijiPdfLane *lane, gboolean in_front);
/* The lane is done with its current job. */
void kaiji_pdf_engine_drop (KaijiPdfEngine *self, KaijiPdfLane *lane);
/* Finishes what was cancelled since the last time, @lane's current job too. */
KaijiPdfLook kaiji_pdf_engine_look_up (KaijiPdfEngine *self, KaijiPdfLane *lane);

/* Once, before it is started. */
void kaiji_pdf_lane_init (KaijiPdfLane *self, KaijiPdfEngine *engine, guint index);
void kaiji_pdf_lane_clear (KaijiPdfLane *self);
/* Starts its thread. Locked. */
void kaiji_pdf_lane_start (KaijiPdfLane *self);
void kaiji_pdf_lane_wake (KaijiPdfLane *self);
/* The worker died, hung or lied while it was at @culprit (0: opening): away with it. */
void kaiji_pdf_lane_handle_loss (KaijiPdfLane *self,
                                 KaijiPdfJob *job,
                                 KaijiPdfOutcome outcome,
                                 guint culprit);

/* Asks the worker what the job wants, and deals with the answer. */
void kaiji_pdf_lane_ask (KaijiPdfLane *self, KaijiPdfJob *job);
/* Closes a document in the worker. */
void kaiji_pdf_lane_close (KaijiPdfLane *self, guint64 source_id);

G_END_DECLS
