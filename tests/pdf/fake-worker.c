/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker that lies, in the way that the name it is called by says ("honest" does not). What it
 * tells otherwise: a document of three pages, 100 by 200 points, with one outline entry. */
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pdf/channel.h"
#include "pdf/protocol.h"

static const char *name;

static bool
lies (const char *how)
{
  return strcmp (name, how) == 0;
}

static void
describe_page (KaijiPdfPageRecord *page)
{
  memset (page, 0, sizeof *page);
  page->width_pt = lies ("size-nan") ? NAN : 100;
  page->height_pt = lies ("size-vast") ? 1e12 : 200;
  strcpy (page->label, "x");
  if (lies ("label-endless"))
    memset (page->label, 'x', sizeof page->label);
  if (lies ("label-invalid"))
    page->label[0] = '\xff';
}

static int
make_payload (KaijiPdfReply *reply, const void *data, uint64_t size)
{
  void *memory;
  int fd = kaiji_pdf_channel_buffer_new (size, &memory);

  memcpy (memory, data, size);
  reply->payload_size = size;
  if (!lies ("unsealed"))
    kaiji_pdf_channel_buffer_seal (fd, memory, size);
  if (lies ("payload-shorter"))
    reply->payload_size = size * 2;
  return fd;
}

static int
open_document (KaijiPdfReply *reply)
{
  reply->n_pages = lies ("pages-none") ? 0 : lies ("pages-countless") ? 0xfffffff0u : 3;
  describe_page (&reply->page);
  return -1;
}

static int
give_facts (KaijiPdfReply *reply, uint32_t first)
{
  static KaijiPdfPageRecord pages[64];

  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    describe_page (&pages[i]);
  reply->count = lies ("facts-too-many") ? 64 : lies ("facts-none") ? 0 : 3 - first + 1;
  if (lies ("facts-count"))
    {
      int fd = make_payload (reply, pages, sizeof *pages);

      reply->count = 3;
      return fd;
    }
  return reply->count == 0 ? -1 : make_payload (reply, pages, reply->count * sizeof *pages);
}

static int
give_outline (KaijiPdfReply *reply)
{
  KaijiPdfOutlineRecord entry = { .top_pt = 10, .level = 0, .page = 2, .title = "One" };

  if (lies ("outline-page"))
    entry.page = 4;
  if (lies ("outline-level"))
    entry.level = 0xffffffffu;
  if (lies ("outline-title"))
    memset (entry.title, 'x', sizeof entry.title);
  if (lies ("outline-endless"))
    reply->flags |= KAIJI_PDF_FLAG_MORE;
  if (lies ("outline-stuck"))
    {
      reply->flags |= KAIJI_PDF_FLAG_MORE;
      return -1;
    }
  reply->count = 1;
  return make_payload (reply, &entry, sizeof entry);
}

static int
give_image (KaijiPdfReply *reply)
{
  static uint32_t pixels[10 * 20];
  int fd;

  describe_page (&reply->page);
  reply->width = 10;
  reply->height = 20;
  reply->stride = 40;
  fd = make_payload (reply, pixels, sizeof pixels);
  if (lies ("image-wider"))
    reply->width = 11;
  if (lies ("image-higher"))
    reply->height = 2000;
  if (lies ("image-overflow"))
    {
      reply->width = 0x40000000u;
      reply->stride = 0;
    }
  if (lies ("image-stride"))
    reply->stride = 8;
  if (lies ("image-missing"))
    {
      close (fd);
      return -1;
    }
  return fd;
}

static int
give_text (KaijiPdfReply *reply)
{
  struct
  {
    KaijiPdfRectRecord rects[2];
    char text[2];
  } page = { { { 1, 2, 3, 4 }, { 3, 2, 5, 4 } }, { 'a', 'b' } };
  int fd;

  describe_page (&reply->page);
  if (lies ("text-invalid"))
    page.text[1] = '\xff';
  if (lies ("text-nan"))
    page.rects[1].x1 = NAN;
  reply->count = 2;
  reply->text_bytes = 2;
  fd = make_payload (reply, &page, 2 * sizeof *page.rects + 2);
  if (lies ("text-count"))
    reply->count = 0x10000000u;
  if (lies ("text-bytes"))
    reply->text_bytes = 0xffffffffu;
  if (lies ("text-fewer"))
    {
      reply->count = 1;
      reply->text_bytes = 2 + sizeof *page.rects;
    }
  return fd;
}

