/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thumbnails, drawn by one widget as high as all rows together.
 *
 * Invariants:
 * 1. Only cells inside the scrolled window's view are drawn and asked for; what left it is
 *    cancelled.
 * 2. The pictures are bounded by bytes as those of the page view are. */

#include "widgets/thumbnail-view.h"

#include <glib/gi18n-lib.h>

#include "widgets/page-cache.h"
#include "widgets/page-paper.h"

#define THUMB_WIDTH 73
#define THUMB_HEIGHT 104
#define CELL_WIDTH 104
#define CELL_HEIGHT 140
#define TOP 9
#define CACHE_BYTES (4 * 1024 * 1024)

typedef struct
{
  GWeakRef view;
  int page;
  double scale;
  GCancellable *cancellable;
} Request;

struct _KaijiThumbnailView
{
  GtkWidget parent_instance;

  KaijiPdfDocument *document;
  int n_pages;
  int page;
  gboolean dark;
  GHashTable *counts;
  KaijiPageCache *cache;
  GHashTable *requests; /* page -> Request, borrowed: its callback frees it */
  GHashTable *failed;   /* set of pages */
  GtkAdjustment *adjustment;
  guint tick;
};

G_DEFINE_FINAL_TYPE (KaijiThumbnailView, kaiji_thumbnail_view, GTK_TYPE_WIDGET)

static int
get_columns (KaijiThumbnailView *self)
{
  return MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) / CELL_WIDTH);
}

static GdkRectangle
get_cell (KaijiThumbnailView *self, int page)
{
  int columns = get_columns (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int room = MAX (CELL_WIDTH, width / columns);

  return (GdkRectangle){ (page - 1) % columns * room + (room - CELL_WIDTH) / 2,
                         (page - 1) / columns * CELL_HEIGHT, CELL_WIDTH, CELL_HEIGHT };
}

static gboolean
get_visible (KaijiThumbnailView *self, int *first, int *last)
{
  int columns = get_columns (self);
  double top = 0, height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->adjustment != NULL)
    {
      top = gtk_adjustment_get_value (self->adjustment);
      height = gtk_adjustment_get_page_size (self->adjustment);
    }
  *first = (int) (top / CELL_HEIGHT) * columns + 1;
  *last = MIN (((int) ((top + height) / CELL_HEIGHT) + 1) * columns, self->n_pages);
  return self->n_pages > 0 && *first <= *last && height > 1;
}

static double
get_scale (KaijiThumbnailView *self, int page)
{
  const KaijiPdfPageInfo *info = kaiji_pdf_document_get_page (self->document, page);

  return MIN (THUMB_WIDTH / MAX (info->width_pt, 1), THUMB_HEIGHT / MAX (info->height_pt, 1));
}

static void
request_cancel (Request *request)
{
  g_cancellable_cancel (request->cancellable);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  g_autoptr (KaijiThumbnailView) self = g_weak_ref_get (&request->view);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfImage) image =
      kaiji_pdf_document_render_finish (KAIJI_PDF_DOCUMENT (source), result, &error);
  gpointer key = GINT_TO_POINTER (request->page);

  if (self != NULL && g_hash_table_lookup (self->requests, key) == request)
    {
      g_hash_table_steal (self->requests, key);
      if (image != NULL)
        {
          /* Copied: a mapping of its own for each small picture would be wasteful. */
          g_autoptr (GBytes) pixels = self->dark
                                          ? kaiji_page_paper_darken (image->pixels)
                                          : g_bytes_new (g_bytes_get_data (image->pixels, NULL),
                                                         g_bytes_get_size (image->pixels));
          g_autoptr (GdkTexture) texture =
              gdk_memory_texture_new (image->width, image->height,
                                      GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, pixels, image->stride);
          int first = 0, last = 0;

          get_visible (self, &first, &last);
          kaiji_page_cache_insert (self->cache, request->page, texture, request->scale, 0, first,
                                   last);
          gtk_widget_queue_draw (GTK_WIDGET (self));
        }
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_hash_table_add (self->failed, key);
    }
  g_weak_ref_clear (&request->view);
  g_object_unref (request->cancellable);
  g_free (request);
}

static void
want (KaijiThumbnailView *self, int page)
{
  gpointer key = GINT_TO_POINTER (page);
  Request *request;

  if (kaiji_page_cache_lookup (self->cache, page, 0, NULL) != NULL
      || g_hash_table_contains (self->requests, key) || g_hash_table_contains (self->failed, key))
    return;
  request = g_new0 (Request, 1);
  g_weak_ref_init (&request->view, self);
  request->page = page;
  request->scale = get_scale (self, page) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  request->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->requests, key, request);
  kaiji_pdf_document_render_async (self->document, page, request->scale, 0,
                                   KAIJI_PDF_PRIORITY_THUMBNAIL, request->cancellable, rendered_cb,
                                   request);
}

