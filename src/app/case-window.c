/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The case window: what it shows. It is thin: panes do the work, the session ties them together.
 *
 * 1. It writes nothing but through the session and the journal.
 * 2. Closing settles what is being typed, commits, and only then gives up the file; when that fails
 *    the window stays and says why. */

#include "app/case-window-private.h"
#include "app/confirm-window.h"
#include "app/evidence-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/application.h"
#include "app/first-letters.h"
#include "core/date.h"
#include "widgets/dialogs.h"
#include "widgets/late-menu.h"
#include "widgets/fonts.h"
#include "widgets/severity-icon.h"
#include "widgets/style.h"
#include "widgets/tooltip.h"

#define MESSAGE_SECONDS 8

enum
{
  PROP_PANE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KaijiCaseWindow, kaiji_case_window, GTK_TYPE_APPLICATION_WINDOW)

static void
set_ratio (GtkLabel *label, const char *name, guint done, guint total, const char *tooltip)
{
  g_autofree char *text = g_strdup_printf ("%s %u/%u", name, done, total);

  gtk_label_set_label (label, text);
  kaiji_tooltip_set (GTK_WIDGET (label), tooltip);
}

static void
update_progress (KaijiCaseWindow *self)
{
  const KaijiProgress *progress =
      kaiji_checker_get_progress (kaiji_session_get_checker (self->session));

  set_ratio (self->required_label, _ ("Required"), progress->required_answered,
             progress->required_total, _ ("Items whose required prompts are answered"));
  set_ratio (self->gate_label, _ ("Gate items"), progress->gate_met, progress->gate_total,
             _ ("Items that decide on certification and are met"));
  set_ratio (self->evidence_label, _ ("Backed"), progress->evidence_done, progress->evidence_total,
             _ ("Answers that need evidence and have it"));
  if (progress->block)
    kaiji_count_badge_set (self->narrow_badge, KAIJI_MARK_BLOCK, progress->block);
  else
    kaiji_count_badge_clear (self->narrow_badge);
}

static void
update_title (KaijiCaseWindow *self)
{
  g_autofree char *title = kaiji_session_dup_title (self->session);

  gtk_label_set_label (self->title_label, title);
  kaiji_tooltip_set (GTK_WIDGET (self->title_label), title);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
update_saved (KaijiCaseWindow *self)
{
  KaijiJournal *journal = kaiji_session_get_journal (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self->saved_icon), TRUE);
  if (kaiji_journal_is_read_only (journal))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->saved_icon), FALSE);
      gtk_label_set_label (self->saved_label, _ ("Read only"));
    }
  else if (gtk_info_bar_get_revealed (self->commit_bar))
    {
      kaiji_mark_icon_set (self->saved_icon, KAIJI_MARK_BLOCK);
      gtk_label_set_label (self->saved_label, _ ("Not saved"));
    }
  else if (kaiji_journal_get_pending (journal) > 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->saved_icon), FALSE);
      gtk_label_set_label (self->saved_label, _ ("Saving…"));
    }
  else
    {
      kaiji_mark_icon_set (self->saved_icon, KAIJI_MARK_DONE);
      gtk_label_set_label (self->saved_label, _ ("All saved"));
    }
}

static void
journal_state_changed_cb (KaijiJournal *journal, KaijiCaseWindow *self)
{
  if (kaiji_journal_get_pending (journal) == 0)
    gtk_info_bar_set_revealed (self->commit_bar, FALSE);
  update_saved (self);
  kaiji_case_window_update_actions (self);
}

static void
commit_failed_cb (KaijiJournal *journal, const GError *error, KaijiCaseWindow *self)
{
  g_autofree char *text = g_strdup_printf (
      "%s\n%s", error->message,
      _ ("Nothing is lost: the edits are kept here and are saved at the next try. Make room on the "
         "disk, then press “Save Again”."));

  gtk_label_set_label (self->commit_label, text);
  gtk_info_bar_set_revealed (self->commit_bar, TRUE);
  update_saved (self);
}

static gboolean
message_timeout_cb (gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  self->message_source = 0;
  gtk_info_bar_set_revealed (self->message_bar, FALSE);
  return G_SOURCE_REMOVE;
}

