/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped onto the evidence: a new one is added, one that is named as evidence of the
 * case may take its place, which a person decides. */
#include <glib/gstdio.h>

#include "../support/turn.h"
#include "app/evidence-pane-private.h"
#include "core/paths.h"
#include "support.h"

typedef struct
{
  Fixture base;
  GtkWidget *window;
  KaijiEvidencePane *pane;
  char *dropped; /* a file whose name is that of the evidence */
} Drop;

/* The buttons of the question, in their order. */
enum
{
  CANCEL,
  ADD,
  REPLACE,
};

static GListModel *
get_evidence (Drop *drop)
{
  return kaiji_case_source_get_evidence (kaiji_session_get_source (drop->base.session));
}

static guint
count (Drop *drop)
{
  return g_list_model_get_n_items (get_evidence (drop));
}

static const KaijiEvidenceInfo *
get_first (Drop *drop)
{
  return kaiji_evidence_get_info (
      kaiji_case_source_lookup_evidence (kaiji_session_get_source (drop->base.session), "E1"));
}

static void
set_up (Drop *drop, gconstpointer data)
{
  g_autofree char *path =
      g_build_filename (kaiji_paths_get_data_dir (), "sample", "work-rules.pdf", NULL);
  g_autofree char *newer = g_test_build_filename (G_TEST_DIST, "data", "pdf", "newer.pdf", NULL);
  const KaijiEvidenceRequest request = { .path = path, .kind = KAIJI_EVIDENCE_DOCUMENT };
  g_autoptr (KaijiEvidence) evidence = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  fixture_set_up (&drop->base, data);
  evidence = kaiji_session_add_evidence (drop->base.session, &request, &error);
  g_assert_no_error (error);
  drop->dropped = g_build_filename (drop->base.folder, "work-rules.pdf", NULL);
  g_assert_true (g_file_get_contents (newer, &bytes, &n_bytes, NULL));
  g_assert_true (g_file_set_contents (drop->dropped, bytes, (gssize) n_bytes, NULL));
  drop->window = gtk_window_new ();
  drop->pane = KAIJI_EVIDENCE_PANE (kaiji_evidence_pane_new (drop->base.session));
  gtk_window_set_child (GTK_WINDOW (drop->window), GTK_WIDGET (drop->pane));
  gtk_window_set_default_size (GTK_WINDOW (drop->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (drop->window));
  WAIT_UNTIL (drop->pane->document != NULL);
}

static void
tear_down (Drop *drop, gconstpointer data)
{
  KaijiEvidencePane *widget = g_object_ref (drop->pane);

  gtk_window_destroy (GTK_WINDOW (drop->window));
  fixture_settle ();
  g_assert_finalize_object (widget);
  g_remove (drop->dropped);
  g_free (drop->dropped);
  fixture_tear_down (&drop->base, data);
}

/* The pane's own target for files. */
static GtkDropTarget *
get_target (Drop *drop)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (drop->pane));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the widget holds it */
    }
  g_assert_not_reached ();
}

/* Drops files as a file manager does. Returns whether they were taken. */
static gboolean
drop_files (Drop *drop, const char *path, const char *other)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GSList *files = NULL;
  gboolean taken = FALSE;

  if (other != NULL)
    files = g_slist_prepend (files, g_file_new_for_path (other));
  files = g_slist_prepend (files, g_file_new_for_path (path));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, files);
  g_signal_emit_by_name (get_target (drop), "drop", &value, 20.0, 20.0, &taken);
  return taken;
}

/* The question, or NULL. */
static GtkDialog *
get_question (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_MESSAGE_DIALOG (window))
        return GTK_DIALOG (window);
    }
  return NULL;
}

static void
answer (Drop *drop, int response)
{
  GtkDialog *question;

  g_assert_true (drop_files (drop, drop->dropped, NULL));
  question = get_question ();
  g_assert_nonnull (question);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (question)) == GTK_WINDOW (drop->window));
  g_assert_cmpuint (count (drop), ==, 1);
  if (response == GTK_RESPONSE_DELETE_EVENT)
    gtk_window_close (GTK_WINDOW (question));
  else
    g_signal_emit_by_name (gtk_dialog_get_widget_for_response (question, response), "clicked");
  WAIT_UNTIL (get_question () == NULL);
}

static void
test_cancel (Drop *drop, gconstpointer data)
{
  g_autofree char *before = g_strdup (get_first (drop)->sha256);

  answer (drop, CANCEL);
  answer (drop, GTK_RESPONSE_DELETE_EVENT);
  fixture_settle ();
  g_assert_null (drop->pane->adding);
  g_assert_cmpuint (count (drop), ==, 1);
  g_assert_cmpstr (get_first (drop)->sha256, ==, before);
}

static void
test_add (Drop *drop, gconstpointer data)
{
  g_autofree char *before = g_strdup (get_first (drop)->sha256);

  answer (drop, ADD);
  WAIT_UNTIL (count (drop) == 2 && drop->pane->adding == NULL);
  g_assert_cmpstr (get_first (drop)->sha256, ==, before);
  g_assert_null (get_first (drop)->previous);
}

static void
test_replace (Drop *drop, gconstpointer data)
{
  g_autofree char *before = g_strdup (get_first (drop)->sha256);

  answer (drop, REPLACE);
  WAIT_UNTIL (g_strcmp0 (get_first (drop)->sha256, before) != 0);
  g_assert_cmpuint (count (drop), ==, 1);
  g_assert_nonnull (get_first (drop)->previous);
  /* Its dialog leaves by itself. */
  WAIT_UNTIL (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1);
}

/* A file of another name, and several at once, are added without a question. */
static void
test_no_question (Drop *drop, gconstpointer data)
{
  g_autofree char *other = g_test_build_filename (G_TEST_DIST, "data", "pdf", "plain.pdf", NULL);
  g_autofree char *second = g_test_build_filename (G_TEST_DIST, "data", "pdf", "labels.pdf", NULL);

  g_assert_true (drop_files (drop, other, NULL));
  g_assert_null (get_question ());
  WAIT_UNTIL (count (drop) == 2 && drop->pane->adding == NULL);
  g_assert_true (drop_files (drop, drop->dropped, second));
  g_assert_null (get_question ());
  WAIT_UNTIL (count (drop) == 4 && drop->pane->adding == NULL);
}

#define ADD_TEST(name, func) \
  g_test_add ("/evidence-drop/" name, Drop, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  ADD_TEST ("cancel", test_cancel);
  ADD_TEST ("add", test_add);
  ADD_TEST ("replace", test_replace);
  ADD_TEST ("no-question", test_no_question);
  return g_test_run ();
}
