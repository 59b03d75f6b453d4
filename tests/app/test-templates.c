/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every .ui of the program can be made: templates by their class, others by a builder. */
#include "support.h"

#include "app/case-window.h"
#include "app/checklist-pane.h"
#include "app/citation-editor.h"
#include "app/citation-list.h"
#include "app/confirm-window.h"
#include "app/evidence-dialog.h"
#include "app/evidence-pane.h"
#include "app/evidence-search.h"
#include "app/excerpt-dialog.h"
#include "app/form-pane.h"
#include "app/import-dialog.h"
#include "app/new-case-dialog.h"
#include "app/paper-window.h"
#include "app/preferences-window.h"
#include "app/replace-dialog.h"
#include "app/scheme-browser.h"
#include "app/setting-dialog.h"
#include "app/start-window.h"
#include "app/transfer-window.h"
#include "app/wording-editor.h"
#include "widgets/severity-icon.h"
#include "widgets/style.h"

static char *
template_class (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("<template class=\"(\\w+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static void
make (const char *path, KaijiSession *session)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *name = template_class (text);

  g_test_message ("%s", path);
  if (name)
    {
      GType type = g_type_from_name (name);
      g_assert_cmpuint (type, !=, 0);
      g_autoptr (GTypeClass) class = g_type_class_ref (type);
      gboolean on_case = g_object_class_find_property (G_OBJECT_CLASS (class), "session") != NULL;
      g_autoptr (GtkWidget) widget = g_object_ref_sink (
          on_case ? g_object_new (type, "session", session, NULL) : g_object_new (type, NULL));
      g_assert_nonnull (gtk_widget_get_first_child (widget));
      if (GTK_IS_WINDOW (widget))
        gtk_window_destroy (GTK_WINDOW (widget));
    }
  else
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GtkBuilder) builder = gtk_builder_new ();
      g_assert_true (gtk_builder_add_from_resource (builder, path, &error));
      g_assert_no_error (error);
      g_autoptr (GSList) objects = gtk_builder_get_objects (builder);
      g_assert_nonnull (objects);
      for (GSList *l = objects; l; l = l->next)
        if (GTK_IS_WINDOW (l->data))
          gtk_window_destroy (l->data);
    }
}

static void
test_every_ui (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names =
      g_resources_enumerate_children (KAIJI_RESOURCE_PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n = 0;

  g_type_ensure (KAIJI_TYPE_CASE_WINDOW);
  g_type_ensure (KAIJI_TYPE_CHECKLIST_PANE);
  g_type_ensure (KAIJI_TYPE_CITATION_EDITOR);
  g_type_ensure (KAIJI_TYPE_CITATION_LIST);
  g_type_ensure (KAIJI_TYPE_CONFIRM_WINDOW);
  g_type_ensure (KAIJI_TYPE_EVIDENCE_DIALOG);
  g_type_ensure (KAIJI_TYPE_EXCERPT_DIALOG);
  g_type_ensure (KAIJI_TYPE_EVIDENCE_PANE);
  g_type_ensure (KAIJI_TYPE_EVIDENCE_SEARCH);
  g_type_ensure (KAIJI_TYPE_FORM_PANE);
  g_type_ensure (KAIJI_TYPE_IMPORT_DIALOG);
  g_type_ensure (KAIJI_TYPE_NEW_CASE_DIALOG);
  g_type_ensure (KAIJI_TYPE_PAPER_WINDOW);
  g_type_ensure (KAIJI_TYPE_PREFERENCES_WINDOW);
  g_type_ensure (KAIJI_TYPE_REPLACE_DIALOG);
  g_type_ensure (KAIJI_TYPE_SCHEME_BROWSER);
  g_type_ensure (KAIJI_TYPE_SETTING_DIALOG);
  g_type_ensure (KAIJI_TYPE_START_WINDOW);
  g_type_ensure (KAIJI_TYPE_TRANSFER_WINDOW);
  g_type_ensure (KAIJI_TYPE_WORDING_EDITOR);
  for (char **name = names; *name; name++)
    /* Late parts belong to a widget and its callbacks: they are made in its own test. */
    if (g_str_has_suffix (*name, ".ui") && !g_str_has_suffix (*name, "-late.ui"))
      {
        g_autofree char *path = g_strconcat (KAIJI_RESOURCE_PREFIX "/", *name, NULL);
        make (path, fixture->session);
        n++;
      }
  g_assert_cmpuint (n, >=, 7);
}

/* Every sign has an icon in the program itself. */
static void
test_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  for (KaijiMarkKind kind = KAIJI_MARK_BLOCK; kind <= KAIJI_MARK_OPTIONAL; kind++)
    {
      g_autoptr (GtkWidget) icon = g_object_ref_sink (kaiji_mark_icon_new (kind));
      g_assert_true (gtk_icon_theme_has_icon (theme, kaiji_mark_get_icon_name (kind)));
      g_assert_true (gtk_widget_has_css_class (icon, kaiji_mark_get_css_class (kind)));
      gtk_test_accessible_assert_property (icon, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           kaiji_mark_get_word (kind));
    }
}

static void
test_badge (void)
{
  g_autoptr (GtkWidget) badge = g_object_ref_sink (kaiji_count_badge_new ());
  g_autofree char *name = g_strdup_printf ("%s 3", kaiji_mark_get_word (KAIJI_MARK_BLOCK));

  kaiji_count_badge_set (KAIJI_COUNT_BADGE (badge), KAIJI_MARK_BLOCK, 3);
  gtk_test_accessible_assert_property (badge, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  g_assert_true (gtk_widget_has_css_class (badge, "block"));
  kaiji_count_badge_clear (KAIJI_COUNT_BADGE (badge));
  g_assert_null (gtk_widget_get_tooltip_text (badge));
}

static void
test_theme (void)
{
  kaiji_style_set_theme (KAIJI_THEME_DARK);
  g_assert_true (kaiji_style_is_dark ());
  kaiji_style_set_theme (KAIJI_THEME_LIGHT);
  g_assert_false (kaiji_style_is_dark ());
  kaiji_style_set_theme (KAIJI_THEME_SYSTEM);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add ("/app/templates/every-ui", Fixture, NULL, fixture_set_up, test_every_ui,
              fixture_tear_down);
  g_test_add_func ("/app/templates/icons", test_icons);
  g_test_add_func ("/app/templates/badge", test_badge);
  g_test_add_func ("/app/templates/theme", test_theme);
  return g_test_run ();
}
