/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deciding over citations whose evidence was replaced.
 *
 * 1. Every decision is an edit of the journal; the window holds nothing that could be lost.
 * 2. A citation that was decided stays in the list with what was decided, so that it can be taken
 *    back (undo) in sight.
 * 3. Nothing is taken that is not in sight: the place of the button is the one that is shown.
 */
#include "app/confirm-window.h"

#include <glib/gi18n-lib.h>

#include "app/confirm-row.h"
#include "app/version-view.h"
#include "jobs/replace.h"
#include "widgets/diff-label.h"
#include "widgets/drop-down.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"
#include "widgets/tooltip.h"

#define DEFAULT_WIDTH 1180
#define DEFAULT_HEIGHT 760

struct _KaijiConfirmWindow
{
  GtkWindow parent_instance;

  KaijiSession *session;
  GArray *numbers;      /* gint64: citations that were or are to be decided, as listed */
  gint64 current;       /* of the selected one, 0 = none */
  KaijiCitation *shown; /* (nullable) as it was when it was shown */
  KaijiCitation *place; /* (nullable) what is taken: the proposal or a candidate */
  gboolean choosing;    /* what is in sight is taken */
  gboolean filling;
  KaijiVersionView *older;
  KaijiVersionView *newer;

  GtkLabel *title_label;
  GtkLabel *progress_label;
  GtkButton *same_button;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *head;
  GtkLabel *target_label;
  GtkImage *reason_icon;
  GtkLabel *reason_label;
  GtkLabel *sure_label;
  GtkDropDown *candidates;
  GtkLabel *words_label;
  GtkRevealer *choose_revealer;
  GtkPaned *pages;
  GtkWidget *remove_button;
  GtkButton *choose_button;
  GtkButton *take_button;
  GtkLabel *done_label;
  GtkWidget *close_button;
};

G_DEFINE_FINAL_TYPE (KaijiConfirmWindow, kaiji_confirm_window, GTK_TYPE_WINDOW)

static void refresh (KaijiConfirmWindow *self);

/* ---- what the case holds ---- */

typedef struct
{
  gint64 number;
  KaijiCitation *found; /* borrowed */
} Search;

static void
search_cb (KaijiCitation *citation, gpointer user_data)
{
  Search *search = user_data;

  if (kaiji_citation_get_number (citation) == search->number)
    search->found = citation;
}

/* (transfer none) (nullable): NULL when it was removed. */
static KaijiCitation *
lookup (KaijiConfirmWindow *self, gint64 number)
{
  Search search = { number, NULL };

  kaiji_case_source_foreach_citation (kaiji_session_get_source (self->session), search_cb, &search);
  return search.found;
}

static gboolean
is_listed (KaijiConfirmWindow *self, gint64 number)
{
  for (guint i = 0; i < self->numbers->len; i++)
    if (g_array_index (self->numbers, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* Those that came to wait since; they go to the end, so that nothing moves under the hand. */
static void
note_open (KaijiConfirmWindow *self)
{
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (self->session, NULL, NULL);

  for (guint i = 0; i < open->len; i++)
    {
      gint64 number = kaiji_citation_get_number (g_ptr_array_index (open, i));

      if (!is_listed (self, number))
        g_array_append_val (self->numbers, number);
    }
}

static char *
dup_target_name (KaijiConfirmWindow *self, const char *target)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (self->session);
  KaijiPrompt *prompt = kaiji_scheme_lookup_prompt (scheme, target);
  KaijiItem *item = prompt ? prompt->item : kaiji_scheme_lookup_item (scheme, target);

  if (!item)
    return g_strdup (target);
  if (item->number == 0)
    return g_strdup (prompt ? prompt->text : item->name);
  return g_strdup_printf ("%u  %s", item->number, item->name);
}

static const char *
get_evidence_name (KaijiConfirmWindow *self, KaijiCitation *citation)
{
  KaijiEvidence *evidence = kaiji_case_source_lookup_evidence (
      kaiji_session_get_source (self->session), kaiji_citation_get_evidence_id (citation));

  return evidence ? kaiji_evidence_get_info (evidence)->name : "";
}

/* ---- the citation that is shown ---- */

static void
set_action (KaijiConfirmWindow *self, const char *name, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), name, enabled);
}

