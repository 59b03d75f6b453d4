/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that copies pages, one a document.
 *
 * 1. It is started for one document and ended with it; nothing of it is shared with the worker.
 * 2. Whoever waits for it can cancel: the process is ended then, there is nothing to wait for. */
#include "pdf/extractor.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/paths.h"
#include "pdf/channel.h"
#include "pdf/engine.h"
#include "pdf/connection.h"

#define PROGRAM "kaiji-pdf-extractor"
#define OPEN_TIMEOUT 20000
#define CUT_TIMEOUT 180000

struct _KaijiPdfExtractor
{
  KaijiPdfConnection connection;
  GCancellable *cancellable;
  gulong cancelled_id;
  int n_pages;
};

void
kaiji_pdf_excerpt_map_free (KaijiPdfExcerptMap *map)
{
  g_free (map->pages);
  g_free (map->sha256);
  g_free (map);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  KaijiPdfExtractor *self = user_data;
  const guint64 one = 1;

  while (write (self->connection.wake_fd, &one, sizeof one) < 0 && errno == EINTR)
    ;
}

static KaijiPdfLook
look_up (gpointer data)
{
  KaijiPdfExtractor *self = data;

  return g_cancellable_is_cancelled (self->cancellable) ? KAIJI_PDF_LOOK_QUIT
                                                        : KAIJI_PDF_LOOK_GO_ON;
}

void
kaiji_pdf_extractor_free (KaijiPdfExtractor *self)
{
  if (self->cancelled_id)
    g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  kaiji_pdf_connection_stop (&self->connection, KAIJI_PDF_OUTCOME_QUIT);
  close (self->connection.wake_fd);
  g_clear_object (&self->cancellable);
  g_free (self->connection.program);
  g_free (self);
}

/* FALSE: there is no answer, and @error says why. What came along is in @payload, or -1. */
static gboolean
ask (KaijiPdfExtractor *self,
     const KaijiPdfRequest *request,
     int fd,
     KaijiPdfReply *reply,
     int *payload,
     GError **error)
{
  switch (kaiji_pdf_connection_ask (&self->connection, request, fd, reply, payload))
    {
    case KAIJI_PDF_OUTCOME_REPLY:
      return TRUE;
    case KAIJI_PDF_OUTCOME_QUIT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled."));
      return FALSE;
    default:
      g_set_error_literal (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_CRASHED,
                           _ ("Pages cannot be taken out of this file: reading it failed or took "
                              "too long. Choose another copy of it."));
      return FALSE;
    }
}

static void
set_status (const KaijiPdfReply *reply, gboolean with_password, GError **error)
{
  switch (reply->status)
    {
    case KAIJI_PDF_STATUS_ENCRYPTED:
      g_set_error_literal (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED,
                           with_password
                               ? _ ("The password for this PDF is wrong. Enter it again.")
                               : _ ("This PDF is locked by a password. Enter the password."));
      break;
    case KAIJI_PDF_STATUS_TOO_LARGE:
      g_set_error_literal (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED,
                           _ ("The excerpt becomes too large to be made at once. Choose fewer "
                              "pages."));
      break;
    default:
      g_set_error_literal (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_DAMAGED,
                           _ ("Pages cannot be taken out of this file: it is damaged beyond "
                              "repair. Choose another copy of it, or print it to a new PDF."));
      break;
    }
}

static gboolean
open_source (KaijiPdfExtractor *self, int fd, const char *password, GError **error)
{
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  gboolean answered;
  int payload = -1;

  if (!kaiji_pdf_connection_ensure (&self->connection, error))
    return FALSE;
  kaiji_pdf_connection_begin (&self->connection, &request, KAIJI_PDF_KIND_OPEN, 0);
  if (password)
    {
      request.has_password = 1;
      g_strlcpy (request.password, password, sizeof request.password);
    }
  answered = ask (self, &request, fd, &reply, &payload, error);
  explicit_bzero (request.password, sizeof request.password);
  if (payload >= 0)
    close (payload);
  if (!answered)
    return FALSE;
  if (reply.status != KAIJI_PDF_STATUS_OK || reply.n_pages < 1
      || reply.n_pages > KAIJI_PDF_MAX_PAGES)
    {
      set_status (&reply, password != NULL, error);
      return FALSE;
    }
  self->n_pages = (int) reply.n_pages;
  return TRUE;
}

