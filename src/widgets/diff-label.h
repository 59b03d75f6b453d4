/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows on a label what leads from one text to the other: what is gone is struck out, what is new
 * is underlined and bold, so that it can be seen without colours. The same text is shown plainly.
 * Assistive technology reads both texts one after the other. */
void kaiji_diff_label_show (GtkLabel *label, const char *before, const char *after);

G_END_DECLS
