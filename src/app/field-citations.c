/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chips of one prompt.
 *
 * 1. The first prompt of an item also shows the citations that were made for the whole item.
 * 2. Chips are built anew only when a citation or the evidence behind it is another object; the
 *    focus stays on the citation that had it, or on its neighbour when it is gone.
 * 3. Popovers are made when they are opened. */
#include "app/field-citations.h"

#include <glib/gi18n-lib.h>

#include "app/citation-editor.h"
#include "app/wording-editor.h"
#include "core/proposal.h"
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
  GtkWidget *search; /* (nullable) until the prompt is the current one */
  GtkWidget *waiver;
  GtkWidget *wording;
  GtkWidget *popover; /* (nullable) where a citation or the wording is edited */
  gint64 edited;      /* number of the citation that it is for, 0 for the wording */
  guint focus_source;
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

/* The chip of a citation. (transfer none) (nullable) */
static GtkWidget *
find_chip (KaijiFieldCitations *self, gint64 number)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->chips); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (KAIJI_IS_CHIP (child)
        && kaiji_citation_get_number (kaiji_chip_get_citation (KAIJI_CHIP (child))) == number)
      return child;
  return NULL;
}

static void
remove_cb (KaijiFieldCitations *self, KaijiChip *chip)
{
  g_autofree char *name = kaiji_chip_dup_text (chip);
  GError *error = NULL;

  if (!kaiji_session_uncite (self->session,
                             kaiji_citation_get_number (kaiji_chip_get_citation (chip)), &error))
    {
      tell (self, error);
      return;
    }
  /* Translators: a citation: document, page and section */
  g_autofree char *text = g_strdup_printf (_ ("Removed: %s. Ctrl+Z brings it back."), name);
  kaiji_session_tell (self->session, text, FALSE);
}

/* Where it stood and what changed must be seen to say that it is right. */
static void
confirm_cb (KaijiFieldCitations *self, KaijiChip *chip)
{
  kaiji_session_request_confirm (self->session,
                                 kaiji_citation_get_target (kaiji_chip_get_citation (chip)));
}

static void
move_to (KaijiFieldCitations *self, gint64 number, guint position)
{
  GError *error = NULL;

  if (!kaiji_session_move_citation (self->session, number, position, &error))
    tell (self, error);
}

static void
move_cb (KaijiFieldCitations *self, int direction, KaijiChip *chip)
{
  KaijiCitation *citation = kaiji_chip_get_citation (chip);
  GPtrArray *citations = kaiji_case_source_get_citations (kaiji_session_get_source (self->session),
                                                          kaiji_citation_get_target (citation));
  guint position;

  if (citations == NULL || !g_ptr_array_find (citations, citation, &position)
      || (direction < 0 && position == 0) || (direction > 0 && position + 1 >= citations->len))
    gtk_widget_error_bell (GTK_WIDGET (chip));
  else
    move_to (self, kaiji_citation_get_number (citation), position + (guint) direction);
}

