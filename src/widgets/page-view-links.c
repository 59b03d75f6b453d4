/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links on the pages: by pointer and by Tab and Enter.
 *
 * Invariants:
 * 1. Nothing outside is ever opened. An address is shown and may be copied; what would start a
 *    program or run a script is only said to be blocked.
 * 2. Links are asked for when a page rests under the pointer or the keyboard comes to it; those
 *    of KEPT pages are kept.
 * 3. "link_page" is 0 or a page whose links are here; "link_index" is one of them. */

#include "widgets/page-view-private.h"

#include <glib/gi18n-lib.h>

#define KEPT 16

typedef struct
{
  GWeakRef view;
  int page;
  GCancellable *cancellable;
} LinkRequest;

static void move_focus_link (KaijiPageView *self, int direction);

static void
link_request_cancel (LinkRequest *request)
{
  g_cancellable_cancel (request->cancellable);
}

static GPtrArray *
get_links (KaijiPageView *self, int page)
{
  return g_hash_table_lookup (self->links, GINT_TO_POINTER (page));
}

static void
trim (KaijiPageView *self)
{
  while (g_queue_get_length (&self->link_order) > KEPT)
    {
      gpointer key = g_queue_pop_head (&self->link_order);

      if (GPOINTER_TO_INT (key) == self->link_page)
        g_queue_push_tail (&self->link_order, key);
      else
        g_hash_table_remove (self->links, key);
    }
}

static void
links_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LinkRequest *request = data;
  g_autoptr (KaijiPageView) self = g_weak_ref_get (&request->view);
  g_autoptr (GPtrArray) links =
      kaiji_pdf_document_links_finish (KAIJI_PDF_DOCUMENT (source), result, NULL);
  gpointer key = GINT_TO_POINTER (request->page);

  if (self != NULL && g_hash_table_lookup (self->link_requests, key) == request)
    {
      g_hash_table_steal (self->link_requests, key);
      /* A page whose links cannot be read has none. */
      if (links == NULL)
        links = g_ptr_array_new ();
      g_hash_table_insert (self->links, key, g_steal_pointer (&links));
      g_queue_push_tail (&self->link_order, key);
      trim (self);
      if (self->link_pending != 0 && g_hash_table_size (self->link_requests) == 0)
        move_focus_link (self, self->link_pending);
    }
  g_weak_ref_clear (&request->view);
  g_object_unref (request->cancellable);
  g_free (request);
}

void
kaiji_page_view_want_links (KaijiPageView *self, int page)
{
  gpointer key = GINT_TO_POINTER (page);
  LinkRequest *request;

  if (self->document == NULL || page < 1 || g_hash_table_contains (self->links, key)
      || g_hash_table_contains (self->link_requests, key))
    return;
  request = g_new0 (LinkRequest, 1);
  g_weak_ref_init (&request->view, self);
  request->page = page;
  request->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->link_requests, key, request);
  kaiji_pdf_document_links_async (self->document, page, KAIJI_PDF_PRIORITY_NEAR,
                                  request->cancellable, links_cb, request);
}

/* ---- words ---- */
static char *
dup_words (KaijiPageView *self, const KaijiPdfLink *link)
{
  const char *label;

  switch (link->kind)
    {
    case KAIJI_PDF_LINK_PAGE:
      label = kaiji_pdf_document_get_page (self->document, link->page)->label;
      if (label[0] != '\0')
        return g_strdup_printf (_ ("To No. %d p.%s"), link->page, label);
      return g_strdup_printf (_ ("To No. %d"), link->page);
    case KAIJI_PDF_LINK_URI:
      return g_strdup_printf (_ ("Outside address (is not opened): %s"), link->text);
    case KAIJI_PDF_LINK_BLOCKED:
    default:
      return g_strdup (_ ("This link is blocked: it would start a program, run a script or open "
                          "another file."));
    }
}

/* ---- where ---- */
static const KaijiPdfLink *
find_link (KaijiPageView *self, double x, double y, int *page, int *index)
{
  double offset_x, offset_y, x_pt, y_pt;
  GPtrArray *links;

  kaiji_page_view_get_offset (self, &offset_x, &offset_y);
  *page = kaiji_page_layout_page_at_point (self->layout, x + offset_x, y + offset_y);
  if (*page == 0)
    return NULL;
  links = get_links (self, *page);
  if (links == NULL)
    return NULL;
  kaiji_page_layout_to_page (self->layout, *page, x + offset_x, y + offset_y, &x_pt, &y_pt);
  for (guint i = links->len; i > 0; i--)
    {
      const KaijiPdfLink *link = g_ptr_array_index (links, i - 1);
      if (x_pt >= link->rect.x1 && x_pt <= link->rect.x2 && y_pt >= link->rect.y1
          && y_pt <= link->rect.y2)
        {
          *index = (int) i - 1;
          return link;
        }
    }
  return NULL;
}

