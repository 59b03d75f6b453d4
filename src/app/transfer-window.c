/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking answers over from another case.
 *
 * 1. Nothing is changed before it is asked for; then all that is chosen is one step of the journal.
 * 2. The other case is only read; it is closed with the window.
 * 3. While evidence is brought over, the list rests and the work can be cancelled.
 */
#include "app/transfer-window.h"

#include <glib/gi18n-lib.h>

#include "app/transfer-line.h"
#include "core/text.h"
#include "jobs/compare.h"
#include "widgets/dialogs.h"
#include "widgets/drop-down.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

/* What the drop-down offers, in its order. */
typedef enum
{
  SHOW_ALL,
  SHOW_TAKEN,
  SHOW_WORDING,
  SHOW_REPLACED,
  SHOW_REQUIRED,
  SHOW_MOVED,
  SHOW_NEW,
  SHOW_DROPPED,
  N_SHOWN,
} Shown;

struct _KaijiTransferWindow
{
  GtkWindow parent_instance;

  KaijiSession *from;
  KaijiSession *to;
  KaijiTransfer *transfer;
  KaijiTransferMode mode;
  GListStore *lines;
  GtkFilterListModel *shown;
  GtkCustomFilter *custom;
  char *query;
  GCancellable *cancellable; /* (nullable): while work is under way */
  KaijiTransferLine *single; /* (nullable): the one line that is under way */
  GArray *decisions;         /* gboolean: of all lines, kept while one is under way */

  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *close_button;
  GtkWidget *apply_button;
  GtkInfoBar *bar;
  GtkLabel *bar_label;
  GtkWidget *tools;
  GtkDropDown *filter;
  GtkEditable *search;
  GtkWidget *take_button;
  GtkWidget *leave_button;
  GtkLabel *original_label;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *empty_label;
  GtkLabel *count_label;
  GtkWidget *progress;
};

G_DEFINE_FINAL_TYPE (KaijiTransferWindow, kaiji_transfer_window, GTK_TYPE_WINDOW)

/* ---- which rows are shown ---- */

static gboolean
says_nothing (const KaijiTransferRow *row)
{
  return row->from && row->to && !*row->text && !*row->existing && row->n_citations == 0;
}

static gboolean
is_of (const KaijiTransferRow *row, Shown shown)
{
  switch (shown)
    {
    case SHOW_TAKEN:
      return row->take;
    case SHOW_WORDING:
      return row->state == KAIJI_MATCH_WORDING && !says_nothing (row);
    case SHOW_REPLACED:
      return kaiji_transfer_row_replaces (row);
    case SHOW_REQUIRED:
      return row->state == KAIJI_MATCH_REQUIRED;
    case SHOW_MOVED:
      return row->state == KAIJI_MATCH_MOVED;
    case SHOW_NEW:
      return row->state == KAIJI_MATCH_NEW;
    case SHOW_DROPPED:
      return row->state == KAIJI_MATCH_DROPPED;
    case SHOW_ALL:
    default:
      return !says_nothing (row);
    }
}

/* Compared are the company's answers that are not the same here and there. */
static gboolean
differs (KaijiTransferLine *line)
{
  const KaijiTransferRow *row = kaiji_transfer_line_get_row (line);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (!row->from || !row->to || row->to->scope != KAIJI_SCOPE_COMPANY || row->proposed)
    return FALSE;
  if (kaiji_transfer_line_is_done (line))
    return TRUE;
  if (row->to->kind == KAIJI_KIND_EVIDENCE)
    return row->can_take;
  one = kaiji_text_normalize (row->text);
  other = kaiji_text_normalize (row->existing);
  return !g_str_equal (one, other);
}

