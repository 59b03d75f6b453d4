/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of the controls of an answer.
 *
 * 1. `text` is the one truth; children only show it.
 * 2. What children emit while a text is being shown is no edit (gtk_editable_set_text() emits
 *    "changed" twice, first with an empty text).
 * 3. While an input method composes, `composing` is TRUE; nothing is written back to the child.
 * 4. GTK's own undo is off: Ctrl+Z belongs to the journal. */
#include "widgets/editor.h"

#include <string.h>

typedef struct
{
  char *text;
  char *held; /* (nullable) shown when the input method is done */
  guint showing;
  gboolean composing;
  gboolean read_only;
  GtkWidget *pasting; /* (unowned) where the text of the clipboard goes */
} KaijiEditorPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KaijiEditor, kaiji_editor, GTK_TYPE_WIDGET)

enum
{
  PROP_TEXT = 1,
  PROP_COMPOSING,
  PROP_READ_ONLY,
  N_PROPS,
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_BLOCK_PASTED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static KaijiEditorPrivate *
get_private (KaijiEditor *self)
{
  return kaiji_editor_get_instance_private (self);
}

static void
show_text (KaijiEditor *self, const char *text)
{
  KaijiEditorPrivate *priv = get_private (self);

  priv->showing++;
  KAIJI_EDITOR_GET_CLASS (self)->show_text (self, text);
  priv->showing--;
}

static void
set_composing (KaijiEditor *self, gboolean composing)
{
  KaijiEditorPrivate *priv = get_private (self);

  if (priv->composing == composing)
    return;
  priv->composing = composing;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPOSING]);
  if (!composing && priv->held != NULL)
    {
      g_autofree char *held = g_steal_pointer (&priv->held);

      show_text (self, held);
    }
}

static void
preedit_changed_cb (KaijiEditor *self, const char *preedit)
{
  set_composing (self, preedit != NULL && *preedit != '\0');
}

static GtkWidget *
get_main_widget (KaijiEditor *self)
{
  return KAIJI_EDITOR_GET_CLASS (self)->get_main_widget (self);
}

static GtkWidget *
get_second_widget (KaijiEditor *self)
{
  KaijiEditorClass *klass = KAIJI_EDITOR_GET_CLASS (self);

  return klass->get_second_widget != NULL ? klass->get_second_widget (self) : NULL;
}

static void
insert_at (GtkWidget *widget, const char *text)
{
  if (GTK_IS_TEXT (widget))
    {
      GtkEditable *editable = GTK_EDITABLE (widget);
      int position;

      gtk_editable_delete_selection (editable);
      position = gtk_editable_get_position (editable);
      gtk_editable_insert_text (editable, text, -1, &position);
      gtk_editable_set_position (editable, position);
    }
  else if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));

      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
      gtk_text_buffer_end_user_action (buffer);
    }
}

/* Ends with a line end only: still one cell. */
static gboolean
is_block (const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    length--;
  return memchr (text, '\n', length) != NULL || memchr (text, '\t', length) != NULL
         || memchr (text, '\r', length) != NULL;
}

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KaijiEditor) self = user_data;
  KaijiEditorPrivate *priv = get_private (self);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkWidget *where = priv->pasting;
  gboolean taken = FALSE;

  g_clear_weak_pointer (&priv->pasting);
  if (text == NULL || where == NULL || priv->read_only)
    return;
  if (is_block (text))
    g_signal_emit (self, signals[SIGNAL_BLOCK_PASTED], 0, text, where, &taken);
  if (!taken)
    kaiji_editor_insert_at (self, where, text);
}

/**
 * kaiji_editor_read_clipboard:
 * @self: an editor
 * @where: the child that the text goes to
 *
 * Pastes: offers several lines or cells through `block-pasted` first.
 */
void
kaiji_editor_read_clipboard (KaijiEditor *self, GtkWidget *where)
{
  KaijiEditorPrivate *priv = get_private (self);

  if (priv->read_only || priv->pasting != NULL)
    return;
  g_set_weak_pointer (&priv->pasting, where);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (where), NULL, clipboard_read_cb,
                                 g_object_ref (self));
}

static void
paste_clipboard_cb (GtkWidget *widget, KaijiEditor *self)
{
  g_signal_stop_emission_by_name (widget, "paste-clipboard");
  kaiji_editor_read_clipboard (self, widget);
}

