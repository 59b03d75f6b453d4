/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing a citation.
 *
 * 1. Nothing is written before it is applied, and then once.
 * 2. What is printed on other pages is asked of the document when they are applied; a quotation
 *    that does not stand there is refused, and the popover stays. */
#include "app/citation-editor.h"

#include <glib/gi18n-lib.h>

#include "jobs/citing.h"
#include "widgets/paragraph.h"
#include "widgets/style.h"
#include "widgets/tooltip.h"

struct _KaijiCitationEditor
{
  GtkPopover parent_instance;

  KaijiSession *session;
  KaijiPrompt *prompt;
  KaijiCitation *citation;
  KaijiCitation *place; /* with the pages and the quotation that are wanted */
  GCancellable *applying;
  gboolean filling;

  GtkLabel *name_label;
  GtkEditable *pages_entry;
  GtkLabel *printed_label;
  GtkEditable *section_entry;
  GtkLabel *quote_label;
  GtkWidget *take_button;
  GtkWidget *unquote_button;
  GtkWidget *target_title;
  GtkWidget *target_box;
  GtkCheckButton *prompt_check;
  GtkCheckButton *item_check;
  GtkLabel *error_label;
  GtkWidget *cancel_button;
  GtkWidget *apply_button;
};

G_DEFINE_FINAL_TYPE (KaijiCitationEditor, kaiji_citation_editor, GTK_TYPE_POPOVER)

