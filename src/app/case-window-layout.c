/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the case window uses its width.
 *
 * Wide: sections | form | checklist over page; with the evidence pane: form | evidence, sections
 * behind a button. Narrow (under 1100 px): sections and one of form, checklist, evidence. Folded
 * (under 1024 px): the sections too are behind a button. Only visibility and dividers change; no
 * widget gets another parent. */

#include "app/case-window-private.h"

/* The frame that GTK draws where no compositor does takes some pixels at each side. */
#define FRAME 16
#define SOLID_FRAME 10
#define DIVIDER 1
#define WIDE_FROM (1100 - FRAME)
#define NARROW_FROM (1024 - FRAME)
#define NARROW_SIDEBAR 216
/* A form narrower than this is given room from the right pane, which keeps its least width. */
#define FORM_COMFORT 520
#define CHECKLIST_LEAST 400
#define EVIDENCE_LEAST 680

static const char *const pane_names[] = { "form", "checklist", "evidence" };

/** kaiji_pane_to_string: Returns: the name of a pane, as the action `win.pane` takes it. */
const char *
kaiji_pane_to_string (KaijiPane pane)
{
  return pane_names[pane];
}

static KaijiWidth
width_class (int width)
{
  return width >= WIDE_FROM     ? KAIJI_WIDTH_WIDE
         : width >= NARROW_FROM ? KAIJI_WIDTH_NARROW
                                : KAIJI_WIDTH_FOLDED;
}

static const char *
right_key (KaijiCaseWindow *self)
{
  return self->pane == KAIJI_PANE_EVIDENCE ? "evidence-width" : "right-width";
}

static int
window_width (KaijiCaseWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height;

  if (width > 0)
    return width;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gdk_display_is_composited (gtk_widget_get_display (GTK_WIDGET (self))))
    width -= SOLID_FRAME;
  return width;
}

/**
 * kaiji_case_window_save_layout:
 * @self: a window
 *
 * Remembers dividers and size as they are now.
 */
void
kaiji_case_window_save_layout (KaijiCaseWindow *self)
{
  int width, height;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    g_settings_set (self->settings, "case-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "case-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->width != KAIJI_WIDTH_WIDE)
    return;
  if (gtk_widget_get_mapped (self->right_box))
    g_settings_set_int (self->settings, right_key (self),
                        CLAMP (gtk_widget_get_width (GTK_WIDGET (self->inner_paned))
                                   - gtk_paned_get_position (self->inner_paned),
                               300, 3000));
  if (gtk_widget_get_mapped (self->sidebar_box))
    g_settings_set_int (self->settings, "sidebar-width",
                        CLAMP (gtk_paned_get_position (self->outer_paned), 160, 600));
  if (gtk_widget_get_mapped (GTK_WIDGET (self->checklist))
      && gtk_widget_get_mapped (GTK_WIDGET (self->evidence)))
    g_settings_set_int (self->settings, "checklist-height",
                        CLAMP (gtk_paned_get_position (self->right_paned), 80, 3000));
}

static void
apply_panes (KaijiCaseWindow *self)
{
  gboolean wide = self->width == KAIJI_WIDTH_WIDE;
  gboolean evidence = self->pane == KAIJI_PANE_EVIDENCE;
  gboolean sidebar = self->width == KAIJI_WIDTH_NARROW || (wide && !evidence);

  gtk_widget_set_visible (self->wide_switch, wide && !evidence);
  gtk_widget_set_visible (self->lead_switch, wide && evidence);
  gtk_widget_set_visible (self->sidebar_box, sidebar);
  gtk_widget_set_visible (self->sections_button, !sidebar);
  gtk_widget_set_visible (self->form_box, wide || self->pane == KAIJI_PANE_FORM);
  gtk_widget_set_visible (self->right_box, wide || self->pane != KAIJI_PANE_FORM);
  gtk_widget_set_visible (GTK_WIDGET (self->checklist), !evidence);
  gtk_widget_set_visible (GTK_WIDGET (self->evidence), wide || evidence);
  g_object_set (self->evidence, "compact", wide && !evidence, NULL);
}

