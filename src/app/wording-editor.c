/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the wording of 添付書類等. Nothing is written before it is applied, and then in one step.
 *
 * Source: 概要 4(4)ア */
#include "app/wording-editor.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/style.h"

struct _KaijiWordingEditor
{
  GtkPopover parent_instance;

  KaijiSession *session;
  KaijiPrompt *prompt;

  GtkTextView *text_view;
  GtkLabel *automatic_label;
  GtkWidget *stale_label;
  GtkLabel *error_label;
  GtkWidget *automatic_button;
  GtkWidget *cancel_button;
  GtkWidget *apply_button;
};

G_DEFINE_FINAL_TYPE (KaijiWordingEditor, kaiji_wording_editor, GTK_TYPE_POPOVER)

static void
set_wording (KaijiWordingEditor *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (kaiji_session_set_attachment (self->session, self->prompt->id, text, &error))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  gtk_label_set_text (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

static void
apply_cb (KaijiWordingEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  set_wording (self, g_strstrip (text));
}

static void
automatic_cb (KaijiWordingEditor *self)
{
  set_wording (self, NULL);
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply_cb (KAIJI_WORDING_EDITOR (widget));
}

static void
kaiji_wording_editor_dispose (GObject *object)
{
  KaijiWordingEditor *self = KAIJI_WORDING_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KAIJI_TYPE_WORDING_EDITOR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_wording_editor_parent_class)->dispose (object);
}

static void
kaiji_wording_editor_class_init (KaijiWordingEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_wording_editor_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/wording-editor.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiWordingEditor, name)
  BIND (text_view);
  BIND (automatic_label);
  BIND (stale_label);
  BIND (error_label);
  BIND (automatic_button);
  BIND (cancel_button);
  BIND (apply_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, automatic_cb);
  gtk_widget_class_install_action (widget_class, "wording.apply", NULL, apply_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "wording.apply", NULL);
}

static void
kaiji_wording_editor_init (KaijiWordingEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (gtk_popover_popdown), self);
}

/**
 * kaiji_wording_editor_new:
 * @session: the session
 * @prompt: a prompt of 申請書B
 *
 * Returns: (transfer floating): a popover, to be given a parent and popped up
 */
GtkWidget *
kaiji_wording_editor_new (KaijiSession *session, KaijiPrompt *prompt)
{
  KaijiWordingEditor *self = g_object_new (KAIJI_TYPE_WORDING_EDITOR, NULL);
  g_autofree char *now = kaiji_session_dup_attachment_text (session, prompt->id);
  g_autofree char *automatic = kaiji_session_dup_automatic_attachment (session, prompt->id);
  g_autofree char *said = g_strdup_printf (_ ("Automatic: %s"), automatic);
  gboolean stale;
  gboolean own = kaiji_session_has_own_attachment (session, prompt->id, &stale);

  self->session = g_object_ref (session);
  self->prompt = prompt;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), now, -1);
  gtk_label_set_text (self->automatic_label, said);
  gtk_widget_set_visible (GTK_WIDGET (self->automatic_label), *automatic != '\0');
  gtk_widget_set_visible (self->stale_label, stale);
  gtk_widget_set_sensitive (self->automatic_button, own);
  return GTK_WIDGET (self);
}