/* The keyboard goes back to the chip that was edited, once the popover has given it up. */
static gboolean
return_focus_cb (gpointer data)
{
  KaijiFieldCitations *self = data;
  GtkWidget *chip = find_chip (self, self->edited);

  self->focus_source = 0;
  if (chip != NULL)
    gtk_widget_grab_focus (chip);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (KaijiFieldCitations *self)
{
  if (self->edited != 0 && self->focus_source == 0)
    self->focus_source = g_idle_add (return_focus_cb, self);
}

/* @popover: (transfer floating): takes the place of the one before */
static void
pop_up (KaijiFieldCitations *self, GtkWidget *popover, GtkWidget *where)
{
  graphene_rect_t bounds;

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = popover;
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (where, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (
        GTK_POPOVER (self->popover),
        &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  self->edited = KAIJI_IS_CHIP (where)
                     ? kaiji_citation_get_number (kaiji_chip_get_citation (KAIJI_CHIP (where)))
                     : 0;
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
edit_cb (KaijiFieldCitations *self, KaijiChip *chip)
{
  pop_up (self,
          kaiji_citation_editor_new (self->session, self->prompt, kaiji_chip_get_citation (chip)),
          GTK_WIDGET (chip));
}

static gboolean
wording_link_cb (GtkLabel *label, const char *uri, KaijiFieldCitations *self)
{
  pop_up (self, kaiji_wording_editor_new (self->session, self->prompt), self->wording);
  return TRUE;
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

/* The citation whose chip has the focus, 0 for none; @index: (out): which chip it is. */
static gint64
get_focused (KaijiFieldCitations *self, guint *index)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->chips);

  *index = 0;
  if (focus == NULL || !KAIJI_IS_CHIP (focus))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (self->chips); child != focus;
       child = gtk_widget_get_next_sibling (child))
    ++*index;
  return kaiji_citation_get_number (kaiji_chip_get_citation (KAIJI_CHIP (focus)));
}

static void
add_chip (KaijiFieldCitations *self, KaijiCitation *citation, KaijiEvidence *evidence)
{
  gboolean read_only = kaiji_journal_is_read_only (kaiji_session_get_journal (self->session));
  GPtrArray *siblings = kaiji_case_source_get_citations (kaiji_session_get_source (self->session),
                                                         kaiji_citation_get_target (citation));
  GtkWidget *chip = kaiji_chip_new (citation, evidence, read_only);
  guint position;

  if (!read_only && siblings != NULL && g_ptr_array_find (siblings, citation, &position))
    kaiji_chip_set_position (KAIJI_CHIP (chip), position, siblings->len);
  g_signal_connect_object (chip, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "confirm-requested", G_CALLBACK (confirm_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "edit-requested", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "remove-requested", G_CALLBACK (remove_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "move-requested", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  kaiji_wrap_box_insert_before (KAIJI_WRAP_BOX (self->chips), chip, self->add);
}

static void
build_chips (KaijiFieldCitations *self)
{
  guint index;
  gint64 focused = get_focused (self, &index);
  GtkWidget *child, *next = NULL;

  if (focused != 0)
    gtk_widget_grab_focus (self->add);
  while ((child = gtk_widget_get_first_child (self->chips)) != self->add)
    kaiji_wrap_box_remove (KAIJI_WRAP_BOX (self->chips), child);
  for (guint i = 0; i < self->shown->len; i += 2)
    add_chip (self, self->shown->pdata[i], self->shown->pdata[i + 1]);
  if (focused == 0)
    return;
  next = find_chip (self, focused);
  if (next == NULL && self->shown->len > 0)
    next = find_chip (self, kaiji_citation_get_number (
                                self->shown->pdata[MIN (index * 2, self->shown->len - 2)]));
  if (next != NULL)
    gtk_widget_grab_focus (next);
}

/* (transfer full): @text that is never broken over lines. */
static char *
dup_unbroken (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (out->len > 0)
        g_string_append (out, "\u2060");
      g_string_append_unichar (out, g_utf8_get_char (p));
    }
  return g_string_free (out, FALSE);
}

/* What stands on the form; who may write finds the way to word it at its end. */
static void
show_wording (KaijiFieldCitations *self)
{
  gboolean writable = !kaiji_journal_is_read_only (kaiji_session_get_journal (self->session))
                      && !self->prompt->item->section->form_a;
  gboolean stale = FALSE;
  gboolean own = !self->prompt->item->section->form_a
                 && kaiji_session_has_own_attachment (self->session, self->prompt->id, &stale);
  g_autofree char *wording =
      self->shown->len > 0 || own
          ? kaiji_session_dup_attachment_text (self->session, self->prompt->id)
          : g_strdup ("");
  g_autofree char *escaped = g_markup_escape_text (wording, -1);
  g_autoptr (GString) said = g_string_new (NULL);

  gtk_widget_set_visible (self->wording, *wording != '\0');
  if (*wording == '\0')
    return;
  /* Translators: before the wording that goes onto the form */
  g_string_append_printf (said, "%s\u3000%s", _ ("On the form"), escaped);
  if (stale)
    /* Translators: behind a wording that a person wrote */
    g_string_append_printf (said, "\u3000<b>%s</b>", _ ("(citations changed since)"));
  else if (own)
    /* Translators: behind a wording that a person wrote */
    g_string_append_printf (said, "\u3000%s", _ ("(written by hand)"));
  if (writable)
    {
      g_autofree char *edit = dup_unbroken (own ? _ ("Edit or undo…") : _ ("Edit…"));

      g_string_append_printf (said, "\u3000<a href=\"wording\">%s</a>", edit);
    }
  gtk_label_set_markup (GTK_LABEL (self->wording), said->str);
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
  show_wording (self);
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

static void
search_cb (KaijiFieldCitations *self)
{
  kaiji_session_request_search (self->session, self->prompt->id);
}

static void
make_search (KaijiFieldCitations *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("system-search-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Find pages that back this item")));
  self->search = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->search), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find pages that back this item"), -1);
  g_signal_connect_object (self->search, "clicked", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->chips), self->search);
}

/* The prompt that is worked at offers to look for its pages. */
static void
target_changed_cb (KaijiFieldCitations *self)
{
  gboolean current =
      g_strcmp0 (kaiji_session_get_current_target (self->session), self->prompt->id) == 0;

  if (current && self->search == NULL)
    make_search (self);
  if (self->search != NULL)
    gtk_widget_set_visible (self->search, current);
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

/* Tab goes through the chips, then to ＋記載箇所 and the wording: left to itself GTK would begin with
 * what kaiji_field_citations_grab_focus() prefers, and never leave it backwards. */
static gboolean
kaiji_field_citations_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back =
      direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  /* An open popover keeps the focus among its own. */
  if (child != NULL && GTK_IS_NATIVE (child))
    return gtk_widget_child_focus (child, direction);
  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  while (child != NULL)
    {
      if (!GTK_IS_NATIVE (child) && gtk_widget_child_focus (child, direction))
        return TRUE;
      child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
    }
  return FALSE;
}

static void
kaiji_field_citations_dispose (GObject *object)
{
  KaijiFieldCitations *self = KAIJI_FIELD_CITATIONS (object);
  GtkWidget *child;

  g_clear_handle_id (&self->focus_source, g_source_remove);
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
  widget_class->focus = kaiji_field_citations_focus;
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
  g_signal_connect (self->wording, "activate-link", G_CALLBACK (wording_link_cb), self);
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
  g_signal_connect_object (session, "notify::current-target", G_CALLBACK (target_changed_cb), self,
                           G_CONNECT_SWAPPED);
  target_changed_cb (self);
  return GTK_WIDGET (self);
}

/* Before which of the citations of its target the point lies. */
static guint
find_gap (KaijiFieldCitations *self, const char *target, double x, double y)
{
  guint position = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->chips); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (!KAIJI_IS_CHIP (child)
          || !g_str_equal (kaiji_citation_get_target (kaiji_chip_get_citation (KAIJI_CHIP (child))),
                           target)
          || !gtk_widget_compute_bounds (child, GTK_WIDGET (self), &bounds))
        continue;
      if (y < bounds.origin.y + bounds.size.height
          && (y < bounds.origin.y || x < bounds.origin.x + bounds.size.width / 2))
        break;
      position++;
    }
  return position;
}

/**
 * kaiji_field_citations_drop:
 * @self: citations of a prompt
 * @citation: one of the case, which a person dragged here
 * @x: where it was dropped, in this widget
 * @y: the same
 *
 * Puts it where it was dropped: among those of its target, or on this prompt.
 *
 * Returns: whether it was taken
 */
gboolean
kaiji_field_citations_drop (KaijiFieldCitations *self, KaijiCitation *citation, double x, double y)
{
  KaijiCitationInfo info = *kaiji_citation_get_info (citation);
  GPtrArray *siblings =
      kaiji_case_source_get_citations (kaiji_session_get_source (self->session), info.target);
  gboolean here = find_chip (self, info.number) != NULL;
  g_autoptr (KaijiCitation) aimed = NULL;
  GError *error = NULL;
  guint position, now;

  if (here && siblings != NULL && g_ptr_array_find (siblings, citation, &now))
    {
      position = find_gap (self, info.target, x, y);
      move_to (self, info.number, position > now ? position - 1 : position);
      return TRUE;
    }
  info.target = self->prompt->id;
  aimed = kaiji_citation_new_from_info (&info);
  if (kaiji_session_replace_citation (self->session, aimed, &error))
    return TRUE;
  tell (self, error);
  return FALSE;
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