static gboolean
is_writable (KaijiConfirmWindow *self)
{
  return !kaiji_journal_is_read_only (kaiji_session_get_journal (self->session));
}

static void
update_buttons (KaijiConfirmWindow *self)
{
  gboolean open = self->shown && kaiji_replace_is_open (self->shown) && is_writable (self);
  KaijiPageView *view = kaiji_version_view_get_page_view (self->newer);
  gboolean ready = kaiji_version_view_get_document (self->newer) != NULL;
  const char *take = _ ("This Place Is Right");

  if (self->choosing)
    take =
        kaiji_page_view_has_selection (view) ? _ ("Take the Selected Words") : _ ("Take This Page");
  gtk_button_set_label (self->take_button, take);
  gtk_button_set_label (self->choose_button,
                        self->choosing ? _ ("Do Not Choose") : _ ("Choose Another Page"));
  gtk_revealer_set_reveal_child (self->choose_revealer, self->choosing);
  set_action (self, "confirm.take", open && ready && (self->choosing || self->place));
  set_action (self, "confirm.choose", open && ready);
  set_action (self, "confirm.remove", open);
}

/* What is taken, and with it what stands at the right. */
static void
set_place (KaijiConfirmWindow *self, KaijiCitation *place)
{
  KaijiProposal *proposal = self->shown ? kaiji_citation_get_proposal (self->shown) : NULL;
  KaijiCitation *origin = proposal ? kaiji_proposal_get_origin (proposal) : self->shown;
  const char *old_words = origin ? kaiji_citation_get_quote (origin) : "";
  const char *new_words = place ? kaiji_citation_get_quote (place) : "";

  g_set_object (&self->place, place);
  if (!self->shown)
    return;
  if (!place && *old_words)
    gtk_label_set_text (self->words_label, old_words);
  else
    kaiji_diff_label_show (self->words_label, old_words, new_words);
  kaiji_tooltip_set (GTK_WIDGET (self->words_label), new_words);
  gtk_widget_set_visible (GTK_WIDGET (self->words_label), *old_words || *new_words);
  kaiji_version_view_show (self->newer, kaiji_citation_get_sha256 (self->shown),
                           place ? place : self->shown, NULL);
  update_buttons (self);
}

static KaijiCitation *
get_candidate (KaijiConfirmWindow *self, guint index)
{
  KaijiProposal *proposal = kaiji_citation_get_proposal (self->shown);
  gboolean lost = kaiji_citation_get_state (self->shown) == KAIJI_CITATION_LOST;

  if (index == 0 || !proposal)
    return lost ? NULL : self->shown;
  if (index > kaiji_proposal_get_candidates (proposal)->len)
    return NULL;
  return g_ptr_array_index (kaiji_proposal_get_candidates (proposal), index - 1);
}

static void
candidate_cb (KaijiConfirmWindow *self)
{
  guint index = gtk_drop_down_get_selected (self->candidates);

  if (self->filling || !self->shown || index == GTK_INVALID_LIST_POSITION)
    return;
  self->choosing = FALSE;
  set_place (self, get_candidate (self, index));
}

static char *
dup_candidate_name (KaijiCitation *place)
{
  const char *label = kaiji_citation_get_label (place);

  if (*label)
    /* Translators: a physical page of a file, then the number printed on it */
    return g_strdup_printf (_ ("sheet %d  p.%s"), kaiji_citation_get_page (place), label);
  return g_strdup_printf (_ ("sheet %d"), kaiji_citation_get_page (place));
}

static void
fill_candidates (KaijiConfirmWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  KaijiProposal *proposal = kaiji_citation_get_proposal (self->shown);
  GPtrArray *candidates = proposal ? kaiji_proposal_get_candidates (proposal) : NULL;

  if (kaiji_citation_get_state (self->shown) == KAIJI_CITATION_LOST)
    gtk_string_list_append (names, _ ("Places that are alike"));
  else
    gtk_string_list_take (names, dup_candidate_name (self->shown));
  for (guint i = 0; candidates && i < candidates->len; i++)
    gtk_string_list_take (names, dup_candidate_name (g_ptr_array_index (candidates, i)));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->candidates, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->candidates, 0);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->candidates),
                          kaiji_replace_is_open (self->shown) && candidates && candidates->len > 0);
}