static void
inner_composing_cb (KaijiEditor *self, GParamSpec *pspec, KaijiEditor *inner)
{
  set_composing (self, kaiji_editor_is_composing (inner));
}

static gboolean
inner_block_pasted_cb (KaijiEditor *self, const char *text, GtkWidget *where, KaijiEditor *inner)
{
  gboolean taken = FALSE;

  g_signal_emit (self, signals[SIGNAL_BLOCK_PASTED], 0, text, where, &taken);
  return taken;
}

/**
 * kaiji_editor_watch_inner:
 * @self: an editor
 * @inner: an editor in it that shows a part of the answer
 *
 * Follows the input method and the clipboard of @inner.
 */
void
kaiji_editor_watch_inner (KaijiEditor *self, KaijiEditor *inner)
{
  g_signal_connect_object (inner, "notify::composing", G_CALLBACK (inner_composing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (inner, "block-pasted", G_CALLBACK (inner_block_pasted_cb), self,
                           G_CONNECT_SWAPPED);
}

/* What differs: @from … @from + @removed characters of @before become the @added bytes at @text. */
typedef struct
{
  int from;
  int removed;
  const char *text;
  int added;
} Difference;

static Difference
find_difference (const char *before, const char *after)
{
  const char *b = before, *a = after;
  const char *b_end = before + strlen (before), *a_end = after + strlen (after);

  while (*b != '\0' && *a != '\0' && g_utf8_get_char (b) == g_utf8_get_char (a))
    {
      b = g_utf8_next_char (b);
      a = g_utf8_next_char (a);
    }
  while (b_end > b && a_end > a)
    {
      const char *b_last = g_utf8_prev_char (b_end), *a_last = g_utf8_prev_char (a_end);

      if (g_utf8_get_char (b_last) != g_utf8_get_char (a_last))
        break;
      b_end = b_last;
      a_end = a_last;
    }
  return (Difference){ (int) g_utf8_pointer_to_offset (before, b),
                       (int) g_utf8_pointer_to_offset (b, b_end), a, (int) (a_end - a) };
}

/**
 * kaiji_editor_show_in_entry:
 * @entry: a child of an editor
 * @text: what it is to show
 *
 * Changes only what differs, so that the caret stays where it is or goes to the change.
 */
void
kaiji_editor_show_in_entry (GtkEditable *entry, const char *text)
{
  g_autofree char *before = g_strdup (gtk_editable_get_text (entry));
  Difference difference = find_difference (before, text);
  int position = difference.from;

  if (difference.removed == 0 && difference.added == 0)
    return;
  gtk_editable_delete_text (entry, position, position + difference.removed);
  gtk_editable_insert_text (entry, difference.text, difference.added, &position);
  if (gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (entry))))
    gtk_editable_set_position (entry, position);
}

/**
 * kaiji_editor_show_in_buffer:
 * @buffer: the buffer of a child of an editor
 * @text: what it is to show
 *
 * As kaiji_editor_show_in_entry().
 */
void
kaiji_editor_show_in_buffer (GtkTextBuffer *buffer, const char *text)
{
  GtkTextIter start, end;
  g_autofree char *before = NULL;
  Difference difference;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  before = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  difference = find_difference (before, text);
  if (difference.removed == 0 && difference.added == 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, difference.from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, difference.from + difference.removed);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, difference.text, difference.added);
  gtk_text_buffer_place_cursor (buffer, &start);
}

/**
 * kaiji_editor_watch_entry:
 * @self: an editor
 * @entry: a child of it that the answer is typed in
 *
 * Follows the input method and the clipboard of @entry and leaves undo to the journal.
 */
void
kaiji_editor_watch_entry (KaijiEditor *self, GtkEntry *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));

  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "paste-clipboard", G_CALLBACK (paste_clipboard_cb), self, 0);
}

/**
 * kaiji_editor_watch_view:
 * @self: an editor
 * @view: a child of it that the answer is typed in
 *
 * As kaiji_editor_watch_entry().
 */