KaijiPdfExtractor *
kaiji_pdf_extractor_open (KaijiPdfService *service,
                          int fd,
                          const char *password,
                          GCancellable *cancellable,
                          GError **error)
{
  KaijiPdfExtractor *self = g_new0 (KaijiPdfExtractor, 1);
  g_autofree char *folder = g_path_get_dirname (kaiji_paths_get_worker ());

  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->connection.program = g_build_filename (folder, PROGRAM, NULL);
  self->connection.process.socket = -1;
  self->connection.wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->connection.look_up = look_up;
  self->connection.look_up_data = self;
  self->connection.insist = kaiji_pdf_service_get_insist (service);
  self->connection.timeout = OPEN_TIMEOUT;
  if (cancellable)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  if (!open_source (self, fd, password, error))
    g_clear_pointer (&self, kaiji_pdf_extractor_free);
  return self;
}

int
kaiji_pdf_extractor_get_n_pages (KaijiPdfExtractor *self)
{
  return self->n_pages;
}

gboolean
kaiji_pdf_extractor_find_scans (KaijiPdfExtractor *self, int *dpi, GError **error)
{
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  int payload = -1;

  kaiji_pdf_connection_begin (&self->connection, &request, KAIJI_PDF_KIND_SCAN, 0);
  if (!ask (self, &request, -1, &reply, &payload, error))
    return FALSE;
  if (payload >= 0)
    close (payload);
  *dpi = reply.status == KAIJI_PDF_STATUS_OK ? (int) MIN (reply.width, 100000) : 0;
  return TRUE;
}

/* --- excerpts --- */

static void
append_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text) + 1);
}

/* A sealed memfd; -1 with @error. */
static int
write_order (const KaijiPdfExcerptSpec *spec, GError **error)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (spec->day);
  g_autofree char *pdf_day =
      day ? g_date_time_format (day, "D:%Y%m%d%H%M%SZ") : g_strdup ("D:1970");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  KaijiPdfExcerptOrder order = { .n_pages = spec->n_pages };
  gsize stamp_size = 0;
  const void *stamp = spec->stamp ? g_bytes_get_data (spec->stamp, &stamp_size) : NULL;
  guint text_begins;
  void *data;
  int fd;

  g_byte_array_append (bytes, (const guint8 *) &order, sizeof order);
  for (guint i = 0; i < spec->n_pages; i++)
    {
      const guint32 page = (guint32) spec->pages[i];

      g_byte_array_append (bytes, (const guint8 *) &page, sizeof page);
    }
  text_begins = bytes->len;
  append_text (bytes, spec->title);
  append_text (bytes, spec->sha256);
  append_text (bytes, spec->name);
  append_text (bytes, pdf_day);
  for (guint i = 0; i < spec->n_pages; i++)
    append_text (bytes, spec->labels[i]);
  order.text_bytes = bytes->len - text_begins;
  order.stamp_bytes = (guint32) stamp_size;
  memcpy (bytes->data, &order, sizeof order);
  if (stamp)
    g_byte_array_append (bytes, stamp, (guint) stamp_size);
  fd = kaiji_pdf_channel_buffer_new (bytes->len, &data);
  if (fd >= 0)
    {
      memcpy (data, bytes->data, bytes->len);
      if (kaiji_pdf_channel_buffer_seal (fd, data, bytes->len))
        return fd;
      close (fd);
    }
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("There is not enough memory for the excerpt (%s). Close other programs."),
               g_strerror (errno));
  return -1;
}

