/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of the properties: a control for each, shown as the chosen kind asks for it. What the
 * documents demand of a kind is said with the clause of the scheme's own rule. */

#include "app/evidence-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/date-entry.h"
#include "widgets/paragraph.h"

#define CHARS 44

typedef struct
{
  const char *name;
  const char *what; /* what it is, and what the documents demand of it */
  const char *rule; /* the rule of the pack that knows the clause */
} KindText;

static const KindText kind_texts[] = {
  [KAIJI_EVIDENCE_DOCUMENT] = { N_ ("Own document"),
                                N_ ("Rules, contracts, specifications and other papers of your "
                                    "own"),
                                "D4" },
  [KAIJI_EVIDENCE_WEB] = { N_ ("Web page"), N_ ("A hard copy with its address and its day"), "D7" },
  [KAIJI_EVIDENCE_REGISTRY] = { N_ ("Registry certificate"),
                                N_ ("Proves that a corporation exists: the original, for a further "
                                    "service a copy"),
                                "D8/registry" },
  [KAIJI_EVIDENCE_IDENTITY] = { N_ ("Identity paper"),
                                N_ ("Proves that a sole trader exists: one copy of an official "
                                    "paper with a photograph"),
                                "D8/identity" },
  [KAIJI_EVIDENCE_TRANSLATION] = { N_ ("Translation"),
                                   N_ ("Handed in together with the foreign original"),
                                   "D8/translation" },
  [KAIJI_EVIDENCE_CONTRACTOR] = { N_ ("Contractor's material"),
                                  N_ ("Published by the contractor, or signed by the person in "
                                      "charge of its business"),
                                  "D6" },
};

static const struct
{
  const char *name;
  const char *hint;
} field_texts[KAIJI_N_EVIDENCE_FIELDS] = {
  [KAIJI_EVIDENCE_FIELD_NAME] = { N_ ("Document name"),
                                  N_ ("As it stands in the column for attachments") },
  [KAIJI_EVIDENCE_FIELD_URL] = { N_ ("Address (URL)"), "https://…" },
  [KAIJI_EVIDENCE_FIELD_CAPTURED_ON] = { N_ ("Captured on"), "" },
  [KAIJI_EVIDENCE_FIELD_SIGNED_BY] = { N_ ("Name of the signer"), "" },
  [KAIJI_EVIDENCE_FIELD_SIGNER_POST] = { N_ ("Post of the signer"),
                                         N_ ("The person in charge of the business") },
  [KAIJI_EVIDENCE_FIELD_SIGNED_ON] = { N_ ("Signed on"), "" },
  [KAIJI_EVIDENCE_FIELD_VALID_UNTIL] = { N_ ("Valid until (the last day, if there is one)"), "" },
  [KAIJI_EVIDENCE_FIELD_ORIGINAL] = { N_ ("Original of the translation"), "" },
  [KAIJI_EVIDENCE_FIELD_MASKED] = { N_ ("My Number"), "" },
};

static KaijiEvidenceKind
get_kind (KaijiEvidenceDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->kinds); i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->kinds[i])))
      return (KaijiEvidenceKind) i;
  return KAIJI_EVIDENCE_DOCUMENT;
}

/** kaiji_evidence_dialog_is_shown: Returns: whether the present kind has use for a field. */
gboolean
kaiji_evidence_dialog_is_shown (KaijiEvidenceDialog *self, KaijiEvidenceField field)
{
  return kaiji_evidence_field_is_for (field, get_kind (self));
}

/* Shows what the present kind asks for. */
void
kaiji_evidence_dialog_show_fields (KaijiEvidenceDialog *self)
{
  for (guint i = 0; i < KAIJI_N_EVIDENCE_FIELDS; i++)
    if (self->fields[i].box)
      gtk_widget_set_visible (self->fields[i].box,
                              kaiji_evidence_dialog_is_shown (self, (KaijiEvidenceField) i));
}

/* What stands in a field, as typed. (transfer full) */
char *
kaiji_evidence_dialog_dup_text (KaijiEvidenceDialog *self, KaijiEvidenceField field)
{
  GtkWidget *control = self->fields[field].control;
  guint selected;

  switch (field)
    {
    case KAIJI_EVIDENCE_FIELD_KIND:
      return g_strdup (kaiji_evidence_kind_to_string (get_kind (self)));
    case KAIJI_EVIDENCE_FIELD_ORIGINAL:
      selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (control));
      return g_strdup (selected < self->originals->len ? self->originals->pdata[selected] : "");
    case KAIJI_EVIDENCE_FIELD_MASKED:
      return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (control)) ? "yes" : "");
    default:
      return g_strdup (KAIJI_IS_EDITOR (control) ? kaiji_editor_get_text (KAIJI_EDITOR (control))
                                                 : gtk_editable_get_text (GTK_EDITABLE (control)));
    }
}

