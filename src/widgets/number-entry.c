/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number in free text.
 *
 * 1. The text is never changed but by typing and by choosing a unit.
 * 2. Choosing a unit replaces the unit that was read, or stands behind the number. */
#include "widgets/number-entry.h"

#include <math.h>
#include <string.h>

#include "core/number.h"
#include "widgets/drop-down.h"
#include "widgets/wrap-box.h"

struct _KaijiNumberEntry
{
  KaijiEditor parent_instance;

  GtkWidget *line;
  GtkWidget *entry;
  GtkWidget *unit; /* (nullable) */
  GtkWidget *reading;
  char **units;
};

G_DEFINE_FINAL_TYPE (KaijiNumberEntry, kaiji_number_entry, KAIJI_TYPE_EDITOR)

/* The longest unit of the form that stands in what was read; @at: (out) its byte offset. */
static guint
find_unit (KaijiNumberEntry *self, const char *text, const KaijiNumber *number, gsize *at)
{
  guint found = GTK_INVALID_LIST_POSITION;
  gsize longest = 0;

  for (guint i = 0; self->units != NULL && self->units[i] != NULL; i++)
    {
      gsize length = strlen (self->units[i]);
      const char *p = g_strstr_len (text + number->start, (gssize) (number->end - number->start),
                                    self->units[i]);

      if (p != NULL && length > longest)
        {
          found = i;
          longest = length;
          *at = (gsize) (p - text);
        }
    }
  return found;
}

static char *
dup_grouped (double value)
{
  g_autofree char *digits = NULL;
  g_autoptr (GString) grouped = g_string_new (NULL);
  const char *end, *p;

  if (fabs (value - rint (value)) < 1e-9 && fabs (value) < 1e15)
    digits = g_strdup_printf ("%.0f", value);
  else
    {
      digits = g_malloc (G_ASCII_DTOSTR_BUF_SIZE);
      g_ascii_formatd (digits, G_ASCII_DTOSTR_BUF_SIZE, "%.10g", value);
    }
  if (strchr (digits, 'e') != NULL)
    return g_steal_pointer (&digits);
  end = digits + strcspn (digits, ".");
  for (p = digits; p < end; p++)
    {
      if (p > digits && p[-1] != '-' && (end - p) % 3 == 0)
        g_string_append_c (grouped, ',');
      g_string_append_c (grouped, *p);
    }
  g_string_append (grouped, end);
  return g_string_free (g_steal_pointer (&grouped), FALSE);
}

static void
update_reading (KaijiNumberEntry *self)
{
  const char *text = kaiji_editor_get_text (KAIJI_EDITOR (self));
  KaijiNumber number;
  const char *unit;
  g_autofree char *value = NULL;
  g_autofree char *said = NULL;

  if (!kaiji_number_read (text, &number))
    {
      gtk_label_set_text (GTK_LABEL (self->reading), "");
      if (self->unit != NULL)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), GTK_INVALID_LIST_POSITION);
      return;
    }
  unit = number.unit;
  if (*unit == '\0' && self->units != NULL && g_strv_length (self->units) == 1)
    unit = self->units[0];
  value = dup_grouped (number.value);
  said = *unit != '\0' ? g_strdup_printf ("= %s %s", value, unit) : g_strdup_printf ("= %s", value);
  gtk_label_set_text (GTK_LABEL (self->reading), said);
  if (self->unit != NULL)
    {
      gsize at;

      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), find_unit (self, text, &number, &at));
    }
}

