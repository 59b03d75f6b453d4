/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies of a worker that was taken over, to what the client takes them with.
 *
 * Input: replies one after the other, each behind a byte of HOW bits, and behind it two bytes of the
 * size of its payload and the payload; what is missing is zero. Whatever was believed must hold:
 * lengths are finite, texts valid, pages those of the document. */
#include "fuzz.h"

#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pdf/channel.h"
#include "pdf/source.h"

#define HOW_KIND 0x07  /* which function takes it */
#define HOW_SIZE 0x08  /* the size of the payload is told as it is */
#define HOW_COUNT 0x10 /* the count fits the payload */
#define MOST_REPLIES 32
#define MOST_PAGES 5000 /* more only take time */

static int document_fd = -1;

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  document_fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert_cmpint (document_fd, >=, 0);
  return 0;
}

static gboolean
is_length (double length)
{
  return isfinite (length) && length >= 0 && length <= KAIJI_PDF_MAX_POINTS;
}

static void
check_source (KaijiPdfSource *source)
{
  GPtrArray *outline = g_atomic_pointer_get (&source->outline);

  for (guint i = 0; source->pages && i < source->n_pages; i++)
    if (source->pages[i])
      {
        g_assert_true (is_length (source->pages[i]->width_pt));
        g_assert_true (is_length (source->pages[i]->height_pt));
        g_assert_true (g_utf8_validate (source->pages[i]->label, -1, NULL));
      }
  for (guint i = 0; outline && i < outline->len; i++)
    {
      const KaijiPdfOutlineEntry *entry = g_ptr_array_index (outline, i);

      g_assert_true (g_utf8_validate (entry->title, -1, NULL));
      g_assert_true (is_length (entry->top_pt));
      g_assert_cmpint (entry->page, >=, 0);
      g_assert_cmpint (entry->page, <=, (int) source->n_pages);
    }
}

static void
check_text (KaijiPdfText *text)
{
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_true (g_utf8_validate (text->text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text->text, -1), ==, (glong) text->n_rects);
  hits = kaiji_pdf_text_find (text, 1, "a");
  g_ptr_array_unref (g_steal_pointer (&hits));
  for (guint i = 0; i < text->n_rects; i++)
    g_assert_true (isfinite (text->rects[i].x1) && isfinite (text->rects[i].y2));
  kaiji_pdf_text_free (text);
}

static void
check_links (GPtrArray *links, guint n_pages)
{
  for (guint i = 0; i < links->len; i++)
    {
      const KaijiPdfLink *link = g_ptr_array_index (links, i);

      g_assert_true (g_utf8_validate (link->text, -1, NULL));
      g_assert_true (is_length (link->top_pt));
      g_assert_true ((link->page > 0) == (link->kind == KAIJI_PDF_LINK_PAGE));
      g_assert_cmpint (link->page, <=, (int) n_pages);
    }
  g_ptr_array_unref (links);
}

static void
check_image (KaijiPdfImage *image)
{
  const guint8 *pixels = g_bytes_get_data (image->pixels, NULL);
  volatile guint8 sum = 0;

  for (int y = 0; y < image->height; y++)
    sum += pixels[(gsize) y * (gsize) image->stride + 4 * (gsize) image->width - 1];
  kaiji_pdf_image_free (image);
}

static void
take (KaijiPdfSource *source, int kind, const KaijiPdfReply *reply, const void *payload, int fd)
{
  KaijiPdfImage *image;
  KaijiPdfText *text;
  GPtrArray *links;

  switch (kind)
    {
    case 0:
      kaiji_pdf_source_take_open (source, reply);
      break;
    case 1:
      kaiji_pdf_source_take_page (source, reply->serial % (MOST_PAGES + 2), &reply->page);
      break;
    case 2:
      if (source->pages && source->next_page <= source->n_pages)
        kaiji_pdf_source_take_facts (source, reply, payload);
      break;
    case 3:
      if (!source->loaded)
        kaiji_pdf_source_take_outline (source, reply, payload);
      break;
    case 4:
      if ((image = kaiji_pdf_image_new_from_reply (reply, fd >= 0 ? dup (fd) : -1)))
        check_image (image);
      break;
    case 5:
      if ((text = kaiji_pdf_text_new_from_reply (reply, payload)))
        check_text (text);
      break;
    default:
      if ((links = kaiji_pdf_links_new_from_reply (reply, payload, source->n_pages)))
        check_links (links, source->n_pages);
      break;
    }
}

static const guint8 record_sizes[] = { 1, 1, sizeof (KaijiPdfPageRecord),
                                       0, 1, sizeof (KaijiPdfRectRecord) + 1,
                                       0, 0 };

static void
fit_count (KaijiPdfReply *reply, int kind, gsize size)
{
  const gsize record = kind == 3                ? sizeof (KaijiPdfOutlineRecord)
                       : kind == 6 || kind == 7 ? sizeof (KaijiPdfLinkRecord)
                                                : record_sizes[kind];

  reply->count = (guint32) (size / record);
  if (kind == 5)
    reply->text_bytes = (guint32) (size - reply->count * sizeof (KaijiPdfRectRecord));
  if (kind == 4)
    {
      reply->width = MAX (reply->width % 64, 1);
      reply->height = (guint32) (size / 4 / reply->width);
      reply->stride = 4 * reply->width;
    }
}

static void
take_one (KaijiPdfSource *source, guint8 how, KaijiPdfReply *reply, const guint8 *bytes, gsize size)
{
  const int kind = how & HOW_KIND;
  const void *payload = NULL;
  int fd = size > 0 ? kaiji_pdf_channel_buffer_new_sealed (bytes, size) : -1;

  if (how & HOW_SIZE)
    reply->payload_size = size;
  if (how & HOW_COUNT)
    fit_count (reply, kind, size);
  if (kind == 0 && reply->n_pages > MOST_PAGES)
    reply->n_pages %= MOST_PAGES;
  /* As the lanes do it. */
  if (fd >= 0)
    payload = kaiji_pdf_channel_buffer_map (fd, reply->payload_size);
  if ((fd >= 0) == (reply->payload_size > 0) && (kind == 4 || fd < 0 || payload))
    take (source, kind, reply, payload, fd);
  if (payload)
    munmap ((void *) payload, reply->payload_size);
  if (fd >= 0)
    close (fd);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  KaijiPdfSource *source = kaiji_pdf_source_new (document_fd, NULL, NULL);
  int count = 0;

  while (size > 0 && count++ < MOST_REPLIES)
    {
      const guint8 how = *data;
      KaijiPdfReply reply = { 0 };
      gsize part = MIN (size - 1, sizeof reply), wanted = 0;

      memcpy (&reply, data + 1, part);
      data += 1 + part;
      size -= 1 + part;
      if (size >= 2)
        {
          wanted = MIN ((gsize) (data[0] | data[1] << 8), size - 2);
          take_one (source, how, &reply, data + 2, wanted);
          data += 2 + wanted;
          size -= 2 + wanted;
        }
      else
        {
          take_one (source, how, &reply, NULL, 0);
          size = 0;
        }
    }
  check_source (source);
  kaiji_pdf_source_unref (source);
  return 0;
}
