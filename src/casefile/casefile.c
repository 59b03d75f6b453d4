/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
extern int kaiji_casefile_placeholder;
int kaiji_casefile_placeholder;