void
kaiji_editor_watch_view (KaijiEditor *self, GtkTextView *view)
{
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (view), FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  g_signal_connect_object (view, "preedit-changed", G_CALLBACK (preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "paste-clipboard", G_CALLBACK (paste_clipboard_cb), self, 0);
}

/**
 * kaiji_editor_take_edit:
 * @self: an editor
 * @text: (transfer full): the whole answer after the edit
 * @discrete: at one stroke, not by typing
 *
 * What a subclass calls when its child changed. Does nothing while a text is being shown.
 */
void
kaiji_editor_take_edit (KaijiEditor *self, char *text, gboolean discrete)
{
  KaijiEditorPrivate *priv = get_private (self);
  g_autofree char *owned = text;

  if (priv->showing > 0 || g_strcmp0 (priv->text, text) == 0)
    return;
  g_clear_pointer (&priv->held, g_free);
  g_free (priv->text);
  priv->text = g_steal_pointer (&owned);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, discrete);
}

/**
 * kaiji_editor_is_showing:
 * @self: an editor
 *
 * Returns: whether a text is being shown, so that what children emit is no edit
 */
gboolean
kaiji_editor_is_showing (KaijiEditor *self)
{
  return get_private (self)->showing > 0;
}

/**
 * kaiji_editor_get_text:
 * @self: an editor
 *
 * Returns: (transfer none): the answer, "" for none
 */
const char *
kaiji_editor_get_text (KaijiEditor *self)
{
  g_return_val_if_fail (KAIJI_IS_EDITOR (self), "");
  return get_private (self)->text;
}

/**
 * kaiji_editor_set_text:
 * @self: an editor
 * @text: (nullable): the answer
 *
 * Shows another answer. While an input method composes, it waits until that is done.
 */
void
kaiji_editor_set_text (KaijiEditor *self, const char *text)
{
  KaijiEditorPrivate *priv;

  g_return_if_fail (KAIJI_IS_EDITOR (self));
  priv = get_private (self);
  if (text == NULL)
    text = "";
  if (g_strcmp0 (priv->text, text) == 0)
    return;
  g_free (priv->text);
  priv->text = g_strdup (text);
  if (priv->composing)
    {
      g_free (priv->held);
      priv->held = g_strdup (text);
    }
  else
    show_text (self, text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

/**
 * kaiji_editor_set_text_by_user:
 * @self: an editor
 * @text: the answer
 *
 * Shows another answer as an edit by the user, made at one stroke.
 */
void
kaiji_editor_set_text_by_user (KaijiEditor *self, const char *text)
{
  KaijiEditorPrivate *priv = get_private (self);
  gboolean differs = g_strcmp0 (priv->text, text) != 0;

  if (priv->read_only)
    return;
  if (differs)
    {
      g_clear_pointer (&priv->held, g_free);
      g_free (priv->text);
      priv->text = g_strdup (text);
    }
  show_text (self, priv->text);
  if (!differs)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, TRUE);
}

/**
 * kaiji_editor_is_composing:
 * @self: an editor
 *
 * Returns: whether an input method holds text that is not yet in the answer
 */
gboolean
kaiji_editor_is_composing (KaijiEditor *self)
{
  g_return_val_if_fail (KAIJI_IS_EDITOR (self), FALSE);
  return get_private (self)->composing;
}

/**
 * kaiji_editor_get_read_only:
 * @self: an editor
 *
 * Returns: whether the answer can only be read
 */
gboolean
kaiji_editor_get_read_only (KaijiEditor *self)
{
  g_return_val_if_fail (KAIJI_IS_EDITOR (self), FALSE);
  return get_private (self)->read_only;
}

/**
 * kaiji_editor_set_read_only:
 * @self: an editor
 * @read_only: whether the answer can only be read
 *
 * A read-only text stays selectable.
 */
void
kaiji_editor_set_read_only (KaijiEditor *self, gboolean read_only)
{
  KaijiEditorPrivate *priv;

  g_return_if_fail (KAIJI_IS_EDITOR (self));
  priv = get_private (self);
  read_only = !!read_only;
  if (priv->read_only == read_only)
    return;
  priv->read_only = read_only;
  KAIJI_EDITOR_GET_CLASS (self)->show_read_only (self, read_only);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READ_ONLY]);
}

static void
label_widget (GtkWidget *widget, GtkWidget *label)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  /* The button in a drop-down list has the keyboard. */
  if (GTK_IS_DROP_DOWN (widget))
    label_widget (gtk_widget_get_first_child (widget), label);
}

