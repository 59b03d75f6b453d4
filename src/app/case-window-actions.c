/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the case window does, and its keys. The keys work in the bubble phase: a field or an input
 * method that wants a key has it first. */

#include "app/case-window-private.h"

#include <glib/gi18n-lib.h>

#include "app/application.h"
#include "app/new-case-dialog.h"
#include "app/paper-window.h"
#include "app/source-dialog.h"
#include "app/transfer-window.h"
#include "widgets/dialogs.h"
#include "widgets/editor.h"

static const struct
{
  const char *trigger;
  const char *action;
  const char *target; /* (nullable): a string */
} shortcuts[] = {
  { "<Control>1", "win.focus-pane", "form" },
  { "<Control>2", "win.focus-pane", "checklist" },
  { "<Control>3", "win.focus-pane", "evidence" },
  { "<Control>e", "win.cite", NULL },
  { "<Control>f", "win.find", NULL },
  { "<Control><Shift>f", "win.find-evidence", NULL },
  { "<Control><Shift>e", "win.citations", NULL },
  { "<Alt>Page_Down", "win.read-on", "next-page" },
  { "<Alt>Page_Up", "win.read-on", "previous-page" },
  { "F3", "win.read-on", "next-hit" },
  { "<Shift>F3", "win.read-on", "previous-hit" },
  { "F4", "win.next-finding", NULL },
  { "<Shift>F4", "win.previous-finding", NULL },
  { "<Control>z", "win.undo", NULL },
  { "<Control><Shift>z", "win.redo", NULL },
  { "<Control>p", "win.print", NULL },
  { "F1", "win.source", NULL },
  { "<Control>n", "app.new", NULL },
  { "<Control>o", "app.open", NULL },
  { "<Control>b", "app.schemes", NULL },
  { "<Control>w", "window.close", NULL },
  { "<Control>q", "app.quit", NULL },
  { "<Control>comma", "app.preferences", NULL },
  { "<Control>question", "app.shortcuts", NULL },
  { "<Control><Shift>slash", "app.shortcuts", NULL },
};

static gboolean
is (GSimpleAction *action, const char *name)
{
  return g_str_equal (g_action_get_name (G_ACTION (action)), name);
}

static void
tell_error (KaijiCaseWindow *self, const GError *error)
{
  kaiji_session_tell (self->session, error->message, TRUE);
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  KaijiJournal *journal = kaiji_session_get_journal (self->session);
  g_autoptr (GError) error = NULL;
  gboolean done;

  /* What is being typed becomes a step of its own first; focus and caret stay. */
  kaiji_form_pane_commit (self->form);
  done = is (action, "undo") ? kaiji_journal_undo (journal, &error)
                             : kaiji_journal_redo (journal, &error);
  if (!done && error)
    tell_error (self, error);
}

static void
save_again_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  if (kaiji_journal_flush (kaiji_session_get_journal (self->session), &error))
    gtk_info_bar_set_revealed (self->commit_bar, FALSE);
}

static void
focus_pane_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  const char *pane = g_variant_get_string (parameter, NULL);

  g_object_set (self, "pane", pane, NULL);
  if (g_str_equal (pane, "form") && kaiji_form_pane_focus_current (self->form))
    return;
  if (g_str_equal (pane, "form"))
    gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
  else if (g_str_equal (pane, "checklist"))
    kaiji_checklist_pane_focus_list (self->checklist);
  else
    kaiji_evidence_pane_focus_page (self->evidence);
}

static void
find_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->search_button));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
find_evidence_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  kaiji_case_window_set_pane (self, KAIJI_PANE_EVIDENCE);
  kaiji_evidence_pane_search (self->evidence);
}

/* An input method holds text of the field that has the focus: its keys are its own. */
static gboolean
is_composing (KaijiCaseWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *editor = focus ? gtk_widget_get_ancestor (focus, KAIJI_TYPE_EDITOR) : NULL;

  return editor && kaiji_editor_is_composing (KAIJI_EDITOR (editor));
}

