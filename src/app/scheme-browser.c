/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scheme browser.
 *
 * 1. The packs are read in a thread; what was asked for meanwhile is shown when they are there.
 * 2. A page is filled when it is first shown for a scheme, not before. */

#include "app/scheme-browser.h"

#include <glib/gi18n-lib.h>

#include "app/case-window.h"
#include "app/fact-list.h"
#include "app/import-dialog.h"
#include "app/scheme-dates-page.h"
#include "app/scheme-differences-page.h"
#include "app/scheme-facts.h"
#include "app/scheme-list-row.h"
#include "app/setting-dialog.h"
#include "core/paths.h"
#include "jobs/scheme-catalog.h"
#include "widgets/dialogs.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

#define LOADING_AFTER_MS 200
#define SCROLL_AFTER_MS 50

struct _KaijiSchemeBrowser
{
  GtkApplicationWindow parent_instance;

  GSettings *settings;
  GCancellable *loading;
  guint spinner_source;
  guint scroll_source;
  GPtrArray *schemes;  /* (nullable) KaijiScheme */
  KaijiScheme *scheme; /* (nullable) the chosen one */
  char *page;
  char *changing; /* (nullable) key of the setting that is being laid down */
  char *wanted;   /* (nullable) spec to be chosen when they are there */

  GtkWidget *state;
  GtkWidget *spinner;
  GtkWidget *loading_label;
  GtkLabel *error_label;
  GtkScrolledWindow *list_scroller;
  GtkListBox *list;
  GtkWidget *head;
  GtkLabel *name_label;
  GtkLabel *counts_label;
  GtkStack *pages;

  KaijiSchemeItemsPage *items;
  KaijiFactList *rules;
  KaijiFactList *process;
  KaijiSchemeDatesPage *dates;
  KaijiSchemeDifferencesPage *differences;
  KaijiFactList *timeline;
  KaijiScheme *rules_of, *process_of, *items_of, *dates_of; /* whose they show; borrowed */
};

enum
{
  PROP_PAGE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static const char *const page_names[] = { "items",       "rules",    "process", "dates",
                                          "differences", "timeline", NULL };

static const struct
{
  const char *trigger;
  const char *action;
  const char *target; /* (nullable): a string */
} shortcuts[] = {
  { "<Control>1", "win.page", "items" },
  { "<Control>2", "win.page", "rules" },
  { "<Control>3", "win.page", "process" },
  { "<Control>4", "win.page", "dates" },
  { "<Control>5", "win.page", "differences" },
  { "<Control>6", "win.page", "timeline" },
  { "<Control>f", "win.find", NULL },
  { "<Control>w", "window.close", NULL },
  { "Escape", "window.close", NULL },
  { "<Control>q", "app.quit", NULL },
  { "<Control>n", "app.new", NULL },
  { "<Control>o", "app.open", NULL },
  { "<Control>comma", "app.preferences", NULL },
  { "<Control>question", "app.shortcuts", NULL },
  { "<Control><Shift>slash", "app.shortcuts", NULL },
};

G_DEFINE_FINAL_TYPE (KaijiSchemeBrowser, kaiji_scheme_browser, GTK_TYPE_APPLICATION_WINDOW)

/* ---- what is shown ---- */

static gboolean
is_page (KaijiSchemeBrowser *self, const char *name)
{
  return g_str_equal (self->page, name);
}

static void
update_page (KaijiSchemeBrowser *self)
{
  gboolean of_scheme = !is_page (self, "differences") && !is_page (self, "timeline");

  gtk_stack_set_visible_child_name (self->pages, self->page);
  gtk_widget_set_visible (self->head, of_scheme);
  if (!self->scheme)
    return;
  if (is_page (self, "items") && self->items_of != self->scheme)
    {
      self->items_of = self->scheme;
      kaiji_scheme_items_page_set_scheme (self->items, self->scheme);
    }
  else if (is_page (self, "rules") && self->rules_of != self->scheme)
    {
      self->rules_of = self->scheme;
      kaiji_fact_list_show (self->rules, kaiji_scheme_facts_of_rules (self->scheme));
    }
  else if (is_page (self, "process") && self->process_of != self->scheme)
    {
      self->process_of = self->scheme;
      kaiji_fact_list_show (self->process, kaiji_scheme_facts_of_process (self->scheme));
    }
  else if (is_page (self, "dates") && self->dates_of != self->scheme)
    {
      self->dates_of = self->scheme;
      kaiji_scheme_dates_page_set_scheme (self->dates, self->scheme);
    }
}

static void
update_head (KaijiSchemeBrowser *self)
{
  const char *full = kaiji_scheme_get_text (self->scheme, "scheme.full_name");
  const char *name = *full ? full : kaiji_scheme_get_name (self->scheme);
  g_autofree char *facts = kaiji_scheme_list_row_dup_facts (self->scheme);

  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->counts_label, facts);
}

