/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selecting text with the mouse: by drag, word (two clicks), line (three); what is selected.
 *
 * Invariants:
 * 1. Points of a drag are kept as points of a page; they become characters as soon as the texts
 *    of both pages are known, however late these come.
 * 2. A press on selected text starts no new selection: it may become a drag of the selection. */

#include "widgets/page-view-private.h"

#define EDGE_MS 30
#define MAX_PAGES 20

static KaijiPagePoint
point_at (KaijiPageView *self, double x, double y)
{
  KaijiPagePoint point = { 0, 0, 0 };
  double offset_x, offset_y;

  kaiji_page_view_get_offset (self, &offset_x, &offset_y);
  point.page = kaiji_page_layout_page_at_point (self->layout, x + offset_x, y + offset_y);
  if (point.page > 0)
    kaiji_page_layout_to_page (self->layout, point.page, x + offset_x, y + offset_y, &point.x_pt,
                               &point.y_pt);
  return point;
}

static guint
index_at (const KaijiPdfText *text, const KaijiPagePoint *point)
{
  guint index = kaiji_pdf_text_nearest (text, point->x_pt, point->y_pt);

  if (index < text->n_rects)
    {
      const KaijiRect *rect = &text->rects[index];
      if (kaiji_pdf_text_is_downward (text, index) ? point->y_pt > (rect->y1 + rect->y2) / 2
                                                   : point->x_pt > (rect->x1 + rect->x2) / 2)
        index++;
    }
  return index;
}

static void
changed (KaijiPageView *self, gboolean had)
{
  if (had != kaiji_page_view_has_selection (self))
    g_object_notify (G_OBJECT (self), "has-selection");
  g_signal_emit_by_name (self, "selection-changed");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Keeps the texts of what is selected; done() says that it stands. */
static void
set_selection (KaijiPageView *self, KaijiPageCaret anchor, KaijiPageCaret focus)
{
  gboolean had = kaiji_page_view_has_selection (self);
  int first, last;

  if (self->selection.anchor.page != 0
      && kaiji_page_caret_compare (&self->selection.anchor, &anchor) == 0
      && kaiji_page_caret_compare (&self->selection.focus, &focus) == 0)
    return;
  self->selection = (KaijiPageSelection){ anchor, focus };
  kaiji_page_selection_get_pages (&self->selection, &first, &last);
  for (int page = first; page >= 1 && page <= MIN (last, first + MAX_PAGES); page++)
    kaiji_page_view_want_text (self, page);
  changed (self, had);
}

static void
resolve_drag (KaijiPageView *self)
{
  const KaijiPdfText *start = kaiji_page_view_get_text (self, self->drag_start.page);
  const KaijiPdfText *end = kaiji_page_view_get_text (self, self->drag_end.page);

  self->drag_pending = start == NULL || end == NULL;
  if (self->drag_pending)
    {
      kaiji_page_view_want_text (self, self->drag_start.page);
      kaiji_page_view_want_text (self, self->drag_end.page);
      return;
    }
  set_selection (self,
                 (KaijiPageCaret){ self->drag_start.page, index_at (start, &self->drag_start) },
                 (KaijiPageCaret){ self->drag_end.page, index_at (end, &self->drag_end) });
}

static void
done (KaijiPageView *self)
{
  if (!self->drag_pending && kaiji_page_view_has_selection (self))
    g_signal_emit_by_name (self, "selection-done");
}

void
kaiji_page_view_text_arrived (KaijiPageView *self, int page)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->select_all_page == page)
    {
      self->select_all_page = 0;
      kaiji_page_view_select (self, page, 0, kaiji_page_view_get_text (self, page)->n_rects);
      return;
    }
  if (self->drag_pending)
    {
      resolve_drag (self);
      if (!self->selecting)
        done (self);
    }
  else if (kaiji_page_view_has_selection (self))
    {
      int first, last;
      kaiji_page_selection_get_pages (&self->selection, &first, &last);
      if (page >= first && page <= last)
        {
          g_signal_emit_by_name (self, "selection-changed");
          if (!self->selecting)
            done (self);
        }
    }
}

