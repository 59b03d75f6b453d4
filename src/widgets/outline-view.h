/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/client.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_OUTLINE_VIEW (kaiji_outline_view_get_type ())
/**
 * KaijiOutlineView:
 *
 * The outline of a document as an indented list with printed page numbers; the row that the
 * current page lies in is selected. Says so when there is no outline.
 *
 * Signal `page-activated (int page, double top_pt)`.
 */
G_DECLARE_FINAL_TYPE (KaijiOutlineView, kaiji_outline_view, KAIJI, OUTLINE_VIEW, GtkWidget)

GtkWidget *kaiji_outline_view_new (void);
/* @document: (nullable) whose outline is shown. */
void kaiji_outline_view_set_document (KaijiOutlineView *self, KaijiPdfDocument *document);
void kaiji_outline_view_set_page (KaijiOutlineView *self, int page);

G_END_DECLS
