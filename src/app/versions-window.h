/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jobs/session.h"

G_BEGIN_DECLS

/* Shows the versions of evidence that were replaced, to be read; tells when there are none. */
void
kaiji_versions_window_present (GtkWindow *parent, KaijiSession *session, const char *evidence_id);

G_END_DECLS
