/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KaijiLock KaijiLock;

KaijiLock *kaiji_lock_new (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_lock_free (KaijiLock *self);
const char *kaiji_lock_get_person (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiLock, kaiji_lock_free)

G_END_DECLS
