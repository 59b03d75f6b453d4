/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
extern int kaiji_widgets_placeholder;
int kaiji_widgets_placeholder;
