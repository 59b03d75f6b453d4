/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of 申請書A: a label column and the control. */
#include "app/form-row-private.h"

#include "widgets/badge.h"
#include "widgets/clamp.h"
#include "widgets/pile.h"
#include "widgets/prompt-label.h"
#include "widgets/tooltip.h"

#define LABELS 156
#define GAP 12

/**
 * kaiji_field_layout_build:
 * @self: a row of 申請書A, empty
 */
void
kaiji_field_layout_build (KaijiFormRow *self)
{
  KaijiField *field = self->fields->pdata[0];
  KaijiPrompt *prompt = kaiji_field_get_prompt (field);
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *column;
  GtkWidget *right = kaiji_pile_new (6);
  GtkWidget *words =
      kaiji_prompt_label_new (prompt->text, prompt->verified == KAIJI_VERIFIED_UNVERIFIED);
  GtkWidget *label = kaiji_prompt_label_get_label (KAIJI_PROMPT_LABEL (words));

  gtk_widget_add_css_class (GTK_WIDGET (self), "field");
  column = kaiji_clamp_new (LABELS, left);
  /* Neither less, when a long finding wants the room. */
  gtk_widget_set_size_request (column, LABELS, -1);
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  gtk_widget_add_css_class (column, "field-label");
  gtk_box_append (GTK_BOX (left), words);
  self->dot = kaiji_dot_new (KAIJI_BADGE_REQUIRED);
  gtk_box_append (GTK_BOX (left), self->dot);
  kaiji_field_set_label (field, label);
  if (*prompt->hint != '\0')
    kaiji_tooltip_set (left, prompt->hint);
  if (kaiji_field_get_answer (field) != NULL)
    kaiji_pile_append (KAIJI_PILE (right), kaiji_field_get_answer (field));
  if (kaiji_field_get_evidence (field) != NULL)
    kaiji_pile_append (KAIJI_PILE (right), kaiji_field_get_evidence (field));
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_add_css_class (right, "field-control");
  gtk_box_append (GTK_BOX (group), column);
  gtk_box_append (GTK_BOX (group), right);
  gtk_widget_set_parent (group, GTK_WIDGET (self));
  g_ptr_array_add (self->groups, group);
}
