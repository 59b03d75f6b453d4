/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of running text.
 *
 * A label that wraps is asked for the least width it can have. GTK finds that by breaking the text at
 * every place where it may break; Japanese may break after each letter, and each letter is then shaped
 * as a line of its own: a thousand times the work of showing the text. A label that is said to be some
 * letters wide is broken there only. */
#include "widgets/paragraph.h"

#define LEAST_CHARS 8

/* Half of the letters: a Latin one is half as wide as what GTK takes for one in Japanese, and a label
 * must not grow beyond its text. */
static void
update_width (GtkLabel *label)
{
  int n = (int) g_utf8_strlen (gtk_label_get_text (label), -1);

  gtk_label_set_width_chars (label, CLAMP (n / 2, -1, LEAST_CHARS));
}

static void
label_cb (GtkLabel *label, GParamSpec *pspec, gpointer user_data)
{
  update_width (label);
}

/**
 * kaiji_paragraph_prepare:
 * @label: a label
 *
 * Lets the label wrap where Japanese may be broken, from the left, without the cost of its least width.
 */
void
kaiji_paragraph_prepare (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  g_signal_connect (label, "notify::label", G_CALLBACK (label_cb), NULL);
  update_width (label);
}

/**
 * kaiji_paragraph_new:
 * @text: (nullable): the text
 *
 * Returns: (transfer floating): a label for running text, see kaiji_paragraph_prepare()
 */
GtkWidget *
kaiji_paragraph_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  kaiji_paragraph_prepare (GTK_LABEL (label));
  return label;
}
