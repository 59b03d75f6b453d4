/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
extern int kaiji_pdf_placeholder;
int kaiji_pdf_placeholder;
