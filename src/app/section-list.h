/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_SECTION_LIST (kaiji_section_list_get_type ())
/**
 * KaijiSectionList:
 *
 * The parts and sections of a form with what is done in each; the part that holds the current
 * section is unfolded. Below them the number of evidence documents.
 *
 * Signal `section-chosen (KaijiSection *section)`; signal `evidence-chosen ()`.
 */
G_DECLARE_FINAL_TYPE (KaijiSectionList, kaiji_section_list, KAIJI, SECTION_LIST, GtkWidget)

GtkWidget *kaiji_section_list_new (KaijiSession *session);
void kaiji_section_list_set_current (KaijiSectionList *self, KaijiSection *section);

G_END_DECLS
