/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of evidence that were replaced, to be read. */
#include "app/versions-window.h"

#include <glib/gi18n-lib.h>

#include "app/version-view.h"
#include "jobs/replace.h"
#include "widgets/drop-down.h"
#include "widgets/style.h"

typedef struct
{
  GPtrArray *versions; /* KaijiEvidence */
  KaijiVersionView *view;
} Versions;

static void
versions_free (gpointer data)
{
  Versions *self = data;

  g_ptr_array_unref (self->versions);
  g_free (self);
}

static void
show (Versions *self, guint index)
{
  KaijiEvidence *version = g_ptr_array_index (self->versions, index);

  kaiji_version_view_set_title (self->view, kaiji_evidence_get_info (version)->file_name);
  kaiji_version_view_show (self->view, kaiji_evidence_get_info (version)->sha256, NULL, NULL);
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, Versions *self)
{
  guint index = gtk_drop_down_get_selected (choice);

  if (index < self->versions->len)
    show (self, index);
}

static char *
dup_name (KaijiEvidence *version)
{
  const KaijiEvidenceInfo *info = kaiji_evidence_get_info (version);
  g_autoptr (GDateTime) added = g_date_time_new_from_unix_local (info->added_at);
  g_autofree char *day = added ? g_date_time_format (added, "%F") : g_strdup ("");

  /* Translators: a file, the day on which it was added, the beginning of its digest */
  return g_strdup_printf (_ ("%s, added %s, %.8s"), info->file_name, day, info->sha256);
}

static GtkWidget *
create_choice (Versions *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; i < self->versions->len; i++)
    gtk_string_list_take (names, dup_name (g_ptr_array_index (self->versions, i)));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Versions before"), -1);
  kaiji_drop_down_name_button (GTK_DROP_DOWN (choice));
  g_signal_connect (choice, "notify::selected", G_CALLBACK (selected_cb), self);
  return choice;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}

/** kaiji_versions_window_present: the newest of them first. */
void
kaiji_versions_window_present (GtkWindow *parent, KaijiSession *session, const char *evidence_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = kaiji_replace_dup_versions (session, evidence_id, &error);
  Versions *self;
  GtkWidget *window, *header;

  if (!versions || versions->len == 0)
    {
      kaiji_session_tell (session,
                          error ? error->message
                                : _ ("This evidence was not replaced; there is no version before."),
                          error != NULL);
      return;
    }
  kaiji_style_register ();
  self = g_new0 (Versions, 1);
  self->versions = g_steal_pointer (&versions);
  window = gtk_window_new ();
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Versions before"));
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 760);
  g_object_set_data_full (G_OBJECT (window), "versions", self, versions_free);
  header = gtk_header_bar_new ();
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), create_choice (self));
  gtk_window_set_titlebar (GTK_WINDOW (window), header);
  self->view = KAIJI_VERSION_VIEW (kaiji_version_view_new (session, ""));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (self->view));
  add_escape (window);
  show (self, 0);
  gtk_window_present (GTK_WINDOW (window));
}
