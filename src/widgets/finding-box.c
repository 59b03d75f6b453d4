/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box in the colours of its severity. The severity stands there as sign, word and colour. */
#include "widgets/finding-box.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "widgets/pile.h"
#include "widgets/paragraph.h"
#include "widgets/severity-icon.h"
#include "widgets/verified-mark.h"

/* A source up to this length stays on one line. */
#define WHOLE_CHARS 14
#define FADE_MS 140

struct _KaijiFindingBox
{
  GtkWidget parent_instance;

  KaijiFinding *finding;
  gint64 solved_at; /* frame time, 0: not on its way out */
};

G_DEFINE_FINAL_TYPE (KaijiFindingBox, kaiji_finding_box, GTK_TYPE_WIDGET)

static guint remedy_signal;
static guint gone_signal;

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
    case KAIJI_REMEDY_CONFIRM:
      /* Translators: a button: look at the places that were found in the newer version */
      return _ ("Check");
    case KAIJI_REMEDY_READ:
    case KAIJI_REMEDY_DESCRIBE:
      break;
    }
  return NULL;
}

static gboolean
fade_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KaijiFindingBox *self = KAIJI_FINDING_BOX (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double left = 1 - (now - self->solved_at) / (FADE_MS * 1000.0);

  if (left > 0)
    {
      gtk_widget_set_opacity (widget, left);
      return G_SOURCE_CONTINUE;
    }
  g_signal_emit (self, gone_signal, 0);
  return G_SOURCE_REMOVE;
}

static gboolean
is_animated (GtkWidget *widget)
{
  gboolean animated;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &animated, NULL);
  return animated && gtk_widget_get_mapped (widget);
}

/**
 * kaiji_finding_box_solve:
 * @self: a box
 *
 * Takes leave of a finding that is solved: the box fades, if the desktop wants motion, then it
 * emits "gone".
 */
void
kaiji_finding_box_solve (KaijiFindingBox *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->solved_at != 0)
    return;
  if (!is_animated (widget))
    {
      g_signal_emit (self, gone_signal, 0);
      return;
    }
  self->solved_at = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (widget));
  gtk_widget_set_sensitive (widget, FALSE);
  gtk_widget_add_tick_callback (widget, fade_cb, NULL, NULL);
}

/** kaiji_finding_box_is_solved: Returns: whether it is on its way out */
gboolean
kaiji_finding_box_is_solved (KaijiFindingBox *self)
{
  return self->solved_at != 0;
}

/* The first line: severity and message. */
static GtkWidget *
create_message (KaijiFinding *finding)
{
  KaijiMarkKind kind = (KaijiMarkKind) kaiji_finding_get_severity (finding);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *word = gtk_label_new (kaiji_mark_get_word (kind));
  GtkWidget *message = kaiji_paragraph_new (kaiji_finding_get_message (finding));

  gtk_widget_add_css_class (word, "severity-word");
  gtk_widget_set_valign (word, GTK_ALIGN_START);
  gtk_widget_set_hexpand (message, TRUE);
  gtk_box_append (GTK_BOX (line), word);
  gtk_box_append (GTK_BOX (line), message);
  return line;
}

/* The second line: advice, and where it stands; %NULL when there is neither. */
static GtkWidget *
create_advice (KaijiFinding *finding)
{
  const char *advice = kaiji_finding_get_advice (finding);
  const char *source = kaiji_finding_get_source (finding);
  const char *unverified = kaiji_verified_get_word (KAIJI_VERIFIED_UNVERIFIED);
  g_autofree char *escaped = kaiji_paragraph_dup_markup (advice != NULL ? advice : "");
  g_autofree char *escaped_source = g_markup_escape_text (source != NULL ? source : "", -1);
  g_autofree char *origin = NULL;
  g_autofree char *markup = NULL;
  GtkWidget *label;

  if (*escaped == '\0' && *escaped_source == '\0')
    return NULL;
  /* Where the rule itself is not verified, that stands beside its source. */
  if (kaiji_finding_get_rule_verified (finding) == KAIJI_VERIFIED_UNVERIFIED
      && strstr (source != NULL ? source : "", unverified) == NULL)
    origin = g_strdup_printf ("%s %s", escaped_source, unverified);
  else
    origin = g_strdup (escaped_source);
  markup = g_strdup_printf ("%s%s<span allow_breaks=\"%s\" size=\"90%%\" alpha=\"80%%\">%s</span>",
                            escaped, *escaped != '\0' ? " " : "",
                            g_utf8_strlen (origin, -1) > WHOLE_CHARS ? "true" : "false", origin);
  label = kaiji_paragraph_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  return label;
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
  gone_signal = g_signal_new ("gone", KAIJI_TYPE_FINDING_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
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
  g_autofree char *said = NULL;
  const char *action = with_action ? get_action_label (finding) : NULL;
  GtkWidget *icon = kaiji_mark_icon_new (kind);
  GtkWidget *lines = kaiji_pile_new (2);
  GtkWidget *message = create_message (finding);
  GtkWidget *advice = create_advice (finding);

  self->finding = g_object_ref (finding);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              9);
  gtk_widget_add_css_class (GTK_WIDGET (self), kaiji_mark_get_css_class (kind));
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (icon, GTK_WIDGET (self));
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  kaiji_pile_append (KAIJI_PILE (lines), message);
  if (advice != NULL)
    kaiji_pile_append (KAIJI_PILE (lines), advice);
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  said = g_strdup_printf ("%s %s %s %s", kaiji_mark_get_word (kind),
                          kaiji_finding_get_message (finding), kaiji_finding_get_advice (finding),
                          kaiji_finding_get_source (finding));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
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
