/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels of the pages in view: what to ask the worker for, and when.
 *
 * Invariants:
 * 1. At most one request a page; a request for a page that left the view's surroundings is
 *    cancelled.
 * 2. A page that failed is not asked for again until somebody presses its button.
 * 3. While zooming the pixels that are there are stretched; sharp ones are asked for when the
 *    wheel rests.
 * 4. While pages rush by only previews are asked for, small and unrotated, which cost half; what
 *    is in view when the rush ends becomes sharp. A page of very many pixels gets a preview first.
 * 5. Pixels and previews together stay within CACHE_BYTES + PREVIEW_BYTES, but for what is seen. */

#include "widgets/page-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "widgets/page-paper.h"
#include "widgets/page-pixels.h"

#define CACHE_BYTES (26 * 1024 * 1024)
#define PREVIEW_BYTES (6 * 1024 * 1024)
#define NEAR_DELAY_MS 120
#define SHARP_DELAY_MS 90
#define LOADING_DELAY_MS 200
/* Pages rush by when so many views a second do. */
#define RUSH_SPEED 2.5
#define RUSH_END_MS 70
#define PREVIEW_PIXELS 16e3
/* A page of more pixels than this is shown as a preview first, and that one is larger. */
#define LARGE_PIXELS 6e6
#define LARGE_PREVIEW_PIXELS 3e5

typedef struct
{
  GWeakRef view;
  int page;
  double scale;
  int rotation;
  gboolean preview;
  gboolean dark;
  KaijiPdfPriority priority;
  GCancellable *cancellable;
} Request;

static void start_request (KaijiPageView *self, int page, KaijiPdfPriority priority);

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->view);
  g_object_unref (request->cancellable);
  g_free (request);
}

/* Requests are freed by their callback, which always comes; the table only borrows them. */
static void
request_cancel (Request *request)
{
  g_cancellable_cancel (request->cancellable);
}

static double
wanted_scale (KaijiPageView *self, int page)
{
  return kaiji_page_layout_get_scale (self->layout, page)
         * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static gboolean
is_scale (double scale, double wanted)
{
  return fabs (scale - wanted) < wanted * 1e-4;
}

static void
retry_cb (GtkWidget *button, gpointer data)
{
  KaijiPageView *self = KAIJI_PAGE_VIEW (gtk_widget_get_ancestor (button, KAIJI_TYPE_PAGE_VIEW));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  kaiji_page_view_retry (self, GPOINTER_TO_INT (data));
}

static void
show_failure (KaijiPageView *self, int page, const GError *error)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("This page cannot be shown."));
  GtkWidget *detail = gtk_label_new (error->message);
  GtkWidget *button = gtk_button_new_with_label (_ ("Try again"));

  gtk_widget_add_css_class (box, "page-error");
  gtk_widget_add_css_class (title, "strong");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_justify (GTK_LABEL (title), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_label_set_justify (GTK_LABEL (detail), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 40);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_cursor_from_name (box, "default");
  g_signal_connect (button, "clicked", G_CALLBACK (retry_cb), GINT_TO_POINTER (page));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_hash_table_insert (self->failed, GINT_TO_POINTER (page), box);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- what comes ---- */
/* Only the newest request of a page counts; older ones were taken out of the table. */
static gboolean
is_current (KaijiPageView *self, Request *request)
{
  return self != NULL
         && g_hash_table_lookup (self->requests, GINT_TO_POINTER (request->page)) == request;
}

static void
take_pixels (KaijiPageView *self, Request *request, const KaijiPdfImage *image, GBytes *pixels)
{
  g_autoptr (GdkTexture) texture =
      kaiji_page_pixels_new (pixels, image->width, image->height, (gsize) image->stride);
  gpointer key = GINT_TO_POINTER (request->page);
  int first = 0, last = 0;

  g_hash_table_steal (self->requests, key);
  g_hash_table_remove (self->wanted, key);
  kaiji_page_view_get_visible_range (self, &first, &last);
  kaiji_page_cache_insert (request->preview ? self->previews : self->cache, request->page, texture,
                           request->scale, request->rotation, first, last);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (request->preview)
    start_request (self, request->page, request->priority);
  else
    g_signal_emit_by_name (self, "page-drawn", request->page);
}

typedef struct
{
  Request *request;
  KaijiPdfImage *image;
} Darkening;

static void
darkening_free (Darkening *darkening)
{
  kaiji_pdf_image_free (darkening->image);
  request_free (darkening->request);
  g_free (darkening);
}

static void
darken_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Darkening *darkening = data;

  g_task_return_pointer (task, kaiji_page_paper_darken (darkening->image->pixels),
                         (GDestroyNotify) g_bytes_unref);
}

