/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turning the main loop in tests of widgets. */
#pragma once

#include <gio/gio.h>

#define WAIT_SECONDS 20

static inline void
test_turn_once (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (500);
}

/* Turns it for a while. */
static inline void
turn (int ms)
{
  const gint64 end = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    test_turn_once ();
}

/* Turns it until @condition holds; it is not asked again once it did. */
#define WAIT_UNTIL(condition) \
  G_STMT_START \
  { \
    const gint64 wait_end = g_get_monotonic_time () + WAIT_SECONDS * G_TIME_SPAN_SECOND; \
    gboolean wait_held; \
    while (!(wait_held = !!(condition)) && g_get_monotonic_time () < wait_end) \
      test_turn_once (); \
    if (!wait_held) \
      g_error ("waited in vain for: %s", #condition); \
  } \
  G_STMT_END
