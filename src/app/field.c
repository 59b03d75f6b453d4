/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One prompt of the form.
 *
 * 1. The case is the truth: an edit goes into the journal, and what the case says comes back
 *    through kaiji_field_refresh_answer(), which changes nothing when it is the edit itself.
 * 2. A finding whose remedy is a citation stands under the citations, any other under the answer. */
#include "app/field.h"

#include <glib/gi18n-lib.h>

#include "app/field-citations.h"
#include "app/field-editor.h"
#include "app/field-findings.h"
#include "app/field-paste.h"
#include "core/text.h"
#include "widgets/pile.h"
#include "widgets/paragraph.h"
#include "widgets/settle.h"

struct _KaijiField
{
  GObject parent_instance;

  KaijiSession *session;
  KaijiPrompt *prompt;
  GtkWidget *answer;   /* (nullable) */
  GtkWidget *evidence; /* (nullable) */
  KaijiEditor *editor; /* (nullable) */
  GtkWidget *derived;  /* (nullable) */
  KaijiSettle *settle; /* (nullable) */
  GtkWidget *citations;
  GtkWidget *answer_findings;
  GtkWidget *evidence_findings;
};

G_DEFINE_FINAL_TYPE (KaijiField, kaiji_field, G_TYPE_OBJECT)

static void
commit_cb (KaijiSettle *settle, const char *text, gboolean join, KaijiField *self)
{
  g_autoptr (GError) error = NULL;

  if (!kaiji_session_set_answer (self->session, self->prompt->id, text,
                                 join ? KAIJI_JOURNAL_JOIN : KAIJI_JOURNAL_NONE, &error))
    kaiji_session_tell (self->session, error->message, TRUE);
}

static void
remedy_cb (KaijiField *self, KaijiFinding *finding)
{
  if (kaiji_finding_get_remedy (finding) == KAIJI_REMEDY_CITE)
    kaiji_session_request_cite (self->session, self->prompt->id);
  else if (kaiji_finding_get_remedy (finding) == KAIJI_REMEDY_CONFIRM)
    kaiji_session_request_confirm (self->session, self->prompt->id);
  else
    kaiji_field_grab_focus (self);
}

static gboolean
block_pasted_cb (KaijiField *self, const char *text, GtkWidget *where, KaijiEditor *editor)
{
  return kaiji_field_paste_offer (self->session, self->prompt, editor, where, text);
}

static gboolean
drop_cb (KaijiField *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  KaijiCitation *citation = g_value_get_object (value);
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  /* A chip of the form; else a place of the viewer. */
  if (citation != NULL && kaiji_citation_get_number (citation) > 0 && self->citations != NULL
      && !kaiji_journal_is_read_only (kaiji_session_get_journal (self->session)))
    {
      gtk_widget_translate_coordinates (widget, self->citations, x, y, &x, &y);
      return kaiji_field_citations_drop (KAIJI_FIELD_CITATIONS (self->citations), citation, x, y);
    }
  return kaiji_field_drop_citation (self, citation);
}

