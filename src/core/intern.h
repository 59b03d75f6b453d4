/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one copy of @text that lives as long as the process; equal texts give the same pointer.
 * @text: (nullable): NULL gives NULL. Thread: any. */
const char *kaiji_intern (const char *text);

G_END_DECLS
