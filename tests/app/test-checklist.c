/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "app/checklist-entry.h"
#include "app/checklist-pane.h"

static char *revealed;

static void
reveal_cb (KaijiSession *session, const char *id, gpointer data)
{
  g_free (revealed);
  revealed = g_strdup (id);
}

static KaijiChecklistPane *
make_pane (Fixture *fixture)
{
  return KAIJI_CHECKLIST_PANE (g_object_ref_sink (kaiji_checklist_pane_new (fixture->session)));
}

static KaijiChecklistEntry *
entry_at (KaijiChecklistPane *pane, guint i)
{
  g_autoptr (KaijiChecklistEntry) entry =
      g_list_model_get_item (kaiji_checklist_pane_get_entries (pane), i);

  return entry;
}

static guint
count_findings (KaijiChecklistPane *pane)
{
  guint n = g_list_model_get_n_items (kaiji_checklist_pane_get_entries (pane));
  guint found = 0;

  for (guint i = 0; i < n; i++)
    found += kaiji_checklist_entry_get_finding (entry_at (pane, i)) != NULL;
  return found;
}

static void
test_lists_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiChecklistPane) pane = make_pane (fixture);
  GPtrArray *findings = kaiji_checker_get_findings (kaiji_session_get_checker (fixture->session));

  g_assert_cmpuint (findings->len, >, 10);
  g_assert_cmpuint (count_findings (pane), ==, findings->len);
  g_assert_null (kaiji_checklist_entry_get_finding (entry_at (pane, 0)));
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiChecklistPane) pane = make_pane (fixture);
  const KaijiProgress *progress =
      kaiji_checker_get_progress (kaiji_session_get_checker (fixture->session));

  gtk_widget_activate_action (GTK_WIDGET (pane), "checklist.show-block", NULL);
  g_assert_cmpuint (count_findings (pane), ==, progress->warn + progress->human);
  gtk_widget_activate_action (GTK_WIDGET (pane), "checklist.show-block", NULL);
  g_assert_cmpuint (count_findings (pane), ==, progress->block + progress->warn + progress->human);
}

/* An edit takes away its own line and leaves the others, the same objects, in place. */
static void
test_incremental (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiChecklistPane) pane = make_pane (fixture);
  GListModel *entries = kaiji_checklist_pane_get_entries (pane);
  KaijiChecklistEntry *first = NULL;
  g_autofree char *id = NULL;
  guint before = count_findings (pane);
  g_autoptr (GHashTable) old = g_hash_table_new (NULL, NULL);
  guint kept = 0;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      KaijiChecklistEntry *entry = entry_at (pane, i);
      KaijiFinding *finding = kaiji_checklist_entry_get_finding (entry);
      g_hash_table_add (old, entry);
      if (!first && finding && g_str_equal (kaiji_finding_get_id (finding), "A.provider_name"))
        first = entry;
    }
  g_assert_nonnull (first);
  g_assert_true (kaiji_session_set_answer (fixture->session, "A.provider_name", "例示株式会社",
                                           KAIJI_JOURNAL_NONE, NULL));
  g_assert_cmpuint (count_findings (pane), <, before);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_assert_true (entry_at (pane, i) != first);
      kept += g_hash_table_contains (old, entry_at (pane, i));
    }
  g_assert_cmpuint (kept, ==, g_list_model_get_n_items (entries));
}

