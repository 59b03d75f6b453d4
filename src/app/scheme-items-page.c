/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of a scheme.
 *
 * 1. Through a long list the filter works in idle turns; nothing waits for it.
 * 2. The details follow the selection, and the selection stays on an item that is shown. */
#include "app/scheme-items-page.h"

#include <glib/gi18n-lib.h>

#include "app/fact-list.h"
#include "app/scheme-entry.h"
#include "app/scheme-facts.h"
#include "core/text.h"
#include "widgets/drop-down.h"
#include "widgets/paragraph.h"

#define DETAILS_WIDTH 320
/* Up to here a filter is quicker than a frame. */
#define ITEMS_AT_ONCE 400

struct _KaijiSchemeItemsPage
{
  GtkWidget parent_instance;

  KaijiScheme *scheme;
  GListStore *entries;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  char **words; /* each folded */

  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *which;
  GtkWidget *count;
  GtkWidget *list;
  GtkWidget *stack;
  GtkWidget *title;
  KaijiFactList *details;
};

G_DEFINE_FINAL_TYPE (KaijiSchemeItemsPage, kaiji_scheme_items_page, GTK_TYPE_WIDGET)

static gboolean
is_wanted (KaijiItem *item, KaijiSchemeItemFilter which)
{
  if (item->section->form_a != (which == KAIJI_SCHEME_ITEMS_FORM_A))
    return FALSE;
  switch (which)
    {
    case KAIJI_SCHEME_ITEMS_REQUIRED:
      return item->required;
    case KAIJI_SCHEME_ITEMS_GATE:
      return item->gate;
    case KAIJI_SCHEME_ITEMS_UNVERIFIED:
      return item->verified == KAIJI_VERIFIED_UNVERIFIED;
    case KAIJI_SCHEME_ITEMS_ALL:
    case KAIJI_SCHEME_ITEMS_FORM_A:
    default:
      return TRUE;
    }
}

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  KaijiSchemeItemsPage *self = user_data;

  return is_wanted (kaiji_scheme_entry_get_item (item),
                    gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which)))
         && (!self->words[0] || kaiji_scheme_entry_has_words (item, self->words));
}

static void
update_count (KaijiSchemeItemsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  gboolean busy = gtk_filter_list_model_get_pending (self->filtered) > 0;
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u item", "%u items", n), n);

  gtk_label_set_label (GTK_LABEL (self->count), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 || busy ? "list" : "nothing");
}

static void
show_details (KaijiSchemeItemsPage *self)
{
  KaijiSchemeEntry *entry = gtk_single_selection_get_selected_item (self->selection);
  KaijiItem *item = entry ? kaiji_scheme_entry_get_item (entry) : NULL;
  g_autofree char *title = NULL;

  if (!item)
    title = g_strdup ("");
  else if (item->number > 0)
    title = g_strdup_printf ("%u %s", item->number, item->name);
  else
    title = g_strdup (item->name);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  kaiji_fact_list_show (self->details, item ? kaiji_scheme_facts_of_item (self->scheme, item)
                                            : kaiji_fact_array_new ());
}

static void
filter_changed_cb (KaijiSchemeItemsPage *self)
{
  g_autofree char *text =
      kaiji_text_normalize (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_strfreev (self->words);
  self->words = g_strsplit (text, " ", -1);
  for (char **word = self->words; *word; word++)
    {
      char *folded = kaiji_text_fold (*word);
      g_free (*word);
      *word = folded;
    }
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_count (self);
}

/* From the search to what was found. */
static gboolean
search_key_cb (GtkEventControllerKey *keys,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               KaijiSchemeItemsPage *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static void
stop_search_cb (KaijiSchemeItemsPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)))
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

/**
 * kaiji_scheme_items_page_set_scheme:
 * @self: a page
 * @scheme: the scheme whose items are shown; search and filter stay
 */
void
kaiji_scheme_items_page_set_scheme (KaijiSchemeItemsPage *self, KaijiScheme *scheme)
{
  GPtrArray *items = kaiji_scheme_get_items (scheme);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KaijiScheme) old = self->scheme;

  self->scheme = kaiji_scheme_ref (scheme);
  gtk_filter_list_model_set_incremental (self->filtered, items->len > ITEMS_AT_ONCE);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (entries, kaiji_scheme_entry_new (g_ptr_array_index (items, i)));
  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)),
                       entries->pdata, entries->len);
  gtk_single_selection_set_selected (self->selection, 0);
  show_details (self);
  update_count (self);
}