static void
show_reason (KaijiConfirmWindow *self)
{
  KaijiProposal *proposal = kaiji_citation_get_proposal (self->shown);
  g_autofree char *reason = kaiji_replace_dup_reason (self->shown);
  g_autofree char *sure = NULL;

  kaiji_confirm_show_icon (self->reason_icon, self->shown);
  gtk_label_set_text (self->reason_label, *reason ? reason : kaiji_confirm_describe (self->shown));
  if (proposal
      && (kaiji_proposal_get_found (proposal) == KAIJI_FOUND_CHANGED
          || kaiji_proposal_get_found (proposal) == KAIJI_FOUND_SEVERAL))
    /* Translators: how sure the program is of a place that it proposes */
    sure = g_strdup_printf (_ ("likeness %d %%"), kaiji_proposal_get_sure (proposal));
  gtk_label_set_text (self->sure_label, sure ? sure : "");
}

static void
show_citation (KaijiConfirmWindow *self, KaijiCitation *citation)
{
  KaijiProposal *proposal = kaiji_citation_get_proposal (citation);
  g_autofree char *target = dup_target_name (self, kaiji_citation_get_target (citation));
  g_autofree char *said = g_strdup_printf ("%s · %s", target, get_evidence_name (self, citation));

  g_set_object (&self->shown, citation);
  self->choosing = FALSE;
  gtk_label_set_text (self->target_label, said);
  kaiji_tooltip_set (GTK_WIDGET (self->target_label), said);
  show_reason (self);
  fill_candidates (self);
  if (proposal)
    kaiji_version_view_show (self->older,
                             kaiji_citation_get_sha256 (kaiji_proposal_get_origin (proposal)),
                             kaiji_proposal_get_origin (proposal), NULL);
  else
    kaiji_version_view_show (self->older, NULL, NULL, _ ("This citation is decided."));
  set_place (self, get_candidate (self, 0));
}

static void
show_removed (KaijiConfirmWindow *self)
{
  g_clear_object (&self->shown);
  g_clear_object (&self->place);
  self->choosing = FALSE;
  gtk_label_set_text (self->target_label, "");
  gtk_label_set_text (self->reason_label, _ ("This citation was removed."));
  kaiji_confirm_show_icon (self->reason_icon, NULL);
  gtk_label_set_text (self->sure_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->candidates), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->words_label), FALSE);
  kaiji_version_view_show (self->older, NULL, NULL, NULL);
  kaiji_version_view_show (self->newer, NULL, NULL, NULL);
  update_buttons (self);
}

static void
show_current (KaijiConfirmWindow *self)
{
  KaijiCitation *citation = lookup (self, self->current);

  if (!citation)
    show_removed (self);
  else if (citation != self->shown)
    show_citation (self, citation);
}

/* ---- the list ---- */

static GtkListBoxRow *
find_row (KaijiConfirmWindow *self, gint64 number)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (kaiji_confirm_row_get_number (row) == number)
      return row;
  return NULL;
}

