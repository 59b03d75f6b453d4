/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of documents: choosing one, its name, its properties, taking it out of the case.
 *
 * Invariant: the list is made anew whenever it is opened; nothing in it can be stale. */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/dialogs.h"
#include "widgets/tooltip.h"

typedef struct
{
  const char *evidence_id;
  guint n;
} CountRun;

static void
count_citation (KaijiCitation *citation, gpointer data)
{
  CountRun *run = data;

  if (g_strcmp0 (kaiji_citation_get_evidence_id (citation), run->evidence_id) == 0)
    run->n++;
}

guint
kaiji_evidence_pane_count_citations (KaijiEvidencePane *self, const char *evidence_id)
{
  CountRun run = { evidence_id, 0 };

  kaiji_case_source_foreach_citation (kaiji_session_get_source (self->session), count_citation,
                                      &run);
  return run.n;
}

static GtkWidget *
make_document_row (KaijiEvidencePane *self, KaijiEvidence *evidence)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
  guint n_cited = kaiji_evidence_pane_count_citations (self, info->id);
  g_autofree char *facts = NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (info->name);
  GtkWidget *note;

  if (info->media == KAIJI_EVIDENCE_MEDIA_OFFICE)
    facts = g_strdup (_ ("office file, listed only"));
  else if (info->pages > 0)
    facts = g_strdup_printf (_ ("%d pages · %u citations"), info->pages, n_cited);
  else
    facts = g_strdup_printf (_ ("%u citations"), n_cited);
  note = gtk_label_new (facts);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 30);
  gtk_widget_set_hexpand (name, TRUE);
  kaiji_tooltip_set (row, info->name);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "small");
  gtk_widget_add_css_class (note, "tabular");
  gtk_widget_add_css_class (box, "document-row");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), note);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (info->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, info->name,
                                  -1);
  return row;
}

static void
fill_list (KaijiEvidencePane *self)
{
  GListModel *model = kaiji_case_source_get_evidence (kaiji_session_get_source (self->session));
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->document_list, 0))) != NULL)
    gtk_list_box_remove (self->document_list, row);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (model, i);

      row = make_document_row (self, evidence);
      gtk_list_box_append (self->document_list, row);
      if (g_strcmp0 (kaiji_evidence_get_info (evidence)->id, self->evidence_id) == 0)
        gtk_list_box_select_row (self->document_list, GTK_LIST_BOX_ROW (row));
    }
}

/* Name on the button, and what the menu can do. */
void
kaiji_evidence_pane_update_menu (KaijiEvidencePane *self)
{
  KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !kaiji_journal_is_read_only (kaiji_session_get_journal (self->session));
  const char *name = evidence != NULL ? kaiji_evidence_get_info (evidence)->name : "";
  g_autofree char *said = g_strdup_printf ("%s: %s", _ ("Evidence documents"), name);

  gtk_label_set_text (self->document_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->document_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  kaiji_tooltip_set (GTK_WIDGET (self->document_button), name);
  gtk_widget_set_visible (GTK_WIDGET (self->document_button), evidence != NULL);
  gtk_widget_action_set_enabled (widget, "evidence.add", writable);
  gtk_widget_action_set_enabled (widget, "evidence.rename", writable && evidence != NULL);
  gtk_widget_action_set_enabled (widget, "evidence.remove", writable && evidence != NULL);
  gtk_widget_action_set_enabled (widget, "evidence.properties", evidence != NULL);
  gtk_widget_action_set_enabled (widget, "evidence.excerpt", evidence != NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->document_popover)))
    {
      kaiji_evidence_pane_update_replace (self);
      fill_list (self);
    }
}

static void
popover_shown_cb (KaijiEvidencePane *self)
{
  kaiji_evidence_pane_update_replace (self);
  gtk_widget_set_visible (self->history_items, !gtk_widget_get_mapped (self->history_box));
  fill_list (self);
}

