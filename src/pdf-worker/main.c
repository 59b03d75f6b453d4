/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-pdf-worker: the only program of Kaiji that parses foreign PDF files, and the only one that
 * is linked with poppler. It is started by the client (src/pdf) with a socket at descriptor 3.
 *
 * 1. The sandbox stands before the first foreign byte is read.
 * 2. One thread, one request after the other: poppler is not safe otherwise.
 * 3. It ends when the client closes the socket or says something that is no request; it cleans up
 *    nothing, the kernel does.
 * 4. With --check-sandbox it only tells which parts of the sandbox this kernel allows (exit 0: all).
 *    With --insist it opens documents also where a part is missing. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "pdf-worker/memory.h"
#include "pdf-worker/sandbox.h"
#include "pdf-worker/serve.h"
#include "pdf-worker/warm.h"
#include "pdf/channel.h"

static int
check_sandbox (void)
{
  const uint32_t flags = sandbox_enter ();
  const Worker worker = { .sandbox = flags };

  printf ("seccomp: %s\nlandlock: %s\nlimits: %s\n", flags & KAIJI_PDF_FLAG_SECCOMP ? "yes" : "no",
          flags & KAIJI_PDF_FLAG_LANDLOCK ? "yes" : "no",
          flags & KAIJI_PDF_FLAG_LIMITS ? "yes" : "no");
  fflush (stdout);
  return worker_may_open (&worker) ? 0 : 1;
}

int
main (int argc, char **argv)
{
  Worker worker = { .socket = KAIJI_PDF_WORKER_FD };
  KaijiPdfReply hello;

  if (argc > 1 && strcmp (argv[1], "--check-sandbox") == 0)
    _exit (check_sandbox ());
  worker.insist = argc > 1 && strcmp (argv[1], "--insist") == 0;
  if (fcntl (KAIJI_PDF_WORKER_FD, F_GETFD) < 0)
    {
      fputs ("kaiji-pdf-worker is started by Kaiji.\n", stderr);
      return 2;
    }
  sandbox_end_with_parent ();
  memory_watch ();
  worker.sandbox = sandbox_enter ();
  worker_begin_reply (&hello, KAIJI_PDF_KIND_HELLO, 0);
  hello.flags = worker.sandbox;
  if (!kaiji_pdf_channel_send (KAIJI_PDF_WORKER_FD, &hello, sizeof hello, -1))
    return 1;
  if (worker_may_open (&worker) && !worker_is_asked (&worker, 0))
    warm_up ();
  while (worker_serve (&worker))
    worker_rest (&worker);
  _exit (0);
}