static void
fill_list (KaijiConfirmWindow *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  GtkListBoxRow *row;

  self->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->numbers->len; i++)
    {
      gint64 number = g_array_index (self->numbers, gint64, i);
      KaijiCitation *citation = lookup (self, number);
      g_autofree char *name = citation
                                  ? dup_target_name (self, kaiji_citation_get_target (citation))
                                  : g_strdup (_ ("(removed)"));

      gtk_list_box_append (self->list, kaiji_confirm_row_new (number, citation, name));
    }
  row = find_row (self, self->current);
  if (row)
    gtk_list_box_select_row (self->list, row);
  self->filling = FALSE;
  if (row && focused)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_progress (KaijiConfirmWindow *self)
{
  KaijiCitation *citation = lookup (self, self->current);
  const char *id = citation ? kaiji_citation_get_evidence_id (citation) : NULL;
  guint total, same = 0;
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (self->session, id, &total);
  g_autofree char *progress = NULL, *label = NULL;

  for (guint i = 0; i < open->len; i++)
    same += kaiji_replace_is_same (g_ptr_array_index (open, i));
  if (citation)
    /* Translators: name of the evidence, confirmed citations on it, all of them */
    progress = g_strdup_printf (_ ("%s: %u/%u confirmed"), get_evidence_name (self, citation),
                                total - open->len, total);
  gtk_label_set_text (self->progress_label, progress ? progress : "");
  label = g_strdup_printf (
      ngettext ("Confirm %u at the Same Place", "Confirm %u at the Same Place", same), same);
  gtk_button_set_label (self->same_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->same_button), same > 0);
  set_action (self, "confirm.same", same > 0 && is_writable (self));
}

static gboolean
any_open (KaijiConfirmWindow *self)
{
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (self->session, NULL, NULL);

  return open->len > 0;
}

static void
refresh (KaijiConfirmWindow *self)
{
  gboolean open = any_open (self);

  note_open (self);
  if (self->current == 0 && self->numbers->len > 0)
    self->current = g_array_index (self->numbers, gint64, 0);
  gtk_stack_set_visible_child_name (self->stack, open ? "citations" : "done");
  fill_list (self);
  show_current (self);
  show_progress (self);
  update_buttons (self);
  set_action (self, "confirm.next", open);
  set_action (self, "confirm.previous", open);
  if (!open && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (self->close_button);
}

static void
row_selected_cb (KaijiConfirmWindow *self, GtkListBoxRow *row)
{
  if (self->filling || !row || kaiji_confirm_row_get_number (row) == self->current)
    return;
  self->current = kaiji_confirm_row_get_number (row);
  show_current (self);
  show_progress (self);
}

/* The next one that waits, from the current one on in a ring. */
static void
step (KaijiConfirmWindow *self, int direction)
{
  guint n = self->numbers->len, at = 0;

  for (guint i = 0; i < n; i++)
    if (g_array_index (self->numbers, gint64, i) == self->current)
      at = i;
  for (guint i = 1; i <= n; i++)
    {
      guint index = direction > 0 ? (at + i) % n : (at + n - i % n) % n;
      gint64 number = g_array_index (self->numbers, gint64, index);
      KaijiCitation *citation = lookup (self, number);

      if (!citation || !kaiji_replace_is_open (citation))
        continue;
      self->current = number;
      gtk_list_box_select_row (self->list, find_row (self, number));
      if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)))
        gtk_widget_grab_focus (GTK_WIDGET (find_row (self, number)));
      show_current (self);
      show_progress (self);
      return;
    }
}

/* ---- deciding ---- */

static void
tell (KaijiConfirmWindow *self, GError *error)
{
  gtk_label_set_text (self->reason_label, error->message);
  g_error_free (error);
}

/* What is in sight in the new version: the selected words, or the page. NULL while the words of the
 * selection are not known yet. */
static KaijiCitation *
make_place (KaijiConfirmWindow *self)
{
  KaijiPageView *view = kaiji_version_view_get_page_view (self->newer);
  KaijiPdfDocument *document = kaiji_version_view_get_document (self->newer);
  KaijiProposal *proposal = kaiji_citation_get_proposal (self->shown);
  KaijiCitation *origin = proposal ? kaiji_proposal_get_origin (proposal) : self->shown;
  int page = kaiji_page_view_get_page (view), last_page = page;
  g_autofree char *words = NULL;
  g_autofree KaijiRect *rects = NULL;
  guint n_rects = 0;
  const KaijiPdfPageInfo *info;
  const KaijiPdfOutlineEntry *entry;
  KaijiCitationInfo place;

  if (kaiji_page_view_has_selection (view))
    {
      words = kaiji_page_view_dup_selection (view, &page, &last_page, &rects, &n_rects);
      if (!words)
        return NULL;
    }
  info = kaiji_pdf_document_get_page (document, page);
  entry = kaiji_pdf_document_find_section (document, page,
                                           n_rects > 0 ? rects[0].y1 : info->height_pt / 2);
  place = *kaiji_citation_get_info (self->shown);
  place.page = page;
  place.last_page = last_page;
  place.label = info->label;
  place.last_label =
      last_page > page ? kaiji_pdf_document_get_page (document, last_page)->label : NULL;
  place.section = entry ? entry->title : kaiji_citation_get_section (origin);
  place.quote = words;
  place.rects = rects;
  place.n_rects = n_rects;
  place.proposal = NULL;
  return kaiji_citation_new_from_info (&place);
}

