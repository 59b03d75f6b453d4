/* SPDX-License-Identifier: GPL-3.0-or-later */

/* F1: where the rules on the present field stand. Everything said here is data of the pack. */

#include "app/source-dialog.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/verified-mark.h"

static void
append (GtkGrid *grid, int *row, const char *name, const char *text, const char *source)
{
  GtkWidget *label, *body;
  g_autofree char *full = NULL;

  if (!*text && !*source)
    return;
  full = *source ? g_strdup_printf (*text ? "%s\n%s" : "%s%s", text, source) : g_strdup (text);
  label = gtk_label_new (name);
  body = gtk_label_new (full);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (body), 0);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (body));
  gtk_label_set_selectable (GTK_LABEL (body), TRUE);
  gtk_widget_set_focusable (body, FALSE);
  gtk_label_set_max_width_chars (GTK_LABEL (body), 40);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_grid_attach (grid, label, 0, *row, 1, 1);
  gtk_grid_attach (grid, body, 1, *row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (body), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  (*row)++;
}

static GtkWidget *
create_content (KaijiSession *session, KaijiPrompt *prompt)
{
  GPtrArray *findings =
      kaiji_checker_get_findings_for (kaiji_session_get_checker (session), prompt->id);
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  append (GTK_GRID (grid), &row, _ ("Prompt"), prompt->text,
          *prompt->source ? prompt->source : prompt->item->source);
  append (GTK_GRID (grid), &row, _ ("Gate item"), prompt->gate_wording, prompt->gate_source);
  append (GTK_GRID (grid), &row, _ ("How to fill in"), prompt->hint, "");
  append (GTK_GRID (grid), &row, _ ("Note"), prompt->item->note, "");
  append (GTK_GRID (grid), &row, _ ("How sure it is"),
          kaiji_verified_get_sentence (prompt->verified), "");
  for (guint i = 0; findings && i < findings->len; i++)
    {
      KaijiFinding *finding = g_ptr_array_index (findings, i);
      append (GTK_GRID (grid), &row, _ ("Finding"), kaiji_finding_get_message (finding),
              kaiji_finding_get_source (finding));
    }
  return grid;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/**
 * kaiji_source_dialog_present:
 * @parent: the case's window
 * @session: the case
 *
 * Shows the clauses behind the field where the keyboard is; says so when there is none.
 */
void
kaiji_source_dialog_present (GtkWindow *parent, KaijiSession *session)
{
  const char *target = kaiji_session_get_current_target (session);
  KaijiPrompt *prompt =
      target ? kaiji_scheme_resolve (kaiji_session_get_scheme (session), target, NULL) : NULL;
  GtkWidget *window, *scroller, *content;
  g_autofree char *title = NULL;
  GtkEventController *keys;

  if (!prompt)
    {
      kaiji_session_tell (session, _ ("Choose a field first; then F1 shows where its rule stands."),
                          FALSE);
      return;
    }
  title = prompt->item->number ? g_strdup_printf ("%u %s", prompt->item->number, prompt->item->name)
                               : g_strdup (prompt->text);
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_titlebar (GTK_WINDOW (window), gtk_header_bar_new ());
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, -1);
  content = create_content (session, prompt);
  gtk_widget_set_margin_start (content, 18);
  gtk_widget_set_margin_end (content, 18);
  gtk_widget_set_margin_top (content, 18);
  gtk_widget_set_margin_bottom (content, 18);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 480);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
