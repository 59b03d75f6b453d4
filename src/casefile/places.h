/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/citation.h"

G_BEGIN_DECLS

GBytes *kaiji_places_pack (const KaijiRect *rects, guint n_rects) G_GNUC_WARN_UNUSED_RESULT;
KaijiRect *kaiji_places_unpack (GBytes *packed, guint n_rects) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
