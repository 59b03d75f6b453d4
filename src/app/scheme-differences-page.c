/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two tables side by side.
 *
 * 1. The tables are compared in a thread; a comparison that is not wanted any more is given up.
 * 2. Entries borrow from the matching: both are changed together. */
#include "app/scheme-differences-page.h"

#include <glib/gi18n-lib.h>

#include "app/fact-list.h"
#include "app/scheme-entry.h"
#include "app/scheme-facts.h"
#include "scheme/match.h"
#include "widgets/drop-down.h"
#include "widgets/paragraph.h"
#include "widgets/tooltip.h"

#define DETAILS_WIDTH 300

typedef enum
{
  SHOW_CHANGED,
  SHOW_NEW,
  SHOW_DROPPED,
  SHOW_REWORDED,
  SHOW_REQUIRED,
  SHOW_MOVED,
  SHOW_SAME,
} Show;

#define REWORDED \
  (KAIJI_CHANGED_NAME | KAIJI_CHANGED_TEXT | KAIJI_CHANGED_KIND | KAIJI_CHANGED_PROMPTS)

struct _KaijiSchemeDifferencesPage
{
  GtkWidget parent_instance;

  GPtrArray *schemes; /* (nullable) KaijiScheme */
  KaijiMatching *matching;
  GCancellable *comparing;
  GListStore *entries;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;

  GtkWidget *box;
  GtkWidget *from;
  GtkWidget *to;
  GtkWidget *which;
  GtkWidget *summary;
  GtkWidget *stack;
  GtkWidget *nothing;
  GtkWidget *title;
  KaijiFactList *details;
};

G_DEFINE_FINAL_TYPE (KaijiSchemeDifferencesPage, kaiji_scheme_differences_page, GTK_TYPE_WIDGET)

static gboolean
is_wanted (const KaijiItemMatch *match, Show show)
{
  gboolean both = match->from && match->to;

  switch (show)
    {
    case SHOW_NEW:
      return match->state == KAIJI_MATCH_NEW;
    case SHOW_DROPPED:
      return match->state == KAIJI_MATCH_DROPPED;
    case SHOW_REWORDED:
      return both && match->changes & REWORDED;
    case SHOW_REQUIRED:
      return both && match->changes & KAIJI_CHANGED_REQUIRED;
    case SHOW_MOVED:
      return both && match->changes & KAIJI_CHANGED_SECTION;
    case SHOW_SAME:
      return match->state == KAIJI_MATCH_SAME;
    case SHOW_CHANGED:
    default:
      return match->state != KAIJI_MATCH_SAME;
    }
}

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  KaijiSchemeDifferencesPage *self = user_data;

  return is_wanted (kaiji_scheme_entry_get_match (item),
                    gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which)));
}

static guint
count (KaijiSchemeDifferencesPage *self, Show show)
{
  GPtrArray *items = kaiji_matching_get_items (self->matching);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += is_wanted (g_ptr_array_index (items, i), show) ? 1 : 0;
  return n;
}

static void
update_summary (KaijiSchemeDifferencesPage *self)
{
  g_autofree char *text = NULL;

  if (self->matching)
    text = g_strdup_printf (_ ("new %u · dropped %u · reworded %u · required ⇄ optional %u · moved "
                               "%u · unchanged %u"),
                            count (self, SHOW_NEW), count (self, SHOW_DROPPED),
                            count (self, SHOW_REWORDED), count (self, SHOW_REQUIRED),
                            count (self, SHOW_MOVED), count (self, SHOW_SAME));
  gtk_label_set_label (GTK_LABEL (self->summary), text ? text : "");
}

static void
update_stack (KaijiSchemeDifferencesPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;
  gboolean busy = self->comparing != NULL;

  gtk_label_set_label (GTK_LABEL (self->nothing), busy ? "" : _ ("Nothing of this kind differs."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), any ? "list" : "nothing");
}

static void
show_details (KaijiSchemeDifferencesPage *self)
{
  KaijiSchemeEntry *entry = gtk_single_selection_get_selected_item (self->selection);
  KaijiItem *item = entry ? kaiji_scheme_entry_get_item (entry) : NULL;

  gtk_label_set_label (GTK_LABEL (self->title), item ? item->name : "");
  kaiji_fact_list_show (self->details, entry ? kaiji_scheme_facts_of_match (
                                           self->matching, kaiji_scheme_entry_get_match (entry))
                                             : kaiji_fact_array_new ());
}

static void
clear (KaijiSchemeDifferencesPage *self)
{
  g_list_store_remove_all (self->entries);
  g_clear_pointer (&self->matching, kaiji_matching_free);
  update_summary (self);
}

