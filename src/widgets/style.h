/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KAIJI_RESOURCE_PREFIX "/jp/kaiji/Kaiji"

/**
 * KaijiTheme:
 * @KAIJI_THEME_SYSTEM: as the desktop says
 * @KAIJI_THEME_LIGHT: light
 * @KAIJI_THEME_DARK: dark
 */
typedef enum
{
  KAIJI_THEME_SYSTEM,
  KAIJI_THEME_LIGHT,
  KAIJI_THEME_DARK,
} KaijiTheme;

void kaiji_style_register (void);
void kaiji_style_init (GdkDisplay *display);
void kaiji_style_set_theme (KaijiTheme theme);
gboolean kaiji_style_is_dark (void);

G_END_DECLS
