/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a program takes until its pixels stand on the screen, seen from outside.
 *
 * bench-screen FRAMEBUFFER RUNS SETTLE_MS COMMAND ARG…
 *
 * Starts the command once and lets it settle: that picture is the goal. Then starts it RUNS times
 * and looks at the screen again and again; the time counts until 99.5 % of the pixels that the
 * program changed are as in the goal. What is measured is the same for every program: no cooperation
 * of the program, no window manager. Prints one time in ms a line.
 *
 * FRAMEBUFFER is the file in which Xvfb keeps the screen (-fbdir): looking at it costs the display
 * nothing, where fetching each picture from it would take most of a processor from what is measured.
 * Needs a display of its own with nothing else on it. */
#include <X11/Xlib.h>
#include <X11/XWDFile.h>
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

/* The screen itself, as it is at any moment. */
static Picture
find_screen (const char *path)
{
  g_autoptr (GError) error = NULL;
  GMappedFile *file = g_mapped_file_new (path, FALSE, &error);
  const XWDFileHeader *header;
  Picture screen;
  gsize start;

  if (!file)
    g_error ("%s", error->message);
  header = (const XWDFileHeader *) (gpointer) g_mapped_file_get_contents (file);
  start = GUINT32_FROM_BE (header->header_size) + GUINT32_FROM_BE (header->ncolors) * sz_XWDColor;
  screen.n = (gsize) GUINT32_FROM_BE (header->bytes_per_line) / 4
             * GUINT32_FROM_BE (header->pixmap_height);
  if (GUINT32_FROM_BE (header->bits_per_pixel) != 32
      || g_mapped_file_get_length (file) < start + screen.n * 4)
    g_error ("%s: the display must be 24 bit deep", path);
  screen.pixels = (guint32 *) (gpointer) (g_mapped_file_get_contents (file) + start);
  return screen;
}

static Picture
look (const Picture *screen)
{
  return (Picture){ g_memdup2 (screen->pixels, screen->n * 4), screen->n };
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

/* Not each pixel is compared; the step shares no factor with a width. */
#define STEP 7

/* The pixels in which the goal differs from the empty screen. */
static GArray *
find_changed (const Picture *goal, const Picture *empty)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < goal->n; i += STEP)
    if ((goal->pixels[i] ^ empty->pixels[i]) & 0xffffff)
      g_array_append_val (changed, i);
  if (changed->len * STEP <= 1000)
    g_error ("the program showed nothing");
  return changed;
}

/* Whether @now is as @goal in nearly all of them. Looking ends with the first half per cent that is
 * not: whoever looked at all of them each time would take most of a processor, and of its cache, from
 * what is measured. */
static gboolean
is_there (const Picture *now, const Picture *goal, GArray *changed)
{
  guint others = 0;

  for (guint i = 0; i < changed->len; i++)
    {
      const guint32 at = g_array_index (changed, guint32, i);

      others += ((now->pixels[at] ^ goal->pixels[at]) & 0xffffff) != 0;
      if (others * 1000 > changed->len * 5)
        return FALSE;
    }
  return TRUE;
}

int
main (int argc, char *argv[])
{
  Display *display = XOpenDisplay (NULL);
  g_autoptr (GArray) changed = NULL;
  Picture screen, empty, goal;
  GPid pid;

  if (!display || argc < 5)
    g_error (
        "usage, on a display of its own: bench-screen FRAMEBUFFER RUNS SETTLE_MS COMMAND ARG…");
  screen = find_screen (argv[1]);
  empty = look (&screen);
  pid = start (argv + 4);
  g_usleep ((gulong) atoi (argv[3]) * 1000);
  goal = look (&screen);
  changed = find_changed (&goal, &empty);
  stop (pid, display);
  for (int run = 0; run < atoi (argv[2]); run++)
    {
      gint64 begin = g_get_monotonic_time ();
      gint64 end = 0;

      pid = start (argv + 4);
      while (!end && g_get_monotonic_time () - begin < 30 * G_USEC_PER_SEC)
        {
          if (is_there (&screen, &goal, changed))
            end = g_get_monotonic_time ();
          else
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
