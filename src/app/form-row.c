/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item of the form; how it looks stands in item-layout.c (申請書B) and field-layout.c (申請書A).
 *
 * 1. A row is shown when filter and search want it and the rules show one of its prompts.
 * 2. The prompt that has the focus is the session's current target. */
#include "app/form-row-private.h"

#include <string.h>

#include "core/text.h"
#include "widgets/pile.h"

G_DEFINE_FINAL_TYPE (KaijiFormRow, kaiji_form_row, GTK_TYPE_WIDGET)

static KaijiField *
get_field (KaijiFormRow *self, guint i)
{
  return self->fields->pdata[i];
}

static void
update_visible (KaijiFormRow *self)
{
  KaijiChecker *checker = kaiji_session_get_checker (self->session);
  gboolean any = FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      gboolean visible =
          kaiji_checker_is_visible (checker, kaiji_field_get_prompt (get_field (self, i)));

      gtk_widget_set_visible (self->groups->pdata[i], visible);
      any = any || visible;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any && self->wanted);
}

static void
update_required (KaijiFormRow *self)
{
  if (self->dot != NULL)
    gtk_widget_set_visible (
        self->dot, kaiji_checker_is_required (kaiji_session_get_checker (self->session),
                                              kaiji_field_get_prompt (get_field (self, 0))));
}

/**
 * kaiji_form_row_refresh:
 * @self: a row
 *
 * Shows all of what the case and the rules say now.
 */
void
kaiji_form_row_refresh (KaijiFormRow *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      kaiji_field_refresh_answer (get_field (self, i));
      kaiji_field_refresh_citations (get_field (self, i));
    }
  kaiji_item_layout_update_notes (self);
  kaiji_form_row_update_findings (self);
}

/**
 * kaiji_form_row_refresh_answer:
 * @self: a row
 * @id: id of the answer that changed
 */
void
kaiji_form_row_refresh_answer (KaijiFormRow *self, const char *id)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_has_prefix (id, kaiji_field_get_prompt (get_field (self, i))->id))
      kaiji_field_refresh_answer (get_field (self, i));
  kaiji_item_layout_update_notes (self);
}

/** kaiji_form_row_refresh_citations: shows the citations that the case holds now. */
void
kaiji_form_row_refresh_citations (KaijiFormRow *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    kaiji_field_refresh_citations (get_field (self, i));
}

/** kaiji_form_row_update_findings: shows what the rules say now. */
void
kaiji_form_row_update_findings (KaijiFormRow *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    kaiji_field_update_findings (get_field (self, i));
  update_required (self);
  update_visible (self);
}

/** kaiji_form_row_commit: commits now what was typed and is not committed yet. */
void
kaiji_form_row_commit (KaijiFormRow *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    kaiji_field_commit (get_field (self, i));
}

/**
 * kaiji_form_row_set_current:
 * @self: a row
 * @current: whether a citation would go here
 */
void
kaiji_form_row_set_current (KaijiFormRow *self, gboolean current)
{
  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

static gboolean
has_unanswered (KaijiFormRow *self)
{
  KaijiChecker *checker = kaiji_session_get_checker (self->session);

  for (guint i = 0; i < self->fields->len; i++)
    {
      KaijiPrompt *prompt = kaiji_field_get_prompt (get_field (self, i));

      if (prompt->kind != KAIJI_KIND_DERIVED && kaiji_checker_is_visible (checker, prompt)
          && !kaiji_field_is_answered (get_field (self, i)))
        return TRUE;
    }
  return FALSE;
}

/**
 * kaiji_form_row_matches:
 * @self: a row
 * @filter: which items are wanted
 * @folded: (nullable): words that are searched for, by kaiji_text_fold()
 *
 * Returns: whether the item is one of them
 */
gboolean
kaiji_form_row_matches (KaijiFormRow *self, KaijiFormFilter filter, const char *folded)
{
  KaijiChecker *checker = kaiji_session_get_checker (self->session);

  if (folded != NULL && *folded != '\0' && strstr (self->folded, folded) == NULL)
    return FALSE;
  switch (filter)
    {
    case KAIJI_FORM_FILTER_ALL:
      return TRUE;
    case KAIJI_FORM_FILTER_REQUIRED:
      for (guint i = 0; i < self->fields->len; i++)
        if (kaiji_checker_is_required (checker, kaiji_field_get_prompt (get_field (self, i))))
          return TRUE;
      return FALSE;
    case KAIJI_FORM_FILTER_FINDINGS:
      for (guint i = 0; i < self->fields->len; i++)
        if (kaiji_field_get_n_findings (get_field (self, i)) > 0)
          return TRUE;
      return FALSE;
    case KAIJI_FORM_FILTER_UNANSWERED:
      return has_unanswered (self);
    }
  g_return_val_if_reached (TRUE);
}

/**
 * kaiji_form_row_set_wanted:
 * @self: a row
 * @wanted: whether filter and search want it
 */
void
kaiji_form_row_set_wanted (KaijiFormRow *self, gboolean wanted)
{
  self->wanted = wanted;
  update_visible (self);
}

/** kaiji_form_row_get_item: Returns: (transfer none): the item */
KaijiItem *
kaiji_form_row_get_item (KaijiFormRow *self)
{
  return self->item;
}

/** kaiji_form_row_find_field: Returns: (transfer none) (nullable): the field of @prompt */
KaijiField *
kaiji_form_row_find_field (KaijiFormRow *self, KaijiPrompt *prompt)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (kaiji_field_get_prompt (get_field (self, i)) == prompt)
      return get_field (self, i);
  return NULL;
}

