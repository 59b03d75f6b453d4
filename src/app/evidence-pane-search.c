/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over all evidence beside the page: its button, where it stands, and what it shows.
 *
 * Invariants:
 * 1. The panel is made when it is first wanted, its button when the pane is first large.
 * 2. Where the pane is wide it stands at the right; else it takes the place of outline and
 *    thumbnails.
 * 3. Closed by the keyboard, also from the page that it shows, it gives the focus back to where it was
 *    before the search was opened. */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#include "app/evidence-search.h"
#include "widgets/tooltip.h"

/* Beside the page, as much as there is room for; in place of the column. */
#define WIDTH 312
#define LEAST_WIDTH 270
#define NARROW_WIDTH 280
/* Under this the button is its icon. */
#define BUTTON_WIDE 760

/* ---- a hit on its page ---- */

static void
drop_hit (KaijiEvidencePane *self)
{
  g_clear_pointer (&self->found_id, g_free);
  g_clear_pointer (&self->found_rects, g_free);
  self->n_found_rects = 0;
}

static void
clear_marks (KaijiEvidencePane *self)
{
  kaiji_page_view_clear_marks (self->page_view, KAIJI_PAGE_MARK_HIT);
  kaiji_page_view_clear_marks (self->page_view, KAIJI_PAGE_MARK_CURRENT_HIT);
}

/* The document of the hit is open and its page is shown. */
void
kaiji_evidence_pane_apply_hit (KaijiEvidencePane *self)
{
  if (self->found_id == NULL || g_strcmp0 (self->found_id, self->evidence_id) != 0)
    return;
  clear_marks (self);
  if (self->n_found_rects > 0)
    {
      kaiji_page_view_add_mark (self->page_view, KAIJI_PAGE_MARK_HIT, self->found_page,
                                self->found_rects, self->n_found_rects);
      kaiji_page_view_go_to (self->page_view, self->found_page, self->found_rects);
    }
  /* Its sentence is what would be quoted. */
  if (self->found_sentence.end > self->found_sentence.start && !self->text_mode
      && !kaiji_journal_is_read_only (kaiji_session_get_journal (self->session)))
    kaiji_page_view_select (self->page_view, self->found_page, self->found_sentence.start,
                            self->found_sentence.end);
  else
    kaiji_page_view_clear_selection (self->page_view);
  drop_hit (self);
}

static void
hit_shown_cb (KaijiEvidenceSearch *search,
              const KaijiEvidenceHit *hit,
              gboolean focus,
              KaijiEvidencePane *self)
{
  drop_hit (self);
  self->found_id = g_strdup (hit->evidence_id);
  self->found_page = hit->page;
  self->found_sentence = hit->sentence;
  self->n_found_rects = hit->n_rects;
  self->found_rects = g_memdup2 (hit->rects, hit->n_rects * sizeof (KaijiRect));
  kaiji_evidence_pane_show_page (self, hit->evidence_id, hit->page, NULL);
  if (focus)
    kaiji_evidence_pane_focus_page (self);
}

static void
page_shown_cb (KaijiEvidenceSearch *search,
               const char *evidence_id,
               int page,
               KaijiEvidencePane *self)
{
  drop_hit (self);
  kaiji_evidence_pane_show_page (self, evidence_id, page, NULL);
  kaiji_evidence_pane_focus_page (self);
}

/* ---- where it stands ---- */

static gboolean
is_open (KaijiEvidencePane *self)
{
  return self->search != NULL && gtk_widget_get_visible (self->search);
}

/* Whether the search stands where outline and thumbnails would. */
gboolean
kaiji_evidence_pane_is_search_at_side (KaijiEvidencePane *self)
{
  return is_open (self) && self->search_narrow;
}

static int
get_minimum (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* What outline, thumbnails and page leave. */
static int
get_room (KaijiEvidencePane *self)
{
  return self->placed_width - get_minimum (self->sidebar)
         - get_minimum (gtk_paned_get_end_child (self->viewer_paned));
}

static void
place (KaijiEvidencePane *self)
{
  int width = self->placed_width;
  int room;

  if (self->search_label != NULL)
    gtk_widget_set_visible (self->search_label, width >= BUTTON_WIDE);
  if (self->search == NULL)
    return;
  /* Not placed yet it asks for little, so that the window need not grow. */
  room = get_room (self);
  self->search_narrow = self->compact || room < LEAST_WIDTH;
  gtk_widget_set_size_request (self->search, self->search_narrow ? NARROW_WIDTH : MIN (room, WIDTH),
                               -1);
  gtk_box_reorder_child_after (self->body, self->search,
                               self->search_narrow ? NULL : GTK_WIDGET (self->stack));
  if (self->search_narrow)
    gtk_widget_add_css_class (self->search, "at-side");
  else
    gtk_widget_remove_css_class (self->search, "at-side");
  if (self->side_button != NULL)
    kaiji_evidence_pane_update_side (self);
  /* A column that was cut off gets its room back. */
  if (gtk_widget_get_visible (self->search) && room >= LEAST_WIDTH
      && gtk_paned_get_position (self->viewer_paned) < get_minimum (self->sidebar))
    gtk_paned_set_position (self->viewer_paned, get_minimum (self->sidebar));
}

static gboolean
place_cb (gpointer user_data)
{
  KaijiEvidencePane *self = user_data;

  self->place_source = 0;
  place (self);
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (KAIJI_EVIDENCE_PANE (widget)->root_box);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, get_minimum (self->root_box));
  gtk_widget_measure (self->root_box, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

/* Whether the column beside the page is cut off: the page has come to need more. */
static gboolean
is_cut (KaijiEvidencePane *self)
{
  return is_open (self) && !self->search_narrow && gtk_widget_get_visible (self->sidebar)
         && gtk_paned_get_position (self->viewer_paned) < get_minimum (self->sidebar);
}

/* What depends on the width is not changed while widgets are being placed. */
static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);
  gboolean other = width != self->placed_width;

  self->placed_width = width;
  gtk_widget_allocate (self->root_box, MAX (width, get_minimum (self->root_box)), height, baseline,
                       NULL);
  if ((other || is_cut (self)) && self->place_source == 0)
    self->place_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, place_cb, self, NULL);
}

