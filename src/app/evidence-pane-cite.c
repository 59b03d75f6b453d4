/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citing: the bar at the foot, the small bar under a selection, dragging a selection away.
 *
 * Invariants:
 * 1. A citation is made only by kaiji_evidence_pane_cite() or by a drop; both take it from
 *    make_citation().
 * 2. The section offered follows the selection until the user types one.
 *
 * Source: 概要 4(4)ア */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>

#include "jobs/citing.h"
#include "widgets/page-selection.h"
#include "widgets/tooltip.h"

#define MAX_QUOTE 400
#define DONE_MS 2600
#define FLOAT_GAP 9

static const char *
get_target (KaijiEvidencePane *self)
{
  if (self->asked_target != NULL)
    return self->asked_target;
  return self->session != NULL ? kaiji_session_get_current_target (self->session) : NULL;
}

static KaijiItem *
lookup_item (KaijiEvidencePane *self, const char *target)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (self->session);
  KaijiPrompt *prompt = kaiji_scheme_resolve (scheme, target, NULL);

  return prompt != NULL ? prompt->item : kaiji_scheme_lookup_item (scheme, target);
}

char *
kaiji_evidence_pane_dup_target_name (KaijiEvidencePane *self, const char *target, gboolean whole)
{
  KaijiItem *item = target != NULL ? lookup_item (self, target) : NULL;

  if (item == NULL)
    return g_strdup (target != NULL ? target : "");
  if (item->number == 0)
    return g_strdup (item->name);
  if (whole)
    return g_strdup_printf ("%u  %s", item->number, item->name);
  return g_strdup_printf ("%u", item->number);
}

/* Where on the page the section is asked for, points from its top. */
static double
get_section_top (KaijiEvidencePane *self, int page, const KaijiRect *rects, guint n_rects)
{
  KaijiPagePlace place;

  if (n_rects > 0)
    return (rects[0].y1 + rects[0].y2) / 2;
  place = kaiji_page_view_get_place (self->page_view);
  if (place.page != page)
    return 0;
  return MAX (place.fy, 0) * kaiji_pdf_document_get_page (self->document, page)->height_pt;
}

static char *
dup_offered_section (KaijiEvidencePane *self, int page, const KaijiRect *rects, guint n_rects)
{
  const KaijiPdfOutlineEntry *entry = kaiji_pdf_document_find_section (
      self->document, page, get_section_top (self, page, rects, n_rects));
  char *title;

  if (entry == NULL)
    return g_strdup ("");
  title = kaiji_page_selection_tidy (entry->title, 80);
  for (char *at = strstr (title, "\u3000"); at != NULL; at = strstr (title, "\u3000"))
    {
      at[0] = ' ';
      memmove (at + 1, at + 3, strlen (at + 3) + 1);
    }
  return g_strstrip (title);
}

/* Puts pages that a person typed into the bar in the place of those of the view. FALSE: the first
 * one is another, so that what is selected does not stand there. */
static gboolean
take_typed_pages (KaijiEvidencePane *self, int *first, int *last)
{
  int from, to, n = kaiji_pdf_document_get_n_pages (self->document);
  gboolean same;

  if (self->cite_pages == NULL || !self->pages_edited
      || !kaiji_citation_parse_pages (gtk_editable_get_text (self->cite_pages), &from, &to)
      || to > n)
    return TRUE;
  same = from == *first;
  *first = from;
  *last = to;
  return same;
}

/* Whether what was typed into the bar names pages of the document. */
static gboolean
check_typed_pages (KaijiEvidencePane *self)
{
  int from, to;

  if (self->cite_pages == NULL || !self->pages_edited
      || (kaiji_citation_parse_pages (gtk_editable_get_text (self->cite_pages), &from, &to)
          && to <= kaiji_pdf_document_get_n_pages (self->document)))
    return TRUE;
  kaiji_session_tell (self->session,
                      _ ("These are no sheets of the document. Enter one such as 12, or a range "
                         "such as 12-14."),
                      TRUE);
  return FALSE;
}

