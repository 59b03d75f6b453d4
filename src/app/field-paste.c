/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a spreadsheet into a column of prompts.
 *
 * 1. It asks first, with a list of which cell goes where; the text can go into the one field too.
 * 2. All cells are one undo step. An empty cell leaves its prompt as it is.
 * 3. Targets are the prompts from the focused one on, in the order of the form, that are shown and
 *    answered by text. */
#include "app/field-paste.h"

#include <glib/gi18n-lib.h>

#include "core/text.h"
#include "core/tsv.h"

#define LIST_HEIGHT 240

typedef struct
{
  KaijiSession *session;
  KaijiEditor *editor; /* weak */
  GtkWidget *where;    /* weak */
  GtkWidget *popover;
  GtkWidget *list;
  GtkWidget *title;
  GPtrArray *rows;
  GPtrArray *targets;
  char **cells;
  char *text;
} Offer;

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->session);
  g_clear_weak_pointer (&offer->editor);
  g_clear_weak_pointer (&offer->where);
  g_ptr_array_unref (offer->rows);
  g_ptr_array_unref (offer->targets);
  g_strfreev (offer->cells);
  g_free (offer->text);
  g_free (offer);
}

static gboolean
takes_text (KaijiPrompt *prompt)
{
  return prompt->kind != KAIJI_KIND_EVIDENCE && prompt->kind != KAIJI_KIND_DERIVED
         && prompt->kind != KAIJI_KIND_TABLE;
}

/**
 * kaiji_field_paste_find_targets:
 * @session: the session
 * @first: the prompt to begin with
 * @n: how many at most
 *
 * Returns: (transfer full) (element-type KaijiPrompt): prompts of the same form, from @first on
 */
GPtrArray *
kaiji_field_paste_find_targets (KaijiSession *session, KaijiPrompt *first, guint n)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (kaiji_session_get_scheme (session));
  KaijiChecker *checker = kaiji_session_get_checker (session);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = first->index; i < prompts->len && found->len < n; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i];

      if (prompt->item->section->form_a == first->item->section->form_a && takes_text (prompt)
          && kaiji_checker_is_visible (checker, prompt))
        g_ptr_array_add (found, prompt);
    }
  return found;
}

/**
 * kaiji_field_paste_apply:
 * @session: the session
 * @targets: (element-type KaijiPrompt): prompts
 * @cells: their new answers, in the same order; "" leaves one as it is
 *
 * Enters the cells as one undo step.
 *
 * Returns: whether it was done
 */
gboolean
kaiji_field_paste_apply (KaijiSession *session,
                         GPtrArray *targets,
                         const char *const *cells,
                         GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < targets->len && cells[i] != NULL; i++)
    {
      if (*cells[i] == '\0')
        continue;
      g_ptr_array_add (ids, (gpointer) ((KaijiPrompt *) targets->pdata[i])->id);
      g_ptr_array_add (texts, (gpointer) cells[i]);
    }
  if (ids->len == 0)
    return TRUE;
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (texts, NULL);
  return kaiji_session_set_answers (session, (const char *const *) ids->pdata,
                                    (const char *const *) texts->pdata, _ ("Paste cells"), error);
}

static char *
dup_one_line (const char *text)
{
  char *line = g_strdup (text);

  return g_strdelimit (line, "\r\n\t", ' ');
}

static void
add_pair (GtkWidget *grid, int row, KaijiPrompt *prompt, const char *cell)
{
  g_autofree char *name =
      prompt->item->number > 0
          ? g_strdup_printf ("%u  %s", prompt->item->number,
                             prompt->item->prompts->len > 1 ? prompt->text : prompt->item->name)
          : g_strdup (prompt->text);
  g_autofree char *line = dup_one_line (cell);
  GtkWidget *left = gtk_label_new (name);
  GtkWidget *right = gtk_label_new (*line != '\0' ? line : _ ("(left as it is)"));

  gtk_label_set_ellipsize (GTK_LABEL (left), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_width_chars (GTK_LABEL (left), 16);
  gtk_label_set_ellipsize (GTK_LABEL (right), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_width_chars (GTK_LABEL (right), 16);
  gtk_widget_set_hexpand (right, TRUE);
  if (*line == '\0')
    gtk_widget_add_css_class (right, "dim-label");
  gtk_grid_attach (GTK_GRID (grid), left, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), gtk_label_new ("←"), 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), right, 2, row, 1, 1);
}

static void
show_column (Offer *offer, guint column)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n;
  g_autofree char *title = NULL;

  g_strfreev (offer->cells);
  offer->cells = kaiji_tsv_dup_column (offer->rows, column);
  n = MIN (offer->targets->len, g_strv_length (offer->cells));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < n; i++)
    add_pair (grid, (int) i, offer->targets->pdata[i], offer->cells[i]);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (offer->list), grid);
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "Enter the cells into the next %u prompt, in order?",
                                        "Enter the cells into the next %u prompts, in order?", n),
                           n);
  gtk_label_set_text (GTK_LABEL (offer->title), title);
}