gboolean
kaiji_page_view_has_link_at (KaijiPageView *self, double x, double y)
{
  int page, index;

  return find_link (self, x, y, &page, &index) != NULL;
}

static GdkRectangle
get_area (KaijiPageView *self, int page, const KaijiPdfLink *link)
{
  graphene_rect_t area = kaiji_page_layout_from_page (self->layout, page, &link->rect);
  double x, y;

  kaiji_page_view_get_offset (self, &x, &y);
  return (GdkRectangle){ (int) (area.origin.x - x), (int) (area.origin.y - y),
                         (int) area.size.width, (int) area.size.height };
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer data)
{
  KaijiPageView *self = KAIJI_PAGE_VIEW (widget);
  g_autofree char *words = NULL;
  const KaijiPdfLink *link;
  GdkRectangle area;
  int page, index;

  if (keyboard)
    {
      link = kaiji_page_view_get_focus_link (self, &page);
      if (link == NULL)
        return FALSE;
    }
  else
    link = find_link (self, x, y, &page, &index);
  if (link == NULL)
    return FALSE;
  words = dup_words (self, link);
  area = get_area (self, page, link);
  gtk_tooltip_set_text (tooltip, words);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

/* ---- following ---- */
static void
copy_cb (GtkButton *button, KaijiPageView *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->link_address);
  gtk_popover_popdown (GTK_POPOVER (self->link_popover));
}

static gboolean
forget_popover (gpointer data)
{
  KaijiPageView *self = data;

  self->link_popover_source = 0;
  g_clear_pointer (&self->link_popover, gtk_widget_unparent);
  return G_SOURCE_REMOVE;
}

static void
popover_closed_cb (KaijiPageView *self)
{
  if (self->link_popover_source == 0)
    self->link_popover_source = g_idle_add (forget_popover, self);
}

/* Says where a link leads that is not followed. */
static void
show_popover (KaijiPageView *self, int page, const KaijiPdfLink *link)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gboolean blocked = link->kind == KAIJI_PDF_LINK_BLOCKED;
  GtkWidget *title = gtk_label_new (blocked ? _ ("This link is blocked") : _ ("Outside address"));
  GtkWidget *note = gtk_label_new (
      blocked ? _ ("It would start a program, run a script or open another file.")
              : _ ("It is not opened from here. Copy it to look it up in a browser."));
  GdkRectangle area = get_area (self, page, link);

  g_clear_handle_id (&self->link_popover_source, g_source_remove);
  g_clear_pointer (&self->link_popover, gtk_widget_unparent);
  g_free (self->link_address);
  self->link_address = g_strdup (link->text);
  gtk_widget_add_css_class (title, "strong");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 36);
  gtk_box_append (GTK_BOX (box), title);
  if (link->text[0] != '\0')
    {
      GtkWidget *address = gtk_label_new (link->text);

      gtk_label_set_selectable (GTK_LABEL (address), TRUE);
      gtk_label_set_wrap (GTK_LABEL (address), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (address), PANGO_WRAP_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (address), 36);
      gtk_label_set_xalign (GTK_LABEL (address), 0);
      gtk_box_append (GTK_BOX (box), address);
    }
  gtk_box_append (GTK_BOX (box), note);
  self->link_popover = gtk_popover_new ();
  if (!blocked)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Copy the address"));

      gtk_widget_set_halign (button, GTK_ALIGN_END);
      g_signal_connect (button, "clicked", G_CALLBACK (copy_cb), self);
      gtk_box_append (GTK_BOX (box), button);
      gtk_popover_set_default_widget (GTK_POPOVER (self->link_popover), button);
    }
  gtk_widget_add_css_class (self->link_popover, "link-note");
  gtk_popover_set_child (GTK_POPOVER (self->link_popover), box);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->link_popover), &area);
  gtk_widget_set_parent (self->link_popover, GTK_WIDGET (self));
  g_signal_connect_swapped (self->link_popover, "closed", G_CALLBACK (popover_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->link_popover));
}

static void
follow (KaijiPageView *self, int page, const KaijiPdfLink *link)
{
  if (link->kind == KAIJI_PDF_LINK_PAGE)
    g_signal_emit_by_name (self, "link-activated", link->page, link->top_pt);
  else
    show_popover (self, page, link);
}

gboolean
kaiji_page_view_follow_link_at (KaijiPageView *self, double x, double y)
{
  int page, index;
  const KaijiPdfLink *link = find_link (self, x, y, &page, &index);

  if (link != NULL)
    follow (self, page, link);
  return link != NULL;
}

/* ---- keyboard ---- */
const KaijiPdfLink *
kaiji_page_view_get_focus_link (KaijiPageView *self, int *page)
{
  GPtrArray *links = self->link_page != 0 ? get_links (self, self->link_page) : NULL;

  *page = self->link_page;
  return links != NULL ? g_ptr_array_index (links, self->link_index) : NULL;
}

