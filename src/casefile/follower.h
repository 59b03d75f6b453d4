/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KaijiFollower: a digest that follows, in a thread of its own, behind bytes that are being read.
 */
typedef struct _KaijiFollower KaijiFollower;

KaijiFollower *kaiji_follower_new (const guint8 *bytes) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_follower_advance (KaijiFollower *self, gsize ready);
char *kaiji_follower_finish (KaijiFollower *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
