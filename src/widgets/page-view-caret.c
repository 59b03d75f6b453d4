/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selecting text by the keyboard: Shift with arrows, Home and End moves the end of the selection.
 *
 * Invariants:
 * 1. Arrows mean what they show: in text that is written downwards Down goes to the next
 *    character and Left to the next column.
 * 2. A move waits for nothing: on a page whose text is not here it only asks for it. */

#include "widgets/page-view-private.h"

#include <string.h>

typedef enum
{
  MOVE_CHARACTER,
  MOVE_WORD,
  MOVE_LINE,
  MOVE_LINE_END,
} Move;

/* The first character that is in view; the page's first one where none is. */
static guint
first_seen (KaijiPageView *self, int page, const KaijiPdfText *text)
{
  double x, y;

  kaiji_page_view_get_offset (self, &x, &y);
  for (guint i = 0; i < text->n_rects; i++)
    {
      graphene_rect_t area;

      if (text->rects[i].x2 <= text->rects[i].x1)
        continue;
      area = kaiji_page_layout_from_page (self->layout, page, &text->rects[i]);
      if (area.origin.y >= y && area.origin.x + area.size.width >= x)
        return i;
    }
  return 0;
}

static guint
move_by_word (const KaijiPdfText *text, guint index, int direction)
{
  guint start, end;

  if (direction > 0)
    {
      kaiji_page_selection_word (text->text, index, &start, &end);
      return MAX (end, MIN (index + 1, text->n_rects));
    }
  if (index == 0)
    return 0;
  kaiji_page_selection_word (text->text, index - 1, &start, &end);
  return start;
}

/* The place beside this one on the next or previous line. */
static guint
move_by_line (const KaijiPdfText *text, guint index, int direction)
{
  gboolean downward = kaiji_pdf_text_is_downward (text, index);
  guint start, end, other_start, other_end, best;
  const KaijiRect *here = &text->rects[MIN (index, text->n_rects - 1)];
  double wanted = downward ? here->y1 : here->x1;

  kaiji_page_selection_line (text->text, index, &start, &end);
  if (direction > 0 ? end >= text->n_rects : start == 0)
    return direction > 0 ? text->n_rects : 0;
  kaiji_page_selection_line (text->text, direction > 0 ? end + 1 : start - 1, &other_start,
                             &other_end);
  best = other_start;
  for (guint i = other_start; i <= MIN (other_end, text->n_rects - 1); i++)
    {
      const KaijiRect *rect = &text->rects[i];
      if ((downward ? rect->y1 : rect->x1) <= wanted + 1)
        best = i;
    }
  return best;
}

static guint
move_index (const KaijiPdfText *text, guint index, Move move, int direction)
{
  guint start, end;

  switch (move)
    {
    case MOVE_CHARACTER:
      if (direction > 0)
        return MIN (index + 1, text->n_rects);
      return index > 0 ? index - 1 : 0;
    case MOVE_WORD:
      return move_by_word (text, index, direction);
    case MOVE_LINE:
      return move_by_line (text, index, direction);
    case MOVE_LINE_END:
    default:
      kaiji_page_selection_line (text->text, index, &start, &end);
      return direction > 0 ? end : start;
    }
}

/* What a key does in text that runs so. */
static gboolean
read_key (guint key, gboolean control, gboolean downward, Move *move, int *direction)
{
  Move along = control ? MOVE_WORD : MOVE_CHARACTER;

  switch (key)
    {
    case GDK_KEY_Right:
      *move = downward ? MOVE_LINE : along;
      *direction = downward ? -1 : 1;
      return TRUE;
    case GDK_KEY_Left:
      *move = downward ? MOVE_LINE : along;
      *direction = downward ? 1 : -1;
      return TRUE;
    case GDK_KEY_Down:
      *move = downward ? along : MOVE_LINE;
      *direction = 1;
      return TRUE;
    case GDK_KEY_Up:
      *move = downward ? along : MOVE_LINE;
      *direction = -1;
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_End:
      *move = MOVE_LINE_END;
      *direction = key == GDK_KEY_End ? 1 : -1;
      return TRUE;
    default:
      return FALSE;
    }
}

/* The end of the selection stays in sight. */
static void
reveal (KaijiPageView *self, const KaijiPdfText *text, const KaijiPageCaret *caret)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double x, y, dx = 0, dy = 0;
  graphene_rect_t area;

  kaiji_page_view_get_offset (self, &x, &y);
  area = kaiji_page_layout_from_page (self->layout, caret->page,
                                      &text->rects[MIN (caret->index, text->n_rects - 1)]);
  area.origin.x -= x;
  area.origin.y -= y;
  if (area.origin.y < 0)
    dy = area.origin.y - 24;
  else if (area.origin.y + area.size.height > height)
    dy = area.origin.y + area.size.height - height + 24;
  if (area.origin.x < 0)
    dx = area.origin.x - 24;
  else if (area.origin.x + area.size.width > width)
    dx = area.origin.x + area.size.width - width + 24;
  kaiji_page_view_scroll_by (self, dx, dy);
}

/* Over the edge of a page the selection goes on with the next or the one before. */
static KaijiPageCaret
cross_page (KaijiPageView *self, KaijiPageCaret caret, int direction)
{
  int page = caret.page + direction;
  const KaijiPdfText *text;

  if (page < 1 || page > kaiji_page_layout_get_n_pages (self->layout))
    return caret;
  text = kaiji_page_view_get_text (self, page);
  if (text == NULL)
    {
      kaiji_page_view_want_text (self, page);
      return caret;
    }
  return (KaijiPageCaret){ page, direction > 0 ? MIN (1, text->n_rects)
                                               : text->n_rects - MIN (1, text->n_rects) };
}

gboolean
kaiji_page_view_caret_key (KaijiPageView *self, guint key, gboolean control)
{
  KaijiPageSelection selection = self->selection;
  const KaijiPdfText *text;
  KaijiPageCaret moved;
  int direction;
  Move move;

  if (!read_key (key, FALSE, FALSE, &move, &direction) || self->page == 0)
    return FALSE;
  if (selection.anchor.page == 0)
    selection.focus.page = self->page;
  text = kaiji_page_view_get_text (self, selection.focus.page);
  if (text == NULL || text->n_rects == 0)
    {
      kaiji_page_view_want_text (self, selection.focus.page);
      return TRUE;
    }
  if (selection.anchor.page == 0)
    {
      selection.focus.index = first_seen (self, self->page, text);
      selection.anchor = selection.focus;
    }
  read_key (key, control, kaiji_pdf_text_is_downward (text, selection.focus.index), &move,
            &direction);
  moved = (KaijiPageCaret){ selection.focus.page,
                            move_index (text, selection.focus.index, move, direction) };
  if (moved.index == selection.focus.index && move != MOVE_LINE_END)
    moved = cross_page (self, moved, direction);
  kaiji_page_view_set_selection (self, selection.anchor, moved);
  text = kaiji_page_view_get_text (self, moved.page);
  if (text != NULL && text->n_rects > 0)
    reveal (self, text, &moved);
  return TRUE;
}
