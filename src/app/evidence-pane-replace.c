/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Newer versions of evidence: by the menu, or by dropping a file that is named as one of them. */
#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#include "app/replace-dialog.h"
#include "app/versions-window.h"
#include "jobs/replace.h"
#include "widgets/dialogs.h"

static GtkWindow *
get_window (KaijiEvidencePane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  if (self->evidence_id == NULL)
    return;
  gtk_popover_popdown (self->document_popover);
  kaiji_replace_dialog_choose (get_window (self), self->session, self->evidence_id);
}

static void
versions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  if (self->evidence_id == NULL)
    return;
  gtk_popover_popdown (self->document_popover);
  kaiji_versions_window_present (get_window (self), self->session, self->evidence_id);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);
  g_autoptr (GPtrArray) open = NULL;

  if (self->evidence_id == NULL)
    return;
  gtk_popover_popdown (self->document_popover);
  open = kaiji_replace_dup_open (self->session, self->evidence_id, NULL);
  if (open->len > 0)
    kaiji_session_request_confirm (self->session,
                                   kaiji_citation_get_target (g_ptr_array_index (open, 0)));
}

/* What the menu can do with the document that is shown. */
void
kaiji_evidence_pane_update_replace (KaijiEvidencePane *self)
{
  KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);
  gboolean writable = !kaiji_journal_is_read_only (kaiji_session_get_journal (self->session));
  g_autoptr (GPtrArray) open =
      evidence != NULL ? kaiji_replace_dup_open (self->session, self->evidence_id, NULL) : NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "evidence.replace", writable && evidence != NULL);
  gtk_widget_action_set_enabled (widget, "evidence.versions",
                                 evidence != NULL
                                     && kaiji_evidence_get_info (evidence)->previous != NULL);
  gtk_widget_action_set_enabled (widget, "evidence.confirm", open != NULL && open->len > 0);
}

/* ---- a file that is named as evidence of the case ---- */

typedef struct
{
  GWeakRef pane;
  GFile *file;
  char *evidence_id;
} Offer;

static void
answered_cb (int response, gpointer user_data)
{
  Offer *offer = user_data;
  g_autoptr (KaijiEvidencePane) self = g_weak_ref_get (&offer->pane);
  g_autofree char *path = g_file_get_path (offer->file);

  if (self != NULL && response == 1)
    {
      g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

      g_list_store_append (files, offer->file);
      kaiji_evidence_pane_add_files (self, G_LIST_MODEL (files));
    }
  else if (self != NULL && response == 2)
    kaiji_replace_dialog_run (get_window (self), self->session, offer->evidence_id, path);
  g_weak_ref_clear (&offer->pane);
  g_object_unref (offer->file);
  g_free (offer->evidence_id);
  g_free (offer);
}

static KaijiEvidence *
find_by_file_name (KaijiEvidencePane *self, const char *name)
{
  GListModel *model = kaiji_case_source_get_evidence (kaiji_session_get_source (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (model, i);

      if (g_strcmp0 (kaiji_evidence_get_info (evidence)->file_name, name) == 0)
        return evidence; /* the list holds it */
    }
  return NULL;
}

/**
 * kaiji_evidence_pane_offer_replace:
 * @self: a pane
 * @file: a file that was dropped
 *
 * Asks whether a file that is named as evidence of the case takes its place.
 *
 * Returns: whether it asks: the file is taken care of
 */
gboolean
kaiji_evidence_pane_offer_replace (KaijiEvidencePane *self, GFile *file)
{
  const char *const buttons[] = { _ ("Cancel"), _ ("Add"), _ ("Replace"), NULL };
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;
  KaijiEvidence *evidence = name != NULL ? find_by_file_name (self, name) : NULL;
  g_autofree char *title = NULL;
  Offer *offer;

  if (evidence == NULL)
    return FALSE;
  title = g_strdup_printf (_ ("Is this a newer version of “%s”?"),
                           kaiji_evidence_get_info (evidence)->name);
  offer = g_new0 (Offer, 1);
  g_weak_ref_init (&offer->pane, self);
  offer->file = g_object_ref (file);
  offer->evidence_id = g_strdup (kaiji_evidence_get_info (evidence)->id);
  kaiji_dialog_message (get_window (self), title,
                        _ ("Replacing keeps the citations: each gets a place in the new version, "
                           "which you confirm."),
                        buttons, answered_cb, offer);
  return TRUE;
}

void
kaiji_evidence_pane_class_init_replace (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evidence.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "evidence.versions", NULL, versions_action);
  gtk_widget_class_install_action (widget_class, "evidence.confirm", NULL, confirm_action);
}
