/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The column of pages: properties, scrolling, zoom. Its other parts: pixels (page-view-render.c),
 * drawing (page-view-draw.c), zoom (page-view-zoom.c), text (page-view-text.c), selection (page-view-select.c,
 * page-view-caret.c), links (page-view-links.c), keys and
 * wheel (page-view-input.c).
 *
 * Invariants:
 * 1. The adjustments are configured in one place, size_allocate; a zoom or a jump only says by
 *    "anchor" what shall stand where.
 * 2. No page is a widget; the only children are the boxes on pages that failed and the note on a
 *    link.
 * 3. It is queue_resize() that asks for an allocation, never queue_allocate(): the scrolled window
 *    queues its bars while it is being allocated itself, and GTK 4.8 then loses what was asked of
 *    a child only; the pages would stay blank.
 * 4. All that comes from the worker belongs to "document"; setting another drops every request. */

#include "widgets/page-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_PAGE,
  PROP_ZOOM_MODE,
  PROP_ZOOM,
  PROP_ROTATION,
  PROP_SPREAD,
  PROP_COVER,
  PROP_DARK,
  PROP_HAS_SELECTION,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (KaijiPageView,
                               kaiji_page_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

#define JUMP_MARGIN KAIJI_PAGE_VIEW_JUMP_MARGIN

void
kaiji_page_view_get_offset (KaijiPageView *self, double *x, double *y)
{
  int sf = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  /* Whole device pixels: a text that is drawn between two is blurred. */
  *x = self->hadjustment ? floor (gtk_adjustment_get_value (self->hadjustment) * sf) / sf : 0;
  *y = self->vadjustment ? floor (gtk_adjustment_get_value (self->vadjustment) * sf) / sf : 0;
}

gboolean
kaiji_page_view_get_visible_range (KaijiPageView *self, int *first, int *last)
{
  double x, y;
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  kaiji_page_view_get_offset (self, &x, &y);
  return kaiji_page_layout_get_range (self->layout, y, y + height, first, last);
}

void
kaiji_page_view_scroll_by (KaijiPageView *self, double dx, double dy)
{
  if (self->hadjustment != NULL && dx != 0)
    gtk_adjustment_set_value (self->hadjustment, gtk_adjustment_get_value (self->hadjustment) + dx);
  if (self->vadjustment != NULL && dy != 0)
    gtk_adjustment_set_value (self->vadjustment, gtk_adjustment_get_value (self->vadjustment) + dy);
}

static void
update_label (KaijiPageView *self)
{
  g_autofree char *label = NULL;

  if (self->page == 0)
    label = g_strdup (_ ("No page"));
  else
    {
      const char *printed = kaiji_pdf_document_get_page (self->document, self->page)->label;
      int n = kaiji_page_layout_get_n_pages (self->layout);

      if (printed[0] != '\0')
        label = g_strdup_printf (_ ("Page %d / %d, printed p.%s"), self->page, n, printed);
      else
        label = g_strdup_printf (_ ("Page %d / %d"), self->page, n);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_page (KaijiPageView *self, int page)
{
  if (self->page == page)
    return;
  self->page = page;
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

static void
derive_page (KaijiPageView *self)
{
  double x, y;
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int page, first, last;

  if (self->jumped || height <= 0)
    return;
  kaiji_page_view_get_offset (self, &x, &y);
  page = kaiji_page_layout_page_at (self->layout, y + height / 3.0);
  if (page == 0)
    return;
  /* Of two pages beside each other that one stays which it was. */
  kaiji_page_layout_get_row (self->layout, page, &first, &last);
  if (self->page < first || self->page > last)
    set_page (self, page);
}

static void
adjustment_changed_cb (GtkAdjustment *adjustment, KaijiPageView *self)
{
  if (self->configuring)
    return;
  self->jumped = FALSE;
  self->has_anchor = FALSE;
  derive_page (self);
  kaiji_page_view_render_scrolled (self);
  kaiji_page_view_place_errors (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Puts the anchor where it was asked to stand. */
static void
configure_adjustments (KaijiPageView *self, int width, int height)
{
  double x = gtk_adjustment_get_value (self->hadjustment);
  double y = gtk_adjustment_get_value (self->vadjustment);
  int upper_x = MAX (kaiji_page_layout_get_width (self->layout), width);
  int upper_y = MAX (kaiji_page_layout_get_height (self->layout), height);

  if (self->has_anchor)
    {
      kaiji_page_layout_position (self->layout, &self->anchor, &x, &y);
      x -= self->anchor_x;
      y -= self->anchor_y;
      self->has_anchor = FALSE;
    }
  self->configuring = TRUE;
  gtk_adjustment_configure (self->hadjustment, CLAMP (x, 0, upper_x - width), 0, upper_x, 40,
                            width * 0.9, width);
  gtk_adjustment_configure (self->vadjustment, CLAMP (y, 0, upper_y - height), 0, upper_y, 40,
                            MAX (height - 40, 40), height);
  self->configuring = FALSE;
}

void
kaiji_page_view_anchor_top (KaijiPageView *self)
{
  double x, y;

  if (self->has_anchor || kaiji_page_layout_get_n_pages (self->layout) == 0
      || gtk_widget_get_height (GTK_WIDGET (self)) == 0)
    return;
  kaiji_page_view_get_offset (self, &x, &y);
  self->anchor_x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  self->anchor_y = JUMP_MARGIN;
  self->anchor = kaiji_page_layout_locate (self->layout, x + self->anchor_x, y + self->anchor_y);
  self->has_anchor = TRUE;
}

/* What others are told about after an allocation: they may want to move things then. */
static gboolean
settle_cb (gpointer data)
{
  KaijiPageView *self = data;

  self->settle_source = 0;
  derive_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
  /* A jump that was asked for during the allocation was not heard. */
  if (self->has_anchor)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
kaiji_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaijiPageView *self = KAIJI_PAGE_VIEW (widget);
  double before;

  if (self->hadjustment == NULL || self->vadjustment == NULL)
    return;
  before = gtk_adjustment_get_page_size (self->hadjustment);
  /* A new width changes every page's size: what stands at the top stays there. The layout still
   * holds the old width, so that it can say what that is. */
  if (!self->has_anchor && before > 0
      && (before != width || self->zoom_mode == KAIJI_ZOOM_FIT_PAGE))
    {
      double x, y;
      kaiji_page_view_get_offset (self, &x, &y);
      self->anchor_y = y <= 0 ? 0 : JUMP_MARGIN;
      self->anchor_x = before / 2.0;
      self->anchor =
          kaiji_page_layout_locate (self->layout, x + self->anchor_x, y + self->anchor_y);
      self->anchor_x = width / 2.0;
      self->has_anchor = y > 0 && self->anchor.page > 0;
    }
  self->expected_width = 0;
  kaiji_page_layout_set_viewport (self->layout, width, height);
  configure_adjustments (self, width, height);
  if (self->settle_source == 0)
    self->settle_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_cb, self, NULL);
  kaiji_page_view_render_update (self);
  kaiji_page_view_place_errors (self);
  if (self->link_popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->link_popover));
}

static void
kaiji_page_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 600;
}

static void
set_adjustment (KaijiPageView *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, adjustment_changed_cb, self);
  g_clear_object (place);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  *place = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (adjustment_changed_cb), self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
kaiji_page_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaijiPageView *self = KAIJI_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PAGE:
      g_value_set_int (value, self->page);
      break;
    case PROP_ZOOM_MODE:
      g_value_set_int (value, self->zoom_mode);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, kaiji_page_view_get_zoom (self));
      break;
    case PROP_ROTATION:
      g_value_set_int (value, kaiji_page_view_get_rotation (self));
      break;
    case PROP_SPREAD:
      g_value_set_int (value, kaiji_page_view_get_spread (self));
      break;
    case PROP_COVER:
      g_value_set_boolean (value, kaiji_page_view_has_cover (self));
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_HAS_SELECTION:
      g_value_set_boolean (value, kaiji_page_view_has_selection (self));
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hpolicy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vpolicy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kaiji_page_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KaijiPageView *self = KAIJI_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      kaiji_page_view_set_document (self, g_value_get_object (value));
      break;
    case PROP_PAGE:
      kaiji_page_view_go_to (self, g_value_get_int (value), NULL);
      break;
    case PROP_ZOOM_MODE:
      kaiji_page_view_set_zoom_mode (self, g_value_get_int (value));
      break;
    case PROP_ZOOM:
      kaiji_page_view_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_ROTATION:
      kaiji_page_view_set_rotation (self, g_value_get_int (value));
      break;
    case PROP_SPREAD:
      kaiji_page_view_set_spread (self, g_value_get_int (value), kaiji_page_view_has_cover (self));
      break;
    case PROP_COVER:
      kaiji_page_view_set_spread (self, kaiji_page_view_get_spread (self),
                                  g_value_get_boolean (value));
      break;
    case PROP_DARK:
      kaiji_page_view_set_dark (self, g_value_get_boolean (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hpolicy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vpolicy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
scale_factor_cb (KaijiPageView *self)
{
  kaiji_page_view_render_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
mark_free (KaijiPageMarkEntry *entry)
{
  g_free (entry->rects);
  g_free (entry);
}

static void
kaiji_page_view_dispose (GObject *object)
{
  KaijiPageView *self = KAIJI_PAGE_VIEW (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  kaiji_page_view_select_reset (self);
  kaiji_page_view_text_reset (self);
  kaiji_page_view_links_reset (self);
  kaiji_page_view_render_reset (self);
  g_clear_object (&self->document);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->hadjustment, adjustment_changed_cb, self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->vadjustment, adjustment_changed_cb, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (kaiji_page_view_parent_class)->dispose (object);
}

static void
kaiji_page_view_finalize (GObject *object)
{
  KaijiPageView *self = KAIJI_PAGE_VIEW (object);

  kaiji_page_cache_free (self->cache);
  kaiji_page_cache_free (self->previews);
  kaiji_page_layout_free (self->layout);
  g_hash_table_unref (self->requests);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->failed);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->text_requests);
  g_hash_table_unref (self->links);
  g_hash_table_unref (self->link_requests);
  g_ptr_array_unref (self->marks);
  G_OBJECT_CLASS (kaiji_page_view_parent_class)->finalize (object);
}

static void
kaiji_page_view_class_init (KaijiPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kaiji_page_view_get_property;
  object_class->set_property = kaiji_page_view_set_property;
  object_class->dispose = kaiji_page_view_dispose;
  object_class->finalize = kaiji_page_view_finalize;
  widget_class->measure = kaiji_page_view_measure;
  widget_class->size_allocate = kaiji_page_view_size_allocate;
  widget_class->snapshot = kaiji_page_view_snapshot;

  props[PROP_DOCUMENT] =
      g_param_spec_object ("document", NULL, NULL, KAIJI_TYPE_PDF_DOCUMENT, flags);
  props[PROP_PAGE] = g_param_spec_int ("page", NULL, NULL, 0, G_MAXINT, 0, flags);
  props[PROP_ZOOM_MODE] = g_param_spec_int ("zoom-mode", NULL, NULL, KAIJI_ZOOM_FIT_WIDTH,
                                            KAIJI_ZOOM_SCALE, KAIJI_ZOOM_FIT_WIDTH, flags);
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, 100, 1, flags);
  props[PROP_ROTATION] = g_param_spec_int ("rotation", NULL, NULL, 0, 270, 0, flags);
  props[PROP_SPREAD] = g_param_spec_int ("spread", NULL, NULL, KAIJI_SPREAD_NONE,
                                         KAIJI_SPREAD_RIGHT, KAIJI_SPREAD_NONE, flags);
  props[PROP_COVER] = g_param_spec_boolean ("cover", NULL, NULL, FALSE, flags);
  props[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  props[PROP_HAS_SELECTION] =
      g_param_spec_boolean ("has-selection", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  g_signal_new ("selection-changed", KAIJI_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("selection-done", KAIJI_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("page-drawn", KAIJI_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT);
  g_signal_new ("link-activated", KAIJI_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
kaiji_page_view_init (KaijiPageView *self)
{
  self->layout = kaiji_page_layout_new ();
  self->scale = KAIJI_PAGE_SCALE_100;
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) mark_free);
  kaiji_page_view_render_init (self);
  kaiji_page_view_text_init (self);
  kaiji_page_view_links_init (self);
  kaiji_page_view_input_init (self);
  kaiji_page_view_select_init (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_cb), NULL);
  update_label (self);
}

/** kaiji_page_view_new: Returns: (transfer full): a view of nothing. */
GtkWidget *
kaiji_page_view_new (void)
{
  return g_object_new (KAIJI_TYPE_PAGE_VIEW, NULL);
}

static void
read_sizes (KaijiPageView *self)
{
  g_autofree double *sizes = NULL;
  int n = self->document != NULL ? kaiji_pdf_document_get_n_pages (self->document) : 0;

  sizes = g_new0 (double, 2 * MAX (n, 1));
  for (int i = 0; i < n; i++)
    {
      const KaijiPdfPageInfo *info = kaiji_pdf_document_get_page (self->document, i + 1);
      sizes[2 * i] = info->width_pt;
      sizes[2 * i + 1] = info->height_pt;
    }
  kaiji_page_layout_set_pages (self->layout, sizes, n);
}

/* Sizes that were guessed became known: what stands at the top stays there. */
static void
pages_changed_cb (KaijiPdfDocument *document, guint first, guint n, KaijiPageView *self)
{
  gboolean jumped = self->jumped;

  kaiji_page_view_anchor_top (self);
  read_sizes (self);
  update_label (self);
  self->jumped = jumped;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** kaiji_page_view_set_document: shows the first page of @document; NULL shows nothing. */
void
kaiji_page_view_set_document (KaijiPageView *self, KaijiPdfDocument *document)
{
  int n;

  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, pages_changed_cb, self);
  kaiji_page_view_select_reset (self);
  kaiji_page_view_text_reset (self);
  kaiji_page_view_links_reset (self);
  kaiji_page_view_render_reset (self);
  g_ptr_array_set_size (self->marks, 0);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "pages-changed", G_CALLBACK (pages_changed_cb), self, 0);
  read_sizes (self);
  n = kaiji_page_layout_get_n_pages (self->layout);
  kaiji_page_layout_set_rotation (self->layout, 0);
  self->page = 0;
  set_page (self, n > 0 ? 1 : 0);
  update_label (self);
  self->jumped = FALSE;
  self->has_anchor = n > 0;
  self->anchor = (KaijiPagePlace){ 1, 0.5, 0 };
  self->anchor_x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  self->anchor_y = JUMP_MARGIN;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROTATION]);
  kaiji_page_view_render_expected (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kaiji_page_view_expect_width (KaijiPageView *self, int width)
{
  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));

  if (gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    self->expected_width = width;
}

KaijiPdfDocument *
kaiji_page_view_get_document (KaijiPageView *self)
{
  g_return_val_if_fail (KAIJI_IS_PAGE_VIEW (self), NULL);
  return self->document;
}

int
kaiji_page_view_get_page (KaijiPageView *self)
{
  g_return_val_if_fail (KAIJI_IS_PAGE_VIEW (self), 0);
  return self->page;
}

/** kaiji_page_view_go_to: a page out of range is clamped. */
void
kaiji_page_view_go_to (KaijiPageView *self, int page, const KaijiRect *rect_pt)
{
  int n;

  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));

  n = kaiji_page_layout_get_n_pages (self->layout);
  if (n == 0)
    return;
  page = CLAMP (page, 1, n);
  self->anchor = (KaijiPagePlace){ page, 0.5, 0 };
  self->anchor_x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  self->anchor_y = JUMP_MARGIN;
  if (rect_pt != NULL)
    {
      GdkRectangle at = kaiji_page_layout_get_rect (self->layout, page);
      graphene_rect_t area = kaiji_page_layout_from_page (self->layout, page, rect_pt);
      double top = (area.origin.y - at.y) / at.height;
      int height = gtk_widget_get_height (GTK_WIDGET (self));

      /* A place in the upper third of the page is seen from the page's top. */
      if (top * at.height > height * 0.3)
        {
          self->anchor.fy = top;
          self->anchor_y = height * 0.3;
        }
      if (area.size.width < at.width)
        self->anchor.fx = (area.origin.x + area.size.width / 2 - at.x) / at.width;
    }
  self->has_anchor = TRUE;
  self->jumped = TRUE;
  set_page (self, page);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

KaijiPagePlace
kaiji_page_view_get_place (KaijiPageView *self)
{
  KaijiPagePlace place;
  GdkRectangle rect;
  double x, y;
  int first, last;

  if (self->has_anchor)
    return self->anchor;
  kaiji_page_view_get_offset (self, &x, &y);
  x += gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  y += JUMP_MARGIN;
  place = kaiji_page_layout_locate (self->layout, x, y);
  if (place.page == 0)
    return place;
  /* Of two pages beside each other it is the one that one is on. */
  kaiji_page_layout_get_row (self->layout, place.page, &first, &last);
  if (self->page < first || self->page > last)
    return place;
  rect = kaiji_page_layout_get_rect (self->layout, self->page);
  return (KaijiPagePlace){ self->page, (x - rect.x) / rect.width, (y - rect.y) / rect.height };
}

void
kaiji_page_view_set_place (KaijiPageView *self, const KaijiPagePlace *place)
{
  int n = kaiji_page_layout_get_n_pages (self->layout);

  if (n == 0 || place->page < 1)
    return;
  self->anchor = *place;
  self->anchor.page = MIN (place->page, n);
  self->anchor_x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  self->anchor_y = JUMP_MARGIN;
  self->has_anchor = TRUE;
  self->jumped = TRUE;
  set_page (self, self->anchor.page);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kaiji_page_view_clear_marks (KaijiPageView *self, KaijiPageMark mark)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      KaijiPageMarkEntry *entry = g_ptr_array_index (self->marks, i - 1);
      if (entry->mark == mark)
        g_ptr_array_remove_index_fast (self->marks, i - 1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kaiji_page_view_add_mark (KaijiPageView *self,
                          KaijiPageMark mark,
                          int page,
                          const KaijiRect *rects,
                          guint n_rects)
{
  KaijiPageMarkEntry *entry = g_new0 (KaijiPageMarkEntry, 1);

  entry->mark = mark;
  entry->page = page;
  entry->n_rects = n_rects;
  entry->rects = g_memdup2 (rects, n_rects * sizeof (KaijiRect));
  g_ptr_array_add (self->marks, entry);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