static void
popover_closed_cb (KaijiEvidencePane *self)
{
  if (self->document_stack == NULL)
    return;
  gtk_stack_set_visible_child_name (self->document_stack, "list");
}

static void
document_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaijiEvidencePane *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  gtk_popover_popdown (self->document_popover);
  kaiji_evidence_pane_show_page (self, id, 0, NULL);
}

static void
show_menu_page (KaijiEvidencePane *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->document_stack, name);
  gtk_menu_button_popup (self->document_button);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);
  KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);

  if (evidence == NULL)
    return;
  kaiji_evidence_pane_make_document_menu (self);
  gtk_editable_set_text (GTK_EDITABLE (self->rename_entry),
                         kaiji_evidence_get_info (evidence)->name);
  show_menu_page (self, "rename");
  gtk_widget_grab_focus (GTK_WIDGET (self->rename_entry));
}

static void
rename_apply_cb (KaijiEvidencePane *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->rename_entry))));

  if (name[0] == '\0' || self->evidence_id == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self->rename_entry));
      return;
    }
  gtk_popover_popdown (self->document_popover);
  if (!kaiji_session_rename_evidence (self->session, self->evidence_id, name, &error))
    kaiji_session_tell (self->session, error->message, TRUE);
}

static void
properties_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  if (self->evidence_id == NULL)
    return;
  gtk_popover_popdown (self->document_popover);
  kaiji_session_request_describe (self->session, self->evidence_id);
}

/* ---- taking it out ---- */
typedef struct
{
  GWeakRef pane;
  char *id;
} RemoveRun;

static void
remove_response_cb (int response, gpointer data)
{
  RemoveRun *run = data;
  g_autoptr (KaijiEvidencePane) self = g_weak_ref_get (&run->pane);
  g_autoptr (GError) error = NULL;

  if (self != NULL && response == 1
      && !kaiji_session_remove_evidence (self->session, run->id, &error))
    kaiji_session_tell (self->session, error->message, TRUE);
  g_weak_ref_clear (&run->pane);
  g_free (run->id);
  g_free (run);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);
  KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);
  const char *buttons[] = { _ ("Cancel"), _ ("Remove"), NULL };
  g_autofree char *title = NULL, *detail = NULL;
  RemoveRun *run;
  guint n;

  if (evidence == NULL)
    return;
  gtk_popover_popdown (self->document_popover);
  n = kaiji_evidence_pane_count_citations (self, self->evidence_id);
  title =
      g_strdup_printf (_ ("Remove “%s” from the case?"), kaiji_evidence_get_info (evidence)->name);
  if (n > 0)
    detail = g_strdup_printf (_ ("%u citations of it go too. You can undo this."), n);
  else
    detail = g_strdup (_ ("It is not cited. You can undo this."));
  run = g_new0 (RemoveRun, 1);
  g_weak_ref_init (&run->pane, self);
  run->id = g_strdup (self->evidence_id);
  kaiji_dialog_message (GTK_WINDOW (gtk_widget_get_root (widget)), title, detail, buttons,
                        remove_response_cb, run);
}

void
kaiji_evidence_pane_class_init_menu (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evidence.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "evidence.properties", NULL, properties_action);
  gtk_widget_class_install_action (widget_class, "evidence.remove", NULL, remove_action);
  gtk_widget_class_bind_template_callback (widget_class, rename_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_activated_cb);
}

static void
opening_cb (GtkMenuButton *button, gpointer user_data)
{
  kaiji_evidence_pane_make_document_menu (user_data);
}

void
kaiji_evidence_pane_init_menu (KaijiEvidencePane *self)
{
  gtk_menu_button_set_create_popup_func (self->document_button, opening_cb, self, NULL);
  g_signal_connect_object (self->document_popover, "show", G_CALLBACK (popover_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document_popover, "closed", G_CALLBACK (popover_closed_cb), self,
                           G_CONNECT_SWAPPED);
}
