/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "app/application.h"
#include "app/case-window.h"
#include "app/form-pane.h"

static GtkWidget *
make_window (Fixture *fixture)
{
  GtkWidget *window = kaiji_case_window_new (NULL, fixture->session);

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  fixture_settle ();
  return window;
}

static void
destroy_window (Fixture *fixture, GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  /* The window closed the case. */
  g_clear_object (&fixture->session);
}

static const char *
pane_of (GtkWidget *window)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (window), "pane");
  static char name[32];

  g_strlcpy (name, g_variant_get_string (state, NULL), sizeof name);
  return name;
}

static void
activate (GtkWidget *window, const char *name, const char *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), name,
                                  parameter ? g_variant_new_string (parameter) : NULL);
  fixture_settle ();
}

static gboolean
enabled (GtkWidget *window, const char *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), name);
}

static void
test_panes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = make_window (fixture);
  GtkWidget *sidebar = fixture_find (window, GTK_TYPE_WIDGET, "sidebar");

  g_assert_cmpstr (pane_of (window), ==, "checklist");
  g_assert_true (gtk_widget_get_mapped (sidebar));
  activate (window, "pane", "evidence");
  g_assert_cmpstr (pane_of (window), ==, "evidence");
  g_assert_false (gtk_widget_get_mapped (sidebar));
  activate (window, "pane", "checklist");
  g_assert_true (gtk_widget_get_mapped (sidebar));
  /* In a wide window the form always stands. */
  activate (window, "pane", "form");
  g_assert_cmpstr (pane_of (window), ==, "checklist");
  destroy_window (fixture, window);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.kaiji.Kaiji");
  GtkWidget *window, *form, *checklist;

  g_settings_set (settings, "case-size", "(ii)", 1024, 640);
  window = make_window (fixture);
  form = fixture_find (window, KAIJI_TYPE_FORM_PANE, NULL);
  checklist = fixture_find (window, GTK_TYPE_LIST_BOX, "checklist");
  g_assert_cmpstr (pane_of (window), ==, "form");
  g_assert_true (gtk_widget_get_mapped (form));
  g_assert_false (gtk_widget_get_mapped (checklist));
  activate (window, "pane", "checklist");
  g_assert_false (gtk_widget_get_mapped (form));
  g_assert_true (gtk_widget_get_mapped (checklist));
  /* Correcting a finding leads back to the form. */
  activate (window, "next-finding", NULL);
  g_assert_cmpstr (pane_of (window), ==, "form");
  g_assert_cmpint (gtk_widget_get_width (window), <=, 1024);
  destroy_window (fixture, window);
  g_settings_reset (settings, "case-size");
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = make_window (fixture);
  KaijiCaseSource *source = kaiji_session_get_source (fixture->session);

  g_assert_true (enabled (window, "undo"));
  g_assert_false (enabled (window, "redo"));
  activate (window, "undo", NULL);
  g_assert_null (kaiji_case_source_get_answer (source, "A.service_name"));
  g_assert_false (enabled (window, "undo"));
  g_assert_true (enabled (window, "redo"));
  activate (window, "redo", NULL);
  g_assert_cmpstr (kaiji_case_source_get_answer (source, "A.service_name"), ==, "みほんカルテ");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "みほんカルテ");
  destroy_window (fixture, window);
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = make_window (fixture);
  GtkWidget *form = fixture_find (window, KAIJI_TYPE_FORM_PANE, NULL);
  GPtrArray *sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (fixture->session));
  KaijiSection *last = sections->pdata[sections->len - 1];

  g_assert_true (kaiji_form_pane_get_section (KAIJI_FORM_PANE (form)) == sections->pdata[0]);
  activate (window, "show-section", last->id);
  g_assert_true (kaiji_form_pane_get_section (KAIJI_FORM_PANE (form)) == last);
  activate (window, "reveal", "A.service_name");
  g_assert_true (
      kaiji_form_pane_get_section (KAIJI_FORM_PANE (form))
      == kaiji_scheme_lookup_prompt (kaiji_session_get_scheme (fixture->session), "A.service_name")
             ->item->section);
  destroy_window (fixture, window);
}

static void
test_messages (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = make_window (fixture);
  g_autoptr (GError) full = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
  GtkInfoBar *commit = GTK_INFO_BAR (fixture_find (window, GTK_TYPE_INFO_BAR, NULL));
  GtkInfoBar *message = GTK_INFO_BAR (gtk_widget_get_next_sibling (GTK_WIDGET (commit)));

  kaiji_session_tell (fixture->session, "something", TRUE);
  g_assert_true (gtk_info_bar_get_revealed (message));
  g_assert_cmpint (gtk_info_bar_get_message_type (message), ==, GTK_MESSAGE_ERROR);
  g_assert_false (gtk_info_bar_get_revealed (commit));

  kaiji_journal_emit_commit_failed (kaiji_session_get_journal (fixture->session), full);
  g_assert_true (gtk_info_bar_get_revealed (commit));
  activate (window, "save-again", NULL);
  g_assert_false (gtk_info_bar_get_revealed (commit));
  destroy_window (fixture, window);
}

static void
test_close_commits (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = make_window (fixture);
  g_autoptr (KaijiSession) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_session_set_answer (fixture->session, "A.provider_name", "例示株式会社",
                                           KAIJI_JOURNAL_NONE, &error));
  gtk_window_close (GTK_WINDOW (window));
  fixture_settle ();
  g_clear_object (&fixture->session);
  again = kaiji_session_open (fixture->path, FALSE, fixture->library, fixture->pdf, KAIJI_DATE_NONE,
                              &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      kaiji_case_source_get_answer (kaiji_session_get_source (again), "A.provider_name"), ==,
      "例示株式会社");
  g_assert_true (kaiji_session_close (again, &error));
}

/* Everything that can be pressed has a name. */
static void
assert_named (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget))
    {
      gboolean in_menu_button = gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) != NULL
                                && !GTK_IS_MENU_BUTTON (widget);
      gboolean has_text = fixture_find (widget, GTK_TYPE_LABEL, NULL) != NULL;
      if (!in_menu_button && !has_text
          && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                GTK_ACCESSIBLE_PROPERTY_LABEL))
        {
          g_autofree char *tooltip = g_strdup (gtk_widget_get_tooltip_text (widget));
          GtkWidget *parent = gtk_widget_get_parent (widget);
          /* What GTK itself puts together names itself. */
          if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
              && !gtk_widget_has_css_class (widget, "close")
              && !GTK_IS_INFO_BAR (gtk_widget_get_ancestor (widget, GTK_TYPE_INFO_BAR)))
            g_error ("%s in %s, tooltip “%s”, has no name", G_OBJECT_TYPE_NAME (widget),
                     G_OBJECT_TYPE_NAME (parent), tooltip ? tooltip : "");
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = make_window (fixture);

  assert_named (window);
  activate (window, "pane", "evidence");
  assert_named (window);
  destroy_window (fixture, window);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
#define ADD(name, test) \
  g_test_add ("/app/case-window/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("panes", test_panes);
  ADD ("narrow", test_narrow);
  ADD ("undo", test_undo);
  ADD ("sections", test_sections);
  ADD ("messages", test_messages);
  ADD ("close-commits", test_close_commits);
  ADD ("names", test_names);
  return g_test_run ();
}