static void
row_selected_cb (KaijiSchemeBrowser *self, GtkListBoxRow *row)
{
  KaijiScheme *scheme = row ? kaiji_scheme_list_row_get_scheme (row) : NULL;

  if (!scheme || scheme == self->scheme)
    return;
  self->scheme = scheme;
  update_head (self);
  update_page (self);
}

/* A page that is not of one scheme gives way to the scheme that is chosen. */
static void
row_activated_cb (KaijiSchemeBrowser *self, GtkListBoxRow *row)
{
  if (is_page (self, "differences") || is_page (self, "timeline"))
    kaiji_scheme_browser_show_page (self, "items");
}

/* Rows that are new have no place before they are drawn. */
static gboolean
scroll_cb (gpointer user_data)
{
  KaijiSchemeBrowser *self = user_data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->list_scroller);
  graphene_rect_t bounds;

  self->scroll_source = 0;
  if (row && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  return G_SOURCE_REMOVE;
}

static void
scroll_to_selected (KaijiSchemeBrowser *self)
{
  if (!self->scroll_source)
    self->scroll_source = g_timeout_add (SCROLL_AFTER_MS, scroll_cb, self);
}

static gboolean
select_scheme (KaijiSchemeBrowser *self, const char *spec)
{
  for (guint i = 0; self->schemes && i < self->schemes->len; i++)
    {
      KaijiScheme *scheme = g_ptr_array_index (self->schemes, i);
      g_autofree char *own = kaiji_scheme_catalog_dup_spec (scheme);
      if (!g_str_equal (own, spec)
          && !(g_str_equal (kaiji_scheme_get_id (scheme), spec) && kaiji_scheme_is_in_use (scheme)))
        continue;
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
      scroll_to_selected (self);
      return TRUE;
    }
  return FALSE;
}

/* ---- reading the packs ---- */

static void
show_schemes (KaijiSchemeBrowser *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);
  g_autofree char *changed = g_steal_pointer (&self->changing);

  for (guint i = 0; i < self->schemes->len; i++)
    gtk_list_box_append (self->list,
                         kaiji_scheme_list_row_new (g_ptr_array_index (self->schemes, i), FALSE));
  kaiji_scheme_differences_page_set_schemes (self->differences, self->schemes);
  gtk_stack_set_visible_child_name (GTK_STACK (self->state), "schemes");
  if (!wanted || !select_scheme (self, wanted))
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  update_page (self);
  if (is_page (self, "process") && changed)
    kaiji_fact_list_reveal (self->process, changed);
  else if (is_page (self, "items"))
    kaiji_scheme_items_page_focus_search (self->items);
}

static void
clear_schemes (KaijiSchemeBrowser *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->scheme = self->items_of = self->rules_of = self->process_of = self->dates_of = NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaijiSchemeBrowser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiReference) reference = NULL;
  g_autoptr (GPtrArray) schemes = kaiji_scheme_catalog_load_finish (result, &reference, &error);
  g_autoptr (GPtrArray) old = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  if (!schemes)
    {
      gtk_label_set_label (self->error_label, error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->state), "error");
      return;
    }
  if (self->scheme && !self->wanted)
    self->wanted = kaiji_scheme_catalog_dup_spec (self->scheme);
  clear_schemes (self);
  old = self->schemes;
  self->schemes = g_steal_pointer (&schemes);
  kaiji_fact_list_show (self->timeline, kaiji_scheme_facts_of_reference (reference, self->schemes));
  show_schemes (self);
}

static gboolean
show_spinner_cb (gpointer user_data)
{
  KaijiSchemeBrowser *self = user_data;

  self->spinner_source = 0;
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_widget_set_visible (self->loading_label, TRUE);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  return G_SOURCE_REMOVE;
}

