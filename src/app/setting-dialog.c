/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an office lays down where the documents say nothing, or two things. The value is read by the
 * scheme's own rules for settings; what it cannot take is said here, and the dialog stays. */

#include "app/setting-dialog.h"

#include <glib/gi18n-lib.h>

#include "jobs/scheme-catalog.h"
#include "jobs/settings.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"

struct _KaijiSettingDialog
{
  GtkWindow parent_instance;

  KaijiSchemeLibrary *library; /* borrowed: the program's */
  KaijiScheme *scheme;
  const KaijiSetting *setting;
  GPtrArray *choices; /* GtkCheckButton for each reading */
  GtkWidget *entry;   /* (nullable) */
  GtkWidget *text;    /* (nullable) for a list: a phrase a line */

  GtkLabel *name_label;
  GtkLabel *stated_label;
  GtkWidget *value_label;
  GtkBox *value_box;
  GtkWidget *source_entry;
  GtkWidget *unset_button;
  GtkWidget *error_label;
};

G_DEFINE_FINAL_TYPE (KaijiSettingDialog, kaiji_setting_dialog, GTK_TYPE_WINDOW)

static guint signal_changed;

static char *
dup_value (KaijiSettingDialog *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  for (guint i = 0; i < self->choices->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->choices, i)))
      return g_strdup (((KaijiReading *) g_ptr_array_index (self->setting->readings, i))->value);
  if (self->entry)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (!self->text)
    return g_strdup ("");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
finish (KaijiSettingDialog *self, gboolean done, const GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), done ? "" : error->message);
  gtk_widget_set_visible (self->error_label, !done);
  if (!done)
    return FALSE;
  g_signal_emit (self, signal_changed, 0);
  gtk_window_destroy (GTK_WINDOW (self));
  return TRUE;
}

/**
 * kaiji_setting_dialog_set:
 * @self: a dialog
 *
 * Lays down what stands in the dialog, and closes it. When that is refused, it stays and says why.
 *
 * Returns: whether it was laid down
 */
gboolean
kaiji_setting_dialog_set (KaijiSettingDialog *self)
{
  g_autofree char *spec = kaiji_scheme_catalog_dup_spec (self->scheme);
  g_autofree char *value = dup_value (self);
  g_autoptr (GError) error = NULL;
  gboolean done =
      kaiji_settings_set (self->library, spec, self->setting->key, value,
                          gtk_editable_get_text (GTK_EDITABLE (self->source_entry)), NULL, &error);

  return finish (self, done, error);
}

static void
set_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_setting_dialog_set (KAIJI_SETTING_DIALOG (widget));
}

static void
unset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiSettingDialog *self = KAIJI_SETTING_DIALOG (widget);
  g_autofree char *spec = kaiji_scheme_catalog_dup_spec (self->scheme);
  g_autoptr (GError) error = NULL;
  gboolean done = kaiji_settings_unset (self->library, spec, self->setting->key, &error);

  finish (self, done, error);
}

/**
 * kaiji_setting_dialog_fill:
 * @self: a dialog
 * @value: as a person would type it; for readings the reading's value
 * @source: what it rests on
 */
void
kaiji_setting_dialog_fill (KaijiSettingDialog *self, const char *value, const char *source)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const KaijiReading *reading = g_ptr_array_index (self->setting->readings, i);
      if (g_str_equal (reading->value, value))
        gtk_check_button_set_active (g_ptr_array_index (self->choices, i), TRUE);
    }
  if (self->entry)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), value);
  if (self->text)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), value, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->source_entry), source);
}

static GtkWidget *
create_choice (const KaijiReading *reading)
{
  GtkWidget *choice = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *text = gtk_label_new (reading->text);
  GtkWidget *source = gtk_label_new (reading->source);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (text));
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 44);
  gtk_label_set_wrap (GTK_LABEL (source), TRUE);
  gtk_label_set_xalign (GTK_LABEL (source), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (source), 44);
  gtk_widget_add_css_class (source, "dim-label");
  gtk_widget_add_css_class (source, "small");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), source);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (choice), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reading->text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reading->source, -1);
  return choice;
}

static void
add_choices (KaijiSettingDialog *self)
{
  for (guint i = 0; i < self->setting->readings->len; i++)
    {
      const KaijiReading *reading = g_ptr_array_index (self->setting->readings, i);
      GtkWidget *choice = create_choice (reading);

      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (choice),
                                    g_ptr_array_index (self->choices, 0));
      g_ptr_array_add (self->choices, choice);
      gtk_box_append (self->value_box, choice);
    }
}

