/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form on a case file: edits go into the journal, the case comes back into the form. */
#include "../widgets/form-test.h"

#include <glib/gstdio.h>

#include "app/field-findings.h"
#include "app/field-paste.h"
#include "app/form-pane.h"
#include "core/paths.h"
#include "widgets/choice-row.h"
#include "widgets/date-entry.h"

typedef struct
{
  char *path;
  KaijiSchemeLibrary *library;
  KaijiSession *session;
  GtkWidget *window;
  KaijiFormPane *pane;
  GPtrArray *sections;
} Fixture;

/* One whose process stands in documents: there the form shows all that it can. */
static const char *
choose_scheme (GPtrArray *schemes)
{
  for (guint i = 0; i < schemes->len; i++)
    if (kaiji_scheme_get_words (schemes->pdata[i], "desk.closed") != NULL)
      return kaiji_scheme_get_id (schemes->pdata[i]);
  g_error ("no scheme states the days of its desk");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schemes = NULL;
  int fd;

  f->library = kaiji_scheme_library_new (dir);
  schemes = kaiji_scheme_library_list (f->library, &error);
  g_assert_no_error (error);
  fd = g_file_open_tmp ("form-XXXXXX.kaiji", &f->path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  f->session = kaiji_session_create (f->path, choose_scheme (schemes), TRUE, f->library, NULL,
                                     (KaijiDate){ 2026, 4, 1 }, &error);
  g_assert_no_error (error);
  kaiji_session_set_immediate (f->session, TRUE);
  f->sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (f->session));
  f->pane = KAIJI_FORM_PANE (kaiji_form_pane_new (f->session));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 780, 900);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->pane));
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_object_add_weak_pointer (G_OBJECT (f->pane), (gpointer *) &f->pane);
  gtk_window_destroy (GTK_WINDOW (f->window));
  ITERATE_WHILE (f->pane != NULL);
  g_assert_null (f->pane);
  kaiji_session_close (f->session, &error);
  g_assert_no_error (error);
  g_object_unref (f->session);
  kaiji_scheme_library_free (f->library);
  g_unlink (f->path);
  g_free (f->path);
}

/* The first prompt of Form B of @kind. */
static KaijiPrompt *
find_prompt (Fixture *f, KaijiKind kind)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (f->session));

  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i];

      if (prompt->kind == kind && !prompt->item->section->form_a)
        return prompt;
    }
  g_assert_not_reached ();
}

static KaijiField *
show_field (Fixture *f, KaijiPrompt *prompt)
{
  KaijiFormRow *row;

  kaiji_session_reveal_target (f->session, prompt->id);
  row = kaiji_form_pane_find_row (f->pane, prompt->id);
  g_assert_nonnull (row);
  return kaiji_form_row_find_field (row, prompt);
}

static const char *
get_answer (Fixture *f, KaijiPrompt *prompt)
{
  const char *text =
      kaiji_case_source_get_answer (kaiji_session_get_source (f->session), prompt->id);

  return text != NULL ? text : "";
}

/* Every section builds, and leaves nothing behind (tear_down waits for the pane to go). */
static void
test_all_sections (Fixture *f, gconstpointer data)
{
  guint notified = 0;

  g_signal_connect_swapped (f->pane, "notify::section", G_CALLBACK (test_count_cb), &notified);
  for (guint i = 0; i < f->sections->len; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      kaiji_form_pane_show_section (f->pane, f->sections->pdata[i]);
      kaiji_form_pane_show_section (f->pane, f->sections->pdata[i]);
      g_test_message ("section %u: %.1f ms", i, (g_get_monotonic_time () - begin) / 1000.0);
      g_assert_true (kaiji_form_pane_get_section (f->pane) == f->sections->pdata[i]);
      g_assert_cmpuint (notified, ==, i + 1);
      test_iterate_for (40);
    }
}

