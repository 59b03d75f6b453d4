/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The properties of one evidence.
 *
 * Invariants:
 * 1. Nothing is kept before it is saved; what cannot be kept is said at its field, and the dialog
 *    stays.
 * 2. A field that the kind has no use for is hidden, and keeps what stood in it. */

#include "app/evidence-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/style.h"

G_DEFINE_FINAL_TYPE (KaijiEvidenceDialog, kaiji_evidence_dialog, GTK_TYPE_WINDOW)

static void
clear_errors (KaijiEvidenceDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  for (guint i = 0; i < KAIJI_N_EVIDENCE_FIELDS; i++)
    kaiji_evidence_dialog_say_error (self, (KaijiEvidenceField) i, "");
}

static void
say_refused (KaijiEvidenceDialog *self, KaijiEvidenceField wrong, const char *text)
{
  if (wrong < KAIJI_N_EVIDENCE_FIELDS && kaiji_evidence_dialog_is_shown (self, wrong))
    {
      kaiji_evidence_dialog_say_error (self, wrong, text);
      return;
    }
  gtk_label_set_text (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

static gboolean
keep (KaijiEvidenceDialog *self)
{
  g_auto (GStrv) texts = g_new0 (char *, KAIJI_N_EVIDENCE_FIELDS + 1);
  const char *wanted[KAIJI_N_EVIDENCE_FIELDS];
  KaijiEvidenceField wrong;
  g_autoptr (GError) error = NULL;

  clear_errors (self);
  for (guint i = 0; i < KAIJI_N_EVIDENCE_FIELDS; i++)
    {
      texts[i] = kaiji_evidence_dialog_dup_text (self, (KaijiEvidenceField) i);
      wanted[i] = kaiji_evidence_dialog_is_shown (self, (KaijiEvidenceField) i) ? texts[i] : NULL;
    }
  if (kaiji_session_describe_evidence (self->session, self->evidence_id, wanted, &wrong, &error))
    return TRUE;
  say_refused (self, wrong, error->message);
  return FALSE;
}

/**
 * kaiji_evidence_dialog_save:
 * @self: a dialog
 *
 * Keeps what stands in the dialog, in one undo step, and closes it. When something cannot be kept, it
 * stays and says so at the field.
 *
 * Returns: whether it was kept
 */
gboolean
kaiji_evidence_dialog_save (KaijiEvidenceDialog *self)
{
  if (!keep (self))
    return FALSE;
  gtk_window_destroy (GTK_WINDOW (self));
  return TRUE;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_evidence_dialog_save (KAIJI_EVIDENCE_DIALOG (widget));
}

typedef struct
{
  gint64 number;
  KaijiCitation *found;
} Find;

static void
find_cb (KaijiCitation *citation, gpointer user_data)
{
  Find *find = user_data;

  if (kaiji_citation_get_number (citation) == find->number)
    g_set_object (&find->found, citation);
}

/* Goes to a citation; what was typed is kept first. */
static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidenceDialog *self = KAIJI_EVIDENCE_DIALOG (widget);
  g_autoptr (KaijiSession) session = g_object_ref (self->session);
  Find find = { g_variant_get_int64 (parameter), NULL };
  g_autoptr (KaijiCitation) citation = NULL;

  if (!kaiji_journal_is_read_only (kaiji_session_get_journal (session)) && !keep (self))
    return;
  kaiji_case_source_foreach_citation (kaiji_session_get_source (session), find_cb, &find);
  citation = find.found;
  gtk_window_destroy (GTK_WINDOW (self));
  if (!citation)
    return;
  kaiji_session_reveal_target (session, kaiji_citation_get_target (citation));
  kaiji_session_reveal_citation (session, citation);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
kaiji_evidence_dialog_finalize (GObject *object)
{
  KaijiEvidenceDialog *self = KAIJI_EVIDENCE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->originals, g_ptr_array_unref);
  g_free (self->evidence_id);
  G_OBJECT_CLASS (kaiji_evidence_dialog_parent_class)->finalize (object);
}

static void
kaiji_evidence_dialog_class_init (KaijiEvidenceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kaiji_evidence_dialog_finalize;
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/evidence-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiEvidenceDialog, name)
  BIND (cancel_button);
  BIND (save_button);
  BIND (error_label);
  BIND (findings_box);
  BIND (name_box);
  BIND (kind_group);
  BIND (kind_label);
  BIND (kind_box);
  BIND (kind_error);
  BIND (fields_box);
  BIND (facts_grid);
  BIND (uncited_label);
  BIND (cited_box);
#undef BIND
  gtk_widget_class_install_action (widget_class, "describe.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "describe.go", "x", go_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
kaiji_evidence_dialog_init (KaijiEvidenceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  self->originals = g_ptr_array_new_with_free_func (g_free);
}

/**
 * kaiji_evidence_dialog_new:
 * @parent: (nullable): a window
 * @session: the case
 * @evidence_id: evidence of it
 *
 * Returns: (transfer none): a dialog that GTK keeps, not shown yet
 */
GtkWidget *
kaiji_evidence_dialog_new (GtkWindow *parent, KaijiSession *session, const char *evidence_id)
{
  KaijiEvidence *evidence =
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (session), evidence_id);
  gboolean writable = !kaiji_journal_is_read_only (kaiji_session_get_journal (session));
  KaijiEvidenceDialog *self;

  g_return_val_if_fail (evidence != NULL, NULL);
  self = g_object_new (KAIJI_TYPE_EVIDENCE_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->evidence_id = g_strdup (evidence_id);
  kaiji_evidence_dialog_make_fields (self, evidence);
  kaiji_evidence_dialog_show_facts (self, evidence);
  if (!writable)
    {
      gtk_widget_set_visible (self->save_button, FALSE);
      gtk_button_set_label (GTK_BUTTON (self->cancel_button), _ ("Close"));
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "describe.save", writable);
  return GTK_WIDGET (self);
}

/**
 * kaiji_evidence_dialog_present:
 * @parent: the case's window
 * @session: the case
 * @evidence_id: evidence of it; nothing happens when it is not there any more
 *
 * Shows the properties of evidence.
 */
void
kaiji_evidence_dialog_present (GtkWindow *parent, KaijiSession *session, const char *evidence_id)
{
  if (kaiji_case_source_lookup_evidence (kaiji_session_get_source (session), evidence_id))
    gtk_window_present (GTK_WINDOW (kaiji_evidence_dialog_new (parent, session, evidence_id)));
}
