/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When an edit is committed.
 *
 * 1. `committed` is what the case holds as far as this field knows; only a text that differs from
 *    it is committed.
 * 2. Typing on joins the step before, until the focus leaves, a discrete edit is made, or the
 *    case changes by other hands (undo).
 * 3. While an input method composes the clock stands still; leaving the field ends composing, so
 *    its text comes first. */
#include "widgets/settle.h"

struct _KaijiSettle
{
  GObject parent_instance;

  KaijiEditor *editor; /* weak */
  char *committed;
  guint timeout;
  gboolean join;
};

G_DEFINE_FINAL_TYPE (KaijiSettle, kaiji_settle, G_TYPE_OBJECT)

static guint commit_signal;

/* @force: the field is left for good, what an input method has given is taken as it is. */
static void
commit (KaijiSettle *self, gboolean force)
{
  const char *text;

  if (self->editor == NULL || (!force && kaiji_editor_is_composing (self->editor)))
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  text = kaiji_editor_get_text (self->editor);
  if (g_strcmp0 (text, self->committed) == 0)
    return;
  g_free (self->committed);
  self->committed = g_strdup (text);
  g_signal_emit (self, commit_signal, 0, self->committed, self->join);
  self->join = TRUE;
}

static gboolean
settled_cb (gpointer user_data)
{
  KaijiSettle *self = user_data;

  self->timeout = 0;
  commit (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
restart (KaijiSettle *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (kaiji_settle_is_dirty (self) && !kaiji_editor_is_composing (self->editor))
    self->timeout = g_timeout_add (KAIJI_SETTLE_MS, settled_cb, self);
}

static void
edited_cb (KaijiSettle *self, gboolean discrete)
{
  g_autoptr (KaijiSettle) alive = g_object_ref (self);

  if (!discrete)
    {
      restart (self);
      return;
    }
  self->join = FALSE;
  commit (self, FALSE);
  self->join = FALSE;
}

static void
focus_left_cb (KaijiSettle *self)
{
  g_autoptr (KaijiSettle) alive = g_object_ref (self);

  commit (self, TRUE);
  self->join = FALSE;
}

/**
 * kaiji_settle_new:
 * @editor: the control to watch
 *
 * Returns: (transfer full): keeps no reference on @editor
 */
KaijiSettle *
kaiji_settle_new (KaijiEditor *editor)
{
  KaijiSettle *self = g_object_new (KAIJI_TYPE_SETTLE, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_set_weak_pointer (&self->editor, editor);
  self->committed = g_strdup (kaiji_editor_get_text (editor));
  g_signal_connect_object (editor, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::composing", G_CALLBACK (restart), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (editor), focus);
  return self;
}

/**
 * kaiji_settle_show:
 * @self: a settle
 * @text: (nullable): what the case holds now
 *
 * Shows a change of the case. Our own commit coming back changes nothing, so that text typed since
 * is kept; what others changed is shown.
 */
void
kaiji_settle_show (KaijiSettle *self, const char *text)
{
  if (text == NULL)
    text = "";
  if (self->editor == NULL || g_strcmp0 (text, self->committed) == 0)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_free (self->committed);
  self->committed = g_strdup (text);
  self->join = FALSE;
  kaiji_editor_set_text (self->editor, text);
}

/**
 * kaiji_settle_flush:
 * @self: a settle
 *
 * Commits now what is not committed yet.
 */
void
kaiji_settle_flush (KaijiSettle *self)
{
  commit (self, TRUE);
}

/**
 * kaiji_settle_is_dirty:
 * @self: a settle
 *
 * Returns: whether there is an edit that is not committed yet
 */
gboolean
kaiji_settle_is_dirty (KaijiSettle *self)
{
  return self->editor != NULL
         && g_strcmp0 (kaiji_editor_get_text (self->editor), self->committed) != 0;
}

static void
kaiji_settle_dispose (GObject *object)
{
  KaijiSettle *self = KAIJI_SETTLE (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_weak_pointer (&self->editor);
  G_OBJECT_CLASS (kaiji_settle_parent_class)->dispose (object);
}

static void
kaiji_settle_finalize (GObject *object)
{
  g_free (KAIJI_SETTLE (object)->committed);
  G_OBJECT_CLASS (kaiji_settle_parent_class)->finalize (object);
}

static void
kaiji_settle_class_init (KaijiSettleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kaiji_settle_dispose;
  object_class->finalize = kaiji_settle_finalize;
  commit_signal = g_signal_new ("commit", KAIJI_TYPE_SETTLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
kaiji_settle_init (KaijiSettle *self)
{
}