/* ---- mouse ---- */
static gboolean
edge_cb (gpointer data)
{
  KaijiPageView *self = data;
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double over = self->drag_y < 0 ? self->drag_y : MAX (0, self->drag_y - height);

  if (over != 0)
    {
      kaiji_page_view_scroll_by (self, 0, CLAMP (over, -60, 60));
      self->drag_end = point_at (self, self->drag_x, CLAMP (self->drag_y, 0, height - 1));
      resolve_drag (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, KaijiPageView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->document == NULL || kaiji_page_view_is_selected_at (self, x, y))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->drag_start = self->drag_end = point_at (self, x, y);
  self->drag_x = x;
  self->drag_y = y;
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, KaijiPageView *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (self->drag_start.page == 0 || (!self->selecting && ABS (dx) < 3 && ABS (dy) < 3))
    return;
  if (!self->selecting)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      self->selecting = TRUE;
      self->scroll_source = g_timeout_add (EDGE_MS, edge_cb, self);
    }
  self->drag_x = x + dx;
  self->drag_y = y + dy;
  self->drag_end = point_at (self, self->drag_x, self->drag_y);
  resolve_drag (self);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, KaijiPageView *self)
{
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (!self->selecting)
    return;
  self->selecting = FALSE;
  done (self);
}

static void
select_unit (KaijiPageView *self, double x, double y, int presses)
{
  KaijiPagePoint point = point_at (self, x, y);
  const KaijiPdfText *text = kaiji_page_view_get_text (self, point.page);
  guint index, start, end;

  if (text == NULL || text->n_rects == 0)
    return;
  index = kaiji_pdf_text_nearest (text, point.x_pt, point.y_pt);
  if (presses == 2)
    kaiji_page_selection_word (text->text, index, &start, &end);
  else
    kaiji_page_selection_line (text->text, index, &start, &end);
  kaiji_page_view_select (self, point.page, start, end);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, KaijiPageView *self)
{
  if (n_press == 1)
    {
      if (!kaiji_page_view_is_selected_at (self, x, y))
        kaiji_page_view_clear_selection (self);
    }
  else if (n_press <= 3)
    select_unit (self, x, y, n_press);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, KaijiPageView *self)
{
  if (n_press != 1 || self->selecting || kaiji_page_view_follow_link_at (self, x, y))
    return;
  if (kaiji_page_view_is_selected_at (self, x, y))
    kaiji_page_view_clear_selection (self);
}

/* Near to text the cursor says which way it runs. */
static const char *
get_text_cursor (KaijiPageView *self, const KaijiPdfText *text, const KaijiPagePoint *point)
{
  guint index = kaiji_pdf_text_nearest (text, point->x_pt, point->y_pt);
  const KaijiRect *rect = &text->rects[MIN (index, text->n_rects - 1)];
  gboolean downward = kaiji_pdf_text_is_downward (text, index);
  double near_x = downward ? 8 : 20, near_y = downward ? 20 : 8;

  if (point->x_pt < rect->x1 - near_x || point->x_pt > rect->x2 + near_x
      || point->y_pt < rect->y1 - near_y || point->y_pt > rect->y2 + near_y)
    return "default";
  return downward != (kaiji_page_view_get_rotation (self) % 180 != 0) ? "vertical-text" : "text";
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, KaijiPageView *self)
{
  KaijiPagePoint point = point_at (self, x, y);
  const KaijiPdfText *text = kaiji_page_view_get_text (self, point.page);
  const char *cursor = "default";

  self->pointer_x = x;
  self->pointer_y = y;
  if (point.page == 0 || kaiji_page_view_has_failed (self, point.page))
    return;
  kaiji_page_view_want_text (self, point.page);
  kaiji_page_view_want_links (self, point.page);
  if (kaiji_page_view_has_link_at (self, x, y))
    cursor = "pointer";
  else if (kaiji_page_view_is_selected_at (self, x, y))
    cursor = "grab";
  else if (text != NULL && text->n_rects > 0)
    cursor = get_text_cursor (self, text, &point);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

void
kaiji_page_view_select_init (KaijiPageView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* ---- public ---- */
void
kaiji_page_view_set_selection (KaijiPageView *self, KaijiPageCaret anchor, KaijiPageCaret focus)
{
  self->drag_pending = FALSE;
  set_selection (self, anchor, focus);
  done (self);
}

void
kaiji_page_view_select_reset (KaijiPageView *self)
{
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  self->selecting = FALSE;
  self->drag_pending = FALSE;
  self->select_all_page = 0;
  self->drag_start.page = self->drag_end.page = 0;
  kaiji_page_view_clear_selection (self);
}

gboolean
kaiji_page_view_has_selection (KaijiPageView *self)
{
  g_return_val_if_fail (KAIJI_IS_PAGE_VIEW (self), FALSE);
  return !kaiji_page_selection_is_empty (&self->selection);
}

void
kaiji_page_view_clear_selection (KaijiPageView *self)
{
  gboolean had = kaiji_page_view_has_selection (self);

  self->drag_pending = FALSE;
  self->selection = (KaijiPageSelection){ 0 };
  if (had)
    changed (self, had);
}

void
kaiji_page_view_select (KaijiPageView *self, int page, guint start, guint end)
{
  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));

  kaiji_page_view_want_text (self, page);
  kaiji_page_view_set_selection (self, (KaijiPageCaret){ page, start },
                                 (KaijiPageCaret){ page, end });
}

