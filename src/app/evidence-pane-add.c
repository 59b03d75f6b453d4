/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding evidence: file chooser and drop, one after the other, with progress and cancel.
 *
 * Invariants:
 * 1. At most one file is being added; the others wait. Cancel stops the one and drops the others.
 * 2. A file that cannot be added is told and does not stop the others.
 * 3. A file that wants a password waits in "locked", and the others behind it, until the user gives
 *    one or passes it over. */

#include "app/evidence-pane-private.h"
#include "jobs/describe.h"

#include <glib/gi18n-lib.h>

#include "jobs/media.h"

static void add_next (KaijiEvidencePane *self);

typedef struct
{
  GWeakRef pane;
  GCancellable *cancellable;
  GFile *file;
  char *name;
  char *password;
} AddRun;

static void
progress_cb (double fraction, const char *what, gpointer data)
{
  AddRun *run = data;
  g_autoptr (KaijiEvidencePane) self = g_weak_ref_get (&run->pane);
  g_autofree char *text = NULL;

  if (self == NULL || self->adding != run->cancellable)
    return;
  if (self->n_adding > 1)
    text = g_strdup_printf ("%s  %u / %u", run->name, self->n_added + 1, self->n_adding);
  gtk_label_set_text (self->progress_label, text != NULL ? text : run->name);
  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (fraction, 0, 1));
}

static void
finish_adding (KaijiEvidencePane *self)
{
  g_clear_object (&self->adding);
  self->n_adding = self->n_added = self->n_shown = 0;
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
}

static void
ask_password (KaijiEvidencePane *self, AddRun *run)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” is protected by a password."), run->name);

  g_set_object (&self->locked, run->file);
  kaiji_evidence_pane_make_unlock_bar (self);
  gtk_label_set_text (self->unlock_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->unlock_note), run->password != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->unlock_entry), "");
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
  gtk_revealer_set_reveal_child (self->unlock_revealer, TRUE);
  if (run->password != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->unlock_entry));
}

/* Which kind it is, a person says; a name may be a reason to ask. */
static void
suggest_kind (KaijiEvidencePane *self, const KaijiEvidenceInfo *info)
{
  g_autofree char *text = NULL;
  KaijiEvidenceKind kind;

  if (info->kind != KAIJI_EVIDENCE_DOCUMENT
      || !kaiji_describe_suggest_kind (kaiji_session_get_scheme (self->session), info->name, &kind))
    return;
  text = g_strdup_printf (_ ("“%s” was added as a document. If it is another kind of paper, choose "
                             "its kind in its properties."),
                          info->name);
  kaiji_session_tell (self->session, text, FALSE);
}

static void
show_added (KaijiEvidencePane *self, AddRun *run, KaijiEvidence *evidence)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);

  if (run->password != NULL)
    g_hash_table_insert (self->passwords, g_strdup (info->sha256), g_strdup (run->password));
  suggest_kind (self, info);
  /* The first that was added is shown; the others do not take its place. The only document of the
   * case was chosen already when it came, but without its password. */
  if (self->n_shown++ > 0)
    return;
  if (run->password != NULL && self->document == NULL
      && g_strcmp0 (self->evidence_id, info->id) == 0)
    kaiji_evidence_pane_reopen_cb (self);
  else
    kaiji_evidence_pane_show_page (self, info->id, 0, NULL);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AddRun *run = data;
  g_autoptr (KaijiEvidencePane) self = g_weak_ref_get (&run->pane);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence =
      kaiji_session_add_evidence_finish (KAIJI_SESSION (source), result, &error);

  if (self != NULL)
    {
      gboolean locked = g_error_matches (error, KAIJI_PDF_ERROR, KAIJI_PDF_ERROR_ENCRYPTED);

      if (evidence == NULL && !locked && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        kaiji_session_tell (self->session, error->message, TRUE);
      if (self->adding == run->cancellable)
        {
          g_clear_object (&self->adding);
          if (evidence != NULL)
            show_added (self, run, evidence);
          if (locked)
            ask_password (self, run);
          else
            {
              self->n_added++;
              add_next (self);
            }
        }
    }
  g_weak_ref_clear (&run->pane);
  g_object_unref (run->cancellable);
  g_object_unref (run->file);
  g_free (run->name);
  g_free (run->password);
  g_free (run);
}

