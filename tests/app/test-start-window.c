/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program as a whole, without a session bus: start window, new case, recent cases. */
#include "support.h"

#include <glib/gstdio.h>

#include "app/application.h"
#include "app/case-window.h"
#include "app/new-case-dialog.h"
#include "app/preferences-window.h"
#include "app/start-window.h"
#include "app/transfer-window.h"

/* One a process, as in life. */
static KaijiApplication *application;

static void
make_application (void)
{
  g_autoptr (GError) error = NULL;

  application = kaiji_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
window_of_type (GType type)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type))
      return l->data;
  return NULL;
}

static void
close_all (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  fixture_settle ();
  g_assert_null (gtk_application_get_windows (GTK_APPLICATION (application)));
}

static void
test_start (Fixture *fixture, gconstpointer data)
{
  GtkWidget *start, *stack, *list;

  g_application_activate (G_APPLICATION (application));
  start = window_of_type (KAIJI_TYPE_START_WINDOW);
  g_assert_nonnull (start);
  stack = fixture_find (start, GTK_TYPE_STACK, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "empty");

  kaiji_application_remember (application, fixture->session);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "cases");
  list = fixture_find (start, GTK_TYPE_LIST_BOX, "start-list");
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));

  gtk_widget_activate_action (start, "start.forget", "s", fixture->path);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "empty");
  close_all ();
}

static gboolean
choose_scheme (gpointer dialog)
{
  g_autoptr (GPtrArray) schemes =
      kaiji_scheme_library_list (kaiji_application_get_library (application), NULL);
  KaijiScheme *last = g_ptr_array_index (schemes, schemes->len - 1);
  g_autofree char *spec =
      g_strdup_printf ("%s@%s", kaiji_scheme_get_id (last), kaiji_scheme_get_revision (last));

  return kaiji_new_case_dialog_choose (dialog, spec);
}

static void
test_new_case (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new.kaiji", NULL);
  GtkWidget *dialog, *window;

  g_application_activate (G_APPLICATION (application));
  dialog = kaiji_new_case_dialog_new (application, NULL);
  fixture_wait (choose_scheme, dialog);
  g_assert_true (kaiji_new_case_dialog_create (KAIJI_NEW_CASE_DIALOG (dialog), path));
  window = window_of_type (KAIJI_TYPE_CASE_WINDOW);
  g_assert_nonnull (window);
  g_assert_null (window_of_type (KAIJI_TYPE_START_WINDOW));
  /* Opening it again shows the same window. */
  kaiji_application_open_case (application, path, NULL);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (application))), ==,
                    1);
  close_all ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (g_list_model_get_n_items (
                        kaiji_recent_store_get_model (kaiji_application_get_recent (application))),
                    ==, 1);
}

static GtkWidget *
toplevel_of_type (GType type)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window; /* GTK keeps it */
    }
  return NULL;
}

/* A new case from another one: its window stands under the plan; the source keeps its file. */
static void
test_new_from (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "from.kaiji", NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog, *plan;
  KaijiSession *made;

  g_assert_true (kaiji_journal_flush (kaiji_session_get_journal (fixture->session), &error));
  g_application_activate (G_APPLICATION (application));
  dialog = kaiji_new_case_dialog_new (application, NULL);
  kaiji_new_case_dialog_set_source (KAIJI_NEW_CASE_DIALOG (dialog), fixture->path);
  fixture_wait (choose_scheme, dialog);
  g_assert_false (kaiji_new_case_dialog_create (KAIJI_NEW_CASE_DIALOG (dialog), fixture->path));
  g_assert_true (kaiji_new_case_dialog_create (KAIJI_NEW_CASE_DIALOG (dialog), path));
  made =
      kaiji_case_window_get_session (KAIJI_CASE_WINDOW (window_of_type (KAIJI_TYPE_CASE_WINDOW)));
  plan = toplevel_of_type (KAIJI_TYPE_TRANSFER_WINDOW);
  g_assert_nonnull (plan);
  gtk_widget_activate_action (plan, "transfer.apply", NULL);
  for (int i = 0; i < 2000 && toplevel_of_type (KAIJI_TYPE_TRANSFER_WINDOW); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_null (toplevel_of_type (KAIJI_TYPE_TRANSFER_WINDOW));
  g_assert_cmpstr (kaiji_case_source_get_answer (kaiji_session_get_source (made), "A.service_name"),
                   ==, "みほんカルテ");
  close_all ();
  g_remove (path);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "foreign.kaiji", NULL);

  g_assert_true (g_file_set_contents (path, "no case at all", -1, NULL));
  kaiji_application_open_case (application, path, NULL);
  fixture_settle ();
  g_assert_null (window_of_type (KAIJI_TYPE_CASE_WINDOW));
  g_assert_nonnull (window_of_type (KAIJI_TYPE_START_WINDOW));
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  gboolean told = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      told |= GTK_IS_MESSAGE_DIALOG (window);
    }
  g_assert_true (told);
  close_all ();
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.kaiji.Kaiji");
  GtkWidget *window = kaiji_preferences_window_new (NULL, settings);
  GtkWidget *theme = fixture_find (window, GTK_TYPE_DROP_DOWN, NULL);

  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (theme)), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (theme), 2);
  g_assert_cmpint (g_settings_get_enum (settings, "theme"), ==, 2);
  g_settings_reset (settings, "theme");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  make_application ();
#define ADD(name, test) \
  g_test_add ("/app/start-window/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("start", test_start);
  ADD ("new-case", test_new_case);
  ADD ("new-from", test_new_from);
  ADD ("refused", test_refused);
  ADD ("preferences", test_preferences);
  return g_test_run ();
}