static void
add_drop_target (KaijiField *self, GtkWidget *widget)
{
  GtkDropTarget *target =
      gtk_drop_target_new (KAIJI_TYPE_CITATION, GDK_ACTION_COPY | GDK_ACTION_MOVE);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
create_findings (KaijiField *self, gboolean with_action)
{
  GtkWidget *findings = kaiji_field_findings_new (with_action);

  g_signal_connect_object (findings, "remedy", G_CALLBACK (remedy_cb), self, G_CONNECT_SWAPPED);
  return findings;
}

static void
create_answer (KaijiField *self)
{
  gboolean read_only = kaiji_journal_is_read_only (kaiji_session_get_journal (self->session));

  self->answer = g_object_ref_sink (kaiji_pile_new (6));
  self->editor = kaiji_field_editor_new (self->session, self->prompt);
  if (self->editor != NULL)
    {
      kaiji_pile_append (KAIJI_PILE (self->answer), GTK_WIDGET (self->editor));
      kaiji_editor_set_text (self->editor,
                             kaiji_case_source_get_answer (kaiji_session_get_source (self->session),
                                                           self->prompt->id));
      kaiji_editor_set_read_only (self->editor, read_only);
      self->settle = kaiji_settle_new (self->editor);
      g_signal_connect_object (self->settle, "commit", G_CALLBACK (commit_cb), self, 0);
      g_signal_connect_object (self->editor, "block-pasted", G_CALLBACK (block_pasted_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      self->derived = kaiji_paragraph_new (NULL);
      gtk_label_set_selectable (GTK_LABEL (self->derived), TRUE);
      gtk_widget_add_css_class (self->derived, "derived");
      kaiji_pile_append (KAIJI_PILE (self->answer), self->derived);
      kaiji_field_refresh_answer (self);
    }
  self->answer_findings = create_findings (self, FALSE);
  kaiji_pile_append (KAIJI_PILE (self->answer), self->answer_findings);
  add_drop_target (self, self->answer);
}

static void
create_evidence (KaijiField *self)
{
  self->evidence = g_object_ref_sink (kaiji_pile_new (6));
  self->citations = kaiji_field_citations_new (self->session, self->prompt);
  kaiji_pile_append (KAIJI_PILE (self->evidence), self->citations);
  self->evidence_findings = create_findings (self, TRUE);
  kaiji_pile_append (KAIJI_PILE (self->evidence), self->evidence_findings);
  add_drop_target (self, self->evidence);
}

/**
 * kaiji_field_new:
 * @session: the session
 * @prompt: a prompt of its scheme
 *
 * Returns: (transfer full): the prompt's widgets, not placed yet
 */
KaijiField *
kaiji_field_new (KaijiSession *session, KaijiPrompt *prompt)
{
  KaijiField *self = g_object_new (KAIJI_TYPE_FIELD, NULL);

  self->session = g_object_ref (session);
  self->prompt = prompt;
  if (prompt->kind != KAIJI_KIND_EVIDENCE)
    create_answer (self);
  if (prompt->citable || prompt->kind == KAIJI_KIND_EVIDENCE)
    create_evidence (self);
  kaiji_field_update_findings (self);
  return self;
}

/** kaiji_field_get_prompt: Returns: (transfer none): the prompt */
KaijiPrompt *
kaiji_field_get_prompt (KaijiField *self)
{
  return self->prompt;
}

/** kaiji_field_get_answer: Returns: (transfer none) (nullable): control and findings */
GtkWidget *
kaiji_field_get_answer (KaijiField *self)
{
  return self->answer;
}

/** kaiji_field_get_evidence: Returns: (transfer none) (nullable): citations and findings */
GtkWidget *
kaiji_field_get_evidence (KaijiField *self)
{
  return self->evidence;
}

/** kaiji_field_get_editor: Returns: (transfer none) (nullable): the control */
KaijiEditor *
kaiji_field_get_editor (KaijiField *self)
{
  return self->editor;
}

/**
 * kaiji_field_set_label:
 * @self: a field
 * @label: the label that names it
 */
void
kaiji_field_set_label (KaijiField *self, GtkWidget *label)
{
  if (self->editor != NULL)
    kaiji_editor_set_labelled_by (self->editor, label);
}

/**
 * kaiji_field_refresh_answer:
 * @self: a field
 *
 * Shows the answer that the case holds now.
 */
void
kaiji_field_refresh_answer (KaijiField *self)
{
  const char *text =
      kaiji_case_source_get_answer (kaiji_session_get_source (self->session), self->prompt->id);

  if (self->settle != NULL)
    kaiji_settle_show (self->settle, text);
  else if (self->derived != NULL)
    {
      g_autofree char *derived = kaiji_session_dup_derived (self->session, self->prompt);

      GPtrArray *fees = kaiji_scheme_get_fees (kaiji_session_get_scheme (self->session));
      const char *open = fees->len > 0 ? _ ("Not determined yet") : _ ("Not set");

      gtk_label_set_text (GTK_LABEL (self->derived), *derived ? derived : open);
    }
  if (self->citations != NULL)
    kaiji_field_citations_update_waiver (KAIJI_FIELD_CITATIONS (self->citations));
}

/**
 * kaiji_field_refresh_citations:
 * @self: a field
 *
 * Shows the citations that the case holds now.
 */
void
kaiji_field_refresh_citations (KaijiField *self)
{
  if (self->citations != NULL)
    kaiji_field_citations_refresh (KAIJI_FIELD_CITATIONS (self->citations));
}

static gboolean
holds_focus (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/**
 * kaiji_field_update_findings:
 * @self: a field
 *
 * Shows what the rules say now.
 */
void
kaiji_field_update_findings (KaijiField *self)
{
  GPtrArray *findings =
      kaiji_checker_get_findings_for (kaiji_session_get_checker (self->session), self->prompt->id);
  g_autoptr (GPtrArray) answer = g_ptr_array_new ();
  g_autoptr (GPtrArray) evidence = g_ptr_array_new ();
  gboolean held = holds_focus (self->evidence_findings);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      KaijiFinding *finding = findings->pdata[i];
      gboolean cite = kaiji_finding_get_remedy (finding) == KAIJI_REMEDY_CITE
                      || kaiji_finding_get_remedy (finding) == KAIJI_REMEDY_CONFIRM;

      if (self->answer == NULL || (cite && self->evidence != NULL))
        g_ptr_array_add (evidence, finding);
      else
        g_ptr_array_add (answer, finding);
    }
  if (self->derived != NULL)
    kaiji_field_refresh_answer (self);
  if (self->answer != NULL)
    kaiji_field_findings_set (KAIJI_FIELD_FINDINGS (self->answer_findings), answer);
  if (self->evidence != NULL)
    {
      kaiji_field_findings_set (KAIJI_FIELD_FINDINGS (self->evidence_findings), evidence);
      kaiji_field_citations_update_waiver (KAIJI_FIELD_CITATIONS (self->citations));
      /* Solving a finding by its own button leaves the keyboard with the citations. */
      if (held && !holds_focus (self->evidence_findings))
        gtk_widget_child_focus (self->citations, GTK_DIR_TAB_FORWARD);
    }
  if (self->editor != NULL)
    {
      GtkWidget *blocking =
          kaiji_field_findings_get_blocking (KAIJI_FIELD_FINDINGS (self->answer_findings));
      GtkWidget *first =
          kaiji_field_findings_get_first (KAIJI_FIELD_FINDINGS (self->answer_findings));

      kaiji_editor_set_invalid (self->editor, blocking != NULL,
                                blocking != NULL ? blocking : first);
    }
}

/** kaiji_field_get_n_findings: Returns: number of findings on the prompt */
guint
kaiji_field_get_n_findings (KaijiField *self)
{
  GPtrArray *findings =
      kaiji_checker_get_findings_for (kaiji_session_get_checker (self->session), self->prompt->id);

  return findings != NULL ? findings->len : 0;
}

/** kaiji_field_is_answered: Returns: whether the case holds an answer, or for evidence a citation */
gboolean
kaiji_field_is_answered (KaijiField *self)
{
  const char *text;

  if (self->prompt->kind == KAIJI_KIND_EVIDENCE)
    return kaiji_field_citations_get_n (KAIJI_FIELD_CITATIONS (self->citations)) > 0;
  text = kaiji_case_source_get_answer (kaiji_session_get_source (self->session), self->prompt->id);
  return text != NULL && !kaiji_text_is_blank (text);
}

/**
 * kaiji_field_commit:
 * @self: a field
 *
 * Commits now what was typed and is not committed yet.
 */
void
kaiji_field_commit (KaijiField *self)
{
  if (self->settle != NULL)
    kaiji_settle_flush (self->settle);
}

/**
 * kaiji_field_grab_focus:
 * @self: a field
 *
 * Puts the focus to where the prompt is answered. A line is not selected: a key that is pressed
 * next must not wipe it.
 */
void
kaiji_field_grab_focus (KaijiField *self)
{
  if (self->editor != NULL)
    {
      GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->editor));
      GtkWidget *focus;

      gtk_widget_grab_focus (GTK_WIDGET (self->editor));
      focus = root != NULL ? gtk_root_get_focus (root) : NULL;
      if (GTK_IS_TEXT (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->editor)))
        gtk_editable_set_position (GTK_EDITABLE (focus), -1);
    }
  else if (self->citations != NULL)
    gtk_widget_grab_focus (self->citations);
  else if (self->derived != NULL)
    gtk_widget_grab_focus (self->derived);
}

