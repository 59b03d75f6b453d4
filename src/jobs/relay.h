/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far work in a thread is, told where the work was asked for. */
#pragma once

#include "jobs/session.h"

G_BEGIN_DECLS

/**
 * KaijiRelay:
 *
 * Brings figures from a thread to the main context on which it was made; at most one message is on
 * its way, so that a fast thread does not flood the main loop. The last figure is always told,
 * unless it was stopped.
 */
typedef struct _KaijiRelay KaijiRelay;

/* @func: (nullable) */
KaijiRelay *kaiji_relay_new (KaijiProgressFunc func, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
KaijiRelay *kaiji_relay_ref (KaijiRelay *self) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_relay_unref (KaijiRelay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiRelay, kaiji_relay_unref)
/* @what: a text that stays (a translation). Thread: any. */
void kaiji_relay_tell (KaijiRelay *self, double fraction, const char *what);
/* Nothing is told from now on. Thread: the one it was made on. */
void kaiji_relay_stop (KaijiRelay *self);

G_END_DECLS