static gboolean
take (KaijiConfirmWindow *self, GError **error)
{
  gint64 number = kaiji_citation_get_number (self->shown);
  g_autoptr (KaijiCitation) place = self->choosing ? make_place (self) : NULL;

  if (self->choosing)
    return place && kaiji_replace_confirm_at (self->session, number, place, error);
  if (self->place == self->shown)
    return kaiji_replace_confirm (self->session, number, error);
  return kaiji_replace_confirm_at (self->session, number, self->place, error);
}

/* After a decision: the next one, with the keyboard where it was. */
static void
go_on (KaijiConfirmWindow *self)
{
  self->choosing = FALSE;
  step (self, 1);
  refresh (self);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiConfirmWindow *self = KAIJI_CONFIRM_WINDOW (widget);
  GError *error = NULL;

  if (!self->shown || (!self->choosing && !self->place))
    return;
  if (take (self, &error))
    go_on (self);
  else if (error)
    tell (self, error);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiConfirmWindow *self = KAIJI_CONFIRM_WINDOW (widget);

  self->choosing = !self->choosing;
  if (self->choosing)
    kaiji_version_view_focus (self->newer);
  else
    set_place (self, self->place);
  update_buttons (self);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiConfirmWindow *self = KAIJI_CONFIRM_WINDOW (widget);
  GError *error = NULL;

  if (!self->shown)
    return;
  if (kaiji_session_uncite (self->session, kaiji_citation_get_number (self->shown), &error))
    go_on (self);
  else
    tell (self, error);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (KAIJI_CONFIRM_WINDOW (widget), g_str_has_suffix (name, "previous") ? -1 : 1);
}

static void
same_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiConfirmWindow *self = KAIJI_CONFIRM_WINDOW (widget);
  GError *error = NULL;

  if (!self->shown)
    return;
  if (kaiji_replace_confirm_same (self->session, kaiji_citation_get_evidence_id (self->shown), NULL,
                                  &error))
    go_on (self);
  else
    tell (self, error);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiConfirmWindow *self = KAIJI_CONFIRM_WINDOW (widget);
  KaijiJournal *journal = kaiji_session_get_journal (self->session);
  g_autoptr (GError) error = NULL;
  gboolean undo = g_str_has_suffix (name, "undo");

  if (undo ? !kaiji_journal_can_undo (journal) : !kaiji_journal_can_redo (journal))
    gtk_widget_error_bell (widget);
  else if (!(undo ? kaiji_journal_undo (journal, &error) : kaiji_journal_redo (journal, &error)))
    kaiji_session_tell (self->session, error->message, TRUE);
  refresh (self);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  KaijiConfirmWindow *self = KAIJI_CONFIRM_WINDOW (widget);

  if (self->choosing)
    gtk_widget_activate_action (widget, "confirm.choose", NULL);
  else
    gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* ---- the window ---- */

static void
kaiji_confirm_window_dispose (GObject *object)
{
  KaijiConfirmWindow *self = KAIJI_CONFIRM_WINDOW (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->place);
  g_clear_object (&self->session);
  g_clear_pointer (&self->numbers, g_array_unref);
  G_OBJECT_CLASS (kaiji_confirm_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, same_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, list);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, head);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, target_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, reason_icon);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, sure_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, candidates);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, words_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, choose_revealer);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, choose_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, take_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, done_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiConfirmWindow, close_button);
}

