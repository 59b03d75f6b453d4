/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What GTK's drop-down list leaves out for assistive technology. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kaiji_drop_down_name_button (GtkDropDown *drop_down);

G_END_DECLS