static void
show_matching (KaijiSchemeDifferencesPage *self, KaijiMatching *matching)
{
  GPtrArray *items = kaiji_matching_get_items (matching);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  clear (self);
  self->matching = matching;
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (entries, kaiji_scheme_entry_new_match (g_ptr_array_index (items, i)));
  g_list_store_splice (self->entries, 0, 0, entries->pdata, entries->len);
  gtk_single_selection_set_selected (self->selection, 0);
  update_summary (self);
  update_stack (self);
  show_details (self);
}

/* ---- comparing ---- */

typedef struct
{
  KaijiScheme *from;
  KaijiScheme *to;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  kaiji_scheme_unref (pair->from);
  kaiji_scheme_unref (pair->to);
  g_free (pair);
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Pair *pair = data;

  g_task_return_pointer (task, kaiji_scheme_match (pair->from, pair->to),
                         (GDestroyNotify) kaiji_matching_free);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KaijiSchemeDifferencesPage *self = KAIJI_SCHEME_DIFFERENCES_PAGE (source);
  KaijiMatching *matching = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!matching)
    return;
  g_clear_object (&self->comparing);
  show_matching (self, matching);
}

static KaijiScheme *
get_chosen (KaijiSchemeDifferencesPage *self, GtkWidget *drop_down)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  return self->schemes && i < self->schemes->len ? g_ptr_array_index (self->schemes, i) : NULL;
}

static void
compare (KaijiSchemeDifferencesPage *self)
{
  KaijiScheme *from = get_chosen (self, self->from);
  KaijiScheme *to = get_chosen (self, self->to);
  g_autoptr (GTask) task = NULL;
  Pair *pair;

  if (!from || !to)
    return;
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  self->comparing = g_cancellable_new ();
  pair = g_new0 (Pair, 1);
  pair->from = kaiji_scheme_ref (from);
  pair->to = kaiji_scheme_ref (to);
  task = g_task_new (self, self->comparing, compared_cb, NULL);
  g_task_set_task_data (task, pair, pair_free);
  g_task_run_in_thread (task, compare_thread);
}

static void
swap_cb (KaijiSchemeDifferencesPage *self)
{
  guint from = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from));
  guint to = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from), to);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), from);
}

static void
which_changed_cb (KaijiSchemeDifferencesPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

/* ---- choosing ---- */

static guint
find_scheme (KaijiSchemeDifferencesPage *self, const char *spec)
{
  for (guint i = 0; i < self->schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (self->schemes, i);
      g_autofree char *own = g_strdup_printf ("%s@%s", kaiji_scheme_get_id (scheme),
                                              kaiji_scheme_get_revision (scheme));
      if (g_str_equal (own, spec))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* Where there are two revisions of one scheme, they are compared first. */
static void
choose_first_pair (KaijiSchemeDifferencesPage *self, guint *from, guint *to)
{
  *from = 0;
  *to = self->schemes->len > 1 ? 1 : 0;
  for (guint i = 1; i < self->schemes->len; i++)
    if (g_str_equal (kaiji_scheme_get_id (g_ptr_array_index (self->schemes, i - 1)),
                     kaiji_scheme_get_id (g_ptr_array_index (self->schemes, i))))
      {
        *from = i - 1;
        *to = i;
        return;
      }
}

/**
 * kaiji_scheme_differences_page_set_schemes:
 * @self: a page
 * @schemes: (element-type KaijiScheme): what there is to choose from
 */
void
kaiji_scheme_differences_page_set_schemes (KaijiSchemeDifferencesPage *self, GPtrArray *schemes)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint from, to;

  clear (self);
  g_clear_pointer (&self->schemes, g_ptr_array_unref);
  for (guint i = 0; i < schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (schemes, i);
      g_autofree char *name = g_strdup_printf ("%s %s", kaiji_scheme_get_name (scheme),
                                               kaiji_scheme_get_revision (scheme));
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->from), G_LIST_MODEL (names));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to), G_LIST_MODEL (names));
  if (schemes->len == 0)
    return;
  self->schemes = g_ptr_array_ref (schemes);
  choose_first_pair (self, &from, &to);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from), from);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), to);
  compare (self);
}

/** kaiji_scheme_differences_page_set_pair: compares "ID@REVISION" with "ID@REVISION". */
void
kaiji_scheme_differences_page_set_pair (KaijiSchemeDifferencesPage *self,
                                        const char *from,
                                        const char *to)
{
  guint first = self->schemes ? find_scheme (self, from) : GTK_INVALID_LIST_POSITION;
  guint second = self->schemes ? find_scheme (self, to) : GTK_INVALID_LIST_POSITION;

  if (first == GTK_INVALID_LIST_POSITION || second == GTK_INVALID_LIST_POSITION)
    return;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from), first);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), second);
}

