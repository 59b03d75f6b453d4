/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen: paper, pixels, marks.
 *
 * Invariants:
 * 1. Marks are multiplied with the paper, so that the text under them keeps its black; on dark paper
 *    they are laid over as light is, so that it keeps its white.
 * 2. Only pages in view make nodes. */

#include "widgets/page-view-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/page-paper.h"
#include "widgets/page-pixels.h"

static GdkRGBA
get_colour (GtkWidget *widget, const char *name, const char *otherwise)
{
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour))
    gdk_rgba_parse (&colour, otherwise);
  return colour;
}

static void
append_rects (KaijiPageView *self,
              GtkSnapshot *snapshot,
              int page,
              const KaijiRect *rects,
              guint n_rects,
              const GdkRGBA *colour)
{
  for (guint i = 0; i < n_rects; i++)
    {
      graphene_rect_t area = kaiji_page_layout_from_page (self->layout, page, &rects[i]);
      gtk_snapshot_append_color (snapshot, colour, &area);
    }
}

static void
append_lines (KaijiPageView *self,
              GtkSnapshot *snapshot,
              const KaijiPageMarkEntry *entry,
              const GdkRGBA *colour)
{
  for (guint i = 0; i < entry->n_rects; i++)
    {
      graphene_rect_t area =
          kaiji_page_layout_from_page (self->layout, entry->page, &entry->rects[i]);
      area.origin.y += area.size.height - 1;
      area.size.height = 2;
      gtk_snapshot_append_color (snapshot, colour, &area);
    }
}

static gboolean
has_tint (KaijiPageView *self, int page)
{
  int first, last;

  kaiji_page_selection_get_pages (&self->selection, &first, &last);
  if (page >= first && page <= last)
    return TRUE;
  for (guint i = 0; i < self->marks->len; i++)
    if (((KaijiPageMarkEntry *) g_ptr_array_index (self->marks, i))->page == page)
      return TRUE;
  return FALSE;
}

static void
append_tints (KaijiPageView *self, GtkSnapshot *snapshot, int page)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA quote = self->dark ? get_colour (widget, "kaiji_quote_dark", "#4d4200")
                             : get_colour (widget, "kaiji_quote", "#ffe98a");
  GdkRGBA selected = self->dark ? get_colour (widget, "kaiji_selection_dark", "#123f73")
                                : get_colour (widget, "kaiji_selection", "#a9cdf9");
  const KaijiPdfText *text;
  guint start, end;

  for (guint i = 0; i < self->marks->len; i++)
    {
      KaijiPageMarkEntry *entry = g_ptr_array_index (self->marks, i);
      if (entry->page == page)
        append_rects (self, snapshot, page, entry->rects, entry->n_rects, &quote);
    }
  text = kaiji_page_view_get_text (self, page);
  if (text != NULL
      && kaiji_page_selection_get_range (&self->selection, page, text->n_rects, &start, &end))
    {
      g_autofree KaijiRect *rects = NULL;
      guint n_rects = 0;
      g_free (kaiji_pdf_text_get_range (text, start, end, &rects, &n_rects));
      append_rects (self, snapshot, page, rects, n_rects, &selected);
    }
}

/* What stands out above the tints: the line under hits, the bar beside the quote asked for. */
static void
append_signs (KaijiPageView *self, GtkSnapshot *snapshot, int page)
{
  GdkRGBA line = get_colour (GTK_WIDGET (self), "kaiji_hit_line", "#b58900");

  for (guint i = 0; i < self->marks->len; i++)
    {
      KaijiPageMarkEntry *entry = g_ptr_array_index (self->marks, i);
      graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, 0, 0);

      if (entry->page != page || entry->mark == KAIJI_PAGE_MARK_QUOTE || entry->n_rects == 0)
        continue;
      if (entry->mark != KAIJI_PAGE_MARK_CURRENT_QUOTE)
        append_lines (self, snapshot, entry, &line);
      if (entry->mark == KAIJI_PAGE_MARK_HIT)
        continue;
      for (guint j = 0; j < entry->n_rects; j++)
        {
          graphene_rect_t area = kaiji_page_layout_from_page (self->layout, page, &entry->rects[j]);
          if (j == 0)
            all = area;
          else
            graphene_rect_union (&all, &area, &all);
        }
      if (entry->mark == KAIJI_PAGE_MARK_CURRENT_QUOTE)
        gtk_snapshot_append_color (
            snapshot, &line,
            &GRAPHENE_RECT_INIT (all.origin.x - 6, all.origin.y, 3, all.size.height));
      else
        {
          GskRoundedRect outline;
          gsk_rounded_rect_init_from_rect (&outline,
                                           &GRAPHENE_RECT_INIT (all.origin.x - 2, all.origin.y - 2,
                                                                all.size.width + 4,
                                                                all.size.height + 4),
                                           2);
          gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1.5, 1.5, 1.5, 1.5 },
                                      (GdkRGBA[4]){ line, line, line, line });
        }
    }
}

static void
append_loading (KaijiPageView *self, GtkSnapshot *snapshot, const GdkRectangle *rect)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self), _ ("Loading…"));
  GdkRGBA dim;
  int width, height;

  gdk_rgba_parse (&dim, self->dark ? "#b4b0ab" : "#5c6163");
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rect->x + (rect->width - width) / 2,
                                                          rect->y + MIN (rect->height / 3, 220)));
  gtk_snapshot_append_layout (snapshot, layout, &dim);
  gtk_snapshot_restore (snapshot);
}

