/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dark paper: a page for eyes that are tired of white.
 *
 * Each pixel is moved along the grey axis until its luminance is turned round; so blue letters on
 * white become light blue ones on black, where a plain negative would make them yellow. The range
 * is narrowed at both ends: white on black glares. */

#include "widgets/page-paper.h"

static guint
narrow (int channel)
{
  int value = CLAMP (channel, 0, 255);

  return KAIJI_PAPER_DARK + (guint) value * (KAIJI_PAPER_LIGHT - KAIJI_PAPER_DARK) / 255;
}

GBytes *
kaiji_page_paper_darken (GBytes *pixels)
{
  gsize size;
  const guint8 *from = g_bytes_get_data (pixels, &size);
  guint8 *to = g_malloc (size);

  for (gsize i = 0; i + 4 <= size; i += 4)
    {
      int blue = from[i], green = from[i + 1], red = from[i + 2];
      int shift = 255 - 2 * ((29 * blue + 150 * green + 77 * red) >> 8);

      to[i] = (guint8) narrow (blue + shift);
      to[i + 1] = (guint8) narrow (green + shift);
      to[i + 2] = (guint8) narrow (red + shift);
      to[i + 3] = from[i + 3];
    }
  return g_bytes_new_take (to, size);
}
