/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day as text, with a calendar.
 *
 * 1. Nothing is reformatted: the reading stands beside the text.
 * 2. A day picked from the calendar is written in the form of the day that was there. */
#include "widgets/date-entry.h"

#include <glib/gi18n-lib.h>

#include "widgets/wrap-box.h"

struct _KaijiDateEntry
{
  KaijiEditor parent_instance;

  GtkWidget *line;
  GtkWidget *entry;
  GtkWidget *reading;
  GtkWidget *advice;  /* shown when there is one */
  GtkWidget *popover; /* (nullable) made when first opened */
  GtkWidget *calendar;
  KaijiDate today;
  KaijiDateRemarkFunc remark;
  gpointer remark_data;
  GDestroyNotify remark_destroy;
};

G_DEFINE_FINAL_TYPE (KaijiDateEntry, kaiji_date_entry, KAIJI_TYPE_EDITOR)

static void
update_reading (KaijiDateEntry *self)
{
  g_autofree char *said = NULL, *advice = NULL;
  KaijiDate date;

  if (kaiji_date_parse (kaiji_editor_get_text (KAIJI_EDITOR (self)), &date))
    {
      if (self->remark != NULL)
        said = self->remark (date, &advice, self->remark_data);
      if (said == NULL || *said == '\0')
        {
          g_free (said);
          said = kaiji_date_to_era_weekday (date);
        }
    }
  gtk_label_set_text (GTK_LABEL (self->reading), said != NULL ? said : "");
  gtk_label_set_text (GTK_LABEL (self->advice), advice != NULL ? advice : "");
  gtk_widget_set_visible (self->advice, advice != NULL && *advice != '\0');
}

/* @date in the form of @like, which is what stands in the entry. */
static char *
dup_date_like (KaijiDate date, const char *like)
{
  KaijiDate before;

  if (kaiji_date_parse (like, &before))
    {
      g_autofree char *japanese = kaiji_date_to_japanese (before);
      g_autofree char *era = kaiji_date_to_era (before);

      if (g_strcmp0 (like, japanese) == 0)
        return kaiji_date_to_japanese (date);
      if (g_strcmp0 (like, era) == 0)
        return kaiji_date_to_era (date);
    }
  return kaiji_date_to_iso (date);
}

/**
 * kaiji_date_entry_pick:
 * @self: a date entry
 * @date: a day
 *
 * Enters @date as the user does by picking it from the calendar.
 */
void
kaiji_date_entry_pick (KaijiDateEntry *self, KaijiDate date)
{
  g_autofree char *text = dup_date_like (date, kaiji_editor_get_text (KAIJI_EDITOR (self)));

  kaiji_editor_set_text_by_user (KAIJI_EDITOR (self), text);
}

static KaijiDate
get_picked (KaijiDateEntry *self)
{
  g_autoptr (GDateTime) picked = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

  return (KaijiDate){ g_date_time_get_year (picked), g_date_time_get_month (picked),
                      g_date_time_get_day_of_month (picked) };
}

static void
take_picked (KaijiDateEntry *self)
{
  kaiji_date_entry_pick (self, get_picked (self));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->entry);
}

static void
show_in_calendar (KaijiDateEntry *self, KaijiDate date)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (date.year, date.month, date.day, 0, 0, 0);

  if (day != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
}

static void
released_cb (GtkGestureClick *click, int n_press, double x, double y, KaijiDateEntry *self)
{
  GtkWidget *picked = gtk_widget_pick (self->calendar, x, y, GTK_PICK_DEFAULT);

  /* Days are labels; the arrows above them are buttons. */
  if (picked != NULL && gtk_widget_has_css_class (picked, "day-number"))
    take_picked (self);
}

static gboolean
enter_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  take_picked (KAIJI_DATE_ENTRY (user_data));
  return TRUE;
}

static void
today_cb (KaijiDateEntry *self)
{
  show_in_calendar (self, self->today);
  take_picked (self);
}

static void
add_shortcut (GtkWidget *widget, const char *trigger, GtkShortcutFunc func, gpointer data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_callback_action_new (func, data, NULL)));
  gtk_widget_add_controller (widget, controller);
}

static void
create_popover (KaijiDateEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *today = gtk_button_new_with_label (_ ("Today"));
  GtkGesture *click = gtk_gesture_click_new ();

  self->calendar = gtk_calendar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_BUBBLE);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (self->calendar, GTK_EVENT_CONTROLLER (click));
  add_shortcut (self->calendar, "Return|KP_Enter", enter_cb, self);
  g_signal_connect_object (today, "clicked", G_CALLBACK (today_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), today);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
open_calendar (KaijiDateEntry *self)
{
  GdkRectangle icon;
  KaijiDate date;
  double x, y;

  if (kaiji_editor_get_read_only (KAIJI_EDITOR (self)))
    return;
  if (self->popover == NULL)
    create_popover (self);
  if (!kaiji_date_parse (kaiji_editor_get_text (KAIJI_EDITOR (self)), &date))
    date = self->today;
  show_in_calendar (self, date);
  gtk_entry_get_icon_area (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, &icon);
  gtk_widget_translate_coordinates (self->entry, GTK_WIDGET (self), icon.x, icon.y, &x, &y);
  icon.x = (int) x;
  icon.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &icon);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->calendar);
}