char *
kaiji_page_view_dup_selection (KaijiPageView *self,
                               int *first_page,
                               int *last_page,
                               KaijiRect **rects,
                               guint *n_rects)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int first, last;

  g_return_val_if_fail (KAIJI_IS_PAGE_VIEW (self), NULL);

  if (rects != NULL)
    *rects = NULL;
  *n_rects = 0;
  kaiji_page_selection_get_pages (&self->selection, &first, &last);
  if (first == 0)
    return NULL;
  for (int page = first; page <= last; page++)
    {
      const KaijiPdfText *text = kaiji_page_view_get_text (self, page);
      g_autofree KaijiRect *page_rects = NULL;
      g_autofree char *part = NULL;
      guint start, end, n = 0;

      if (text == NULL)
        return NULL;
      if (!kaiji_page_selection_get_range (&self->selection, page, text->n_rects, &start, &end))
        continue;
      part = kaiji_pdf_text_get_range (text, start, end, &page_rects, &n);
      if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append_c (out, '\n');
      g_string_append (out, part);
      if (page == first)
        {
          *n_rects = n;
          if (rects != NULL)
            *rects = g_steal_pointer (&page_rects);
        }
    }
  *first_page = first;
  *last_page = last;
  return g_strdup (out->str);
}

/* Rectangles of the selection on one page. */
static KaijiRect *
page_rects (KaijiPageView *self, int page, guint *n_rects)
{
  const KaijiPdfText *text = kaiji_page_view_get_text (self, page);
  KaijiRect *rects = NULL;
  guint start, end;

  *n_rects = 0;
  if (text != NULL
      && kaiji_page_selection_get_range (&self->selection, page, text->n_rects, &start, &end))
    g_free (kaiji_pdf_text_get_range (text, start, end, &rects, n_rects));
  return rects;
}

gboolean
kaiji_page_view_is_selected_at (KaijiPageView *self, double x, double y)
{
  g_autofree KaijiRect *rects = NULL;
  KaijiPagePoint point;
  guint n_rects;

  if (!kaiji_page_view_has_selection (self))
    return FALSE;
  point = point_at (self, x, y);
  rects = page_rects (self, point.page, &n_rects);
  for (guint i = 0; i < n_rects; i++)
    if (point.x_pt >= rects[i].x1 && point.x_pt <= rects[i].x2 && point.y_pt >= rects[i].y1
        && point.y_pt <= rects[i].y2)
      return TRUE;
  return FALSE;
}

gboolean
kaiji_page_view_get_selection_area (KaijiPageView *self, GdkRectangle *area)
{
  int first, last, first_seen, last_seen;
  double x, y;

  kaiji_page_selection_get_pages (&self->selection, &first, &last);
  if (first == 0 || !kaiji_page_view_get_visible_range (self, &first_seen, &last_seen))
    return FALSE;
  kaiji_page_view_get_offset (self, &x, &y);
  for (int page = MIN (last, last_seen); page >= MAX (first, first_seen); page--)
    {
      g_autofree KaijiRect *rects = NULL;
      guint n_rects;

      rects = page_rects (self, page, &n_rects);
      for (guint i = n_rects; i > 0; i--)
        {
          graphene_rect_t at = kaiji_page_layout_from_page (self->layout, page, &rects[i - 1]);
          if (at.origin.y + at.size.height - y < 0
              || at.origin.y - y > gtk_widget_get_height (GTK_WIDGET (self)))
            continue;
          *area = (GdkRectangle){ (int) (at.origin.x - x), (int) (at.origin.y - y),
                                  (int) at.size.width, (int) at.size.height };
          return TRUE;
        }
    }
  return FALSE;
}

void
kaiji_page_view_copy (KaijiPageView *self)
{
  g_autofree char *text = NULL;
  int first, last;
  guint n_rects;

  text = kaiji_page_view_dup_selection (self, &first, &last, NULL, &n_rects);
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}
