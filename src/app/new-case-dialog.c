/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new case: scheme, then file. The schemes are read in a thread; until they are there nothing can
 * be chosen. */

#include "app/new-case-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/case-window.h"
#include "app/scheme-list-row.h"
#include "app/transfer-window.h"
#include "core/paths.h"
#include "jobs/scheme-catalog.h"
#include "widgets/dialogs.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

struct _KaijiNewCaseDialog
{
  GtkWindow parent_instance;

  KaijiApplication *application;
  GCancellable *loading;
  GtkListBox *list;
  GtkWidget *error_label;
  char *source; /* (nullable): the case that answers are taken over from */
};

G_DEFINE_FINAL_TYPE (KaijiNewCaseDialog, kaiji_new_case_dialog, GTK_TYPE_WINDOW)

static void
show_error (KaijiNewCaseDialog *self, const GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), error ? error->message : "");
  gtk_widget_set_visible (self->error_label, error != NULL);
}

/* The keyboard begins in the first field. */
static void
reveal_first (KaijiSession *session)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (session));

  for (guint i = 0; i < prompts->len; i++)
    {
      const KaijiPrompt *prompt = g_ptr_array_index (prompts, i);
      if (prompt->kind == KAIJI_KIND_DERIVED
          || !kaiji_checker_is_visible (kaiji_session_get_checker (session),
                                        (KaijiPrompt *) prompt))
        continue;
      kaiji_session_reveal_target (session, prompt->id);
      return;
    }
}

static gboolean
is_source (KaijiNewCaseDialog *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) source = self->source ? g_file_new_for_path (self->source) : NULL;

  return source && g_file_equal (file, source);
}

/* Shows the plan over the window of the case that was just made. */
static void
take_over (KaijiNewCaseDialog *self, KaijiSession *session)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self->application));

  for (GList *l = windows; l; l = l->next)
    if (KAIJI_IS_CASE_WINDOW (l->data) && kaiji_case_window_get_session (l->data) == session)
      {
        kaiji_transfer_window_open (
            l->data, session, self->source, kaiji_application_get_library (self->application),
            kaiji_application_get_today (self->application), KAIJI_TRANSFER_TAKE_OVER);
        return;
      }
}

/**
 * kaiji_new_case_dialog_create:
 * @self: a dialog
 * @path: file to be made; one that is there is replaced
 *
 * Makes the case under the scheme that is chosen, shows its window, and closes the dialog. When it
 * cannot be made, the dialog stays and says why.
 *
 * Returns: whether it was made
 */
gboolean
kaiji_new_case_dialog_create (KaijiNewCaseDialog *self, const char *path)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiSession) session = NULL;
  g_autofree char *spec = NULL;

  g_return_val_if_fail (row != NULL, FALSE);
  if (is_source (self, path))
    {
      g_set_error_literal (&error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_INPUT,
                           _ ("The new case cannot take the place of the one that its answers come "
                              "from. Choose another name."));
      show_error (self, error);
      return FALSE;
    }
  spec = kaiji_scheme_catalog_dup_spec (kaiji_scheme_list_row_get_scheme (row));
  session =
      kaiji_session_create (path, spec, TRUE, kaiji_application_get_library (self->application),
                            kaiji_application_get_pdf (self->application),
                            kaiji_application_get_today (self->application), &error);
  show_error (self, error);
  if (!session)
    return FALSE;
  kaiji_application_show_session (self->application, session);
  reveal_first (session);
  if (self->source)
    take_over (self, session);
  gtk_window_destroy (GTK_WINDOW (self));
  return TRUE;
}

static void
file_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (KaijiNewCaseDialog) self = user_data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autofree char *full = NULL;

  if (!path || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  full = g_str_has_suffix (path, ".kaiji") ? g_strdup (path) : g_strconcat (path, ".kaiji", NULL);
  kaiji_new_case_dialog_create (self, full);
}

static void
choose_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiNewCaseDialog *self = KAIJI_NEW_CASE_DIALOG (widget);
  const KaijiFileFilter filters[] = { { _ ("Kaiji cases"), "kaiji" } };

  kaiji_dialog_save_file (GTK_WINDOW (self), _ ("File of the New Case"), _ ("New case.kaiji"),
                          filters, G_N_ELEMENTS (filters), file_chosen_cb, g_object_ref (self));
}

static void
row_selected_cb (KaijiNewCaseDialog *self)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-case.choose-file",
                                 gtk_list_box_get_selected_row (self->list) != NULL);
}

static void
row_activated_cb (KaijiNewCaseDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "new-case.choose-file", NULL);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaijiNewCaseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schemes = kaiji_scheme_catalog_load_finish (result, NULL, &error);
  GtkListBoxRow *first;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  show_error (self, error);
  for (guint i = 0; schemes && i < schemes->len; i++)
    gtk_list_box_append (self->list,
                         kaiji_scheme_list_row_new (g_ptr_array_index (schemes, i), TRUE));
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (!first)
    return;
  gtk_list_box_select_row (self->list, first);
  gtk_widget_grab_focus (GTK_WIDGET (first));
}

/**
 * kaiji_new_case_dialog_choose:
 * @self: a dialog
 * @spec: "ID@REVISION"
 *
 * Chooses a scheme.
 *
 * Returns: whether it is there; not before the schemes are read
 */
gboolean
kaiji_new_case_dialog_choose (KaijiNewCaseDialog *self, const char *spec)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    {
      g_autofree char *own = kaiji_scheme_catalog_dup_spec (kaiji_scheme_list_row_get_scheme (row));
      if (!g_str_equal (own, spec))
        continue;
      gtk_list_box_select_row (self->list, row);
      return TRUE;
    }
  return FALSE;
}

static void
kaiji_new_case_dialog_dispose (GObject *object)
{
  KaijiNewCaseDialog *self = KAIJI_NEW_CASE_DIALOG (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->application);
  g_clear_pointer (&self->source, g_free);
  G_OBJECT_CLASS (kaiji_new_case_dialog_parent_class)->dispose (object);
}

static void
kaiji_new_case_dialog_class_init (KaijiNewCaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_new_case_dialog_dispose;
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/new-case-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaijiNewCaseDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KaijiNewCaseDialog, error_label);
  gtk_widget_class_install_action (widget_class, "new-case.choose-file", NULL, choose_file_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
kaiji_new_case_dialog_init (KaijiNewCaseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

/** kaiji_new_case_dialog_new: Returns: (transfer none): a dialog that GTK keeps, not shown yet. */
GtkWidget *
kaiji_new_case_dialog_new (KaijiApplication *application, GtkWindow *parent)
{
  KaijiNewCaseDialog *self =
      g_object_new (KAIJI_TYPE_NEW_CASE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *folder = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);

  self->application = g_object_ref (application);
  self->loading = g_cancellable_new ();
  kaiji_scheme_catalog_load_async (folder, self->loading, loaded_cb, g_object_ref (self));
  row_selected_cb (self);
  return GTK_WIDGET (self);
}

/** kaiji_new_case_dialog_set_source: @path: a case; its answers are offered to the new one. */
void
kaiji_new_case_dialog_set_source (KaijiNewCaseDialog *self, const char *path)
{
  g_free (self->source);
  self->source = g_strdup (path);
  gtk_window_set_title (GTK_WINDOW (self), _ ("New Case From Another One"));
}
