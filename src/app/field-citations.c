/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chips of one prompt.
 *
 * 1. The first prompt of an item also shows the citations that were made for the whole item.
 * 2. Chips are built anew only when a citation or the evidence behind it is another object. */
#include "app/field-citations.h"

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "widgets/chip.h"
#include "widgets/pile.h"
#include "widgets/paragraph.h"
#include "widgets/wrap-box.h"

struct _KaijiFieldCitations
{
  GtkWidget parent_instance;

  KaijiSession *session;
  KaijiPrompt *prompt;
  GPtrArray *shown; /* citation, evidence (nullable), citation, … */
  GtkWidget *chips;
  GtkWidget *add;
  GtkWidget *waiver;
  GtkWidget *wording;
  GtkWidget *popover; /* (nullable) where a section is edited */
};

G_DEFINE_FINAL_TYPE (KaijiFieldCitations, kaiji_field_citations, GTK_TYPE_WIDGET)

static void
tell (KaijiFieldCitations *self, GError *error)
{
  kaiji_session_tell (self->session, error->message, TRUE);
  g_error_free (error);
}

static void
activated_cb (KaijiFieldCitations *self, KaijiChip *chip)
{
  kaiji_session_reveal_citation (self->session, kaiji_chip_get_citation (chip));
}

static void
remove_cb (KaijiFieldCitations *self, KaijiChip *chip)
{
  GError *error = NULL;

  gtk_widget_grab_focus (self->add);
  if (!kaiji_session_uncite (self->session,
                             kaiji_citation_get_number (kaiji_chip_get_citation (chip)), &error))
    tell (self, error);
}

static void
confirm_cb (KaijiFieldCitations *self, KaijiChip *chip)
{
  KaijiCitation *citation = kaiji_chip_get_citation (chip);
  guint n_rects;
  const KaijiRect *rects = kaiji_citation_get_rects (citation, &n_rects);
  g_autoptr (KaijiCitation) confirmed = kaiji_citation_new (
      kaiji_citation_get_number (citation), kaiji_citation_get_target (citation),
      kaiji_citation_get_evidence_id (citation), kaiji_citation_get_sha256 (citation),
      kaiji_citation_get_page (citation), kaiji_citation_get_last_page (citation),
      kaiji_citation_get_label (citation), kaiji_citation_get_section (citation),
      kaiji_citation_get_quote (citation), rects, n_rects, KAIJI_CITATION_CONFIRMED);
  GError *error = NULL;

  if (!kaiji_session_replace_citation (self->session, confirmed, &error))
    tell (self, error);
}

static void
section_entered_cb (GtkEntry *entry, KaijiFieldCitations *self)
{
  KaijiCitation *citation = g_object_get_data (G_OBJECT (entry), "citation");
  g_autoptr (KaijiCitation) changed =
      kaiji_citation_with_section (citation, gtk_editable_get_text (GTK_EDITABLE (entry)));
  GError *error = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (!kaiji_session_replace_citation (self->session, changed, &error))
    tell (self, error);
}

