/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be said of an answer beside its text: that it rests on a contractor, that it is to be
 * withheld from publication, that it was taken over and read. Source: 概要 4(4)ウ(イ), 7(2) */
#include "app/form-row-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KaijiSession *session;
  char *key;
} Mark;

static void
mark_free (gpointer data, GClosure *closure)
{
  Mark *mark = data;

  g_object_unref (mark->session);
  g_free (mark->key);
  g_free (mark);
}

static void
toggled_cb (GtkCheckButton *button, Mark *mark)
{
  g_autoptr (GError) error = NULL;

  if (!kaiji_session_set_answer (mark->session, mark->key,
                                 gtk_check_button_get_active (button) ? "yes" : NULL,
                                 KAIJI_JOURNAL_NONE, &error))
    kaiji_session_tell (mark->session, error->message, TRUE);
}

static void
add_check (GtkWidget *box,
           KaijiSession *session,
           const char *label,
           const char *id,
           const char *suffix)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);
  Mark *mark = g_new0 (Mark, 1);
  const char *text;

  mark->session = g_object_ref (session);
  mark->key = g_strconcat (id, suffix, NULL);
  text = kaiji_case_source_get_answer (kaiji_session_get_source (session), mark->key);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (check),
      text != NULL && kaiji_scheme_reads_yes (kaiji_session_get_scheme (session), text));
  gtk_widget_set_sensitive (check,
                            !kaiji_journal_is_read_only (kaiji_session_get_journal (session)));
  g_signal_connect_data (check, "toggled", G_CALLBACK (toggled_cb), mark, mark_free, 0);
  gtk_box_append (GTK_BOX (box), check);
}

static void
confirmed_cb (GtkButton *button, Mark *mark)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  if (!kaiji_session_set_answer (mark->session, mark->key, NULL, KAIJI_JOURNAL_NONE, &error))
    kaiji_session_tell (mark->session, error->message, TRUE);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* An answer that was taken over from other words: once it was read, a person says so. */
static void
add_confirm (GtkWidget *box, KaijiSession *session, const char *id)
{
  g_autofree char *key = g_strconcat (id, ".reread", NULL);
  GtkWidget *button;
  Mark *mark;

  if (!kaiji_case_source_get_answer (kaiji_session_get_source (session), key))
    return;
  button = gtk_button_new_with_label (_ ("The Answer Taken Over Fits"));
  mark = g_new0 (Mark, 1);
  mark->session = g_object_ref (session);
  mark->key = g_steal_pointer (&key);
  gtk_widget_set_sensitive (button,
                            !kaiji_journal_is_read_only (kaiji_session_get_journal (session)));
  g_signal_connect_data (button, "clicked", G_CALLBACK (confirmed_cb), mark, mark_free, 0);
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * kaiji_item_menu_new:
 * @session: the session
 * @item: an item of 申請書B
 *
 * Returns: (transfer floating): a popover that shows the marks as they are now
 */
GtkWidget *
kaiji_item_menu_new (KaijiSession *session, KaijiItem *item)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < item->prompts->len; i++)
    {
      KaijiPrompt *prompt = item->prompts->pdata[i];

      if (item->prompts->len > 1)
        {
          GtkWidget *title = gtk_label_new (prompt->text);

          gtk_label_set_xalign (GTK_LABEL (title), 0);
          gtk_label_set_wrap (GTK_LABEL (title), TRUE);
          gtk_label_set_max_width_chars (GTK_LABEL (title), 24);
          gtk_widget_add_css_class (title, "dim-label");
          gtk_box_append (GTK_BOX (box), title);
        }
      add_check (box, session, _ ("The answer rests on a contractor"), prompt->id, ".outsourced");
      add_check (box, session, _ ("Ask to withhold it from publication"), prompt->id, ".withhold");
      add_confirm (box, session, prompt->id);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}
