/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that ends with the session as well as when its caller gives it up. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KaijiEither:
 * @cancellable: cancelled as soon as either of the two is; %NULL before it was connected
 *
 * Its other fields are its own.
 */
typedef struct
{
  GCancellable *cancellable;
  GCancellable *sources[2];
  gulong handlers[2];
} KaijiEither;

/* Either may be %NULL. Thread: any. */
void kaiji_either_connect (KaijiEither *self, GCancellable *closing, GCancellable *caller);
/* Hears of neither from now on; calling it again does nothing. Not from a handler of the two. */
void kaiji_either_disconnect (KaijiEither *self);
/* The same, and gives up what it holds. */
void kaiji_either_clear (KaijiEither *self);

G_END_DECLS