/* The citation of the selection, else of the page; NULL when there is no document, or the
 * selected text is not known yet. */
static KaijiCitation *
make_citation (KaijiEvidencePane *self, const char *target)
{
  KaijiEvidence *evidence = kaiji_evidence_pane_get_evidence (self);
  g_autofree char *text = NULL, *quote = NULL, *section = NULL;
  g_autofree KaijiRect *rects = NULL;
  int first = kaiji_page_view_get_page (self->page_view), last = first;
  KaijiCitationInfo info;
  guint n_rects = 0;

  if (self->document == NULL || evidence == NULL)
    return NULL;
  if (!self->text_mode && kaiji_page_view_has_selection (self->page_view))
    {
      text = kaiji_page_view_dup_selection (self->page_view, &first, &last, &rects, &n_rects);
      if (text == NULL)
        return NULL;
    }
  quote = kaiji_page_selection_tidy (text != NULL ? text : "", MAX_QUOTE);
  if (!take_typed_pages (self, &first, &last))
    {
      /* Other pages than those of the selection: it says nothing of them. */
      g_clear_pointer (&quote, g_free);
      g_clear_pointer (&rects, g_free);
      n_rects = 0;
    }
  if (self->section_edited)
    section = g_strstrip (g_strdup (gtk_editable_get_text (self->section_entry)));
  else
    section = dup_offered_section (self, first, rects, n_rects);
  info = (KaijiCitationInfo){
    .target = target,
    .evidence_id = kaiji_evidence_get_info (evidence)->id,
    .sha256 = kaiji_evidence_get_info (evidence)->sha256,
    .page = first,
    .last_page = last,
    .label = kaiji_pdf_document_get_page (self->document, first)->label,
    .last_label = kaiji_pdf_document_get_page (self->document, last)->label,
    .section = section,
    .quote = quote,
    .rects = rects,
    .n_rects = n_rects,
  };
  return kaiji_citation_new_from_info (&info);
}

/* "就業規則 p.12–14 第8条" */
static char *
dup_chip_text (KaijiEvidencePane *self, KaijiCitation *citation)
{
  KaijiEvidence *evidence = kaiji_case_source_lookup_evidence (
      kaiji_session_get_source (self->session), kaiji_citation_get_evidence_id (citation));
  g_autofree char *pages = kaiji_citation_dup_pages (citation);

  return g_strchomp (
      g_strdup_printf ("%s %s %s", evidence != NULL ? kaiji_evidence_get_info (evidence)->name : "",
                       pages, kaiji_citation_get_section (citation)));
}

/* ---- the bars ---- */
static void
place_floating (KaijiEvidencePane *self)
{
  GdkRectangle area;
  GtkRequisition size;
  int width = gtk_widget_get_width (self->overlay), height = gtk_widget_get_height (self->overlay);
  gboolean shown = self->compact && !self->text_mode && self->document != NULL
                   && kaiji_page_view_get_selection_area (self->page_view, &area);
  int x, y;

  gtk_widget_set_visible (self->floating_bar, shown);
  if (!shown)
    return;
  gtk_widget_get_preferred_size (self->floating_bar, NULL, &size);
  size.width -= gtk_widget_get_margin_start (self->floating_bar);
  size.height -= gtk_widget_get_margin_top (self->floating_bar);
  x = CLAMP (area.x + area.width - size.width / 4, 6, MAX (6, width - size.width - 6));
  y = area.y + area.height + FLOAT_GAP;
  if (y + size.height > height - 6)
    y = MAX (6, area.y - FLOAT_GAP - size.height);
  gtk_widget_set_margin_start (self->floating_bar, x);
  gtk_widget_set_margin_top (self->floating_bar, y);
}

static gboolean
float_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  self->float_tick = 0;
  place_floating (self);
  return G_SOURCE_REMOVE;
}