/* Reading on without leaving the field. */
static void
read_on_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  if (!is_composing (self))
    kaiji_evidence_pane_read_on (self->evidence, g_variant_get_string (parameter, NULL));
}

static void
citations_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  kaiji_case_window_set_pane (self, KAIJI_PANE_EVIDENCE);
  kaiji_evidence_pane_show_citations (self->evidence);
}

static void
cite_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  const char *target = kaiji_session_get_current_target (self->session);

  if (is_composing (self))
    return;
  /* What is being typed becomes a step of its own first; focus and caret stay. */
  kaiji_form_pane_commit (self->form);
  /* A page that is not seen is offered first, then cited. */
  if (self->width != KAIJI_WIDTH_WIDE && self->pane != KAIJI_PANE_EVIDENCE && target)
    kaiji_session_request_cite (self->session, target);
  else
    kaiji_evidence_pane_cite (self->evidence);
}

static void
step_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  kaiji_checklist_pane_step (self->checklist, is (action, "next-finding") ? 1 : -1);
}

static void
show_section_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  GPtrArray *sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (self->session));
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);
      if (g_str_equal (section->id, id))
        kaiji_form_pane_show_section (self->form, section);
    }
}

static void
reveal_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  kaiji_session_reveal_target (self->session, g_variant_get_string (parameter, NULL));
}

static void
describe_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  kaiji_session_request_describe (self->session, g_variant_get_string (parameter, NULL));
}

static void
hand_in_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  KaijiChecker *checker = kaiji_session_get_checker (self->session);
  const KaijiProgress *progress = kaiji_checker_get_progress (checker);
  g_autofree char *text = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->sections_popover));
  if (gtk_widget_get_mapped (self->hand_in_button))
    {
      gtk_menu_button_popup (GTK_MENU_BUTTON (self->hand_in_button));
      return;
    }
  text = kaiji_checker_is_ready (checker)
             ? g_strdup (_ ("The case is ready to be handed in."))
             : g_strdup_printf (ngettext ("The case cannot be handed in yet: %u finding must be "
                                          "solved.",
                                          "The case cannot be handed in yet: %u findings must be "
                                          "solved.",
                                          progress->block),
                                progress->block);
  kaiji_session_tell (self->session, text, FALSE);
  kaiji_case_window_set_pane (self, KAIJI_PANE_CHECKLIST);
}

static void
show_checklist_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  gtk_popover_popdown (GTK_POPOVER (self->hand_in_popover));
  kaiji_case_window_set_pane (self, KAIJI_PANE_CHECKLIST);
  kaiji_checklist_pane_focus_list (self->checklist);
}

static void
papers_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  GtkWidget *window = kaiji_paper_window_new (GTK_WINDOW (self), self->session);

  gtk_window_present (GTK_WINDOW (window));
  if (is (action, "print"))
    gtk_widget_activate_action (window, "paper.print", NULL);
}

/* The program that the window belongs to knows the schemes; without it nothing can be opened. */
static KaijiApplication *
get_application (KaijiCaseWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return KAIJI_IS_APPLICATION (application) ? KAIJI_APPLICATION (application) : NULL;
}

static void
take_over_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  KaijiApplication *application = get_application (self);
  KaijiTransferMode mode =
      is (action, "take-over") ? KAIJI_TRANSFER_TAKE_OVER : KAIJI_TRANSFER_COMPARE;
  const char *path = parameter ? g_variant_get_string (parameter, NULL) : "";

  if (!application)
    return;
  kaiji_form_pane_commit (self->form);
  if (*path)
    kaiji_transfer_window_open (GTK_WINDOW (self), self->session, path,
                                kaiji_application_get_library (application),
                                kaiji_application_get_today (application), mode);
  else
    kaiji_transfer_window_choose (GTK_WINDOW (self), self->session,
                                  kaiji_application_get_library (application),
                                  kaiji_application_get_today (application), mode);
}

