/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Resources, icons and style sheets of the program, and its light and dark palettes.
 *
 * 1. A palette names colours and nothing else; the sheets name no colour of their own.
 * 2. Changing the theme replaces the palette and reads the sheets anew: a sheet looks its named
 *    colours up in the whole cascade, so nothing else has to change.
 * 3. Main thread only. */

#include "widgets/style.h"

#include "kaiji-form-resources.h"
#include "kaiji-shell-resources.h"
#include "kaiji-viewer-resources.h"

static GtkCssProvider *palette;
static KaijiTheme chosen;
static gboolean desktop_is_dark;

static const char *const sheets[] = { "style.css", "form.css", "viewer.css" };

/**
 * kaiji_style_register:
 *
 * Makes the program's resources (templates, style sheets, icons) known. Needs no display; calling
 * it again does nothing.
 */
void
kaiji_style_register (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      kaiji_shell_register_resource ();
      kaiji_form_register_resource ();
      kaiji_viewer_register_resource ();
      g_once_init_leave (&done, 1);
    }
}

static void
load_palette (void)
{
  gtk_css_provider_load_from_resource (palette, kaiji_style_is_dark ()
                                                    ? KAIJI_RESOURCE_PREFIX "/colors-dark.css"
                                                    : KAIJI_RESOURCE_PREFIX "/colors-light.css");
}

/* Where nothing composes windows, what should be clear around a popover would be black. */
static void
fill_popovers (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) sheet = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (sheet, "popover.background { background-color: @kaiji_window; }",
                                   -1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
}

/* Finding out which icons there are takes as long as making the whole form; GTK's icon theme may be
 * asked on any thread once it is set up. */
static gpointer
read_icons (gpointer user_data)
{
  g_autoptr (GtkIconTheme) icons = user_data;

  gtk_icon_theme_has_icon (icons, "list-add-symbolic");
  return NULL;
}

/**
 * kaiji_style_init:
 * @display: the display that windows will stand on
 *
 * Installs style sheets and icons on @display, in the light or dark that was chosen last.
 */
void
kaiji_style_init (GdkDisplay *display)
{
  kaiji_style_register ();
  if (palette)
    return;

  GtkSettings *settings = gtk_settings_get_for_display (display);
  g_object_get (settings, "gtk-application-prefer-dark-theme", &desktop_is_dark, NULL);
  GtkIconTheme *icons = gtk_icon_theme_get_for_display (display);
  gtk_icon_theme_add_resource_path (icons, KAIJI_RESOURCE_PREFIX "/icons");
  g_thread_unref (g_thread_new ("icons", read_icons, g_object_ref (icons)));
  palette = gtk_css_provider_new ();
  load_palette ();
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (palette),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = g_strconcat (KAIJI_RESOURCE_PREFIX "/", sheets[i], NULL);
      g_autoptr (GtkCssProvider) sheet = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (sheet, path);
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
    }
  if (!gdk_display_is_composited (display))
    fill_popovers (display);
}

/**
 * kaiji_style_set_theme:
 * @theme: light, dark, or what the desktop says
 *
 * Shows all windows in @theme, at once.
 */
void
kaiji_style_set_theme (KaijiTheme theme)
{
  gboolean was_dark = kaiji_style_is_dark ();

  chosen = theme;
  if (!palette || was_dark == kaiji_style_is_dark ())
    return;
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme",
                kaiji_style_is_dark (), NULL);
  load_palette ();
}

/** kaiji_style_is_dark: Returns: whether the program is shown in dark now. */
gboolean
kaiji_style_is_dark (void)
{
  return chosen == KAIJI_THEME_DARK || (chosen == KAIJI_THEME_SYSTEM && desktop_is_dark);
}
