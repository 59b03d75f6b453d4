/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of 申請書B: heading, and for each prompt two rows with a label column. */
#include "app/form-row-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/badge.h"
#include "widgets/pile.h"
#include "widgets/paragraph.h"
#include "widgets/prompt-label.h"
#include "widgets/tooltip.h"

#define GUTTER 36
#define LABELS 84

static GtkWidget *
create_name (KaijiItem *item)
{
  GtkWidget *name = kaiji_paragraph_new (item->name);

  gtk_widget_add_css_class (name, "item-name");
  return name;
}

static GtkWidget *
create_help_button (KaijiFormRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: accessible name of a button; the name of the item */
  g_autofree char *name = g_strdup_printf (_ ("Sources and guidance: %s"), self->item->name);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("kaiji-info-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Sources and guidance")));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), content);
  gtk_widget_add_css_class (button, "help-link");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  kaiji_tooltip_set (button, _ ("Sources and guidance (F1)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* The popover is made when it is first opened. */
static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  KaijiFormRow *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, kaiji_item_help_new (self->session, self->item));
}

static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  KaijiFormRow *self = user_data;

  gtk_menu_button_set_popover (button, kaiji_item_menu_new (self->session, self->item));
}

static GtkWidget *
create_menu_button (KaijiFormRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: accessible name of a menu; the name of the item */
  g_autofree char *name = g_strdup_printf (_ ("More: %s"), self->item->name);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "item-menu");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  kaiji_tooltip_set (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_menu_cb, self, NULL);
  return button;
}

static GtkWidget *
create_heading (KaijiFormRow *self)
{
  KaijiItem *item = self->item;
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  /* Keeps the names at the top, whatever stands beside them. */
  GtkWidget *top = kaiji_pile_new (0);
  g_autofree char *number = g_strdup_printf ("%u", item->number);
  GtkWidget *gutter = kaiji_prompt_label_new (number, item->verified == KAIJI_VERIFIED_UNVERIFIED);
  GtkWidget *name = create_name (item);

  gtk_widget_set_size_request (gutter, GUTTER, -1);
  gtk_widget_set_valign (gutter, GTK_ALIGN_START);
  gtk_widget_add_css_class (names, "item-names");
  gtk_widget_add_css_class (gutter, "item-number");
  gtk_box_append (GTK_BOX (names), name);
  gtk_box_append (GTK_BOX (names),
                  kaiji_badge_new (item->required ? KAIJI_BADGE_REQUIRED : KAIJI_BADGE_OPTIONAL));
  if (item->gate)
    gtk_box_append (GTK_BOX (names), kaiji_badge_new (KAIJI_BADGE_GATE));
  kaiji_pile_append (KAIJI_PILE (top), names);
  gtk_widget_set_hexpand (top, TRUE);
  self->help = create_help_button (self);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->help), create_popover_cb, self,
                                         NULL);
  gtk_widget_add_css_class (heading, "item-head");
  gtk_box_append (GTK_BOX (heading), gutter);
  gtk_box_append (GTK_BOX (heading), top);
  gtk_box_append (GTK_BOX (heading), self->help);
  gtk_box_append (GTK_BOX (heading), create_menu_button (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name,
                                  NULL, -1);
  return heading;
}

static GtkWidget *
create_row (const char *label, GtkWidget *content)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *left = gtk_label_new (label);

  gtk_widget_set_size_request (left, LABELS, -1);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_valign (left, GTK_ALIGN_START);
  gtk_widget_add_css_class (left, "row-label");
  gtk_widget_set_hexpand (content, TRUE);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), content);
  return row;
}

static GtkWidget *
create_prompt (KaijiFormRow *self, KaijiField *field)
{
  KaijiPrompt *prompt = kaiji_field_get_prompt (field);
  GtkWidget *group = kaiji_pile_new (9);
  GtkWidget *answer = kaiji_pile_new (6);
  GtkWidget *words =
      kaiji_prompt_label_new (prompt->text, prompt->verified == KAIJI_VERIFIED_UNVERIFIED);
  GtkWidget *note = kaiji_paragraph_new (NULL);

  gtk_widget_add_css_class (words, "prompt-text");
  kaiji_field_set_label (field, kaiji_prompt_label_get_label (KAIJI_PROMPT_LABEL (words)));
  kaiji_pile_append (KAIJI_PILE (answer), words);
  if (kaiji_field_get_answer (field) != NULL)
    kaiji_pile_append (KAIJI_PILE (answer), kaiji_field_get_answer (field));
  gtk_widget_add_css_class (note, "wording");
  kaiji_pile_append (KAIJI_PILE (answer), note);
  g_ptr_array_add (self->notes, note);
  kaiji_pile_append (KAIJI_PILE (group), create_row (_ ("Your answer"), answer));
  if (kaiji_field_get_evidence (field) != NULL)
    kaiji_pile_append (KAIJI_PILE (group),
                       create_row (_ ("Attachments"), kaiji_field_get_evidence (field)));
  gtk_widget_set_margin_start (group, GUTTER);
  return group;
}

/**
 * kaiji_item_layout_build:
 * @self: a row of 申請書B, empty
 */
void
kaiji_item_layout_build (KaijiFormRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  kaiji_pile_layout_set_spacing (KAIJI_PILE_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "item");
  gtk_widget_set_parent (create_heading (self), GTK_WIDGET (self));
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *group = create_prompt (self, self->fields->pdata[i]);

      gtk_widget_set_parent (group, GTK_WIDGET (self));
      g_ptr_array_add (self->groups, group);
    }
}

static gboolean
is_set (KaijiFormRow *self, const char *id, const char *suffix)
{
  g_autofree char *key = g_strconcat (id, suffix, NULL);
  const char *text = kaiji_case_source_get_answer (kaiji_session_get_source (self->session), key);

  return text != NULL && kaiji_scheme_reads_yes (kaiji_session_get_scheme (self->session), text);
}

/**
 * kaiji_item_layout_update_notes:
 * @self: a row
 *
 * Says of each prompt whether it rests on a contractor and whether it is withheld.
 */
void
kaiji_item_layout_update_notes (KaijiFormRow *self)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const char *id = kaiji_field_get_prompt (self->fields->pdata[i])->id;
      gboolean outsourced = is_set (self, id, ".outsourced");
      gboolean withhold = is_set (self, id, ".withhold");
      g_autofree char *said = g_strconcat (
          outsourced ? _ ("Rests on a contractor: cite public or signed material.") : "",
          outsourced && withhold ? "\n" : "",
          withhold ? _ ("Withholding from publication is asked for.") : "", NULL);

      gtk_label_set_text (GTK_LABEL (self->notes->pdata[i]), said);
      gtk_widget_set_visible (self->notes->pdata[i], outsourced || withhold);
    }
}
