/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all citations, and the chips of a prompt. */
#include "app/citation-list.h"

#include <string.h>
#include <time.h>

#include "app/citation-editor.h"
#include "app/field-citations.h"
#include "app/wording-editor.h"
#include "support.h"
#include "widgets/chip.h"

#define MANY 2000

static void
add_evidence (Fixture *f, const char *id, const char *name)
{
  KaijiEvidenceInfo info = { .id = id, .sha256 = "ab", .name = name, .pages = 400 };
  g_autoptr (KaijiEvidence) evidence = kaiji_evidence_new (&info);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);

  g_ptr_array_add (edits, kaiji_edit_new_evidence (NULL, evidence));
  g_assert_true (kaiji_journal_edit (kaiji_session_get_journal (f->session), edits, "x",
                                     KAIJI_JOURNAL_NONE, NULL));
}

static KaijiCitation *
cite (Fixture *f, const char *target, int page)
{
  g_autofree char *label = g_strdup_printf ("%d", page);
  g_autoptr (KaijiCitation) citation = kaiji_citation_new (
      0, target, "E1", "ab", page, page, label, "8", "words", NULL, 0, KAIJI_CITATION_CONFIRMED);
  g_autoptr (GError) error = NULL;
  KaijiCitation *added = kaiji_session_cite (f->session, citation, &error);

  g_assert_no_error (error);
  return added;
}

static GtkWidget *
present (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 500);
  gtk_window_present (GTK_WINDOW (window));
  fixture_settle ();
  return window;
}

static void
test_list (Fixture *f, gconstpointer data)
{
  KaijiCitationList *list;
  GtkWidget *window;
  g_autoptr (KaijiCitation) one = NULL, two = NULL;

  add_evidence (f, "E1", "Rules");
  add_evidence (f, "E2", "Never cited");
  one = cite (f, "iryo.022.1", 3);
  two = cite (f, "iryo.023.1", 4);
  list = KAIJI_CITATION_LIST (kaiji_citation_list_new (f->session));
  window = present (GTK_WIDGET (list));
  g_assert_cmpuint (kaiji_citation_list_get_n_shown (list), ==, 2);
  kaiji_citation_list_set_filter (list, KAIJI_CITED_UNUSED);
  g_assert_cmpuint (kaiji_citation_list_get_n_shown (list), ==, 1);
  kaiji_citation_list_set_filter (list, KAIJI_CITED_UNREAD);
  kaiji_session_mark_citation_read (f->session, one);
  fixture_settle ();
  g_assert_cmpuint (kaiji_citation_list_get_n_shown (list), ==, 1);
  kaiji_citation_list_set_filter (list, KAIJI_CITED_ALL);
  g_assert_true (kaiji_session_uncite (f->session, kaiji_citation_get_number (two), NULL));
  fixture_settle ();
  g_assert_cmpuint (kaiji_citation_list_get_n_shown (list), ==, 1);
  /* Unseen, it waits; seen again, it is up to date. */
  gtk_widget_set_visible (GTK_WIDGET (list), FALSE);
  g_object_unref (cite (f, "iryo.024.1", 5));
  fixture_settle ();
  g_assert_cmpuint (kaiji_citation_list_get_n_shown (list), ==, 1);
  gtk_widget_set_visible (GTK_WIDGET (list), TRUE);
  fixture_settle ();
  g_assert_cmpuint (kaiji_citation_list_get_n_shown (list), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_list_view (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list_view (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GListModel *
get_lines (KaijiCitationList *list)
{
  GtkListView *view = GTK_LIST_VIEW (find_list_view (GTK_WIDGET (list)));

  return G_LIST_MODEL (gtk_list_view_get_model (view));
}

static void
add_many (Fixture *f)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (f->session));
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);

  for (guint i = 0, made = 0; made < MANY; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i % prompts->len];
      KaijiJournal *journal = kaiji_session_get_journal (f->session);
      g_autoptr (KaijiCitation) citation = NULL;

      if (!prompt->citable)
        continue;
      made++;
      citation = kaiji_citation_new (kaiji_journal_next_citation_number (journal), prompt->id, "E1",
                                     "ab", 1 + (int) made % 400, 0, "1", "8", "words", NULL, 0,
                                     KAIJI_CITATION_CONFIRMED);
      g_ptr_array_add (edits, kaiji_edit_new_citation (NULL, citation));
    }
  g_assert_true (kaiji_journal_edit (kaiji_session_get_journal (f->session), edits, "x",
                                     KAIJI_JOURNAL_NONE, NULL));
}

static guint ticks;

static gboolean
count_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  return ++ticks < 3;
}

