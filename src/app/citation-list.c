/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all citations.
 *
 * 1. What stands in it is made by jobs/cited.h; here is only which of it is shown.
 * 2. While it is not on the screen nothing is worked out; when it comes back all is.
 * 3. The line that was selected stays selected as long as it is shown.
 * 4. Other lines come in slices, a frame each, those about the selected one first: GTK 4.8 makes two
 *    hundred lines at once, which takes longer than a frame. What is shown is always one stretch of
 *    what was found. */
#include "app/citation-list.h"

#include <glib/gi18n-lib.h>

#include "app/citation-row.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

/* Lines that come in a frame; together they fill the part of the screen that the list has. */
#define SLICE 24
/* So many lines GTK makes widgets for; all others come at once. */
#define DEAR 208
/* Lines above the selected one; up to so many the list begins with its first line. */
#define ABOVE 2
#define NEAR_TOP 6

struct _KaijiCitationList
{
  GtkWidget parent_instance;

  KaijiSession *session;
  GPtrArray *rows; /* all of them */
  guint counts[KAIJI_CITED_N_FILTERS];
  KaijiCitedFilter filter;
  char **words;     /* (nullable) of the search field, folded */
  GPtrArray *found; /* what passes filter and words */
  GListStore *shown;
  guint first; /* of those found: where those shown begin */
  guint tick;
  GtkSingleSelection *selection;
  guint update_source;
  gboolean stale;

  GtkBox *box;
  GtkBox *filter_box;
  GtkToggleButton *filters[KAIJI_CITED_N_FILTERS];
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *empty_label;
};

G_DEFINE_FINAL_TYPE (KaijiCitationList, kaiji_citation_list, GTK_TYPE_WIDGET)

static guint signal_closed;

static const char *
get_filter_name (KaijiCitedFilter filter)
{
  switch (filter)
    {
    case KAIJI_CITED_UNREAD:
      return C_ ("filter of citations", "Unread");
    case KAIJI_CITED_CHANGED:
      return C_ ("filter of citations", "To be confirmed");
    case KAIJI_CITED_UNUSED:
      return C_ ("filter of citations", "Unused evidence");
    case KAIJI_CITED_MISSING:
      return C_ ("filter of citations", "Prompts without");
    default:
      return C_ ("filter of citations", "All");
    }
}

static const char *
get_empty_text (KaijiCitationList *self)
{
  if (self->words != NULL)
    return _ ("No line holds these words.");
  switch (self->filter)
    {
    case KAIJI_CITED_UNREAD:
      return _ ("The page of every citation was opened at its present place.");
    case KAIJI_CITED_CHANGED:
      return _ ("No citation has to be confirmed.");
    case KAIJI_CITED_UNUSED:
      return _ ("All evidence is cited.");
    case KAIJI_CITED_MISSING:
      return _ ("Every answer that needs a citation has one.");
    default:
      return _ ("Nothing is cited yet. Go to a field, show the page that proves it, and press "
                "Ctrl+E.");
    }
}

static void
show_counts (KaijiCitationList *self)
{
  for (guint i = 0; i < KAIJI_CITED_N_FILTERS; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %u", get_filter_name (i), self->counts[i]);

      gtk_button_set_label (GTK_BUTTON (self->filters[i]), label);
    }
}

/* (transfer full) (nullable) */
static KaijiCitedRow *
dup_selected (KaijiCitationList *self)
{
  KaijiCitedRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? g_object_ref (row) : NULL;
}

/* ---- slices ---- */

static guint
count_shown (KaijiCitationList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->shown));
}

/* Shows those found from @first until @end, which hold those that are shown. */
static void
extend (KaijiCitationList *self, guint first, guint end)
{
  guint shown = self->first + count_shown (self);

  g_list_store_splice (self->shown, count_shown (self), 0, self->found->pdata + shown, end - shown);
  g_list_store_splice (self->shown, 0, 0, self->found->pdata + first, self->first - first);
  self->first = first;
}

