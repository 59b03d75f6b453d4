/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions of the program as a whole. */

#include "app/application-actions.h"

#include <glib/gi18n-lib.h>

#include "app/case-window.h"
#include "app/new-case-dialog.h"
#include "app/preferences-window.h"
#include "app/scheme-browser.h"
#include "jobs/sample.h"
#include "jobs/scheme-catalog.h"
#include "widgets/dialogs.h"
#include "widgets/style.h"

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);

  gtk_window_present (GTK_WINDOW (kaiji_new_case_dialog_new (user_data, parent)));
}

static void
open_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (KaijiApplication) self = user_data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    kaiji_application_open_case (self, path,
                                 gtk_application_get_active_window (GTK_APPLICATION (self)));
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const KaijiFileFilter filters[] = { { _ ("Kaiji cases"), "kaiji" } };

  kaiji_dialog_open_file (gtk_application_get_active_window (user_data), _ ("Open a Case"), filters,
                          G_N_ELEMENTS (filters), open_chosen_cb, g_object_ref (user_data));
}

static void
source_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (KaijiApplication) self = user_data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  GtkWidget *dialog;

  if (!path)
    return;
  dialog =
      kaiji_new_case_dialog_new (self, gtk_application_get_active_window (GTK_APPLICATION (self)));
  kaiji_new_case_dialog_set_source (KAIJI_NEW_CASE_DIALOG (dialog), path);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_from_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const KaijiFileFilter filters[] = { { _ ("Kaiji cases"), "kaiji" } };

  kaiji_dialog_open_file (gtk_application_get_active_window (user_data),
                          _ ("Case to Take Over From"), filters, G_N_ELEMENTS (filters),
                          source_chosen_cb, g_object_ref (user_data));
}

typedef struct
{
  KaijiApplication *application;
  GSimpleAction *action;
  char *path;
} SampleOrder;

static void
sample_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SampleOrder *order = user_data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (order->application));
  g_autoptr (GError) error = NULL;

  g_simple_action_set_enabled (order->action, TRUE);
  if (kaiji_sample_create_finish (result, &error))
    kaiji_application_open_case (order->application, order->path, parent);
  else
    kaiji_dialog_message (parent, _ ("The sample cannot be opened."), error->message, NULL, NULL,
                          NULL);
  g_application_release (G_APPLICATION (order->application));
  g_object_unref (order->application);
  g_object_unref (order->action);
  g_free (order->path);
  g_free (order);
}

static void
sample_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiApplication *self = user_data;
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "kaiji", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.kaiji", NULL);
  SampleOrder *order;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      kaiji_application_open_case (self, path,
                                   gtk_application_get_active_window (GTK_APPLICATION (self)));
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  order = g_new0 (SampleOrder, 1);
  order->application = g_object_ref (self);
  order->action = g_object_ref (action);
  order->path = g_steal_pointer (&path);
  /* Not twice at once. */
  g_simple_action_set_enabled (action, FALSE);
  g_application_hold (G_APPLICATION (self));
  kaiji_sample_create_async (order->path, FALSE, kaiji_application_get_today (self), sample_made_cb,
                             order);
}

static void
home_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kaiji_application_show_start (user_data);
}

/* One browser a program: it is raised when it is there. */
static KaijiSchemeBrowser *
present_browser (KaijiApplication *self)
{
  GtkWidget *browser = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l && !browser; l = l->next)
    if (KAIJI_IS_SCHEME_BROWSER (l->data))
      browser = l->data;
  if (!browser)
    browser = kaiji_scheme_browser_new (self);
  gtk_window_present (GTK_WINDOW (browser));
  return KAIJI_SCHEME_BROWSER (browser);
}

static void
schemes_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *from = gtk_application_get_active_window (user_data);
  g_autofree char *spec = NULL;

  if (KAIJI_IS_CASE_WINDOW (from))
    spec = kaiji_scheme_catalog_dup_spec (
        kaiji_session_get_scheme (kaiji_case_window_get_session (KAIJI_CASE_WINDOW (from))));
  KaijiSchemeBrowser *browser = present_browser (user_data);
  if (spec)
    kaiji_scheme_browser_show_scheme (browser, spec, KAIJI_SCHEME_ITEMS_ALL);
}

static void
scheme_unverified_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kaiji_scheme_browser_show_scheme (present_browser (user_data),
                                    g_variant_get_string (parameter, NULL),
                                    KAIJI_SCHEME_ITEMS_UNVERIFIED);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);
  GtkWidget *window =
      kaiji_preferences_window_new (parent, kaiji_application_get_settings (user_data));

  gtk_window_present (GTK_WINDOW (window));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (KAIJI_RESOURCE_PREFIX "/shortcuts-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window"));

  gtk_window_set_transient_for (window, gtk_application_get_active_window (user_data));
  gtk_window_present (window);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_show_about_dialog (
      gtk_application_get_active_window (user_data), "program-name", _ ("Kaiji"), "version",
      KAIJI_VERSION, "logo-icon-name", "jp.kaiji.Kaiji", "license-type", GTK_LICENSE_CUSTOM,
      "license",
      _ ("This program comes with no warranty at all. You may pass it on and change it under the "
         "GNU General Public License, version 3 or later: https://www.gnu.org/licenses/gpl-3.0"),
      "wrap-license", TRUE, "comments",
      _ ("Prepares applications for the certification of information disclosure by cloud "
         "services. It connects to no network."),
      NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Each window saves and may stay, then the program stays too. */
  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry entries[] = {
  { .name = "new", .activate = new_action },
  { .name = "new-from", .activate = new_from_action },
  { .name = "open", .activate = open_action },
  { .name = "sample", .activate = sample_action },
  { .name = "home", .activate = home_action },
  { .name = "schemes", .activate = schemes_action },
  { .name = "scheme-unverified", .activate = scheme_unverified_action, .parameter_type = "s" },
  { .name = "preferences", .activate = preferences_action },
  { .name = "shortcuts", .activate = shortcuts_action },
  { .name = "about", .activate = about_action },
  { .name = "quit", .activate = quit_action },
};

/** kaiji_application_add_actions: the actions of the program. */
void
kaiji_application_add_actions (KaijiApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