/**
 * kaiji_editor_set_labelled_by:
 * @self: an editor
 * @label: the label of the field
 *
 * Names the control for assistive technology.
 */
void
kaiji_editor_set_labelled_by (KaijiEditor *self, GtkWidget *label)
{
  GtkWidget *second = get_second_widget (self);

  label_widget (get_main_widget (self), label);
  if (second != NULL)
    label_widget (second, label);
}

/**
 * kaiji_editor_set_name:
 * @self: an editor
 * @name: accessible name, where no label on the screen says it
 */
void
kaiji_editor_set_name (KaijiEditor *self, const char *name)
{
  GtkWidget *second = get_second_widget (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (get_main_widget (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (second != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (second), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

/**
 * kaiji_editor_set_invalid:
 * @self: an editor
 * @invalid: whether a blocking finding stands on the answer
 * @described_by: (nullable): the widget that says what is wrong
 */
void
kaiji_editor_set_invalid (KaijiEditor *self, gboolean invalid, GtkWidget *described_by)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (get_main_widget (self));

  if (invalid)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                                 GTK_ACCESSIBLE_INVALID_TRUE, -1);
  else
    gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
  if (described_by != NULL)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, described_by,
                                    NULL, -1);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}

/**
 * kaiji_editor_insert_at:
 * @self: an editor
 * @where: the child that has the caret
 * @text: text that is pasted
 *
 * Pastes as an edit by the user; into a control with no caret only when there is no answer yet.
 */
void
kaiji_editor_insert_at (KaijiEditor *self, GtkWidget *where, const char *text)
{
  KaijiEditorPrivate *priv = get_private (self);

  if (priv->read_only)
    return;
  if (GTK_IS_TEXT (where) || GTK_IS_TEXT_VIEW (where))
    insert_at (where, text);
  else if (*priv->text == '\0')
    kaiji_editor_set_text_by_user (self, text);
}

static gboolean
kaiji_editor_grab_focus (GtkWidget *widget)
{
  KaijiEditor *self = KAIJI_EDITOR (widget);
  KaijiEditorClass *klass = KAIJI_EDITOR_GET_CLASS (self);

  return gtk_widget_grab_focus (klass->get_focus_widget != NULL ? klass->get_focus_widget (self)
                                                                : klass->get_main_widget (self));
}

static void
kaiji_editor_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KaijiEditorPrivate *priv = get_private (KAIJI_EDITOR (object));

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, priv->text);
      break;
    case PROP_COMPOSING:
      g_value_set_boolean (value, priv->composing);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, priv->read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kaiji_editor_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TEXT:
      kaiji_editor_set_text (KAIJI_EDITOR (object), g_value_get_string (value));
      break;
    case PROP_READ_ONLY:
      kaiji_editor_set_read_only (KAIJI_EDITOR (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kaiji_editor_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_weak_pointer (&get_private (KAIJI_EDITOR (object))->pasting);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kaiji_editor_parent_class)->dispose (object);
}

static void
kaiji_editor_finalize (GObject *object)
{
  KaijiEditorPrivate *priv = get_private (KAIJI_EDITOR (object));

  g_free (priv->text);
  g_free (priv->held);
  G_OBJECT_CLASS (kaiji_editor_parent_class)->finalize (object);
}

static void
kaiji_editor_class_init (KaijiEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kaiji_editor_get_property;
  object_class->set_property = kaiji_editor_set_property;
  object_class->dispose = kaiji_editor_dispose;
  object_class->finalize = kaiji_editor_finalize;
  widget_class->grab_focus = kaiji_editor_grab_focus;

  props[PROP_TEXT] = g_param_spec_string (
      "text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_COMPOSING] = g_param_spec_boolean ("composing", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_READ_ONLY] =
      g_param_spec_boolean ("read-only", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", KAIJI_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_BLOCK_PASTED] = g_signal_new ("block-pasted", KAIJI_TYPE_EDITOR, G_SIGNAL_RUN_LAST,
                                               0, g_signal_accumulator_true_handled, NULL, NULL,
                                               G_TYPE_BOOLEAN, 2, G_TYPE_STRING, GTK_TYPE_WIDGET);
  gtk_widget_class_set_css_name (widget_class, "editor");
}

static void
kaiji_editor_init (KaijiEditor *self)
{
  get_private (self)->text = g_strdup ("");
}