/* Scrolling may come out of an allocation, in which nothing may be moved. */
static void
queue_floating (KaijiEvidencePane *self)
{
  if (self->float_tick == 0)
    self->float_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), float_cb, NULL, NULL);
}

static void
offer_section (KaijiEvidencePane *self)
{
  g_autoptr (KaijiCitation) citation = NULL;

  if (self->section_edited)
    return;
  citation = make_citation (self, "");
  self->setting_section = TRUE;
  gtk_editable_set_text (self->section_entry,
                         citation != NULL ? kaiji_citation_get_section (citation) : "");
  self->setting_section = FALSE;
}

static void
pages_changed_cb (KaijiEvidencePane *self)
{
  if (self->setting_section)
    return;
  self->pages_edited = TRUE;
  kaiji_evidence_pane_update_cite (self);
}

/* The line of the pages, made with the first bar that is shown. */
static void
ensure_pages_line (KaijiEvidencePane *self)
{
  GtkGrid *grid = GTK_GRID (self->cite_bar);
  GtkWidget *title, *box, *entry;

  if (self->cite_pages != NULL)
    return;
  title = gtk_label_new (_ ("Sheets"));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (title, "small");
  entry = gtk_entry_new ();
  self->cite_pages = GTK_EDITABLE (entry);
  gtk_editable_set_width_chars (self->cite_pages, 9);
  gtk_editable_set_max_width_chars (self->cite_pages, 9);
  gtk_editable_set_enable_undo (self->cite_pages, FALSE);
  kaiji_tooltip_set (entry, _ ("One sheet of the file, or a range such as 12-14"));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  title, NULL, -1);
  self->cite_printed = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->cite_printed), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->cite_printed), "tabular");
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cite_printed));
  gtk_grid_insert_row (grid, 1);
  gtk_grid_attach (grid, title, 0, 1, 1, 1);
  gtk_grid_attach (grid, box, 1, 1, 1, 1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (pages_changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (kaiji_evidence_pane_cite), self);
}

static void
show_pages (KaijiEvidencePane *self, KaijiCitation *citation)
{
  g_autofree char *printed = NULL, *label = NULL, *text = NULL;

  ensure_pages_line (self);
  if (citation == NULL)
    return;
  printed = kaiji_citation_dup_printed (citation, "–");
  label = printed != NULL ? g_strdup_printf (_ ("printed p.%s"), printed) : NULL;
  gtk_label_set_text (self->cite_printed, label != NULL ? label : "");
  if (self->pages_edited)
    return;
  text = kaiji_citation_is_range (citation)
             ? g_strdup_printf ("%d-%d", kaiji_citation_get_page (citation),
                                kaiji_citation_get_last_page (citation))
             : g_strdup_printf ("%d", kaiji_citation_get_page (citation));
  self->setting_section = TRUE;
  gtk_editable_set_text (self->cite_pages, text);
  self->setting_section = FALSE;
}

static void
show_bar (KaijiEvidencePane *self, gboolean selected)
{
  const char *target = get_target (self);
  g_autofree char *name = kaiji_evidence_pane_dup_target_name (self, target, TRUE);
  g_autoptr (KaijiCitation) citation = make_citation (self, "");
  const char *quote = citation != NULL ? kaiji_citation_get_quote (citation) : "";

  gtk_label_set_text (self->cite_target_label, target != NULL ? name : _ ("Choose an item"));
  kaiji_tooltip_set (GTK_WIDGET (self->cite_target_label), name);
  show_pages (self, citation);
  if (quote[0] == '\0')
    quote = selected && citation == NULL ? "…" : _ ("The whole page");
  gtk_label_set_text (self->cite_quote_label, quote);
  kaiji_tooltip_set (GTK_WIDGET (self->cite_quote_label), quote);
  offer_section (self);
}

