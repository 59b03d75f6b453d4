/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <glib/gstdio.h>

#include "app/paper-window.h"

static void
test_shows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = kaiji_paper_window_new (NULL, fixture->session);
  GtkWidget *sheet = fixture_find (window, GTK_TYPE_DRAWING_AREA, "sheet");

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpint (gtk_widget_get_width (sheet), >, 200);
  gtk_widget_activate_action (window, "paper.page", "s", "mark");
  gtk_test_widget_wait_for_draw (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Printing draws the same page as a PDF of A4. */
static void
test_prints (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = kaiji_paper_window_new (NULL, fixture->session);
  g_autoptr (GtkPrintOperation) operation =
      kaiji_paper_window_create_print_operation (KAIJI_PAPER_WINDOW (window));
  g_autofree char *path = g_build_filename (fixture->folder, "print.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
      GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_assert_cmpuint (length, >, 10000);
  g_assert_cmpint (memcmp (bytes, "%PDF", 4), ==, 0);
  g_remove (path);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add ("/app/papers/shows", Fixture, NULL, fixture_set_up, test_shows, fixture_tear_down);
  g_test_add ("/app/papers/prints", Fixture, NULL, fixture_set_up, test_prints, fixture_tear_down);
  return g_test_run ();
}