static void
test_typing_is_journalled (Fixture *f, gconstpointer data)
{
  KaijiPrompt *prompt = find_prompt (f, KAIJI_KIND_TEXT);
  KaijiField *field = show_field (f, prompt);
  GtkWidget *editor = GTK_WIDGET (kaiji_field_get_editor (field));
  KaijiJournal *journal = kaiji_session_get_journal (f->session);

  test_type (editor, "株式会社");
  g_assert_cmpstr (get_answer (f, prompt), ==, "");
  ITERATE_WHILE (*get_answer (f, prompt) == '\0');
  g_assert_cmpstr (get_answer (f, prompt), ==, "株式会社");
  test_type (editor, "見本");
  kaiji_form_pane_commit (f->pane);
  g_assert_cmpstr (get_answer (f, prompt), ==, "株式会社見本");
  /* One step: typing on in the same field joins. */
  g_assert_true (kaiji_journal_undo (journal, NULL));
  g_assert_cmpstr (get_answer (f, prompt), ==, "");
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (editor)), ==, "");
  test_iterate_for (400);
  g_assert_true (kaiji_journal_can_redo (journal));
  g_assert_true (kaiji_journal_redo (journal, NULL));
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (editor)), ==, "株式会社見本");
  g_assert_true (kaiji_form_row_find_field (kaiji_form_pane_find_row (f->pane, prompt->id), prompt)
                 == field);
}

static void
test_leaving_commits (Fixture *f, gconstpointer data)
{
  KaijiPrompt *prompt = find_prompt (f, KAIJI_KIND_TEXT);

  test_type (GTK_WIDGET (kaiji_field_get_editor (show_field (f, prompt))), "見本");
  kaiji_form_pane_show_section (f->pane, f->sections->pdata[0]);
  g_assert_cmpstr (get_answer (f, prompt), ==, "見本");
}

/* The day of handing in tells that the desk is closed on it; other days do not. */
static void
test_desk_is_told (Fixture *f, gconstpointer data)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (f->session);
  KaijiPrompt *handed_in = kaiji_scheme_lookup_prompt (scheme, "A.application_date");
  KaijiPrompt *started = kaiji_scheme_lookup_prompt (scheme, "A.service_started_on");
  KaijiEditor *editor = kaiji_field_get_editor (show_field (f, handed_in));
  KaijiDateEntry *entry = KAIJI_DATE_ENTRY (editor);

  kaiji_editor_set_text (editor, "2026-02-14");
  g_assert_true (g_str_has_prefix (kaiji_date_entry_get_reading (entry), "令和8年2月14日 (土) "));
  g_assert_nonnull (strstr (kaiji_date_entry_get_advice (entry), "2026-02-13 (金)"));
  kaiji_editor_set_text (editor, "2026-02-13");
  g_assert_cmpstr (kaiji_date_entry_get_reading (entry), ==, "令和8年2月13日 (金)");
  g_assert_cmpstr (kaiji_date_entry_get_advice (entry), ==, "");
  editor = kaiji_field_get_editor (show_field (f, started));
  kaiji_editor_set_text (editor, "2026-02-14");
  g_assert_cmpstr (kaiji_date_entry_get_reading (KAIJI_DATE_ENTRY (editor)), ==,
                   "令和8年2月14日 (土)");
}

/* A section that was left shows what changed meanwhile. */
static void
test_kept_section_is_refreshed (Fixture *f, gconstpointer data)
{
  KaijiPrompt *prompt = find_prompt (f, KAIJI_KIND_TEXT);
  KaijiField *field = show_field (f, prompt);

  kaiji_form_pane_show_section (f->pane, f->sections->pdata[0]);
  g_assert_true (
      kaiji_session_set_answer (f->session, prompt->id, "外から", KAIJI_JOURNAL_NONE, NULL));
  kaiji_form_pane_show_section (f->pane, prompt->item->section);
  g_assert_cmpstr (kaiji_editor_get_text (kaiji_field_get_editor (field)), ==, "外から");
}

