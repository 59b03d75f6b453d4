/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three settings, in force at once; the language at the next start. */

#include "app/preferences-window.h"

#include "widgets/drop-down.h"
#include "widgets/style.h"

struct _KaijiPreferencesWindow
{
  GtkWindow parent_instance;

  GSettings *settings;
  GtkDropDown *theme;
  GtkDropDown *language;
  GtkDropDown *zoom;
  GtkWidget *restart;
  GtkWidget *dark_paper;
};

G_DEFINE_FINAL_TYPE (KaijiPreferencesWindow, kaiji_preferences_window, GTK_TYPE_WINDOW)

static const char *const languages[] = { "", "ja", "en" };

static void
theme_cb (GtkDropDown *theme, GParamSpec *pspec, KaijiPreferencesWindow *self)
{
  g_settings_set_enum (self->settings, "theme", gtk_drop_down_get_selected (theme));
}

static void
zoom_cb (GtkDropDown *zoom, GParamSpec *pspec, KaijiPreferencesWindow *self)
{
  g_settings_set_enum (self->settings, "page-zoom", gtk_drop_down_get_selected (zoom));
}

static void
language_cb (GtkDropDown *language, GParamSpec *pspec, KaijiPreferencesWindow *self)
{
  g_settings_set_string (self->settings, "language",
                         languages[gtk_drop_down_get_selected (language)]);
  gtk_widget_set_visible (self->restart, TRUE);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
kaiji_preferences_window_dispose (GObject *object)
{
  KaijiPreferencesWindow *self = KAIJI_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (kaiji_preferences_window_parent_class)->dispose (object);
}

static void
kaiji_preferences_window_class_init (KaijiPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_preferences_window_dispose;
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KaijiPreferencesWindow, theme);
  gtk_widget_class_bind_template_child (widget_class, KaijiPreferencesWindow, language);
  gtk_widget_class_bind_template_child (widget_class, KaijiPreferencesWindow, zoom);
  gtk_widget_class_bind_template_child (widget_class, KaijiPreferencesWindow, restart);
  gtk_widget_class_bind_template_child (widget_class, KaijiPreferencesWindow, dark_paper);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, close_cb, NULL);
}

static void
kaiji_preferences_window_init (KaijiPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** kaiji_preferences_window_new: Returns: (transfer none): a window on @settings, not shown yet. */
GtkWidget *
kaiji_preferences_window_new (GtkWindow *parent, GSettings *settings)
{
  KaijiPreferencesWindow *self =
      g_object_new (KAIJI_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  g_autofree char *language = g_settings_get_string (settings, "language");

  self->settings = g_object_ref (settings);
  kaiji_drop_down_name_button (self->theme);
  kaiji_drop_down_name_button (self->zoom);
  kaiji_drop_down_name_button (self->language);
  gtk_drop_down_set_selected (self->theme, g_settings_get_enum (settings, "theme"));
  g_settings_bind (settings, "dark-paper", self->dark_paper, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_drop_down_set_selected (self->zoom, g_settings_get_enum (settings, "page-zoom"));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (language, languages[i]))
      gtk_drop_down_set_selected (self->language, i);
  g_signal_connect (self->theme, "notify::selected", G_CALLBACK (theme_cb), self);
  g_signal_connect (self->zoom, "notify::selected", G_CALLBACK (zoom_cb), self);
  g_signal_connect (self->language, "notify::selected", G_CALLBACK (language_cb), self);
  return GTK_WIDGET (self);
}