static void
update_requests (KaijiThumbnailView *self)
{
  GHashTableIter iter;
  gpointer key;
  int first, last;

  if (self->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || !get_visible (self, &first, &last))
    return;
  g_hash_table_iter_init (&iter, self->requests);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (GPOINTER_TO_INT (key) < first || GPOINTER_TO_INT (key) > last)
      g_hash_table_iter_remove (&iter);
  for (int page = first; page <= last; page++)
    want (self, page);
}

static void
scrolled_cb (KaijiThumbnailView *self)
{
  update_requests (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkRGBA
get_colour (GtkWidget *widget, const char *name, const char *otherwise)
{
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour))
    gdk_rgba_parse (&colour, otherwise);
  return colour;
}

static void
append_text (GtkWidget *widget,
             GtkSnapshot *snapshot,
             const char *text,
             gboolean bold,
             double size,
             double middle,
             double y,
             const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attrs = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attrs, pango_attr_scale_new (size));
  if (bold)
    pango_attr_list_insert (attrs, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attrs, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attrs);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > CELL_WIDTH)
    {
      pango_layout_set_width (layout, CELL_WIDTH * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      width = CELL_WIDTH;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (int) (middle - width / 2.0),
                                                          (float) (int) (y - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
append_rounded (GtkSnapshot *snapshot,
                const graphene_rect_t *area,
                float radius,
                const GdkRGBA *colour)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, area, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, area);
  gtk_snapshot_pop (snapshot);
}

static void
append_badge (GtkWidget *widget, GtkSnapshot *snapshot, double x, double y, int count)
{
  static const GdkRGBA ground = { 0.30, 0.32, 0.33, 1 };
  static const GdkRGBA white = { 1, 1, 1, 1 };
  g_autofree char *text = g_strdup_printf ("%d", count);
  float width = count > 9 ? 24 : 17;

  append_rounded (snapshot,
                  &GRAPHENE_RECT_INIT ((float) x - width / 2, (float) y - 8.5f, width, 17), 8.5f,
                  &ground);
  append_text (widget, snapshot, text, TRUE, 0.75, x, y, &white);
}

static void
append_cell (KaijiThumbnailView *self, GtkSnapshot *snapshot, int page)
{
  GtkWidget *widget = GTK_WIDGET (self);
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA black = { KAIJI_PAPER_DARK / 255.0f, KAIJI_PAPER_DARK / 255.0f,
                                 KAIJI_PAPER_DARK / 255.0f, 1 };
  const KaijiPdfPageInfo *info = kaiji_pdf_document_get_page (self->document, page);
  GdkRectangle cell = get_cell (self, page);
  gboolean current = page == self->page;
  double scale = get_scale (self, page);
  float width = (float) (int) (info->width_pt * scale),
        height = (float) (int) (info->height_pt * scale);
  graphene_rect_t paper =
      GRAPHENE_RECT_INIT ((float) cell.x + (CELL_WIDTH - (int) width) / 2,
                          (float) cell.y + TOP + (THUMB_HEIGHT - height) / 2, width, height);
  GdkTexture *texture = kaiji_page_cache_lookup (self->cache, page, 0, NULL);
  GdkRGBA line = current ? get_colour (widget, "kaiji_selected_bar", "#1c71d8")
                         : get_colour (widget, "kaiji_pane_line", "#cdc7c2");
  GdkRGBA ink = current ? get_colour (widget, "kaiji_text", "#2e3436")
                        : get_colour (widget, "kaiji_dim", "#5c6163");
  float border = current ? 2 : 1;
  g_autofree char *label = NULL;
  int count = self->counts != NULL
                  ? GPOINTER_TO_INT (g_hash_table_lookup (self->counts, GINT_TO_POINTER (page)))
                  : 0;

  if (current)
    {
      GdkRGBA selected = get_colour (widget, "kaiji_selected", "#dbe8f9");
      append_rounded (snapshot,
                      &GRAPHENE_RECT_INIT ((float) cell.x + 2, (float) cell.y + 2, CELL_WIDTH - 4,
                                           CELL_HEIGHT - 4),
                      5, &selected);
    }
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (paper.origin.x - border, paper.origin.y - border,
                                                  width + 2 * border, height + 2 * border));
  gtk_snapshot_append_color (snapshot, self->dark ? &black : &white, &paper);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &paper);
  if (count > 0)
    append_badge (widget, snapshot, paper.origin.x + width, paper.origin.y, count);
  if (info->label[0] != '\0')
    label = g_strdup_printf (_ ("No. %d p.%s"), page, info->label);
  else
    label = g_strdup_printf (_ ("No. %d"), page);
  append_text (widget, snapshot, label, current, 0.85, cell.x + CELL_WIDTH / 2.0,
               cell.y + CELL_HEIGHT - 15, &ink);
}