static void
darkened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Darkening *darkening = g_task_get_task_data (G_TASK (result));
  g_autoptr (KaijiPageView) self = g_weak_ref_get (&darkening->request->view);
  g_autoptr (GBytes) pixels = g_task_propagate_pointer (G_TASK (result), NULL);

  if (pixels != NULL && is_current (self, darkening->request))
    take_pixels (self, darkening->request, darkening->image, pixels);
}

/* Takes @request and @image over. */
static void
darken (Request *request, KaijiPdfImage *image)
{
  g_autoptr (GTask) task = g_task_new (NULL, request->cancellable, darkened_cb, NULL);
  Darkening *darkening = g_new0 (Darkening, 1);

  darkening->request = request;
  darkening->image = image;
  g_task_set_task_data (task, darkening, (GDestroyNotify) darkening_free);
  g_task_run_in_thread (task, darken_thread);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  g_autoptr (KaijiPageView) self = g_weak_ref_get (&request->view);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiPdfImage) image =
      kaiji_pdf_document_render_finish (KAIJI_PDF_DOCUMENT (source), result, &error);

  if (is_current (self, request))
    {
      if (image != NULL && request->dark)
        {
          darken (request, g_steal_pointer (&image));
          return;
        }
      if (image != NULL && request->preview)
        {
          /* Copied: a mapping of its own for each small picture would be wasteful. */
          g_autoptr (GBytes) pixels = g_bytes_new (g_bytes_get_data (image->pixels, NULL),
                                                   g_bytes_get_size (image->pixels));
          take_pixels (self, request, image, pixels);
        }
      else if (image != NULL)
        take_pixels (self, request, image, image->pixels);
      else
        {
          gpointer key = GINT_TO_POINTER (request->page);

          g_hash_table_steal (self->requests, key);
          g_hash_table_remove (self->wanted, key);
          if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            show_failure (self, request->page, error);
        }
    }
  request_free (request);
}

/* ---- what is asked for ---- */
/* Fills in what the page needs next; FALSE when nothing. */
static gboolean
plan_request (KaijiPageView *self, int page, Request *plan)
{
  GdkRectangle rect = kaiji_page_layout_get_rect (self->layout, page);
  int sf = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double pixels = (double) rect.width * rect.height * sf * sf;
  double scale = 0;
  GdkTexture *texture;

  plan->rotation = kaiji_page_view_get_rotation (self);
  plan->scale = wanted_scale (self, page);
  plan->dark = self->dark;
  texture = kaiji_page_cache_lookup (self->cache, page, plan->rotation, &scale);
  if (g_hash_table_contains (self->failed, GINT_TO_POINTER (page))
      || (texture != NULL && is_scale (scale, plan->scale)))
    return FALSE;
  if (texture != NULL || kaiji_page_view_get_preview (self, page) != NULL)
    return !self->rushing;
  plan->preview = self->rushing || pixels > LARGE_PIXELS;
  if (plan->preview)
    {
      const KaijiPdfPageInfo *info = kaiji_pdf_document_get_page (self->document, page);
      double target = pixels > LARGE_PIXELS ? LARGE_PREVIEW_PIXELS : PREVIEW_PIXELS;

      plan->rotation = 0;
      plan->scale = sqrt (target / MAX (info->width_pt * info->height_pt, 1));
    }
  return TRUE;
}

static void
start_request (KaijiPageView *self, int page, KaijiPdfPriority priority)
{
  gpointer key = GINT_TO_POINTER (page);
  Request *running = g_hash_table_lookup (self->requests, key);
  Request plan = { .page = page, .priority = priority };
  Request *request;

  if (!plan_request (self, page, &plan))
    {
      if (running != NULL && !self->rushing)
        g_hash_table_remove (self->requests, key);
      return;
    }
  if (running != NULL && running->rotation == plan.rotation && is_scale (running->scale, plan.scale)
      && running->priority <= priority)
    return;
  g_hash_table_remove (self->requests, key);
  if (!kaiji_page_view_has_pixels (self, page) && priority == KAIJI_PDF_PRIORITY_VISIBLE
      && !g_hash_table_contains (self->wanted, key))
    {
      gint64 *since = g_new (gint64, 1);
      *since = g_get_monotonic_time ();
      g_hash_table_insert (self->wanted, key, since);
    }

  request = g_memdup2 (&plan, sizeof plan);
  g_weak_ref_init (&request->view, self);
  request->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->requests, key, request);
  kaiji_pdf_document_render_async (self->document, page, request->scale, request->rotation,
                                   priority, request->cancellable, rendered_cb, request);
}

