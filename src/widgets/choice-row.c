/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Radios and a detail that are two views of one text.
 *
 * 1. text = word + separator + detail. A radio replaces the word only.
 * 2. A separator that is there is kept; a new one is a line end. It is also put where the word and
 *    the detail would run together, so that the text reads back as it was entered.
 * 3. The detail is shown where the word says yes, or where there is further text. */
#include "widgets/choice-row.h"

#include <string.h>

#include "widgets/pile.h"
#include "widgets/text-box.h"
#include "widgets/wrap-box.h"

#define SEPARATOR "\n"

struct _KaijiChoiceRow
{
  KaijiEditor parent_instance;

  KaijiScheme *scheme;
  KaijiPrompt *prompt; /* lives as long as the scheme */
  GtkWidget *radios;
  GPtrArray *buttons; /* of GtkCheckButton, unowned */
  GtkWidget *detail;
  int chosen;
  char *word; /* as it stands in the text */
  char *separator;
};

G_DEFINE_FINAL_TYPE (KaijiChoiceRow, kaiji_choice_row, KAIJI_TYPE_EDITOR)

static int
split (KaijiChoiceRow *self, const char *text, gsize *word, gsize *detail)
{
  int choice;

  *word = *detail = 0;
  if (*text == '\0')
    return -1;
  choice = kaiji_scheme_split_choice (self->scheme, self->prompt, text, word, detail);
  return choice < (int) self->buttons->len ? choice : -1;
}

static gboolean
says_yes (KaijiChoiceRow *self)
{
  return self->chosen >= 0 && self->prompt->kind == KAIJI_KIND_YES_NO_DETAIL
         && kaiji_scheme_reads_yes (self->scheme, self->word);
}

static void
update_detail_visible (KaijiChoiceRow *self)
{
  const char *detail = kaiji_editor_get_text (KAIJI_EDITOR (self->detail));

  gtk_widget_set_visible (self->detail,
                          says_yes (self) || *detail != '\0'
                              || gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->detail);
}

/* Whether the word still stands alone at the head of @text. */
static gboolean
reads_back (KaijiChoiceRow *self, const char *text)
{
  gsize word, detail;

  return split (self, text, &word, &detail) == self->chosen && word == strlen (self->word);
}

static char *
compose (KaijiChoiceRow *self, const char *detail)
{
  g_autofree char *text = NULL;

  if (self->chosen < 0)
    return g_strdup (detail);
  if (*detail == '\0')
    return g_strdup (self->word);
  text = g_strconcat (self->word, self->separator, detail, NULL);
  if (reads_back (self, text))
    return g_steal_pointer (&text);
  return g_strconcat (self->word, SEPARATOR, detail, NULL);
}

static void
detail_edited_cb (KaijiEditor *detail, gboolean discrete, KaijiChoiceRow *self)
{
  kaiji_editor_take_edit (KAIJI_EDITOR (self), compose (self, kaiji_editor_get_text (detail)),
                          discrete);
}

static void
kaiji_choice_row_show_text (KaijiEditor *editor, const char *text)
{
  KaijiChoiceRow *self = KAIJI_CHOICE_ROW (editor);
  gsize word, detail;

  self->chosen = split (self, text, &word, &detail);
  g_free (self->word);
  g_free (self->separator);
  self->word = g_strndup (text, word);
  self->separator = detail > word
                        ? g_strndup (text + word, detail - word)
                        : g_strdup (text[detail] != '\0' && self->chosen >= 0 ? "" : SEPARATOR);
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_check_button_set_active (self->buttons->pdata[i], (int) i == self->chosen);
  kaiji_editor_set_text (KAIJI_EDITOR (self->detail), text + detail);
  update_detail_visible (self);
}

/**
 * kaiji_choice_row_choose:
 * @self: a choice row
 * @choice: index of a word, -1: takes the word away
 *
 * Chooses as the user does: rewrites the word of the answer only.
 */
void
kaiji_choice_row_choose (KaijiChoiceRow *self, int choice)
{
  KaijiEditor *editor = KAIJI_EDITOR (self);
  const char *text = kaiji_editor_get_text (editor);
  g_autofree char *changed = NULL;
  gsize word, detail;
  int before = split (self, text, &word, &detail);

  g_return_if_fail (choice < (int) self->buttons->len);
  if (kaiji_editor_get_read_only (editor))
    return;
  if (choice < 0)
    changed = g_strdup (text + detail);
  else
    {
      const char *label = kaiji_scheme_get_choices (self->scheme, self->prompt)[choice];

      if (before >= 0)
        changed = before == choice ? g_strdup (text) : g_strconcat (label, text + word, NULL);
      else
        changed = g_strconcat (label, *text != '\0' ? SEPARATOR : "", text, NULL);
    }
  kaiji_editor_set_text_by_user (editor, changed);
}

static void
toggled_cb (GtkCheckButton *button, KaijiChoiceRow *self)
{
  guint choice;

  if (kaiji_editor_is_showing (KAIJI_EDITOR (self)) || !gtk_check_button_get_active (button))
    return;
  if (g_ptr_array_find (self->buttons, button, &choice))
    kaiji_choice_row_choose (self, choice);
}

