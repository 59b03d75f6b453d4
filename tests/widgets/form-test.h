/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Iterates the main context while @cond holds, at most for so long. */
#define ITERATE_WHILE(cond) \
  G_STMT_START \
  { \
    gint64 _end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC; \
    guint _wake = g_timeout_add (20, test_wake_cb, NULL); \
    while ((cond) && g_get_monotonic_time () < _end) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (_wake); \
  } \
  G_STMT_END

static inline gboolean
test_wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Iterates the main context for so long, ms. */
static inline void
test_iterate_for (int ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  ITERATE_WHILE (g_get_monotonic_time () < end);
}

/* Types at the caret of the first text widget below @widget, as a keyboard does. */
static inline GtkWidget *
test_find_text (GtkWidget *widget)
{
  if (gtk_widget_get_visible (widget) && (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? test_find_text (child) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline void
test_type (GtkWidget *widget, const char *text)
{
  GtkWidget *where = test_find_text (widget);

  g_assert_nonnull (where);
  if (GTK_IS_TEXT (where))
    {
      int position = -1;

      gtk_editable_insert_text (GTK_EDITABLE (where), text, -1, &position);
    }
  else
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (where));
      GtkTextIter end;

      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_insert_interactive (buffer, &end, text, -1, TRUE);
    }
}

static inline void
test_preedit (GtkWidget *widget, const char *preedit)
{
  GtkWidget *where = test_find_text (widget);

  g_assert_nonnull (where);
  g_signal_emit_by_name (where, "preedit-changed", preedit);
}

static inline void
test_count_cb (guint *count)
{
  ++*count;
}