static gboolean
matches_query (KaijiTransferWindow *self, KaijiTransferLine *line)
{
  const KaijiTransferRow *row = kaiji_transfer_line_get_row (line);
  KaijiPrompt *prompt = row->to ? row->to : row->from;
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  if (!self->query || !*self->query)
    return TRUE;
  all = g_strjoin ("\n", prompt->id, prompt->item->name, prompt->text, row->text, row->existing,
                   NULL);
  folded = kaiji_text_fold (all);
  return strstr (folded, self->query) != NULL;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  KaijiTransferWindow *self = user_data;
  KaijiTransferLine *line = item;
  gboolean wanted = self->mode == KAIJI_TRANSFER_COMPARE
                        ? differs (line)
                        : is_of (kaiji_transfer_line_get_row (line),
                                 (Shown) gtk_drop_down_get_selected (self->filter));

  return wanted && matches_query (self, line);
}

static void
show_rows (KaijiTransferWindow *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "rows" : "empty");
}

static void
refilter (KaijiTransferWindow *self)
{
  gtk_filter_changed (GTK_FILTER (self->custom), GTK_FILTER_CHANGE_DIFFERENT);
  show_rows (self);
}

static void
query_changed_cb (KaijiTransferWindow *self)
{
  g_free (self->query);
  self->query = kaiji_text_fold (gtk_editable_get_text (self->search));
  refilter (self);
}

/* ---- what is said ---- */

static void
tell (KaijiTransferWindow *self, const char *text)
{
  gtk_label_set_label (self->bar_label, text);
  gtk_info_bar_set_message_type (self->bar, GTK_MESSAGE_ERROR);
  gtk_info_bar_set_revealed (self->bar, TRUE);
}

static void
show_counts (KaijiTransferWindow *self)
{
  KaijiTransferCounts counts;
  g_autofree char *text = NULL;

  if (self->mode == KAIJI_TRANSFER_COMPARE)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

      text = g_strdup_printf (ngettext ("%u answer differs", "%u answers differ", n), n);
    }
  else
    {
      kaiji_transfer_count (self->transfer, &counts);
      text = g_strdup_printf (_ ("To take over: %u answers (%u in place of another), %u citations, "
                                 "%u documents"),
                              counts.taken, counts.replaced, counts.citations, counts.evidence);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "transfer.apply",
                                     counts.taken > 0 && !self->cancellable);
    }
  gtk_label_set_label (self->count_label, text);
}

static void
fill_filter (KaijiTransferWindow *self)
{
  const char *const names[N_SHOWN] = {
    _ ("All"),
    _ ("To be taken over"),
    _ ("Wording changed"),
    _ ("Other answer here"),
    _ ("Required or optional changed"),
    _ ("Moved"),
    _ ("New"),
    _ ("Dropped"),
  };
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GPtrArray *rows = kaiji_transfer_get_rows (self->transfer);

  for (guint i = 0; i < N_SHOWN; i++)
    {
      g_autofree char *text = NULL;
      guint n = 0;

      for (guint j = 0; j < rows->len; j++)
        n += is_of (g_ptr_array_index (rows, j), (Shown) i);
      text = g_strdup_printf ("%s (%u)", names[i], n);
      gtk_string_list_append (model, text);
    }
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (model));
}

static void
show_original (KaijiTransferWindow *self)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new ();
  g_autoptr (KaijiCompare) compare = NULL;
  KaijiSession *holder;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (sessions, self->from);
  g_ptr_array_add (sessions, self->to);
  compare = kaiji_compare_new (sessions);
  holder = kaiji_compare_get_original (compare);
  if (!holder)
    return;
  title = kaiji_session_dup_title (holder);
  text = g_strdup_printf (_ ("The original of the registry certificate lies with “%s”."), title);
  gtk_label_set_label (self->original_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->original_label), TRUE);
}

static char *
describe_case (KaijiSession *session)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  g_autofree char *title = kaiji_session_dup_title (session);

  return g_strdup_printf ("%s (%s %s)", title, kaiji_scheme_get_name (scheme),
                          kaiji_scheme_get_revision (scheme));
}