static gboolean
extend_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KaijiCitationList *self = KAIJI_CITATION_LIST (widget);
  guint n = count_shown (self);
  guint end = self->first + n;

  if (n >= DEAR)
    extend (self, 0, self->found->len);
  else if (end < self->found->len)
    extend (self, self->first, MIN (end + SLICE, self->found->len));
  else
    extend (self, self->first - MIN (self->first, SLICE), end);
  if (count_shown (self) < self->found->len)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
stop_extending (KaijiCitationList *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

/* Shows those found instead of those shown; @selected of them is selected. */
static void
replace (KaijiCitationList *self, guint selected, gboolean in_slices)
{
  guint end = self->found->len;

  stop_extending (self);
  self->first = 0;
  if (in_slices && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->first = selected < NEAR_TOP || end == 0 ? 0 : selected - ABOVE;
      end = MIN (self->first + SLICE, end);
    }
  g_list_store_splice (self->shown, 0, count_shown (self), self->found->pdata + self->first,
                       end - self->first);
  if (self->found->len > 0)
    gtk_single_selection_set_selected (self->selection, selected - self->first);
  if (end - self->first < self->found->len)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), extend_cb, NULL, NULL);
}

/* @anew: others than before are looked for; else the same ones, which may have changed. */
static void
show_rows (KaijiCitationList *self, gboolean anew)
{
  g_autoptr (KaijiCitedRow) selected = dup_selected (self);
  guint before = gtk_single_selection_get_selected (self->selection);
  guint position = GTK_INVALID_LIST_POSITION;

  if (before != GTK_INVALID_LIST_POSITION)
    before += self->first;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->rows->len; i++)
    {
      KaijiCitedRow *row = g_ptr_array_index (self->rows, i);

      if (!kaiji_cited_row_matches (row, self->filter, self->words))
        continue;
      if (selected != NULL && kaiji_cited_row_is_same (row, selected))
        position = self->found->len;
      g_ptr_array_add (self->found, g_object_ref (row));
    }
  /* One that is read, or cited, leaves its list: the next one takes its place. */
  if (position == GTK_INVALID_LIST_POSITION && self->found->len > 0)
    position = anew || before == GTK_INVALID_LIST_POSITION ? 0 : MIN (before, self->found->len - 1);
  replace (self, position, anew);
  gtk_label_set_text (self->empty_label, get_empty_text (self));
  gtk_stack_set_visible_child_name (self->stack, self->found->len > 0 ? "list" : "empty");
}

static void
update (KaijiCitationList *self)
{
  self->stale = FALSE;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = kaiji_cited_list (self->session, self->counts);
  show_counts (self);
  show_rows (self, FALSE);
}

static gboolean
update_cb (gpointer data)
{
  KaijiCitationList *self = data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (KaijiCitationList *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->update_source == 0)
    self->update_source = g_idle_add (update_cb, self);
}

static void
activate_cb (KaijiCitationList *self, guint position)
{
  g_autoptr (KaijiCitedRow) row = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  const KaijiCitedInfo *info = row != NULL ? kaiji_cited_row_get_info (row) : NULL;

  if (info == NULL)
    return;
  if (info->citation != NULL)
    kaiji_session_reveal_citation (self->session, info->citation);
  else if (info->evidence != NULL)
    kaiji_session_reveal_evidence (self->session, kaiji_evidence_get_info (info->evidence)->id, 0);
  else
    kaiji_session_reveal_target (self->session, info->target);
}

static void
reveal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiCitationList *self = KAIJI_CITATION_LIST (widget);
  g_autoptr (KaijiCitedRow) row = dup_selected (self);
  const KaijiCitedInfo *info = row != NULL ? kaiji_cited_row_get_info (row) : NULL;

  if (info != NULL && *info->target != '\0')
    kaiji_session_reveal_target (self->session, info->target);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signal_closed, 0);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (KAIJI_CITATION_LIST (widget)->search_entry));
}

