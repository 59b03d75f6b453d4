/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"

#include "widgets/style.h"

struct _KaijiApplication
{
  GtkApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (KaijiApplication, kaiji_application, GTK_TYPE_APPLICATION)

static void
kaiji_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (kaiji_application_parent_class)->startup (application);
  kaiji_style_init (gdk_display_get_default ());
}

static void
kaiji_application_activate (GApplication *application)
{
  GtkWidget *window = gtk_application_window_new (GTK_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
}

static void
kaiji_application_class_init (KaijiApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->startup = kaiji_application_startup;
  G_APPLICATION_CLASS (klass)->activate = kaiji_application_activate;
}

static void
kaiji_application_init (KaijiApplication *self)
{
}

/** kaiji_application_new: Returns: (transfer full): the program. */
KaijiApplication *
kaiji_application_new (void)
{
  return g_object_new (KAIJI_TYPE_APPLICATION, "application-id", "jp.kaiji.Kaiji", NULL);
}
