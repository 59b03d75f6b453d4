/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only Linux has, for this layer. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Copies the rest of @fd into memory that nobody can change any more. @progress gets bytes.
 * Thread: any; blocks. Returns: a file descriptor that the caller owns, at offset 0; -1 on error */
int kaiji_platform_copy_sealed (int fd,
                                gint64 *size,
                                GCancellable *cancellable,
                                GFileProgressCallback progress,
                                gpointer progress_data,
                                GError **error);

G_END_DECLS
