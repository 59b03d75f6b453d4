/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scheme browser: reading, searching, filtering, comparing, laying a setting down. */
#include "support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../support/folder.h"
#include "app/application.h"
#include "app/fact-list.h"
#include "app/import-dialog.h"
#include "app/scheme-browser.h"
#include "app/scheme-differences-page.h"
#include "app/scheme-facts.h"
#include "app/scheme-items-page.h"
#include "app/setting-dialog.h"

static gboolean
is_loaded (gpointer browser)
{
  return kaiji_scheme_browser_is_loaded (browser);
}

static KaijiApplication *application;

static GtkWidget *
open_browser (void)
{
  GtkWidget *browser = kaiji_scheme_browser_new (application);

  gtk_window_present (GTK_WINDOW (browser));
  fixture_wait (is_loaded, browser);
  return browser;
}

static void
close_browser (GtkWidget *browser)
{
  gtk_window_destroy (GTK_WINDOW (browser));
  fixture_settle ();
}

static void
test_browser (Fixture *fixture, gconstpointer data)
{
  GtkWidget *browser = open_browser ();
  GtkWidget *list = fixture_find (browser, GTK_TYPE_LIST_BOX, "scheme-list");
  GtkWidget *items = fixture_find (browser, KAIJI_TYPE_SCHEME_ITEMS_PAGE, NULL);
  g_autoptr (GPtrArray) schemes = kaiji_scheme_library_list (fixture->library, NULL);
  KaijiScheme *last = g_ptr_array_index (schemes, schemes->len - 1);
  const KaijiSchemeCounts *counts = kaiji_scheme_get_counts (last);

  /* A row for each revision, the first one chosen. */
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) schemes->len - 1));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) schemes->len));
  g_assert_cmpuint (kaiji_scheme_items_page_get_n_shown (KAIJI_SCHEME_ITEMS_PAGE (items)), ==,
                    kaiji_scheme_get_counts (schemes->pdata[0])->items);

  kaiji_scheme_browser_show_scheme (KAIJI_SCHEME_BROWSER (browser), kaiji_scheme_get_id (last),
                                    KAIJI_SCHEME_ITEMS_UNVERIFIED);
  g_assert_cmpuint (kaiji_scheme_items_page_get_n_shown (KAIJI_SCHEME_ITEMS_PAGE (items)), ==,
                    counts->unverified);
  kaiji_scheme_items_page_set_filter (KAIJI_SCHEME_ITEMS_PAGE (items), KAIJI_SCHEME_ITEMS_GATE);
  g_assert_cmpuint (kaiji_scheme_items_page_get_n_shown (KAIJI_SCHEME_ITEMS_PAGE (items)), ==,
                    counts->gate);
  close_browser (browser);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_ref_sink (kaiji_scheme_items_page_new ());
  KaijiScheme *scheme = kaiji_session_get_scheme (fixture->session);
  GtkWidget *search = fixture_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);
  GPtrArray *items = kaiji_scheme_get_items (scheme);
  KaijiItem *item = g_ptr_array_index (items, items->len - 1);
  g_autofree char *wide = NULL;
  guint all;

  kaiji_scheme_items_page_set_scheme (KAIJI_SCHEME_ITEMS_PAGE (page), scheme);
  all = kaiji_scheme_items_page_get_n_shown (KAIJI_SCHEME_ITEMS_PAGE (page));
  g_assert_cmpuint (all, ==, kaiji_scheme_get_counts (scheme)->items);

  gtk_editable_set_text (GTK_EDITABLE (search), item->id);
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (kaiji_scheme_items_page_get_n_shown (KAIJI_SCHEME_ITEMS_PAGE (page)), ==, 1);
  /* Half width, another order, another script find the same. */
  gtk_editable_set_text (GTK_EDITABLE (search), "ｻｰﾋﾞｽ　変更");
  g_signal_emit_by_name (search, "search-changed");
  all = kaiji_scheme_items_page_get_n_shown (KAIJI_SCHEME_ITEMS_PAGE (page));
  g_assert_cmpuint (all, >, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "変更 さーびす");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (kaiji_scheme_items_page_get_n_shown (KAIJI_SCHEME_ITEMS_PAGE (page)), ==, all);
  gtk_editable_set_text (GTK_EDITABLE (search), "no such words");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (kaiji_scheme_items_page_get_n_shown (KAIJI_SCHEME_ITEMS_PAGE (page)), ==, 0);
  g_object_unref (page);
}

