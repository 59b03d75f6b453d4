/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What only Linux has. Functions that return a descriptor return -1 with errno set on failure. */

int kaiji_platform_open_anonymous (const char *name);
guint8 *kaiji_platform_map (int fd, gsize size);
void kaiji_platform_unmap (guint8 *bytes, gsize size);
gboolean kaiji_platform_seal (int fd);
gboolean kaiji_platform_try_lock (int fd);
gboolean kaiji_platform_rename (const char *from, const char *to, gboolean replace);
gboolean kaiji_platform_sync_folder_of (const char *path);

G_END_DECLS