/* Shows or hides the bars as selection, target and mode demand. */
void
kaiji_evidence_pane_update_cite (KaijiEvidencePane *self)
{
  const char *target;
  g_autofree char *number = NULL, *text = NULL;
  gboolean selected, writable, shown;

  if (self->session == NULL)
    return;
  target = get_target (self);
  writable = !kaiji_journal_is_read_only (kaiji_session_get_journal (self->session));
  selected = self->document != NULL && kaiji_page_view_has_selection (self->page_view);
  shown = self->document != NULL && writable
          && (self->asked_target != NULL || (selected && !self->compact));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.cite",
                                 writable && self->document != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.copy", selected);
  if (shown)
    show_bar (self, selected);
  gtk_widget_set_visible (self->cite_bar, shown);
  number = kaiji_evidence_pane_dup_target_name (self, target, FALSE);
  text = target != NULL ? g_strdup_printf (_ ("+ Citation → %s"), number)
                        : g_strdup (_ ("+ Citation"));
  gtk_label_set_text (self->floating_label, text);
}

static void
selection_changed_cb (KaijiEvidencePane *self)
{
  self->section_edited = FALSE;
  self->pages_edited = FALSE;
  gtk_widget_set_visible (self->floating_bar, FALSE);
  kaiji_evidence_pane_update_cite (self);
}

static void
selection_done_cb (KaijiEvidencePane *self)
{
  kaiji_evidence_pane_update_cite (self);
  queue_floating (self);
}

static void
scrolled_cb (KaijiEvidencePane *self)
{
  if (kaiji_page_view_has_selection (self->page_view))
    queue_floating (self);
}

/* ＋記載箇所 was pressed in the form: the page that is shown is offered. */
void
kaiji_evidence_pane_request_cite (KaijiEvidencePane *self, const char *target)
{
  g_free (self->asked_target);
  self->asked_target = g_strdup (target);
  self->section_edited = FALSE;
  self->pages_edited = FALSE;
  kaiji_evidence_pane_update_cite (self);
}

static gboolean
done_cb (gpointer data)
{
  KaijiEvidencePane *self = data;

  self->done_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->done_label), FALSE);
  return G_SOURCE_REMOVE;
}

static void
say_done (KaijiEvidencePane *self, KaijiCitation *citation)
{
  g_autofree char *name =
      kaiji_evidence_pane_dup_target_name (self, kaiji_citation_get_target (citation), FALSE);
  g_autofree char *chip = dup_chip_text (self, citation);
  g_autofree char *text = g_strdup_printf (_ ("Cited for %s: %s"), name, chip);

  gtk_label_set_text (self->done_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->done_label), TRUE);
  g_clear_handle_id (&self->done_source, g_source_remove);
  self->done_source = g_timeout_add (DONE_MS, done_cb, self);
}

static void
add_citation (KaijiEvidencePane *self, KaijiCitation *citation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCitation) added = kaiji_session_cite (self->session, citation, &error);

  if (added == NULL)
    {
      kaiji_session_tell (self->session, error->message, TRUE);
      return;
    }
  g_clear_pointer (&self->asked_target, g_free);
  self->section_edited = FALSE;
  self->pages_edited = FALSE;
  kaiji_page_view_clear_selection (self->page_view);
  kaiji_evidence_pane_update_cite (self);
  say_done (self, added);
}

/* What is printed on the pages is known now. */
static void
located_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaijiEvidencePane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCitation) citation =
      kaiji_citing_relocate_finish (KAIJI_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (citation != NULL)
    add_citation (self, citation);
  else
    kaiji_session_tell (self->session, error->message, TRUE);
}

static gboolean
knows_pages (KaijiEvidencePane *self, KaijiCitation *citation)
{
  return kaiji_pdf_document_knows_page (self->document, kaiji_citation_get_page (citation))
         && kaiji_pdf_document_knows_page (self->document, kaiji_citation_get_last_page (citation));
}

/** kaiji_evidence_pane_cite: cites the selection, or the page that is shown, for the current
 * target; tells what is missing. */
