/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/application.h"

G_BEGIN_DECLS

#define KAIJI_TYPE_START_WINDOW (kaiji_start_window_get_type ())
/**
 * KaijiStartWindow: the recent cases, what to do next, and the deadlines.
 */
G_DECLARE_FINAL_TYPE (KaijiStartWindow,
                      kaiji_start_window,
                      KAIJI,
                      START_WINDOW,
                      GtkApplicationWindow)

GtkWidget *kaiji_start_window_new (KaijiApplication *application);

G_END_DECLS
