/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/source.h"

G_BEGIN_DECLS

typedef struct _KaijiPdfEngine KaijiPdfEngine;
typedef struct _KaijiPdfJob KaijiPdfJob;

/* Called once, on a lane's thread, when the job has its result or its error. */
typedef void (*KaijiPdfJobDone) (KaijiPdfJob *job, gpointer user_data);

typedef enum
{
  KAIJI_PDF_JOB_OPEN,
  KAIJI_PDF_JOB_LOAD, /* all facts and the outline, portion by portion */
  KAIJI_PDF_JOB_RENDER,
  KAIJI_PDF_JOB_TEXT,
  KAIJI_PDF_JOB_LINKS,
} KaijiPdfJobKind;

struct _KaijiPdfJob
{
  KaijiPdfJobKind kind;
  KaijiPdfPriority priority;
  KaijiPdfSource *source;
  guint page;
  double scale;
  int rotation;
  gint64 not_before; /* LOAD: gives the first page time to be drawn */
  GCancellable *cancellable;
  KaijiPdfJobDone done;
  gpointer user_data;

  GError *error;
  KaijiPdfImage *image;
  KaijiPdfText *text;
  GPtrArray *links;

  /* The engine's own. */
  gatomicrefcount refs;
  gulong cancelled_id;
  gboolean submitted; /* locked */
  gboolean cancelled; /* locked */
  gboolean finished;
  guint attempts;
  KaijiPdfEngine *engine;
};

KaijiPdfEngine *kaiji_pdf_engine_new (const char *worker, gboolean insist);
/* Ends the worker; what still waits fails as cancelled. */
void kaiji_pdf_engine_stop (KaijiPdfEngine *self);

/* A request on a document; @page from 1. Returns: (transfer full). */
KaijiPdfJob *kaiji_pdf_job_new (KaijiPdfJobKind kind,
                                KaijiPdfSource *source,
                                KaijiPdfPriority priority,
                                GCancellable *cancellable);
/* Jobs are shared by who asks and who works; both count. Thread: any. */
KaijiPdfJob *kaiji_pdf_job_ref (KaijiPdfJob *job);
void kaiji_pdf_job_unref (KaijiPdfJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiPdfJob, kaiji_pdf_job_unref)
/* The error that a reply's status means for the one who asked. */
void kaiji_pdf_job_set_status (KaijiPdfJob *job, guint32 status);
/* The same for a document that could not be opened. */
void kaiji_pdf_job_set_open_status (KaijiPdfJob *job, guint32 status);
/* The worker was lost at it. */
void kaiji_pdf_job_set_lost (KaijiPdfJob *job, KaijiPdfOutcome outcome);
/* Tells the one who asked, once. Thread: a lane's. */
void kaiji_pdf_job_finish (KaijiPdfJob *job);
void kaiji_pdf_job_finish_cancelled (KaijiPdfJob *job);

/* @done: (nullable) */
void kaiji_pdf_engine_submit (KaijiPdfEngine *self,
                              KaijiPdfJob *job,
                              KaijiPdfJobDone done,
                              gpointer user_data);
/* Submits and waits: job->error tells how it ended. */
void kaiji_pdf_engine_run (KaijiPdfEngine *self, KaijiPdfJob *job);

/* Closes a document wherever it is open. */
void kaiji_pdf_engine_forget (KaijiPdfEngine *self, guint64 source_id);

/* What the service hands on; see kaiji_pdf_service_get_pids() and its neighbours. Thread: any. */
guint kaiji_pdf_engine_get_pids (KaijiPdfEngine *self, GPid *pids);
guint kaiji_pdf_engine_get_restarts (KaijiPdfEngine *self);
KaijiPdfSandbox kaiji_pdf_engine_get_sandbox (KaijiPdfEngine *self);
void kaiji_pdf_engine_set_insist (KaijiPdfEngine *self, gboolean insist);
gboolean kaiji_pdf_engine_get_insist (KaijiPdfEngine *self);
void kaiji_pdf_engine_set_timeout (KaijiPdfEngine *self, guint milliseconds);
void kaiji_pdf_engine_set_workers (KaijiPdfEngine *self, guint most);

G_END_DECLS
