/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of an excerpt on the real worker, and the page in place of an office file. */

#include <glib/gstdio.h>
#include <string.h>

#include "../support/turn.h"
#include "app/evidence-pane-private.h"
#include "app/excerpt-dialog.h"
#include "core/paths.h"
#include "jobs/citing.h"
#include "support.h"

static char *
sample (const char *name)
{
  return g_build_filename (kaiji_paths_get_data_dir (), "sample", name, NULL);
}

static KaijiExcerptDialog *
open_dialog (Fixture *fixture, gboolean cited)
{
  g_autofree char *path = sample ("work-rules.pdf");
  KaijiEvidenceRequest request = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiEvidence) evidence =
      kaiji_session_add_evidence (fixture->session, &request, &error);
  KaijiCiteRequest cite = { .target = "iryo.022", .evidence_id = "E1", .page = 4 };
  g_autoptr (KaijiCitation) citation =
      cited ? kaiji_citing_add (fixture->session, &cite, &error) : NULL;
  g_autoptr (KaijiExcerpt) excerpt = NULL;
  KaijiExcerptDialog *dialog;

  g_assert_no_error (error);
  excerpt = kaiji_excerpt_new (fixture->session, "E1", NULL, &error);
  g_assert_no_error (error);
  dialog = KAIJI_EXCERPT_DIALOG (kaiji_excerpt_dialog_new (NULL, excerpt));
  gtk_window_present (GTK_WINDOW (dialog));
  WAIT_UNTIL (kaiji_excerpt_dialog_is_ready (dialog));
  return dialog;
}

static guint
count_rows (KaijiExcerptDialog *dialog)
{
  GtkListView *list = GTK_LIST_VIEW (fixture_find (GTK_WIDGET (dialog), GTK_TYPE_LIST_VIEW, NULL));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

/* The n-th widget of a type, depth first. */
static GtkWidget *
find_nth (GtkWidget *root, GType type, guint *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, n);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
nth (KaijiExcerptDialog *dialog, GType type, guint n)
{
  return find_nth (GTK_WIDGET (dialog), type, &n);
}

static void
test_choose_and_write (Fixture *fixture, gconstpointer data)
{
  KaijiExcerptDialog *dialog = open_dialog (fixture, TRUE);
  g_autofree char *path = g_build_filename (fixture->folder, "out.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  /* Cover, contents (found on sheet 2) and cited page; neighbours; then what is typed. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (nth (dialog, GTK_TYPE_ENTRY, 0))), ==, "2");
  g_assert_cmpuint (count_rows (dialog), ==, 3);
  gtk_editable_set_text (GTK_EDITABLE (nth (dialog, GTK_TYPE_ENTRY, 0)), "");
  g_assert_cmpuint (count_rows (dialog), ==, 2);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (nth (dialog, GTK_TYPE_SPIN_BUTTON, 1)), 1);
  g_assert_cmpuint (count_rows (dialog), ==, 4);
  gtk_editable_set_text (GTK_EDITABLE (nth (dialog, GTK_TYPE_ENTRY, 1)), "2");
  g_assert_cmpuint (count_rows (dialog), ==, 5);
  gtk_editable_set_text (GTK_EDITABLE (nth (dialog, GTK_TYPE_ENTRY, 1)), "2-x");
  g_assert_cmpuint (count_rows (dialog), ==, 0);
  kaiji_excerpt_dialog_write (dialog, file); /* nothing to write */
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_editable_set_text (GTK_EDITABLE (nth (dialog, GTK_TYPE_ENTRY, 1)), "");
  kaiji_excerpt_dialog_write (dialog, file);
  g_assert_false (kaiji_excerpt_dialog_is_ready (dialog));
  WAIT_UNTIL (kaiji_excerpt_dialog_is_ready (dialog));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_rows (dialog), ==, 4);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_remove (path);
}

/* Closed while it works: the thread ends by itself and leaves nothing. */
static void
test_close_meanwhile (Fixture *fixture, gconstpointer data)
{
  KaijiExcerptDialog *dialog = open_dialog (fixture, TRUE);
  g_autofree char *path = g_build_filename (fixture->folder, "none.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gpointer gone = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &gone);
  kaiji_excerpt_dialog_write (dialog, file);
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_UNTIL (gone == NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_nothing_cited (Fixture *fixture, gconstpointer data)
{
  KaijiExcerptDialog *dialog = open_dialog (fixture, FALSE);

  g_assert_cmpuint (count_rows (dialog), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (nth (dialog, GTK_TYPE_ENTRY, 1)), "1-3");
  g_assert_cmpuint (count_rows (dialog), ==, 3);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_office (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "rules.docx", NULL);
  KaijiEvidenceRequest request = { .path = path };
  g_autoptr (KaijiEvidence) evidence = NULL;
  g_autoptr (GError) error = NULL;
  KaijiEvidencePane *pane;
  GtkWidget *window = gtk_window_new ();

  g_assert_true (g_file_set_contents (path, "PK\3\4 and so on", -1, &error));
  evidence = kaiji_session_add_evidence (fixture->session, &request, &error);
  g_assert_no_error (error);
  pane = KAIJI_EVIDENCE_PANE (kaiji_evidence_pane_new (fixture->session));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pane));
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (g_strcmp0 (gtk_stack_get_visible_child_name (pane->content), "office") == 0);
  g_assert_null (pane->document);
  gtk_window_destroy (GTK_WINDOW (window));
  g_remove (path);
}

#define ADD(name, func) \
  g_test_add ("/app/excerpt/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  ADD ("choose-and-write", test_choose_and_write);
  ADD ("close-meanwhile", test_close_meanwhile);
  ADD ("nothing-cited", test_nothing_cited);
  ADD ("office", test_office);
  return g_test_run ();
}