static void
test_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiChecklistPane) pane = make_pane (fixture);
  GPtrArray *findings = kaiji_checker_get_findings (kaiji_session_get_checker (fixture->session));
  gulong handler =
      g_signal_connect (fixture->session, "reveal-target", G_CALLBACK (reveal_cb), NULL);

  gtk_widget_activate_action (GTK_WIDGET (pane), "checklist.next", NULL);
  g_assert_cmpstr (revealed, ==, kaiji_finding_get_id (findings->pdata[0]));
  kaiji_checklist_pane_step (pane, 1);
  g_assert_cmpstr (revealed, ==, kaiji_finding_get_id (findings->pdata[1]));
  kaiji_checklist_pane_step (pane, -1);
  g_assert_cmpstr (revealed, ==, kaiji_finding_get_id (findings->pdata[0]));
  kaiji_checklist_pane_step (pane, -1);
  g_assert_cmpstr (revealed, ==, kaiji_finding_get_id (findings->pdata[findings->len - 1]));
  g_signal_handler_disconnect (fixture->session, handler);
  g_clear_pointer (&revealed, g_free);
}

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiChecklistPane) pane = make_pane (fixture);
  GtkListBox *list =
      GTK_LIST_BOX (fixture_find (GTK_WIDGET (pane), GTK_TYPE_LIST_BOX, "checklist"));
  guint before = count_findings (pane);

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (kaiji_checklist_entry_get_folded (entry_at (pane, 0)));
  g_assert_cmpuint (count_findings (pane), <, before);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpuint (count_findings (pane), ==, before);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaijiChecklistPane) pane = make_pane (fixture);
  GtkWidget *entry = fixture_find (GTK_WIDGET (pane), GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *stack = fixture_find (GTK_WIDGET (pane), GTK_TYPE_STACK, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "事業者名称");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (count_findings (pane), >=, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "そんな項目はない");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (count_findings (pane), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "empty");
}

static char *shown, *described;

static void
show_cb (KaijiSession *session, const char *id, int page, gpointer data)
{
  g_free (shown);
  shown = g_strdup (id);
}

static void
describe_cb (KaijiSession *session, const char *id, gpointer data)
{
  g_free (described);
  described = g_strdup (id);
}

/* What is said of evidence stands last, under a heading of its own; going there shows the evidence,
 * activating it also its properties. */
static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  const KaijiEvidenceInfo info = {
    .id = "E1", .sha256 = "aa", .name = "運転免許証", .kind = KAIJI_EVIDENCE_IDENTITY
  };
  g_autoptr (KaijiEvidence) evidence = kaiji_evidence_new (&info);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kaiji_edit_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiChecklistPane) pane = make_pane (fixture);
  GtkListBox *list;
  GtkListBoxRow *row;
  guint n;

  g_ptr_array_add (edits, kaiji_edit_new_evidence (NULL, evidence));
  g_assert_true (kaiji_journal_edit (kaiji_session_get_journal (fixture->session), edits, "add",
                                     KAIJI_JOURNAL_NONE, &error));
  g_assert_no_error (error);
  fixture_settle ();
  n = g_list_model_get_n_items (kaiji_checklist_pane_get_entries (pane));
  g_assert_null (kaiji_checklist_entry_get_finding (entry_at (pane, n - 2)));
  g_assert_null (kaiji_checklist_entry_get_section (entry_at (pane, n - 2)));
  g_assert_cmpstr (
      kaiji_finding_get_evidence (kaiji_checklist_entry_get_finding (entry_at (pane, n - 1))), ==,
      "E1");
  g_signal_connect (fixture->session, "reveal-evidence", G_CALLBACK (show_cb), NULL);
  g_signal_connect (fixture->session, "describe-requested", G_CALLBACK (describe_cb), NULL);
  kaiji_checklist_pane_step (pane, -1);
  g_assert_cmpstr (shown, ==, "E1");
  g_assert_null (described);
  list = GTK_LIST_BOX (fixture_find (GTK_WIDGET (pane), GTK_TYPE_LIST_BOX, NULL));
  row = gtk_list_box_get_row_at_index (list, (int) n - 1);
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_cmpstr (described, ==, "E1");
  g_clear_pointer (&shown, g_free);
  g_clear_pointer (&described, g_free);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
#define ADD(name, test) \
  g_test_add ("/app/checklist/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("lists-all", test_lists_all);
  ADD ("filters", test_filters);
  ADD ("incremental", test_incremental);
  ADD ("step", test_step);
  ADD ("fold", test_fold);
  ADD ("search", test_search);
  ADD ("evidence", test_evidence);
  return g_test_run ();
}