/** kaiji_scheme_differences_page_get_n_shown: Returns: number of items that are listed */
guint
kaiji_scheme_differences_page_get_n_shown (KaijiSchemeDifferencesPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

/* ---- object ---- */

static GtkWidget *
create_drop_down (KaijiSchemeDifferencesPage *self, const char *name)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  kaiji_drop_down_name_button (GTK_DROP_DOWN (drop_down));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (compare), self,
                           G_CONNECT_SWAPPED);
  return drop_down;
}

static GtkWidget *
create_tools (KaijiSchemeDifferencesPage *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swap = gtk_button_new_from_icon_name ("object-flip-horizontal-symbolic");

  gtk_widget_add_css_class (tools, "tool-line");
  self->from = create_drop_down (self, _ ("Compare from"));
  self->to = create_drop_down (self, _ ("Compare to"));
  gtk_widget_set_valign (swap, GTK_ALIGN_CENTER);
  kaiji_tooltip_set (swap, _ ("Swap both"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (swap), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Swap both"), -1);
  g_signal_connect_swapped (swap, "clicked", G_CALLBACK (swap_cb), self);
  gtk_box_append (GTK_BOX (tools), self->from);
  gtk_box_append (GTK_BOX (tools), gtk_label_new ("→"));
  gtk_box_append (GTK_BOX (tools), self->to);
  gtk_box_append (GTK_BOX (tools), swap);
  return tools;
}

static GtkWidget *
create_which (KaijiSchemeDifferencesPage *self)
{
  const char *const names[] = {
    _ ("All changes"),         _ ("New"),   _ ("Dropped"),   _ ("Reworded"),
    _ ("Required ⇄ optional"), _ ("Moved"), _ ("Unchanged"), NULL
  };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (line, "tool-line");
  self->which = gtk_drop_down_new_from_strings (names);
  gtk_widget_set_valign (self->which, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->which), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which changes are shown"), -1);
  kaiji_drop_down_name_button (GTK_DROP_DOWN (self->which));
  g_signal_connect_object (self->which, "notify::selected", G_CALLBACK (which_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->summary = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_widget_set_hexpand (self->summary, TRUE);
  gtk_widget_add_css_class (self->summary, "dim-label");
  gtk_widget_add_css_class (self->summary, "tabular");
  gtk_box_append (GTK_BOX (line), self->which);
  gtk_box_append (GTK_BOX (line), self->summary);
  return line;
}

static GtkWidget *
create_list (KaijiSchemeDifferencesPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                       kaiji_scheme_entry_factory_new ());

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Differences"), -1);
  gtk_widget_add_css_class (list, "scheme-rows");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  self->nothing = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  self->stack = gtk_stack_new ();
  gtk_widget_add_css_class (self->stack, "differences");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->nothing, "nothing");
  gtk_widget_set_size_request (self->stack, 400, -1);
  return self->stack;
}

static GtkWidget *
create_details (KaijiSchemeDifferencesPage *self)
{
  GtkWidget *details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *facts = kaiji_fact_list_new (_ ("Details of the difference"), TRUE);

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
kaiji_scheme_differences_page_dispose (GObject *object)
{
  KaijiSchemeDifferencesPage *self = KAIJI_SCHEME_DIFFERENCES_PAGE (object);

  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->matching, kaiji_matching_free);
  g_clear_pointer (&self->schemes, g_ptr_array_unref);
  G_OBJECT_CLASS (kaiji_scheme_differences_page_parent_class)->dispose (object);
}

static void
kaiji_scheme_differences_page_class_init (KaijiSchemeDifferencesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kaiji_scheme_differences_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kaiji_scheme_differences_page_init (KaijiSchemeDifferencesPage *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);

  self->entries = g_list_store_new (KAIJI_TYPE_SCHEME_ENTRY);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), create_tools (self));
  gtk_box_append (GTK_BOX (self->box), create_which (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->entries)),
                                              g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_paned_set_start_child (GTK_PANED (paned), create_list (self));
  gtk_paned_set_end_child (GTK_PANED (paned), create_details (self));
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_box_append (GTK_BOX (self->box), paned);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (show_details),
                            self);
  update_stack (self);
}

/** kaiji_scheme_differences_page_new: Returns: (transfer floating): a page without schemes */
GtkWidget *
kaiji_scheme_differences_page_new (void)
{
  return g_object_new (KAIJI_TYPE_SCHEME_DIFFERENCES_PAGE, NULL);
}
