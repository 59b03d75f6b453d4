/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_TYPE_FIELD_CITATIONS (kaiji_field_citations_get_type ())
/**
 * KaijiFieldCitations:
 *
 * The citations of one prompt as chips (添付書類等), the dashed ＋記載箇所 last, and below them the
 * wording of the form, or why no evidence is needed.
 */
G_DECLARE_FINAL_TYPE (KaijiFieldCitations, kaiji_field_citations, KAIJI, FIELD_CITATIONS, GtkWidget)

GtkWidget *kaiji_field_citations_new (KaijiSession *session, KaijiPrompt *prompt);
void kaiji_field_citations_refresh (KaijiFieldCitations *self);
void kaiji_field_citations_update_waiver (KaijiFieldCitations *self);
gboolean
kaiji_field_citations_drop (KaijiFieldCitations *self, KaijiCitation *citation, double x, double y);
guint kaiji_field_citations_get_n (KaijiFieldCitations *self);
GtkWidget *kaiji_field_citations_get_add_button (KaijiFieldCitations *self);

G_END_DECLS