static gboolean
loading_cb (gpointer data)
{
  KaijiPageView *self = data;

  self->loading_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

gboolean
kaiji_page_view_is_slow (KaijiPageView *self, int page)
{
  gint64 *since = g_hash_table_lookup (self->wanted, GINT_TO_POINTER (page));

  return since != NULL && g_get_monotonic_time () - *since >= LOADING_DELAY_MS * 1000;
}

static gboolean
near_cb (gpointer data)
{
  KaijiPageView *self = data;
  int first, last, n = kaiji_page_layout_get_n_pages (self->layout);

  self->near_source = 0;
  if (self->rushing || !kaiji_page_view_get_visible_range (self, &first, &last))
    return G_SOURCE_REMOVE;
  if (last + 1 <= n)
    start_request (self, last + 1, KAIJI_PDF_PRIORITY_NEAR);
  if (first - 1 >= 1)
    start_request (self, first - 1, KAIJI_PDF_PRIORITY_NEAR);
  if (last + 2 <= n)
    start_request (self, last + 2, KAIJI_PDF_PRIORITY_NEAR);
  return G_SOURCE_REMOVE;
}

static gboolean
sharp_cb (gpointer data)
{
  KaijiPageView *self = data;

  self->sharp_source = 0;
  self->zooming = FALSE;
  kaiji_page_view_render_update (self);
  return G_SOURCE_REMOVE;
}

static void
cancel_far (KaijiPageView *self, int first, int last)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->requests);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int page = GPOINTER_TO_INT (key);
      if (page < first - 1 || page > last + 2)
        g_hash_table_iter_remove (&iter);
    }
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int page = GPOINTER_TO_INT (key);
      if (page < first || page > last)
        g_hash_table_iter_remove (&iter);
    }
}

/* Asks for what is seen and not there, forgets what is no longer near. */
void
kaiji_page_view_render_update (KaijiPageView *self)
{
  int first, last;

  if (self->document == NULL || gtk_widget_get_width (GTK_WIDGET (self)) <= 1
      || !kaiji_page_view_get_visible_range (self, &first, &last))
    return;
  cancel_far (self, first, last);
  for (int page = first; page <= last; page++)
    {
      if (!self->zooming || !kaiji_page_view_has_pixels (self, page))
        start_request (self, page, KAIJI_PDF_PRIORITY_VISIBLE);
    }
  g_clear_handle_id (&self->near_source, g_source_remove);
  self->near_source = g_timeout_add (NEAR_DELAY_MS, near_cb, self);
  if (g_hash_table_size (self->wanted) > 0 && self->loading_source == 0)
    self->loading_source = g_timeout_add (LOADING_DELAY_MS + 10, loading_cb, self);
}

/* Asks for the first page while the window is still being measured; any width but the one that is
 * expected asks for it anew. */
void
kaiji_page_view_render_expected (KaijiPageView *self)
{
  if (self->expected_width <= 0 || self->zoom_mode != KAIJI_ZOOM_FIT_WIDTH
      || kaiji_page_layout_get_n_pages (self->layout) == 0)
    return;
  kaiji_page_layout_set_viewport (self->layout, self->expected_width, self->expected_width);
  start_request (self, 1, KAIJI_PDF_PRIORITY_VISIBLE);
}

void
kaiji_page_view_render_zoomed (KaijiPageView *self)
{
  self->zooming = TRUE;
  g_clear_handle_id (&self->sharp_source, g_source_remove);
  self->sharp_source = g_timeout_add (SHARP_DELAY_MS, sharp_cb, self);
}

static gboolean
rush_end_cb (gpointer data)
{
  KaijiPageView *self = data;

  self->rush_source = 0;
  self->rushing = FALSE;
  self->rush_since = 0;
  kaiji_page_view_render_update (self);
  return G_SOURCE_REMOVE;
}

void
kaiji_page_view_render_scrolled (KaijiPageView *self)
{
  gint64 now = g_get_monotonic_time ();
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);
  double x, y, moved;

  kaiji_page_view_get_offset (self, &x, &y);
  if (self->rush_since == 0)
    {
      self->rush_since = now;
      self->rush_from = y;
    }
  moved = fabs (y - self->rush_from) / height;
  /* One jump alone is no rush: what it leads to is looked at. */
  self->rushing = now > self->rush_since && moved > 1
                  && moved / (double) (now - self->rush_since) * G_USEC_PER_SEC > RUSH_SPEED;
  g_clear_handle_id (&self->rush_source, g_source_remove);
  self->rush_source = g_timeout_add (RUSH_END_MS, rush_end_cb, self);
  kaiji_page_view_render_update (self);
}

