/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: one section at a time.
 *
 * 1. Only the shown section follows the case; one that was left is kept for a while and refreshed
 *    when it is shown again.
 * 2. Leaving a section, and unmapping the pane, commits what was typed.
 * 3. A target is revealed when its row has a place: the row is scrolled to and focused. */
#include "app/form-pane.h"

#include <glib/gi18n-lib.h>

#include "app/cover-notice.h"
#include "app/section-view.h"
#include "widgets/chip.h"
#include "widgets/badge.h"
#include "widgets/clamp.h"
#include "widgets/drop-down.h"
#include "widgets/tooltip.h"

#define COLUMN_WIDTH 720
#define COLUMN_MARGIN 18
#define KEPT_SECTIONS 3
#define REVEAL_FRAMES 30
#define REVEAL_ABOVE 54
#define LABEL_ABOVE 30 /* the prompt above its control */

typedef struct
{
  GtkWidget *clamp;
  KaijiSectionView *view;
  double scrolled;
  gboolean stale;
} Page;

struct _KaijiFormPane
{
  GtkWidget parent_instance;

  KaijiSession *session;
  KaijiSection *section;
  GQueue pages; /* of Page, the shown one first */
  GtkWidget *box;
  GtkWidget *part;
  GtkWidget *title;
  GtkWidget *legend;
  GtkWidget *filter;
  GtkWidget *search;
  GtkWidget *scroller;
  GtkWidget *viewport;
  GtkWidget *nothing;
  GtkWidget *cover; /* (nullable) what the first page says of the scheme */
  char *revealing;  /* (nullable) id */
  guint reveal_tick;
  guint reveal_frames;
};

enum
{
  PROP_SECTION = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KaijiFormPane, kaiji_form_pane, GTK_TYPE_WIDGET)

static void
page_free (Page *page)
{
  g_object_unref (page->clamp);
  g_free (page);
}

static Page *
get_page (KaijiFormPane *self)
{
  return self->section != NULL ? g_queue_peek_head (&self->pages) : NULL;
}

static GtkAdjustment *
get_adjustment (KaijiFormPane *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

static void
update_nothing (KaijiFormPane *self)
{
  Page *page = get_page (self);

  gtk_widget_set_visible (self->nothing,
                          page != NULL && kaiji_section_view_get_n_shown (page->view) == 0);
}

static void
apply_filter (KaijiFormPane *self)
{
  Page *page = get_page (self);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  KaijiFormFilter filter = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));

  if (page == NULL)
    return;
  if (self->section->form_a)
    {
      filter = KAIJI_FORM_FILTER_ALL;
      words = "";
    }
  if (filter != KAIJI_FORM_FILTER_ALL || *words != '\0')
    kaiji_section_view_build_all (page->view);
  kaiji_section_view_set_filter (page->view, filter, words);
  update_nothing (self);
}

/**
 * kaiji_form_pane_set_filter:
 * @self: a form pane
 * @filter: which items are shown
 * @words: (nullable): words that are searched for
 */
void
kaiji_form_pane_set_filter (KaijiFormPane *self, KaijiFormFilter filter, const char *words)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->filter), filter);
  gtk_editable_set_text (GTK_EDITABLE (self->search), words != NULL ? words : "");
  apply_filter (self);
}

static gboolean
is_first (KaijiFormPane *self)
{
  GPtrArray *sections = kaiji_scheme_get_sections (kaiji_session_get_scheme (self->session));

  return sections->len > 0 && self->section == sections->pdata[0];
}

static void
update_head (KaijiFormPane *self)
{
  gboolean form_a = self->section->form_a;

  gtk_label_set_text (GTK_LABEL (self->part), form_a ? _ ("Form A") : _ ("Form B"));
  gtk_label_set_text (GTK_LABEL (self->title), self->section->name);
  kaiji_tooltip_set (self->title, self->section->name);
  gtk_widget_set_visible (self->legend, form_a);
  if (self->cover != NULL)
    gtk_widget_set_visible (self->cover, is_first (self));
  gtk_widget_set_visible (self->filter, !form_a);
  gtk_widget_set_visible (self->search, !form_a);
}

static Page *
find_page (KaijiFormPane *self, KaijiSection *section)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    if (kaiji_section_view_get_section (((Page *) l->data)->view) == section)
      return l->data;
  return NULL;
}

