/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search over the form: numbers, items, prompts and what was answered, compared as
 * kaiji_text_fold() does. One line an item; the first prompt that matches is where it leads. */

#include "app/item-search.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "core/text.h"
#include "scheme/table.h"
#include "widgets/paragraph.h"
#include "widgets/tooltip.h"

#define MAX_RESULTS 60

struct _KaijiItemSearch
{
  GtkWidget parent_instance;

  KaijiSession *session;
  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *none;
  guint n_results;
};

G_DEFINE_FINAL_TYPE (KaijiItemSearch, kaiji_item_search, GTK_TYPE_WIDGET)

static GtkWidget *
create_line (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
create_row (const KaijiPrompt *prompt, const char *answer)
{
  const KaijiItem *item = prompt->item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = item->number ? g_strdup_printf ("%u  %s", item->number, item->name)
                                        : g_strdup (*item->name ? item->name : prompt->text);
  g_autofree char *place = *answer ? g_strdup_printf ("%s › %s", item->section->name, answer)
                                   : g_strdup_printf ("%s › %s", item->section->name, prompt->text);

  g_strdelimit (place, "\n\r", ' ');
  gtk_box_append (GTK_BOX (box), create_line (title, "strong"));
  gtk_box_append (GTK_BOX (box), create_line (place, "dim-label"));
  kaiji_tooltip_set (box, prompt->text);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (row), "target", (gpointer) prompt->id);
  return row;
}

static gboolean
contains (const char *text, const char *query)
{
  g_autofree char *folded = text && *text ? kaiji_text_fold (text) : NULL;

  return folded && strstr (folded, query);
}

static void
clear (KaijiItemSearch *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  self->n_results = 0;
}

/* One row for an item, for the first of its prompts that is meant. */
static void
add_item (KaijiItemSearch *self, KaijiItem *item, const char *query, gboolean by_item)
{
  KaijiCaseSource *source = kaiji_session_get_source (self->session);
  KaijiChecker *checker = kaiji_session_get_checker (self->session);

  for (guint j = 0; j < item->prompts->len; j++)
    {
      KaijiPrompt *prompt = g_ptr_array_index (item->prompts, j);
      g_autofree char *answer =
          kaiji_table_dup_shown (prompt, kaiji_case_source_get_answer (source, prompt->id));
      gboolean by_answer = contains (answer, query);

      if (!by_item && !by_answer && !contains (prompt->text, query))
        continue;
      if (!kaiji_checker_is_visible (checker, prompt))
        continue;
      gtk_list_box_append (self->list, create_row (prompt, by_answer ? answer : ""));
      self->n_results++;
      return;
    }
}

/* The item whose number was typed stands first, since Enter goes there; answers are full of numbers. */
static void
search (KaijiItemSearch *self)
{
  GPtrArray *items = kaiji_scheme_get_items (kaiji_session_get_scheme (self->session));
  g_autofree char *query = kaiji_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  guint number = strtoul (query, NULL, 10);

  clear (self);
  for (guint i = 0; number && i < items->len; i++)
    {
      KaijiItem *item = g_ptr_array_index (items, i);

      if (item->number == number)
        add_item (self, item, query, TRUE);
    }
  for (guint i = 0; *query && i < items->len && self->n_results < MAX_RESULTS; i++)
    {
      KaijiItem *item = g_ptr_array_index (items, i);

      if (number == 0 || item->number != number)
        add_item (self, item, query, contains (item->name, query));
    }
  gtk_widget_set_visible (self->scroller, self->n_results > 0);
  gtk_widget_set_visible (self->none, *query && self->n_results == 0);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
reveal (KaijiItemSearch *self, GtkListBoxRow *row)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  const char *target = g_object_get_data (G_OBJECT (row), "target");

  if (popover)
    gtk_popover_popdown (GTK_POPOVER (popover));
  kaiji_session_reveal_target (self->session, target);
}

static void
stop_cb (KaijiItemSearch *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaijiItemSearch *self)
{
  reveal (self, row);
}

static void
entry_activated_cb (GtkSearchEntry *entry, KaijiItemSearch *self)
{
  GtkListBoxRow *row;

  search (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (row)
    reveal (self, row);
}

static void
step_cb (GtkSearchEntry *entry, KaijiItemSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KaijiItemSearch *self)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  step_cb (NULL, self);
  return GDK_EVENT_STOP;
}

static gboolean
kaiji_item_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KAIJI_ITEM_SEARCH (widget)->entry);
}

static void
kaiji_item_search_dispose (GObject *object)
{
  KaijiItemSearch *self = KAIJI_ITEM_SEARCH (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kaiji_item_search_parent_class)->dispose (object);
}

static void
kaiji_item_search_class_init (KaijiItemSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_item_search_dispose;
  widget_class->grab_focus = kaiji_item_search_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
}

static void
kaiji_item_search_init (KaijiItemSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_size_request (self->box, 420, -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Number, item, prompt, answer"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search items"), -1);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Items found"), -1);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  self->scroller = gtk_scrolled_window_new ();
  g_object_set (self->scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height",
                TRUE, "max-content-height", 420, "visible", FALSE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  self->none = gtk_label_new (_ ("No item is found. Try a part of the word or the item's number."));
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (self->none));
  gtk_label_set_max_width_chars (GTK_LABEL (self->none), 30);
  gtk_widget_add_css_class (self->none, "dim-label");
  gtk_widget_set_visible (self->none, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->none);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stop_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect (self->entry, "next-match", G_CALLBACK (step_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

/** kaiji_item_search_new: Returns: (transfer floating): a search over the form of @session. */
GtkWidget *
kaiji_item_search_new (KaijiSession *session)
{
  KaijiItemSearch *self = g_object_new (KAIJI_TYPE_ITEM_SEARCH, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/** kaiji_item_search_set_text: searches for @text at once. */
void
kaiji_item_search_set_text (KaijiItemSearch *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  search (self);
}

/** kaiji_item_search_get_n_results: Returns: how many items are listed. */
guint
kaiji_item_search_get_n_results (KaijiItemSearch *self)
{
  return self->n_results;
}