static void
search_changed_cb (KaijiCitationList *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  self->words = kaiji_cited_dup_words (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  show_rows (self, TRUE);
}

static void
stop_search_cb (KaijiCitationList *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    g_signal_emit (self, signal_closed, 0);
}

static void
search_activate_cb (KaijiCitationList *self)
{
  kaiji_citation_list_focus (self);
}

static void
filter_toggled_cb (GtkToggleButton *button, KaijiCitationList *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < KAIJI_CITED_N_FILTERS; i++)
    if (self->filters[i] == button)
      self->filter = (KaijiCitedFilter) i;
  if (self->rows != NULL)
    show_rows (self, TRUE);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, kaiji_citation_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  kaiji_citation_row_set (KAIJI_CITATION_ROW (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
kaiji_citation_list_map (GtkWidget *widget)
{
  KaijiCitationList *self = KAIJI_CITATION_LIST (widget);

  GTK_WIDGET_CLASS (kaiji_citation_list_parent_class)->map (widget);
  if (self->stale)
    queue_update (self);
}

static gboolean
kaiji_citation_list_grab_focus (GtkWidget *widget)
{
  kaiji_citation_list_focus (KAIJI_CITATION_LIST (widget));
  return TRUE;
}

static void
kaiji_citation_list_dispose (GObject *object)
{
  KaijiCitationList *self = KAIJI_CITATION_LIST (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  stop_extending (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAIJI_TYPE_CITATION_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_citation_list_parent_class)->dispose (object);
}

static void
kaiji_citation_list_class_init (KaijiCitationListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_citation_list_dispose;
  widget_class->map = kaiji_citation_list_map;
  widget_class->grab_focus = kaiji_citation_list_grab_focus;
  signal_closed = g_signal_new ("closed", KAIJI_TYPE_CITATION_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "citationlist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/citation-list.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiCitationList, name)
  BIND (box);
  BIND (filter_box);
  BIND (search_entry);
  BIND (stack);
  BIND (list_view);
  BIND (empty_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_install_action (widget_class, "citations.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "citations.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (widget_class, "citations.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "citations.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "citations.reveal", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK,
                                       "citations.search", NULL);
}

static void
add_filters (KaijiCitationList *self)
{
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (linked, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (linked), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which lines are shown"), -1);
  for (guint i = 0; i < KAIJI_CITED_N_FILTERS; i++)
    {
      self->filters[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      gtk_toggle_button_set_group (self->filters[i], i > 0 ? self->filters[0] : NULL);
      gtk_box_append (GTK_BOX (linked), GTK_WIDGET (self->filters[i]));
    }
  gtk_toggle_button_set_active (self->filters[KAIJI_CITED_ALL], TRUE);
  for (guint i = 0; i < KAIJI_CITED_N_FILTERS; i++)
    g_signal_connect_object (self->filters[i], "toggled", G_CALLBACK (filter_toggled_cb), self, 0);
  gtk_box_append (self->filter_box, linked);
}

static void
kaiji_citation_list_init (KaijiCitationList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *heading;

  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  self->found = g_ptr_array_new ();
  self->shown = g_list_store_new (KAIJI_TYPE_CITED_ROW);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  add_filters (self);
  heading = kaiji_citation_row_new_heading ();
  gtk_box_insert_child_after (self->box, heading,
                              gtk_widget_get_first_child (GTK_WIDGET (self->box)));
}

/**
 * kaiji_citation_list_new:
 * @session: the session
 *
 * Returns: (transfer floating): the list of its case
 */
GtkWidget *
kaiji_citation_list_new (KaijiSession *session)
{
  KaijiCitationList *self = g_object_new (KAIJI_TYPE_CITATION_LIST, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (kaiji_session_get_source (session), "changed", G_CALLBACK (queue_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "findings-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "citation-read", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/** kaiji_citation_list_set_filter: @filter: which lines are shown from now on */
void
kaiji_citation_list_set_filter (KaijiCitationList *self, KaijiCitedFilter filter)
{
  gtk_toggle_button_set_active (self->filters[filter], TRUE);
}

/** kaiji_citation_list_focus: puts the keyboard to the lines, or to the filters when there are
 * none. */
void
kaiji_citation_list_focus (KaijiCitationList *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (self->found->len == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->filters[self->filter]));
      return;
    }
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", selected);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/** kaiji_citation_list_get_n_shown: Returns: number of lines that pass the filter */
guint
kaiji_citation_list_get_n_shown (KaijiCitationList *self)
{
  return self->found->len;
}