static void
add_text (KaijiSettingDialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->text), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->text), 5);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Value, one phrase a line"), -1);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 120);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->text);
  gtk_box_append (self->value_box, scroller);
}

static void
add_entry (KaijiSettingDialog *self)
{
  const KaijiSetting *setting = self->setting;
  g_autofree char *units = setting->units ? g_strjoinv (" / ", setting->units) : NULL;
  g_autofree char *hint = NULL;

  self->entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->value_label, NULL, -1);
  if (setting->type == KAIJI_SETTING_NUMBER_UNIT && units)
    hint = g_strdup_printf (_ ("A number with its unit: %s"), units);
  else if (setting->type == KAIJI_SETTING_INTEGER)
    hint = g_strdup (_ ("A whole number"));
  else if (setting->type == KAIJI_SETTING_DATE)
    hint = g_strdup (_ ("A day, for example 2026-04-01"));
  if (hint)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), hint);
  gtk_box_append (self->value_box, self->entry);
}

static void
show_setting (KaijiSettingDialog *self)
{
  const KaijiSetting *setting = self->setting;
  g_autofree char *label = kaiji_settings_dup_label (self->scheme, setting->key);
  g_autoptr (GString) stated = g_string_new (NULL);

  gtk_label_set_label (self->name_label, label);
  if (setting->type == KAIJI_SETTING_READING && setting->readings)
    add_choices (self);
  else if (setting->type == KAIJI_SETTING_LIST)
    add_text (self);
  else
    add_entry (self);
  if (setting->choice)
    kaiji_setting_dialog_fill (self, setting->choice->value, setting->choice->source);
  else if (setting->set)
    kaiji_setting_dialog_fill (self, setting->value, "");
  gtk_widget_set_visible (self->unset_button, setting->choice != NULL);
  if (*setting->stated && setting->type != KAIJI_SETTING_READING)
    g_string_append_printf (stated, _ ("The documents say: %s (%s)"), setting->stated,
                            setting->stated_source);
  if (*setting->note)
    g_string_append_printf (stated, "%s%s", stated->len > 0 ? "\n" : "", setting->note);
  gtk_label_set_label (self->stated_label, stated->str);
  gtk_widget_set_visible (GTK_WIDGET (self->stated_label), stated->len > 0);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
kaiji_setting_dialog_finalize (GObject *object)
{
  KaijiSettingDialog *self = KAIJI_SETTING_DIALOG (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->scheme, kaiji_scheme_unref);
  G_OBJECT_CLASS (kaiji_setting_dialog_parent_class)->finalize (object);
}

static void
kaiji_setting_dialog_class_init (KaijiSettingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kaiji_setting_dialog_finalize;
  signal_changed = g_signal_new ("changed", KAIJI_TYPE_SETTING_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  kaiji_style_register ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/setting-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiSettingDialog, name)
  BIND (name_label);
  BIND (stated_label);
  BIND (value_label);
  BIND (value_box);
  BIND (source_entry);
  BIND (unset_button);
  BIND (error_label);
#undef BIND
  gtk_widget_class_install_action (widget_class, "setting.set", NULL, set_action);
  gtk_widget_class_install_action (widget_class, "setting.unset", NULL, unset_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
kaiji_setting_dialog_init (KaijiSettingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  self->choices = g_ptr_array_new ();
}

/**
 * kaiji_setting_dialog_new:
 * @parent: a window
 * @library: where the scheme is found
 * @scheme: the scheme
 * @key: one of its settings
 *
 * Returns: (transfer none): a dialog that GTK keeps, not shown yet
 */
GtkWidget *
kaiji_setting_dialog_new (GtkWindow *parent,
                          KaijiSchemeLibrary *library,
                          KaijiScheme *scheme,
                          const char *key)
{
  const KaijiSetting *setting = kaiji_scheme_get_setting (scheme, key);
  KaijiSettingDialog *self;

  g_return_val_if_fail (setting != NULL, NULL);
  self = g_object_new (KAIJI_TYPE_SETTING_DIALOG, "transient-for", parent, NULL);
  self->library = library;
  self->scheme = kaiji_scheme_ref (scheme);
  self->setting = setting;
  show_setting (self);
  return GTK_WIDGET (self);
}
