/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry. It takes any text: what is wrong with it, a finding says. */
#include "widgets/line-entry.h"

struct _KaijiLineEntry
{
  KaijiEditor parent_instance;

  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (KaijiLineEntry, kaiji_line_entry, KAIJI_TYPE_EDITOR)

static void
changed_cb (GtkEditable *entry, KaijiEditor *self)
{
  if (!kaiji_editor_is_showing (self))
    kaiji_editor_take_edit (self, g_strdup (gtk_editable_get_text (entry)), FALSE);
}

static void
kaiji_line_entry_show_text (KaijiEditor *editor, const char *text)
{
  kaiji_editor_show_in_entry (GTK_EDITABLE (KAIJI_LINE_ENTRY (editor)->entry), text);
}

static void
kaiji_line_entry_show_read_only (KaijiEditor *editor, gboolean read_only)
{
  gtk_editable_set_editable (GTK_EDITABLE (KAIJI_LINE_ENTRY (editor)->entry), !read_only);
}

static GtkWidget *
kaiji_line_entry_get_main_widget (KaijiEditor *editor)
{
  return KAIJI_LINE_ENTRY (editor)->entry;
}

static void
kaiji_line_entry_class_init (KaijiLineEntryClass *klass)
{
  KaijiEditorClass *editor_class = KAIJI_EDITOR_CLASS (klass);

  editor_class->show_text = kaiji_line_entry_show_text;
  editor_class->show_read_only = kaiji_line_entry_show_read_only;
  editor_class->get_main_widget = kaiji_line_entry_get_main_widget;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kaiji_line_entry_init (KaijiLineEntry *self)
{
  self->entry = gtk_entry_new ();
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  kaiji_editor_watch_entry (KAIJI_EDITOR (self), GTK_ENTRY (self->entry));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, 0);
}

/**
 * kaiji_line_entry_new:
 * @purpose: what is typed, for on-screen keyboards
 * @width: px, 0: as wide as the form
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
kaiji_line_entry_new (GtkInputPurpose purpose, int width)
{
  KaijiLineEntry *self = g_object_new (KAIJI_TYPE_LINE_ENTRY, NULL);

  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), purpose);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 1);
  if (width > 0)
    {
      gtk_widget_set_size_request (self->entry, width, -1);
      gtk_widget_set_halign (self->entry, GTK_ALIGN_START);
    }
  else
    gtk_widget_set_hexpand (self->entry, TRUE);
  return GTK_WIDGET (self);
}
