/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_ITEM_SEARCH (kaiji_item_search_get_type ())
/**
 * KaijiItemSearch:
 *
 * The content of a popover: a search over items, prompts and answers. Enter or a click asks the
 * session to reveal the field and closes the popover.
 */
G_DECLARE_FINAL_TYPE (KaijiItemSearch, kaiji_item_search, KAIJI, ITEM_SEARCH, GtkWidget)

GtkWidget *kaiji_item_search_new (KaijiSession *session);
void kaiji_item_search_set_text (KaijiItemSearch *self, const char *text);
guint kaiji_item_search_get_n_results (KaijiItemSearch *self);

G_END_DECLS