/**
 * kaiji_evidence_dialog_fill:
 * @self: a dialog
 * @field: a field
 * @text: as kaiji_session_describe_evidence() takes it
 *
 * Puts a text into a field, as a person does.
 */
void
kaiji_evidence_dialog_fill (KaijiEvidenceDialog *self, KaijiEvidenceField field, const char *text)
{
  GtkWidget *control = self->fields[field].control;
  KaijiEvidenceKind kind;
  guint at;

  switch (field)
    {
    case KAIJI_EVIDENCE_FIELD_KIND:
      if (kaiji_evidence_kind_from_string (text, &kind))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kinds[kind]), TRUE);
      break;
    case KAIJI_EVIDENCE_FIELD_ORIGINAL:
      if (g_ptr_array_find_with_equal_func (self->originals, text, g_str_equal, &at))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (control), at);
      break;
    case KAIJI_EVIDENCE_FIELD_MASKED:
      gtk_check_button_set_active (GTK_CHECK_BUTTON (control), *text != '\0');
      break;
    default:
      if (KAIJI_IS_EDITOR (control))
        kaiji_editor_set_text_by_user (KAIJI_EDITOR (control), text);
      else
        gtk_editable_set_text (GTK_EDITABLE (control), text);
      break;
    }
}

static GtkWidget *
get_focus (KaijiEvidenceDialog *self, KaijiEvidenceField field)
{
  return field == KAIJI_EVIDENCE_FIELD_KIND ? self->kinds[get_kind (self)]
                                            : self->fields[field].control;
}

/* Says what is wrong with a field, and goes there; "" takes it back. */
void
kaiji_evidence_dialog_say_error (KaijiEvidenceDialog *self,
                                 KaijiEvidenceField field,
                                 const char *text)
{
  KaijiDescribedField *described = &self->fields[field];
  GtkWidget *control = get_focus (self, field);

  gtk_label_set_text (described->error, text);
  gtk_widget_set_visible (GTK_WIDGET (described->error), *text != '\0');
  if (KAIJI_IS_EDITOR (control))
    kaiji_editor_set_invalid (KAIJI_EDITOR (control), *text != '\0', GTK_WIDGET (described->error));
  else if (*text)
    {
      gtk_widget_add_css_class (control, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (control, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID);
    }
  if (*text)
    gtk_widget_grab_focus (control);
}

/** kaiji_evidence_dialog_get_error: Returns: (transfer none): what is said at a field, "". */
const char *
kaiji_evidence_dialog_get_error (KaijiEvidenceDialog *self, KaijiEvidenceField field)
{
  return gtk_label_get_text (self->fields[field].error);
}

/* ---- making them ---- */

static GtkWidget *
make_wrapped (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (label));
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHARS);
  gtk_widget_add_css_class (label, css);
  return label;
}

static void
kind_toggled_cb (GtkCheckButton *button, KaijiEvidenceDialog *self)
{
  if (gtk_check_button_get_active (button))
    kaiji_evidence_dialog_show_fields (self);
}

static GtkWidget *
make_kind (KaijiEvidenceDialog *self, const KindText *text)
{
  KaijiRule *rule = kaiji_scheme_lookup_rule (kaiji_session_get_scheme (self->session), text->rule);
  g_autofree char *detail =
      rule && *rule->source
          ? g_strdup_printf (C_ ("explanation and clause", "%s (%s)"), _ (text->what), rule->source)
          : g_strdup (_ (text->what));
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (_ (text->name));
  GtkWidget *what = make_wrapped (detail, "dim-label");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (what, "small");
  gtk_widget_set_margin_start (box, 6);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), what);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (text->name), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (kind_toggled_cb), self);
  return button;
}

static void
make_kinds (KaijiEvidenceDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->kinds); i++)
    {
      self->kinds[i] = make_kind (self, &kind_texts[i]);
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (self->kinds[i]),
                                    GTK_CHECK_BUTTON (self->kinds[0]));
      gtk_box_append (self->kind_box, self->kinds[i]);
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->kind_group),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->kind_label, NULL, -1);
  self->fields[KAIJI_EVIDENCE_FIELD_KIND].error = self->kind_error;
}

