/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pill button.
 *
 * 1. The printed page number is "p.10"; where a page has none, the physical one is said in other
 *    words, so that the two are never taken for each other.
 * 2. Everything a menu offers has a key: Enter shows, Delete removes, F2 edits, Alt with an arrow
 *    moves. */
#include "widgets/chip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "widgets/tooltip.h"

#define SHORT_NAME_CHARS 18

struct _KaijiChip
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *menu; /* (nullable) */
  KaijiCitation *citation;
  char *name;
  guint position;
  guint n;
};

G_DEFINE_FINAL_TYPE (KaijiChip, kaiji_chip, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_CONFIRM_REQUESTED,
  SIGNAL_EDIT_REQUESTED,
  SIGNAL_REMOVE_REQUESTED,
  SIGNAL_MOVE_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * kaiji_chip_dup_short_name:
 * @name: name of an evidence
 *
 * Returns: (transfer full): at most 18 characters, shortened in the middle
 */
char *
kaiji_chip_dup_short_name (const char *name)
{
  glong n = g_utf8_strlen (name, -1);
  glong head = SHORT_NAME_CHARS / 2, tail = SHORT_NAME_CHARS - head - 1;
  const char *cut;

  if (n <= SHORT_NAME_CHARS)
    return g_strdup (name);
  cut = g_utf8_offset_to_pointer (name, head);
  return g_strdup_printf ("%.*s…%s", (int) (cut - name), name,
                          g_utf8_offset_to_pointer (name, n - tail));
}

static const char *
get_state_word (KaijiCitationState state)
{
  switch (state)
    {
    case KAIJI_CITATION_CONFIRMED:
      return _ ("Confirmed");
    case KAIJI_CITATION_MOVED:
      return _ ("Moved: to be confirmed");
    case KAIJI_CITATION_LOST:
      return _ ("Not found: to be confirmed");
    }
  g_return_val_if_reached ("");
}

static GtkWidget *
append_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
create_content (KaijiChip *self, const char *name)
{
  KaijiCitationState state = kaiji_citation_get_state (self->citation);
  const char *section = kaiji_citation_get_section (self->citation);
  g_autofree char *short_name = kaiji_chip_dup_short_name (name);
  g_autofree char *page = kaiji_citation_dup_pages (self->citation);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *icon = gtk_image_new_from_icon_name ("kaiji-document-symbolic");
  gboolean confirmed = state == KAIJI_CITATION_CONFIRMED;
  GtkWidget *mark =
      gtk_image_new_from_icon_name (confirmed ? "kaiji-done-symbolic" : "kaiji-warn-symbolic");

  gtk_widget_add_css_class (icon, "chip-icon");
  gtk_box_append (GTK_BOX (box), icon);
  append_label (box, short_name, "chip-name");
  append_label (box, page, "chip-page");
  if (section != NULL && *section != '\0')
    {
      GtkWidget *label = append_label (box, section, "chip-section");

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
    }
  gtk_widget_add_css_class (mark, "severity");
  gtk_widget_add_css_class (mark, confirmed ? "done" : "warn");
  gtk_box_append (GTK_BOX (box), mark);
  return box;
}

static char *
dup_full_text (KaijiChip *self, const char *name)
{
  const char *section = kaiji_citation_get_section (self->citation);
  const char *quote = kaiji_citation_get_quote (self->citation);
  g_autofree char *page = kaiji_citation_dup_pages (self->citation);
  g_autofree char *sheet = kaiji_citation_dup_sheets (self->citation);
  g_autoptr (GString) text = g_string_new (name);

  g_string_append_printf (text, " %s", page);
  if (!g_str_equal (page, sheet))
    g_string_append_printf (text, " (%s)", sheet);
  if (section != NULL && *section != '\0')
    g_string_append_printf (text, " %s", section);
  g_string_append_printf (text, "\n%s", get_state_word (kaiji_citation_get_state (self->citation)));
  if (quote != NULL && *quote != '\0')
    {
      const char *end = g_utf8_strlen (quote, -1) > 120 ? g_utf8_offset_to_pointer (quote, 120)
                                                        : quote + strlen (quote);

      g_string_append_printf (text, "\n“%.*s%s”", (int) (end - quote), quote, *end ? "…" : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ACTIVATED], 0);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CONFIRM_REQUESTED], 0);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_EDIT_REQUESTED], 0);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE_REQUESTED], 0);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVE_REQUESTED], 0, g_variant_get_int32 (parameter));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiChip *self = KAIJI_CHIP (widget);

  if (self->menu == NULL)
    {
      g_autoptr (GMenu) model = g_menu_new ();

      g_menu_append (model, _ ("Show page"), "chip.show");
      if (kaiji_citation_get_state (self->citation) != KAIJI_CITATION_CONFIRMED)
        g_menu_append (model, _ ("Confirm this place…"), "chip.confirm");
      g_menu_append (model, _ ("Edit citation…"), "chip.edit");
      if (self->position > 0)
        g_menu_append (model, _ ("Move forward"), "chip.move(-1)");
      if (self->position + 1 < self->n)
        g_menu_append (model, _ ("Move back"), "chip.move(1)");
      g_menu_append (model, _ ("Remove citation"), "chip.remove");
      self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
      gtk_widget_set_parent (self->menu, widget);
    }
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
secondary_cb (GtkGestureClick *click, int n_press, double x, double y, KaijiChip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  menu_action (GTK_WIDGET (self), NULL, NULL);
}

