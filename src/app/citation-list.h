/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/cited.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_CITATION_LIST (kaiji_citation_list_get_type ())
/**
 * KaijiCitationList:
 *
 * All citations of a case with what should be cited and is not: filters with counts, a search
 * field, and lines that open their page. It follows the case.
 *
 * Keys: Enter opens the page (the focus stays), Ctrl+Enter goes to the prompt, Ctrl+F the search
 * field, Escape closes.
 *
 * Signal `closed ()`: the user does not want to see it any more.
 */
G_DECLARE_FINAL_TYPE (KaijiCitationList, kaiji_citation_list, KAIJI, CITATION_LIST, GtkWidget)

GtkWidget *kaiji_citation_list_new (KaijiSession *session);
void kaiji_citation_list_set_filter (KaijiCitationList *self, KaijiCitedFilter filter);
void kaiji_citation_list_focus (KaijiCitationList *self);
/* Lines that are shown (tests). */
guint kaiji_citation_list_get_n_shown (KaijiCitationList *self);

G_END_DECLS