static Page *
create_page (KaijiFormPane *self, KaijiSection *section)
{
  Page *page = g_new0 (Page, 1);
  GtkWidget *view = kaiji_section_view_new (self->session, section);

  page->view = KAIJI_SECTION_VIEW (view);
  page->clamp = g_object_ref_sink (kaiji_clamp_new (COLUMN_WIDTH + 2 * COLUMN_MARGIN, view));
  return page;
}

static void
leave_section (KaijiFormPane *self)
{
  Page *page = get_page (self);

  if (page == NULL)
    return;
  kaiji_section_view_commit (page->view);
  page->scrolled = gtk_adjustment_get_value (get_adjustment (self));
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), NULL);
}

/**
 * kaiji_form_pane_show_section:
 * @self: a form pane
 * @section: a section of the session's scheme
 *
 * Shows @section, where it was left.
 */
void
kaiji_form_pane_show_section (KaijiFormPane *self, KaijiSection *section)
{
  Page *page;

  if (self->section == section)
    return;
  leave_section (self);
  page = find_page (self, section);
  self->section = section;
  if (page == NULL)
    page = create_page (self, section);
  else
    g_queue_remove (&self->pages, page);
  g_queue_push_head (&self->pages, page);
  while (g_queue_get_length (&self->pages) > KEPT_SECTIONS)
    page_free (g_queue_pop_tail (&self->pages));
  if (page->stale)
    {
      kaiji_section_view_refresh (page->view);
      kaiji_section_view_set_current (page->view, kaiji_session_get_current_target (self->session));
      page->stale = FALSE;
    }
  update_head (self);
  apply_filter (self);
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), page->clamp);
  gtk_adjustment_set_value (get_adjustment (self), page->scrolled);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SECTION]);
}

/** kaiji_form_pane_get_section: Returns: (transfer none) (nullable): the section that is shown */
KaijiSection *
kaiji_form_pane_get_section (KaijiFormPane *self)
{
  return self->section;
}

/**
 * kaiji_form_pane_commit:
 * @self: a form pane
 *
 * Commits now what was typed and is not committed yet: before undo, before the window closes.
 */
void
kaiji_form_pane_commit (KaijiFormPane *self)
{
  Page *page = get_page (self);

  if (page != NULL)
    kaiji_section_view_commit (page->view);
}

/**
 * kaiji_form_pane_find_row:
 * @self: a form pane
 * @target: id of an item or a prompt
 *
 * Returns: (transfer none) (nullable): its row, if it is in the shown section and built
 */
KaijiFormRow *
kaiji_form_pane_find_row (KaijiFormPane *self, const char *target)
{
  Page *page = get_page (self);

  return page != NULL ? kaiji_section_view_find_row_of (page->view, target) : NULL;
}

/* ---- revealing ---- */

/* Where the form must stand for @field to be seen: with its whole row if that fits, else alone. */
static double
find_place (KaijiFormPane *self, GtkWidget *row, KaijiField *field)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double value = gtk_adjustment_get_value (adjustment);
  double page_size = gtk_adjustment_get_page_size (adjustment);
  GtkWidget *part = kaiji_field_get_answer (field);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (row, self->viewport, &bounds))
    return value;
  if (part == NULL)
    part = kaiji_field_get_evidence (field);
  if (bounds.size.height + REVEAL_ABOVE > page_size && part != NULL
      && gtk_widget_compute_bounds (part, self->viewport, &bounds))
    {
      bounds.origin.y -= LABEL_ABOVE;
      bounds.size.height += LABEL_ABOVE;
    }
  if (bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= page_size)
    return value;
  return MAX (0, value + bounds.origin.y - REVEAL_ABOVE);
}

static gboolean
reveal_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KaijiFormPane *self = KAIJI_FORM_PANE (widget);
  KaijiFormRow *row = kaiji_form_pane_find_row (self, self->revealing);
  KaijiPrompt *prompt =
      kaiji_scheme_resolve (kaiji_session_get_scheme (self->session), self->revealing, NULL);
  KaijiField *field = row != NULL ? kaiji_form_row_find_field (row, prompt) : NULL;

  if (field != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0
      && ++self->reveal_frames < REVEAL_FRAMES)
    return G_SOURCE_CONTINUE;
  if (field != NULL)
    {
      /* The viewport follows the focus by where things stood before it moved, so the focus goes
       * first, and the last word on the place is ours. */
      double place = find_place (self, GTK_WIDGET (row), field);

      kaiji_field_grab_focus (field);
      gtk_adjustment_set_value (get_adjustment (self), place);
      kaiji_session_set_current_target (self->session, prompt->id);
    }
  self->reveal_tick = 0;
  g_clear_pointer (&self->revealing, g_free);
  return G_SOURCE_REMOVE;
}

