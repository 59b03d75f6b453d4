/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lock of a case file: a side file ".~lock.NAME#" that says who has the case open.
 *
 * Invariants:
 * 1. Who holds the lock on the side file holds the case; what is written in it only tells others.
 *    The lock ends with its process, so a side file that stayed behind stops nobody.
 * 2. The side file that is locked is the one that the name leads to: whoever locked one that was
 *    removed in between tries again.
 */
#include "casefile/lock.h"

#include "casefile/casefile.h"
#include "casefile/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_NOTE 1024

struct _KaijiLock
{
  char *path;
  int fd;
};

/** kaiji_lock_get_person: Returns: (transfer none): name of the person at the machine. */
const char *
kaiji_lock_get_person (void)
{
  const char *name = g_get_real_name ();

  return !*name || g_str_equal (name, "Unknown") ? g_get_user_name () : name;
}

static gboolean
write_note (int fd)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M");
  g_autofree char *note =
      g_strdup_printf ("%s\n%s\n%s\n", kaiji_lock_get_person (), g_get_host_name (), since);

  return ftruncate (fd, 0) == 0 && pwrite (fd, note, strlen (note), 0) == (gssize) strlen (note);
}

static void
set_locked (int fd, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  char note[MAX_NOTE + 1] = "";
  gssize n = pread (fd, note, MAX_NOTE, 0);
  g_autofree char *valid = g_utf8_make_valid (note, MAX (n, 0));
  g_auto (GStrv) lines = g_strsplit (valid, "\n", 4);

  if (g_strv_length (lines) >= 3)
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_LOCKED,
                 /* Translators: file, person, computer, date and time */
                 _ ("“%s” is open already: %s, on %s, since %s. Close it there, or open it for "
                    "reading only."),
                 name, lines[0], lines[1], lines[2]);
  else
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_LOCKED,
                 _ ("“%s” is open already. Close it there, or open it for reading only."), name);
}

static void
set_no_lock (int code, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (code == EACCES || code == EPERM || code == EROFS)
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_READ_ONLY,
                 _ ("The folder of “%s” cannot be written to. Copy the file elsewhere, or open it "
                    "for reading only."),
                 name);
  else if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NO_SPACE,
                 _ ("There is no room on the disk of “%s”. Make room and try again."), name);
  else if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_NOT_FOUND,
                 _ ("The folder of “%s” is not there. Check the place and try again."), name);
  else
    g_set_error (error, KAIJI_CASEFILE_ERROR, KAIJI_CASEFILE_ERROR_IO,
                 _ ("“%s” cannot be locked (%s). Check the disk and try again."), name,
                 g_strerror (code));
}

static gboolean
is_still_there (int fd, const char *path)
{
  struct stat ours, there;

  return fstat (fd, &ours) == 0 && stat (path, &there) == 0 && ours.st_dev == there.st_dev
         && ours.st_ino == there.st_ino;
}

/**
 * kaiji_lock_new:
 * @path: the case file
 * @error: %KAIJI_CASEFILE_ERROR_LOCKED (who, where, since when), %KAIJI_CASEFILE_ERROR_READ_ONLY
 *   (the folder cannot be written to)
 *
 * Thread: any. Returns: (transfer full): the lock, held until it is freed
 */
KaijiLock *
kaiji_lock_new (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *side = g_strdup_printf ("%s/.~lock.%s#", folder, name);
  KaijiLock *self;

  for (;;)
    {
      int fd = open (side, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);

      if (fd < 0)
        {
          set_no_lock (errno, path, error);
          return NULL;
        }
      if (!kaiji_platform_try_lock (fd))
        {
          int code = errno;

          if (code == EAGAIN || code == EACCES)
            set_locked (fd, path, error);
          else
            set_no_lock (code, path, error);
          close (fd);
          return NULL;
        }
      if (!is_still_there (fd, side))
        {
          close (fd);
          continue;
        }
      /* The note is for others to read: without room for it the lock holds all the same. */
      if (!write_note (fd))
        g_debug ("%s: no note written", side);
      self = g_new0 (KaijiLock, 1);
      self->path = g_steal_pointer (&side);
      self->fd = fd;
      return self;
    }
}

/** kaiji_lock_free: Gives the lock back and removes the side file. */
void
kaiji_lock_free (KaijiLock *self)
{
  if (!self)
    return;
  g_unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}