static void
load (KaijiSchemeBrowser *self)
{
  g_autofree char *folder = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);

  if (self->loading)
    return;
  self->loading = g_cancellable_new ();
  if (!self->schemes)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->state), "loading");
      self->spinner_source = g_timeout_add (LOADING_AFTER_MS, show_spinner_cb, self);
    }
  kaiji_scheme_catalog_load_async (folder, self->loading, loaded_cb, g_object_ref (self));
}

/* ---- actions ---- */

static void
find_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiSchemeBrowser *self = user_data;

  kaiji_scheme_browser_show_page (self, "items");
  kaiji_scheme_items_page_focus_search (self->items);
}

static void
reload_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  load (user_data);
}

static void
scheme_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kaiji_scheme_browser_show_scheme (user_data, g_variant_get_string (parameter, NULL),
                                    KAIJI_SCHEME_ITEMS_ALL);
}

static void
unverified_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiSchemeBrowser *self = user_data;

  kaiji_scheme_browser_show_page (self, "items");
  kaiji_scheme_items_page_set_filter (self->items, KAIJI_SCHEME_ITEMS_UNVERIFIED);
}

/* Cases that are open are checked with the new value at once. */
static void
setting_changed_cb (KaijiSchemeBrowser *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GList *windows = gtk_application_get_windows (application);

  for (GList *l = windows; l; l = l->next)
    if (KAIJI_IS_CASE_WINDOW (l->data))
      kaiji_session_reread_settings (
          kaiji_case_window_get_session (l->data),
          kaiji_application_get_library (KAIJI_APPLICATION (application)));
  load (self);
}

static void
set_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KaijiSchemeBrowser *self = user_data;
  KaijiApplication *application =
      KAIJI_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  const char *key = g_variant_get_string (parameter, NULL);
  GtkWidget *dialog;

  if (!self->scheme || !kaiji_scheme_get_setting (self->scheme, key))
    return;
  g_free (self->changing);
  self->changing = g_strdup (key);
  dialog = kaiji_setting_dialog_new (GTK_WINDOW (self), kaiji_application_get_library (application),
                                     self->scheme, key);
  g_signal_connect_object (dialog, "changed", G_CALLBACK (setting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
imported_cb (KaijiSchemeBrowser *self, const char *spec)
{
  g_free (self->wanted);
  self->wanted = g_strdup (spec);
  load (self);
}

static void
sheet_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (KaijiSchemeBrowser) self = user_data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  GtkWidget *dialog;

  if (!path || !application || !self->scheme)
    return;
  dialog = kaiji_import_dialog_new (GTK_WINDOW (self),
                                    kaiji_application_get_library (KAIJI_APPLICATION (application)),
                                    self->scheme, path);
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const KaijiFileFilter filters[] = { { _ ("Excel sheets"), "xlsx" }, { _ ("CSV files"), "csv" } };

  kaiji_dialog_open_file (GTK_WINDOW (user_data), _ ("Import a Sheet"), filters,
                          G_N_ELEMENTS (filters), sheet_chosen_cb, g_object_ref (user_data));
}

static const GActionEntry entries[] = {
  { .name = "find", .activate = find_action },
  { .name = "import", .activate = import_action },
  { .name = "reload", .activate = reload_action },
  { .name = "scheme", .activate = scheme_action, .parameter_type = "s" },
  { .name = "set", .activate = set_action, .parameter_type = "s" },
  { .name = "unverified", .activate = unverified_action },
};

static void
add_shortcuts (KaijiSchemeBrowser *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                            gtk_named_action_new (shortcuts[i].action));
      if (shortcuts[i].target)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_string (shortcuts[i].target));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* ---- object ---- */

