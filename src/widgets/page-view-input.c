/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, wheel and pinch.
 *
 * Invariant: keys are handled in the bubble phase and only while the view has the focus. */

#include "widgets/page-view-private.h"

#include <math.h>

#define LINE 48

static void
go_by_page (KaijiPageView *self, int step)
{
  int first, last;

  if (self->page == 0)
    return;
  kaiji_page_layout_get_row (self->layout, self->page, &first, &last);
  kaiji_page_view_go_to (self, step > 0 ? last + 1 : first - 1, NULL);
}

static void
scroll_screen (KaijiPageView *self, int direction)
{
  kaiji_page_view_scroll_by (
      self, 0, direction * MAX (gtk_widget_get_height (GTK_WIDGET (self)) - LINE, LINE));
}

static gboolean
control_key (KaijiPageView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_a:
      if (kaiji_page_view_get_text (self, self->page) != NULL)
        kaiji_page_view_select (self, self->page, 0,
                                kaiji_page_view_get_text (self, self->page)->n_rects);
      else
        {
          self->select_all_page = self->page;
          kaiji_page_view_want_text (self, self->page);
        }
      return TRUE;
    case GDK_KEY_c:
      kaiji_page_view_copy (self);
      return TRUE;
    case GDK_KEY_Home:
      kaiji_page_view_go_to (self, 1, NULL);
      return TRUE;
    case GDK_KEY_End:
      kaiji_page_view_go_to (self, G_MAXINT, NULL);
      return TRUE;
    case GDK_KEY_Page_Up:
      go_by_page (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      go_by_page (self, 1);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Signs, which some keyboards have above others. */
static gboolean
plain_key (KaijiPageView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_semicolon: /* the key of + without Shift on a Japanese keyboard */
    case GDK_KEY_KP_Add:
      kaiji_page_view_zoom_by (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      kaiji_page_view_zoom_by (self, -1);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      kaiji_page_view_set_zoom_mode (self, KAIJI_ZOOM_FIT_WIDTH);
      return TRUE;
    case GDK_KEY_bracketleft:
      kaiji_page_view_set_rotation (self, kaiji_page_view_get_rotation (self) - 90);
      return TRUE;
    case GDK_KEY_bracketright:
      kaiji_page_view_set_rotation (self, kaiji_page_view_get_rotation (self) + 90);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        KaijiPageView *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if ((modifiers & ~GDK_CONTROL_MASK) == GDK_SHIFT_MASK
      && kaiji_page_view_caret_key (self, key, modifiers & GDK_CONTROL_MASK))
    return TRUE;
  if (modifiers == GDK_CONTROL_MASK)
    return control_key (self, gdk_keyval_to_lower (key));
  if ((modifiers & ~GDK_SHIFT_MASK) == 0 && kaiji_page_view_link_key (self, key))
    return TRUE;
  if (modifiers == GDK_SHIFT_MASK && key == GDK_KEY_space)
    {
      scroll_screen (self, -1);
      return TRUE;
    }
  if ((modifiers & ~GDK_SHIFT_MASK) == 0 && plain_key (self, key))
    return TRUE;
  if (modifiers != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      scroll_screen (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
    case GDK_KEY_space:
      scroll_screen (self, 1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      kaiji_page_view_go_to (self, 1, NULL);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      kaiji_page_view_go_to (self, G_MAXINT, NULL);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      kaiji_page_view_scroll_by (self, 0, -LINE);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      kaiji_page_view_scroll_by (self, 0, LINE);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      kaiji_page_view_scroll_by (self, -LINE, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      kaiji_page_view_scroll_by (self, LINE, 0);
      return TRUE;
    case GDK_KEY_Escape:
      if (!kaiji_page_view_has_selection (self))
        return FALSE;
      kaiji_page_view_clear_selection (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, KaijiPageView *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK) || self->page == 0)
    return FALSE;
  kaiji_page_view_set_zoom_at (self, kaiji_page_view_get_zoom (self) * pow (1.1, -dy),
                               self->pointer_x, self->pointer_y);
  return TRUE;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, KaijiPageView *self)
{
  self->pinch_zoom = kaiji_page_view_get_zoom (self);
}

static void
pinch_cb (GtkGestureZoom *gesture, double factor, KaijiPageView *self)
{
  double x = self->pointer_x, y = self->pointer_y;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  kaiji_page_view_set_zoom_at (self, self->pinch_zoom * factor, x, y);
}

void
kaiji_page_view_input_init (KaijiPageView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}