static int
give_links (KaijiPdfReply *reply)
{
  KaijiPdfLinkRecord link = { .rect = { 1, 2, 3, 4 },
                              .kind = KAIJI_PDF_LINK_RECORD_PAGE,
                              .page = 2 };
  int fd;

  describe_page (&reply->page);
  if (lies ("links-page"))
    link.page = 4;
  if (lies ("links-kind"))
    link.kind = 99;
  if (lies ("links-text"))
    memset (link.text, 'x', sizeof link.text);
  if (lies ("links-nan"))
    link.rect.x2 = NAN;
  reply->count = 1;
  fd = make_payload (reply, &link, sizeof link);
  if (lies ("links-count"))
    reply->count = 0x400000u;
  return fd;
}

static void
send_twice (const KaijiPdfReply *reply)
{
  struct iovec part = { (void *) reply, sizeof *reply };
  union
  {
    struct cmsghdr header;
    char bytes[CMSG_SPACE (3 * sizeof (int))];
  } control = { 0 };
  struct msghdr message = { .msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = control.bytes,
                            .msg_controllen = sizeof control.bytes };
  struct cmsghdr *rights = CMSG_FIRSTHDR (&message);
  const int fds[3] = { 0, 0, 0 };

  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN (sizeof fds);
  memcpy (CMSG_DATA (rights), fds, sizeof fds);
  sendmsg (KAIJI_PDF_WORKER_FD, &message, MSG_NOSIGNAL);
}

static int
answer (const KaijiPdfRequest *request, KaijiPdfReply *reply)
{
  switch (request->kind)
    {
    case KAIJI_PDF_KIND_OPEN:
      return open_document (reply);
    case KAIJI_PDF_KIND_FACTS:
      return give_facts (reply, request->first);
    case KAIJI_PDF_KIND_OUTLINE:
      return give_outline (reply);
    case KAIJI_PDF_KIND_RENDER:
      return give_image (reply);
    case KAIJI_PDF_KIND_TEXT:
      return give_text (reply);
    case KAIJI_PDF_KIND_LINKS:
      return give_links (reply);
    default:
      return -1;
    }
}

int
main (int argc, char **argv)
{
  KaijiPdfReply reply = { .magic = KAIJI_PDF_PROTOCOL_MAGIC,
                          .version = KAIJI_PDF_PROTOCOL_VERSION,
                          .kind = KAIJI_PDF_KIND_HELLO };
  KaijiPdfRequest request;
  int fd;

  name = argc > 0 && strrchr (argv[0], '/') ? strrchr (argv[0], '/') + 1 : "honest";
  if (lies ("hello-never"))
    return 0;
  reply.flags = KAIJI_PDF_FLAG_SECCOMP | KAIJI_PDF_FLAG_LANDLOCK | KAIJI_PDF_FLAG_LIMITS;
  if (lies ("hello-open-air"))
    reply.flags = KAIJI_PDF_FLAG_SECCOMP | KAIJI_PDF_FLAG_LIMITS;
  if (lies ("hello-version"))
    reply.version++;
  kaiji_pdf_channel_send (KAIJI_PDF_WORKER_FD, &reply, lies ("hello-short") ? 8 : sizeof reply, -1);
  while (kaiji_pdf_channel_receive (KAIJI_PDF_WORKER_FD, &request, sizeof request, &fd))
    {
      if (fd >= 0)
        close (fd);
      memset (&reply, 0, sizeof reply);
      reply.magic = lies ("magic") ? 1 : KAIJI_PDF_PROTOCOL_MAGIC;
      reply.version = KAIJI_PDF_PROTOCOL_VERSION;
      reply.kind = lies ("kind") ? 99 : request.kind;
      reply.serial = lies ("serial") ? request.serial + 1 : request.serial;
      fd = answer (&request, &reply);
      if (lies ("descriptors") && request.kind == KAIJI_PDF_KIND_RENDER)
        send_twice (&reply);
      else
        kaiji_pdf_channel_send (KAIJI_PDF_WORKER_FD, &reply,
                                lies ("reply-short") ? sizeof reply - 1 : sizeof reply, fd);
      if (fd >= 0)
        close (fd);
    }
  return 0;
}
