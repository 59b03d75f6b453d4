/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A PDF of one page, as small as the line on it: where a hard copy of the web comes from, to be laid
 * onto its pages. @address and @day stand there as they are. Source: 概要 4(4)ウ(ウ). Thread: one at
 * a time. Returns: (transfer full): NULL with an error of KAIJI_RENDER_ERROR */
GBytes *
kaiji_render_stamp (const char *address, const char *day, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
