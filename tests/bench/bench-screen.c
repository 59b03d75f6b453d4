/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a program takes until its pixels stand on the screen, seen from outside.
 *
 * bench-screen RUNS SETTLE_MS COMMAND ARG…
 *
 * Starts the command once and lets it settle: that picture is the goal. Then starts it RUNS times
 * and looks at the root window again and again; the time counts until 99.5 % of the pixels that the
 * program changed are as in the goal. What is measured is the same for every program: no cooperation
 * of the program, no window manager. Prints one time in ms a line.
 *
 * Needs a display of its own with nothing else on it.
 */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

typedef struct
{
  guint32 *pixels;
  gsize n;
} Picture;

static Picture
look (Display *display)
{
  Window root = DefaultRootWindow (display);
  XWindowAttributes attributes;
  XImage *image;
  Picture picture;

  XGetWindowAttributes (display, root, &attributes);
  image = XGetImage (display, root, 0, 0, (unsigned) attributes.width, (unsigned) attributes.height,
                     AllPlanes, ZPixmap);
  if (!image || image->bits_per_pixel != 32)
    g_error ("the display must be 24 bit deep");
  picture.n = (gsize) image->width * (gsize) image->height;
  picture.pixels = g_new (guint32, picture.n);
  for (int y = 0; y < image->height; y++)
    memcpy (picture.pixels + (gsize) y * (gsize) image->width,
            image->data + (gsize) y * (gsize) image->bytes_per_line, (gsize) image->width * 4);
  XDestroyImage (image);
  return picture;
}

static GPid
start (char **argv)
{
  g_autoptr (GError) error = NULL;
  GPid pid;

  if (!g_spawn_async (NULL, argv, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                          | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &pid, &error))
    g_error ("%s", error->message);
  return pid;
}

static void
stop (GPid pid, Display *display)
{
  kill (pid, SIGTERM);
  for (int i = 0; i < 100 && waitpid (pid, NULL, WNOHANG) == 0; i++)
    g_usleep (20000);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  XSync (display, False);
  g_usleep (500000);
}

/* Whether @now is as @goal in nearly all of the pixels in which the goal differs from @empty. */
static gboolean
is_there (const Picture *now, const Picture *goal, const Picture *empty)
{
  gsize changed = 0, same = 0;

  for (gsize i = 0; i < goal->n; i++)
    if ((goal->pixels[i] ^ empty->pixels[i]) & 0xffffff)
      {
        changed++;
        same += ((now->pixels[i] ^ goal->pixels[i]) & 0xffffff) == 0;
      }
  return changed > 1000 && same * 1000 >= changed * 995;
}

int
main (int argc, char *argv[])
{
  Display *display = XOpenDisplay (NULL);
  Picture empty, goal;
  GPid pid;

  if (!display || argc < 4)
    g_error ("usage, on a display of its own: bench-screen RUNS SETTLE_MS COMMAND ARG…");
  empty = look (display);
  pid = start (argv + 3);
  g_usleep ((gulong) atoi (argv[2]) * 1000);
  goal = look (display);
  stop (pid, display);
  for (int run = 0; run < atoi (argv[1]); run++)
    {
      gint64 begin = g_get_monotonic_time ();
      gint64 end = 0;

      pid = start (argv + 3);
      while (!end && g_get_monotonic_time () - begin < 30 * G_USEC_PER_SEC)
        {
          Picture now = look (display);

          if (is_there (&now, &goal, &empty))
            end = g_get_monotonic_time ();
          g_free (now.pixels);
          g_usleep (2000);
        }
      stop (pid, display);
      if (!end)
        g_error ("the picture of the first run did not come again");
      g_print ("%.1f\n", (double) (end - begin) / 1000);
    }
  g_free (empty.pixels);
  g_free (goal.pixels);
  XCloseDisplay (display);
  return 0;
}