static GtkWidget *
make_entry (const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  g_object_set (entry, "enable-undo", FALSE, NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  return entry;
}

static GtkWidget *
make_date (KaijiEvidenceDialog *self)
{
  return kaiji_date_entry_new (kaiji_checker_get_today (kaiji_session_get_checker (self->session)));
}

/* All other evidence but translations; what is named now is listed in any case. */
static GtkWidget *
make_originals (KaijiEvidenceDialog *self, const char *present)
{
  GListModel *list = kaiji_case_source_get_evidence (kaiji_session_get_source (self->session));
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  gtk_string_list_append (names, _ ("Not chosen"));
  g_ptr_array_add (self->originals, g_strdup (""));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KaijiEvidence) evidence = g_list_model_get_item (list, i);
      const KaijiEvidenceInfo *info = kaiji_evidence_get_info (evidence);
      g_autofree char *name = g_strdup_printf ("%s  %s", info->id, info->name);

      if (g_str_equal (info->id, self->evidence_id)
          || (info->kind == KAIJI_EVIDENCE_TRANSLATION && g_strcmp0 (info->id, present) != 0))
        continue;
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->originals, g_strdup (info->id));
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_widget_set_halign (drop_down, GTK_ALIGN_START);
  return drop_down;
}

static GtkWidget *
make_masked (void)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *text = make_wrapped (_ ("My Number is masked: it can be read on no page"), "plain");

  gtk_widget_set_margin_start (text, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("My Number is masked"), -1);
  return check;
}

static GtkWidget *
make_control (KaijiEvidenceDialog *self, KaijiEvidenceField field, KaijiEvidence *evidence)
{
  switch (field)
    {
    case KAIJI_EVIDENCE_FIELD_CAPTURED_ON:
    case KAIJI_EVIDENCE_FIELD_SIGNED_ON:
    case KAIJI_EVIDENCE_FIELD_VALID_UNTIL:
      return make_date (self);
    case KAIJI_EVIDENCE_FIELD_ORIGINAL:
      return make_originals (self, kaiji_evidence_get_info (evidence)->original);
    case KAIJI_EVIDENCE_FIELD_MASKED:
      return make_masked ();
    default:
      return make_entry (*field_texts[field].hint ? _ (field_texts[field].hint) : "");
    }
}

static void
make_field (KaijiEvidenceDialog *self, KaijiEvidenceField field, KaijiEvidence *evidence)
{
  KaijiDescribedField *described = &self->fields[field];
  GtkWidget *label = make_wrapped (_ (field_texts[field].name), "strong");
  GtkWidget *error = make_wrapped ("", "block-text");

  described->control = make_control (self, field, evidence);
  described->error = GTK_LABEL (error);
  described->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_visible (error, FALSE);
  gtk_box_append (GTK_BOX (described->box), label);
  gtk_box_append (GTK_BOX (described->box), described->control);
  if (field == KAIJI_EVIDENCE_FIELD_MASKED)
    {
      GtkWidget *note = make_wrapped (_ ("Hand in a copy on which the number is covered. The paper "
                                         "is found by no search and stands in no excerpt and no "
                                         "export; it stays in this case."),
                                      "dim-label");

      gtk_widget_add_css_class (note, "small");
      gtk_box_append (GTK_BOX (described->box), note);
    }
  gtk_box_append (GTK_BOX (described->box), error);
  if (KAIJI_IS_EDITOR (described->control))
    kaiji_editor_set_labelled_by (KAIJI_EDITOR (described->control), label);
  else if (field != KAIJI_EVIDENCE_FIELD_MASKED)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (described->control),
                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_box_append (field == KAIJI_EVIDENCE_FIELD_NAME ? self->name_box : self->fields_box,
                  described->box);
}

static void
make_read_only (KaijiEvidenceDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_box), FALSE);
  for (guint i = 0; i < KAIJI_N_EVIDENCE_FIELDS; i++)
    {
      GtkWidget *control = self->fields[i].control;

      if (KAIJI_IS_EDITOR (control))
        kaiji_editor_set_read_only (KAIJI_EDITOR (control), TRUE);
      else if (GTK_IS_ENTRY (control))
        gtk_editable_set_editable (GTK_EDITABLE (control), FALSE);
      else if (control)
        gtk_widget_set_sensitive (control, FALSE);
    }
}

/* Makes all fields and fills them with what is said of @evidence. */
void
kaiji_evidence_dialog_make_fields (KaijiEvidenceDialog *self, KaijiEvidence *evidence)
{
  make_kinds (self);
  for (guint i = 0; i < KAIJI_N_EVIDENCE_FIELDS; i++)
    if (i != KAIJI_EVIDENCE_FIELD_KIND)
      make_field (self, (KaijiEvidenceField) i, evidence);
  for (guint i = 0; i < KAIJI_N_EVIDENCE_FIELDS; i++)
    {
      g_autofree char *text = kaiji_evidence_dup_field (evidence, (KaijiEvidenceField) i);

      kaiji_evidence_dialog_fill (self, (KaijiEvidenceField) i, text);
    }
  kaiji_evidence_dialog_show_fields (self);
  if (kaiji_journal_is_read_only (kaiji_session_get_journal (self->session)))
    make_read_only (self);
}