static void
message_cb (KaijiSession *session, const char *text, gboolean is_error, KaijiCaseWindow *self)
{
  g_clear_handle_id (&self->message_source, g_source_remove);
  gtk_label_set_label (self->message_label, text);
  gtk_info_bar_set_message_type (self->message_bar,
                                 is_error ? GTK_MESSAGE_ERROR : GTK_MESSAGE_INFO);
  gtk_info_bar_set_revealed (self->message_bar, TRUE);
  if (!is_error)
    self->message_source = g_timeout_add_seconds (MESSAGE_SECONDS, message_timeout_cb, self);
}

static void
message_response_cb (GtkInfoBar *bar, int response, gpointer user_data)
{
  gtk_info_bar_set_revealed (bar, FALSE);
}

static void
findings_changed_cb (KaijiSession *session, KaijiCaseWindow *self)
{
  update_progress (self);
  update_title (self);
  if (gtk_widget_get_visible (self->hand_in_popover))
    kaiji_case_window_fill_hand_in (self);
}

static void
reveal_target_cb (KaijiSession *session, const char *id, KaijiCaseWindow *self)
{
  if (self->width != KAIJI_WIDTH_WIDE)
    kaiji_case_window_set_pane (self, KAIJI_PANE_FORM);
}

static void
reveal_page_cb (KaijiSession *session, gpointer what, KaijiCaseWindow *self)
{
  if (self->width != KAIJI_WIDTH_WIDE)
    kaiji_case_window_set_pane (self, KAIJI_PANE_EVIDENCE);
}

/* The place is looked for next, so the keyboard goes to the page. */
static void
cite_requested_cb (KaijiSession *session, const char *target, KaijiCaseWindow *self)
{
  reveal_page_cb (session, NULL, self);
  kaiji_evidence_pane_focus_page (self->evidence);
}

static void
confirm_requested_cb (KaijiSession *session, const char *target, KaijiCaseWindow *self)
{
  kaiji_confirm_window_present (GTK_WINDOW (self), session, target);
}

static void
search_requested_cb (KaijiSession *session, const char *target, KaijiCaseWindow *self)
{
  kaiji_case_window_set_pane (self, KAIJI_PANE_EVIDENCE);
  kaiji_evidence_pane_search_for (self->evidence, target);
}

static void
expand_cb (KaijiCaseWindow *self)
{
  kaiji_case_window_set_pane (self, self->pane == KAIJI_PANE_EVIDENCE ? KAIJI_PANE_CHECKLIST
                                                                      : KAIJI_PANE_EVIDENCE);
}

/* The switch that stands in the evidence's own tool bar, where it saves a line. */
static GtkWidget *
create_switch (void)
{
  static const struct
  {
    const char *label, *tooltip, *pane;
  } keys[] = {
    { N_ ("Checklist"), N_ ("What is still to be done (Ctrl+2)"), "checklist" },
    { N_ ("Evidence"), N_ ("Pages that prove the answers (Ctrl+3)"), "evidence" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Panes"),
                                  -1);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (keys[i].label));
      kaiji_tooltip_set (button, _ (keys[i].tooltip));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.pane");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", keys[i].pane);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
reveal_evidence_cb (KaijiSession *session, const char *id, int page, KaijiCaseWindow *self)
{
  reveal_page_cb (session, NULL, self);
}

static void
describe_requested_cb (KaijiSession *session, const char *id, KaijiCaseWindow *self)
{
  kaiji_evidence_dialog_present (GTK_WINDOW (self), session, id);
}

static void
section_notify_cb (KaijiCaseWindow *self)
{
  KaijiSection *section = kaiji_form_pane_get_section (self->form);

  kaiji_section_list_set_current (self->sections, section);
  if (self->folded_sections)
    kaiji_section_list_set_current (self->folded_sections, section);
}

static void
section_chosen_cb (KaijiCaseWindow *self, KaijiSection *section)
{
  gtk_popover_popdown (GTK_POPOVER (self->sections_popover));
  kaiji_form_pane_show_section (self->form, section);
  kaiji_case_window_set_pane (self, self->width == KAIJI_WIDTH_WIDE ? self->pane : KAIJI_PANE_FORM);
}

static void
evidence_chosen_cb (KaijiCaseWindow *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->sections_popover));
  kaiji_case_window_set_pane (self, KAIJI_PANE_EVIDENCE);
}

/* What stands in popovers is made when it is first wanted. */
static void
fill_sections_cb (KaijiCaseWindow *self)
{
  GtkWidget *folded;

  if (self->folded_sections)
    return;
  folded = kaiji_section_list_new (self->session);
  self->folded_sections = KAIJI_SECTION_LIST (folded);
  gtk_widget_set_size_request (folded, 288, 480);
  g_signal_connect_swapped (folded, "section-chosen", G_CALLBACK (section_chosen_cb), self);
  g_signal_connect_swapped (folded, "evidence-chosen", G_CALLBACK (evidence_chosen_cb), self);
  kaiji_section_list_set_current (self->folded_sections, kaiji_form_pane_get_section (self->form));
  gtk_popover_set_child (GTK_POPOVER (self->sections_popover), folded);
}

