/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all citations, below the pages: made when it is first shown. */

#include "app/evidence-pane-private.h"

#include "app/citation-list.h"

static void
closed_cb (KaijiEvidencePane *self)
{
  gtk_widget_set_visible (self->all_citations, FALSE);
  kaiji_evidence_pane_focus_page (self);
}

/** kaiji_evidence_pane_show_citations: opens the list of all citations and puts the keyboard
 * there. */
void
kaiji_evidence_pane_show_citations (KaijiEvidencePane *self)
{
  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  if (self->session == NULL)
    return;
  if (self->all_citations == NULL)
    {
      self->all_citations = kaiji_citation_list_new (self->session);
      g_signal_connect_object (self->all_citations, "closed", G_CALLBACK (closed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->root_box), self->all_citations);
    }
  gtk_widget_set_visible (self->all_citations, TRUE);
  kaiji_citation_list_focus (KAIJI_CITATION_LIST (self->all_citations));
}

static void
citations_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_evidence_pane_show_citations (KAIJI_EVIDENCE_PANE (widget));
}

void
kaiji_evidence_pane_class_init_citations (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evidence.citations", NULL, citations_action);
}