/** kaiji_scheme_items_page_set_filter: shows all items that @filter lets through. */
void
kaiji_scheme_items_page_set_filter (KaijiSchemeItemsPage *self, KaijiSchemeItemFilter filter)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which), filter);
  filter_changed_cb (self);
}

/** kaiji_scheme_items_page_focus_search: puts the keyboard into the search. */
void
kaiji_scheme_items_page_focus_search (KaijiSchemeItemsPage *self)
{
  gtk_widget_grab_focus (self->search);
}

/** kaiji_scheme_items_page_get_n_shown: Returns: how many items search and filter let through */
guint
kaiji_scheme_items_page_get_n_shown (KaijiSchemeItemsPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

static GtkWidget *
create_tools (KaijiSchemeItemsPage *self)
{
  const char *const filters[] = { _ ("All items"),       _ ("Required only"), _ ("Gate items only"),
                                  _ ("Unverified only"), _ ("Form A"),        NULL };
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (tools, "tool-line");
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search items"), "max-width-chars", 28, NULL);
  gtk_widget_set_valign (self->search, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search items"), -1);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  self->which = gtk_drop_down_new_from_strings (filters);
  gtk_widget_set_valign (self->which, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->which), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which items are shown"), -1);
  kaiji_drop_down_name_button (GTK_DROP_DOWN (self->which));
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (self->count, "tabular");
  gtk_label_set_width_chars (GTK_LABEL (self->count), 7);
  gtk_label_set_xalign (GTK_LABEL (self->count), 1);
  gtk_box_append (GTK_BOX (tools), self->search);
  gtk_box_append (GTK_BOX (tools), self->which);
  gtk_box_append (GTK_BOX (tools), self->count);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->which, "notify::selected", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return tools;
}

static GtkWidget *
create_list (KaijiSchemeItemsPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *nothing = gtk_label_new (_ ("No item matches the search."));

  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                  kaiji_scheme_entry_factory_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Items"), -1);
  gtk_widget_add_css_class (self->list, "scheme-rows");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_add_css_class (nothing, "dim-label");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "nothing");
  return self->stack;
}

static GtkWidget *
create_details (KaijiSchemeItemsPage *self)
{
  GtkWidget *details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *facts = kaiji_fact_list_new (_ ("Details of the item"), TRUE);

  self->title = kaiji_paragraph_new (NULL);
  gtk_widget_add_css_class (self->title, "details-title");
  self->details = KAIJI_FACT_LIST (facts);
  gtk_widget_set_vexpand (facts, TRUE);
  gtk_box_append (GTK_BOX (details), self->title);
  gtk_box_append (GTK_BOX (details), facts);
  gtk_widget_add_css_class (details, "details");
  gtk_widget_set_size_request (details, DETAILS_WIDTH, -1);
  return details;
}

static void
kaiji_scheme_items_page_dispose (GObject *object)
{
  KaijiSchemeItemsPage *self = KAIJI_SCHEME_ITEMS_PAGE (object);

  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->scheme, kaiji_scheme_unref);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (kaiji_scheme_items_page_parent_class)->dispose (object);
}

static void
kaiji_scheme_items_page_class_init (KaijiSchemeItemsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_scheme_items_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
kaiji_scheme_items_page_init (KaijiSchemeItemsPage *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->words = g_new0 (char *, 1);
  self->entries = g_list_store_new (KAIJI_TYPE_SCHEME_ENTRY);
  self->box = paned;
  gtk_box_append (GTK_BOX (left), create_tools (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->entries)),
                                              g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_box_append (GTK_BOX (left), create_list (self));
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_widget_set_size_request (left, 380, -1);
  gtk_paned_set_start_child (GTK_PANED (paned), left);
  gtk_paned_set_end_child (GTK_PANED (paned), create_details (self));
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (paned), TRUE);
  gtk_widget_set_parent (paned, GTK_WIDGET (self));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (show_details),
                            self);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filtered, "notify::pending", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
}

/** kaiji_scheme_items_page_new: Returns: (transfer floating): a page that shows nothing yet */
GtkWidget *
kaiji_scheme_items_page_new (void)
{
  return g_object_new (KAIJI_TYPE_SCHEME_ITEMS_PAGE, NULL);
}