static void
start_adding (KaijiEvidencePane *self, GFile *file, const char *path, const char *password)
{
  KaijiEvidenceRequest request = { 0 };
  AddRun *run = g_new0 (AddRun, 1);

  self->adding = g_cancellable_new ();
  g_weak_ref_init (&run->pane, self);
  run->cancellable = g_object_ref (self->adding);
  run->file = g_object_ref (file);
  run->name = g_path_get_basename (path);
  run->password = g_strdup (password);
  request.path = path;
  request.kind = KAIJI_EVIDENCE_DOCUMENT;
  request.password = password;
  kaiji_evidence_pane_make_progress_bar (self);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  progress_cb (0, NULL, run);
  kaiji_session_add_evidence_async (self->session, &request, self->adding, progress_cb, run,
                                    added_cb, run);
}

static void
add_next (KaijiEvidencePane *self)
{
  while (self->adding == NULL && self->locked == NULL)
    {
      g_autoptr (GFile) file = g_queue_pop_head (&self->waiting);
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (file == NULL)
        {
          finish_adding (self);
          return;
        }
      if (path != NULL)
        start_adding (self, file, path, NULL);
      else
        {
          kaiji_session_tell (self->session,
                              _ ("The file is not on this computer. Please copy it here first."),
                              TRUE);
          self->n_added++;
        }
    }
}

/* ---- a file that wants a password ---- */
static void
unlock_cb (KaijiEvidencePane *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->unlock_entry));
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (password[0] == '\0' || self->locked == NULL)
    return;
  file = g_steal_pointer (&self->locked);
  path = g_file_get_path (file);
  gtk_revealer_set_reveal_child (self->unlock_revealer, FALSE);
  start_adding (self, file, path, password);
}

static void
unlock_skip_cb (KaijiEvidencePane *self)
{
  g_clear_object (&self->locked);
  gtk_revealer_set_reveal_child (self->unlock_revealer, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->unlock_entry), "");
  self->n_added++;
  add_next (self);
}

/** kaiji_evidence_pane_add_files: adds @files (#GFile), one after the other. */
void
kaiji_evidence_pane_add_files (KaijiEvidencePane *self, GListModel *files)
{
  guint n = g_list_model_get_n_items (files);

  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  for (guint i = 0; i < n; i++)
    g_queue_push_tail (&self->waiting, g_list_model_get_item (files, i));
  self->n_adding += n;
  add_next (self);
}

static void
add_cancel_cb (KaijiEvidencePane *self)
{
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (self->adding != NULL)
    g_cancellable_cancel (self->adding);
}

/* ---- file chooser ---- */
static void
add_filter (GtkFileChooser *chooser, const char *name, guint media)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = KAIJI_EVIDENCE_MEDIA_PDF; i <= KAIJI_EVIDENCE_MEDIA_OFFICE; i++)
    if (media & 1u << i)
      for (const char *const *ending = kaiji_media_get_endings (i); *ending; ending++)
        gtk_file_filter_add_suffix (filter, *ending);
  gtk_file_chooser_add_filter (chooser, filter);
  g_object_unref (filter);
}

static void
response_cb (GtkNativeDialog *dialog, int response, KaijiEvidencePane *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      kaiji_evidence_pane_add_files (self, files);
    }
  g_clear_object (&self->chooser);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  gtk_popover_popdown (self->document_popover);
  if (self->chooser != NULL)
    {
      gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
      return;
    }
  self->chooser =
      gtk_file_chooser_native_new (_ ("Add evidence"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (self->chooser), _ ("PDF, pictures and office files"), ~0u);
  add_filter (GTK_FILE_CHOOSER (self->chooser), _ ("PDF documents"),
              1u << KAIJI_EVIDENCE_MEDIA_PDF);
  add_filter (GTK_FILE_CHOOSER (self->chooser), _ ("Pictures (PNG, JPEG, TIFF)"),
              1u << KAIJI_EVIDENCE_MEDIA_IMAGE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- drop ---- */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KaijiEvidencePane *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *list = g_value_get_boxed (value);

  if (kaiji_journal_is_read_only (kaiji_session_get_journal (self->session)))
    return FALSE;
  if (list != NULL && list->next == NULL && kaiji_evidence_pane_offer_replace (self, list->data))
    return TRUE;
  for (GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  kaiji_evidence_pane_add_files (self, G_LIST_MODEL (files));
  return TRUE;
}

void
kaiji_evidence_pane_class_init_add (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evidence.add", NULL, add_action);
  gtk_widget_class_bind_template_callback (widget_class, add_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_skip_cb);
}

void
kaiji_evidence_pane_init_add (KaijiEvidencePane *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_queue_init (&self->waiting);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
kaiji_evidence_pane_dispose_add (KaijiEvidencePane *self)
{
  if (self->adding != NULL)
    g_cancellable_cancel (self->adding);
  g_clear_object (&self->adding);
  g_clear_object (&self->locked);
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}
