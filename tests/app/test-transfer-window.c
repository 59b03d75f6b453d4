/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that takes answers over: the plan, decisions, one step, and one answer at once. */
#include "support.h"

#include <glib/gstdio.h>

#include "app/transfer-line.h"
#include "app/transfer-window.h"

static KaijiSession *
make_source (Fixture *f, const char *scheme)
{
  g_autofree char *path = g_build_filename (f->folder, "source.kaiji", NULL);
  g_autoptr (GError) error = NULL;
  KaijiSession *session = kaiji_session_create (path, scheme, TRUE, f->library, f->pdf,
                                                (KaijiDate){ 2026, 2, 17 }, &error);

  g_assert_no_error (error);
  return session;
}

static void
set (KaijiSession *session, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kaiji_session_set_answer (session, id, text, KAIJI_JOURNAL_NONE, &error));
  g_assert_no_error (error);
}

static const char *
get (Fixture *f, const char *id)
{
  const char *text = kaiji_case_source_get_answer (kaiji_session_get_source (f->session), id);

  return text ? text : "";
}

/* The line of a target prompt among those that are shown, NULL when it is not. */
static KaijiTransferLine *
find_line (GtkWidget *window, const char *id)
{
  GListModel *lines = kaiji_transfer_window_get_lines (KAIJI_TRANSFER_WINDOW (window));

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KaijiTransferLine) line = g_list_model_get_item (lines, i);
      KaijiTransferRow *row = kaiji_transfer_line_get_row (line);

      if (row->to && g_str_equal (row->to->id, id))
        return line; /* the model holds it */
    }
  return NULL;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static GtkWidget *
show (Fixture *f, KaijiSession *source, KaijiTransferMode mode)
{
  GtkWidget *window = kaiji_transfer_window_new (NULL, source, f->session, mode);

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return window;
}

static void
remove_source (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->folder, "source.kaiji", NULL);

  g_remove (path);
}

static void
test_take_over (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *source = make_source (f, "asp-saas@2007-11-27");
  g_autoptr (GError) error = NULL;
  GtkWidget *window, *drop_down, *check;
  gpointer weak;
  guint all;

  set (source, "asp-saas.002.1", "株式会社 見本");
  set (source, "asp-saas.006.1", "見本太郎");
  set (source, "A.provider_name", "株式会社 見本");
  set (source, "A.kind", "新規");
  window = show (f, source, KAIJI_TRANSFER_TAKE_OVER);
  g_object_unref (source);
  /* The decisions at first: what corresponds, but not what belongs to one application. */
  g_assert_true (kaiji_transfer_line_get_row (find_line (window, "iryo.002.1"))->take);
  g_assert_true (kaiji_transfer_line_get_row (find_line (window, "A.provider_name"))->take);
  g_assert_false (kaiji_transfer_line_get_row (find_line (window, "A.kind"))->take);
  check = fixture_find (window, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_nonnull (check);
  /* What a person turns off stays off. */
  kaiji_transfer_line_set_take (find_line (window, "iryo.006.1"), FALSE);
  all = g_list_model_get_n_items (kaiji_transfer_window_get_lines (KAIJI_TRANSFER_WINDOW (window)));
  drop_down = fixture_find (window, GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 1);
  g_assert_null (find_line (window, "iryo.006.1"));
  g_assert_nonnull (find_line (window, "iryo.002.1"));
  g_assert_cmpuint (
      g_list_model_get_n_items (kaiji_transfer_window_get_lines (KAIJI_TRANSFER_WINDOW (window))),
      <, all);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 0);
  weak = window;
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_widget_activate_action (window, "transfer.apply", NULL);
  fixture_wait (is_gone, &weak);
  g_assert_cmpstr (get (f, "iryo.002.1"), ==, "株式会社 見本");
  g_assert_cmpstr (get (f, "A.provider_name"), ==, "株式会社 見本");
  g_assert_cmpstr (get (f, "iryo.006.1"), ==, "");
  g_assert_cmpstr (get (f, "A.kind"), ==, "");
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (f->session), &error));
  g_assert_cmpstr (get (f, "iryo.002.1"), ==, "");
  g_assert_cmpstr (get (f, "A.provider_name"), ==, "");
  g_assert_cmpstr (get (f, "A.service_name"), ==, "みほんカルテ");
  remove_source (f);
}

static void
test_shown (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *source = make_source (f, "iryo");
  GtkWidget *window;
  GtkEditable *search;

  set (source, "iryo.002.1", "株式会社 見本");
  set (source, "iryo.006.1", "見本太郎");
  window = show (f, source, KAIJI_TRANSFER_TAKE_OVER);
  g_object_unref (source);
  search = GTK_EDITABLE (fixture_find (window, GTK_TYPE_SEARCH_ENTRY, "row-search"));
  gtk_editable_set_text (search, "太郎");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_null (find_line (window, "iryo.002.1"));
  g_assert_nonnull (find_line (window, "iryo.006.1"));
  /* Only what is shown is decided for. */
  gtk_widget_activate_action (window, "transfer.leave-shown", NULL);
  gtk_editable_set_text (search, "");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (kaiji_transfer_line_get_row (find_line (window, "iryo.002.1"))->take);
  g_assert_false (kaiji_transfer_line_get_row (find_line (window, "iryo.006.1"))->take);
  gtk_editable_set_text (search, "どこにもない言葉");
  g_signal_emit_by_name (search, "search-changed");
  gtk_test_widget_wait_for_draw (window);
  gtk_window_close (GTK_WINDOW (window));
  fixture_settle ();
  g_assert_cmpstr (get (f, "iryo.002.1"), ==, ""); /* closed without taking over */
  remove_source (f);
}

static gboolean
is_done (gpointer data)
{
  return kaiji_transfer_line_is_done (data);
}

static void
test_compare (Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  KaijiSession *source = make_source (f, "iryo");
  g_autoptr (GError) error = NULL;
  GtkWidget *window;
  KaijiTransferLine *line;

  set (source, "iryo.002.1", "株式会社 見本");
  set (source, "iryo.006.1", "見本太郎");
  set (source, "A.service_name", "別のサービス");
  set (source, "A.existence_form", "原本");
  set (f->session, "iryo.002.1", "株式会社　見本");
  set (f->session, "iryo.006.1", "見本花子");
  window = show (f, source, KAIJI_TRANSFER_COMPARE);
  g_object_unref (source);
  /* The same but for width is the same; the service's own is not compared. */
  g_assert_null (find_line (window, "iryo.002.1"));
  g_assert_null (find_line (window, "A.service_name"));
  line = find_line (window, "iryo.006.1");
  g_assert_nonnull (line);
  g_assert_true (kaiji_transfer_row_replaces (kaiji_transfer_line_get_row (line)));
  g_signal_emit_by_name (line, "take-over");
  fixture_wait (is_done, line);
  g_assert_cmpstr (get (f, "iryo.006.1"), ==, "見本太郎");
  g_assert_cmpstr (get (f, "A.existence_form"), ==, ""); /* this one answer only */
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (f->session), &error));
  g_assert_cmpstr (get (f, "iryo.006.1"), ==, "見本花子");
  gtk_window_close (GTK_WINDOW (window));
  fixture_settle ();
  remove_source (f);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add ("/app/transfer/take-over", Fixture, NULL, fixture_set_up, test_take_over,
              fixture_tear_down);
  g_test_add ("/app/transfer/shown", Fixture, NULL, fixture_set_up, test_shown, fixture_tear_down);
  g_test_add ("/app/transfer/compare", Fixture, NULL, fixture_set_up, test_compare,
              fixture_tear_down);
  return g_test_run ();
}
