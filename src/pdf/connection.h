/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/client.h"
#include "pdf/process.h"
#include "pdf/source.h"

G_BEGIN_DECLS

typedef enum
{
  KAIJI_PDF_LOOK_GO_ON,
  KAIJI_PDF_LOOK_HURRY, /* what is waited for is not wanted any more */
  KAIJI_PDF_LOOK_QUIT,
} KaijiPdfLook;

typedef struct
{
  guint64 id; /* of the source that is open there, 0 for none */
  guint64 used_at;
} KaijiPdfSlot;

/* The connection to the worker: starts it, asks, waits, and knows what is open in it. Thread: one,
 * but for what is atomic. */
typedef struct
{
  char *program;
  int wake_fd; /* eventfd: calls @look_up while a reply is waited for */
  KaijiPdfLook (*look_up) (gpointer data);
  gpointer look_up_data;

  /* atomic */
  int pid;
  int restarts;
  int sandbox;
  int insist;
  int timeout;

  KaijiPdfProcess process;
  gint64 started_at;
  gboolean started_once;
  gboolean started_insisting;
  KaijiPdfSlot slots[KAIJI_PDF_N_SLOTS];
  guint64 clock;
  guint32 serial;
} KaijiPdfConnection;

KaijiPdfOutcome kaiji_pdf_connection_start (KaijiPdfConnection *self, GError **error);
/* Ends the worker. Returns @outcome, or what the worker's end tells more exactly. */
KaijiPdfOutcome kaiji_pdf_connection_stop (KaijiPdfConnection *self, KaijiPdfOutcome outcome);
/* Whether there is a worker that may open documents; starts it where needed. */
gboolean kaiji_pdf_connection_ensure (KaijiPdfConnection *self, GError **error);
/* Where source @id is open, else the place that was not used for the longest time. */
KaijiPdfSlot *kaiji_pdf_connection_find_slot (KaijiPdfConnection *self, guint64 id);
void kaiji_pdf_connection_begin (KaijiPdfConnection *self,
                                 KaijiPdfRequest *request,
                                 KaijiPdfKind kind,
                                 guint32 slot);
/* Sends and waits. @fd: goes along, -1 for none. @payload: (out): what came along, -1 for none. */
KaijiPdfOutcome kaiji_pdf_connection_ask (KaijiPdfConnection *self,
                                          const KaijiPdfRequest *request,
                                          int fd,
                                          KaijiPdfReply *reply,
                                          int *payload);
/* After @wake_fd was seen to be readable. */
void kaiji_pdf_connection_drain (KaijiPdfConnection *self);

G_END_DECLS
