/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Message and file dialogs behind three functions with a callback, so that a move to the newer
 * dialogs of GTK touches this file only. Main thread. */

#include "widgets/dialogs.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkNativeDialog *native; /* (nullable): a file chooser is not kept alive by its parent */
  KaijiDialogFunc message;
  KaijiFileFunc file;
  gpointer user_data;
} Call;

static void
message_response_cb (GtkDialog *dialog, int response, gpointer user_data)
{
  g_autofree Call *call = user_data;

  gtk_window_destroy (GTK_WINDOW (dialog));
  if (call->message)
    call->message (response < 0 ? -1 : response, call->user_data);
}

/**
 * kaiji_dialog_message:
 * @parent: (nullable): the window that it belongs to
 * @title: what happened, one sentence
 * @detail: (nullable): where, and what to do
 * @buttons: (nullable): %NULL-terminated names; the last is the one for Enter; %NULL = a close key
 * @callback: (nullable): told the button
 * @user_data: for @callback
 *
 * Says something that must be answered before work goes on.
 */
void
kaiji_dialog_message (GtkWindow *parent,
                      const char *title,
                      const char *detail,
                      const char *const *buttons,
                      KaijiDialogFunc callback,
                      gpointer user_data)
{
  const char *const fallback[] = { _ ("Close"), NULL };
  Call *call = g_new0 (Call, 1);
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL, GTK_MESSAGE_OTHER,
                                              GTK_BUTTONS_NONE, "%s", title);
  int last = 0;

  if (detail)
    gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", detail);
  for (const char *const *button = buttons ? buttons : fallback; *button; button++)
    {
      last = button - (buttons ? buttons : fallback);
      gtk_dialog_add_button (GTK_DIALOG (dialog), *button, last);
    }
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), last);
  if (last > 0)
    gtk_widget_add_css_class (gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), last),
                              "suggested-action");
  call->message = callback;
  call->user_data = user_data;
  g_signal_connect (dialog, "response", G_CALLBACK (message_response_cb), call);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
file_response_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  call->file (file, call->user_data);
  g_object_unref (call->native);
}

static void
choose_file (GtkWindow *parent,
             GtkFileChooserAction action,
             const char *title,
             const char *name,
             const KaijiFileFilter *filters,
             guint n_filters,
             KaijiFileFunc callback,
             gpointer user_data)
{
  gboolean save = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  Call *call = g_new0 (Call, 1);
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      title, parent, action, save ? _ ("_Save") : _ ("_Open"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  if (name)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  for (guint i = 0; i < n_filters; i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      gtk_file_filter_set_name (filter, filters[i].name);
      gtk_file_filter_add_suffix (filter, filters[i].suffix);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
    }
  call->native = GTK_NATIVE_DIALOG (native);
  call->file = callback;
  call->user_data = user_data;
  g_signal_connect (native, "response", G_CALLBACK (file_response_cb), call);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/** kaiji_dialog_open_file: asks for a file that is there; see #KaijiFileFunc. */
void
kaiji_dialog_open_file (GtkWindow *parent,
                        const char *title,
                        const KaijiFileFilter *filters,
                        guint n_filters,
                        KaijiFileFunc callback,
                        gpointer user_data)
{
  choose_file (parent, GTK_FILE_CHOOSER_ACTION_OPEN, title, NULL, filters, n_filters, callback,
               user_data);
}

/** kaiji_dialog_save_file: asks where to write; @name is what is offered. GTK asks itself before
 * it gives back a file that is there. */
void
kaiji_dialog_save_file (GtkWindow *parent,
                        const char *title,
                        const char *name,
                        const KaijiFileFilter *filters,
                        guint n_filters,
                        KaijiFileFunc callback,
                        gpointer user_data)
{
  choose_file (parent, GTK_FILE_CHOOSER_ACTION_SAVE, title, name, filters, n_filters, callback,
               user_data);
}
