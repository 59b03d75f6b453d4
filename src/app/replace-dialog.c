/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replacing evidence by a newer version.
 *
 * Invariant: closing the dialog ends the work; the case is as it was, or the new version stands in it
 * whole.
 */
#include "app/replace-dialog.h"

#include <glib/gi18n-lib.h>

#include "jobs/replace.h"
#include "widgets/dialogs.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

struct _KaijiReplaceDialog
{
  GtkWindow parent_instance;

  KaijiSession *session;
  char *evidence_id;
  char *path;
  GCancellable *cancellable; /* (nullable): while work is under way */

  GtkLabel *title_label;
  GtkLabel *detail_label;
  GtkProgressBar *bar;
  GtkWidget *password_entry;
  GtkButton *cancel_button;
  GtkWidget *again_button;
};

G_DEFINE_FINAL_TYPE (KaijiReplaceDialog, kaiji_replace_dialog, GTK_TYPE_WINDOW)

static void start (KaijiReplaceDialog *self, const char *password);

typedef struct
{
  GWeakRef dialog;
  gboolean tried;
} Run;

static void
progress_cb (double fraction, const char *what, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (KaijiReplaceDialog) self = g_weak_ref_get (&run->dialog);

  if (!self || !self->cancellable)
    return;
  gtk_progress_bar_set_fraction (self->bar, fraction);
  gtk_label_set_text (self->detail_label, what);
}

static void
show_failure (KaijiReplaceDialog *self, const GError *error, gboolean tried)
{
  gboolean locked = g_error_matches (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED);

  if (!locked)
    gtk_label_set_text (self->detail_label, error->message);
  else
    gtk_label_set_text (self->detail_label,
                        tried ? _ ("The password is not right. Please type it again.")
                              : _ ("The new version is protected by a password."));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_set_visible (self->password_entry, locked);
  gtk_widget_set_visible (self->again_button, locked);
  gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
  gtk_button_set_label (self->cancel_button, locked ? _ ("Cancel") : _ ("Close"));
  gtk_widget_grab_focus (locked ? self->password_entry : GTK_WIDGET (self->cancel_button));
}

static void
show_success (KaijiReplaceDialog *self, KaijiEvidence *evidence)
{
  g_autoptr (KaijiSession) session = g_object_ref (self->session);
  const char *id = kaiji_evidence_get_info (evidence)->id;
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (session, id, NULL);
  g_autofree char *target =
      open->len > 0 ? g_strdup (kaiji_citation_get_target (g_ptr_array_index (open, 0))) : NULL;

  gtk_window_destroy (GTK_WINDOW (self));
  kaiji_session_reveal_evidence (session, id, 0);
  if (target)
    kaiji_session_request_confirm (session, target);
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (KaijiReplaceDialog) self = g_weak_ref_get (&run->dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence =
      kaiji_replace_finish (KAIJI_SESSION (source), result, &error);

  if (self && self->cancellable)
    {
      g_clear_object (&self->cancellable);
      if (evidence)
        show_success (self, evidence);
      else
        show_failure (self, error, run->tried);
    }
  g_weak_ref_clear (&run->dialog);
  g_free (run);
}

static void
start (KaijiReplaceDialog *self, const char *password)
{
  const KaijiReplaceRequest request = { .evidence_id = self->evidence_id,
                                        .path = self->path,
                                        .password = password };
  Run *run = g_new0 (Run, 1);

  g_weak_ref_init (&run->dialog, self);
  run->tried = password != NULL;
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_label_set_text (self->detail_label, _ ("Reading the file"));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_visible (self->password_entry, FALSE);
  gtk_widget_set_visible (self->again_button, FALSE);
  gtk_button_set_label (self->cancel_button, _ ("Cancel"));
  kaiji_replace_async (self->session, &request, self->cancellable, progress_cb, run, replaced_cb,
                       run);
}

static void
again_cb (KaijiReplaceDialog *self)
{
  g_autofree char *password =
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password_entry)));

  if (*password)
    start (self, password);
}

static void
cancel_cb (KaijiReplaceDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
kaiji_replace_dialog_dispose (GObject *object)
{
  KaijiReplaceDialog *self = KAIJI_REPLACE_DIALOG (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->evidence_id, g_free);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (kaiji_replace_dialog_parent_class)->dispose (object);
}

static void
kaiji_replace_dialog_class_init (KaijiReplaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_replace_dialog_dispose;
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/replace-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaijiReplaceDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiReplaceDialog, detail_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiReplaceDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, KaijiReplaceDialog, password_entry);
  gtk_widget_class_bind_template_child (widget_class, KaijiReplaceDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiReplaceDialog, again_button);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
kaiji_replace_dialog_init (KaijiReplaceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->again_button, "clicked", G_CALLBACK (again_cb), self);
  g_signal_connect_swapped (self->password_entry, "activate", G_CALLBACK (again_cb), self);
}

/** kaiji_replace_dialog_run: replaces evidence by the file at @path, in sight. */
void
kaiji_replace_dialog_run (GtkWindow *parent,
                          KaijiSession *session,
                          const char *evidence_id,
                          const char *path)
{
  KaijiEvidence *evidence =
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (session), evidence_id);
  KaijiReplaceDialog *self;
  g_autofree char *file = g_filename_display_basename (path);
  g_autofree char *title = NULL;

  if (!evidence)
    return;
  self = g_object_new (KAIJI_TYPE_REPLACE_DIALOG, "transient-for", parent, "destroy-with-parent",
                       TRUE, NULL);
  self->session = g_object_ref (session);
  self->evidence_id = g_strdup (evidence_id);
  self->path = g_strdup (path);
  /* Translators: name of the evidence, then the file that takes its place */
  title = g_strdup_printf (_ ("“%s” is replaced by %s"), kaiji_evidence_get_info (evidence)->name,
                           file);
  gtk_label_set_text (self->title_label, title);
  gtk_window_present (GTK_WINDOW (self));
  start (self, NULL);
}

typedef struct
{
  GtkWindow *parent;
  KaijiSession *session;
  char *evidence_id;
} Choice;

static void
chosen_cb (GFile *file, gpointer user_data)
{
  Choice *choice = user_data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && gtk_widget_get_visible (GTK_WIDGET (choice->parent)))
    kaiji_replace_dialog_run (choice->parent, choice->session, choice->evidence_id, path);
  else if (file && !path)
    kaiji_session_tell (choice->session,
                        _ ("The file is not on this computer. Please copy it here first."), TRUE);
  g_object_unref (choice->parent);
  g_object_unref (choice->session);
  g_free (choice->evidence_id);
  g_free (choice);
}

/** kaiji_replace_dialog_choose: asks for the newer version first. */
void
kaiji_replace_dialog_choose (GtkWindow *parent, KaijiSession *session, const char *evidence_id)
{
  const KaijiFileFilter filters[] = { { _ ("PDF documents"), "pdf" } };
  Choice *choice = g_new0 (Choice, 1);

  choice->parent = g_object_ref (parent);
  choice->session = g_object_ref (session);
  choice->evidence_id = g_strdup (evidence_id);
  kaiji_dialog_open_file (parent, _ ("Newer Version of the Evidence"), filters,
                          G_N_ELEMENTS (filters), chosen_cb, choice);
}