static void
column_cb (GtkDropDown *drop_down, GParamSpec *pspec, Offer *offer)
{
  show_column (offer, gtk_drop_down_get_selected (drop_down));
}

static void
apply_cb (Offer *offer)
{
  g_autoptr (GError) error = NULL;

  if (!kaiji_field_paste_apply (offer->session, offer->targets, (const char *const *) offer->cells,
                                &error))
    kaiji_session_tell (offer->session, error->message, TRUE);
  gtk_popover_popdown (GTK_POPOVER (offer->popover));
}

static void
here_cb (Offer *offer)
{
  if (offer->editor != NULL && offer->where != NULL)
    kaiji_editor_insert_at (offer->editor, offer->where, offer->text);
  gtk_popover_popdown (GTK_POPOVER (offer->popover));
}

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover, Offer *offer)
{
  if (offer->where != NULL && !GTK_IS_WINDOW (offer->where))
    gtk_widget_grab_focus (offer->where);
  /* Not from within its own signal. */
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover), g_object_unref);
}

static GtkWidget *
create_column_choice (Offer *offer, guint n_columns)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Column"));
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) strv = NULL;
  GtkWidget *drop_down;

  for (guint i = 0; i < n_columns; i++)
    {
      char **row = offer->rows->pdata[0];
      g_autofree char *line = dup_one_line (i < g_strv_length (row) ? row[i] : "");
      g_autofree char *head = g_utf8_substring (line, 0, MIN (12, g_utf8_strlen (line, -1)));
      g_autofree char *name = g_strdup_printf ("%u: %s", i + 1, head);

      g_strv_builder_add (names, name);
    }
  strv = g_strv_builder_end (names);
  drop_down = gtk_drop_down_new_from_strings ((const char *const *) strv);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_first_child (drop_down)),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (column_cb), offer);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), drop_down);
  return box;
}

static void
create_popover (Offer *offer)
{
  guint n_columns = kaiji_tsv_count_columns (offer->rows);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *here = gtk_button_new_with_label (_ ("Only into this field"));
  GtkWidget *apply = gtk_button_new_with_label (_ ("Enter"));

  offer->popover = gtk_popover_new ();
  gtk_widget_add_css_class (offer->popover, "paste-popover");
  offer->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (offer->title), 0);
  gtk_widget_add_css_class (offer->title, "strong");
  offer->list = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (offer->list), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (offer->list), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (offer->list), LIST_HEIGHT);
  gtk_widget_set_size_request (box, 420, -1);
  gtk_box_append (GTK_BOX (box), offer->title);
  if (offer->rows->len > 1 && n_columns > 1)
    gtk_box_append (GTK_BOX (box), create_column_choice (offer, n_columns));
  gtk_box_append (GTK_BOX (box), offer->list);
  gtk_widget_add_css_class (apply, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), here);
  gtk_box_append (GTK_BOX (buttons), apply);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (offer->popover), box);
  gtk_popover_set_default_widget (GTK_POPOVER (offer->popover), apply);
  g_signal_connect_swapped (apply, "clicked", G_CALLBACK (apply_cb), offer);
  g_signal_connect_swapped (here, "clicked", G_CALLBACK (here_cb), offer);
  g_signal_connect (offer->popover, "closed", G_CALLBACK (closed_cb), offer);
  g_object_set_data_full (G_OBJECT (offer->popover), "offer", offer, (GDestroyNotify) offer_free);
  show_column (offer, 0);
  gtk_widget_set_parent (offer->popover, GTK_WIDGET (offer->editor));
  gtk_popover_popup (GTK_POPOVER (offer->popover));
  gtk_widget_grab_focus (apply);
}

/**
 * kaiji_field_paste_offer:
 * @session: the session
 * @first: the prompt that has the focus
 * @editor: its control
 * @where: the child of @editor that has the caret
 * @text: what is on the clipboard
 *
 * Asks whether several cells go into several prompts.
 *
 * Returns: whether it asked; %FALSE: paste as usual
 */
gboolean
kaiji_field_paste_offer (KaijiSession *session,
                         KaijiPrompt *first,
                         KaijiEditor *editor,
                         GtkWidget *where,
                         const char *text)
{
  g_autoptr (GPtrArray) rows = kaiji_tsv_parse (text);
  g_autoptr (GPtrArray) targets = NULL;
  guint n = rows->len == 1 ? kaiji_tsv_count_columns (rows) : rows->len;
  Offer *offer;

  /* Paragraphs of a long text are no column of cells. */
  if (n < 2 || !takes_text (first)
      || (first->kind == KAIJI_KIND_PROSE && kaiji_tsv_count_columns (rows) < 2))
    return FALSE;
  targets = kaiji_field_paste_find_targets (session, first, n);
  if (targets->len < 2)
    return FALSE;
  offer = g_new0 (Offer, 1);
  offer->session = g_object_ref (session);
  g_set_weak_pointer (&offer->editor, editor);
  g_set_weak_pointer (&offer->where, where);
  offer->rows = g_steal_pointer (&rows);
  offer->targets = g_steal_pointer (&targets);
  offer->text = g_strdup (text);
  create_popover (offer);
  return TRUE;
}
