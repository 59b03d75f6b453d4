/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int
pdf_test_memfd (gconstpointer data, gsize size)
{
  int fd = memfd_create ("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  g_assert_cmpint (
      fcntl (fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE), ==, 0);
  return fd;
}

int
pdf_test_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pdf", name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

int
pdf_test_image (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "image", name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

int
pdf_test_system_file (const char *path)
{
  return open (path, O_RDONLY | O_CLOEXEC);
}

/* Kernels without Landlock are met in containers: what can be tested there is. */
KaijiPdfService *
pdf_test_service (void)
{
  static gsize checked = 0;

  if (g_once_init_enter (&checked))
    {
      g_autofree char *command = g_strconcat (g_getenv ("KAIJI_WORKER"), " --check-sandbox", NULL);
      g_autofree char *said = NULL;
      int status = -1;

      g_assert_true (g_spawn_command_line_sync (command, &said, NULL, &status, NULL));
      if (status != 0)
        {
          g_test_message ("The sandbox is not whole here:\n%s", said);
          g_setenv ("KAIJI_PDF_UNSANDBOXED", "1", TRUE);
        }
      g_once_init_leave (&checked, 1);
    }
  return kaiji_pdf_service_new (NULL);
}

gboolean
pdf_test_is_blank (const KaijiPdfImage *image)
{
  const guint32 *pixels = g_bytes_get_data (image->pixels, NULL);
  const gsize count = (gsize) image->width * (gsize) image->height;

  for (gsize i = 1; i < count; i++)
    if (pixels[i] != pixels[0])
      return FALSE;
  return TRUE;
}