static void
kaiji_thumbnail_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaijiThumbnailView *self = KAIJI_THUMBNAIL_VIEW (widget);
  int first, last;

  if (self->document == NULL || !get_visible (self, &first, &last))
    return;
  for (int page = first; page <= last; page++)
    append_cell (self, snapshot, page);
}

static void
kaiji_thumbnail_view_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  KaijiThumbnailView *self = KAIJI_THUMBNAIL_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = CELL_WIDTH;
      *natural = 2 * CELL_WIDTH;
    }
  else
    {
      int columns = for_size > 0 ? MAX (1, for_size / CELL_WIDTH) : 1;
      *minimum = *natural = (self->n_pages + columns - 1) / columns * CELL_HEIGHT;
    }
}

static GtkSizeRequestMode
kaiji_thumbnail_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Scrolls so that the current page's cell is wholly seen. */
static void
reveal (KaijiThumbnailView *self)
{
  GdkRectangle cell;
  double top, height;

  if (self->adjustment == NULL || self->page == 0 || get_columns (self) == 0)
    return;
  cell = get_cell (self, self->page);
  top = gtk_adjustment_get_value (self->adjustment);
  height = gtk_adjustment_get_page_size (self->adjustment);
  if (cell.y < top)
    gtk_adjustment_set_value (self->adjustment, cell.y);
  else if (cell.y + cell.height > top + height)
    gtk_adjustment_set_value (self->adjustment, cell.y + cell.height - height);
}

static gboolean
allocated_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KaijiThumbnailView *self = KAIJI_THUMBNAIL_VIEW (widget);

  self->tick = 0;
  reveal (self);
  update_requests (self);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

static void
kaiji_thumbnail_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaijiThumbnailView *self = KAIJI_THUMBNAIL_VIEW (widget);

  /* The scrolled window learns its new range only after this. */
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, allocated_cb, NULL, NULL);
}

static void
set_adjustment (KaijiThumbnailView *self, GtkAdjustment *adjustment)
{
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustment, scrolled_cb, self);
  g_set_object (&self->adjustment, adjustment);
  if (adjustment != NULL)
    {
      g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
      g_signal_connect_swapped (adjustment, "notify::page-size", G_CALLBACK (scrolled_cb), self);
    }
}

static void
kaiji_thumbnail_view_root (GtkWidget *widget)
{
  KaijiThumbnailView *self = KAIJI_THUMBNAIL_VIEW (widget);
  GtkWidget *scroller;

  GTK_WIDGET_CLASS (kaiji_thumbnail_view_parent_class)->root (widget);
  scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  set_adjustment (self, scroller != NULL
                            ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller))
                            : NULL);
}

static void
kaiji_thumbnail_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kaiji_thumbnail_view_parent_class)->map (widget);
  gtk_widget_queue_resize (widget);
}