static void
fill_search_cb (KaijiCaseWindow *self)
{
  if (self->search)
    return;
  self->search = KAIJI_ITEM_SEARCH (kaiji_item_search_new (self->session));
  gtk_popover_set_child (GTK_POPOVER (self->search_popover), GTK_WIDGET (self->search));
}

static gboolean
query_tooltip_cb (GtkWidget *button,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  KaijiCaseWindow *self)
{
  gboolean undo = button == self->undo_button;
  KaijiJournal *journal = kaiji_session_get_journal (self->session);
  g_autoptr (GPtrArray) log = kaiji_journal_dup_log (journal, 200, NULL);
  const KaijiLogEntry *found = NULL;
  g_autofree char *text = NULL;

  /* The step to be undone is the newest that stands, the one to be redone the oldest undone. */
  for (guint i = 0; log && i < log->len; i++)
    {
      const KaijiLogEntry *entry = g_ptr_array_index (log, i);
      if (entry->undone != undo
          && (!found || (undo ? entry->seq > found->seq : entry->seq < found->seq)))
        found = entry;
    }
  if (found && undo && kaiji_journal_can_undo (journal))
    text = g_strdup_printf (_ ("Undo: %s (Ctrl+Z)"), found->label);
  else if (found && !undo && kaiji_journal_can_redo (journal))
    text = g_strdup_printf (_ ("Redo: %s (Ctrl+Shift+Z)"), found->label);
  else
    text = g_strdup (undo ? _ ("Nothing to undo") : _ ("Nothing to redo"));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* ---- closing ---- */

static void
finish_close (KaijiCaseWindow *self)
{
  g_autoptr (KaijiSession) session = g_object_ref (self->session);
  g_autoptr (GError) error = NULL;

  self->closed = TRUE;
  kaiji_case_window_save_layout (self);
  gtk_window_destroy (GTK_WINDOW (self));
  if (!kaiji_session_close (session, &error))
    g_message ("%s", error->message);
}

static void
close_answered_cb (int response, gpointer user_data)
{
  g_autoptr (KaijiCaseWindow) self = user_data;

  if (response == 0)
    finish_close (self);
}

static gboolean
kaiji_case_window_close_request (GtkWindow *window)
{
  KaijiCaseWindow *self = KAIJI_CASE_WINDOW (window);
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));
  g_autoptr (GError) error = NULL;

  if (self->closed)
    return GDK_EVENT_PROPAGATE;
  gtk_window_set_focus (window, NULL);
  if (KAIJI_IS_APPLICATION (application))
    kaiji_application_remember (KAIJI_APPLICATION (application), self->session);
  if (kaiji_journal_is_read_only (kaiji_session_get_journal (self->session))
      || kaiji_journal_flush (kaiji_session_get_journal (self->session), &error))
    {
      finish_close (self);
      return GDK_EVENT_STOP;
    }
  const char *const buttons[] = { _ ("Close and Lose the Edits"), _ ("Keep Open"), NULL };
  kaiji_dialog_message (window, _ ("The newest edits are not saved yet."), error->message, buttons,
                        close_answered_cb, g_object_ref (self));
  return GDK_EVENT_STOP;
}

/* ---- object ---- */

static void
kaiji_case_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (kaiji_case_window_parent_class)
      ->size_allocate (widget, width, height, baseline);
  kaiji_case_window_layout_allocated (KAIJI_CASE_WINDOW (widget), width);
}

static void
kaiji_case_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PANE)
    g_value_set_string (value, kaiji_pane_to_string (KAIJI_CASE_WINDOW (object)->pane));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_case_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *name = g_value_get_string (value);

  if (id != PROP_PANE)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else
    for (KaijiPane pane = KAIJI_PANE_FORM; pane <= KAIJI_PANE_EVIDENCE; pane++)
      if (g_strcmp0 (name, kaiji_pane_to_string (pane)) == 0)
        kaiji_case_window_set_pane (KAIJI_CASE_WINDOW (object), pane);
}

