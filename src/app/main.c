/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"
#include "core/paths.h"

int
main (int argc, char **argv)
{
  g_autoptr (KaijiApplication) application = NULL;

  /* Where nothing is drawn by GL, GTK need not look for it: that takes a tenth of the start. */
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") == 0)
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);

  kaiji_i18n_init (NULL);
  /* Reads the list of fonts in a thread meanwhile. */
  pango_cairo_font_map_get_default ();
  /* It is set by now, and must not change under a thread. */
  gtk_disable_setlocale ();
  g_set_prgname ("jp.kaiji.Kaiji");
  application = kaiji_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
