/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How pages are read: one or two beside each other, on light or dark paper, with or without the
 * column of outline and thumbnails.
 *
 * Invariants:
 * 1. What is chosen is a setting, and a stateful action on it (`reading.*`); all panes follow.
 * 2. The column folds by itself where the page would become too narrow; there its key shows it for
 *    once and changes no setting. */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/tooltip.h"

/* The page keeps so much beside the column. */
#define PAGE_WIDTH 440
#define SIDE_WIDTH 216

/* ---- the column beside the page ---- */
static gboolean
is_narrow (KaijiEvidencePane *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return width > 1 && width < SIDE_WIDTH + PAGE_WIDTH;
}

void
kaiji_evidence_pane_update_side (KaijiEvidencePane *self)
{
  gboolean narrow = is_narrow (self);
  gboolean visible;

  if (!narrow)
    self->side_forced = FALSE;
  visible =
      !self->compact && self->settings != NULL && !kaiji_evidence_pane_is_search_at_side (self)
      && (narrow ? self->side_forced : g_settings_get_boolean (self->settings, "evidence-side"));
  gtk_widget_set_visible (self->side_button, !self->compact);
  gtk_widget_set_visible (self->sidebar, visible);
  g_signal_handlers_block_by_func (self->side_button, kaiji_evidence_pane_side_toggled, self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->side_button), visible);
  g_signal_handlers_unblock_by_func (self->side_button, kaiji_evidence_pane_side_toggled, self);
}

static gboolean
fold_cb (gpointer data)
{
  KaijiEvidencePane *self = data;

  self->fold_source = 0;
  kaiji_evidence_pane_update_side (self);
  return G_SOURCE_REMOVE;
}

/* An allocation is no time to hide anything. */
static void
resized_cb (KaijiEvidencePane *self)
{
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}

void
kaiji_evidence_pane_side_toggled (KaijiEvidencePane *self)
{
  if (is_narrow (self))
    self->side_forced = !self->side_forced;
  else
    g_settings_set_boolean (self->settings, "evidence-side",
                            !g_settings_get_boolean (self->settings, "evidence-side"));
  kaiji_evidence_pane_update_side (self);
}

static void
side_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, self->sidebar);

  if (self->compact)
    return;
  kaiji_evidence_pane_side_toggled (self);
  /* The keyboard does not stay in what is hidden, and comes to what was asked for. */
  if (!gtk_widget_get_visible (self->sidebar))
    {
      if (inside)
        kaiji_evidence_pane_focus_page (self);
    }
  else
    gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD);
}

/* ---- what the settings say ---- */
static void
spread_changed_cb (KaijiEvidencePane *self)
{
  kaiji_page_view_set_spread (self->page_view, g_settings_get_enum (self->settings, "page-spread"),
                              g_settings_get_boolean (self->settings, "page-cover"));
}

static void
dark_changed_cb (KaijiEvidencePane *self)
{
  gboolean dark = g_settings_get_boolean (self->settings, "dark-paper");

  kaiji_page_view_set_dark (self->page_view, dark);
  kaiji_thumbnail_view_set_dark (self->thumbnail_view, dark);
}

static GdkTexture *
stand_in (int page, gpointer data)
{
  return kaiji_thumbnail_view_peek (KAIJI_EVIDENCE_PANE (data)->thumbnail_view, page);
}

/* ---- actions ---- */
static void
rotate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiPageView *view = KAIJI_EVIDENCE_PANE (widget)->page_view;
  int step = g_str_has_suffix (name, "left") ? -90 : 90;

  kaiji_page_view_set_rotation (view, kaiji_page_view_get_rotation (view) + step);
}

/* The buttons beside the wheel, as everywhere. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, KaijiEvidencePane *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != 8 && button != 9)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), button == 8 ? "evidence.back" : "evidence.forward",
                              NULL);
}

void
kaiji_evidence_pane_class_init_reading (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_F9, 0, "evidence.side" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "evidence.rotate" },
    { GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "evidence.rotate-left" },
    { GDK_KEY_t, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "evidence.text-mode" },
    { GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "reading.dark-paper" },
  };

  gtk_widget_class_install_action (widget_class, "evidence.side", NULL, side_action);
  gtk_widget_class_install_action (widget_class, "evidence.rotate", NULL, rotate_action);
  gtk_widget_class_install_action (widget_class, "evidence.rotate-left", NULL, rotate_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

static void
add_side_button (KaijiEvidencePane *self)
{
  self->side_button = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->side_button), "sidebar-show-symbolic");
  gtk_widget_set_valign (self->side_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->side_button, "flat");
  kaiji_tooltip_set (self->side_button, _ ("Contents and small pages (F9)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->side_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Contents and small pages (F9)"), -1);
  g_signal_connect_swapped (self->side_button, "toggled",
                            G_CALLBACK (kaiji_evidence_pane_side_toggled), self);
  gtk_widget_insert_after (self->side_button, GTK_WIDGET (self->tool_bar), NULL);
}

void
kaiji_evidence_pane_init_reading (KaijiEvidencePane *self)
{
  static const char *const names[] = { "dark-paper", "page-spread", "page-cover" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *probe = gtk_drawing_area_new ();

  add_side_button (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, names[i]);
      g_action_map_add_action (G_ACTION_MAP (group), action);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "reading", G_ACTION_GROUP (group));
  g_signal_connect_object (self->settings, "changed::dark-paper", G_CALLBACK (dark_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::page-spread", G_CALLBACK (spread_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::page-cover", G_CALLBACK (spread_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::evidence-side",
                           G_CALLBACK (kaiji_evidence_pane_update_side), self, G_CONNECT_SWAPPED);
  /* Nothing to be seen: it only tells how wide the pane has become. */
  g_signal_connect_swapped (probe, "resize", G_CALLBACK (resized_cb), self);
  gtk_box_append (GTK_BOX (self->root_box), probe);
  /* The column may be cut off until it folds: it must not widen the window. */
  gtk_paned_set_shrink_start_child (self->viewer_paned, TRUE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  kaiji_page_view_set_stand_in (self->page_view, stand_in, self);
  spread_changed_cb (self);
  dark_changed_cb (self);
  kaiji_evidence_pane_update_side (self);
}

void
kaiji_evidence_pane_dispose_reading (KaijiEvidencePane *self)
{
  g_clear_handle_id (&self->fold_source, g_source_remove);
  if (self->page_view != NULL)
    kaiji_page_view_set_stand_in (self->page_view, NULL, NULL);
}