static void
kaiji_case_window_dispose (GObject *object)
{
  KaijiCaseWindow *self = KAIJI_CASE_WINDOW (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_handle_id (&self->message_source, g_source_remove);
  if (self->session)
    {
      g_autoptr (GError) error = NULL;
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (kaiji_session_get_journal (self->session), self);
      if (!kaiji_session_close (self->session, &error))
        g_message ("%s", error->message);
    }
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (kaiji_case_window_parent_class)->dispose (object);
}

static void
kaiji_case_window_class_init (KaijiCaseWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kaiji_case_window_dispose;
  object_class->get_property = kaiji_case_window_get_property;
  object_class->set_property = kaiji_case_window_set_property;
  widget_class->size_allocate = kaiji_case_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = kaiji_case_window_close_request;
  props[PROP_PANE] =
      g_param_spec_string ("pane", NULL, NULL, "checklist",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  kaiji_style_register ();
  g_type_ensure (KAIJI_TYPE_COUNT_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/case-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiCaseWindow, name)
  BIND (header);
  BIND (narrow_switch);
  BIND (narrow_badge);
  BIND (menu_button);
  BIND (case_menu);
  BIND (sections_button);
  BIND (sections_popover);
  BIND (title_box);
  BIND (title_label);
  BIND (scheme_chip);
  BIND (status_box);
  BIND (status_dot);
  BIND (status_label);
  BIND (undo_button);
  BIND (redo_button);
  BIND (search_button);
  BIND (search_popover);
  BIND (hand_in_button);
  BIND (hand_in_popover);
  BIND (commit_bar);
  BIND (commit_label);
  BIND (message_bar);
  BIND (message_label);
  BIND (outer_paned);
  BIND (inner_paned);
  BIND (right_paned);
  BIND (sidebar_box);
  BIND (form_box);
  BIND (right_box);
  BIND (wide_switch);
  BIND (required_label);
  BIND (gate_label);
  BIND (evidence_label);
  BIND (saved_icon);
  BIND (saved_label);
#undef BIND
}

static void
kaiji_case_window_init (KaijiCaseWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_menu_button_set_late_menu (self->menu_button, self->case_menu);
  self->settings = g_settings_new ("jp.kaiji.Kaiji");
  kaiji_case_window_add_actions (self);
  kaiji_case_window_add_shortcuts (self);
  g_signal_connect (self->message_bar, "response", G_CALLBACK (message_response_cb), NULL);
  g_signal_connect (self->undo_button, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
  g_signal_connect (self->redo_button, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
  g_signal_connect_swapped (self->sections_popover, "show", G_CALLBACK (fill_sections_cb), self);
  g_signal_connect_swapped (self->search_popover, "show", G_CALLBACK (fill_search_cb), self);
  g_signal_connect_swapped (self->hand_in_popover, "show",
                            G_CALLBACK (kaiji_case_window_fill_hand_in), self);
}

static void
add_panes (KaijiCaseWindow *self)
{
  GtkWidget *form = kaiji_form_pane_new (self->session);
  GtkWidget *checklist = kaiji_checklist_pane_new (self->session);
  GtkWidget *evidence = kaiji_evidence_pane_new (self->session);
  GtkWidget *sections = kaiji_section_list_new (self->session);

  self->form = KAIJI_FORM_PANE (form);
  gtk_widget_set_hexpand (form, TRUE);
  gtk_box_append (GTK_BOX (self->form_box), form);
  self->checklist = KAIJI_CHECKLIST_PANE (checklist);
  gtk_widget_set_size_request (checklist, -1, 120);
  gtk_paned_set_start_child (self->right_paned, checklist);
  self->evidence = KAIJI_EVIDENCE_PANE (evidence);
  gtk_paned_set_end_child (self->right_paned, evidence);
  self->lead_switch = create_switch ();
  kaiji_evidence_pane_set_lead (self->evidence, self->lead_switch);
  g_signal_connect_object (evidence, "expand", G_CALLBACK (expand_cb), self, G_CONNECT_SWAPPED);
  self->sections = KAIJI_SECTION_LIST (sections);
  gtk_widget_set_hexpand (sections, TRUE);
  gtk_box_append (GTK_BOX (self->sidebar_box), sections);
  g_signal_connect_swapped (sections, "section-chosen", G_CALLBACK (section_chosen_cb), self);
  g_signal_connect_swapped (sections, "evidence-chosen", G_CALLBACK (evidence_chosen_cb), self);
  g_signal_connect_object (form, "notify::section", G_CALLBACK (section_notify_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Where work is left: the first section with a finding that blocks, else the first. */
static KaijiSection *
find_first_section (KaijiCaseWindow *self)
{
  GPtrArray *sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (self->session));
  KaijiChecker *checker = kaiji_session_get_checker (self->session);

  for (guint i = 0; i < sections->len; i++)
    {
      KaijiSection *section = g_ptr_array_index (sections, i);
      if (kaiji_checker_get_section_progress (checker, section).block > 0)
        return section;
    }
  return sections->len > 0 ? g_ptr_array_index (sections, 0) : NULL;
}

static void
show_first_section (KaijiCaseWindow *self)
{
  KaijiSection *first = find_first_section (self);

  if (!kaiji_form_pane_get_section (self->form) && first)
    kaiji_form_pane_show_section (self->form, first);
  section_notify_cb (self);
}

/**
 * kaiji_case_window_new_empty:
 * @application: the program
 *
 * Makes all of a window that does not depend on its case, while that is still being read.
 *
 * Returns: (transfer none): a window that must be given its session before it is shown
 */
GtkWidget *
kaiji_case_window_new_empty (GtkApplication *application)
{
  GtkWidget *self = g_object_new (KAIJI_TYPE_CASE_WINDOW, "application", application, NULL);
  const GType parts[] = { KAIJI_TYPE_FORM_PANE, KAIJI_TYPE_CHECKLIST_PANE, KAIJI_TYPE_EVIDENCE_PANE,
                          KAIJI_TYPE_SECTION_LIST };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_type_class_unref (g_type_class_ref (parts[i]));
  return self;
}

/**
 * kaiji_case_window_take_session:
 * @self: a window without a case
 * @session: an open case; the window closes it when it goes
 *
 * Fills the window.
 */
void
kaiji_case_window_take_session (KaijiCaseWindow *self, KaijiSession *session)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  KaijiJournal *journal = kaiji_session_get_journal (session);
  g_autofree char *chip =
      g_strdup_printf ("%s %s", kaiji_scheme_get_name (scheme), kaiji_scheme_get_revision (scheme));

  g_return_if_fail (!self->session);
  self->session = g_object_ref (session);
  kaiji_first_letters_load (session, find_first_section (self));
  add_panes (self);
  gtk_label_set_label (self->scheme_chip, chip);
  kaiji_tooltip_set (GTK_WIDGET (self->scheme_chip), chip);
  gtk_label_set_label (self->status_label,
                       kaiji_journal_is_read_only (journal) ? _ ("Read only") : _ ("Draft"));
  g_signal_connect (session, "findings-changed", G_CALLBACK (findings_changed_cb), self);
  g_signal_connect (session, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (session, "reveal-target", G_CALLBACK (reveal_target_cb), self);
  g_signal_connect (session, "reveal-citation", G_CALLBACK (reveal_page_cb), self);
  g_signal_connect (session, "reveal-evidence", G_CALLBACK (reveal_evidence_cb), self);
  g_signal_connect (session, "search-requested", G_CALLBACK (search_requested_cb), self);
  g_signal_connect (session, "cite-requested", G_CALLBACK (cite_requested_cb), self);
  g_signal_connect (session, "describe-requested", G_CALLBACK (describe_requested_cb), self);
  g_signal_connect (session, "confirm-requested", G_CALLBACK (confirm_requested_cb), self);
  g_signal_connect (journal, "state-changed", G_CALLBACK (journal_state_changed_cb), self);
  g_signal_connect (journal, "commit-failed", G_CALLBACK (commit_failed_cb), self);
  kaiji_case_window_layout_init (self);
  /* From here on text is measured. */
  kaiji_fonts_settle ();
  show_first_section (self);
  update_title (self);
  update_progress (self);
  update_saved (self);
  kaiji_case_window_update_actions (self);
}

/**
 * kaiji_case_window_new:
 * @application: the program
 * @session: an open case; the window closes it when it goes
 *
 * Returns: (transfer none): a window that GTK keeps, not shown yet
 */
GtkWidget *
kaiji_case_window_new (GtkApplication *application, KaijiSession *session)
{
  GtkWidget *self = g_object_new (KAIJI_TYPE_CASE_WINDOW, "application", application, NULL);

  kaiji_case_window_take_session (KAIJI_CASE_WINDOW (self), session);
  return self;
}

/** kaiji_case_window_get_session: Returns: (transfer none) (nullable): the case that it shows. */
KaijiSession *
kaiji_case_window_get_session (KaijiCaseWindow *self)
{
  return self->session;
}