static void
show_titles (KaijiTransferWindow *self)
{
  g_autofree char *from = describe_case (self->from);
  g_autofree char *to = describe_case (self->to);
  g_autofree char *text =
      g_strdup_printf (self->mode == KAIJI_TRANSFER_COMPARE ? "%s – %s" : "%s → %s", from, to);
  const char *title = self->mode == KAIJI_TRANSFER_COMPARE
                          ? _ ("The Company's Answers in Two Cases")
                          : _ ("Take Over Answers From Another Case");

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->subtitle_label, text);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* ---- doing ---- */

static void
set_busy (KaijiTransferWindow *self, gboolean busy)
{
  if (busy)
    self->cancellable = g_cancellable_new ();
  else
    g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !busy);
  gtk_widget_set_sensitive (self->tools, !busy);
  gtk_button_set_label (GTK_BUTTON (self->close_button), busy ? _ ("Cancel") : _ ("Close"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "transfer.apply", !busy);
}

static void
progress_cb (double fraction, G_GNUC_UNUSED const char *what, gpointer user_data)
{
  KaijiTransferWindow *self = user_data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), fraction);
}

static void
restore_decisions (KaijiTransferWindow *self)
{
  for (guint i = 0; i < self->decisions->len; i++)
    {
      g_autoptr (KaijiTransferLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      kaiji_transfer_line_get_row (line)->take = g_array_index (self->decisions, gboolean, i);
    }
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaijiTransferWindow) self = user_data;
  g_autoptr (KaijiTransferLine) single = g_steal_pointer (&self->single);
  g_autoptr (GError) error = NULL;
  gboolean done = kaiji_transfer_apply_finish (KAIJI_TRANSFER (source), result, &error);
  g_autofree char *text = NULL;
  KaijiTransferCounts counts;

  if (!self->transfer) /* the window is gone */
    return;
  set_busy (self, FALSE);
  kaiji_transfer_count (self->transfer, &counts);
  if (single)
    restore_decisions (self);
  if (!done)
    {
      show_counts (self);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tell (self, error->message);
      return;
    }
  if (single)
    {
      kaiji_transfer_line_set_done (single);
      show_counts (self);
      return;
    }
  text = g_strdup_printf (ngettext ("%u answer was taken over. Ctrl+Z takes it back.",
                                    "%u answers were taken over. Ctrl+Z takes all of them back.",
                                    counts.taken),
                          counts.taken);
  kaiji_session_tell (self->to, text, FALSE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
start (KaijiTransferWindow *self)
{
  gtk_info_bar_set_revealed (self->bar, FALSE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  set_busy (self, TRUE);
  kaiji_transfer_apply_async (self->transfer, self->cancellable, progress_cb, self, applied_cb,
                              g_object_ref (self));
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiTransferWindow *self = KAIJI_TRANSFER_WINDOW (widget);

  if (!self->cancellable && self->mode == KAIJI_TRANSFER_TAKE_OVER)
    start (self);
}

/* One line at once: for as long as it takes it is the only one that is decided for. */
static void
take_over_cb (KaijiTransferWindow *self, KaijiTransferLine *line)
{
  if (self->cancellable)
    return;
  g_array_set_size (self->decisions, 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (KaijiTransferLine) one = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      KaijiTransferRow *row = kaiji_transfer_line_get_row (one);

      g_array_append_val (self->decisions, row->take);
      row->take = one == line;
    }
  self->single = g_object_ref (line);
  start (self);
}

static void
decide_shown (KaijiTransferWindow *self, gboolean take)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (KaijiTransferLine) line = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      g_signal_handlers_block_matched (line, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
      kaiji_transfer_line_set_take (line, take);
      g_signal_handlers_unblock_matched (line, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
    }
  show_counts (self);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide_shown (KAIJI_TRANSFER_WINDOW (widget), g_str_equal (name, "transfer.take-shown"));
}

/* Work that is under way is given up; otherwise the window closes. */
static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
close_request_cb (KaijiTransferWindow *self)
{
  if (!self->cancellable)
    return FALSE;
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* ---- the list ---- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KaijiTransferWindow *self = user_data;

  gtk_list_item_set_child (item,
                           kaiji_transfer_line_view_new (self->mode == KAIJI_TRANSFER_COMPARE));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  KaijiTransferLine *line = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_widget_get_parent (child);
  g_autofree char *name = g_strdup_printf ("%s, %s", kaiji_transfer_line_get_text (line),
                                           kaiji_transfer_line_describe (line));

  kaiji_transfer_line_view_set_line (KAIJI_TRANSFER_LINE_VIEW (child), line);
  if (row)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  kaiji_transfer_line_view_set_line (KAIJI_TRANSFER_LINE_VIEW (gtk_list_item_get_child (item)),
                                     NULL);
}

/* Enter on a row turns its decision round, or takes it over. */
static void
activate_cb (KaijiTransferWindow *self, guint position)
{
  g_autoptr (KaijiTransferLine) line = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (!line || !kaiji_transfer_line_get_row (line)->can_take)
    return;
  if (self->mode == KAIJI_TRANSFER_TAKE_OVER)
    kaiji_transfer_line_set_take (line, !kaiji_transfer_line_get_row (line)->take);
  else if (!kaiji_transfer_line_is_done (line))
    take_over_cb (self, line);
}

static void
fill (KaijiTransferWindow *self)
{
  GPtrArray *rows = kaiji_transfer_get_rows (self->transfer);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (KaijiTransferLine) line = kaiji_transfer_line_new (self->transfer, i);

      g_signal_connect_object (line, "notify::take", G_CALLBACK (show_counts), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (line, "take-over", G_CALLBACK (take_over_cb), self,
                               G_CONNECT_SWAPPED);
      g_list_store_append (self->lines, line);
    }
}

static void
bar_response_cb (GtkInfoBar *bar, int response, gpointer user_data)
{
  gtk_info_bar_set_revealed (bar, FALSE);
}

/* ---- the window ---- */

static void
kaiji_transfer_window_dispose (GObject *object)
{
  KaijiTransferWindow *self = KAIJI_TRANSFER_WINDOW (object);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (self->cancellable);
  if (self->list)
    gtk_list_view_set_model (self->list, NULL);
  if (self->custom)
    gtk_custom_filter_set_filter_func (self->custom, NULL, NULL, NULL);
  g_clear_object (&self->transfer);
  g_clear_object (&self->shown);
  g_clear_object (&self->lines);
  g_clear_object (&self->custom);
  g_clear_object (&self->single);
  if (self->from && !kaiji_session_close (self->from, &error))
    g_message ("%s", error->message);
  g_clear_object (&self->from);
  g_clear_object (&self->to);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->decisions, g_array_unref);
  G_OBJECT_CLASS (kaiji_transfer_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, close_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, apply_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, bar_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, tools);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, filter);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, search);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, take_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, leave_button);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, original_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, list);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, empty_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, KaijiTransferWindow, progress);
}

