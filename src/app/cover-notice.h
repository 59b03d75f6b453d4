/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "scheme/scheme.h"

G_BEGIN_DECLS

/* What the cover of a case says of a scheme whose items are not all verified, with a way to them.
 * Returns: (transfer floating) (nullable): %NULL when there is nothing to say */
GtkWidget *kaiji_cover_notice_new (KaijiScheme *scheme);

G_END_DECLS