static void
reveal_cb (KaijiFormPane *self, const char *id)
{
  KaijiPrompt *prompt = kaiji_scheme_resolve (kaiji_session_get_scheme (self->session), id, NULL);
  KaijiFormRow *row;

  if (prompt == NULL)
    return;
  kaiji_form_pane_show_section (self, prompt->item->section);
  row = kaiji_section_view_find_row (get_page (self)->view, prompt->item);
  if (!gtk_widget_get_visible (GTK_WIDGET (row)))
    kaiji_form_pane_set_filter (self, KAIJI_FORM_FILTER_ALL, NULL);
  g_free (self->revealing);
  self->revealing = g_strdup (prompt->id);
  self->reveal_frames = 0;
  if (self->reveal_tick == 0)
    self->reveal_tick =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_tick_cb, NULL, NULL);
}

/**
 * kaiji_form_pane_focus_current:
 * @self: a form pane
 *
 * Brings the keyboard back to where it was in the shown section.
 *
 * Returns: whether there is such a field
 */
gboolean
kaiji_form_pane_focus_current (KaijiFormPane *self)
{
  const char *target = kaiji_session_get_current_target (self->session);
  KaijiFormRow *row = target != NULL ? kaiji_form_pane_find_row (self, target) : NULL;

  if (row == NULL || !gtk_widget_get_visible (GTK_WIDGET (row)))
    return FALSE;
  reveal_cb (self, target);
  return TRUE;
}

/* ---- following the case ---- */

static void
set_others_stale (KaijiFormPane *self)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    ((Page *) l->data)->stale = l->data != get_page (self);
}

static void
case_changed_cb (KaijiFormPane *self, guint kind, const char *key, const char *target)
{
  Page *page = get_page (self);

  set_others_stale (self);
  if (page != NULL)
    kaiji_section_view_case_changed (page->view, kind, key, target);
}

static void
findings_changed_cb (KaijiFormPane *self)
{
  Page *page = get_page (self);

  set_others_stale (self);
  if (page != NULL)
    kaiji_section_view_update_findings (page->view);
}

static void
current_target_cb (KaijiFormPane *self)
{
  Page *page = get_page (self);

  set_others_stale (self);
  if (page != NULL)
    kaiji_section_view_set_current (page->view, kaiji_session_get_current_target (self->session));
}

static gboolean
help_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  KaijiFormPane *self = KAIJI_FORM_PANE (widget);
  const char *target = kaiji_session_get_current_target (self->session);
  KaijiFormRow *row = target != NULL ? kaiji_form_pane_find_row (self, target) : NULL;

  if (row == NULL)
    return FALSE;
  kaiji_form_row_open_help (row);
  return TRUE;
}

/* ---- the widget ---- */

static GtkWidget *
create_titles (KaijiFormPane *self)
{
  GtkWidget *titles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->part = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->part), 0);
  gtk_widget_add_css_class (self->part, "part-name");
  self->title = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "section-title");
  gtk_label_set_width_chars (GTK_LABEL (self->title), 12);
  gtk_widget_set_hexpand (titles, TRUE);
  gtk_box_append (GTK_BOX (titles), self->part);
  gtk_box_append (GTK_BOX (titles), self->title);
  return titles;
}