/** kaiji_form_row_open_help: opens 根拠・記入のしかた. */
void
kaiji_form_row_open_help (KaijiFormRow *self)
{
  if (self->help != NULL)
    {
      gtk_menu_button_popup (GTK_MENU_BUTTON (self->help));
      return;
    }
  if (self->popover == NULL)
    {
      self->popover = kaiji_item_help_new (self->session, self->item);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
entered_cb (GtkEventController *focus, KaijiFormRow *self)
{
  GtkWidget *group = gtk_event_controller_get_widget (focus);
  guint i;

  if (g_ptr_array_find (self->groups, group, &i))
    kaiji_session_set_current_target (self->session,
                                      kaiji_field_get_prompt (get_field (self, i))->id);
}

static char *
dup_search_text (KaijiItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (item->number > 0)
    g_string_append_printf (text, "%u ", item->number);
  g_string_append_printf (text, "%s %s ", item->name, item->category);
  for (guint i = 0; i < item->prompts->len; i++)
    {
      KaijiPrompt *prompt = item->prompts->pdata[i];

      g_string_append_printf (text, "%s %s ", prompt->id, prompt->text);
    }
  return kaiji_text_fold (text->str);
}

static void
kaiji_form_row_dispose (GObject *object)
{
  KaijiFormRow *self = KAIJI_FORM_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->popover = NULL;
  g_ptr_array_set_size (self->groups, 0);
  g_ptr_array_set_size (self->notes, 0);
  g_ptr_array_set_size (self->fields, 0);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kaiji_form_row_parent_class)->dispose (object);
}

static void
kaiji_form_row_finalize (GObject *object)
{
  KaijiFormRow *self = KAIJI_FORM_ROW (object);

  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->fields);
  g_free (self->folded);
  G_OBJECT_CLASS (kaiji_form_row_parent_class)->finalize (object);
}

static void
kaiji_form_row_class_init (KaijiFormRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kaiji_form_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = kaiji_form_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, KAIJI_TYPE_PILE_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "formrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kaiji_form_row_init (KaijiFormRow *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->groups = g_ptr_array_new ();
  self->notes = g_ptr_array_new ();
  self->wanted = TRUE;
}

/**
 * kaiji_form_row_new:
 * @session: the session
 * @item: an item of its scheme
 *
 * Returns: (transfer floating): the item's row
 */
GtkWidget *
kaiji_form_row_new (KaijiSession *session, KaijiItem *item)
{
  KaijiFormRow *self = g_object_new (KAIJI_TYPE_FORM_ROW, NULL);

  self->session = g_object_ref (session);
  self->item = item;
  self->folded = dup_search_text (item);
  for (guint i = 0; i < item->prompts->len; i++)
    g_ptr_array_add (self->fields, kaiji_field_new (session, item->prompts->pdata[i]));
  if (item->section->form_a)
    kaiji_field_layout_build (self);
  else
    kaiji_item_layout_build (self);
  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, 0);
      gtk_widget_add_controller (self->groups->pdata[i], focus);
    }
  kaiji_item_layout_update_notes (self);
  update_required (self);
  update_visible (self);
  return GTK_WIDGET (self);
}