static void
kaiji_transfer_window_class_init (KaijiTransferWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_transfer_window_dispose;
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/transfer-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "transfer.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "transfer.take-shown", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "transfer.leave-shown", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "transfer.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "transfer.apply", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
kaiji_transfer_window_init (KaijiTransferWindow *self)
{
  GtkListItemFactory *factory;

  self->decisions = g_array_new (FALSE, FALSE, sizeof (gboolean));
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  kaiji_drop_down_name_button (self->filter);
  self->lines = g_list_store_new (KAIJI_TYPE_TRANSFER_LINE);
  self->custom = gtk_custom_filter_new (filter_cb, self, NULL);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->lines)),
                                           GTK_FILTER (g_object_ref (self->custom)));
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (query_changed_cb), self);
  g_signal_connect (self->bar, "response", G_CALLBACK (bar_response_cb), NULL);
}

/** kaiji_transfer_window_new: Returns: (transfer none): a window that GTK keeps, not shown yet. */
GtkWidget *
kaiji_transfer_window_new (GtkWindow *parent,
                           KaijiSession *from,
                           KaijiSession *to,
                           KaijiTransferMode mode)
{
  KaijiTransferWindow *self =
      g_object_new (KAIJI_TYPE_TRANSFER_WINDOW, "transient-for", parent, NULL);
  gboolean compare = mode == KAIJI_TRANSFER_COMPARE;
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->from = g_object_ref (from);
  self->to = g_object_ref (to);
  self->mode = mode;
  self->transfer = kaiji_transfer_new (from, to, NULL, NULL); /* fails for a section only */
  fill (self);
  fill_filter (self);
  show_titles (self);
  show_original (self);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), !compare);
  gtk_widget_set_visible (self->take_button, !compare);
  gtk_widget_set_visible (self->leave_button, !compare);
  gtk_widget_set_visible (self->apply_button, !compare);
  gtk_label_set_label (self->empty_label,
                       compare ? _ ("What the two cases say of the company is the same.")
                               : _ ("There is no row like that."));
  g_signal_connect_swapped (self->filter, "notify::selected", G_CALLBACK (refilter), self);
  selection =
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown))));
  gtk_list_view_set_model (self->list, selection);
  refilter (self);
  show_counts (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return GTK_WIDGET (self);
}