static GtkWidget *
create_head (KaijiFormPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *const filters[] = { _ ("All items"), _ ("Required only"), _ ("With findings"),
                                  _ ("Unanswered"), NULL };

  gtk_widget_add_css_class (head, "form-head");
  self->legend = kaiji_badge_new (KAIJI_BADGE_REQUIRED);
  gtk_widget_set_valign (self->legend, GTK_ALIGN_END);
  self->filter = gtk_drop_down_new_from_strings (filters);
  gtk_widget_set_valign (self->filter, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which items are shown"), -1);
  kaiji_drop_down_name_button (GTK_DROP_DOWN (self->filter));
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search items"), "width-chars", 8,
                "max-width-chars", 16, NULL);
  gtk_widget_set_size_request (self->search, 120, -1);
  gtk_widget_set_valign (self->search, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search items"), -1);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->search), FALSE);
  gtk_box_append (GTK_BOX (head), create_titles (self));
  gtk_box_append (GTK_BOX (head), self->legend);
  gtk_box_append (GTK_BOX (head), self->filter);
  gtk_box_append (GTK_BOX (head), self->search);
  g_signal_connect_object (self->filter, "notify::selected", G_CALLBACK (apply_filter), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (apply_filter), self,
                           G_CONNECT_SWAPPED);
  return kaiji_clamp_new (COLUMN_WIDTH + 2 * COLUMN_MARGIN, head);
}

static void
kaiji_form_pane_unmap (GtkWidget *widget)
{
  kaiji_form_pane_commit (KAIJI_FORM_PANE (widget));
  GTK_WIDGET_CLASS (kaiji_form_pane_parent_class)->unmap (widget);
}

static void
kaiji_form_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SECTION)
    g_value_set_pointer (value, KAIJI_FORM_PANE (object)->section);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kaiji_form_pane_dispose (GObject *object)
{
  KaijiFormPane *self = KAIJI_FORM_PANE (object);

  if (self->section != NULL)
    kaiji_form_pane_commit (self);
  if (self->reveal_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->reveal_tick);
  self->reveal_tick = 0;
  self->section = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_queue_clear_full (&self->pages, (GDestroyNotify) page_free);
  g_clear_pointer (&self->revealing, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_form_pane_parent_class)->dispose (object);
}

static void
kaiji_form_pane_class_init (KaijiFormPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kaiji_form_pane_get_property;
  object_class->dispose = kaiji_form_pane_dispose;
  widget_class->unmap = kaiji_form_pane_unmap;
  props[PROP_SECTION] = g_param_spec_pointer (
      "section", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "formpane");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F1, 0, help_cb, NULL);
}

/* One source for the chips of all rows. */
static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, KaijiFormPane *self)
{
  GtkWidget *picked = gtk_widget_pick (self->box, x, y, GTK_PICK_DEFAULT);
  GtkWidget *chip = picked != NULL ? gtk_widget_get_ancestor (picked, KAIJI_TYPE_CHIP) : NULL;

  if (chip == NULL || kaiji_journal_is_read_only (kaiji_session_get_journal (self->session)))
    return NULL;
  return gdk_content_provider_new_typed (KAIJI_TYPE_CITATION,
                                         kaiji_chip_get_citation (KAIJI_CHIP (chip)));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, KaijiFormPane *self)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GdkContentProvider *content = gdk_drag_get_content (drag);
  g_autofree char *pages = NULL;
  GtkWidget *label;

  g_value_init (&value, KAIJI_TYPE_CITATION);
  if (!gdk_content_provider_get_value (content, &value, NULL))
    return;
  pages = kaiji_citation_dup_pages (g_value_get_object (&value));
  label = gtk_label_new (pages);
  gtk_widget_add_css_class (label, "drag-chip");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static void
add_drag_source (KaijiFormPane *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (self->box, GTK_EVENT_CONTROLLER (source));
}

static void
kaiji_form_pane_init (KaijiFormPane *self)
{
  g_queue_init (&self->pages);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), create_head (self));
  self->nothing = gtk_label_new (_ ("No item of this section matches."));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_margin_top (self->nothing, 24);
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->nothing);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->viewport = gtk_viewport_new (NULL, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (self->viewport), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->viewport);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  add_drag_source (self);
}

/**
 * kaiji_form_pane_new:
 * @session: the session
 *
 * Returns: (transfer floating): a pane that shows no section yet
 */
GtkWidget *
kaiji_form_pane_new (KaijiSession *session)
{
  KaijiFormPane *self = g_object_new (KAIJI_TYPE_FORM_PANE, NULL);

  self->session = g_object_ref (session);
  self->cover = kaiji_cover_notice_new (kaiji_session_get_scheme (session));
  if (self->cover != NULL)
    {
      self->cover = kaiji_clamp_new (COLUMN_WIDTH + 2 * COLUMN_MARGIN, self->cover);
      gtk_box_insert_child_after (GTK_BOX (self->box), self->cover,
                                  gtk_widget_get_first_child (self->box));
    }
  g_signal_connect_object (session, "reveal-target", G_CALLBACK (reveal_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "findings-changed", G_CALLBACK (findings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::current-target", G_CALLBACK (current_target_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kaiji_session_get_source (session), "changed",
                           G_CALLBACK (case_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
