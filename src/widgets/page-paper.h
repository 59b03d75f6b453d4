/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How light dark paper is, and how light what was black becomes on it; of 255. */
#define KAIJI_PAPER_DARK 38
#define KAIJI_PAPER_LIGHT 228

/* The pixels (32 bit, B8G8R8A8, opaque) as on dark paper: light becomes dark and dark light, hues
 * stay. Pure; thread: any. (transfer full) */
GBytes *kaiji_page_paper_darken (GBytes *pixels) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
