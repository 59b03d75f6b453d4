/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kaiji-pdf-extractor: copies pages of foreign PDF files into new ones. It is started by the client
 * (src/pdf) with a socket at descriptor 3, behind the same walls as the worker.
 *
 * A program of its own, because qpdf and the libraries that it needs would make each start of the
 * worker slower, and because a long copy would make the reader wait for its next page.
 *
 * 1. The sandbox stands before the first foreign byte is read.
 * 2. It serves one document: OPEN once, then requests about it; an excerpt is the last, for it
 *    changes what is open.
 * 3. It ends when the client closes the socket or says something that is no request. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pdf-worker/excerpt.h"
#include "pdf-worker/objects.h"
#include "pdf-worker/sandbox.h"
#include "pdf-worker/scan.h"
#include "pdf/channel.h"

#define SCAN_MILLISECONDS 3000u
/* qpdf holds what it reads, and what it has written until it is whole. */
#define ROOM_FACTOR 5u

typedef struct
{
  bool allowed;
  GBytes *bytes;
  qpdf_data pdf;
  WorkerImage *image; /* (nullable): it is a picture, @pdf is empty */
  bool open;
  bool cut;
} Extractor;

static GBytes *
map_descriptor (int fd)
{
  struct stat facts;
  void *data;

  if (fd < 0 || fstat (fd, &facts) != 0 || facts.st_size <= 0)
    return NULL;
  sandbox_allow_memory (ROOM_FACTOR * (uint64_t) facts.st_size);
  data = mmap (NULL, (size_t) facts.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  return data == MAP_FAILED ? NULL : g_bytes_new_static (data, (size_t) facts.st_size);
}

static KaijiPdfStatus
open_pdf (Extractor *self, const char *password, KaijiPdfReply *reply)
{
  size_t size;
  const char *data = g_bytes_get_data (self->bytes, &size);

  if (qpdf_read_memory (self->pdf, "document", data, size, password) >= QPDF_ERRORS)
    return qpdf_get_error_code (self->pdf, qpdf_get_error (self->pdf)) == qpdf_e_password
               ? KAIJI_PDF_STATUS_ENCRYPTED
               : KAIJI_PDF_STATUS_DAMAGED;
  reply->n_pages = (uint32_t) CLAMP (qpdf_get_num_pages (self->pdf), 0, (int) KAIJI_PDF_MAX_PAGES);
  if (qpdf_is_encrypted (self->pdf))
    reply->flags |= KAIJI_PDF_FLAG_ENCRYPTED;
  return reply->n_pages > 0 ? KAIJI_PDF_STATUS_OK : KAIJI_PDF_STATUS_DAMAGED;
}

static void
open_document (Extractor *self, const KaijiPdfRequest *request, int fd, KaijiPdfReply *reply)
{
  KaijiPdfStatus status = KAIJI_PDF_STATUS_DAMAGED;

  if (self->bytes)
    return;
  self->bytes = map_descriptor (fd);
  self->pdf = qpdf_init ();
  qpdf_silence_errors (self->pdf);
  qpdf_set_suppress_warnings (self->pdf, QPDF_TRUE);
  if (self->bytes && worker_image_recognize (self->bytes))
    {
      self->image = worker_image_open (self->bytes, &status);
      reply->n_pages = self->image ? worker_image_get_n_pages (self->image) : 0;
    }
  else if (self->bytes)
    status = open_pdf (self, request->has_password ? request->password : NULL, reply);
  self->open = status == KAIJI_PDF_STATUS_OK;
  reply->status = status;
}

/* --- excerpts --- */

/* The next of the texts that follow one another; NULL when there is none. */
static const char *
take_text (const char **text, const char *end)
{
  const char *start = *text;
  const char *nul = memchr (start, '\0', (size_t) (end - start));

  if (nul)
    *text = nul + 1;
  return nul ? start : NULL;
}

static bool
read_order (const char *data, size_t size, Excerpt *excerpt, GPtrArray *labels)
{
  KaijiPdfExcerptOrder order;
  const char *text, *end;

  if (size < sizeof order)
    return false;
  memcpy (&order, data, sizeof order);
  if (order.n_pages < 1 || order.n_pages > KAIJI_PDF_MAX_PAGES
      || sizeof order + 4 * (uint64_t) order.n_pages + order.text_bytes + order.stamp_bytes != size)
    return false;
  excerpt->n_pages = order.n_pages;
  excerpt->pages = (const uint32_t *) (gconstpointer) (data + sizeof order);
  for (uint32_t i = 0; i < order.n_pages; i++)
    if (excerpt->pages[i] <= (i > 0 ? excerpt->pages[i - 1] : 0))
      return false;
  text = data + sizeof order + 4 * (size_t) order.n_pages;
  end = text + order.text_bytes;
  if (!g_utf8_validate (text, 0, NULL) || !(excerpt->title = take_text (&text, end))
      || !(excerpt->sha256 = take_text (&text, end)) || !(excerpt->name = take_text (&text, end))
      || !(excerpt->day = take_text (&text, end)))
    return false;
  for (uint32_t i = 0; i < order.n_pages; i++)
    {
      const char *label = take_text (&text, end);

      if (!label)
        return false;
      g_ptr_array_add (labels, (gpointer) label);
    }
  excerpt->labels = (const char *const *) labels->pdata;
  excerpt->stamp = order.stamp_bytes > 0 ? end : NULL;
  excerpt->stamp_size = order.stamp_bytes;
  return true;
}

static int
give (const void *data, size_t size, KaijiPdfReply *reply)
{
  void *target;
  int fd = kaiji_pdf_channel_buffer_new (size, &target);

  reply->payload_size = size;
  if (fd < 0)
    return -1;
  memcpy (target, data, size);
  if (kaiji_pdf_channel_buffer_seal (fd, target, size))
    return fd;
  close (fd);
  return -1;
}

static int
write_pdf (Extractor *self, KaijiPdfReply *reply)
{
  int fd = -1;

  if (qpdf_init_write_memory (self->pdf) >= QPDF_ERRORS)
    return -1;
  qpdf_set_deterministic_ID (self->pdf, QPDF_TRUE);
  qpdf_set_preserve_encryption (self->pdf, QPDF_FALSE);
  qpdf_set_decode_level (self->pdf, qpdf_dl_none); /* streams stay as they are packed */
  if (qpdf_write (self->pdf) < QPDF_ERRORS
      && qpdf_get_buffer_length (self->pdf) <= KAIJI_PDF_MAX_EXCERPT)
    fd = give (qpdf_get_buffer (self->pdf), qpdf_get_buffer_length (self->pdf), reply);
  if (fd < 0)
    reply->status = KAIJI_PDF_STATUS_TOO_LARGE;
  return fd;
}

static int
make_excerpt (Extractor *self, int order, KaijiPdfReply *reply)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  struct stat facts;
  Excerpt excerpt = { 0 };
  uint32_t n_sheets;
  void *data;
  int fd = -1;

  if (self->cut || order < 0 || fstat (order, &facts) != 0 || facts.st_size <= 0
      || facts.st_size > (off_t) KAIJI_PDF_MAX_ORDER)
    return -1;
  data = mmap (NULL, (size_t) facts.st_size, PROT_READ, MAP_PRIVATE, order, 0);
  if (data == MAP_FAILED)
    return -1;
  self->cut = true;
  if (read_order (data, (size_t) facts.st_size, &excerpt, labels))
    {
      reply->status = KAIJI_PDF_STATUS_DAMAGED;
      n_sheets = self->image ? worker_image_get_n_pages (self->image)
                             : (uint32_t) qpdf_get_num_pages (self->pdf);
      if ((self->image ? excerpt_from_image (self->pdf, self->image, &excerpt, sources)
                       : excerpt_cut (self->pdf, &excerpt))
          && excerpt_describe (self->pdf, &excerpt, n_sheets))
        {
          reply->status = KAIJI_PDF_STATUS_OK;
          if (qpdf_more_warnings (self->pdf))
            reply->flags |= KAIJI_PDF_FLAG_REPAIRED;
          reply->n_pages = excerpt.n_pages;
          fd = write_pdf (self, reply);
        }
    }
  munmap (data, (size_t) facts.st_size);
  return fd;
}

