/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An official sheet becomes a pack: read in a thread, looked at, then put among the office's packs.
 * Nothing is written before it was seen. */

#include "app/import-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/scheme-facts.h"
#include "jobs/scheme-catalog.h"
#include "jobs/scheme-import.h"
#include "jobs/session.h"
#include "widgets/dialogs.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

struct _KaijiImportDialog
{
  GtkWindow parent_instance;

  KaijiSchemeLibrary *library; /* borrowed: the program's */
  KaijiScheme *scheme;
  char *path;
  GCancellable *reading;
  KaijiSchemeImport *import; /* (nullable) once it is read */

  GtkWidget *revision_entry;
  GtkStack *stack;
  GtkLabel *title_label;
  GtkLabel *facts_label;
  GtkLabel *error_label;
  GtkBox *list_box;
  KaijiFactList *list;
};

G_DEFINE_FINAL_TYPE (KaijiImportDialog, kaiji_import_dialog, GTK_TYPE_WINDOW)

static guint signal_imported;

/* ---- reading ---- */

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KaijiImportDialog *self = source;
  const KaijiSchemeImportOptions options = { .revision = data };
  GError *error = NULL;
  KaijiSchemeImport *import =
      kaiji_scheme_import_new (self->scheme, self->path, &options, cancellable, &error);

  if (import)
    g_task_return_pointer (task, import, (GDestroyNotify) kaiji_scheme_import_free);
  else
    g_task_return_error (task, error);
}

static void
show_error (KaijiImportDialog *self, const GError *error)
{
  gtk_label_set_label (self->error_label, error->message);
  gtk_widget_grab_focus (self->revision_entry);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
show_import (KaijiImportDialog *self)
{
  KaijiScheme *scheme = kaiji_scheme_import_get_scheme (self->import);
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (scheme);
  g_autofree char *title = g_strdup_printf (_ ("%s, revision %s"), kaiji_scheme_get_name (scheme),
                                            kaiji_scheme_get_revision (scheme));
  g_autofree char *facts = g_strdup_printf (_ ("Read from: %s. %u items, required %u, optional %u. "
                                               "Its rows are marked as standing in the "
                                               "document."),
                                            kaiji_scheme_import_get_source (self->import),
                                            counts->items, counts->required, counts->optional);

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->facts_label, facts);
  kaiji_fact_list_show (self->list, kaiji_scheme_facts_of_import (self->import));
  gtk_stack_set_visible_child_name (self->stack, "changes");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.take", TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KaijiImportDialog *self = KAIJI_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  KaijiSchemeImport *import = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  self->import = import;
  if (import)
    show_import (self);
  else
    show_error (self, error);
}

/* Reads the sheet, for the revision that was typed, or else for the one that it states. */
static void
read_sheet (KaijiImportDialog *self)
{
  g_autofree char *revision =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->revision_entry))));
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->import, kaiji_scheme_import_free);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.take", FALSE);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, read_cb, NULL);
  if (*revision)
    g_task_set_task_data (task, g_steal_pointer (&revision), g_free);
  g_task_run_in_thread (task, read_thread);
}

static void
read_again_cb (KaijiImportDialog *self)
{
  read_sheet (self);
}

static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  read_sheet (KAIJI_IMPORT_DIALOG (widget));
}

/* ---- taking it ---- */

static void take (KaijiImportDialog *self, gboolean overwrite);

static void
replace_answered_cb (int response, gpointer user_data)
{
  g_autoptr (KaijiImportDialog) self = user_data;

  if (response == 1)
    take (self, TRUE);
}

static void
take (KaijiImportDialog *self, gboolean overwrite)
{
  const char *const buttons[] = { _ ("Cancel"), _ ("Replace"), NULL };
  g_autofree char *spec =
      kaiji_scheme_catalog_dup_spec (kaiji_scheme_import_get_scheme (self->import));
  g_autoptr (GError) error = NULL;

  if (kaiji_scheme_import_add (self->import, self->library, overwrite, &error))
    {
      g_signal_emit (self, signal_imported, 0, spec);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (!overwrite && g_error_matches (error, KAIJI_JOBS_ERROR, KAIJI_JOBS_ERROR_REFUSED))
    kaiji_dialog_message (GTK_WINDOW (self), _ ("This revision is there already."), error->message,
                          buttons, replace_answered_cb, g_object_ref (self));
  else
    kaiji_dialog_message (GTK_WINDOW (self), _ ("The sheet was not taken in."), error->message,
                          NULL, NULL, NULL);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiImportDialog *self = KAIJI_IMPORT_DIALOG (widget);

  if (self->import)
    take (self, FALSE);
}

/* ---- object ---- */

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
kaiji_import_dialog_dispose (GObject *object)
{
  KaijiImportDialog *self = KAIJI_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (kaiji_import_dialog_parent_class)->dispose (object);
}

static void
kaiji_import_dialog_finalize (GObject *object)
{
  KaijiImportDialog *self = KAIJI_IMPORT_DIALOG (object);

  g_clear_pointer (&self->import, kaiji_scheme_import_free);
  g_clear_pointer (&self->scheme, kaiji_scheme_unref);
  g_free (self->path);
  G_OBJECT_CLASS (kaiji_import_dialog_parent_class)->finalize (object);
}

static void
kaiji_import_dialog_class_init (KaijiImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kaiji_import_dialog_dispose;
  object_class->finalize = kaiji_import_dialog_finalize;
  signal_imported = g_signal_new ("imported", KAIJI_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/import-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiImportDialog, name)
  BIND (revision_entry);
  BIND (stack);
  BIND (title_label);
  BIND (facts_label);
  BIND (error_label);
  BIND (list_box);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, read_again_cb);
  gtk_widget_class_install_action (widget_class, "import.read", NULL, read_action);
  gtk_widget_class_install_action (widget_class, "import.take", NULL, take_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
kaiji_import_dialog_init (KaijiImportDialog *self)
{
  GtkWidget *list = kaiji_fact_list_new (_ ("What the sheet changes"), FALSE);

  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  self->list = KAIJI_FACT_LIST (list);
  gtk_widget_set_vexpand (list, TRUE);
  gtk_box_append (self->list_box, list);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.take", FALSE);
}

/**
 * kaiji_import_dialog_new:
 * @parent: a window
 * @library: where the pack is put
 * @scheme: the scheme that the sheet is a table of
 * @path: the sheet
 *
 * Returns: (transfer none): a dialog that GTK keeps, not shown yet; it begins to read at once
 */
GtkWidget *
kaiji_import_dialog_new (GtkWindow *parent,
                         KaijiSchemeLibrary *library,
                         KaijiScheme *scheme,
                         const char *path)
{
  KaijiImportDialog *self = g_object_new (KAIJI_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->library = library;
  self->scheme = kaiji_scheme_ref (scheme);
  self->path = g_strdup (path);
  read_sheet (self);
  return GTK_WIDGET (self);
}

/**
 * kaiji_import_dialog_read_as:
 * @self: a dialog
 * @revision: "2024-09-30", "2024-09" or "2024"; "" for what the sheet states
 *
 * Reads the sheet again.
 */
void
kaiji_import_dialog_read_as (KaijiImportDialog *self, const char *revision)
{
  gtk_editable_set_text (GTK_EDITABLE (self->revision_entry), revision);
  read_sheet (self);
}

/** kaiji_import_dialog_is_ready: Returns: whether reading has ended, well or not */
gboolean
kaiji_import_dialog_is_ready (KaijiImportDialog *self)
{
  return self->reading == NULL;
}
