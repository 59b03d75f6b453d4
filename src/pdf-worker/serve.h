/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>

#include "pdf-worker/document.h"

typedef struct
{
  int socket;
  uint32_t sandbox; /* which walls stand (KaijiPdfFlags) */
  bool insist;
  WorkerDocument *slots[KAIJI_PDF_N_SLOTS];
  uint32_t since_renewal; /* pages drawn or read */
} Worker;

bool worker_may_open (const Worker *self);
/* Whether a request waits, or the client has gone, within this time. */
bool worker_is_asked (const Worker *self, int milliseconds);
void worker_begin_reply (KaijiPdfReply *reply, uint32_t kind, uint32_t serial);
/* Answers one request; waits for it. FALSE: it was none, or the client has gone. */
bool worker_serve (Worker *self);
/* Between two requests: gives memory back. */
void worker_rest (Worker *self);
/* Closes all documents; the socket stays the caller's. */
void worker_clear (Worker *self);
