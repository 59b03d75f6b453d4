/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When an edit is committed, and which commits are one undo step. */
#include "form-test.h"

#include "widgets/chip.h"
#include "widgets/finding-box.h"
#include "widgets/line-entry.h"
#include "widgets/settle.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *editor;
  GtkWidget *other;
  KaijiSettle *settle;
  GString *log; /* "text" or "+text" (joined), each followed by ";" */
} Fixture;

static void
commit_cb (KaijiSettle *settle, const char *text, gboolean join, Fixture *f)
{
  g_string_append_printf (f->log, "%s%s;", join ? "+" : "", text);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->window = gtk_window_new ();
  f->editor = kaiji_line_entry_new (GTK_INPUT_PURPOSE_FREE_FORM, 0);
  f->other = gtk_button_new_with_label ("x");
  gtk_box_append (GTK_BOX (box), f->editor);
  gtk_box_append (GTK_BOX (box), f->other);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  f->settle = kaiji_settle_new (KAIJI_EDITOR (f->editor));
  f->log = g_string_new (NULL);
  g_signal_connect (f->settle, "commit", G_CALLBACK (commit_cb), f);
  /* With no window manager the window below the pointer is the active one. */
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1600, 1000);
  gtk_window_present (GTK_WINDOW (f->window));
  ITERATE_WHILE (!gtk_window_is_active (GTK_WINDOW (f->window)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->settle);
  g_string_free (f->log, TRUE);
}

static void
test_after_pause (Fixture *f, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  test_type (f->editor, "a");
  g_assert_true (kaiji_settle_is_dirty (f->settle));
  g_assert_cmpstr (f->log->str, ==, "");
  ITERATE_WHILE (f->log->len == 0);
  g_assert_cmpstr (f->log->str, ==, "a;");
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, (KAIJI_SETTLE_MS - 5) * 1000);
  g_assert_false (kaiji_settle_is_dirty (f->settle));
}

static void
test_typing_on_joins (Fixture *f, gconstpointer data)
{
  test_type (f->editor, "a");
  kaiji_settle_flush (f->settle);
  test_type (f->editor, "b");
  kaiji_settle_flush (f->settle);
  kaiji_settle_flush (f->settle);
  g_assert_cmpstr (f->log->str, ==, "a;+ab;");
}

static void
test_focus_left (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (f->editor);
  test_type (f->editor, "a");
  gtk_widget_grab_focus (f->other);
  g_assert_cmpstr (f->log->str, ==, "a;");
  gtk_widget_grab_focus (f->editor);
  test_type (f->editor, "b");
  gtk_widget_grab_focus (f->other);
  g_assert_cmpstr (f->log->str, ==, "a;ab;");
}

static void
test_discrete (Fixture *f, gconstpointer data)
{
  test_type (f->editor, "a");
  kaiji_editor_set_text_by_user (KAIJI_EDITOR (f->editor), "b");
  g_assert_cmpstr (f->log->str, ==, "b;");
  test_type (f->editor, "c");
  kaiji_settle_flush (f->settle);
  g_assert_cmpstr (f->log->str, ==, "b;bc;");
}

/* Our own commit that comes back, and a change by undo, are no edits. */
static void
test_external (Fixture *f, gconstpointer data)
{
  test_type (f->editor, "a");
  kaiji_settle_flush (f->settle);
  kaiji_settle_show (f->settle, "a");
  kaiji_settle_show (f->settle, "");
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (f->editor)), ==, "");
  test_iterate_for (KAIJI_SETTLE_MS + 100);
  g_assert_cmpstr (f->log->str, ==, "a;");
  test_type (f->editor, "b");
  kaiji_settle_flush (f->settle);
  g_assert_cmpstr (f->log->str, ==, "a;b;");
}

/* Text that was typed after a commit is not taken away by that commit coming back. */
static void
test_echo_while_typing (Fixture *f, gconstpointer data)
{
  test_type (f->editor, "a");
  kaiji_settle_flush (f->settle);
  test_type (f->editor, "b");
  kaiji_settle_show (f->settle, "a");
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (f->editor)), ==, "ab");
  kaiji_settle_flush (f->settle);
  g_assert_cmpstr (f->log->str, ==, "a;+ab;");
}

