/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/replace-text.h"

G_BEGIN_DECLS

double kaiji_replace_align (const gunichar *needle,
                            guint n,
                            gboolean begins,
                            const gunichar *hay,
                            guint m,
                            guint *from,
                            guint *to);

G_END_DECLS