static gboolean
open_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  open_calendar (KAIJI_DATE_ENTRY (user_data));
  return TRUE;
}

static void
changed_cb (GtkEditable *entry, KaijiEditor *self)
{
  if (!kaiji_editor_is_showing (self))
    kaiji_editor_take_edit (self, g_strdup (gtk_editable_get_text (entry)), FALSE);
}

static void
kaiji_date_entry_show_text (KaijiEditor *editor, const char *text)
{
  kaiji_editor_show_in_entry (GTK_EDITABLE (KAIJI_DATE_ENTRY (editor)->entry), text);
}

static void
kaiji_date_entry_show_read_only (KaijiEditor *editor, gboolean read_only)
{
  KaijiDateEntry *self = KAIJI_DATE_ENTRY (editor);

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), !read_only);
  gtk_entry_set_icon_sensitive (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, !read_only);
}

static GtkWidget *
kaiji_date_entry_get_main_widget (KaijiEditor *editor)
{
  return KAIJI_DATE_ENTRY (editor)->entry;
}

static void
kaiji_date_entry_dispose (GObject *object)
{
  KaijiDateEntry *self = KAIJI_DATE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  kaiji_date_entry_set_remark_func (self, NULL, NULL, NULL);
  G_OBJECT_CLASS (kaiji_date_entry_parent_class)->dispose (object);
}

static void
kaiji_date_entry_class_init (KaijiDateEntryClass *klass)
{
  KaijiEditorClass *editor_class = KAIJI_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_date_entry_dispose;
  editor_class->show_text = kaiji_date_entry_show_text;
  editor_class->show_read_only = kaiji_date_entry_show_read_only;
  editor_class->get_main_widget = kaiji_date_entry_get_main_widget;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kaiji_date_entry_init (KaijiDateEntry *self)
{
  GtkEntry *entry;

  self->line = kaiji_wrap_box_new (12, 3, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  self->entry = gtk_entry_new ();
  entry = GTK_ENTRY (self->entry);
  gtk_widget_set_size_request (self->entry, 204, -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 1);
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, _ ("Calendar (Alt+Down)"));
  kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->line), self->entry);
  kaiji_editor_watch_entry (KAIJI_EDITOR (self), entry);
  self->reading = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->reading), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->reading), 0);
  gtk_widget_add_css_class (self->reading, "reading");
  kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->line), self->reading);
  self->advice = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->advice), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->advice), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->advice), 0);
  gtk_widget_add_css_class (self->advice, "reading");
  gtk_widget_set_visible (self->advice, FALSE);
  kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->line), self->advice);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->entry, "icon-press", G_CALLBACK (open_calendar), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::text", G_CALLBACK (update_reading), NULL);
  add_shortcut (GTK_WIDGET (self), "<Alt>Down", open_cb, self);
}

/**
 * kaiji_date_entry_new:
 * @today: the day that an empty calendar opens at
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
kaiji_date_entry_new (KaijiDate today)
{
  KaijiDateEntry *self = g_object_new (KAIJI_TYPE_DATE_ENTRY, NULL);

  self->today = kaiji_date_is_valid (today) ? today : kaiji_date_today ();
  return GTK_WIDGET (self);
}

/** kaiji_date_entry_get_reading: Returns: (transfer none): era and weekday, "" for no date */
const char *
kaiji_date_entry_get_reading (KaijiDateEntry *self)
{
  return gtk_label_get_text (GTK_LABEL (self->reading));
}

/** kaiji_date_entry_get_advice: Returns: (transfer none): what else is said of the day, "" */
const char *
kaiji_date_entry_get_advice (KaijiDateEntry *self)
{
  return gtk_label_get_text (GTK_LABEL (self->advice));
}

/**
 * kaiji_date_entry_set_remark_func:
 * @self: a date entry
 * @func: (nullable): says what stands beside a day
 * @data: for @func
 * @destroy: (nullable): frees @data
 */
void
kaiji_date_entry_set_remark_func (KaijiDateEntry *self,
                                  KaijiDateRemarkFunc func,
                                  gpointer data,
                                  GDestroyNotify destroy)
{
  gpointer old = self->remark_data;
  GDestroyNotify old_destroy = self->remark_destroy;

  self->remark = func;
  self->remark_data = data;
  self->remark_destroy = destroy;
  if (old_destroy != NULL)
    old_destroy (old);
  if (func != NULL)
    update_reading (self);
}

/**
 * kaiji_date_entry_set_compact:
 * @self: a date entry
 *
 * As wide as its place is and without the reading, for cells of a table.
 */
void
kaiji_date_entry_set_compact (KaijiDateEntry *self)
{
  g_autoptr (GtkWidget) entry = g_object_ref (self->entry);

  kaiji_wrap_box_remove (KAIJI_WRAP_BOX (self->line), entry);
  gtk_widget_set_parent (entry, GTK_WIDGET (self));
  gtk_widget_set_size_request (entry, 90, -1);
  gtk_widget_set_visible (self->line, FALSE);
}
