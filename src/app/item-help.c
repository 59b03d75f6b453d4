/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 根拠・記入のしかた: what is demanded of an item, how it is filled in, and where that stands. */
#include "app/form-row-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/tooltip.h"
#include "widgets/verified-mark.h"

#define WIDTH 408
#define LABELS 90

static void
add_line (GtkWidget *grid, int *row, const char *name, const char *text, const char *source)
{
  GtkWidget *left = gtk_label_new (name);
  GtkWidget *right = gtk_label_new (NULL);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *escaped_source = g_markup_escape_text (source != NULL ? source : "", -1);
  g_autofree char *markup =
      *escaped_source != '\0' ? g_strdup_printf (
          "%s <span allow_breaks=\"false\" size=\"90%%\" alpha=\"78%%\">%s</span>", escaped,
          escaped_source)
                              : g_strdup (escaped);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_valign (left, GTK_ALIGN_START);
  gtk_widget_set_size_request (left, LABELS, -1);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_label_set_markup (GTK_LABEL (right), markup);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (right));
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (right), 1);
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_set_can_focus (right, FALSE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_grid_attach (GTK_GRID (grid), left, 0, *row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), right, 1, *row, 1, 1);
  ++*row;
}

static void
add_gate (GtkWidget *grid, int *row, KaijiPrompt *prompt, KaijiScheme *scheme)
{
  g_autofree char *text = NULL;

  if (prompt->gate == KAIJI_GATE_MEASURE)
    text = g_strdup (prompt->gate_no_is_human
                         ? _ ("An answer that says no is decided by a person.")
                         : _ ("An answer such as “not done” leads to no certification."));
  else
    {
      KaijiMinimum minimum;

      kaiji_scheme_get_prompt_minimum (scheme, prompt, &minimum, NULL);
      if (minimum.set)
        /* Translators: a number and its unit */
        text = g_strdup_printf (_ ("A number under the minimum (%g %s) leads to no certification."),
                                minimum.value, minimum.unit);
      else
        text = g_strdup (_ ("There is a minimum, but no document states its value. A person "
                            "decides."));
    }
  if (*prompt->gate_wording != '\0')
    {
      g_autofree char *quoted
          /* Translators: what is demanded, and the wording of the document */
          = g_strdup_printf (_ ("%s Wording: “%s”"), text, prompt->gate_wording);

      add_line (grid, row, _ ("Gate item"), quoted, prompt->gate_source);
    }
  else
    add_line (grid, row, _ ("Gate item"), text, prompt->gate_source);
}

static void
add_prompt (GtkWidget *grid, int *row, KaijiPrompt *prompt, KaijiScheme *scheme, gboolean several)
{
  if (several)
    {
      GtkWidget *title = gtk_label_new (prompt->text);

      gtk_label_set_xalign (GTK_LABEL (title), 0);
      gtk_label_set_wrap (GTK_LABEL (title), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (title), 1);
      gtk_widget_add_css_class (title, "strong");
      gtk_grid_attach (GTK_GRID (grid), title, 0, *row, 2, 1);
      ++*row;
    }
  if (prompt->gate != KAIJI_GATE_NONE)
    add_gate (grid, row, prompt, scheme);
  if (prompt->citable)
    add_line (grid, row, _ ("Proof"), _ ("Name the material and its page and section."),
              kaiji_scheme_get_text_source (scheme, "citation.format"));
  if (*prompt->hint != '\0')
    add_line (grid, row, _ ("Guidance"), prompt->hint, NULL);
  add_line (grid, row, _ ("Wording of the prompt"), kaiji_verified_get_sentence (prompt->verified),
            prompt->source);
}

static void
site_cb (GtkButton *button, const char *uri)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))), uri, GDK_CURRENT_TIME);
}

static GtkWidget *
create_foot (KaijiScheme *scheme)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *uri = kaiji_scheme_get_text (scheme, "scheme.site");
  GtkWidget *key = gtk_label_new ("F1");

  if (uri != NULL && *uri != '\0')
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Open the scheme's site"));

      gtk_widget_add_css_class (button, "link");
      kaiji_tooltip_set (button, uri);
      g_signal_connect_data (button, "clicked", G_CALLBACK (site_cb), g_strdup (uri),
                             (GClosureNotify) (void (*) (void)) g_free, 0);
      gtk_box_append (GTK_BOX (foot), button);
    }
  gtk_widget_add_css_class (key, "key");
  gtk_widget_set_hexpand (key, TRUE);
  gtk_widget_set_halign (key, GTK_ALIGN_END);
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (foot), key);
  gtk_widget_add_css_class (foot, "help-foot");
  return foot;
}

/**
 * kaiji_item_help_new:
 * @session: the session
 * @item: an item
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
kaiji_item_help_new (KaijiSession *session, KaijiItem *item)
{
  KaijiScheme *scheme = kaiji_session_get_scheme (session);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *title;
  g_autofree char *said = item->number > 0
                              ? g_strdup_printf ("%u %s", item->number, _ ("Sources and guidance"))
                              : g_strdup (_ ("Sources and guidance"));
  int row = 0;

  title = gtk_label_new (said);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "strong");
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < item->prompts->len; i++)
    add_prompt (grid, &row, item->prompts->pdata[i], scheme, item->prompts->len > 1);
  if (!item->section->form_a)
    add_line (grid, &row, _ ("Required or optional"), kaiji_verified_get_sentence (item->verified),
              item->source);
  if (*item->note != '\0')
    add_line (grid, &row, _ ("Note"), item->note, item->source);
  gtk_widget_set_size_request (box, WIDTH - 32, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), create_foot (scheme));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "help-popover");
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, said,
                                  -1);
  return popover;
}