static void
apply_dividers (KaijiCaseWindow *self)
{
  int width = window_width (self);
  int sidebar = 0;
  int position, least;

  if (self->width == KAIJI_WIDTH_NARROW)
    sidebar = NARROW_SIDEBAR;
  else if (gtk_widget_get_visible (self->sidebar_box))
    sidebar = g_settings_get_int (self->settings, "sidebar-width");
  if (sidebar)
    {
      gtk_paned_set_position (self->outer_paned, sidebar);
      width -= sidebar + 1;
    }
  if (self->width != KAIJI_WIDTH_WIDE)
    return;
  /* GtkPaned gives what its width grows by to the form, counted from the last time that it had two
   * children: take that away beforehand. */
  least = self->pane == KAIJI_PANE_EVIDENCE ? EVIDENCE_LEAST : CHECKLIST_LEAST;
  position = width - g_settings_get_int (self->settings, right_key (self));
  position = MAX (position, MIN (FORM_COMFORT, width - least));
  position = MAX (position, 360);
  if (self->inner_width > 0)
    position = MAX (0, position - (width - self->inner_width));
  gtk_paned_set_position (self->inner_paned, position);
  gtk_paned_set_position (self->right_paned,
                          g_settings_get_int (self->settings, "checklist-height"));
}

static void
apply_header (KaijiCaseWindow *self)
{
  gboolean wide = self->width == KAIJI_WIDTH_WIDE;

  gtk_widget_set_visible (self->narrow_switch, !wide);
  gtk_widget_set_visible (GTK_WIDGET (self->scheme_chip), wide);
  gtk_widget_set_visible (self->status_dot, wide);
  gtk_widget_set_visible (self->hand_in_button, wide);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->title_box),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self->title_box), wide ? 12 : 0);
  gtk_label_set_max_width_chars (self->title_label, wide ? 40 : 22);
  gtk_widget_set_halign (GTK_WIDGET (self->status_box), GTK_ALIGN_START);
  if (wide)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "dim-label");
}

static gboolean
apply_layout_cb (gpointer user_data)
{
  KaijiCaseWindow *self = user_data;

  self->layout_source = 0;
  apply_header (self);
  apply_panes (self);
  apply_dividers (self);
  return G_SOURCE_REMOVE;
}

/**
 * kaiji_case_window_layout_allocated:
 * @self: a window
 * @width: its width, logical pixels
 *
 * Called at each allocation; changes the layout when a limit was crossed. Not at once: widgets
 * must not appear or go while sizes are being given out.
 */
void
kaiji_case_window_layout_allocated (KaijiCaseWindow *self, int width)
{
  KaijiWidth now = width_class (width);

  if (gtk_widget_get_mapped (self->form_box) && gtk_widget_get_mapped (self->right_box))
    self->inner_width = gtk_widget_get_width (GTK_WIDGET (self->inner_paned));
  if (now == self->width)
    return;
  if (self->width == KAIJI_WIDTH_WIDE)
    kaiji_case_window_save_layout (self);
  self->width = now;
  if (now == KAIJI_WIDTH_WIDE && self->pane == KAIJI_PANE_FORM)
    self->pane = KAIJI_PANE_CHECKLIST;
  kaiji_case_window_pane_changed (self);
  if (!self->layout_source)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_layout_cb, self, NULL);
}

/**
 * kaiji_case_window_set_pane:
 * @self: a window
 * @pane: what to show; in a wide window the form always stands, and #KAIJI_PANE_FORM changes nothing
 */
void
kaiji_case_window_set_pane (KaijiCaseWindow *self, KaijiPane pane)
{
  if (self->pane == pane || (self->width == KAIJI_WIDTH_WIDE && pane == KAIJI_PANE_FORM))
    return;
  kaiji_case_window_save_layout (self);
  self->pane = pane;
  apply_panes (self);
  apply_dividers (self);
  kaiji_case_window_pane_changed (self);
}

/** kaiji_case_window_layout_init: size and layout as remembered, before the window is shown. */
void
kaiji_case_window_layout_init (KaijiCaseWindow *self)
{
  int width, height;

  g_settings_get (self->settings, "case-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "case-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  self->width = width_class (width);
  self->pane = self->width == KAIJI_WIDTH_WIDE ? KAIJI_PANE_CHECKLIST : KAIJI_PANE_FORM;
  apply_layout_cb (self);
  if (self->width == KAIJI_WIDTH_WIDE)
    kaiji_evidence_pane_expect_width (
        self->evidence, g_settings_get_int (self->settings, right_key (self)) - DIVIDER);
  kaiji_case_window_pane_changed (self);
}