static void
show_error (KaijiCitationEditor *self, const char *text)
{
  gtk_label_set_text (self->error_label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

/* The selection of the viewer, when it is one in the same document. (transfer full) (nullable) */
static KaijiCitation *
dup_selection (KaijiCitationEditor *self)
{
  g_autoptr (KaijiCitation) shown = kaiji_session_dup_shown_place (self->session);

  if (!shown || *kaiji_citation_get_quote (shown) == '\0'
      || !g_str_equal (kaiji_citation_get_evidence_id (shown),
                       kaiji_citation_get_evidence_id (self->citation)))
    return NULL;
  return g_steal_pointer (&shown);
}

static void
show_place (KaijiCitationEditor *self)
{
  const KaijiCitationInfo *info = kaiji_citation_get_info (self->place);
  g_autoptr (KaijiCitation) selection = dup_selection (self);
  g_autofree char *printed = kaiji_citation_dup_printed (self->place, "–");
  g_autofree char *label = printed ? g_strdup_printf (_ ("printed p.%s"), printed) : NULL;

  gtk_label_set_text (self->printed_label, label ? label : "");
  gtk_label_set_text (self->quote_label, *info->quote ? info->quote : _ ("The whole page"));
  kaiji_tooltip_set (GTK_WIDGET (self->quote_label), *info->quote ? info->quote : NULL);
  gtk_widget_set_sensitive (self->unquote_button, *info->quote != '\0');
  gtk_widget_set_sensitive (self->take_button, selection != NULL);
}

static void
show_pages (KaijiCitationEditor *self)
{
  const KaijiCitationInfo *info = kaiji_citation_get_info (self->place);
  g_autofree char *text = kaiji_citation_is_range (self->place)
                              ? g_strdup_printf ("%d-%d", info->page, info->last_page)
                              : g_strdup_printf ("%d", info->page);

  self->filling = TRUE;
  gtk_editable_set_text (self->pages_entry, text);
  self->filling = FALSE;
}

static void
changed_cb (KaijiCitationEditor *self)
{
  int first, last;
  const KaijiCitationInfo *info = kaiji_citation_get_info (self->place);

  if (self->filling)
    return;
  show_error (self, NULL);
  /* What is printed is known of the pages that were there; of others when they are applied. */
  gtk_widget_set_visible (
      GTK_WIDGET (self->printed_label),
      kaiji_citation_parse_pages (gtk_editable_get_text (self->pages_entry), &first, &last)
          && first == info->page && last == info->last_page);
}

static void
take_place (KaijiCitationEditor *self, const KaijiCitationInfo *info)
{
  g_autoptr (KaijiCitation) place = kaiji_citation_new_from_info (info);

  g_set_object (&self->place, place);
  show_place (self);
}

static void
take_cb (KaijiCitationEditor *self)
{
  g_autoptr (KaijiCitation) selection = dup_selection (self);

  if (!selection)
    return;
  take_place (self, kaiji_citation_get_info (selection));
  show_pages (self);
  changed_cb (self);
}

static void
unquote_cb (KaijiCitationEditor *self)
{
  KaijiCitationInfo info = *kaiji_citation_get_info (self->place);

  info.quote = NULL;
  info.rects = NULL;
  info.n_rects = 0;
  take_place (self, &info);
}

static void
show_cb (KaijiCitationEditor *self)
{
  int first, last;

  if (!kaiji_citation_parse_pages (gtk_editable_get_text (self->pages_entry), &first, &last)
      || first == kaiji_citation_get_page (self->citation))
    kaiji_session_reveal_citation (self->session, self->citation);
  else
    kaiji_session_reveal_evidence (self->session, kaiji_citation_get_evidence_id (self->citation),
                                   first);
}

/* (transfer full) (nullable): as it stands in the popover; says what is wrong. */
static KaijiCitation *
dup_wanted (KaijiCitationEditor *self)
{
  const KaijiCitationInfo *own = kaiji_citation_get_info (self->citation);
  KaijiCitationInfo info = *kaiji_citation_get_info (self->place);
  g_autofree char *section = g_strstrip (g_strdup (gtk_editable_get_text (self->section_entry)));

  if (!kaiji_citation_parse_pages (gtk_editable_get_text (self->pages_entry), &info.page,
                                   &info.last_page))
    {
      show_error (self, _ ("These are no sheets of the file. Enter one such as 12, or a range such "
                           "as 12-14."));
      gtk_widget_grab_focus (GTK_WIDGET (self->pages_entry));
      return NULL;
    }
  /* On another page the quotation has to be found anew. */
  if (info.page != kaiji_citation_get_page (self->place))
    {
      info.rects = NULL;
      info.n_rects = 0;
    }
  info.number = own->number;
  info.evidence_id = own->evidence_id;
  info.sha256 = own->sha256;
  info.state = own->state;
  info.proposal = own->proposal;
  info.section = section;
  info.target =
      gtk_check_button_get_active (self->item_check) ? self->prompt->item->id : self->prompt->id;
  return kaiji_citation_new_from_info (&info);
}

static void
write_citation (KaijiCitationEditor *self, KaijiCitation *wanted)
{
  g_autoptr (GError) error = NULL;

  if (kaiji_session_replace_citation (self->session, wanted, &error))
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    show_error (self, error->message);
}

static void
relocated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaijiCitationEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaijiCitation) wanted =
      kaiji_citing_relocate_finish (KAIJI_SESSION (source), result, &error);

  if (!self->session || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (self->apply_button, TRUE);
  g_clear_object (&self->applying);
  if (wanted)
    write_citation (self, wanted);
  else
    show_error (self, error->message);
}

static void
apply_cb (KaijiCitationEditor *self)
{
  g_autoptr (KaijiCitation) wanted = self->applying ? NULL : dup_wanted (self);
  const KaijiCitationInfo *info = wanted ? kaiji_citation_get_info (wanted) : NULL;

  if (!info)
    return;
  if (info->page == kaiji_citation_get_page (self->citation)
      && info->last_page == kaiji_citation_get_last_page (self->citation)
      && g_str_equal (info->quote, kaiji_citation_get_quote (self->citation)))
    {
      write_citation (self, wanted);
      return;
    }
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  self->applying = g_cancellable_new ();
  kaiji_citing_relocate_async (self->session, wanted, self->applying, relocated_cb,
                               g_object_ref (self));
}

static void
kaiji_citation_editor_closed (GtkPopover *popover)
{
  KaijiCitationEditor *self = KAIJI_CITATION_EDITOR (popover);

  if (self->applying)
    g_cancellable_cancel (self->applying);
}

static void
kaiji_citation_editor_dispose (GObject *object)
{
  KaijiCitationEditor *self = KAIJI_CITATION_EDITOR (object);

  if (self->applying)
    g_cancellable_cancel (self->applying);
  g_clear_object (&self->applying);
  gtk_widget_dispose_template (GTK_WIDGET (self), KAIJI_TYPE_CITATION_EDITOR);
  g_clear_object (&self->session);
  g_clear_object (&self->citation);
  g_clear_object (&self->place);
  G_OBJECT_CLASS (kaiji_citation_editor_parent_class)->dispose (object);
}

static void
kaiji_citation_editor_class_init (KaijiCitationEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_citation_editor_dispose;
  GTK_POPOVER_CLASS (klass)->closed = kaiji_citation_editor_closed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KAIJI_RESOURCE_PREFIX "/citation-editor.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, KaijiCitationEditor, name)
  BIND (name_label);
  BIND (pages_entry);
  BIND (printed_label);
  BIND (section_entry);
  BIND (quote_label);
  BIND (take_button);
  BIND (unquote_button);
  BIND (target_title);
  BIND (target_box);
  BIND (prompt_check);
  BIND (item_check);
  BIND (error_label);
  BIND (cancel_button);
  BIND (apply_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, unquote_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
kaiji_citation_editor_init (KaijiCitationEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kaiji_paragraph_keep_ends (GTK_WIDGET (self));
  gtk_editable_set_enable_undo (self->pages_entry, FALSE);
  gtk_editable_set_enable_undo (self->section_entry, FALSE);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (gtk_popover_popdown), self);
}

/**
 * kaiji_citation_editor_new:
 * @session: the session
 * @prompt: where it is shown: the prompt that it backs, or the first one of its item
 * @citation: what is changed
 *
 * Returns: (transfer floating): a popover, to be given a parent and popped up
 */
GtkWidget *
kaiji_citation_editor_new (KaijiSession *session, KaijiPrompt *prompt, KaijiCitation *citation)
{
  KaijiCitationEditor *self = g_object_new (KAIJI_TYPE_CITATION_EDITOR, NULL);
  KaijiEvidence *evidence = kaiji_case_source_lookup_evidence (
      kaiji_session_get_source (session), kaiji_citation_get_evidence_id (citation));
  const char *name = evidence ? kaiji_evidence_get_info (evidence)->name
                              : kaiji_citation_get_evidence_id (citation);
  gboolean choice = !prompt->item->section->form_a && !g_str_equal (prompt->id, prompt->item->id);
  gboolean whole = !g_str_equal (kaiji_citation_get_target (citation), prompt->id);

  self->session = g_object_ref (session);
  self->prompt = prompt;
  self->citation = g_object_ref (citation);
  self->place = g_object_ref (citation);
  gtk_label_set_text (self->name_label, name);
  kaiji_tooltip_set (GTK_WIDGET (self->name_label), name);
  self->filling = TRUE;
  gtk_editable_set_text (self->section_entry, kaiji_citation_get_section (citation));
  self->filling = FALSE;
  gtk_check_button_set_active (whole ? self->item_check : self->prompt_check, TRUE);
  gtk_widget_set_visible (self->target_title, choice);
  gtk_widget_set_visible (self->target_box, choice);
  show_pages (self);
  show_place (self);
  return GTK_WIDGET (self);
}
