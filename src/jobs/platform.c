/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed memory: a copy of a file that cannot change between being looked at and being kept. */
#include "jobs/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define COPY_BYTES (256 * 1024)

static int
fail (int copy, GError **error)
{
  int saved = errno;

  if (copy >= 0)
    close (copy);
  g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (saved), g_strerror (saved));
  return -1;
}

static gboolean
write_all (int fd, const char *bytes, gsize n)
{
  while (n > 0)
    {
      gssize written = write (fd, bytes, n);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      n -= (gsize) written;
    }
  return TRUE;
}

int
kaiji_platform_copy_sealed (int fd,
                            gint64 *size,
                            GCancellable *cancellable,
                            GFileProgressCallback progress,
                            gpointer progress_data,
                            GError **error)
{
  g_autofree char *buffer = g_malloc (COPY_BYTES);
  int copy = memfd_create ("kaiji-evidence", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  struct stat info;

  *size = 0;
  if (copy < 0 || fstat (fd, &info) < 0)
    return fail (copy, error);
  for (;;)
    {
      gssize n = read (fd, buffer, COPY_BYTES);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || (n > 0 && !write_all (copy, buffer, (gsize) n)))
        return fail (copy, error);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          close (copy);
          return -1;
        }
      if (n == 0)
        break;
      *size += n;
      if (progress)
        progress (*size, MAX (*size, info.st_size), progress_data);
    }
  if (fcntl (copy, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) < 0
      || lseek (copy, 0, SEEK_SET) < 0)
    return fail (copy, error);
  return copy;
}
