/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pdf/protocol.h"

G_BEGIN_DECLS

/* One run of the worker program. Thread: the one that made it. */
typedef struct
{
  GPid pid;
  int socket;
} KaijiPdfProcess;

/* Starts the program, which lives no longer than the thread that started it; it says HELLO when it is
 * ready. Its messages are @process->socket's. */
gboolean kaiji_pdf_process_start (KaijiPdfProcess *process,
                                  const char *program,
                                  gboolean insist,
                                  GError **error);
/* Ends it, whatever it does, and waits until it is gone. Returns how it ended, as waitpid() does. */
int kaiji_pdf_process_stop (KaijiPdfProcess *process);

G_END_DECLS