static gboolean
has_differences (gpointer page)
{
  return kaiji_scheme_differences_page_get_n_shown (page) > 0;
}

static void
test_differences (Fixture *fixture, gconstpointer data)
{
  GtkWidget *browser = open_browser ();
  GtkWidget *page = fixture_find (browser, KAIJI_TYPE_SCHEME_DIFFERENCES_PAGE, NULL);
  g_autofree char *own =
      g_strdup_printf ("%s@%s", kaiji_scheme_get_id (kaiji_session_get_scheme (fixture->session)),
                       kaiji_scheme_get_revision (kaiji_session_get_scheme (fixture->session)));
  GtkWidget *stack;

  gtk_widget_activate_action (browser, "win.page", "s", "differences");
  /* Two revisions of one scheme are compared first, and they differ. */
  fixture_wait (has_differences, page);
  /* A table does not differ from itself. */
  kaiji_scheme_differences_page_set_pair (KAIJI_SCHEME_DIFFERENCES_PAGE (page), own, own);
  stack = fixture_find (page, GTK_TYPE_STACK, "differences");
  for (int i = 0; i < 5000 && has_differences (page); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (
      kaiji_scheme_differences_page_get_n_shown (KAIJI_SCHEME_DIFFERENCES_PAGE (page)), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "nothing");
  close_browser (browser);
}

static const KaijiFact *
find_fact (GPtrArray *facts, const char *id)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KaijiFact *fact = g_ptr_array_index (facts, i);
      if (g_strcmp0 (fact->id, id) == 0)
        return fact;
    }
  return NULL;
}

/* Whatever the pack states is listed, and what it leaves open says so and can be laid down. */
static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) schemes = kaiji_scheme_library_list (fixture->library, NULL);

  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);
      GPtrArray *settings = kaiji_scheme_get_settings (scheme);
      GPtrArray *items = kaiji_scheme_get_items (scheme);
      g_autoptr (GPtrArray) process = kaiji_scheme_facts_of_process (scheme);
      g_autoptr (GPtrArray) rules = kaiji_scheme_facts_of_rules (scheme);

      g_assert_cmpuint (rules->len, ==, kaiji_scheme_get_rules (scheme)->len);
      for (guint k = 0; k < settings->len; k++)
        {
          const KaijiSetting *setting = g_ptr_array_index (settings, k);
          const KaijiFact *fact = find_fact (process, setting->key);
          g_assert_nonnull (fact);
          g_assert_cmpint (fact->missing, ==, !setting->set);
          g_assert_cmpint (fact->action != NULL, ==, setting->choosable);
        }
      for (guint k = 0; k < items->len; k++)
        {
          g_autoptr (GPtrArray) facts = kaiji_scheme_facts_of_item (scheme, items->pdata[k]);
          g_assert_cmpuint (facts->len, >=, ((KaijiItem *) items->pdata[k])->prompts->len);
        }
    }
}

static void
test_setting (Fixture *fixture, gconstpointer data)
{
  KaijiSchemeLibrary *library = kaiji_application_get_library (application);
  KaijiScheme *own = kaiji_session_get_scheme (fixture->session);
  g_autoptr (KaijiScheme) scheme = NULL, changed = NULL;
  g_autofree char *spec =
      g_strdup_printf ("%s@%s", kaiji_scheme_get_id (own), kaiji_scheme_get_revision (own));
  GPtrArray *settings;
  const KaijiSetting *setting = NULL;
  GtkWidget *dialog;

  scheme = kaiji_scheme_library_load (library, spec, NULL);
  settings = kaiji_scheme_get_settings (scheme);
  for (guint i = 0; i < settings->len && !setting; i++)
    if (((KaijiSetting *) settings->pdata[i])->type == KAIJI_SETTING_NUMBER_UNIT)
      setting = settings->pdata[i];
  g_assert_nonnull (setting);
  g_assert_true (setting->choosable);
  g_assert_false (setting->set);

  dialog = kaiji_setting_dialog_new (NULL, library, scheme, setting->key);
  /* Without what it rests on it is refused, and the dialog says so. */
  kaiji_setting_dialog_fill (KAIJI_SETTING_DIALOG (dialog), "3ヶ月前", "");
  g_assert_false (kaiji_setting_dialog_set (KAIJI_SETTING_DIALOG (dialog)));
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "block-text"));
  kaiji_setting_dialog_fill (KAIJI_SETTING_DIALOG (dialog), "3ヶ月前", "問合せ窓口の回答");
  g_assert_true (kaiji_setting_dialog_set (KAIJI_SETTING_DIALOG (dialog)));
  changed = kaiji_scheme_library_load (library, spec, NULL);
  setting = kaiji_scheme_get_setting (changed, setting->key);
  g_assert_true (setting->set);
  g_assert_nonnull (setting->choice);
  g_assert_cmpstr (setting->choice->source, ==, "問合せ窓口の回答");

  dialog = kaiji_setting_dialog_new (NULL, library, changed, setting->key);
  gtk_widget_activate_action (dialog, "setting.unset", NULL);
  g_clear_pointer (&scheme, kaiji_scheme_unref);
  scheme = kaiji_scheme_library_load (library, spec, NULL);
  g_assert_false (kaiji_scheme_get_setting (scheme, setting->key)->set);
}