/* ---- opening and closing ---- */

static void
set_open (KaijiEvidencePane *self, gboolean open)
{
  gtk_widget_set_visible (self->search, open);
  if (self->search_button != NULL)
    gtk_toggle_button_set_active (self->search_button, open);
  place (self);
}

static void
close_search (KaijiEvidencePane *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  g_autoptr (GtkWidget) origin = g_weak_ref_get (&self->search_origin);

  if (!is_open (self))
    return;
  clear_marks (self);
  g_weak_ref_set (&self->search_origin, NULL);
  if (focused
      && (origin == NULL || !gtk_widget_get_mapped (origin) || !gtk_widget_grab_focus (origin)))
    kaiji_evidence_pane_focus_page (self);
  set_open (self, FALSE);
}

static void
make_search (KaijiEvidencePane *self)
{
  if (self->search != NULL)
    return;
  self->search = kaiji_evidence_search_new (self->session);
  gtk_box_append (self->body, self->search);
  g_signal_connect_object (self->search, "hit-shown", G_CALLBACK (hit_shown_cb), self, 0);
  g_signal_connect_object (self->search, "page-shown", G_CALLBACK (page_shown_cb), self, 0);
  g_signal_connect_object (self->search, "closed", G_CALLBACK (close_search), self,
                           G_CONNECT_SWAPPED);
}

static void
open_search (KaijiEvidencePane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  make_search (self);
  /* From a hit on its page back to the search one still came from where one was before. */
  if (!is_open (self) || focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_weak_ref_set (&self->search_origin, focus);
  set_open (self, TRUE);
}

/** kaiji_evidence_pane_search: opens the search over all evidence and puts the focus there. */
void
kaiji_evidence_pane_search (KaijiEvidencePane *self)
{
  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  open_search (self);
  gtk_widget_grab_focus (self->search);
}

/** kaiji_evidence_pane_search_for: opens the search and looks for pages that back the answer to
 * @target. */
void
kaiji_evidence_pane_search_for (KaijiEvidencePane *self, const char *target)
{
  g_autofree char *words = NULL;

  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  words = kaiji_search_dup_words (kaiji_session_get_scheme (self->session), target);
  open_search (self);
  kaiji_evidence_search_set_words (KAIJI_EVIDENCE_SEARCH (self->search), words);
  gtk_widget_grab_focus (self->search);
}

/* Escape on a page that the search shows closes the search, as it does in the search itself. Returns
 * FALSE where there was none, or the keyboard is elsewhere. */
gboolean
kaiji_evidence_pane_leave_search (KaijiEvidencePane *self)
{
  if (!is_open (self) || gtk_widget_get_focus_child (GTK_WIDGET (self->content)) == NULL)
    return FALSE;
  close_search (self);
  return TRUE;
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  if (is_open (self))
    close_search (self);
  else
    kaiji_evidence_pane_search (self);
}

/* ---- its button ---- */

static void
button_cb (KaijiEvidencePane *self)
{
  if (gtk_toggle_button_get_active (self->search_button) == is_open (self))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "evidence.search", NULL);
}

static void
make_button (KaijiEvidencePane *self)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *key = gtk_label_new ("Ctrl+Shift+F");

  self->search_label = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (key, "key");
  gtk_box_append (GTK_BOX (self->search_label), gtk_label_new (_ ("Search evidence")));
  gtk_box_append (GTK_BOX (self->search_label), key);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("system-search-symbolic"));
  gtk_box_append (GTK_BOX (box), self->search_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  kaiji_tooltip_set (button, _ ("Search all evidence of the case (Ctrl+Shift+F)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search evidence"), -1);
  self->search_button = GTK_TOGGLE_BUTTON (button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (button_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->top_bar, button);
}

/* The pane became large or small. */
void
kaiji_evidence_pane_update_search (KaijiEvidencePane *self)
{
  if (!self->compact && self->search_button == NULL && self->session != NULL)
    {
      make_button (self);
      gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                     gtk_custom_layout_new (get_request_mode, measure, allocate));
    }
  /* How wide it will be is told by the next allocation. */
  self->placed_width = 0;
  if (self->compact && self->search != NULL)
    {
      gtk_widget_set_visible (self->search, FALSE);
      clear_marks (self);
      gtk_toggle_button_set_active (self->search_button, FALSE);
    }
}

void
kaiji_evidence_pane_class_init_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evidence.search", NULL, search_action);
  gtk_widget_class_bind_template_child (widget_class, KaijiEvidencePane, body);
}

void
kaiji_evidence_pane_dispose_search (KaijiEvidencePane *self)
{
  g_clear_handle_id (&self->place_source, g_source_remove);
  g_weak_ref_set (&self->search_origin, NULL);
  drop_hit (self);
  self->search = NULL;
  self->search_button = NULL;
  self->search_label = NULL;
}