/** kaiji_transfer_window_get_transfer: Returns: (transfer none): the plan. */
KaijiTransfer *
kaiji_transfer_window_get_transfer (KaijiTransferWindow *self)
{
  return self->transfer;
}

/** kaiji_transfer_window_get_lines: Returns: (transfer none): the lines that are shown. */
GListModel *
kaiji_transfer_window_get_lines (KaijiTransferWindow *self)
{
  return G_LIST_MODEL (self->shown);
}

/* ---- opening ---- */

/** kaiji_transfer_window_open: shows the window over the case at @path, or says why not. */
void
kaiji_transfer_window_open (GtkWindow *parent,
                            KaijiSession *to,
                            const char *path,
                            KaijiSchemeLibrary *library,
                            KaijiDate today,
                            KaijiTransferMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) own = g_file_new_for_path (kaiji_session_get_path (to));
  g_autoptr (KaijiSession) from = NULL;

  if (g_file_equal (file, own))
    {
      kaiji_dialog_message (parent, _ ("That is this case itself."),
                            _ ("Choose the file of another case."), NULL, NULL, NULL);
      return;
    }
  from = kaiji_session_open (path, TRUE, library, NULL, today, &error);
  if (!from)
    {
      kaiji_dialog_message (parent, _ ("The other case cannot be opened."), error->message, NULL,
                            NULL, NULL);
      return;
    }
  gtk_window_present (GTK_WINDOW (kaiji_transfer_window_new (parent, from, to, mode)));
}

typedef struct
{
  GtkWindow *parent;
  KaijiSession *to;
  KaijiSchemeLibrary *library; /* the program's */
  KaijiDate today;
  KaijiTransferMode mode;
} Choice;

static void
chosen_cb (GFile *file, gpointer user_data)
{
  Choice *choice = user_data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && gtk_widget_get_visible (GTK_WIDGET (choice->parent)))
    kaiji_transfer_window_open (choice->parent, choice->to, path, choice->library, choice->today,
                                choice->mode);
  g_object_unref (choice->parent);
  g_object_unref (choice->to);
  g_free (choice);
}

/** kaiji_transfer_window_choose: asks for the other case first. */
void
kaiji_transfer_window_choose (GtkWindow *parent,
                              KaijiSession *to,
                              KaijiSchemeLibrary *library,
                              KaijiDate today,
                              KaijiTransferMode mode)
{
  const KaijiFileFilter filters[] = { { _ ("Kaiji cases"), "kaiji" } };
  Choice *choice = g_new0 (Choice, 1);

  choice->parent = g_object_ref (parent);
  choice->to = g_object_ref (to);
  choice->library = library;
  choice->today = today;
  choice->mode = mode;
  kaiji_dialog_open_file (parent,
                          mode == KAIJI_TRANSFER_COMPARE ? _ ("Case to Compare With")
                                                         : _ ("Case to Take Over From"),
                          filters, G_N_ELEMENTS (filters), chosen_cb, choice);
}