/* The table of @scheme as an office would hand it out: without the first item, and with one more. */
static char *
write_sheet (Fixture *fixture, KaijiScheme *scheme)
{
  g_autoptr (GString) text = g_string_new ("番号,大分類,中分類,項目,記述内容,必須/選択\n");
  char *path = g_build_filename (fixture->folder, "sheet.csv", NULL);
  GPtrArray *items = kaiji_scheme_get_items (scheme);
  gboolean first = TRUE;

  for (guint i = 0; i < items->len; i++)
    {
      const KaijiItem *item = g_ptr_array_index (items, i);
      if (item->section->form_a)
        continue;
      for (guint k = 0; k < item->prompts->len && !first; k++)
        g_string_append_printf (text, "%u,%s,%s,%s,%s,%s\n", item->number, item->section->name,
                                item->category, item->name,
                                ((KaijiPrompt *) item->prompts->pdata[k])->text,
                                item->required ? "必須" : "選択");
      first = FALSE;
    }
  g_string_append (text, "900,サービスサポート,新しい事項,架空の項目,架空の設問,選択\n");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static gboolean
is_read (gpointer dialog)
{
  return kaiji_import_dialog_is_ready (dialog);
}

static void
imported_cb (GtkWidget *dialog, const char *spec, char **got)
{
  *got = g_strdup (spec);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  KaijiSchemeLibrary *library = kaiji_application_get_library (application);
  KaijiScheme *scheme = kaiji_session_get_scheme (fixture->session);
  g_autofree char *path = write_sheet (fixture, scheme);
  g_autofree char *got = NULL;
  g_autofree char *wanted = g_strdup_printf ("%s@2031-05-01", kaiji_scheme_get_id (scheme));
  g_autoptr (KaijiScheme) taken = NULL;
  GtkWidget *dialog = kaiji_import_dialog_new (NULL, library, scheme, path);
  GtkWidget *stack = fixture_find (dialog, GTK_TYPE_STACK, NULL);

  g_signal_connect (dialog, "imported", G_CALLBACK (imported_cb), &got);
  fixture_wait (is_read, dialog);
  /* The file states no day: that is asked for, and nothing was written. */
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "error");
  kaiji_import_dialog_read_as (KAIJI_IMPORT_DIALOG (dialog), "2031-05-01");
  fixture_wait (is_read, dialog);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "changes");
  g_assert_null (got);
  gtk_widget_activate_action (dialog, "import.take", NULL);
  g_assert_cmpstr (got, ==, wanted);
  taken = kaiji_scheme_library_load (library, wanted, NULL);
  g_assert_nonnull (taken);
  g_assert_cmpuint (kaiji_scheme_get_counts (taken)->items, ==,
                    kaiji_scheme_get_counts (scheme)->items);
  g_assert_cmpuint (kaiji_scheme_get_counts (taken)->unverified, ==, 0);
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("kaiji-test-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  int result;

  g_setenv ("KAIJI_USER_DATADIR", home, TRUE);
  fixture_init (&argc, &argv);
  application = kaiji_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
#define ADD(name, test) \
  g_test_add ("/app/scheme-browser/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("browser", test_browser);
  ADD ("search", test_search);
  ADD ("differences", test_differences);
  ADD ("facts", test_facts);
  ADD ("setting", test_setting);
  ADD ("import", test_import);
  result = g_test_run ();
  test_folder_remove (home);
  return result;
}
