/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving about in a document: page entry, zoom, outline, thumbnails, back and forward.
 *
 * Invariant: the entry holds the physical number; the printed one stands beside it, each said
 * what it is, and neither is ever put for the other. */

#include "app/evidence-pane-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "widgets/tooltip.h"

int
kaiji_evidence_pane_parse_page (KaijiPdfDocument *document, const char *text)
{
  g_autofree char *typed = g_strstrip (g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE));
  int n = kaiji_pdf_document_get_n_pages (document);
  const char *label = typed;
  gboolean printed = FALSE;
  char *end = NULL;
  long number;

  if (g_ascii_strncasecmp (label, "p", 1) == 0)
    {
      printed = TRUE;
      label++;
      if (*label == '.')
        label++;
      while (*label == ' ')
        label++;
    }
  number = strtol (label, &end, 10);
  if (!printed && end != label && number >= 1 && number <= n)
    return (int) number;
  for (int page = 1; page <= n; page++)
    if (label[0] != '\0'
        && g_ascii_strcasecmp (kaiji_pdf_document_get_page (document, page)->label, label) == 0)
      return page;
  return 0;
}

static void
page_entry_activate_cb (KaijiEvidencePane *self)
{
  int page;

  if (self->document == NULL)
    return;
  page = kaiji_evidence_pane_parse_page (self->document,
                                         gtk_editable_get_text (GTK_EDITABLE (self->page_entry)));
  if (page > 0)
    {
      kaiji_evidence_pane_leave_place (self);
      kaiji_page_view_go_to (self->page_view, page, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->page_view));
    }
  else
    gtk_widget_error_bell (GTK_WIDGET (self->page_entry));
  kaiji_evidence_pane_update_nav (self);
}

static void
update_zoom_label (KaijiEvidencePane *self)
{
  g_autofree char *percent = NULL;
  const char *text;

  switch (kaiji_page_view_get_zoom_mode (self->page_view))
    {
    case KAIJI_ZOOM_FIT_WIDTH:
      text = _ ("Fit the width");
      break;
    case KAIJI_ZOOM_FIT_PAGE:
      text = _ ("Fit the page");
      break;
    case KAIJI_ZOOM_SCALE:
    default:
      percent = g_strdup_printf ("%.0f %%", kaiji_page_view_get_zoom (self->page_view) * 100);
      text = percent;
    }
  gtk_label_set_text (self->zoom_label, text);
}

/* Numbers, labels, what can be done: after each move. */
void
kaiji_evidence_pane_update_nav (KaijiEvidencePane *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->document != NULL;
  int page = kaiji_page_view_get_page (self->page_view);
  g_autofree char *number = open ? g_strdup_printf ("%d", page) : g_strdup ("");
  g_autofree char *total = NULL, *printed = NULL;

  if (open)
    {
      const char *label = kaiji_pdf_document_get_page (self->document, MAX (page, 1))->label;

      total = g_strdup_printf (_ ("of %d"), kaiji_pdf_document_get_n_pages (self->document));
      if (label[0] != '\0')
        printed = g_strdup_printf (_ ("printed p.%s"), label);
    }
  if (!gtk_widget_has_focus (
          GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->page_entry))))
      || g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->page_entry)), "") == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->page_entry), number);
  gtk_label_set_text (self->total_label, total != NULL ? total : "");
  gtk_label_set_text (self->printed_label, printed != NULL ? printed : "");
  kaiji_tooltip_set (GTK_WIDGET (self->printed_label), printed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page_entry), open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->zoom_button), open);
  gtk_widget_action_set_enabled (widget, "evidence.zoom-in", open);
  gtk_widget_action_set_enabled (widget, "evidence.zoom-out", open);
  gtk_widget_action_set_enabled (widget, "evidence.rotate", open);
  gtk_widget_action_set_enabled (widget, "evidence.rotate-left", open);
  gtk_widget_action_set_enabled (widget, "evidence.find", open);
  gtk_widget_action_set_enabled (widget, "evidence.back",
                                 kaiji_page_history_can_go (self->history, -1));
  gtk_widget_action_set_enabled (widget, "evidence.forward",
                                 kaiji_page_history_can_go (self->history, 1));
  update_zoom_label (self);
}

static void
page_changed_cb (KaijiEvidencePane *self)
{
  int page = kaiji_page_view_get_page (self->page_view);

  kaiji_thumbnail_view_set_page (self->thumbnail_view, page);
  kaiji_outline_view_set_page (self->outline_view, page);
  kaiji_evidence_pane_update_nav (self);
  kaiji_evidence_pane_update_cite (self);
  if (self->text_mode)
    kaiji_evidence_pane_update_text (self);
}

/* Before a jump. */
void
kaiji_evidence_pane_leave_place (KaijiEvidencePane *self)
{
  KaijiPagePlace place = kaiji_page_view_get_place (self->page_view);

  if (self->document != NULL)
    kaiji_page_history_leave (self->history, self->evidence_id, &place);
}