static void
test_preedit_waits (Fixture *f, gconstpointer data)
{
  test_type (f->editor, "a");
  test_preedit (f->editor, "か");
  test_iterate_for (KAIJI_SETTLE_MS + 150);
  g_assert_cmpstr (f->log->str, ==, "");
  test_type (f->editor, "開示");
  test_preedit (f->editor, "");
  g_assert_cmpstr (f->log->str, ==, "");
  ITERATE_WHILE (f->log->len == 0);
  g_assert_cmpstr (f->log->str, ==, "a開示;");
}

static void
test_typed_and_taken_back (Fixture *f, gconstpointer data)
{
  test_type (f->editor, "a");
  gtk_editable_delete_text (GTK_EDITABLE (test_find_text (f->editor)), 0, -1);
  test_iterate_for (KAIJI_SETTLE_MS + 100);
  g_assert_cmpstr (f->log->str, ==, "");
}

static void
test_chip (void)
{
  static const char *const names[][2] = {
    { "就業規則", "就業規則" },
    { "一二三四五六七八九十一二三四五六七八", "一二三四五六七八九十一二三四五六七八" },
    { "一二三四五六七八九十一二三四五六七八九", "一二三四五六七八九…二三四五六七八九" },
  };
  g_autoptr (KaijiCitation) citation = kaiji_citation_new (
      3, "x.001.1", "E1", "00", 12, 12, "10", "第8条", "引用", NULL, 0, KAIJI_CITATION_CONFIRMED);
  GtkWidget *chip = g_object_ref_sink (kaiji_chip_new (citation, NULL, FALSE));
  guint shown = 0, removed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = kaiji_chip_dup_short_name (names[i][0]);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
  g_signal_connect_swapped (chip, "activated", G_CALLBACK (test_count_cb), &shown);
  g_signal_connect_swapped (chip, "remove-requested", G_CALLBACK (test_count_cb), &removed);
  g_assert_true (gtk_widget_activate_action (chip, "chip.show", NULL));
  g_assert_true (gtk_widget_activate_action (chip, "chip.remove", NULL));
  g_assert_cmpuint (shown, ==, 1);
  g_assert_cmpuint (removed, ==, 1);
  g_assert_finalize_object (chip);
  chip = g_object_ref_sink (kaiji_chip_new (citation, NULL, TRUE));
  g_signal_connect_swapped (chip, "remove-requested", G_CALLBACK (test_count_cb), &removed);
  gtk_widget_activate_action (chip, "chip.remove", NULL);
  g_assert_cmpuint (removed, ==, 1);
  g_assert_finalize_object (chip);
}

static void
test_finding_box (void)
{
  g_autoptr (KaijiFinding) finding =
      kaiji_finding_new ("D4", KAIJI_SEVERITY_BLOCK, "x.001.1", "まだありません。",
                         "追加してください。", "概要 4", KAIJI_REMEDY_CITE);
  GtkWidget *box = g_object_ref_sink (kaiji_finding_box_new (finding, TRUE));
  GtkWidget *button = gtk_widget_get_last_child (box);
  guint asked = 0;

  g_signal_connect_swapped (box, "remedy", G_CALLBACK (test_count_cb), &asked);
  g_assert_true (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (asked, ==, 1);
  g_assert_true (kaiji_finding_box_get_finding (KAIJI_FINDING_BOX (box)) == finding);
  g_assert_finalize_object (box);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "after-pause", test_after_pause },     { "typing-on-joins", test_typing_on_joins },
    { "focus-left", test_focus_left },       { "discrete", test_discrete },
    { "external", test_external },           { "echo-while-typing", test_echo_while_typing },
    { "preedit-waits", test_preedit_waits }, { "typed-and-taken-back", test_typed_and_taken_back },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/widgets/settle/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].func, tear_down);
    }
  g_test_add_func ("/widgets/chip", test_chip);
  g_test_add_func ("/widgets/finding-box", test_finding_box);
  return g_test_run ();
}
