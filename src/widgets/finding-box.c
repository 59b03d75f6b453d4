/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box in the colours of its severity. The severity stands there as sign, word and colour. */
#include "widgets/finding-box.h"

#include <glib/gi18n-lib.h>

#include "widgets/severity-icon.h"

struct _KaijiFindingBox
{
  GtkWidget parent_instance;

  KaijiFinding *finding;
};

G_DEFINE_FINAL_TYPE (KaijiFindingBox, kaiji_finding_box, GTK_TYPE_WIDGET)

static guint remedy_signal;

static void
clicked_cb (KaijiFindingBox *self)
{
  g_signal_emit (self, remedy_signal, 0);
}

static const char *
get_action_label (KaijiFinding *finding)
{
  switch (kaiji_finding_get_remedy (finding))
    {
    case KAIJI_REMEDY_CITE:
      return _ ("Add citation");
    case KAIJI_REMEDY_ANSWER:
      return _ ("Fill in");
    case KAIJI_REMEDY_READ:
      break;
    }
  return NULL;
}

static char *
dup_markup (KaijiFinding *finding)
{
  const char *word = kaiji_mark_get_word ((KaijiMarkKind) kaiji_finding_get_severity (finding));
  const char *advice = kaiji_finding_get_advice (finding);
  const char *source = kaiji_finding_get_source (finding);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *head =
      g_markup_printf_escaped ("<b>%s</b>\u3000%s", word, kaiji_finding_get_message (finding));

  g_string_append (markup, head);
  if (advice != NULL && *advice != '\0')
    {
      g_autofree char *escaped = g_markup_escape_text (advice, -1);

      g_string_append_printf (markup, "\n%s", escaped);
    }
  if (source != NULL && *source != '\0')
    {
      g_autofree char *escaped = g_markup_escape_text (source, -1);

      g_string_append_printf (markup, " <span size=\"90%%\" alpha=\"78%%\">%s</span>", escaped);
    }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

static void
kaiji_finding_box_dispose (GObject *object)
{
  KaijiFindingBox *self = KAIJI_FINDING_BOX (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->finding);
  G_OBJECT_CLASS (kaiji_finding_box_parent_class)->dispose (object);
}

static void
kaiji_finding_box_class_init (KaijiFindingBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_finding_box_dispose;
  remedy_signal = g_signal_new ("remedy", KAIJI_TYPE_FINDING_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "finding");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kaiji_finding_box_init (KaijiFindingBox *self)
{
}

/**
 * kaiji_finding_box_new:
 * @finding: what is said
 * @with_action: whether the action that solves it is offered
 *
 * Returns: (transfer floating): a box
 */
GtkWidget *
kaiji_finding_box_new (KaijiFinding *finding, gboolean with_action)
{
  KaijiFindingBox *self = g_object_new (KAIJI_TYPE_FINDING_BOX, NULL);
  KaijiMarkKind kind = (KaijiMarkKind) kaiji_finding_get_severity (finding);
  const char *action = with_action ? get_action_label (finding) : NULL;
  g_autofree char *markup = dup_markup (finding);
  GtkWidget *icon = kaiji_mark_icon_new (kind);
  GtkWidget *label = gtk_label_new (NULL);

  self->finding = g_object_ref (finding);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              9);
  gtk_widget_add_css_class (GTK_WIDGET (self), kaiji_mark_get_css_class (kind));
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (icon, GTK_WIDGET (self));
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  if (action != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (action);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
    }
  return GTK_WIDGET (self);
}

/** kaiji_finding_box_get_finding: Returns: (transfer none): what is said */
KaijiFinding *
kaiji_finding_box_get_finding (KaijiFindingBox *self)
{
  return self->finding;
}
