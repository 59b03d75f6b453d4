/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text view in the frame of an entry.
 *
 * 1. It grows with its text and never scrolls by itself: the form does.
 * 2. The count stands at the lower right, beside the text, never over it. */
#include "widgets/text-box.h"

#include <glib/gi18n-lib.h>

#include "core/text.h"

struct _KaijiTextBox
{
  KaijiEditor parent_instance;

  GtkWidget *frame;
  GtkWidget *overlay;
  GtkWidget *view;
  GtkWidget *placeholder;
  GtkWidget *count;
  guint max_chars;
  guint min_lines;
};

G_DEFINE_FINAL_TYPE (KaijiTextBox, kaiji_text_box, KAIJI_TYPE_EDITOR)

static void
update_count (KaijiTextBox *self)
{
  const char *text = kaiji_editor_get_text (KAIJI_EDITOR (self));
  guint n = kaiji_text_count (text);
  gboolean over = self->max_chars > 0 && n > self->max_chars;
  g_autofree char *said = NULL;

  if (self->max_chars > 0)
    /* Translators: characters typed / characters that fit the form */
    said = g_strdup_printf (_ ("%u/%u chars"), n, self->max_chars);
  else if (n > 0)
    said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u char", "%u chars", n), n);
  gtk_label_set_text (GTK_LABEL (self->count), said != NULL ? said : "");
  gtk_widget_set_visible (self->count, said != NULL);
  if (over)
    gtk_widget_add_css_class (self->count, "over");
  else
    gtk_widget_remove_css_class (self->count, "over");
}

static char *
dup_buffer_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
update_placeholder (KaijiTextBox *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  gtk_widget_set_visible (self->placeholder,
                          gtk_text_buffer_get_char_count (buffer) == 0
                              && !kaiji_editor_is_composing (KAIJI_EDITOR (self)));
}

static void
changed_cb (GtkTextBuffer *buffer, KaijiTextBox *self)
{
  if (!kaiji_editor_is_showing (KAIJI_EDITOR (self)))
    kaiji_editor_take_edit (KAIJI_EDITOR (self), dup_buffer_text (buffer), FALSE);
  update_placeholder (self);
}

static void
kaiji_text_box_show_text (KaijiEditor *editor, const char *text)
{
  KaijiTextBox *self = KAIJI_TEXT_BOX (editor);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  kaiji_editor_show_in_buffer (buffer, text);
}

static void
kaiji_text_box_show_read_only (KaijiEditor *editor, gboolean read_only)
{
  KaijiTextBox *self = KAIJI_TEXT_BOX (editor);

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), !read_only);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->view), !read_only);
  if (read_only)
    gtk_widget_add_css_class (self->frame, "read-only");
  else
    gtk_widget_remove_css_class (self->frame, "read-only");
}

static GtkWidget *
kaiji_text_box_get_main_widget (KaijiEditor *editor)
{
  return KAIJI_TEXT_BOX (editor)->view;
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, KaijiTextBox *self)
{
  gtk_widget_grab_focus (self->view);
}

/* A text view that was never laid out asks for no height. */
static void
update_height (KaijiTextBox *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "X");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_widget_set_size_request (self->view, -1, (int) self->min_lines * (height + 2));
}

/* The height of a line is asked for when the box is about to be shown: while a window is made the
 * fonts are still being looked for. */
static void
kaiji_text_box_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (kaiji_text_box_parent_class)->css_changed (widget, change);
  update_height (KAIJI_TEXT_BOX (widget));
}

static void
kaiji_text_box_class_init (KaijiTextBoxClass *klass)
{
  KaijiEditorClass *editor_class = KAIJI_EDITOR_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  editor_class->show_text = kaiji_text_box_show_text;
  editor_class->show_read_only = kaiji_text_box_show_read_only;
  editor_class->get_main_widget = kaiji_text_box_get_main_widget;
  widget_class->css_changed = kaiji_text_box_css_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "textbox");
}

static void
kaiji_text_box_init (KaijiTextBox *self)
{
  GtkTextView *view;
  GtkGesture *click = gtk_gesture_click_new ();

  self->frame = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->frame, "frame-of-text");
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));

  self->view = gtk_text_view_new ();
  view = GTK_TEXT_VIEW (self->view);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (self->view, TRUE);
  gtk_widget_set_valign (self->view, GTK_ALIGN_START);
  self->placeholder = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->placeholder, "placeholder");
  gtk_label_set_ellipsize (GTK_LABEL (self->placeholder), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->placeholder), 0);
  gtk_widget_set_valign (self->placeholder, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->placeholder, FALSE);
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_hexpand (self->overlay, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->view);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->placeholder);
  gtk_box_append (GTK_BOX (self->frame), self->overlay);

  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "char-count");
  gtk_widget_set_valign (self->count, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->frame), self->count);

  kaiji_editor_watch_view (KAIJI_EDITOR (self), view);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (changed_cb),
                           self, 0);
  g_signal_connect (self, "notify::text", G_CALLBACK (update_count), NULL);
  g_signal_connect (self, "notify::composing", G_CALLBACK (update_placeholder), NULL);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (self->frame, GTK_EVENT_CONTROLLER (click));
}

/**
 * kaiji_text_box_new:
 * @max_chars: characters that fit the form, 0: not stated; more only warns
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
kaiji_text_box_new (guint max_chars)
{
  KaijiTextBox *self = g_object_new (KAIJI_TYPE_TEXT_BOX, NULL);

  self->max_chars = max_chars;
  self->min_lines = 1;
  update_count (self);
  return GTK_WIDGET (self);
}

/** kaiji_text_box_get_max_chars: Returns: characters that fit the form, 0: not stated */
guint
kaiji_text_box_get_max_chars (KaijiTextBox *self)
{
  return self->max_chars;
}

/**
 * kaiji_text_box_set_min_lines:
 * @self: a text box
 * @lines: height of the empty box, in lines
 */
void
kaiji_text_box_set_min_lines (KaijiTextBox *self, guint lines)
{
  if (lines == self->min_lines)
    return;
  self->min_lines = lines;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_height (self);
}

/**
 * kaiji_text_box_set_placeholder:
 * @self: a text box
 * @text: (nullable): what is said in the empty box
 */
void
kaiji_text_box_set_placeholder (KaijiTextBox *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->placeholder), text != NULL ? text : "");
  update_placeholder (self);
}
