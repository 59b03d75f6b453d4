/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests and their answers. What is asked is taken as hostile as what is read. */
#include "pdf-worker/serve.h"

#include <malloc.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "pdf-worker/links.h"
#include "pdf-worker/memory.h"
#include "pdf-worker/page.h"
#include "pdf-worker/sandbox.h"
#include "pdf/channel.h"

#define REST_MILLISECONDS 300
/* poppler keeps fonts and images of each page it has seen: when they become this much, and some
 * pages were drawn since the last time, the documents begin anew. */
#define MOST_HEAP (24u * 1024u * 1024u)
#define MOST_HEAP_BUSY (2u * MOST_HEAP)
#define RENEW_AFTER 16

bool
worker_may_open (const Worker *self)
{
  const uint32_t all = KAIJI_PDF_FLAG_SECCOMP | KAIJI_PDF_FLAG_LANDLOCK | KAIJI_PDF_FLAG_LIMITS;

  return self->insist || (self->sandbox & all) == all;
}

bool
worker_is_asked (const Worker *self, int milliseconds)
{
  struct pollfd poll_fd = { self->socket, POLLIN, 0 };

  return poll (&poll_fd, 1, milliseconds) != 0;
}

static bool
is_well_formed (const KaijiPdfRequest *request)
{
  return request->magic == KAIJI_PDF_PROTOCOL_MAGIC
         && request->version == KAIJI_PDF_PROTOCOL_VERSION && request->slot < KAIJI_PDF_N_SLOTS
         && (request->rotation == 0 || request->rotation == 90 || request->rotation == 180
             || request->rotation == 270)
         && memchr (request->password, '\0', sizeof request->password) != NULL;
}

static void
allow_memory (Worker *self, uint64_t further)
{
  uint64_t total = further;

  for (uint32_t i = 0; i < KAIJI_PDF_N_SLOTS; i++)
    if (self->slots[i])
      total += worker_document_get_size (self->slots[i]);
  sandbox_allow_memory (total);
}

static void
close_slot (Worker *self, uint32_t slot)
{
  g_clear_pointer (&self->slots[slot], worker_document_free);
  allow_memory (self, 0);
}

static void
open_document (Worker *self, const KaijiPdfRequest *request, int fd, KaijiPdfReply *reply)
{
  KaijiPdfStatus status = KAIJI_PDF_STATUS_REFUSED;
  WorkerDocument *document;
  off_t size;

  close_slot (self, request->slot);
  size = lseek (fd, 0, SEEK_END);
  allow_memory (self, size > 0 ? (uint64_t) size : 0);
  document = worker_document_open (fd, request->has_password ? request->password : NULL, &status);
  reply->status = status;
  if (document)
    {
      allow_memory (self, worker_document_get_size (document));
      g_autoptr (WorkerPage) first = worker_document_get_page (document, 1);

      self->slots[request->slot] = document;
      reply->n_pages = worker_document_get_n_pages (document);
      if (worker_document_is_encrypted (document))
        reply->flags |= KAIJI_PDF_FLAG_ENCRYPTED;
      if (first)
        worker_page_describe (first, &reply->page);
    }
}

/* Pages or outline entries from @first on, as records in shared memory. */
static int
get_records (WorkerDocument *document, const KaijiPdfRequest *request, KaijiPdfReply *reply)
{
  const bool facts = request->kind == KAIJI_PDF_KIND_FACTS;
  const size_t record = facts ? sizeof (KaijiPdfPageRecord) : sizeof (KaijiPdfOutlineRecord);
  const uint32_t most = facts ? KAIJI_PDF_MAX_BATCH : 256;
  g_autofree void *records = g_malloc0_n (most, record);
  bool more = false;
  int fd;

  if (facts)
    reply->count = worker_document_get_facts (document, MAX (request->first, 1), records, most);
  else
    reply->count = worker_document_get_outline (document, request->first, records, most, &more);
  if (more)
    reply->flags |= KAIJI_PDF_FLAG_MORE;
  reply->status = KAIJI_PDF_STATUS_OK;
  if (reply->count == 0)
    return -1;
  reply->payload_size = reply->count * record;
  fd = kaiji_pdf_channel_buffer_new_sealed (records, reply->payload_size);
  if (fd < 0)
    reply->status = KAIJI_PDF_STATUS_REFUSED;
  return fd;
}

