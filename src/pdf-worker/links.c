/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The links of a page.
 *
 * 1. Nothing is followed here: a link is told, with the words that it names.
 * 2. What would start a program, run a script or open another file is blocked, whatever it claims
 *    to be; so is an address of a scheme that is neither the web's nor mail's. */
#include "pdf-worker/links.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "pdf/channel.h"

static const char *const schemes[] = { "http://", "https://", "mailto:" };

static void
describe_uri (const char *uri, KaijiPdfLinkRecord *record)
{
  worker_copy_text (record->text, sizeof record->text, uri);
  record->kind = KAIJI_PDF_LINK_RECORD_BLOCKED;
  /* One that does not fit would lead elsewhere when it is cut. */
  if (g_strcmp0 (record->text, uri) != 0)
    return;
  for (size_t i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (uri, schemes[i], strlen (schemes[i])) == 0)
      record->kind = KAIJI_PDF_LINK_RECORD_URI;
}

static uint32_t
find_named (WorkerDocument *document, uint32_t here, const char *name)
{
  const uint32_t last = worker_document_get_n_pages (document);

  if (g_strcmp0 (name, "NextPage") == 0)
    return MIN (here + 1, last);
  if (g_strcmp0 (name, "PrevPage") == 0)
    return MAX (here, 2) - 1;
  if (g_strcmp0 (name, "FirstPage") == 0)
    return 1;
  return g_strcmp0 (name, "LastPage") == 0 ? last : 0;
}

/* FALSE for what is no link: a comment, say, or one that leads nowhere. */
static bool
describe_action (WorkerDocument *document,
                 uint32_t here,
                 const PopplerAction *action,
                 KaijiPdfLinkRecord *record)
{
  record->kind = KAIJI_PDF_LINK_RECORD_BLOCKED;
  switch (action->type)
    {
    case POPPLER_ACTION_NONE:
      return false;
    case POPPLER_ACTION_GOTO_DEST:
      record->kind = KAIJI_PDF_LINK_RECORD_PAGE;
      if (action->goto_dest.dest)
        record->page =
            worker_document_find_place (document, action->goto_dest.dest, &record->top_pt);
      return record->page > 0;
    case POPPLER_ACTION_NAMED:
      record->page = find_named (document, here, action->named.named_dest);
      if (record->page > 0)
        record->kind = KAIJI_PDF_LINK_RECORD_PAGE;
      else
        worker_copy_text (record->text, sizeof record->text, action->named.named_dest);
      return true;
    case POPPLER_ACTION_URI:
      describe_uri (action->uri.uri, record);
      return true;
    case POPPLER_ACTION_GOTO_REMOTE:
      worker_copy_text (record->text, sizeof record->text, action->goto_remote.file_name);
      return true;
    case POPPLER_ACTION_LAUNCH:
      worker_copy_text (record->text, sizeof record->text, action->launch.file_name);
      return true;
    default:
      return true;
    }
}

static float
clamp (double value, double most)
{
  return isfinite (value) ? (float) CLAMP (value, 0, most) : 0;
}

/* poppler has the origin at the bottom left of the page as shown. */
static bool
describe_area (PopplerPage *page, const PopplerRectangle *area, KaijiPdfRectRecord *rect)
{
  double width, height;

  poppler_page_get_size (page, &width, &height);
  rect->x1 = clamp (MIN (area->x1, area->x2), width);
  rect->x2 = clamp (MAX (area->x1, area->x2), width);
  rect->y1 = clamp (height - MAX (area->y1, area->y2), height);
  rect->y2 = clamp (height - MIN (area->y1, area->y2), height);
  return rect->x2 > rect->x1 && rect->y2 > rect->y1;
}

int
worker_page_get_links (WorkerDocument *document, PopplerPage *page, KaijiPdfReply *reply)
{
  const uint32_t here = (uint32_t) poppler_page_get_index (page) + 1;
  /* poppler has them the wrong way round. */
  GList *mappings = g_list_reverse (poppler_page_get_link_mapping (page));
  g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (KaijiPdfLinkRecord));
  int fd;

  for (GList *link = mappings; link && records->len < KAIJI_PDF_MAX_LINKS; link = link->next)
    {
      const PopplerLinkMapping *mapping = link->data;
      KaijiPdfLinkRecord record = { 0 };

      if (mapping->action && describe_area (page, &mapping->area, &record.rect)
          && describe_action (document, here, mapping->action, &record))
        g_array_append_val (records, record);
    }
  poppler_page_free_link_mapping (mappings);
  reply->status = KAIJI_PDF_STATUS_OK;
  reply->count = records->len;
  if (reply->count == 0)
    return -1;
  reply->payload_size = reply->count * sizeof (KaijiPdfLinkRecord);
  fd = kaiji_pdf_channel_buffer_new_sealed (records->data, reply->payload_size);
  if (fd < 0)
    reply->status = KAIJI_PDF_STATUS_PAGE;
  return fd;
}