/* Whether what came is as large as is said, and cannot change. */
static gboolean
is_whole (int fd, const KaijiPdfReply *reply)
{
  const void *data = NULL;

  if (fd >= 0 && reply->payload_size >= 1 && reply->payload_size <= KAIJI_PDF_MAX_EXCERPT)
    data = kaiji_pdf_channel_buffer_map (fd, reply->payload_size);
  if (data)
    munmap ((void *) data, reply->payload_size);
  return data != NULL;
}

int
kaiji_pdf_extractor_cut (KaijiPdfExtractor *self,
                         const KaijiPdfExcerptSpec *spec,
                         gboolean *repaired,
                         GError **error)
{
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  gboolean answered;
  int order, payload = -1;

  g_return_val_if_fail (spec->n_pages > 0, -1);

  order = write_order (spec, error);
  if (order < 0)
    return -1;
  g_atomic_int_set (&self->connection.timeout, CUT_TIMEOUT);
  kaiji_pdf_connection_begin (&self->connection, &request, KAIJI_PDF_KIND_EXCERPT, 0);
  answered = ask (self, &request, order, &reply, &payload, error);
  close (order);
  if (!answered)
    return -1;
  if (reply.status == KAIJI_PDF_STATUS_OK && reply.n_pages == spec->n_pages
      && is_whole (payload, &reply))
    {
      *repaired = (reply.flags & KAIJI_PDF_FLAG_REPAIRED) != 0;
      return payload;
    }
  if (payload >= 0)
    close (payload);
  set_status (&reply, FALSE, error);
  return -1;
}

/* --- the map --- */

/* NULL for one that makes no sense. */
static KaijiPdfExcerptMap *
new_map (const KaijiPdfReply *reply, const char *payload)
{
  KaijiPdfExcerptMap *map;
  KaijiPdfMapRecord head;

  if (reply->count < 1 || reply->count > KAIJI_PDF_MAX_PAGES
      || reply->payload_size != sizeof head + 4 * (guint64) reply->count)
    return NULL;
  memcpy (&head, payload, sizeof head);
  if (!memchr (head.sha256, '\0', sizeof head.sha256) || !g_str_is_ascii (head.sha256)
      || head.n_sheets < 1 || head.n_sheets > KAIJI_PDF_MAX_PAGES)
    return NULL;
  map = g_new0 (KaijiPdfExcerptMap, 1);
  map->n_sheets = (int) head.n_sheets;
  map->sha256 = g_strdup (head.sha256);
  map->n_pages = reply->count;
  map->pages = g_new (int, reply->count);
  for (guint i = 0; i < reply->count; i++)
    {
      guint32 page;

      memcpy (&page, payload + sizeof head + 4 * (gsize) i, sizeof page);
      map->pages[i] = (int) page;
      if (page < 1 || page > head.n_sheets || (i > 0 && map->pages[i] <= map->pages[i - 1]))
        {
          kaiji_pdf_excerpt_map_free (map);
          return NULL;
        }
    }
  return map;
}

gboolean
kaiji_pdf_extractor_read_map (KaijiPdfExtractor *self, KaijiPdfExcerptMap **map, GError **error)
{
  KaijiPdfRequest request;
  KaijiPdfReply reply;
  int fd = -1;

  *map = NULL;
  kaiji_pdf_connection_begin (&self->connection, &request, KAIJI_PDF_KIND_MAP, 0);
  if (!ask (self, &request, -1, &reply, &fd, error))
    return FALSE;
  if (fd >= 0)
    {
      const void *payload = reply.payload_size <= KAIJI_PDF_MAX_ORDER
                                ? kaiji_pdf_channel_buffer_map (fd, reply.payload_size)
                                : NULL;

      close (fd);
      if (payload)
        {
          *map = new_map (&reply, payload);
          munmap ((void *) payload, reply.payload_size);
        }
    }
  return TRUE;
}
