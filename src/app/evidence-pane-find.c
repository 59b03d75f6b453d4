/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find in the document that is shown: bar, count, marks, next and previous.
 *
 * Invariant: the view is moved to a hit only once by itself, to the first one that is found from
 * the page that was shown; after that only by the user. */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#define MAX_MARKS 500

static void
update_label (KaijiEvidencePane *self)
{
  guint n = kaiji_document_find_get_n_hits (self->finder);
  const char *query = self->find_entry != NULL ? gtk_editable_get_text (self->find_entry) : "";
  g_autofree char *text = NULL;

  if (query[0] == '\0')
    text = g_strdup ("");
  else if (kaiji_document_find_has_no_text (self->finder))
    text = g_strdup (_ ("No text in this document"));
  else if (n == 0 && kaiji_document_find_is_running (self->finder))
    text = g_strdup (_ ("Searching…"));
  else if (n == 0)
    text = g_strdup (_ ("Not found"));
  else if (kaiji_document_find_is_cut (self->finder))
    text = g_strdup_printf (_ ("%u / more than %u"), self->hit + 1, n);
  else if (kaiji_document_find_is_running (self->finder))
    text = g_strdup_printf ("%u / %u…", self->hit + 1, n);
  else
    text = g_strdup_printf (_ ("%u / %u hits"), self->hit + 1, n);
  if (self->find_label != NULL)
    gtk_label_set_text (self->find_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.find-next", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.find-previous", n > 0);
}

static void
mark_hits (KaijiEvidencePane *self)
{
  guint n = kaiji_document_find_get_n_hits (self->finder);
  guint first = self->hit > MAX_MARKS / 2 ? self->hit - MAX_MARKS / 2 : 0;

  kaiji_page_view_clear_marks (self->page_view, KAIJI_PAGE_MARK_HIT);
  kaiji_page_view_clear_marks (self->page_view, KAIJI_PAGE_MARK_CURRENT_HIT);
  for (guint i = first; i < MIN (n, first + MAX_MARKS); i++)
    {
      const KaijiPdfHit *hit = kaiji_document_find_get_hit (self->finder, i);
      kaiji_page_view_add_mark (self->page_view,
                                hit == self->shown_hit ? KAIJI_PAGE_MARK_CURRENT_HIT
                                                       : KAIJI_PAGE_MARK_HIT,
                                hit->page, hit->rects, hit->n_rects);
    }
}

static void
show_hit (KaijiEvidencePane *self)
{
  const KaijiPdfHit *hit = kaiji_document_find_get_hit (self->finder, self->hit);

  self->shown_hit = hit;
  kaiji_page_view_go_to (self->page_view, hit->page, hit->n_rects > 0 ? hit->rects : NULL);
  mark_hits (self);
  update_label (self);
}

static void
changed_cb (KaijiDocumentFind *finder, KaijiEvidencePane *self)
{
  guint n = kaiji_document_find_get_n_hits (finder);

  if (n > 0 && self->shown_hit == NULL)
    {
      self->hit =
          kaiji_document_find_first_from (finder, kaiji_page_view_get_page (self->page_view));
      kaiji_evidence_pane_leave_place (self);
      show_hit (self);
    }
  else
    {
      /* Hits of earlier pages come in front of the one that is shown. */
      if (n > 0)
        self->hit = kaiji_document_find_index_of (finder, self->shown_hit);
      mark_hits (self);
      update_label (self);
    }
}

/* Next or previous place in the document; a bell when nothing was looked for. */
void
kaiji_evidence_pane_step_hit (KaijiEvidencePane *self, int direction)
{
  guint n = kaiji_document_find_get_n_hits (self->finder);

  if (n == 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->hit = (self->hit + n + (guint) direction) % n;
  show_hit (self);
}

static void
find_changed_cb (KaijiEvidencePane *self)
{
  kaiji_evidence_pane_restart_find (self);
}

static void
find_activate_cb (KaijiEvidencePane *self)
{
  kaiji_evidence_pane_step_hit (self, 1);
}

static void
find_previous_cb (KaijiEvidencePane *self)
{
  kaiji_evidence_pane_step_hit (self, -1);
}

static void
find_stop_cb (KaijiEvidencePane *self)
{
  kaiji_evidence_pane_stop_find (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->page_view));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  if (gtk_revealer_get_reveal_child (self->find_revealer)
      && gtk_widget_get_focus_child (GTK_WIDGET (self->find_revealer)) != NULL)
    find_stop_cb (self);
  else
    kaiji_evidence_pane_find (self);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_evidence_pane_step_hit (KAIJI_EVIDENCE_PANE (widget),
                                g_str_has_suffix (name, "next") ? 1 : -1);
}

/** kaiji_evidence_pane_find: opens the search in the document and puts the focus there. */
void
kaiji_evidence_pane_find (KaijiEvidencePane *self)
{
  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  if (self->document == NULL)
    return;
  kaiji_evidence_pane_make_find_bar (self);
  gtk_widget_set_visible (GTK_WIDGET (self->find_revealer), TRUE);
  gtk_revealer_set_reveal_child (self->find_revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  gtk_editable_select_region (self->find_entry, 0, -1);
  if (gtk_editable_get_text (self->find_entry)[0] != '\0')
    kaiji_evidence_pane_restart_find (self);
}

void
kaiji_evidence_pane_restart_find (KaijiEvidencePane *self)
{
  self->hit = 0;
  self->shown_hit = NULL;
  kaiji_document_find_start (self->finder, self->document, gtk_editable_get_text (self->find_entry),
                             kaiji_page_view_get_page (self->page_view));
}

void
kaiji_evidence_pane_stop_find (KaijiEvidencePane *self)
{
  self->shown_hit = NULL;
  gtk_revealer_set_reveal_child (self->find_revealer, FALSE);
  kaiji_document_find_start (self->finder, NULL, NULL, 1);
}

void
kaiji_evidence_pane_class_init_find (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evidence.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "evidence.find-next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "evidence.find-previous", NULL, step_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "evidence.find",
                                       NULL);
  gtk_widget_class_bind_template_callback (widget_class, find_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_stop_cb);
}

void
kaiji_evidence_pane_init_find (KaijiEvidencePane *self)
{
  self->finder = kaiji_document_find_new ();
  g_signal_connect_object (self->finder, "changed", G_CALLBACK (changed_cb), self, 0);
  update_label (self);
}