/* --- facts --- */

static void
look_for_scans (Extractor *self, KaijiPdfReply *reply)
{
  ScanFacts facts = { 0 };

  if (self->image)
    facts.dpi = worker_image_get_dpi (self->image);
  else
    scan_look_through (self->pdf, SCAN_MILLISECONDS, &facts);
  reply->width = facts.dpi;
  reply->count = facts.n_scans;
  reply->n_pages = facts.n_seen;
  reply->status = KAIJI_PDF_STATUS_OK;
}

static int
read_map (Extractor *self, KaijiPdfReply *reply)
{
  qpdf_data pdf = self->pdf;
  g_autoptr (GByteArray) records = g_byte_array_new ();
  KaijiPdfMapRecord head = { 0 };
  qpdf_oh map, pages, digest;
  uint32_t last = 0;

  reply->status = KAIJI_PDF_STATUS_OK;
  if (self->image)
    return -1;
  map = get (pdf, get (pdf, get (pdf, qpdf_get_root (pdf), "/PieceInfo"), "/Kaiji"), "/Private");
  pages = get (pdf, map, "/Pages");
  digest = get (pdf, map, "/SHA256");
  if (!has_name (pdf, map, "/Type", "/KaijiExcerpt") || !qpdf_oh_is_array (pdf, pages)
      || !qpdf_oh_is_string (pdf, digest)
      || qpdf_oh_get_array_n_items (pdf, pages) != qpdf_get_num_pages (pdf))
    return -1;
  g_strlcpy (head.sha256, qpdf_oh_get_string_value (pdf, digest), sizeof head.sha256);
  qpdf_oh_get_value_as_uint (pdf, get (pdf, map, "/Sheets"), &head.n_sheets);
  g_byte_array_append (records, (const guint8 *) &head, sizeof head);
  for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, pages); i++)
    {
      unsigned int page = 0;
      uint32_t record;

      qpdf_oh_get_value_as_uint (pdf, get_item (pdf, pages, i), &page);
      record = page;
      if (record <= last || record > head.n_sheets)
        return -1;
      last = record;
      g_byte_array_append (records, (const guint8 *) &record, sizeof record);
      reply->count++;
    }
  return give (records->data, records->len, reply);
}