GdkTexture *
kaiji_page_view_get_preview (KaijiPageView *self, int page)
{
  GdkTexture *texture = kaiji_page_cache_lookup (self->previews, page, 0, NULL);

  if (texture == NULL && self->stand_in != NULL)
    texture = self->stand_in (page, self->stand_in_data);
  return texture;
}

gboolean
kaiji_page_view_has_pixels (KaijiPageView *self, int page)
{
  return kaiji_page_cache_lookup (self->cache, page, kaiji_page_view_get_rotation (self), NULL)
             != NULL
         || kaiji_page_view_get_preview (self, page) != NULL;
}

gboolean
kaiji_page_view_is_sharp (KaijiPageView *self, int page)
{
  double scale = 0;
  GdkTexture *texture =
      kaiji_page_cache_lookup (self->cache, page, kaiji_page_view_get_rotation (self), &scale);

  return texture != NULL && is_scale (scale, wanted_scale (self, page));
}

gsize
kaiji_page_view_get_cached_bytes (KaijiPageView *self)
{
  return kaiji_page_cache_get_bytes (self->cache) + kaiji_page_cache_get_bytes (self->previews);
}

gboolean
kaiji_page_view_get_dark (KaijiPageView *self)
{
  return self->dark;
}

/** kaiji_page_view_set_dark: what is shown stays until it has come anew. */
void
kaiji_page_view_set_dark (KaijiPageView *self, gboolean dark)
{
  g_return_if_fail (KAIJI_IS_PAGE_VIEW (self));

  if (self->dark == dark)
    return;
  self->dark = dark;
  g_hash_table_remove_all (self->requests);
  kaiji_page_cache_clear (self->previews);
  kaiji_page_cache_outdate (self->cache);
  kaiji_page_view_render_update (self);
  g_object_notify (G_OBJECT (self), "dark");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kaiji_page_view_set_stand_in (KaijiPageView *self, KaijiPageStandIn stand_in, gpointer data)
{
  self->stand_in = stand_in;
  self->stand_in_data = data;
}

/* The boxes on failed pages move with them; those out of sight are hidden. */
void
kaiji_page_view_place_errors (KaijiPageView *self)
{
  GHashTableIter iter;
  gpointer key, value;
  double x, y;

  if (g_hash_table_size (self->failed) == 0)
    return;
  kaiji_page_view_get_offset (self, &x, &y);
  g_hash_table_iter_init (&iter, self->failed);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GtkWidget *box = value;
      GdkRectangle rect = kaiji_page_layout_get_rect (self->layout, GPOINTER_TO_INT (key));
      int first, last, width, height;
      gboolean visible = kaiji_page_view_get_visible_range (self, &first, &last)
                         && GPOINTER_TO_INT (key) >= first && GPOINTER_TO_INT (key) <= last;

      gtk_widget_set_child_visible (box, visible);
      if (!visible)
        continue;
      gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      width = MAX (width, MIN (rect.width - 24, 420));
      gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      gtk_widget_size_allocate (
          box,
          &(GtkAllocation){ (int) (rect.x - x) + (rect.width - width) / 2,
                            (int) (rect.y - y) + MAX (24, MIN (rect.height / 3, 180)), width,
                            height },
          -1);
    }
}

void
kaiji_page_view_retry (KaijiPageView *self, int page)
{
  if (g_hash_table_remove (self->failed, GINT_TO_POINTER (page)))
    {
      kaiji_pdf_document_forgive (self->document, page);
      kaiji_page_view_render_update (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

gboolean
kaiji_page_view_has_failed (KaijiPageView *self, int page)
{
  return g_hash_table_contains (self->failed, GINT_TO_POINTER (page));
}

void
kaiji_page_view_render_init (KaijiPageView *self)
{
  self->cache = kaiji_page_cache_new (CACHE_BYTES);
  self->previews = kaiji_page_cache_new (PREVIEW_BYTES);
  self->requests = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) request_cancel);
  self->wanted = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->failed = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gtk_widget_unparent);
}

void
kaiji_page_view_render_reset (KaijiPageView *self)
{
  g_clear_handle_id (&self->near_source, g_source_remove);
  g_clear_handle_id (&self->sharp_source, g_source_remove);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_handle_id (&self->rush_source, g_source_remove);
  self->zooming = self->rushing = FALSE;
  self->rush_since = 0;
  g_hash_table_remove_all (self->requests);
  g_hash_table_remove_all (self->wanted);
  g_hash_table_remove_all (self->failed);
  kaiji_page_cache_clear (self->cache);
  kaiji_page_cache_clear (self->previews);
}