static int
answer_page (WorkerDocument *document, const KaijiPdfRequest *request, KaijiPdfReply *reply)
{
  g_autoptr (WorkerPage) page = worker_document_get_page (document, request->page);

  if (!page)
    {
      reply->status = KAIJI_PDF_STATUS_PAGE;
      return -1;
    }
  worker_page_describe (page, &reply->page);
  if (request->kind == KAIJI_PDF_KIND_TEXT)
    return worker_page_get_text (page, reply);
  if (request->kind == KAIJI_PDF_KIND_LINKS)
    return worker_page_get_links (document, page, reply);
  return worker_page_render (page, request->scale, request->rotation, reply);
}

/* Returns the descriptor that goes with the reply, -1 for none. */
static int
answer (Worker *self, const KaijiPdfRequest *request, int fd, KaijiPdfReply *reply)
{
  WorkerDocument *document = self->slots[request->slot];

  reply->status = KAIJI_PDF_STATUS_REFUSED;
  if (!worker_may_open (self))
    {
      reply->status = KAIJI_PDF_STATUS_UNSANDBOXED;
      return -1;
    }
  switch (request->kind)
    {
    case KAIJI_PDF_KIND_OPEN:
      if (fd >= 0)
        open_document (self, request, fd, reply);
      return -1;
    case KAIJI_PDF_KIND_CLOSE:
      close_slot (self, request->slot);
      reply->status = KAIJI_PDF_STATUS_OK;
      return -1;
    case KAIJI_PDF_KIND_FACTS:
    case KAIJI_PDF_KIND_OUTLINE:
      return document ? get_records (document, request, reply) : -1;
    case KAIJI_PDF_KIND_RENDER:
    case KAIJI_PDF_KIND_TEXT:
    case KAIJI_PDF_KIND_LINKS:
      self->since_renewal++;
      return document ? answer_page (document, request, reply) : -1;
    default:
      return -1;
    }
}

/* What was made with memory wanting lacks something, a picture for example: better none. */
static void
note_memory (KaijiPdfReply *reply, int *payload)
{
  if (!memory_ran_out ())
    return;
  reply->status = KAIJI_PDF_STATUS_MEMORY;
  if (*payload >= 0)
    close (*payload);
  *payload = -1;
}

void
worker_begin_reply (KaijiPdfReply *reply, uint32_t kind, uint32_t serial)
{
  memset (reply, 0, sizeof *reply);
  reply->magic = KAIJI_PDF_PROTOCOL_MAGIC;
  reply->version = KAIJI_PDF_PROTOCOL_VERSION;
  reply->kind = kind;
  reply->serial = serial;
}

bool
worker_serve (Worker *self)
{
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  int fd, payload;
  bool sent;

  if (!kaiji_pdf_channel_receive (self->socket, &request, sizeof request, &fd)
      || !is_well_formed (&request))
    return false;
  sandbox_allow_cpu (request.cpu_seconds);
  worker_begin_reply (&reply, request.kind, request.serial);
  memory_ran_out ();
  payload = answer (self, &request, fd, &reply);
  note_memory (&reply, &payload);
  explicit_bzero (request.password, sizeof request.password);
  if (payload < 0)
    reply.payload_size = 0;
  sent = kaiji_pdf_channel_send (self->socket, &reply, sizeof reply, payload);
  if (payload >= 0)
    close (payload);
  if (fd >= 0)
    close (fd);
  return sent;
}

/* Lets the documents begin anew when poppler has gathered more than @most. */
static void
renew (Worker *self, size_t most)
{
  const struct mallinfo2 heap = mallinfo2 ();

  if (heap.uordblks + heap.hblkhd <= most)
    return;
  for (uint32_t i = 0; i < KAIJI_PDF_N_SLOTS; i++)
    if (self->slots[i] && !worker_document_renew (self->slots[i]))
      close_slot (self, i);
  self->since_renewal = 0;
  malloc_trim (0);
}

/* Best while nobody waits. What was gathered makes the next pages faster, so while one page follows
 * the other much of it is kept. */
void
worker_rest (Worker *self)
{
  if (worker_is_asked (self, REST_MILLISECONDS))
    {
      if (self->since_renewal > 0 && self->since_renewal % RENEW_AFTER == 0)
        renew (self, MOST_HEAP_BUSY);
      return;
    }
  if (self->since_renewal >= RENEW_AFTER)
    renew (self, MOST_HEAP);
  worker_page_rest ();
  malloc_trim (0);
}

void
worker_clear (Worker *self)
{
  for (uint32_t i = 0; i < KAIJI_PDF_N_SLOTS; i++)
    g_clear_pointer (&self->slots[i], worker_document_free);
}