void
kaiji_evidence_pane_cite (KaijiEvidencePane *self)
{
  const char *target;
  g_autoptr (KaijiCitation) citation = NULL;

  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  target = get_target (self);
  if (target == NULL || target[0] == '\0')
    {
      kaiji_session_tell (self->session,
                          _ ("No item is chosen for the citation. Please go to the field that this "
                             "page proves, then cite."),
                          TRUE);
      return;
    }
  if (self->document != NULL && !check_typed_pages (self))
    return;
  citation = make_citation (self, target);
  if (citation == NULL)
    {
      kaiji_session_tell (
          self->session,
          _ ("No page is shown that could be cited. Please open a document of evidence first."),
          TRUE);
      return;
    }
  if (knows_pages (self, citation))
    add_citation (self, citation);
  else
    kaiji_citing_relocate_async (self->session, citation, NULL, located_cb, g_object_ref (self));
}

/* Somebody wants to know what is shown (the editor of a citation, for one). */
static KaijiCitation *
place_wanted_cb (KaijiSession *session, KaijiEvidencePane *self)
{
  return make_citation (self, "");
}

void
kaiji_evidence_pane_follow_cite (KaijiEvidencePane *self)
{
  g_signal_connect_object (self->session, "place-wanted", G_CALLBACK (place_wanted_cb), self, 0);
}

static void
cite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_evidence_pane_cite (KAIJI_EVIDENCE_PANE (widget));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_page_view_copy (KAIJI_EVIDENCE_PANE (widget)->page_view);
}

static void
section_changed_cb (KaijiEvidencePane *self)
{
  if (!self->setting_section)
    self->section_edited = TRUE;
}

static void
section_activate_cb (KaijiEvidencePane *self)
{
  kaiji_evidence_pane_cite (self);
}

/* Escape: no longer citing a page; then no longer searching. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        KaijiEvidencePane *self)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  if (self->asked_target == NULL)
    return kaiji_evidence_pane_leave_search (self);
  g_clear_pointer (&self->asked_target, g_free);
  kaiji_evidence_pane_update_cite (self);
  return TRUE;
}

/* ---- dragging the selection onto a field ---- */
static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, KaijiEvidencePane *self)
{
  g_autoptr (KaijiCitation) citation = NULL;
  GdkContentProvider *providers[2];

  if (!kaiji_page_view_is_selected_at (self->page_view, x, y))
    return NULL;
  citation = make_citation (self, get_target (self) != NULL ? get_target (self) : "");
  if (citation == NULL)
    return NULL;
  providers[0] = gdk_content_provider_new_typed (KAIJI_TYPE_CITATION, citation);
  providers[1] =
      gdk_content_provider_new_typed (G_TYPE_STRING, kaiji_citation_get_quote (citation));
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, KaijiEvidencePane *self)
{
  g_autoptr (KaijiCitation) citation = make_citation (self, "");
  g_autofree char *text = citation != NULL ? dup_chip_text (self, citation) : g_strdup ("");
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "drag-chip");
  gtk_widget_set_visible (self->floating_bar, FALSE);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), label);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, KaijiEvidencePane *self)
{
  queue_floating (self);
}

void
kaiji_evidence_pane_class_init_cite (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evidence.cite", NULL, cite_action);
  gtk_widget_class_install_action (widget_class, "evidence.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "evidence.cite",
                                       NULL);
  gtk_widget_class_bind_template_callback (widget_class, section_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_activate_cb);
}

void
kaiji_evidence_pane_init_cite (KaijiEvidencePane *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->page_view), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (self->page_view, "selection-changed", G_CALLBACK (selection_changed_cb),
                            self);
  g_signal_connect_swapped (self->page_view, "selection-done", G_CALLBACK (selection_done_cb),
                            self);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

void
kaiji_evidence_pane_dispose_cite (KaijiEvidencePane *self)
{
  g_clear_handle_id (&self->done_source, g_source_remove);
  g_clear_pointer (&self->asked_target, g_free);
}