static gboolean
paste_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  KaijiChoiceRow *self = KAIJI_CHOICE_ROW (user_data);

  kaiji_editor_read_clipboard (KAIJI_EDITOR (self), self->radios);
  return TRUE;
}

static gboolean
clear_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  kaiji_choice_row_choose (KAIJI_CHOICE_ROW (user_data), -1);
  return TRUE;
}

static void
kaiji_choice_row_show_read_only (KaijiEditor *editor, gboolean read_only)
{
  KaijiChoiceRow *self = KAIJI_CHOICE_ROW (editor);

  gtk_widget_set_sensitive (self->radios, !read_only);
  kaiji_editor_set_read_only (KAIJI_EDITOR (self->detail), read_only);
}

static GtkWidget *
kaiji_choice_row_get_main_widget (KaijiEditor *editor)
{
  return KAIJI_CHOICE_ROW (editor)->radios;
}

static GtkWidget *
kaiji_choice_row_get_second_widget (KaijiEditor *editor)
{
  KaijiEditor *detail = KAIJI_EDITOR (KAIJI_CHOICE_ROW (editor)->detail);

  return KAIJI_EDITOR_GET_CLASS (detail)->get_main_widget (detail);
}

static GtkWidget *
kaiji_choice_row_get_focus_widget (KaijiEditor *editor)
{
  KaijiChoiceRow *self = KAIJI_CHOICE_ROW (editor);

  if (self->chosen >= 0)
    return says_yes (self) ? self->detail : self->buttons->pdata[self->chosen];
  if (gtk_widget_get_visible (self->detail))
    return self->detail;
  return self->buttons->pdata[0];
}

static void
kaiji_choice_row_finalize (GObject *object)
{
  KaijiChoiceRow *self = KAIJI_CHOICE_ROW (object);

  g_ptr_array_unref (self->buttons);
  g_clear_pointer (&self->scheme, kaiji_scheme_unref);
  g_free (self->word);
  g_free (self->separator);
  G_OBJECT_CLASS (kaiji_choice_row_parent_class)->finalize (object);
}

static void
kaiji_choice_row_class_init (KaijiChoiceRowClass *klass)
{
  KaijiEditorClass *editor_class = KAIJI_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kaiji_choice_row_finalize;
  editor_class->show_text = kaiji_choice_row_show_text;
  editor_class->show_read_only = kaiji_choice_row_show_read_only;
  editor_class->get_main_widget = kaiji_choice_row_get_main_widget;
  editor_class->get_second_widget = kaiji_choice_row_get_second_widget;
  editor_class->get_focus_widget = kaiji_choice_row_get_focus_widget;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), KAIJI_TYPE_PILE_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "choicerow");
}

static void
kaiji_choice_row_init (KaijiChoiceRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->chosen = -1;
  self->word = g_strdup ("");
  self->separator = g_strdup (SEPARATOR);
  self->buttons = g_ptr_array_new ();
  kaiji_pile_layout_set_spacing (KAIJI_PILE_LAYOUT (layout), 6);
  self->radios = kaiji_wrap_box_new (18, 0, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  gtk_widget_add_css_class (self->radios, "radios");
  gtk_widget_set_parent (self->radios, GTK_WIDGET (self));
}

static void
add_keys (KaijiChoiceRow *self)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
  } keys[] = {
    { "<Control>v", paste_cb },
    { "<Shift>Insert", paste_cb },
    { "Delete", clear_cb },
    { "BackSpace", clear_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                          gtk_callback_action_new (keys[i].func, self, NULL)));
  /* On the radios only: in the detail these keys edit text. */
  gtk_widget_add_controller (self->radios, controller);
}

/**
 * kaiji_choice_row_new:
 * @scheme: the scheme that knows the words
 * @prompt: a prompt with choices
 *
 * Returns: (transfer floating): a row with nothing chosen
 */
GtkWidget *
kaiji_choice_row_new (KaijiScheme *scheme, KaijiPrompt *prompt)
{
  KaijiChoiceRow *self = g_object_new (KAIJI_TYPE_CHOICE_ROW, NULL);
  char **choices = kaiji_scheme_get_choices (scheme, prompt);
  GtkEventController *focus;

  self->scheme = kaiji_scheme_ref (scheme);
  self->prompt = prompt;
  for (guint i = 0; choices[i] != NULL; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (choices[i]);

      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->buttons->pdata[0]);
      g_ptr_array_add (self->buttons, button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
      kaiji_wrap_box_append (KAIJI_WRAP_BOX (self->radios), button);
    }
  self->detail = kaiji_text_box_new (prompt->max_chars);
  gtk_widget_set_visible (self->detail, FALSE);
  gtk_widget_set_parent (self->detail, GTK_WIDGET (self));
  kaiji_editor_watch_inner (KAIJI_EDITOR (self), KAIJI_EDITOR (self->detail));
  g_signal_connect_object (self->detail, "edited", G_CALLBACK (detail_edited_cb), self, 0);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (update_detail_visible), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->detail, focus);
  add_keys (self);
  return GTK_WIDGET (self);
}

/** kaiji_choice_row_get_chosen: Returns: index of the chosen word, -1 for none */
int
kaiji_choice_row_get_chosen (KaijiChoiceRow *self)
{
  return self->chosen;
}