static void
clicked_cb (KaijiChip *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static gboolean
kaiji_chip_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KAIJI_CHIP (widget)->button);
}

/* GTK would ask a part that can take the focus again and again, so that Tab never left it. */
static gboolean
kaiji_chip_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (KAIJI_CHIP (widget)->button, direction);
}

static void
kaiji_chip_dispose (GObject *object)
{
  KaijiChip *self = KAIJI_CHIP (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->citation);
  G_OBJECT_CLASS (kaiji_chip_parent_class)->dispose (object);
}

static void
kaiji_chip_finalize (GObject *object)
{
  g_free (KAIJI_CHIP (object)->name);
  G_OBJECT_CLASS (kaiji_chip_parent_class)->finalize (object);
}

static void
kaiji_chip_class_init (KaijiChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[SIGNAL_MOVE_REQUESTED] = { "activated", "confirm-requested",
                                                            "edit-requested", "remove-requested" };

  G_OBJECT_CLASS (klass)->dispose = kaiji_chip_dispose;
  G_OBJECT_CLASS (klass)->finalize = kaiji_chip_finalize;
  widget_class->grab_focus = kaiji_chip_grab_focus;
  widget_class->focus = kaiji_chip_focus;
  for (guint i = 0; i < SIGNAL_MOVE_REQUESTED; i++)
    signals[i] = g_signal_new (names[i], KAIJI_TYPE_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  signals[SIGNAL_MOVE_REQUESTED] =
      g_signal_new ("move-requested", KAIJI_TYPE_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_install_action (widget_class, "chip.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "chip.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "chip.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "chip.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "chip.move", "i", move_action);
  gtk_widget_class_install_action (widget_class, "chip.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "chip.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "chip.move", "i",
                                       -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "chip.move", "i",
                                       1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chip.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chip.menu", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chip");
}

static void
kaiji_chip_init (KaijiChip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (secondary_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "chip");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * kaiji_chip_new:
 * @citation: the place
 * @evidence: (nullable): the evidence that it points into
 * @read_only: whether it can be edited and removed
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
kaiji_chip_new (KaijiCitation *citation, KaijiEvidence *evidence, gboolean read_only)
{
  KaijiChip *self = g_object_new (KAIJI_TYPE_CHIP, NULL);
  const char *name = evidence != NULL ? kaiji_evidence_get_info (evidence)->name
                                      : kaiji_citation_get_evidence_id (citation);
  g_autofree char *full = NULL;

  self->citation = g_object_ref (citation);
  self->name = g_strdup (name);
  full = dup_full_text (self, name);
  gtk_button_set_child (GTK_BUTTON (self->button), create_content (self, name));
  kaiji_tooltip_set (self->button, full);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  full, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.confirm", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.edit", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.remove", !read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.move", FALSE);
  return GTK_WIDGET (self);
}

/**
 * kaiji_chip_set_position:
 * @self: a chip
 * @position: its place among those that it may change places with, from 0
 * @n: how many those are
 *
 * Says where it stands, which a screen reader tells, and lets it be moved when there are several.
 */
void
kaiji_chip_set_position (KaijiChip *self, guint position, guint n)
{
  self->position = position;
  self->n = n;
  if (n > 1)
    {
      /* Translators: place of a citation among those of its prompt, then how many there are */
      g_autofree char *text = g_strdup_printf (_ ("Citation %u of %u"), position + 1, n);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.move", n > 1);
}

/** kaiji_chip_get_citation: Returns: (transfer none): the place */
KaijiCitation *
kaiji_chip_get_citation (KaijiChip *self)
{
  return self->citation;
}

/** kaiji_chip_dup_text: Returns: (transfer full): document, page and section, in one line */
char *
kaiji_chip_dup_text (KaijiChip *self)
{
  const char *section = kaiji_citation_get_section (self->citation);
  g_autofree char *pages = kaiji_citation_dup_pages (self->citation);

  return g_strstrip (g_strjoin (" ", self->name, pages, section, NULL));
}

/** kaiji_chip_add_button_new: Returns: (transfer floating): the dashed ＋記載箇所 */
GtkWidget *
kaiji_chip_add_button_new (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add citation"));

  gtk_widget_add_css_class (button, "chip");
  gtk_widget_add_css_class (button, "add");
  return button;
}