/* --- requests --- */

/* Returns the descriptor that goes with the reply, -1 for none. */
static int
answer (Extractor *self, const KaijiPdfRequest *request, int fd, KaijiPdfReply *reply)
{
  reply->status = KAIJI_PDF_STATUS_REFUSED;
  if (!self->allowed)
    {
      reply->status = KAIJI_PDF_STATUS_UNSANDBOXED;
      return -1;
    }
  if (request->kind == KAIJI_PDF_KIND_OPEN)
    {
      open_document (self, request, fd, reply);
      return -1;
    }
  if (!self->open)
    return -1;
  switch (request->kind)
    {
    case KAIJI_PDF_KIND_EXCERPT:
      return make_excerpt (self, fd, reply);
    case KAIJI_PDF_KIND_SCAN:
      look_for_scans (self, reply);
      return -1;
    case KAIJI_PDF_KIND_MAP:
      return read_map (self, reply);
    default:
      return -1;
    }
}

static void
begin_reply (KaijiPdfReply *reply, uint32_t kind, uint32_t serial)
{
  memset (reply, 0, sizeof *reply);
  reply->magic = KAIJI_PDF_PROTOCOL_MAGIC;
  reply->version = KAIJI_PDF_PROTOCOL_VERSION;
  reply->kind = kind;
  reply->serial = serial;
}

static bool
serve (Extractor *self)
{
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  int fd, payload;
  bool sent;

  if (!kaiji_pdf_channel_receive (KAIJI_PDF_WORKER_FD, &request, sizeof request, &fd)
      || request.magic != KAIJI_PDF_PROTOCOL_MAGIC || request.version != KAIJI_PDF_PROTOCOL_VERSION
      || memchr (request.password, '\0', sizeof request.password) == NULL)
    return false;
  sandbox_allow_cpu (request.cpu_seconds);
  begin_reply (&reply, request.kind, request.serial);
  payload = answer (self, &request, fd, &reply);
  explicit_bzero (request.password, sizeof request.password);
  if (payload < 0)
    reply.payload_size = 0;
  sent = kaiji_pdf_channel_send (KAIJI_PDF_WORKER_FD, &reply, sizeof reply, payload);
  if (payload >= 0)
    close (payload);
  if (fd >= 0)
    close (fd);
  return sent;
}

int
main (int argc, char **argv)
{
  const uint32_t all = KAIJI_PDF_FLAG_SECCOMP | KAIJI_PDF_FLAG_LANDLOCK | KAIJI_PDF_FLAG_LIMITS;
  Extractor self = { 0 };
  KaijiPdfReply hello;
  uint32_t flags;

  if (fcntl (KAIJI_PDF_WORKER_FD, F_GETFD) < 0)
    {
      fputs ("kaiji-pdf-extractor is started by Kaiji.\n", stderr);
      return 2;
    }
  sandbox_end_with_parent ();
  flags = sandbox_enter ();
  self.allowed = (flags & all) == all || (argc > 1 && strcmp (argv[1], "--insist") == 0);
  begin_reply (&hello, KAIJI_PDF_KIND_HELLO, 0);
  hello.flags = flags;
  if (!kaiji_pdf_channel_send (KAIJI_PDF_WORKER_FD, &hello, sizeof hello, -1))
    return 1;
  while (serve (&self))
    ;
  _exit (0);
}