static void
activate (KaijiThumbnailView *self, int page)
{
  page = CLAMP (page, MIN (1, self->n_pages), self->n_pages);
  if (page > 0)
    g_signal_emit_by_name (self, "page-activated", page);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, KaijiThumbnailView *self)
{
  int columns = get_columns (self);
  int width = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
  int page = (int) (y / CELL_HEIGHT) * columns + MIN (columns - 1, (int) (x * columns / width)) + 1;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (page >= 1 && page <= self->n_pages)
    activate (self, page);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        KaijiThumbnailView *self)
{
  int columns = get_columns (self);
  int rows = self->adjustment != NULL
                 ? MAX (1, (int) gtk_adjustment_get_page_size (self->adjustment) / CELL_HEIGHT)
                 : 1;

  if (state & gtk_accelerator_get_default_mod_mask ())
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
      activate (self, self->page - 1);
      return TRUE;
    case GDK_KEY_Right:
      activate (self, self->page + 1);
      return TRUE;
    case GDK_KEY_Up:
      if (self->page > columns)
        activate (self, self->page - columns);
      return TRUE;
    case GDK_KEY_Down:
      if (self->page + columns <= self->n_pages)
        activate (self, self->page + columns);
      return TRUE;
    case GDK_KEY_Page_Up:
      activate (self, self->page - columns * rows);
      return TRUE;
    case GDK_KEY_Page_Down:
      activate (self, self->page + columns * rows);
      return TRUE;
    case GDK_KEY_Home:
      activate (self, 1);
      return TRUE;
    case GDK_KEY_End:
      activate (self, self->n_pages);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
kaiji_thumbnail_view_dispose (GObject *object)
{
  KaijiThumbnailView *self = KAIJI_THUMBNAIL_VIEW (object);

  kaiji_thumbnail_view_set_document (self, NULL);
  set_adjustment (self, NULL);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  G_OBJECT_CLASS (kaiji_thumbnail_view_parent_class)->dispose (object);
}

static void
kaiji_thumbnail_view_finalize (GObject *object)
{
  KaijiThumbnailView *self = KAIJI_THUMBNAIL_VIEW (object);

  kaiji_page_cache_free (self->cache);
  g_hash_table_unref (self->requests);
  g_hash_table_unref (self->failed);
  G_OBJECT_CLASS (kaiji_thumbnail_view_parent_class)->finalize (object);
}

static void
kaiji_thumbnail_view_class_init (KaijiThumbnailViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_thumbnail_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = kaiji_thumbnail_view_finalize;
  widget_class->snapshot = kaiji_thumbnail_view_snapshot;
  widget_class->measure = kaiji_thumbnail_view_measure;
  widget_class->get_request_mode = kaiji_thumbnail_view_get_request_mode;
  widget_class->size_allocate = kaiji_thumbnail_view_size_allocate;
  widget_class->root = kaiji_thumbnail_view_root;
  widget_class->map = kaiji_thumbnail_view_map;
  g_signal_new ("page-activated", KAIJI_TYPE_THUMBNAIL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "thumbnails");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kaiji_thumbnail_view_init (KaijiThumbnailView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->cache = kaiji_page_cache_new (CACHE_BYTES);
  self->requests = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) request_cancel);
  self->failed = g_hash_table_new (NULL, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages, small"), -1);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

/** kaiji_thumbnail_view_new: Returns: (transfer full): a view of nothing. */
GtkWidget *
kaiji_thumbnail_view_new (void)
{
  return g_object_new (KAIJI_TYPE_THUMBNAIL_VIEW, NULL);
}

/* A page that turned out to be of another size is drawn again. */
static void
pages_changed_cb (KaijiPdfDocument *document, guint first, guint n, KaijiThumbnailView *self)
{
  for (guint page = first; page < first + n; page++)
    {
      double scale = 0;
      GdkTexture *texture = kaiji_page_cache_lookup (self->cache, (int) page, 0, &scale);
      double wanted =
          get_scale (self, (int) page) * gtk_widget_get_scale_factor (GTK_WIDGET (self));

      if (texture != NULL && ABS (scale - wanted) > 1e-4)
        kaiji_page_cache_remove (self->cache, (int) page);
    }
  update_requests (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kaiji_thumbnail_view_set_document (KaijiThumbnailView *self, KaijiPdfDocument *document)
{
  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, pages_changed_cb, self);
  g_hash_table_remove_all (self->requests);
  g_hash_table_remove_all (self->failed);
  kaiji_page_cache_clear (self->cache);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "pages-changed", G_CALLBACK (pages_changed_cb), self, 0);
  self->n_pages = document != NULL ? kaiji_pdf_document_get_n_pages (document) : 0;
  self->page = MIN (1, self->n_pages);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kaiji_thumbnail_view_set_page (KaijiThumbnailView *self, int page)
{
  if (self->page == page || page < 0 || page > self->n_pages)
    return;
  self->page = page;
  reveal (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kaiji_thumbnail_view_set_counts (KaijiThumbnailView *self, GHashTable *counts)
{
  g_clear_pointer (&self->counts, g_hash_table_unref);
  self->counts = counts != NULL ? g_hash_table_ref (counts) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Dark paper, as in the page view. */
void
kaiji_thumbnail_view_set_dark (KaijiThumbnailView *self, gboolean dark)
{
  if (self->dark == dark)
    return;
  self->dark = dark;
  g_hash_table_remove_all (self->requests);
  kaiji_page_cache_clear (self->cache);
  update_requests (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The picture of a page if it is here, else NULL. */
GdkTexture *
kaiji_thumbnail_view_peek (KaijiThumbnailView *self, int page)
{
  return kaiji_page_cache_lookup (self->cache, page, 0, NULL);
}

gsize
kaiji_thumbnail_view_get_cached_bytes (KaijiThumbnailView *self)
{
  return kaiji_page_cache_get_bytes (self->cache);
}
