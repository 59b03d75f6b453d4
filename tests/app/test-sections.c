/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sidebar and item search. */
#include "support.h"

#include "app/item-search.h"
#include "app/section-list.h"

static KaijiSection *chosen;
static guint evidence_chosen;

static void
chosen_cb (KaijiSectionList *list, KaijiSection *section, gpointer data)
{
  chosen = section;
}

static void
evidence_cb (KaijiSectionList *list, gpointer data)
{
  evidence_chosen++;
}

static guint
count_visible (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row;
       row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_visible (row);
  return n;
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) sidebar = g_object_ref_sink (kaiji_section_list_new (fixture->session));
  GtkWidget *list = fixture_find (sidebar, GTK_TYPE_LIST_BOX, NULL);
  GPtrArray *sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (fixture->session));
  KaijiSection *first = sections->pdata[0], *last = sections->pdata[sections->len - 1];
  guint in_a = 0;

  g_assert_true (first->form_a);
  g_assert_false (last->form_a);
  for (guint i = 0; i < sections->len; i++)
    in_a += ((KaijiSection *) sections->pdata[i])->form_a;
  g_signal_connect (sidebar, "section-chosen", G_CALLBACK (chosen_cb), NULL);
  g_signal_connect (sidebar, "evidence-chosen", G_CALLBACK (evidence_cb), NULL);

  /* The part of the current section is unfolded: both headings, its sections, the
   * evidence, handing in. */
  kaiji_section_list_set_current (KAIJI_SECTION_LIST (sidebar), first);
  g_assert_cmpuint (count_visible (list), ==, 4 + in_a);
  kaiji_section_list_set_current (KAIJI_SECTION_LIST (sidebar), last);
  g_assert_cmpuint (count_visible (list), ==, 4 + sections->len - in_a);
  g_assert_nonnull (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)));
  g_assert_null (chosen);

  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_true (chosen == first);
  g_signal_emit_by_name (
      list, "row-activated",
      GTK_LIST_BOX_ROW (gtk_widget_get_prev_sibling (gtk_widget_get_last_child (list))));
  g_assert_cmpuint (evidence_chosen, ==, 1);
}

/* The figures follow an edit. */
static void
test_figures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) sidebar = g_object_ref_sink (kaiji_section_list_new (fixture->session));
  GtkWidget *row = fixture_find (sidebar, GTK_TYPE_LIST_BOX_ROW, "part");
  GtkLabel *figures = GTK_LABEL (fixture_find (row, GTK_TYPE_LABEL, "figures"));
  g_autofree char *before = g_strdup (gtk_label_get_label (figures));

  g_assert_true (kaiji_session_set_answer (fixture->session, "A.provider_name", "例示株式会社",
                                           KAIJI_JOURNAL_NONE, NULL));
  g_assert_cmpstr (gtk_label_get_label (figures), !=, before);
}

static void
test_item_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (kaiji_item_search_new (fixture->session));
  KaijiItemSearch *search = KAIJI_ITEM_SEARCH (widget);
  GtkWidget *row;

  kaiji_item_search_set_text (search, "サービス名称");
  g_assert_cmpuint (kaiji_item_search_get_n_results (search), >=, 1);
  /* Half-width kana and full-width digits are the same; what was answered is found too. */
  kaiji_item_search_set_text (search, "ﾎﾝｶﾙﾃ");
  g_assert_cmpuint (kaiji_item_search_get_n_results (search), ==, 1);
  kaiji_item_search_set_text (search, "そんな項目はない");
  g_assert_cmpuint (kaiji_item_search_get_n_results (search), ==, 0);
  /* The item of that number stands before one that was answered with it. */
  g_assert_true (kaiji_session_set_answer (fixture->session, "iryo.018.1", "例示商事 22%",
                                           KAIJI_JOURNAL_NONE, NULL));
  kaiji_item_search_set_text (search, "２２");
  g_assert_cmpuint (kaiji_item_search_get_n_results (search), >=, 2);
  row = fixture_find (widget, GTK_TYPE_LIST_BOX_ROW, NULL);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (row), "target"), ==, "iryo.022.1");
  kaiji_item_search_set_text (search, "");
  g_assert_cmpuint (kaiji_item_search_get_n_results (search), ==, 0);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add ("/app/sections/choose", Fixture, NULL, fixture_set_up, test_sections,
              fixture_tear_down);
  g_test_add ("/app/sections/figures", Fixture, NULL, fixture_set_up, test_figures,
              fixture_tear_down);
  g_test_add ("/app/sections/item-search", Fixture, NULL, fixture_set_up, test_item_search,
              fixture_tear_down);
  return g_test_run ();
}
