/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
extern int kaiji_db_placeholder;
int kaiji_db_placeholder;
