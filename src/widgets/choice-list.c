/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down: first "not chosen", then the choices, then the answer that is none of them. */
#include "widgets/choice-list.h"

#include <glib/gi18n-lib.h>

#include "widgets/drop-down.h"

struct _KaijiChoiceList
{
  KaijiEditor parent_instance;

  GtkWidget *drop_down;
  GtkStringList *words;
  guint n_choices;
};

G_DEFINE_FINAL_TYPE (KaijiChoiceList, kaiji_choice_list, KAIJI_TYPE_EDITOR)

static guint
find_word (KaijiChoiceList *self, const char *text)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->words));

  for (guint i = 1; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (self->words, i), text))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, KaijiEditor *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (kaiji_editor_is_showing (self) || selected == GTK_INVALID_LIST_POSITION)
    return;
  kaiji_editor_take_edit (self,
                          g_strdup (selected == 0 ? ""
                                                  : gtk_string_list_get_string (
                                                      KAIJI_CHOICE_LIST (self)->words, selected)),
                          TRUE);
}

static void
kaiji_choice_list_show_text (KaijiEditor *editor, const char *text)
{
  KaijiChoiceList *self = KAIJI_CHOICE_LIST (editor);
  guint selected = *text != '\0' ? find_word (self, text) : 0;

  if (selected == GTK_INVALID_LIST_POSITION)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (self->words));
      const char *const added[] = { text, NULL };

      selected = self->n_choices + 1;
      gtk_string_list_splice (self->words, selected, n - selected, added);
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), selected);
}

static void
kaiji_choice_list_show_read_only (KaijiEditor *editor, gboolean read_only)
{
  gtk_widget_set_sensitive (KAIJI_CHOICE_LIST (editor)->drop_down, !read_only);
}

static GtkWidget *
kaiji_choice_list_get_main_widget (KaijiEditor *editor)
{
  return KAIJI_CHOICE_LIST (editor)->drop_down;
}

static void
kaiji_choice_list_class_init (KaijiChoiceListClass *klass)
{
  KaijiEditorClass *editor_class = KAIJI_EDITOR_CLASS (klass);

  editor_class->show_text = kaiji_choice_list_show_text;
  editor_class->show_read_only = kaiji_choice_list_show_read_only;
  editor_class->get_main_widget = kaiji_choice_list_get_main_widget;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kaiji_choice_list_init (KaijiChoiceList *self)
{
}

/**
 * kaiji_choice_list_new:
 * @choices: the words that are offered
 *
 * Returns: (transfer floating): a list with nothing chosen
 */
GtkWidget *
kaiji_choice_list_new (const char *const *choices)
{
  KaijiChoiceList *self = g_object_new (KAIJI_TYPE_CHOICE_LIST, NULL);
  const char *const none[] = { _ ("Not chosen"), NULL };

  self->words = gtk_string_list_new (none);
  gtk_string_list_splice (self->words, 1, 0, choices);
  self->n_choices = g_strv_length ((char **) choices);
  /* The drop-down owns the list. */
  self->drop_down = gtk_drop_down_new (G_LIST_MODEL (self->words), NULL);
  kaiji_drop_down_name_button (GTK_DROP_DOWN (self->drop_down));
  gtk_widget_set_size_request (self->drop_down, 288, -1);
  gtk_widget_set_halign (self->drop_down, GTK_ALIGN_START);
  gtk_widget_set_parent (self->drop_down, GTK_WIDGET (self));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  return GTK_WIDGET (self);
}

/**
 * kaiji_choice_list_set_compact:
 * @self: a choice list
 *
 * As wide as its place is, for cells of a table.
 */
void
kaiji_choice_list_set_compact (KaijiChoiceList *self)
{
  gtk_widget_set_size_request (self->drop_down, 60, -1);
  gtk_widget_set_halign (self->drop_down, GTK_ALIGN_FILL);
}
