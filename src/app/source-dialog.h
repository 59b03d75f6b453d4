/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

void kaiji_source_dialog_present (GtkWindow *parent, KaijiSession *session);

G_END_DECLS
