/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The start window. It opens no file by itself: what it shows of a case was kept when the case was
 * closed. */

#include "app/start-window.h"

#include <glib/gi18n-lib.h>

#include "app/recent-row.h"
#include "core/text.h"
#include "widgets/drop-down.h"
#include "widgets/paragraph.h"
#include "widgets/severity-icon.h"
#include "widgets/style.h"

#define WIDE_FROM 1100
#define SIDE_WIDTH 300

struct _KaijiStartWindow
{
  GtkApplicationWindow parent_instance;

  GSettings *settings;
  KaijiRecentStore *recent;
  GtkFilter *filter;
  GtkSorter *sorter;
  char *query;
  gboolean wide;
  guint layout_source;

  GtkWidget *stack;
  GtkWidget *columns;
  GtkWidget *top_buttons;
  GtkWidget *side;
  GtkWidget *buttons;
  GtkWidget *empty_buttons;
  GtkLabel *count_label;
  GtkDropDown *sort;
  GtkWidget *search;
  GtkListBox *list;
  GtkWidget *legend_block;
  GtkWidget *legend_warn;
  GtkLabel *today_label;
};

G_DEFINE_FINAL_TYPE (KaijiStartWindow, kaiji_start_window, GTK_TYPE_APPLICATION_WINDOW)

static const struct
{
  const char *trigger;
  const char *action;
} shortcuts[] = {
  { "<Control>n", "app.new" },
  { "<Control>o", "app.open" },
  { "<Control>b", "app.schemes" },
  { "<Control>w", "window.close" },
  { "<Control>q", "app.quit" },
  { "<Control>comma", "app.preferences" },
  { "<Control>question", "app.shortcuts" },
  { "<Control><Shift>slash", "app.shortcuts" },
  { "<Control>f", "start.find" },
};

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  KaijiStartWindow *self = user_data;
  const KaijiRecentFacts *facts = kaiji_recent_case_get_facts (item);
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (!*self->query)
    return TRUE;
  text = g_strdup_printf ("%s\n%s\n%s\n%s", facts->service, facts->provider, facts->scheme,
                          facts->path);
  folded = kaiji_text_fold (text);
  return strstr (folded, self->query) != NULL;
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  KaijiStartWindow *self = user_data;
  const KaijiRecentFacts *left = kaiji_recent_case_get_facts ((gpointer) a);
  const KaijiRecentFacts *right = kaiji_recent_case_get_facts ((gpointer) b);
  double done_left = left->total ? (double) left->answered / left->total : 0;
  double done_right = right->total ? (double) right->answered / right->total : 0;

  switch (gtk_drop_down_get_selected (self->sort))
    {
    case 1:
      return g_utf8_collate (left->service, right->service);
    case 2:
      return done_left > done_right ? -1 : done_left < done_right;
    default:
      return left->used_at > right->used_at ? -1 : left->used_at < right->used_at;
    }
}

static void
sort_changed_cb (KaijiStartWindow *self)
{
  g_settings_set_enum (self->settings, "start-sort", gtk_drop_down_get_selected (self->sort));
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
search_changed_cb (KaijiStartWindow *self)
{
  g_free (self->query);
  self->query = kaiji_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
cases_changed_cb (KaijiStartWindow *self)
{
  guint n = g_list_model_get_n_items (kaiji_recent_store_get_model (self->recent));
  g_autofree char *count = g_strdup_printf ("%u", n);

  gtk_label_set_label (self->count_label, count);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n ? "cases" : "empty");
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaijiStartWindow *self)
{
  const KaijiRecentFacts *facts = kaiji_recent_case_get_facts (kaiji_recent_row_get_case (row));
  g_autofree char *path = g_strdup (facts->path);

  kaiji_application_open_case (KAIJI_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                               path, GTK_WINDOW (self));
}

static void
forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *path = g_variant_dup_string (parameter, NULL);

  kaiji_recent_store_remove (KAIJI_START_WINDOW (widget)->recent, path);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (KAIJI_START_WINDOW (widget)->search);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KaijiStartWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  GSList *files = g_value_get_boxed (value);
  g_autoptr (KaijiStartWindow) keep = g_object_ref (self);

  for (GSList *l = files; l; l = l->next)
    {
      g_autofree char *path = g_file_get_path (l->data);
      if (path)
        kaiji_application_open_case (KAIJI_APPLICATION (application), path, GTK_WINDOW (self));
    }
  return files != NULL;
}

/* ---- buttons ---- */