static void
new_from_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;
  KaijiApplication *application = get_application (self);
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  if (!application)
    return;
  /* What is read is the file: all that was typed is in it first. */
  kaiji_form_pane_commit (self->form);
  if (!kaiji_journal_flush (kaiji_session_get_journal (self->session), &error))
    {
      tell_error (self, error);
      return;
    }
  dialog = kaiji_new_case_dialog_new (application, GTK_WINDOW (self));
  kaiji_new_case_dialog_set_source (KAIJI_NEW_CASE_DIALOG (dialog),
                                    kaiji_session_get_path (self->session));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
source_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  kaiji_source_dialog_present (GTK_WINDOW (self), self->session);
}

static void
pane_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_object_set (user_data, "pane", g_variant_get_string (parameter, NULL), NULL);
}

static void
confirm_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  kaiji_session_request_confirm (self->session, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { .name = "pane", .activate = pane_action, .parameter_type = "s", .state = "'checklist'" },
  { .name = "focus-pane", .activate = focus_pane_action, .parameter_type = "s" },
  { .name = "undo", .activate = undo_action },
  { .name = "redo", .activate = undo_action },
  { .name = "save-again", .activate = save_again_action },
  { .name = "find", .activate = find_action },
  { .name = "find-evidence", .activate = find_evidence_action },
  { .name = "cite", .activate = cite_action },
  { .name = "citations", .activate = citations_action },
  { .name = "read-on", .activate = read_on_action, .parameter_type = "s" },
  { .name = "next-finding", .activate = step_action },
  { .name = "previous-finding", .activate = step_action },
  { .name = "show-section", .activate = show_section_action, .parameter_type = "s" },
  { .name = "reveal", .activate = reveal_action, .parameter_type = "s" },
  { .name = "describe", .activate = describe_action, .parameter_type = "s" },
  { .name = "confirm-citations", .activate = confirm_action, .parameter_type = "s" },
  { .name = "hand-in", .activate = hand_in_action },
  { .name = "show-checklist", .activate = show_checklist_action },
  { .name = "papers", .activate = papers_action },
  { .name = "print", .activate = papers_action },
  { .name = "source", .activate = source_action },
  { .name = "take-over", .activate = take_over_action, .parameter_type = "s" },
  { .name = "compare-company", .activate = take_over_action, .parameter_type = "s" },
  { .name = "new-from", .activate = new_from_action },
};

/** kaiji_case_window_add_actions: the actions of a window; GTK exports them on the session bus. */
void
kaiji_case_window_add_actions (KaijiCaseWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/** kaiji_case_window_add_shortcuts: the keys of a window, in the bubble phase. */
void
kaiji_case_window_add_shortcuts (KaijiCaseWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                            gtk_named_action_new (shortcuts[i].action));
      if (shortcuts[i].target)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_string (shortcuts[i].target));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
set_enabled (KaijiCaseWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/** kaiji_case_window_pane_changed: tells the switches which pane is shown. */
void
kaiji_case_window_pane_changed (KaijiCaseWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "pane");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (kaiji_pane_to_string (self->pane)));
  g_object_notify (G_OBJECT (self), "pane");
}

/** kaiji_case_window_update_actions: which actions can be done now. */
void
kaiji_case_window_update_actions (KaijiCaseWindow *self)
{
  KaijiJournal *journal = kaiji_session_get_journal (self->session);
  gboolean writable = !kaiji_journal_is_read_only (journal);

  set_enabled (self, "undo", writable && kaiji_journal_can_undo (journal));
  set_enabled (self, "redo", writable && kaiji_journal_can_redo (journal));
  set_enabled (self, "cite", writable);
  set_enabled (self, "take-over", writable);
  set_enabled (self, "compare-company", writable);
}