static void
test_choice_and_findings (Fixture *f, gconstpointer data)
{
  KaijiPrompt *prompt = find_prompt (f, KAIJI_KIND_YES_NO_DETAIL);
  KaijiField *field = show_field (f, prompt);
  KaijiChoiceRow *row = KAIJI_CHOICE_ROW (kaiji_field_get_editor (field));
  char **choices = kaiji_scheme_get_choices (kaiji_session_get_scheme (f->session), prompt);

  kaiji_choice_row_choose (row, 0);
  g_assert_cmpstr (get_answer (f, prompt), ==, choices[0]);
  kaiji_choice_row_choose (row, 2);
  g_assert_cmpstr (get_answer (f, prompt), ==, choices[2]);
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (f->session), NULL));
  g_assert_cmpint (kaiji_choice_row_get_chosen (row), ==, 0);
}

/* INVALID follows the blocking finding of a required prompt. */
static void
test_invalid (Fixture *f, gconstpointer data)
{
  KaijiPrompt *prompt = find_prompt (f, KAIJI_KIND_TEXT);
  KaijiField *field = show_field (f, prompt);
  GtkWidget *view = test_find_text (GTK_WIDGET (kaiji_field_get_editor (field)));

  gtk_test_accessible_assert_relation (view, GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       gtk_widget_get_first_child (gtk_widget_get_first_child (
                                           gtk_widget_get_parent (kaiji_field_get_answer (field)))),
                                       NULL);
  g_assert_cmpuint (kaiji_field_get_n_findings (field), >, 0);
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (
      kaiji_session_set_answer (f->session, prompt->id, "見本", KAIJI_JOURNAL_NONE, NULL));
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
test_reveal (Fixture *f, gconstpointer data)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (f->session));
  KaijiPrompt *last = prompts->pdata[prompts->len - 1];

  kaiji_form_pane_show_section (f->pane, last->item->section);
  kaiji_form_pane_set_filter (f->pane, KAIJI_FORM_FILTER_ALL, "そんな項目はない");
  kaiji_session_reveal_target (f->session, last->id);
  g_assert_true (
      gtk_widget_get_visible (GTK_WIDGET (kaiji_form_pane_find_row (f->pane, last->id))));
  ITERATE_WHILE (g_strcmp0 (kaiji_session_get_current_target (f->session), last->id) != 0);
  g_assert_cmpstr (kaiji_session_get_current_target (f->session), ==, last->id);
  g_assert_true (gtk_widget_has_css_class (
      GTK_WIDGET (kaiji_form_pane_find_row (f->pane, last->id)), "current"));
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)),
                              GTK_WIDGET (kaiji_form_pane_find_row (f->pane, last->id))));
}

/* Wherever the form stands, a field that is asked for is seen and has the keyboard unselected. */
static void
test_reveal_is_seen (Fixture *f, gconstpointer data)
{
  static const guint order[] = { 0, 9, 4, 20, 1 };
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (f->session));
  guint first = 0;

  while (((KaijiPrompt *) prompts->pdata[first])->item->section
         != f->sections->pdata[f->sections->len - 1])
    first++;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint at = MIN (first + order[i], prompts->len - 1);
      KaijiPrompt *prompt = prompts->pdata[at];
      KaijiField *field;
      graphene_rect_t bounds;

      kaiji_session_reveal_target (f->session, prompt->id);
      ITERATE_WHILE (g_strcmp0 (kaiji_session_get_current_target (f->session), prompt->id) != 0);
      test_iterate_for (100);
      field = kaiji_form_row_find_field (kaiji_form_pane_find_row (f->pane, prompt->id), prompt);
      g_assert_true (gtk_widget_compute_bounds (kaiji_field_get_answer (field),
                                                GTK_WIDGET (f->pane), &bounds));
      g_assert_cmpfloat (bounds.origin.y, >=, 0);
      g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                         gtk_widget_get_height (GTK_WIDGET (f->pane)));
    }
}