static GtkWidget *
create_button (const char *label, const char *icon, const char *key, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_label_new_with_mnemonic (label);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  if (key)
    {
      GtkWidget *cap = gtk_label_new (key);
      gtk_widget_add_css_class (cap, "key");
      gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_label_set_mnemonic_widget (GTK_LABEL (text), button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "tall");
  return button;
}

static void
fill_buttons (GtkWidget *box)
{
  GtkWidget *new = create_button (_ ("_New Case…"), "list-add-symbolic", "Ctrl+N", "app.new");

  gtk_widget_add_css_class (new, "suggested-action");
  gtk_box_append (GTK_BOX (box), new);
  gtk_box_append (GTK_BOX (box),
                  create_button (_ ("_Open…"), "document-open-symbolic", "Ctrl+O", "app.open"));
  gtk_box_append (GTK_BOX (box), create_button (_ ("Open the _Sample"),
                                                "x-office-document-symbolic", NULL, "app.sample"));
  gtk_box_append (GTK_BOX (box),
                  create_button (_ ("S_chemes"), "view-list-symbolic", "Ctrl+B", "app.schemes"));
}

/* ---- layout ---- */

static gboolean
apply_layout_cb (gpointer user_data)
{
  KaijiStartWindow *self = user_data;
  gboolean wide = self->wide;

  self->layout_source = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (self->top_buttons, !wide);
  gtk_widget_set_visible (self->buttons, wide);
  gtk_widget_set_size_request (self->side, wide ? SIDE_WIDTH + 48 : -1, -1);
  gtk_widget_set_vexpand (self->side, wide);
  if (wide)
    gtk_widget_remove_css_class (self->side, "below");
  else
    gtk_widget_add_css_class (self->side, "below");
  return G_SOURCE_REMOVE;
}

static void
kaiji_start_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaijiStartWindow *self = KAIJI_START_WINDOW (widget);
  gboolean wide = width >= WIDE_FROM;

  GTK_WIDGET_CLASS (kaiji_start_window_parent_class)
      ->size_allocate (widget, width, height, baseline);
  if (wide == self->wide)
    return;
  self->wide = wide;
  if (!self->layout_source)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_layout_cb, self, NULL);
}

static gboolean
kaiji_start_window_close_request (GtkWindow *window)
{
  KaijiStartWindow *self = KAIJI_START_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  if (width > 0 && height > 0)
    g_settings_set (self->settings, "start-size", "(ii)", width, height);
  return GTK_WINDOW_CLASS (kaiji_start_window_parent_class)->close_request (window);
}

static void
kaiji_start_window_dispose (GObject *object)
{
  KaijiStartWindow *self = KAIJI_START_WINDOW (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  if (self->list)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  if (self->recent)
    g_signal_handlers_disconnect_by_data (kaiji_recent_store_get_model (self->recent), self);
  g_clear_object (&self->settings);
  g_clear_object (&self->recent);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (kaiji_start_window_parent_class)->dispose (object);
}

static void
kaiji_start_window_class_init (KaijiStartWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_start_window_dispose;
  widget_class->size_allocate = kaiji_start_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = kaiji_start_window_close_request;
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/start-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiStartWindow, name)
  BIND (stack);
  BIND (columns);
  BIND (top_buttons);
  BIND (side);
  BIND (buttons);
  BIND (empty_buttons);
  BIND (count_label);
  BIND (sort);
  BIND (search);
  BIND (list);
  BIND (legend_block);
  BIND (legend_warn);
  BIND (today_label);
#undef BIND
  gtk_widget_class_install_action (widget_class, "start.forget", "s", forget_action);
  gtk_widget_class_install_action (widget_class, "start.find", NULL, find_action);
}

static void
add_legend (GtkWidget *box, KaijiMarkKind kind)
{
  GtkWidget *word = gtk_label_new (kaiji_mark_get_word (kind));

  gtk_widget_add_css_class (word, "dim-label");
  gtk_box_append (GTK_BOX (box), kaiji_mark_icon_new (kind));
  gtk_box_append (GTK_BOX (box), word);
}

static void
kaiji_start_window_init (KaijiStartWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  int width, height;

  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  self->settings = g_settings_new ("jp.kaiji.Kaiji");
  self->query = g_strdup ("");
  fill_buttons (self->buttons);
  fill_buttons (self->empty_buttons);
  fill_buttons (self->top_buttons);
  gtk_box_set_spacing (GTK_BOX (self->top_buttons), 6);
  gtk_box_set_homogeneous (GTK_BOX (self->top_buttons), TRUE);
  add_legend (self->legend_block, KAIJI_MARK_BLOCK);
  add_legend (self->legend_warn, KAIJI_MARK_WARN);
  kaiji_drop_down_name_button (self->sort);
  gtk_drop_down_set_selected (self->sort, g_settings_get_enum (self->settings, "start-sort"));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                          gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_settings_get (self->settings, "start-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  self->wide = width >= WIDE_FROM;
  apply_layout_cb (self);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return kaiji_recent_row_new (item);
}

/**
 * kaiji_start_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window that GTK keeps, not shown yet
 */
GtkWidget *
kaiji_start_window_new (KaijiApplication *application)
{
  KaijiStartWindow *self = g_object_new (KAIJI_TYPE_START_WINDOW, "application", application, NULL);
  g_autofree char *day = kaiji_dup_day (kaiji_application_get_today (application));
  g_autofree char *today = g_strdup_printf (_ ("As of %s"), day);
  GListModel *cases, *model;

  self->recent = g_object_ref (kaiji_application_get_recent (application));
  cases = kaiji_recent_store_get_model (self->recent);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, self, NULL));
  model =
      G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (cases), g_object_ref (self->filter)));
  model = G_LIST_MODEL (gtk_sort_list_model_new (model, g_object_ref (self->sorter)));
  gtk_list_box_bind_model (self->list, model, create_row, NULL, NULL);
  g_object_unref (model);
  gtk_label_set_label (self->today_label, today);
  g_signal_connect_swapped (cases, "items-changed", G_CALLBACK (cases_changed_cb), self);
  g_signal_connect_swapped (self->sort, "notify::selected", G_CALLBACK (sort_changed_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  cases_changed_cb (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  kaiji_recent_store_look (self->recent);
  return GTK_WIDGET (self);
}