/* µs that this thread has worked: others on the machine do not count. */
static gint64
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* The lines are filtered anew, and all of them come. Returns: ms of the longest time that the main
 * loop was held. */
static double
filter_and_wait (KaijiCitationList *list, KaijiCitedFilter filter)
{
  GListModel *lines = get_lines (list);
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  gint64 begin = get_work (), longest;

  kaiji_citation_list_set_filter (list, filter);
  longest = get_work () - begin;
  ticks = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (list), count_tick_cb, NULL, NULL);
  do
    {
      begin = get_work ();
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
      else
        longest = MAX (longest, get_work () - begin);
    }
  while (
      g_get_monotonic_time () < end
      && (g_list_model_get_n_items (lines) < kaiji_citation_list_get_n_shown (list) || ticks < 3));
  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, kaiji_citation_list_get_n_shown (list));
  return (double) longest / 1000;
}

/* Many citations: what an edit costs stays far below what a person would notice. */
static void
test_many (Fixture *f, gconstpointer data)
{
  guint counts[KAIJI_CITED_N_FILTERS];
  gint64 best = G_MAXINT64;

  add_evidence (f, "E1", "Rules");
  add_many (f);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GPtrArray) rows = NULL;
      gint64 begin = g_get_monotonic_time ();

      rows = kaiji_cited_list (f->session, counts);
      best = MIN (best, g_get_monotonic_time () - begin);
    }
  g_assert_cmpuint (counts[KAIJI_CITED_ALL], ==, MANY);
  g_test_message ("%u lines in %.1f ms", MANY, (double) best / 1000);
}

/* Another filter shows what fills the list in one frame, the rest in the next ones: in order, with
 * the same line selected. */
static void
test_slices (Fixture *f, gconstpointer data)
{
  KaijiCitationList *list;
  GtkWidget *window;
  GListModel *lines;
  GtkSingleSelection *selection;
  g_autoptr (GPtrArray) all = NULL;
  double to_few = 1000, to_all = 1000;

  add_evidence (f, "E1", "Rules");
  add_evidence (f, "E2", "Never cited");
  add_many (f);
  all = kaiji_cited_list (f->session, NULL);
  list = KAIJI_CITATION_LIST (kaiji_citation_list_new (f->session));
  window = present (GTK_WIDGET (list));
  lines = get_lines (list);
  selection = GTK_SINGLE_SELECTION (lines);
  for (guint i = 0; i < 5; i++)
    {
      double few = filter_and_wait (list, KAIJI_CITED_UNUSED);
      double most = filter_and_wait (list, KAIJI_CITED_ALL);

      to_few = MIN (to_few, few);
      to_all = MIN (to_all, most);
    }
  g_test_message ("to one line in %.1f ms, to %u in %.1f ms", to_few, MANY, to_all);
  gtk_single_selection_set_selected (selection, 1500);
  kaiji_citation_list_set_filter (list, KAIJI_CITED_UNREAD);
  g_assert_cmpuint (kaiji_citation_list_get_n_shown (list), ==, MANY);
  g_assert_cmpuint (g_list_model_get_n_items (lines), <, 100);
  g_assert_true (kaiji_cited_row_is_same (gtk_single_selection_get_selected_item (selection),
                                          all->pdata[1500]));
  filter_and_wait (list, KAIJI_CITED_UNREAD);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1500);
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (KaijiCitedRow) row = g_list_model_get_item (lines, i);

      g_assert_true (kaiji_cited_row_is_same (row, all->pdata[i]));
    }
  /* An edit in between leaves nothing behind. */
  kaiji_citation_list_set_filter (list, KAIJI_CITED_ALL);
  g_object_unref (cite (f, "iryo.024.1", 5));
  filter_and_wait (list, KAIJI_CITED_ALL);
  g_assert_cmpuint (kaiji_citation_list_get_n_shown (list), ==, MANY + 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static KaijiPrompt *
get_prompt (Fixture *f)
{
  return kaiji_scheme_lookup_prompt (kaiji_session_get_scheme (f->session), "iryo.022.1");
}

/* The chips in their order: "3 4 5". */
static char *
dup_chips (GtkWidget *root, GString *out)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (KAIJI_IS_CHIP (child))
      g_string_append_printf (
          out, "%s%d", out->len > 0 ? " " : "",
          kaiji_citation_get_page (kaiji_chip_get_citation (KAIJI_CHIP (child))));
    else
      dup_chips (child, out);
  return out->str;
}

static void
assert_chips (GtkWidget *citations, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  kaiji_field_citations_refresh (KAIJI_FIELD_CITATIONS (citations));
  g_assert_cmpstr (dup_chips (citations, out), ==, expected);
}

