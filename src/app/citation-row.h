/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/cited.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_CITATION_ROW (kaiji_citation_row_get_type ())
/**
 * KaijiCitationRow:
 *
 * One line of the list of citations, or its heading: cells in columns whose widths follow that of
 * the line. One widget without children, since GTK 4.8 makes two hundred lines at once.
 */
G_DECLARE_FINAL_TYPE (KaijiCitationRow, kaiji_citation_row, KAIJI, CITATION_ROW, GtkWidget)

GtkWidget *kaiji_citation_row_new (void);
GtkWidget *kaiji_citation_row_new_heading (void);
void kaiji_citation_row_set (KaijiCitationRow *self, KaijiCitedRow *row);

G_END_DECLS