/**
 * kaiji_field_drop_citation:
 * @self: a field
 * @citation: a place with no number, whatever its target
 *
 * Adds a citation for this prompt, as dropping one on it does.
 *
 * Returns: whether it was taken
 */
gboolean
kaiji_field_drop_citation (KaijiField *self, KaijiCitation *citation)
{
  g_autoptr (KaijiCitation) aimed = NULL;
  g_autoptr (KaijiCitation) added = NULL;
  g_autoptr (GError) error = NULL;
  KaijiCitationInfo info;

  if (citation == NULL || self->citations == NULL
      || kaiji_journal_is_read_only (kaiji_session_get_journal (self->session)))
    return FALSE;
  info = *kaiji_citation_get_info (citation);
  info.number = 0;
  info.target = self->prompt->id;
  aimed = kaiji_citation_new_from_info (&info);
  added = kaiji_session_cite (self->session, aimed, &error);
  if (added == NULL)
    kaiji_session_tell (self->session, error->message, TRUE);
  return added != NULL;
}

static void
kaiji_field_dispose (GObject *object)
{
  KaijiField *self = KAIJI_FIELD (object);

  g_clear_object (&self->settle);
  g_clear_object (&self->answer);
  g_clear_object (&self->evidence);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_field_parent_class)->dispose (object);
}

static void
kaiji_field_class_init (KaijiFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kaiji_field_dispose;
}

static void
kaiji_field_init (KaijiField *self)
{
}
