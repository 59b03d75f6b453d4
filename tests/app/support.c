/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "../support/folder.h"
#include "core/paths.h"
#include "widgets/style.h"

void
fixture_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  kaiji_style_init (gdk_display_get_default ());
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *schemes = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kaiji-test-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", fixture->folder, TRUE);
  fixture->path = g_build_filename (fixture->folder, "case.kaiji", NULL);
  fixture->library = kaiji_scheme_library_new (schemes);
  fixture->pdf = kaiji_pdf_service_new (NULL);
  fixture->session = kaiji_session_create (fixture->path, "iryo", FALSE, fixture->library,
                                           fixture->pdf, (KaijiDate){ 2026, 2, 17 }, &error);
  g_assert_no_error (error);
  kaiji_session_set_immediate (fixture->session, TRUE);
  g_assert_true (kaiji_session_set_answer (fixture->session, "A.service_name", "みほんカルテ",
                                           KAIJI_JOURNAL_NONE, &error));
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_settle ();
  if (fixture->session)
    {
      g_assert_true (kaiji_session_close (fixture->session, &error));
      g_assert_no_error (error);
    }
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->pdf);
  g_clear_pointer (&fixture->library, kaiji_scheme_library_free);
  test_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
fixture_settle (void)
{
  for (int i = 0; i < 200 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

void
fixture_wait (gboolean (*condition) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (!condition (data) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
  g_assert_true (condition (data));
}

GtkWidget *
fixture_find (GtkWidget *root, GType type, const char *css_class)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type)
      && (!css_class || gtk_widget_has_css_class (root, css_class)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = fixture_find (child, type, css_class);
      if (found)
        return found;
    }
  return NULL;
}
