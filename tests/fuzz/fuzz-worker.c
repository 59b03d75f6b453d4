/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests of a client that was taken over, to the worker's own dispatcher over a socket pair.
 *
 * Input: requests one after the other, each behind a byte of HOW bits; what is missing is zero.
 * What comes back must be what the client would take: a whole reply with its own kind and serial,
 * and with it a sealed descriptor of the size that it names, or none. */
#include "fuzz.h"

#include <fcntl.h>
#include <glib.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pdf-worker/sandbox.h"
#include "pdf-worker/serve.h"
#include "pdf/channel.h"

#define HOW_SOUND 0x01    /* magic, version and the end of the password are right */
#define HOW_DOCUMENT 0x02 /* with a descriptor: a document, by the bits above */
#define HOW_CUT 0x04      /* only a part of it is sent */
#define HOW_LARGE 0x08 /* at the scale that it says: otherwise never more than a page on screen */
#define MOST_REQUESTS 16
#define MOST_SCALE 0.5

static const char *const documents[] = { "plain.pdf", "labels.pdf",  "outline.pdf",
                                         "links.pdf", "rotated.pdf", "encrypted.pdf",
                                         "scan.pdf",  "garbage.pdf" };
static int fds[G_N_ELEMENTS (documents)];

/* The walls stay away: a fuzzer must write. */
void
sandbox_allow_memory (uint64_t documents_bytes)
{
}

void
sandbox_allow_cpu (uint32_t seconds)
{
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  for (size_t i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autofree char *path = g_build_filename (KAIJI_FUZZ_DOCUMENTS, documents[i], NULL);

      fds[i] = open (path, O_RDONLY | O_CLOEXEC);
      g_assert_cmpint (fds[i], >=, 0);
    }
  return 0;
}

static void
check_reply (int socket, const KaijiPdfRequest *request)
{
  KaijiPdfReply reply;
  const void *data;
  int fd;

  g_assert_true (kaiji_pdf_channel_receive (socket, &reply, sizeof reply, &fd));
  g_assert_cmphex (reply.magic, ==, KAIJI_PDF_PROTOCOL_MAGIC);
  g_assert_cmpuint (reply.kind, ==, request->kind);
  g_assert_cmpuint (reply.serial, ==, request->serial);
  g_assert_true ((fd >= 0) == (reply.payload_size > 0));
  g_assert_nonnull (memchr (reply.page.label, '\0', sizeof reply.page.label));
  if (fd < 0)
    return;
  g_assert_cmpuint (reply.status, ==, KAIJI_PDF_STATUS_OK);
  data = kaiji_pdf_channel_buffer_map (fd, reply.payload_size);
  g_assert_nonnull (data);
  munmap ((void *) data, reply.payload_size);
  close (fd);
}

/* Returns whether the worker goes on. */
static bool
ask (Worker *worker, int socket, uint8_t how, KaijiPdfRequest *request)
{
  const int fd = how & HOW_DOCUMENT ? fds[(how >> 4) % G_N_ELEMENTS (documents)] : -1;
  size_t size = sizeof *request;

  if (how & HOW_SOUND)
    {
      request->magic = KAIJI_PDF_PROTOCOL_MAGIC;
      request->version = KAIJI_PDF_PROTOCOL_VERSION;
      request->kind %= 16;
      request->slot %= KAIJI_PDF_N_SLOTS + 1;
      request->rotation = request->rotation % 8 * 45;
      request->password[sizeof request->password - 1] = '\0';
    }
  /* Large ones take long: one in 64. */
  if ((!(how & HOW_LARGE) || request->serial % 64 != 0) && request->scale > MOST_SCALE)
    request->scale = fmod (request->scale, MOST_SCALE);
  if (how & HOW_CUT)
    size = MAX (request->serial % size, 1);
  g_assert_true (kaiji_pdf_channel_send (socket, request, size, fd));
  if (!worker_serve (worker))
    return false;
  g_assert_cmpuint (size, ==, sizeof *request);
  check_reply (socket, request);
  return true;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Worker worker = { .insist = true };
  int sockets[2];
  int count = 0;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets), ==, 0);
  worker.socket = sockets[1];
  while (size > 0 && count++ < MOST_REQUESTS)
    {
      const uint8_t how = *data;
      KaijiPdfRequest request = { 0 };
      const size_t part = MIN (size - 1, sizeof request);

      memcpy (&request, data + 1, part);
      data += 1 + part;
      size -= 1 + part;
      if (!ask (&worker, sockets[0], how, &request))
        break;
    }
  worker_clear (&worker);
  close (sockets[0]);
  close (sockets[1]);
  return 0;
}
