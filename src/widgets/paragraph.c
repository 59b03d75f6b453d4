/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of running text.
 *
 * A label that wraps is asked for the least width it can have. GTK finds that by breaking the text at
 * every place where it may break; Japanese may break after each letter, and each letter is then shaped
 * as a line of its own: a thousand times the work of showing the text. A label that is said to be some
 * letters wide is broken there only.
 *
 * Where Japanese may break after each letter, a last line may hold one letter and a full stop. Pango
 * balances no lines, but it can be told where not to break: the last letters stay together, and no
 * text is measured twice for that. */
#include "widgets/paragraph.h"

#include <string.h>

#define LEAST_CHARS 8
/* Letters that stay together at the end, 「ません。」. */
#define END_CHARS 4

/* Half of the letters: a Latin one is half as wide as what GTK takes for one in Japanese, and a label
 * must not grow beyond its text. */
static void
update_width (GtkLabel *label)
{
  int n = (int) g_utf8_strlen (gtk_label_get_text (label), -1);

  gtk_label_set_width_chars (label, CLAMP (n / 2, -1, LEAST_CHARS));
}

/* From where on the text [start, end) stays together; @end where it is too short for that. */
static const char *
find_end (const char *start, const char *end)
{
  const char *from = end;

  if (g_utf8_strlen (start, end - start) <= 2 * END_CHARS)
    return end;
  for (guint i = 0; i < END_CHARS; i++)
    from = g_utf8_prev_char (from);
  return from;
}

static void
update_ends (GtkLabel *label)
{
  const char *text = gtk_label_get_text (label);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (const char *start = text; *start != '\0';)
    {
      const char *end = start + strcspn (start, "\n");
      const char *from = find_end (start, end);

      if (from < end)
        {
          PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

          whole->start_index = (guint) (from - text);
          whole->end_index = (guint) (end - text);
          pango_attr_list_insert (attributes, whole);
        }
      start = *end == '\0' ? end : end + 1;
    }
  gtk_label_set_attributes (label, attributes);
}

static void
ends_cb (GtkLabel *label, GParamSpec *pspec, gpointer user_data)
{
  update_ends (label);
}

/**
 * kaiji_paragraph_keep_end:
 * @label: a label without attributes of its own
 *
 * The last letters of each paragraph stay on one line, now and whenever the text changes.
 */
void
kaiji_paragraph_keep_end (GtkLabel *label)
{
  g_signal_connect (label, "notify::label", G_CALLBACK (ends_cb), NULL);
  update_ends (label);
}

/**
 * kaiji_paragraph_keep_ends:
 * @widget: what a template or a builder made
 *
 * As kaiji_paragraph_keep_end(), for all labels in it that wrap and have no attributes.
 */
void
kaiji_paragraph_keep_ends (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget))
      && gtk_label_get_attributes (GTK_LABEL (widget)) == NULL)
    kaiji_paragraph_keep_end (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    kaiji_paragraph_keep_ends (child);
}

/**
 * kaiji_paragraph_dup_markup:
 * @text: plain text
 *
 * Returns: (transfer full): markup in which the last letters of @text stay together, also where other
 *   words follow
 */
char *
kaiji_paragraph_dup_markup (const char *text)
{
  const char *end = text + strlen (text);
  const char *from = find_end (text, end);
  g_autofree char *head = g_markup_escape_text (text, from - text);
  g_autofree char *tail = g_markup_escape_text (from, -1);

  return from < end ? g_strdup_printf ("%s<span allow_breaks=\"false\">%s</span>", head, tail)
                    : g_steal_pointer (&head);
}

static void
label_cb (GtkLabel *label, GParamSpec *pspec, gpointer user_data)
{
  update_width (label);
  update_ends (label);
}

/**
 * kaiji_paragraph_prepare:
 * @label: a label
 *
 * Lets the label wrap where Japanese may be broken, from the left, without the cost of its least width.
 * Its end stays together, see kaiji_paragraph_keep_end().
 */
void
kaiji_paragraph_prepare (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  g_signal_connect (label, "notify::label", G_CALLBACK (label_cb), NULL);
  update_width (label);
  update_ends (label);
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