static void
kaiji_confirm_window_class_init (KaijiConfirmWindowClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Return, GDK_ALT_MASK, "confirm.take" },
    { GDK_KEY_KP_Enter, GDK_ALT_MASK, "confirm.take" },
    { GDK_KEY_Down, GDK_ALT_MASK, "confirm.next" },
    { GDK_KEY_Up, GDK_ALT_MASK, "confirm.previous" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "confirm.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "confirm.redo" },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_confirm_window_dispose;
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/confirm-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "confirm.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "confirm.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "confirm.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "confirm.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "confirm.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "confirm.same", NULL, same_action);
  gtk_widget_class_install_action (widget_class, "confirm.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "confirm.redo", NULL, undo_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
kaiji_confirm_window_init (KaijiConfirmWindow *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  kaiji_drop_down_name_button (self->candidates);
  gtk_label_set_max_width_chars (self->words_label, 80);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->candidates, "notify::selected", G_CALLBACK (candidate_cb), self);
}

/* Not larger than the window that it belongs to, where there is one. */
static void
set_size (KaijiConfirmWindow *self, GtkWindow *parent)
{
  int width = parent ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int height = parent ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;

  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, DEFAULT_WIDTH),
                                 MIN (height, DEFAULT_HEIGHT));
}

static KaijiConfirmWindow *
new_window (GtkWindow *parent, KaijiSession *session)
{
  KaijiConfirmWindow *self = g_object_new (KAIJI_TYPE_CONFIRM_WINDOW, "transient-for", parent,
                                           "destroy-with-parent", TRUE, NULL);

  set_size (self, parent);
  self->session = g_object_ref (session);
  self->older = KAIJI_VERSION_VIEW (kaiji_version_view_new (session, _ ("Version before")));
  self->newer = KAIJI_VERSION_VIEW (kaiji_version_view_new (session, _ ("New version")));
  gtk_paned_set_start_child (self->pages, GTK_WIDGET (self->older));
  gtk_paned_set_end_child (self->pages, GTK_WIDGET (self->newer));
  g_signal_connect_object (self->newer, "changed", G_CALLBACK (update_buttons), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "findings-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* The first that waits on @target or on its item, else the first of all. */
static void
go_to_target (KaijiConfirmWindow *self, const char *target)
{
  KaijiPrompt *prompt =
      target ? kaiji_scheme_lookup_prompt (kaiji_session_get_scheme (self->session), target) : NULL;
  g_autoptr (GPtrArray) open = kaiji_replace_dup_open (self->session, NULL, NULL);
  KaijiCitation *wanted = open->len > 0 ? g_ptr_array_index (open, 0) : NULL;
  gboolean found = FALSE;

  for (guint i = 0; target && i < open->len && !found; i++)
    {
      KaijiCitation *citation = g_ptr_array_index (open, i);
      const char *cited = kaiji_citation_get_target (citation);

      found = g_str_equal (cited, target) || (prompt && g_str_equal (cited, prompt->item->id));
      if (found)
        wanted = citation;
    }
  if (wanted
      && (found || !lookup (self, self->current)
          || !kaiji_replace_is_open (lookup (self, self->current))))
    self->current = kaiji_citation_get_number (wanted);
}

/** kaiji_confirm_window_present: Returns: (transfer none): the window over @session's case. */
KaijiConfirmWindow *
kaiji_confirm_window_present (GtkWindow *parent, KaijiSession *session, const char *target)
{
  GListModel *windows = gtk_window_get_toplevels ();
  KaijiConfirmWindow *self = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !self; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (KAIJI_IS_CONFIRM_WINDOW (window) && KAIJI_CONFIRM_WINDOW (window)->session == session)
        self = KAIJI_CONFIRM_WINDOW (window);
    }
  if (!self)
    self = new_window (parent, session);
  go_to_target (self, target && *target ? target : NULL);
  refresh (self);
  gtk_window_present (GTK_WINDOW (self));
  if (find_row (self, self->current))
    gtk_widget_grab_focus (GTK_WIDGET (find_row (self, self->current)));
  return self;
}
