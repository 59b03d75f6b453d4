/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file from outside on its way to become evidence.
 *
 * Invariant: what is hashed, read and stored are the same bytes (a sealed copy in memory).
 */
#include "jobs/ingest.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "casefile/digest.h"
#include "jobs/media.h"
#include "jobs/platform.h"
#include "jobs/session.h"
#include "pdf/extractor.h"

#define BLOCK (256 * 1024)

static void
refuse (const char *path, const char *cause, GError **error)
{
  g_autofree char *file = g_filename_display_name (path);

  g_set_error (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT, "%s: %s", file, cause);
}

static int
copy_open (const char *path,
           int fd,
           KaijiEvidenceMedia *media,
           gint64 *size,
           GCancellable *cancellable,
           GFileProgressCallback progress,
           gpointer progress_data,
           GError **error)
{
  g_autoptr (GError) cause = NULL;
  struct stat info;
  int copy;

  if (fstat (fd, &info) < 0 || !S_ISREG (info.st_mode))
    {
      refuse (path, _ ("This is no ordinary file. Choose a file."), error);
      return -1;
    }
  copy = kaiji_platform_copy_sealed (fd, size, cancellable, progress, progress_data, &cause);
  if (copy < 0)
    {
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&cause));
      else
        refuse (path, cause->message, error);
      return -1;
    }
  if (*size > 0 && kaiji_media_recognize (copy, path, media))
    return copy;
  close (copy);
  refuse (path,
          *size == 0 ? _ ("The file is empty. Choose another one.")
                     : _ ("This is neither a PDF nor a picture (PNG, JPEG, TIFF) nor a file of an "
                          "office program. Save or scan the document as PDF and add that."),
          error);
  return -1;
}

/**
 * kaiji_ingest_copy:
 * @path: a file
 * @media: (out): as what it can be evidence
 * @size: (out): bytes
 * @cancellable: (nullable): to give up
 * @progress: (nullable): gets bytes, on this thread
 * @progress_data: for @progress
 * @error: it cannot be read, is no ordinary file or none that can be evidence
 *
 * Thread: any; blocks. Returns: a descriptor that the caller owns, -1 on error
 */
int
kaiji_ingest_copy (const char *path,
                   KaijiEvidenceMedia *media,
                   gint64 *size,
                   GCancellable *cancellable,
                   GFileProgressCallback progress,
                   gpointer progress_data,
                   GError **error)
{
  /* Not blocking: a pipe must not hang the thread. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  int copy;

  if (fd < 0)
    {
      refuse (path, g_strerror (errno), error);
      return -1;
    }
  copy = copy_open (path, fd, media, size, cancellable, progress, progress_data, error);
  close (fd);
  return copy;
}

/** kaiji_ingest_hash: Thread: any; blocks. Returns: whether the digest is in @sha256. */
gboolean
kaiji_ingest_hash (int copy, const char *path, char sha256[65], GError **error)
{
  g_autofree guint8 *bytes = g_malloc (BLOCK);
  KaijiDigest digest;
  goffset offset = 0;

  kaiji_digest_init (&digest);
  while (TRUE)
    {
      gssize n = pread (copy, bytes, BLOCK, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          refuse (path, g_strerror (errno), error);
          return FALSE;
        }
      if (n == 0)
        break;
      kaiji_digest_update (&digest, bytes, (gsize) n);
      offset += n;
    }
  g_strlcpy (sha256, kaiji_digest_get_string (&digest), 65);
  return TRUE;
}

/**
 * kaiji_ingest_open:
 * @pdf: the worker
 * @copy: what kaiji_ingest_copy() gave
 * @path: the file, for messages
 * @password: (nullable): for an encrypted one
 * @cancellable: (nullable): to give up
 * @error: damaged, encrypted, without pages
 *
 * Thread: any; blocks. Returns: (transfer full): the open document
 */
KaijiPdfDocument *
kaiji_ingest_open (KaijiPdfService *pdf,
                   int copy,
                   const char *path,
                   const char *password,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (KaijiPdfDocument) document =
      kaiji_pdf_service_open_sync (pdf, copy, password, cancellable, error);

  if (!document)
    {
      g_autofree char *file = g_filename_display_name (path);

      g_prefix_error (error, "%s: ", file);
      return NULL;
    }
  if (kaiji_pdf_document_get_n_pages (document) < 1)
    {
      refuse (path, _ ("The PDF has no pages."), error);
      return NULL;
    }
  return g_steal_pointer (&document);
}

int
kaiji_ingest_find_scan_dpi (KaijiPdfService *pdf,
                            int copy,
                            const char *password,
                            GCancellable *cancellable)
{
  g_autoptr (KaijiPdfExtractor) extractor =
      kaiji_pdf_extractor_open (pdf, copy, password, cancellable, NULL);
  int dpi = 0;

  return extractor && kaiji_pdf_extractor_find_scans (extractor, &dpi, NULL) ? dpi : 0;
}