/* A solved finding counts no more at once, and its box goes when it has faded. */
static void
test_solved_fades (Fixture *f, gconstpointer data)
{
  KaijiPrompt *prompt = find_prompt (f, KAIJI_KIND_TEXT);
  KaijiField *field = show_field (f, prompt);
  GtkWidget *findings = gtk_widget_get_last_child (kaiji_field_get_answer (field));

  g_object_set (gtk_widget_get_settings (f->window), "gtk-enable-animations", TRUE, NULL);
  ITERATE_WHILE (!gtk_widget_get_mapped (findings));
  g_assert_cmpuint (kaiji_field_findings_get_n (KAIJI_FIELD_FINDINGS (findings)), >, 0);
  g_assert_true (
      kaiji_session_set_answer (f->session, prompt->id, "見本", KAIJI_JOURNAL_NONE, NULL));
  g_assert_cmpuint (kaiji_field_findings_get_n (KAIJI_FIELD_FINDINGS (findings)), ==, 0);
  g_assert_nonnull (gtk_widget_get_first_child (findings));
  ITERATE_WHILE (gtk_widget_get_first_child (findings) != NULL);
  g_assert_false (gtk_widget_get_visible (findings));

  g_object_set (gtk_widget_get_settings (f->window), "gtk-enable-animations", FALSE, NULL);
  g_assert_true (kaiji_session_set_answer (f->session, prompt->id, "", KAIJI_JOURNAL_NONE, NULL));
  g_assert_nonnull (gtk_widget_get_first_child (findings));
  g_assert_true (
      kaiji_session_set_answer (f->session, prompt->id, "見本", KAIJI_JOURNAL_NONE, NULL));
  g_assert_null (gtk_widget_get_first_child (findings));
}

static void
test_filter (Fixture *f, gconstpointer data)
{
  KaijiPrompt *prompt = find_prompt (f, KAIJI_KIND_MONEY);
  KaijiFormRow *row;

  show_field (f, prompt);
  kaiji_form_pane_set_filter (f->pane, KAIJI_FORM_FILTER_ALL, prompt->item->name);
  row = kaiji_form_pane_find_row (f->pane, prompt->id);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  kaiji_form_pane_set_filter (f->pane, KAIJI_FORM_FILTER_ALL, "そんな項目はない");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row)));
  kaiji_form_pane_set_filter (f->pane, KAIJI_FORM_FILTER_UNANSWERED, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  g_assert_true (
      kaiji_session_set_answer (f->session, prompt->id, "36円", KAIJI_JOURNAL_NONE, NULL));
  /* It stays until the filter is set again. */
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  kaiji_form_pane_set_filter (f->pane, KAIJI_FORM_FILTER_ALL, NULL);
  kaiji_form_pane_set_filter (f->pane, KAIJI_FORM_FILTER_UNANSWERED, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row)));
}

/* Fields of Form A come and go with the answers that they hang on. */
static void
test_conditional (Fixture *f, gconstpointer data)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (f->session));
  KaijiChecker *checker = kaiji_session_get_checker (f->session);
  KaijiPrompt *hidden = NULL;
  const KaijiCondition *condition;
  GtkWidget *row;

  for (guint i = 0; i < prompts->len && hidden == NULL; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i];

      if (prompt->visible != NULL && prompt->visible->op == KAIJI_CONDITION_IS
          && !kaiji_checker_is_visible (checker, prompt))
        hidden = prompt;
    }
  g_assert_nonnull (hidden);
  condition = hidden->visible;
  show_field (f, hidden);
  row = GTK_WIDGET (kaiji_form_pane_find_row (f->pane, hidden->id));
  g_assert_false (gtk_widget_get_visible (row));
  g_assert_true (kaiji_session_set_answer (f->session, condition->id, condition->words[0],
                                           KAIJI_JOURNAL_NONE, NULL));
  g_assert_true (gtk_widget_get_visible (row));
}