static void
set_focus_link (KaijiPageView *self, int page, int index)
{
  const KaijiPdfLink *link;

  if (self->link_page == page && self->link_index == index)
    return;
  self->link_page = page;
  self->link_index = index;
  link = kaiji_page_view_get_focus_link (self, &page);
  if (link != NULL)
    {
      g_autofree char *words = dup_words (self, link);
      GdkRectangle area = get_area (self, page, link);
      int height = gtk_widget_get_height (GTK_WIDGET (self));

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      words, -1);
      if (area.y < 0)
        kaiji_page_view_scroll_by (self, 0, area.y - 24);
      else if (area.y + area.height > height)
        kaiji_page_view_scroll_by (self, 0, area.y + area.height - height + 24);
    }
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Below or above 0 as link @a is read before or after @b. */
static int
compare_links (int page_a, const KaijiPdfLink *a, int page_b, const KaijiPdfLink *b)
{
  if (page_a != page_b)
    return page_a - page_b;
  if (ABS (a->rect.y1 - b->rect.y1) > 2)
    return a->rect.y1 < b->rect.y1 ? -1 : 1;
  if (a->rect.x1 != b->rect.x1)
    return a->rect.x1 < b->rect.x1 ? -1 : 1;
  return 0;
}

/* The next link in reading order among those in view; FALSE when there is none. */
static gboolean
find_next (KaijiPageView *self, int direction, int *found_page, int *found_index)
{
  const KaijiPdfLink *best = NULL;
  int first, last, from_page;
  const KaijiPdfLink *from = kaiji_page_view_get_focus_link (self, &from_page);

  if (!kaiji_page_view_get_visible_range (self, &first, &last))
    return FALSE;
  for (int page = first; page <= last; page++)
    {
      GPtrArray *links = get_links (self, page);

      for (guint i = 0; links != NULL && i < links->len; i++)
        {
          const KaijiPdfLink *link = g_ptr_array_index (links, i);
          GdkRectangle area = get_area (self, page, link);

          if (area.y + area.height < 0 || area.y > gtk_widget_get_height (GTK_WIDGET (self)))
            continue;
          if (from != NULL && direction * compare_links (page, link, from_page, from) <= 0)
            continue;
          if (best == NULL || direction * compare_links (page, link, *found_page, best) < 0)
            {
              best = link;
              *found_page = page;
              *found_index = (int) i;
            }
        }
    }
  return best != NULL;
}

static void
move_focus_link (KaijiPageView *self, int direction)
{
  int page = 0, index = 0;

  self->link_pending = 0;
  if (find_next (self, direction, &page, &index))
    set_focus_link (self, page, index);
  else
    {
      set_focus_link (self, 0, 0);
      gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                              direction > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
    }
}

gboolean
kaiji_page_view_link_key (KaijiPageView *self, guint key)
{
  int direction = key == GDK_KEY_ISO_Left_Tab ? -1 : 1;
  int first, last, page = 0, index = 0;

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      const KaijiPdfLink *link = kaiji_page_view_get_focus_link (self, &page);
      if (link != NULL)
        follow (self, page, link);
      return link != NULL;
    }
  if (key == GDK_KEY_Escape && self->link_page != 0)
    {
      set_focus_link (self, 0, 0);
      return TRUE;
    }
  if ((key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab)
      || !kaiji_page_view_get_visible_range (self, &first, &last))
    return FALSE;
  for (page = first; page <= last; page++)
    kaiji_page_view_want_links (self, page);
  if (g_hash_table_size (self->link_requests) > 0)
    {
      self->link_pending = direction;
      return TRUE;
    }
  if (!find_next (self, direction, &page, &index))
    {
      set_focus_link (self, 0, 0);
      return FALSE;
    }
  set_focus_link (self, page, index);
  return TRUE;
}

/* ---- life ---- */
static void
focus_left_cb (KaijiPageView *self)
{
  self->link_pending = 0;
  /* The note on the link takes the keyboard and gives it back. */
  if (self->link_popover == NULL)
    set_focus_link (self, 0, 0);
}

void
kaiji_page_view_links_init (KaijiPageView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->links = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->link_requests =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) link_request_cancel);
  g_queue_init (&self->link_order);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
kaiji_page_view_links_reset (KaijiPageView *self)
{
  g_clear_handle_id (&self->link_popover_source, g_source_remove);
  g_clear_pointer (&self->link_popover, gtk_widget_unparent);
  g_clear_pointer (&self->link_address, g_free);
  self->link_pending = 0;
  self->link_page = self->link_index = 0;
  g_hash_table_remove_all (self->link_requests);
  g_hash_table_remove_all (self->links);
  g_queue_clear (&self->link_order);
}