static void
walk (KaijiEvidencePane *self, int direction)
{
  KaijiPagePlace place = kaiji_page_view_get_place (self->page_view);
  const KaijiPageVisit *visit =
      kaiji_page_history_go (self->history, direction, self->evidence_id, &place);

  if (visit == NULL)
    return;
  g_clear_object (&self->shown_citation);
  if (g_strcmp0 (visit->document, self->evidence_id) == 0)
    {
      kaiji_page_view_set_place (self->page_view, &visit->place);
      kaiji_evidence_pane_update_marks (self);
    }
  else
    {
      self->goal_page = 0;
      self->has_goal_place = TRUE;
      self->goal_place = visit->place;
      kaiji_evidence_pane_open (self, visit->document);
    }
  kaiji_evidence_pane_update_nav (self);
}

/** kaiji_evidence_pane_read_on: goes to the next or previous page or hit; the focus stays. */
void
kaiji_evidence_pane_read_on (KaijiEvidencePane *self, const char *where)
{
  int direction = g_str_has_prefix (where, "next") ? 1 : -1;
  int page, n;

  g_return_if_fail (KAIJI_IS_EVIDENCE_PANE (self));

  if (self->document == NULL)
    return;
  if (g_str_has_suffix (where, "hit"))
    {
      kaiji_evidence_pane_step_hit (self, direction);
      return;
    }
  n = kaiji_pdf_document_get_n_pages (self->document);
  page = CLAMP (kaiji_page_view_get_page (self->page_view) + direction, 1, n);
  kaiji_page_view_go_to (self->page_view, page, NULL);
  kaiji_evidence_pane_update_nav (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  walk (KAIJI_EVIDENCE_PANE (widget), g_str_has_suffix (name, "back") ? -1 : 1);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  kaiji_page_view_zoom_by (self->page_view, g_str_has_suffix (name, "in") ? 1 : -1);
}

static void
zoom_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_page_view_set_zoom (KAIJI_EVIDENCE_PANE (widget)->page_view,
                            g_variant_get_double (parameter));
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kaiji_page_view_set_zoom_mode (KAIJI_EVIDENCE_PANE (widget)->page_view,
                                 g_str_has_suffix (name, "width") ? KAIJI_ZOOM_FIT_WIDTH
                                                                  : KAIJI_ZOOM_FIT_PAGE);
}

static void
outline_activated_cb (KaijiOutlineView *view, int page, double top_pt, KaijiEvidencePane *self)
{
  KaijiRect place = { 0, top_pt, 1, top_pt + 1 };

  kaiji_evidence_pane_leave_place (self);
  kaiji_page_view_go_to (self->page_view, page, top_pt > 0 ? &place : NULL);
  kaiji_evidence_pane_update_nav (self);
}

static void
link_activated_cb (KaijiPageView *view, int page, double top_pt, KaijiEvidencePane *self)
{
  outline_activated_cb (self->outline_view, page, top_pt, self);
}

static void
thumbnail_activated_cb (KaijiThumbnailView *view, int page, KaijiEvidencePane *self)
{
  kaiji_evidence_pane_leave_place (self);
  kaiji_page_view_go_to (self->page_view, page, NULL);
  kaiji_evidence_pane_update_nav (self);
}

static void
go_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaijiEvidencePane *self = KAIJI_EVIDENCE_PANE (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->page_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->page_entry), 0, -1);
}

void
kaiji_evidence_pane_class_init_nav (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, GDK_CONTROL_MASK, "evidence.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "evidence.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "evidence.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "evidence.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "evidence.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "evidence.fit-width" },
    { GDK_KEY_l, GDK_CONTROL_MASK, "evidence.go-to" },
    { GDK_KEY_Left, GDK_ALT_MASK, "evidence.back" },
    { GDK_KEY_Right, GDK_ALT_MASK, "evidence.forward" },
  };

  gtk_widget_class_install_action (widget_class, "evidence.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "evidence.forward", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "evidence.go-to", NULL, go_to_action);
  gtk_widget_class_install_action (widget_class, "evidence.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "evidence.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "evidence.zoom-to", "d", zoom_to_action);
  gtk_widget_class_install_action (widget_class, "evidence.fit-width", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "evidence.fit-page", NULL, fit_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  gtk_widget_class_bind_template_callback (widget_class, page_entry_activate_cb);
}

void
kaiji_evidence_pane_init_nav (KaijiEvidencePane *self)
{
  /* What a key and the menu of documents do as well goes before a number is cut. */
  kaiji_bar_yield (self->tool_bar, self->rotate_button);
  kaiji_bar_yield (self->tool_bar, self->history_box);
  kaiji_bar_keep (self->tool_bar, GTK_WIDGET (self->total_label));
  kaiji_bar_keep (self->tool_bar, GTK_WIDGET (self->printed_label));
  g_signal_connect_swapped (self->page_view, "notify::page", G_CALLBACK (page_changed_cb), self);
  g_signal_connect_swapped (self->page_view, "notify::zoom", G_CALLBACK (update_zoom_label), self);
  g_signal_connect_swapped (self->page_view, "notify::zoom-mode", G_CALLBACK (update_zoom_label),
                            self);
  g_signal_connect (self->page_view, "link-activated", G_CALLBACK (link_activated_cb), self);
  g_signal_connect (self->outline_view, "page-activated", G_CALLBACK (outline_activated_cb), self);
  g_signal_connect (self->thumbnail_view, "page-activated", G_CALLBACK (thumbnail_activated_cb),
                    self);
}
