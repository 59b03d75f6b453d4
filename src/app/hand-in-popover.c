/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What still stands in the way of handing in: counts by severity, and the way to them. */

#include "app/case-window-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/paragraph.h"
#include "widgets/severity-icon.h"

static GtkWidget *
create_text (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  kaiji_paragraph_keep_end (GTK_LABEL (label));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
append_count (GtkWidget *box, KaijiMarkKind kind, guint count)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *number = g_strdup_printf ("%u", count);
  GtkWidget *figure = gtk_label_new (number);

  gtk_box_append (GTK_BOX (line), kaiji_mark_icon_new (kind));
  gtk_box_append (GTK_BOX (line), create_text (kaiji_mark_get_word (kind), NULL));
  gtk_widget_add_css_class (figure, "count");
  gtk_widget_set_hexpand (figure, TRUE);
  gtk_widget_set_halign (figure, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (line), figure);
  gtk_box_append (GTK_BOX (box), line);
}

/** kaiji_case_window_fill_hand_in: puts the present counts into the popover of the button. */
void
kaiji_case_window_fill_hand_in (KaijiCaseWindow *self)
{
  const KaijiProgress *progress =
      kaiji_checker_get_progress (kaiji_session_get_checker (self->session));
  gboolean ready = kaiji_checker_is_ready (kaiji_session_get_checker (self->session));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_ ("Show the Checklist"));

  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_box_append (GTK_BOX (box), create_text (ready ? _ ("The case is ready to be handed in.")
                                                    : _ ("The case cannot be handed in yet."),
                                              "strong"));
  gtk_box_append (
      GTK_BOX (box),
      create_text (ready ? _ ("Warnings do not stop it. Read them once more.")
                         : _ ("Solve what must be solved; the checklist leads to each field."),
                   "dim-label"));
  append_count (box, KAIJI_MARK_BLOCK, progress->block);
  append_count (box, KAIJI_MARK_WARN, progress->warn);
  append_count (box, KAIJI_MARK_HUMAN, progress->human);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-checklist");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (self->hand_in_popover), box);
}