static void
edit_cb (KaijiFieldCitations *self, KaijiChip *chip)
{
  KaijiCitation *citation = kaiji_chip_get_citation (chip);
  const char *section = kaiji_citation_get_section (citation);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Section (Enter applies)"));
  GtkWidget *entry = gtk_entry_new ();
  graphene_rect_t bounds;

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = gtk_popover_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), section != NULL ? section : "");
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 24);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  g_object_set_data_full (G_OBJECT (entry), "citation", g_object_ref (citation), g_object_unref);
  g_signal_connect_object (entry, "activate", G_CALLBACK (section_entered_cb), self, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (GTK_WIDGET (chip), GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (
        GTK_POPOVER (self->popover),
        &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (entry);
}

static void
add_cb (KaijiFieldCitations *self)
{
  kaiji_session_request_cite (self->session, self->prompt->id);
}

static void
clear_item (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

static void
collect (KaijiFieldCitations *self, const char *target, GPtrArray *found)
{
  KaijiCaseSource *source = kaiji_session_get_source (self->session);
  GPtrArray *citations = kaiji_case_source_get_citations (source, target);

  for (guint i = 0; citations != NULL && i < citations->len; i++)
    {
      KaijiCitation *citation = citations->pdata[i];
      KaijiEvidence *evidence =
          kaiji_case_source_lookup_evidence (source, kaiji_citation_get_evidence_id (citation));

      g_ptr_array_add (found, g_object_ref (citation));
      g_ptr_array_add (found, evidence != NULL ? g_object_ref (evidence) : NULL);
    }
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (a->pdata[i] != b->pdata[i])
      return FALSE;
  return TRUE;
}

static void
build_chips (KaijiFieldCitations *self)
{
  gboolean read_only = kaiji_journal_is_read_only (kaiji_session_get_journal (self->session));
  gboolean focused = gtk_widget_get_focus_child (self->chips) != NULL
                     && gtk_widget_get_focus_child (self->chips) != self->add;
  GtkWidget *child;

  if (focused)
    gtk_widget_grab_focus (self->add);
  while ((child = gtk_widget_get_first_child (self->chips)) != self->add)
    kaiji_wrap_box_remove (KAIJI_WRAP_BOX (self->chips), child);
  for (guint i = 0; i < self->shown->len; i += 2)
    {
      GtkWidget *chip =
          kaiji_chip_new (self->shown->pdata[i], self->shown->pdata[i + 1], read_only);

      g_signal_connect_object (chip, "activated", G_CALLBACK (activated_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (chip, "confirm-requested", G_CALLBACK (confirm_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (chip, "edit-requested", G_CALLBACK (edit_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (chip, "remove-requested", G_CALLBACK (remove_cb), self,
                               G_CONNECT_SWAPPED);
      kaiji_wrap_box_insert_before (KAIJI_WRAP_BOX (self->chips), chip, self->add);
    }
}

/**
 * kaiji_field_citations_refresh:
 * @self: citations of a prompt
 *
 * Shows the citations that the case holds now.
 */
void
kaiji_field_citations_refresh (KaijiFieldCitations *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (clear_item);
  g_autofree char *wording = NULL;

  collect (self, self->prompt->id, found);
  if (self->prompt->item->prompts->pdata[0] == self->prompt
      && !g_str_equal (self->prompt->item->id, self->prompt->id))
    collect (self, self->prompt->item->id, found);
  if (!is_same (found, self->shown))
    {
      g_ptr_array_unref (self->shown);
      self->shown = g_steal_pointer (&found);
      build_chips (self);
    }
  if (self->shown->len > 0)
    wording = kaiji_session_dup_attachment_text (self->session, self->prompt->id);
  if (wording != NULL && *wording != '\0')
    {
      /* Translators: before the wording that goes onto the form */
      g_autofree char *said = g_strdup_printf ("%s\u3000%s", _ ("On the form"), wording);

      gtk_label_set_text (GTK_LABEL (self->wording), said);
    }
  gtk_widget_set_visible (self->wording, wording != NULL && *wording != '\0');
  kaiji_field_citations_update_waiver (self);
}

/* The clause that spares evidence is the one that demands it of optional answers only. */
static const char *
get_waiver_source (KaijiScheme *scheme)
{
  GPtrArray *rules = kaiji_scheme_get_rules (scheme);

  for (guint i = 0; i < rules->len; i++)
    {
      const KaijiRule *rule = rules->pdata[i];
      gboolean optional = FALSE;

      if (g_str_equal (rule->kind, "cited") && rule->params != NULL
          && g_variant_lookup (rule->params, "optional", "b", &optional) && optional)
        return rule->source;
    }
  return NULL;
}

/**
 * kaiji_field_citations_update_waiver:
 * @self: citations of a prompt
 *
 * Says why no evidence is needed, when the rules say so.
 */
void
kaiji_field_citations_update_waiver (KaijiFieldCitations *self)
{
  KaijiChecker *checker = kaiji_session_get_checker (self->session);
  KaijiScheme *scheme = kaiji_session_get_scheme (self->session);
  gboolean waived = self->prompt->kind != KAIJI_KIND_EVIDENCE
                    && kaiji_checker_is_evidence_waived (checker, self->prompt);
  gboolean empty = self->shown->len == 0;

  if (waived)
    {
      const char *answer =
          kaiji_case_source_get_answer (kaiji_session_get_source (self->session), self->prompt->id);
      const char *source = get_waiver_source (scheme);
      g_autofree char *trimmed = g_strstrip (g_strdup (answer != NULL ? answer : ""));
      g_autofree char *said
          /* Translators: the answer */
          = g_strdup_printf (_ ("No evidence is needed for “%s”."), trimmed);
      g_autofree char *whole = source != NULL && *source != '\0'
                                   ? g_strdup_printf ("%s (%s)", said, source)
                                   : g_strdup (said);

      gtk_label_set_text (GTK_LABEL (self->waiver), whole);
    }
  gtk_widget_set_visible (self->waiver, waived);
  gtk_widget_set_visible (
      self->add, !(waived && empty)
                     && !kaiji_journal_is_read_only (kaiji_session_get_journal (self->session)));
  gtk_widget_set_visible (self->chips, !empty || gtk_widget_get_visible (self->add));
}

static GtkWidget *
create_line (KaijiFieldCitations *self, const char *css_class)
{
  GtkWidget *label = kaiji_paragraph_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static gboolean
kaiji_field_citations_grab_focus (GtkWidget *widget)
{
  KaijiFieldCitations *self = KAIJI_FIELD_CITATIONS (widget);

  return gtk_widget_grab_focus (
      gtk_widget_get_visible (self->add) ? self->add : gtk_widget_get_first_child (self->chips));
}

static void
kaiji_field_citations_dispose (GObject *object)
{
  KaijiFieldCitations *self = KAIJI_FIELD_CITATIONS (object);
  GtkWidget *child;

  self->popover = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_field_citations_parent_class)->dispose (object);
}

static void
kaiji_field_citations_class_init (KaijiFieldCitationsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_field_citations_dispose;
  widget_class->grab_focus = kaiji_field_citations_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, KAIJI_TYPE_PILE_LAYOUT);
}

static void
kaiji_field_citations_init (KaijiFieldCitations *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  kaiji_pile_layout_set_spacing (KAIJI_PILE_LAYOUT (layout), 6);
  self->shown = g_ptr_array_new_with_free_func (clear_item);
  self->waiver = create_line (self, "waiver");
  self->chips = kaiji_wrap_box_new (6, 6, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  self->add = kaiji_chip_add_button_new ();
  kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->chips), self->add);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  self->wording = create_line (self, "wording");
}

/**
 * kaiji_field_citations_new:
 * @session: the session
 * @prompt: a prompt that takes citations
 *
 * Returns: (transfer floating): its citations
 */
GtkWidget *
kaiji_field_citations_new (KaijiSession *session, KaijiPrompt *prompt)
{
  KaijiFieldCitations *self = g_object_new (KAIJI_TYPE_FIELD_CITATIONS, NULL);
  /* Translators: accessible name of a button; the prompt that the citation is for */
  g_autofree char *name = g_strdup_printf (_ ("Add citation: %s"), prompt->text);

  self->session = g_object_ref (session);
  self->prompt = prompt;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  kaiji_field_citations_refresh (self);
  return GTK_WIDGET (self);
}

/** kaiji_field_citations_get_n: Returns: number of citations */
guint
kaiji_field_citations_get_n (KaijiFieldCitations *self)
{
  return self->shown->len / 2;
}

/** kaiji_field_citations_get_add_button: Returns: (transfer none): the dashed ＋記載箇所 */
GtkWidget *
kaiji_field_citations_get_add_button (KaijiFieldCitations *self)
{
  return self->add;
}