static void
text_changed_cb (KaijiNumberEntry *self)
{
  /* Drop-downs that follow the text say nothing new. */
  if (self->unit != NULL)
    g_signal_handlers_block_matched (self->unit, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  update_reading (self);
  if (self->unit != NULL)
    g_signal_handlers_unblock_matched (self->unit, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
}

/**
 * kaiji_number_entry_choose_unit:
 * @self: a number entry
 * @unit: index of a unit
 *
 * Writes the unit behind the number, as the user does.
 */
void
kaiji_number_entry_choose_unit (KaijiNumberEntry *self, guint unit)
{
  const char *text = kaiji_editor_get_text (KAIJI_EDITOR (self));
  g_autofree char *changed = NULL;
  KaijiNumber number;

  g_return_if_fail (self->units != NULL && unit < g_strv_length (self->units));
  if (kaiji_number_read (text, &number))
    {
      gsize at = number.end;
      guint before = find_unit (self, text, &number, &at);
      gsize length = before != GTK_INVALID_LIST_POSITION ? strlen (self->units[before]) : 0;

      changed = g_strdup_printf ("%.*s%s%s", (int) at, text, self->units[unit], text + at + length);
    }
  else
    changed = g_strconcat (text, self->units[unit], NULL);
  kaiji_editor_set_text_by_user (KAIJI_EDITOR (self), changed);
}

static void
unit_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, KaijiNumberEntry *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (selected != GTK_INVALID_LIST_POSITION && !kaiji_editor_is_showing (KAIJI_EDITOR (self)))
    kaiji_number_entry_choose_unit (self, selected);
}

static void
changed_cb (GtkEditable *entry, KaijiEditor *self)
{
  if (!kaiji_editor_is_showing (self))
    kaiji_editor_take_edit (self, g_strdup (gtk_editable_get_text (entry)), FALSE);
}

static void
kaiji_number_entry_show_text (KaijiEditor *editor, const char *text)
{
  kaiji_editor_show_in_entry (GTK_EDITABLE (KAIJI_NUMBER_ENTRY (editor)->entry), text);
}

static void
kaiji_number_entry_show_read_only (KaijiEditor *editor, gboolean read_only)
{
  KaijiNumberEntry *self = KAIJI_NUMBER_ENTRY (editor);

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), !read_only);
  if (self->unit != NULL)
    gtk_widget_set_sensitive (self->unit, !read_only);
}

static GtkWidget *
kaiji_number_entry_get_main_widget (KaijiEditor *editor)
{
  return KAIJI_NUMBER_ENTRY (editor)->entry;
}

static GtkWidget *
kaiji_number_entry_get_second_widget (KaijiEditor *editor)
{
  return KAIJI_NUMBER_ENTRY (editor)->unit;
}

static void
kaiji_number_entry_finalize (GObject *object)
{
  g_strfreev (KAIJI_NUMBER_ENTRY (object)->units);
  G_OBJECT_CLASS (kaiji_number_entry_parent_class)->finalize (object);
}

static void
kaiji_number_entry_class_init (KaijiNumberEntryClass *klass)
{
  KaijiEditorClass *editor_class = KAIJI_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kaiji_number_entry_finalize;
  editor_class->show_text = kaiji_number_entry_show_text;
  editor_class->show_read_only = kaiji_number_entry_show_read_only;
  editor_class->get_main_widget = kaiji_number_entry_get_main_widget;
  editor_class->get_second_widget = kaiji_number_entry_get_second_widget;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kaiji_number_entry_init (KaijiNumberEntry *self)
{
  self->line = kaiji_wrap_box_new (6, 3, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 1);
  kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->line), self->entry);
  kaiji_editor_watch_entry (KAIJI_EDITOR (self), GTK_ENTRY (self->entry));
  self->reading = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->reading), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->reading), 0);
  gtk_widget_add_css_class (self->reading, "reading");
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect (self, "notify::text", G_CALLBACK (text_changed_cb), NULL);
}

/**
 * kaiji_number_entry_new:
 * @units: (nullable): units that the form offers
 * @width: of the entry, px
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
kaiji_number_entry_new (const char *const *units, int width)
{
  KaijiNumberEntry *self = g_object_new (KAIJI_TYPE_NUMBER_ENTRY, NULL);

  gtk_widget_set_size_request (self->entry, width, -1);
  self->units = g_strdupv ((char **) units);
  if (units != NULL && g_strv_length (self->units) > 1)
    {
      self->unit = gtk_drop_down_new_from_strings (units);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), GTK_INVALID_LIST_POSITION);
      kaiji_drop_down_name_button (GTK_DROP_DOWN (self->unit));
      kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->line), self->unit);
      g_signal_connect_object (self->unit, "notify::selected", G_CALLBACK (unit_selected_cb), self,
                               0);
    }
  kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->line), self->reading);
  return GTK_WIDGET (self);
}

/** kaiji_number_entry_get_reading: Returns: (transfer none): how the number is read, "" for none */
const char *
kaiji_number_entry_get_reading (KaijiNumberEntry *self)
{
  return gtk_label_get_text (GTK_LABEL (self->reading));
}