static void
kaiji_scheme_browser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PAGE)
    g_value_set_string (value, KAIJI_SCHEME_BROWSER (object)->page);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_scheme_browser_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (id == PROP_PAGE)
    kaiji_scheme_browser_show_page (KAIJI_SCHEME_BROWSER (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
kaiji_scheme_browser_close_request (GtkWindow *window)
{
  KaijiSchemeBrowser *self = KAIJI_SCHEME_BROWSER (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  if (width > 0 && height > 0)
    g_settings_set (self->settings, "schemes-size", "(ii)", width, height);
  return GTK_WINDOW_CLASS (kaiji_scheme_browser_parent_class)->close_request (window);
}

static void
kaiji_scheme_browser_dispose (GObject *object)
{
  KaijiSchemeBrowser *self = KAIJI_SCHEME_BROWSER (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_object (&self->settings);
  self->scheme = NULL;
  G_OBJECT_CLASS (kaiji_scheme_browser_parent_class)->dispose (object);
}

static void
kaiji_scheme_browser_finalize (GObject *object)
{
  KaijiSchemeBrowser *self = KAIJI_SCHEME_BROWSER (object);

  g_clear_pointer (&self->schemes, g_ptr_array_unref);
  g_free (self->page);
  g_free (self->wanted);
  g_free (self->changing);
  G_OBJECT_CLASS (kaiji_scheme_browser_parent_class)->finalize (object);
}

static void
kaiji_scheme_browser_class_init (KaijiSchemeBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kaiji_scheme_browser_dispose;
  object_class->finalize = kaiji_scheme_browser_finalize;
  object_class->get_property = kaiji_scheme_browser_get_property;
  object_class->set_property = kaiji_scheme_browser_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = kaiji_scheme_browser_close_request;
  props[PROP_PAGE] =
      g_param_spec_string ("page", NULL, NULL, "items",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/scheme-browser.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiSchemeBrowser, name)
  BIND (state);
  BIND (spinner);
  BIND (loading_label);
  BIND (error_label);
  BIND (list_scroller);
  BIND (list);
  BIND (head);
  BIND (name_label);
  BIND (counts_label);
  BIND (pages);
#undef BIND
}

static KaijiFactList *
add_fact_page (KaijiSchemeBrowser *self, const char *name, const char *label)
{
  GtkWidget *list = kaiji_fact_list_new (label, FALSE);

  gtk_stack_add_named (self->pages, list, name);
  return KAIJI_FACT_LIST (list);
}

static void
kaiji_scheme_browser_init (KaijiSchemeBrowser *self)
{
  g_autoptr (GPropertyAction) page = NULL;
  int width, height;

  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  self->settings = g_settings_new ("jp.kaiji.Kaiji");
  self->page = g_strdup (page_names[0]);
  self->items = KAIJI_SCHEME_ITEMS_PAGE (kaiji_scheme_items_page_new ());
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->items), "items");
  self->rules = add_fact_page (self, "rules", _ ("Rules"));
  self->process = add_fact_page (self, "process", _ ("Process"));
  self->differences = KAIJI_SCHEME_DIFFERENCES_PAGE (kaiji_scheme_differences_page_new ());
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->differences), "differences");
  self->timeline = add_fact_page (self, "timeline", _ ("Time Line"));

  page = g_property_action_new ("page", self, "page");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (page));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_shortcuts (self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_settings_get (self->settings, "schemes-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
}

/** kaiji_scheme_browser_new: Returns: (transfer none): a window that reads the packs by itself */
GtkWidget *
kaiji_scheme_browser_new (KaijiApplication *application)
{
  KaijiSchemeBrowser *self =
      g_object_new (KAIJI_TYPE_SCHEME_BROWSER, "application", application, NULL);

  self->dates = KAIJI_SCHEME_DATES_PAGE (
      kaiji_scheme_dates_page_new (kaiji_application_get_today (application)));
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->dates), "dates");
  load (self);
  return GTK_WIDGET (self);
}

/**
 * kaiji_scheme_browser_show_scheme:
 * @self: a browser
 * @spec: "ID@REVISION", or "ID" for the one in use
 * @filter: which of its items
 *
 * Shows the items of a scheme, as soon as the packs are read.
 */
void
kaiji_scheme_browser_show_scheme (KaijiSchemeBrowser *self,
                                  const char *spec,
                                  KaijiSchemeItemFilter filter)
{
  kaiji_scheme_browser_show_page (self, "items");
  kaiji_scheme_items_page_set_filter (self->items, filter);
  if (self->schemes)
    select_scheme (self, spec);
  else
    {
      g_free (self->wanted);
      self->wanted = g_strdup (spec);
    }
}

/** kaiji_scheme_browser_show_page: shows the page with that name. */
void
kaiji_scheme_browser_show_page (KaijiSchemeBrowser *self, const char *page)
{
  if (!page || !g_strv_contains (page_names, page) || g_str_equal (self->page, page))
    return;
  g_free (self->page);
  self->page = g_strdup (page);
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

/** kaiji_scheme_browser_is_loaded: Returns: whether the schemes are shown */
gboolean
kaiji_scheme_browser_is_loaded (KaijiSchemeBrowser *self)
{
  return self->schemes != NULL && !self->loading;
}
