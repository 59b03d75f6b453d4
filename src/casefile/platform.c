/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only Linux has: anonymous sealed files, locks that belong to an open file, renaming that
 * replaces nothing. */
#include "casefile/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/** kaiji_platform_open_anonymous: Returns: a file in memory that has no path and can be sealed. */
int
kaiji_platform_open_anonymous (const char *name)
{
  return memfd_create (name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

/**
 * kaiji_platform_map:
 *
 * Makes the anonymous file @size bytes long and maps it for writing.
 *
 * Returns: its bytes, %NULL when there is no memory for them
 */
guint8 *
kaiji_platform_map (int fd, gsize size)
{
  void *bytes;

  if (ftruncate (fd, (off_t) size) != 0)
    return NULL;
  /* An empty file cannot be mapped; nothing will be written to the one byte either. */
  bytes = mmap (NULL, MAX (size, 1), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
  return bytes == MAP_FAILED ? NULL : bytes;
}

/** kaiji_platform_unmap: Takes the map away again. */
void
kaiji_platform_unmap (guint8 *bytes, gsize size)
{
  munmap (bytes, MAX (size, 1));
}

/** kaiji_platform_seal: From now on nobody, whoever is given the descriptor, can change the file. */
gboolean
kaiji_platform_seal (int fd)
{
  return fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
}

/**
 * kaiji_platform_try_lock:
 *
 * Locks a file for as long as @fd is open: the lock ends with its process, and a second descriptor
 * of the same process is refused too. errno is EAGAIN or EACCES when somebody else has it.
 */
gboolean
kaiji_platform_try_lock (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

/** kaiji_platform_rename: Without @replace, errno is EEXIST when @to is there. */
gboolean
kaiji_platform_rename (const char *from, const char *to, gboolean replace)
{
  if (replace)
    return rename (from, to) == 0;
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  /* A file system without that call: a link never replaces either. */
  return link (from, to) == 0 && unlink (from) == 0;
}

/** kaiji_platform_sync_folder_of: Makes the name of a new or renamed file last. */
gboolean
kaiji_platform_sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = fsync (fd) == 0 || errno == EINVAL;
  close (fd);
  return done;
}
