/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels, text and links out of a reply. Replies are hostile: what does not fit exactly is refused. */
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pdf/channel.h"
#include "pdf/source.h"

typedef struct
{
  gpointer data;
  gsize size;
} Mapping;

static void
unmap (gpointer data)
{
  Mapping *mapping = data;

  munmap (mapping->data, mapping->size);
  g_free (mapping);
}

KaijiPdfImage *
kaiji_pdf_image_new_from_reply (const KaijiPdfReply *reply, int fd)
{
  const void *data = NULL;
  KaijiPdfImage *image;
  Mapping *mapping;

  if (fd >= 0 && reply->width >= 1 && reply->width <= KAIJI_PDF_MAX_SIDE && reply->height >= 1
      && reply->height <= KAIJI_PDF_MAX_SIDE
      && (guint64) reply->width * reply->height <= KAIJI_PDF_MAX_PIXELS
      && reply->stride == 4 * reply->width
      && reply->payload_size == (guint64) reply->stride * reply->height)
    data = kaiji_pdf_channel_buffer_map (fd, reply->payload_size);
  if (fd >= 0)
    close (fd);
  if (!data)
    return NULL;
  mapping = g_new (Mapping, 1);
  mapping->data = (gpointer) data;
  mapping->size = reply->payload_size;
  image = g_new (KaijiPdfImage, 1);
  image->pixels = g_bytes_new_with_free_func (data, mapping->size, unmap, mapping);
  image->width = (int) reply->width;
  image->height = (int) reply->height;
  image->stride = (int) reply->stride;
  return image;
}

void
kaiji_pdf_image_free (KaijiPdfImage *image)
{
  g_bytes_unref (image->pixels);
  g_free (image);
}

static double
clean (double value)
{
  return isfinite (value) ? CLAMP (value, -KAIJI_PDF_MAX_POINTS, KAIJI_PDF_MAX_POINTS) : 0;
}

static KaijiRect
clean_rect (const KaijiPdfRectRecord *record)
{
  return (KaijiRect){ clean (MIN (record->x1, record->x2)), clean (MIN (record->y1, record->y2)),
                      clean (MAX (record->x1, record->x2)), clean (MAX (record->y1, record->y2)) };
}

KaijiPdfText *
kaiji_pdf_text_new_from_reply (const KaijiPdfReply *reply, gconstpointer payload)
{
  const KaijiPdfRectRecord *records = payload;
  const char *bytes;
  KaijiPdfText *text;

  if (reply->count > KAIJI_PDF_MAX_CHARACTERS || reply->text_bytes > KAIJI_PDF_MAX_TEXT_BYTES
      || reply->payload_size != (guint64) reply->count * sizeof *records + reply->text_bytes)
    return NULL;
  bytes = reply->payload_size > 0 ? (const char *) (records + reply->count) : "";
  if (!g_utf8_validate_len (bytes, reply->text_bytes, NULL)
      || g_utf8_strlen (bytes, reply->text_bytes) != (glong) reply->count)
    return NULL;
  text = g_new (KaijiPdfText, 1);
  text->text = g_strndup (bytes, reply->text_bytes);
  text->n_rects = reply->count;
  text->rects = g_new0 (KaijiRect, MAX (reply->count, 1));
  for (guint i = 0; i < reply->count; i++)
    text->rects[i] = clean_rect (&records[i]);
  kaiji_pdf_text_arrange (text);
  return text;
}

void
kaiji_pdf_text_free (KaijiPdfText *text)
{
  g_free (text->text);
  g_free (text->rects);
  g_free (text);
}

GPtrArray *
kaiji_pdf_links_new_from_reply (const KaijiPdfReply *reply, gconstpointer payload, guint n_pages)
{
  const KaijiPdfLinkRecord *records = payload;
  g_autoptr (GPtrArray) links = NULL;

  if (reply->count > KAIJI_PDF_MAX_LINKS
      || reply->payload_size != (guint64) reply->count * sizeof *records)
    return NULL;
  links = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_pdf_link_free);
  for (guint i = 0; i < reply->count; i++)
    {
      const KaijiPdfLinkRecord *record = &records[i];
      const char *end = memchr (record->text, '\0', sizeof record->text);
      KaijiPdfLink *link;

      if (!end || !g_utf8_validate (record->text, end - record->text, NULL)
          || record->kind > KAIJI_PDF_LINK_RECORD_BLOCKED || record->page > n_pages
          || (record->page > 0) != (record->kind == KAIJI_PDF_LINK_RECORD_PAGE))
        return NULL;
      link = g_new0 (KaijiPdfLink, 1);
      link->rect = clean_rect (&record->rect);
      link->kind = (KaijiPdfLinkKind) record->kind;
      link->page = (int) record->page;
      link->top_pt = MAX (clean (record->top_pt), 0);
      link->text = g_strdup (record->text);
      g_ptr_array_add (links, link);
    }
  return g_steal_pointer (&links);
}

void
kaiji_pdf_link_free (KaijiPdfLink *link)
{
  g_free (link->text);
  g_free (link);
}