/* Tables of every field, with a row, are laid out without a complaint of GTK's (which is fatal). */
static void
test_tables (Fixture *f, gconstpointer data)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (f->session));

  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i];
      KaijiFormRow *row;

      if (prompt->kind != KAIJI_KIND_TABLE)
        continue;
      g_assert_true (
          kaiji_session_set_answer (f->session, prompt->id, "[{},{}]", KAIJI_JOURNAL_NONE, NULL));
      show_field (f, prompt);
      row = kaiji_form_pane_find_row (f->pane, prompt->id);
      gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
      gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (row)), TRUE);
      ITERATE_WHILE (gtk_widget_get_height (GTK_WIDGET (row)) == 0);
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (row)), >, 60);
    }
}

/* A column of cells is one undo step; an empty cell leaves its prompt as it is. */
static void
test_paste_column (Fixture *f, gconstpointer data)
{
  KaijiPrompt *first = find_prompt (f, KAIJI_KIND_DATE);
  g_autoptr (GPtrArray) targets = kaiji_field_paste_find_targets (f->session, first, 3);
  const char *const cells[] = { "2026-04-01", "", "見本", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (targets->len, ==, 3);
  g_assert_true (targets->pdata[0] == first);
  g_assert_true (kaiji_session_set_answer (f->session, ((KaijiPrompt *) targets->pdata[1])->id,
                                           "前", KAIJI_JOURNAL_NONE, NULL));
  g_assert_true (kaiji_field_paste_apply (f->session, targets, cells, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (get_answer (f, targets->pdata[0]), ==, "2026-04-01");
  g_assert_cmpstr (get_answer (f, targets->pdata[1]), ==, "前");
  g_assert_cmpstr (get_answer (f, targets->pdata[2]), ==, "見本");
  g_assert_true (kaiji_journal_undo (kaiji_session_get_journal (f->session), NULL));
  g_assert_cmpstr (get_answer (f, targets->pdata[0]), ==, "");
  g_assert_cmpstr (get_answer (f, targets->pdata[2]), ==, "");
  g_assert_cmpstr (get_answer (f, targets->pdata[1]), ==, "前");
}

static GtkWidget *
find_popover (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_has_css_class (child, "paste-popover"))
      return child;
  return NULL;
}

/* Ctrl+V of one cell pastes as usual, of several asks. */
static void
test_paste_key (Fixture *f, gconstpointer data)
{
  KaijiPrompt *prompt = find_prompt (f, KAIJI_KIND_DATE);
  KaijiEditor *editor = kaiji_field_get_editor (show_field (f, prompt));
  GtkWidget *text = test_find_text (GTK_WIDGET (editor));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (text);

  gdk_clipboard_set_text (clipboard, "2026-04-01\n");
  g_signal_emit_by_name (text, "paste-clipboard");
  ITERATE_WHILE (*kaiji_editor_get_text (editor) == '\0');
  g_assert_null (find_popover (GTK_WIDGET (editor)));
  kaiji_editor_set_text (editor, "");
  gdk_clipboard_set_text (clipboard, "2026-04-01\n見本\n");
  g_signal_emit_by_name (text, "paste-clipboard");
  ITERATE_WHILE (find_popover (GTK_WIDGET (editor)) == NULL);
  g_assert_nonnull (find_popover (GTK_WIDGET (editor)));
  g_assert_cmpstr (kaiji_editor_get_text (editor), ==, "");
  gtk_popover_popdown (GTK_POPOVER (find_popover (GTK_WIDGET (editor))));
  ITERATE_WHILE (find_popover (GTK_WIDGET (editor)) != NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "all-sections", test_all_sections },
    { "typing-is-journalled", test_typing_is_journalled },
    { "leaving-commits", test_leaving_commits },
    { "desk-is-told", test_desk_is_told },
    { "kept-section-is-refreshed", test_kept_section_is_refreshed },
    { "choice-and-findings", test_choice_and_findings },
    { "invalid", test_invalid },
    { "reveal", test_reveal },
    { "reveal-is-seen", test_reveal_is_seen },
    { "solved-fades", test_solved_fades },
    { "filter", test_filter },
    { "conditional", test_conditional },
    { "tables", test_tables },
    { "paste-column", test_paste_column },
    { "paste-key", test_paste_key },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/app/form/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].func, tear_down);
    }
  return g_test_run ();
}
