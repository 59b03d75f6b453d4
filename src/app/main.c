/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"
#include "core/paths.h"

int
main (int argc, char **argv)
{
  g_autoptr (KaijiApplication) application = NULL;

  kaiji_i18n_init (NULL);
  g_set_prgname ("jp.kaiji.Kaiji");
  application = kaiji_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