/* Sharp pixels lie one to one on the screen's; others are stretched to the paper. */
static void
append_pixels (KaijiPageView *self,
               GtkSnapshot *snapshot,
               GdkTexture *texture,
               const graphene_rect_t *paper)
{
  int sf = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  graphene_rect_t area = GRAPHENE_RECT_INIT (paper->origin.x, paper->origin.y,
                                             (float) gdk_texture_get_width (texture) / sf,
                                             (float) gdk_texture_get_height (texture) / sf);

  if (ABS (area.size.width - paper->size.width) > 1
      || ABS (area.size.height - paper->size.height) > 1)
    area = *paper;
  kaiji_page_pixels_append (snapshot, GTK_WIDGET (self), texture, &area);
}

/* A preview stands as the page does, however that is turned. */
static void
append_preview (KaijiPageView *self,
                GtkSnapshot *snapshot,
                GdkTexture *texture,
                const graphene_rect_t *paper)
{
  int rotation = kaiji_page_view_get_rotation (self);
  gboolean sideways = rotation % 180 != 0;
  float width = sideways ? paper->size.height : paper->size.width;
  float height = sideways ? paper->size.width : paper->size.height;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (paper->origin.x + paper->size.width / 2,
                                                paper->origin.y + paper->size.height / 2));
  gtk_snapshot_rotate (snapshot, (float) rotation);
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT (-width / 2, -height / 2, width, height));
  gtk_snapshot_restore (snapshot);
}

static void
append_page (KaijiPageView *self, GtkSnapshot *snapshot, int page)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA black = { KAIJI_PAPER_DARK / 255.0f, KAIJI_PAPER_DARK / 255.0f,
                                 KAIJI_PAPER_DARK / 255.0f, 1 };
  static const GdkRGBA edge = { 0, 0, 0, 0.16 };
  static const GdkRGBA light_edge = { 1, 1, 1, 0.16 };
  static const GdkRGBA shade = { 0, 0, 0, 0.10 };
  GdkRectangle rect = kaiji_page_layout_get_rect (self->layout, page);
  graphene_rect_t paper = GRAPHENE_RECT_INIT (rect.x, rect.y, rect.width, rect.height);
  GdkTexture *texture =
      kaiji_page_cache_lookup (self->cache, page, kaiji_page_view_get_rotation (self), NULL);
  GdkTexture *preview = texture == NULL ? kaiji_page_view_get_preview (self, page) : NULL;
  gboolean tinted = has_tint (self, page);

  gtk_snapshot_append_color (
      snapshot, &shade, &GRAPHENE_RECT_INIT (rect.x, rect.y + 2, rect.width + 2, rect.height + 1));
  gtk_snapshot_append_color (
      snapshot, self->dark ? &light_edge : &edge,
      &GRAPHENE_RECT_INIT (rect.x - 1, rect.y - 1, rect.width + 2, rect.height + 2));
  if (tinted)
    gtk_snapshot_push_blend (snapshot,
                             self->dark ? GSK_BLEND_MODE_SCREEN : GSK_BLEND_MODE_MULTIPLY);
  gtk_snapshot_append_color (snapshot, self->dark ? &black : &white, &paper);
  if (texture != NULL || preview != NULL)
    {
      gtk_snapshot_push_clip (snapshot, &paper);
      if (texture != NULL)
        append_pixels (self, snapshot, texture, &paper);
      else
        append_preview (self, snapshot, preview, &paper);
      gtk_snapshot_pop (snapshot);
    }
  if (tinted)
    {
      gtk_snapshot_pop (snapshot);
      append_tints (self, snapshot, page);
      gtk_snapshot_pop (snapshot);
      append_signs (self, snapshot, page);
    }
  if (texture == NULL && preview == NULL && kaiji_page_view_is_slow (self, page))
    append_loading (self, snapshot, &rect);
}

/* The link that the keyboard stands on. */
static void
append_focus_link (KaijiPageView *self, GtkSnapshot *snapshot)
{
  GdkRGBA colour = get_colour (GTK_WIDGET (self), "kaiji_focus", "#1c71d8");
  int page;
  const KaijiPdfLink *link = kaiji_page_view_get_focus_link (self, &page);
  GskRoundedRect outline;
  graphene_rect_t area;

  if (link == NULL)
    return;
  area = kaiji_page_layout_from_page (self->layout, page, &link->rect);
  graphene_rect_inset (&area, -2, -2);
  gsk_rounded_rect_init_from_rect (&outline, &area, 3);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ colour, colour, colour, colour });
}

void
kaiji_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaijiPageView *self = KAIJI_PAGE_VIEW (widget);
  int first, last;
  double x, y;

  if (kaiji_page_view_get_visible_range (self, &first, &last))
    {
      kaiji_page_view_get_offset (self, &x, &y);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-x, -y));
      for (int page = first; page <= last; page++)
        append_page (self, snapshot, page);
      append_focus_link (self, snapshot);
      gtk_snapshot_restore (snapshot);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      gtk_widget_snapshot_child (widget, child, snapshot);
}
