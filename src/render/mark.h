/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "render/render.h"

G_BEGIN_DECLS

/* Clear space about the mark, as a part of its width. */
#define KAIJI_MARK_CLEAR_SPACE 0.1
#define KAIJI_MARK_LEAST_WIDTH_MM 24.0

G_END_DECLS