static GtkWidget *
focused_chip (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, KAIJI_TYPE_CHIP) : NULL;
}

static void
test_chips (Fixture *f, gconstpointer data)
{
  g_autoptr (KaijiCitation) one = cite (f, "iryo.022.1", 3);
  g_autoptr (KaijiCitation) two = NULL, three = NULL, other = NULL;
  GtkWidget *citations, *window, *chip;

  two = cite (f, "iryo.022.1", 4);
  three = cite (f, "iryo.022.1", 5);
  other = cite (f, "iryo.023.1", 9);
  citations = kaiji_field_citations_new (f->session, get_prompt (f));
  window = present (citations);
  assert_chips (citations, "3 4 5");

  /* Tab goes through them, and back. */
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (gtk_widget_child_focus (citations, GTK_DIR_TAB_FORWARD));
  g_assert_cmpint (
      kaiji_citation_get_page (kaiji_chip_get_citation (KAIJI_CHIP (focused_chip (window)))), ==,
      3);
  g_assert_true (gtk_widget_child_focus (citations, GTK_DIR_TAB_FORWARD));
  g_assert_cmpint (
      kaiji_citation_get_page (kaiji_chip_get_citation (KAIJI_CHIP (focused_chip (window)))), ==,
      4);
  g_assert_true (gtk_widget_child_focus (citations, GTK_DIR_TAB_BACKWARD));
  g_assert_false (gtk_widget_child_focus (citations, GTK_DIR_TAB_BACKWARD));

  /* Moved, the focus goes along. */
  chip = focused_chip (window);
  gtk_widget_activate_action (chip, "chip.move", "i", 1);
  assert_chips (citations, "4 3 5");
  g_assert_cmpint (
      kaiji_citation_get_page (kaiji_chip_get_citation (KAIJI_CHIP (focused_chip (window)))), ==,
      3);
  /* Removed, it goes to the neighbour; undone, all is as it was. */
  gtk_widget_activate_action (focused_chip (window), "chip.remove", NULL);
  assert_chips (citations, "4 5");
  g_assert_cmpint (
      kaiji_citation_get_page (kaiji_chip_get_citation (KAIJI_CHIP (focused_chip (window)))), ==,
      5);
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (f->session), NULL));
  assert_chips (citations, "4 3 5");

  /* Dropped behind the others, or from another prompt. */
  {
    GPtrArray *now =
        kaiji_case_source_get_citations (kaiji_session_get_source (f->session), "iryo.022.1");

    g_assert_true (
        kaiji_field_citations_drop (KAIJI_FIELD_CITATIONS (citations), now->pdata[0], 900, 900));
  }
  assert_chips (citations, "3 5 4");
  g_assert_true (kaiji_field_citations_drop (KAIJI_FIELD_CITATIONS (citations), other, 0, 0));
  assert_chips (citations, "3 5 4 9");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_editors (Fixture *f, gconstpointer data)
{
  g_autoptr (KaijiCitation) one = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = present (box), *editor, *wording, *view;
  g_autofree char *text = NULL;

  add_evidence (f, "E1", "Rules");
  one = cite (f, "iryo.022.1", 3);
  editor = kaiji_citation_editor_new (f->session, get_prompt (f), one);
  gtk_widget_set_parent (editor, box);
  gtk_popover_popup (GTK_POPOVER (editor));
  fixture_settle ();
  gtk_widget_unparent (editor);

  wording = kaiji_wording_editor_new (f->session, get_prompt (f));
  gtk_widget_set_parent (wording, box);
  gtk_popover_popup (GTK_POPOVER (wording));
  fixture_settle ();
  view = fixture_find (wording, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), " by hand ", -1);
  gtk_widget_activate_action (wording, "wording.apply", NULL);
  text = kaiji_session_dup_attachment_text (f->session, "iryo.022.1");
  g_assert_cmpstr (text, ==, "by hand");
  g_assert_true (kaiji_session_has_own_attachment (f->session, "iryo.022.1", NULL));
  gtk_widget_unparent (wording);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  fixture_set_up (f, data);
  if (data != NULL)
    add_evidence (f, "E1", "Rules");
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  g_test_add ("/citations/list", Fixture, NULL, set_up, test_list, fixture_tear_down);
  g_test_add ("/citations/many", Fixture, NULL, set_up, test_many, fixture_tear_down);
  g_test_add ("/citations/slices", Fixture, NULL, set_up, test_slices, fixture_tear_down);
  g_test_add ("/citations/chips", Fixture, "E1", set_up, test_chips, fixture_tear_down);
  g_test_add ("/citations/editors", Fixture, NULL, set_up, test_editors, fixture_tear_down);
  return g_test_run ();
}
